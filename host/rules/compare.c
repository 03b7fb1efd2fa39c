/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing: which kind two values are compared as, and the gap of numbers that differ.
 */
#include "rules/engine.h"

static bool either_is(const po_rule_value *a, const po_rule_value *b, po_value_kind kind) {
    return a->kind == kind || b->kind == kind;
}

static bool ordering(po_order order) {
    return order != PO_EQUAL && order != PO_DIFFERENT;
}

/* Texts compare as texts; where an order is asked, plain ones as dates or numbers. */
static po_value_kind common_kind(const po_node *node, const po_rule_value *a,
                                 const po_rule_value *b) {
    static const po_value_kind strongest_first[] = {PO_VALUE_ITEM, PO_VALUE_NUMBER, PO_VALUE_DATE,
                                                    PO_VALUE_TRUTH, PO_VALUE_CODES};
    for (size_t i = 0; i < sizeof strongest_first / sizeof *strongest_first; i++) {
        if (either_is(a, b, strongest_first[i])) {
            return strongest_first[i];
        }
    }
    return ordering(node->order) ? PO_VALUE_NUMBER : PO_VALUE_TEXT;
}

static po_truth equality(po_order order, bool equal) {
    return equal == (order == PO_EQUAL) ? PO_TRUE : PO_FALSE;
}

static bool has_code(const po_rule_value *codes, const char *code) {
    for (size_t i = 0; i < codes->code_count; i++) {
        if (po_text_same(codes->codes[i], code)) {
            return true;
        }
    }
    return false;
}

static bool within(const po_rule_value *part, const po_rule_value *whole) {
    for (size_t i = 0; i < part->code_count; i++) {
        if (!has_code(whole, part->codes[i])) {
            return false;
        }
    }
    return true;
}

static po_truth ordered(po_order order, int difference) {
    switch (order) {
    case PO_LESS:
        return difference < 0 ? PO_TRUE : PO_FALSE;
    case PO_AT_MOST:
        return difference <= 0 ? PO_TRUE : PO_FALSE;
    case PO_MORE:
        return difference > 0 ? PO_TRUE : PO_FALSE;
    case PO_AT_LEAST:
        return difference >= 0 ? PO_TRUE : PO_FALSE;
    case PO_EQUAL:
    case PO_DIFFERENT:
    default:
        return equality(order, difference == 0);
    }
}

static bool is_share(const po_number *number) {
    return number->unit == PO_UNIT_PERCENT || number->unit == PO_UNIT_RATIO;
}

static po_rule_unit gap_unit(const po_number *a, const po_number *b) {
    po_rule_unit unit = a->unit == PO_UNIT_NUMBER || a->unit == PO_UNIT_RATIO ? b->unit : a->unit;
    return unit == PO_UNIT_NUMBER ? a->unit : unit;
}

static void compare_numbers(po_engine *engine, const po_node *node, const po_rule_value *a,
                            const po_rule_value *b, po_rule_value *ret) {
    const po_number *left = &a->number;
    const po_number *right = &b->number;
    bool share = is_share(left) || is_share(right);
    po_wide tolerance = share ? engine->tolerance_percent : engine->tolerance;
    po_truth truth = PO_UNKNOWN;
    po_rule_reason reason =
        po_number_compare(node->order, left, right, node->tolerant ? tolerance : 0, &truth);
    if (reason != PO_REASON_NONE) {
        *ret = po_value_unknown(reason, po_node_name(engine, node));
        return;
    }
    *ret = po_value_truth(truth);
    if (truth == PO_FALSE && node->tolerant &&
        node->order != PO_DIFFERENT) { /* conditions have no gap */
        po_rule_gap *gap = PO_NEW(engine->run->arena, po_rule_gap);
        po_number_gap(left, right, &gap->middle, &gap->least);
        gap->unit = gap_unit(left, right);
        gap->decimals = left->decimals > right->decimals ? left->decimals : right->decimals;
        ret->gap = gap;
    }
}

