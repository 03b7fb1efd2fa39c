/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings of the host about one LEA's plans together. All are "worth a look": nothing forbids them, and a plan may be on its way.
 *
 * Message keys, each also with ".do" (what to do), and their arguments:
 *   plan.untied           PLAN-001  goal, school, words               a school's goal names no goal of the district's plan
 *   plan.no-school        PLAN-002  school, program, year, other      other schools gave their plan for the year, this one an older
 *   plan.school-named     PLAN-003  school, program, year             a school that the district's plan names gave none, others did
 *   plan.measure-differs  PLAN-004  measure, group, place, year, first, first_plan, second, second_plan, gap
 *   plan.baseline-changed PLAN-005  measure, group, year, before, after, other, gap   a baseline that is kept for the cycle reads otherwise
 *   plan.action-amount    PLAN-006  action, title, first, first_plan, second, second_plan, gap   one action costs differently in two plans
 *   plan.action-fund      PLAN-007  action, title, first, first_plan, second, second_plan   one action, no fund in common
 *   plan.action-groups    PLAN-008  as PLAN-007                       one action, no student group in common
 *   plan.action-years     PLAN-009  as PLAN-007                       one action, no school year in common
 *   plan.group-school     PLAN-010  plan, action, group, school, program   an action for a group at a school whose plan is silent of it
 *   plan.group-district   PLAN-011  as PLAN-010                       a school's action for a group of which the district's plan is silent
 */
#ifndef PO_CHECK_PLAN_CHECK_H
#define PO_CHECK_PLAN_CHECK_H

#include "check/finding.h"
#include "check/group_match.h"
#include "model/one_plan.h"

/* `plan_year`: of the build; 0: nothing is said of missing plans. `groups` NULL: nothing is said of them. */
void po_plan_checks(const po_model *model, const po_one_plan *one, const po_group_matches *groups, int plan_year, po_findings *findings);

#endif
