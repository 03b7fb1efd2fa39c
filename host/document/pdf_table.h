/* SPDX-License-Identifier: Apache-2.0
 *
 * A table under construction: rows, cells and their grid columns.
 */
#ifndef PO_DOCUMENT_PDF_TABLE_H
#define PO_DOCUMENT_PDF_TABLE_H

#include "document/document.h"
#include "document/pdf_order.h"
#include "document/pdf_sink.h"

/* Cells of one row in the document's arena, still ours to mark. */
typedef struct po_pdf_cells {
    po_cell *cells;
    uint32_t count;
} po_pdf_cells;

typedef struct po_pdf_span { /* a cell that reaches into further rows */
    uint32_t column, width, rows_left;
} po_pdf_span;

#define PO_PDF_SPANS_MAX 64

typedef struct po_pdf_table {
    po_table *table; /* in the document */
    PO_LIST(po_pdf_cells) rows;
    PO_LIST(po_cell) row; /* the row being built */
    PO_LIST(const char *) once; /* of its cells: the text without its repetitions on further pages, or NULL (pdf_repeat.h) */
    uint32_t column;      /* where its next cell goes */
    bool gaps;            /* cells that are empty are left out */
    po_pdf_span spans[PO_PDF_SPANS_MAX];
    uint32_t span_count;
    uint32_t last_page; /* from 1; 0 before any text */
    po_pdf_order order;
} po_pdf_table;

void po_pdf_table_begin_row(po_pdf_table *table);

/* The next cell stands in this column or further right; cells that were left out before it, and from now on at the ends of rows, are empty. */
void po_pdf_table_reach(po_pdf_table *table, po_arena *arena, uint32_t column);

/* Adds a cell with what the sink gathered; returns its column. */
uint32_t po_pdf_table_add_cell(po_pdf_table *table, po_arena *arena, const po_pdf_sink *sink, bool header,
                           uint32_t column_span, uint32_t row_span);

void po_pdf_table_end_row(po_pdf_table *table, po_arena *arena);

/* Hands the rows to the document's table. */
void po_pdf_table_end(po_pdf_table *table, po_arena *arena);

#endif
