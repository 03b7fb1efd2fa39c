/* SPDX-License-Identifier: Apache-2.0
 *
 * Cross-reference sections: tables, streams, both in one file (hybrid), chained by Prev (ISO 32000-1, 7.5.4 and
 * 7.5.8).
 *
 * The newest section that names an object wins. In a hybrid file the table's in-use entries come first, then the
 * stream that XRefStm points to, and only then the table's free entries: an object that old readers must not see is marked free in
 * the table and stands in the stream.
 *
 * Every count and offset is checked; one oddity makes the whole table unusable (NULL), never half used.
 */
#include "document/pdf_xref.h"

#include <stdlib.h>
#include <string.h>

enum {
    OBJECTS_MAX = 4 << 20,   /* 4 million objects, 48 MB of entries; published reports have up to 25,000 */
    SECTIONS_MAX = 1024,     /* incremental updates */
    TAIL = 2048,             /* where startxref may stand */
    WIDTH_MAX = 8            /* bytes of one field */
};

struct po_pdf_xref {
    po_arena *arena;
    const char *data;
    size_t size;
    po_pdf_decode decode;
    void *context;
    po_pdf_parser parser;
    po_pdf_entry *entries;
    uint32_t count, capacity;
    size_t done[SECTIONS_MAX]; /* offsets of sections read */
    size_t done_count;
};

typedef struct section {
    int64_t previous, stream; /* Prev and XRefStm, or -1 */
} section;

uint32_t po_pdf_xref_size(const po_pdf_xref *xref) {
    return xref->count;
}

po_pdf_entry po_pdf_xref_find(const po_pdf_xref *xref, uint32_t number) {
    return number < xref->count ? xref->entries[number] : (po_pdf_entry){0};
}

static bool grow(po_pdf_xref *xref, uint32_t number) {
    if (number >= OBJECTS_MAX) {
        return false;
    }
    if (number >= xref->capacity) {
        uint32_t capacity = xref->capacity ? xref->capacity : 1024;
        while (capacity <= number) {
            capacity *= 2;
        }
        po_pdf_entry *entries = PO_NEW_ARRAY(xref->arena, po_pdf_entry, capacity);
        if (xref->count) {
            memcpy(entries, xref->entries, xref->count * sizeof *entries);
        }
        xref->entries = entries;
        xref->capacity = capacity;
    }
    if (number >= xref->count) {
        xref->count = number + 1;
    }
    return true;
}

/* Notes where an object is, unless a newer section said so already. */
static bool note(po_pdf_xref *xref, int64_t number, po_pdf_where where, uint64_t value, uint64_t index) {
    if (number < 0 || number >= OBJECTS_MAX || value > UINT32_MAX || index > UINT32_MAX ||
        !grow(xref, (uint32_t)number)) {
        return false;
    }
    po_pdf_entry *entry = &xref->entries[number];
    if (entry->where == PO_PDF_UNKNOWN) {
        *entry = (po_pdf_entry){.value = (uint32_t)value, .index = (uint32_t)index, .where = (uint8_t)where};
    }
    return true;
}

static int64_t integer_key(const po_pdf_object *dictionary, const char *key, int64_t fallback) {
    const po_pdf_object *value = po_pdf_key(dictionary, key);
    return value->type == PO_PDF_INTEGER ? value->as.integer : fallback;
}

static bool next_integer(po_pdf_lexer *lexer, int64_t *ret_integer) {
    po_pdf_token token;
    if (po_pdf_lexer_next(lexer, &token) != PO_PDF_TOKEN_INTEGER || token.integer < 0) {
        return false;
    }
    *ret_integer = token.integer;
    return true;
}

/* One entry of a table: "0000012345 00000 n". Free ones are noted in a second pass only. */
static bool read_table_entry(po_pdf_xref *xref, po_pdf_lexer *lexer, int64_t number, bool frees) {
    int64_t offset, generation;
    po_pdf_token token;
    if (!next_integer(lexer, &offset) || !next_integer(lexer, &generation) ||
        po_pdf_lexer_next(lexer, &token) != PO_PDF_TOKEN_WORD || token.size != 1 ||
        (token.bytes[0] != 'n' && token.bytes[0] != 'f')) {
        return false;
    }
    bool is_free = token.bytes[0] == 'f' || offset == 0; /* offset 0 is never an object: a common slip */
    if (is_free != frees) {
        return true;
    }
    return note(xref, number, is_free ? PO_PDF_FREE : PO_PDF_AT_OFFSET, (uint64_t)offset,
                (uint64_t)generation);
}

