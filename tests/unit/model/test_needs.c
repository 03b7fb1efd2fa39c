/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "model/needs.h"
#include "support.h"

static po_arena *arena;
static po_model *model;
static po_source *source;

static void start(void) {
    arena = po_arena_create();
    model = po_model_create(made_schema(arena));
    source = made_source(model, "a");
}

static void stop(void) {
    po_model_destroy(model);
    po_arena_destroy(arena);
}

TestSuite(needs, .init = start, .fini = stop);

static po_entity *need(const char *group, const char *topic) {
    po_entity *entity;
    for (size_t i = 0; (entity = po_model_nth(model, "need", i)); i++)
        if (po_text_equal(po_entity_value(entity, "group"), group) &&
            po_text_equal(po_entity_value(entity, "topic"), topic))
            return entity;
    return NULL;
}

static bool linked(const char *kind, const po_entity *from, const po_entity *to) {
    for (size_t i = 0; i < model->links.count; i++)
        if (po_text_equal(model->links.items[i].kind, kind) && model->links.items[i].from == from &&
            model->links.items[i].to == to)
            return true;
    return false;
}

Test(needs, measure_and_action_meet_in_a_need) {
    po_entity *measure = made(model, "measure", source, "m"),
              *action = made(model, "action", source, "a");
    set_codes(model, measure, "groups", "english-learners");
    set_codes(model, measure, "topics", "ela");
    set_codes(model, action, "groups", "english-learners foster-youth");
    set_codes(model, action, "topics", "ela");
    po_needs_counts counts;
    po_needs_derive(model, &counts);
    cr_assert_eq(counts.needs, 2u);
    cr_assert_eq(counts.measured, 1u);
    cr_assert_eq(counts.addressed, 2u);
    po_entity *el = need("english-learners", "ela");
    cr_assert(linked("measures", measure, el));
    cr_assert(linked("addresses", action, el));
    cr_assert_not_null(po_entity_get(el, "group")->rule);
    cr_assert_null(po_entity_get(el, "site"));
}

Test(needs, all_students_answers_no_group) {
    po_entity *measure = made(model, "measure", source, "m"),
              *action = made(model, "action", source, "a");
    set_codes(model, measure, "groups", "english-learners");
    set_codes(model, measure, "topics", "attendance");
    set_codes(model, action, "groups", "all-students");
    set_codes(model, action, "topics", "attendance");
    po_needs_derive(model, NULL);
    cr_assert_not(linked("addresses", action, need("english-learners", "attendance")));
    cr_assert(linked("addresses", action, need("all-students", "attendance")));
}

Test(needs, unknown_group_or_topic_makes_none) {
    po_entity *measure = made(model, "measure", source, "m"),
              *action = made(model, "action", source, "a");
    set_codes(model, measure, "topics", "attendance");
    set_codes(model, action, "groups", "foster-youth");
    po_needs_counts counts;
    po_needs_derive(model, &counts);
    cr_assert_eq(counts.needs, 0u);
    cr_assert_eq(counts.without_group, 1u);
    cr_assert_eq(counts.without_topic, 1u);
}

Test(needs, an_action_takes_the_topic_of_what_it_watches) {
    po_entity *measure = made(model, "measure", source, "m"),
              *action = made(model, "action", source, "a");
    set_codes(model, measure, "topics", "attendance");
    set_codes(model, action, "groups", "foster-youth");
    po_model_link(model, "measures", action, measure, "1.1", NULL);
    po_model_link(model, "measures", action, made(model, "goal", source, "g"), "?", NULL);
    po_needs_derive(model, NULL);
    cr_assert(linked("addresses", action, need("foster-youth", "attendance")));
}

Test(needs, the_need_an_action_states_is_one) {
    po_entity *action = made(model, "action", source, "a");
    set_codes(model, action, "need_groups", "foster-youth");
    set_codes(model, action, "need_topics", "attendance");
    po_needs_derive(model, NULL);
    cr_assert(linked("addresses", action, need("foster-youth", "attendance")));
}

Test(needs, several_groups_and_topics_in_prose_are_no_pairs) {
    po_entity *action = made(model, "action", source, "a"),
              *goal = made(model, "goal", source, "g");
    set_codes(model, action, "need_groups", "foster-youth english-learners");
    set_codes(model, action, "need_topics", "attendance ela");
    set_codes(model, goal, "groups", "foster-youth english-learners");
    set_codes(model, goal, "topics", "attendance ela");
    po_needs_derive(model, NULL);
    cr_assert_eq(po_model_count(model, "need"), 0u);
    po_entity *other = made(model, "action", source, "b");
    set_codes(model, other, "need_groups", "foster-youth english-learners");
    set_codes(model, other, "need_topics", "ela");
    po_needs_derive(model, NULL);
    cr_assert_eq(po_model_count(model, "need"), 2u);
}

