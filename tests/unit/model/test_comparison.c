/* SPDX-License-Identifier: Apache-2.0
 *
 * Measures side by side: what differs is said, and only what nothing explains disagrees.
 */
#include "model/comparison.h"
#include "one_plan_support.h"

TestSuite(comparison, .init = start, .fini = stop);

static po_comparisons made;

static po_comparison *row(size_t n) {
    po_comparisons_make(arena, model, &made);
    cr_assert_gt(made.list.count, n);
    return made.list.items[n];
}

/* A district's measure of the school beside the school's own. */
static po_comparison *pair(const char *name, const char *value, const char *school_name, const char *school_value) {
    po_entity *a = measure(district, "1.1", name, "suspension", "rate"), *b = measure(school, NULL, school_name, "suspension", "rate");
    outcome(a, "baseline", value);
    outcome(b, "latest", school_value);
    return row(0);
}

Test(comparison, two_values_for_one_thing_disagree) {
    po_comparison *found = pair("Suspension", "2023-24: Palmiter All: 50.0%", "Suspension", "2023-24: 45.0%");
    cr_assert_eq(found->disagreements.count, 1u);
    cr_assert(found->list.items[0].values.items[0].disagrees && found->list.items[1].values.items[0].disagrees);
    cr_assert_eq(found->list.items[0].measure->source, district);
    cr_assert_str_eq(found->topics[0], "suspension");
    cr_assert_str_eq(found->group, "all-students");
    cr_assert(found->differs & PO_UNLIKE_BASELINE);
}

Test(comparison, rounding_explains) {
    cr_assert_eq(pair("Suspension", "2023-24: Palmiter All: 50%", "Suspension", "2023-24: 50.4%")->disagreements.count, 0u);
}

Test(comparison, another_year_explains) {
    po_comparison *found = pair("Suspension", "2022-23: Palmiter All: 50%", "Suspension", "2023-24: 40%");
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_YEAR);
}

Test(comparison, no_year_is_no_ground) {
    po_comparison *found = pair("Suspension", "2022-23: Palmiter All: 50%", "Suspension", "40%");
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_YEAR_UNKNOWN);
}

Test(comparison, the_district_is_no_school) {
    po_comparison *found = pair("Suspension", "2023-24: 50%", "Suspension", "2023-24: 40%");
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_LEVEL);
}

Test(comparison, another_definition_is_another_measure) {
    po_comparison *found = pair("Suspension of five days", "2023-24: Palmiter All: 50%", "Suspension", "2023-24: 40%");
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_DEFINITION);
}

Test(comparison, half_a_year_is_no_year) {
    po_comparison *found = pair("Suspension", "2023-24: Palmiter All: 50%", "Suspension", "2023-24 Mid-Year: 40%");
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_MOMENT);
}

Test(comparison, the_state_s_count_is_not_the_school_s) {
    po_comparison *found = pair("Suspension", "2023-24 Dashboard: Palmiter All: 50%", "Suspension", "2023-24 Local data: 40%");
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_ORIGIN);
}

Test(comparison, part_of_the_pupils_is_another_value) {
    po_comparison *found = pair("Suspension", "2023-24: Palmiter K-8: 50%", "Suspension", "2023-24: 40%");
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_PART);
}

Test(comparison, a_renamed_scale_is_never_compared) {
    po_entity *a = measure(district, "1.1", "Reading", "ela", "distance-from-standard");
    po_entity *b = measure(school, NULL, "Reading", "ela", "distance-from-proficiency");
    outcome(a, "baseline", "2023-24: Palmiter All: 10.0 points below standard");
    outcome(b, "latest", "2023-24: 30.0 points below standard");
    po_comparison *found = row(0);
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_RENAMED);
}

Test(comparison, aims_differ_but_do_not_disagree) {
    po_entity *a = measure(district, "1.1", "Suspension", "suspension", "rate"), *b = measure(school, NULL, "Suspension", "suspension", "rate");
    outcome(a, "baseline", "2023-24: Palmiter All: 5.0%");
    outcome(a, "target", "Palmiter All: 3.0%");
    outcome(b, "latest", "2023-24: 5.0%");
    outcome(b, "next-year", "4.0%");
    po_comparison *found = row(0);
    cr_assert_eq(found->disagreements.count, 0u);
    cr_assert(found->differs & PO_UNLIKE_TARGET);
}

Test(comparison, an_aim_in_words_stands_beside_its_measure) {
    po_entity *a = measure(district, "1.1", "Suspension", "suspension", "rate"), *b = measure(school, NULL, "Suspension", "suspension", "rate");
    outcome(a, "baseline", "2023-24: Palmiter All: 5.0%");
    outcome(b, "latest", "2023-24: 5.0%");
    outcome(b, "next-year", "Decrease by 3% each year");
    po_comparison *found = row(0);
    cr_assert_eq(found->list.count, 2u);
    cr_assert_eq(found->list.items[1].values.count, 2u);
    cr_assert_null(found->list.items[1].values.items[1].statement);
}

Test(comparison, one_plan_alone_is_no_row) {
    outcome(measure(district, "1.1", "Suspension", "suspension", "rate"), "baseline", "2023-24: 5.0%");
    outcome(measure(district, "1.2", "Suspensions", "suspension", "rate"), "baseline", "2023-24: 6.0%");
    po_comparisons_make(arena, model, &made);
    cr_assert_eq(made.list.count, 0u);
}

Test(comparison, without_a_topic_the_name_joins) {
    outcome(measure(school, NULL, "Percent of pupils who take a career assessment", NULL, NULL), "latest", "41%");
    outcome(measure(other_school, NULL, "Percentage of pupils who take a career assessment.", NULL, NULL), "latest", "30%");
    outcome(measure(other_school, NULL, "Something else that is quite new", NULL, NULL), "latest", "30%");
    po_comparisons_make(arena, model, &made);
    cr_assert_eq(made.list.count, 1u);
    cr_assert_eq(made.list.items[0]->topic_count, 0u);
}

Test(comparison, what_does_not_count_is_not_compared) {
    district->state = PO_SOURCE_OTHER_YEAR;
    outcome(measure(district, "1.1", "Suspension", "suspension", "rate"), "baseline", "2023-24: Palmiter All: 50%");
    outcome(measure(school, NULL, "Suspension", "suspension", "rate"), "latest", "2023-24: 40%");
    po_comparisons_make(arena, model, &made);
    cr_assert_eq(made.list.count, 0u);
}
