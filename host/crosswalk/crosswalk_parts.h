/* SPDX-License-Identifier: Apache-2.0
 *
 * Between the files of host/crosswalk only: a crosswalk as loaded. Elements of
 * crosswalks/crosswalk.rng, one struct each. Where a name could not be resolved its pointer is
 * NULL, lint says so, and apply leaves the row out.
 */
#ifndef PO_CROSSWALK_PARTS_H
#define PO_CROSSWALK_PARTS_H

#include "crosswalk/crosswalk.h"
#include "crosswalk/lexicon.h"

/* In order of loss: the class of several operations in a row is the greatest. */
typedef enum po_row_class { PO_ISO, PO_COMPLEMENT, PO_FORWARD, PO_MANUAL } po_row_class;

typedef enum po_op_kind {
    PO_OP_COPY,
    PO_OP_RENAME,
    PO_OP_DATE,
    PO_OP_NUMBER,
    PO_OP_PERCENT,
    PO_OP_MONEY,
    PO_OP_ENUM,
    PO_OP_SPLIT,
    PO_OP_JOIN,
    PO_OP_LIST_KEY,
    PO_OP_LOOKUP,
    PO_OP_CONCAT,
    PO_OP_CLASSIFY,
    PO_OP_COUNT
} po_op_kind;

/* A field of the record ("title") or of its parent ("parent.number"). */
typedef struct po_reference {
    const char *name; /* without "parent."; NULL: none */
    bool parent;
} po_reference;

typedef struct po_pair {
    const char *from, *to;
} po_pair;

typedef struct po_op {
    po_op_kind kind;
    bool find, exact, labels;                  /* labels: classify only what labels a value */
    const char *vocabulary_id, *text, *entity; /* text: separator */
    const char *below;               /* classify: only this term and narrower ones, or NULL */
    const po_vocabulary *vocabulary; /* enum, classify */
    po_reference reference;          /* list-key, concat */
    PO_LIST(po_pair) pairs;
    po_map *by_from, *by_to; /* enum pairs: po_text_key -> po_pair* */
    bool bijective;
} po_op;

/* `by` NULL: there is none. */
typedef struct po_provenance {
    const char *by, *date, *why, *reviewer;
    bool reviewed;
} po_provenance;

typedef enum po_with_kind {
    PO_WITH_TERM,
    PO_WITH_TEXT,
    PO_WITH_PLAN_YEAR,
    PO_WITH_UPDATE_YEAR
} po_with_kind;
typedef struct po_with {
    po_with_kind kind;
    const char *field, *text; /* term id or words */
    const po_field_definition *definition;
} po_with;

typedef enum po_key_kind { PO_KEY_FIELD, PO_KEY_ITEM, PO_KEY_TEXT, PO_KEY_OF } po_key_kind;
typedef struct po_key {
    po_key_kind kind;
    po_reference reference, list, other; /* other: "or" */
    const char *text;                    /* fixed words, or the name of an entity made before */
    size_t of;                           /* index of that make */
    bool code;
} po_key;

#define PO_MAKE_NONE SIZE_MAX
#define PO_MAKE_PLAN (SIZE_MAX - 1)   /* the plan document */
#define PO_MAKE_PARENT (SIZE_MAX - 2) /* what the parent record made first */

typedef struct po_make {
    const char *name, *entity_id, *within_name, *each;
    const po_entity_definition *entity;
    size_t within;             /* index in the record's makes, or one of the above */
    const char *outer, *inner; /* words of an item printed in two parts, or NULL */
    bool shared;               /* several records of this type speak of the same entity */
    bool existing;             /* never created: found by its code among what other records made */
    bool optional;             /* a record without its key makes none, and nothing is said */
    const char *condition;     /* a field that must have one of `accepted`, or NULL */
    char **accepted;
    size_t accepted_count;
    PO_LIST(po_key) keys;
    int line;
} po_make;

typedef struct po_field_row {
    const char *id, *from, *to, *type, *within_name, *serves;
    const char *until; /* ISO date: the last day on which a template in force asks it, or NULL */
    po_reference reference;
    const char *to_name, *to_field;
    size_t target; /* index of the make written to, or PO_MAKE_PLAN; for rows with `withs` what they
                      stand in */
    const po_entity_definition *entity;
    const po_field_definition *field;
    po_row_class declared, computed;
    bool required, inherited;
    bool when_empty; /* only where the field has no value yet */
    bool on_made;    /* its `withs` are values of an entity the record makes, not of one of the row's own */
    PO_LIST(po_with) withs;
    PO_LIST(po_op) ops;
    const char *operations; /* names joined by a space, for lineage */
    po_provenance provenance;
    int line;
} po_field_row;

typedef struct po_link_row {
    const char *id, *kind, *from_name, *entity;
    po_reference reference;
    size_t from;
    po_provenance provenance;
    int line;
} po_link_row;

typedef struct po_unmapped {
    const char *field, *reason, *why;
    const char *serves, *until; /* as in po_field_row */
    int line;
} po_unmapped;

typedef struct po_record_map {
    const char *type;
    PO_LIST(po_make) makes;
    PO_LIST(po_field_row) rows;
    PO_LIST(po_link_row) links;
    PO_LIST(po_unmapped) unmapped;
    po_map *known; /* fields of the record that a make, row, link or unmapped names */
    po_provenance provenance;
    int line;
} po_record_map;

typedef struct po_try {
    const char *a, *b;
    bool allowed;
    int line;
} po_try;

typedef struct po_forbid {
    const char *id, *kind, *a, *b, *unless, *why;
    po_provenance provenance;
    PO_LIST(po_try) tries;
    int line;
} po_forbid;

