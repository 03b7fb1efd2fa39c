/* SPDX-License-Identifier: Apache-2.0
 *
 * Words and lines by the way of the pen.
 */
#include "pdf_expect.h"

#define WORDS(matrix, text)                                                                        \
    "/P <</MCID 0>> BDC q " matrix " cm BT /F1 10 Tf 0 0 Td " text " ET Q EMC"

#define LINE(text) "0 -14 Td (" text ") Tj "

Test(pdf_content_text, words_by_distance) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "[(one) -250 (two) -100 (three)] TJ"), PARAGRAPH_OF(0), "P one twothree");
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "(one) Tj 0 -14 Td (two) Tj"), PARAGRAPH_OF(0), "P one two");
}

Test(pdf_content_text, words_on_flipped_and_turned_axes) {
    EXPECT_TAGGED(WORDS("1 0 0 -1 72 700", "1 0 0 -1 0 0 Tm [(one) -250 (two)] TJ (three) Tj"), PARAGRAPH_OF(0),
                  "P one twothree");
    EXPECT_TAGGED(WORDS("0 1 -1 0 300 100", "[(one) -250 (two) 1 (three)] TJ"), PARAGRAPH_OF(0), "P one twothree");
    EXPECT_TAGGED(WORDS("-1 0 0 -1 300 100", "[(one) -250 (two) 1 (three)] TJ"), PARAGRAPH_OF(0), "P one twothree");
}

Test(pdf_content_text, rotated_page) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = WORDS("0 1 -1 0 300 100", "[(one) -250 (two) 1 (three)] TJ"),
                        .kids = PARAGRAPH_OF(0),
                        .page = "/Rotate 90"};
    pdf_set_tagged(pdf, &parts);
    EXPECT_READ(pdf, "P one twothree");
}

Test(pdf_content_text, character_and_word_spacing_are_no_gaps) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "3 Tc 20 Tw [(wi) (de)] TJ ( word) Tj"), PARAGRAPH_OF(0), "P wide word");
}

Test(pdf_content_text, horizontal_scaling_and_rise) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "50 Tz [(one) -250 (two)] TJ 3 Ts (th) Tj"), PARAGRAPH_OF(0), "P onetwoth");
}

Test(pdf_content_text, compound_at_a_line_end) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "(2025-) Tj 0 -14 Td (26 low-) Tj 0 -14 Td (income) Tj"), PARAGRAPH_OF(0),
                  "P 2025-26 low-income");
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "(this -) Tj 0 -14 Td (that) Tj"), PARAGRAPH_OF(0), "P this - that");
}

Test(pdf_content_text, amount_cut_by_a_narrow_column) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "($750,000) Tj 0 -14 Td (.00) Tj"), PARAGRAPH_OF(0), "P $750,000.00");
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "($1,000,0) Tj 0 -14 Td (00.00) Tj"), PARAGRAPH_OF(0), "P $1,000,000.00");
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "(2022) Tj 0 -14 Td (2023) Tj"), PARAGRAPH_OF(0), "P 2022 2023");
}

Test(pdf_content_text, word_cut_where_lines_end_in_spaces) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", LINE("a ") LINE("b ") LINE("c ") LINE("d ") LINE("e ") LINE("f ") LINE("g ") LINE("h ") LINE("i ") LINE("j ")
                                              LINE("Undupli") LINE("cated ") LINE("LCFF") LINE("Base")),
                  PARAGRAPH_OF(0), "P a b c d e f g h i j Unduplicated LCFF Base");
}

Test(pdf_content_text, soft_hyphens_and_zero_width_characters_are_nothing) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = MARKED(0, "co\255op"), .kids = PARAGRAPH_OF(0)};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 10 0 R >>");
    pdf_stream_text(pdf, 10, "", "1 beginbfchar <AD> <00AD> endbfchar");
    EXPECT_READ(pdf, "P coop");
}
