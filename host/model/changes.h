/* SPDX-License-Identifier: Apache-2.0
 *
 * Changes: a plan compared with its own earlier version (the draft of the hearing, last year's plan): what was dropped, added, kept, and what of
 * it changed, with the difference of amounts.
 *
 * Things are matched by what people call them (goal 2, action 2.3), then by their words: something that got another number is the same thing,
 * something else under the old number is not. What does not count is compared, never summed.
 */
#ifndef PO_MODEL_CHANGES_H
#define PO_MODEL_CHANGES_H

#include "model/model.h"

typedef enum po_change_kind {
    PO_CHANGE_ADDED,
    PO_CHANGE_DROPPED,
    PO_CHANGE_RENUMBERED, /* the same words under another number */
    PO_CHANGE_CHANGED     /* one field, before and after */
} po_change_kind;

const char *po_change_kind_name(po_change_kind kind); /* "added", "dropped", "renumbered", "changed" */

typedef struct po_change {
    po_change_kind kind;
    const char *type;               /* of the things: "goal", "measure", "action", "expenditure" */
    const po_entity *before, *after; /* NULL for what is not there */
    const po_slot *old_value, *new_value; /* of a changed field; NULL where it is blank */
    const char *difference;         /* canonical amount, after less before; NULL for what is no number */
} po_change;

/* What one version says compared with the one that counts. */
typedef struct po_change_set {
    const po_source *before, *after; /* after: the source that counts (the first of several that complete each other) */
    bool other_year;                 /* last year's plan; else a draft or earlier version */
    PO_LIST(po_change) list;         /* goals, measures, actions, amounts; added after changed, dropped last */
    size_t kept[4];                  /* the same in both: goals, measures, actions, amounts */
} po_change_set;

typedef struct po_changes {
    PO_LIST(po_change_set *) list;
} po_changes;

/* Sets for each superseded version whose successor counts, and for each plan of the year before one that counts. Everything belongs to
 * `arena`; the model must outlive it. */
void po_changes_find(po_arena *arena, const po_model *model, po_changes *ret_changes);

#endif
