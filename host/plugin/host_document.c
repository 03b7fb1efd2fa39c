/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce.document/1: blocks and rows for a plugin.
 *
 * A block is written into the plugin's struct, of which only as much is touched as its struct_size
 * says. Cells are the host's own array; a plugin steps through it by the first cell's struct_size
 * (planonce/plugin.h).
 */
#include <stdlib.h>
#include <string.h>

#include "plugin/host_table_parts.h"

#define BLOCK_SIZE_MIN 72u /* ABI 0.1 */

void po_host_place_out(const po_place *place, planonce_place *out) {
    *out = (planonce_place){.struct_size = sizeof *out,
                            .page = place->page,
                            .table = place->table,
                            .row = place->row,
                            .column = place->column,
                            .line = place->line,
                            .sheet = place->sheet};
}

static int32_t kind_out(po_block_kind kind) {
    switch (kind) {
    case PO_BLOCK_HEADING:
        return PLANONCE_BLOCK_HEADING;
    case PO_BLOCK_LIST_ITEM:
        return PLANONCE_BLOCK_LIST_ITEM;
    case PO_BLOCK_TABLE:
        return PLANONCE_BLOCK_TABLE;
    case PO_BLOCK_PARAGRAPH:
        break;
    }
    return PLANONCE_BLOCK_PARAGRAPH;
}

static planonce_status next_block(const planonce_host *host, uint64_t *cursor,
                                  planonce_block *block) {
    const po_document *document = po_host_table_of(host)->setup.document;
    if (cursor == NULL || block == NULL || block->struct_size < BLOCK_SIZE_MIN) {
        return PLANONCE_REFUSED;
    }
    if (document == NULL || *cursor >= document->blocks.count) {
        return PLANONCE_UNSUPPORTED;
    }
    const po_block *in = &document->blocks.items[(*cursor)++];
    planonce_block out = {.struct_size = block->struct_size,
                          .kind = kind_out(in->kind),
                          .level = in->level,
                          .text = in->text == NULL ? "" : in->text,
                          .doubt = in->doubt};
    if (in->table != NULL) {
        out.table = in->table->number;
        out.columns = in->table->columns;
        out.rows = in->table->row_count;
    }
    po_host_place_out(&in->at, &out.place);
    memcpy(block, &out, block->struct_size < sizeof out ? block->struct_size : sizeof out);
    return PLANONCE_OK;
}

static int compare_tables(const void *a, const void *b) {
    const po_table *const *first = a, *const *second = b;
    return ((*first)->number > (*second)->number) - ((*first)->number < (*second)->number);
}

/* Sorted by number: reading order need not be, where a table stands in a cell of another. */
static void gather_tables(po_host_table *table) {
    const po_document *document = table->setup.document;
    size_t blocks = document == NULL ? 0 : document->blocks.count;
    table->tables = PO_NEW_ARRAY(table->arena, const po_table *, blocks + 1);
    for (size_t i = 0; i < blocks; i++) {
        if (document->blocks.items[i].table != NULL) {
            table->tables[table->table_count++] = document->blocks.items[i].table;
        }
    }
    // NOLINTNEXTLINE(bugprone-sizeof-expression): the items are pointers
    qsort(table->tables, table->table_count, sizeof *table->tables, compare_tables);
}

static const po_table *find_table(po_host_table *table, uint32_t number) {
    if (table->tables == NULL) {
        gather_tables(table);
    }
    const po_table key = {.number = number}, *wanted = &key;
    const size_t size = sizeof(const po_table *); // NOLINT(bugprone-sizeof-expression): pointers
    const po_table **found =
        bsearch(&wanted, table->tables, table->table_count, size, compare_tables);
    return found == NULL ? NULL : *found;
}

static po_host_cursor *cursor_room(po_host_table *table, const uint64_t *cursor) {
    for (size_t i = 0; i < PO_HOST_CURSORS; i++) {
        if (table->cursors[i].cursor == cursor) {
            return &table->cursors[i];
        }
    }
    po_host_cursor *room = &table->cursors[table->next_cursor];
    table->next_cursor = (table->next_cursor + 1) % PO_HOST_CURSORS;
    room->cursor = cursor;
    return room;
}

static void row_out(po_host_cursor *room, const po_row *row) {
    size_t places = 0;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        places += row->cells[i].at_count;
    }
    room->cells =
        po_host_table_room(room->cells, &room->cell_capacity, row->cell_count, sizeof *room->cells);
    room->places =
        po_host_table_room(room->places, &room->place_capacity, places, sizeof *room->places);
    planonce_place *next = room->places;
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *in = &row->cells[i];
        room->cells[i] = (planonce_cell){.struct_size = sizeof *room->cells,
                                         .column = in->column,
                                         .column_span = in->column_span,
                                         .row_span = in->row_span,
                                         .place_count = in->at_count,
                                         .text = in->text,
                                         .doubt = in->doubt,
                                         .places = next};
        for (uint32_t k = 0; k < in->at_count; k++) {
            po_host_place_out(&in->at[k], next++);
        }
    }
}

static planonce_status next_row(const planonce_host *host, uint32_t number, uint64_t *cursor,
                                const planonce_cell **cells, uint32_t *cell_count) {
    po_host_table *table = po_host_table_of(host);
    if (cursor == NULL || cells == NULL || cell_count == NULL) {
        return PLANONCE_REFUSED;
    }
    const po_table *found = find_table(table, number);
    if (found == NULL || *cursor >= UINT32_MAX) {
        return PLANONCE_UNSUPPORTED;
    }
    po_table_cursor rows = {.table = found, .next = (uint32_t)*cursor};
    const po_row *row = po_table_cursor_next(&rows);
    if (row == NULL) {
        return PLANONCE_UNSUPPORTED;
    }
    po_host_cursor *room = cursor_room(table, cursor);
    ++*cursor;
    row_out(room, row);
    *cells = room->cells;
    *cell_count = row->cell_count;
    return PLANONCE_OK;
}

const planonce_document_v1 po_host_document_v1 = {
    .struct_size = sizeof po_host_document_v1, .next_block = next_block, .next_row = next_row};
