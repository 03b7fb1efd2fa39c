/* SPDX-License-Identifier: Apache-2.0
 *
 * Applying a crosswalk: the records of one document become entities of the model. One pass over the
 * records in document order, then the links. See crosswalk.h; values are made in apply_value.c,
 * keys in apply_key.c.
 */
#include <stdio.h>

#include "base/text.h"
#include "crosswalk/apply_parts.h"

void po_applier_say(po_applier *applier, po_severity severity, const char *code, const char *key,
                    const po_field *field, const char *sentence) {
    char page[24];
    const char *said = po_arena_printf(applier->scratch, "%s %s", code, key);
    if (!po_map_add(applier->said, said, applier))
        return;
    bool placed = field && field->at_count > 0 && field->at[0].page > 0;
    if (placed)
        snprintf(page, sizeof page, "page %u", field->at[0].page);
    po_diagnose(applier->diagnostics, severity, code, applier->source->name, placed ? page : NULL,
                "%s", sentence);
}

/* ---- entities -------------------------------------------------------------------------------- */

/* Whether this record may speak of the entity: shared ones are everybody's; others belong to the
 * record that made them first. */
static bool may_own(po_application *application, const po_entity *entity) {
    po_applier *applier = application->applier;
    const char *key =
        po_arena_printf(applier->scratch, "%s %s", application->map->type, entity->id);
    const char *owner = po_map_get(applier->owner, key);
    if (!owner)
        po_map_set(applier->owner, key, po_arena_dup(applier->scratch, application->record->id));
    return !owner || po_text_equal(owner, application->record->id);
}

/* What a record says, all of it: tells two records with one natural key apart. */
static const char *content_digest(po_arena *arena, const po_record *record) {
    const char **parts = PO_NEW_ARRAY(arena, const char *, record->field_count);
    for (uint32_t i = 0; i < record->field_count; i++)
        parts[i] = record->fields[i].text;
    return po_id_make(parts, record->field_count, po_arena_alloc(arena, PO_ID_TEXT_MAX));
}

/* Which of the records with this key and this content the present one is: "1" for the first, and
 * the same each time it is asked. */
static const char *repeat_number(po_application *application, const po_entity *entity,
                                 const char *content) {
    po_applier *applier = application->applier;
    const char *key = po_arena_printf(applier->scratch, "%s %s", entity->id, content);
    const char *mine = po_arena_printf(applier->scratch, "%s %s", key, application->record->id);
    const char *number = po_map_get(applier->repeats, mine);
    if (number)
        return number;
    size_t *count = po_map_get(applier->repeats, key);
    if (!count) {
        count = PO_NEW(applier->scratch, size_t);
        po_map_set(applier->repeats, key, count);
    }
    number = po_arena_printf(applier->scratch, "%zu", ++*count);
    po_map_set(applier->repeats, mine, po_arena_dup(applier->scratch, number));
    return number;
}

/* The entity for a key; of a shared type one for all documents. */
static po_entity *entity_for(po_applier *applier, const char *type, const char *const *parts, size_t count) {
    const po_entity_definition *definition = po_schema_entity(applier->model->schema, type);
    const po_source *source = definition && definition->shared ? NULL : applier->source;
    return po_model_entity(applier->model, type, source, parts, count, NULL);
}

/* The entity for a key; when another record of this type has it already, one with the record's
 * content joined to the key (and a count among equals), so that a number printed twice loses
 * nothing. */
static po_entity *own_entity(po_application *application, const char *type,
                             const char *const *parts, size_t count, bool shared) {
    po_applier *applier = application->applier;
    po_entity *entity = entity_for(applier, type, parts, count);
    if (!entity || shared || entity->definition->shared || may_own(application, entity))
        return entity;
    const char **more = PO_NEW_ARRAY(applier->scratch, const char *, count + 2);
    for (size_t i = 0; i < count; i++)
        more[i] = parts[i];
    more[count] = content_digest(applier->scratch, application->record);
    more[count + 1] = repeat_number(application, entity, more[count]);
    return po_model_entity(applier->model, type, applier->source, more, count + 2, NULL);
}

