/* SPDX-License-Identifier: Apache-2.0
 *
 * From plan.json to a model. See plan_read.h. What is missing or strange is passed over: a thing that is not brought back cannot be judged, and the
 * one who asks is told so.
 */
#include "decision/plan_read.h"

#include <cjson/cJSON.h>

#include "base/file.h"
#include "base/text.h"

#define PLAN_LIMIT ((size_t)256 << 20)

typedef struct plan_reader {
    po_arena *arena;
    po_written_plan *plan;
    po_model *model;
    po_map *sources; /* id -> po_source* */
    po_map *lineage; /* id of a value -> its cJSON */
} plan_reader;

static const cJSON *member(const cJSON *object, const char *name) {
    return cJSON_GetObjectItemCaseSensitive(object, name);
}

static const char *text_of(const plan_reader *r, const cJSON *object, const char *name) {
    return po_arena_dup(r->arena, cJSON_GetStringValue(member(object, name)));
}

static const po_source *source_of(const plan_reader *r, const cJSON *object, const char *name) {
    const char *id = cJSON_GetStringValue(member(object, name));
    return id ? po_map_get(r->sources, id) : NULL;
}

/* ---- sources --------------------------------------------------------------------------------------- */

/* Only whether it counts is asked for. */
static po_source_state state_of(const cJSON *json) {
    const char *state = cJSON_GetStringValue(member(json, "state"));
    if (po_text_equal(state, "current"))
        return PO_SOURCE_CURRENT;
    return po_text_equal(state, "undecided") ? PO_SOURCE_UNDECIDED : PO_SOURCE_SUPERSEDED;
}

static void read_sources(plan_reader *r, const cJSON *list) {
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        po_source *source = po_model_add_source(r->model);
        source->id = text_of(r, item, "id");
        source->name = text_of(r, item, "name");
        source->program = text_of(r, item, "program");
        source->cds = text_of(r, item, "cds");
        source->lea_cds = r->plan->cds;
        source->period = text_of(r, item, "period");
        source->state = state_of(item);
        if (source->id)
            po_map_add(r->sources, source->id, source);
    }
}

/* ---- entities ---------------------------------------------------------------------------------------- */

static const po_source_place *places_of(const plan_reader *r, const cJSON *list, const po_source *source, uint32_t *ret_count) {
    uint32_t count = (uint32_t)cJSON_GetArraySize(list), n = 0;
    po_source_place *places = PO_NEW_ARRAY(r->arena, po_source_place, count);
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        const char *under = text_of(r, item, "under"); /* a paragraph under a heading (model.h) */
        const char *const names[] = {"page", "table", "row", "column", under ? "paragraph" : "line"};
        uint32_t numbers[5] = {0};
        for (size_t i = 0; i < 5; i++)
            if (cJSON_IsNumber(member(item, names[i])) && member(item, names[i])->valueint > 0)
                numbers[i] = (uint32_t)member(item, names[i])->valueint;
        const po_source *own = source_of(r, item, "source");
        places[n++] = (po_source_place){own ? own : source, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4],
                                        under ? under : text_of(r, item, "sheet")};
    }
    *ret_count = count;
    return places;
}

static const po_lineage *lineage_of(const plan_reader *r, const char *id) {
    const cJSON *json = id ? po_map_get(r->lineage, id) : NULL;
    if (!member(json, "record"))
        return NULL;
    po_lineage *lineage = PO_NEW(r->arena, po_lineage);
    lineage->source = source_of(r, json, "source");
    lineage->record_id = text_of(r, json, "record");
    lineage->record_type = text_of(r, json, "record_type");
    lineage->record_field = text_of(r, json, "record_field");
    lineage->operations = text_of(r, json, "operations");
    lineage->at = places_of(r, member(json, "at"), lineage->source, &lineage->at_count);
    return lineage;
}

static const char *const *values_of(const plan_reader *r, const cJSON *list, uint32_t *ret_count) {
    uint32_t count = (uint32_t)cJSON_GetArraySize(list), n = 0;
    const char **values = PO_NEW_ARRAY(r->arena, const char *, count);
    const cJSON *item;
    cJSON_ArrayForEach(item, list) values[n++] = po_arena_dup(r->arena, cJSON_IsString(item) ? item->valuestring : "");
    *ret_count = count;
    return values;
}

/* A corrected value keeps what was read under "read". */
static const po_correction *correction_of(const plan_reader *r, const cJSON *json) {
    const cJSON *read = member(json, "read");
    if (!read)
        return NULL;
    po_correction *correction = PO_NEW(r->arena, po_correction);
    correction->text = text_of(r, read, "text");
    correction->value = text_of(r, read, "value");
    correction->values = values_of(r, member(read, "values"), &correction->value_count);
    return correction;
}

