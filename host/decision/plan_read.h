/* SPDX-License-Identifier: Apache-2.0
 *
 * A plan that was written (`planonce/plan/1`) brought back into memory as far as judging needs it: sources, entities with values and places, findings,
 * ties, shared amounts, duties. So the fingerprint that `planonce decide` takes is the one that the next build compares with.
 */
#ifndef PO_DECISION_PLAN_READ_H
#define PO_DECISION_PLAN_READ_H

#include "decision/judged.h"

typedef struct po_written_plan {
    po_model *model;
    po_findings findings;
    po_one_plan one; /* ties and shared amounts only */
    po_judge_input input; /* of all this */
    const char *cds, *name; /* of the agency, or NULL */
    size_t decisions;       /* how many decisions the plan was made with */
} po_written_plan;

/* Reads `folder`/plan.json. The caller destroys the model, to whose arena everything belongs; `arena` is for the reading.
 * Errors: PO_E_INPUT for what is no plan of planonce, PO_E_IO. */
PO_NODISCARD po_status po_written_plan_read(po_arena *arena, const char *folder, const po_model_schema *schema, po_written_plan *ret_plan,
                                            po_error *err);

#endif
