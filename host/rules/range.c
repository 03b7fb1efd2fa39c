/* SPDX-License-Identifier: Apache-2.0
 *
 * Functions over the rows of a range and over lists: sum, count, any, all, min, max, first, last,
 * one, exists. (n_of_last has its own file.) One pass, in document order; a row takes part as
 * surely as its condition is met.
 */
#include "rules/fold.h"

/* ---- taking one value in ----------------------------------------------------------------------
 */

static void make_unknown(po_rule_value *value, const po_rule_value *because) {
    const char *doubt = value->doubt;
    if (value->kind != PO_VALUE_UNKNOWN) {
        *value = po_value_unknown(because->reason, because->missing);
        value->doubt = doubt;
    }
    po_value_doubt(value, because);
}

static void fail(po_fold_state *fold, po_rule_reason reason) {
    po_rule_value because = po_value_unknown(reason, po_node_name(fold->engine, fold->node));
    make_unknown(&fold->value, &because);
}

/* A row that may or may not take part adds between nothing and its amount. */
static void reach_zero(po_number *number) {
    number->low = number->low < 0 ? number->low : 0;
    number->high = number->high > 0 ? number->high : 0;
}

static void add_number(po_fold_state *fold, const po_rule_value *operand) {
    po_rule_value *value = &fold->value;
    po_number sum = operand->number;
    if (operand->kind == PO_VALUE_UNKNOWN) {
        make_unknown(value, operand);
        return;
    }
    po_rule_reason reason =
        fold->begun ? po_number_add(&value->number, &operand->number, &sum) : PO_REASON_NONE;
    if (reason != PO_REASON_NONE) {
        fail(fold, reason);
        return;
    }
    sum.cell = false;
    value->number = sum;
    fold->begun = true;
    po_value_doubt(value, operand);
}

static bool take_sum(po_fold_state *fold, const po_rule_value *membership, po_rule_value *operand) {
    bool nothing =
        operand->kind == PO_VALUE_NUMBER && operand->number.low == 0 && operand->number.high == 0;
    po_truth part = po_value_truth_of(membership);
    po_value_doubt(&fold->value, membership);
    if (fold->value.kind == PO_VALUE_UNKNOWN) {
        return false;
    }
    if (part == PO_UNKNOWN && !nothing) {
        make_unknown(&fold->value, membership);
        return false;
    }
    if (part == PO_EITHER && operand->kind == PO_VALUE_NUMBER) {
        reach_zero(&operand->number);
    }
    add_number(fold, operand);
    return true;
}

static bool take_count(po_fold_state *fold, const po_rule_value *membership,
                       po_rule_value *operand) {
    po_rule_value one = po_value_number(&(po_number){0});
    one.number = po_number_integer(1);
    if (operand->kind == PO_VALUE_UNKNOWN && operand->reason != PO_REASON_UNREADABLE) {
        if (operand->reason == PO_REASON_ABSENT) {
            return true;
        }
        one = *operand;
    }
    return take_sum(fold, membership, &one);
}

/* any: takes part and holds. all: does not take part, or holds. */
static bool take_truth(po_fold_state *fold, const po_rule_value *membership,
                       po_rule_value *operand) {
    po_rule_value joined = *membership;
    if (fold->function == PO_FOLD_ALL) {
        po_value_not(&joined);
        po_value_or(&joined, operand);
        po_value_and(&fold->value, &joined);
        return po_value_truth_of(&fold->value) != PO_FALSE;
    }
    po_value_and(&joined, operand);
    po_value_or(&fold->value, &joined);
    return po_value_truth_of(&fold->value) != PO_TRUE;
}

static bool better_date(const po_fold_state *fold, po_date date) {
    int difference = po_date_compare(date, fold->value.date);
    return fold->function == PO_FOLD_MAX ? difference > 0 : difference < 0;
}

static void take_number(po_fold_state *fold, const po_rule_value *operand) {
    po_number extreme;
    bool greatest = fold->function == PO_FOLD_MAX;
    po_rule_reason reason =
        po_number_extreme(&fold->value.number, &operand->number, greatest, &extreme);
    if (reason == PO_REASON_NONE) {
        fold->value.number = extreme;
    } else {
        fail(fold, reason);
    }
}

static bool take_extreme(po_fold_state *fold, const po_rule_value *membership,
                         po_rule_value *operand) {
    const po_node *from = fold->node->range ? fold->node->range->expression : fold->node;
    const char *doubt = fold->value.doubt;
    if (operand->kind != PO_VALUE_DATE) {
        po_value_to(fold->engine, PO_VALUE_NUMBER, from, operand);
    }
    po_value_doubt(operand, membership);
    if (po_value_truth_of(membership) != PO_TRUE || operand->kind == PO_VALUE_UNKNOWN) {
        po_rule_value rounding =
            po_value_unknown(PO_REASON_ROUNDING, po_node_name(fold->engine, fold->node));
        make_unknown(&fold->value, operand->kind == PO_VALUE_UNKNOWN      ? operand
                                   : membership->kind == PO_VALUE_UNKNOWN ? membership
                                                                          : &rounding);
        fold->begun = true;
        return false;
    }
    if (!fold->begun) {
        fold->value = *operand;
        fold->value.number.cell = false;
        fold->value.cell = false;
    } else if (fold->value.kind != operand->kind) {
        fail(fold, PO_REASON_UNREADABLE);
        return false;
    } else if (operand->kind == PO_VALUE_NUMBER) {
        take_number(fold, operand);
    } else if (better_date(fold, operand->date)) {
        fold->value.date = operand->date;
    }
    fold->begun = true;
    fold->value.doubt = doubt ? doubt : fold->value.doubt;
    po_value_doubt(&fold->value, operand);
    return true;
}

