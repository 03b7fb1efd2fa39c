/* SPDX-License-Identifier: Apache-2.0
 *
 * The rest of a cut row by its place. See table_rest.h.
 *
 * A cell stands in the last column whose left edge is not right of it: text is never left of its column, bullets and centred figures may be
 * right of its edge. Where the next column's edge is not known, it must stand under the text it goes on from. What goes on must have begun: a
 * place in a column that is empty in the row before tells nothing.
 */
#include "document/table_rest.h"

#include "base/text.h"

#define NEAR 1.5F /* points that two edges of one column differ by at most */

static bool has_place(const po_cell *cell) {
    return cell->text[0] && cell->left < cell->right;
}

void po_column_edges_learn(po_column_edges *edges, po_arena *arena, uint32_t columns, const po_row *row) {
    if (row->cell_count != columns) {
        return;
    }
    for (uint32_t c = 0; c < columns; c++) {
        const po_cell *cell = &row->cells[c];
        if (!has_place(cell) || cell->column != c || cell->column_span != 1) {
            continue;
        }
        if (edges->count == 0) {
            edges->left = PO_NEW_ARRAY(arena, float, columns);
            edges->count = columns;
            for (uint32_t i = 0; i < columns; i++) {
                edges->left[i] = PO_NO_EDGE;
            }
        }
        if (c < edges->count && (edges->left[c] == PO_NO_EDGE || cell->left < edges->left[c])) {
            edges->left[c] = cell->left;
        }
    }
}

/* The column a cell stands in; the number of columns if it stands left of all. */
static uint32_t column_at(const po_column_edges *edges, float left) {
    uint32_t found = edges->count;
    for (uint32_t c = 0; c < edges->count; c++) {
        found = edges->left[c] != PO_NO_EDGE && edges->left[c] <= left + NEAR ? c : found;
    }
    return found;
}

static const po_cell *cell_in(const po_row *row, uint32_t column) {
    for (uint32_t i = 0; i < row->cell_count; i++) {
        if (row->cells[i].column <= column && column < row->cells[i].column + row->cells[i].column_span) {
            return &row->cells[i];
        }
    }
    return NULL;
}

/* The cell of `last` that a cell goes on from; NULL if its place does not tell. */
static const po_cell *cell_above(const po_column_edges *edges, const po_row *last, const po_cell *cell, uint32_t *ret_column) {
    uint32_t column = has_place(cell) ? column_at(edges, cell->left) : edges->count;
    const po_cell *above = column < edges->count ? cell_in(last, column) : NULL;
    bool open = column + 1 < edges->count && edges->left[column + 1] == PO_NO_EDGE;
    if (!above || !above->text[0] || (open && !(cell->left < above->right))) {
        return NULL;
    }
    *ret_column = column;
    return above;
}

/* Notes the column of each filled cell; false where one does not tell. */
static bool find_columns(const po_column_edges *edges, const po_row *last, const po_row *rest, uint32_t *columns, bool *ret_agree) {
    uint32_t from = 0;
    *ret_agree = rest->cell_count == edges->count;
    for (uint32_t i = 0; i < rest->cell_count; i++) {
        const po_cell *cell = &rest->cells[i];
        if (!cell->text[0]) {
            continue;
        }
        if (!cell_above(edges, last, cell, &columns[i]) || columns[i] < from) {
            return false;
        }
        *ret_agree = *ret_agree && columns[i] == cell->column && cell->column_span == 1;
        from = columns[i] + 1;
    }
    return true;
}

const po_row *po_rest_place(const po_column_edges *edges, po_arena *arena, const po_row *last, const po_row *rest) {
    bool agree;
    if (edges->count == 0 || rest->cell_count == 0) {
        return NULL;
    }
    uint32_t *columns = PO_NEW_ARRAY(arena, uint32_t, rest->cell_count);
    if (!find_columns(edges, last, rest, columns, &agree)) {
        return NULL;
    }
    if (agree) {
        return rest;
    }
    po_row *placed = PO_NEW(arena, po_row);
    po_cell *cells = PO_NEW_ARRAY(arena, po_cell, edges->count);
    for (uint32_t c = 0; c < edges->count; c++) {
        cells[c] = (po_cell){.text = "", .at = rest->cells[0].at, .at_count = 1, .column = c, .column_span = 1, .row_span = 1};
    }
    for (uint32_t i = 0; i < rest->cell_count; i++) {
        if (rest->cells[i].text[0]) {
            uint32_t c = columns[i];
            cells[c] = rest->cells[i];
            cells[c].column = c;
            cells[c].column_span = cells[c].row_span = 1;
        }
    }
    *placed = (po_row){cells, edges->count};
    return placed;
}
