/* SPDX-License-Identifier: Apache-2.0
 *
 * Values while reckoning: making them, turning one kind into another, and the truth tables over
 * four values.
 */
#include <string.h>

#include "rules/engine.h"
#include "rules/parser.h"

po_rule_value po_value_truth(po_truth truth) {
    return (po_rule_value){.kind = PO_VALUE_TRUTH, .truth = truth};
}

po_rule_value po_value_number(const po_number *number) {
    return (po_rule_value){.kind = PO_VALUE_NUMBER, .number = *number};
}

po_rule_value po_value_text(const char *text) {
    return (po_rule_value){.kind = PO_VALUE_TEXT, .text = text};
}

po_rule_value po_value_date(po_date date) {
    return (po_rule_value){.kind = PO_VALUE_DATE, .date = date};
}

po_rule_value po_value_item(const void *item) {
    return (po_rule_value){.kind = PO_VALUE_ITEM, .item = item};
}

po_rule_value po_value_unknown(po_rule_reason reason, const char *missing) {
    return (po_rule_value){
        .kind = PO_VALUE_UNKNOWN, .truth = PO_UNKNOWN, .reason = reason, .missing = missing};
}

const char *po_node_name(po_engine *engine, const po_node *node) {
    size_t place = (uintptr_t)node / sizeof(void *) % PO_RULE_NAMED;
    if (node->path) {
        return node->path;
    }
    if (engine->run->named[place].node != node) {
        engine->run->named[place].node = node;
        engine->run->named[place].name = po_node_slice(engine->run->arena, node);
    }
    return engine->run->named[place].name;
}

void po_value_doubt(po_rule_value *value, const po_rule_value *operand) {
    if (!value->doubt) {
        value->doubt = operand->doubt;
    }
}

/* ---- one kind into another --------------------------------------------------------------------
 */

static bool to_truth(po_rule_value *value) {
    if (value->kind != PO_VALUE_TEXT || !value->text) {
        return false;
    }
    bool yes = strcmp(value->text, "yes") == 0;
    if (!yes && strcmp(value->text, "no") != 0) {
        return false;
    }
    value->kind = PO_VALUE_TRUTH;
    value->truth = yes ? PO_TRUE : PO_FALSE;
    return true;
}

static bool to_date(po_rule_value *value) {
    if (value->kind != PO_VALUE_TEXT || !po_date_parse_iso(value->text, &value->date)) {
        return false;
    }
    value->kind = PO_VALUE_DATE;
    return true;
}

static bool to_text(po_rule_value *value) {
    if (value->kind == PO_VALUE_CODES && !value->printed && value->code_count == 1) {
        value->printed = value->codes[0];
    }
    if (!value->printed) {
        return false;
    }
    value->text = value->printed;
    value->kind = PO_VALUE_TEXT;
    return true;
}

static bool to_codes(po_engine *engine, po_rule_value *value) {
    const char *code = value->text ? value->text : value->printed;
    if (!code) {
        return false;
    }
    const char **codes = PO_NEW_ARRAY(engine->run->arena, const char *, 1);
    codes[0] = code;
    value->codes = codes;
    value->code_count = 1;
    value->kind = PO_VALUE_CODES;
    return true;
}

static bool convert(po_engine *engine, po_value_kind kind, const po_node *node,
                    po_rule_value *value) {
    switch (kind) {
    case PO_VALUE_TRUTH:
        return to_truth(value);
    case PO_VALUE_DATE:
        return to_date(value);
    case PO_VALUE_TEXT:
        return to_text(value);
    case PO_VALUE_CODES:
        return to_codes(engine, value);
    case PO_VALUE_NUMBER:
        if (value->kind == PO_VALUE_TEXT && value->plain) {
            po_value_reread(engine, PO_HINT_PLAIN, node, value);
            return true;
        }
        return false;
    case PO_VALUE_ITEM:
    case PO_VALUE_UNKNOWN:
    default:
        return false;
    }
}

void po_value_to(po_engine *engine, po_value_kind kind, const po_node *node, po_rule_value *value) {
    if (value->kind == kind || value->kind == PO_VALUE_UNKNOWN ||
        convert(engine, kind, node, value)) {
        return;
    }
    const char *doubt = value->doubt;
    *value = po_value_unknown(PO_REASON_UNREADABLE,
                              value->path ? value->path : po_node_name(engine, node));
    value->doubt = doubt;
}

/* ---- truths -----------------------------------------------------------------------------------
 */

po_truth po_value_truth_of(const po_rule_value *value) {
    return value->kind == PO_VALUE_TRUTH ? value->truth : PO_UNKNOWN;
}

/* Takes over the other operand and joins the doubts, if the other decides. */
static void take(po_rule_value *left, const po_rule_value *right) {
    const char *doubt = left->doubt;
    *left = *right;
    left->doubt = left->doubt ? left->doubt : doubt;
}

/* `decides`: the truth that settles the matter alone. Weakest first: the other truth, EITHER,
 * UNKNOWN, `decides`. */
static unsigned weight(po_truth truth, po_truth decides) {
    if (truth == decides) {
        return 3;
    }
    return truth == PO_UNKNOWN ? 2 : truth == PO_EITHER ? 1 : 0;
}

static void join(po_rule_value *left, const po_rule_value *right, po_truth decides) {
    unsigned had = weight(po_value_truth_of(left), decides);
    unsigned has = weight(po_value_truth_of(right), decides);
    if (has == 3 && had < 3) {
        *left = *right; /* what does not matter brings no doubt */
    } else if (has > had) {
        take(left, right);
    } else if (had < 3) {
        left->gap = left->gap ? left->gap : right->gap;
        po_value_doubt(left, right);
    }
}

void po_value_and(po_rule_value *left, const po_rule_value *right) {
    join(left, right, PO_FALSE);
}

void po_value_or(po_rule_value *left, const po_rule_value *right) {
    join(left, right, PO_TRUE);
}

void po_value_not(po_rule_value *value) {
    if (value->kind == PO_VALUE_TRUTH && value->truth != PO_EITHER) {
        value->truth = value->truth == PO_TRUE ? PO_FALSE : PO_TRUE;
    }
    value->gap = NULL;
}

/* ---- either of two ----------------------------------------------------------------------------
 */

void po_value_hull(po_engine *engine, const po_node *node, const po_rule_value *other,
                   po_rule_value *value) {
    po_rule_reason reason = PO_REASON_ROUNDING;
    po_number hull;
    po_value_doubt(value, other);
    if (value->kind == PO_VALUE_UNKNOWN) {
        return;
    }
    if (other->kind == PO_VALUE_UNKNOWN) {
        take(value, other);
        return;
    }
    if (value->kind == PO_VALUE_TRUTH && other->kind == PO_VALUE_TRUTH) {
        value->truth = value->truth == other->truth ? value->truth : PO_EITHER;
        return;
    }
    if (value->kind == PO_VALUE_NUMBER && other->kind == PO_VALUE_NUMBER) {
        reason = po_number_hull(&value->number, &other->number, &hull);
        if (reason == PO_REASON_NONE) {
            value->number = hull;
            value->cell = false;
            value->text = value->printed = value->path = NULL;
            return;
        }
    }
    const char *doubt = value->doubt;
    *value = po_value_unknown(reason, po_node_name(engine, node));
    value->doubt = doubt;
}
