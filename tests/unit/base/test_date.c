/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

/* An independent calendar: one day after the other, by the rule as it stands in the almanac. */
static int last_of(int year, int month) {
    if (month == 2) {
        return year % 400 == 0 ? 29 : year % 100 == 0 ? 28 : year % 4 == 0 ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

Test(date, every_day_of_three_centuries) {
    int32_t days = -25567; /* 1900-01-01, a Monday */
    int weekday = 1;
    po_date before = {0};
    for (int year = 1900; year <= 2200; year++) {
        for (int month = 1; month <= 12; month++) {
            for (int day = 1; day <= last_of(year, month); day++) {
                po_date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
                char text[PO_DATE_TEXT_MAX], expected[40];
                snprintf(expected, sizeof expected, "%04d-%02d-%02d", year, month, day);
                po_date again = {0};
                cr_assert(po_date_valid(date), "%s", expected);
                cr_assert_eq(po_date_to_days(date), days, "%s", expected);
                cr_assert_eq(po_date_compare(po_date_from_days(days), date), 0, "%s", expected);
                cr_assert_eq(po_date_weekday(date), weekday, "%s", expected);
                cr_assert_str_eq(po_date_format_iso(date, text), expected);
                cr_assert(po_date_parse_iso(text, &again) && po_date_compare(again, date) == 0,
                          "%s", expected);
                cr_assert_eq(po_date_compare(before, date), -1);
                cr_assert_eq(po_date_school_year(date), month >= 7 ? year : year - 1);
                before = date;
                days++;
                weekday = (weekday + 1) % 7;
            }
        }
    }
    cr_expect(po_date_none(po_date_from_days(days)));
    cr_expect(po_date_none(po_date_from_days(-25568)));
}

Test(date, known_weekdays) {
    cr_expect_eq(po_date_weekday((po_date){1970, 1, 1}), 4);
    cr_expect_eq(po_date_weekday((po_date){2000, 2, 29}), 2);
    cr_expect_eq(po_date_weekday((po_date){2026, 7, 1}), 3);
    cr_expect_eq(po_date_to_days((po_date){1970, 1, 1}), 0);
    cr_expect_eq(po_date_to_days((po_date){2000, 3, 1}), 11017);
}

Test(date, what_is_no_date) {
    static const po_date wrong[] = {{0, 0, 0},     {1899, 12, 31}, {2201, 1, 1},  {2025, 0, 1},
                                    {2025, 13, 1}, {2025, 1, 0},   {2025, 1, 32}, {2025, 2, 29},
                                    {1900, 2, 29}, {2100, 2, 29},  {2025, 4, 31}, {-2025, 1, 1}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[PO_DATE_TEXT_MAX] = "x";
        cr_expect_not(po_date_valid(wrong[i]), "case %zu", i);
        cr_expect_eq(po_date_to_days(wrong[i]), PO_DATE_DAYS_NONE);
        cr_expect(po_date_none(po_date_add_days(wrong[i], 1)));
        cr_expect(po_date_none(po_date_add_months(wrong[i], 1)));
        cr_expect_str_eq(po_date_format_iso(wrong[i], text), "");
    }
    cr_expect(po_date_none((po_date){0}));
    cr_expect_not(po_date_none((po_date){0, 0, 1}));
    cr_expect(po_date_none(po_date_from_days(PO_DATE_DAYS_NONE)));
    cr_expect(po_date_none(po_date_from_days(INT32_MAX)));
    cr_expect(po_date_none(po_date_from_days(INT32_MIN)));
    cr_expect_eq(po_date_school_year((po_date){0}), 0);
}

static void expect_date(po_date date, const char *expected) {
    char text[PO_DATE_TEXT_MAX];
    cr_expect_str_eq(po_date_format_iso(date, text), expected);
}

Test(date, adding) {
    expect_date(po_date_add_days((po_date){2024, 2, 28}, 1), "2024-02-29");
    expect_date(po_date_add_days((po_date){2025, 1, 1}, -1), "2024-12-31");
    expect_date(po_date_add_days((po_date){2200, 12, 31}, 1), "");
    expect_date(po_date_add_days((po_date){2025, 1, 1}, INT32_MAX), "");
    expect_date(po_date_add_days((po_date){1969, 1, 1}, INT32_MIN), "");
    expect_date(po_date_add_months((po_date){2025, 1, 31}, 1), "2025-02-28");
    expect_date(po_date_add_months((po_date){2024, 1, 31}, 1), "2024-02-29");
    expect_date(po_date_add_months((po_date){2025, 3, 31}, -13), "2024-02-29");
    expect_date(po_date_add_months((po_date){2025, 11, 15}, 2), "2026-01-15");
    expect_date(po_date_add_months((po_date){2025, 12, 31}, 0), "2025-12-31");
    expect_date(po_date_add_months((po_date){2200, 12, 1}, 1), "");
    expect_date(po_date_add_months((po_date){1900, 1, 1}, -1), "");
    expect_date(po_date_add_months((po_date){2025, 1, 1}, INT32_MAX), "");
}

Test(date, iso_is_exact) {
    static const char *const wrong[] = {
        "",           "2025-6-24",  "2025-06-24 ", " 2025-06-24",     "2025/06/24",
        "20250624",   "2025-02-30", "2025-13-01",  "2025-00-10",      "25-06-24",
        "2025-06-2x", "2025-06_24", "+025-06-24",  "2025-06-24T00:00"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        po_date date = {1, 2, 3};
        cr_expect_not(po_date_parse_iso(wrong[i], &date), "%s", wrong[i]);
        cr_expect_eq(date.year, 1, "%s clobbered the output", wrong[i]);
    }
    po_date date;
    cr_expect_not(po_date_parse_iso(NULL, &date));
}

Test(date, printed) {
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"June 24, 2025", "2025-06-24"},
        {"June 24 2025", "2025-06-24"},
        {"JUNE 24th, 2025", "2025-06-24"},
        {"june  24 ,2025", "2025-06-24"},
        {"Jun. 24, 2025", "2025-06-24"},
        {"Jun 1st, 2025", "2025-06-01"},
        {"Sept. 2nd, 2025", "2025-09-02"},
        {"Sep 3rd 2025", "2025-09-03"},
        {"May 5, 2025", "2025-05-05"},
        {"24 June 2025", "2025-06-24"},
        {"24th of June, 2025", "2025-06-24"},
        {"6/24/2025", "2025-06-24"},
        {"06/24/25", "2025-06-24"},
        {"6 / 24 / 2025", "2025-06-24"},
        {"06-24-25", "2025-06-24"},
        {"6-4-2025", "2025-06-04"},
        {"6.24.2025", "2025-06-24"},
        {"2025-06-24", "2025-06-24"},
        {"2025/6/24", "2025-06-24"},
        {"2025-06-24T00:00:00", "2025-06-24"},
        {"Wednesday, June 24th, 2025", "2025-06-24"},
        {"Adopted by the Board on June 24, 2025.", "2025-06-24"},
        {"June 24, 2025 (6/24/2025)", "2025-06-24"},
        {"at 6:30 p.m. on 6/24/2025, room 12", "2025-06-24"},
        {"June\xC2\xA0"
         "24,\xC2\xA0"
         "2025",
         "2025-06-24"},
        {"Goal 3 was adopted on 2/29/2024", "2024-02-29"},
        {"Feb 29, 2024", "2024-02-29"},
        {"for 2025-26: 12/1/2025", "2025-12-01"},
        {"10-Jun-26", "2026-06-10"},
        {"1-Sep-2026", "2026-09-01"},
        {"31-Feb-26", ""},
        {"10-Jun-", ""},
        {"10-Jun-262", ""},
        /* none */
        {NULL, ""},
        {"", ""},
        {"June 24", ""},
        {"June 2025", ""},
        {"2025-26", ""},
        {"June 24-26, 2025", ""},
        {"Feb 30, 2025", ""},
        {"31 April 2025", ""},
        {"Feb 30, 2025, or March 1, 2025", ""},
        {"13/24/2025", ""},
        {"24/6/2025", ""},
        {"6/24/1825", ""},
        {"6/24/202", ""},
        {"6/24/20255", ""},
        {"June 24, 20255", ""},
        {"19-64733-0000000", ""},
        {"1-2-25-26", ""},
        {"1.2.25", ""},
        {"6/24-2025", ""},
        {"555-12-34", ""},
        {"Junes 24, 2025", ""},
        {"Ju 24, 2025", ""},
        {"24x June 2025", ""},
        {"June 24xx, 2025", ""},
        {"6/2425/25", ""},
        {"2025-06-2025", ""},
        {"24 of 30 pupils", ""},
        /* more than one that differ */
        {"July 1, 2025 to June 30, 2026", ""},
        {"6/24/2025 and 6/25/2025", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_date date = {0};
        char text[PO_DATE_TEXT_MAX];
        bool found = po_date_parse_printed(cases[i].text, &date);
        cr_expect_eq(found, *cases[i].expected != '\0', "'%s'", cases[i].text);
        cr_expect_str_eq(po_date_format_iso(date, text), cases[i].expected, "'%s' gives %s",
                         cases[i].text, text);
    }
}

Test(date, spans) {
    static const struct {
        const char *text, *near, *expected;
    } cases[] = {
        {"11/23/2026 - 11/27/2026", "", "2026-11-23 2026-11-27"},
        {"Nov 23\xE2\x80\x93" "27, 2026", "", "2026-11-23 2026-11-27"},
        {"Winter Recess December 21, 2026 through January 1, 2027", "", "2026-12-21 2027-01-01"},
        {"Dec. 21 to Jan. 1, 2027", "", "2026-12-21 2027-01-01"},
        {"12/21 - 1/1/27", "", "2026-12-21 2027-01-01"},
        {"Winter Recess Dec 21\xE2\x80\x93Jan 1", "2026-12-21", "2026-12-21 2027-01-01"},
        {"Spring Break March 29 - April 2", "2027-03-29", "2027-03-29 2027-04-02"},
        /* no year, another day, too long, backward, no span */
        {"Winter Recess Dec 21\xE2\x80\x93Jan 1", "", ""},
        {"Winter Recess Dec 21\xE2\x80\x93Jan 1", "2026-12-22", ""},
        {"July 1, 2026 to June 30, 2027", "", ""},
        {"June 24, 2027 - June 10, 2027", "", ""},
        {"6:00-9:00 p.m. June 10, 2027", "", ""},
        {"June 10, 2027", "", ""},
        {"2026-27", "", ""},
        {"", "", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_date near = {0}, first, last;
        char a[PO_DATE_TEXT_MAX], b[PO_DATE_TEXT_MAX], both[2 * PO_DATE_TEXT_MAX + 1] = "";
        cr_assert(*cases[i].near == '\0' || po_date_parse_iso(cases[i].near, &near));
        if (po_date_parse_span(cases[i].text, near, &first, &last))
            snprintf(both, sizeof both, "%s %s", po_date_format_iso(first, a), po_date_format_iso(last, b));
        cr_expect_str_eq(both, cases[i].expected, "'%s' gives %s", cases[i].text, both);
    }
}

Test(date, every_month_by_name) {
    static const char *const names[] = {"January",   "February", "March",    "April",
                                        "May",       "June",     "July",     "August",
                                        "September", "October",  "November", "December"};
    for (int month = 1; month <= 12; month++) {
        char text[64];
        po_date date;
        snprintf(text, sizeof text, "%s 9, 2026", names[month - 1]);
        cr_assert(po_date_parse_printed(text, &date), "%s", text);
        cr_expect_eq(date.month, month);
        snprintf(text, sizeof text, "%.3s. 9, 2026", names[month - 1]);
        cr_assert(month == 5 || po_date_parse_printed(text, &date), "%s", text);
        cr_expect_eq(date.month, month);
    }
}

Test(date, school_years) {
    static const struct {
        const char *text;
        int year;
    } cases[] = {
        {"2025-26", 2025},   {"2025–26", 2025},     {"2025/26", 2025},
        {"2025-2026", 2025}, {" 2025 — 26 ", 2025}, {"2099-00", 2099},
        {"1999-2000", 1999}, {"2025‑26", 2025},     {"2025−26", 2025},
        {"2025-27", 0},      {"2025-25", 0},        {"2025-2027", 0},
        {"2025", 0},         {"25-26", 0},          {"", 0},
        {NULL, 0},           {"2025-26 LCAP", 0},   {"2025-6", 0},
        {"2025 26", 0},      {"2200-01", 0},        {"1899-00", 0},
        {"2025-260", 0},     {"2025-026", 0},       {"2025-", 0},
        {"20255-26", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(po_school_year_parse(cases[i].text), cases[i].year, "'%s'", cases[i].text);
    }
    char text[PO_SCHOOL_YEAR_TEXT_MAX];
    for (int year = 1900; year < 2200; year++) {
        cr_assert_eq(po_school_year_parse(po_school_year_format(year, text)), year);
    }
    cr_expect_str_eq(po_school_year_format(2025, text), "2025-26");
    cr_expect_str_eq(po_school_year_format(2099, text), "2099-00");
    cr_expect_str_eq(po_school_year_format(0, text), "");
    cr_expect_str_eq(po_school_year_format(2200, text), "");
}

Test(date, dates_in_a_sentence_one_after_the_other) {
    const char *text = "Invited on June 6, 2025 (item 6/31/2025) and on 24 June 2025; 2025-06-31 is none, July 2025 is no day.";
    const char *from = NULL;
    size_t length = 0;
    po_date date;
    cr_assert(po_date_find(text, &date, &from, &length));
    cr_expect_eq(po_date_compare(date, (po_date){2025, 6, 6}), 0);
    cr_expect_eq(from - text, 11);
    cr_expect_eq(length, strlen("June 6, 2025"));
    cr_assert(po_date_find(from + length, &date, &from, &length));
    cr_expect_eq(po_date_compare(date, (po_date){2025, 6, 24}), 0);
    cr_expect_not(po_date_find(from + length, &date, &from, &length));
}