/* The subsections of a table, up to and with the word "trailer". */
static bool read_table(po_pdf_xref *xref, po_pdf_lexer *lexer, bool frees) {
    po_pdf_token token;
    while (po_pdf_lexer_next(lexer, &token) == PO_PDF_TOKEN_INTEGER) {
        int64_t first = token.integer, count;
        if (!next_integer(lexer, &count) || first < 0 || first + count > OBJECTS_MAX) {
            return false;
        }
        for (int64_t i = 0; i < count; i++) {
            if (!read_table_entry(xref, lexer, first + i, frees)) {
                return false;
            }
        }
    }
    return po_pdf_token_is(&token, "trailer");
}

typedef struct layout {
    uint8_t width[3];
    size_t entry; /* bytes of an entry */
} layout;

static bool read_layout(const po_pdf_object *dictionary, layout *ret_layout) {
    const po_pdf_object *widths = po_pdf_key(dictionary, "W");
    if (widths->type != PO_PDF_ARRAY || widths->count < 3) {
        return false;
    }
    *ret_layout = (layout){0};
    for (size_t i = 0; i < 3; i++) {
        const po_pdf_object *width = &widths->as.items[i];
        if (width->type != PO_PDF_INTEGER || width->as.integer < 0 || width->as.integer > WIDTH_MAX) {
            return false;
        }
        ret_layout->width[i] = (uint8_t)width->as.integer;
        ret_layout->entry += ret_layout->width[i];
    }
    return ret_layout->entry > 0;
}

static uint64_t read_field(const unsigned char **bytes, uint8_t width, uint64_t fallback) {
    uint64_t value = width ? 0 : fallback;
    for (uint8_t i = 0; i < width; i++) {
        value = value << 8 | *(*bytes)++;
    }
    return value;
}

static bool note_stream_entry(po_pdf_xref *xref, const layout *as, const unsigned char *bytes, int64_t number) {
    uint64_t type = read_field(&bytes, as->width[0], 1);
    uint64_t value = read_field(&bytes, as->width[1], 0);
    uint64_t index = read_field(&bytes, as->width[2], 0);
    switch (type) {
    case 0:
        return note(xref, number, PO_PDF_FREE, 0, 0);
    case 1:
        return note(xref, number, value ? PO_PDF_AT_OFFSET : PO_PDF_FREE, value, index);
    case 2:
        return note(xref, number, PO_PDF_IN_STREAM, value, index);
    default:
        return true; /* reserved: as if it were not there (7.5.8.3) */
    }
}

/* The subsections of a stream, as pairs in Index or one from 0 to Size. */
static bool read_entries(po_pdf_xref *xref, const po_pdf_object *dictionary, const char *data, size_t size) {
    layout as;
    if (!read_layout(dictionary, &as)) {
        return false;
    }
    po_pdf_object whole[2] = {{.type = PO_PDF_INTEGER},
                              {.type = PO_PDF_INTEGER, .as.integer = integer_key(dictionary, "Size", -1)}};
    const po_pdf_object *index = po_pdf_key(dictionary, "Index");
    const po_pdf_object *pairs = index->type == PO_PDF_ARRAY ? index->as.items : whole;
    size_t pair_count = index->type == PO_PDF_ARRAY ? index->count / 2 : 1, at = 0;
    for (size_t i = 0; i < pair_count; i++) {
        const po_pdf_object *first = &pairs[2 * i], *count = first + 1;
        if (first->type != PO_PDF_INTEGER || count->type != PO_PDF_INTEGER || count->as.integer < 0 ||
            (uint64_t)count->as.integer > (size - at) / as.entry) {
            return false;
        }
        for (int64_t n = 0; n < count->as.integer; n++, at += as.entry) {
            if (!note_stream_entry(xref, &as, (const unsigned char *)data + at, first->as.integer + n)) {
                return false;
            }
        }
    }
    return true;
}

/* The bytes between "stream" and the end given by Length, which must be direct here. */
static bool stream_bytes(const po_pdf_xref *xref, const po_pdf_lexer *lexer, const po_pdf_object *dictionary,
                         const char **ret_bytes, size_t *ret_size) {
    size_t at = lexer->at;
    while (at < xref->size && po_pdf_space((unsigned char)xref->data[at])) {
        at++;
    }
    int64_t length = integer_key(dictionary, "Length", -1);
    if (xref->size - at < 8 || memcmp(xref->data + at, "stream", 6) != 0 || length < 0) {
        return false;
    }
    at += 6;
    at += xref->data[at] == '\r';
    at += xref->data[at] == '\n';
    if ((uint64_t)length > xref->size - at) {
        return false;
    }
    *ret_bytes = xref->data + at;
    *ret_size = (size_t)length;
    return true;
}

