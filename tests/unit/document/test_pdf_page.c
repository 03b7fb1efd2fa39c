/* SPDX-License-Identifier: Apache-2.0
 *
 * The page tree: inheritance, loops, content in several streams.
 */
#include "pdf_expect.h"

static const pdf_tagged plain = {.content = MARKED(0, "Old") MARKED(1, "Two"), .kids = "[10 0 R 11 0 R]"};

static pdf_builder *begin(void) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_set_tagged(pdf, &plain);
    return pdf;
}

Test(pdf_page, page_tree_that_holds_itself) {
    pdf_builder *pdf = begin();
    pdf_set(pdf, 2, "<< /Type /Pages /Kids [2 0 R 3 0 R 3 0 R] /Count 3 >>");
    pdf_set(pdf, 10, PARAGRAPH_OF(0));
    pdf_set(pdf, 11, PARAGRAPH_OF(1));
    EXPECT_READ(pdf, "P Old\nP Two");
}

Test(pdf_page, resources_inherited_from_pages) {
    pdf_builder *pdf = begin();
    pdf_set(pdf, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /Resources << /Font << /F1 5 0 R >> >> >>");
    pdf_set(pdf, 3, "<< /Type /Page /Parent 2 0 R /Contents [4 0 R 12 0 R] >>");
    pdf_stream_text(pdf, 4, "", "/P <</MCID 0>> BDC BT /F1 12 Tf (Ol) Tj");
    pdf_stream_text(pdf, 12, "", "(d) Tj ET EMC");
    pdf_set(pdf, 10, PARAGRAPH_OF(0));
    pdf_set(pdf, 11, PARAGRAPH_OF(1));
    EXPECT_READ(pdf, "P Old");
}
