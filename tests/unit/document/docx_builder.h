/* SPDX-License-Identifier: Apache-2.0
 *
 * Word files made by tests: parts put into a zip in memory, and what a reader makes of any file as one line of text per block.
 */
#ifndef TEST_DOCX_BUILDER_H
#define TEST_DOCX_BUILDER_H

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>

typedef struct docx_builder docx_builder;

docx_builder *docx_builder_create(void);
docx_builder *docx_builder_create_empty(void); /* no part but the list of types: for other kinds of files */
void docx_builder_part(docx_builder *builder, const char *name, const char *xml);
/* The body's inner XML, in a whole word/document.xml with the usual prefixes. */
void docx_builder_body(docx_builder *builder, const char *inner);
/* The zip's bytes; the builder is gone. Free with free(). */
uint8_t *docx_builder_finish(docx_builder *builder, size_t *ret_size);

/* "H1 text", "P text", "L1 text", "T columns" with rows as "[a|b]"; a cell that spans is "text(2x1)", a header cell "*text", a line
 * break "/"; diagnostics at the end as "!CODE". An error is "error: sentence". Free with free(). */
char *blocks_read(const void *data, size_t size, const char *name);
/* The same with places: "@page,line" behind each block's text, or "@heading#paragraph". */
char *blocks_read_places(const void *data, size_t size, const char *name);

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define RUN(text) "<w:r><w:t>" text "</w:t></w:r>"
#define CELL(inner) "<w:tc>" inner "</w:tc>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"
#define TABLE(rows) "<w:tbl>" rows "</w:tbl>"

/* What a body reads as. */
#define EXPECT_BODY(inner, expected)                                                               \
    do {                                                                                           \
        docx_builder *builder_ = docx_builder_create();                                            \
        docx_builder_body(builder_, inner);                                                        \
        EXPECT_DOCX(builder_, expected);                                                           \
    } while (0)

#define EXPECT_DOCX(builder, expected)                                                             \
    do {                                                                                           \
        size_t size_ = 0;                                                                          \
        uint8_t *data_ = docx_builder_finish(builder, &size_);                                     \
        char *read_ = blocks_read(data_, size_, "x.docx");                                         \
        cr_expect_str_eq(read_, expected, "reads: %s", read_);                                     \
        free(read_);                                                                               \
        free(data_);                                                                               \
    } while (0)

#define EXPECT_TEXT(name, text, expected)                                                          \
    do {                                                                                           \
        char *read_ = blocks_read(text, sizeof(text) - 1, name);                                   \
        cr_expect_str_eq(read_, expected, "%s\n  reads: %s", text, read_);                         \
        free(read_);                                                                               \
    } while (0)

#define EXPECT_HAS(read, part) cr_expect(strstr(read, part) != NULL, "no \"%s\" in: %s", part, read)

#endif
