/* SPDX-License-Identifier: Apache-2.0
 *
 * What character codes say: ToUnicode, encodings, glyph names, codespaces.
 */
#include "pdf_expect.h"

/* The text of `shown` (a string operand) in a font with this dictionary; `to_unicode` may be NULL and is object 10. */
static char *read_in(const char *font, const char *to_unicode, const char *shown) {
    pdf_builder *pdf = pdf_builder_create();
    po_buffer content = {0};
    po_buffer_printf(&content, "/P <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td %s Tj ET EMC", shown);
    pdf_tagged parts = {.content = content.data, .kids = PARAGRAPH_OF(0)};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 5, font);
    if (to_unicode) {
        pdf_stream_text(pdf, 10, "", to_unicode);
    }
    char *read = pdf_read(pdf);
    pdf_builder_destroy(pdf);
    po_buffer_finish(&content);
    return read;
}

#define EXPECT_IN(font, to_unicode, shown, expected)                                               \
    do {                                                                                           \
        char *read_ = read_in(font, to_unicode, shown);                                            \
        cr_expect_str_eq(read_, expected, "reads: %s", read_);                                     \
        free(read_);                                                                               \
    } while (0)

#define SIMPLE(rest) "<< /Type /Font /Subtype /Type1 /BaseFont /Any " rest " >>"
#define COMPOSITE(encoding)                                                                        \
    "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding " encoding " /ToUnicode 10 0 R "       \
    "/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /DW 500 >>] >>"

Test(pdf_font, base_encodings) {
    EXPECT_IN(SIMPLE("/Encoding /WinAnsiEncoding"), NULL, "(\\223caf\\351\\224 \\200)", "P \xE2\x80\x9C" "caf\xC3\xA9\xE2\x80\x9D \xE2\x82\xAC");
    EXPECT_IN(SIMPLE("/Encoding /MacRomanEncoding"), NULL, "(caf\\216 \\245)", "P caf\xC3\xA9 \xE2\x80\xA2");
    EXPECT_IN(SIMPLE(""), NULL, "(\\256\\047)", "P \xEF\xAC\x81\xE2\x80\x99");
    EXPECT_IN("<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>", NULL, "(ab\\267)", "P \xCE\xB1\xCE\xB2\xE2\x80\xA2");
    EXPECT_IN("<< /Type /Font /Subtype /Type1 /BaseFont /ZapfDingbats >>", NULL, "(4)", "P \xE2\x9C\x94");
}

Test(pdf_font, differences_and_glyph_names) {
    EXPECT_IN(SIMPLE("/Encoding << /Differences [65 /fi /f_f_i /uni00E9 /u1F600 /A.sc 1 /Euro] >>"), NULL, "(ABCDE\\001F)",
              "P \xEF\xAC\x81" "ffi\xC3\xA9\xF0\x9F\x98\x80" "A\xE2\x82\xAC" "F");
    EXPECT_IN(SIMPLE("/Encoding << /Differences [65 /.notdef /g37] >>"), NULL, "(xAB)", "P x\xEF\xBF\xBD\nPDF-005");
}

Test(pdf_font, to_unicode_before_encoding) {
    EXPECT_IN(SIMPLE("/Encoding /WinAnsiEncoding /ToUnicode 10 0 R"), "1 beginbfchar <41> <005A> endbfchar", "(AB)", "P ZB");
    EXPECT_IN(SIMPLE("/Encoding /WinAnsiEncoding /ToUnicode 10 0 R"), "1 beginbfchar <0041> <005A> endbfchar", "(AB)", "P ZB");
}

Test(pdf_font, bfrange_with_array_and_several_letters) {
    EXPECT_IN(COMPOSITE("/Identity-H"),
              "2 beginbfrange <0001> <0003> [<0041> <00660066> <D83DDE00>] <0010> <0012> <0061> endbfrange",
              "<0001000200030010001100120011>", "P Aff\xF0\x9F\x98\x80" "abcb");
    EXPECT_IN(COMPOSITE("/Identity-H"), "1 beginbfrange <0001> <0003> <00660061> endbfrange", "<000100020003>", "P fafbfc");
    EXPECT_IN(COMPOSITE("/Identity-H"), "1 beginbfrange <0000> <FFFF> <0000> endbfrange", "<00410042>", "P AB");
}

