/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls, and the ranges that some functions take: type [as name] [where condition] [by key] [:
 * expression].
 *
 * Conditions of the form `path = key` with a key that does not depend on the row are marked here,
 * so that the evaluator finds rows by index and a join is not quadratic.
 */
#include <string.h>

#include "rules/parser.h"

/* ---- is it a range? ---------------------------------------------------------------------------
 */

static bool ends_range_head(const po_parser *parser) {
    return parser->token.kind == PO_TOKEN_COLON || parser->token.kind == PO_TOKEN_CLOSE ||
           parser->token.kind == PO_TOKEN_END || po_parser_is(parser, "where") ||
           po_parser_is(parser, "as") || po_parser_is(parser, "by");
}

/* Looks ahead: a type, perhaps a field, and then a word that only a range has. Sets no error. */
static bool range_ahead(const po_parser *parser) {
    po_parser ahead = *parser;
    ahead.err = NULL;
    if (ahead.token.kind != PO_TOKEN_NAME || po_name_is_value(parser, ahead.token.text) ||
        !po_parser_next(&ahead)) {
        return false;
    }
    if (ahead.token.kind == PO_TOKEN_DOT) {
        if (!po_parser_next(&ahead) || ahead.token.kind != PO_TOKEN_NAME ||
            !po_parser_next(&ahead)) {
            return false;
        }
    }
    return ends_range_head(&ahead);
}

/* ---- index ------------------------------------------------------------------------------------
 */

static bool is_row(const po_node *node, size_t slot) {
    return node->kind == PO_NODE_ROW && node->index == slot;
}

/* default(path, "text") of the row: rows without a value are found under the text. */
static const char *default_path(po_arena *arena, const po_node *node, const char *path) {
    bool text = node->child_count == 2 && node->children[1]->kind == PO_NODE_TEXT;
    return path && text ? po_arena_printf(arena, "%s?%s", path, node->children[1]->text) : NULL;
}

static bool is_default(const po_node *node) {
    return node->kind == PO_NODE_CALL && strcmp(node->function->name, "default") == 0;
}

/* field, parent, parent.field of the row. */
static const char *plain_path(po_arena *arena, const po_node *node, size_t slot) {
    if (node->kind == PO_NODE_PARENT) {
        return is_row(node->children[0], slot) ? "parent" : NULL;
    }
    if (node->kind != PO_NODE_FIELD) {
        return NULL;
    }
    const po_node *item = node->children[0];
    if (is_row(item, slot)) {
        return po_arena_printf(arena, ".%s", node->text);
    }
    bool parent = item->kind == PO_NODE_PARENT && is_row(item->children[0], slot);
    return parent ? po_arena_printf(arena, "parent.%s", node->text) : NULL;
}

static const char *row_path(po_arena *arena, const po_node *node, size_t slot) {
    if (!is_default(node)) {
        return plain_path(arena, node, slot);
    }
    return default_path(arena, node, plain_path(arena, node->children[0], slot));
}

static bool mark_key(po_parser *parser, po_range *range, const po_node *condition) {
    if (condition->kind != PO_NODE_COMPARE || condition->order != PO_EQUAL) {
        return false;
    }
    for (size_t i = 0; i < 2; i++) {
        const po_node *key = condition->children[1 - i];
        const char *path = row_path(parser->arena, condition->children[i], range->slot);
        if (path && !(key->slots & (1u << range->slot))) {
            range->key_path = condition->children[i];
            range->key = key;
            range->index_name = po_arena_printf(parser->arena, "%s\n%s", range->type, path);
            return true;
        }
    }
    return false;
}

static void find_key(po_parser *parser, po_range *range) {
    const po_node *condition = range->condition;
    bool marked = mark_key(parser, range, condition);
    for (size_t i = 0; !marked && condition->kind == PO_NODE_AND && i < condition->child_count;
         i++) {
        marked = mark_key(parser, range, condition->children[i]);
    }
}

/* ---- ranges -----------------------------------------------------------------------------------
 */

static const po_node *enter_range(po_parser *parser, const char *type, const char *name,
                                  size_t begin) {
    if (parser->range_depth + 1 >= PO_RULE_SLOTS_MAX) {
        return po_parser_fail(parser, begin, "ranges are nested more than %d deep",
                              PO_RULE_SLOTS_MAX - 1);
    }
    po_node *row = po_node_make(parser, PO_NODE_ROW, PO_RULE_ITEM, begin, NULL, 0);
    row->index = ++parser->range_depth;
    row->slots = 1u << row->index;
    row->item_type = type;
    parser->row = row;
    *PO_LIST_ADD(parser->arena, &parser->locals) = (po_local){name, row};
    return row;
}

static bool parse_as(po_parser *parser, const char **ret_name) {
    *ret_name = NULL;
    if (!po_parser_is(parser, "as")) {
        return true;
    }
    if (!po_parser_next(parser)) {
        return false;
    }
    *ret_name = parser->token.text;
    if (parser->token.kind == PO_TOKEN_NAME && po_name_is_word(*ret_name)) {
        po_parser_fail(parser, parser->token.begin,
                       "'%s' is a word of the language and cannot be a name", *ret_name);
        return false;
    }
    return po_parser_expect(parser, PO_TOKEN_NAME, "a name after 'as'");
}

