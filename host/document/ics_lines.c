/* SPDX-License-Identifier: Apache-2.0
 *
 * Content lines. See ics_lines.h. libical's own reading of a stream is not used: it tells no line numbers, and a folded line of a hundred
 * megabytes would be kept whole.
 */
#include "document/ics_lines.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/charset.h"

void po_ics_lines_init(po_ics_lines *lines, const uint8_t *data, size_t size) {
    size_t mark = 0;
    (void)po_charset_of_mark(data, size, &mark);
    *lines = (po_ics_lines){.data = data, .size = size, .at = mark, .line = 1};
}

void po_ics_lines_finish(po_ics_lines *lines) {
    po_buffer_finish(&lines->raw);
    po_buffer_finish(&lines->text);
}

/* What stands up to the line's end is added, as far as there is room. */
static void take_rest(po_ics_lines *lines) {
    const uint8_t *from = lines->data + lines->at;
    size_t left = lines->size - lines->at;
    const uint8_t *end = memchr(from, '\n', left);
    size_t size = end ? (size_t)(end - from) : left;
    lines->at += size + (end != NULL);
    lines->line += end != NULL;
    size -= size > 0 && from[size - 1] == '\r';
    size_t room = PO_LIMIT_CELL_BYTES - lines->raw.size;
    lines->cut |= size > room;
    po_buffer_add(&lines->raw, (const char *)from, size < room ? size : room);
}

static bool folded(const po_ics_lines *lines) {
    return lines->at < lines->size && (lines->data[lines->at] == ' ' || lines->data[lines->at] == '\t');
}

/* A cut line may end inside a character. */
static void drop_half_character(po_buffer *raw) {
    while (raw->size > 0 && ((unsigned char)raw->data[raw->size - 1] & 0xC0) == 0x80)
        raw->size--;
    raw->size -= raw->size > 0 && (unsigned char)raw->data[raw->size - 1] >= 0xC0;
    po_buffer_add(raw, "", 0);
}

static void decode(po_ics_lines *lines) {
    const po_buffer *raw = &lines->raw;
    po_buffer_clear(&lines->text);
    if (po_utf8_valid(po_buffer_text(raw), raw->size) || memchr(po_buffer_text(raw), '\0', raw->size)) {
        po_utf8_append_clean(&lines->text, po_buffer_text(raw), raw->size);
        return;
    }
    po_buffer letters = {0};
    for (size_t i = 0; i < raw->size;)
        po_utf8_append(&letters, po_charset_next((const uint8_t *)raw->data, raw->size, PO_CHARSET_1252, &i));
    po_utf8_append_clean(&lines->text, po_buffer_text(&letters), letters.size);
    po_buffer_finish(&letters);
    lines->mended++;
}

const char *po_ics_lines_next(po_ics_lines *lines) {
    do {
        if (lines->at >= lines->size)
            return NULL;
        lines->first_line = lines->line;
        lines->cut = false;
        po_buffer_clear(&lines->raw);
        take_rest(lines);
        while (folded(lines)) {
            lines->at++;
            take_rest(lines);
        }
    } while (lines->raw.size == 0);
    if (lines->cut)
        drop_half_character(&lines->raw);
    lines->cuts += lines->cut;
    decode(lines);
    return po_buffer_text(&lines->text);
}