Test(needs, an_action_with_one_stated_topic_is_about_it) {
    po_entity *action = made(model, "action", source, "a");
    set_codes(model, action, "groups", "foster-youth");
    set_codes(model, action, "need_topics", "attendance");
    po_needs_derive(model, NULL);
    cr_assert(linked("addresses", action, need("foster-youth", "attendance")));
}

Test(needs, goals_and_identifications_speak_too) {
    po_entity *goal = made(model, "goal", source, "g"),
              *flag = made(model, "identification", source, "i");
    set_codes(model, goal, "groups", "english-learners");
    set_codes(model, goal, "topics", "ela");
    set_text(model, flag, "group", "EL", "english-learners");
    set_text(model, flag, "topic", "ELA", "ela");
    po_needs_derive(model, NULL);
    cr_assert_eq(po_model_count(model, "need"), 1u);
    cr_assert(linked("addresses", goal, need("english-learners", "ela")));
    cr_assert(linked("flags", flag, need("english-learners", "ela")));
}

Test(needs, sites_are_told_apart) {
    po_entity *a = made(model, "measure", source, "1"), *b = made(model, "measure", source, "2");
    for (int i = 0; i < 2; i++) {
        set_codes(model, i ? b : a, "groups", "english-learners");
        set_codes(model, i ? b : a, "topics", "ela");
    }
    set_text(model, b, "site", "Rosewood", NULL);
    po_needs_derive(model, NULL);
    cr_assert_eq(po_model_count(model, "need"), 2u);
}

static const char *site_of(const po_entity *entity) {
    for (size_t i = 0; i < model->links.count; i++)
        if (model->links.items[i].from == entity)
            return po_entity_text(model->links.items[i].to, "site");
    return "no need";
}

Test(needs, a_school_is_one_by_code_by_name_and_by_its_plan) {
    po_source *plan = made_source(model, "b");
    plan->cds = "01612590130005";
    plan->lea_cds = source->cds;
    po_entity *site = made(model, "site", NULL, "01612590130005");
    set_text(model, site, "cds", "01612590130005", NULL);
    set_text(model, site, "name", "Rosewood Elementary", NULL);
    po_entity *all[3] = {made(model, "identification", source, "1"), made(model, "measure", source, "2"),
                         made(model, "action", plan, "3")};
    set_text(model, all[0], "site", "1-61259-0130005", NULL);
    set_text(model, all[1], "site", "Rosewood", NULL);
    for (int i = 0; i < 3; i++) {
        set_codes(model, all[i], "groups", "english-learners");
        set_codes(model, all[i], "topics", "ela");
    }
    po_needs_derive(model, NULL);
    cr_assert_eq(po_model_count(model, "need"), 1u);
    for (int i = 0; i < 3; i++)
        cr_assert_str_eq(site_of(all[i]), "Rosewood Elementary");
}

Test(needs, an_indicator_is_part_of_its_priority) {
    po_entity *flag = made(model, "identification", source, "i"), *action = made(model, "action", source, "a"),
              *other = made(model, "action", source, "o");
    set_codes(model, flag, "groups", "english-learners foster-youth");
    set_codes(model, flag, "topics", "priority-4");
    set_codes(model, action, "groups", "english-learners");
    set_codes(model, action, "topics", "ela");
    set_codes(model, other, "groups", "foster-youth");
    set_codes(model, other, "topics", "attendance");
    po_needs_derive(model, NULL);
    cr_assert(linked("part-of", need("english-learners", "ela"), need("english-learners", "priority-4")));
    cr_assert_not(linked("part-of", need("foster-youth", "attendance"), need("foster-youth", "priority-4")));
    cr_assert_not(linked("part-of", need("english-learners", "ela"), need("foster-youth", "priority-4")));
}

Test(needs, what_does_not_count_needs_nothing) {
    po_entity *measure = made(model, "measure", source, "m");
    set_codes(model, measure, "groups", "english-learners");
    set_codes(model, measure, "topics", "ela");
    source->state = PO_SOURCE_UNDECIDED;
    po_needs_derive(model, NULL);
    cr_assert_eq(po_model_count(model, "need"), 0u);
}
