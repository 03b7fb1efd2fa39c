/* SPDX-License-Identifier: Apache-2.0
 *
 * PDF pages read by position: those that the document's structure does not speak for, or all of them.
 */
#ifndef PO_DOCUMENT_PDF_GEOMETRY_H
#define PO_DOCUMENT_PDF_GEOMETRY_H

#include "document/document.h"
#include "document/pdf_content.h"
#include "document/table_hints.h"

typedef struct po_pdf_geometry_input {
    po_pdf_file *file;
    const po_pdf_pages *pages;
    po_pdf_content *content; /* reads the pages for the first time; NULL: they were read, and are now read again */
    const bool *wanted;  /* by page; NULL: all */
    const char *const *doubts; /* by page: why all that is read there is uncertain, or NULL; may be NULL */
    const po_table_hints *hints;
} po_pdf_geometry_input;

/* Adds the blocks of the wanted pages to the document's, in the order of pages; blocks that stand on such pages only give way to them. Returns how many characters they hold; `ret_limited`
 * tells whether a limit cut something off. */
size_t po_pdf_geometry_read(const po_pdf_geometry_input *input, po_document *document, bool *ret_limited);

#endif
