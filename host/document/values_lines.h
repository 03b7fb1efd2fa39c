/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the reader of text files of values: the lines of the file as UTF-8, one after the other, whatever ends
 * them.
 */
#ifndef PO_DOCUMENT_VALUES_LINES_H
#define PO_DOCUMENT_VALUES_LINES_H

#include "base/text.h"
#include "document/charset.h"

typedef struct po_values_lines {
    const uint8_t *data;
    size_t size, at;
    size_t begin;       /* behind the byte order mark */
    po_charset charset; /* PO_CHARSET_OTHER: no mark; UTF-8, cell by cell Windows-1252 where it is none */
    char end;           /* '\n', or '\r' in files that know no other end */
    po_buffer wide;     /* the line under way, of a file in UTF-16 */
} po_values_lines;

/* `data` outlives it. po_values_lines_finish gives its memory back. */
void po_values_lines_init(po_values_lines *lines, const uint8_t *data, size_t size);
void po_values_lines_finish(po_values_lines *lines);
void po_values_lines_rewind(po_values_lines *lines);

/* The next line with its end; borrowed until the next call. False at the end of the file. `ret_cut`: the line is longer
 * than PO_LIMIT_LINE_BYTES; nothing of it is given. */
bool po_values_lines_next(po_values_lines *lines, const char **ret_line, size_t *ret_size, bool *ret_cut);

#endif
