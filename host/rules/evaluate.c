/* SPDX-License-Identifier: Apache-2.0
 *
 * The evaluator: walks the tree, once per node and row. Depth is bounded by the compiler
 * (PO_RULE_DEPTH_ALL), work by steps; whatever cannot be said is unknown, so nothing here fails.
 */
#include "rules/engine.h"
#include "rules/function.h"

static void evaluate_as(po_engine *engine, po_value_kind kind, const po_node *node,
                        po_rule_value *ret_value) {
    po_engine_evaluate(engine, node, ret_value);
    po_value_to(engine, kind, node, ret_value);
}

const po_rows *po_engine_rows(po_engine *engine, const char *type) {
    po_rule_run *run = engine->run;
    po_rows *rows = po_map_get(run->rows, type);
    if (rows) {
        return rows;
    }
    const po_rule_source *source = run->source;
    rows = PO_NEW(run->arena, po_rows);
    rows->count = source->count ? source->count(source->context, type) : 0;
    rows->items = PO_NEW_ARRAY(run->arena, const void *, rows->count);
    for (size_t i = 0; i < rows->count; i++) {
        rows->items[i] = source->item(source->context, type, i);
    }
    po_map_set(run->rows, type, rows);
    return rows;
}

/* ---- names ------------------------------------------------------------------------------------
 */

static void remember(po_engine *engine, size_t mark, const po_rule_value *value,
                     po_let_value *let) {
    po_rule_run *run = engine->run;
    let->known = true;
    let->value = *value;
    let->origin_count = run->trail.count - mark;
    let->origin_count =
        let->origin_count < PO_RULE_ORIGINS_KEPT ? let->origin_count : PO_RULE_ORIGINS_KEPT;
    let->origins = PO_NEW_ARRAY(run->arena, const void *, let->origin_count);
    for (size_t i = 0; i < let->origin_count; i++) {
        let->origins[i] = run->trail.items[mark + i];
    }
}

static void recall(po_engine *engine, const po_let_value *let, po_rule_value *ret_value) {
    for (size_t i = 0; i < let->origin_count; i++) {
        *PO_LIST_ADD(engine->run->arena, &engine->run->trail) = let->origins[i];
    }
    engine->steps += let->origin_count;
    *ret_value = let->value;
}

/* A let of the scope: evaluated once for the record at hand, without the ranges or the tolerance of
 * whoever asks. */
void po_engine_let(po_engine *engine, size_t index, po_rule_value *ret_value) {
    po_let_value *let = &engine->run->lets[index];
    if (let->known) {
        recall(engine, let, ret_value);
        return;
    }
    size_t mark = engine->run->trail.count;
    po_engine inner = {.run = engine->run, .scope = engine->scope, .steps = engine->steps};
    inner.slots[0] = engine->slots[0];
    po_engine_evaluate(&inner, engine->scope->lets.items[index].node, ret_value);
    engine->steps = inner.steps;
    remember(engine, mark, ret_value, let);
}

/* What depends on no record at hand is evaluated once for all records. */
static void evaluate_range(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    if (node->slots != 0) {
        po_engine_range(engine, node, ret_value);
        return;
    }
    const po_let_value *kept = po_constant_of(engine->run, node);
    if (kept->known) {
        recall(engine, kept, ret_value);
        return;
    }
    size_t mark = engine->run->trail.count;
    po_engine_range(engine, node, ret_value);
    if (ret_value->kind != PO_VALUE_UNKNOWN || ret_value->reason != PO_REASON_STEPS) {
        remember(engine, mark, ret_value, po_constant_of(engine->run, node));
    }
}

static void evaluate_bind(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    size_t mark = engine->run->trail.count;
    po_rule_value value;
    po_engine_evaluate(engine, node->children[0], &value);
    remember(engine, mark, &value, &engine->run->bound[node->index]);
    engine->run->trail.count = mark;
    po_engine_evaluate(engine, node->children[1], ret_value);
}

static void evaluate_parent(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    const po_rule_source *source = engine->run->source;
    evaluate_as(engine, PO_VALUE_ITEM, node->children[0], ret_value);
    if (ret_value->kind == PO_VALUE_UNKNOWN) {
        return;
    }
    const void *parent = source->parent ? source->parent(source->context, ret_value->item) : NULL;
    if (parent) {
        ret_value->item = parent;
    } else {
        *ret_value = po_value_unknown(PO_REASON_NO_RECORD, po_node_name(engine, node));
    }
}

static void evaluate_field(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    const po_rule_source *source = engine->run->source;
    po_rule_cell cell = {0};
    evaluate_as(engine, PO_VALUE_ITEM, node->children[0], ret_value);
    if (ret_value->kind == PO_VALUE_UNKNOWN) {
        return;
    }
    const char *doubt = ret_value->doubt;
    if (!source->field(source->context, ret_value->item, node->text, node->field_number, &cell)) {
        *ret_value = po_value_unknown(PO_REASON_ABSENT, node->path);
    } else {
        cell.hint = cell.hint == PO_HINT_AUTO ? node->hint : cell.hint;
        po_value_of_cell(engine, &cell, node->path, ret_value);
    }
    ret_value->doubt = ret_value->doubt ? ret_value->doubt : doubt;
}

