/* SPDX-License-Identifier: Apache-2.0
 *
 * The consistency review record: who is compared, what is said of goals, measures, actions and
 * groups, and when there is a line to sign.
 */
#include "../model/one_plan_support.h"

#include "check/plan_check.h"
#include "model/ties.h"
#include "review/review.h"

static po_program program, other;
static po_comparing rule;
static const po_program *programs[2];
static po_one_plan one;
static po_group_matches groups;
static po_findings findings;
static po_review review;
static po_lea_facts facts;
static po_review_unread unread[1];
static size_t unread_count;
static char plan_a[] = "plan-a", *with[] = {plan_a};

static void begin(void) {
    start();
    rule = (po_comparing){.with = with,
                          .with_count = 1,
                          .required = true,
                          .citation = "EC 1",
                          .signer = "superintendent",
                          .needed = "joins"};
    program = (po_program){.id = "plan-b", .title = "School plan", .short_title = "SP"};
    *PO_LIST_ADD(arena, &program.compared) = rule;
    *PO_LIST_ADD(arena, &program.facts) =
        (po_fact){.name = "joins", .type = "yes-no", .level = "school", .question = "Does it?"};
    other = (po_program){.id = "plan-a", .title = "District plan", .short_title = "DP"};
    programs[0] = &program;
    programs[1] = &other;
    facts = (po_lea_facts){.cds = "01612590000000"};
    po_findings_init(&findings, arena);
}

TestSuite(review, .init = begin, .fini = stop);

static void make(void) {
    po_ties_derive(model, NULL);
    po_one_plan_make(model, &one);
    po_group_matches_find(arena, model, &groups);
    po_plan_checks(model, &one, &groups, 2026, &findings);
    po_findings_seal(&findings);
    const po_review_input input = {.model = model,
                                   .one = &one,
                                   .groups = &groups,
                                   .findings = &findings,
                                   .programs = programs,
                                   .program_count = 2,
                                   .facts = &facts,
                                   .unread = unread,
                                   .unread_count = unread_count};
    po_review_make(arena, &input, &review);
}

static const po_review_part *part(void) {
    cr_assert_eq(review.parts.count, 1u);
    return &review.parts.items[0];
}

static const po_review_plan *plan(const char *name) {
    for (size_t i = 0; i < part()->plans.count; i++)
        if (strstr(part()->plans.items[i]->name, name))
            return part()->plans.items[i];
    cr_assert_fail("no plan of %s", name);
    return NULL;
}

/* The only item of this topic about the first school. */
static const po_review_item *item(po_review_topic topic) {
    const po_review_item *found = NULL;
    for (size_t i = 0; i < part()->items.count; i++) {
        const po_review_item *each = &part()->items.items[i];
        if (each->plan == plan("Palmiter") && each->topic == topic && each->second) {
            cr_assert_null(found, "two items");
            found = each;
        }
    }
    cr_assert(found, "no item");
    return found;
}

static bool blocked_by(const char *message) {
    for (size_t i = 0; i < review.blocks.count; i++)
        if (po_text_equal(review.blocks.items[i].message, message))
            return true;
    return false;
}

/* ---- who is compared ---- */

Test(review, a_line_to_sign_when_everything_is_here) {
    make();
    cr_assert(review.signable && review.blocks.count == 0);
    cr_assert_eq(part()->plans.count, 2u);
    cr_assert_eq(plan("Palmiter")->state, PO_REVIEW_COMPARED);
    cr_assert_eq(part()->against.items[0], district);
}

Test(review, a_plan_of_another_year_is_not_compared) {
    other_school->state = PO_SOURCE_OTHER_YEAR;
    other_school->plan_year = 2025;
    make();
    cr_assert_eq(plan("North Area")->state, PO_REVIEW_OTHER_YEAR);
    cr_assert_eq(plan("North Area")->year, 2025);
    cr_assert(!review.signable && blocked_by("review.block.other_year"));
}

Test(review, a_year_that_cannot_be_seen_is_not_the_year) {
    other_school->plan_year = 0;
    make();
    cr_assert(!review.signable && blocked_by("review.block.years"));
}

Test(review, versions_of_which_none_counts) {
    other_school->state = PO_SOURCE_UNDECIDED;
    make();
    cr_assert_eq(plan("North Area")->state, PO_REVIEW_UNDECIDED);
    cr_assert_not(review.signable);
}

