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

void po_check_schools(const po_model *model, int plan_year, po_findings *findings);      /* PLAN-002, PLAN-003 */
void po_check_measures(const po_model *model, const po_one_plan *one, po_findings *findings); /* PLAN-004 to PLAN-006 */

#endif