/* first, last, one: rows that surely meet the condition; the others are remembered as a reason. */
static bool take_item(po_fold_state *fold, const po_rule_value *membership,
                      po_rule_value *operand) {
    (void)operand;
    if (po_value_truth_of(membership) != PO_TRUE) {
        fold->maybe = !fold->maybe.missing && membership->kind == PO_VALUE_UNKNOWN ? *membership
                                                                                   : fold->maybe;
        return true;
    }
    if (fold->begun && fold->function == PO_FOLD_ONE) {
        fold->value = po_value_unknown(PO_REASON_SEVERAL, fold->node->range->described);
        return false;
    }
    fold->begun = true;
    fold->value = po_value_item(fold->engine->slots[fold->node->range->slot]);
    fold->value.doubt = membership->doubt;
    return fold->function != PO_FOLD_FIRST;
}

typedef bool (*take_step)(po_fold_state *fold, const po_rule_value *membership,
                          po_rule_value *operand);

static const take_step steps[] = {
    [PO_FOLD_NONE] = take_item,      /* never asked */
    [PO_FOLD_N_OF_LAST] = take_item, /* years.c */
    [PO_FOLD_SUM] = take_sum,        [PO_FOLD_COUNT] = take_count, [PO_FOLD_ANY] = take_truth,
    [PO_FOLD_ALL] = take_truth,      [PO_FOLD_MIN] = take_extreme, [PO_FOLD_MAX] = take_extreme,
    [PO_FOLD_FIRST] = take_item,     [PO_FOLD_LAST] = take_item,   [PO_FOLD_ONE] = take_item,
    [PO_FOLD_EXISTS] = take_truth,
};

/* ---- rows -------------------------------------------------------------------------------------
 */

static bool chooses(po_fold fold) {
    return fold == PO_FOLD_FIRST || fold == PO_FOLD_LAST || fold == PO_FOLD_ONE;
}

static void turn_operand(const po_fold_state *fold, const po_node *node, po_rule_value *operand) {
    if (fold->kind != PO_VALUE_UNKNOWN) {
        po_value_to(fold->engine, fold->kind, node, operand);
    }
}

/* One row; false: no further row matters. Places of conditions count only where there is no other
 * value. */
static bool take_row(po_fold_state *fold, const void *item) {
    po_engine *engine = fold->engine;
    const po_range *range = fold->node->range;
    po_origins *trail = &engine->run->trail;
    size_t mark = trail->count;
    po_rule_value membership = po_value_truth(PO_TRUE);
    po_rule_value operand = po_value_truth(PO_TRUE);
    bool own = range->expression && !chooses(fold->function);
    engine->slots[range->slot] = item;
    if (range->condition) {
        po_engine_evaluate(engine, range->condition, &membership);
        po_value_to(engine, PO_VALUE_TRUTH, range->condition, &membership);
    }
    bool out = po_value_truth_of(&membership) == PO_FALSE;
    if (out || own || chooses(fold->function)) {
        trail->count = mark;
    }
    if (out) {
        po_value_doubt(fold->function == PO_FOLD_ALL ? &fold->passed : &fold->value, &membership);
        return true;
    }
    if (own) {
        po_engine_evaluate(engine, range->expression, &operand);
        turn_operand(fold, range->expression, &operand);
    }
    bool more = steps[fold->function](fold, &membership, &operand);
    if (!more && steps[fold->function] == take_truth) {
        po_fold_keep_only(fold, mark);
    }
    return more;
}

void po_fold_keep_only(po_fold_state *fold, size_t mark) {
    po_origins *trail = &fold->engine->run->trail;
    size_t end = fold->begin;
    for (size_t from = mark; from < trail->count; from++) {
        trail->items[end++] = trail->items[from];
    }
    trail->count = end;
}

/* Rows found and rows that cannot be looked up, merged in document order. */
static void over_candidates(po_fold_state *fold, const po_rows *rows,
                            const po_candidates *candidates, po_fold_row each) {
    size_t f = 0;
    size_t l = 0;
    bool more = true;
    while (more && (f < candidates->found_count || l < candidates->loose_count)) {
        bool found = l == candidates->loose_count ||
                     (f < candidates->found_count && candidates->found[f] < candidates->loose[l]);
        more = each(fold, rows->items[found ? candidates->found[f++] : candidates->loose[l++]]);
    }
}

