/* SPDX-License-Identifier: Apache-2.0
 *
 * Operators of the rules language, from weak to strong. Chains of one strength become one node with
 * many children, so that a long sum is not a deep one; what nests is counted (PO_RULE_DEPTH_MAX).
 */
#include "rules/parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const po_node *po_parser_fail(po_parser *parser, size_t byte, const char *format, ...) {
    char text[sizeof parser->err->text];
    if (!parser->err) { /* looking ahead */
        return NULL;
    }
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    (void)po_error_set(parser->err, PO_E_CONFIG, "character %zu: %s",
                       po_rule_character(parser->source, byte), text);
    return NULL;
}

bool po_parser_next(po_parser *parser) {
    parser->last_end = parser->token.end;
    return po_rule_lex(parser->arena, parser->source, &parser->position, &parser->token,
                       parser->err) == PO_OK;
}

bool po_parser_is(const po_parser *parser, const char *word) {
    return parser->token.kind == PO_TOKEN_NAME && strcmp(parser->token.text, word) == 0;
}

const char *po_parser_word(const po_parser *parser) {
    if (parser->token.kind == PO_TOKEN_END) {
        return "the end";
    }
    size_t size = parser->token.end - parser->token.begin;
    return po_arena_printf(parser->arena, "'%.*s'", (int)(size < 60 ? size : 60),
                           parser->source + parser->token.begin);
}

bool po_parser_expect(po_parser *parser, po_token_kind kind, const char *shown) {
    if (parser->token.kind == kind) {
        return po_parser_next(parser);
    }
    po_parser_fail(parser, parser->token.begin, "expected %s, but found %s", shown,
                   po_parser_word(parser));
    return false;
}

static bool expect_word(po_parser *parser, const char *word) {
    if (po_parser_is(parser, word)) {
        return po_parser_next(parser);
    }
    po_parser_fail(parser, parser->token.begin, "expected '%s', but found %s", word,
                   po_parser_word(parser));
    return false;
}

static bool enter(po_parser *parser) {
    if (parser->depth >= PO_RULE_DEPTH_MAX) {
        po_parser_fail(parser, parser->token.begin,
                       "the expression is nested more than %d levels deep", PO_RULE_DEPTH_MAX);
        return false;
    }
    parser->depth++;
    return true;
}

/* ---- arithmetic -------------------------------------------------------------------------------
 */

static const po_node *parse_unary(po_parser *parser) {
    size_t begin = parser->token.begin;
    if (parser->token.kind != PO_TOKEN_MINUS) {
        return po_parse_postfix(parser);
    }
    if (!enter(parser) || !po_parser_next(parser)) {
        return NULL;
    }
    const po_node *operand = parse_unary(parser);
    parser->depth--;
    if (!operand || !po_node_need(parser, operand, PO_RULE_NUMBER, "'-'")) {
        return NULL;
    }
    return po_node_make(parser, PO_NODE_NEGATE, PO_RULE_NUMBER, begin, &operand, 1);
}

typedef const po_node *(*parse_step)(po_parser *parser);

/* Operands joined by two signs of one strength: a + b - c, a * b / c. */
static const po_node *parse_chain(po_parser *parser, parse_step step, po_node_kind kind,
                                  const po_token_kind tokens[2], const char characters[2]) {
    size_t begin = parser->token.begin;
    po_node_list operands = {0};
    PO_LIST(char) signs = {0};
    *PO_LIST_ADD(parser->arena, &signs) = characters[0];
    for (;;) {
        const po_node *operand = step(parser);
        if (!operand) {
            return NULL;
        }
        *PO_LIST_ADD(parser->arena, &operands) = operand;
        int which = parser->token.kind == tokens[0] ? 0 : parser->token.kind == tokens[1] ? 1 : -1;
        if (which < 0) {
            break;
        }
        *PO_LIST_ADD(parser->arena, &signs) = characters[which];
        if (!po_parser_next(parser)) {
            return NULL;
        }
    }
    if (operands.count == 1) {
        return operands.items[0];
    }
    for (size_t i = 0; i < operands.count; i++) {
        char who[4] = {'\'', signs.items[i == 0 ? 1 : i], '\'', 0};
        if (!po_node_need(parser, operands.items[i], PO_RULE_NUMBER, who)) {
            return NULL;
        }
    }
    po_node *node =
        po_node_make(parser, kind, PO_RULE_NUMBER, begin, operands.items, operands.count);
    if (node) {
        node->signs = signs.items;
    }
    return node;
}

static const po_node *parse_product(po_parser *parser) {
    const po_token_kind tokens[2] = {PO_TOKEN_TIMES, PO_TOKEN_DIVIDE};
    return parse_chain(parser, parse_unary, PO_NODE_PRODUCT, tokens, "*/");
}

