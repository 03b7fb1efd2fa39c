/* SPDX-License-Identifier: Apache-2.0
 *
 * Civil dates: arithmetic on day numbers, ISO text, dates as people print them, school years.
 *
 * Day numbers follow Howard Hinnant's civil_from_days
 * (https://howardhinnant.github.io/date_algorithms.html): exact integer arithmetic over 400-year
 * eras, with the year beginning in March so that the leap day comes last. Not handled: words like
 * "the last Friday of June" (timeline/), languages other than English.
 */
#include "base/date.h"

#include <string.h>

#include "base/utf8.h"

enum {
    YEAR_FIRST = 1900,
    YEAR_LAST = 2200,
    ERA_DAYS = 146097,
    EPOCH_SHIFT = 719468,
    SCHOOL_YEAR_MONTH = 7
};

static bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month) {
    static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

/* True, and the date, if the three numbers are one. */
static bool make_date(int year, int month, int day, po_date *ret_date) {
    if (year < YEAR_FIRST || year > YEAR_LAST || month < 1 || month > 12 || day < 1 ||
        day > month_days(year, month)) {
        return false;
    }
    *ret_date = (po_date){(int16_t)year, (uint8_t)month, (uint8_t)day};
    return true;
}

bool po_date_valid(po_date date) {
    po_date same;
    return make_date(date.year, date.month, date.day, &same);
}

bool po_date_none(po_date date) {
    return date.year == 0 && date.month == 0 && date.day == 0;
}

int po_date_compare(po_date a, po_date b) {
    int32_t left = ((int32_t)a.year * 16 + a.month) * 32 + a.day;
    int32_t right = ((int32_t)b.year * 16 + b.month) * 32 + b.day;
    return (left > right) - (left < right);
}

int32_t po_date_to_days(po_date date) {
    if (!po_date_valid(date)) {
        return PO_DATE_DAYS_NONE;
    }
    int32_t year = date.year - (date.month <= 2);
    int32_t era = year / 400, year_of_era = year % 400;
    int32_t month = date.month + (date.month > 2 ? -3 : 9); /* March is 0 */
    int32_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * ERA_DAYS + day_of_era - EPOCH_SHIFT;
}

po_date po_date_from_days(int32_t days) {
    po_date date = {0};
    int32_t first = po_date_to_days((po_date){YEAR_FIRST, 1, 1});
    int32_t last = po_date_to_days((po_date){YEAR_LAST, 12, 31});
    if (days < first || days > last) {
        return date;
    }
    int32_t shifted = days + EPOCH_SHIFT;
    int32_t era = shifted / ERA_DAYS, day_of_era = shifted % ERA_DAYS;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t month = (5 * day_of_year + 2) / 153; /* March is 0 */
    date.day = (uint8_t)(day_of_year - (153 * month + 2) / 5 + 1);
    date.month = (uint8_t)(month < 10 ? month + 3 : month - 9);
    date.year = (int16_t)(year_of_era + era * 400 + (date.month <= 2));
    return date;
}

po_date po_date_add_days(po_date date, int32_t days) {
    int32_t sum;
    if (!po_date_valid(date) || __builtin_add_overflow(po_date_to_days(date), days, &sum)) {
        return (po_date){0};
    }
    return po_date_from_days(sum);
}

po_date po_date_add_months(po_date date, int32_t months) {
    po_date moved = {0};
    int32_t sum;
    if (!po_date_valid(date) ||
        __builtin_add_overflow(date.year * 12 + date.month - 1, months, &sum) ||
        sum < YEAR_FIRST * 12 || sum >= (YEAR_LAST + 1) * 12) {
        return moved;
    }
    moved.year = (int16_t)(sum / 12);
    moved.month = (uint8_t)(sum % 12 + 1);
    int last = month_days(moved.year, moved.month);
    moved.day = date.day < last ? date.day : (uint8_t)last;
    return moved;
}

po_date po_date_add_years(po_date date, int32_t years) {
    int32_t months;
    if (__builtin_mul_overflow(years, 12, &months)) {
        return (po_date){0};
    }
    return po_date_add_months(date, months);
}

po_date po_date_nth_weekday(int year, int month, int weekday, int nth) {
    po_date first, found = {0};
    if (!make_date(year, month, 1, &first) || weekday < 0 || weekday > 6 || nth < 0 || nth > 5) {
        return found;
    }
    int day = 1 + (weekday - po_date_weekday(first) + 7) % 7;
    int last = month_days(year, month);
    day += nth > 0 ? (nth - 1) * 7 : (last - day) / 7 * 7;
    (void)make_date(year, month, day, &found); /* a fifth that is not there stays none */
    return found;
}

int po_date_weekday(po_date date) {
    int32_t days = po_date_to_days(date);
    return (int)(((days + 4) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */
}

/* --- reading --- */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c) {
    return (char)(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

/* Reads a number of least..most digits with no digit after it; returns the count of digits, 0 if it
 * is not one. */
static size_t read_number(const char *text, size_t least, size_t most, int *ret_number) {
    int number = 0;
    size_t count = 0;
    for (; count < most && is_digit(text[count]); count++) {
        number = number * 10 + (text[count] - '0');
    }
    if (count < least || is_digit(text[count])) {
        return 0;
    }
    *ret_number = number;
    return count;
}

bool po_date_parse_iso(const char *text, po_date *ret_date) {
    int year, month, day;
    if (!text || strlen(text) != PO_DATE_TEXT_MAX - 1) {
        return false;
    }
    return read_number(text, 4, 4, &year) && text[4] == '-' &&
           read_number(text + 5, 2, 2, &month) && text[7] == '-' &&
           read_number(text + 8, 2, 2, &day) && make_date(year, month, day, ret_date);
}

static const char *skip_space(const char *at) {
    size_t size = strnlen(at, 16), position = 0;
    while (position < size) {
        size_t before = position;
        if (!po_utf8_is_space(po_utf8_next(at, size, &position))) {
            return at + before;
        }
    }
    return at + position;
}

/* The month that a word names, 1..12, with its length (a full stop after an abbreviation included);
 * 0 if none. */
static int read_month(const char *at, size_t *ret_length) {
    static const char *const names[] = {"january",   "february", "march",    "april",
                                        "may",       "june",     "july",     "august",
                                        "september", "october",  "november", "december"};
    size_t length = 0;
    while (is_letter(at[length])) {
        length++;
    }
    if (length < 3) {
        return 0;
    }
    for (int month = 0; month < 12; month++) {
        size_t same = 0;
        while (same < length && names[month][same] == lower(at[same])) {
            same++;
        }
        bool whole = same == length && names[month][same] == '\0';
        bool cut = same == length && (length == 3 || (month == 8 && length == 4)); /* "Sept" */
        if (whole || cut) {
            *ret_length = length + (!whole && at[length] == '.');
            return month + 1;
        }
    }
    return 0;
}

/* A day of the month with or without "st", "nd", "rd", "th"; returns its length or 0. */
static size_t read_day(const char *at, int *ret_day) {
    size_t length = read_number(at, 1, 2, ret_day);
    if (!length) {
        return 0;
    }
    char a = lower(at[length]), b = a ? lower(at[length + 1]) : '\0';
    if ((a == 's' && b == 't') || (a == 'n' && b == 'd') || (a == 'r' && b == 'd') ||
        (a == 't' && b == 'h')) {
        length += 2;
    }
    return is_letter(at[length]) ? 0 : length;
}

/* What one place in the text holds. */
typedef enum found { NOTHING, A_DATE, AN_IMPOSSIBLE_DATE } found;

typedef struct candidate {
    po_date date;
    size_t length;
} candidate;

static found settle(int year, int month, int day, const char *start, const char *end,
                    candidate *ret_found) {
    ret_found->length = (size_t)(end - start);
    return make_date(year, month, day, &ret_found->date) ? A_DATE : AN_IMPOSSIBLE_DATE;
}

/* "June 24, 2025" */
static found read_month_first(const char *start, candidate *ret_found) {
    int day, year;
    size_t length;
    int month = read_month(start, &length);
    if (!month) {
        return NOTHING;
    }
    const char *at = skip_space(start + length);
    length = read_day(at, &day);
    if (!length) {
        return NOTHING;
    }
    at = skip_space(at + length);
    at = skip_space(*at == ',' ? at + 1 : at);
    length = read_number(at, 4, 4, &year);
    return length ? settle(year, month, day, start, at + length, ret_found) : NOTHING;
}

/* "10-Jun-26", "10-Jun-2026", as spreadsheets print it. */
static found read_dashed(const char *start, candidate *ret_found) {
    int day, year;
    size_t length = read_number(start, 1, 2, &day);
    if (!length || start[length] != '-') {
        return NOTHING;
    }
    const char *at = start + length + 1;
    int month = read_month(at, &length);
    if (!month || at[length] != '-') {
        return NOTHING;
    }
    at += length + 1;
    length = read_number(at, 2, 4, &year);
    if (length != 2 && length != 4) {
        return NOTHING;
    }
    year += length == 2 ? 2000 : 0;
    return settle(year, month, day, start, at + length, ret_found);
}

/* "24 June 2025", "24th of June, 2025" */
static found read_day_first(const char *start, candidate *ret_found) {
    int day, year;
    size_t length = read_day(start, &day);
    if (!length) {
        return NOTHING;
    }
    const char *at = skip_space(start + length);
    if (lower(at[0]) == 'o' && lower(at[1]) == 'f') {
        at = skip_space(at + 2);
    }
    int month = read_month(at, &length);
    if (!month) {
        return NOTHING;
    }
    at = skip_space(at + length);
    at = skip_space(*at == ',' ? at + 1 : at);
    length = read_number(at, 4, 4, &year);
    return length ? settle(year, month, day, start, at + length, ret_found) : NOTHING;
}

/* Past the separator, which may have space around it only if it is a slash; NULL if it is not
 * there. */
static const char *past_separator(const char *at, char separator) {
    const char *seen = separator == '/' ? skip_space(at) : at;
    if (*seen != separator) {
        return NULL;
    }
    return separator == '/' ? skip_space(seen + 1) : seen + 1;
}

/* The separator of the first two numbers; '\0' if there is none. */
static char separator_at(const char *at) {
    const char *seen = skip_space(at);
    if (*seen == '/') {
        return '/';
    }
    return *at == '-' || *at == '.' ? *at : '\0';
}

/* "6/24/2025", "06-24-25", "2025-06-24". What has the shape but is no date is a number of another
 * kind. */
static found read_numeric(const char *start, candidate *ret_found) {
    int part[3];
    size_t digits[3];
    const char *at = start;
    char separator = '\0';
    for (size_t i = 0; i < 3; i++) {
        if (i > 0) {
            separator = i == 1 ? separator_at(at) : separator;
            at = separator ? past_separator(at, separator) : NULL;
        }
        digits[i] = at ? read_number(at, 1, 4, &part[i]) : 0;
        if (!digits[i] || digits[i] == 3) {
            return NOTHING;
        }
        at += digits[i];
    }
    if ((*at == '-' || *at == '/' || *at == '.') && is_digit(at[1])) {
        return NOTHING;
    }
    bool iso = digits[0] == 4;
    if (digits[1] > 2 || (iso && digits[2] > 2) ||
        (!iso && digits[2] != 4 && (digits[2] != 2 || separator == '.'))) {
        return NOTHING;
    }
    int year = iso ? part[0] : digits[2] == 2 ? 2000 + part[2] : part[2];
    int month = part[iso ? 1 : 0], day = part[iso ? 2 : 1];
    return settle(year, month, day, start, at, ret_found) == A_DATE ? A_DATE : NOTHING;
}

/* The date that begins at `at`, where a word or number begins. */
static found read_date(const char *at, candidate *ret_found) {
    if (!is_digit(*at)) {
        return read_month_first(at, ret_found);
    }
    found what = read_numeric(at, ret_found);
    what = what == NOTHING ? read_dashed(at, ret_found) : what;
    return what == NOTHING ? read_day_first(at, ret_found) : what;
}

/* End of the run of letters or digits (with the marks inside a number) that begins at `at`. */
static const char *skip_token(const char *at) {
    if (is_letter(*at)) {
        while (is_letter(*at)) {
            at++;
        }
        return at;
    }
    while (is_digit(*at) || ((*at == '-' || *at == '/' || *at == '.') && is_digit(at[1]))) {
        at++;
    }
    return at;
}

bool po_date_parse_printed(const char *text, po_date *ret_date) {
    po_date date = {0};
    for (const char *at = text; at && *at;) {
        if (!is_letter(*at) && !is_digit(*at)) {
            at++;
            continue;
        }
        candidate here;
        found what = read_date(at, &here);
        if (what == AN_IMPOSSIBLE_DATE) {
            return false;
        }
        if (what == A_DATE) {
            if (!po_date_none(date) && po_date_compare(date, here.date) != 0) {
                return false;
            }
            date = here.date;
        }
        at = what == A_DATE ? at + here.length : skip_token(at);
    }
    if (po_date_none(date)) {
        return false;
    }
    *ret_date = date;
    return true;
}

bool po_date_find(const char *text, po_date *ret_date, const char **ret_from, size_t *ret_length) {
    for (const char *at = text; at && *at;) {
        if (!is_letter(*at) && !is_digit(*at)) {
            at++;
            continue;
        }
        candidate here;
        if (read_date(at, &here) == A_DATE) {
            *ret_date = here.date;
            *ret_from = at;
            *ret_length = here.length;
            return true;
        }
        at = skip_token(at);
    }
    return false;
}

/* --- spans --- */

/* One end of a span; year 0: not printed. */
typedef struct span_end {
    int year, month, day;
} span_end;

/* A day without a year: "Nov 23", "11/23". */
static size_t read_yearless(const char *at, span_end *ret_end) {
    size_t length, more;
    if (is_digit(*at)) {
        length = read_number(at, 1, 2, &ret_end->month);
        more = length && at[length] == '/' ? read_number(at + length + 1, 1, 2, &ret_end->day) : 0;
        return more && at[length + 1 + more] != '/' ? length + 1 + more : 0;
    }
    ret_end->month = read_month(at, &length);
    const char *day = ret_end->month ? skip_space(at + length) : at;
    more = ret_end->month ? read_day(day, &ret_end->day) : 0;
    return more ? (size_t)(day - at) + more : 0;
}

/* Of the second end also a day alone, in the first one's month: "23–27, 2026". */
static size_t read_day_alone(const char *at, const span_end *first, span_end *ret_end) {
    size_t length = first ? read_day(at, &ret_end->day) : 0;
    if (!length) {
        return 0;
    }
    const char *year = skip_space(at + length);
    year = skip_space(*year == ',' ? year + 1 : year);
    ret_end->month = first->month;
    (void)read_number(year, 4, 4, &ret_end->year);
    return length;
}

static size_t read_end(const char *at, const span_end *first, span_end *ret_end) {
    candidate here;
    *ret_end = (span_end){0};
    if (read_date(at, &here) == A_DATE) {
        *ret_end = (span_end){here.date.year, here.date.month, here.date.day};
        return here.length;
    }
    size_t length = read_yearless(at, ret_end);
    return length ? length : read_day_alone(at, first, ret_end);
}

/* Past what stands between the ends of a span, or NULL. */
static const char *past_until(const char *at) {
    static const char *const marks[] = {"-", "\u2013", "\u2014", "through ", "thru ", "to "};
    at = skip_space(at);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strncmp(at, marks[i], strlen(marks[i])) == 0) {
            return skip_space(at + strlen(marks[i]));
        }
    }
    return NULL;
}

static bool settle_span(span_end a, span_end b, po_date near, po_date *ret_first, po_date *ret_last) {
    bool turns = b.month < a.month || (b.month == a.month && b.day < a.day);
    if (a.year == 0 && b.year != 0) {
        a.year = b.year - turns;
    } else if (a.year == 0 && near.month == a.month && near.day == a.day) {
        a.year = near.year;
    }
    b.year = b.year == 0 ? a.year + turns : b.year;
    if (a.year == 0 || !make_date(a.year, a.month, a.day, ret_first) || !make_date(b.year, b.month, b.day, ret_last)) {
        return false;
    }
    int32_t days = po_date_to_days(*ret_last) - po_date_to_days(*ret_first);
    return days > 0 && days <= PO_DATE_SPAN_DAYS;
}

bool po_date_parse_span(const char *text, po_date near, po_date *ret_first, po_date *ret_last) {
    for (const char *at = text; at && *at;) {
        if (!is_letter(*at) && !is_digit(*at)) {
            at++;
            continue;
        }
        span_end a, b;
        size_t length = read_end(at, NULL, &a);
        const char *second = length ? past_until(at + length) : NULL;
        if (second && read_end(second, &a, &b) && settle_span(a, b, near, ret_first, ret_last)) {
            return true;
        }
        at = skip_token(at);
    }
    return false;
}

/* --- writing and school years --- */

static char *put_digits(char *out, int number, int count) {
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + number % 10);
        number /= 10;
    }
    return out + count;
}

