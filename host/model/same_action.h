/* SPDX-License-Identifier: Apache-2.0
 *
 * The same action in two plans: one of the district's for one school, which the school's plan has under the same title. What it costs from the
 * same funds should be the same; so should the funds, for whom it is, and when.
 *
 * An action is taken for the same only by its title (a school's strategy may begin with it and go on), and only if the district's names this one
 * school and no other. Lines of funds that only one of the two has are left out: a school may add money of its own.
 */
#ifndef PO_MODEL_SAME_ACTION_H
#define PO_MODEL_SAME_ACTION_H

#include "base/decimal.h"
#include "model/model.h"

typedef struct po_same_action {
    const po_entity *district, *school;
    bool priced;                             /* both have amounts from common funds: */
    po_decimal district_total, school_total; /* planned, from those */
    bool differ;                             /* by more than the rounding of their lines */
    bool funds_apart;                        /* each has amounts, and no fund of the one is a fund of the other */
    bool groups_apart;                       /* each is for student groups, and none is of both */
    bool years_apart;                        /* no school year of the one is one of the other */
} po_same_action;

typedef struct po_same_actions {
    PO_LIST(po_same_action) list; /* in the order of the schools' actions */
} po_same_actions;

/* Every pair, with amounts or without. Everything belongs to `arena`; the model must outlive it. */
void po_same_actions_find(po_arena *arena, const po_model *model, po_same_actions *ret_actions);

#endif
