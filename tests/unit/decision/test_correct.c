/* SPDX-License-Identifier: Apache-2.0
 *
 * Corrections: canonical values of what people write, replacing in the records, marking in the model, and what cannot be corrected.
 */
#include "decision/correct.h"

#include <criterion/criterion.h>

#include "base/text.h"
#include "small_plan.h"

static const struct {
    const char *type, *text, *value;
} values[] = {
    {"money", "$494,000.00", "494000.00"}, {"money", "(1,200)", "-1200"},      {"money", "about 5", NULL},         {"money", "$5 and $6", NULL},
    {"percent", "35.9%", "35.9"},          {"number", "1,204", "1204"},        {"date", "June 24, 2026", "2026-06-24"}, {"date", "soon", NULL},
    {"yes-no", "Yes", "yes"},              {"yes-no", "perhaps", NULL},        {"school-year", "2026-2027", "2026-27"}, {"text", "Transport", NULL},
    {"money", "", NULL},                   {"money", "$", NULL},               {"percent", "%", NULL},
};

Test(correct, canonical_values) {
    po_arena *arena = po_arena_create();
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        const char *value = po_correction_value(arena, values[i].type, values[i].text);
        cr_expect(po_text_equal(value, values[i].value), "%s '%s': %s", values[i].type, values[i].text, value ? value : "none");
    }
    po_arena_destroy(arena);
}

/* A document of one action, its plan, and a decision about one field. */
typedef struct scene {
    small_plan plan;
    po_record_set *records;
    po_entity *action;
    po_decision decision;
    po_standings standings;
    po_corrections corrections;
} scene;

static void scene_start(scene *s, const char *description) {
    static const po_place at[] = {{.page = 9}};
    *s = (scene){0};
    small_plan_start(&s->plan);
    s->records = po_record_set_create();
    po_field *fields = PO_NEW_ARRAY(s->records->arena, po_field, 3);
    fields[0] = (po_field){.name = "title", .text = "Transport", .at = at, .at_count = 1};
    fields[1] = (po_field){.name = "total_funds", .text = "$449,000.00", .value = "449000.00", .at = at, .at_count = 1, .doubt = "blurred"};
    fields[2] = (po_field){.name = "description", .text = "Two more bus routes.", .at = at, .at_count = 1};
    const po_record record = {.id = "action-2.5", .type = "action", .fields = fields, .field_count = 3};
    cr_assert(po_record_set_add(s->records, &record));
    s->action = small_action(&s->plan, "2.5", "Transport", "$449,000.00", "449000.00");
    small_set(&s->plan, s->action, "description", description, NULL);
    po_model_index(s->plan.model);
}

static void scene_end(scene *s) {
    po_record_set_destroy(s->records);
    small_plan_end(&s->plan);
}

static const po_standing *correct(scene *s, const char *field, const char *text) {
    po_arena *arena = s->plan.arena;
    po_judged_list *things = po_judged_collect(arena, &s->plan.input, 1u << PO_JUDGED_VALUE);
    po_judged *judged = po_judged_find(things, po_entity_get(s->action, field)->id, NULL);
    s->decision = (po_decision){.id = judged->id,
                                .kind = PO_DECISION_CORRECT,
                                .text = text,
                                .reason = "Misread.",
                                .role = "office",
                                .fingerprint = *po_judged_print(things, judged)};
    po_decisions *decisions = PO_NEW(arena, po_decisions);
    *PO_LIST_ADD(arena, &decisions->list) = s->decision;
    po_standings_init(&s->standings, arena);
    po_standings_make(&s->standings, decisions, things, po_decision_is_correction);
    const po_correct_paper paper = {s->records, s->plan.source};
    po_corrections_put(arena, &s->standings, &paper, 1, &s->corrections);
    return &s->standings.list.items[0];
}

static const po_field *field_of(const scene *s, const char *name) {
    return po_record_field(&s->records->records.items[0], name);
}

Test(correct, replaces_in_the_records_and_marks_the_model) {
    scene s;
    scene_start(&s, "Two more bus routes.");
    cr_expect_eq(correct(&s, "total_funds", "$494,000")->kind, PO_STANDING_APPLIES);
    const po_field *field = field_of(&s, "total_funds");
    cr_expect_str_eq(field->text, "$494,000");
    cr_expect_str_eq(field->value, "494000");
    cr_expect_null(field->doubt);
    cr_expect_eq(field->at_count, 1, "the place stays");
    cr_expect_str_eq(field_of(&s, "title")->text, "Transport");
    po_corrections_mark(&s.corrections, s.plan.model);
    const po_correction *correction = po_entity_get(s.action, "total_funds")->correction;
    cr_assert_not_null(correction);
    cr_expect_str_eq(correction->text, "$449,000.00");
    cr_expect_str_eq(correction->value, "449000.00");
    cr_expect_str_eq(correction->role, "office");
    cr_expect_null(po_entity_get(s.action, "title")->correction);
    scene_end(&s);
}

/* The fingerprint is of what was read: after the correction it is the same. */
Test(correct, leaves_the_fingerprint) {
    scene s;
    scene_start(&s, "Two more bus routes.");
    correct(&s, "total_funds", "$494,000");
    po_corrections_mark(&s.corrections, s.plan.model);
    po_slot *slot = &s.action->slots.items[1];
    slot->value.text = "$494,000";
    slot->value.value = "494000";
    po_judged_list *things = po_judged_collect(s.plan.arena, &s.plan.input, 1u << PO_JUDGED_VALUE);
    const po_fingerprint *now = po_judged_print(things, po_judged_find(things, slot->value.id, NULL));
    cr_expect_eq(now->value_count, 1);
    cr_expect_str_eq(now->values[0], "449000");
    scene_end(&s);
}

Test(correct, replaces_a_text) {
    scene s;
    scene_start(&s, "Two more bus routes.");
    cr_expect_eq(correct(&s, "description", "Three more bus routes.")->kind, PO_STANDING_APPLIES);
    cr_expect_str_eq(field_of(&s, "description")->text, "Three more bus routes.");
    cr_expect_null(field_of(&s, "description")->value);
    scene_end(&s);
}

Test(correct, refuses_what_is_drawn_from_a_longer_text) {
    scene s;
    scene_start(&s, "bus routes");
    const po_standing *standing = correct(&s, "description", "train lines");
    cr_expect_eq(standing->kind, PO_STANDING_LOOK_AGAIN);
    cr_expect_str_eq(standing->why, "decision.why.part");
    cr_expect_str_eq(field_of(&s, "description")->text, "Two more bus routes.");
    cr_expect_eq(s.corrections.list.count, 0);
    scene_end(&s);
}

Test(correct, refuses_what_is_no_value_of_its_kind) {
    scene s;
    scene_start(&s, "Two more bus routes.");
    const po_standing *standing = correct(&s, "total_funds", "plenty");
    cr_expect_eq(standing->kind, PO_STANDING_LOOK_AGAIN);
    cr_expect_str_eq(standing->why, "decision.why.unread");
    cr_expect_str_eq(field_of(&s, "total_funds")->value, "449000.00");
    scene_end(&s);
}
