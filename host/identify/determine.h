/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to host/identify: from the rows of a case to truths (determine.c), to the levels behind
 * them (reasons.c), to differences from what the state said (difference.c).
 */
#ifndef PO_IDENTIFY_DETERMINE_H
#define PO_IDENTIFY_DETERMINE_H

#include "identify/case.h"
#include "identify/identify.h"

/* Evaluates the rule sets of all years of the case, the oldest first. */
void po_determine(po_case *one);

/* The priorities of a group's conditions, surely and possibly met. */
void po_group_priorities(const po_group_case *group, uint32_t *ret_sure, uint32_t *ret_possible);

/* Why a group met the criteria or may have, what is not known, what would end it. */
void po_group_reasons(const po_case *one, const po_group_case *group, po_group_result *result);

/* Compares the result with the state's, and adds what differs. */
void po_compare_official(const po_case *one, const po_year_case *year, po_identified *result);

/* How far back, Dashboard by Dashboard, a group met the criteria; 0 if it did not. */
int po_group_since(po_case *one, const po_group_case *group);

#endif
