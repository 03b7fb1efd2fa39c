/* SPDX-License-Identifier: Apache-2.0
 *
 * What one program asks because another has identified a district, a school or a group: the lists of lowest performers that the district's plan
 * must name and address, a school in support whose plan must name resource inequities. What is asked is data (<demand> in a program's
 * checks file); here it is looked for in the model.
 *
 * The answer has three values. A plan that does not speak of the school or group at all does not meet the demand: a finding. One that speaks
 * of it, but not surely of what it was identified for, is not judged: counted as undecided. "All students" addresses no group. Nothing here says
 * that a demand is satisfied. Without the list the demand is undecided: what no source says is not known.
 *
 * Left to others: who is identified (crosswalks of state files, identify), which need an action answers (model/needs.h).
 */
#ifndef PO_CHECK_DEMAND_CHECK_H
#define PO_CHECK_DEMAND_CHECK_H

#include "check/finding.h"
#include "program/program.h"

/* The demands of all these programs over one LEA's model, needs derived. `plan_year`: of the build. Linear in identifications, links and the
 * text of the plans for each demand. */
void po_demand_checks(const po_model *model, const po_program *const *programs, size_t count, int plan_year,
                      po_findings *findings);

#endif
