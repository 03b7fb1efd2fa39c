/* SPDX-License-Identifier: Apache-2.0
 *
 * Workbooks made by tests, and what the reader of any table makes of a file, one line of text per row.
 */
#ifndef TEST_SHEET_BUILDER_H
#define TEST_SHEET_BUILDER_H

#include "docx_builder.h"

#define S_SPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define R_SPACE "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONSHIP(id, type, target)                                                                                 \
    "<Relationship Id=\"" id "\" Type=\"" R_SPACE "/" type "\" Target=\"" target "\"/>"
#define RELATIONSHIPS(inner)                                                                                           \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" inner "</Relationships>"
#define WORKSHEET(inner) "<worksheet xmlns=\"" S_SPACE "\">" inner "</worksheet>"
#define DATA(rows) WORKSHEET("<sheetData>" rows "</sheetData>")
#define STRINGS(inner) "<sst xmlns=\"" S_SPACE "\">" inner "</sst>"
#define INLINE(ref, text) "<c r=\"" ref "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"

/* A workbook of one worksheet "Data" (xl/worksheets/sheet1.xml), without texts and styles; parts may be added or
 * replaced. */
docx_builder *sheet_builder_create(void);
void sheet_builder_styles(docx_builder *builder, const char *inner); /* inside <styleSheet> */

/* A heading "H name"; a table "T" with rows "5: A=text C=text": behind a text its kind (n number, p percent, d date, b
 * boolean, e error),
 * "(2x1)" for spans, "~" if hidden, "?" with a doubt; what stopped it "failure: sentence"; diagnostics "!CODE"; an
 * error "error: sentence". Rows are read twice and must be the same. Free with free(). */
char *sheets_read(const void *data, size_t size, const char *name);

#define EXPECT_BOOK(builder, expected)                                                                                 \
    do {                                                                                                               \
        size_t size_ = 0;                                                                                              \
        uint8_t *data_ = docx_builder_finish(builder, &size_);                                                         \
        char *read_ = sheets_read(data_, size_, "x.xlsx");                                                             \
        cr_expect_str_eq(read_, expected, "reads: %s", read_);                                                         \
        free(read_);                                                                                                   \
        free(data_);                                                                                                   \
    } while (0)

/* What the rows inside <sheetData> read as, heading and table line left off. */
#define EXPECT_ROWS(rows, expected)                                                                                    \
    do {                                                                                                               \
        docx_builder *rows_ = sheet_builder_create();                                                                  \
        docx_builder_part(rows_, "xl/worksheets/sheet1.xml", DATA(rows));                                              \
        EXPECT_BOOK(rows_, "H Data\nT\n" expected);                                                                    \
    } while (0)

#define EXPECT_VALUES(name, text, expected)                                                                            \
    do {                                                                                                               \
        char *read_ = sheets_read(text, sizeof(text) - 1, name);                                                       \
        cr_expect_str_eq(read_, expected, "%s\n  reads: %s", text, read_);                                             \
        free(read_);                                                                                                   \
    } while (0)

#endif
