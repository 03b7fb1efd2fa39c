/* SPDX-License-Identifier: Apache-2.0
 *
 * From structure elements to blocks: lists, tables, spans, strays.
 */
#include "pdf_expect.h"

#define AT(mcid, x, y, text) "/P <</MCID " #mcid ">> BDC BT /F1 10 Tf " #x " " #y " Td (" text ") Tj ET EMC\n"
#define LETTERS                                                                                    \
    AT(0, 72, 700, "a") AT(1, 172, 700, "b") AT(2, 272, 700, "c") AT(3, 72, 680, "d")              \
    AT(4, 172, 680, "e") AT(5, 272, 680, "f") AT(6, 72, 660, "g") AT(7, 172, 660, "h")
#define OF(type, kids) "<< /S /" type " /Pg 3 0 R /K " kids " >>"

Test(pdf_blocks, headings_and_paragraphs) {
    EXPECT_TAGGED(LETTERS, "[" OF("H1", "0") OF("H", "1") OF("Sect", "[" OF("H7", "2") OF("P", "[3 4]") "]") "]",
                  "H1 a\nH0 b\nH6 c\nP d e");
}

Test(pdf_blocks, text_outside_paragraphs_is_kept) {
    EXPECT_TAGGED(LETTERS, OF("Sect", "[0 " OF("P", "1") " 2 " OF("Span", "3") "]"), "P a\nP b\nP c d");
}

Test(pdf_blocks, list_items_with_labels) {
    EXPECT_TAGGED(LETTERS,
                  OF("L", "[" OF("LI", "[" OF("Lbl", "0") OF("LBody", OF("P", "1")) "]") OF("LI", OF("LBody", "[2]")) "]"),
                  "L1 a b\nL1 c");
}

Test(pdf_blocks, nested_lists) {
    EXPECT_TAGGED(LETTERS,
                  OF("L", OF("LI", OF("LBody", "[0 " OF("L", OF("LI", OF("LBody", "1"))) " 2]"))), "L1 a\nL2 b\nL1 c");
}

Test(pdf_blocks, numbered_headings_are_headings) {
    EXPECT_TAGGED(LETTERS,
                  OF("L", "[" OF("LI", "[" OF("Lbl", "0") OF("H2", "1") "]")
                              OF("LI", "[" OF("Lbl", "2") OF("LBody", "[" OF("P", "3") OF("H3", "4") OF("P", "5") "]") "]") "]"),
                  "H2 a b\nL1 c d\nH3 e\nL1 f");
}

Test(pdf_blocks, an_item_that_is_only_a_number_is_dropped) {
    EXPECT_TAGGED(AT(0, 72, 700, "3.") AT(1, 72, 680, "Goal 2") AT(2, 72, 660, "1.1") AT(3, 72, 640, "-"),
                  OF("L", "[" OF("LI", OF("Lbl", "0")) OF("LI", OF("Lbl", "1")) OF("LI", OF("Lbl", "2")) OF("LI", OF("Lbl", "3")) "]"),
                  "L1 Goal 2\nL1 1.1");
}

Test(pdf_blocks, table) {
    EXPECT_TAGGED(LETTERS,
                  OF("Table", "[" OF("THead", OF("TR", "[" OF("TH", OF("P", "0")) OF("TH", "1") "]"))
                                  OF("TBody", OF("TR", "[" OF("TD", "[" OF("P", "2") OF("P", "3") "]") OF("TD", "[]") "]")) "]"),
                  "T2 [a|b][c/d|]");
}

Test(pdf_blocks, list_in_a_cell) {
    EXPECT_TAGGED(LETTERS,
                  OF("Table", OF("TR", OF("TD", "[" OF("P", "0") OF("L", "[" OF("LI", "[" OF("Lbl", "1") OF("LBody", OF("P", "2")) "]")
                                                                            OF("LI", OF("LBody", "3")) "]") "]"))),
                  "T1 [a/b c/d]");
}

Test(pdf_blocks, nested_table_keeps_its_text) {
    EXPECT_TAGGED(LETTERS,
                  OF("Table", OF("TR", "[" OF("TD", "[0 " OF("Table", OF("TR", "[" OF("TD", "1") OF("TD", "2") "]")) " 3]") OF("TD", "4") "]")),
                  "T2 [a/d|e]\nT2 [b|c]");
}

Test(pdf_blocks, nested_table_names_its_parent) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = LETTERS,
                        .kids = "[" OF("Table", OF("TR", OF("TD", "0"))) OF("Table", OF("TR", OF("TD", OF("Table", OF("TR", OF("TD", "1")))))) "]"};
    pdf_set_tagged(pdf, &parts);
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    po_document *document = po_document_create();
    po_error err = {0};
    po_buffer *bytes = pdf_bytes(pdf);
    cr_assert_eq(po_reader_pdf.read((const uint8_t *)bytes->data, bytes->size, NULL, document, &err), PO_OK);
    cr_assert_eq(document->blocks.count, 3);
    cr_expect_eq(document->blocks.items[0].table->parent_table, 0);
    cr_expect_eq(document->blocks.items[2].table->parent_table, document->blocks.items[1].table->number);
    po_document_destroy(document);
    pdf_builder_destroy(pdf);
}

Test(pdf_blocks, rows_without_a_table) {
    EXPECT_TAGGED(LETTERS,
                  OF("UnknownNodeType", "[" OF("TR", "[" OF("TD", "0") OF("TD", "1") "]") OF("TR", "[" OF("TD", "2") OF("TD", "3") "]") "]"),
                  "T2 [a|b][c|d]");
    EXPECT_TAGGED(LETTERS, "[" OF("Sect", OF("TR", OF("TD", "0"))) OF("Sect", OF("TR", OF("TD", "1"))) "]", "T1 [a]\nT1 [b]");
}

Test(pdf_blocks, paragraph_ends_rows_without_a_table) {
    EXPECT_TAGGED(LETTERS, OF("Sect", "[" OF("TR", OF("TD", "0")) OF("P", "1") OF("TR", OF("TD", "2")) "]"),
                  "T1 [a]\nP b\nT1 [c]");
}

Test(pdf_blocks, rows_under_unknown_types_of_a_table) {
    EXPECT_TAGGED(LETTERS, OF("Table", OF("UnknownNodeType", "[" OF("TR", OF("TD", "0")) OF("TR", OF("TD", "1")) "]")), "T1 [a][b]");
}

Test(pdf_blocks, cells_without_a_row) {
    EXPECT_TAGGED(LETTERS, OF("Table", "[" OF("TD", "0") OF("TD", "1") "]"), "T2 [a|b]");
}

Test(pdf_blocks, text_of_a_row_outside_cells) {
    EXPECT_TAGGED(LETTERS, OF("Table", OF("TR", "[0 " OF("TD", "1") "]")), "T2 [a|b]");
}

Test(pdf_blocks, caption_is_a_paragraph) {
    EXPECT_TAGGED(LETTERS, OF("Table", "[" OF("Caption", OF("P", "0")) OF("TR", OF("TD", "1")) "]"), "T1 [b]\nP a");
}
