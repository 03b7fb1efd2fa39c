/* SPDX-License-Identifier: Apache-2.0
 *
 * The same money in two documents: an equal amount alone is nothing.
 */
#include "model/same_money.h"
#include "one_plan_support.h"

TestSuite(same_money, .init = start, .fini = stop);

static po_shared_money shared;

static void find(void) {
    po_same_money_find(arena, model, &shared);
}

static po_entity *district_action(const char *location) {
    po_entity *made = action(district, "2.3", "Bilingual family liaison", "A liaison helps families of Palmiter every day.");
    if (location)
        set(made, "location", location, NULL);
    return made;
}

static po_entity *school_strategy(const po_source *source) {
    return action(source, "1.1", NULL, "The bilingual family liaison visits families and keeps an office hour.");
}

Test(same_money, named_school_same_words_same_fund) {
    spend(district_action(NULL), "federal", "32500.00", NULL);
    spend(school_strategy(school), "title-1-a", "32500", NULL);
    find();
    cr_assert_eq(shared.list.count, 1u);
    cr_assert(shared.list.items[0].sure);
    cr_assert_eq(shared.list.items[0].first->action->source, district);
    cr_assert_not(shared.list.items[0].by_number);
}

Test(same_money, counted_once_under_the_fund_that_says_more) {
    char total[PO_DECIMAL_TEXT_MAX];
    spend(district_action(NULL), "federal", "32500", NULL);
    spend(school_strategy(school), "title-1-a", "32500", NULL);
    find();
    for (size_t i = 0; i < shared.by_fund.count; i++) {
        const po_fund_once *once = &shared.by_fund.items[i];
        cr_expect_str_eq(po_decimal_format(once->total, total), po_text_equal(once->fund, "federal") ? "0" : "32500");
    }
    cr_assert_eq(shared.by_fund.count, 2u);
}

Test(same_money, the_lines_of_one_fund_together) {
    spend(district_action(NULL), "title-1-a", "32500", NULL);
    po_entity *strategy = school_strategy(school);
    spend(strategy, "title-1-a", "20000", "salaries");
    spend(strategy, "title-1-a", "12500", "benefits");
    spend(strategy, "lcff", "12500", "other");
    find();
    cr_assert_eq(shared.list.count, 1u);
    cr_assert(shared.list.items[0].sure);
    cr_assert_eq(shared.list.items[0].second->part_count, 2u);
}

Test(same_money, an_amount_alone_proves_nothing) {
    spend(action(district, "2.3", "New buses for Palmiter", "Transport in the morning"), "title-1-a", "5000", NULL);
    spend(school_strategy(school), "title-1-a", "5000", NULL);
    find();
    cr_assert_eq(shared.list.count, 0u);
}

Test(same_money, another_fund_is_other_money) {
    spend(district_action(NULL), "lcff", "32500", NULL);
    spend(school_strategy(school), "title-1-a", "32500", NULL);
    find();
    cr_assert_eq(shared.list.count, 0u);
}

Test(same_money, an_open_place_or_fund_may_be_the_same) {
    spend(action(district, "2.3", "Bilingual family liaison", "A liaison at every school"), "title-1-a", "32500", NULL);
    spend(school_strategy(school), "title-1-a", "32500", NULL);
    find();
    cr_assert_eq(shared.list.count, 1u);
    cr_assert_not(shared.list.items[0].sure);
    cr_assert_eq(shared.by_fund.items[0].repeated.units, 0);
}

Test(same_money, two_that_could_be_meant_are_both_open) {
    spend(district_action(NULL), "title-1-a", "32500", NULL);
    spend(school_strategy(school), "title-1-a", "32500", NULL);
    spend(action(school, "1.2", NULL, "Bilingual family liaison in the evening"), "title-1-a", "32500", NULL);
    find();
    cr_assert_eq(shared.list.count, 2u);
    cr_assert_not(shared.list.items[0].sure || shared.list.items[1].sure);
}

Test(same_money, two_schools_never_share) {
    spend(school_strategy(school), "title-1-a", "32500", NULL);
    spend(school_strategy(other_school), "title-1-a", "32500", NULL);
    find();
    cr_assert_eq(shared.list.count, 0u);
}

Test(same_money, an_action_for_another_school_is_not_this_one) {
    spend(action(district, "2.3", "Bilingual family liaison", "At North Area only"), "title-1-a", "32500", NULL);
    spend(school_strategy(school), "title-1-a", "32500", NULL);
    find();
    cr_assert_eq(shared.list.count, 0u);
}

Test(same_money, who_names_the_action_says_where_it_belongs) {
    spend(action(district, "2.3", "Wellness", "Rooms and people"), "title-1-a", "32500", NULL);
    spend(action(school, "1.1", NULL, "Quiet room, see LCAP action 2.3"), "title-1-a", "32500", NULL);
    spend(action(other_school, "1.1", NULL, "Quiet room, see LCAP action 2.31"), "title-1-a", "32500", NULL);
    find();
    cr_assert_eq(shared.list.count, 1u);
    cr_assert(shared.list.items[0].sure && shared.list.items[0].by_number);
}

Test(same_money, marked_as_repeated_is_counted_once_and_joins_nothing) {
    po_entity *line = spend(school_strategy(school), "title-1-a", "32500", NULL);
    set(line, "mark", "Duplicate", "repeated");
    spend(district_action(NULL), "title-1-a", "32500", NULL);
    find();
    cr_assert_eq(shared.list.count, 0u);
    cr_assert_eq(shared.by_fund.items[0].total.units, 32500);
    cr_assert(shared.by_fund.items[0].marked);
}
