/* SPDX-License-Identifier: Apache-2.0
 *
 * Word files made to hurt, and files that only look like one: a sentence or a reading, never more.
 */
#include "docx_builder.h"

#include <string.h>
#include <time.h>
#include <zip.h>

#include "base/text.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static char *read_builder(docx_builder *builder) {
    size_t size = 0;
    uint8_t *data = docx_builder_finish(builder, &size);
    char *read = blocks_read(data, size, NULL);
    free(data);
    return read;
}

static char *read_document(const char *xml) {
    docx_builder *builder = docx_builder_create();
    docx_builder_part(builder, "word/document.xml", xml);
    return read_builder(builder);
}

static char *read_repeated(const char *before, const char *repeated, size_t times, const char *after) {
    po_buffer xml = {0};
    po_buffer_add_text(&xml, "<w:document " W "><w:body>");
    po_buffer_add_text(&xml, before);
    for (size_t i = 0; i < times; i++) {
        po_buffer_add_text(&xml, repeated);
    }
    po_buffer_add_text(&xml, after);
    po_buffer_add_text(&xml, "</w:body></w:document>");
    char *read = read_document(po_buffer_text(&xml));
    po_buffer_finish(&xml);
    return read;
}

#define EXPECT_READ(call, part)                                                                    \
    do {                                                                                           \
        char *read_ = call;                                                                        \
        EXPECT_HAS(read_, part);                                                                   \
        free(read_);                                                                               \
    } while (0)

Test(docx_hostile, document_types_are_refused) {
    EXPECT_READ(read_document("<!DOCTYPE a [<!ENTITY b \"c\">]><w:document " W "><w:body>" P("&b;") "</w:body></w:document>"),
                "error: this Word file declares a document type");
    EXPECT_READ(read_document("<!DOCTYPE a SYSTEM \"http://example.org/a.dtd\"><w:document " W "/>"), "declares a document type");
    EXPECT_READ(read_document("<w:document " W "><w:body>" P("&b;") "</w:body></w:document>"), "error: this Word file is damaged");
}

Test(docx_hostile, depth) {
    EXPECT_READ(read_repeated("", "<w:tbl><w:tr><w:tc>", 10000, ""), "more than 256 levels deep");
    EXPECT_READ(read_repeated("", "<w:tbl><w:tr><w:tc>", 10, P("x")), "error:");
}

Test(docx_hostile, nesting_at_the_border) {
    po_buffer body = {0};
    for (int i = 0; i < 70; i++) {
        po_buffer_add_text(&body, "<w:tbl><w:tr><w:tc>");
    }
    po_buffer_add_text(&body, P("deep"));
    for (int i = 0; i < 70; i++) {
        po_buffer_add_text(&body, "</w:tc></w:tr></w:tbl>");
    }
    po_buffer_add_text(&body, P("end"));
    docx_builder *builder = docx_builder_create();
    docx_builder_body(builder, po_buffer_text(&body));
    po_buffer_finish(&body);
    char *read = read_builder(builder);
    EXPECT_HAS(read, "T1 in 59 [deep]\nP end\n!DOC-002\n");
    free(read);
}

Test(docx_hostile, bombs) {
    EXPECT_READ(read_repeated("<w:p>", "                                                                ", 400000, "</w:p>"),
                "more than 500 times its size");
    EXPECT_READ(read_repeated("<w:p><w:r><w:t>", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 200000,
                              "</w:t></w:r></w:p>"),
                "error:");
}

Test(docx_hostile, missing_and_double_parts) {
    docx_builder *builder = docx_builder_create();
    docx_builder_part(builder, "word/other.xml", "<a/>");
    EXPECT_READ(read_builder(builder), "lacks its part word/document.xml");
    builder = docx_builder_create();
    docx_builder_body(builder, P("a"));
    docx_builder_part(builder, "WORD\\Document.xml", "<a/>");
    EXPECT_READ(read_builder(builder), "holds its part word/document.xml twice");
    builder = docx_builder_create();
    docx_builder_part(builder, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                                              "<Relationship Type=\"x/relationships/officeDocument\" Target=\"word/../../../word/document.xml\"/>"
                                              "</Relationships>");
    docx_builder_body(builder, P("a"));
    EXPECT_READ(read_builder(builder), "P a\n");
}

