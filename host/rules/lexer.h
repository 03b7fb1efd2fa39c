/* SPDX-License-Identifier: Apache-2.0
 *
 * Words and signs of the rules language. Keywords are names here; the parser knows them.
 */
#ifndef PO_RULES_LEXER_H
#define PO_RULES_LEXER_H

#include "base/text.h"
#include "rules/number.h"

typedef enum po_token_kind {
    PO_TOKEN_END,
    PO_TOKEN_NUMBER, /* `number` */
    PO_TOKEN_TEXT,   /* `text` without quotes */
    PO_TOKEN_NAME,   /* `text` */
    PO_TOKEN_OPEN,
    PO_TOKEN_CLOSE,
    PO_TOKEN_COMMA,
    PO_TOKEN_DOT,
    PO_TOKEN_COLON,
    PO_TOKEN_SEMICOLON,
    PO_TOKEN_PLUS,
    PO_TOKEN_MINUS,
    PO_TOKEN_TIMES,
    PO_TOKEN_DIVIDE,
    PO_TOKEN_ORDER /* `order` */
} po_token_kind;

typedef struct po_token {
    po_token_kind kind;
    size_t begin, end; /* bytes in the source */
    const char *text;
    po_number number;
    po_order order;
} po_token;

/* Reads the token at *position and moves behind it. `source` is valid UTF-8. Errors: PO_E_CONFIG.
 */
PO_NODISCARD po_status po_rule_lex(po_arena *arena, const char *source, size_t *position,
                                   po_token *ret_token, po_error *err);

/* Number of the character at a byte, from 1, for messages. */
size_t po_rule_character(const char *source, size_t byte);

#endif
