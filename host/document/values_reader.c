/* SPDX-License-Identifier: Apache-2.0
 *
 * libcsv, fed line by line, so that each feeding makes one row and its number is known.
 *
 * Trap: libcsv passes over blank lines without a word; they are counted here.
 */
#include "document/values_reader.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/row_batch.h"
#include "document/sheet_blocks.h"
#include "document/sheet_notes.h"
#include "document/sheet_value.h"
#include "document/values_lines.h"
#include "document/values_shape.h"

typedef struct values {
    po_document *document;
    po_values_shape shape;
    po_values_lines lines;
    struct csv_parser parser;
    po_row_batch *batch;
    po_sheet_notes notes;
    size_t mended;       /* cells that were not UTF-8 */
    uint32_t row;        /* number of the row under way, or of the last */
    uint32_t column;     /* of the last value */
    size_t record_bytes; /* of the row under way; 0: none is */
    bool ended;
} values;

static const char longer[] = "longer than a cell can be; only its beginning was read";

/* ---- libcsv's events ---- */

/* The letters as UTF-8; `size` is of the beginning that is read. */
static const char *decode(values *at, const char *text, size_t size) {
    po_arena *arena = po_row_batch_arena(at->batch);
    if (po_utf8_valid(text, size)) {
        return po_sheet_text(arena, text, size, false);
    }
    po_buffer mended = {0};
    for (size_t i = 0; i < size;) {
        po_utf8_append(&mended, po_charset_next((const uint8_t *)text, size, PO_CHARSET_1252, &i));
    }
    const char *squeezed = po_sheet_text(arena, po_buffer_text(&mended), mended.size, false);
    po_buffer_finish(&mended);
    at->mended++;
    return squeezed;
}

static size_t cut(const char *text, size_t size) {
    size_t kept = PO_LIMIT_CELL_BYTES;
    if (size <= kept) {
        return size;
    }
    while (kept && ((unsigned char)text[kept] & 0xC0) == 0x80) {
        kept--;
    }
    return kept;
}

static void begin_row(values *at) {
    if (!po_row_batch_open(at->batch)) {
        at->column = 0;
        po_row_batch_begin(at->batch, ++at->row);
    }
}

static void on_value(void *data, size_t size, void *user) {
    values *at = user;
    begin_row(at);
    if (++at->column > PO_LIMIT_TABLE_COLUMNS) {
        at->notes.beyond += size > 0;
        return;
    }
    const char *text = size ? decode(at, data, cut(data, size)) : "";
    if (!*text) {
        return;
    }
    po_cell *cell = po_row_batch_add(at->batch, at->column);
    cell->text = text;
    if (size > PO_LIMIT_CELL_BYTES) {
        cell->doubt = longer;
        at->notes.cut++;
    }
}

static void on_row(int end, void *user) {
    (void)end;
    values *at = user;
    begin_row(at);
    (void)po_row_batch_end(at->batch);
    at->record_bytes = 0;
}

/* ---- the source ---- */

/* libcsv trims blanks around values, a tab among them: here a tab may be the mark, and blanks are squeezed anyway. */
static int no_blank(unsigned char c) {
    (void)c;
    return 0;
}

static void start_parser(values *at) {
    csv_free(&at->parser);
    if (csv_init(&at->parser, 0) != 0) {
        po_out_of_memory(sizeof at->parser);
    }
    csv_set_delim(&at->parser, (unsigned char)at->shape.mark);
    csv_set_quote(&at->parser, at->shape.quotes ? '"' : 0x7F); /* a character that no such file holds */
    csv_set_space_func(&at->parser, no_blank);
    csv_set_blk_size(&at->parser, 4096);
}

static po_status rewind_values(void *state, po_error *err) {
    values *at = state;
    (void)err;
    po_values_lines_rewind(&at->lines);
    po_row_batch_clear(at->batch);
    start_parser(at);
    at->row = at->column = 0;
    at->record_bytes = 0;
    at->ended = false;
    if (!at->notes.said) {
        at->notes = (po_sheet_notes){0};
        at->mended = 0;
    }
    return PO_OK;
}

static bool is_blank(const char *line, size_t size) {
    return size == 0 || line[0] == '\n' || line[0] == '\r';
}

