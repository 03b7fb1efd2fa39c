/* SPDX-License-Identifier: Apache-2.0
 *
 * Inside of the compiler: one pass from text to resolved, typed tree. Functions return NULL when
 * the error is set.
 */
#ifndef PO_RULES_PARSER_H
#define PO_RULES_PARSER_H

#include "rules/function.h"

/* A name that stands for the row of a range, or for an inner let. */
typedef struct po_local {
    const char *name; /* NULL: a range without `as` */
    const po_node *node;
} po_local;

typedef struct po_parser {
    po_rule_scope *scope;
    po_arena *arena;
    const char *source;
    size_t position, last_end; /* behind the current token; behind the one before it */
    po_token token;
    size_t depth;
    PO_LIST(po_local) locals; /* innermost last */
    size_t range_depth;       /* ranges around this place: the slot of the innermost */
    const po_node *row;       /* row of the innermost range, or NULL */
    size_t bound_count;
    unsigned in_condition;
    po_error *err;
} po_parser;

/* ---- parser.c ---- */
const po_node *po_parse_expression(po_parser *parser);
bool po_parser_next(po_parser *parser); /* false: error set */
bool po_parser_is(const po_parser *parser, const char *word);
bool po_parser_expect(po_parser *parser, po_token_kind kind, const char *shown);
const char *po_parser_word(const po_parser *parser); /* the current token as written */
const po_node *po_parser_fail(po_parser *parser, size_t byte, const char *format, ...)
    PO_PRINTF(3, 4);

/* ---- primary.c ---- */
const po_node *po_parse_postfix(po_parser *parser);

/* ---- parse_range.c ---- */
const po_node *po_parse_call(po_parser *parser, const po_function *function, size_t begin);

/* ---- names.c ---- */
const po_node *po_name_resolve(po_parser *parser, const char *name, size_t begin);
bool po_name_is_value(const po_parser *parser,
                      const char *name); /* a let, an `as` name, or a word of the language */
bool po_name_is_word(const char *name);  /* a word of the language */
const po_node *po_field_of(po_parser *parser, const po_node *item, const char *name, size_t begin);
const po_node *po_fact_of(po_parser *parser, const char *name, size_t begin);
const po_node *po_only_record(po_parser *parser, const char *type, size_t begin);
bool po_type_check(po_parser *parser, const char *type, size_t begin);
const po_node *po_unknown_name(po_parser *parser, const char *name, size_t begin);

/* ---- nodes.c ---- */
typedef PO_LIST(const po_node *) po_node_list;

/* A node over children, from `begin` to the last token read. NULL: too deep. */
po_node *po_node_make(po_parser *parser, po_node_kind kind, po_rule_type type, size_t begin,
                      const po_node *const *children, size_t count);
bool po_node_need(po_parser *parser, const po_node *node, po_rule_type type, const char *who);
bool po_node_comparable(po_parser *parser, po_order order, const po_node *a, const po_node *b);
const char *po_node_slice(po_arena *arena, const po_node *node);
const char *po_rule_type_name(po_rule_type type); /* "a number" */

#endif
