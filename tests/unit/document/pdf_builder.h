/* SPDX-License-Identifier: Apache-2.0
 *
 * A tiny writer of PDF files for tests: objects as text, in the plain or in object streams, with every kind of
 * cross-reference; and what tests say about the result in one line per block.
 *
 * It writes what it is told, right or wrong: most tests are about files that are not as they should be.
 */
#ifndef TEST_PDF_BUILDER_H
#define TEST_PDF_BUILDER_H

#include "base/text.h"
#include "document/pdf_reader.h"

typedef struct pdf_builder pdf_builder;

pdf_builder *pdf_builder_create(void);
void pdf_builder_destroy(pdf_builder *pdf);

/* Object `number` of the section under way; a later set in a later section replaces it. */
void pdf_set(pdf_builder *pdf, unsigned number, const char *body);
void pdf_stream(pdf_builder *pdf, unsigned number, const char *dictionary, const char *data, size_t size);
void pdf_stream_text(pdf_builder *pdf, unsigned number, const char *dictionary, const char *data);

/* Object `number` is no more (tables only). */
void pdf_free(pdf_builder *pdf, unsigned number);

/* Object `number` inside object stream `stream`, which is written when the section ends. */
void pdf_set_in(pdf_builder *pdf, unsigned stream, unsigned number, const char *body);

typedef enum pdf_xref_kind { PDF_XREF_TABLE, PDF_XREF_STREAM, PDF_XREF_HYBRID } pdf_xref_kind;

/* Ends a section: cross-reference, trailer (`extra` goes into it, e.g. "/Root 1 0 R"). Further sets begin an update. */
void pdf_end_section(pdf_builder *pdf, pdf_xref_kind kind, const char *extra);

/* The bytes so far, for reading or for spoiling. */
po_buffer *pdf_bytes(pdf_builder *pdf);

/* Catalog 1, pages 2, page 3 with content 4, Helvetica as F1 (5), structure tree 6 with `kids` as its K. Objects from 10 on
 * are the test's. `page` goes into the page, `catalog` into the catalog, `tree` into the tree root; any may be "". */
typedef struct pdf_tagged {
    const char *content, *kids, *page, *catalog, *tree, *resources;
} pdf_tagged;

void pdf_set_tagged(pdf_builder *pdf, const pdf_tagged *parts);

/* Ends the file (a table, Root 1), reads it and describes it. The text is the caller's to free. */
char *pdf_read(pdf_builder *pdf);

/* The same for content and kids alone. */
char *pdf_read_tagged(const char *content, const char *kids);

/* Reads bytes: "error: sentence", or one line per block ("P text", "H2 text", "L1 text", "T3 [a|b][c|d]": columns and rows,
 * spans as "a<2>" (columns) and "a{2}" (rows), '\n' as "/"), then "outside 2-3:120", then codes of diagnostics. */
char *pdf_describe(const char *data, size_t size, bool join);
char *document_describe(const po_document *document);

#endif
