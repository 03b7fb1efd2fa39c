/* SPDX-License-Identifier: Apache-2.0
 *
 * A sink: where the text of one paragraph or one cell gathers, squeezed as it comes, with the pages it came from.
 */
#ifndef PO_DOCUMENT_PDF_SINK_H
#define PO_DOCUMENT_PDF_SINK_H

#include "document/pdf_marks.h"

typedef struct po_pdf_sink {
    po_buffer text;
    uint32_t *pages; /* from 0, in the order met, no neighbours equal */
    size_t *starts;  /* where in the text each of them begins */
    size_t page_count, page_capacity;
    po_pdf_spot last; /* where the last fragment ended */
    uint32_t last_page;
    bool any;     /* a fragment came */
    bool space;   /* white space is due before the next letter */
    bool line;    /* a line was broken here without a space: white space, unless a word goes on */
    bool own_spaces; /* as of the last fragment */
    bool newline; /* a new paragraph is due */
    bool glue;    /* a label came: the next paragraph goes on in its line */
} po_pdf_sink;

void po_pdf_sink_finish(po_pdf_sink *sink);
void po_pdf_sink_clear(po_pdf_sink *sink);

/* Adds a fragment's text (or other text in its place). */
void po_pdf_sink_add(po_pdf_sink *sink, const po_pdf_fragment *fragment, const char *text, size_t size);

/* A paragraph begins or ends here. */
void po_pdf_sink_break(po_pdf_sink *sink);

/* A list label ends here: the item's text goes on in its line. A bullet becomes U+2022 whatever its font calls it, as every reader
 * has it; a box is an answer and stays. */
void po_pdf_sink_label(po_pdf_sink *sink);

#endif
