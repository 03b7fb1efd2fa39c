/* SPDX-License-Identifier: Apache-2.0
 *
 * The PDF tokeniser (ISO 32000-1, 7.2 and 7.3), for objects and for page content alike.
 *
 * Why one: page content is most of the bytes, so it sets the pace (a table of character classes, numbers read by hand,
 * strings unescaped in place), and objects have the same syntax but for references, which the parser folds.
 *
 * Forgiving where published files are: a number with a second sign or point ends there, a stray ')' or '>' is
 * skipped, an unfinished string runs to the end of the data.
 */
#include "document/pdf_object.h"

#include <string.h>

enum { REGULAR = 0, SPACE = 1, DELIMITER = 2 };

static const uint8_t character_class[256] = {
    [0] = SPACE,         ['\t'] = SPACE,      ['\n'] = SPACE,      ['\f'] = SPACE,
    ['\r'] = SPACE,      [' '] = SPACE,       ['('] = DELIMITER,   [')'] = DELIMITER,
    ['<'] = DELIMITER,   ['>'] = DELIMITER,   ['['] = DELIMITER,   [']'] = DELIMITER,
    ['{'] = DELIMITER,   ['}'] = DELIMITER,   ['/'] = DELIMITER,   ['%'] = DELIMITER,
};

bool po_pdf_space(unsigned char c) {
    return character_class[c] == SPACE;
}

bool po_pdf_delimiter(unsigned char c) {
    return character_class[c] != REGULAR;
}

void po_pdf_lexer_init(po_pdf_lexer *lexer, char *data, size_t size) {
    *lexer = (po_pdf_lexer){.data = data, .size = size, .writable = data};
}

void po_pdf_lexer_init_constant(po_pdf_lexer *lexer, const char *data, size_t size, po_arena *arena) {
    *lexer = (po_pdf_lexer){.data = data, .size = size, .arena = arena};
}

