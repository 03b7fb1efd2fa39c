/* SPDX-License-Identifier: Apache-2.0
 *
 * The page tree: pages in order, with what they inherit.
 */
#ifndef PO_DOCUMENT_PDF_PAGE_H
#define PO_DOCUMENT_PDF_PAGE_H

#include "document/pdf_file.h"

typedef struct po_pdf_page {
    uint32_t number; /* object number, 0 for a page that is no object of its own */
    const po_pdf_object *dictionary, *resources;
} po_pdf_page;

typedef struct po_pdf_pages {
    PO_LIST(po_pdf_page) list;
    uint32_t *by_number; /* object number -> page from 1 */
    uint32_t size;
    bool limited; /* PO_LIMIT_PAGES was reached */
} po_pdf_pages;

/* Reads the tree; lists live in the file's arena. */
void po_pdf_pages_read(po_pdf_file *file, po_pdf_pages *ret_pages);

/* The page with this object number, from 0; -1 if there is none. */
int64_t po_pdf_pages_find(const po_pdf_pages *pages, uint32_t number);

/* All of a page's content streams, joined by white space; the caller frees it. NULL if there is none. */
char *po_pdf_page_content(po_pdf_file *file, const po_pdf_page *page, size_t *ret_size);

#endif
