/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings of the host about one LEA's plans together: goals of school plans that lead nowhere, schools without a plan.
 *
 * Message keys, each also with ".do" (what to do), and their arguments:
 *   plan.untied       PLAN-001  goal, school, words      a school's goal names no goal of the district's plan
 *   plan.no-school    PLAN-002  school, program, year, other   other schools gave their plan for the year, this one an older or none
 */
#ifndef PO_CHECK_PLAN_CHECK_H
#define PO_CHECK_PLAN_CHECK_H

#include "check/finding.h"

/* `plan_year`: of the build; 0: nothing is said of missing plans. Both are "worth a look": a plan may be on its way. */
void po_plan_checks(const po_model *model, int plan_year, po_findings *findings);

#endif
