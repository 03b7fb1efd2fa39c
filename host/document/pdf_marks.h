/* SPDX-License-Identifier: Apache-2.0
 *
 * The text of a document by marked content: what one pass over the pages collects, and what the structure tree asks for.
 *
 * A fragment is text that was shown without interruption under one mark (container, MCID). A container is a page or a form
 * XObject with marks of its own. A mark that another interrupts has several fragments. Fragments keep where they begin and end on the
 * page, so that the space between two of them can be told.
 */
#ifndef PO_DOCUMENT_PDF_MARKS_H
#define PO_DOCUMENT_PDF_MARKS_H

#include "base/text.h"

/* A point on a page in its own units, and how the writing there runs. */
typedef struct po_pdf_spot {
    float x, y;
    float along_x, along_y; /* unit vector of the writing direction */
    float em;               /* size of the letters */
} po_pdf_spot;

typedef struct po_pdf_fragment {
    uint32_t container, mcid;
    uint32_t page;       /* from 0 */
    uint32_t characters; /* without white space */
    uint32_t unreadable; /* of them, drawn in a font that does not say what they mean */
    size_t at, size;     /* of its text */
    po_pdf_spot start, end;
    bool claimed;
    bool own_spaces; /* its page draws a space before it breaks a line between words */
} po_pdf_fragment;

/* Stands in a fragment's text where a line was broken without a space. */
#define PO_PDF_LINE_BREAK '\n'


/* Characters of one page, white space not counted. */
typedef struct po_pdf_tally {
    size_t marked, unmarked; /* under an MCID; under none and no artifact */
    size_t claimed;          /* by the structure tree */
    size_t unreadable;       /* of the claimed */
    size_t lines_spaced, lines_bare; /* lines broken after a space, and after something else */
} po_pdf_tally;

typedef struct po_pdf_marks {
    po_buffer text;
    po_pdf_fragment *fragments;
    size_t count, capacity;
    po_pdf_tally *pages; /* one per page */
    uint32_t page_count;
    size_t lines_spaced, lines_bare; /* of all pages sealed so far */
    struct po_pdf_extent {
        size_t first, count; /* fragments, sorted by mcid */
    } *containers;           /* pages first, then forms */
    uint32_t container_count, container_capacity;
} po_pdf_marks;

void po_pdf_marks_init(po_pdf_marks *marks, uint32_t page_count);
void po_pdf_marks_finish(po_pdf_marks *marks);

/* A further container, for a form. */
uint32_t po_pdf_marks_container(po_pdf_marks *marks);

/* Starts a fragment; its text is what is then added to `marks->text`, up to po_pdf_marks_end. */
po_pdf_fragment *po_pdf_marks_begin(po_pdf_marks *marks, uint32_t container, uint32_t mcid, uint32_t page);

/* Sorts the fragments that `page` added since `first`, so that they can be found. */
void po_pdf_marks_seal(po_pdf_marks *marks, size_t first, uint32_t page);

/* The fragments of a mark, in the order shown; NULL if there are none. */
po_pdf_fragment *po_pdf_marks_find(po_pdf_marks *marks, uint32_t container, int64_t mcid, size_t *ret_count);

/* How the pen got from one place to the next. */
typedef enum po_pdf_step {
    PO_PDF_STEP_ON,   /* the same word */
    PO_PDF_STEP_GAP,  /* a new word on the same line */
    PO_PDF_STEP_LINE  /* another line */
} po_pdf_step;

/* A step of more than 0.18 em forward or 1 em back is a gap, one of more than 0.5 em off the line is another line. */
po_pdf_step po_pdf_spot_step(const po_pdf_spot *from, const po_pdf_spot *to);

#endif