typedef struct po_given {
    const char *record, *id, *parent;
    PO_LIST(po_field) fields;
} po_given;

typedef struct po_expect {
    const char *entity, *code, *field, *value, *values, *text, *evidence, *where, *is;
    long count; /* -1: not asked */
    int line;
} po_expect;

typedef struct po_expect_link {
    const char *kind, *from, *to; /* codes */
    int line;
} po_expect_link;

typedef struct po_test {
    const char *id, *why;
    int plan_year;
    PO_LIST(po_given) givens;
    PO_LIST(po_expect) expects;
    PO_LIST(po_expect_link) links;
    int line;
} po_test;

/* One line of <identify>. `words` and `is` only for versions. */
typedef struct po_sign_place {
    const char *what, *record, *field, *is;
    const char *year; /* of data: the field with the year of the list, or NULL */
    bool of_school; /* the code or name of a school, whose district answers for the plan */
    const char *const *words;
    size_t word_count;
    int line;
} po_sign_place;

struct po_crosswalk {
    const char *id, *version, *status, *program, *model, *authority, *method, *title, *path;
    po_provenance provenance;
    PO_LIST(po_sign_place) identify;
    PO_LIST(po_record_map) records;
    po_map *by_type; /* record type -> po_record_map* */
    PO_LIST(po_forbid) forbids;
    PO_LIST(po_test) tests;
};

struct po_crosswalks {
    po_arena *arena;
    const char *folder;
    const po_model_schema *schema;
    const po_lexicon *lexicon;
    PO_LIST(po_crosswalk *) list;
};

struct po_shapes {
    po_arena *arena;
    po_map *types; /* record type -> po_map* of field -> form path */
    po_map *families; /* "program type field" of families that name a field for each year */
    size_t fields;
};

/* ---- load_rows.c ------------------------------------------------------------------------------
 */

/* Resolves names of a record map against the schema, and computes classes. */
void po_record_map_resolve(po_record_map *map, const po_model_schema *schema);

/* The make with this name, PO_MAKE_PLAN, PO_MAKE_PARENT, or PO_MAKE_NONE. */
size_t po_record_map_make(const po_record_map *map, const char *name);

/* ---- class.c --------------------------------------------------------------------------------- */

/* How much of a value an operation keeps (design of the crosswalk: iso, complement, forward, manual), and two operations one after the other. */
po_row_class po_op_class(const po_op *op);
po_row_class po_class_compose(po_row_class first, po_row_class second);
po_row_class po_row_class_of(const po_field_row *row); /* no operations: manual */
const char *po_class_name(po_row_class class);
const char *po_op_name(po_op_kind kind);

/* ---- ops.c, ops_text.c, ops_put.c
 * ------------------------------------------------------------------------ */

/* What operations work on: a value on its way from a record field to the model. `values` wins over
 * `value` where count > 0. */
typedef struct po_flow {
    const char *text, *value;
    const char **values;
    uint32_t value_count;
    const char *doubt, *evidence;
    bool lost; /* an operation found nothing it could use */
} po_flow;

/* What operations may look at besides the value. */
typedef struct po_op_context {
    po_arena *arena;
    const po_lexicon *lexicon;
    const po_model *model;   /* lookup; NULL: finds nothing */
    const po_record *record; /* list-key, concat */
} po_op_context;

/* The field a reference names, or NULL. */
const po_field *po_reference_field(const po_record *record, const po_reference *reference);

/* Record field -> model value, through all operations of a row. */
po_flow po_row_get(const po_field_row *row, const po_field *field, const po_op_context *context);

/* Model value -> record field, for invertible rows (iso and complement). `original` is the field
 * the value came from; complements are taken from it; NULL for iso. False if the row has no way
 * back. */
bool po_row_put(const po_field_row *row, const po_flow *value, const po_field *original,
                po_arena *arena, po_field *ret_field);

/* The number of an item in a list: "Action 1.1" -> "1.1", "1" in goal "2" -> "2.1"; NULL without a
 * number. `list` may be NULL. */
const char *po_list_key(po_arena *arena, const char *item, const char *list);

/* Items printed in two parts: with "Goal" and "Action", "Goal 1 Actions 14, 15; Goal 4 Action 9"
 * gives "1.14", "1.15", "4.9". The number of items; 0 if the text is not printed so. */
size_t po_list_pairs(po_arena *arena, const char *text, const char *outer, const char *inner,
                     const char ***ret_items);

/* The one school year a text states ("2023-24", "in 2024"), as "2023-24"; NULL for none or several.
 */
const char *po_find_school_year(po_arena *arena, const char *text, bool *ret_several);

/* The canonical decimal of a printed number, alone ("$1,234.50", "(3)", "12.5 %"); NULL if it is
 * anything else. */
const char *po_printed_decimal(po_arena *arena, const char *text, po_op_kind kind);

/* The one number of this kind among other words ("$" for money, "%" for percent); NULL for none or
 * several different ones. */
const char *po_find_decimal(po_arena *arena, const char *text, po_op_kind kind);

/* ---- apply_key.c ----------------------------------------------------------------------------- */

/* The natural key of a make. Parts in *ret_parts; false if a part is missing (its name in
 * *ret_missing). `made` are the ids of entities made before, by index; `item` is the value of
 * `each`, or NULL. */
bool po_make_key(po_arena *arena, const po_make *make, const po_record *record,
                 const char *const *made, const char *item, const char ***ret_parts,
                 const char **ret_code, const char **ret_missing);

/* ---- forbid.c -------------------------------------------------------------------------------- */

/* Whether a forbid row speaks of this inference. */
bool po_forbid_hits(const po_forbid *forbid, const char *kind, const char *a, const char *b);

#endif
