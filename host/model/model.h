/* SPDX-License-Identifier: Apache-2.0
 *
 * The shared model: what every program's records become, and the only thing that checks between programs, the
 * timeline and the outputs know. Entities of the types that crosswalks/model.xml defines (LEA, site, plan document, goal, measure,
 * action, expenditure, fund, engagement, narrative, milestone, identification, need), each field of which can say where it comes from.
 *
 * Generic on purpose: a program's own terms arrive as data (model extensions), so the store knows types and fields by
 * their definitions and none by name. No I/O here; crosswalk/ fills it, emit/ prints it.
 *
 * Ownership: everything belongs to the model's arena. One model per LEA.
 */
#ifndef PO_MODEL_MODEL_H
#define PO_MODEL_MODEL_H

#include "base/date.h"
#include "base/diagnostic.h"
#include "base/digest.h"
#include "base/map.h"

/* ---- definitions: model.xml ------------------------------------------------------------------ */

/* One term of a vocabulary: "english-learners" with its names and codes in the programs ("EL", "English Learners"). */
typedef struct po_term {
    const char *id, *label, *definition;
    const char *standard; /* CEDS element or statutory term, or NULL */
    const char *broader;  /* id of the broader term, or NULL */
    const char *const *names; /* every name and code the programs use */
    size_t name_count;
} po_term;

typedef struct po_vocabulary {
    const char *id, *label, *definition;
    PO_LIST(po_term) terms;
    po_map *by_key; /* po_text_key of each id, label, name -> po_term* */
} po_vocabulary;

/* One field of an entity. `type`: text money percent number date yes-no code codes reference list school-year. */
typedef struct po_field_definition {
    const char *id, *label, *type, *definition, *standard;
    const char *vocabulary; /* for code, codes */
} po_field_definition;

typedef struct po_entity_definition {
    const char *id, *label, *plural, *definition, *standard;
    bool shared; /* one thing for all documents that speak of it (a school), not one for each */
    PO_LIST(po_field_definition) fields;
    po_map *by_id;
} po_entity_definition;

typedef struct po_model_schema {
    const char *version;
    PO_LIST(po_entity_definition) entities;
    PO_LIST(po_vocabulary) vocabularies;
    po_map *entity_by_id, *vocabulary_by_id;
} po_model_schema;

const po_entity_definition *po_schema_entity(const po_model_schema *schema, const char *id);
const po_field_definition *po_schema_field(const po_entity_definition *entity, const char *id);
const po_vocabulary *po_schema_vocabulary(const po_model_schema *schema, const char *id);
const po_term *po_vocabulary_find(const po_vocabulary *vocabulary, const char *printed); /* by key; NULL */

/* ---- sources --------------------------------------------------------------------------------- */

/* What became of a document. Only current ones are summed and answer needs; the others are shown and compared. */
typedef enum po_source_state {
    PO_SOURCE_CURRENT,
    PO_SOURCE_SUPERSEDED, /* an adopted or later version of the same plan (program, CDS code, plan year) is here */
    PO_SOURCE_OTHER_YEAR, /* a plan of another year than the one this build is about: compared, never summed */
    PO_SOURCE_UNDECIDED,  /* several versions and no way to tell: nothing summed, a finding asks */
    PO_SOURCE_COPY        /* equal bytes */
} po_source_state;

typedef struct po_source {
    const char *id;   /* stable: over program, CDS, period and content */
    const char *name, *sha256, *media_type, *program, *program_title, *template_id;
    const char *visibility; /* "public" | "internal" */
    const char *cds, *lea_name;
    const char *lea_cds;   /* code of the LEA that answers for it: `cds`, or the district's for one school's plan */
    const char *site_name; /* of the school whose plan it is, or NULL */
    int plan_year;       /* first calendar year of the plan year (2025 = 2025-26); 0 unknown */
    const char *period;  /* "2024-27" or the plan year as text */
    const char *version; /* "adopted" | "hearing draft" | "draft" | NULL unknown, as the document shows it */
    const char *version_evidence; /* the words that show it */
    po_date adopted;     /* none if not shown */
    bool data; /* rows about the LEA and its schools (a state's file), no plan: never a version of another */
    bool nameless; /* by its nature it names no agency (a calendar of meetings) */
    const char *list;    /* of data: the kind of list of which the newest year takes the place of others, or NULL: every one counts */
    int list_year;       /* of `list`; 0 unknown */
    uint32_t pages, records;
    const po_map *content; /* keys of what it says beyond whose plan it is (see versions.h), or NULL unknown */
    po_source_state state;
    const struct po_source *superseded_by;
    const struct po_source *completes; /* the file of the same plan and version that this one completes, or NULL */
} po_source;

/* ---- values and lineage ---------------------------------------------------------------------- */

/* One place inside one source. With `sheet` and neither page, table nor row it is a paragraph under a heading: `sheet` begins as the heading,
 * `line` is the paragraph's number there. */
typedef struct po_source_place {
    const po_source *source;
    uint32_t page, table, row, column, line;
    const char *sheet;
} po_source_place;

static inline bool po_source_place_is_under(const po_source_place *place) {
    return place->sheet && place->page == 0 && place->table == 0 && place->row == 0;
}

