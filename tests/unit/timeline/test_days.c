/* SPDX-License-Identifier: Apache-2.0
 *
 * Days against an independent reckoning: the C library's timegm for the calendar, and a table of holidays written here once more, by hand, for the
 * years 1900 to 2200.
 */
#include "timeline/days.h"

#include <time.h>

#include "timeline_fixture.h"

static timeline_fixture fixture;

static void set_up(void) {
    fixture_load(&fixture);
}

static void tear_down(void) {
    fixture_free(&fixture);
}

TestSuite(days, .init = set_up, .fini = tear_down);

/* ---- the calendar, by the C library ---------------------------------------------------------------------- */

static struct tm judge(int year, int month, int mday) {
    struct tm tm = {.tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = mday, .tm_hour = 12};
    time_t seconds = timegm(&tm);
    gmtime_r(&seconds, &tm);
    return tm;
}

static bool same(po_date date, const struct tm *tm) {
    return date.year == tm->tm_year + 1900 && date.month == tm->tm_mon + 1 && date.day == tm->tm_mday;
}

Test(days, every_day_of_three_centuries_is_the_c_librarys) {
    po_date date = {1900, 1, 1};
    for (int i = 0; po_date_valid(date); i++) {
        struct tm tm = judge(1900, 1, 1 + i);
        cr_assert(same(date, &tm), "day %d is %s", i, shown(fixture.arena, date));
        cr_assert_eq(po_date_weekday(date), tm.tm_wday, "%s", shown(fixture.arena, date));
        date = po_date_add_days(date, 1);
    }
}

Test(days, months_and_years_end_where_the_calendar_says) {
    for (int year = 1904; year <= 2190; year++)
        for (int month = 1; month <= 12; month++) {
            struct tm last = judge(year, month + 1, 0), moved = judge(year, month, 15 + 45);
            po_date end = po_date_add_days(po_date_add_months((po_date){(int16_t)year, (uint8_t)month, 1}, 1), -1);
            cr_assert(same(end, &last), "the end of %d-%d is %s", year, month, shown(fixture.arena, end));
            cr_assert(same(po_date_add_days((po_date){(int16_t)year, (uint8_t)month, 15}, 45), &moved));
            bool leap = judge(year + 1, 2, 29).tm_mon == 1;
            if (month == 2 && end.day == 29)
                cr_assert_eq(po_date_add_years(end, 1).day, leap ? 29 : 28);
        }
}

Test(days, nth_weekdays_are_found_by_walking_the_month) {
    for (int year = 1900; year <= 2199; year++)
        for (int month = 1; month <= 12; month++)
            for (int weekday = 0; weekday < 7; weekday++) {
                int seen = 0, last = 0;
                for (int mday = 1; judge(year, month, mday).tm_mon == month - 1; mday++) {
                    if (judge(year, month, mday).tm_wday != weekday)
                        continue;
                    last = mday;
                    cr_assert_eq(po_date_nth_weekday(year, month, weekday, ++seen).day, mday, "%d-%d", year, month);
                }
                cr_assert_eq(po_date_nth_weekday(year, month, weekday, 0).day, last);
                if (seen == 4)
                    cr_assert(po_date_none(po_date_nth_weekday(year, month, weekday, 5)), "%d-%d", year, month);
            }
}

/* ---- holidays, written once more ---------------------------------------------------------------------------- */

/* The number of this weekday in the month, and whether it is the last. */
static bool nth(const struct tm *tm, int month, int weekday, int n) {
    return tm->tm_mon == month - 1 && tm->tm_wday == weekday && (tm->tm_mday - 1) / 7 + 1 == n;
}

static bool fixed(const struct tm *tm, int month, int mday) {
    return tm->tm_mon == month - 1 && tm->tm_mday == mday;
}

/* On the day, or on the Monday after a Sunday. */
static bool or_monday(const struct tm *tm, int month, int mday) {
    struct tm before = judge(tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday - 1);
    return fixed(tm, month, mday) || (tm->tm_wday == 1 && fixed(&before, month, mday));
}