static void read_slot(const plan_reader *r, po_entity *entity, const char *name, const cJSON *json, bool other) {
    const po_field_definition *field = name ? po_schema_field(entity->definition, name) : NULL;
    if (!field)
        return;
    po_slot *slot = other ? PO_LIST_ADD(r->arena, &entity->others) : PO_LIST_ADD(r->arena, &entity->slots);
    slot->field = field;
    slot->value = (po_value){.id = text_of(r, json, "id"),
                             .text = text_of(r, json, "text"),
                             .value = text_of(r, json, "value"),
                             .doubt = text_of(r, json, "doubt"),
                             .correction = correction_of(r, json)};
    slot->value.values = values_of(r, member(json, "values"), &slot->value.value_count);
    slot->value.lineage = lineage_of(r, slot->value.id);
    if (cJSON_IsTrue(member(json, "withheld")))
        slot->value.id = NULL; /* what is not shown cannot be judged */
}

static void read_entity(plan_reader *r, const cJSON *json) {
    const char *type = cJSON_GetStringValue(member(json, "type")), *id = text_of(r, json, "id");
    const po_entity_definition *definition = type ? po_schema_entity(r->model->schema, type) : NULL;
    if (!definition || !id)
        return;
    po_entity *entity = PO_NEW(r->arena, po_entity);
    entity->id = id;
    entity->code = text_of(r, json, "code");
    entity->definition = definition;
    entity->source = source_of(r, json, "source");
    *PO_LIST_ADD(r->model->arena, &r->model->entities) = entity;
    po_map_add(r->model->by_id, id, entity);
    const cJSON *item;
    cJSON_ArrayForEach(item, member(json, "fields")) read_slot(r, entity, item->string, item, false);
    cJSON_ArrayForEach(item, member(json, "others"))
        read_slot(r, entity, cJSON_GetStringValue(member(item, "field")), item, true);
}

static po_entity *entity_of(const plan_reader *r, const cJSON *json, const char *name) {
    const char *id = cJSON_GetStringValue(member(json, name));
    return id ? po_map_get(r->model->by_id, id) : NULL;
}

static void read_list(plan_reader *r, const cJSON *list, bool parents) {
    const cJSON *item;
    cJSON_ArrayForEach(item, list) {
        po_entity *entity = parents ? entity_of(r, item, "id") : NULL;
        if (entity)
            entity->parent = entity_of(r, item, "parent");
        else if (!parents)
            read_entity(r, item);
    }
}

static void read_entities(plan_reader *r, const cJSON *root) {
    static const char *const sections[] = {"sites", "needs", "goals", "metrics", "actions", "timeline"};
    const cJSON *item;
    for (int parents = 0; parents <= 1; parents++) {
        for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
            read_list(r, member(root, sections[i]), parents == 1);
        cJSON_ArrayForEach(item, member(root, "entities")) read_list(r, item, parents == 1);
    }
    po_model_index(r->model);
}

/* ---- findings, ties, amounts, duties ------------------------------------------------------------------- */

static void read_finding(plan_reader *r, const cJSON *json) {
    uint32_t places = 0;
    size_t count = (size_t)cJSON_GetArraySize(member(json, "arguments")), n = 0;
    po_argument *arguments = PO_NEW_ARRAY(r->arena, po_argument, count);
    const cJSON *item;
    cJSON_ArrayForEach(item, member(json, "arguments")) {
        const char *value = cJSON_GetStringValue(item);
        arguments[n++] = (po_argument){.name = po_arena_dup(r->arena, item->string), .value = po_arena_dup(r->arena, value ? value : "")};
    }
    po_finding *finding = po_findings_add(&r->plan->findings);
    finding->id = text_of(r, json, "id");
    finding->code = text_of(r, json, "code");
    finding->program = text_of(r, json, "program");
    finding->message = text_of(r, json, "sentence"); /* not its key: a person is told what is decided */
    finding->source = source_of(r, json, "source");
    finding->at = places_of(r, member(json, "at"), NULL, &places);
    finding->at_count = places;
    finding->arguments = arguments;
    finding->argument_count = count;
    if (!finding->id || !finding->code)
        r->plan->findings.list.count--;
}

