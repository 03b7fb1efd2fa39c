/* SPDX-License-Identifier: Apache-2.0
 *
 * Grouping documents by LEA. See groups.h.
 */
#include "app/groups.h"

#include <stdlib.h>
#include <string.h>

#include "app/app.h"
#include "base/text.h"

#define BY_NAME "name:"

/* Whose document it is, as a key; NULL when it does not say. A source's code is its LEA's: the district's for a school's plan, a charter
 * school's own for a charter (crosswalk/source_identify.h). */
static const char *group_key(po_arena *arena, const po_source *source) {
    if (po_source_lea(source))
        return po_source_lea(source);
    if (po_text_empty(source->lea_name))
        return NULL;
    return po_arena_printf(arena, BY_NAME "%s", po_text_key(arena, source->lea_name));
}

static int compare_groups(const void *left, const void *right) {
    return strcmp(((const po_group *)left)->key, ((const po_group *)right)->key);
}

/* Plans do not depend on the order in which files were given: by name, then by content. */
static int compare_documents(const void *left, const void *right) {
    const po_build_document *a = *(const po_build_document *const *)left;
    const po_build_document *b = *(const po_build_document *const *)right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : strcmp(a->source->sha256, b->source->sha256);
}

/* The group is called what its first document calls it. */
static void settle_group(po_group *group) {
    if (group->documents.count > 1)
        qsort(group->documents.items, group->documents.count, sizeof(const po_build_document *), compare_documents);
    for (size_t i = 0; i < group->documents.count; i++) {
        const po_source *source = group->documents.items[i]->source;
        if (!group->cds)
            group->cds = po_source_lea(source);
        if (!group->name)
            group->name = source->lea_name;
    }
}

static po_group *group_for(po_arena *arena, po_map *seen, po_groups *groups, const char *key) {
    size_t *index = po_map_get(seen, key); /* not the group: the list moves when it grows */
    if (!index) {
        index = PO_NEW(arena, size_t);
        *index = groups->list.count;
        po_map_add(seen, key, index);
        PO_LIST_ADD(arena, &groups->list)->key = key;
    }
    return &groups->list.items[*index];
}

/* ---- names ---- */

static bool is_named_only(const po_group *group) {
    return strncmp(group->key, BY_NAME, strlen(BY_NAME)) == 0;
}

/* For each name that documents with a code give their LEA: the group, or `several` where two LEAs have it. */
static po_map *groups_by_name(po_arena *arena, po_groups *groups, po_group *several) {
    po_map *by_name = po_map_create(arena);
    for (size_t i = 0; i < groups->list.count; i++) {
        po_group *group = &groups->list.items[i];
        for (size_t n = 0; !is_named_only(group) && n < group->documents.count; n++) {
            const char *name = group->documents.items[n]->source->lea_name;
            if (po_text_empty(name))
                continue;
            const char *key = po_arena_printf(arena, BY_NAME "%s", po_text_key(arena, name));
            const po_group *other = po_map_get(by_name, key);
            po_map_set(by_name, key, other && other != group ? several : group);
        }
    }
    return by_name;
}

/* It is taken for one of that LEA's papers in all that follows: a version of its plan, or a part of one. */
static void join_document(po_arena *arena, po_group *home, const po_build_document *document) {
    document->source->cds = document->source->lea_cds = home->key;
    *PO_LIST_ADD(arena, &home->documents) = document;
    po_print_line(document->path, NULL, "note", "no county-district-school code was found in it; it joins the agency of its name", "RD-004");
}

/* A document that shows a name and no code joins the LEA of that name, if the documents with codes know one only. */
static void join_names(po_arena *arena, po_groups *groups) {
    po_group several = {0};
    po_map *by_name = groups_by_name(arena, groups, &several);
    size_t kept = 0;
    for (size_t i = 0; i < groups->list.count; i++) {
        po_group *group = &groups->list.items[i];
        po_group *home = is_named_only(group) ? po_map_get(by_name, group->key) : NULL;
        group->joined = home && home != &several;
        for (size_t n = 0; group->joined && n < group->documents.count; n++)
            join_document(arena, home, group->documents.items[n]);
    }
    for (size_t i = 0; i < groups->list.count; i++)
        if (!groups->list.items[i].joined)
            groups->list.items[kept++] = groups->list.items[i];
    groups->list.count = kept;
}

void po_groups_make(po_arena *arena, const po_build_document *documents, size_t count, po_groups *ret_groups) {
    *ret_groups = (po_groups){0};
    po_map *seen = po_map_create(arena);
    for (size_t i = 0; i < count; i++) {
        const po_source *source = documents[i].source;
        if (!source)
            continue;
        const char *key = group_key(arena, source);
        if (!key) {
            *PO_LIST_ADD(arena, &ret_groups->orphans) = &documents[i];
            continue;
        }
        *PO_LIST_ADD(arena, &group_for(arena, seen, ret_groups, key)->documents) = &documents[i];
    }
    join_names(arena, ret_groups);
    for (size_t i = 0; i < ret_groups->list.count; i++)
        settle_group(&ret_groups->list.items[i]);
    if (ret_groups->list.count > 1)
        qsort(ret_groups->list.items, ret_groups->list.count, sizeof *ret_groups->list.items, compare_groups);
}
