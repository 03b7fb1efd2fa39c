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

Test(pdf_content, inline_image_is_skipped) {
    EXPECT_TAGGED("BI /W 2 /H 2 /BPC 8 /CS /G ID \x01 EI(\x02 EMC EI\n" MARKED(0, "Text"), PARAGRAPH_OF(0), "P Text");
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