/* How a value came here: document -> place -> record field -> crosswalk row -> operations -> model field. */
typedef struct po_lineage {
    const po_source *source;
    const char *record_id, *record_type, *record_field;
    const char *crosswalk, *row, *operations; /* "lcap", "F-action-title", "copy" */
    const po_source_place *at;
    uint32_t at_count;
    const char *evidence; /* words matched by classify, or NULL */
} po_lineage;

/* What was read where a person decided that it was misread: the value beside it is the person's, this is the document's. */
typedef struct po_correction {
    const char *decision;     /* id of what the decision judged */
    const char *text, *value; /* as read; value NULL if there was none */
    const char *const *values;
    uint32_t value_count;
    const char *doubt, *reason, *role;
    po_date date;
} po_correction;

/* One value. `text` as printed; `value` canonical or NULL (unknown or not readable); `values` for several. */
typedef struct po_value {
    const char *id; /* stable: over the entity's id and the field */
    const char *text, *value;
    const char *const *values;
    uint32_t value_count;
    const char *doubt;
    const po_lineage *lineage; /* never NULL for what a document said; NULL only for what the host itself computed with `rule` */
    const char *rule;          /* how the host computed it, or NULL */
    const po_correction *correction; /* what was read instead, or NULL */
} po_value;

typedef struct po_slot {
    const po_field_definition *field;
    po_value value;
} po_slot;

/* One entity. `id` as in base/digest.h over (type, program, CDS, period, natural key). `code` is what people call it: "1.1", "Goal 2".
 * `conflicts` counts values of the same field that disagreed (kept in `others`). */
typedef struct po_entity {
    const char *id, *code;
    const po_entity_definition *definition;
    struct po_entity *parent;
    const po_source *source; /* NULL for what the host derived (needs, LEA, sites) */
    PO_LIST(po_slot) slots;
    PO_LIST(po_slot) others;
    size_t order; /* of creation: reading order inside a source */
} po_entity;

/* "goal answers need": typed, with the words that show it. */
typedef struct po_link {
    const char *kind; /* addresses, measures, flags, funds, serves, belongs-to, part-of, same-as */
    po_entity *from, *to;
    const char *evidence;
    const po_lineage *lineage;
} po_link;

typedef struct po_model {
    po_arena *arena;
    const po_model_schema *schema;
    PO_LIST(po_source *) sources;
    PO_LIST(po_entity *) entities; /* creation order */
    PO_LIST(po_link) links;
    po_map *by_id;    /* id -> po_entity* */
    po_map *by_type;  /* type -> internal list */
    po_map *value_by_id; /* id -> po_value*: filled by po_model_index */
    po_map *link_by_key; /* "kind from to" -> from: the same link is kept once */
    po_map *other_by_id; /* id of a conflicting value -> its entity: the same conflict is kept once */
} po_model;

po_model *po_model_create(const po_model_schema *schema);
void po_model_destroy(po_model *model); /* accepts NULL */

po_source *po_model_add_source(po_model *model); /* zeroed */
const char *po_source_lea(const po_source *source); /* lea_cds, else cds; NULL if neither is known */

/* Whether it is a document of one school of a district: its code is not that of the LEA which answers for it. False for NULL. */
bool po_source_is_school(const po_source *source);
const po_source *po_source_plan(const po_source *source); /* the file that stands for its plan: itself, or the one it completes */

/* Fills value_by_id (conflicting values too). Call it once, when the model is complete: later sets may move slots. */
void po_model_index(po_model *model);

/* The entity of this type and natural key (made from `parts`), created if it is new. `source` joins the identity's program, CDS and period;
 * one that is not current joins it with its content too, so that versions stand side by side. `ret_created` may be NULL. NULL if the
 * schema has no such type. */
po_entity *po_model_entity(po_model *model, const char *type, const po_source *source,
                           const char *const *parts, size_t part_count, bool *ret_created);

/* Sets a field. Where the field has another value already, the first stays and the new one goes to `others`
 * (a conflict; same canonical value or same squeezed text: nothing happens but lineage is kept). False if the type has no such field.
 * What the value points to must belong to the model's arena (or outlive it). */
bool po_model_set(po_model *model, po_entity *entity, const char *field, const po_value *value);

const po_value *po_entity_get(const po_entity *entity, const char *field); /* NULL if absent */
const char *po_entity_text(const po_entity *entity, const char *field);    /* printed text or NULL */
const char *po_entity_value(const po_entity *entity, const char *field);   /* canonical or NULL */
bool po_entity_is(const po_entity *entity, const char *type);
bool po_entity_current(const po_entity *entity); /* its source counts (or it has none) */

/* Kept once per (kind, from, to): the first evidence stays. Kind and evidence are copied. */
void po_model_link(po_model *model, const char *kind, po_entity *from, po_entity *to,
                   const char *evidence, const po_lineage *lineage);

/* Entities of a type in creation order: for (size_t i = 0; (e = po_model_nth(m, "goal", i)); i++). */
po_entity *po_model_nth(const po_model *model, const char *type, size_t n);
size_t po_model_count(const po_model *model, const char *type);

po_entity *po_model_find(const po_model *model, const char *id); /* NULL if absent */

#endif
