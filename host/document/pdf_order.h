/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether the rows that a structure tree tells of stand on the page as rows do: cells beside one another from left to right, rows below one
 * another. Where they do not, the tags were spoilt (pages edited after tagging), and what they call a row is none.
 *
 * Why: such a tree is whole as far as anybody can tell from the tree alone; rows of it hold two actions, or a page of them. Places tell.
 *
 * Only what cannot happen in a sound table counts; what may (rows of different height, merged cells, turned text) is not looked at.
 */
#ifndef PO_DOCUMENT_PDF_ORDER_H
#define PO_DOCUMENT_PDF_ORDER_H

#include "document/pdf_marks.h"

/* Pages of one cell that are looked at; a cell over more pages is judged by its first ones. */
#define PO_PDF_BOXES_MAX 3
/* Columns whose left edges are kept; the widest state table has 17. */
#define PO_PDF_EDGES_MAX 24

/* Where the text of a cell stands on one page, writing to the right and lines going down. */
typedef struct po_pdf_box {
    uint32_t page; /* from 0 */
    float left, right, top, bottom;
    float em;
} po_pdf_box;

#define PO_PDF_NO_EDGE (-1e30F)

typedef struct po_pdf_boxes {
    po_pdf_box items[PO_PDF_BOXES_MAX];
    uint32_t count;
} po_pdf_boxes;

/* What is known of a table so far: its last row, and the row that is open. */
typedef struct po_pdf_order {
    po_pdf_boxes row, last_row;
    po_pdf_boxes cell; /* the last one of the open row */
    uint32_t first_page, last_page; /* from 0, of all text; valid if `any` */
    float edges[PO_PDF_EDGES_MAX]; /* left edges of columns, in the rows with the most cells */
    uint32_t edge_count;
    float row_edges[PO_PDF_EDGES_MAX]; /* of the open row; PO_PDF_NO_EDGE for an empty cell */
    uint32_t cell_count;
    uint32_t faults; /* rows that no sound table has */
    uint32_t shifts; /* short rows whose cells stand under other columns: a fault where the tags are spoilt, else a span that nobody noted */
    bool any;
} po_pdf_order;

/* Text came into the open cell. */
void po_pdf_boxes_add(po_pdf_boxes *boxes, const po_pdf_fragment *fragment);

/* A cell of the open row ends. `spans`: it reaches into further rows. */
void po_pdf_order_cell(po_pdf_order *order, const po_pdf_boxes *cell, bool spans);

/* The open row ends. */
void po_pdf_order_row(po_pdf_order *order);

#endif
