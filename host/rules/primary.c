/* SPDX-License-Identifier: Apache-2.0
 *
 * The strongest things of the language: literals, names, calls, and fields of records.
 */
#include <string.h>

#include "rules/parser.h"

static const po_node *parse_number(po_parser *parser) {
    size_t begin = parser->token.begin;
    po_number number = parser->token.number;
    if (!po_parser_next(parser)) {
        return NULL;
    }
    po_node *node = po_node_make(parser, PO_NODE_NUMBER, PO_RULE_NUMBER, begin, NULL, 0);
    node->number = number;
    return node;
}

static const po_node *parse_text(po_parser *parser) {
    size_t begin = parser->token.begin;
    const char *text = parser->token.text;
    if (!po_parser_next(parser)) {
        return NULL;
    }
    po_node *node = po_node_make(parser, PO_NODE_TEXT, PO_RULE_TEXT, begin, NULL, 0);
    node->text = po_text_squeeze(parser->arena, text);
    return node;
}

static bool all_codes(po_parser *parser, const po_node_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        const po_node *node = list->items[i];
        if (node->type == PO_RULE_TRUTH || node->type == PO_RULE_ITEM) {
            return po_node_need(parser, node, PO_RULE_CODES, "a list");
        }
    }
    return true;
}

/* (a) or ("a", "b"). */
static const po_node *parse_parentheses(po_parser *parser) {
    size_t begin = parser->token.begin;
    po_node_list list = {0};
    do {
        const po_node *item = po_parser_next(parser) ? po_parse_expression(parser) : NULL;
        if (!item) {
            return NULL;
        }
        *PO_LIST_ADD(parser->arena, &list) = item;
    } while (parser->token.kind == PO_TOKEN_COMMA);
    if (!po_parser_expect(parser, PO_TOKEN_CLOSE, "')'")) {
        return NULL;
    }
    if (list.count == 1) {
        return list.items[0];
    }
    if (!all_codes(parser, &list)) {
        return NULL;
    }
    return po_node_make(parser, PO_NODE_LIST, PO_RULE_CODES, begin, list.items, list.count);
}

/* ---- words of the language --------------------------------------------------------------------
 */

static const po_node *parse_truth(po_parser *parser, size_t begin, bool truth) {
    po_node *node = po_node_make(parser, PO_NODE_TRUTH, PO_RULE_TRUTH, begin, NULL, 0);
    node->truth = truth ? PO_TRUE : PO_FALSE;
    return node;
}

static const po_node *parse_this(po_parser *parser, size_t begin, const char *word) {
    if (!parser->scope->over) {
        return po_parser_fail(
            parser, begin, "'%s' stands for the record a check runs over, but here is none", word);
    }
    po_node *node = po_node_make(parser, PO_NODE_ROW, PO_RULE_ITEM, begin, NULL, 0);
    node->slots = 1;
    node->item_type = parser->scope->over;
    return node;
}

static const po_node *parse_row(po_parser *parser, size_t begin) {
    if (!parser->row) {
        return po_parser_fail(parser, begin,
                              "'it' stands for the row of a range, but here is none");
    }
    po_node *node = po_node_make(parser, PO_NODE_ROW, PO_RULE_ITEM, begin, NULL, 0);
    node->slots = parser->row->slots;
    node->index = parser->row->index;
    node->item_type = parser->row->item_type;
    return node;
}

static const po_node *parse_parent(po_parser *parser, size_t begin) {
    const po_node *child =
        parser->row ? parse_row(parser, begin) : parse_this(parser, begin, "parent");
    return child ? po_node_make(parser, PO_NODE_PARENT, PO_RULE_ITEM, begin, &child, 1) : NULL;
}

static const po_node *parse_fact(po_parser *parser, size_t begin) {
    if (!po_parser_expect(parser, PO_TOKEN_DOT, "'.' after 'facts'")) {
        return NULL;
    }
    const char *name = parser->token.text;
    if (!po_parser_expect(parser, PO_TOKEN_NAME, "a name after 'facts.'")) {
        return NULL;
    }
    return po_fact_of(parser, name, begin);
}

