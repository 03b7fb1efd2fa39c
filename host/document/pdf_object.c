/* SPDX-License-Identifier: Apache-2.0
 *
 * Building PDF objects from tokens, and looking into them.
 *
 * Why a stack of our own instead of recursion: a stranger's file may nest as deep as it is long. Values are
 * pushed; a closing bracket folds everything since its opening one into one value. References are folded when the R comes.
 *
 * Not done here: resolving references (pdf_file.h).
 */
#include "document/pdf_object.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

const po_pdf_object po_pdf_null = {0};

void po_pdf_parser_init(po_pdf_parser *parser, po_arena *arena) {
    memset(parser, 0, sizeof *parser);
    parser->arena = arena;
}

void po_pdf_parser_finish(po_pdf_parser *parser) {
    free(parser->stack);
    memset(parser, 0, sizeof *parser);
}

static po_pdf_object *push(po_pdf_parser *parser, po_pdf_type type) {
    if (parser->count == parser->capacity) {
        size_t capacity = parser->capacity ? parser->capacity * 2 : 64;
        po_pdf_object *grown = realloc(parser->stack, capacity * sizeof *grown);
        if (!grown) {
            po_out_of_memory(capacity * sizeof *grown);
        }
        parser->stack = grown;
        parser->capacity = capacity;
    }
    po_pdf_object *object = &parser->stack[parser->count++];
    *object = (po_pdf_object){.type = (uint8_t)type};
    return object;
}

/* The R of "12 0 R": the two integers before it become one reference. */
static void fold_reference(po_pdf_parser *parser, size_t floor) {
    if (parser->count < floor + 2) {
        return;
    }
    po_pdf_object *number = &parser->stack[parser->count - 2];
    if (number->type != PO_PDF_INTEGER || number[1].type != PO_PDF_INTEGER) {
        return;
    }
    bool fits = number->as.integer > 0 && number->as.integer <= INT32_MAX;
    if (fits) {
        uint32_t generation = number[1].as.integer <= UINT16_MAX ? (uint32_t)number[1].as.integer : 0;
        *number = (po_pdf_object){.type = PO_PDF_REFERENCE,
                                  .count = generation,
                                  .as.number = (uint32_t)number->as.integer};
    } else {
        *number = po_pdf_null;
    }
    parser->count--;
}

static void push_word(po_pdf_parser *parser, const po_pdf_token *token, size_t floor) {
    if (token->size == 1 && token->bytes[0] == 'R') {
        fold_reference(parser, floor);
    } else if (po_pdf_token_is(token, "true") || po_pdf_token_is(token, "false")) {
        push(parser, PO_PDF_BOOLEAN)->as.integer = token->bytes[0] == 't';
    } else if (po_pdf_token_is(token, "null")) {
        push(parser, PO_PDF_NULL);
    }
}

static void push_scalar(po_pdf_parser *parser, const po_pdf_token *token, size_t floor) {
    if (token->kind == PO_PDF_TOKEN_WORD) {
        push_word(parser, token, floor);
    } else if (token->kind == PO_PDF_TOKEN_INTEGER) {
        push(parser, PO_PDF_INTEGER)->as.integer = token->integer;
    } else if (token->kind == PO_PDF_TOKEN_REAL) {
        push(parser, PO_PDF_REAL)->as.real = token->real;
    } else {
        po_pdf_object *object = push(parser, token->kind == PO_PDF_TOKEN_NAME ? PO_PDF_NAME : PO_PDF_STRING);
        object->as.bytes = token->bytes;
        object->count = token->size;
    }
}

/* Keeps only pairs whose key is a name; a stray value is dropped and the next name taken as key again. */
static size_t tidy_pairs(po_pdf_object *items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i + 1 < count;) {
        if (items[i].type != PO_PDF_NAME) {
            i++;
            continue;
        }
        items[kept++] = items[i++];
        items[kept++] = items[i++];
    }
    return kept;
}

static void fold_container(po_pdf_parser *parser, size_t floor, bool dictionary) {
    po_pdf_object *items = parser->count > floor ? &parser->stack[floor] : NULL;
    size_t count = parser->count - floor;
    if (dictionary && items) {
        count = tidy_pairs(items, count);
    }
    po_pdf_object *kept = NULL;
    if (count) {
        kept = PO_NEW_ARRAY(parser->arena, po_pdf_object, count);
        memcpy(kept, items, count * sizeof *kept);
    }
    parser->count = floor;
    po_pdf_object *object = push(parser, dictionary ? PO_PDF_DICTIONARY : PO_PDF_ARRAY);
    object->as.items = kept;
    object->count = (uint32_t)(dictionary ? count / 2 : count);
}

/* True if a top-level integer turned out to begin "12 0 R" (the token after it was read to see). */
static bool is_reference(const po_pdf_lexer *lexer, po_arena *arena) {
    po_pdf_lexer ahead;
    po_pdf_lexer_init_constant(&ahead, lexer->data, lexer->size, arena);
    ahead.at = lexer->at;
    po_pdf_token token;
    if (po_pdf_lexer_next(&ahead, &token) != PO_PDF_TOKEN_INTEGER) {
        return false;
    }
    po_pdf_lexer_next(&ahead, &token);
    return po_pdf_token_is(&token, "R");
}

