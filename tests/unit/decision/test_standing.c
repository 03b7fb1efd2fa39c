/* SPDX-License-Identifier: Apache-2.0
 *
 * How decisions stand when a plan is made anew: the same, renumbered, reworded, with other amounts, doubled, gone.
 */
#include "decision/standing.h"

#include <criterion/criterion.h>
#include <string.h>

#include "decision/correct.h"
#include "small_plan.h"

#define VALUES (1u << PO_JUDGED_VALUE)

/* A decision about the funds of an action, as it would be taken from this plan. Its memory is `keeper`'s. */
static po_decisions *decide_funds(po_arena *keeper, small_plan *plan, const po_entity *action, const char *corrected) {
    po_model_index(plan->model);
    po_judged_list *things = po_judged_collect(keeper, &plan->input, VALUES);
    po_judged *judged = po_judged_find(things, small_funds_id(action), NULL);
    cr_assert_not_null(judged);
    po_decisions *decisions = PO_NEW(keeper, po_decisions);
    *PO_LIST_ADD(keeper, &decisions->list) = (po_decision){.id = po_arena_dup(keeper, judged->id),
                                                           .kind = corrected ? PO_DECISION_CORRECT : PO_DECISION_ACCEPT,
                                                           .text = corrected,
                                                           .fingerprint = *po_judged_print(things, judged)};
    return decisions;
}

/* A plan with two unlike actions. */
static small_plan first_plan(const po_entity **ret_transport) {
    small_plan plan;
    small_plan_start(&plan);
    *ret_transport = small_action(&plan, "2.5", "More bus routes for foster youth", "$449,000.00", "449000.00");
    small_action(&plan, "2.6", "Reading coaches in every elementary school", "$80,000", "80000");
    return plan;
}

static po_standing stand(po_arena *arena, small_plan *plan, const po_decisions *decisions, po_standings *standings) {
    po_model_index(plan->model);
    po_standings_init(standings, arena);
    po_standings_make(standings, decisions, po_judged_collect(arena, &plan->input, VALUES | 1u << PO_JUDGED_DUTY), NULL);
    return standings->list.items[0];
}

/* Decides about transport in the first plan; `second` fills the second; returns how it stands there. */
typedef void (*fill_plan)(small_plan *);

static po_standing_kind after(fill_plan second, const char *corrected, const char **ret_why, const char **ret_code) {
    const po_entity *transport = NULL;
    po_arena *arena = po_arena_create();
    small_plan before = first_plan(&transport), now;
    po_decisions *decisions = decide_funds(arena, &before, transport, corrected);
    small_plan_start(&now);
    second(&now);
    po_standings standings;
    po_standing standing = stand(arena, &now, decisions, &standings);
    *ret_why = standing.why;
    *ret_code = standing.judged ? standing.judged->entity->code : NULL;
    po_standing_kind kind = standing.kind;
    bool holds = kind == PO_STANDING_APPLIES || kind == PO_STANDING_MATCHED_ANEW;
    cr_expect_eq(po_standing_of(&standings, standing.judged ? standing.judged->id : "-", NULL) != NULL, holds);
    small_plan_end(&now);
    small_plan_end(&before);
    po_arena_destroy(arena);
    return kind;
}

static void same(small_plan *plan) {
    small_action(plan, "2.5", "More bus routes for foster youth", "$449,000", "449000");
    small_action(plan, "2.6", "Reading coaches in every elementary school", "$80,000", "80000");
}

static void renumbered(small_plan *plan) {
    small_action(plan, "2.5", "Reading coaches in every elementary school", "$80,000", "80000");
    small_action(plan, "3.1", "More bus routes for foster youth", "$449,000", "449000");
}

static void swapped_at_one_price(small_plan *plan) {
    small_action(plan, "2.5", "Reading coaches in every elementary school", "$449,000", "449000");
    small_action(plan, "2.6", "More bus routes for foster youth", "$449,000", "449000");
}

static void reworded(small_plan *plan) {
    small_action(plan, "2.5", "More bus routes for homeless youth", "$449,000", "449000");
}

static void dearer(small_plan *plan) {
    small_action(plan, "2.5", "More bus routes for foster youth", "$450,000", "450000");
}

static void dearer_and_renumbered(small_plan *plan) {
    small_action(plan, "4.1", "More bus routes for foster youth", "$450,000", "450000");
}

