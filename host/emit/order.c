/* SPDX-License-Identifier: Apache-2.0
 *
 * The order of printing. See order.h. Comparisons end with ids, so that no two things tie.
 */
#include "emit/order.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* NULL sorts first. */
static int compare_texts(const char *a, const char *b) {
    if (!a || !b) {
        return (a != NULL) - (b != NULL);
    }
    return strcmp(a, b);
}

static int compare_numbers(size_t a, size_t b) {
    return (a > b) - (a < b);
}

static int compare_sources(const po_source *a, const po_source *b) {
    if (a == b) {
        return 0;
    }
    if (!a || !b) {
        return a ? 1 : -1;
    }
    int order = compare_texts(a->program, b->program);
    if (order == 0) {
        order = (a->plan_year < b->plan_year) - (a->plan_year > b->plan_year); /* newest first */
    }
    if (order == 0) {
        order = compare_numbers(a->state, b->state);
    }
    if (order == 0) {
        order = compare_texts(a->cds, b->cds);
    }
    if (order == 0) {
        order = compare_texts(a->name, b->name);
    }
    return order ? order : compare_texts(a->sha256, b->sha256);
}

static int by_source(const void *a, const void *b) {
    const po_source *const *left = a, *const *right = b;
    return compare_sources(*left, *right);
}

po_ordered_sources po_order_sources(po_arena *arena, const po_model *model) {
    size_t count = model->sources.count;
    po_ordered_sources sources = {PO_NEW_ARRAY(arena, const po_source *, count), count};
    for (size_t i = 0; i < count; i++) {
        sources.items[i] = model->sources.items[i];
    }
    qsort(sources.items, count, sizeof(const po_source *), by_source);
    return sources;
}

/* Inside a source the order of creation is the document's; without a source (needs, sites) there is none, so that the words
 * themselves decide. */
static int compare_entities(const po_entity *left, const po_entity *right) {
    int order = compare_sources(left->source, right->source);
    if (order) {
        return order;
    }
    if (left->source) {
        return compare_numbers(left->order, right->order);
    }
    static const char *const fields[] = {"group", "topic", "site", "name"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields && order == 0; i++) {
        order = compare_texts(po_entity_text(left, fields[i]), po_entity_text(right, fields[i]));
    }
    return order ? order : compare_texts(left->id, right->id);
}

static int by_place(const void *a, const void *b) {
    const po_entity *const *left = a, *const *right = b;
    return compare_entities(*left, *right);
}

typedef struct child_list {
    PO_LIST(const po_entity *) list;
} child_list;

po_family po_family_collect(po_arena *arena, const po_model *model) {
    po_family family = {po_map_create(arena)};
    for (size_t i = 0; i < model->entities.count; i++) {
        const po_entity *entity = model->entities.items[i];
        if (!entity->parent) {
            continue;
        }
        child_list *children = po_map_get(family.children, entity->parent->id);
        if (!children) {
            children = PO_NEW(arena, child_list);
            po_map_set(family.children, entity->parent->id, children);
        }
        *PO_LIST_ADD(arena, &children->list) = entity;
    }
    return family;
}

po_ordered_entities po_family_children(const po_family *family, const po_entity *entity) {
    const child_list *children = po_map_get(family->children, entity->id);
    return children ? (po_ordered_entities){children->list.items, children->list.count}
                    : (po_ordered_entities){0};
}

static int by_ends(const void *a, const void *b) {
    const po_link *left = *(const po_link *const *)a, *right = *(const po_link *const *)b;
    int order = compare_texts(left->kind, right->kind);
    if (order == 0) {
        order = compare_entities(left->from, right->from);
    }
    return order ? order : compare_entities(left->to, right->to);
}

po_ordered_links po_order_links(po_arena *arena, const po_model *model) {
    size_t count = model->links.count;
    po_ordered_links links = {PO_NEW_ARRAY(arena, const po_link *, count), count};
    for (size_t i = 0; i < count; i++) {
        links.items[i] = &model->links.items[i];
    }
    qsort(links.items, count, sizeof(const po_link *), by_ends);
    return links;
}

po_ordered_entities po_order_entities(po_arena *arena, const po_model *model, const char *type) {
    size_t count = po_model_count(model, type);
    po_ordered_entities entities = {PO_NEW_ARRAY(arena, const po_entity *, count), count};
    for (size_t i = 0; i < count; i++) {
        entities.items[i] = po_model_nth(model, type, i);
    }
    qsort(entities.items, count, sizeof(const po_entity *), by_place);
    return entities;
}

po_ordered_entities po_order_current(po_arena *arena, po_ordered_entities all) {
    po_ordered_entities current = {PO_NEW_ARRAY(arena, const po_entity *, all.count), 0};
    for (size_t i = 0; i < all.count; i++) {
        if (po_entity_current(all.items[i])) {
            current.items[current.count++] = all.items[i];
        }
    }
    return current;
}

const char *po_source_state_name(po_source_state state) {
    static const char *const names[] = {
        [PO_SOURCE_CURRENT] = "current",       [PO_SOURCE_SUPERSEDED] = "superseded",
        [PO_SOURCE_OTHER_YEAR] = "other-year", [PO_SOURCE_UNDECIDED] = "undecided",
        [PO_SOURCE_COPY] = "copy",
    };
    return names[state];
}