/* Two values of one kind. */
static po_truth compare_same(po_order order, const po_rule_value *a, const po_rule_value *b) {
    if (a->kind == PO_VALUE_ITEM) {
        return equality(order, a->item == b->item);
    }
    if (a->kind == PO_VALUE_DATE) {
        return ordered(order, po_date_compare(a->date, b->date));
    }
    if (a->kind == PO_VALUE_CODES) {
        return equality(order, within(a, b) && within(b, a));
    }
    return equality(order, po_text_same(a->text, b->text));
}

static void compare_truths(po_order order, const po_rule_value *a, const po_rule_value *b,
                           po_rule_value *ret) {
    bool open = a->truth == PO_EITHER || b->truth == PO_EITHER;
    *ret = po_value_truth(open ? PO_EITHER : equality(order, a->truth == b->truth));
}

static void compare_kinds(po_engine *engine, const po_node *node, po_value_kind kind,
                          po_rule_value *a, po_rule_value *b, po_rule_value *ret) {
    if (kind != PO_VALUE_TEXT) { /* texts are compared as they are, in canonical form */
        po_value_to(engine, kind, node->children[0], a);
        po_value_to(engine, kind, node->children[1], b);
    }
    if (a->kind == PO_VALUE_UNKNOWN || b->kind == PO_VALUE_UNKNOWN) {
        *ret = a->kind == PO_VALUE_UNKNOWN ? *a : *b;
        return;
    }
    if (kind == PO_VALUE_NUMBER) {
        compare_numbers(engine, node, a, b, ret);
    } else if (kind == PO_VALUE_TRUTH) {
        compare_truths(node->order, a, b, ret);
    } else {
        *ret = po_value_truth(compare_same(node->order, a, b));
    }
}

void po_engine_compare(po_engine *engine, const po_node *node, po_rule_value *a, po_rule_value *b,
                       po_rule_value *ret_value) {
    const char *doubt = a->doubt ? a->doubt : b->doubt;
    if (a->kind == PO_VALUE_UNKNOWN || b->kind == PO_VALUE_UNKNOWN) {
        *ret_value = a->kind == PO_VALUE_UNKNOWN ? *a : *b;
    } else {
        compare_kinds(engine, node, common_kind(node, a, b), a, b, ret_value);
    }
    ret_value->doubt = doubt;
}

/* ---- in ---------------------------------------------------------------------------------------
 */

/* x in (1, 2): any of the list is equal. */
static void in_list(po_engine *engine, const po_node *node, const po_rule_value *a,
                    po_rule_value *ret_value) {
    const po_node *list = node->children[1];
    *ret_value = po_value_truth(PO_FALSE);
    ret_value->doubt = a->doubt;
    for (size_t i = 0; i < list->child_count; i++) {
        const po_node *sides[2] = {node->children[0], list->children[i]};
        po_node equal = *node;
        po_rule_value left = *a;
        po_rule_value right;
        po_rule_value one;
        equal.order = PO_EQUAL;
        equal.children = sides;
        po_engine_evaluate(engine, list->children[i], &right);
        po_engine_compare(engine, &equal, &left, &right, &one);
        one.gap = NULL;
        po_value_or(ret_value, &one);
    }
}

void po_engine_in(po_engine *engine, const po_node *node, po_rule_value *a, po_rule_value *b,
                  po_rule_value *ret_value) {
    if (a->kind == PO_VALUE_UNKNOWN) {
        *ret_value = *a;
        return;
    }
    if (node->children[1]->kind == PO_NODE_LIST && a->kind != PO_VALUE_CODES) {
        in_list(engine, node, a, ret_value);
        return;
    }
    po_value_to(engine, PO_VALUE_CODES, node->children[0], a);
    po_value_to(engine, PO_VALUE_CODES, node->children[1], b);
    bool unknown = a->kind == PO_VALUE_UNKNOWN || b->kind == PO_VALUE_UNKNOWN;
    const char *doubt = a->doubt ? a->doubt : b->doubt;
    *ret_value = unknown ? (a->kind == PO_VALUE_UNKNOWN ? *a : *b)
                         : po_value_truth(within(a, b) ? PO_TRUE : PO_FALSE);
    ret_value->doubt = doubt;
}
