/* SPDX-License-Identifier: Apache-2.0
 *
 * Text: the growing buffer, and the foldings by which printed words are compared.
 *
 * Why three ways through a text: these functions run on every table cell. ASCII and the punctuation
 * and Latin-1 letters that office programs put into English and Spanish text are folded here in one
 * pass; anything else goes through libunistring (NFKC and full case folding, no locale), which is
 * right for all of Unicode and forty times slower.
 */
#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

#include "base/utf8.h"

/* --- buffer --- */

void po_buffer_finish(po_buffer *buffer) {
    if (buffer) {
        free(buffer->data);
        *buffer = (po_buffer){0};
    }
}

void po_buffer_clear(po_buffer *buffer) {
    buffer->size = 0;
    if (buffer->data) {
        buffer->data[0] = '\0';
    }
}

/* Room for `more` bytes and NUL. */
static char *reserve(po_buffer *buffer, size_t more) {
    size_t wanted;
    if (__builtin_add_overflow(buffer->size, more, &wanted) ||
        __builtin_add_overflow(wanted, (size_t)1, &wanted)) {
        po_out_of_memory(more);
    }
    if (wanted > buffer->capacity) {
        size_t capacity = buffer->capacity ? buffer->capacity : 64;
        while (capacity < wanted) {
            capacity = capacity > SIZE_MAX / 2 ? wanted : capacity * 2;
        }
        char *data = realloc(buffer->data, capacity);
        if (!data) {
            po_out_of_memory(capacity);
        }
        buffer->data = data;
        buffer->capacity = capacity;
    }
    return buffer->data + buffer->size;
}

void po_buffer_add(po_buffer *buffer, const char *data, size_t size) {
    char *room = reserve(buffer, size);
    if (size) {
        memcpy(room, data, size);
    }
    room[size] = '\0';
    buffer->size += size;
}

void po_buffer_add_text(po_buffer *buffer, const char *text) {
    if (text) {
        po_buffer_add(buffer, text, strlen(text));
    }
}

void po_buffer_add_char(po_buffer *buffer, char c) {
    po_buffer_add(buffer, &c, 1);
}

void po_buffer_printf(po_buffer *buffer, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    char *room = reserve(buffer, 64);
    int wanted = vsnprintf(room, 65, format, arguments);
    va_end(arguments);
    size_t size = wanted > 0 ? (size_t)wanted : 0;
    if (size > 64) {
        room = reserve(buffer, size);
        vsnprintf(room, size + 1, format, again);
    }
    room[size] = '\0';
    buffer->size += size;
    va_end(again);
}

const char *po_buffer_text(const po_buffer *buffer) {
    return buffer->data ? buffer->data : "";
}

/* --- small questions --- */

