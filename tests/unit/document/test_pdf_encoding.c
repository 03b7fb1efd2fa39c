/* SPDX-License-Identifier: Apache-2.0
 *
 * Glyph names, base encodings, standard widths.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "document/pdf_encoding.h"

Test(pdf_encoding, glyph_names_by_themselves) {
    static const struct {
        const char *name, *text;
    } cases[] = {{"ff", "\xEF\xAC\x80"}, {"ffl", "\xEF\xAC\x84"}, {"uni00410042", "AB"}, {"Lcommaaccent", "\xC4\xBB"},
                 {"a100", "\xE2\x9D\x9E"}, {"dalethatafpatah", "\xD7\x93\xD6\xB2"}, {"u0041", "A"}, {"nosuchname", NULL},
                 {"uni004", NULL}, {"", NULL}, {"f_", "f"}, {"_", NULL}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_buffer text = {0};
        bool known = po_pdf_glyph_text(cases[i].name, strlen(cases[i].name), &text);
        cr_expect_eq(known, cases[i].text != NULL, "%s", cases[i].name);
        if (known && cases[i].text) {
            cr_expect_str_eq(po_buffer_text(&text), cases[i].text, "%s", cases[i].name);
        }
        po_buffer_finish(&text);
    }
}

Test(pdf_encoding, tables) {
    cr_expect_eq(po_pdf_encoding("WinAnsiEncoding", 15)[0x80], 0x20AC);
    cr_expect_eq(po_pdf_encoding("MacRomanEncoding", 16)[0x8E], 0xE9);
    cr_expect_eq(po_pdf_encoding("StandardEncoding", 16)[0x27], 0x2019);
    cr_expect_eq(po_pdf_encoding("Symbol", 6)['a'], 0x3B1);
    cr_expect_eq(po_pdf_encoding("ZapfDingbats", 12)['4'], 0x2714);
    cr_expect_null(po_pdf_encoding("MacExpertEncoding", 17));
}

Test(pdf_encoding, standard_widths) {
    cr_expect_eq(po_pdf_standard_widths("Helvetica", 9)[0], 278);
    cr_expect_eq(po_pdf_standard_widths("Helvetica-Bold", 14)['A' - 32], 722);
    cr_expect_eq(po_pdf_standard_widths("Times-Roman", 11)['A' - 32], 722);
    cr_expect_eq(po_pdf_standard_widths("Times-BoldItalic", 16)['W' - 32], 889);
    cr_expect_null(po_pdf_standard_widths("Garamond", 8));
}
