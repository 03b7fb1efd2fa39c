/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the checks over all plans of one LEA: their parts, and how a finding of theirs is begun.
 */
#ifndef PO_CHECK_PLAN_CHECK_PARTS_H
#define PO_CHECK_PLAN_CHECK_PARTS_H

#include "check/plan_check.h"

/* A new finding, worth a look, with `key` and "`key`.do" for sentences. */
po_finding *po_plan_finding(po_findings *findings, const char *code, const char *key);

/* Adds an argument; NULL is shown as "?". */
void po_plan_say(po_findings *findings, po_finding *finding, const char *name, const char *value);

/* Adds the first place of a value. */
void po_plan_place(po_findings *findings, po_finding *finding, const po_value *value);

/* What a plan is called in a sentence: the school's name, else what the plan is. */
const char *po_plan_called(const po_source *source);

void po_check_schools(const po_model *model, int plan_year, po_findings *findings);      /* PLAN-002, PLAN-003 */
void po_check_measures(const po_model *model, const po_one_plan *one, po_findings *findings); /* PLAN-004, PLAN-005 */
void po_check_actions(const po_model *model, const po_same_actions *actions, po_findings *findings); /* PLAN-006 to PLAN-009 */
void po_check_groups(const po_group_matches *groups, po_findings *findings);                         /* PLAN-010, PLAN-011 */

#endif