bool po_text_equal(const char *a, const char *b) {
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool po_text_starts(const char *text, const char *prefix) {
    return text && prefix && strncmp(text, prefix, strlen(prefix)) == 0;
}

static bool is_ascii_space(unsigned char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool po_text_empty(const char *text) {
    if (text && (unsigned char)*text > ' ' && (unsigned char)*text < 0x7f) {
        return false; /* nearly every text begins with something seen */
    }
    size_t size = text ? strlen(text) : 0;
    for (size_t i = 0; i < size;) {
        if (!po_utf8_is_space(po_utf8_next(text, size, &i))) {
            return false;
        }
    }
    return true;
}

/* --- white space --- */

/* What no reader sees and what separates nothing: soft hyphen, zero-width space, joiners, marks of
 * direction, BOM. */
static bool is_invisible(uint32_t c) {
    return c == 0xAD || c == 0x180E || (c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
}

/* How one character of a text looks to a reader. */
typedef enum looks { LOOKS_BLACK, LOOKS_WHITE, LOOKS_LIKE_NOTHING } looks;

/* The looks of the character at *position, which is advanced. */
static looks look(const char *text, size_t size, size_t *position) {
    unsigned char c = (unsigned char)text[*position];
    if (c < 0x80) {
        (*position)++;
        return is_ascii_space(c) ? LOOKS_WHITE : LOOKS_BLACK;
    }
    uint32_t code = po_utf8_next(text, size, position);
    return is_invisible(code)       ? LOOKS_LIKE_NOTHING
           : po_utf8_is_space(code) ? LOOKS_WHITE
                                    : LOOKS_BLACK;
}

/* Copies `text` with every gap replaced by `gap` ('\0' for nothing), none at the ends. */
static char *close_gaps(po_arena *arena, const char *text, char gap) {
    size_t size = text ? strlen(text) : 0, length = 0;
    char *out = po_arena_array(arena, size + 1, 1);
    bool pending = false;
    for (size_t i = 0, start = 0; i < size; start = i) {
        looks how = look(text, size, &i);
        if (how != LOOKS_BLACK) {
            pending = pending || how == LOOKS_WHITE;
            continue;
        }
        if (pending && gap && length) {
            out[length++] = gap;
        }
        pending = false;
        while (start < i) {
            out[length++] = text[start++];
        }
    }
    out[length] = '\0';
    return out;
}

char *po_text_squeeze(po_arena *arena, const char *text) {
    return close_gaps(arena, text, ' ');
}

char *po_text_solid(po_arena *arena, const char *text) {
    return close_gaps(arena, text, '\0');
}

/* --- folding --- */

/* How a folded text is put together: what separates words, and whether '#' is a letter. */
typedef struct fold_style {
    bool gaps, number_sign;
} fold_style;

/* The text written so far. `gap` is pending: written before the next letter, never at the ends. */
typedef struct fold_output {
    char *data;
    size_t length;
    bool gap;
    fold_style style;
} fold_output;

static void put_gap(fold_output *out) {
    if (out->gap && out->style.gaps && out->length) {
        out->data[out->length++] = ' ';
    }
    out->gap = false;
}

static void put_letter(fold_output *out, const char *bytes, size_t size) {
    put_gap(out);
    memcpy(out->data + out->length, bytes, size);
    out->length += size;
}

static void put_ascii(fold_output *out, unsigned char c) {
    char folded = lower((char)c);
    if ((folded >= 'a' && folded <= 'z') || (c >= '0' && c <= '9') ||
        (c == '#' && out->style.number_sign)) {
        put_gap(out);
        out->data[out->length++] = folded;
    } else if (c != '\'') { /* an apostrophe does not part a word: "student's" */
        out->gap = true;
    }
}

/* Code points that NFKC and case folding do not change into anything but themselves, or into
 * nothing that is kept: General Punctuation, and the Latin-1 letters. False: this text needs
 * libunistring. */
static bool put_common(fold_output *out, uint32_t c) {
    char bytes[4];
    if (c == 0x2019 || c == 0x2018 || is_invisible(c)) {
        return true;
    }
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x206F)) {
        out->gap = true;
        return true;
    }
    if (c == 0xDF) {
        put_letter(out, "ss", 2);
        return true;
    }
    if (c < 0xC0 || c > 0xFF) {
        return false;
    }
    if (c == 0xD7 || c == 0xF7) { /* multiplication and division sign */
        out->gap = true;
        return true;
    }
    put_letter(out, bytes, po_utf8_encode(c < 0xE0 ? c + 0x20 : c, bytes));
    return true;
}

/* Folds in one pass; false where libunistring is needed. out->data has room for all. */
static bool fold_common(const char *text, size_t size, fold_output *out) {
    for (size_t i = 0; i < size;) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x80) {
            put_ascii(out, c);
            i++;
        } else if (!put_common(out, po_utf8_next(text, size, &i))) {
            return false;
        }
    }
    return true;
}

/* One code point of a text that libunistring has folded already. */
static void put_folded(fold_output *out, uint32_t c) {
    char bytes[4];
    if (c < 0x80) {
        put_ascii(out, (unsigned char)c);
    } else if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N)) {
        put_letter(out, bytes, po_utf8_encode(c, bytes));
    } else if (c != 0x2019 && c != 0x2018 && !is_invisible(c) &&
               !uc_is_general_category_withtable(c, UC_CATEGORY_MASK_M)) {
        out->gap = true;
    }
}

static char *fold_unicode(po_arena *arena, const char *text, size_t size, fold_style style) {
    uint8_t room[512];
    size_t length = sizeof room;
    uint8_t *folded = u8_casefold((const uint8_t *)text, size, NULL, UNINORM_NFKC, room, &length);
    if (!folded) { /* memory; or malformed bytes, which libunistring 1.0 takes as U+FFFD */
        if (errno == ENOMEM) {
            po_out_of_memory(size);
        }
        return po_arena_dup(arena, "");
    }
    fold_output out = {.data = po_arena_array(arena, length + 1, 1), .style = style};
    for (size_t i = 0; i < length;) {
        put_folded(&out, po_utf8_next((const char *)folded, length, &i));
    }
    if (folded != room) {
        free(folded);
    }
    return out.data;
}

