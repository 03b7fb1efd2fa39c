/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support.h"

static po_arena *arena;
static po_model *model;

static void start(void) {
    arena = po_arena_create();
    model = po_model_create(made_schema(arena));
}

static void stop(void) {
    po_model_destroy(model);
    po_arena_destroy(arena);
}

TestSuite(model, .init = start, .fini = stop);

Test(model, same_key_is_same_entity) {
    po_source *source = made_source(model, "a");
    bool created = false;
    const char *parts[] = {"1", "x"};
    po_entity *first = po_model_entity(model, "goal", source, parts, 2, &created);
    cr_assert(created);
    cr_assert_eq(po_model_entity(model, "goal", source, parts, 2, &created), first);
    cr_assert_not(created);
    cr_assert_neq(po_model_entity(model, "action", source, parts, 2, NULL), first);
    cr_assert_eq(po_model_count(model, "goal"), 1u);
    cr_assert_eq(po_model_find(model, first->id), first);
    cr_assert_eq(po_model_nth(model, "goal", 0), first);
    cr_assert_null(po_model_nth(model, "goal", 1));
    cr_assert_null(po_model_nth(model, "nothing", 0));
    cr_assert_eq(po_model_count(model, "nothing"), 0u);
}

Test(model, unknown_type_makes_nothing) {
    cr_assert_null(made(model, "unicorn", NULL, "1"));
}

Test(model, identity_is_of_plan_not_of_file) {
    po_source *a = made_source(model, "a"), *b = made_source(model, "b");
    cr_assert_eq(made(model, "goal", a, "1"), made(model, "goal", b, "1"), "two files of one plan");
    b->period = "2024-25";
    cr_assert_neq(made(model, "goal", a, "1"), made(model, "goal", b, "1"), "two plans");
}

Test(model, versions_that_do_not_count_stand_beside) {
    po_source *adopted = made_source(model, "a"), *draft = made_source(model, "b");
    draft->state = PO_SOURCE_SUPERSEDED;
    po_entity *counts = made(model, "goal", adopted, "1"),
              *beside = made(model, "goal", draft, "1");
    cr_assert_neq(counts, beside);
    cr_assert(po_entity_current(counts));
    cr_assert_not(po_entity_current(beside));
    cr_assert(po_entity_current(made(model, "lea", NULL, "x")));
}

Test(model, first_value_stays_and_others_are_kept) {
    po_entity *action = made(model, "action", NULL, "1");
    cr_assert(set_text(model, action, "title", "Tutors", NULL));
    cr_assert(set_text(model, action, "title", " Tutors\n", NULL));
    cr_assert_eq(action->others.count, 0u);
    cr_assert(set_text(model, action, "title", "Buses", NULL));
    cr_assert(set_text(model, action, "title", "Buses", NULL));
    cr_assert_eq(action->others.count, 1u);
    cr_assert_str_eq(po_entity_text(action, "title"), "Tutors");
    cr_assert_str_eq(action->others.items[0].value.text, "Buses");
    cr_assert_not(set_text(model, action, "colour", "red", NULL));
    cr_assert_null(po_entity_get(action, "colour"));
    cr_assert_null(po_entity_text(action, "total_funds"));
    cr_assert_null(po_entity_value(action, "total_funds"));
}

Test(model, money_is_compared_as_money) {
    po_entity *action = made(model, "action", NULL, "1");
    set_text(model, action, "total_funds", "$1,234", "1234");
    set_text(model, action, "total_funds", "$1,234.00", "1234.00");
    cr_assert_eq(action->others.count, 0u);
    set_text(model, action, "total_funds", "$1,235", "1235");
    cr_assert_eq(action->others.count, 1u);
    cr_assert_str_eq(po_entity_value(action, "total_funds"), "1234");
}

Test(model, words_printed_otherwise_are_the_same_by_value) {
    po_entity *action = made(model, "action", NULL, "1");
    set_text(model, action, "title", "2.1", "2.1");
    set_text(model, action, "title", "1", "2.1");
    set_text(model, action, "title", "2.1", "other");
    cr_assert_eq(action->others.count, 0u);
    set_text(model, action, "title", "2.2", "2.2");
    cr_assert_eq(action->others.count, 1u);
}

Test(model, codes_are_compared_as_lists) {
    po_entity *action = made(model, "action", NULL, "1");
    set_codes(model, action, "groups", "english-learners foster-youth");
    set_codes(model, action, "groups", "english-learners foster-youth");
    cr_assert_eq(action->others.count, 0u);
    set_codes(model, action, "groups", "english-learners all-students");
    set_codes(model, action, "groups", "english-learners");
    cr_assert_eq(action->others.count, 2u);
}

Test(model, a_value_without_lineage_borrows_the_next) {
    static const po_lineage lineage = {.row = "F-1"};
    po_entity *action = made(model, "action", NULL, "1");
    set_text(model, action, "title", "Tutors", NULL);
    po_model_set(model, action, "title", &(po_value){.text = "Tutors", .lineage = &lineage});
    cr_assert_eq(po_entity_get(action, "title")->lineage, &lineage);
    cr_assert_eq(action->others.count, 0u);
}

Test(model, value_ids_are_stable_and_found) {
    po_entity *action = made(model, "action", NULL, "1");
    set_text(model, action, "title", "Tutors", NULL);
    set_text(model, action, "title", "Buses", NULL);
    po_model_index(model);
    const po_value *value = po_entity_get(action, "title");
    cr_assert_eq(po_map_get(model->value_by_id, value->id), value);
    const po_value *other = &action->others.items[0].value;
    cr_assert_str_neq(value->id, other->id);
    cr_assert_eq(po_map_get(model->value_by_id, other->id), other);
}

Test(model, a_link_is_kept_once) {
    po_entity *a = made(model, "action", NULL, "1"), *b = made(model, "measure", NULL, "1");
    po_model_link(model, "measures", a, b, "1.1", NULL);
    po_model_link(model, "measures", a, b, "again", NULL);
    po_model_link(model, "serves", a, b, NULL, NULL);
    cr_assert_eq(model->links.count, 2u);
    cr_assert_str_eq(model->links.items[0].evidence, "1.1");
}

Test(model, is_and_null) {
    cr_assert(po_entity_is(made(model, "action", NULL, "1"), "action"));
    cr_assert_not(po_entity_is(NULL, "action"));
    po_model_destroy(NULL);
}
