/* SPDX-License-Identifier: Apache-2.0
 *
 * Walking the structure tree (ISO 32000-1, 14.7).
 *
 * Two ways producers name content, both needed: integer kids with Pg on the element (Word, PDFMaker), and marked-content
 * references each with its own Pg and none on the element (Aspose). Pg is inherited from the element above.
 *
 * The tree is used downward (K) only. The ParentTree is not read: in merged files its keys collide.
 *
 * Bounds: depth; every element that is an object and holds something is visited once, so cycles end; kids visited in all, because
 * one array may be shared by many elements.
 */
#include "document/pdf_structure.h"

#include <stdlib.h>
#include <string.h>

#include "document/pdf_headers.h"

enum {
    KIDS_MAX = 8 << 20,       /* in all; a 384-page report has 100,000 */
    TEXT_MAX = 128 << 20,     /* bytes given to blocks: a mark may be claimed again and again */
    ATTRIBUTES_MAX = 64
};

typedef struct walker {
    po_pdf_file *file;
    const po_pdf_structure_input *input;
    po_pdf_blocks *blocks;
    const po_pdf_object *role_map, *class_map;
    po_pdf_headers *headers;
    uint8_t *seen; /* elements, by object number */
    uint32_t seen_size;
    size_t kids, text;
    bool too_deep;
    bool mute; /* inside an element whose ActualText was given: content is claimed, not read */
    const char *actual; /* ActualText waiting for its first fragment */
    size_t actual_size;
} walker;

typedef struct position {
    int64_t page; /* from 0; -1 unknown */
    unsigned depth;
} position;

bool po_pdf_structure_present(po_pdf_file *file) {
    const po_pdf_object *root = po_pdf_get(file, po_pdf_file_trailer(file), "Root");
    const po_pdf_object *tree = po_pdf_get(file, root, "StructTreeRoot");
    const po_pdf_object *kids = po_pdf_get(file, tree, "K");
    return kids->type == PO_PDF_DICTIONARY || (kids->type == PO_PDF_ARRAY && kids->count > 0);
}

static void claim(walker *at, po_pdf_fragment *fragment) {
    if (!fragment->claimed) {
        fragment->claimed = true;
        po_pdf_tally *tally = &at->input->marks->pages[fragment->page];
        tally->claimed += fragment->characters;
        tally->unreadable += at->mute ? 0 : fragment->unreadable;
    }
}

static void give(walker *at, const po_pdf_fragment *fragment, const char *text, size_t size) {
    at->text += size;
    if (at->text <= TEXT_MAX) {
        po_pdf_blocks_text(at->blocks, fragment, text, size);
    }
}

/* One content item: all fragments of a mark. */
static void take_content(walker *at, uint32_t container, int64_t mcid) {
    po_pdf_marks *marks = at->input->marks;
    size_t count = 0;
    po_pdf_fragment *fragments = po_pdf_marks_find(marks, container, mcid, &count);
    for (size_t i = 0; i < count; i++) {
        claim(at, &fragments[i]);
        if (at->actual) {
            give(at, &fragments[i], at->actual, at->actual_size);
            at->actual = NULL;
        } else if (!at->mute) {
            give(at, &fragments[i], marks->text.data + fragments[i].at, fragments[i].size);
        }
    }
}

/* A marked-content reference: MCID in a page, or in a form named by Stm. */
static void take_reference(walker *at, const po_pdf_object *kid, position where) {
    int64_t mcid = -1;
    const po_pdf_object *page = po_pdf_key(kid, "Pg"), *stream = po_pdf_key(kid, "Stm");
    po_pdf_integer(po_pdf_get(at->file, kid, "MCID"), &mcid);
    if (page->type == PO_PDF_REFERENCE) {
        where.page = po_pdf_pages_find(at->input->pages, page->as.number);
    }
    if (stream->type == PO_PDF_REFERENCE) {
        uint32_t form = po_pdf_content_form(at->input->content, stream->as.number);
        if (form != PO_PDF_NO_CONTAINER) {
            take_content(at, form, mcid);
            return;
        }
    }
    if (where.page >= 0) {
        take_content(at, (uint32_t)where.page, mcid);
    }
}

