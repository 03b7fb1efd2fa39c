/* SPDX-License-Identifier: Apache-2.0
 *
 * The text of a Word file, as its reader sees it when all changes are accepted: paragraphs, headings, lists, tables.
 */
#ifndef PO_DOCUMENT_DOCX_BODY_H
#define PO_DOCUMENT_DOCX_BODY_H

#include "document/docx_numbering.h"
#include "document/docx_styles.h"
#include "document/docx_xml.h"
#include "document/flow.h"

typedef struct po_docx_body po_docx_body;

/* Ownership: the caller destroys it; flow, styles and numbering outlive it. */
po_docx_body *po_docx_body_create(po_arena *arena, po_flow *flow, po_docx_styles *styles, po_docx_numbering *numbering);
void po_docx_body_destroy(po_docx_body *body); /* accepts NULL */

/* For po_docx_xml_read on the main part, and then on the notes, of which only those that the text refers to are read. */
po_docx_handler po_docx_body_handler(po_docx_body *body);

/* Parts in other formats that the text takes in (altChunk) and subdocuments. */
unsigned po_docx_body_foreign(const po_docx_body *body);

/* Pages begun, by the breaks that the writing program noted when it last laid out the text; 0 if it noted none. */
uint32_t po_docx_body_pages(const po_docx_body *body);
bool po_docx_body_has_notes(const po_docx_body *body, bool endnotes);

#endif
