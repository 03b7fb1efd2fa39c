/* SPDX-License-Identifier: Apache-2.0
 *
 * Which pages of a tagged PDF its structure does not speak for, and what is said about them: pages left out, pages left out in
 * part, and pages of tables whose rows, by their places, are none.
 */
#ifndef PO_DOCUMENT_PDF_OUTSIDE_H
#define PO_DOCUMENT_PDF_OUTSIDE_H

#include "document/document.h"
#include "document/pdf_blocks.h"

typedef enum po_pdf_page_state {
    PO_PDF_PAGE_READ,
    PO_PDF_PAGE_PARTLY,  /* the structure leaves out some of its text */
    PO_PDF_PAGE_ODD,     /* a row or two of its tables stand as no rows do: in doubt */
    PO_PDF_PAGE_OUTSIDE, /* the structure leaves out most of its text: read by position */
    PO_PDF_PAGE_SPOILT   /* what the structure says of it cannot be true: read by position */
} po_pdf_page_state;

/* By page (from 0), in the arena. `blocks` may be NULL. */
const po_pdf_page_state *po_pdf_pages_judge(po_arena *arena, const po_pdf_marks *marks, const po_pdf_blocks *blocks);

/* Names the pages in diagnostics and in document->outside. Returns, by page, why what is read there is uncertain, or NULL. */
const char *const *po_pdf_pages_say(po_document *document, const po_pdf_marks *marks, const po_pdf_page_state *states);

/* A run of pages (from 0) whose `characters` were read by position. */
void po_pdf_outside_add(po_document *document, uint32_t page, size_t characters);

/* Characters of a page, artifacts not counted. */
size_t po_pdf_page_text(const po_pdf_tally *tally);

#endif