static uint16_t span_of(po_pdf_file *file, const po_pdf_object *attributes, const char *key, uint16_t fallback) {
    enum { SPAN_MAX = 4096 };
    int64_t span = 0;
    if (!po_pdf_integer(po_pdf_get(file, attributes, key), &span) || span < 1) {
        return fallback;
    }
    return (uint16_t)(span < SPAN_MAX ? span : SPAN_MAX);
}

/* Spans and column from one attribute dictionary, or from each of an array (revision numbers stand between). */
static void read_attributes(walker *at, const po_pdf_object *attributes, po_pdf_element *element) {
    uint32_t count = attributes->type == PO_PDF_ARRAY ? attributes->count : 1;
    for (uint32_t i = 0; i < count && i < ATTRIBUTES_MAX; i++) {
        const po_pdf_object *each =
            attributes->type == PO_PDF_ARRAY ? po_pdf_at(at->file, attributes, i) : attributes;
        if (each->type == PO_PDF_DICTIONARY) {
            element->row_span = span_of(at->file, each, "RowSpan", element->row_span);
            element->column_span = span_of(at->file, each, "ColSpan", element->column_span);
            const po_pdf_object *headers = po_pdf_get(at->file, each, "Headers");
            element->under_header = po_pdf_headers_find(at->headers, headers, &element->column) || element->under_header;
        }
    }
}

/* Attributes by class name (C), then the element's own (A), which win. */
static void read_spans(walker *at, const po_pdf_object *dictionary, po_pdf_element *element) {
    const po_pdf_object *classes = po_pdf_get(at->file, dictionary, "C");
    uint32_t count = classes->type == PO_PDF_ARRAY ? classes->count : 1;
    for (uint32_t i = 0; i < count && i < ATTRIBUTES_MAX; i++) {
        const po_pdf_object *name = classes->type == PO_PDF_ARRAY ? po_pdf_at(at->file, classes, i) : classes;
        if (name->type == PO_PDF_NAME) {
            const po_pdf_object *found = po_pdf_key_named(at->class_map, name->as.bytes, name->count);
            read_attributes(at, po_pdf_resolve(at->file, found), element);
        }
    }
    read_attributes(at, po_pdf_get(at->file, dictionary, "A"), element);
}

static void visit(walker *at, const po_pdf_object *kid, position where);

static void visit_kids(walker *at, const po_pdf_object *kids, position where) {
    const po_pdf_object *list = po_pdf_resolve(at->file, kids);
    if (list->type != PO_PDF_ARRAY) {
        visit(at, kids, where);
        return;
    }
    for (uint32_t i = 0; i < list->count && at->kids < KIDS_MAX; i++) {
        visit(at, &list->as.items[i], where);
    }
}

/* The kids of an element with ActualText: the text is given once, with the first fragment; the rest is claimed only. */
static void visit_replaced(walker *at, const po_pdf_object *actual, const po_pdf_object *kids, position where) {
    po_arena *scratch = po_arena_create();
    bool outer_mute = at->mute;
    if (!at->mute) {
        at->actual = po_pdf_text_string(scratch, actual->as.bytes, actual->count);
        at->actual_size = strlen(at->actual);
    }
    at->mute = true;
    visit_kids(at, kids, where);
    if (!outer_mute && at->actual) { /* nothing was shown under it: the text stands where its page is */
        po_pdf_fragment nowhere = {.page = where.page < 0 ? 0 : (uint32_t)where.page};
        give(at, &nowhere, at->actual, at->actual_size);
    }
    at->actual = outer_mute ? at->actual : NULL;
    at->mute = outer_mute;
    po_arena_destroy(scratch);
}

