/* SPDX-License-Identifier: Apache-2.0
 *
 * What is drawn on a page, with its places: words and ruling lines. Collected by the content interpreter only when somebody asks
 * (reading by position, document/pdf_geometry.h); reading by structure pays nothing for it.
 *
 * Ownership: the caller inits and finishes it; lists hold one page and are cleared by the next.
 */
#ifndef PO_DOCUMENT_PDF_INK_H
#define PO_DOCUMENT_PDF_INK_H

#include "base/text.h"

/* A word in page space; its text is `size` bytes at `at` in the ink's text. */
typedef struct po_pdf_ink_word {
    size_t at, size;
    float x0, y0, x1, y1;   /* where it begins and ends on its base line */
    float along_x, along_y; /* unit vector of the writing direction */
    float em;
} po_pdf_ink_word;

typedef struct po_pdf_ink_line {
    float x0, y0, x1, y1;
} po_pdf_ink_line;

typedef struct po_pdf_ink {
    po_buffer text;
    po_pdf_ink_word *words;
    size_t word_count, word_capacity;
    po_pdf_ink_line *lines;
    size_t line_count, line_capacity;
    po_pdf_ink_line *path; /* of the path under way */
    size_t path_count, path_capacity;
    float start_x, start_y, at_x, at_y; /* of the subpath, of the pen */
    bool word_open;
    bool limited;
} po_pdf_ink;

void po_pdf_ink_clear(po_pdf_ink *ink);
void po_pdf_ink_finish(po_pdf_ink *ink);

#endif
