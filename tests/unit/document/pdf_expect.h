/* SPDX-License-Identifier: Apache-2.0
 *
 * One-line expectations over the PDF builder.
 */
#ifndef TEST_PDF_EXPECT_H
#define TEST_PDF_EXPECT_H

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pdf_builder.h"

/* What a tagged one-page file with this content and these kids reads as. */
#define EXPECT_TAGGED(content, kids, expected)                                                     \
    do {                                                                                           \
        char *read_ = pdf_read_tagged(content, kids);                                              \
        cr_expect_str_eq(read_, expected, "%s\n  reads: %s", content, read_);                      \
        free(read_);                                                                               \
    } while (0)

/* What the file under construction reads as; the builder is destroyed. */
#define EXPECT_READ(pdf, expected)                                                                 \
    do {                                                                                           \
        pdf_builder *builder_ = (pdf);                                                             \
        char *read_ = pdf_read(builder_);                                                          \
        cr_expect_str_eq(read_, expected, "reads: %s", read_);                                     \
        free(read_);                                                                               \
        pdf_builder_destroy(builder_);                                                               \
    } while (0)

/* The same, for the beginning of the text. */
#define EXPECT_READ_STARTS(pdf, expected)                                                          \
    do {                                                                                           \
        pdf_builder *builder_ = (pdf);                                                             \
        char *read_ = pdf_read(builder_);                                                          \
        cr_expect(strncmp(read_, expected, strlen(expected)) == 0, "reads: %s", read_);            \
        free(read_);                                                                               \
        pdf_builder_destroy(builder_);                                                               \
    } while (0)

#define PARAGRAPH_OF(mcid) "<< /S /P /Pg 3 0 R /K " #mcid " >>"
#define MARKED(mcid, text) "/P <</MCID " #mcid ">> BDC BT /F1 12 Tf 72 700 Td (" text ") Tj ET EMC\n"

#endif
