/* SPDX-License-Identifier: Apache-2.0
 *
 * Laid-out text to words with places.
 *
 * Bounds: a page of more than PO_GEOMETRY_WORDS_MAX words is handed on in parts; a word of more than WORD_MAX bytes is cut; columns past
 * PO_GEOMETRY_FAR are one. Tabs go to the next multiple of eight.
 */
#include "document/text_layout.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/geometry.h"
#include "document/table_join.h"

enum {
    SAMPLE = 64 << 10,    /* looked at to recognise the format */
    GAP = 3,              /* spaces */
    GAP_LINES = 8,        /* lines with gaps that are many, and one in so many: */
    GAP_PART = 5,
    WORD_MAX = 64 << 10,
    MARGIN_LINES = 3      /* surveyed at the top and bottom of a page */
};

/* ---- recognising ---- */

typedef struct sample {
    size_t lines, gaps, feeds, controls;
} sample;

static sample look(const uint8_t *data, size_t size) {
    sample seen = {0};
    size_t spaces = 0;
    bool text = false, gap = false;
    for (size_t i = 0; i < size; i++) {
        uint8_t c = data[i];
        if (c == '\n' || c == '\f') {
            seen.lines += text;
            seen.gaps += gap;
            seen.feeds += c == '\f';
            text = gap = false;
            spaces = 0;
        } else if (c == ' ') {
            spaces++;
        } else if (c == '\t' || c == '\r') {
            spaces = 0;
        } else {
            seen.controls += c < 0x20 || c == 0x7F;
            gap = gap || (text && spaces >= GAP);
            text = true;
            spaces = 0;
        }
    }
    return seen;
}

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    (void)name;
    size_t head = size < SAMPLE ? size : SAMPLE;
    sample seen = look(data, head);
    if (seen.controls || seen.lines == 0 || data[0] == '%' || data[0] == '<' || data[0] == '{') {
        return false;
    }
    if (head < size && !memchr(data, '\n', head)) {
        return false;
    }
    return seen.feeds > 0 || (seen.gaps >= GAP_LINES && seen.gaps * GAP_PART >= seen.lines);
}

/* ---- reading ---- */

typedef struct layout {
    po_geometry *geometry;
    const char *data;
    size_t size, at;
    po_geometry_word *words;
    po_geometry_page page;
    uint32_t line; /* of the file, from 1 */
    uint32_t pages;
} layout;

static const po_geometry_scale scale = {.gap = 2, .join = 1, .pitch = 1, .same = 0, .letter = 1};

static bool is_white(unsigned char c) {
    return c <= 0x20 || c == 0x7F;
}

/* Characters of a word: bytes that begin one. */
static size_t width_of(const char *text, size_t size) {
    size_t width = 0;
    for (size_t i = 0; i < size; i++) {
        width += ((unsigned char)text[i] & 0xC0) != 0x80;
    }
    return width;
}

static void add_word(layout *in, const char *text, size_t size, double column, float y) {
    while (size) {
        size_t part = size < WORD_MAX ? size : WORD_MAX;
        while (part < size && ((unsigned char)text[part] & 0xC0) == 0x80) {
            part--;
        }
        size_t width = width_of(text, part);
        if (in->page.word_count < PO_GEOMETRY_WORDS_MAX) {
            in->words[in->page.word_count++] = (po_geometry_word){
                text, (uint32_t)part, (float)column, (float)(column + (double)width), y};
        }
        column += (double)width;
        text += part;
        size -= part;
    }
}

/* Takes one line's words from `at` up to its end or until the page is full; returns where it stopped. `column` goes on. */
static size_t take_words(layout *in, size_t at, double *column, float y) {
    const char *data = in->data;
    while (at < in->size && data[at] != '\n' && data[at] != '\f' && in->page.word_count < PO_GEOMETRY_WORDS_MAX - 4096) {
        unsigned char c = (unsigned char)data[at];
        if (is_white(c)) {
            *column = c == '\t' ? 8 * floor(*column / 8 + 1) : *column + (c == ' ');
            at++;
            continue;
        }
        size_t end = at;
        while (end < in->size && !is_white((unsigned char)data[end])) {
            end++;
        }
        add_word(in, data + at, end - at, *column, y);
        *column += (double)width_of(data + at, end - at);
        at = end;
    }
    return at;
}

