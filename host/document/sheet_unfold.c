/* SPDX-License-Identifier: Apache-2.0
 *
 * Sheets as blocks. See sheet_unfold.h.
 */
#include "document/sheet_unfold.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"

/* One sheet under way. */
typedef struct unfolder {
    po_document *document;
    const po_table *sheet;
    PO_LIST(po_row) rows; /* of the table under way */
    uint32_t columns, last_row;
    bool begun; /* the sheet has a block already */
} unfolder;

static po_cell keep_cell(po_arena *arena, const po_cell *cell) {
    po_cell kept = *cell;
    po_place *at = PO_NEW_ARRAY(arena, po_place, cell->at_count);
    if (cell->at_count > 0)
        memcpy(at, cell->at, cell->at_count * sizeof *at);
    kept.at = at;
    kept.text = po_arena_dup(arena, cell->text);
    kept.doubt = po_arena_dup(arena, cell->doubt);
    return kept;
}

static void add_row(unfolder *u, const po_row *row) {
    po_arena *arena = u->document->arena;
    po_cell *cells = PO_NEW_ARRAY(arena, po_cell, row->cell_count);
    for (uint32_t i = 0; i < row->cell_count; i++) {
        cells[i] = keep_cell(arena, &row->cells[i]);
        uint32_t end = cells[i].column + cells[i].column_span;
        u->columns = end > u->columns ? end : u->columns;
    }
    *PO_LIST_ADD(arena, &u->rows) = (po_row){.cells = cells, .cell_count = row->cell_count};
}

static void end_table(unfolder *u) {
    if (u->rows.count == 0)
        return;
    po_block *block = po_document_add(u->document, PO_BLOCK_TABLE);
    if (block) {
        po_table *table = PO_NEW(u->document->arena, po_table);
        *table = (po_table){.number = u->sheet->number,
                            .columns = u->columns,
                            .rows = u->rows.items,
                            .row_count = (uint32_t)u->rows.count,
                            .sheet = u->sheet->sheet,
                            .hidden = u->sheet->hidden};
        block->text = "";
        block->table = table;
        block->at = u->rows.items[0].cells[0].at_count > 0 ? u->rows.items[0].cells[0].at[0] : (po_place){0};
    }
    memset(&u->rows, 0, sizeof u->rows);
    u->columns = 0;
}

static void add_line(unfolder *u, const po_cell *cell) {
    po_block *block = po_document_add(u->document, u->begun ? PO_BLOCK_PARAGRAPH : PO_BLOCK_HEADING);
    if (!block)
        return;
    block->text = po_arena_dup(u->document->arena, cell->text);
    block->doubt = po_arena_dup(u->document->arena, cell->doubt);
    block->level = u->begun ? 0 : 1;
    block->at = cell->at_count > 0 ? cell->at[0] : (po_place){0};
}

/* The only cell of a row with text in it, or NULL. */
static const po_cell *only_cell(const po_row *row) {
    const po_cell *only = NULL;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        if (po_text_empty(row->cells[i].text))
            continue;
        if (only)
            return NULL;
        only = &row->cells[i];
    }
    return only;
}

static bool is_blank(const po_row *row) {
    for (uint32_t i = 0; i < row->cell_count; i++)
        if (!po_text_empty(row->cells[i].text))
            return false;
    return true;
}

/* Rows of which nothing is written do not come: their numbers are left out. */
static bool row_is_missing(unfolder *u, const po_row *row) {
    uint32_t number = row->cells[0].at_count > 0 ? row->cells[0].at[0].row : u->last_row + 1;
    bool missing = u->last_row > 0 && number > u->last_row + 1;
    u->last_row = number;
    return missing;
}

static void take_row(unfolder *u, const po_row *row) {
    if (row_is_missing(u, row))
        end_table(u);
    if (is_blank(row)) {
        end_table(u);
        return;
    }
    const po_cell *only = u->rows.count == 0 ? only_cell(row) : NULL;
    if (only && only->column == 0 && row->cell_count == 1)
        add_line(u, only);
    else
        add_row(u, row);
    u->begun = true;
}

static void unfold_sheet(po_document *document, const po_table *sheet) {
    unfolder u = {.document = document, .sheet = sheet};
    po_table_cursor cursor;
    po_table_cursor_init(&cursor, sheet);
    const po_row *row = po_table_cursor_next(&cursor);
    for (size_t i = 0; row && i < PO_LIMIT_FORM_ROWS; i++, row = po_table_cursor_next(&cursor))
        if (row->cell_count > 0)
            take_row(&u, row);
    end_table(&u);
    if (row)
        po_diagnose(&document->diagnostics, PO_WARNING, "TAB-020", NULL, sheet->sheet,
                    "the sheet has more than %zu rows; a form is read up to there", PO_LIMIT_FORM_ROWS);
}

void po_sheets_unfold(po_document *document) {
    size_t count = document->blocks.count;
    po_block *before = PO_NEW_ARRAY(document->arena, po_block, count);
    if (count > 0)
        memcpy(before, document->blocks.items, count * sizeof *before);
    memset(&document->blocks, 0, sizeof document->blocks);
    for (size_t i = 0; i < count; i++) {
        if (before[i].table && before[i].table->source) {
            unfold_sheet(document, before[i].table);
            continue;
        }
        po_block *block = po_document_add(document, before[i].kind);
        if (block)
            *block = before[i];
    }
}