static const po_node *parse_word(po_parser *parser, const char *word, size_t begin) {
    if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0) {
        return parse_truth(parser, begin, word[0] == 't');
    }
    if (strcmp(word, "this") == 0) {
        return parse_this(parser, begin, word);
    }
    if (strcmp(word, "it") == 0) {
        return parse_row(parser, begin);
    }
    if (strcmp(word, "parent") == 0) {
        return parse_parent(parser, begin);
    }
    if (strcmp(word, "facts") == 0) {
        return parse_fact(parser, begin);
    }
    if (strcmp(word, "if") == 0 || strcmp(word, "let") == 0) {
        return po_parser_fail(parser, begin, "put parentheses around '%s ...' here", word);
    }
    return po_parser_fail(parser, begin, "expected a value, but found '%s'", word);
}

/* ---- names, calls, fields ---------------------------------------------------------------------
 */

static const po_node *parse_named(po_parser *parser) {
    const char *name = parser->token.text;
    size_t begin = parser->token.begin;
    if (!po_parser_next(parser)) {
        return NULL;
    }
    if (po_name_is_word(name)) {
        return parse_word(parser, name, begin);
    }
    if (parser->token.kind != PO_TOKEN_OPEN) {
        return po_name_resolve(parser, name, begin);
    }
    const po_function *function = po_function_find(name);
    if (!function) {
        const char *near = po_function_nearest(name);
        return po_parser_fail(parser, begin, "unknown function '%s'%s%s%s", name,
                              near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    }
    return po_parse_call(parser, function, begin);
}

static const po_node *parse_primary(po_parser *parser) {
    switch (parser->token.kind) {
    case PO_TOKEN_NUMBER:
        return parse_number(parser);
    case PO_TOKEN_TEXT:
        return parse_text(parser);
    case PO_TOKEN_NAME:
        return parse_named(parser);
    case PO_TOKEN_OPEN:
        return parse_parentheses(parser);
    case PO_TOKEN_END:
    case PO_TOKEN_CLOSE:
    case PO_TOKEN_COMMA:
    case PO_TOKEN_DOT:
    case PO_TOKEN_COLON:
    case PO_TOKEN_SEMICOLON:
    case PO_TOKEN_PLUS:
    case PO_TOKEN_MINUS:
    case PO_TOKEN_TIMES:
    case PO_TOKEN_DIVIDE:
    case PO_TOKEN_ORDER:
    default:
        return po_parser_fail(parser, parser->token.begin, "expected a value, but found %s",
                              po_parser_word(parser));
    }
}

/* One '.name' behind a record. */
static const po_node *parse_member(po_parser *parser, const po_node *item) {
    size_t begin = parser->token.begin;
    bool parent = po_parser_is(parser, "parent");
    const char *name = parser->token.text;
    if (item->type != PO_RULE_ITEM) {
        return po_parser_fail(parser, item->begin, "only a record has fields, but '%s' is %s",
                              po_node_slice(parser->arena, item),
                              item->type == PO_RULE_ANY ? "a field"
                                                        : po_rule_type_name(item->type));
    }
    if (!po_parser_expect(parser, PO_TOKEN_NAME, "the name of a field after '.'")) {
        return NULL;
    }
    if (parent) {
        return po_node_make(parser, PO_NODE_PARENT, PO_RULE_ITEM, item->begin, &item, 1);
    }
    return po_field_of(parser, item, name, begin);
}

const po_node *po_parse_postfix(po_parser *parser) {
    const po_node *node = parse_primary(parser);
    size_t members = 0;
    while (node && parser->token.kind == PO_TOKEN_DOT) {
        if (++members > PO_RULE_DEPTH_MAX) {
            return po_parser_fail(parser, parser->token.begin,
                                  "the expression is nested more than %d levels deep",
                                  PO_RULE_DEPTH_MAX);
        }
        node = po_parser_next(parser) ? parse_member(parser, node) : NULL;
    }
    return node;
}
