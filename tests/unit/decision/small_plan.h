/* SPDX-License-Identifier: Apache-2.0
 *
 * A plan of three actions, by hand: what decisions are matched against in these tests.
 */
#ifndef TESTS_DECISION_SMALL_PLAN_H
#define TESTS_DECISION_SMALL_PLAN_H

#include "decision/standing.h"

typedef struct small_plan {
    po_arena *arena;
    po_model_schema schema;
    po_model *model;
    po_source *source;
    po_findings findings;
    po_judge_input input;
} small_plan;

static inline void small_field(small_plan *plan, po_entity_definition *entity, const char *id, const char *type) {
    po_field_definition *field = PO_LIST_ADD(plan->arena, &entity->fields);
    *field = (po_field_definition){.id = id, .label = id, .type = type};
}

static inline void small_plan_start(small_plan *plan) {
    *plan = (small_plan){.arena = po_arena_create()};
    plan->schema = (po_model_schema){.entity_by_id = po_map_create(plan->arena), .vocabulary_by_id = po_map_create(plan->arena)};
    po_entity_definition *action = PO_LIST_ADD(plan->arena, &plan->schema.entities);
    *action = (po_entity_definition){.id = "action", .label = "Action", .by_id = po_map_create(plan->arena)};
    small_field(plan, action, "title", "text");
    small_field(plan, action, "total_funds", "money");
    small_field(plan, action, "description", "text");
    small_field(plan, action, "contributing", "yes-no");
    for (size_t i = 0; i < action->fields.count; i++)
        po_map_add(action->by_id, action->fields.items[i].id, &action->fields.items[i]);
    po_map_add(plan->schema.entity_by_id, "action", action);
    plan->model = po_model_create(&plan->schema);
    plan->source = po_model_add_source(plan->model);
    *plan->source = (po_source){.id = "s", .name = "plan.pdf", .program = "demo", .cds = "50799010000000", .period = "2026-27"};
    po_findings_init(&plan->findings, plan->arena);
    plan->input = (po_judge_input){.model = plan->model, .findings = &plan->findings, .cds = "50799010000000", .plan_year = 2026};
}

static inline void small_plan_end(small_plan *plan) {
    po_model_destroy(plan->model);
    po_arena_destroy(plan->arena);
}

static inline void small_set(small_plan *plan, po_entity *entity, const char *field, const char *text, const char *value) {
    po_lineage *lineage = PO_NEW(plan->arena, po_lineage);
    *lineage = (po_lineage){.source = plan->source,
                            .record_id = po_arena_printf(plan->arena, "action-%s", entity->code),
                            .record_type = "action",
                            .record_field = field,
                            .operations = "copy"};
    const po_value set = {.text = text, .value = value, .lineage = lineage};
    po_model_set(plan->model, entity, field, &set);
}

/* An action with its natural key: the number by which the document counts it. */
static inline po_entity *small_action(small_plan *plan, const char *number, const char *title, const char *funds, const char *canonical) {
    po_entity *entity = po_model_entity(plan->model, "action", plan->source, &number, 1, NULL);
    entity->code = number;
    small_set(plan, entity, "title", title, NULL);
    small_set(plan, entity, "total_funds", funds, canonical);
    return entity;
}

static inline const char *small_funds_id(const po_entity *action) {
    return po_entity_get(action, "total_funds")->id;
}

#endif
