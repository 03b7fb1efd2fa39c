/* SPDX-License-Identifier: Apache-2.0
 *
 * Words of a cell, squeezed (po_sheet_text of document/sheet_value.h). Nearly every cell is squeezed already and is
 * only copied.
 */
#include <string.h>

#include "base/utf8.h"
#include "document/sheet_value.h"

static bool is_plain(const char *text, size_t size) {
    bool gap = true;
    for (size_t i = 0; i < size; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < 0x20 || c >= 0x7F || (c == ' ' && gap)) {
            return false;
        }
        gap = c == ' ';
    }
    return size == 0 || !gap;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    char low = (char)(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/* "_x000D_" at `text`: the character, or -1. */
static int32_t escaped(const char *text, size_t size) {
    int32_t value = 0;
    if (size < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') {
        return -1;
    }
    for (size_t i = 2; i < 6; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0) {
            return -1;
        }
        value = value * 16 + digit;
    }
    return value;
}

static void unescape(po_buffer *out, const char *text, size_t size) {
    for (size_t i = 0; i < size;) {
        int32_t c = escaped(text + i, size - i);
        if (c < 0) {
            po_buffer_add_char(out, text[i++]);
            continue;
        }
        if (c >= 0x20 || c == '\n') {
            po_utf8_append(out, (uint32_t)c);
        } else {
            po_buffer_add_char(out, ' ');
        }
        i += 7;
    }
}

/* Line by line; lines of which nothing is left are dropped. */
static const char *squeeze(po_arena *arena, char *text, size_t size) {
    po_buffer out = {0};
    for (size_t at = 0; at <= size;) {
        char *end = memchr(text + at, '\n', size - at);
        size_t stop = end ? (size_t)(end - text) : size;
        text[stop] = '\0';
        const char *line = po_text_squeeze(arena, text + at);
        if (*line) {
            if (out.size) {
                po_buffer_add_char(&out, '\n');
            }
            po_buffer_add_text(&out, line);
        }
        at = stop + 1;
    }
    const char *squeezed = po_arena_copy(arena, po_buffer_text(&out), out.size);
    po_buffer_finish(&out);
    return squeezed;
}

const char *po_sheet_text(po_arena *arena, const char *text, size_t size, bool escapes) {
    po_buffer plain = {0}, clean = {0};
    bool has_escape = escapes && memmem(text, size, "_x", 2);
    if (!has_escape && is_plain(text, size)) {
        return po_arena_copy(arena, text, size);
    }
    if (has_escape) {
        unescape(&plain, text, size);
    } else {
        po_buffer_add(&plain, text, size);
    }
    for (size_t i = 0; i < plain.size; i++) { /* a carriage return ends a line or nothing */
        plain.data[i] = plain.data[i] == '\r' ? '\n' : plain.data[i];
    }
    po_utf8_append_clean(&clean, po_buffer_text(&plain), plain.size);
    po_buffer_add_char(&clean, '\0');
    const char *squeezed = squeeze(arena, clean.data, clean.size - 1);
    po_buffer_finish(&plain);
    po_buffer_finish(&clean);
    return squeezed;
}
