/* SPDX-License-Identifier: Apache-2.0 */
#include "check/demand_check.h"

#include <criterion/criterion.h>

#include "../model/support.h"
#include "check/demand_text.h"
#include "model/needs.h"

#define SCHOOL "01612590130005"

static po_arena *arena;
static po_model *model;
static po_source *plan, *list, *school_plan;
static po_findings findings;
static po_program program;
static po_demand demand;

static void add_fields(po_model_schema *schema) {
    static const po_made_field more[] = {
        {"identification", "status", "code", "identification-status"},
        {"narrative", "prompt", "code", "prompt"},
        {"narrative", "text", "text", NULL},
        {"action", "description", "text", NULL},
        {"action", "location", "text", NULL},
        {"goal", "type", "code", "goal-type"},
        {"goal", "description", "text", NULL}};
    for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
        po_field_definition *field = PO_NEW(arena, po_field_definition);
        *field = (po_field_definition){.id = more[i].id, .label = more[i].id, .type = more[i].type, .vocabulary = more[i].vocabulary};
        po_map_add(made_entity(arena, schema, more[i].entity)->by_id, field->id, field);
    }
}

static void name_term(po_model_schema *schema, const char *vocabulary, size_t n, const char *label, const char *const *names, size_t count) {
    po_term *term = &((po_vocabulary *)po_map_get(schema->vocabulary_by_id, vocabulary))->terms.items[n];
    term->label = label;
    term->names = names;
    term->name_count = count;
}

static po_entity *flag(const char *key, const char *site, const char *groups, const char *topics) {
    po_entity *entity = made(model, "identification", list, key);
    set_text(model, entity, "status", "as printed", "lowest-performance");
    if (site)
        set_text(model, entity, "site", site, NULL);
    set_codes(model, entity, "groups", groups);
    set_codes(model, entity, "topics", topics);
    return entity;
}

static void start(void) {
    static const char *const learner[] = {"EL"}, *const arts[] = {"ELA", "English Language Arts"};
    arena = po_arena_create();
    po_model_schema *schema = made_schema(arena);
    add_fields(schema);
    name_term(schema, "student-group", 1, "English learners", learner, 1);
    name_term(schema, "topic", 0, "Reading", arts, 2);
    model = po_model_create(schema);
    plan = made_source(model, "plan");
    list = made_source(model, "list");
    list->program = "q";
    list->data = true;
    school_plan = made_source(model, "school");
    school_plan->program = "p";
    school_plan->lea_cds = plan->cds;
    school_plan->cds = SCHOOL;
    po_entity *site = made(model, "site", NULL, SCHOOL);
    set_text(model, site, "cds", SCHOOL, NULL);
    set_text(model, site, "name", "Rosewood Elementary School", NULL);
    po_findings_init(&findings, arena);
    static char status[] = "lowest-performance";
    static char *of[] = {status};
    demand = (po_demand){.code = "P-LOW", .severity = "would be returned", .citation = "c", .message = "m", .action = "m.do", .who = "w",
                         .school = "m.school", .of = of, .of_count = 1, .show = "named", .prompt = "annual-performance"};
    program = (po_program){.id = "p"};
    *PO_LIST_ADD(arena, &program.demands) = demand;
}

static void stop(void) {
    po_model_destroy(model);
    po_arena_destroy(arena);
}

TestSuite(demand_check, .init = start, .fini = stop);

static void narrative(const po_source *source, const char *text) {
    po_entity *entity = made(model, "narrative", source, "n");
    set_text(model, entity, "prompt", "annual-performance", "annual-performance");
    set_text(model, entity, "text", text, NULL);
}

/* "findings held unknown" */
static const char *ask(const char *show) {
    const po_program *programs[] = {&program};
    program.demands.items[0].show = show;
    po_needs_derive(model, NULL);
    po_demand_checks(model, programs, 1, 2026, &findings);
    return po_arena_printf(arena, "%zu %zu %zu", findings.list.count, findings.held, findings.unknown);
}

Test(demand_check, without_the_list_nothing_is_known) {
    cr_assert_str_eq(ask("named"), "0 0 1");
    cr_assert_str_eq(findings.undecided.items[0].missing, "identification lowest-performance");
    cr_assert_str_eq(ask("answered"), "0 0 1"); /* of a school nobody speaks */
}

Test(demand_check, a_group_the_text_never_names) {
    flag("1", NULL, "english-learners", "ela");
    narrative(plan, "Reading is low for foster youth.");
    cr_assert_str_eq(ask("named"), "1 0 0");
    cr_assert_str_eq(findings.list.items[0].message, "m");
    cr_assert_str_eq(findings.list.items[0].arguments[1].value, "English learners");
    cr_assert_eq(findings.list.items[0].severity, PO_FINDING_RETURNED);
}

Test(demand_check, a_group_and_its_topic_named) {
    flag("1", NULL, "english-learners", "ela");
    narrative(plan, "Lowest on the Dashboard: ELs in English Language Arts.");
    cr_assert_str_eq(ask("named"), "0 1 0");
}

