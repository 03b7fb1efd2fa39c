/* SPDX-License-Identifier: Apache-2.0
 *
 * The reader as a whole: what it refuses and how, what it says about pages outside the structure.
 */
#include "pdf_expect.h"

#define LONG "forty letters of text that nobody has tagged at all, and more"

static pdf_builder *untagged(const char *content, const char *catalog) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = content, .kids = "[]", .catalog = catalog};
    pdf_set_tagged(pdf, &parts);
    po_buffer root = {0};
    po_buffer_printf(&root, "<< /Type /Catalog /Pages 2 0 R %s >>", catalog);
    pdf_set(pdf, 1, root.data);
    po_buffer_finish(&root);
    return pdf;
}

Test(pdf_reader, no_structure) {
    EXPECT_READ(untagged("BT /F1 12 Tf 72 700 Td (Ten letter s) Tj ET", ""), "P Ten letter s\noutside 1-1:10\nPDF-001");
}

Test(pdf_reader, empty_structure_counts_as_none) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = "BT /F1 12 Tf (text) Tj ET", .kids = "[]"};
    pdf_set_tagged(pdf, &parts);
    EXPECT_READ(pdf, "P text\noutside 1-1:4\nPDF-001");
}

Test(pdf_reader, scan) {
    EXPECT_READ_STARTS(untagged("q 612 0 0 792 0 0 cm /Im0 Do Q", ""), "error: this PDF holds no text, only pictures");
}

Test(pdf_reader, xfa_form) {
    EXPECT_READ_STARTS(untagged("BT /F1 12 Tf (Please wait...) Tj ET", "/AcroForm << /XFA [] >>"),
                       "error: this PDF is an Adobe XFA form");
}

Test(pdf_reader, portfolio) {
    EXPECT_READ_STARTS(untagged("BT /F1 12 Tf (Cover) Tj ET", "/Collection << >>"), "error: this PDF is a portfolio");
}

Test(pdf_reader, attachments_are_named) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = MARKED(0, "Text"), .kids = PARAGRAPH_OF(0), .catalog = "/Names << /EmbeddedFiles << >> >>"};
    pdf_set_tagged(pdf, &parts);
    EXPECT_READ(pdf, "P Text\nPDF-007");
}

Test(pdf_reader, no_pages) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_set(pdf, 1, "<< /Type /Catalog /Pages 2 0 R >>");
    pdf_set(pdf, 2, "<< /Type /Pages /Kids [] /Count 0 >>");
    EXPECT_READ_STARTS(pdf, "error: this PDF has no pages");
}

Test(pdf_reader, rubbish) {
    char *read = pdf_describe("%PDF-1.7\nnothing more", 21, true);
    cr_expect(strstr(read, "error: this PDF is damaged or cut off"), "%s", read);
    free(read);
}

static pdf_builder *two_pages(const char *first, const char *second) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = first, .kids = PARAGRAPH_OF(0)};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 2, "<< /Type /Pages /Kids [3 0 R 11 0 R] /Count 2 >>");
    pdf_set(pdf, 11, "<< /Type /Page /Contents 12 0 R /Resources << /Font << /F1 5 0 R >> >> >>");
    pdf_stream_text(pdf, 12, "", second);
    return pdf;
}

Test(pdf_reader, page_outside_the_structure) {
    EXPECT_READ(two_pages(MARKED(0, "Text"), "BT /F1 12 Tf (" LONG ") Tj ET"), "P Text\nP " LONG "\noutside 2-2:50\nPDF-002");
    EXPECT_READ(two_pages(MARKED(0, "Text"), MARKED(0, LONG)), "P Text\nP " LONG "\noutside 2-2:50\nPDF-002");
}

Test(pdf_reader, page_number_alone_is_not_worth_a_word) {
    EXPECT_READ(two_pages(MARKED(0, "Text"), "BT /F1 12 Tf (17) Tj ET"), "P Text");
}

Test(pdf_reader, artifacts_are_nobodys_loss) {
    EXPECT_READ(two_pages(MARKED(0, "Text"), "/Artifact BMC BT /F1 12 Tf (" LONG ") Tj ET EMC"), "P Text");
}

static po_document *read_document(pdf_builder *pdf) {
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    po_document *document = po_document_create();
    po_error err = {0};
    po_buffer *bytes = pdf_bytes(pdf);
    cr_assert_eq(po_reader_pdf.read((const uint8_t *)bytes->data, bytes->size, NULL, document, &err), PO_OK, "%s", err.text);
    return document;
}

