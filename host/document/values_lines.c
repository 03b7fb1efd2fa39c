/* SPDX-License-Identifier: Apache-2.0
 *
 * Looking for line ends. Which end a file knows is settled by its beginning, so that no line costs a search through the
 * whole file.
 */
#include "document/values_lines.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

enum { SAMPLE = 64 << 10 };

static bool is_wide(const po_values_lines *lines) {
    return lines->charset == PO_CHARSET_UTF16LE || lines->charset == PO_CHARSET_UTF16BE;
}

void po_values_lines_init(po_values_lines *lines, const uint8_t *data, size_t size) {
    *lines = (po_values_lines){.data = data, .size = size, .end = '\n'};
    lines->charset = po_charset_of_mark(data, size, &lines->begin);
    lines->at = lines->begin;
    size_t sample = size < SAMPLE ? size : SAMPLE;
    if (!is_wide(lines) && !memchr(data, '\n', sample) && memchr(data, '\r', sample)) {
        lines->end = '\r';
    }
}

void po_values_lines_finish(po_values_lines *lines) {
    po_buffer_finish(&lines->wide);
}

void po_values_lines_rewind(po_values_lines *lines) {
    lines->at = lines->begin;
}

/* UTF-16 is made UTF-8 on the way; a carriage return alone ends a line too. */
static bool next_wide(po_values_lines *lines, bool *ret_cut) {
    po_buffer_clear(&lines->wide);
    while (lines->at < lines->size && lines->wide.size <= PO_LIMIT_LINE_BYTES) {
        uint32_t c = po_charset_next(lines->data, lines->size, lines->charset, &lines->at);
        po_utf8_append(&lines->wide, c);
        if (c == '\n') {
            break;
        }
    }
    *ret_cut = lines->wide.size > PO_LIMIT_LINE_BYTES;
    return lines->wide.size > 0;
}

bool po_values_lines_next(po_values_lines *lines, const char **ret_line, size_t *ret_size, bool *ret_cut) {
    *ret_cut = false;
    if (lines->at >= lines->size) {
        return false;
    }
    if (is_wide(lines)) {
        bool more = next_wide(lines, ret_cut);
        *ret_line = po_buffer_text(&lines->wide);
        *ret_size = lines->wide.size;
        return more;
    }
    size_t rest = lines->size - lines->at, searched = rest < PO_LIMIT_LINE_BYTES ? rest : PO_LIMIT_LINE_BYTES;
    const uint8_t *start = lines->data + lines->at, *end = memchr(start, lines->end, searched);
    *ret_cut = !end && searched < rest;
    *ret_line = (const char *)start;
    *ret_size = end ? (size_t)(end - start) + 1 : searched;
    lines->at += *ret_size;
    return true;
}