bool po_pdf_token_is(const po_pdf_token *token, const char *word) {
    return token->kind == PO_PDF_TOKEN_WORD && token->size == strlen(word) &&
           memcmp(token->bytes, word, token->size) == 0;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Where `size` bytes that start at `at` may be unescaped to. */
static char *room(po_pdf_lexer *lexer, size_t at, size_t size) {
    return lexer->writable ? lexer->writable + at : po_arena_alloc(lexer->arena, size + 1);
}

static uint32_t clamp_size(size_t size) {
    return size > UINT32_MAX ? UINT32_MAX : (uint32_t)size;
}

static void skip_space(po_pdf_lexer *lexer) {
    const char *data = lexer->data;
    size_t at = lexer->at;
    while (at < lexer->size) {
        unsigned char c = (unsigned char)data[at];
        if (c == '%') {
            while (at < lexer->size && data[at] != '\n' && data[at] != '\r') {
                at++;
            }
        } else if (character_class[c] != SPACE) {
            break;
        } else {
            at++;
        }
    }
    lexer->at = at;
}

static po_pdf_token_kind read_number(po_pdf_lexer *lexer, po_pdf_token *token) {
    static const double power[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};
    enum { DIGITS_MAX = 18, FRACTION_MAX = 12 };
    const char *data = lexer->data;
    size_t at = lexer->at;
    bool negative = false, point = false;
    int64_t value = 0;
    unsigned digits = 0, fraction = 0;
    while (at < lexer->size && (data[at] == '-' || data[at] == '+')) {
        negative = data[at++] == '-';
    }
    for (; at < lexer->size; at++) {
        unsigned digit = (unsigned)(unsigned char)data[at] - '0';
        if (digit <= 9) {
            if (digits < DIGITS_MAX && fraction < FRACTION_MAX) {
                value = value * 10 + (int64_t)digit;
                digits++;
                fraction += point;
            }
        } else if (data[at] == '.' && !point) {
            point = true;
        } else if (data[at] != '-') { /* "12-34" is read as 1234 by everybody */
            break;
        }
    }
    lexer->at = at;
    token->integer = negative ? -value : value;
    token->real = fraction ? (double)token->integer / power[fraction] : (double)token->integer;
    if (point) {
        token->integer = (int64_t)token->real;
    }
    return point ? PO_PDF_TOKEN_REAL : PO_PDF_TOKEN_INTEGER;
}

/* A name whose #xx escapes begin at `escape`. */
static void unescape_name(po_pdf_lexer *lexer, po_pdf_token *token, size_t start, size_t end, size_t escape) {
    char *out = room(lexer, start, end - start);
    size_t size = escape - start;
    memmove(out, lexer->data + start, size);
    for (size_t at = escape; at < end; at++) {
        if (lexer->data[at] == '#' && end - at > 2) {
            int high = hex_digit(lexer->data[at + 1]);
            int low = hex_digit(lexer->data[at + 2]);
            if (high >= 0 && low >= 0) {
                out[size++] = (char)(high * 16 + low);
                at += 2;
                continue;
            }
        }
        out[size++] = lexer->data[at];
    }
    token->bytes = out;
    token->size = clamp_size(size);
}

static po_pdf_token_kind read_name(po_pdf_lexer *lexer, po_pdf_token *token) {
    size_t start = ++lexer->at, escape = SIZE_MAX;
    size_t at = start;
    for (; at < lexer->size && character_class[(unsigned char)lexer->data[at]] == REGULAR; at++) {
        if (lexer->data[at] == '#' && escape == SIZE_MAX) {
            escape = at;
        }
    }
    lexer->at = at;
    token->bytes = lexer->data + start;
    token->size = clamp_size(at - start);
    if (escape != SIZE_MAX) {
        unescape_name(lexer, token, start, at, escape);
    }
    return PO_PDF_TOKEN_NAME;
}

/* One escape of a literal string at `at` (past the backslash); returns how many bytes it takes, and what it means. */
static size_t read_escape(const char *data, size_t at, size_t end, int *ret_byte) {
    static const char letters[] = "nrtbf", meanings[] = "\n\r\t\b\f";
    char c = data[at];
    const char *letter = c ? strchr(letters, c) : NULL;
    if (letter) {
        *ret_byte = (unsigned char)meanings[letter - letters];
        return 1;
    }
    if (c == '\n' || c == '\r') { /* a line continued */
        *ret_byte = -1;
        return c == '\r' && at + 1 < end && data[at + 1] == '\n' ? 2 : 1;
    }
    size_t size = 0;
    int value = 0;
    while (size < 3 && at + size < end && data[at + size] >= '0' && data[at + size] <= '7') {
        value = value * 8 + (data[at + size++] - '0');
    }
    *ret_byte = size ? value & 0xFF : (unsigned char)c;
    return size ? size : 1;
}

static void unescape_literal(po_pdf_lexer *lexer, po_pdf_token *token, size_t start, size_t end) {
    const char *data = lexer->data;
    char *out = room(lexer, start, end - start);
    size_t size = 0;
    for (size_t at = start; at < end;) {
        char c = data[at++];
        int byte = (unsigned char)c;
        if (c == '\\' && at < end) {
            at += read_escape(data, at, end, &byte);
        } else if (c == '\r') { /* a bare line end of any kind is one \n */
            byte = '\n';
            at += at < end && data[at] == '\n';
        }
        if (byte >= 0) {
            out[size++] = (char)byte;
        }
    }
    token->bytes = out;
    token->size = clamp_size(size);
}

static po_pdf_token_kind read_literal(po_pdf_lexer *lexer, po_pdf_token *token) {
    const char *data = lexer->data;
    size_t start = ++lexer->at, at = start, depth = 1;
    bool plain = true;
    for (; at < lexer->size; at++) {
        char c = data[at];
        if (c == '\\') {
            plain = false;
            at++;
        } else if (c == '\r') {
            plain = false;
        } else if (c == '(') {
            depth++;
        } else if (c == ')' && --depth == 0) {
            break;
        }
    }
    size_t end = at < lexer->size ? at : lexer->size;
    lexer->at = end < lexer->size ? end + 1 : end;
    token->bytes = data + start;
    token->size = clamp_size(end - start);
    if (!plain) {
        unescape_literal(lexer, token, start, end);
    }
    return PO_PDF_TOKEN_STRING;
}

static po_pdf_token_kind read_hex(po_pdf_lexer *lexer, po_pdf_token *token) {
    const char *data = lexer->data;
    size_t start = ++lexer->at;
    const char *close = memchr(data + start, '>', lexer->size - start);
    size_t end = close ? (size_t)(close - data) : lexer->size;
    char *out = room(lexer, start, (end - start) / 2 + 1);
    size_t size = 0;
    int high = -1;
    for (size_t at = start; at < end; at++) {
        int digit = hex_digit(data[at]);
        if (digit < 0) {
            continue;
        }
        if (high < 0) {
            high = digit;
        } else {
            out[size++] = (char)(high * 16 + digit);
            high = -1;
        }
    }
    if (high >= 0) {
        out[size++] = (char)(high * 16);
    }
    lexer->at = close ? end + 1 : end;
    token->bytes = out;
    token->size = clamp_size(size);
    return PO_PDF_TOKEN_STRING;
}

static po_pdf_token_kind read_word(po_pdf_lexer *lexer, po_pdf_token *token) {
    size_t start = lexer->at, at = start;
    while (at < lexer->size && character_class[(unsigned char)lexer->data[at]] == REGULAR) {
        at++;
    }
    lexer->at = at;
    token->bytes = lexer->data + start;
    token->size = clamp_size(at - start);
    return PO_PDF_TOKEN_WORD;
}

/* Delimiters; PO_PDF_TOKEN_END stands for one that means nothing here and was skipped. */
static po_pdf_token_kind read_delimited(po_pdf_lexer *lexer, po_pdf_token *token) {
    char c = lexer->data[lexer->at];
    bool twice = lexer->at + 1 < lexer->size && lexer->data[lexer->at + 1] == c;
    switch (c) {
    case '/':
        return read_name(lexer, token);
    case '(':
        return read_literal(lexer, token);
    case '[':
        lexer->at++;
        return PO_PDF_TOKEN_OPEN_ARRAY;
    case ']':
        lexer->at++;
        return PO_PDF_TOKEN_CLOSE_ARRAY;
    case '<':
        if (!twice) {
            return read_hex(lexer, token);
        }
        lexer->at += 2;
        return PO_PDF_TOKEN_OPEN_DICTIONARY;
    case '>':
        lexer->at += twice ? 2 : 1;
        return twice ? PO_PDF_TOKEN_CLOSE_DICTIONARY : PO_PDF_TOKEN_END;
    default:
        lexer->at++;
        return PO_PDF_TOKEN_END;
    }
}

po_pdf_token_kind po_pdf_lexer_next(po_pdf_lexer *lexer, po_pdf_token *ret_token) {
    for (;;) {
        skip_space(lexer);
        if (lexer->at >= lexer->size) {
            return ret_token->kind = PO_PDF_TOKEN_END;
        }
        unsigned char c = (unsigned char)lexer->data[lexer->at];
        if ((c >= '0' && c <= '9') || c == '-' || c == '.' || c == '+') {
            return ret_token->kind = read_number(lexer, ret_token);
        }
        if (character_class[c] == REGULAR) {
            return ret_token->kind = read_word(lexer, ret_token);
        }
        ret_token->kind = read_delimited(lexer, ret_token);
        if (ret_token->kind != PO_PDF_TOKEN_END) {
            return ret_token->kind;
        }
    }
}
