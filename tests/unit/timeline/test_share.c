/* SPDX-License-Identifier: Apache-2.0
 *
 * The fewest days: equal to trying everything on small cases, and right on a district's year.
 */
#include "timeline/share.h"

#include "timeline_fixture.h"

enum { ITEMS = 6, DAYS = 6 };

static po_arena *arena;

static void set_up(void) {
    arena = po_arena_create();
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(share, .init = set_up, .fini = tear_down);

static uint32_t random_next(uint32_t *state) {
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

static bool holds(const po_share_window *windows, size_t count, const po_share_order *orders, size_t order_count, const int32_t *days) {
    for (size_t i = 0; i < count; i++)
        if (days[i] < windows[i].from || days[i] > windows[i].to)
            return false;
    for (size_t i = 0; i < order_count; i++)
        if (days[orders[i].before] > days[orders[i].after] - orders[i].gap)
            return false;
    return true;
}

static size_t distinct(const int32_t *days, size_t count) {
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        bool seen = false;
        for (size_t k = 0; k < i; k++)
            seen = seen || days[k] == days[i];
        found += !seen;
    }
    return found;
}

/* Every assignment of days is tried. */
static size_t brute(const po_share_window *windows, size_t count, const po_share_order *orders, size_t order_count) {
    size_t best = SIZE_MAX;
    uint32_t all = 1;
    for (size_t i = 0; i < count; i++)
        all *= DAYS;
    for (uint32_t code = 0; code < all; code++) {
        int32_t days[ITEMS];
        uint32_t rest = code;
        for (size_t i = 0; i < count; i++, rest /= DAYS)
            days[i] = (int32_t)(rest % DAYS);
        if (holds(windows, count, orders, order_count, days) && distinct(days, count) < best)
            best = distinct(days, count);
    }
    return best;
}

Test(share, as_few_days_as_trying_everything_finds) {
    uint32_t state = 20261121;
    size_t impossible = 0, several = 0;
    for (int round = 0; round < 1500; round++) {
        po_share_window windows[ITEMS];
        po_share_order orders[4];
        size_t count = 2 + random_next(&state) % (ITEMS - 2), order_count = random_next(&state) % 4;
        for (size_t i = 0; i < count; i++) {
            windows[i].from = (int32_t)(random_next(&state) % DAYS);
            windows[i].to = windows[i].from + (int32_t)(random_next(&state) % (uint32_t)(DAYS - windows[i].from));
        }
        for (size_t i = 0; i < order_count; i++) {
            orders[i].before = random_next(&state) % count;
            orders[i].gap = (int32_t)(random_next(&state) % 2);
            orders[i].after = (orders[i].before + 1 + random_next(&state) % (count - 1)) % count;
        }
        int32_t days[ITEMS];
        size_t wanted = brute(windows, count, orders, order_count);
        size_t found = po_share_least(arena, windows, count, orders, order_count, days);
        cr_assert_eq(found, wanted, "round %d: %zu days, trying everything finds %zu", round, found, wanted);
        impossible += wanted == SIZE_MAX;
        several += wanted != SIZE_MAX && wanted > 1;
        if (found != SIZE_MAX) {
            cr_assert(holds(windows, count, orders, order_count, days), "round %d: the days break a rule", round);
            cr_assert_eq(distinct(days, count), found);
        }
    }
    cr_assert_gt(impossible, 50);
    cr_assert_gt(several, 300);
}

static const po_share_group *board(const po_share *share) {
    for (size_t i = 0; i < share->groups.count; i++)
        if (po_text_equal(share->groups.items[i].role, "governing-board"))
            return &share->groups.items[i];
    return NULL;
}

static po_date proposed(const po_share_group *group, const char *ref) {
    for (size_t i = 0; i < group->items.count; i++)
        if (po_text_equal(group->items.items[i].obligation->step->ref, ref))
            return group->items.items[i].proposed;
    cr_assert_fail("%s takes no part", ref);
    return (po_date){0};
}

Test(share, a_districts_year_keeps_hearing_and_adoption_apart) {
    timeline_fixture fixture;
    fixture_load(&fixture);
    po_lea_facts facts = {.type = "district", .cds = "50799010000000"};
    po_schedule_input input = {.timeline = fixture.timeline, .facts = &facts, .as_of = day("2026-07-01"), .first_year = 2026, .year_count = 1};
    po_schedule schedule;
    po_share share;
    po_schedule_make(arena, &input, &schedule);
    po_share_make(arena, &schedule, 2026, &share);
    const po_share_group *group = board(&share);
    cr_assert(group && group->body);
    cr_assert_lt(group->days_least, group->days_alone);
    po_date hearing = proposed(group, "lcap.L28#hearing"), adoption = proposed(group, "lcap.L29#adopt");
    cr_assert_lt(po_date_compare(hearing, adoption), 0, "the hearing is on an earlier day");
    cr_assert_eq(po_date_compare(adoption, proposed(group, "lcap.L31#adopt")), 0, "the overview is adopted with the plan");
    for (size_t i = 0; i < group->items.count; i++) {
        const po_share_item *item = &group->items.items[i];
        cr_assert(po_date_compare(item->proposed, item->from) >= 0 && po_date_compare(item->proposed, item->to) <= 0, "%s on %s is outside its window",
                  item->obligation->step->ref, shown(arena, item->proposed));
    }
    fixture_free(&fixture);
}

Test(share, where_meetings_are_known_the_days_are_meetings) {
    timeline_fixture fixture;
    fixture_load(&fixture);
    po_lea_facts facts = {.type = "district", .cds = "50799010000000"};
    static const char *const days[] = {"2026-09-08", "2026-10-06", "2026-12-08", "2027-01-12", "2027-02-23", "2027-03-09", "2027-06-08", "2027-06-22"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        *PO_LIST_ADD(arena, &facts.meetings) = (po_meeting){.body = "governing-board", .kind = "regular", .date = day(days[i])};
    po_schedule_input input = {.timeline = fixture.timeline, .facts = &facts, .as_of = day("2026-07-01"), .first_year = 2026, .year_count = 1};
    po_schedule schedule;
    po_share share;
    po_schedule_make(arena, &input, &schedule);
    po_share_make(arena, &schedule, 2026, &share);
    const po_share_group *group = board(&share);
    cr_assert(group && group->days_least != SIZE_MAX);
    for (size_t i = 0; i < group->items.count; i++) {
        bool meeting = false;
        for (size_t k = 0; k < sizeof days / sizeof *days; k++)
            meeting = meeting || po_date_compare(day(days[k]), group->items.items[i].proposed) == 0;
        cr_assert(meeting, "%s is on %s", group->items.items[i].obligation->step->ref, shown(arena, group->items.items[i].proposed));
    }
    cr_assert_str_eq(shown(arena, proposed(group, "lcap.L28#hearing")), "2027-06-08");
    cr_assert_str_eq(shown(arena, proposed(group, "lcap.L29#adopt")), "2027-06-22");
    fixture_free(&fixture);
}
