/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows in one arena that is reset. The row under way grows on the heap, because its width is not known; it is copied
 * when it is whole.
 */
#include "document/row_batch.h"

#include <stdlib.h>
#include <string.h>

struct po_row_batch {
    po_arena *arena;
    uint32_t table;
    const char *sheet;
    PO_LIST(po_row) rows; /* in the arena */
    size_t taken;
    po_cell *cells; /* of the row under way, by column */
    size_t cell_count, cell_room;
    uint32_t number;
    bool open, sorted;
};

po_row_batch *po_row_batch_create(uint32_t table, const char *sheet) {
    po_row_batch *batch = calloc(1, sizeof *batch);
    if (!batch) {
        po_out_of_memory(sizeof *batch);
    }
    batch->arena = po_arena_create();
    batch->table = table;
    batch->sheet = sheet;
    return batch;
}

void po_row_batch_destroy(po_row_batch *batch) {
    if (batch) {
        po_arena_destroy(batch->arena);
        free(batch->cells);
        free(batch);
    }
}

void po_row_batch_begin(po_row_batch *batch, uint32_t number) {
    batch->open = batch->sorted = true;
    batch->number = number;
    batch->cell_count = 0;
}

static void make_room(po_row_batch *batch) {
    if (batch->cell_count < batch->cell_room) {
        return;
    }
    size_t room = batch->cell_room ? batch->cell_room * 2 : 64;
    po_cell *cells = realloc(batch->cells, room * sizeof *cells);
    if (!cells) {
        po_out_of_memory(room * sizeof *cells);
    }
    batch->cells = cells;
    batch->cell_room = room;
}

po_cell *po_row_batch_add(po_row_batch *batch, uint32_t column) {
    make_room(batch);
    size_t at = batch->cell_count++;
    batch->sorted = batch->sorted && (at == 0 || batch->cells[at - 1].column + 1 < column);
    /* Until the row is whole at_count keeps the order of arrival. */
    batch->cells[at] =
        (po_cell){.text = "", .at_count = (uint32_t)at, .column = column - 1, .column_span = 1, .row_span = 1};
    return &batch->cells[at];
}

void po_row_batch_drop(po_row_batch *batch) {
    batch->cell_count--;
}

void po_row_batch_number(po_row_batch *batch, uint32_t number) {
    batch->number = number;
}

static int compare(const void *a, const void *b) {
    const po_cell *one = a, *two = b;
    return one->column != two->column ? (one->column > two->column) - (one->column < two->column)
                                      : (one->at_count > two->at_count) - (one->at_count < two->at_count);
}

/* By column; of cells for one column the first stays. */
static size_t sort_cells(po_row_batch *batch) {
    size_t kept = 0, count = batch->cell_count;
    qsort(batch->cells, count, sizeof *batch->cells, compare);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || batch->cells[kept - 1].column != batch->cells[i].column) {
            batch->cells[kept++] = batch->cells[i];
        }
    }
    batch->cell_count = kept;
    return count - kept;
}

size_t po_row_batch_end(po_row_batch *batch) {
    size_t dropped = batch->sorted ? 0 : sort_cells(batch);
    batch->open = false;
    if (!batch->cell_count) {
        return dropped;
    }
    po_cell *cells = PO_NEW_ARRAY(batch->arena, po_cell, batch->cell_count);
    po_place *places = PO_NEW_ARRAY(batch->arena, po_place, batch->cell_count);
    memcpy(cells, batch->cells, batch->cell_count * sizeof *cells);
    for (size_t i = 0; i < batch->cell_count; i++) {
        places[i] = (po_place){
            .table = batch->table, .row = batch->number, .column = cells[i].column + 1, .sheet = batch->sheet};
        cells[i].at = &places[i];
        cells[i].at_count = 1;
    }
    *PO_LIST_ADD(batch->arena, &batch->rows) = (po_row){.cells = cells, .cell_count = (uint32_t)batch->cell_count};
    batch->cell_count = 0;
    return dropped;
}

bool po_row_batch_open(const po_row_batch *batch) {
    return batch->open;
}

po_arena *po_row_batch_arena(po_row_batch *batch) {
    return batch->arena;
}

const po_row *po_row_batch_take(po_row_batch *batch) {
    return batch->taken < batch->rows.count ? &batch->rows.items[batch->taken++] : NULL;
}

void po_row_batch_clear(po_row_batch *batch) {
    po_arena_reset(batch->arena);
    memset(&batch->rows, 0, sizeof batch->rows);
    batch->taken = 0;
    batch->cell_count = 0;
    batch->open = false;
}