static const po_node *parse_sum(po_parser *parser) {
    const po_token_kind tokens[2] = {PO_TOKEN_PLUS, PO_TOKEN_MINUS};
    return parse_chain(parser, parse_product, PO_NODE_SUM, tokens, "+-");
}

/* ---- comparisons ------------------------------------------------------------------------------
 */

typedef struct order_words {
    const char *first, *second;
    po_order order;
} order_words;

static const order_words words[] = {
    {"at", "most", PO_AT_MOST},
    {"at", "least", PO_AT_LEAST},
    {"less", "than", PO_LESS},
    {"more", "than", PO_MORE},
};

/* Reads an order sign, or its words; *ret_found false: there is none here. */
static bool read_order(po_parser *parser, po_order *ret_order, bool *ret_found) {
    *ret_found = parser->token.kind == PO_TOKEN_ORDER;
    if (*ret_found) {
        *ret_order = parser->token.order;
        return po_parser_next(parser);
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!po_parser_is(parser, words[i].first)) {
            continue;
        }
        po_parser ahead = *parser;
        if (!po_parser_next(&ahead)) {
            return false;
        }
        if (po_parser_is(&ahead, words[i].second)) {
            *parser = ahead;
            *ret_order = words[i].order;
            *ret_found = true;
            return po_parser_next(parser);
        }
    }
    return true;
}

/* Codes on the right of `in`: a list or a field. */
static const po_node *parse_in(po_parser *parser, const po_node *left, bool negated, size_t begin) {
    const po_node *right = po_parser_next(parser) ? parse_sum(parser) : NULL;
    if (!right) {
        return NULL;
    }
    if (left->type == PO_RULE_ITEM || left->type == PO_RULE_TRUTH) {
        po_node_need(parser, left, PO_RULE_CODES, "'in'");
        return NULL;
    }
    if (right->kind != PO_NODE_LIST && !po_node_need(parser, right, PO_RULE_CODES, "'in'")) {
        return NULL;
    }
    const po_node *children[2] = {left, right};
    const po_node *node = po_node_make(parser, PO_NODE_IN, PO_RULE_TRUTH, begin, children, 2);
    return node && negated ? po_node_make(parser, PO_NODE_NOT, PO_RULE_TRUTH, begin, &node, 1)
                           : node;
}

static const po_node *parse_membership(po_parser *parser, const po_node *left, size_t begin) {
    bool negated = po_parser_is(parser, "not");
    if (negated && !po_parser_next(parser)) {
        return NULL;
    }
    if (!po_parser_is(parser, "in")) {
        return po_parser_fail(parser, parser->token.begin, "expected 'in', but found %s",
                              po_parser_word(parser));
    }
    return parse_in(parser, left, negated, begin);
}

static const po_node *compare_node(po_parser *parser, po_order order, const po_node *left,
                                   const po_node *right, size_t begin) {
    if (!po_node_comparable(parser, order, left, right)) {
        return NULL;
    }
    const po_node *children[2] = {left, right};
    po_node *node = po_node_make(parser, PO_NODE_COMPARE, PO_RULE_TRUTH, begin, children, 2);
    if (node) {
        node->order = order;
        node->tolerant = parser->in_condition == 0;
    }
    return node;
}

static const po_node *parse_comparison(po_parser *parser) {
    size_t begin = parser->token.begin;
    const po_node *left = parse_sum(parser);
    po_order order = PO_EQUAL;
    bool found = false;
    if (!left) {
        return NULL;
    }
    if (po_parser_is(parser, "in") || po_parser_is(parser, "not")) {
        return parse_membership(parser, left, begin);
    }
    if (!read_order(parser, &order, &found)) {
        return NULL;
    }
    if (!found) {
        return left;
    }
    const po_node *right = parse_sum(parser);
    if (!right) {
        return NULL;
    }
    if (parser->token.kind == PO_TOKEN_ORDER) {
        return po_parser_fail(parser, parser->token.begin,
                              "comparisons do not chain: write 'a = b and b = c'");
    }
    return compare_node(parser, order, left, right, begin);
}

/* ---- truths -----------------------------------------------------------------------------------
 */

static const po_node *parse_not(po_parser *parser) {
    size_t begin = parser->token.begin;
    if (!po_parser_is(parser, "not")) {
        return parse_comparison(parser);
    }
    if (!enter(parser) || !po_parser_next(parser)) {
        return NULL;
    }
    const po_node *operand = parse_not(parser);
    parser->depth--;
    if (!operand || !po_node_need(parser, operand, PO_RULE_TRUTH, "'not'")) {
        return NULL;
    }
    return po_node_make(parser, PO_NODE_NOT, PO_RULE_TRUTH, begin, &operand, 1);
}

