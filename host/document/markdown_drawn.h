/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables that are drawn with characters, as Pandoc writes Word tables whose cells do not fit one line of Markdown:
 *
 *     +--------+---------+        ------------------        Role        Number
 *     | Metric | Base    |        Metric   Base             ----------- ------
 *     |        | line    |                 line             Principal   1
 *     +========+=========+        -------- ---------
 *     | ...    | ...     |        ...      ...
 *     +--------+---------+        ------------------
 *
 * Why by itself: the Markdown library knows none of them. What is found is handed on as rows of ordinary cells, each as one line of Markdown
 * (`<br>` between paragraphs), so that everything inside cells is read as it is elsewhere.
 */
#ifndef PO_DOCUMENT_MARKDOWN_DRAWN_H
#define PO_DOCUMENT_MARKDOWN_DRAWN_H

#include "base/arena.h"

/* One row: the line it begins on, from 0 at the table's first, and a text for each column. */
typedef struct po_drawn_row {
    uint32_t line;
    const char **cells;
} po_drawn_row;

typedef struct po_drawn_table {
    PO_LIST(po_drawn_row) rows;
    size_t columns;
    bool header;  /* the first row is one */
    size_t size;  /* bytes of all its lines, the last one's end included */
    uint32_t lines;
} po_drawn_table;

/* Does a drawn table begin where `text` does (the beginning of a line)? One that is not closed within `size` bytes is none.
 * `budget`: lines that may still be looked at in vain; counted down, so that a file of nothing but rulers is read in linear time.
 * Ownership: an arena that is made when there is something to look at; the caller destroys it. */
bool po_drawn_table_find(po_arena **ret_arena, const char *text, size_t size, size_t *budget, po_drawn_table *ret_table);

#endif