Test(pdf_font, code_without_meaning_is_seen) {
    EXPECT_IN(COMPOSITE("/Identity-H"), "1 beginbfchar <0001> <0041> endbfchar", "<00010002>", "P A\xEF\xBF\xBD\nPDF-005");
}

static char *read_codespace(const char *cmap, const char *to_unicode, const char *shown) {
    pdf_builder *pdf = pdf_builder_create();
    po_buffer content = {0};
    po_buffer_printf(&content, "/P <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td %s Tj ET EMC", shown);
    pdf_tagged parts = {.content = content.data, .kids = PARAGRAPH_OF(0)};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 5, COMPOSITE("11 0 R"));
    pdf_stream_text(pdf, 10, "", to_unicode);
    pdf_stream_text(pdf, 11, "/Type /CMap", cmap);
    char *read = pdf_read(pdf);
    pdf_builder_destroy(pdf);
    po_buffer_finish(&content);
    return read;
}

Test(pdf_font, codespaces_of_one_and_three_bytes) {
    char *read = read_codespace("2 begincodespacerange <00> <7F> <800000> <8FFFFF> endcodespacerange "
                                "1 begincidrange <00> <7F> 0 endcidrange",
                                "2 beginbfchar <41> <0061> <800001> <0062> endbfchar", "<4180000141>");
    cr_expect_str_eq(read, "P aba", "%s", read);
    free(read);
}

Test(pdf_font, codes_outside_every_codespace) {
    char *read = read_codespace("1 begincodespacerange <20> <7F> endcodespacerange", "1 beginbfchar <41> <0061> endbfchar",
                                "<41FF41>");
    cr_expect_str_eq(read, "P a\xEF\xBF\xBD" "a\nPDF-005", "%s", read);
    free(read);
}

Test(pdf_font, utf16_codes) {
    EXPECT_IN("<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /UniJIS-UTF16-H /DescendantFonts [<< /DW 1000 >>] >>",
              NULL, "<00410042>", "P AB");
}

/* Widths decide words only: [50 [200]] makes 'A' 0.2 em wide, so the next string begins away from it. */
Test(pdf_font, widths_of_composite_fonts) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = "/P <</MCID 0>> BDC BT /F1 10 Tf 72 700 Td <0032> Tj 5 0 Td <0033> Tj 10 0 Td <0034> Tj ET EMC",
                        .kids = PARAGRAPH_OF(0)};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 5,
            "<< /Type /Font /Subtype /Type0 /BaseFont /Any /Encoding /Identity-H /ToUnicode 10 0 R /DescendantFonts [<< /DW 1000 "
            "/W [50 [200] 51 51 1000] >>] >>");
    pdf_stream_text(pdf, 10, "", "1 beginbfrange <0032> <0034> <0041> endbfrange");
    EXPECT_READ(pdf, "P A BC");
}

Test(pdf_font, widths_of_simple_and_type3_fonts) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = "/P <</MCID 0>> BDC BT /F1 10 Tf 72 700 Td (A) Tj 5 0 Td (B) Tj 10 0 Td (C) Tj ET EMC",
                        .kids = PARAGRAPH_OF(0)};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 5,
            "<< /Type /Font /Subtype /Type3 /FontMatrix [0.01 0 0 0.01 0 0] /FirstChar 65 /Widths [20 100 100] /Encoding "
            "/WinAnsiEncoding >>");
    EXPECT_READ(pdf, "P A BC");
}

Test(pdf_font, font_that_is_missing_or_none) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC BT /F9 12 Tf (x) Tj /F1 12 Tf (y) Tj ET EMC", PARAGRAPH_OF(0), "P y");
}

Test(pdf_font, font_set_by_graphics_state) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = "/P <</MCID 0>> BDC BT /G1 gs (state) Tj ET EMC",
                        .kids = PARAGRAPH_OF(0),
                        .resources = "/ExtGState << /G1 << /Font [5 0 R 12] >> >>"};
    pdf_set_tagged(pdf, &parts);
    EXPECT_READ(pdf, "P state");
}
