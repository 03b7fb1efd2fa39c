/* SPDX-License-Identifier: Apache-2.0
 *
 * Inside of functions over ranges: what is carried from row to row.
 */
#ifndef PO_RULES_FOLD_H
#define PO_RULES_FOLD_H

#include "rules/function.h"

typedef struct po_fold_state {
    po_engine *engine;
    const po_node *node;
    po_fold function;
    po_value_kind kind;   /* operands are turned into this; UNKNOWN: left as they are */
    po_rule_value value;  /* so far */
    po_rule_value maybe;  /* why a row may or may not be the one */
    po_rule_value passed; /* doubt of the rows left out */
    bool begun;
    size_t begin; /* of the trail */
} po_fold_state;

/* False: no further row matters. */
typedef bool (*po_fold_row)(po_fold_state *fold, const void *item);

/* Every row that may meet the range's condition, in order. */
void po_fold_rows(po_fold_state *fold, const po_rows *rows, po_fold_row each);

/* Cuts the trail down to what came after `mark`. */
void po_fold_keep_only(po_fold_state *fold, size_t mark);

/* ---- years.c ---- */
void po_fold_years(po_engine *engine, const po_node *node, const po_rows *rows,
                   po_rule_value *ret_value);
void po_fold_list_of_years(po_engine *engine, const po_node *node, po_rule_value *ret_value);

#endif
