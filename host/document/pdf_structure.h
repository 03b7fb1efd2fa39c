/* SPDX-License-Identifier: Apache-2.0
 *
 * The structure tree: walked once, from the root down, looking each content item up among the marks.
 */
#ifndef PO_DOCUMENT_PDF_STRUCTURE_H
#define PO_DOCUMENT_PDF_STRUCTURE_H

#include "document/pdf_blocks.h"
#include "document/pdf_content.h"

/* True if the file has a tree (whatever MarkInfo says: published files are wrong about it in both directions). */
bool po_pdf_structure_present(po_pdf_file *file);

typedef struct po_pdf_structure_input {
    po_pdf_file *file;
    const po_pdf_pages *pages;
    const po_pdf_content *content;
    po_pdf_marks *marks; /* what is found is marked as claimed */
} po_pdf_structure_input;

/* Walks the tree into `blocks`. Returns false if a limit ended it early. */
bool po_pdf_structure_walk(const po_pdf_structure_input *input, po_pdf_blocks *blocks);

#endif
