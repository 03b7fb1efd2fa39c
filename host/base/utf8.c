/* SPDX-License-Identifier: Apache-2.0
 *
 * UTF-8 decoding and encoding (RFC 3629).
 *
 * Why not libunistring here: bytes from documents are checked one by one on every border, and most
 * of them are ASCII; and one malformed byte must become one U+FFFD, so that counts do not depend on
 * the bytes around it.
 *
 * po_utf8_is_space: white space as Unicode has it (tab, line ends, space, NEL, NBSP, U+1680,
 * U+2000..U+200A, U+2028, U+2029, U+202F, U+205F, U+3000), and what no reader sees: U+00AD soft
 * hyphen, U+180E, U+200B zero-width space, U+200C, U+200D joiners, U+200E, U+200F direction marks,
 * U+2060 word joiner, U+FEFF byte order mark.
 */
#include "base/utf8.h"

#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* Length of the sequence that starts at `s`, 0 if it is malformed or longer than `left`; sets
 * *ret_code. */
static size_t decode(const unsigned char *s, size_t left, uint32_t *ret_code) {
    unsigned char lead = s[0];
    if (lead < 0x80) {
        *ret_code = lead;
        return 1;
    }
    size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || length > left) {
        return 0;
    }
    uint32_t code = lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            return 0;
        }
        code = code << 6 | (s[i] & 0x3Fu);
    }
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        return 0;
    }
    *ret_code = code;
    return length;
}

/* Number of bytes from `i` on that are ASCII and not NUL, in steps of eight: the usual case,
 * quickly. */
static size_t skip_ascii(const unsigned char *s, size_t i, size_t size) {
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t highs = UINT64_C(0x8080808080808080);
    while (size - i >= 8) {
        uint64_t word;
        memcpy(&word, s + i, 8);
        if ((word & highs) || ((word - ones) & ~word & highs)) {
            break;
        }
        i += 8;
    }
    return i;
}

bool po_utf8_valid(const char *data, size_t size) {
    const unsigned char *s = (const unsigned char *)data;
    size_t i = 0;
    while (i < size) {
        i = skip_ascii(s, i, size);
        uint32_t code = 0;
        size_t length = i < size ? decode(s + i, size - i, &code) : 0;
        if (i < size && (length == 0 || code == 0)) {
            return false;
        }
        i += length;
    }
    return true;
}

uint32_t po_utf8_next(const char *data, size_t size, size_t *position) {
    uint32_t code = REPLACEMENT;
    size_t length = decode((const unsigned char *)data + *position, size - *position, &code);
    *position += length ? length : 1;
    return code;
}

size_t po_utf8_encode(uint32_t code, char out[4]) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        code = REPLACEMENT;
    }
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(unsigned char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)(unsigned char)(leads[length] | code);
    return length;
}

void po_utf8_append(po_buffer *buffer, uint32_t code_point) {
    char bytes[4];
    size_t length = po_utf8_encode(code_point, bytes);
    po_buffer_add(buffer, bytes, length);
}

static bool is_control(uint32_t code) {
    return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0);
}

void po_utf8_append_clean(po_buffer *buffer, const char *data, size_t size) {
    size_t clean = 0; /* start of the bytes that are fine and not yet added */
    for (size_t i = 0; i < size;) {
        size_t start = i;
        uint32_t code = 0;
        size_t length = decode((const unsigned char *)data + i, size - i, &code);
        i += length ? length : 1;
        if (length == 0 || is_control(code)) {
            po_buffer_add(buffer, data + clean, start - clean);
            po_utf8_append(buffer, REPLACEMENT);
            clean = i;
        }
    }
    if (clean < size) {
        po_buffer_add(buffer, data + clean, size - clean);
    }
}

bool po_utf8_is_space(uint32_t c) {
    if (c < 0x80) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
    if (c < 0x1680) {
        return c == 0x85 || c == 0xA0 || c == 0xAD;
    }
    return c == 0x1680 || c == 0x180E || (c >= 0x2000 && c <= 0x200F) || c == 0x2028 ||
           c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x2060 || c == 0x3000 || c == 0xFEFF;
}
