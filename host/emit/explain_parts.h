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
    PO_THING_FUND,
    PO_THING_REVIEW, /* a line of the consistency review */
    PO_THING_TIE,
    PO_THING_COMPARISON,
    PO_THING_SHARED,   /* an amount that stands in two documents */
    PO_THING_REVIEWER, /* who would return a plan */
    PO_THING_TEST,     /* of a reviewer */
    PO_THING_UNDECIDED, /* a check that could not be made */
    PO_THING_DATE,      /* of the calendar beside the plan */
    PO_THING_PROGRAM,
    PO_THING_AGENCY
} po_thing_kind;

typedef struct po_thing {
    po_thing_kind kind;
    const char *id, *code; /* code: what people call it, or NULL */
    const cJSON *json;     /* of a value: its line of lineage */
    const cJSON *within;   /* of a line of the review: its part; else NULL */
} po_thing;

typedef struct po_explainer {
    po_arena *arena;
    const po_language *language;
    const cJSON *plan;
    const cJSON *calendar; /* of the same folder; NULL: there is none */
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

/* The JSON of a thing of this kind; NULL if there is none, or `id` is NULL. */
const cJSON *po_explain_found(const po_explainer *e, po_thing_kind kind, const char *id);

/* ---- explain_text.c: what tellings share ---- */
void po_explain_line(const po_explainer *e, const char *indent, const char *sentence);
/* A line of its own, indented, from a sentence with the argument {text}; nothing if `text` is NULL. */
void po_explain_if(const po_explainer *e, const char *key, const char *text);
/* "Action 1.1" */
const char *po_explain_entity(const po_explainer *e, const cJSON *entity);
/* The name of a document by its id. */
const char *po_explain_source(const po_explainer *e, const char *id);
/* What was decided of the thing with this id. */
void po_explain_decisions(const po_explainer *e, const char *id);

/* ---- explain_beside.c: one kind each ---- */
void po_explain_review(const po_explainer *e, const cJSON *item, const cJSON *part);
void po_explain_tie(const po_explainer *e, const cJSON *tie);
void po_explain_comparison(const po_explainer *e, const cJSON *row);
void po_explain_shared(const po_explainer *e, const cJSON *shared);
void po_explain_reviewer(const po_explainer *e, const cJSON *reviewer);
void po_explain_test(const po_explainer *e, const cJSON *test);
void po_explain_undecided(const po_explainer *e, const cJSON *undecided);
void po_explain_date(const po_explainer *e, const cJSON *entry);
void po_explain_program(const po_explainer *e, const cJSON *program);
void po_explain_agency(const po_explainer *e, const cJSON *agency);

#endif
