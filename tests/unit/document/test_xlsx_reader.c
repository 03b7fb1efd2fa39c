/* SPDX-License-Identifier: Apache-2.0
 *
 * Workbooks: every way of writing a cell, and every way of writing it wrong.
 */
#include <stdio.h>
#include <string.h>

#include "sheet_builder.h"

Test(xlsx, cells_of_every_type) {
    EXPECT_ROWS("<row r=\"2\"><c r=\"A2\"><v>12</v></c><c r=\"B2\" t=\"str\"><f>A1</f><v>so</v></c><c r=\"C2\" "
                "t=\"b\"><v>1</v></c>"
                "<c r=\"D2\" t=\"b\"><v>0</v></c><c r=\"E2\" t=\"e\"><v>#N/A</v></c><c r=\"F2\" "
                "t=\"d\"><v>2023-12-15T00:00:00</v></c>"
                "<c r=\"AA2\" t=\"inlineStr\"><is><r><t>ri</t></r><r><t xml:space=\"preserve\">ch "
                "</t></r><rPh><t>x</t></rPh></is></c>"
                "</row>",
                "2: A=12n B=so C=TRUEb D=FALSEb E=e? F=2023-12-15d AA=rich\n!TAB-002\n");
}

Test(xlsx, shared_strings_join_runs_and_drop_reading_aids) {
    docx_builder *builder = sheet_builder_create();
    docx_builder_part(builder, "xl/_rels/workbook.xml.rels",
                      RELATIONSHIPS(RELATIONSHIP("rId1", "worksheet", "worksheets/sheet1.xml")
                                        RELATIONSHIP("rId9", "sharedStrings", "/xl/text.xml")));
    docx_builder_part(
        builder, "xl/text.xml",
        STRINGS("<si><t> one </t></si><si><r><t>t</t></r><r><rPr><b/></rPr><t>wo</t></r></si><si/>"
                "<si><t>three</t><rPh sb=\"0\" eb=\"1\"><t>aid</t></rPh></si><si><t>a&amp;b&#10;c</t></si>"));
    docx_builder_part(
        builder, "xl/worksheets/sheet1.xml",
        DATA("<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c>"
             "<c t=\"s\"><v>4</v></c><c t=\"s\"><v>5</v></c><c t=\"s\"><v>-1</v></c></row>"));
    EXPECT_BOOK(builder, "H Data\nT\n1: A=one B=two D=three E=a&b/c F=? G=?\n!TAB-004\n");
}

Test(xlsx, numbers_by_format) {
    docx_builder *builder = sheet_builder_create();
    sheet_builder_styles(
        builder, "<numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;-&quot;mm\"/>"
                 "<numFmt numFmtId=\"165\" formatCode=\"00000000000000\"/></numFmts>"
                 "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
                 "<xf numFmtId=\"164\"/><xf numFmtId=\"10\"/><xf numFmtId=\"165\"/><xf numFmtId=\"14\"/></cellXfs>");
    docx_builder_part(
        builder, "xl/worksheets/sheet1.xml",
        DATA("<row><c s=\"0\"><v>45275</v></c><c s=\"1\"><v>45275</v></c><c s=\"2\"><v>0.5</v></c>"
             "<c s=\"3\"><v>1100170000000</v></c><c s=\"4\"><v>45275</v></c><c s=\"99\"><v>45275</v></c></row>"));
    EXPECT_BOOK(builder, "H Data\nT\n1: A=45275n B=2023-12-15d C=50%p D=01100170000000n E=2023-12-15d F=45275n\n");
}

Test(xlsx, days_from_1904) {
    docx_builder *builder = sheet_builder_create();
    sheet_builder_styles(builder, "<cellXfs><xf numFmtId=\"14\"/></cellXfs>");
    docx_builder_part(builder, "xl/workbook.xml",
                      "<workbook xmlns=\"" S_SPACE "\" xmlns:r=\"" R_SPACE
                      "\"><workbookPr date1904=\"1\"/><sheets><sheet "
                      "name=\"Data\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>");
    docx_builder_part(builder, "xl/worksheets/sheet1.xml", DATA("<row><c s=\"0\"><v>43813</v></c></row>"));
    EXPECT_BOOK(builder, "H Data\nT\n1: A=2023-12-15d\n");
}

