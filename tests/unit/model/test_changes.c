/* SPDX-License-Identifier: Apache-2.0
 *
 * Versions compared: matched by number, then by words.
 */
#include "model/changes.h"
#include "one_plan_support.h"

TestSuite(changes, .init = start, .fini = stop);

static po_source *draft;
static po_changes changes;

static void make_draft(void) {
    draft = plan_of("draft", "plan-a", "01612590000000", 2026);
    draft->state = PO_SOURCE_SUPERSEDED;
    draft->superseded_by = district;
}

static const po_change_set *find(void) {
    po_changes_find(arena, model, &changes);
    cr_assert_eq(changes.list.count, 1u);
    return changes.list.items[0];
}

static po_entity *priced(const po_source *source, const char *code, const char *title, const char *total) {
    po_entity *made = action(source, code, title, "What is done");
    set(made, "total_funds", total, total);
    return made;
}

Test(changes, an_amount_with_its_difference) {
    make_draft();
    priced(draft, "1.5", "Summer learning", "405000.00");
    priced(district, "1.5", "Summer learning", "452000");
    const po_change_set *set = find();
    cr_assert_eq(set->list.count, 1u);
    cr_assert_eq(set->list.items[0].kind, PO_CHANGE_CHANGED);
    cr_assert_str_eq(set->list.items[0].old_value->field->id, "total_funds");
    cr_assert_str_eq(set->list.items[0].difference, "47000.00");
    cr_assert_not(set->other_year);
}

Test(changes, equal_things_are_kept_whatever_their_form) {
    make_draft();
    priced(draft, "1.5", "Summer learning", "405000.00");
    priced(district, "1.5", "SUMMER  learning.", "405000");
    const po_change_set *set = find();
    cr_assert_eq(set->list.count, 0u);
    cr_assert_eq(set->kept[2], 1u);
}

Test(changes, added_and_dropped) {
    make_draft();
    priced(draft, "1.1", "Tutors", "1");
    priced(district, "2.1", "Wellness rooms", "2");
    const po_change_set *set = find();
    cr_assert_eq(set->list.count, 2u);
    cr_assert_eq(set->list.items[0].kind, PO_CHANGE_ADDED);
    cr_assert_eq(set->list.items[1].kind, PO_CHANGE_DROPPED);
}

Test(changes, the_same_words_under_another_number) {
    make_draft();
    priced(draft, "1.1", "Tutors after school", "1");
    priced(district, "1.2", "Tutors after school", "1");
    const po_change_set *set = find();
    cr_assert_eq(set->list.count, 1u);
    cr_assert_eq(set->list.items[0].kind, PO_CHANGE_RENUMBERED);
}

Test(changes, another_thing_under_the_same_number_is_another_thing) {
    make_draft();
    action(draft, "1.1", "Tutors after school", NULL);
    action(district, "1.1", "Wellness rooms", NULL);
    cr_assert_eq(find()->list.count, 2u);
}

Test(changes, a_number_alone_is_nothing) {
    make_draft();
    action(draft, "1.1", "Tutors", NULL);
    action(district, "1.1", "Tutors", NULL);
    action(district, "1.2", NULL, NULL);
    cr_assert_eq(find()->list.count, 0u);
}

Test(changes, targets_and_baselines_but_no_results) {
    make_draft();
    po_entity *old = measure(draft, "1.1", "Suspension", NULL, NULL), *new = measure(district, "1.1", "Suspension", NULL, NULL);
    outcome(old, "target", "5%");
    outcome(new, "target", "4%");
    outcome(old, "year-1", "7%");
    outcome(new, "year-1", "6%");
    outcome(old, "baseline", "9 %");
    outcome(new, "baseline", "9%");
    const po_change_set *set = find();
    cr_assert_eq(set->list.count, 1u);
    cr_assert_str_eq(po_entity_value(set->list.items[0].after, "kind"), "target");
}

Test(changes, amounts_of_actions_in_both) {
    make_draft();
    po_entity *old = priced(draft, "1.1", "Tutors", "10"), *new = priced(district, "1.1", "Tutors", "10");
    spend(old, "lcff", "10", NULL);
    spend(new, "federal", "10", NULL);
    spend(priced(district, "1.2", "Rooms", "5"), "lcff", "5", NULL);
    const po_change_set *set = find();
    cr_assert_eq(set->list.count, 3u); /* the added action says its own amounts */
    cr_assert_eq(set->list.items[1].kind, PO_CHANGE_ADDED);
    cr_assert_str_eq(set->list.items[1].new_value->value.value, "10");
    cr_assert_eq(set->list.items[2].kind, PO_CHANGE_DROPPED);
}

Test(changes, last_year_s_plan_beside_this_year_s) {
    po_source *last = plan_of("last", "plan-a", "01612590000000", 2025);
    last->state = PO_SOURCE_OTHER_YEAR;
    plan_of("older", "plan-a", "01612590000000", 2023)->state = PO_SOURCE_OTHER_YEAR;
    priced(last, "1.1", "Tutors", "10");
    priced(district, "1.1", "Tutors", "12");
    const po_change_set *set = find();
    cr_assert(set->other_year);
    cr_assert_eq(set->list.count, 1u);
}

Test(changes, mended_words_without_a_number) {
    make_draft();
    thing("measure", draft, NULL, "a", NULL);
    set(po_model_nth(model, "measure", 0), "name", "Percent of pupils who exit the school with a successful transition", NULL);
    measure(district, NULL, "Percent of pupils who exit a school with a successful transition", NULL, NULL);
    const po_change_set *set = find();
    cr_assert_eq(set->list.count, 1u);
    cr_assert_eq(set->list.items[0].kind, PO_CHANGE_CHANGED);
}