Test(demand_check, a_group_named_for_something_else_is_undecided) {
    flag("1", NULL, "english-learners", "ela");
    narrative(plan, "English learners come late to school.");
    cr_assert_str_eq(ask("named"), "0 0 1");
}

Test(demand_check, a_school_is_looked_for_by_its_name) {
    flag("1", SCHOOL, "english-learners", "ela");
    narrative(plan, "English learners, ELA: at Alder.");
    cr_assert_str_eq(ask("named"), "1 0 0");
    cr_assert_str_eq(findings.list.items[0].message, "m.school");
    cr_assert_str_eq(findings.list.items[0].arguments[0].value, "Rosewood Elementary School");
}

Test(demand_check, a_school_without_a_known_name_is_undecided) {
    flag("1", "01612590139999", "english-learners", "ela");
    narrative(plan, "English learners, ELA.");
    cr_assert_str_eq(ask("named"), "0 0 1");
}

Test(demand_check, without_the_answer_or_the_plan_nothing_is_judged) {
    flag("1", NULL, "english-learners", "ela");
    cr_assert_str_eq(ask("named"), "0 0 1");
    plan->state = school_plan->state = PO_SOURCE_SUPERSEDED;
    cr_assert_str_eq(ask("named"), "0 0 1"); /* not asked again */
}

Test(demand_check, all_students_address_no_group) {
    flag("1", NULL, "english-learners", "ela");
    po_entity *action = made(model, "action", plan, "a");
    set_text(model, action, "title", "Tutors for all", NULL);
    set_codes(model, action, "groups", "all-students");
    set_codes(model, action, "topics", "ela");
    cr_assert_str_eq(ask("addressed"), "1 0 0");
}

Test(demand_check, an_action_directed_to_the_group) {
    flag("1", NULL, "english-learners", "ela");
    po_entity *action = made(model, "action", plan, "a");
    set_codes(model, action, "groups", "english-learners");
    set_codes(model, action, "topics", "ela");
    cr_assert_str_eq(ask("addressed"), "0 1 0");
}

Test(demand_check, an_indicator_answers_its_priority) {
    flag("1", NULL, "english-learners", "priority-4");
    po_entity *action = made(model, "action", plan, "a");
    set_codes(model, action, "groups", "english-learners");
    set_codes(model, action, "topics", "ela");
    cr_assert_str_eq(ask("addressed"), "0 1 0");
}

Test(demand_check, an_action_that_only_speaks_of_the_group_is_undecided) {
    flag("1", NULL, "english-learners", "ela");
    po_entity *action = made(model, "action", plan, "a");
    set_text(model, action, "title", "Interpreters for English learners", NULL);
    cr_assert_str_eq(ask("addressed"), "0 0 1");
}

Test(demand_check, another_program_does_not_answer) {
    flag("1", NULL, "english-learners", "ela");
    po_source *other = made_source(model, "other");
    other->program = "r";
    po_entity *action = made(model, "action", other, "a");
    set_codes(model, action, "groups", "english-learners");
    set_codes(model, action, "topics", "ela");
    cr_assert_str_eq(ask("addressed"), "1 0 0");
}

Test(demand_check, a_schools_own_plan_must_answer) {
    flag("1", SCHOOL, "english-learners", "ela");
    narrative(plan, "The district's answer is not the school's.");
    cr_assert_str_eq(ask("answered"), "1 0 0");
}

Test(demand_check, a_schools_own_plan_answers) {
    flag("1", SCHOOL, "english-learners", "ela");
    narrative(school_plan, "None was found.");
    cr_assert_str_eq(ask("answered"), "0 1 0");
}

Test(demand_check, a_goal_of_the_kind) {
    flag("1", SCHOOL, "all-students", "ela");
    program.demands.items[0].goal_type = "equity-multiplier-focus";
    po_entity *goal = made(model, "goal", plan, "g");
    set_text(model, goal, "type", "Broad Goal", "broad");
    cr_assert_str_eq(ask("goal"), "1 0 0");
    po_entity *focus = made(model, "goal", plan, "f");
    set_text(model, focus, "type", "Equity Multiplier Focus Goal", "equity-multiplier-focus");
    cr_assert_str_eq(ask("goal"), "1 0 1");
    set_text(model, focus, "description", "At Rosewood all pupils read.", NULL);
    cr_assert_str_eq(ask("goal"), "1 1 1");
}

Test(demand_check, a_demand_ends) {
    flag("1", NULL, "english-learners", "ela");
    narrative(plan, "Nobody.");
    program.demands.items[0].until = (po_date){.year = 2026, .month = 6, .day = 30};
    cr_assert_str_eq(ask("named"), "0 0 0");
    program.demands.items[0].until.year = 2027;
    cr_assert_str_eq(ask("named"), "1 0 0");
}