void po_fold_rows(po_fold_state *fold, const po_rows *rows, po_fold_row each) {
    const po_range *range = fold->node->range;
    po_candidates candidates;
    if (range->key) {
        po_rule_value key;
        size_t mark = fold->engine->run->trail.count;
        po_engine_evaluate(fold->engine, range->key, &key);
        fold->engine->run->trail.count = mark;
        if (po_index_candidates(fold->engine, range, &key, &candidates)) {
            over_candidates(fold, rows, &candidates, each);
            return;
        }
    }
    bool more = true;
    for (size_t i = 0; more && i < rows->count; i++) {
        more = each(fold, rows->items[i]);
    }
}

/* ---- beginning and end ------------------------------------------------------------------------
 */

static po_value_kind operand_kind(po_fold fold, const po_range *range) {
    switch (fold) {
    case PO_FOLD_SUM:
        return PO_VALUE_NUMBER;
    case PO_FOLD_ANY:
    case PO_FOLD_ALL:
        return PO_VALUE_TRUTH;
    case PO_FOLD_MIN:
    case PO_FOLD_MAX:
        return range && range->expression->type == PO_RULE_DATE ? PO_VALUE_DATE : PO_VALUE_UNKNOWN;
    case PO_FOLD_NONE:
    case PO_FOLD_COUNT:
    case PO_FOLD_FIRST:
    case PO_FOLD_LAST:
    case PO_FOLD_ONE:
    case PO_FOLD_EXISTS:
    case PO_FOLD_N_OF_LAST:
    default:
        return PO_VALUE_UNKNOWN; /* as it is */
    }
}

static po_fold_state begin_fold(po_engine *engine, const po_node *node) {
    po_fold_state fold = {.engine = engine, .node = node, .function = node->function->fold};
    po_number zero = po_number_integer(0);
    bool truth = node->function->gives == PO_RULE_TRUTH;
    fold.value = truth ? po_value_truth(fold.function == PO_FOLD_ALL ? PO_TRUE : PO_FALSE)
                       : po_value_number(&zero);
    fold.kind = operand_kind(fold.function, node->range);
    fold.begin = engine->run->trail.count;
    return fold;
}

/* The record chosen, or the expression for it. */
static void finish_choice(po_fold_state *fold, po_rule_value *ret_value) {
    const po_range *range = fold->node->range;
    if (!fold->begun) {
        *ret_value = fold->maybe.missing ? fold->maybe
                                         : po_value_unknown(PO_REASON_NO_RECORD, range->described);
        return;
    }
    *ret_value = fold->value;
    if (range->expression && fold->value.kind == PO_VALUE_ITEM) {
        const char *doubt = fold->value.doubt;
        fold->engine->slots[range->slot] = fold->value.item;
        po_engine_evaluate(fold->engine, range->expression, ret_value);
        ret_value->doubt = ret_value->doubt ? ret_value->doubt : doubt;
    }
}

static void finish_fold(po_fold_state *fold, po_rule_value *ret_value) {
    bool extreme = fold->function == PO_FOLD_MIN || fold->function == PO_FOLD_MAX;
    if (chooses(fold->function)) {
        finish_choice(fold, ret_value);
        return;
    }
    *ret_value = fold->value;
    po_value_doubt(ret_value, &fold->passed);
    if (extreme && !fold->begun) {
        *ret_value = po_value_unknown(PO_REASON_NO_RECORD, fold->node->range->described);
    }
}

static bool needs_rows(po_fold fold) {
    return fold != PO_FOLD_COUNT && fold != PO_FOLD_EXISTS && fold != PO_FOLD_ANY;
}

void po_engine_range(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    const po_rows *rows = po_engine_rows(engine, node->range->type);
    if (rows->count == 0 && needs_rows(node->function->fold)) {
        *ret_value = po_value_unknown(PO_REASON_NO_RECORD, node->range->type);
        return;
    }
    if (node->function->fold == PO_FOLD_N_OF_LAST) {
        po_fold_years(engine, node, rows, ret_value);
        return;
    }
    po_fold_state fold = begin_fold(engine, node);
    po_fold_rows(&fold, rows, take_row);
    finish_fold(&fold, ret_value);
}

void po_engine_list(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    if (node->function->fold == PO_FOLD_N_OF_LAST) {
        po_fold_list_of_years(engine, node, ret_value);
        return;
    }
    po_fold_state fold = begin_fold(engine, node);
    po_rule_value membership = po_value_truth(PO_TRUE);
    for (size_t i = 0; i < node->child_count; i++) {
        po_rule_value operand;
        size_t mark = engine->run->trail.count;
        po_engine_evaluate(engine, node->children[i], &operand);
        turn_operand(&fold, node->children[i], &operand);
        if (!steps[fold.function](&fold, &membership, &operand)) {
            if (fold.kind == PO_VALUE_TRUTH) {
                po_fold_keep_only(&fold, mark);
            }
            break;
        }
    }
    finish_fold(&fold, ret_value);
}
