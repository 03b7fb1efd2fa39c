/* SPDX-License-Identifier: Apache-2.0
 *
 * Cells that name their headers (ISO 32000-1, 14.8.5.7, Headers), and so the column in which they stand.
 *
 * Browsers leave empty cells out of the tree: without this, what stands right of one would be read under the wrong header.
 */
#ifndef PO_DOCUMENT_PDF_HEADERS_H
#define PO_DOCUMENT_PDF_HEADERS_H

#include "document/pdf_file.h"

typedef struct po_pdf_headers po_pdf_headers;

/* Ownership: the arena's. */
po_pdf_headers *po_pdf_headers_create(po_arena *arena, po_pdf_file *file);

/* A header cell with this ID (a string, else nothing is noted) stands in this column, from 0. */
void po_pdf_headers_note(po_pdf_headers *headers, const po_pdf_object *id, uint32_t column);

/* The rightmost column of the header cells that `list` (a string, or an array of them) names: of a cell's headers the one in its row, if there
 * is one, stands left of it, and one over several columns begins left of it. False if none is known. */
bool po_pdf_headers_find(const po_pdf_headers *headers, const po_pdf_object *list, uint32_t *ret_column);

#endif
