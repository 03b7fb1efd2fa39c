/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows and cells on a grid.
 */
#include "pdf_expect.h"

#define AT(mcid, x, y, text) "/P <</MCID " #mcid ">> BDC BT /F1 10 Tf " #x " " #y " Td (" text ") Tj ET EMC\n"
#define LETTERS                                                                                    \
    AT(0, 72, 700, "a") AT(1, 172, 700, "b") AT(2, 272, 700, "c") AT(3, 72, 680, "d")              \
    AT(4, 172, 680, "e") AT(5, 272, 680, "f") AT(6, 72, 660, "g") AT(7, 172, 660, "h")
#define OF(type, kids) "<< /S /" type " /Pg 3 0 R /K " kids " >>"
#define SPAN(type, kids, attributes) "<< /S /" type " /Pg 3 0 R /A << /O /Table " attributes " >> /K " kids " >>"

Test(pdf_table, spans_move_later_cells) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = LETTERS,
                        .kids = OF("Table", "[" OF("TR", "[" SPAN("TD", "0", "/RowSpan 2") SPAN("TD", "1", "/ColSpan 2") "]")
                                                OF("TR", "[" OF("TD", "4") OF("TD", "5") "]") OF("TR", OF("TD", "6")) "]")};
    pdf_set_tagged(pdf, &parts);
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    po_document *document = po_document_create();
    po_error err = {0};
    po_buffer *bytes = pdf_bytes(pdf);
    cr_assert_eq(po_reader_pdf.read((const uint8_t *)bytes->data, bytes->size, NULL, document, &err), PO_OK);
    char *text = document_describe(document);
    cr_expect_str_eq(text, "T3 [a{2}|b<2>][e|f][g]", "%s", text);
    const po_table *table = document->blocks.items[0].table;
    cr_assert_eq(table->row_count, 3);
    cr_expect_eq(table->rows[1].cells[0].column, 1);
    cr_expect_eq(table->rows[1].cells[1].column, 2);
    cr_expect_eq(table->rows[2].cells[0].column, 0);
    cr_expect_eq(table->rows[1].cells[1].at[0].row, 2);
    cr_expect_eq(table->rows[1].cells[1].at[0].column, 3);
    cr_expect_eq(table->rows[1].cells[1].at[0].page, 1);
    free(text);
    po_document_destroy(document);
    pdf_builder_destroy(pdf);
}

Test(pdf_table, spans_by_class) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = LETTERS,
                        .kids = OF("Table", OF("TR", "[<< /S /TD /Pg 3 0 R /C /Wide /K 0 >> " OF("TD", "1") "]")),
                        .tree = "/ClassMap << /Wide [<< /O /Table /ColSpan 3 >> 0] >>"};
    pdf_set_tagged(pdf, &parts);
    EXPECT_READ(pdf, "T4 [a<3>|b]");
}

Test(pdf_table, absurd_spans_are_bounded) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = LETTERS,
                        .kids = OF("Table", "[" OF("TR", "[" SPAN("TD", "0", "/ColSpan 999999999 /RowSpan -3") SPAN("TD", "1", "/ColSpan 0") "]") "]")};
    pdf_set_tagged(pdf, &parts);
    EXPECT_READ(pdf, "T4097 [a<4096>|b]");
}

static po_document *read_tagged(pdf_builder *pdf, const char *content, const char *kids) {
    pdf_tagged parts = {.content = content, .kids = kids};
    pdf_set_tagged(pdf, &parts);
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    po_document *document = po_document_create();
    po_error err = {0};
    po_buffer *bytes = pdf_bytes(pdf);
    cr_assert_eq(po_reader_pdf.read((const uint8_t *)bytes->data, bytes->size, NULL, document, &err), PO_OK);
    cr_assert_eq(document->blocks.count, 1);
    return document;
}

/* Browsers leave empty cells out, but say of each cell under which header it stands. */
Test(pdf_table, cells_stand_under_the_headers_they_name) {
#define NAMED(id, kids) "<< /S /TH /Pg 3 0 R /ID (" id ") /K " kids " >>"
    pdf_builder *pdf = pdf_builder_create();
    po_document *document = read_tagged(
        pdf, LETTERS,
        OF("Table", "[" OF("TR", "[" NAMED("n1", "0") NAMED("n2", "1") NAMED("n\\0003", "2") "]")
                        OF("TR", "[" SPAN("TH", "3", "/Headers [(n1)]") SPAN("TD", "5", "/Headers [(row) (n1) (n\\0003)]") "]")
                        OF("TR", SPAN("TD", "6", "/Headers (n2)")) OF("TR", SPAN("TD", "7", "/Headers [(none) null 7]")) "]"));
    char *text = document_describe(document);
    cr_expect_str_eq(text, "T3 [a|b|c][d||f][|g|][h||]", "%s", text);
    cr_expect_eq(document->blocks.items[0].table->rows[1].cells[2].column, 2);
    free(text);
    po_document_destroy(document);
    pdf_builder_destroy(pdf);
}

/* Two pages; a header drawn on both, whose drawings hang under one row. */
static void expect_repeated(const char *kids, const char *expected) {
#define ON(mcid, x, text) "/P <</MCID " #mcid ">> BDC BT /F1 10 Tf " #x " 700 Td (" text ") Tj ET EMC\n"
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = ON(0, 72, "Metric") ON(1, 172, "Base") ON(2, 222, "line") ON(3, 300, "x"), .kids = kids};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 2, "<< /Type /Pages /Kids [3 0 R 11 0 R] /Count 2 >>");
    pdf_set(pdf, 11, "<< /Type /Page /Contents 12 0 R /Resources << /Font << /F1 5 0 R >> >> >>");
    pdf_stream_text(pdf, 12, "", ON(0, 72, "Metric") ON(1, 172, "Base") ON(2, 222, "line") ON(3, 300, "y"));
    EXPECT_READ(pdf, expected);
}

#define BOTH(mcid) "[" #mcid " << /Type /MCR /Pg 11 0 R /MCID " #mcid " >>]"

Test(pdf_table, header_drawn_on_each_page_is_one_header) {
    expect_repeated(OF("Table", OF("TR", "[" OF("TH", BOTH(0)) OF("TH", "[" OF("P", BOTH(1)) OF("P", BOTH(2)) "]") OF("TH", "[]") "]")),
                    "T3 [Metric|Base/line|]");
    expect_repeated(OF("Table", OF("TR", "[" OF("TD", BOTH(0)) OF("TD", BOTH(1)) "]")), "T2 [Metric|Base]");
}

Test(pdf_table, text_that_goes_on_is_no_repetition) {
    expect_repeated(OF("Table", OF("TR", "[" OF("TH", BOTH(0)) OF("TH", BOTH(3)) "]")), "T2 [Metric Metric|x y]");
    expect_repeated(OF("Table", OF("TR", "[" OF("TD", BOTH(0)) OF("TD", "[]") "]")), "T2 [Metric Metric|]");
}
