/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows and cells on a grid. HTML gives row spans ahead, so earlier rows push cells to the right; Word says row by row that a cell goes
 * on, so the first one grows. Both give the same table.
 *
 * Bounds: columns stay below PO_LIMIT_TABLE_COLUMNS, rows and cells together below PO_LIMIT_TABLE_CELLS; of the cells that
 * span rows at one time FLOW_SPANS_MAX count, so that a row costs no more than that many steps.
 */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/flow_parts.h"

static uint32_t enclosing_table(const po_flow *flow) {
    for (unsigned i = flow->frame_count; i-- > 0;) {
        if (flow->frames[i].kind == FLOW_CELL) {
            return flow->tables[flow->frames[i].tables - 1].table->number;
        }
    }
    return 0;
}

static void reset_table(po_flow *flow, flow_table *building, po_table *table) {
    flow_table kept = {.table = table, .anchors = building->anchors, .anchor_capacity = building->anchor_capacity,
                       .row = building->row, .frame = flow->frame_count};
    kept.row.count = 0;
    *building = kept;
}

/* Where in the cell around it the table stands. */
static void note_parent(const po_flow *flow, po_table *table) {
    const flow_frame *around = po_flow_top(flow);
    table->parent_table = enclosing_table(flow);
    if (around->kind == FLOW_CELL) {
        table->parent_row = (uint32_t)flow->tables[around->tables - 1].rows.count + 1;
        table->parent_offset = around->text.size;
    }
}

bool po_flow_table_begin(po_flow *flow) {
    if (flow->table_count >= FLOW_TABLES_MAX || flow->frame_count >= FLOW_FRAMES_MAX || flow->tables_beyond) {
        flow->too_deep = true;
        flow->tables_beyond++;
        return false;
    }
    po_flow_end(flow);
    po_arena *arena = flow->document->arena;
    po_table *table = PO_NEW(arena, po_table);
    table->number = ++flow->last_number;
    note_parent(flow, table);
    table->first_page = table->last_page = flow->page;
    po_block *block = po_document_add(flow->document, PO_BLOCK_TABLE);
    if (block) {
        block->table = table;
        block->at = (po_place){.page = flow->page, .table = table->number, .line = flow->line};
        block->last_page = flow->page;
    }
    flow_table *building = &flow->tables[flow->table_count++];
    reset_table(flow, building, table);
    building->block = block ? flow->document->blocks.count - 1 : SIZE_MAX;
    return true;
}

/* --- rows --- */

void po_flow_row_begin(po_flow *flow) {
    flow_table *table = po_flow_table(flow);
    if (!table || flow->tables_beyond) {
        return;
    }
    po_flow_row_end(flow);
    table->row.count = 0;
    table->column = 0;
    table->row_open = true;
    table->row_header = false;
}

void po_flow_row_header(po_flow *flow) {
    flow_table *table = po_flow_table(flow);
    if (table && !flow->tables_beyond) {
        table->row_header = true;
    }
}

void po_flow_row_drop(po_flow *flow) {
    flow_table *table = po_flow_table(flow);
    if (table && !flow->tables_beyond && !table->cell_open) {
        table->row_open = false;
        table->row.count = 0;
    }
}

static void age_spans(flow_table *table) {
    uint32_t kept = 0;
    for (uint32_t i = 0; i < table->span_count; i++) {
        flow_span span = table->spans[i];
        if (--span.rows_left > 0) {
            table->spans[kept++] = span;
        }
    }
    table->span_count = kept;
}

/* From here on rows may continue this cell. */
static void set_anchor(flow_table *table, po_cell *cell) {
    size_t wanted = (size_t)cell->column + 1;
    if (wanted > table->anchor_capacity) {
        size_t capacity = wanted * 2;
        struct flow_anchor *anchors = realloc(table->anchors, capacity * sizeof *anchors);
        if (!anchors) {
            po_out_of_memory(capacity * sizeof *anchors);
        }
        table->anchors = anchors;
        table->anchor_capacity = capacity;
    }
    while (table->anchor_count < wanted) {
        table->anchors[table->anchor_count++] = (struct flow_anchor){0};
    }
    table->anchors[cell->column] = (struct flow_anchor){cell, (uint32_t)table->rows.count};
}

