/* SPDX-License-Identifier: Apache-2.0
 *
 * Answers for machines: `planonce/identify/1` and the same as tab-separated lines. Both are written
 * answer by answer, so that a whole state needs the memory of one.
 */
#ifndef PO_IDENTIFY_IDENTIFY_JSON_H
#define PO_IDENTIFY_IDENTIFY_JSON_H

#include "base/json_writer.h"
#include "identify/identify.h"

/* One member of "entities". */
void po_identified_write(const po_rulebooks *books, const po_identified *result, po_json *json);

/* The line of column names, and one line for each group, or one without a group. */
void po_identified_tsv_head(po_buffer *out);
void po_identified_tsv(const po_rulebooks *books, const po_identified *result, po_buffer *out);

/* The comparison of rules: `planonce/rules-compared/1`. */
void po_rules_compared_write(const po_rulebooks *books, po_json *json);

/* What is in every rulebook: {"years":[...],"confidence":...} of each identification. */
void po_rule_sets_write(const po_rulebooks *books, po_json *json);

#endif
