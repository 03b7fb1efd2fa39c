/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>
#include <unistr.h>

#include "base/utf8.h"

Test(utf8, every_character_is_encoded_and_decoded) {
    for (uint32_t code = 1; code <= 0x10FFFF; code++) {
        char bytes[4];
        size_t size = po_utf8_encode(code, bytes), position = 0;
        bool surrogate = code >= 0xD800 && code <= 0xDFFF;
        uint8_t judge[4];
        int expected = surrogate ? 3 : u8_uctomb(judge, code, 4);
        uint32_t back = po_utf8_next(bytes, size, &position);
        bool right = size == (size_t)expected && (surrogate || memcmp(bytes, judge, size) == 0) &&
                     back == (surrogate ? 0xFFFD : code) && position == size;
        if (!right) { /* each assertion is a message to another process: only failures are worth one */
            cr_assert_fail("U+%04X", code);
        }
    }
}

Test(utf8, what_is_no_character_becomes_the_replacement) {
    static const uint32_t wrong[] = {0, 0xD800, 0xDFFF, 0x110000, 0xFFFFFFFF};
    for (size_t i = 0; i < 5; i++) {
        char bytes[4];
        cr_expect_eq(po_utf8_encode(wrong[i], bytes), 3);
        cr_expect_eq(memcmp(bytes, "\xEF\xBF\xBD", 3), 0);
    }
}

/* libunistring is the judge of every sequence of four bytes at the edges of the rules. */
Test(utf8, validity_agrees_with_libunistring) {
    static const unsigned char edges[] = {0x0A, 0x41, 0x7F, 0x80, 0x8F, 0x90,
                                          0x9F, 0xA0, 0xBF, 0xC2, 0xE0, 0xF4};
    enum { EDGES = sizeof edges };
    for (unsigned lead = 1; lead < 256; lead++) {
        for (unsigned n = 0; n < EDGES * EDGES * EDGES; n++) {
            unsigned char s[4] = {(unsigned char)lead, edges[n % EDGES], edges[n / EDGES % EDGES],
                                  edges[n / EDGES / EDGES]};
            for (size_t size = 1; size <= 4; size++) {
                if (po_utf8_valid((const char *)s, size) != (u8_check(s, size) == NULL)) {
                    cr_assert_fail("%02x %02x %02x %02x, %zu bytes", s[0], s[1], s[2], s[3], size);
                }
            }
        }
    }
}

Test(utf8, a_bad_byte_is_found_wherever_it_stands) {
    char text[40];
    for (size_t bad = 0; bad < sizeof text; bad++) {
        memset(text, 'x', sizeof text);
        cr_assert(po_utf8_valid(text, sizeof text));
        text[bad] = '\0';
        cr_assert_not(po_utf8_valid(text, sizeof text), "NUL at %zu", bad);
        text[bad] = (char)0xFF;
        cr_assert_not(po_utf8_valid(text, sizeof text), "0xFF at %zu", bad);
        cr_assert_eq(po_utf8_valid(text, bad), true);
    }
    cr_expect(po_utf8_valid("", 0));
}

Test(utf8, malformed_bytes_are_replaced_one_by_one) {
    const char text[] = "a\xE2\x82z\xC3\xA9";
    static const uint32_t expected[] = {'a', 0xFFFD, 0xFFFD, 'z', 0xE9};
    size_t position = 0;
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(po_utf8_next(text, sizeof text - 1, &position), expected[i]);
    }
    cr_expect_eq(position, sizeof text - 1);
}

Test(utf8, clean_text_has_no_controls_and_no_malformed_bytes) {
    po_buffer out = {0};
    const char text[] = "a\x01\tb\n\xFF"
                        "c\xC2\x85"
                        "d\r\x7F\xC3\xA9";
    po_utf8_append_clean(&out, text, sizeof text - 1);
    cr_expect_str_eq(po_buffer_text(&out), "a\xEF\xBF\xBD\tb\n\xEF\xBF\xBD"
                                           "c\xEF\xBF\xBD"
                                           "d\xEF\xBF\xBD\xEF\xBF\xBD\xC3\xA9");
    po_buffer_clear(&out);
    po_utf8_append_clean(&out, "plain é", 8);
    cr_expect_str_eq(po_buffer_text(&out), "plain é");
    po_buffer_clear(&out);
    po_utf8_append_clean(&out, "", 0);
    cr_expect_eq(out.size, 0);
    po_utf8_append(&out, 0x20AC);
    cr_expect_str_eq(po_buffer_text(&out), "€");
    po_buffer_finish(&out);
}

Test(utf8, spaces) {
    static const uint32_t spaces[] = {' ',    '\t',   '\n',   '\v',   '\f',   '\r',
                                      0x85,   0xA0,   0xAD,   0x1680, 0x180E, 0x2000,
                                      0x2003, 0x200A, 0x200B, 0x200D, 0x200F, 0x2028,
                                      0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF};
    static const uint32_t others[] = {0,      8,      14,     0x1F,   '!',    'a',    0x7F,
                                      0x84,   0x86,   0xA1,   0xE9,   0x167F, 0x2010, 0x2013,
                                      0x2027, 0x202A, 0x2061, 0x3001, 0xFFFD, 0x1F600};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        cr_expect(po_utf8_is_space(spaces[i]), "U+%04X", spaces[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        cr_expect_not(po_utf8_is_space(others[i]), "U+%04X", others[i]);
    }
}