static void keep_row(po_flow *flow, flow_table *table) {
    uint32_t count = (uint32_t)table->row.count;
    po_cell *cells = PO_NEW_ARRAY(flow->document->arena, po_cell, count);
    for (uint32_t i = 0; i < count; i++) {
        cells[i] = table->row.items[i].cell;
        if (table->row.items[i].starts) {
            set_anchor(table, &cells[i]);
        }
    }
    *PO_LIST_ADD(flow->document->arena, &table->rows) = (po_row){cells, count};
}

void po_flow_row_end(po_flow *flow) {
    flow_table *table = po_flow_table(flow);
    if (!table || !table->row_open || flow->tables_beyond) {
        return;
    }
    po_flow_cell_end(flow);
    table->row_open = false;
    if (flow->cells >= PO_LIMIT_TABLE_CELLS) {
        flow->too_many_cells = true;
        return;
    }
    flow->cells++;
    keep_row(flow, table);
    age_spans(table);
}

void po_flow_table_end(po_flow *flow) {
    if (flow->tables_beyond) {
        flow->tables_beyond--;
        return;
    }
    flow_table *table = po_flow_table(flow);
    if (!table) {
        return;
    }
    po_flow_row_end(flow);
    while (flow->frame_count > table->frame) { /* a text box that was left open */
        po_flow_flush(flow, po_flow_top(flow));
        flow->frame_count--;
    }
    if (table->block != SIZE_MAX) {
        po_block *block = &flow->document->blocks.items[table->block];
        block->at.page = table->table->first_page;
        block->last_page = table->table->last_page;
    }
    table->table->rows = table->rows.items;
    table->table->row_count = (uint32_t)table->rows.count;
    flow->table_count--;
}

/* --- cells --- */

/* The first column from `column` on that no cell of an earlier row reaches into. */
static uint32_t free_column(const flow_table *table, uint32_t column) {
    for (uint32_t i = 0; i < table->span_count && table->spans[i].column <= column; i++) {
        const flow_span *span = &table->spans[i];
        if (column < span->column + span->width) {
            column = span->column + span->width;
        }
    }
    return column;
}

/* Spans stay sorted by column. */
static void add_span(flow_table *table, flow_span span) {
    uint32_t at = table->span_count;
    if (at == FLOW_SPANS_MAX) {
        return;
    }
    for (; at > 0 && table->spans[at - 1].column > span.column; at--) {
        table->spans[at] = table->spans[at - 1];
    }
    table->spans[at] = span;
    table->span_count++;
}

static uint32_t at_least_one(uint32_t count, uint32_t most) {
    return count == 0 ? 1 : count < most ? count : most;
}

void po_flow_skip_columns(po_flow *flow, uint32_t count) {
    flow_table *table = po_flow_table(flow);
    if (table && !flow->tables_beyond && table->column + (uint64_t)count < PO_LIMIT_TABLE_COLUMNS) {
        table->column += count;
    }
}

void po_flow_cell_begin(po_flow *flow, const po_flow_cell *cell) {
    flow_table *table = po_flow_table(flow);
    if (!table || flow->tables_beyond) {
        po_flow_end(flow); /* what is too deep goes on as lines of the cell around it */
        return;
    }
    po_flow_cell_end(flow);
    if (!table->row_open) {
        po_flow_row_begin(flow);
    }
    if (flow->frame_count >= FLOW_FRAMES_MAX) {
        flow->too_deep = true;
        return;
    }
    table->cell_open = true;
    table->cell_line = flow->line;
    flow_frame *frame = po_flow_push(flow, FLOW_CELL);
    frame->boxes = 0;
    po_flow_cell_change(flow, cell);
}

void po_flow_cell_change(po_flow *flow, const po_flow_cell *cell) {
    flow_table *table = po_flow_table(flow);
    if (table && table->cell_open && !flow->tables_beyond) {
        table->cell = *cell;
        po_flow_top(flow)->muted = flow->cells >= PO_LIMIT_TABLE_CELLS;
    }
}