static po_entity *within_of(po_application *application, size_t within) {
    po_applier *applier = application->applier;
    if (within == PO_MAKE_PLAN)
        return applier->plan;
    if (within == PO_MAKE_PARENT)
        return application->record->parent
                   ? po_map_get(applier->first_made, application->record->parent)
                   : NULL;
    return within < application->map->makes.count ? application->made[within] : NULL;
}

static void say_twice(po_application *application, const po_make *make, const po_entity *entity,
                      const char *code) {
    po_applier *applier = application->applier;
    if (!code || !po_text_equal(entity->code, code) || make->shared)
        return;
    po_applier_say(applier, PO_WARNING, "XW-203",
                   po_arena_printf(applier->scratch, "%s %s", make->entity_id, entity->id), NULL,
                   po_arena_printf(applier->scratch,
                                   "%s %s is printed more than once (%s); each is kept by itself",
                                   make->entity->label, code, application->record->id));
}

/* The natural key of make n; false, and said, if a part is missing. */
static bool make_key(po_application *application, size_t n, const char ***ret_parts,
                     const char **ret_code) {
    po_applier *applier = application->applier;
    const po_make *make = &application->map->makes.items[n];
    const char *missing = NULL;
    const char **made = PO_NEW_ARRAY(applier->scratch, const char *, application->map->makes.count);
    for (size_t i = 0; i < n; i++)
        made[i] = application->made[i] ? application->made[i]->id : NULL;
    if (po_make_key(applier->scratch, make, application->record, made, application->item, ret_parts,
                    ret_code, &missing))
        return true;
    if (make->optional)
        return false;
    po_applier_say(applier, PO_WARNING, "XW-202",
                   po_arena_printf(applier->scratch, "%s %zu", application->record->id, n), NULL,
                   po_arena_printf(applier->scratch, "%s has no %s: no %s can be made of it",
                                   application->record->id, missing, make->entity_id));
    return false;
}

/* An entity that other records must have made. */
static po_entity *existing_entity(po_application *application, const po_make *make,
                                  const char *code) {
    po_applier *applier = application->applier;
    po_entity *entity = po_apply_find_code(applier, make->entity_id, code);
    if (!entity)
        po_applier_say(
            applier, PO_WARNING, "XW-207",
            po_arena_printf(applier->scratch, "%s %s", make->entity_id, code ? code : ""), NULL,
            po_arena_printf(applier->scratch,
                            "%s speaks of the %s %s, which stands nowhere else in the document",
                            application->record->id, make->entity_id,
                            code ? code : "without a number"));
    return entity;
}

static po_entity *new_entity(po_application *application, const po_make *make,
                             const char *const *parts, const char *code) {
    po_applier *applier = application->applier;
    size_t count = make->keys.count;
    po_entity *first = entity_for(applier, make->entity_id, parts, count);
    po_entity *entity = own_entity(application, make->entity_id, parts, count, make->shared);
    if (entity != first)
        say_twice(application, make, first, code);
    po_entity *within = within_of(application, make->within);
    if (!entity->parent && within != entity)
        entity->parent = within;
    po_apply_code(applier, entity, code);
    return entity;
}

/* Is the record one of those that make this entity? What is not said is not. */
static bool makes_one(const po_application *application, const po_make *make) {
    const po_field *field = make->condition ? po_record_field(application->record, make->condition) : NULL;
    const char *value = !field ? NULL : field->value ? field->value : field->text;
    for (size_t i = 0; value && i < make->accepted_count; i++)
        if (po_text_equal(value, make->accepted[i]))
            return true;
    return !make->condition;
}

static void make_entity(po_application *application, size_t n) {
    const po_make *make = &application->map->makes.items[n];
    const char **parts = NULL, *code = NULL;
    if (!make->entity || !makes_one(application, make) || !make_key(application, n, &parts, &code))
        return;
    application->made[n] = make->existing ? existing_entity(application, make, code)
                                          : new_entity(application, make, parts, code);
}