static const po_node *parse_words(po_parser *parser, parse_step step, po_node_kind kind,
                                  const char *word) {
    size_t begin = parser->token.begin;
    po_node_list operands = {0};
    const char *who = kind == PO_NODE_AND ? "'and'" : "'or'";
    for (;;) {
        const po_node *operand = step(parser);
        if (!operand) {
            return NULL;
        }
        *PO_LIST_ADD(parser->arena, &operands) = operand;
        if (!po_parser_is(parser, word)) {
            break;
        }
        if (!po_parser_next(parser)) {
            return NULL;
        }
    }
    if (operands.count == 1) {
        return operands.items[0];
    }
    for (size_t i = 0; i < operands.count; i++) {
        if (!po_node_need(parser, operands.items[i], PO_RULE_TRUTH, who)) {
            return NULL;
        }
    }
    return po_node_make(parser, kind, PO_RULE_TRUTH, begin, operands.items, operands.count);
}

static const po_node *parse_and(po_parser *parser) {
    return parse_words(parser, parse_not, PO_NODE_AND, "and");
}

static const po_node *parse_or(po_parser *parser) {
    return parse_words(parser, parse_and, PO_NODE_OR, "or");
}

/* ---- if, let ----------------------------------------------------------------------------------
 */

static const po_node *parse_if(po_parser *parser) {
    size_t begin = parser->token.begin;
    const po_node *parts[3] = {NULL, NULL, NULL};
    parser->in_condition++;
    parts[0] = po_parser_next(parser) ? po_parse_expression(parser) : NULL;
    parser->in_condition--;
    if (!parts[0] || !po_node_need(parser, parts[0], PO_RULE_TRUTH, "'if'") ||
        !expect_word(parser, "then")) {
        return NULL;
    }
    parts[1] = po_parse_expression(parser);
    if (!parts[1] || !expect_word(parser, "else")) {
        return NULL;
    }
    parts[2] = po_parse_expression(parser);
    if (!parts[2] || !po_node_need(parser, parts[2], parts[1]->type, "'else'")) {
        return NULL;
    }
    po_rule_type type = parts[1]->type == PO_RULE_ANY ? parts[2]->type : parts[1]->type;
    po_node *node = po_node_make(parser, PO_NODE_IF, type, begin, parts, 3);
    if (node && po_text_equal(parts[1]->item_type, parts[2]->item_type)) {
        node->item_type = parts[1]->item_type;
    }
    return node;
}

/* The name and value of an inner let; the name is visible to what follows. */
static const po_node *parse_binding(po_parser *parser, po_node **ret_bound) {
    const char *name = parser->token.text;
    size_t begin = parser->token.begin;
    if (!po_parser_expect(parser, PO_TOKEN_NAME, "a name after 'let'")) {
        return NULL;
    }
    if (po_name_is_word(name)) {
        return po_parser_fail(parser, begin, "'%s' is a word of the language and cannot be a name",
                              name);
    }
    if (parser->token.kind != PO_TOKEN_ORDER || parser->token.order != PO_EQUAL) {
        return po_parser_fail(parser, parser->token.begin, "expected '=', but found %s",
                              po_parser_word(parser));
    }
    const po_node *value = po_parser_next(parser) ? po_parse_expression(parser) : NULL;
    if (!value || !po_parser_expect(parser, PO_TOKEN_SEMICOLON, "';'")) {
        return NULL;
    }
    if (parser->bound_count == PO_RULE_BOUND_MAX) {
        return po_parser_fail(parser, begin, "more than %d lets in one expression",
                              PO_RULE_BOUND_MAX);
    }
    *ret_bound = po_node_make(parser, PO_NODE_BOUND, value->type, begin, NULL, 0);
    if (!*ret_bound) {
        return NULL;
    }
    (*ret_bound)->index = parser->bound_count++;
    (*ret_bound)->slots = value->slots;
    (*ret_bound)->item_type = value->item_type;
    *PO_LIST_ADD(parser->arena, &parser->locals) = (po_local){name, *ret_bound};
    return value;
}

static const po_node *parse_let(po_parser *parser) {
    size_t begin = parser->token.begin;
    po_node *bound = NULL;
    const po_node *value = po_parser_next(parser) ? parse_binding(parser, &bound) : NULL;
    if (!value) {
        return NULL;
    }
    const po_node *body = po_parse_expression(parser);
    parser->locals.count--;
    if (!body) {
        return NULL;
    }
    const po_node *children[2] = {value, body};
    po_node *node = po_node_make(parser, PO_NODE_BIND, body->type, begin, children, 2);
    if (node) {
        node->index = bound ? bound->index : 0;
        node->item_type = body->item_type;
    }
    return node;
}

const po_node *po_parse_expression(po_parser *parser) {
    if (!enter(parser)) {
        return NULL;
    }
    const po_node *node = po_parser_is(parser, "if")    ? parse_if(parser)
                          : po_parser_is(parser, "let") ? parse_let(parser)
                                                        : parse_or(parser);
    parser->depth--;
    return node;
}