static char *read_zip_of(const char *part) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, &error);
    zip_file_add(zip, part, zip_source_buffer(zip, "x", 1, 0), 0);
    zip_close(zip);
    zip_stat_t info;
    zip_source_stat(source, &info);
    uint8_t *data = malloc(info.size);
    zip_source_open(source);
    zip_source_read(source, data, info.size);
    zip_source_close(source);
    zip_source_free(source);
    char *read = blocks_read(data, info.size, "plan.docx");
    free(data);
    return read;
}

Test(docx_hostile, other_containers_are_named) {
    EXPECT_READ(read_zip_of("xl/workbook.xml"), "this workbook is damaged");
    EXPECT_READ(read_zip_of("ppt/presentation.xml"), "PowerPoint");
    EXPECT_READ(read_zip_of("content.xml"), "OpenDocument");
    EXPECT_READ(read_zip_of("META-INF/container.xml"), "EPUB");
    EXPECT_READ(read_zip_of("letter.txt"), "zip archive");
}

Test(docx_hostile, old_office_files_are_named) {
    uint8_t ole[1024] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    ole[30] = 9;
    const char *names[] = {"EncryptedPackage", "WordDocument"};
    const char *sentences[] = {"protected by a password", "of the old kind (.doc)"};
    for (size_t n = 0; n < 2; n++) {
        memset(ole + 512, 0, 512);
        for (size_t i = 0; names[n][i]; i++) {
            ole[512 + 2 * i] = (uint8_t)names[n][i];
        }
        EXPECT_READ(blocks_read(ole, sizeof ole, "x.docx"), sentences[n]);
    }
    EXPECT_READ(blocks_read(ole, 20, "x.docx"), "old Office file");
}

static uint8_t *sample(size_t *ret_size) {
    docx_builder *builder = docx_builder_create();
    docx_builder_part(builder, "word/styles.xml", "<w:styles " W "><w:style w:type=\"paragraph\" w:styleId=\"a\"/></w:styles>");
    docx_builder_body(builder, P("first") TABLE(ROW(CELL("<w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" P("a")) CELL(P("b")))
                                                    ROW(CELL(P("c")))) P("last"));
    return docx_builder_finish(builder, ret_size);
}

Test(docx_hostile, cut_off_anywhere, .timeout = 60) {
    size_t size = 0;
    uint8_t *data = sample(&size);
    for (size_t i = 0; i < 200; i++) {
        char *read = blocks_read(data, size * i / 200, "x.docx");
        cr_expect(strncmp(read, "error: ", 7) == 0, "cut at %zu reads: %s", size * i / 200, read);
        free(read);
    }
    free(data);
}

Test(docx_hostile, changed_anywhere, .timeout = 120) {
    size_t size = 0;
    uint8_t *data = sample(&size);
    uint32_t seed = 1;
    unsigned readings = 0, sentences = 0;
    for (size_t i = 0; i < 2000; i++) {
        uint8_t kept[4];
        size_t at[4];
        for (size_t n = 0; n < 4; n++) {
            seed = seed * 1664525u + 1013904223u;
            at[n] = (seed >> 8) % size;
            kept[n] = data[at[n]];
            data[at[n]] = (uint8_t)(seed >> 3);
        }
        char *read = blocks_read(data, size, "x.docx");
        bool sentence = strncmp(read, "error: ", 7) == 0;
        cr_expect(!sentence || strlen(read) > 20);
        sentences += sentence;
        readings += !sentence;
        free(read);
        for (size_t n = 4; n-- > 0;) {
            data[at[n]] = kept[n];
        }
    }
    cr_expect(readings > 0 && sentences > 0, "%u readings, %u sentences", readings, sentences);
    free(data);
}
