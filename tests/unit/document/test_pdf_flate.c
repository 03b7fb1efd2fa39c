/* SPDX-License-Identifier: Apache-2.0
 *
 * Measuring compressed data. The samples are zlib's, made of known bytes.
 */
#include <criterion/criterion.h>

#include "document/pdf_flate.h"

/* zlib.compress(b"", 9), (b"a" * 1000, 9), and b"hello hello hello" stored (level 0). */
static const uint8_t empty[] = {0x78, 0xDA, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01};
static const uint8_t repeated[] = {0x78, 0xDA, 0x4B, 0x4C, 0x1C, 0x05, 0xA3, 0x60, 0x14, 0x0C, 0x77, 0x00,
                                   0x00, 0xF9, 0xD8, 0x7A, 0xF8};
static const uint8_t stored[] = {0x78, 0x01, 0x01, 0x05, 0x00, 0xFA, 0xFF, 'h', 'e', 'l', 'l', 'o',
                                 0x06, 0x2C, 0x02, 0x15};

Test(pdf_flate, sizes) {
    cr_expect_eq(po_pdf_flate_size(empty, sizeof empty, 1000), 0);
    cr_expect_eq(po_pdf_flate_size(repeated, sizeof repeated, 100000), 1000);
    cr_expect_eq(po_pdf_flate_size(stored, sizeof stored, 1000), 5);
}

Test(pdf_flate, stops_at_the_limit) {
    size_t size = po_pdf_flate_size(repeated, sizeof repeated, 300);
    cr_expect_gt(size, 300);
    cr_expect_lt(size, 1000);
}

Test(pdf_flate, every_truncation_ends) {
    for (size_t size = 0; size < sizeof repeated; size++) {
        cr_expect_leq(po_pdf_flate_size(repeated, size, 100000), 1000);
    }
}

Test(pdf_flate, every_changed_byte_ends) {
    for (size_t at = 0; at < sizeof repeated; at++) {
        for (unsigned value = 0; value < 256; value++) {
            uint8_t changed[sizeof repeated];
            for (size_t i = 0; i < sizeof repeated; i++) {
                changed[i] = i == at ? (uint8_t)value : repeated[i];
            }
            cr_expect_leq(po_pdf_flate_size(changed, sizeof changed, 4000), 4000 + 65535);
        }
    }
}