static void evaluate_fact(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    const po_rule_source *source = engine->run->source;
    po_rule_cell cell = {0};
    if (source->fact && source->fact(source->context, node->text, &cell)) {
        po_value_of_cell(engine, &cell, node->path, ret_value);
    } else {
        *ret_value = po_value_unknown(PO_REASON_ABSENT, node->path);
    }
}

/* ---- truths -----------------------------------------------------------------------------------
 */

/* Left to right, up to the operand that settles it: then only that one's places count. */
static void evaluate_words(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    po_truth decides = node->kind == PO_NODE_AND ? PO_FALSE : PO_TRUE;
    size_t begin = engine->run->trail.count;
    evaluate_as(engine, PO_VALUE_TRUTH, node->children[0], ret_value);
    for (size_t i = 1; i < node->child_count && po_value_truth_of(ret_value) != decides; i++) {
        size_t mark = engine->run->trail.count;
        po_rule_value operand;
        evaluate_as(engine, PO_VALUE_TRUTH, node->children[i], &operand);
        if (node->kind == PO_NODE_AND) {
            po_value_and(ret_value, &operand);
        } else {
            po_value_or(ret_value, &operand);
        }
        if (po_value_truth_of(ret_value) == decides) {
            po_origins *trail = &engine->run->trail;
            for (size_t from = mark; from < trail->count; from++) {
                trail->items[begin++] = trail->items[from];
            }
            trail->count = begin;
        }
    }
}

static void evaluate_comparison(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    po_rule_value a;
    po_rule_value b;
    po_engine_evaluate(engine, node->children[0], &a);
    po_engine_evaluate(engine, node->children[1], &b);
    if (node->kind == PO_NODE_IN) {
        po_engine_in(engine, node, &a, &b, ret_value);
    } else {
        po_engine_compare(engine, node, &a, &b, ret_value);
    }
}

static void evaluate_if(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    po_rule_value condition;
    po_rule_value other;
    evaluate_as(engine, PO_VALUE_TRUTH, node->children[0], &condition);
    switch (po_value_truth_of(&condition)) {
    case PO_TRUE:
    case PO_FALSE:
        po_engine_evaluate(engine, node->children[condition.truth == PO_TRUE ? 1 : 2], ret_value);
        break;
    case PO_EITHER:
        po_engine_evaluate(engine, node->children[1], ret_value);
        po_engine_evaluate(engine, node->children[2], &other);
        po_value_hull(engine, node, &other, ret_value);
        break;
    case PO_UNKNOWN:
    default:
        *ret_value = condition;
    }
    po_value_doubt(ret_value, &condition);
}

/* ---- arithmetic -------------------------------------------------------------------------------
 */

static po_rule_reason operate(char sign, const po_number *a, const po_number *b, po_number *ret) {
    switch (sign) {
    case '+':
        return po_number_add(a, b, ret);
    case '-':
        return po_number_subtract(a, b, ret);
    case '*':
        return po_number_multiply(a, b, ret);
    default:
        return po_number_divide(a, b, ret);
    }
}

/* Takes one more operand in; an unknown one makes the whole unknown. */
static void take_operand(po_engine *engine, const po_node *node, char sign,
                         const po_rule_value *operand, po_rule_value *value) {
    po_number result;
    const char *doubt = value->doubt ? value->doubt : operand->doubt;
    if (operand->kind == PO_VALUE_UNKNOWN) {
        *value = value->kind == PO_VALUE_UNKNOWN ? *value : *operand;
    } else if (value->kind != PO_VALUE_UNKNOWN) {
        po_rule_reason reason = operate(sign, &value->number, &operand->number, &result);
        *value = reason == PO_REASON_NONE ? po_value_number(&result)
                                          : po_value_unknown(reason, po_node_name(engine, node));
    }
    value->doubt = doubt;
}

static void evaluate_chain(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    evaluate_as(engine, PO_VALUE_NUMBER, node->children[0], ret_value);
    for (size_t i = 1; i < node->child_count; i++) {
        po_rule_value operand;
        evaluate_as(engine, PO_VALUE_NUMBER, node->children[i], &operand);
        take_operand(engine, node, node->signs[i], &operand, ret_value);
    }
}

static void evaluate_negation(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    evaluate_as(engine, PO_VALUE_NUMBER, node->children[0], ret_value);
    if (ret_value->kind == PO_VALUE_NUMBER) {
        po_number negative = po_number_negate(&ret_value->number);
        const char *doubt = ret_value->doubt;
        negative.cell = false;
        *ret_value = po_value_number(&negative);
        ret_value->doubt = doubt;
    }
}

