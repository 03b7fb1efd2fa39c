/* SPDX-License-Identifier: Apache-2.0
 *
 * In which order a plan is printed, the same for plan.json and plan.html, and independent of the order in which
 * documents were given: sources by program, year, state and content; entities by their source and then as the document has
 * them; needs by group, topic and site.
 */
#ifndef PO_EMIT_ORDER_H
#define PO_EMIT_ORDER_H

#include "model/model.h"

typedef struct po_ordered_entities {
    const po_entity **items;
    size_t count;
} po_ordered_entities;

typedef struct po_ordered_sources {
    const po_source **items;
    size_t count;
} po_ordered_sources;

po_ordered_sources po_order_sources(po_arena *arena, const po_model *model);

/* Entities of one type in printing order. */
po_ordered_entities po_order_entities(po_arena *arena, const po_model *model, const char *type);

/* Those of them whose source counts, in the same order. */
po_ordered_entities po_order_current(po_arena *arena, po_ordered_entities all);

/* Which entities hang under which, once for all: looking through the model for each would take the square of its size. */
typedef struct po_family {
    po_map *children; /* id of the parent -> list; see po_family_children */
} po_family;

po_family po_family_collect(po_arena *arena, const po_model *model);

/* Those directly under `entity`, in the order in which they were made; empty for none. */
po_ordered_entities po_family_children(const po_family *family, const po_entity *entity);

typedef struct po_ordered_links {
    const po_link **items;
    size_t count;
} po_ordered_links;

/* Links by kind, then from and to as entities are ordered. */
po_ordered_links po_order_links(po_arena *arena, const po_model *model);

/* "current", "superseded", "other-year", "undecided", "copy". */
const char *po_source_state_name(po_source_state state);

#endif