char *po_date_format_iso(po_date date, char out[PO_DATE_TEXT_MAX]) {
    if (!po_date_valid(date)) {
        out[0] = '\0';
        return out;
    }
    char *at = put_digits(out, date.year, 4);
    *at++ = '-';
    at = put_digits(at, date.month, 2);
    *at++ = '-';
    at = put_digits(at, date.day, 2);
    *at = '\0';
    return out;
}

int po_date_school_year(po_date date) {
    return date.month >= SCHOOL_YEAR_MONTH ? date.year : date.year > 0 ? date.year - 1 : 0;
}

static bool is_year_dash(uint32_t c) {
    return c == '-' || c == '/' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

int po_school_year_parse(const char *text) {
    int first, second;
    if (!text) {
        return 0;
    }
    const char *at = skip_space(text);
    size_t length = read_number(at, 4, 4, &first), position = 0;
    if (!length) {
        return 0;
    }
    at = skip_space(at + length);
    size_t size = strnlen(at, 4);
    if (!size || !is_year_dash(po_utf8_next(at, size, &position))) {
        return 0;
    }
    at = skip_space(at + position);
    length = read_number(at, 2, 4, &second);
    bool follows =
        (length == 4 && second == first + 1) || (length == 2 && second == (first + 1) % 100);
    if (!follows || *skip_space(at + length) || first < YEAR_FIRST || first >= YEAR_LAST) {
        return 0;
    }
    return first;
}

char *po_school_year_format(int first_year, char out[PO_SCHOOL_YEAR_TEXT_MAX]) {
    if (first_year < YEAR_FIRST || first_year >= YEAR_LAST) {
        out[0] = '\0';
        return out;
    }
    char *at = put_digits(out, first_year, 4);
    *at++ = '-';
    at = put_digits(at, (first_year + 1) % 100, 2);
    *at = '\0';
    return out;
}
