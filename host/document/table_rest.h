/* SPDX-License-Identifier: Apache-2.0
 *
 * Which columns the rest of a row stands in that a page cut in two.
 *
 * Why: producers tag the rest of a cut row with the right text in the wrong cells: in the last columns, or in a row that has lost its empty
 * cells. A baseline is then read as a target. Where the text stands on the page does not lie: columns keep their left edges over pages.
 *
 * Left to others: which rows follow a cut, and what becomes of them (document/table_join.h).
 */
#ifndef PO_DOCUMENT_TABLE_REST_H
#define PO_DOCUMENT_TABLE_REST_H

#include "document/document.h"

/* The left edges of a table's columns as far as its rows have shown them. Begins as zeros. */
typedef struct po_column_edges {
    float *left; /* by column; PO_NO_EDGE where nothing is known */
    uint32_t count;
} po_column_edges;

#define PO_NO_EDGE (-1e30F)

/* A whole row of a table of `columns`: a row with spans or without places teaches nothing. */
void po_column_edges_learn(po_column_edges *edges, po_arena *arena, uint32_t columns, const po_row *row);

/* `rest` as it stands under the columns of `last`, the row before it: itself where tags and places agree, a copy in the right columns where they
 * do not, NULL where places are not known or do not tell. */
const po_row *po_rest_place(const po_column_edges *edges, po_arena *arena, const po_row *last, const po_row *rest);

#endif
