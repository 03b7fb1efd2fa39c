/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to emit/duplicates*.c: what relations, acts and owners are called, and the sentences about them.
 */
#ifndef PO_EMIT_DUPLICATES_WORDS_H
#define PO_EMIT_DUPLICATES_WORDS_H

#include <cjson/cJSON.h>

#include "emit/duplicates.h"

/* A sentence by key with arguments. */
#define PO_WORD(input, arena, ...) po_language_sentence((input)->language, (arena), __VA_ARGS__, NULL)

const char *po_act_id(po_act act); /* "consolidate" "eliminate" "truncate" "align" "keep-apart" */
const char *po_cluster_act_words(po_arena *arena, const po_emit_duplicates_input *input, const po_cluster *cluster);
/* What is recommended for a plan or report: the act, with which other papers, on what; or why nothing is. */
const char *po_report_act_words(po_arena *arena, const po_emit_duplicates_input *input, const po_report *report);
const char *po_report_act_id(const po_report *report); /* as po_act_id, or "none" */
/* "Congress (csi.CSI-3)": who could change the report's own part. */
const char *po_report_owner_words(po_arena *arena, const po_emit_duplicates_input *input, const po_report *report);
const char *po_report_partners(po_arena *arena, const po_emit_duplicates_input *input, const po_report *report);

/* "cde", "legislature", ...: who can change what rests on this authority; and by which instrument. */
const char *po_owner_id(const char *authority);
const char *po_owner_words(po_arena *arena, const po_emit_duplicates_input *input, const char *authority);
const char *po_instrument_words(po_arena *arena, const po_emit_duplicates_input *input, const char *authority);

/* "Approver: State Board; When: each year": the values that `ask` asks of these facets. */
const char *po_facet_words(po_arena *arena, const po_asked *asked, const po_ask *ask, uint32_t facets);

/* What remains of `a` where `b` is done, as a sentence; NULL if nothing does. */
const char *po_residue_words(po_arena *arena, const po_emit_duplicates_input *input, const po_ask *a, const po_ask *b, const po_bits *only_a);

/* What remains of a duty where all others are done. */
const char *po_joint_words(po_arena *arena, const po_emit_duplicates_input *input, const po_joint *joint);

const char *po_relation_words(po_arena *arena, const po_emit_duplicates_input *input, const po_duplicate_pair *pair);

void po_duplicates_json_write(po_arena *arena, const po_emit_duplicates_input *input, po_buffer *out);
void po_duplicates_csv_write(po_arena *arena, const po_emit_duplicates_input *input, po_buffer *out);

/* The caller deletes it. */
cJSON *po_duplicates_view_create(po_arena *arena, const po_emit_duplicates_input *input);

#endif
