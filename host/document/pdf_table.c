/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows and cells on a grid: row spans of earlier rows push cells to the right (ISO 32000-1, 14.8.5.7).
 *
 * Bounds: columns stay below PO_LIMIT_TABLE_COLUMNS; of cells that span rows at one time the first 64 count, which is four
 * times the widest state table.
 */
#include "document/pdf_table.h"

#include <string.h>

#include "base/limits.h"
#include "document/pdf_repeat.h"

/* The first column from `column` on that no cell of an earlier row reaches into. */
static uint32_t free_column(const po_pdf_table *table, uint32_t column) {
    for (uint32_t i = 0; i < table->span_count; i++) {
        const po_pdf_span *span = &table->spans[i];
        if (span->rows_left && column >= span->column && column < span->column + span->width) {
            column = span->column + span->width;
            i = UINT32_MAX; /* look again from the first */
        }
    }
    return column;
}

void po_pdf_table_begin_row(po_pdf_table *table) {
    table->row.count = table->once.count = 0;
    table->column = 0;
}

static void set_places(po_pdf_table *table, po_arena *arena, const po_pdf_sink *sink, po_cell *cell) {
    size_t count = sink->page_count ? sink->page_count : 1;
    po_place *places = PO_NEW_ARRAY(arena, po_place, count);
    for (size_t i = 0; i < count; i++) {
        places[i].page = sink->page_count ? sink->pages[i] + 1 : 0;
        places[i].table = table->table->number;
        places[i].row = (uint32_t)table->rows.count + 1;
        places[i].column = cell->column + 1;
    }
    cell->at = places;
    cell->at_count = (uint32_t)count;
    if (sink->page_count) {
        table->last_page = places[count - 1].page;
        table->table->first_page = table->table->first_page ? table->table->first_page : places[0].page;
        table->table->last_page = table->last_page;
    }
}

uint32_t po_pdf_table_add_cell(po_pdf_table *table, po_arena *arena, const po_pdf_sink *sink, bool header,
                               uint32_t column_span, uint32_t row_span) {
    uint32_t column = free_column(table, table->column);
    if (column + column_span > PO_LIMIT_TABLE_COLUMNS) {
        column_span = 1;
        column = column < PO_LIMIT_TABLE_COLUMNS ? column : (uint32_t)PO_LIMIT_TABLE_COLUMNS - 1;
    }
    po_cell *cell = PO_LIST_ADD(arena, &table->row);
    *cell = (po_cell){.text = po_arena_copy(arena, po_buffer_text(&sink->text), sink->text.size),
                      .column = column,
                      .column_span = (uint16_t)column_span,
                      .row_span = (uint16_t)row_span,
                      .header = header};
    set_places(table, arena, sink, cell);
    *PO_LIST_ADD(arena, &table->once) = po_pdf_repeat_once(arena, sink);
    table->column = column + column_span;
    if (table->column > table->table->columns) {
        table->table->columns = table->column;
    }
    if (row_span > 1 && table->span_count < PO_PDF_SPANS_MAX) {
        table->spans[table->span_count++] = (po_pdf_span){column, column_span, row_span};
    }
    return column;
}

static void fill(po_pdf_table *table, po_arena *arena, uint32_t column) {
    static const po_pdf_sink nothing;
    while (free_column(table, table->column) < column && column < PO_LIMIT_TABLE_COLUMNS) {
        (void)po_pdf_table_add_cell(table, arena, &nothing, false, 1, 1);
    }
}

void po_pdf_table_reach(po_pdf_table *table, po_arena *arena, uint32_t column) {
    fill(table, arena, column);
    table->gaps = true;
}

/* A cell without text stands where its neighbours do. */
static void place_empty_cells(const po_pdf_table *table, po_arena *arena, po_cell *cells, size_t count) {
    uint32_t page = 0;
    for (size_t i = 0; i < count && !page; i++) {
        page = cells[i].at[0].page;
    }
    page = page ? page : table->last_page;
    for (size_t i = 0; i < count; i++) {
        if (!cells[i].at[0].page) {
            po_place *place = PO_NEW(arena, po_place);
            *place = cells[i].at[0];
            place->page = page;
            cells[i].at = place;
        }
    }
}

static void age_spans(po_pdf_table *table) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < table->span_count; i++) {
        po_pdf_span span = table->spans[i];
        if (--span.rows_left > 0) {
            table->spans[kept++] = span;
        }
    }
    table->span_count = kept;
}

void po_pdf_table_end_row(po_pdf_table *table, po_arena *arena) {
    if (table->gaps) {
        fill(table, arena, table->table->columns);
    }
    po_pdf_cells row = {.count = (uint32_t)table->row.count};
    row.cells = PO_NEW_ARRAY(arena, po_cell, row.count);
    if (row.count) {
        memcpy(row.cells, table->row.items, row.count * sizeof *row.cells);
    }
    po_pdf_repeat_drop(row.cells, table->once.items, row.count);
    place_empty_cells(table, arena, row.cells, row.count);
    age_spans(table);
    *PO_LIST_ADD(arena, &table->rows) = row;
    table->row.count = table->once.count = 0;
}

void po_pdf_table_end(po_pdf_table *table, po_arena *arena) {
    po_row *rows = PO_NEW_ARRAY(arena, po_row, table->rows.count);
    for (size_t i = 0; i < table->rows.count; i++) {
        rows[i] = (po_row){table->rows.items[i].cells, table->rows.items[i].count};
    }
    table->table->rows = rows;
    table->table->row_count = (uint32_t)table->rows.count;
}
