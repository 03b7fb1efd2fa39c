/* SPDX-License-Identifier: Apache-2.0
 *
 * Markdown before it is parsed: cut into chunks, tables made regular, and what would make the parser slow taken out.
 *
 * Why: the parser builds a tree, so a file is handed to it in chunks of bounded size. It drops cells that a row has beyond the
 * header's, and people's and machines' tables do have them: headers are widened to the widest row. A table that goes on behind a page mark
 * without a header gets one, marked as invented. And it takes time that grows with the square of nesting and of unmatched brackets.
 */
#ifndef PO_DOCUMENT_MARKDOWN_LINES_H
#define PO_DOCUMENT_MARKDOWN_LINES_H

#include "base/text.h"

typedef struct po_markdown_lines {
    const char *text; /* the file */
    size_t size, at;
    uint32_t line; /* of `at`, from 1 */
    char fence;    /* inside a fenced block: its sign, or 0 */
    bool transcript_fence; /* the whole text was put into a block "markdown" */
    size_t specials;       /* in the paragraph so far */
    bool after_blank;
    /* a table cut by the end of a chunk */
    bool in_table;
    size_t columns;
    size_t drawn_budget; /* markdown_drawn.h */
    bool too_wide; /* a table had more cells in a row than are read */
} po_markdown_lines;

typedef struct po_markdown_chunk {
    po_buffer text;
    uint32_t *lines; /* for each line of `text` its number in the file; 0: invented */
    size_t line_count, line_capacity;
    bool resumes_table; /* begins with the rest of the last chunk's table, under an invented header */
} po_markdown_chunk;

void po_markdown_lines_init(po_markdown_lines *lines, const char *text, size_t size);

/* The next chunk; false at the end. Ownership: the caller finishes the chunk, once. */
bool po_markdown_lines_next(po_markdown_lines *lines, po_markdown_chunk *chunk);
void po_markdown_chunk_finish(po_markdown_chunk *chunk);

/* "| --- | :--: |": the row that makes a table of the line before it. */
bool po_markdown_is_delimiter(const char *line, size_t size);

#endif
