/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8 at the borders: what comes in is checked once, what is inside is valid (RFC 3629).
 */
#ifndef PO_BASE_UTF8_H
#define PO_BASE_UTF8_H

#include "base/text.h"

/* True if `size` bytes are well-formed UTF-8 without NUL. */
bool po_utf8_valid(const char *data, size_t size);

/* Decodes one character at *position (< size), advances it; malformed bytes give U+FFFD, one byte each. */
uint32_t po_utf8_next(const char *data, size_t size, size_t *position);

/* Appends a code point; surrogates, values above U+10FFFF and 0 become U+FFFD. */
void po_utf8_append(po_buffer *buffer, uint32_t code_point);

/* Writes a code point (1..4 bytes, not NUL-terminated); returns the byte count. */
size_t po_utf8_encode(uint32_t code_point, char out[4]);

/* Appends `size` bytes with malformed sequences and control characters (but tab and newline) replaced. */
void po_utf8_append_clean(po_buffer *buffer, const char *data, size_t size);

/* White space in the Unicode sense, zero-width characters, BOM and soft hyphen excluded/included as documented
 * in utf8.c: true for everything a reader of the page sees as a gap or not at all. */
bool po_utf8_is_space(uint32_t code_point);

#endif