static void corrected_in_print(small_plan *plan) {
    small_action(plan, "2.5", "More bus routes for foster youth", "$494,000", "494000");
}

static void doubled(small_plan *plan) {
    small_action(plan, "3.1", "More bus routes for foster youth", "$449,000", "449000");
    small_action(plan, "3.2", "More bus routes for foster youth", "$449,000", "449000");
}

static void another_thing_at_its_number(small_plan *plan) {
    small_action(plan, "2.5", "Reading coaches in every elementary school", "$449,000", "449000");
}

static void gone(small_plan *plan) {
    small_action(plan, "1.1", "Reading coaches in every elementary school", "$80,000", "80000");
}

/* A sister that was always there has the amount that was judged: what was judged has changed all the same. */
static void dearer_beside_a_sister(small_plan *plan) {
    small_action(plan, "2.5", "More bus routes for foster youth", "$450,000", "450000");
    small_action(plan, "2.6", "More bus routes for homeless youth", "$449,000", "449000");
}

static void renumbered_and_dearer_beside_a_sister(small_plan *plan) {
    small_action(plan, "3.1", "More bus routes for foster youth", "$450,000", "450000");
    small_action(plan, "3.2", "More bus routes for homeless youth", "$449,000", "449000");
}

static void dearer_beside_a_twin(small_plan *plan) {
    small_action(plan, "2.5", "More bus routes for foster youth", "$450,000", "450000");
    small_action(plan, "2.6", "More bus routes for foster youth", "$449,000", "449000");
}

static void a_sister_took_its_number_and_amount(small_plan *plan) {
    small_action(plan, "2.5", "More bus routes for homeless youth", "$449,000", "449000");
    small_action(plan, "2.6", "More bus routes for foster youth", "$450,000", "450000");
}

static void of_another_year(small_plan *plan) {
    plan->source->period = "2027-28";
    small_action(plan, "2.5", "More bus routes for foster youth", "$449,000", "449000");
}

static void only_in_a_draft(small_plan *plan) {
    plan->source->state = PO_SOURCE_SUPERSEDED;
    plan->source->sha256 = "another";
    small_action(plan, "2.5", "More bus routes for foster youth", "$449,000", "449000");
}

static const struct {
    const char *name;
    fill_plan fill;
    const char *corrected;
    po_standing_kind kind;
    const char *why, *code;
} cases[] = {
    {"the same", same, NULL, PO_STANDING_APPLIES, "decision.why.same", "2.5"},
    {"renumbered", renumbered, NULL, PO_STANDING_MATCHED_ANEW, "decision.why.moved", "3.1"},
    {"two swapped at one price", swapped_at_one_price, NULL, PO_STANDING_MATCHED_ANEW, "decision.why.moved", "2.6"},
    {"reworded", reworded, NULL, PO_STANDING_APPLIES, "decision.why.same", "2.5"},
    {"another amount", dearer, NULL, PO_STANDING_LAPSED, "decision.why.changed", "2.5"},
    {"another amount and number", dearer_and_renumbered, NULL, PO_STANDING_LAPSED, "decision.why.changed", "4.1"},
    {"the correction is printed", corrected_in_print, "$494,000.00", PO_STANDING_LAPSED, "decision.why.said", "2.5"},
    {"corrected, and another amount", dearer, "$494,000.00", PO_STANDING_LAPSED, "decision.why.changed", "2.5"},
    {"another amount, a sister with the old one", dearer_beside_a_sister, NULL, PO_STANDING_LAPSED, "decision.why.changed", "2.5"},
    {"another amount and number, a sister with the old one", renumbered_and_dearer_beside_a_sister, "$1", PO_STANDING_LAPSED,
     "decision.why.changed", "3.1"},
    {"another amount, a twin with the old one", dearer_beside_a_twin, "$1", PO_STANDING_LAPSED, "decision.why.changed", "2.5"},
    {"a sister has its number and amount", a_sister_took_its_number_and_amount, NULL, PO_STANDING_LOOK_AGAIN, "decision.why.several", NULL},
    {"doubled", doubled, NULL, PO_STANDING_LOOK_AGAIN, "decision.why.several", NULL},
    {"another thing at its number", another_thing_at_its_number, NULL, PO_STANDING_LOOK_AGAIN, "decision.why.other", NULL},
    {"gone", gone, NULL, PO_STANDING_LOOK_AGAIN, "decision.why.gone", NULL},
    {"of another year", of_another_year, NULL, PO_STANDING_LOOK_AGAIN, "decision.why.gone", NULL},
    {"only in a draft", only_in_a_draft, NULL, PO_STANDING_LOOK_AGAIN, "decision.why.gone", NULL},
};

