/* SPDX-License-Identifier: Apache-2.0
 *
 * Prints every block of a document as one line of JSON each, for comparing the readers with other programs
 * (judge_cells.py) and for looking at what a form will see.
 *
 * usage: dump_blocks [--raw] [--time N] FILE
 * --raw: tables as the file's structure has them, before parts are joined (PDF only).
 * --time N: reads the file N times, prints the shortest time in seconds and nothing else.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/limits.h"
#include "document/pdf_reader.h"

static void write_cell(po_json *json, const po_cell *cell) {
    static const char *const kinds[] = {NULL, "number", "percent", "date", "boolean", "error"};
    po_json_begin_object(json);
    po_json_member(json, "text", cell->text);
    po_json_member_integer(json, "column", cell->column);
    po_json_member_integer(json, "column_span", cell->column_span);
    po_json_member_integer(json, "row_span", cell->row_span);
    po_json_member_bool(json, "header", cell->header);
    if (cell->at_count && cell->at[0].sheet) {
        po_json_member_integer(json, "row", cell->at[0].row);
    }
    po_json_member_if(json, "kind", kinds[cell->kind]);
    if (cell->hidden) {
        po_json_member_bool(json, "hidden", true);
    }
    po_json_key(json, "pages");
    po_json_begin_array(json);
    for (uint32_t i = 0; i < cell->at_count; i++) {
        po_json_integer(json, cell->at[i].page);
    }
    po_json_end_array(json);
    po_json_member_if(json, "doubt", cell->doubt);
    po_json_end_object(json);
}

static void flush(po_buffer *out) {
    fputs(po_buffer_text(out), stdout);
    po_buffer_clear(out);
}

/* Row by row, so that a long table takes no more memory here than in its reader. */
static void write_rows(po_json *json, po_buffer *out, const po_table *table) {
    po_table_cursor cursor;
    po_table_cursor_init(&cursor, table);
    for (const po_row *row; (row = po_table_cursor_next(&cursor));) {
        po_json_begin_array(json);
        for (uint32_t c = 0; c < row->cell_count; c++) {
            write_cell(json, &row->cells[c]);
        }
        po_json_end_array(json);
        flush(out);
    }
}

static void write_table(po_json *json, po_buffer *out, const po_table *table) {
    po_json_member_integer(json, "number", table->number);
    po_json_member_integer(json, "parent", table->parent_table);
    po_json_member_integer(json, "columns", table->columns);
    po_json_member_integer(json, "last_page", table->last_page);
    po_json_member_if(json, "sheet", table->sheet);
    po_json_key(json, "rows");
    po_json_begin_array(json);
    write_rows(json, out, table);
    po_json_end_array(json);
    if (po_table_failure(table)) {
        po_json_member(json, "failure", po_table_failure(table)->text);
    }
}

static void write_block(po_buffer *out, const po_block *block) {
    static const char *const kinds[] = {"heading", "paragraph", "list_item", "table"};
    po_json json;
    po_json_init(&json, out, false);
    po_json_begin_object(&json);
    po_json_member(&json, "kind", kinds[block->kind]);
    po_json_member_integer(&json, "level", block->level);
    po_json_member_integer(&json, "page", block->at.page);
    po_json_member_if(&json, "doubt", block->doubt);
    if (block->table) {
        write_table(&json, out, block->table);
    } else {
        po_json_member(&json, "text", block->text);
    }
    po_json_end_object(&json);
    po_buffer_add_char(out, '\n');
}

static void print_document(const po_document *document) {
    po_buffer out = {0};
    for (size_t i = 0; i < document->blocks.count; i++) {
        write_block(&out, &document->blocks.items[i]);
        flush(&out);
    }
    po_buffer_finish(&out);
    for (size_t i = 0; i < document->diagnostics.list.count; i++) {
        const po_diagnostic *each = &document->diagnostics.list.items[i];
        fprintf(stderr, "%s: %s [%s]\n", po_severity_name(each->severity), each->text, each->code);
    }
}

/* Asks for every row of every table, as a form does. */
static uint64_t take_rows(const po_document *document) {
    uint64_t cells = 0;
    for (size_t i = 0; i < document->blocks.count; i++) {
        po_table_cursor cursor;
        if (document->blocks.items[i].table) {
            po_table_cursor_init(&cursor, document->blocks.items[i].table);
            for (const po_row *row; (row = po_table_cursor_next(&cursor));) {
                cells += row->cell_count;
            }
        }
    }
    return cells;
}

static po_status read_once(const char *data, size_t size, const char *path, bool raw, po_document *document,
                           po_error *err) {
    const uint8_t *bytes = (const uint8_t *)data;
    const po_reader *reader = po_reader_find(bytes, size, po_path_base(path), err);
    if (!reader) {
        return err->status;
    }
    if (reader == &po_reader_pdf) {
        po_pdf_options options = {.no_join = raw, .leave = false};
        return po_pdf_read(bytes, size, &options, document, err);
    }
    po_read_options options = {0};
    return reader->read(bytes, size, &options, document, err);
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void measure(const char *data, size_t size, const char *path, int times) {
    double best = 1e9;
    for (int i = 0; i < times; i++) {
        po_error err = {0};
        double start = seconds();
        po_document *document = po_document_create();
        po_status status = read_once(data, size, path, false, document, &err);
        uint64_t cells = status == PO_OK ? take_rows(document) : 0;
        po_document_destroy(document);
        double took = seconds() - start;
        best = status == PO_OK && took < best && cells < UINT64_MAX ? took : best;
    }
    printf("%.4f\n", best);
}

int main(int argc, char **argv) {
    bool raw = argc > 2 && strcmp(argv[1], "--raw") == 0;
    bool timed = argc > 3 && strcmp(argv[1], "--time") == 0;
    const char *path = argv[argc - 1];
    if (argc < 2) {
        fputs("usage: dump_blocks [--raw] [--time N] FILE\n", stderr);
        return 2;
    }
    po_arena *arena = po_arena_create();
    po_document *document = po_document_create();
    po_error err = {0};
    char *data = NULL;
    size_t size = 0;
    po_status status = po_file_read(arena, path, PO_LIMIT_DOCUMENT_BYTES, &data, &size, &err);
    if (status == PO_OK && timed) {
        measure(data, size, path, (int)strtol(argv[2], NULL, 10));
    } else if (status == PO_OK) {
        status = read_once(data, size, path, raw, document, &err);
        if (status == PO_OK) {
            print_document(document);
        }
    }
    if (status != PO_OK) {
        fprintf(stderr, "%s: %s\n", path, err.text);
    }
    po_document_destroy(document);
    po_arena_destroy(arena);
    return status == PO_OK ? 0 : 1;
}
