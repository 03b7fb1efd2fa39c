/* SPDX-License-Identifier: Apache-2.0
 *
 * Pieces of plan.json: entities, values, places, lineage.
 */
#include "emit/plan_json_parts.h"

#include "emit/privacy.h"

void po_plan_json_begin_line(po_json *json, const char *key) {
    if (key) {
        po_json_key(json, key);
    }
    po_json_begin_object(json);
    json->pretty = false;
}

void po_plan_json_end_line(po_json *json) {
    po_json_end_object(json);
    json->pretty = true;
}

static void write_values(po_json *json, const char *const *values, uint32_t count) {
    if (count == 0) {
        return;
    }
    po_json_key(json, "values");
    po_json_begin_array(json);
    for (uint32_t i = 0; i < count; i++) {
        po_json_string(json, values[i]);
    }
    po_json_end_array(json);
}

/* What was read, where a person decided that it was misread. */
static void write_read(po_json *json, const po_correction *correction) {
    if (!correction) {
        return;
    }
    po_json_key(json, "read");
    po_json_begin_object(json);
    po_json_member_if(json, "text", correction->text);
    if (correction->value && !po_text_equal(correction->value, correction->text)) {
        po_json_member(json, "value", correction->value);
    }
    write_values(json, correction->values, correction->value_count);
    po_json_member_if(json, "doubt", correction->doubt);
    po_json_end_object(json);
}

/* The members of one value, with what may not be shown left out and marked. */
static void write_value(const po_plan_writer *w, const po_entity *entity, const po_slot *slot) {
    const po_value *value = &slot->value;
    po_privacy privacy = po_privacy_of(entity, slot->field, value);
    po_json_member_if(w->json, "id", value->id);
    if (privacy != PO_PRIVACY_SHOW) {
        po_json_member_if(w->json, "text", po_privacy_text(w->input->language, w->arena, entity, slot));
        po_json_member_bool(w->json, "withheld", true);
        return;
    }
    po_json_member_if(w->json, "text", value->text);
    if (value->value && !po_text_equal(value->value, value->text)) {
        po_json_member(w->json, "value", value->value);
    }
    write_values(w->json, value->values, value->value_count);
    po_json_member_if(w->json, "doubt", value->doubt);
    write_read(w->json, value->correction);
}

static void write_others(const po_plan_writer *w, const po_entity *entity) {
    if (entity->others.count == 0) {
        return;
    }
    po_json_key(w->json, "others");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < entity->others.count; i++) {
        po_plan_json_begin_line(w->json, NULL);
        po_json_member(w->json, "field", entity->others.items[i].field->id);
        write_value(w, entity, &entity->others.items[i]);
        po_plan_json_end_line(w->json);
    }
    po_json_end_array(w->json);
}

void po_plan_json_entity(const po_plan_writer *w, const po_entity *entity) {
    po_json *json = w->json;
    po_json_begin_object(json);
    po_json_member(json, "id", entity->id);
    po_json_member(json, "type", entity->definition->id);
    po_json_member_if(json, "code", entity->code);
    po_json_member_if(json, "parent", entity->parent ? entity->parent->id : NULL);
    po_json_member_if(json, "source", entity->source ? entity->source->id : NULL);
    if (!po_entity_current(entity)) {
        po_json_member_bool(json, "current", false);
    }
    po_json_key(json, "fields");
    po_json_begin_object(json);
    for (size_t i = 0; i < entity->slots.count; i++) {
        po_plan_json_begin_line(json, entity->slots.items[i].field->id);
        write_value(w, entity, &entity->slots.items[i]);
        po_plan_json_end_line(json);
    }
    po_json_end_object(json);
    write_others(w, entity);
    po_json_end_object(json);
}

void po_plan_json_entities(const po_plan_writer *w, const char *key, const char *type) {
    po_ordered_entities list = po_order_entities(w->arena, w->input->model, type);
    po_json_key(w->json, key);
    po_json_begin_array(w->json);
    for (size_t i = 0; i < list.count; i++) {
        po_plan_json_entity(w, list.items[i]);
    }
    po_json_end_array(w->json);
}

/* ---- places and lineage ----------------------------------------------------------------------- */

void po_plan_json_places(po_json *json, const po_source_place *places, size_t count,
                         bool with_source) {
    if (count == 0) {
        return;
    }
    po_json_key(json, "at");
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        const po_source_place *place = &places[i];
        po_json_begin_object(json);
        po_json_member_if(json, "source", with_source && place->source ? place->source->id : NULL);
        bool under = po_source_place_is_under(place);
        po_json_member_if(json, under ? "under" : "sheet", place->sheet);
        po_json_member_integer_if(json, "page", place->page);
        po_json_member_integer_if(json, "table", place->table);
        po_json_member_integer_if(json, "row", place->row);
        po_json_member_integer_if(json, "column", place->column);
        po_json_member_integer_if(json, under ? "paragraph" : "line", place->line);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

static void write_origin(po_json *json, const po_lineage *lineage) {
    po_json_member_if(json, "source", lineage->source ? lineage->source->id : NULL);
    po_plan_json_places(json, lineage->at, lineage->at_count, false);
    po_json_member_if(json, "record", lineage->record_id);
    po_json_member_if(json, "record_type", lineage->record_type);
    po_json_member_if(json, "record_field", lineage->record_field);
    po_json_member_if(json, "crosswalk", lineage->crosswalk);
    po_json_member_if(json, "row", lineage->row);
    po_json_member_if(json, "operations", lineage->operations);
    po_json_member_if(json, "evidence", lineage->evidence);
}

static void write_slot_lineage(po_json *json, const po_entity *entity, const po_slot *slot) {
    if (!slot->value.id) {
        return;
    }
    po_plan_json_begin_line(json, slot->value.id);
    po_json_member(json, "entity", entity->id);
    po_json_member(json, "field", slot->field->id);
    if (slot->value.lineage) {
        write_origin(json, slot->value.lineage);
    }
    po_json_member_if(json, "rule", slot->value.rule);
    po_json_member_if(json, "decision", slot->value.correction ? slot->value.correction->decision : NULL);
    po_plan_json_end_line(json);
}

void po_plan_json_lineage(const po_plan_writer *w) {
    const po_model *model = w->input->model;
    for (size_t i = 0; i < model->schema->entities.count; i++) {
        po_ordered_entities list =
            po_order_entities(w->arena, model, model->schema->entities.items[i].id);
        for (size_t k = 0; k < list.count; k++) {
            const po_entity *entity = list.items[k];
            for (size_t s = 0; s < entity->slots.count; s++) {
                write_slot_lineage(w->json, entity, &entity->slots.items[s]);
            }
            for (size_t s = 0; s < entity->others.count; s++) {
                write_slot_lineage(w->json, entity, &entity->others.items[s]);
            }
        }
    }
}