Test(xlsx, rows_and_cells_without_numbers_follow_each_other) {
    EXPECT_ROWS("<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"
                "<row r=\"9\"><c r=\"D9\"><v>5</v></c><c><v>6</v></c></row><row><c r=\"B12\"><v>7</v></c></row>",
                "1: A=1n C=3n\n3: A=4n\n9: D=5n E=6n\n12: B=7n\n");
}

Test(xlsx, impossible_numbers_are_told) {
    EXPECT_ROWS("<row r=\"-4\"><c r=\"A-4\"><v>1</v></c></row><row r=\"0\"><c r=\"A0\"><v>2</v></c></row>"
                "<row r=\"7\"><c r=\"B7\"><v>3</v></c><c r=\"A7\"><v>4</v></c><c r=\"B7\"><v>5</v></c></row>"
                "<row r=\"5\"><c r=\"A5\"><v>6</v></c></row><row r=\"99999999999999999999\"><c><v>7</v></c></row>",
                "1: A=1n\n2: A=2n\n7: A=4n B=3n\n5: A=6n\n6: A=7n\n!TAB-004\n");
}

Test(xlsx, a_million_columns_are_told) {
    EXPECT_ROWS(
        "<row><c r=\"XFD1\"><v>1</v></c><c><v>2</v></c><c r=\"XFE1\"><v>3</v></c><c r=\"ZZZZZZZZ1\"><v>4</v></c></row>",
        "1: XFD=1n\n!TAB-004\n!DOC-004\n");
}

Test(xlsx, formulas_give_the_result_they_have) {
    EXPECT_ROWS("<row><c><f>1+1</f><v>2</v></c><c><f>NOW()</f></c><c t=\"str\"><f>\"\"</f><v></v></c></row>",
                "1: A=2n B=?\n!TAB-003\n");
}

Test(xlsx, merged_cells_span) {
    docx_builder *builder = sheet_builder_create();
    docx_builder_part(
        builder, "xl/worksheets/sheet1.xml",
        WORKSHEET("<sheetData><row r=\"1\">" INLINE("A1", "title") "</row><row r=\"2\">" INLINE("A2", "a") INLINE(
            "B2",
            "b") "</row></sheetData><mergeCells count=\"9\"><mergeCell ref=\"A1:C1\"/>"
                 "<mergeCell ref=\"B2:B4\"/><mergeCell ref=\"C3:A1\"/><mergeCell ref=\"A1\"/><mergeCell ref=\"x:y\"/>"
                 "<mergeCell/></mergeCells>"));
    EXPECT_BOOK(builder, "H Data\nT\n1: A=title(3x1)\n2: A=a B=b(1x3)\n");
}

Test(xlsx, what_is_hidden_is_read_and_told) {
    docx_builder *builder = sheet_builder_create();
    docx_builder_part(
        builder, "xl/workbook.xml",
        "<workbook xmlns=\"" S_SPACE "\" xmlns:r=\"" R_SPACE "\"><sheets><sheet name=\"A &amp; B\" sheetId=\"1\" "
        "r:id=\"rId1\"/><sheet name=\"Behind\" sheetId=\"2\" state=\"veryHidden\" r:id=\"rId7\"/></sheets></workbook>");
    docx_builder_part(builder, "xl/_rels/workbook.xml.rels",
                      RELATIONSHIPS(RELATIONSHIP("rId1", "worksheet", "worksheets/sheet1.xml")
                                        RELATIONSHIP("rId7", "worksheet", "sheets/other.xml")));
    docx_builder_part(
        builder, "xl/worksheets/sheet1.xml",
        WORKSHEET("<cols><col min=\"2\" max=\"3\" hidden=\"1\"/><col min=\"4\" max=\"4\"/></cols><sheetData><row>"
                  "<c><v>1</v></c><c><v>2</v></c><c><v>3</v></c><c><v>4</v></c></row><row hidden=\"true\"><c><v>5</v>"
                  "</c></row></sheetData>"));
    docx_builder_part(builder, "xl/sheets/other.xml", DATA("<row><c><v>6</v></c></row>"));
    EXPECT_BOOK(builder,
                "H A & B\nT\n1: A=1n B=2n~ C=3n~ D=4n\n2: A=5n~\nH Behind\nT hidden\n1: A=6n\n!TAB-001\n!TAB-005\n");
}