/* The entity of a row with <with>: inside what it stands in, known by what <with> says. */
static po_entity *with_entity(po_application *application, const po_field_row *row) {
    po_applier *applier = application->applier;
    po_entity *within = within_of(application, row->target);
    if (!within || !row->entity)
        return NULL;
    size_t count = row->withs.count + 1;
    const char **parts = PO_NEW_ARRAY(applier->scratch, const char *, count);
    parts[0] = within->id;
    for (size_t i = 0; i < row->withs.count; i++) {
        const po_with *with = &row->withs.items[i];
        parts[i + 1] = with->kind == PO_WITH_PLAN_YEAR     ? "plan year"
                       : with->kind == PO_WITH_UPDATE_YEAR ? "update year"
                                                           : with->text;
    }
    po_entity *entity = own_entity(application, row->entity->id, parts, count, false);
    if (entity && !entity->parent)
        entity->parent = within;
    return entity;
}

/* ---- rows ------------------------------------------------------------------------------------ */

static bool field_says(const po_field *field) {
    return field && (field->value || field->value_count > 0 || !po_text_empty(field->text));
}

static void apply_row(po_application *application, const po_field_row *row) {
    po_applier *applier = application->applier;
    const po_field *field = po_reference_field(application->record, &row->reference);
    if (!row->field)
        return; /* lint says so */
    if (!field_says(field)) {
        if (row->required)
            po_applier_say(
                applier, PO_WARNING, "XW-204",
                po_arena_printf(applier->scratch, "%s %s", application->record->id, row->id), NULL,
                po_arena_printf(applier->scratch, "%s has no %s, which every %s should have",
                                application->record->id, row->from, application->map->type));
        return;
    }
    po_entity *entity =
        row->withs.count > 0 && !row->on_made ? with_entity(application, row)
                                              : within_of(application, row->target);
    if (!entity)
        return;
    po_apply_withs(application, row, field, entity);
    po_apply_value(application, row, field, entity);
}

static void apply_item(po_application *application) {
    po_applier *applier = application->applier;
    const po_record_map *map = application->map;
    application->made = PO_NEW_ARRAY(applier->scratch, po_entity *, map->makes.count);
    for (size_t i = 0; i < map->makes.count; i++)
        make_entity(application, i);
    if (map->makes.count > 0 && application->made[0])
        po_map_add(applier->first_made, application->record->id, application->made[0]);
    for (size_t i = 0; i < map->rows.count; i++)
        apply_row(application, &map->rows.items[i]);
    for (size_t i = 0; i < map->links.count; i++) {
        po_entity *from = within_of(application, map->links.items[i].from);
        if (from)
            *PO_LIST_ADD(applier->scratch, &applier->pending) =
                (po_pending_link){&map->links.items[i], application->record, from};
    }
}

static const po_make *each_make(const po_record_map *map) {
    for (size_t i = 0; i < map->makes.count; i++)
        if (map->makes.items[i].each)
            return &map->makes.items[i];
    return NULL;
}

/* The items a record speaks of, as the reader cut them or in two parts; none: one that is the whole
 * field (NULL without a field). */
static size_t each_items(po_applier *applier, const po_make *make, const po_record *record,
                         const char *const **ret_items) {
    static const char *const nothing[] = {NULL};
    const po_field *list = make ? po_record_field(record, make->each) : NULL;
    const char **pairs = NULL;
    *ret_items = nothing;
    if (!list)
        return 1;
    size_t count = make->outer && make->inner ? po_list_pairs(applier->scratch, list->text,
                                                              make->outer, make->inner, &pairs)
                                              : 0;
    if (count == 0 && list->value_count > 0) {
        *ret_items = list->values;
        return list->value_count;
    }
    if (count == 0) {
        pairs = PO_NEW_ARRAY(applier->scratch, const char *, 1);
        pairs[count++] = list->value ? list->value : list->text;
    }
    *ret_items = pairs;
    return count;
}

static void say_unknown_fields(po_applier *applier, const po_record_map *map,
                               const po_record *record) {
    for (uint32_t i = 0; i < record->field_count; i++) {
        const char *name = record->fields[i].name;
        bool known = po_map_get(map->known, name) != NULL;
        for (size_t n = 0; n < map->unmapped.count && !known; n++)
            known = po_text_equal(map->unmapped.items[n].field, name);
        if (!known)
            po_applier_say(
                applier, PO_WARNING, "XW-201",
                po_arena_printf(applier->scratch, "%s %s", map->type, name), &record->fields[i],
                po_arena_printf(applier->scratch,
                                "the field %s of %s is neither mapped nor listed as unmapped in %s",
                                name, map->type, applier->crosswalk->path));
    }
}