/* ---- lists and calls --------------------------------------------------------------------------
 */

static void evaluate_list(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    const char **codes = PO_NEW_ARRAY(engine->run->arena, const char *, node->child_count);
    const char *doubt = NULL;
    for (size_t i = 0; i < node->child_count; i++) {
        evaluate_as(engine, PO_VALUE_CODES, node->children[i], ret_value);
        doubt = doubt ? doubt : ret_value->doubt;
        if (ret_value->kind == PO_VALUE_UNKNOWN) {
            ret_value->doubt = doubt;
            return;
        }
        codes[i] = ret_value->code_count > 0 ? ret_value->codes[0] : "";
    }
    *ret_value =
        (po_rule_value){.kind = PO_VALUE_CODES, .codes = codes, .code_count = node->child_count};
    ret_value->doubt = doubt;
}

static po_value_kind kind_of_type(po_rule_type type) {
    static const po_value_kind kinds[] = {PO_VALUE_UNKNOWN, PO_VALUE_TRUTH, PO_VALUE_NUMBER,
                                          PO_VALUE_DATE,    PO_VALUE_TEXT,  PO_VALUE_CODES,
                                          PO_VALUE_ITEM};
    return kinds[type];
}

static void evaluate_call(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    const po_function *function = node->function;
    po_rule_value arguments[3] = {{0}, {0}, {0}};
    const char *doubt = NULL;
    if (function->fold != PO_FOLD_NONE) {
        po_engine_list(engine, node, ret_value);
        return;
    }
    for (size_t i = 0; i < node->child_count; i++) {
        po_engine_evaluate(engine, node->children[i], &arguments[i]);
        if (function->takes[i] != PO_RULE_ANY) {
            po_value_to(engine, kind_of_type(function->takes[i]), node->children[i], &arguments[i]);
        }
        if (function->strict && arguments[i].kind == PO_VALUE_UNKNOWN) {
            *ret_value = arguments[i];
            po_value_doubt(ret_value, &arguments[0]);
            return;
        }
        doubt = doubt ? doubt : arguments[i].doubt;
    }
    function->body(engine, node, arguments, ret_value);
    ret_value->doubt = ret_value->doubt ? ret_value->doubt : doubt;
}

/* ---- all nodes --------------------------------------------------------------------------------
 */

static void evaluate_literal(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    (void)engine;
    *ret_value = node->kind == PO_NODE_NUMBER  ? po_value_number(&node->number)
                 : node->kind == PO_NODE_TRUTH ? po_value_truth(node->truth)
                                               : po_value_text(node->text);
    ret_value->printed = node->text;
}

static void evaluate_let(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    po_engine_let(engine, node->index, ret_value);
}

static void evaluate_bound(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    recall(engine, &engine->run->bound[node->index], ret_value);
}

static void evaluate_row(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    const void *item = engine->slots[node->index];
    *ret_value = item ? po_value_item(item) : po_value_unknown(PO_REASON_NO_RECORD, "this");
}

static void evaluate_not(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    evaluate_as(engine, PO_VALUE_TRUTH, node->children[0], ret_value);
    po_value_not(ret_value);
}

typedef void (*evaluator)(po_engine *engine, const po_node *node, po_rule_value *ret_value);

static const evaluator evaluators[] = {
    [PO_NODE_NUMBER] = evaluate_literal,
    [PO_NODE_TEXT] = evaluate_literal,
    [PO_NODE_TRUTH] = evaluate_literal,
    [PO_NODE_LIST] = evaluate_list,
    [PO_NODE_LET] = evaluate_let,
    [PO_NODE_BOUND] = evaluate_bound,
    [PO_NODE_BIND] = evaluate_bind,
    [PO_NODE_ROW] = evaluate_row,
    [PO_NODE_PARENT] = evaluate_parent,
    [PO_NODE_FIELD] = evaluate_field,
    [PO_NODE_FACT] = evaluate_fact,
    [PO_NODE_NOT] = evaluate_not,
    [PO_NODE_AND] = evaluate_words,
    [PO_NODE_OR] = evaluate_words,
    [PO_NODE_COMPARE] = evaluate_comparison,
    [PO_NODE_IN] = evaluate_comparison,
    [PO_NODE_SUM] = evaluate_chain,
    [PO_NODE_PRODUCT] = evaluate_chain,
    [PO_NODE_NEGATE] = evaluate_negation,
    [PO_NODE_IF] = evaluate_if,
    [PO_NODE_CALL] = evaluate_call,
    [PO_NODE_RANGE] = evaluate_range,
};

void po_engine_evaluate(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    if (++engine->steps > PO_RULE_STEPS_MAX) {
        *ret_value = po_value_unknown(PO_REASON_STEPS, po_node_name(engine, node));
        return;
    }
    evaluators[node->kind](engine, node, ret_value);
}
