/* SPDX-License-Identifier: Apache-2.0
 *
 * Page content: one pass over each page's operators, which leaves the text of every mark in po_pdf_marks.
 *
 * Only what moves text or marks is understood; painting, colour and clipping are passed over.
 */
#ifndef PO_DOCUMENT_PDF_CONTENT_H
#define PO_DOCUMENT_PDF_CONTENT_H

#include "document/pdf_font.h"
#include "document/pdf_ink.h"
#include "document/pdf_marks.h"
#include "document/pdf_page.h"

typedef struct po_pdf_content po_pdf_content;

#define PO_PDF_NO_CONTAINER UINT32_MAX

/* Ownership: the caller destroys it; file, pages and marks must outlive it. */
po_pdf_content *po_pdf_content_create(po_pdf_file *file, const po_pdf_pages *pages, po_pdf_marks *marks);
void po_pdf_content_destroy(po_pdf_content *content); /* accepts NULL */

/* From now on, what pages draw is also put into `ink`, which is cleared at the beginning of each. */
void po_pdf_content_collect(po_pdf_content *content, po_pdf_ink *ink);

/* Reads one page (from 0). */
void po_pdf_content_read(po_pdf_content *content, uint32_t page);

/* The container of a form XObject that was painted, by object number, or PO_PDF_NO_CONTAINER. */
uint32_t po_pdf_content_form(const po_pdf_content *content, uint32_t number);

/* True if text was left out because a limit was reached. */
bool po_pdf_content_limited(const po_pdf_content *content);

#endif