static void read_tie(plan_reader *r, const cJSON *json) {
    const char *words = cJSON_GetStringValue(member(json, "words"));
    const po_tie tie = {.goal = entity_of(r, json, "goal"),
                        .named = entity_of(r, json, "names"),
                        .words = words ? po_map_get(r->model->value_by_id, words) : NULL};
    if (tie.goal)
        *PO_LIST_ADD(r->arena, &r->plan->one.ties.list) = tie;
}

static void read_shared(plan_reader *r, const cJSON *json) {
    const char *amount = cJSON_GetStringValue(member(json, "amount"));
    const cJSON *stated = member(json, "stated");
    po_money *money = PO_NEW_ARRAY(r->arena, po_money, 2);
    for (int i = 0; i < 2; i++)
        money[i].action = entity_of(r, cJSON_GetArrayItem(stated, i), "action");
    if (!amount || !po_decimal_parse(amount, &money[0].amount) || !money[0].action || !money[1].action)
        return;
    money[1].amount = money[0].amount;
    const char *id = text_of(r, json, "id");
    if (id)
        *PO_LIST_ADD(r->arena, &r->plan->one.money.list) = (po_same_money){.id = id, .first = &money[0], .second = &money[1]};
}

/* Instances of schools without a plan stand together, without a code: nobody confirms for all of them at once. */
static po_judged_duty read_duty(const plan_reader *r, const cJSON *json) {
    const cJSON *instances = member(json, "instances"), *item;
    const char **sites = PO_NEW_ARRAY(r->arena, const char *, (size_t)cJSON_GetArraySize(instances));
    po_judged_duty duty = {.id = text_of(r, json, "id"), .text = text_of(r, json, "text"), .placed = instances != NULL, .sites = sites};
    cJSON_ArrayForEach(item, instances) {
        const char *cds = text_of(r, item, "cds");
        if (cds)
            sites[duty.site_count++] = cds;
        else if (!member(item, "schools"))
            duty.at_agency = true;
    }
    return duty;
}

static void read_rest(plan_reader *r, const cJSON *root) {
    const cJSON *item;
    po_written_plan *plan = r->plan;
    po_findings_init(&plan->findings, r->arena);
    cJSON_ArrayForEach(item, member(root, "findings")) read_finding(r, item);
    cJSON_ArrayForEach(item, member(root, "ties")) read_tie(r, item);
    cJSON_ArrayForEach(item, member(root, "shared_amounts")) read_shared(r, item);
    cJSON_ArrayForEach(item, member(root, "duties")) {
        const po_judged_duty duty = read_duty(r, item);
        if (duty.id)
            *PO_LIST_ADD(r->arena, &plan->input.duties) = duty;
    }
    const char *year = cJSON_GetStringValue(member(root, "plan_year"));
    plan->input.plan_year = year ? po_school_year_parse(year) : 0;
    plan->input.model = r->model;
    plan->input.findings = &plan->findings;
    plan->input.one = &plan->one;
    plan->input.cds = plan->cds;
    plan->decisions = (size_t)cJSON_GetArraySize(member(root, "decisions"));
}

po_status po_written_plan_read(po_arena *arena, const char *folder, const po_model_schema *schema, po_written_plan *ret_plan,
                               po_error *err) {
    char *data = NULL;
    size_t size = 0;
    const char *path = po_path_join(arena, folder, "plan.json");
    if (!po_path_is_file(path))
        return po_error_set(err, PO_E_INPUT, "'%s' holds no plan: name the folder that planonce build has written", folder);
    po_status status = po_file_read(arena, path, PLAN_LIMIT, &data, &size, err);
    if (status != PO_OK)
        return status;
    cJSON *root = cJSON_ParseWithLength(data, size);
    if (!po_text_equal(cJSON_GetStringValue(member(root, "format")), "planonce/plan/1")) {
        cJSON_Delete(root);
        return po_error_set(err, PO_E_INPUT, "'%s' is no plan of planonce", path);
    }
    *ret_plan = (po_written_plan){.model = po_model_create(schema)};
    plan_reader r = {.arena = ret_plan->model->arena, .plan = ret_plan, .model = ret_plan->model};
    r.sources = po_map_create(r.arena);
    r.lineage = po_map_create(r.arena);
    cJSON *item;
    cJSON_ArrayForEach(item, member(root, "lineage")) po_map_add(r.lineage, item->string, item);
    ret_plan->cds = text_of(&r, member(root, "lea"), "cds");
    ret_plan->name = text_of(&r, member(root, "lea"), "name");
    read_sources(&r, member(root, "sources"));
    read_entities(&r, root);
    read_rest(&r, root);
    cJSON_Delete(root);
    return PO_OK;
}
