/* SPDX-License-Identifier: Apache-2.0
 *
 * Where a citation can be read, and which entries a file holds. The files as a whole are judged by tests/golden/check_calendar.py.
 */
#include "emit/calendar.h"

#include <criterion/criterion.h>
#include <string.h>

static po_arena *arena;

static void set_up(void) {
    arena = po_arena_create();
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(calendar, .init = set_up, .fini = tear_down);

static void expect_url(const char *citation, const char *end) {
    const char *url = po_citation_url(arena, citation);
    cr_assert_not_null(url, "%s", citation);
    size_t size = strlen(url), tail = strlen(end);
    cr_assert(size > tail && strcmp(url + size - tail, end) == 0, "%s leads to %s", citation, url);
}

Test(calendar, a_citation_leads_to_the_first_law_it_names) {
    expect_url("EC 52062(b)(1), 42127(a)(1); county offices EC 1620", "lawCode=EDC&sectionNum=52062.");
    expect_url("EC 52064.5, as amended by SB 114", "lawCode=EDC&sectionNum=52064.5.");
    expect_url("20 USC 6311(d)(1)", "title20-section6311&edition=prelim");
    expect_url("34 CFR 300.600(a)(2), 300.603", "title-34/section-300.600");
    expect_url("local practice before Gov. Code 54954.2", "lawCode=GOV&sectionNum=54954.2.");
    cr_assert_null(po_citation_url(arena, "State CALPADS calendar"));
    cr_assert_null(po_citation_url(arena, NULL));
}

Test(calendar, filters_by_role_school_publicity_and_year) {
    po_calendar_entry entry = {.role = "principal", .cds = "1", .period = "2026-27", .identification = true, .date = {2027, 7, 1}};
    cr_assert(po_calendar_wanted(&entry, &(po_calendar_filter){0}));
    cr_assert(po_calendar_wanted(&entry, &(po_calendar_filter){.role = "principal", .cds = "1"}));
    cr_assert_not(po_calendar_wanted(&entry, &(po_calendar_filter){.role = "cde"}));
    cr_assert_not(po_calendar_wanted(&entry, &(po_calendar_filter){.cds = "2"}));
    cr_assert_not(po_calendar_wanted(&entry, &(po_calendar_filter){.public_only = true}));
    entry.period = "2028-29";
    cr_assert(po_calendar_wanted(&entry, &(po_calendar_filter){.first_year = 2026, .year_count = 1}), "July 1 ends a school year");
    cr_assert(po_calendar_wanted(&entry, &(po_calendar_filter){.first_year = 2027, .year_count = 1}), "and begins the next");
    cr_assert_not(po_calendar_wanted(&entry, &(po_calendar_filter){.first_year = 2025, .year_count = 1}));
}
