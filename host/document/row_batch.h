/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the readers of tables: rows put together cell by cell, handed on one after the other, in memory that is
 * used again.
 *
 * A parser is fed in pieces and makes some rows of each; they wait here until they are taken. Once they are,
 * po_row_batch_clear forgets them. Cells come in any order and are sorted by column; what comes twice is dropped and
 * told.
 */
#ifndef PO_DOCUMENT_ROW_BATCH_H
#define PO_DOCUMENT_ROW_BATCH_H

#include "document/document.h"

typedef struct po_row_batch po_row_batch;

/* `table` and `sheet` go into every place. The caller destroys it. `sheet` outlives it. */
po_row_batch *po_row_batch_create(uint32_t table, const char *sheet);
void po_row_batch_destroy(po_row_batch *batch); /* accepts NULL */

/* A row begins; `number` from 1. */
void po_row_batch_begin(po_row_batch *batch, uint32_t number);

/* A cell of the row under way, `column` from 1: zeroed but for its column, its spans of 1 and its text "". Valid until
 * the next call. */
po_cell *po_row_batch_add(po_row_batch *batch, uint32_t column);

/* Takes the cell added last back: nothing is in it. */
void po_row_batch_drop(po_row_batch *batch);

/* Another number for the row under way. */
void po_row_batch_number(po_row_batch *batch, uint32_t number);

/* The row is whole. A row without cells is left out. Returns how many cells were dropped because their column was
 * taken. */
size_t po_row_batch_end(po_row_batch *batch);
bool po_row_batch_open(const po_row_batch *batch); /* between begin and end */

/* For texts of cells; lives until po_row_batch_clear. */
po_arena *po_row_batch_arena(po_row_batch *batch);

/* The next whole row not yet taken, or NULL. */
const po_row *po_row_batch_take(po_row_batch *batch);

/* Forgets all rows, and the one under way too. */
void po_row_batch_clear(po_row_batch *batch);

#endif
