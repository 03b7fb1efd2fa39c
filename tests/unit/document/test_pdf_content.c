/* SPDX-License-Identifier: Apache-2.0
 *
 * Page content: marks, forms, words.
 */
#include "pdf_expect.h"

#define SHOW(text) "BT /F1 12 Tf 72 700 Td (" text ") Tj ET "

Test(pdf_content, operators_that_show_text) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC BT /F1 10 Tf 12 TL 72 700 Td (One) Tj (two) ' 1 0 (three) \" [(fo) 5 (ur)] TJ ET EMC",
                  PARAGRAPH_OF(0), "P One two threefour");
}

Test(pdf_content, unmarked_sequence_inside_a_mark_does_not_end_it) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC " SHOW("a") "/Span BMC " SHOW("b") "EMC /X << >> BDC EMC " SHOW("c") "EMC",
                  PARAGRAPH_OF(0), "P abc");
}

Test(pdf_content, text_goes_to_the_innermost_mark) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC " SHOW("out") "/P <</MCID 1>> BDC " SHOW("in") "EMC " SHOW("er") "EMC",
                  "[" PARAGRAPH_OF(0) PARAGRAPH_OF(1) "]", "P out er\nP in");
}

Test(pdf_content, marks_cross_graphics_state_and_text_objects) {
    EXPECT_TAGGED("q /P <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td (a) Tj ET Q q BT /F1 12 Tf 72 680 Td (b) Tj EMC (c) Tj ET Q",
                  PARAGRAPH_OF(0), "P a b");
}

Test(pdf_content, artifacts_are_left_out) {
    EXPECT_TAGGED("/Artifact <</Type /Pagination>> BDC " SHOW("Page 1") "EMC " MARKED(0, "Text"), PARAGRAPH_OF(0),
                  "P Text");
}

Test(pdf_content, stray_emc_is_harmless) {
    EXPECT_TAGGED("EMC EMC " MARKED(0, "Text"), PARAGRAPH_OF(0), "P Text");
}

Test(pdf_content, actual_text_replaces_what_is_drawn) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC " SHOW("a ") "/Span <</ActualText (bullet)>> BDC " SHOW("x") SHOW("y") "EMC EMC",
                  PARAGRAPH_OF(0), "P a bullet");
    EXPECT_TAGGED("/Span <</MCID 0 /ActualText <FEFF00E9>>> BDC " SHOW("e") "EMC", PARAGRAPH_OF(0), "P \xC3\xA9");
}

Test(pdf_content, actual_text_of_a_picture) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC " SHOW("A") "/Figure <</ActualText (logo)>> BDC 1 0 0 rg EMC EMC", PARAGRAPH_OF(0),
                  "P Alogo");
}

Test(pdf_content, inline_image_is_skipped) {
    EXPECT_TAGGED("BI /W 2 /H 2 /BPC 8 /CS /G ID \x01 EI(\x02 EMC EI\n" MARKED(0, "Text"), PARAGRAPH_OF(0), "P Text");
}

Test(pdf_content, properties_by_name) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = "/P /M0 BDC " SHOW("named") "EMC",
                        .kids = PARAGRAPH_OF(7),
                        .resources = "/Properties << /M0 10 0 R >>"};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 10, "<< /MCID 7 >>");
    EXPECT_READ(pdf, "P named");
}

static pdf_builder *with_form(const char *content, const char *kids, const char *form, const char *form_content) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = content, .kids = kids, .resources = "/XObject << /X 10 0 R >>"};
    pdf_set_tagged(pdf, &parts);
    pdf_stream_text(pdf, 10, form, form_content);
    return pdf;
}

Test(pdf_content, form_speaks_for_the_mark_it_is_painted_in) {
    EXPECT_READ(with_form("/P <</MCID 0>> BDC " SHOW("a") "/X Do EMC", PARAGRAPH_OF(0), "/Subtype /Form",
                          "EMC " SHOW("b")),
                "P ab");
}

Test(pdf_content, form_with_marks_of_its_own) {
    EXPECT_READ(with_form(MARKED(0, "page") "/X Do /X Do",
                          "[" PARAGRAPH_OF(0) "<< /S /P /K << /Type /MCR /Pg 3 0 R /Stm 10 0 R /MCID 0 >> >>]",
                          "/Subtype /Form /StructParents 1", MARKED(0, "form")),
                "P page\nP form");
}

Test(pdf_content, form_without_struct_parents_marks_for_the_page) {
    EXPECT_READ(with_form("/X Do", PARAGRAPH_OF(3), "/Subtype /Form /Resources << /Font << /F1 5 0 R >> >>",
                          MARKED(3, "text")),
                "P text");
}

Test(pdf_content, form_that_paints_itself_ends) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = "/P <</MCID 0>> BDC /X Do EMC",
                        .kids = PARAGRAPH_OF(0),
                        .resources = "/XObject << /X 10 0 R >>"};
    pdf_set_tagged(pdf, &parts);
    pdf_stream_text(pdf, 10, "/Subtype /Form", SHOW("once") "/X Do");
    EXPECT_READ(pdf, "P once");
}