static void apply_record(po_applier *applier, const po_record *record) {
    const po_record_map *map = po_map_get(applier->crosswalk->by_type, record->type);
    if (!map) {
        po_applier_say(
            applier, PO_WARNING, "XW-200", record->type, NULL,
            po_arena_printf(applier->scratch,
                            "%s says nothing about records of type %s; they are left out",
                            applier->crosswalk->path, record->type));
        return;
    }
    say_unknown_fields(applier, map, record);
    po_application application = {.applier = applier, .map = map, .record = record};
    const char *const *items = NULL;
    size_t count = each_items(applier, each_make(map), record, &items);
    for (size_t i = 0; i < count; i++) {
        application.item = items[i];
        apply_item(&application);
    }
}

/* ---- the whole --------------------------------------------------------------------------------
 */

static void set_text(po_applier *applier, po_entity *entity, const char *field, const char *text) {
    po_value value = {.text = po_arena_dup(applier->model->arena, text),
                      .rule = "identification of the document"};
    if (text && !po_entity_get(entity, field))
        po_model_set(applier->model, entity, field, &value);
}

/* The school whose plan this is. */
static void make_site(po_applier *applier, po_entity *lea) {
    const po_source *source = applier->source;
    if (!source->site_name || !po_source_is_school(source))
        return;
    po_entity *site = po_model_entity(applier->model, "site", NULL, &source->cds, 1, NULL);
    set_text(applier, site, "cds", source->cds);
    set_text(applier, site, "name", source->site_name);
    site->parent = lea;
    po_model_link(applier->model, "belongs-to", applier->plan, site, source->site_name, NULL);
}

/* The LEA and the plan the records belong to. */
static void make_plan(po_applier *applier) {
    const po_source *source = applier->source;
    const char *name = source->lea_name ? po_text_words(applier->scratch, source->lea_name) : NULL;
    const char *who = po_source_lea(source) ? po_source_lea(source) : name;
    applier->plan = po_model_entity(applier->model, "plan-document", source, NULL, 0, NULL);
    po_entity *lea = who ? po_model_entity(applier->model, "lea", NULL, &who, 1, NULL) : NULL;
    if (!lea || !applier->plan)
        return;
    set_text(applier, lea, "cds", po_source_lea(source));
    set_text(applier, lea, "name", source->lea_name);
    applier->plan->parent = lea;
    make_site(applier, lea);
}

/* Records that speak of what others made come last. */
static bool comes_last(const po_applier *applier, const po_record *record) {
    const po_record_map *map = po_map_get(applier->crosswalk->by_type, record->type);
    for (size_t i = 0; map && i < map->makes.count; i++)
        if (map->makes.items[i].existing)
            return true;
    return false;
}

static void applier_run(po_applier *applier) {
    make_plan(applier);
    for (int last = 0; last <= 1; last++)
        for (size_t i = 0; i < applier->records->records.count; i++) {
            const po_record *record = &applier->records->records.items[i];
            if (comes_last(applier, record) == (last == 1))
                apply_record(applier, record);
        }
    po_apply_links(applier);
}

po_status po_crosswalk_apply(const po_crosswalks *set, const po_record_set *records,
                             const po_source *source, po_model *model, po_diagnostics *diagnostics,
                             po_error *err) {
    if (model->schema != set->schema)
        return po_error_set(err, PO_E_STATE,
                            "the model and the crosswalks were made from different definitions");
    po_applier applier = {.set = set,
                          .records = records,
                          .source = source,
                          .model = model,
                          .diagnostics = diagnostics};
    applier.crosswalk = po_crosswalks_find(set, records->program);
    if (!applier.crosswalk) {
        po_diagnose(diagnostics, PO_WARNING, "XW-206", source->name, NULL,
                    "there is no crosswalk for %s: what was read is not in the plan",
                    records->program ? records->program : "documents of an unknown program");
        return PO_OK;
    }
    applier.scratch = po_arena_create();
    applier.first_made = po_map_create(applier.scratch);
    applier.owner = po_map_create(applier.scratch);
    applier.by_code = po_map_create(applier.scratch);
    applier.repeats = po_map_create(applier.scratch);
    applier.said = po_map_create(applier.scratch);
    applier_run(&applier);
    po_arena_destroy(applier.scratch);
    return PO_OK;
}