static const po_place *cell_places(po_flow *flow, flow_table *table, const flow_frame *frame, uint32_t column,
                                   uint32_t *ret_count) {
    size_t count = frame->page_count ? frame->page_count : 1;
    po_place *places = PO_NEW_ARRAY(flow->document->arena, po_place, count);
    for (size_t i = 0; i < count; i++) {
        places[i] = (po_place){.page = frame->page_count ? frame->pages[i] : flow->page,
                               .table = table->table->number,
                               .row = (uint32_t)table->rows.count + 1,
                               .column = column + 1,
                               .line = frame->page_count ? frame->line : table->cell_line};
    }
    if (frame->page_count && !table->any_text) { /* a table may begin on the page before its first row */
        table->any_text = true;
        table->table->first_page = places[0].page;
    }
    uint32_t last = places[count - 1].page;
    table->table->last_page = last > table->table->last_page ? last : table->table->last_page;
    *ret_count = (uint32_t)count;
    return places;
}

/* Grows the cell above; false if there is none that ends just here. */
static bool continue_cell(flow_table *table, uint32_t column) {
    struct flow_anchor *anchor = column < table->anchor_count ? &table->anchors[column] : NULL;
    if (!anchor || !anchor->cell || anchor->cell->row_span == UINT16_MAX ||
        anchor->row + anchor->cell->row_span != table->rows.count) {
        return false;
    }
    anchor->cell->row_span++;
    return true;
}

static void keep_cell(po_flow *flow, flow_table *table, flow_frame *frame, uint32_t column, uint32_t width) {
    flow_built *built = PO_LIST_ADD(flow->scratch, &table->row);
    const po_flow_cell *cell = &table->cell;
    *built = (flow_built){.starts = cell->starts};
    built->cell.text = po_arena_copy(flow->document->arena, po_buffer_text(&frame->text), frame->text.size);
    built->cell.at = cell_places(flow, table, frame, column, &built->cell.at_count);
    built->cell.column = column;
    built->cell.column_span = (uint16_t)width;
    built->cell.row_span = (uint16_t)at_least_one(cell->row_span, UINT16_MAX);
    built->cell.header = cell->header || table->row_header;
    if (built->cell.row_span > 1 && !cell->starts) {
        add_span(table, (flow_span){column, width, built->cell.row_span});
    }
    flow->cells++;
}

void po_flow_cell_end(po_flow *flow) {
    flow_table *table = po_flow_table(flow);
    if (!table || !table->cell_open || flow->tables_beyond) {
        return;
    }
    while (flow->frame_count > table->frame + 1) {
        po_flow_flush(flow, po_flow_top(flow));
        flow->frame_count--;
    }
    flow_frame *frame = po_flow_top(flow);
    table->cell_open = false;
    uint32_t column = free_column(table, table->column);
    uint32_t width = at_least_one(table->cell.column_span, UINT16_MAX);
    if (column + width > PO_LIMIT_TABLE_COLUMNS) {
        flow->too_wide = true;
        width = 1;
        column = column < PO_LIMIT_TABLE_COLUMNS ? column : (uint32_t)PO_LIMIT_TABLE_COLUMNS - 1;
    }
    table->column = column + width;
    po_table *made = table->table;
    made->columns = table->column > made->columns ? table->column : made->columns;
    if (flow->cells >= PO_LIMIT_TABLE_CELLS) {
        flow->too_many_cells = true;
    } else if (!table->cell.continues || !continue_cell(table, column)) {
        keep_cell(flow, table, frame, column, width);
    }
    flow->frame_count--;
}

/* --- questions --- */

bool po_flow_in_cell(const po_flow *flow) {
    return po_flow_top(flow)->kind == FLOW_CELL;
}

bool po_flow_full(const po_flow *flow) {
    return flow->too_many_cells || flow->document->blocks.count >= PO_LIMIT_BLOCKS;
}

unsigned po_flow_tables_open(const po_flow *flow) {
    return flow->table_count + flow->tables_beyond;
}

bool po_flow_row_open(const po_flow *flow) {
    const flow_table *table = po_flow_table(flow);
    return table && table->row_open;
}

bool po_flow_cell_open(const po_flow *flow) {
    const flow_table *table = po_flow_table(flow);
    return table && table->cell_open;
}
