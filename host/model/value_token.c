/* SPDX-License-Identifier: Apache-2.0
 *
 * Pieces of an outcome's text. See value_token.h.
 */
#include "model/value_token.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/utf8.h"

enum { FIRST_YEAR = 2000, LAST_YEAR = 2099, DIGITS_MAX = 15 };

typedef struct scanner {
    po_arena *arena;
    const char *text;
    size_t size, at;
    po_value_tokens *tokens;
    bool gap;
} scanner;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ((unsigned char)c & 0x80) != 0;
}

static po_value_token *add(scanner *s, po_value_token_kind kind, size_t size) {
    po_value_token *token = PO_LIST_ADD(s->arena, &s->tokens->list);
    *token = (po_value_token){.kind = kind, .text = po_arena_copy(s->arena, s->text + s->at, size), .gap = s->gap};
    s->at += size;
    s->gap = false;
    return token;
}

static void add_word(scanner *s, size_t size) {
    po_value_token *token = add(s, PO_VALUE_WORD, size);
    token->key = po_text_key(s->arena, token->text);
}

static size_t digits_at(const scanner *s, size_t at) {
    size_t size = 0;
    while (is_digit(s->text[at + size]))
        size++;
    return size;
}

/* The size of "2023-24", "2023/2024", "23-24" here, or 0. Two years must follow each other, or it is something else. */
static size_t school_year_at(const scanner *s, int *ret_year) {
    size_t first = digits_at(s, s->at);
    char mark = s->text[s->at + first];
    if ((first != 2 && first != 4) || (mark != '-' && mark != '/'))
        return 0;
    size_t second = digits_at(s, s->at + first + 1), size = first + 1 + second;
    if ((second != 2 && second != 4) || is_letter(s->text[s->at + size]) || s->text[s->at + size] == '%')
        return 0;
    const char *printed = po_arena_copy(s->arena, s->text + s->at, size);
    *ret_year = po_school_year_parse(first == 2 ? po_arena_printf(s->arena, "20%s", printed) : printed);
    return *ret_year ? size : 0;
}

/* The size of a number with its separators and decimals here. */
static size_t number_at(const scanner *s) {
    size_t size = digits_at(s, s->at);
    const char *text = s->text + s->at;
    while (size > 0 && text[size] == ',' && digits_at(s, s->at + size + 1) == 3)
        size += 4;
    if (text[size] == '.' && is_digit(text[size + 1]))
        size += 1 + digits_at(s, s->at + size + 1);
    return size;
}

/* What follows directly that makes it no value: letters ("3rd"), another number behind a dash or stroke ("9-12", "2/5"). */
static size_t tail_at(const scanner *s, size_t size) {
    const char *text = s->text + s->at;
    for (;;) {
        bool joined = (text[size] == '-' || text[size] == '/') && (is_digit(text[size + 1]) || is_letter(text[size + 1]));
        if (!joined && !is_letter(text[size]) && !is_digit(text[size]))
            return size;
        /* A dash of typesetting is a letter here by its bytes: it ends the number. */
        if (strncmp(text + size, "\xE2\x80", 2) == 0 || strncmp(text + size, "\xC2", 1) == 0)
            return size;
        size++;
    }
}

static bool read_decimal(scanner *s, size_t size, po_decimal *ret_number) {
    char digits[DIGITS_MAX + 2];
    size_t count = 0;
    if (size > 0 && s->text[s->at] == '.')
        digits[count++] = '0';
    for (size_t i = 0; i < size && count <= DIGITS_MAX; i++)
        if (s->text[s->at + i] != ',')
            digits[count++] = s->text[s->at + i];
    digits[count] = '\0';
    return count <= DIGITS_MAX && po_decimal_parse(digits, ret_number);
}