/* Takes one token; returns false when the object is complete or cannot be continued. */
static bool take_token(po_pdf_parser *open, const po_pdf_token *token, const po_pdf_lexer *lexer) {
    size_t floor = open->depth ? open->floor[open->depth - 1] : 0;
    switch (token->kind) {
    case PO_PDF_TOKEN_OPEN_ARRAY:
    case PO_PDF_TOKEN_OPEN_DICTIONARY:
        if (open->depth == PO_LIMIT_TREE_DEPTH) {
            return false;
        }
        open->floor[open->depth] = open->count;
        open->dictionary[open->depth++] = token->kind == PO_PDF_TOKEN_OPEN_DICTIONARY;
        return true;
    case PO_PDF_TOKEN_CLOSE_ARRAY:
    case PO_PDF_TOKEN_CLOSE_DICTIONARY:
        if (open->depth) {
            fold_container(open, floor, open->dictionary[--open->depth]);
        }
        return open->depth > 0;
    case PO_PDF_TOKEN_INTEGER:
        push_scalar(open, token, floor);
        return open->depth || open->count == 2 || is_reference(lexer, open->arena);
    case PO_PDF_TOKEN_END:
        return false;
    case PO_PDF_TOKEN_REAL:
    case PO_PDF_TOKEN_NAME:
    case PO_PDF_TOKEN_STRING:
    case PO_PDF_TOKEN_WORD:
    default:
        push_scalar(open, token, floor);
        return open->depth > 0;
    }
}

bool po_pdf_parse(po_pdf_parser *parser, po_pdf_lexer *lexer, po_pdf_object *ret_object) {
    po_pdf_token token;
    parser->count = parser->depth = 0;
    do {
        po_pdf_lexer_next(lexer, &token);
    } while (take_token(parser, &token, lexer));
    while (parser->depth) { /* cut short: what is open is closed */
        parser->depth--;
        fold_container(parser, parser->floor[parser->depth], parser->dictionary[parser->depth]);
    }
    *ret_object = parser->count ? parser->stack[0] : po_pdf_null;
    return parser->count > 0;
}

bool po_pdf_is_name(const po_pdf_object *object, const char *name) {
    return object->type == PO_PDF_NAME && object->count == strlen(name) &&
           memcmp(object->as.bytes, name, object->count) == 0;
}

double po_pdf_number(const po_pdf_object *object, double fallback) {
    if (object->type == PO_PDF_REAL) {
        return object->as.real;
    }
    return object->type == PO_PDF_INTEGER ? (double)object->as.integer : fallback;
}

bool po_pdf_integer(const po_pdf_object *object, int64_t *ret_integer) {
    if (object->type == PO_PDF_INTEGER) {
        *ret_integer = object->as.integer;
        return true;
    }
    if (object->type == PO_PDF_REAL && object->as.real > -1e15 && object->as.real < 1e15) {
        *ret_integer = (int64_t)object->as.real;
        return true;
    }
    return false;
}

const po_pdf_object *po_pdf_key_named(const po_pdf_object *dictionary, const char *key, size_t size) {
    if (dictionary->type != PO_PDF_DICTIONARY) {
        return &po_pdf_null;
    }
    for (size_t i = 0; i < dictionary->count; i++) {
        const po_pdf_object *each = &dictionary->as.items[2 * i];
        if (each->count == size && memcmp(each->as.bytes, key, size) == 0) {
            return each + 1;
        }
    }
    return &po_pdf_null;
}

const po_pdf_object *po_pdf_key(const po_pdf_object *dictionary, const char *key) {
    return po_pdf_key_named(dictionary, key, strlen(key));
}

static void append_utf16(po_buffer *out, const char *bytes, size_t size, bool big) {
    for (size_t at = 0; at + 1 < size; at += 2) {
        const unsigned char *unit = (const unsigned char *)bytes + at;
        uint32_t code = big ? (uint32_t)unit[0] << 8 | unit[1] : (uint32_t)unit[1] << 8 | unit[0];
        if (code >= 0xD800 && code < 0xDC00 && at + 3 < size) {
            uint32_t low = big ? (uint32_t)unit[2] << 8 | unit[3] : (uint32_t)unit[3] << 8 | unit[2];
            if (low >= 0xDC00 && low < 0xE000) {
                code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                at += 2;
            }
        }
        if (code == 0x1B) { /* a language mark: ESC, code, ESC */
            for (at += 2; at + 1 < size && bytes[at + (big ? 1 : 0)] != 0x1B; at += 2) {
            }
            continue;
        }
        po_utf8_append(out, code);
    }
}

static void append_document_encoding(po_buffer *out, const char *bytes, size_t size) {
    static const uint16_t special[] = {/* 0x80..0xA0 of PDFDocEncoding */
        0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203A, 0x2212,
        0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A, 0x2122, 0xFB01, 0xFB02, 0x0141,
        0x0152, 0x0160, 0x0178, 0x017D, 0x0131, 0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD, 0x20AC};
    for (size_t at = 0; at < size; at++) {
        unsigned char c = (unsigned char)bytes[at];
        bool control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        po_utf8_append(out, control ? ' ' : c >= 0x80 && c <= 0xA0 ? special[c - 0x80] : c);
    }
}

char *po_pdf_text_string(po_arena *arena, const char *bytes, size_t size) {
    po_buffer out = {0};
    if (size >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0) {
        append_utf16(&out, bytes + 2, size - 2, true);
    } else if (size >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0) {
        append_utf16(&out, bytes + 2, size - 2, false);
    } else if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        po_utf8_append_clean(&out, bytes + 3, size - 3);
    } else {
        append_document_encoding(&out, bytes, size);
    }
    char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}
