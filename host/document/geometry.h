/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading by position: words and lines drawn on a page become paragraphs, list items and tables. One engine for laid-out text
 * (document/text_layout.h), where a word's place is a line and a character column, and for PDF pages without structure
 * (document/pdf_geometry.h).
 *
 * A table is known by the labels of its header (document/table_hints.h), wherever it stands and however they are wrapped; its
 * columns by the header, the ruling lines and the white between the words below; its rows by ruling lines, else by
 * the columns that name a row. What that leaves uncertain is read as it most likely is, and carries `doubt`: a cell whose
 * words reach over into another column, a row whose beginning is a guess, words drawn over each other.
 *
 * Pages are handed in one by one; a table goes on over them. First every page is surveyed for what is printed at the top and
 * bottom of most of them, then it is read. y grows downwards.
 *
 * Bounds: time is that of sorting a page's words; labels are tried a bounded number of times at each word; places that are no numbers
 * become 0, places beyond PO_GEOMETRY_FAR become that.
 */
#ifndef PO_DOCUMENT_GEOMETRY_H
#define PO_DOCUMENT_GEOMETRY_H

#include "document/document.h"
#include "document/table_hints.h"

#define PO_GEOMETRY_FAR 1000000.0F
/* A page with more words is read in parts. */
#define PO_GEOMETRY_WORDS_MAX ((size_t)100000)

/* `text` is UTF-8 without white space, borrowed until the page is read. */
typedef struct po_geometry_word {
    const char *text;
    uint32_t size;
    float x0, x1, y; /* y: the base line */
} po_geometry_word;

/* A ruling line, upright (x0 == x1) or level (y0 == y1); others are ignored. */
typedef struct po_geometry_rule {
    float x0, y0, x1, y1;
} po_geometry_rule;

/* How this page's places are to be understood. */
typedef struct po_geometry_scale {
    float gap;   /* white between two words that parts columns */
    float join;  /* white between two pieces that parts words; less is one word */
    float pitch; /* from one line to the next */
    float same;  /* two words whose base lines differ by at most this stand on one line */
    float letter; /* usual width of a letter */
} po_geometry_scale;

/* Words and rules are sorted in place. */
typedef struct po_geometry_page {
    uint32_t number;     /* from 1 */
    uint32_t first_line; /* of the file, or 0 where lines have no numbers; y is then 0, 1, 2… */
    po_geometry_word *words;
    size_t word_count;
    po_geometry_rule *rules;
    size_t rule_count;
    po_geometry_scale scale;
    const char *doubt; /* why all that is read here is uncertain, or NULL */
} po_geometry_page;

typedef struct po_geometry po_geometry;

/* `hints` may be NULL: then no table is known. Tables are numbered after `last_table`. Ownership: the caller destroys it; blocks stay
 * with the document. */
po_geometry *po_geometry_create(po_document *document, const po_table_hints *hints, uint32_t last_table);
void po_geometry_destroy(po_geometry *geometry); /* accepts NULL */

/* Notes the first and last lines of a page; only they need to be given. */
void po_geometry_survey(po_geometry *geometry, const po_geometry_page *page);

/* Reads a page; a page may come in parts, from the top. */
void po_geometry_read(po_geometry *geometry, const po_geometry_page *page);

/* After the last page: what is open becomes a block. */
void po_geometry_end(po_geometry *geometry);

#endif
