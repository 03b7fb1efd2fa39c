/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows that stand under one element of the structure tree and on several pages.
 *
 * Browsers draw a table's header anew on each page and hang every drawing under the one header row: read as it is hung, a column
 * would be called "Metric # Metric #".
 */
#ifndef PO_DOCUMENT_PDF_REPEAT_H
#define PO_DOCUMENT_PDF_REPEAT_H

#include "document/document.h"
#include "document/pdf_sink.h"

/* The text of the first page, if each further page says the same again; NULL if the text stands on one page or differs.
 * Ownership: the arena's. */
const char *po_pdf_repeat_once(po_arena *arena, const po_pdf_sink *sink);

/* Takes the repetitions out of a row if all its cells with text repeat it: a header, or two cells or more (a single cell of values may say
 * the same twice). `once` has a text for each cell, or NULL. */
void po_pdf_repeat_drop(po_cell *cells, const char *const *once, uint32_t count);

#endif
