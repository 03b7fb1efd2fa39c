/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the calendar reader: content lines (RFC 5545, 3.1). A line may be folded, even in the middle of a character or an escape; it
 * is put together byte by byte before it is decoded. What a calendar can make long is cut at PO_LIMIT_CELL_BYTES and told.
 */
#ifndef PO_DOCUMENT_ICS_LINES_H
#define PO_DOCUMENT_ICS_LINES_H

#include "base/text.h"

typedef struct po_ics_lines {
    const uint8_t *data;
    size_t size, at;
    uint32_t line;        /* of the file, from 1: of the next unread byte */
    po_buffer raw, text;  /* one content line, before and after decoding */
    uint32_t first_line;  /* where the content line begins */
    bool cut;             /* only its beginning was kept */
    uint32_t cuts, mended; /* content lines cut; lines that are not UTF-8 and were read as Windows-1252 */
} po_ics_lines;

void po_ics_lines_init(po_ics_lines *lines, const uint8_t *data, size_t size);
void po_ics_lines_finish(po_ics_lines *lines);

/* The next content line that is not blank, as UTF-8 without control characters; NULL at the end. Valid until the next call. */
const char *po_ics_lines_next(po_ics_lines *lines);

#endif