static bool common_holiday(const struct tm *tm) {
    struct tm after = judge(tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday + 1);
    bool memorial = tm->tm_mon == 4 && tm->tm_wday == 1 && tm->tm_mday > 24;
    return or_monday(tm, 1, 1) || nth(tm, 1, 1, 3) || nth(tm, 2, 1, 3) || memorial || (tm->tm_year >= 123 && or_monday(tm, 6, 19)) ||
           or_monday(tm, 7, 4) || nth(tm, 9, 1, 1) || or_monday(tm, 11, 11) || (tm->tm_wday == 5 && fixed(&after, 11, 11)) ||
           nth(tm, 11, 4, 4) || or_monday(tm, 12, 25);
}

static bool after_thanksgiving(const struct tm *tm) {
    struct tm before = judge(tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday - 1);
    return nth(&before, 11, 4, 4);
}

static bool court_holiday(const struct tm *tm) {
    int year = tm->tm_year + 1900;
    return common_holiday(tm) || after_thanksgiving(tm) || or_monday(tm, 2, 12) || (year >= 2001 && or_monday(tm, 3, 31)) ||
           (year >= 2022 && nth(tm, 9, 5, 4)) || (year <= 2021 && nth(tm, 10, 1, 2));
}

Test(days, holidays_of_courts_and_offices) {
    po_days days = {.holidays = fixture.timeline->holidays};
    for (int i = 0; i < 109500; i++) { /* 1900 to 2199 */
        struct tm tm = judge(1900, 1, 1 + i);
        po_date date = {(int16_t)(tm.tm_year + 1900), (uint8_t)(tm.tm_mon + 1), (uint8_t)tm.tm_mday};
        bool weekend = tm.tm_wday == 0 || tm.tm_wday == 6;
        cr_assert_eq(po_day_extends(&days, date), weekend || court_holiday(&tm), "%s", shown(fixture.arena, date));
        cr_assert_eq(po_day_working(&days, date), !weekend && !common_holiday(&tm) && !after_thanksgiving(&tm), "%s",
                     shown(fixture.arena, date));
    }
}

Test(days, working_days_are_counted_across_holidays) {
    po_days days = {.holidays = fixture.timeline->holidays};
    for (int i = 0; i < 36500; i += 3) {
        struct tm tm = judge(2000, 1, 1 + i);
        po_date date = {(int16_t)(tm.tm_year + 1900), (uint8_t)(tm.tm_mon + 1), (uint8_t)tm.tm_mday};
        int wanted = i % 25 - 12, count = 0, moved = 0;
        while (count != (wanted < 0 ? -wanted : wanted)) {
            moved += wanted < 0 ? -1 : 1;
            struct tm there = judge(2000, 1, 1 + i + moved);
            count += there.tm_wday != 0 && there.tm_wday != 6 && !common_holiday(&there) && !after_thanksgiving(&there);
        }
        struct tm there = judge(2000, 1, 1 + i + moved);
        cr_assert(same(po_days_add_working(&days, date, wanted), &there), "%d working days from %s", wanted, shown(fixture.arena, date));
    }
}

Test(days, what_a_district_closes_is_no_school_day_and_perhaps_no_working_day) {
    po_lea_facts facts = {0};
    *PO_LIST_ADD(fixture.arena, &facts.years) = (po_school_year){.year = 2026, .first = day("2026-08-12"), .last = day("2027-06-04")};
    *PO_LIST_ADD(fixture.arena, &facts.closed) = (po_closed_days){.from = day("2026-12-21"), .to = day("2027-01-01")};
    *PO_LIST_ADD(fixture.arena, &facts.closed) = (po_closed_days){.from = day("2026-11-25"), .to = day("2026-11-25"), .offices = true};
    po_days days = {.holidays = fixture.timeline->holidays, .facts = &facts};
    cr_assert(po_day_working(&days, day("2026-12-21")), "schools are closed, offices are not");
    cr_assert_not(po_day_school(&days, day("2026-12-21")));
    cr_assert_not(po_day_working(&days, day("2026-11-25")));
    cr_assert_not(po_day_school(&days, day("2026-07-15")), "before the year begins");
    cr_assert_str_eq(shown(fixture.arena, po_days_add_school(&days, day("2026-12-18"), 1)), "2027-01-04");
    cr_assert(po_date_none(po_days_add_school(&days, day("2027-06-04"), 40)), "the next school year is not known");
    cr_assert_str_eq(shown(fixture.arena, po_days_extended(&days, day("2027-08-15"))), "2027-08-16");
    cr_assert_str_eq(shown(fixture.arena, po_days_extended(&days, day("2025-08-30"))), "2025-09-02", "Labor Day");
}