Test(demand_check, names_are_whole_words_and_codes_are_capitals) {
    static const char *const names[] = {"EL"};
    const po_term term = {.label = "English learners", .names = names, .name_count = 1};
    const char *const so[] = {"for ELs,", "EL", "english-learners"}, *const not[] = {"el camino", "ELA", "VEL", "English"};
    for (size_t i = 0; i < 3; i++) {
        po_demand_text text = po_demand_text_make(arena, so[i]);
        cr_expect(po_demand_names_term(arena, &text, &term), "%s", so[i]);
    }
    for (size_t i = 0; i < 4; i++) {
        po_demand_text text = po_demand_text_make(arena, not[i]);
        cr_expect_not(po_demand_names_term(arena, &text, &term), "%s", not[i]);
    }
    po_demand_text text = po_demand_text_make(arena, NULL);
    cr_expect_not(po_demand_names_school(arena, &text, "Rosewood"));
}

Test(demand_check, a_part_of_a_schools_name_may_be_the_school) {
    static const struct {
        const char *text, *name;
        po_demand_naming naming;
    } cases[] = {{"at Clara J. King Elementary", "Clara J. King Elementary", PO_DEMAND_NAMED},
                 {"gaps at Arnold, King and Luther", "Clara J. King Elementary", PO_DEMAND_NAMED_SHORT},
                 {"the king of England", "Clara J. King Elementary", PO_DEMAND_NOT_NAMED},
                 {"Kingston", "Clara J. King Elementary", PO_DEMAND_NOT_NAMED},
                 {"Carillo Elementary (ATSI)", "Leo Carrillo Elementary", PO_DEMAND_NAMED_SHORT},
                 {"Carol", "Leo Carrillo Elementary", PO_DEMAND_NOT_NAMED},
                 {"Loma Elementary", "Loma Prieta Elementary", PO_DEMAND_NAMED_SHORT},
                 {"Monte Vista/Cloud Campus (WHI)", "Monte Vista High/Cloud Campus", PO_DEMAND_NAMED_SHORT},
                 {"Hickey Jr./Sr. High", "Elinor Lincoln Hickey Jr./Sr. High", PO_DEMAND_NAMED_SHORT},
                 {"Special Education, Center", "Palmiter Special Education", PO_DEMAND_NOT_NAMED},
                 {"at Palmiter", "Palmiter Special Education", PO_DEMAND_NAMED_SHORT},
                 {"", "High School", PO_DEMAND_NOT_NAMED}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_demand_text text = po_demand_text_make(arena, cases[i].text);
        cr_expect_eq(po_demand_names_school(arena, &text, cases[i].name), cases[i].naming, "%s", cases[i].text);
    }
}

Test(demand_check, an_action_is_referred_to_by_its_code) {
    po_demand_text text = po_demand_text_make(arena, "See Action 1.6, Actions 2C(1) and 2C(6), and actions for all.");
    cr_expect(po_demand_names_action(&text, "1.6"));
    cr_expect(po_demand_names_action(&text, "2C(1)"));
    cr_expect_not(po_demand_names_action(&text, "1"));
    cr_expect_not(po_demand_names_action(&text, "1.60"));
    cr_expect_not(po_demand_names_action(&text, ""));
}

Test(demand_check, what_people_call_a_school_is_undecided) {
    flag("1", "01612590139999", "english-learners", "ela");
    po_entity *site = made(model, "site", NULL, "alder");
    set_text(model, site, "cds", "01612590139999", NULL);
    set_text(model, site, "name", "Ada B. Alder Elementary", NULL);
    narrative(plan, "Lowest at Alder: English learners in ELA.");
    cr_assert_str_eq(ask("named"), "0 0 1");
}

Test(demand_check, an_answer_that_ties_a_school_to_actions_is_undecided) {
    flag("1", SCHOOL, "english-learners", "ela");
    narrative(plan, "At Rosewood Elementary School: English learners in ELA. What is done stands in Action 1.2.");
    po_entity *action = made(model, "action", plan, "a");
    set_text(model, action, "title", "Tutors", NULL);
    cr_assert_str_eq(ask("addressed"), "1 0 0"); /* no action has that code */
    action->code = "1.2";
    cr_assert_str_eq(ask("addressed"), "1 0 1");
}

Test(demand_check, a_goal_about_the_school_is_undecided) {
    flag("1", SCHOOL, "english-learners", "ela");
    po_entity *goal = made(model, "goal", plan, "g");
    set_text(model, goal, "description", "At Rosewood all pupils read.", NULL);
    cr_assert_str_eq(ask("addressed"), "0 0 1");
}

Test(demand_check, a_list_of_years_ago_identifies_nobody) {
    flag("1", NULL, "english-learners", "ela");
    narrative(plan, "Nobody.");
    plan->plan_year = 2026;
    list->list_year = 2024;
    cr_assert_str_eq(ask("named"), "0 0 1");
    list->list_year = 2025;
    cr_assert_str_eq(ask("named"), "1 0 1");
}
