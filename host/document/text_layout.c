/* SPDX-License-Identifier: Apache-2.0
 *
 * Laid-out text to words with places.
 *
 * Bounds: a page of more than PO_GEOMETRY_WORDS_MAX words is handed on in parts; a word of more than WORD_MAX bytes is cut; columns past
 * PO_GEOMETRY_FAR are one. Tabs go to the next multiple of eight.
 */
#include "document/text_layout.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/geometry.h"
#include "document/table_join.h"
#include "document/word_cuts.h"

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

/* Does this byte begin a character? */
static bool begins_letter(char c) {
    return ((unsigned char)c & 0xC0) != 0x80;
}

static size_t width_of(const char *text, size_t size) {
    size_t width = 0;
    for (size_t i = 0; i < size; i++) {
        width += begins_letter(text[i]);
    }
    return width;
}

static void add_part(layout *in, const char *text, size_t size, double column, size_t width, float y) {
    if (in->page.word_count < PO_GEOMETRY_WORDS_MAX) {
        in->words[in->page.word_count++] =
            (po_geometry_word){text, (uint32_t)size, (float)column, (float)(column + (double)width), y};
    }
}

static void add_long_word(layout *in, const char *text, size_t size, double column, float y) {
    while (size) {
        size_t part = size < WORD_MAX ? size : WORD_MAX;
        while (part < size && !begins_letter(text[part])) {
            part--;
        }
        size_t width = width_of(text, part);
        add_part(in, text, part, column, width, y);
        column += (double)width;
        text += part;
        size -= part;
    }
}

/* The end of the spaces that begin at `at`: most of a laid-out page. */
static size_t spaces_end(const layout *in, size_t at) {
    static const char spaces[] = "        ";
    while (at + 8 <= in->size && memcmp(in->data + at, spaces, 8) == 0) {
        at += 8;
    }
    while (at < in->size && in->data[at] == ' ') {
        at++;
    }
    return at;
}

/* The end of the word that begins at `at`, and how many characters it has. */
static size_t word_end(const layout *in, size_t at, size_t *ret_width) {
    size_t width = 0;
    for (; at < in->size && !is_white((unsigned char)in->data[at]); at++) {
        width += begins_letter(in->data[at]);
    }
    *ret_width = width;
    return at;
}

/* Takes one line's words from `at` up to its end or until the page is full; returns where it stopped. `column` goes on. */
static size_t take_words(layout *in, size_t at, double *column, float y) {
    const char *data = in->data;
    while (at < in->size && data[at] != '\n' && data[at] != '\f' && in->page.word_count < PO_GEOMETRY_WORDS_MAX - 4096) {
        size_t end = at + 1, width = 0;
        if (data[at] == ' ') {
            end = spaces_end(in, end);
            width = end - at;
        } else if (data[at] == '\t') {
            *column = 8 * floor(*column / 8 + 1);
        } else if (!is_white((unsigned char)data[at])) {
            end = word_end(in, at, &width);
            if (end - at < WORD_MAX) {
                add_part(in, data + at, end - at, *column, width, y);
            } else {
                add_long_word(in, data + at, end - at, *column, y);
            }
        }
        *column += (double)width;
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
    in.words = malloc(PO_GEOMETRY_WORDS_MAX * sizeof *in.words); /* most is never touched */
    if (!in.words) {
        po_out_of_memory(PO_GEOMETRY_WORDS_MAX * sizeof *in.words);
    }
    in.page.scale = scale;
    in.geometry = po_geometry_create(document, options ? options->hints : NULL, 0);
    survey_all(&in);
    read_all(&in);
    po_geometry_end(in.geometry);
    document->pages = in.pages;
    po_tables_number(document);
    po_word_cuts_resolve(document);
    po_geometry_destroy(in.geometry);
    free(in.words);
    po_buffer_finish(&clean);
    return PO_OK;
}

const po_reader po_reader_layout_text = {"text/plain", "laid-out text", recognise, read_layout};
