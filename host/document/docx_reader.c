/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading a Word file: find its parts by their relationships, read styles and lists, then stream the text once.
 *
 * Why by relationships: the main part is word/document.xml by custom only; some writers number it.
 *
 * Pages: a Word file has none; but Word notes where pages began when it last laid the text out. Those notes give the pages of
 * places. They also tell tables that were cut by hand from one page to the next. Rows are whole in Word's files, whatever page they fall on,
 * so before tables are joined every row of a table is put on the table's first page: else a row with one cell would be taken for the rest
 * of the row before it.
 */
#include "document/docx_reader.h"

#include <string.h>

#include "base/limits.h"
#include "document/container.h"
#include "document/docx_body.h"
#include "document/ooxml_relationships.h"
#include "document/table_join.h"

static const char media_type[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

static const po_ooxml_family family = {"Word file", "Word", PO_LIMIT_STREAM_BYTES};

typedef struct parts {
    po_arena *arena;
    const char *main, *styles, *numbering, *footnotes, *endnotes;
} parts;

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    (void)name;
    return po_container_find(data, size) == PO_CONTAINER_WORD;
}

/* --- parts --- */

static po_status find_parts(po_ooxml_package *package, parts *ret_parts, po_error *err) {
    po_ooxml_relationships list = {0};
    po_status status = po_ooxml_relationships_read(package, "", &list, err);
    if (status != PO_OK) {
        return status;
    }
    const char *main = po_ooxml_related(&list, "officeDocument");
    main = main && po_ooxml_package_has(package, main) ? main : "word/document.xml";
    status = po_ooxml_relationships_read(package, main, &list, err);
    if (status == PO_OK) {
        *ret_parts = (parts){.arena = po_ooxml_package_arena(package),
                             .main = main,
                             .styles = po_ooxml_related(&list, "styles"),
                             .numbering = po_ooxml_related(&list, "numbering"),
                             .footnotes = po_ooxml_related(&list, "footnotes"),
                             .endnotes = po_ooxml_related(&list, "endnotes")};
    }
    return status;
}

/* --- pages --- */

typedef enum page_step { PAGES_NONE, PAGES_ASIDE, PAGES_BACK } page_step;

static void step_place(po_place *place, page_step step, const po_table *table) {
    if (step == PAGES_NONE) {
        place->page = 0;
    } else if (step == PAGES_ASIDE) {
        place->line = place->page;
        place->page = table->first_page;
    } else {
        place->page = place->line;
        place->line = 0;
    }
}

/* Tables were made here (flow.h) or copied by joining, so they are still ours to change. */
static void step_table(po_table *table, page_step step) {
    for (uint32_t r = 0; r < table->row_count; r++) {
        for (uint32_t c = 0; c < table->rows[r].cell_count; c++) {
            const po_cell *cell = &table->rows[r].cells[c];
            for (uint32_t i = 0; i < cell->at_count; i++) {
                /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
                step_place((po_place *)(uintptr_t)&cell->at[i], step, table);
            }
        }
    }
    if (step == PAGES_NONE) {
        table->first_page = table->last_page = 0;
    }
}

static void step_pages(po_document *document, page_step step) {
    for (size_t i = 0; i < document->blocks.count; i++) {
        po_block *block = &document->blocks.items[i];
        if (block->table) {
            /* NOLINTNEXTLINE(performance-no-int-to-ptr) */
            step_table((po_table *)(uintptr_t)block->table, step);
        }
        if (step == PAGES_NONE) {
            block->at.page = block->last_page = 0;
        }
    }
}

/* --- paragraphs --- */

enum { HEADING_SHOWN = 60 }; /* bytes of a heading in a place */

static const char *heading_shown(po_document *document, const char *text) {
    size_t size = strcspn(text, "\n");
    if (size > HEADING_SHOWN) {
        for (size = HEADING_SHOWN; size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80; size--) {
        }
        return po_arena_printf(document->arena, "%.*s\xE2\x80\xA6", (int)size, text);
    }
    return po_arena_copy(document->arena, text, size);
}