static bool read_stream_section(po_pdf_xref *xref, po_pdf_lexer *lexer, section *ret_section) {
    enum { ENTRY_MAX = 3 * WIDTH_MAX };
    int64_t number, generation;
    po_pdf_token token;
    po_pdf_object dictionary;
    const char *bytes;
    size_t size, decoded_size;
    if (!next_integer(lexer, &number) || !next_integer(lexer, &generation) ||
        po_pdf_lexer_next(lexer, &token) != PO_PDF_TOKEN_WORD || !po_pdf_token_is(&token, "obj") ||
        !po_pdf_parse(&xref->parser, lexer, &dictionary) ||
        !po_pdf_is_name(po_pdf_key(&dictionary, "Type"), "XRef") ||
        !stream_bytes(xref, lexer, &dictionary, &bytes, &size)) {
        return false;
    }
    char *decoded = xref->decode(xref->context, &dictionary, bytes, size, (size_t)OBJECTS_MAX * ENTRY_MAX,
                                 &decoded_size);
    if (!decoded) {
        return false;
    }
    bool sound = read_entries(xref, &dictionary, decoded, decoded_size);
    free(decoded);
    *ret_section = (section){integer_key(&dictionary, "Prev", -1), -1};
    return sound;
}

static bool read_section(po_pdf_xref *xref, int64_t offset, section *ret_section);

static bool read_table_section(po_pdf_xref *xref, po_pdf_lexer *lexer, section *ret_section) {
    po_pdf_lexer start = *lexer;
    po_pdf_object trailer;
    if (!read_table(xref, lexer, false) || !po_pdf_parse(&xref->parser, lexer, &trailer) ||
        trailer.type != PO_PDF_DICTIONARY) {
        return false;
    }
    section hidden;
    int64_t stream = integer_key(&trailer, "XRefStm", -1);
    if (stream >= 0 && !read_section(xref, stream, &hidden)) {
        return false;
    }
    *ret_section = (section){integer_key(&trailer, "Prev", -1), stream};
    return read_table(xref, &start, true);
}

/* Reads the section at `offset`. The stream of a hybrid section is one level deeper, and a stream has none: so
 * the recursion ends there (`done` ends it for hostile files). */
static bool read_section(po_pdf_xref *xref, int64_t offset, section *ret_section) {
    if (offset < 0 || (uint64_t)offset >= xref->size || xref->done_count == SECTIONS_MAX) {
        return false;
    }
    for (size_t i = 0; i < xref->done_count; i++) {
        if (xref->done[i] == (size_t)offset) {
            return false;
        }
    }
    xref->done[xref->done_count++] = (size_t)offset;
    po_pdf_lexer lexer;
    po_pdf_lexer_init_constant(&lexer, xref->data, xref->size, xref->arena);
    lexer.at = (size_t)offset;
    po_pdf_lexer ahead = lexer;
    po_pdf_token token;
    po_pdf_lexer_next(&ahead, &token);
    if (po_pdf_token_is(&token, "xref")) {
        return read_table_section(xref, &ahead, ret_section);
    }
    return token.kind == PO_PDF_TOKEN_INTEGER && read_stream_section(xref, &lexer, ret_section);
}

/* The offset after the last "startxref", or -1. */
static int64_t find_start(const char *data, size_t size) {
    static const char word[] = "startxref";
    size_t tail = size < TAIL ? size : TAIL;
    const char *found = NULL, *from = data + size - tail;
    for (size_t left = tail; left >= sizeof word - 1;) {
        const char *next = memmem(from, left, word, sizeof word - 1);
        if (!next) {
            break;
        }
        found = next;
        left -= (size_t)(next + 1 - from);
        from = next + 1;
    }
    if (!found) {
        return -1;
    }
    po_pdf_lexer lexer;
    po_pdf_lexer_init_constant(&lexer, data, size, NULL);
    lexer.at = (size_t)(found - data) + sizeof word - 1;
    while (lexer.at < size && po_pdf_space((unsigned char)data[lexer.at])) {
        lexer.at++;
    }
    if (lexer.at >= size || data[lexer.at] < '0' || data[lexer.at] > '9') {
        return -1;
    }
    po_pdf_token token;
    po_pdf_lexer_next(&lexer, &token);
    return token.kind == PO_PDF_TOKEN_INTEGER ? token.integer : -1;
}

po_pdf_xref *po_pdf_xref_read(po_arena *arena, const char *data, size_t size, po_pdf_decode decode,
                              void *context) {
    po_pdf_xref *xref = PO_NEW(arena, po_pdf_xref);
    *xref = (po_pdf_xref){.arena = arena, .data = data, .size = size, .decode = decode, .context = context};
    po_pdf_parser_init(&xref->parser, arena);
    section next = {find_start(data, size), -1};
    bool sound = next.previous >= 0;
    while (sound && next.previous >= 0) {
        sound = read_section(xref, next.previous, &next);
    }
    po_pdf_parser_finish(&xref->parser);
    return sound && xref->count ? xref : NULL;
}
