/* SPDX-License-Identifier: Apache-2.0
 *
 * Civil dates (proleptic Gregorian), without clocks, zones or locale. "Today" is always passed in.
 */
#ifndef PO_BASE_DATE_H
#define PO_BASE_DATE_H

#include "base/status.h"

typedef struct po_date {
    int16_t year; /* 1900..2200; all zero = no date */
    uint8_t month, day;
} po_date;

#define PO_DATE_TEXT_MAX 11 /* "2027-02-28" and NUL */

bool po_date_valid(po_date date);
bool po_date_none(po_date date);
int po_date_compare(po_date a, po_date b);

/* Days since 1970-01-01 and back. A date that is none or not valid gives PO_DATE_DAYS_NONE, before every valid one;
 * days outside 1900..2200 give no date, and so does arithmetic that leaves these years. */
#define PO_DATE_DAYS_NONE (-1000000)
int32_t po_date_to_days(po_date date);
po_date po_date_from_days(int32_t days);
po_date po_date_add_days(po_date date, int32_t days);
po_date po_date_add_months(po_date date, int32_t months); /* day cut to the month's last */

po_date po_date_add_years(po_date date, int32_t years);   /* February 29 becomes the 28th where there is none */

/* The nth (1..5) weekday (0 = Sunday .. 6) of a month, nth 0: the last; none if the month has no fifth. */
po_date po_date_nth_weekday(int year, int month, int weekday, int nth);

/* 0 = Sunday .. 6 = Saturday, of a valid date. */
int po_date_weekday(po_date date);

/* "2027-02-28", exactly. */
PO_NODISCARD bool po_date_parse_iso(const char *text, po_date *ret_date);

/* A date as people print it, alone in the text or with words around it: "June 24, 2025", "24 June 2025", "6/24/2025",
 * "06-24-25" (two-digit years are 20xx), "2025-06-24", "Wednesday, June 24th, 2025". False if there is none, or more than one
 * that differ, or one that the calendar does not have ("February 30, 2025"). Month first, as in the United States. */
PO_NODISCARD bool po_date_parse_printed(const char *text, po_date *ret_date);

/* The first printed date at or after `text`, which is the beginning of a word: where it begins and how long it is. What looks like a date and is none
 * is passed over. */
PO_NODISCARD bool po_date_find(const char *text, po_date *ret_date, const char **ret_from, size_t *ret_length);

/* The first and last day of a span: "11/23/2026 - 11/27/2026", "Nov 23–27, 2026", "Dec 21 to Jan 1, 2027". A span that prints no year ("Winter
 * Recess Dec 21–Jan 1") takes that of `near` (none: nothing is known) if it begins on that day. False if there is none, or it is longer than
 * PO_DATE_SPAN_DAYS: no recess is. */
#define PO_DATE_SPAN_DAYS 92
PO_NODISCARD bool po_date_parse_span(const char *text, po_date near, po_date *ret_first, po_date *ret_last);

/* "" for a date that is none or not valid. */
char *po_date_format_iso(po_date date, char out[PO_DATE_TEXT_MAX]);

/* School year that a date falls into: 2025 for 2025-07-01 .. 2026-06-30 (the "2025-26" year); 0 for no date. */
int po_date_school_year(po_date date);

/* "2025-26", "2025–26", "2025/26", "2025-2026" -> 2025; 0 if it is not a school year (the years must follow each other). */
int po_school_year_parse(const char *text);

#define PO_SCHOOL_YEAR_TEXT_MAX 8 /* "2025-26" and NUL */
char *po_school_year_format(int first_year, char out[PO_SCHOOL_YEAR_TEXT_MAX]);

#endif
