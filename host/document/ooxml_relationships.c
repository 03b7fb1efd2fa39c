/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading "_rels" parts. Their number is bounded by the size of a part.
 */
#include "document/ooxml_relationships.h"

#include <string.h>

#include "document/ooxml_xml.h"

enum { NAME_OTHER, NAME_RELATIONSHIP };

static const po_ooxml_known names[] = {{"", PO_OOXML_REL}, {"Relationship", PO_OOXML_REL}};
static const po_ooxml_vocabulary vocabulary = {names, sizeof names / sizeof *names};

typedef struct reading {
    po_arena *arena;
    const char *of;
    po_ooxml_relationships list;
} reading;

static const char *last_step(const char *uri) {
    const char *slash = strrchr(uri, '/');
    return slash ? slash + 1 : uri;
}

static void on_start(void *user, const po_ooxml_element *element) {
    reading *at = user;
    if (element->name != NAME_RELATIONSHIP || po_ooxml_attribute_is(element, "TargetMode", "External")) {
        return;
    }
    const char *id = po_ooxml_attribute_copy(at->arena, element, "Id");
    const char *type = po_ooxml_attribute_copy(at->arena, element, "Type");
    const char *target = po_ooxml_attribute_copy(at->arena, element, "Target");
    if (id && type && target) {
        *PO_LIST_ADD(at->arena, &at->list) =
            (po_ooxml_relationship){id, last_step(type), po_ooxml_resolve(at->arena, at->of, target)};
    }
}

static void on_end(void *user, int name) {
    (void)user;
    (void)name;
}

/* "word/document.xml" has its relationships in "word/_rels/document.xml.rels". */
static const char *relationships_of(po_arena *arena, const char *part) {
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part + 1) : 0;
    return po_arena_printf(arena, "%.*s_rels/%s.rels", folder, part, slash ? slash + 1 : part);
}

po_status po_ooxml_relationships_read(po_ooxml_package *package, const char *part, po_ooxml_relationships *ret_list,
                                      po_error *err) {
    reading at = {.arena = po_ooxml_package_arena(package), .of = part};
    const char *name = relationships_of(at.arena, part);
    po_status status = PO_OK;
    if (po_ooxml_package_has(package, name)) {
        po_ooxml_handler handler = {&at, on_start, on_end, NULL};
        status = po_ooxml_read(package, name, &vocabulary, &handler, err);
    }
    if (status == PO_OK) {
        *ret_list = at.list;
    }
    return status;
}

const char *po_ooxml_related(const po_ooxml_relationships *list, const char *type) {
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].type, type) == 0) {
            return list->items[i].part;
        }
    }
    return NULL;
}

const po_ooxml_relationship *po_ooxml_relationship_find(const po_ooxml_relationships *list, const char *id) {
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i].id, id) == 0) {
            return &list->items[i];
        }
    }
    return NULL;
}
