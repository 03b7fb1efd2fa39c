/* SPDX-License-Identifier: Apache-2.0
 *
 * How bytes are letters: the encodings that people's programs write text in.
 *
 * UTF-8 is what everything should be; UTF-16 is told by its byte order mark; Windows-1252 is what "ANSI", "Latin-1" and
 * "ASCII" mean in practice. Others are not read.
 */
#ifndef PO_DOCUMENT_CHARSET_H
#define PO_DOCUMENT_CHARSET_H

#include "base/status.h"

typedef enum po_charset {
    PO_CHARSET_UTF8,
    PO_CHARSET_1252,
    PO_CHARSET_UTF16LE,
    PO_CHARSET_UTF16BE,
    PO_CHARSET_OTHER
} po_charset;

/* By the byte order mark, whose length is `ret_length`; PO_CHARSET_OTHER and 0 without one. */
po_charset po_charset_of_mark(const uint8_t *data, size_t size, size_t *ret_length);

/* One character at `*at`, which is advanced; `*at` < `size`. What is malformed gives U+FFFD. */
uint32_t po_charset_next(const uint8_t *data, size_t size, po_charset of, size_t *at);

#endif