static char *fold(po_arena *arena, const char *text, fold_style style) {
    size_t size = text ? strlen(text) : 0;
    /* One byte never becomes more than one and a gap; two bytes of sharp s become two. */
    fold_output out = {.data = po_arena_array(arena, size + 1, 1), .style = style};
    if (!fold_common(text, size, &out)) {
        return fold_unicode(arena, text, size, style);
    }
    out.data[out.length] = '\0';
    return out.data;
}

char *po_text_key(po_arena *arena, const char *text) {
    return fold(arena, text, (fold_style){.gaps = false, .number_sign = true});
}

char *po_text_words(po_arena *arena, const char *text) {
    return fold(arena, text, (fold_style){.gaps = true, .number_sign = false});
}

/* --- nearness --- */

enum { WORD_LONGEST = 128 };

static size_t decode_word(const char *text, uint32_t out[WORD_LONGEST + 1]) {
    size_t size = strlen(text), count = 0;
    for (size_t i = 0; i < size && count <= WORD_LONGEST;) {
        out[count++] = po_utf8_next(text, size, &i);
    }
    return count;
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Optimal string alignment: three rows of the classic table. */
static size_t align_words(const uint32_t *a, size_t a_size, const uint32_t *b, size_t b_size) {
    size_t rows[3][WORD_LONGEST + 1];
    size_t *before = rows[0], *last = rows[1], *now = rows[2];
    for (size_t j = 0; j <= b_size; j++) {
        before[j] = 0;
        last[j] = j;
    }
    for (size_t i = 1; i <= a_size; i++) {
        now[0] = i;
        for (size_t j = 1; j <= b_size; j++) {
            now[j] = least(least(last[j], now[j - 1]) + 1, last[j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                now[j] = least(now[j], before[j - 2] + 1);
            }
        }
        size_t *spare = before;
        before = last;
        last = now;
        now = spare;
    }
    return last[b_size];
}

size_t po_text_distance(const char *a, const char *b, size_t limit) {
    uint32_t left[WORD_LONGEST + 1], right[WORD_LONGEST + 1];
    size_t left_size = decode_word(a, left), right_size = decode_word(b, right);
    size_t difference = left_size > right_size ? left_size - right_size : right_size - left_size;
    if (left_size > WORD_LONGEST || right_size > WORD_LONGEST || difference > limit) {
        return strcmp(a, b) == 0 ? 0 : limit + 1;
    }
    return least(align_words(left, left_size, right, right_size), limit + 1);
}

/* Equal but for the case of ASCII letters. */
static bool same_letters(const char *a, const char *b) {
    while (*a && lower(*a) == lower(*b)) {
        a++;
        b++;
    }
    return !*a && !*b;
}

const char *po_text_nearest(const char *word, const char *const *candidates, size_t count) {
    size_t third = strlen(word) / 3;
    size_t limit = third ? third : 1;
    const char *nearest = NULL;
    for (size_t i = 0; i < count; i++) {
        if (same_letters(word, candidates[i])) {
            return candidates[i];
        }
        size_t distance = po_text_distance(word, candidates[i], limit);
        if (distance <= limit && distance < strlen(candidates[i])) {
            if (distance == 0) {
                return candidates[i];
            }
            nearest = candidates[i];
            limit = distance - 1; /* the first of equals wins */
        }
    }
    return nearest;
}

/* --- splitting --- */

size_t po_text_split(po_arena *arena, const char *text, char separator, char ***ret_pieces) {
    PO_LIST(char *) pieces = {0};
    for (const char *at = text; at;) {
        const char *end = strchr(at, separator);
        size_t size = end ? (size_t)(end - at) : strlen(at);
        char *piece = po_arena_copy(arena, at, size);
        while (size && is_ascii_space((unsigned char)piece[size - 1])) {
            piece[--size] = '\0';
        }
        while (is_ascii_space((unsigned char)*piece)) {
            piece++;
        }
        if (*piece) {
            *PO_LIST_ADD(arena, &pieces) = piece;
        }
        at = end ? end + 1 : NULL;
    }
    *ret_pieces = pieces.items;
    return pieces.count;
}
