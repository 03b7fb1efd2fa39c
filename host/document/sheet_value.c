/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers as decimals by their digits: almost all are stored with at most fifteen, which no rounding can have touched,
 * so that the double need not be made. Only the others become doubles and come back.
 *
 * The year 1900 trap: the first spreadsheets took 1900 for a leap year, and every day number above 59 is one too high
 * ever since. Day 60 is a day that never was.
 */
#include "document/sheet_value.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum {
    DIGITS_EXACT = 15, /* decimal digits that a double always keeps */
    DIGITS_MAX = 17,   /* and that tell any two apart */
    PLAIN_MAX = 21,    /* digits before the point; larger numbers keep their exponent */
    PLAIN_MIN = -12,   /* exponent below which a fraction keeps it */
    TEXT_MAX = 64,
    DAY_SECONDS = 86400
};

/* 0.d1d2d3... times ten to the `point`. */
typedef struct digits {
    char text[DIGITS_MAX + 1];
    int count, point;
    bool negative;
} digits;

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static void drop_zeros(digits *number) {
    while (number->count && number->text[number->count - 1] == '0') {
        number->count--;
    }
    if (number->count == 0) {
        number->point = 1;
        number->negative = false;
    }
}

/* Digits with a point, at most fifteen of them: false for anything else. */
static bool digits_of_text(const char *stored, digits *ret_number) {
    digits number = {.negative = *stored == '-'};
    const char *p = stored + number.negative;
    bool point = false;
    int seen = 0;
    for (; is_digit(*p) || (*p == '.' && !point); p++) {
        if (*p == '.') {
            point = true;
            continue;
        }
        seen++;
        number.point += !point && (number.count || *p != '0');
        number.point -= point && !number.count && *p == '0';
        if (number.count || *p != '0') {
            if (number.count == DIGITS_EXACT) {
                return false;
            }
            number.text[number.count++] = *p;
        }
    }
    if (*p || !seen) {
        return false;
    }
    drop_zeros(&number);
    *ret_number = number;
    return true;
}

/* A point is a point whatever the locale says; the C locale is built in and need not be loaded. */
static double to_double(const char *text, char **ret_end) {
    locale_t c = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    double value = strtod_l(text, ret_end, c);
    freelocale(c);
    return value;
}

static digits digits_of_double(double value) {
    char text[TEXT_MAX];
    int precision = DIGITS_EXACT;
    do {
        (void)snprintf(text, sizeof text, "%.*e", precision - 1, value);
    } while (to_double(text, NULL) != value && ++precision <= DIGITS_MAX);
    digits number = {.negative = *text == '-'};
    const char *p = text + number.negative;
    for (; *p && *p != 'e'; p++) {
        if (is_digit(*p) && number.count < DIGITS_MAX) {
            number.text[number.count++] = *p;
        }
    }
    number.point = (*p ? (int)strtol(p + 1, NULL, 10) : 0) + 1;
    drop_zeros(&number);
    return number;
}

static void add_zeros(char *out, size_t *size, int count) {
    for (; count > 0; count--) {
        out[(*size)++] = '0';
    }
}

/* In plain digits; at most PLAIN_MAX + 2 - PLAIN_MIN + DIGITS_MAX of them. */
static const char *print_plain(const digits *number, int least, const char *suffix, po_arena *arena) {
    char out[TEXT_MAX * 2];
    size_t size = 0;
    int whole = number->point > 0 ? number->point : 0, from_text = whole < number->count ? whole : number->count;
    if (number->negative) {
        out[size++] = '-';
    }
    add_zeros(out, &size, least - whole);
    if (!whole && least < 1) {
        out[size++] = '0';
    }
    memcpy(out + size, number->text, (size_t)from_text);
    size += (size_t)from_text;
    add_zeros(out, &size, number->count ? whole - from_text : 0);
    if (number->count == 0 && whole) {
        out[size++] = '0';
    }
    if (number->count > from_text) {
        out[size++] = '.';
        add_zeros(out, &size, -number->point);
        memcpy(out + size, number->text + from_text, (size_t)(number->count - from_text));
        size += (size_t)(number->count - from_text);
    }
    memcpy(out + size, suffix, strlen(suffix) + 1);
    return po_arena_copy(arena, out, size + strlen(suffix));
}

static const char *print(const digits *number, int least, const char *suffix, po_arena *arena) {
    if (number->point <= PLAIN_MAX && number->point > PLAIN_MIN) {
        return print_plain(number, least, suffix, arena);
    }
    return po_arena_printf(arena, "%s%c%s%.*sE%+d%s", number->negative ? "-" : "", number->text[0],
                           number->count > 1 ? "." : "", number->count - 1, number->text + 1, number->point - 1,
                           suffix);
}

/* ---- dates ---- */

/* Seconds of the day, rounded; a day's end that rounds up belongs to the next day. */
static bool split_days(double number, int32_t *ret_day, int32_t *ret_seconds) {
    if (!(number >= 0 && number < 2958466)) { /* 9999-12-31, where worksheets end */
        return false;
    }
    double day = floor(number);
    int32_t seconds = (int32_t)floor((number - day) * DAY_SECONDS + 0.5);
    *ret_day = (int32_t)day + seconds / DAY_SECONDS;
    *ret_seconds = seconds % DAY_SECONDS;
    return true;
}