static void begin_page(layout *in) {
    in->page.word_count = 0;
    in->page.first_line = in->line;
    in->page.words = in->words;
}

static void read_page(layout *in) {
    if (in->page.word_count) {
        po_geometry_read(in->geometry, &in->page);
    }
    begin_page(in);
}

static void read_all(layout *in) {
    double column = 0;
    in->at = 0;
    in->line = 1;
    in->page.number = 1;
    begin_page(in);
    while (in->at < in->size) {
        in->at = take_words(in, in->at, &column, (float)(in->line - in->page.first_line));
        char c = in->at < in->size ? in->data[in->at] : '\0';
        if (c == '\n') {
            in->line++;
            in->at++;
            column = 0;
        } else if (c == '\f') {
            in->at++;
            column = 0;
            read_page(in);
            in->page.number += in->page.number < PO_LIMIT_PAGES;
        } else {
            read_page(in); /* full */
        }
    }
    read_page(in);
    in->pages = in->page.number;
}

/* ---- the survey ---- */

/* The lines at the edges of the page [from, to). */
static void survey_page(layout *in, size_t from, size_t to) {
    size_t line_starts[2 * MARGIN_LINES], count = 0, at = from;
    const char *data = in->data;
    while (at < to && count < MARGIN_LINES) {
        const char *end = memchr(data + at, '\n', to - at);
        size_t stop = end ? (size_t)(end - data) : to, text = at;
        while (text < stop && is_white((unsigned char)data[text])) {
            text++;
        }
        if (text < stop) {
            line_starts[count++] = at;
        }
        at = stop + 1;
    }
    size_t top = count, end = to;
    while (end > at && count < top + MARGIN_LINES) {
        const char *start = memrchr(data + at, '\n', end - at);
        size_t begin = start ? (size_t)(start - data) + 1 : at, text = begin;
        while (text < end && is_white((unsigned char)data[text])) {
            text++;
        }
        if (text < end) {
            line_starts[count++] = begin;
        }
        end = start ? (size_t)(start - data) : at;
    }
    in->page.word_count = 0;
    in->page.words = in->words;
    size_t size = in->size;
    in->size = to;
    for (size_t i = 0; i < count; i++) {
        double column = 0;
        size_t index = i < top ? i : count - 1 - (i - top);
        (void)take_words(in, line_starts[index], &column, (float)i);
    }
    in->size = size;
    if (in->page.word_count) {
        po_geometry_survey(in->geometry, &in->page);
    }
}

static void survey_all(layout *in) {
    for (size_t at = 0; at < in->size;) {
        const char *feed = memchr(in->data + at, '\f', in->size - at);
        size_t end = feed ? (size_t)(feed - in->data) : in->size;
        if (end > at) {
            survey_page(in, at, end);
        }
        at = end + 1;
    }
}

static po_status read_layout(const uint8_t *data, size_t size, const po_read_options *options, po_document *document,
                             po_error *err) {
    (void)err;
    po_buffer clean = {0};
    layout in = {.data = (const char *)data, .size = size};
    document->media_type = "text/plain";
    if (!po_utf8_valid(in.data, in.size)) {
        po_utf8_append_clean(&clean, in.data, in.size);
        in.data = po_buffer_text(&clean);
        in.size = clean.size;
        po_diagnose(&document->diagnostics, PO_WARNING, "TXT-001", NULL, NULL,
                    "this text is not UTF-8 throughout; letters that could not be read show as \xEF\xBF\xBD");
    }
    po_arena *arena = po_arena_create();
    in.words = PO_NEW_ARRAY(arena, po_geometry_word, PO_GEOMETRY_WORDS_MAX);
    in.page.scale = scale;
    in.geometry = po_geometry_create(document, options ? options->hints : NULL, 0);
    survey_all(&in);
    read_all(&in);
    po_geometry_end(in.geometry);
    document->pages = in.pages;
    po_tables_number(document);
    po_geometry_destroy(in.geometry);
    po_arena_destroy(arena);
    po_buffer_finish(&clean);
    return PO_OK;
}

const po_reader po_reader_layout_text = {"text/plain", "laid-out text", recognise, read_layout};