static bool parse_where(po_parser *parser, po_range *range) {
    if (!po_parser_is(parser, "where")) {
        return true;
    }
    parser->in_condition++;
    range->condition = po_parser_next(parser) ? po_parse_expression(parser) : NULL;
    parser->in_condition--;
    if (!range->condition || !po_node_need(parser, range->condition, PO_RULE_TRUTH, "'where'")) {
        return false;
    }
    find_key(parser, range);
    return true;
}

static bool parse_by(po_parser *parser, po_range *range, const po_function *function) {
    if (!po_parser_is(parser, "by")) {
        return true;
    }
    if (function->fold != PO_FOLD_N_OF_LAST) {
        po_parser_fail(parser, parser->token.begin, "'by' belongs to n_of_last only");
        return false;
    }
    range->by = po_parser_next(parser) ? po_parse_expression(parser) : NULL;
    return range->by != NULL;
}

static bool parse_mapped(po_parser *parser, po_range *range) {
    if (parser->token.kind != PO_TOKEN_COLON) {
        return true;
    }
    if (range->expression) {
        po_parser_fail(parser, parser->token.begin, "give a field or ': expression', not both");
        return false;
    }
    range->expression = po_parser_next(parser) ? po_parse_expression(parser) : NULL;
    return range->expression != NULL;
}

/* Everything behind the type: the row is visible in it. */
static bool parse_range_body(po_parser *parser, po_range *range, const po_function *function,
                             const char *field, size_t begin) {
    const char *name;
    if (!parse_as(parser, &name)) {
        return false;
    }
    const po_node *row = enter_range(parser, range->type, name, begin);
    if (!row) {
        return false;
    }
    range->slot = row->index;
    if (field && !(range->expression = po_field_of(parser, row, field, begin))) {
        return false;
    }
    return parse_where(parser, range) && parse_by(parser, range, function) &&
           parse_mapped(parser, range);
}

static bool parse_head(po_parser *parser, const char **ret_type, const char **ret_field) {
    size_t begin = parser->token.begin;
    *ret_type = parser->token.text;
    *ret_field = NULL;
    if (!po_type_check(parser, *ret_type, begin) || !po_parser_next(parser)) {
        return false;
    }
    if (parser->token.kind == PO_TOKEN_DOT) {
        if (!po_parser_next(parser)) {
            return false;
        }
        *ret_field = parser->token.text;
        return po_parser_next(parser);
    }
    return true;
}

static const po_range *parse_range(po_parser *parser, const po_function *function) {
    size_t begin = parser->token.begin;
    size_t locals = parser->locals.count;
    size_t depth = parser->range_depth;
    const po_node *row = parser->row;
    const char *type;
    const char *field;
    po_range *range = PO_NEW(parser->arena, po_range);
    if (!parse_head(parser, &type, &field)) {
        return NULL;
    }
    range->type = type;
    bool good = parse_range_body(parser, range, function, field, begin);
    parser->locals.count = locals;
    parser->range_depth = depth;
    parser->row = row;
    range->described =
        po_text_squeeze(parser->arena, po_arena_copy(parser->arena, parser->source + begin,
                                                     parser->last_end - begin));
    return good ? range : NULL;
}

/* ---- calls ------------------------------------------------------------------------------------
 */

static const char *who_of(po_parser *parser, const po_function *function) {
    return po_arena_printf(parser->arena, "'%s'", function->name);
}

/* What the expression of a range must be, by function. */
static bool check_mapped(po_parser *parser, const po_function *function, const po_range *range,
                         size_t begin) {
    bool needs = function->fold == PO_FOLD_SUM || function->fold == PO_FOLD_MIN ||
                 function->fold == PO_FOLD_MAX || function->fold == PO_FOLD_ALL ||
                 function->fold == PO_FOLD_N_OF_LAST;
    if (!range->expression) {
        if (needs) {
            po_parser_fail(parser, begin, "'%s' needs a field or ': expression' for each row",
                           function->name);
        }
        return !needs;
    }
    if (function->fold == PO_FOLD_N_OF_LAST && !range->by) {
        po_parser_fail(parser, begin, "'n_of_last' over a range needs 'by' and the year of a row");
        return false;
    }
    if (function->fold == PO_FOLD_EXISTS || function->fold == PO_FOLD_ONE) {
        po_parser_fail(parser, begin, "'%s' takes no expression: write a 'where'%s", function->name,
                       function->fold == PO_FOLD_ONE ? ", and the field behind the ')'" : "");
        return false;
    }
    bool truths = function->gives == PO_RULE_TRUTH;
    bool numbers = function->fold == PO_FOLD_SUM;
    po_rule_type type = truths ? PO_RULE_TRUTH : numbers ? PO_RULE_NUMBER : PO_RULE_ANY;
    return po_node_need(parser, range->expression, type, who_of(parser, function));
}

