/* SPDX-License-Identifier: Apache-2.0
 *
 * The functions of the rules language: one table for the compiler (names, operands, types) and the
 * evaluator.
 */
#ifndef PO_RULES_FUNCTION_H
#define PO_RULES_FUNCTION_H

#include "rules/engine.h"

/* Functions over a range or a list, evaluated by range.c; everything else is PO_FOLD_NONE. */
typedef enum po_fold {
    PO_FOLD_NONE,
    PO_FOLD_SUM,
    PO_FOLD_COUNT,
    PO_FOLD_ANY,
    PO_FOLD_ALL,
    PO_FOLD_MIN,
    PO_FOLD_MAX,
    PO_FOLD_FIRST,
    PO_FOLD_LAST,
    PO_FOLD_ONE,
    PO_FOLD_EXISTS,
    PO_FOLD_N_OF_LAST
} po_fold;

typedef void (*po_function_body)(po_engine *engine, const po_node *node,
                                 const po_rule_value *arguments, po_rule_value *ret_value);

/* `strict`: an unknown argument makes the result unknown before the body is called. `takes`: types
 * of the arguments (the last repeats). `gives` PO_RULE_ANY: the type of its expression or first
 * argument. `list`: a fold that also takes a list. */
typedef struct po_function {
    const char *name;
    po_fold fold;
    bool list, strict;
    size_t least, most;
    po_rule_type takes[3];
    po_rule_type gives;
    po_function_body body;
} po_function;

const po_function *po_function_find(const char *name); /* NULL if there is none */
const char *po_function_nearest(const char *name);     /* NULL if none is near */

#define PO_FUNCTION_ARGUMENTS_MAX 32

#endif