Test(xlsx, parts_are_found_by_role_in_the_order_of_tabs) {
    docx_builder *builder = sheet_builder_create();
    docx_builder_part(builder, "_rels/.rels", RELATIONSHIPS(RELATIONSHIP("r1", "officeDocument", "/deep/book.xml")));
    docx_builder_part(
        builder, "deep/book.xml",
        "<w:workbook xmlns:w=\"" S_SPACE "\" xmlns:r=\"" R_SPACE "\"><w:sheets><w:sheet name=\"Second\" r:id=\"b\"/>"
        "<w:sheet name=\"Chart\" r:id=\"c\"/><w:sheet name=\"First\" r:id=\"a\"/><w:sheet name=\"Gone\" r:id=\"d\"/>"
        "<w:sheet name=\"No\" r:id=\"none\"/></w:sheets></w:workbook>");
    docx_builder_part(
        builder, "deep/_rels/book.xml.rels",
        RELATIONSHIPS(RELATIONSHIP("a", "worksheet", "../xl/one.xml") RELATIONSHIP("b", "worksheet", "two.xml")
                          RELATIONSHIP("c", "chartsheet", "chart.xml") RELATIONSHIP("d", "worksheet", "gone.xml")));
    docx_builder_part(builder, "xl/one.xml",
                      "<x:worksheet xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData>"
                      "<x:row><x:c><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>");
    docx_builder_part(builder, "deep/two.xml", DATA("<row><c><v>2</v></c></row>"));
    EXPECT_BOOK(builder, "H Second\nT\n1: A=2n\nH First\nT\n1: A=1n\n");
}

Test(xlsx, what_stands_outside_of_rows_is_no_cell) {
    EXPECT_ROWS("<c><v>1</v></c><row><v>2</v><c><v>3</v></c></row>text", "1: A=3n\n");
}

Test(xlsx, an_empty_workbook_is_refused) {
    docx_builder *builder = sheet_builder_create();
    docx_builder_part(builder, "xl/worksheets/sheet1.xml", DATA("<row><c/></row>"));
    EXPECT_BOOK(builder,
                "error: this workbook holds nothing: check that it is the right file, or ask for a new copy\n");
}

Test(xlsx, a_document_type_is_refused) {
    docx_builder *builder = sheet_builder_create();
    docx_builder_part(builder, "xl/worksheets/sheet1.xml",
                      "<!DOCTYPE w [<!ENTITY a \"aaaa\">]>" DATA("<row><c t=\"str\"><v>&a;</v></c></row>"));
    size_t size = 0;
    uint8_t *data = docx_builder_finish(builder, &size);
    char *read = sheets_read(data, size, "x.xlsx");
    EXPECT_HAS(read, "this workbook declares a document type");
    free(read);
    free(data);
}

Test(xlsx, a_sheet_that_breaks_off_keeps_the_rows_before) {
    docx_builder *builder = sheet_builder_create();
    docx_builder_part(builder, "xl/worksheets/sheet1.xml",
                      "<worksheet xmlns=\"" S_SPACE "\"><sheetData><row><c><v>1</v></c></row><row><c><v>2</v>");
    size_t size = 0;
    uint8_t *data = docx_builder_finish(builder, &size);
    char *read = sheets_read(data, size, "x.xlsx");
    EXPECT_HAS(read, "H Data\nT\n1: A=1n\nfailure: sheet \"Data\": this workbook is damaged: line 1");
    free(read);
    free(data);
}

/* Rows come one after the other in the memory of the first. */
Test(xlsx, ten_thousand_rows_take_what_a_hundred_take) {
    char *xml = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&xml, &length);
    fputs("<worksheet xmlns=\"" S_SPACE "\"><sheetData>", out);
    for (int i = 1; i <= 10000; i++) {
        fprintf(out, "<row r=\"%d\"><c r=\"A%d\"><v>%d</v></c><c r=\"B%d\" t=\"str\"><v>school %d</v></c></row>", i, i,
                i, i, i);
    }
    fputs("</sheetData></worksheet>", out);
    fclose(out);
    docx_builder *builder = sheet_builder_create();
    docx_builder_part(builder, "xl/worksheets/sheet1.xml", xml);
    size_t size = 0;
    uint8_t *data = docx_builder_finish(builder, &size);
    char *read = sheets_read(data, size, "x.xlsx");
    EXPECT_HAS(read, "\n1: A=1n B=school 1\n2: A=2n");
    EXPECT_HAS(read, "\n10000: A=10000n B=school 10000\n");
    free(read);
    free(data);
    free(xml);
}
