/* SPDX-License-Identifier: Apache-2.0
 *
 * Building blocks from structure elements: the walk of the tree says what opens, what closes and what text comes; this
 * keeps paragraphs, lists, tables and cells apart and puts the result into the document.
 */
#ifndef PO_DOCUMENT_PDF_BLOCKS_H
#define PO_DOCUMENT_PDF_BLOCKS_H

#include "document/document.h"
#include "document/pdf_marks.h"
#include "document/pdf_order.h"
#include "document/pdf_role.h"

typedef struct po_pdf_blocks po_pdf_blocks;

typedef struct po_pdf_element {
    po_pdf_role role;
    uint8_t level;
    uint16_t row_span, column_span; /* cells; at least 1 */
    bool under_header; /* cells: they name their header, which stands in `column` */
    uint32_t column;
} po_pdf_element;

/* Ownership: the caller destroys it; what it made stays with the document. */
po_pdf_blocks *po_pdf_blocks_create(po_document *document);
void po_pdf_blocks_destroy(po_pdf_blocks *blocks); /* accepts NULL */

/* Elements nest; at most PO_LIMIT_TREE_DEPTH of them are open. */
void po_pdf_blocks_open(po_pdf_blocks *blocks, const po_pdf_element *element);
void po_pdf_blocks_close(po_pdf_blocks *blocks);

/* Where the cell that was closed last stands, from 0. */
uint32_t po_pdf_blocks_column(const po_pdf_blocks *blocks);

/* Text of the innermost open element. */
void po_pdf_blocks_text(po_pdf_blocks *blocks, const po_pdf_fragment *fragment, const char *text, size_t size);

/* After the last close: text that is still open becomes a block. */
void po_pdf_blocks_end(po_pdf_blocks *blocks);

/* Marks every block and cell that stands on a page (from 0) for which `doubts` has a reason. */
void po_pdf_blocks_doubt(po_pdf_blocks *blocks, const char *const *doubts, uint32_t page_count);

/* The tables in the order met, and how the rows of one stand on their pages. */
size_t po_pdf_blocks_table_count(const po_pdf_blocks *blocks);
const po_pdf_order *po_pdf_blocks_order(const po_pdf_blocks *blocks, size_t table);

bool po_pdf_blocks_limited(const po_pdf_blocks *blocks);

#endif
