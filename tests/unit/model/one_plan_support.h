/* SPDX-License-Identifier: Apache-2.0
 *
 * Plans made by hand over the installed model (crosswalks/model.xml): its vocabularies are what statements are read by.
 */
#ifndef PO_TEST_MODEL_ONE_PLAN_SUPPORT_H
#define PO_TEST_MODEL_ONE_PLAN_SUPPORT_H

#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "crosswalk/model_load.h"
#include "model/one_plan.h"

static po_arena *arena;
static po_model *model;
static po_source *district, *school, *other_school;

static inline po_source *plan_of(const char *id, const char *program, const char *cds, int year) {
    po_source *source = po_model_add_source(model);
    *source = (po_source){.id = id,
                          .name = id,
                          .sha256 = id,
                          .program = program,
                          .program_title = program,
                          .cds = cds,
                          .lea_cds = "01612590000000",
                          .lea_name = "Arroyo Claro Unified School District (ACUSD)",
                          .plan_year = year,
                          .period = po_school_year_format(year, po_arena_alloc(arena, PO_SCHOOL_YEAR_TEXT_MAX))};
    return source;
}

static inline void set(po_entity *entity, const char *field, const char *text, const char *value) {
    po_lineage *lineage = PO_NEW(arena, po_lineage);
    po_source_place *at = PO_NEW(arena, po_source_place);
    *at = (po_source_place){.source = entity->source, .page = 3};
    *lineage = (po_lineage){.source = entity->source, .at = at, .at_count = 1, .evidence = text};
    const po_value set = {.text = text, .value = value, .lineage = lineage};
    cr_assert(po_model_set(model, entity, field, &set), "%s has no field %s", entity->definition->id, field);
}

static inline void set_list(po_entity *entity, const char *field, const char *codes) {
    char **pieces = NULL;
    size_t count = po_text_split(arena, codes, ' ', &pieces);
    const char **values = PO_NEW_ARRAY(arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        values[i] = pieces[i];
    po_lineage *lineage = PO_NEW(arena, po_lineage);
    lineage->source = entity->source;
    const po_value set = {.text = NULL, .values = values, .value_count = (uint32_t)count, .lineage = lineage};
    cr_assert(po_model_set(model, entity, field, &set));
}

static inline po_entity *thing(const char *type, const po_source *source, const char *code, const char *key, po_entity *parent) {
    const char *parts[] = {code, key, parent ? parent->id : NULL};
    po_entity *entity = po_model_entity(model, type, source, parts, 3, NULL);
    entity->code = code;
    entity->parent = parent;
    return entity;
}

static inline po_entity *measure(const po_source *source, const char *code, const char *name, const char *topic, const char *scale) {
    po_entity *made = thing("measure", source, code, name, NULL);
    set(made, "name", name, NULL);
    if (topic)
        set_list(made, "topics", topic);
    if (scale)
        set(made, "scale", scale, scale);
    return made;
}

static inline po_entity *outcome(po_entity *of, const char *kind, const char *text) {
    po_entity *made = thing("outcome", of->source, NULL, kind, of);
    set(made, "kind", kind, kind);
    set(made, "text", text, NULL);
    return made;
}

static inline po_entity *action(const po_source *source, const char *code, const char *title, const char *description) {
    po_entity *made = thing("action", source, code, title, NULL);
    if (title)
        set(made, "title", title, NULL);
    if (description)
        set(made, "description", description, NULL);
    return made;
}

static inline po_entity *spend(po_entity *of, const char *fund, const char *amount, const char *object) {
    po_entity *made = thing("expenditure", of->source, amount, object ? object : fund, of);
    set(made, "amount", amount, amount);
    if (fund)
        set(made, "fund", fund, fund);
    set(made, "stage", "Planned", "planned");
    set(made, "school_year", "2026-27", NULL);
    if (object)
        set(made, "object", object, NULL);
    return made;
}

static inline void site(const char *cds, const char *name) {
    po_entity *made = thing("site", NULL, cds, NULL, NULL);
    set(made, "cds", cds, NULL);
    set(made, "name", name, NULL);
}

static inline void start(void) {
    po_error err = {0};
    po_diagnostics mistakes;
    const po_model_schema *schema = NULL;
    arena = po_arena_create();
    po_diagnostics_init(&mistakes, arena);
    cr_assert_eq(po_model_schema_load(arena, PO_SOURCE_DIR "/crosswalks", &mistakes, &schema, &err), PO_OK, "%s", err.text);
    model = po_model_create(schema);
    district = plan_of("district", "plan-a", "01612590000000", 2026);
    school = plan_of("school", "plan-b", "01612590106278", 2026);
    other_school = plan_of("other", "plan-b", "01612590106279", 2026);
    site("01612590106278", "Leo A. Palmiter Jr./Sr. High School");
    site("01612590106279", "North Area Community School");
    school->site_name = "Leo A. Palmiter Jr./Sr. High School";
    other_school->site_name = "North Area Community School";
}

static inline void stop(void) {
    po_model_destroy(model);
    po_arena_destroy(arena);
}

#endif
