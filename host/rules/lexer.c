/* SPDX-License-Identifier: Apache-2.0
 *
 * Lexer of the rules language. No escapes in texts: a text with one kind of quotes inside is
 * written in the other.
 */
#include "rules/lexer.h"

#include <string.h>

#include "base/utf8.h"

typedef struct sign {
    const char *text;
    po_token_kind kind;
    po_order order;
} sign;

/* Longer signs before their beginnings. */
static const sign signs[] = {
    {"<=", PO_TOKEN_ORDER, PO_AT_MOST},   {">=", PO_TOKEN_ORDER, PO_AT_LEAST},
    {"<>", PO_TOKEN_ORDER, PO_DIFFERENT}, {"!=", PO_TOKEN_ORDER, PO_DIFFERENT},
    {"<", PO_TOKEN_ORDER, PO_LESS},       {">", PO_TOKEN_ORDER, PO_MORE},
    {"=", PO_TOKEN_ORDER, PO_EQUAL},      {"(", PO_TOKEN_OPEN, PO_EQUAL},
    {")", PO_TOKEN_CLOSE, PO_EQUAL},      {",", PO_TOKEN_COMMA, PO_EQUAL},
    {".", PO_TOKEN_DOT, PO_EQUAL},        {":", PO_TOKEN_COLON, PO_EQUAL},
    {";", PO_TOKEN_SEMICOLON, PO_EQUAL},  {"+", PO_TOKEN_PLUS, PO_EQUAL},
    {"-", PO_TOKEN_MINUS, PO_EQUAL},      {"*", PO_TOKEN_TIMES, PO_EQUAL},
    {"/", PO_TOKEN_DIVIDE, PO_EQUAL},
};

size_t po_rule_character(const char *source, size_t byte) {
    size_t position = 0;
    size_t characters = 1;
    while (position < byte) {
        po_utf8_next(source, strlen(source), &position);
        characters++;
    }
    return characters;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static size_t skip_space(const char *source, size_t position) {
    while (strchr(" \t\r\n", source[position]) && source[position]) {
        position++;
    }
    return position;
}

static po_status fail_at(const char *source, size_t byte, const char *what, const char *word,
                         po_error *err) {
    return po_error_set(err, PO_E_CONFIG, "character %zu: %s '%s'", po_rule_character(source, byte),
                        what, word);
}

static po_status lex_number(po_arena *arena, const char *source, po_token *token, po_error *err) {
    size_t end = token->begin;
    while (is_digit(source[end])) {
        end++;
    }
    if (source[end] == '.' && is_digit(source[end + 1])) {
        for (end++; is_digit(source[end]);) {
            end++;
        }
    }
    const char *text = po_arena_copy(arena, source + token->begin, end - token->begin);
    bool percent = source[end] == '%';
    po_decimal value;
    if (!po_decimal_parse(text, &value) ||
        !po_number_of(value, percent ? PO_UNIT_PERCENT : PO_UNIT_NUMBER, &token->number)) {
        return fail_at(source, token->begin, "the number is too long:", text, err);
    }
    token->number.constant = true;
    token->kind = PO_TOKEN_NUMBER;
    token->end = end + percent;
    if (is_letter(source[token->end])) {
        return fail_at(source, token->begin, "a number runs into a word:",
                       po_arena_printf(arena, "%s%c", text, source[token->end]), err);
    }
    return PO_OK;
}

static po_status lex_text(po_arena *arena, const char *source, po_token *token, po_error *err) {
    const char *first = source + token->begin + 1;
    const char *last = strchr(first, source[token->begin]);
    if (!last) {
        return po_error_set(err, PO_E_CONFIG, "character %zu: a text begins here and does not end",
                            po_rule_character(source, token->begin));
    }
    token->kind = PO_TOKEN_TEXT;
    token->text = po_arena_copy(arena, first, (size_t)(last - first));
    token->end = (size_t)(last - source) + 1;
    return PO_OK;
}

static void lex_name(po_arena *arena, const char *source, po_token *token) {
    size_t end = token->begin;
    while (is_letter(source[end]) || is_digit(source[end])) {
        end++;
    }
    token->kind = PO_TOKEN_NAME;
    token->text = po_arena_copy(arena, source + token->begin, end - token->begin);
    token->end = end;
}

static po_status lex_sign(po_arena *arena, const char *source, po_token *token, po_error *err) {
    const char *here = source + token->begin;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        if (po_text_starts(here, signs[i].text)) {
            token->kind = signs[i].kind;
            token->order = signs[i].order;
            token->end = token->begin + strlen(signs[i].text);
            return PO_OK;
        }
    }
    size_t size = 0;
    po_utf8_next(here, strlen(here), &size);
    return fail_at(source, token->begin, "unexpected character", po_arena_copy(arena, here, size),
                   err);
}

po_status po_rule_lex(po_arena *arena, const char *source, size_t *position, po_token *ret_token,
                      po_error *err) {
    po_token token = {.begin = skip_space(source, *position)};
    token.end = token.begin;
    char c = source[token.begin];
    po_status status = PO_OK;
    if (is_digit(c)) {
        status = lex_number(arena, source, &token, err);
    } else if (c == '"' || c == '\'') {
        status = lex_text(arena, source, &token, err);
    } else if (is_letter(c)) {
        lex_name(arena, source, &token);
    } else if (c) {
        status = lex_sign(arena, source, &token, err);
    }
    if (status == PO_OK) {
        *position = token.end;
        *ret_token = token;
    }
    return status;
}