static uint32_t outside_slots(const po_range *range) {
    const po_node *parts[3] = {range->condition, range->by, range->expression};
    uint32_t slots = 0;
    for (size_t i = 0; i < 3; i++) {
        slots |= parts[i] ? parts[i]->slots : 0;
    }
    return slots & ~(1u << range->slot);
}

static size_t range_depth_of(const po_range *range) {
    const po_node *parts[3] = {range->condition, range->by, range->expression};
    size_t depth = 0;
    for (size_t i = 0; i < 3; i++) {
        depth = parts[i] && parts[i]->depth > depth ? parts[i]->depth : depth;
    }
    return depth + 1;
}

static const po_node *range_call(po_parser *parser, const po_function *function,
                                 const po_node_list *before, const po_range *range, size_t begin) {
    if (!check_mapped(parser, function, range, begin)) {
        return NULL;
    }
    po_rule_type type = function->gives;
    if (type == PO_RULE_ANY) {
        type = range->expression ? range->expression->type : PO_RULE_ITEM;
    }
    po_node *node = po_node_make(parser, PO_NODE_RANGE, type, begin, before->items, before->count);
    if (!node) {
        return NULL;
    }
    node->function = function;
    node->range = range;
    node->slots |= outside_slots(range);
    node->item_type = type == PO_RULE_ITEM && !range->expression ? range->type : NULL;
    node->depth = range_depth_of(range) > node->depth ? range_depth_of(range) : node->depth;
    return node;
}

static bool check_count(po_parser *parser, const po_function *function, size_t count,
                        size_t begin) {
    if (count >= function->least && count <= function->most) {
        return true;
    }
    if (function->fold != PO_FOLD_NONE && !function->list) {
        po_parser_fail(parser, begin, "'%s' needs a range: a type of records, perhaps with 'where'",
                       function->name);
    } else if (function->least == function->most) {
        po_parser_fail(parser, begin, "'%s' takes %zu value%s, not %zu", function->name,
                       function->least, function->least == 1 ? "" : "s", count);
    } else {
        po_parser_fail(parser, begin, "'%s' takes %zu to %zu values, not %zu", function->name,
                       function->least, function->most, count);
    }
    return false;
}

static po_rule_type result_type(const po_function *function, const po_node_list *arguments) {
    for (size_t i = 0; function->gives == PO_RULE_ANY && i < arguments->count; i++) {
        if (arguments->items[i]->type != PO_RULE_ANY) {
            return arguments->items[i]->type;
        }
    }
    return function->gives;
}

static bool wrong_date(const po_function *function, const po_node_list *arguments) {
    po_date date;
    if (arguments->count == 0 || strcmp(function->name, "date") != 0) {
        return false;
    }
    const po_node *first = arguments->items[0];
    return first->kind == PO_NODE_TEXT && !po_date_parse_iso(first->text, &date);
}

static const po_node *plain_call(po_parser *parser, const po_function *function,
                                 const po_node_list *arguments, size_t begin) {
    if (!check_count(parser, function, arguments->count, begin)) {
        return NULL;
    }
    for (size_t i = 0; i < arguments->count; i++) {
        po_rule_type type = function->takes[i < 2 ? i : 2];
        if (!po_node_need(parser, arguments->items[i], type, who_of(parser, function))) {
            return NULL;
        }
    }
    if (wrong_date(function, arguments)) {
        return po_parser_fail(parser, arguments->items[0]->begin,
                              "'%s' is not a date like \"2025-06-30\"", arguments->items[0]->text);
    }
    po_node *node = po_node_make(parser, PO_NODE_CALL, result_type(function, arguments), begin,
                                 arguments->items, arguments->count);
    if (node) {
        node->function = function;
    }
    return node;
}

/* Arguments up to ')'; a range, if the function takes one, is the last of them. */
static bool parse_arguments(po_parser *parser, const po_function *function, po_node_list *arguments,
                            const po_range **ret_range) {
    *ret_range = NULL;
    size_t before = function->fold == PO_FOLD_N_OF_LAST ? 2 : 0;
    if (!po_parser_next(parser)) {
        return false;
    }
    while (parser->token.kind != PO_TOKEN_CLOSE) {
        if (function->fold != PO_FOLD_NONE && arguments->count == before && range_ahead(parser)) {
            *ret_range = parse_range(parser, function);
            return *ret_range && po_parser_expect(parser, PO_TOKEN_CLOSE, "')'");
        }
        const po_node *argument = po_parse_expression(parser);
        if (!argument) {
            return false;
        }
        *PO_LIST_ADD(parser->arena, arguments) = argument;
        if (parser->token.kind != PO_TOKEN_COMMA) {
            break;
        }
        if (!po_parser_next(parser)) {
            return false;
        }
    }
    return po_parser_expect(parser, PO_TOKEN_CLOSE, "')'");
}

const po_node *po_parse_call(po_parser *parser, const po_function *function, size_t begin) {
    po_node_list arguments = {0};
    const po_range *range;
    if (!parse_arguments(parser, function, &arguments, &range)) {
        return NULL;
    }
    return range ? range_call(parser, function, &arguments, range, begin)
                 : plain_call(parser, function, &arguments, begin);
}