/* No date for day 0 and the day that never was. */
static po_date date_of(int32_t day, bool from_1904) {
    const po_date none = {0}, first_1904 = {1904, 1, 1}, first_1900 = {1900, 1, 1};
    if (from_1904) {
        return po_date_add_days(first_1904, day);
    }
    return day == 0 || day == 60 ? none : po_date_add_days(first_1900, day - (day < 60 ? 1 : 2));
}

static const char *print_clock(int64_t seconds, const char *before, po_arena *arena) {
    return po_arena_printf(arena, "%s%02d:%02d:%02d", before, (int)(seconds / 3600), (int)(seconds / 60 % 60),
                           (int)(seconds % 60));
}

static const char *print_date(double number, po_sheet_format_kind kind, bool from_1904, po_arena *arena) {
    int32_t day = 0, seconds = 0;
    char text[PO_DATE_TEXT_MAX + 1] = "";
    if (!split_days(number, &day, &seconds)) {
        return NULL;
    }
    if (kind == PO_FORMAT_DURATION) {
        return print_clock((int64_t)day * DAY_SECONDS + seconds, "", arena);
    }
    if (kind == PO_FORMAT_TIME && day == 0) {
        return print_clock(seconds, "", arena);
    }
    po_date date = date_of(day, from_1904);
    if (po_date_none(date)) {
        return NULL;
    }
    (void)po_date_format_iso(date, text);
    if (seconds == 0) {
        return po_arena_dup(arena, text);
    }
    return print_clock(seconds, po_arena_printf(arena, "%s ", text), arena);
}

static bool is_date(po_sheet_format_kind kind) {
    return kind == PO_FORMAT_DATE || kind == PO_FORMAT_TIME || kind == PO_FORMAT_DATE_TIME ||
           kind == PO_FORMAT_DURATION;
}

/* ---- all together ---- */

static void set_number(digits *number, po_sheet_format format, po_arena *arena, po_cell *cell) {
    bool percent = format.kind == PO_FORMAT_PERCENT;
    number->point += percent && number->count ? 2 : 0;
    cell->kind = percent ? PO_CELL_PERCENT : PO_CELL_NUMBER;
    cell->text = print(number, format.kind == PO_FORMAT_ZEROS ? format.digits : 0, percent ? "%" : "", arena);
}

static void set_date(double value, po_sheet_format format, bool from_1904, po_arena *arena, po_cell *cell) {
    const char *text = print_date(value, (po_sheet_format_kind)format.kind, from_1904, arena);
    if (text) {
        cell->kind = PO_CELL_DATE;
        cell->text = text;
        return;
    }
    digits number = digits_of_double(value);
    cell->kind = PO_CELL_NUMBER;
    cell->text = print(&number, 0, "", arena);
    cell->doubt = "formatted as a date, but it is no day of the years 1900 to 2200";
}

void po_sheet_value_set_double(double number, po_sheet_format format, bool from_1904, po_arena *arena, po_cell *cell) {
    if (!isfinite(number)) {
        cell->doubt = "not a number that can be written down";
    } else if (is_date((po_sheet_format_kind)format.kind)) {
        set_date(number, format, from_1904, arena, cell);
    } else {
        digits printed = digits_of_double(number);
        set_number(&printed, format, arena, cell);
    }
}

void po_sheet_value_set(const char *stored, po_sheet_format format, bool from_1904, po_arena *arena, po_cell *cell) {
    digits number;
    if (!is_date((po_sheet_format_kind)format.kind) && digits_of_text(stored, &number)) {
        set_number(&number, format, arena, cell);
        return;
    }
    char *end = NULL;
    double value = to_double(stored, &end);
    if (end == stored || *end || !strchr("+-.0123456789", *stored) || strpbrk(stored, "xXpP")) {
        cell->text = po_sheet_text(arena, stored, strlen(stored), false);
        cell->doubt = "stored as a number, but it is none";
        return;
    }
    po_sheet_value_set_double(value, format, from_1904, arena, cell);
}

void po_sheet_value_set_date(const char *stored, po_arena *arena, po_cell *cell) {
    char day[PO_DATE_TEXT_MAX] = "";
    po_date date;
    const char *time = strchr(stored, 'T');
    size_t size = time ? (size_t)(time - stored) : strlen(stored);
    cell->kind = PO_CELL_DATE;
    if (size < sizeof day) {
        (void)snprintf(day, sizeof day, "%.*s", (int)size, stored);
    }
    if (!po_date_parse_iso(day, &date)) {
        cell->kind = PO_CELL_TEXT;
        cell->text = po_sheet_text(arena, stored, strlen(stored), false);
        cell->doubt = "stored as a date, but it is none";
    } else if (!time || strncmp(time + 1, "00:00:00", 8) == 0) {
        cell->text = po_arena_dup(arena, day);
    } else {
        cell->text = po_arena_printf(arena, "%s %.8s", day, time + 1);
    }
}