Test(standing, follows_what_was_judged) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *why = NULL, *code = NULL;
        po_standing_kind kind = after(cases[i].fill, cases[i].corrected, &why, &code);
        cr_expect_eq(kind, cases[i].kind, "%s: %s", cases[i].name, po_standing_name(kind));
        cr_expect_str_eq(why, cases[i].why, "%s: %s", cases[i].name, why);
        cr_expect_eq(code == NULL, cases[i].code == NULL, "%s", cases[i].name);
        if (code && cases[i].code)
            cr_expect_str_eq(code, cases[i].code, "%s: %s", cases[i].name, code);
    }
}

/* Whatever one digit of the amount becomes, the decision no longer holds. */
Test(standing, never_holds_for_another_amount) {
    const po_entity *transport = NULL;
    po_arena *arena = po_arena_create();
    small_plan before = first_plan(&transport);
    po_decisions *decisions = decide_funds(arena, &before, transport, NULL);
    for (size_t at = 0; at < 6; at++)
        for (char digit = '0'; digit <= '9'; digit++) {
            char amount[] = "449000";
            if (amount[at] == digit)
                continue;
            amount[at] = digit;
            small_plan now;
            small_plan_start(&now);
            small_action(&now, "2.5", "More bus routes for foster youth", amount, amount);
            po_standings standings;
            po_standing standing = stand(arena, &now, decisions, &standings);
            cr_expect_eq(standing.kind, PO_STANDING_LAPSED, "%s", amount);
            small_plan_end(&now);
        }
    small_plan_end(&before);
    po_arena_destroy(arena);
}

Test(standing, a_duty_is_confirmed_for_its_year_and_place) {
    small_plan plan;
    small_plan_start(&plan);
    *PO_LIST_ADD(plan.arena, &plan.input.duties) = (po_judged_duty){.id = "demo.D1", .text = "Hold a hearing before the plan is adopted."};
    po_judged_list *things = po_judged_collect(plan.arena, &plan.input, 1u << PO_JUDGED_DUTY);
    po_decisions decisions = {0};
    *PO_LIST_ADD(plan.arena, &decisions.list) =
        (po_decision){.id = "demo.D1", .kind = PO_DECISION_CONFIRM, .fingerprint = *po_judged_print(things, po_judged_find(things, "demo.D1", NULL))};
    po_standings standings;
    cr_expect_eq(stand(plan.arena, &plan, &decisions, &standings).kind, PO_STANDING_APPLIES);
    cr_expect_not_null(po_standing_confirmed(&standings, "demo.D1", NULL));
    cr_expect_null(po_standing_confirmed(&standings, "demo.D1", "50799016000001"));
    cr_expect_null(po_standing_confirmed(&standings, "demo.D2", NULL));
    plan.input.plan_year = 2027;
    cr_expect_eq(stand(plan.arena, &plan, &decisions, &standings).kind, PO_STANDING_LAPSED);
    cr_expect_null(po_standing_confirmed(&standings, "demo.D1", NULL));
    small_plan_end(&plan);
}

Test(standing, required_and_explained_stays_open) {
    const po_finding required = {.severity = PO_FINDING_REQUIRED}, look = {.severity = PO_FINDING_WORTH_A_LOOK};
    po_decision decision = {.kind = PO_DECISION_EXPLAIN};
    const po_standing standing = {.decision = &decision};
    cr_expect_not(po_standing_sets_aside(&standing, &required));
    cr_expect(po_standing_sets_aside(&standing, &look));
    decision.kind = PO_DECISION_ACCEPT;
    cr_expect_not(po_standing_sets_aside(&standing, &look));
    decision.kind = PO_DECISION_REJECT;
    cr_expect(po_standing_sets_aside(&standing, &required));
    cr_expect_not(po_standing_sets_aside(NULL, &look));
}
