/* SPDX-License-Identifier: Apache-2.0
 *
 * One action in two plans: found by its title, and what of it differs.
 */
#include "one_plan_support.h"

TestSuite(same_action, .init = start, .fini = stop);

static po_entity *ours, *theirs;

static const po_same_action *pair(void) {
    static po_same_actions found;
    po_same_actions_find(arena, model, &found);
    cr_assert_eq(found.list.count, 1u);
    return &found.list.items[0];
}

static void both(void) {
    ours = action(district, "3.1", "Credit recovery and mentors", NULL);
    set(ours, "location", "Specific Schools: Palmiter", NULL);
    theirs = action(school, "1.1", NULL, "Credit recovery and mentors: every evening.");
}

Test(same_action, without_amounts_nothing_is_said_of_them) {
    both();
    const po_same_action *same = pair();
    cr_assert(!same->priced && !same->differ && !same->funds_apart && !same->groups_apart && !same->years_apart);
}

Test(same_action, amounts_of_common_funds) {
    both();
    spend(ours, "other-state", "1000", NULL);
    spend(theirs, "equity-multiplier", "900", NULL);
    const po_same_action *same = pair();
    cr_assert(same->priced && same->differ && !same->funds_apart);
}

Test(same_action, no_fund_in_common) {
    both();
    spend(ours, "lcff", "1000", NULL);
    spend(theirs, "title-i-a", "1000", NULL);
    const po_same_action *same = pair();
    cr_assert(!same->priced && same->funds_apart);
}

Test(same_action, a_fund_that_was_not_read_may_be_any) {
    both();
    spend(ours, "lcff", "1000", NULL);
    spend(theirs, "title-i-a", "1000", NULL);
    spend(theirs, NULL, "1000", "Salaries");
    cr_assert_not(pair()->funds_apart);
}

Test(same_action, groups_that_share_none) {
    both();
    set_list(ours, "groups", "foster-youth");
    set_list(theirs, "groups", "english-learners students-with-disabilities");
    cr_assert(pair()->groups_apart);
}

Test(same_action, all_students_and_broader_groups_hold_the_others) {
    both();
    set_list(ours, "groups", "long-term-english-learners");
    set_list(theirs, "groups", "english-learners");
    cr_assert_not(pair()->groups_apart);
}

Test(same_action, all_students_hold_every_group) {
    both();
    set_list(ours, "groups", "foster-youth");
    set_list(theirs, "groups", "all-students");
    cr_assert_not(pair()->groups_apart);
}

Test(same_action, years_that_do_not_meet) {
    both();
    set(ours, "time_span", "2024-25", NULL);
    cr_assert(pair()->years_apart, "the school's plan is of 2026-27");
}

Test(same_action, years_that_meet_or_are_not_named) {
    both();
    set(ours, "time_span", "2024-27", NULL);
    cr_assert_not(pair()->years_apart);
}

Test(same_action, a_span_in_other_words_says_nothing) {
    both();
    set(ours, "time_span", "2024-25 and 2025-26", NULL);
    cr_assert_not(pair()->years_apart);
}
