/* SPDX-License-Identifier: Apache-2.0
 *
 * The way through a page: what is printed on every page left out, headers found, text before and between tables, tables.
 */
#include "document/geometry.h"

#include "document/geometry_parts.h"

po_geometry *po_geometry_create(po_document *document, const po_table_hints *hints, uint32_t last_table) {
    po_arena *arena = po_arena_create();
    po_geometry *geometry = PO_NEW(arena, po_geometry);
    geometry->document = document;
    geometry->arena = arena;
    geometry->scratch = po_arena_create();
    geometry->hints = hints;
    geometry->top = po_map_create(arena);
    geometry->bottom = po_map_create(arena);
    geometry->number = last_table;
    geo_labels_prepare(geometry);
    return geometry;
}

void po_geometry_destroy(po_geometry *geometry) {
    if (geometry) {
        po_buffer_finish(&geometry->text);
        po_arena_destroy(geometry->scratch);
        po_arena_destroy(geometry->arena);
    }
}

static uint32_t skip_furniture(const geo_page *page, uint32_t line) {
    while (line < page->line_count && page->lines[line].furniture) {
        line++;
    }
    return line;
}

static void take_text(po_geometry *geometry, const geo_page *page, uint32_t first, uint32_t last) {
    if (skip_furniture(page, first) < last) {
        geo_table_close(geometry);
        geo_text_lines(geometry, page, first, last);
    }
}

static uint32_t take_table(po_geometry *geometry, const geo_page *page, const geo_header *header, uint32_t last) {
    if (!geometry->open || !geo_table_same(geometry->open, header)) {
        geo_table_open(geometry, page, header);
    }
    return geo_table_body(geometry, page, header, header->bottom + 1, last);
}

/* A table over most pages prints its header at the top of most pages: that is none of what a page is furnished with. */
static void keep_header(po_geometry *geometry, geo_page *page) {
    geo_header header;
    if (!page->hits.count || page->hits.items[0].top >= page->head_lines || !geo_header_find(geometry, page, 0, &header)) {
        return;
    }
    for (uint32_t l = header.top; l < page->head_lines; l++) {
        page->lines[l].furniture = false;
    }
}

void po_geometry_read(po_geometry *geometry, const po_geometry_page *from) {
    geo_page page;
    geo_header header, next;
    geo_page_init(geometry, &page, from);
    geo_mark_furniture(geometry, &page);
    geo_labels_find(geometry, &page);
    geo_labels_drop(geometry, &page);
    keep_header(geometry, &page);
    uint32_t at = skip_furniture(&page, 0);
    bool found = geo_header_find(geometry, &page, at, &next);
    uint32_t last = found ? next.top : page.line_count;
    if (geo_table_goes_on(geometry, &page, at, last)) {
        header = geometry->open->header;
        header.top = header.bottom = at; /* its lines were those of another page */
        at = geo_table_body(geometry, &page, &header, at, last);
    }
    while (found) {
        take_text(geometry, &page, at, next.top);
        header = next;
        found = geo_header_find(geometry, &page, header.bottom + 1, &next);
        at = take_table(geometry, &page, &header, found ? next.top : page.line_count);
    }
    take_text(geometry, &page, at, page.line_count);
    geo_scratch_reset(geometry);
}

void po_geometry_end(po_geometry *geometry) {
    geo_table_close(geometry);
}
