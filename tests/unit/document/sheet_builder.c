/* SPDX-License-Identifier: Apache-2.0
 *
 * A small writer of workbooks on the writer of Word files, and the print of streamed tables.
 */
#include "sheet_builder.h"

#include <string.h>

#include "base/text.h"
#include "document/reader.h"

docx_builder *sheet_builder_create(void) {
    docx_builder *builder = docx_builder_create_empty();
    docx_builder_part(builder, "_rels/.rels", RELATIONSHIPS(RELATIONSHIP("r1", "officeDocument", "xl/workbook.xml")));
    docx_builder_part(builder, "xl/workbook.xml",
                      "<workbook xmlns=\"" S_SPACE "\" xmlns:r=\"" R_SPACE
                      "\"><sheets><sheet name=\"Data\" sheetId=\"1\" "
                      "r:id=\"rId1\"/></sheets></workbook>");
    docx_builder_part(builder, "xl/_rels/workbook.xml.rels",
                      RELATIONSHIPS(RELATIONSHIP("rId1", "worksheet", "worksheets/sheet1.xml")
                                        RELATIONSHIP("rId2", "styles", "styles.xml")));
    return builder;
}

void sheet_builder_styles(docx_builder *builder, const char *inner) {
    po_buffer xml = {0};
    po_buffer_printf(&xml, "<styleSheet xmlns=\"" S_SPACE "\">%s</styleSheet>", inner);
    docx_builder_part(builder, "xl/styles.xml", po_buffer_text(&xml));
    po_buffer_finish(&xml);
}

static void add_column(po_buffer *out, uint32_t column) {
    char letters[8];
    size_t at = sizeof letters;
    for (; column; column = (column - 1) / 26) {
        letters[--at] = (char)('A' + (column - 1) % 26);
    }
    po_buffer_add(out, letters + at, sizeof letters - at);
}

static void add_cell(po_buffer *out, const po_cell *cell) {
    po_buffer_add_char(out, ' ');
    cr_expect_eq(cell->at_count, 1);
    cr_expect_eq(cell->at->column, cell->column + 1);
    add_column(out, cell->at->column);
    po_buffer_add_char(out, '=');
    for (const char *p = cell->text; *p; p++) {
        po_buffer_add_char(out, *p == '\n' ? '/' : *p);
    }
    if (cell->kind != PO_CELL_TEXT) {
        po_buffer_add_char(out, "tnpdbe"[cell->kind]);
    }
    if (cell->column_span > 1 || cell->row_span > 1) {
        po_buffer_printf(out, "(%ux%u)", cell->column_span, cell->row_span);
    }
    po_buffer_add_text(out, cell->hidden ? "~" : "");
    po_buffer_add_text(out, cell->doubt ? "?" : "");
}

static void add_rows(po_buffer *out, po_table_cursor *cursor) {
    for (const po_row *row; (row = po_table_cursor_next(cursor));) {
        po_buffer_printf(out, "%u:", row->cells[0].at->row);
        for (uint32_t i = 0; i < row->cell_count; i++) {
            add_cell(out, &row->cells[i]);
        }
        po_buffer_add_char(out, '\n');
    }
}

static void add_table(po_buffer *out, const po_table *table) {
    po_buffer again = {0};
    po_table_cursor cursor;
    po_buffer_add_text(out, table->hidden ? "T hidden\n" : "T\n");
    size_t start = out->size;
    po_table_cursor_init(&cursor, table);
    add_rows(out, &cursor);
    po_table_cursor_rewind(&cursor);
    add_rows(&again, &cursor);
    cr_expect_str_eq(po_buffer_text(&again), po_buffer_text(out) + (out->size ? start : 0));
    po_buffer_finish(&again);
    if (po_table_failure(table)) {
        po_buffer_printf(out, "failure: %s\n", po_table_failure(table)->text);
    }
}

static void add_blocks(po_buffer *out, const po_document *document) {
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_block *block = &document->blocks.items[i];
        if (block->table) {
            add_table(out, block->table);
        } else {
            po_buffer_printf(out, "H %s\n", block->text);
        }
    }
    for (size_t i = 0; i < document->diagnostics.list.count; i++) {
        po_buffer_printf(out, "!%s\n", document->diagnostics.list.items[i].code);
    }
}

char *sheets_read(const void *data, size_t size, const char *name) {
    po_buffer out = {0};
    po_error err = {0};
    po_read_options options = {0};
    po_document *document = po_document_create();
    const po_reader *reader = po_reader_find(data, size, name, &err);
    if (reader && reader->read(data, size, &options, document, &err) == PO_OK) {
        add_blocks(&out, document);
    } else {
        po_buffer_printf(&out, "error: %s\n", err.text);
    }
    po_document_destroy(document);
    char *text = strdup(po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}
