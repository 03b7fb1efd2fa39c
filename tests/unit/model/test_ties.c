/* SPDX-License-Identifier: Apache-2.0
 *
 * Goals of school plans and the district's goals they name.
 */
#include <criterion/criterion.h>

#include "model/ties.h"
#include "support.h"

static po_arena *arena;
static po_model *model;
static po_source *district, *school;

static void add_field(po_model_schema *schema, const char *id) {
    po_field_definition *field = PO_NEW(arena, po_field_definition);
    *field = (po_field_definition){.id = id, .label = id, .type = "text"};
    po_map_add(made_entity(arena, schema, "goal")->by_id, id, field);
}

static po_entity *goal(const po_source *source, const char *code, const char *field, const char *text) {
    po_entity *entity = made(model, "goal", source, code);
    entity->code = code;
    set_text(model, entity, field, text, NULL);
    return entity;
}

static void start(void) {
    arena = po_arena_create();
    po_model_schema *schema = made_schema(arena);
    add_field(schema, "description");
    add_field(schema, "type");
    add_field(schema, "aligned");
    model = po_model_create(schema);
    district = made_source(model, "a");
    school = made_source(model, "b");
    district->plan_year = school->plan_year = 2025;
    school->program = "q";
    school->lea_cds = district->cds;
    school->cds = "01612590106278";
    goal(district, "1", "description", "Achievement: all pupils achieve");
    goal(district, "2", "description", "Families take part in all schools");
    set_text(model, goal(district, "3", "description", "College access in all schools"), "type", "Equity Multiplier Focus Goal", NULL);
}

static void stop(void) {
    po_model_destroy(model);
    po_arena_destroy(arena);
}

TestSuite(ties, .init = start, .fini = stop);

/* The code of the goal that these words are tied to, or NULL. */
static const char *tied(const char *words) {
    po_entity *own = goal(school, "9", "aligned", words);
    po_ties_derive(model, NULL);
    for (size_t i = 0; i < model->links.count; i++)
        if (model->links.items[i].from == own)
            return model->links.items[i].to->code;
    return NULL;
}

Test(ties, by_number) {
    cr_expect_str_eq(tied("LCAP Goal #2: whatever"), "2");
}

Test(ties, by_a_number_alone) {
    cr_expect_str_eq(tied("3"), "3");
}

Test(ties, by_the_words_a_goal_begins_with) {
    cr_expect_str_eq(tied("Achievement"), "1");
}

Test(ties, by_words_in_one_goal) {
    cr_expect_str_eq(tied("Take part"), "2");
}

Test(ties, by_the_kind_of_goal) {
    cr_expect_str_eq(tied("Equity Multiplier Goal"), "3");
}

Test(ties, by_all_words_apart) {
    cr_expect_str_eq(tied("Schools and access to college") == NULL ? "none" : "some", "none");
}

Test(ties, two_goals_are_none) {
    cr_expect_null(tied("in all schools"));
}

Test(ties, a_goal_without_words_leaves_it_open) {
    po_entity *own = goal(school, "9", "aligned", "Sports");
    cr_expect(po_tie_possible(model, own) && po_tie_readable(model, own));
    goal(district, "4", "type", "Broad Goal");
    cr_expect(po_tie_possible(model, own) && !po_tie_readable(model, own));
}

Test(ties, two_numbers_are_none) {
    cr_expect_null(tied("Goal 1 and Goal 2"));
}

Test(ties, another_year_is_not_looked_at) {
    school->plan_year = 2024;
    cr_expect_null(tied("Goal 1"));
}

Test(ties, what_says_nothing_is_counted) {
    po_ties_counts counts;
    goal(school, "9", "title", "Reading");
    po_ties_derive(model, &counts);
    cr_expect_eq(counts.not_stated, 1);
    cr_expect_eq(counts.by_number + counts.by_text + counts.unmatched, 0);
}

/* ---- goal by goal ---- */

static po_tie_way way(const char *field, const char *words) {
    po_ties ties;
    goal(school, "9", field, words);
    set_text(model, goal(school, "9", "title", "Reading"), "title", "Reading", NULL);
    po_ties_derive(model, NULL);
    po_ties_list(model, &ties);
    cr_assert_eq(ties.list.count, 1u);
    return ties.list.items[0].way;
}

Test(ties, listed_by_number) {
    cr_expect_eq(way("aligned", "LCAP Goal 2"), PO_TIE_NUMBER);
}

Test(ties, listed_by_words) {
    cr_expect_eq(way("aligned", "Achievement"), PO_TIE_WORDS);
}

Test(ties, listed_as_unmatched) {
    cr_expect_eq(way("aligned", "Sports"), PO_TIE_UNMATCHED);
}

Test(ties, listed_as_not_stated) {
    cr_expect_eq(way("title", "Reading"), PO_TIE_NOT_STATED);
}

Test(ties, listed_without_the_district_s_plan) {
    school->plan_year = 2024;
    cr_expect_eq(way("aligned", "Goal 1"), PO_TIE_NO_PLAN);
}

Test(ties, a_goal_of_which_only_the_number_was_read_is_not_listed) {
    po_ties ties;
    goal(school, "9", "aligned", "");
    po_ties_list(model, &ties);
    cr_expect_eq(ties.list.count, 0u);
}