Test(review, a_school_that_only_the_facts_name) {
    *PO_LIST_ADD(arena, &facts.schools) = (po_facts_school){.cds = "01612590106280", .name = "Foothill Elementary"};
    make();
    cr_assert_eq(plan("Foothill")->state, PO_REVIEW_NO_PLAN);
    cr_assert(!review.signable && blocked_by("review.block.no_plan"));
}

Test(review, a_school_that_owes_no_plan) {
    po_facts_school *school_facts = PO_LIST_ADD(arena, &facts.schools);
    *school_facts = (po_facts_school){.cds = "01612590106280", .name = "Foothill Elementary"};
    *PO_LIST_ADD(arena, &school_facts->facts) = (po_given_fact){.name = "joins", .text = "no"};
    make();
    cr_assert_eq(plan("Foothill")->state, PO_REVIEW_NOT_NEEDED);
    cr_assert(review.signable);
}

Test(review, what_was_not_read_may_belong_here) {
    unread[0] = (po_review_unread){.name = "torn.pdf", .reason = "it ends too early"};
    unread_count = 1;
    make();
    cr_assert(!review.signable && blocked_by("review.block.unread"));
}

Test(review, what_was_partly_read) {
    unread[0] = (po_review_unread){.name = "other", .reason = "a table", .partly = true};
    unread_count = 1;
    make();
    cr_assert_eq(plan("North Area")->state, PO_REVIEW_PARTLY);
    cr_assert_not(review.signable);
}

Test(review, without_the_district_s_plan) {
    district->state = PO_SOURCE_OTHER_YEAR;
    make();
    cr_assert(!review.signable && blocked_by("review.block.no_other"));
}

Test(review, what_no_law_requires_has_no_line) {
    program.compared.items[0].required = false;
    make();
    cr_assert(!review.signable && review.blocks.count == 0);
}

/* ---- what is said ---- */

static po_entity *school_goal(const char *aligned) {
    po_entity *made = thing("goal", school, "2", "g", NULL);
    set(made, "description", "Read well", NULL);
    if (aligned)
        set(made, "aligned", aligned, NULL);
    return made;
}

Test(review, a_goal_that_names_one) {
    set(thing("goal", district, "1", "d", NULL), "description", "Achievement", NULL);
    school_goal("LCAP Goal 1");
    make();
    cr_assert_eq(item(PO_REVIEW_GOALS)->outcome, PO_REVIEW_AGREES);
    cr_assert_eq(plan("Palmiter")->counts[PO_REVIEW_GOALS][PO_REVIEW_AGREES], 1u);
}

Test(review, a_goal_that_names_none_of_them) {
    set(thing("goal", district, "1", "d", NULL), "description", "Achievement", NULL);
    school_goal("LCAP Goal 5");
    make();
    const po_review_item *said = item(PO_REVIEW_GOALS);
    cr_assert_eq(said->outcome, PO_REVIEW_DIFFERS);
    cr_assert_str_eq(said->finding->code, "PLAN-001");
}

Test(review, a_goal_of_the_district_that_nobody_names) {
    set(thing("goal", district, "1", "d", NULL), "description", "Achievement", NULL);
    set(thing("goal", district, "2", "e", NULL), "description", "Climate", NULL);
    school_goal("LCAP Goal 1");
    make();
    const po_review_item *last = &part()->items.items[part()->items.count - 1];
    cr_assert_null(last->plan);
    cr_assert_eq(last->outcome, PO_REVIEW_DIFFERS, "every plan is here, and says which goal it means");
}

Test(review, nobody_can_say_that_nobody_names_it) {
    set(thing("goal", district, "1", "d", NULL), "description", "Achievement", NULL);
    set(thing("goal", district, "2", "e", NULL), "description", "Climate", NULL);
    school_goal("LCAP Goal 1");
    other_school->state = PO_SOURCE_OTHER_YEAR;
    make();
    cr_assert_eq(part()->items.items[part()->items.count - 1].outcome, PO_REVIEW_OPEN);
}

static const po_review_item *measured(const char *ours, const char *our_name, const char *theirs,
                                      const char *their_name) {
    outcome(measure(district, "1.1", our_name, "graduation", "rate"), "baseline", ours);
    outcome(measure(school, NULL, their_name, "graduation", "rate"), "latest", theirs);
    make();
    return item(PO_REVIEW_MEASURES);
}

