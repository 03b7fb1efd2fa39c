/* SPDX-License-Identifier: Apache-2.0
 *
 * A small writer of Word files (libzip), and the one-line print of blocks.
 */
#include "docx_builder.h"

#include <string.h>
#include <zip.h>

#include "base/text.h"
#include "document/reader.h"

struct docx_builder {
    zip_source_t *source;
    zip_t *zip;
};

static const char types[] = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
static const char relationships[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" "
    "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" "
    "Target=\"word/document.xml\"/></Relationships>";
static const char parts[] =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define PART(id, type, target)                                                                     \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" type         \
    "\" Target=\"" target "\"/>"
    PART("a", "styles", "styles.xml") PART("b", "numbering", "numbering.xml") PART("c", "footnotes", "footnotes.xml")
        PART("d", "endnotes", "/word/endnotes.xml") "</Relationships>";

docx_builder *docx_builder_create_empty(void) {
    docx_builder *builder = calloc(1, sizeof *builder);
    zip_error_t error;
    zip_error_init(&error);
    builder->source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(builder->source);
    builder->zip = zip_open_from_source(builder->source, ZIP_TRUNCATE, &error);
    docx_builder_part(builder, "[Content_Types].xml", types);
    return builder;
}

docx_builder *docx_builder_create(void) {
    docx_builder *builder = docx_builder_create_empty();
    docx_builder_part(builder, "_rels/.rels", relationships);
    docx_builder_part(builder, "word/_rels/document.xml.rels", parts);
    return builder;
}

void docx_builder_part(docx_builder *builder, const char *name, const char *xml) {
    size_t size = strlen(xml);
    char *copy = malloc(size + 1);
    memcpy(copy, xml, size + 1);
    zip_source_t *source = zip_source_buffer(builder->zip, copy, size, 1);
    cr_assert(zip_file_add(builder->zip, name, source, ZIP_FL_OVERWRITE | ZIP_FL_ENC_UTF_8) >= 0);
}

void docx_builder_body(docx_builder *builder, const char *inner) {
    po_buffer xml = {0};
    po_buffer_add_text(&xml, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document "
                             "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                             "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
                             "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
                             "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "
                             "xmlns:v=\"urn:schemas-microsoft-com:vml\"><w:body>");
    po_buffer_add_text(&xml, inner);
    po_buffer_add_text(&xml, "<w:sectPr><w:footnotePr/></w:sectPr></w:body></w:document>");
    docx_builder_part(builder, "word/document.xml", po_buffer_text(&xml));
    po_buffer_finish(&xml);
}

uint8_t *docx_builder_finish(docx_builder *builder, size_t *ret_size) {
    cr_assert(zip_close(builder->zip) == 0);
    zip_stat_t info;
    cr_assert(zip_source_stat(builder->source, &info) == 0 && zip_source_open(builder->source) == 0);
    uint8_t *data = malloc(info.size);
    cr_assert(zip_source_read(builder->source, data, info.size) == (zip_int64_t)info.size);
    zip_source_close(builder->source);
    zip_source_free(builder->source);
    free(builder);
    *ret_size = info.size;
    return data;
}

/* --- printing --- */

static void add_text(po_buffer *out, const char *text) {
    for (; *text; text++) {
        po_buffer_add_char(out, *text == '\n' ? '/' : *text);
    }
}

static void add_place(po_buffer *out, const po_place *at, bool places) {
    if (places && po_place_is_under(at)) {
        po_buffer_printf(out, "@%s#%u", at->sheet, at->line);
    } else if (places) {
        po_buffer_printf(out, "@%u,%u", at->page, at->line);
    }
}

static void add_cell(po_buffer *out, const po_cell *cell, bool places) {
    po_buffer_add_text(out, cell->header ? "*" : "");
    add_text(out, cell->text);
    if (cell->column_span > 1 || cell->row_span > 1) {
        po_buffer_printf(out, "(%ux%u)", cell->column_span, cell->row_span);
    }
    add_place(out, &cell->at[0], places);
}

static void add_table(po_buffer *out, const po_table *table, bool places) {
    po_buffer_printf(out, "T%u", table->columns);
    if (table->parent_table) {
        po_buffer_printf(out, " in %u", table->parent_table);
    }
    for (uint32_t r = 0; r < table->row_count; r++) {
        const po_row *row = &table->rows[r];
        for (uint32_t c = 0; c < row->cell_count; c++) {
            po_buffer_add_text(out, c ? "|" : " [");
            add_cell(out, &row->cells[c], places);
        }
        po_buffer_add_text(out, row->cell_count ? "]" : " []");
    }
}

static void add_block(po_buffer *out, const po_block *block, bool places) {
    static const char kinds[] = "HPLT";
    if (block->kind == PO_BLOCK_TABLE) {
        add_table(out, block->table, places);
    } else {
        po_buffer_add_char(out, kinds[block->kind]);
        if (block->level) {
            po_buffer_printf(out, "%u", block->level);
        }
        po_buffer_add_char(out, ' ');
        add_text(out, block->text);
        add_place(out, &block->at, places);
    }
    po_buffer_add_char(out, '\n');
}

static char *print(const void *data, size_t size, const char *name, bool places) {
    uint8_t *copy = malloc(size + 1); /* so that reading past the end is seen */
    memcpy(copy, data, size);
    copy = realloc(copy, size ? size : 1);
    po_error err = {0};
    po_document *document = po_document_create();
    const po_reader *reader = po_reader_find(copy, size, name, &err);
    po_read_options options = {0};
    po_status status = reader ? reader->read(copy, size, &options, document, &err) : err.status;
    po_buffer out = {0};
    if (status != PO_OK) {
        po_buffer_printf(&out, "error: %s", err.text);
    }
    for (size_t i = 0; status == PO_OK && i < document->blocks.count; i++) {
        add_block(&out, &document->blocks.items[i], places);
    }
    for (size_t i = 0; status == PO_OK && i < document->diagnostics.list.count; i++) {
        po_buffer_printf(&out, "!%s\n", document->diagnostics.list.items[i].code);
    }
    char *text = strdup(po_buffer_text(&out));
    po_buffer_finish(&out);
    po_document_destroy(document);
    free(copy);
    return text;
}

char *blocks_read(const void *data, size_t size, const char *name) {
    return print(data, size, name, false);
}

char *blocks_read_places(const void *data, size_t size, const char *name) {
    return print(data, size, name, true);
}
