/* SPDX-License-Identifier: Apache-2.0
 *
 * A stranger's document, from bytes to blocks: whatever reader claims it must end with blocks or
 * with a sentence.
 */
#include <string.h>

#include "document/reader.h"
#include "fuzz.h"

static size_t walk_row(const po_row *row) {
    size_t characters = 0;
    for (uint32_t c = 0; c < row->cell_count; c++) {
        characters += strlen(row->cells[c].text);
    }
    return characters;
}

/* Rows that are there and rows that are made as they are asked for; these are valid text, in order within the row, and each has a place. */
static size_t walk_table(const po_table *table) {
    po_table_cursor cursor;
    size_t characters = 0;
    po_table_cursor_init(&cursor, table);
    for (const po_row *row; (row = po_table_cursor_next(&cursor));) {
        characters += walk_row(row);
        for (uint32_t c = 0; table->source && c < row->cell_count; c++) {
            const po_cell *cell = &row->cells[c];
            FUZZ_HOLDS(cell->at_count == 1 && cell->at->column == cell->column + 1);
            FUZZ_HOLDS(c == 0 || cell->column > row->cells[c - 1].column);
            FUZZ_HOLDS(po_utf8_valid(cell->text, strlen(cell->text)));
        }
    }
    FUZZ_HOLDS(!po_table_failure(table) || po_table_failure(table)->text[0]);
    return characters;
}

static size_t walk(const po_document *document) {
    size_t characters = 0;
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_block *block = &document->blocks.items[i];
        characters += strlen(block->text);
        FUZZ_HOLDS(po_utf8_valid(block->text, strlen(block->text)));
        characters += block->table ? walk_table(block->table) : 0;
    }
    return characters;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    po_error err = {0};
    const po_reader *reader = po_reader_find(data, size, FUZZ_NAME, &err);
    FUZZ_HOLDS(reader || err.text[0]);
    for (int plain = 0; reader && plain < 2; plain++) {
        po_document *document = po_document_create();
        po_read_options options = {.no_structure = plain};
        err = (po_error){0};
        if (reader->read(data, size, &options, document, &err) == PO_OK) {
            walk(document);
        } else {
            FUZZ_HOLDS(err.text[0]);
        }
        po_document_destroy(document);
    }
    return 0;
}