#define RATE "Graduation rate"

Test(review, the_same_value_in_both) {
    cr_assert_eq(measured("2024-25: Palmiter All: 66.4%", RATE, "66.4% (2024-25)", RATE)->outcome, PO_REVIEW_AGREES);
}

Test(review, values_that_disagree) {
    const po_review_item *said = measured("2024-25: Palmiter All: 66.4%", RATE, "64.6% (2024-25)", RATE);
    cr_assert_eq(said->outcome, PO_REVIEW_DIFFERS);
    cr_assert_str_eq(said->finding->code, "PLAN-004");
}

Test(review, the_district_and_one_school_are_two_places) {
    const po_review_item *said = measured("2024-25: 66.4%", RATE, "64.6% (2024-25)", RATE);
    cr_assert_eq(said->outcome, PO_REVIEW_EXPLAINED);
    cr_assert(said->unlike & PO_UNLIKE_LEVEL);
    cr_assert_null(said->finding);
}

Test(review, results_of_other_years) {
    const po_review_item *said = measured("2023-24: Palmiter All: 66.4%", RATE, "64.6% (2024-25)", RATE);
    cr_assert_eq(said->outcome, PO_REVIEW_DIFFERS);
    cr_assert_eq(said->severity, PO_FINDING_WORTH_A_LOOK);
    cr_assert_str_eq(said->message, "review.measure.years");
}

Test(review, the_same_measure_in_other_words_is_open) {
    const po_review_item *said =
        measured("2024-25: Palmiter All: 66.4%", "Graduation rate of five days", "64.6% (2024-25)", RATE);
    cr_assert_eq(said->outcome, PO_REVIEW_OPEN);
}

Test(review, a_measure_that_stands_alone_is_counted) {
    outcome(measure(school, NULL, "Suspension rate", "suspension", "rate"), "latest", "4% (2024-25)");
    make();
    cr_assert_eq(plan("Palmiter")->counts[PO_REVIEW_MEASURES][PO_REVIEW_OPEN], 1u);
}

Test(review, an_action_with_other_amounts) {
    po_entity *ours = action(district, "3.1", "Credit recovery and mentors", NULL),
              *theirs = action(school, "1.1", "Credit recovery and mentors", NULL);
    set(ours, "location", "Specific Schools: Palmiter", NULL);
    spend(ours, "lcff", "1000", NULL);
    spend(theirs, "lcff", "900", NULL);
    make();
    const po_review_item *said = item(PO_REVIEW_ACTIONS);
    cr_assert_str_eq(said->finding->code, "PLAN-006");
    cr_assert_eq(said->first, ours);
}

Test(review, a_group_of_which_the_school_s_plan_is_silent) {
    po_entity *ours = action(district, "1.4", "Co-teaching", NULL);
    set(ours, "location", "Specific Schools: Palmiter", NULL);
    set_list(ours, "groups", "foster-youth");
    action(school, "1.1", "Reading", NULL);
    make();
    cr_assert_eq(plan("Palmiter")->counts[PO_REVIEW_GROUPS][PO_REVIEW_DIFFERS], 1u);
}

Test(review, a_check_that_was_not_decided_is_open) {
    po_comparing_checks *checks = PO_LIST_ADD(arena, &program.compared.items[0].checks);
    char **codes = PO_NEW_ARRAY(arena, char *, 1);
    codes[0] = po_arena_dup(arena, "SP-SUM");
    *checks = (po_comparing_checks){.topic = "money", .codes = codes, .code_count = 1};
    *PO_LIST_ADD(arena, &findings.undecided) =
        (po_undecided){.code = "SP-SUM", .program = "plan-b", .reason = "absent", .missing = "facts.joins"};
    make();
    const po_review_item *last = &part()->items.items[part()->items.count - 1];
    cr_assert_eq(last->outcome, PO_REVIEW_OPEN);
    cr_assert_str_eq(last->arguments[1].value, "Does it?");
}

Test(review, ids_are_those_of_the_thing) {
    set(thing("goal", district, "1", "d", NULL), "description", "Achievement", NULL);
    school_goal("LCAP Goal 1");
    make();
    const char *id = item(PO_REVIEW_GOALS)->id;
    po_findings_init(&findings, arena);
    make();
    cr_assert_str_eq(item(PO_REVIEW_GOALS)->id, id);
}
