/* SPDX-License-Identifier: Apache-2.0
 *
 * Decoding, one character at a time. The table is that of the WHATWG Encoding Standard for windows-1252.
 */
#include "document/charset.h"

#include <string.h>

#include "base/utf8.h"

po_charset po_charset_of_mark(const uint8_t *data, size_t size, size_t *ret_length) {
    *ret_length = 2;
    if (size >= 2 && data[0] == 0xFF && data[1] == 0xFE) {
        return PO_CHARSET_UTF16LE;
    }
    if (size >= 2 && data[0] == 0xFE && data[1] == 0xFF) {
        return PO_CHARSET_UTF16BE;
    }
    *ret_length = size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    return *ret_length ? PO_CHARSET_UTF8 : PO_CHARSET_OTHER;
}

/* 0x80 to 0x9F of Windows-1252; the rest is Latin-1. */
static uint32_t from_1252(uint8_t byte) {
    static const uint16_t upper[32] = {0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                       0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                       0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                       0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
    return byte >= 0x80 && byte < 0xA0 ? upper[byte - 0x80] : byte;
}

static uint32_t unit16(const uint8_t *at, bool big) {
    return big ? (uint32_t)at[0] << 8 | at[1] : (uint32_t)at[1] << 8 | at[0];
}

static uint32_t next16(const uint8_t *data, size_t size, bool big, size_t *at) {
    if (size - *at < 2) {
        *at = size;
        return 0xFFFD;
    }
    uint32_t code = unit16(data + *at, big);
    *at += 2;
    if (code >= 0xD800 && code < 0xDC00 && size - *at >= 2) {
        uint32_t low = unit16(data + *at, big);
        if (low >= 0xDC00 && low < 0xE000) {
            *at += 2;
            return 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
    }
    return code;
}

uint32_t po_charset_next(const uint8_t *data, size_t size, po_charset of, size_t *at) {
    if (of == PO_CHARSET_1252) {
        return from_1252(data[(*at)++]);
    }
    if (of == PO_CHARSET_UTF16LE || of == PO_CHARSET_UTF16BE) {
        return next16(data, size, of == PO_CHARSET_UTF16BE, at);
    }
    return po_utf8_next((const char *)data, size, at);
}