static void visit_element(walker *at, const po_pdf_object *dictionary, position where) {
    po_pdf_element element = {.row_span = 1, .column_span = 1};
    element.role = po_pdf_role_find(at->file, at->role_map, po_pdf_get(at->file, dictionary, "S"), &element.level);
    const po_pdf_object *page = po_pdf_key(dictionary, "Pg");
    if (page->type == PO_PDF_REFERENCE) {
        where.page = po_pdf_pages_find(at->input->pages, page->as.number);
    }
    if (element.role == PO_PDF_ROLE_CELL || element.role == PO_PDF_ROLE_HEADER_CELL) {
        read_spans(at, dictionary, &element);
    }
    const po_pdf_object *kids = po_pdf_key(dictionary, "K");
    const po_pdf_object *actual = po_pdf_get(at->file, dictionary, "ActualText");
    bool outer_mute = at->mute;
    at->mute = outer_mute || element.role == PO_PDF_ROLE_ARTIFACT;
    po_pdf_blocks_open(at->blocks, &element);
    if (actual->type == PO_PDF_STRING && !at->mute) {
        visit_replaced(at, actual, kids, where);
    } else {
        visit_kids(at, kids, where);
    }
    po_pdf_blocks_close(at->blocks);
    if (element.role == PO_PDF_ROLE_HEADER_CELL) {
        po_pdf_headers_note(at->headers, po_pdf_get(at->file, dictionary, "ID"), po_pdf_blocks_column(at->blocks));
    }
    at->mute = outer_mute;
}

/* Programs that make files small keep empty cells of a row as one object, which then stands there several times. */
static bool is_empty(walker *at, const po_pdf_object *element) {
    const po_pdf_object *kids = po_pdf_get(at->file, element, "K");
    return kids->type == PO_PDF_NULL || (kids->type == PO_PDF_ARRAY && kids->count == 0);
}

static void visit(walker *at, const po_pdf_object *kid, position where) {
    const po_pdf_object *value = po_pdf_resolve(at->file, kid);
    uint32_t number = kid->type == PO_PDF_REFERENCE ? kid->as.number : 0;
    at->kids++;
    if (value->type == PO_PDF_INTEGER) {
        if (where.page >= 0) {
            take_content(at, (uint32_t)where.page, value->as.integer);
        }
        return;
    }
    if (value->type != PO_PDF_DICTIONARY || at->kids >= KIDS_MAX || ++where.depth >= PO_LIMIT_TREE_DEPTH) {
        at->too_deep = at->too_deep || where.depth >= PO_LIMIT_TREE_DEPTH;
        return;
    }
    const po_pdf_object *type = po_pdf_get(at->file, value, "Type");
    if (po_pdf_is_name(type, "OBJR")) { /* annotations: no text of the page */
        return;
    }
    if (po_pdf_is_name(type, "MCR") || po_pdf_key(value, "S")->type == PO_PDF_NULL) {
        take_reference(at, value, where);
        return;
    }
    if (number && number < at->seen_size) {
        if (at->seen[number] && !is_empty(at, value)) {
            return;
        }
        at->seen[number] = 1;
    }
    visit_element(at, value, where);
}

bool po_pdf_structure_walk(const po_pdf_structure_input *input, po_pdf_blocks *blocks) {
    const po_pdf_object *root = po_pdf_get(input->file, po_pdf_file_trailer(input->file), "Root");
    const po_pdf_object *tree = po_pdf_get(input->file, root, "StructTreeRoot");
    walker at = {.file = input->file, .input = input, .blocks = blocks};
    at.role_map = po_pdf_get(input->file, tree, "RoleMap");
    at.class_map = po_pdf_get(input->file, tree, "ClassMap");
    at.seen_size = po_pdf_file_size(input->file);
    at.seen = calloc((size_t)at.seen_size + 1, 1);
    if (!at.seen) {
        po_out_of_memory(at.seen_size);
    }
    po_arena *scratch = po_arena_create();
    at.headers = po_pdf_headers_create(scratch, input->file);
    visit_kids(&at, po_pdf_key(tree, "K"), (position){-1, 0});
    po_pdf_blocks_end(blocks);
    po_arena_destroy(scratch);
    free(at.seen);
    return !at.too_deep && at.kids < KIDS_MAX && at.text <= TEXT_MAX;
}
