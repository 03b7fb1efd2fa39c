/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to explain: the things in a plan.json that have a name, and telling about one of them.
 */
#ifndef PO_EMIT_EXPLAIN_PARTS_H
#define PO_EMIT_EXPLAIN_PARTS_H

#include <cjson/cJSON.h>

#include "base/map.h"
#include "base/text.h"
#include "emit/language.h"

typedef enum po_thing_kind {
    PO_THING_VALUE,
    PO_THING_ENTITY,
    PO_THING_FINDING,
    PO_THING_SOURCE,
    PO_THING_DUTY,
    PO_THING_FUND
} po_thing_kind;

typedef struct po_thing {
    po_thing_kind kind;
    const char *id, *code; /* code: what people call it, or NULL */
    const cJSON *json;     /* of a value: its line of lineage */
} po_thing;

typedef struct po_explainer {
    po_arena *arena;
    const po_language *language;
    const cJSON *plan;
    po_buffer *out;
    PO_LIST(po_thing) things;
    po_map *entities, *sources; /* id -> const cJSON* */
} po_explainer;

/* Text member of a JSON object; NULL if absent. */
const char *po_explain_text(const cJSON *object, const char *name);

/* "Action 1.1": what a thing is called in a list. */
const char *po_explain_name(const po_explainer *e, const po_thing *thing);

/* Appends what is to be told about one thing. */
void po_explain_thing(const po_explainer *e, const po_thing *thing);

#endif
