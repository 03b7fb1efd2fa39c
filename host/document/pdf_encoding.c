/* SPDX-License-Identifier: Apache-2.0
 *
 * Look-ups in the public tables of third_party/agl.
 *
 * Trap: the list must be the full one. With a subset a prototype lost the ligatures (fi, fl, ff), which are names that
 * every justified report uses.
 */
#include "document/pdf_encoding.h"

#include <string.h>

#include "../../third_party/agl/encodings.inc"
#include "base/utf8.h"

static const char *const glyphs[] = {
#include "../../third_party/agl/glyphs.inc"
};

enum { GLYPH_COUNT = sizeof glyphs / sizeof *glyphs };

const uint16_t *po_pdf_encoding(const char *name, size_t size) {
    static const struct {
        const char *name;
        const uint16_t *table;
    } encodings[] = {{"WinAnsiEncoding", win_ansi_encoding},
                     {"MacRomanEncoding", mac_roman_encoding},
                     {"StandardEncoding", standard_encoding},
                     {"Symbol", symbol_encoding},
                     {"ZapfDingbats", zapf_encoding}};
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        if (strlen(encodings[i].name) == size && memcmp(encodings[i].name, name, size) == 0) {
            return encodings[i].table;
        }
    }
    return NULL;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* `size` hexadecimal digits; false if one is something else. */
static bool read_hex(const char *text, size_t size, uint32_t *ret_value) {
    uint32_t value = 0;
    for (size_t i = 0; i < size; i++) {
        int digit = hex_digit(text[i]);
        if (digit < 0) {
            return false;
        }
        value = value * 16 + (uint32_t)digit;
    }
    *ret_value = value;
    return true;
}

/* Compares a name with the part of an entry before its colon, bytewise. */
static int compare_name(const char *name, size_t size, const char *entry) {
    size_t length = (size_t)(strchr(entry, ':') - entry);
    int order = memcmp(name, entry, size < length ? size : length);
    return order ? order : size < length ? -1 : size > length;
}

static const char *find_glyph(const char *name, size_t size) {
    size_t low = 0, high = GLYPH_COUNT;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_name(name, size, glyphs[middle]);
        if (order == 0) {
            return strchr(glyphs[middle], ':') + 1;
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return NULL;
}

static void append_listed(const char *codes, po_buffer *text) {
    while (*codes) {
        size_t size = strcspn(codes, ",");
        uint32_t code;
        if (read_hex(codes, size, &code)) {
            po_utf8_append(text, code);
        }
        codes += size + (codes[size] == ',');
    }
}

/* "uni" and groups of four digits, or "u" and four to six. */
static bool append_numbered(const char *name, size_t size, po_buffer *text) {
    uint32_t code;
    if (size >= 7 && (size - 3) % 4 == 0 && memcmp(name, "uni", 3) == 0) {
        for (size_t at = 3; at < size; at += 4) {
            if (!read_hex(name + at, 4, &code)) {
                return false;
            }
            po_utf8_append(text, code);
        }
        return true;
    }
    if (size >= 5 && size <= 7 && name[0] == 'u' && read_hex(name + 1, size - 1, &code)) {
        po_utf8_append(text, code);
        return true;
    }
    return false;
}

static bool append_part(const char *name, size_t size, po_buffer *text) {
    const char *codes = find_glyph(name, size);
    if (codes) {
        append_listed(codes, text);
        return true;
    }
    return append_numbered(name, size, text);
}

bool po_pdf_glyph_text(const char *name, size_t size, po_buffer *text) {
    const char *dot = size ? memchr(name + 1, '.', size - 1) : NULL; /* ".notdef" keeps its dot */
    size = dot ? (size_t)(dot - name) : size;
    if (append_part(name, size, text)) {
        return true;
    }
    size_t before = text->size;
    while (size) {
        const char *bar = memchr(name, '_', size);
        size_t part = bar ? (size_t)(bar - name) : size;
        if (!bar && text->size == before) {
            return false;
        }
        if (!append_part(name, part, text)) {
            return false;
        }
        name += part + (bar ? 1 : 0);
        size -= part + (bar ? 1 : 0);
    }
    return text->size > before;
}

static bool contains(const char *text, size_t size, const char *word) {
    return memmem(text, size, word, strlen(word)) != NULL;
}

const uint16_t *po_pdf_standard_widths(const char *font, size_t size) {
    bool bold = contains(font, size, "Bold") || contains(font, size, "bold");
    bool italic = contains(font, size, "Italic") || contains(font, size, "Oblique");
    if (contains(font, size, "Helvetica") || contains(font, size, "Arial")) {
        return bold ? helvetica_bold_widths : helvetica_widths;
    }
    if (contains(font, size, "Times")) {
        return bold ? (italic ? times_bold_italic_widths : times_bold_widths)
                    : (italic ? times_italic_widths : times_widths);
    }
    if (contains(font, size, "Symbol")) {
        return symbol_widths;
    }
    return contains(font, size, "ZapfDingbats") ? zapf_widths : NULL;
}