/* Word files have pages only where Word left its marks. Without them a paragraph is found by the heading it stands under and its number there;
 * before the first heading, under the first paragraph of all. */
static void number_paragraphs(po_document *document) {
    const char *heading = NULL;
    uint32_t number = 0;
    for (size_t i = 0; i < document->blocks.count; i++) {
        po_block *block = &document->blocks.items[i];
        if (block->table) {
            continue;
        }
        bool begins = block->kind == PO_BLOCK_HEADING || !heading;
        heading = begins ? heading_shown(document, block->text) : heading;
        number = begins ? 0 : number + 1;
        block->at = (po_place){.line = number, .sheet = heading};
    }
}

static void settle(po_document *document, uint32_t pages) {
    document->pages = pages;
    step_pages(document, pages ? PAGES_ASIDE : PAGES_NONE);
    po_tables_join(document);
    if (pages) {
        step_pages(document, PAGES_BACK);
    } else {
        number_paragraphs(document);
    }
}

/* --- reading --- */

static void say_foreign(po_document *document, unsigned foreign) {
    if (foreign) {
        po_diagnose(&document->diagnostics, PO_WARNING, "DOCX-001", NULL, NULL,
                    "this Word file takes in %u other document%s in a form of %s own (Insert, Text from File), which %s not "
                    "read: open it in Word and save it again, then everything is in it",
                    foreign, foreign == 1 ? "" : "s", foreign == 1 ? "its" : "their", foreign == 1 ? "was" : "were");
    }
}

static po_status read_notes(po_ooxml_package *package, const char *part, po_docx_body *body, bool endnotes, po_error *err) {
    if (!part || !po_docx_body_has_notes(body, endnotes) || !po_ooxml_package_has(package, part)) {
        return PO_OK;
    }
    po_docx_handler handler = po_docx_body_handler(body);
    return po_docx_xml_read(package, part, &handler, err);
}

static po_status read_text(po_ooxml_package *package, const parts *found, po_docx_body *body, po_error *err) {
    po_docx_handler handler = po_docx_body_handler(body);
    po_status status = po_docx_xml_read(package, found->main, &handler, err);
    if (status == PO_OK) {
        status = read_notes(package, found->footnotes, body, false, err);
    }
    if (status == PO_OK) {
        status = read_notes(package, found->endnotes, body, true, err);
    }
    return status;
}

static po_status read_package(po_ooxml_package *package, po_document *document, po_error *err) {
    parts found = {0};
    po_docx_styles *styles = NULL;
    po_docx_numbering *numbering = NULL;
    po_status status = find_parts(package, &found, err);
    if (status == PO_OK) {
        status = po_docx_styles_read(package, found.styles, &styles, err);
    }
    if (status == PO_OK) {
        status = po_docx_numbering_read(package, found.numbering, &numbering, err);
    }
    if (status != PO_OK) {
        return status;
    }
    po_flow *flow = po_flow_create(document);
    po_docx_body *body = po_docx_body_create(found.arena, flow, styles, numbering);
    status = read_text(package, &found, body, err);
    po_flow_finish(flow);
    if (status == PO_OK) {
        say_foreign(document, po_docx_body_foreign(body));
        settle(document, po_docx_body_pages(body));
    }
    po_docx_body_destroy(body);
    po_flow_destroy(flow);
    return status;
}

static po_status read_docx(const uint8_t *data, size_t size, const po_read_options *options, po_document *document,
                           po_error *err) {
    (void)options;
    document->media_type = media_type;
    po_ooxml_package *package = NULL;
    po_status status = po_ooxml_package_open(data, size, &family, &package, err);
    if (status == PO_OK) {
        status = read_package(package, document, err);
    }
    if (status == PO_OK && document->blocks.count == 0) {
        status = po_error_set(err, PO_E_INPUT, "this Word file holds no text: if its pages are pictures, ask for the original");
    }
    po_ooxml_package_destroy(package);
    return status;
}

const po_reader po_reader_docx = {media_type, "Word file", recognise, read_docx};