static po_status refuse_line(const values *at, po_error *err) {
    return po_error_set(
        err, PO_E_LIMIT,
        "row %u has more than %zu MB, as no table has: if a quotation mark is opened there and never closed, close it, "
        "else ask for a new copy",
        at->row + !po_row_batch_open(at->batch), PO_LIMIT_LINE_BYTES >> 20);
}

static po_status parse(values *at, const char *line, size_t size, po_error *err) {
    at->record_bytes += size;
    if (at->record_bytes > PO_LIMIT_LINE_BYTES) {
        return refuse_line(at, err);
    }
    if (csv_parse(&at->parser, line, size, on_value, on_row, at) != size) {
        po_out_of_memory(size); /* the only error outside of strict mode */
    }
    return PO_OK;
}

static po_status take_line(values *at, po_error *err) {
    const char *line = NULL;
    size_t size = 0;
    bool too_long = false;
    if (!po_values_lines_next(&at->lines, &line, &size, &too_long)) {
        at->ended = true;
        (void)csv_fini(&at->parser, on_value, on_row, at);
        return PO_OK;
    }
    if (too_long) {
        return refuse_line(at, err);
    }
    if (at->record_bytes == 0 && is_blank(line, size)) {
        at->row++;
        return PO_OK;
    }
    return parse(at, line, size, err);
}

static void say(values *at) {
    if (at->mended && !at->notes.said) {
        po_diagnose(&at->document->diagnostics, PO_NOTE, "TAB-008", NULL, NULL,
                    "%zu %s not written in UTF-8; read as Windows-1252, which Excel writes: compare names with accents",
                    at->mended, at->mended == 1 ? "value is" : "values are");
    }
    po_sheet_notes_say(&at->notes, NULL, at->document);
}

static po_status next_values(void *state, const po_row **ret_row, po_error *err) {
    values *at = state;
    po_status status = PO_OK;
    *ret_row = po_row_batch_take(at->batch);
    while (status == PO_OK && !*ret_row && !at->ended) {
        if (!po_row_batch_open(at->batch)) {
            po_row_batch_clear(at->batch);
        }
        status = take_line(at, err);
        *ret_row = status == PO_OK ? po_row_batch_take(at->batch) : NULL;
    }
    if (status == PO_OK && !*ret_row) {
        say(at);
    }
    return status;
}

static void destroy_values(void *state) {
    values *at = state;
    csv_free(&at->parser);
    po_values_lines_finish(&at->lines);
    po_row_batch_destroy(at->batch);
    free(at);
}

static const po_row_source_class values_class = {rewind_values, next_values, destroy_values};

/* ---- the reader ---- */

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    po_values_shape shape;
    return po_values_shape_find(data, size, name, &shape);
}

static void say_shape(const po_values_shape *shape, po_document *document) {
    if (!shape->quotes) {
        po_diagnose(&document->diagnostics, PO_NOTE, "TAB-009", NULL, NULL,
                    "quotation marks in this file do not close where a value ends; they were read as letters");
    }
}

static po_status read_values(const uint8_t *data, size_t size, const po_read_options *options, po_document *document,
                             po_error *err) {
    (void)options;
    po_values_shape shape = {.mark = ',', .quotes = true};
    if (!po_values_shape_find(data, size, NULL, &shape)) { /* then it was its name that told */
        (void)po_values_shape_find(data, size, ".csv", &shape);
    }
    document->media_type = shape.mark == '\t' ? "text/tab-separated-values" : "text/csv";
    say_shape(&shape, document);
    po_table *table = po_sheet_blocks_add(document, NULL, false);
    values *at = calloc(1, sizeof *at);
    if (!at) {
        po_out_of_memory(sizeof *at);
    }
    at->document = document;
    at->shape = shape;
    po_values_lines_init(&at->lines, data, size);
    at->batch = po_row_batch_create(table->number, NULL);
    table->columns = shape.columns;
    table->source = po_row_source_create(document, &values_class, at);
    return po_sheet_blocks_check(document, "text file of values", err);
}

const po_reader po_reader_values = {"text/csv", "text file of values", recognise, read_values};