Test(pdf_reader, page_claimed_in_part_is_doubted) {
    pdf_builder *pdf = two_pages(MARKED(0, LONG " " LONG) "BT /F1 12 Tf (" LONG ") Tj ET", "");
    po_document *document = read_document(pdf);
    cr_assert_eq(document->blocks.count, 1);
    cr_expect_not_null(document->blocks.items[0].doubt);
    cr_expect_eq(document->outside.count, 0);
    cr_expect_str_eq(document->diagnostics.list.items[0].code, "PDF-003");
    cr_expect_eq(document->pages, 2);
    po_document_destroy(document);
    pdf_builder_destroy(pdf);
}

Test(pdf_reader, page_claimed_whole_is_not_doubted) {
    pdf_builder *pdf = two_pages(MARKED(0, LONG), "");
    po_document *document = read_document(pdf);
    cr_expect_null(document->blocks.items[0].doubt);
    cr_expect_str_eq(document->media_type, "application/pdf");
    po_document_destroy(document);
    pdf_builder_destroy(pdf);
}

Test(pdf_reader, reading_without_structure_on_request) {
    pdf_builder *pdf = two_pages(MARKED(0, LONG), "");
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    po_document *document = po_document_create();
    po_error err = {0};
    po_read_options options = {.no_structure = true};
    po_buffer *bytes = pdf_bytes(pdf);
    cr_assert_eq(po_reader_pdf.read((const uint8_t *)bytes->data, bytes->size, &options, document, &err), PO_OK);
    cr_assert_eq(document->blocks.count, 1);
    cr_expect_str_eq(document->blocks.items[0].text, LONG);
    cr_expect_eq(document->outside.count, 1);
    po_document_destroy(document);
    pdf_builder_destroy(pdf);
}

Test(pdf_reader, recognises_by_content) {
    cr_expect(po_reader_pdf.recognise((const uint8_t *)"%PDF-1.4", 8, "x.docx"));
    cr_expect(po_reader_pdf.recognise((const uint8_t *)"\r\n\r\n%PDF-1.4", 12, NULL));
    cr_expect_not(po_reader_pdf.recognise((const uint8_t *)"PK\3\4", 4, "x.pdf"));
}

#define AT(mcid, x, y, text) "/P <</MCID " #mcid ">> BDC BT /F1 10 Tf " #x " " #y " Td (" text ") Tj ET EMC\n"
#define ROW(kids) "<< /S /TR /Pg 3 0 R /K [" kids "] >>"
#define CELL(mcid) "<< /S /TD /Pg 3 0 R /K " #mcid " >>"
#define ROWS_OF_TWO                                                                                \
    AT(0, 72, 700, "a") AT(1, 172, 700, "b") AT(2, 72, 660, "c") AT(3, 172, 660, "d")              \
    AT(4, 72, 620, "e") AT(5, 172, 620, "f") AT(6, 72, 580, "g") AT(7, 172, 580, "h")

static po_document *read_table(const char *kids) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = ROWS_OF_TWO, .kids = kids};
    pdf_set_tagged(pdf, &parts);
    po_document *document = read_document(pdf);
    pdf_builder_destroy(pdf);
    return document;
}

Test(pdf_reader, rows_run_together_are_read_by_position) {
    po_document *document = read_table("<< /S /Table /K [" ROW(CELL(0) CELL(1) CELL(2) CELL(3) CELL(4) CELL(5) CELL(6) CELL(7)) "] >>");
    cr_assert_eq(document->diagnostics.list.count, 1);
    cr_expect_str_eq(document->diagnostics.list.items[0].code, "PDF-008");
    for (size_t i = 0; i < document->blocks.count; i++) {
        cr_expect_neq(document->blocks.items[i].kind, PO_BLOCK_TABLE);
        cr_expect_not_null(document->blocks.items[i].doubt);
    }
    cr_expect_gt(document->blocks.count, 1);
    po_document_destroy(document);
}

Test(pdf_reader, one_odd_row_is_in_doubt) {
    po_document *document = read_table("<< /S /Table /K [" ROW(CELL(0) CELL(1) CELL(2) CELL(3)) ROW(CELL(4) CELL(5)) ROW(CELL(6) CELL(7)) "] >>");
    cr_assert_eq(document->blocks.count, 1);
    cr_expect_eq(document->blocks.items[0].kind, PO_BLOCK_TABLE);
    cr_expect_not_null(document->blocks.items[0].doubt);
    po_document_destroy(document);
}

Test(pdf_reader, sound_rows_are_read_by_structure) {
    po_document *document = read_table("<< /S /Table /K [" ROW(CELL(0) CELL(1)) ROW(CELL(2) CELL(3)) ROW(CELL(4) CELL(5)) ROW(CELL(6) CELL(7)) "] >>");
    cr_assert_eq(document->blocks.count, 1);
    cr_expect_eq(document->blocks.items[0].kind, PO_BLOCK_TABLE);
    cr_expect_null(document->blocks.items[0].doubt);
    cr_expect_eq(document->diagnostics.list.count, 0);
    po_document_destroy(document);
}
