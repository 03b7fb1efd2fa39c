/* SPDX-License-Identifier: Apache-2.0
 *
 * A small schema made by hand, so that the store is tested without files.
 */
#ifndef PO_TEST_MODEL_SUPPORT_H
#define PO_TEST_MODEL_SUPPORT_H

#include "base/text.h"
#include "model/model.h"

typedef struct po_made_field {
    const char *entity, *id, *type, *vocabulary;
} po_made_field;

static const po_made_field made_fields[] = {
    {"lea", "name", "text", NULL},
    {"site", "name", "text", NULL},
    {"site", "cds", "text", NULL},
    {"need", "group", "code", "student-group"},
    {"need", "topic", "code", "topic"},
    {"need", "site", "text", NULL},
    {"goal", "title", "text", NULL},
    {"goal", "groups", "codes", "student-group"},
    {"goal", "topics", "codes", "topic"},
    {"measure", "name", "text", NULL},
    {"measure", "groups", "codes", "student-group"},
    {"measure", "topics", "codes", "topic"},
    {"measure", "site", "text", NULL},
    {"action", "title", "text", NULL},
    {"action", "total_funds", "money", NULL},
    {"action", "groups", "codes", "student-group"},
    {"action", "unduplicated_groups", "codes", "student-group"},
    {"action", "topics", "codes", "topic"},
    {"action", "need_groups", "codes", "student-group"},
    {"action", "need_topics", "codes", "topic"},
    {"identification", "group", "code", "student-group"},
    {"identification", "topic", "code", "topic"},
    {"identification", "groups", "codes", "student-group"},
    {"identification", "topics", "codes", "topic"},
    {"identification", "site", "text", NULL},
    {"expenditure", "amount", "money", NULL},
    {"expenditure", "fund", "code", "fund-source"},
    {"expenditure", "stage", "code", NULL},
    {"expenditure", "school_year", "school-year", NULL}};

static inline po_entity_definition *made_entity(po_arena *arena, po_model_schema *schema,
                                                const char *id) {
    po_entity_definition *entity = po_map_get(schema->entity_by_id, id);
    if (!entity) {
        entity = PO_NEW(arena, po_entity_definition);
        entity->id = entity->label = id;
        entity->by_id = po_map_create(arena);
        po_map_add(schema->entity_by_id, id, entity);
    }
    return entity;
}

static inline void made_vocabulary(po_arena *arena, po_model_schema *schema, const char *id,
                                   const char *const *terms) {
    po_vocabulary *vocabulary = PO_NEW(arena, po_vocabulary);
    vocabulary->id = id;
    vocabulary->by_key = po_map_create(arena);
    for (size_t i = 0; terms[i]; i++)
        PO_LIST_ADD(arena, &vocabulary->terms)->id = terms[i];
    for (size_t i = 0; i < vocabulary->terms.count; i++) {
        vocabulary->terms.items[i].label = terms[i];
        po_map_add(vocabulary->by_key, po_text_key(arena, terms[i]), &vocabulary->terms.items[i]);
    }
    po_map_add(schema->vocabulary_by_id, id, vocabulary);
}

static inline po_model_schema *made_schema(po_arena *arena) {
    static const char *const groups[] = {"all-students", "english-learners", "foster-youth", NULL};
    static const char *const topics[] = {"ela", "attendance", "priority-4", NULL};
    static const char *const funds[] = {"lcff", "federal", NULL};
    po_model_schema *schema = PO_NEW(arena, po_model_schema);
    schema->entity_by_id = po_map_create(arena);
    schema->vocabulary_by_id = po_map_create(arena);
    made_vocabulary(arena, schema, "student-group", groups);
    made_vocabulary(arena, schema, "topic", topics);
    ((po_vocabulary *)po_map_get(schema->vocabulary_by_id, "topic"))->terms.items[0].broader = "priority-4";
    made_vocabulary(arena, schema, "fund-source", funds);
    for (size_t i = 0; i < sizeof made_fields / sizeof *made_fields; i++) {
        po_field_definition *field = PO_NEW(arena, po_field_definition);
        *field = (po_field_definition){.id = made_fields[i].id,
                                       .label = made_fields[i].id,
                                       .type = made_fields[i].type,
                                       .vocabulary = made_fields[i].vocabulary};
        po_map_add(made_entity(arena, schema, made_fields[i].entity)->by_id, field->id, field);
    }
    return schema;
}

/* A current source of the program "p". */
static inline po_source *made_source(po_model *model, const char *sha256) {
    po_source *source = po_model_add_source(model);
    *source = (po_source){.id = sha256,
                          .name = sha256,
                          .sha256 = sha256,
                          .program = "p",
                          .cds = "01612590000000",
                          .period = "2025-26"};
    return source;
}

static inline po_entity *made(po_model *model, const char *type, const po_source *source,
                              const char *key) {
    return po_model_entity(model, type, source, &key, 1, NULL);
}

static inline bool set_text(po_model *model, po_entity *entity, const char *field, const char *text,
                            const char *value) {
    return po_model_set(model, entity, field, &(po_value){.text = text, .value = value});
}

/* Sets codes, space separated. */
static inline void set_codes(po_model *model, po_entity *entity, const char *field,
                             const char *codes) {
    char **pieces = NULL;
    size_t count = po_text_split(model->arena, codes, ' ', &pieces);
    const char **values = PO_NEW_ARRAY(model->arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        values[i] = pieces[i];
    po_model_set(model, entity, field,
                 &(po_value){.text = codes, .values = values, .value_count = (uint32_t)count});
}

#endif