static void add_number(scanner *s) {
    int year = 0;
    size_t size = school_year_at(s, &year);
    if (size > 0) {
        add(s, PO_VALUE_YEAR, size)->year = year;
        return;
    }
    size = number_at(s);
    size_t whole = tail_at(s, size);
    po_decimal number = {0};
    if (whole != size || !read_decimal(s, size, &number)) {
        add_word(s, whole);
        return;
    }
    bool calendar = size == 4 && number.scale == 0 && number.units >= FIRST_YEAR && number.units <= LAST_YEAR &&
                    s->text[s->at + size] != '%';
    po_value_token *token = add(s, calendar ? PO_VALUE_CALENDAR : PO_VALUE_NUMBER, size);
    token->number = number;
    token->year = calendar ? (int)number.units : 0;
}

/* Does the number that begins at `at` look like a value ("45%", "46.1"), and not like a grade ("8")? */
static bool is_value_at(const scanner *s, size_t at) {
    size_t size = digits_at(s, at);
    char next = s->text[at + size];
    return size > 0 && (next == '%' || (next == '.' && is_digit(s->text[at + size + 1])));
}

/* Whether the word of `size` bytes goes on behind the mark that follows it: "i-Ready", "K-8", "FY23-24", "AI/AN"; not "All-46.1%". */
static bool is_joined(const scanner *s, size_t size) {
    const char *text = s->text + s->at;
    if (size == 0 || text[size] == '\0' || !strchr("-/.&", text[size]))
        return false;
    if (is_letter(text[size + 1]))
        return true;
    return is_digit(text[size + 1]) && !is_value_at(s, s->at + size + 1) && (size <= 2 || is_digit(text[size - 1]));
}

/* A word goes on through digits, apostrophes and inner hyphens. */
static size_t word_at(const scanner *s) {
    const char *text = s->text + s->at;
    size_t size = 0;
    for (;;) {
        if (strncmp(text + size, "\xE2\x80\x99", 3) == 0)
            size += 3;
        else if (strncmp(text + size, "\xE2\x80", 2) == 0 || strncmp(text + size, "\xE2\x88\x92", 3) == 0 ||
                 strncmp(text + size, "\xC2\xA0", 2) == 0)
            return size;
        else if (is_letter(text[size]) || is_digit(text[size]) || text[size] == '\'' || is_joined(s, size))
            size++;
        else
            return size;
    }
}

/* "$1,200": money is no result. */
static void add_money(scanner *s) {
    size_t size = 1;
    while (is_digit(s->text[s->at + size]) || s->text[s->at + size] == ',' || s->text[s->at + size] == '.')
        size++;
    add_word(s, size);
}

/* A dash in any of its longer shapes: 3 bytes. */
static size_t long_dash_at(const scanner *s) {
    static const char *const dashes[] = {"\xE2\x80\x90", "\xE2\x80\x91", "\xE2\x80\x92", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++)
        if (strncmp(s->text + s->at, dashes[i], 3) == 0)
            return 3;
    return 0;
}

static void scan_one(scanner *s) {
    const char *text = s->text + s->at;
    size_t position = s->at;
    if (po_utf8_is_space(po_utf8_next(s->text, s->size, &position))) {
        s->gap = true;
        s->at = position;
    } else if (is_digit(*text) || (*text == '.' && is_digit(text[1]))) {
        add_number(s);
    } else if (*text == '$' && is_digit(text[1])) {
        add_money(s);
    } else if (long_dash_at(s) > 0) {
        add(s, PO_VALUE_MARK, 3)->text = "-";
    } else if (word_at(s) > 0) {
        add_word(s, word_at(s));
    } else {
        add(s, PO_VALUE_MARK, position - s->at)->text = strchr(":-()%+", *text) ? po_arena_copy(s->arena, text, 1) : ",";
    }
}

bool po_value_tokens_read(po_arena *arena, const char *text, po_value_tokens *ret_tokens) {
    *ret_tokens = (po_value_tokens){0};
    scanner s = {.arena = arena, .text = text, .size = strlen(text), .tokens = ret_tokens};
    while (s.at < s.size) {
        if (ret_tokens->list.count == PO_VALUE_TOKENS_MAX)
            return false;
        scan_one(&s);
    }
    return true;
}
