/* SPDX-License-Identifier: Apache-2.0
 *
 * Walking the page tree (7.7.3) and joining content streams (7.8.2).
 *
 * Traps: Resources are inherited; Contents may be an array cut anywhere between tokens, so the parts are joined with a white
 * space and read as one; a hostile tree may contain itself: every node is visited once.
 */
#include "document/pdf_page.h"

#include <stdlib.h>
#include <string.h>

typedef struct walk {
    po_pdf_file *file;
    po_pdf_pages *pages;
    uint8_t *seen; /* by object number */
} walk;

static bool is_page(po_pdf_file *file, const po_pdf_object *node) {
    const po_pdf_object *type = po_pdf_get(file, node, "Type");
    return po_pdf_is_name(type, "Page") ||
           (!po_pdf_is_name(type, "Pages") && po_pdf_key(node, "Kids")->type == PO_PDF_NULL);
}

static void add_page(walk *at, const po_pdf_object *node, const po_pdf_object *dictionary,
                     const po_pdf_object *resources) {
    po_pdf_pages *pages = at->pages;
    if (pages->list.count >= PO_LIMIT_PAGES) {
        pages->limited = true;
        return;
    }
    uint32_t number = node->type == PO_PDF_REFERENCE ? node->as.number : 0;
    *PO_LIST_ADD(po_pdf_file_arena(at->file), &pages->list) = (po_pdf_page){number, dictionary, resources};
    if (number && number < pages->size) {
        pages->by_number[number] = (uint32_t)pages->list.count;
    }
}

static void visit(walk *at, const po_pdf_object *node, const po_pdf_object *inherited, unsigned depth) {
    const po_pdf_object *dictionary = po_pdf_resolve(at->file, node);
    uint32_t number = node->type == PO_PDF_REFERENCE ? node->as.number : 0;
    if (dictionary->type != PO_PDF_DICTIONARY || depth >= PO_LIMIT_TREE_DEPTH ||
        (number < at->pages->size && at->seen[number])) {
        return;
    }
    if (number && number < at->pages->size) {
        at->seen[number] = 1;
    }
    const po_pdf_object *resources = po_pdf_get(at->file, dictionary, "Resources");
    if (resources->type != PO_PDF_DICTIONARY) {
        resources = inherited;
    }
    if (is_page(at->file, dictionary)) {
        add_page(at, node, dictionary, resources);
        return;
    }
    const po_pdf_object *kids = po_pdf_get(at->file, dictionary, "Kids");
    for (uint32_t i = 0; kids->type == PO_PDF_ARRAY && i < kids->count && !at->pages->limited; i++) {
        visit(at, &kids->as.items[i], resources, depth + 1);
    }
}

void po_pdf_pages_read(po_pdf_file *file, po_pdf_pages *ret_pages) {
    *ret_pages = (po_pdf_pages){0};
    const po_pdf_object *root = po_pdf_get(file, po_pdf_file_trailer(file), "Root");
    ret_pages->size = po_pdf_file_size(file);
    ret_pages->by_number = PO_NEW_ARRAY(po_pdf_file_arena(file), uint32_t, ret_pages->size);
    walk at = {file, ret_pages, calloc((size_t)ret_pages->size + 1, 1)};
    if (!at.seen) {
        po_out_of_memory(ret_pages->size);
    }
    visit(&at, po_pdf_key(root, "Pages"), &po_pdf_null, 0);
    free(at.seen);
}

int64_t po_pdf_pages_find(const po_pdf_pages *pages, uint32_t number) {
    return number < pages->size ? (int64_t)pages->by_number[number] - 1 : -1;
}

static char *stream_of(po_pdf_file *file, const po_pdf_object *reference, size_t *ret_size) {
    bool stream = reference->type == PO_PDF_REFERENCE && po_pdf_resolve(file, reference)->stream;
    return stream ? po_pdf_file_stream(file, reference->as.number, ret_size) : NULL;
}

char *po_pdf_page_content(po_pdf_file *file, const po_pdf_page *page, size_t *ret_size) {
    const po_pdf_object *contents = po_pdf_key(page->dictionary, "Contents");
    const po_pdf_object *value = po_pdf_resolve(file, contents);
    if (value->type != PO_PDF_ARRAY) {
        return stream_of(file, contents, ret_size);
    }
    char *joined = NULL;
    size_t size = 0;
    for (uint32_t i = 0; i < value->count; i++) {
        size_t part_size = 0;
        char *part = stream_of(file, &value->as.items[i], &part_size);
        if (!part) {
            continue;
        }
        char *more = realloc(joined, size + part_size + 1);
        if (!more) {
            po_out_of_memory(size + part_size);
        }
        joined = more;
        memcpy(joined + size, part, part_size);
        size += part_size + 1;
        joined[size - 1] = '\n';
        free(part);
    }
    *ret_size = size;
    return joined;
}