/* Ten forms that paint the next one ten times each: ten thousand million paintings, if nobody counts. */
Test(pdf_content, forms_that_multiply_are_bounded, .timeout = 60) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = MARKED(0, "a") "/X10 Do", .kids = PARAGRAPH_OF(0), .resources = "/XObject << /X10 10 0 R >>"};
    pdf_set_tagged(pdf, &parts);
    for (unsigned n = 10; n < 20; n++) {
        char form[200];
        po_buffer content = {0};
        for (int i = 0; i < 10 && n < 19; i++) {
            po_buffer_printf(&content, "/X%u Do ", n + 1);
        }
        snprintf(form, sizeof form, "/Subtype /Form /Resources << /Font << /F1 5 0 R >> /XObject << /X%u %u 0 R >> >>",
                 n + 1, n + 1);
        pdf_stream_text(pdf, n, form, n < 19 ? content.data : "BT /F1 1 Tf (x) Tj ET");
        po_buffer_finish(&content);
    }
    char *read = pdf_read(pdf);
    cr_expect(strstr(read, "PDF-006"), "%s", read);
    free(read);
    pdf_builder_destroy(pdf);
}

#define WORDS(matrix, text)                                                                        \
    "/P <</MCID 0>> BDC q " matrix " cm BT /F1 10 Tf 0 0 Td " text " ET Q EMC"

Test(pdf_content, words_by_distance) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "[(one) -250 (two) -100 (three)] TJ"), PARAGRAPH_OF(0), "P one twothree");
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "(one) Tj 0 -14 Td (two) Tj"), PARAGRAPH_OF(0), "P one two");
}

Test(pdf_content, words_on_flipped_and_turned_axes) {
    EXPECT_TAGGED(WORDS("1 0 0 -1 72 700", "1 0 0 -1 0 0 Tm [(one) -250 (two)] TJ (three) Tj"), PARAGRAPH_OF(0),
                  "P one twothree");
    EXPECT_TAGGED(WORDS("0 1 -1 0 300 100", "[(one) -250 (two) 1 (three)] TJ"), PARAGRAPH_OF(0), "P one twothree");
    EXPECT_TAGGED(WORDS("-1 0 0 -1 300 100", "[(one) -250 (two) 1 (three)] TJ"), PARAGRAPH_OF(0), "P one twothree");
}

Test(pdf_content, rotated_page) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = WORDS("0 1 -1 0 300 100", "[(one) -250 (two) 1 (three)] TJ"),
                        .kids = PARAGRAPH_OF(0),
                        .page = "/Rotate 90"};
    pdf_set_tagged(pdf, &parts);
    EXPECT_READ(pdf, "P one twothree");
}

Test(pdf_content, character_and_word_spacing_are_no_gaps) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "3 Tc 20 Tw [(wi) (de)] TJ ( word) Tj"), PARAGRAPH_OF(0), "P wide word");
}

Test(pdf_content, horizontal_scaling_and_rise) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "50 Tz [(one) -250 (two)] TJ 3 Ts (th) Tj"), PARAGRAPH_OF(0), "P onetwoth");
}

Test(pdf_content, compound_at_a_line_end) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "(2025-) Tj 0 -14 Td (26 low-) Tj 0 -14 Td (income) Tj"), PARAGRAPH_OF(0),
                  "P 2025-26 low-income");
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "(this -) Tj 0 -14 Td (that) Tj"), PARAGRAPH_OF(0), "P this - that");
}

Test(pdf_content, amount_cut_by_a_narrow_column) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "($750,000) Tj 0 -14 Td (.00) Tj"), PARAGRAPH_OF(0), "P $750,000.00");
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "($1,000,0) Tj 0 -14 Td (00.00) Tj"), PARAGRAPH_OF(0), "P $1,000,000.00");
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", "(2022) Tj 0 -14 Td (2023) Tj"), PARAGRAPH_OF(0), "P 2022 2023");
}

#define LINE(text) "0 -14 Td (" text ") Tj "

Test(pdf_content, word_cut_where_lines_end_in_spaces) {
    EXPECT_TAGGED(WORDS("1 0 0 1 72 700", LINE("a ") LINE("b ") LINE("c ") LINE("d ") LINE("e ") LINE("f ") LINE("g ") LINE("h ") LINE("i ") LINE("j ")
                                              LINE("Undupli") LINE("cated ") LINE("LCFF") LINE("Base")),
                  PARAGRAPH_OF(0), "P a b c d e f g h i j Unduplicated LCFF Base");
}

Test(pdf_content, soft_hyphens_and_zero_width_characters_are_nothing) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = MARKED(0, "co\255op"), .kids = PARAGRAPH_OF(0)};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 5, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 10 0 R >>");
    pdf_stream_text(pdf, 10, "", "1 beginbfchar <AD> <00AD> endbfchar");
    EXPECT_READ(pdf, "P coop");
}
