/* SPDX-License-Identifier: Apache-2.0
 *
 * Putting one plan together. See one_plan.h.
 */
#include "model/one_plan.h"

void po_one_plan_make(po_model *model, po_one_plan *ret_plan) {
    *ret_plan = (po_one_plan){0};
    po_ties_list(model, &ret_plan->ties);
    po_comparisons_make(model->arena, model, &ret_plan->comparisons);
    po_same_money_find(model->arena, model, &ret_plan->money);
    po_same_actions_find(model->arena, model, &ret_plan->actions);
    po_changes_find(model->arena, model, &ret_plan->changes);
}
