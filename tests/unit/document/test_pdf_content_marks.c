/* SPDX-License-Identifier: Apache-2.0
 *
 * Marked content: what nests, what ends, what is replaced.
 */
#include "pdf_expect.h"

#define SHOW(text) "BT /F1 12 Tf 72 700 Td (" text ") Tj ET "

Test(pdf_content_marks, unmarked_sequence_inside_a_mark_does_not_end_it) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC " SHOW("a") "/Span BMC " SHOW("b") "EMC /X << >> BDC EMC " SHOW("c") "EMC",
                  PARAGRAPH_OF(0), "P abc");
}

Test(pdf_content_marks, text_goes_to_the_innermost_mark) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC " SHOW("out") "/P <</MCID 1>> BDC " SHOW("in") "EMC " SHOW("er") "EMC",
                  "[" PARAGRAPH_OF(0) PARAGRAPH_OF(1) "]", "P out er\nP in");
}

Test(pdf_content_marks, marks_cross_graphics_state_and_text_objects) {
    EXPECT_TAGGED("q /P <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td (a) Tj ET Q q BT /F1 12 Tf 72 680 Td (b) Tj EMC (c) Tj ET Q",
                  PARAGRAPH_OF(0), "P a b");
}

Test(pdf_content_marks, artifacts_are_left_out) {
    EXPECT_TAGGED("/Artifact <</Type /Pagination>> BDC " SHOW("Page 1") "EMC " MARKED(0, "Text"), PARAGRAPH_OF(0),
                  "P Text");
}

Test(pdf_content_marks, stray_emc_is_harmless) {
    EXPECT_TAGGED("EMC EMC " MARKED(0, "Text"), PARAGRAPH_OF(0), "P Text");
}

Test(pdf_content_marks, actual_text_replaces_what_is_drawn) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC " SHOW("a ") "/Span <</ActualText (bullet)>> BDC " SHOW("x") SHOW("y") "EMC EMC",
                  PARAGRAPH_OF(0), "P a bullet");
    EXPECT_TAGGED("/Span <</MCID 0 /ActualText <FEFF00E9>>> BDC " SHOW("e") "EMC", PARAGRAPH_OF(0), "P \xC3\xA9");
}

Test(pdf_content_marks, actual_text_of_a_picture) {
    EXPECT_TAGGED("/P <</MCID 0>> BDC " SHOW("A") "/Figure <</ActualText (logo)>> BDC 1 0 0 rg EMC EMC", PARAGRAPH_OF(0),
                  "P Alogo");
}

Test(pdf_content_marks, properties_by_name) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = "/P /M0 BDC " SHOW("named") "EMC",
                        .kids = PARAGRAPH_OF(7),
                        .resources = "/Properties << /M0 10 0 R >>"};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 10, "<< /MCID 7 >>");
    EXPECT_READ(pdf, "P named");
}
