/* SPDX-License-Identifier: Apache-2.0
 *
 * One plan: what is only seen when all plans of an LEA lie side by side. Derived once, after the model is complete; findings and outputs
 * read it and derive nothing of their own.
 */
#ifndef PO_MODEL_ONE_PLAN_H
#define PO_MODEL_ONE_PLAN_H

#include "model/changes.h"
#include "model/comparison.h"
#include "model/same_action.h"
#include "model/same_money.h"
#include "model/ties.h"

typedef struct po_one_plan {
    po_ties ties;                 /* goals of schools and the district's goals they name */
    po_comparisons comparisons;   /* the same measure in several plans */
    po_shared_money money;        /* the same money in two documents */
    po_same_actions actions;      /* actions of the district that a school's plan has too */
    po_changes changes;           /* drafts and last year's plans beside those that count */
} po_one_plan;

/* Everything belongs to the model's arena. Call it once, after ties and needs were derived. */
void po_one_plan_make(po_model *model, po_one_plan *ret_plan);

#endif
