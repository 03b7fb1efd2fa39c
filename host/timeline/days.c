/* SPDX-License-Identifier: Apache-2.0
 *
 * Days. See days.h. A year's holidays are worked out once; a day is then found among some twenty.
 */
#include "timeline/days.h"

#include "base/text.h"

enum { YEAR_FIRST = 1900, YEAR_LAST = 2200, YEARS = YEAR_LAST - YEAR_FIRST + 1 };

/* Longer runs of closed days are a mistake in the facts, not a calendar. */
#define SEARCH_DAYS_MAX 800

typedef struct kept_day {
    po_date date;
    const po_holiday *holiday;
} kept_day;

typedef struct year_days {
    PO_LIST(kept_day) list;
} year_days;

struct po_holidays {
    po_arena *arena;
    PO_LIST(const po_holiday *) rules;
    year_days *years[YEARS]; /* NULL: not asked for yet */
};

po_holidays *po_holidays_create(po_arena *arena, const po_program *const *programs, size_t program_count) {
    po_holidays *holidays = PO_NEW(arena, po_holidays);
    holidays->arena = arena;
    for (size_t i = 0; i < program_count; i++)
        for (size_t k = 0; k < programs[i]->holidays.count; k++)
            *PO_LIST_ADD(arena, &holidays->rules) = &programs[i]->holidays.items[k];
    return holidays;
}

/* The day itself; holidays are fixed days, nth weekdays, or days after one of these. */
static po_date day_of(const po_moment *moment, int year) {
    if (moment->kind == PO_MOMENT_FIXED) {
        po_date date = {(int16_t)(year + moment->year), (uint8_t)moment->month, (uint8_t)moment->day};
        return po_date_valid(date) ? date : (po_date){0};
    }
    if (moment->kind == PO_MOMENT_WEEKDAY)
        return po_date_nth_weekday(year + moment->year, moment->month, moment->weekday, moment->nth);
    if (moment->kind == PO_MOMENT_OFFSET && moment->part_count == 1)
        return po_date_add_days(day_of(&moment->parts[0], year), moment->amount);
    return (po_date){0};
}

static void keep(po_holidays *holidays, year_days *days, int year, const po_holiday *rule, po_date date) {
    if (date.year == year)
        *PO_LIST_ADD(holidays->arena, &days->list) = (kept_day){.date = date, .holiday = rule};
}

/* The day, and the day on which it is kept when it falls on a weekend. */
static void add_rule(po_holidays *holidays, year_days *days, int year, const po_holiday *rule, int of_year) {
    if ((rule->from && of_year < rule->from) || (rule->until && of_year > rule->until))
        return;
    po_date date = day_of(rule->moment, of_year);
    if (po_date_none(date))
        return;
    keep(holidays, days, year, rule, date);
    int weekday = po_date_weekday(date);
    const char *moved = weekday == 0 ? rule->on_sunday : weekday == 6 ? rule->on_saturday : NULL;
    if (moved)
        keep(holidays, days, year, rule, po_date_add_days(date, po_text_equal(moved, "next") ? 1 : -1));
}

static const year_days *days_of(po_holidays *holidays, int year) {
    if (year < YEAR_FIRST || year > YEAR_LAST)
        return NULL;
    year_days **slot = &holidays->years[year - YEAR_FIRST];
    if (*slot)
        return *slot;
    year_days *days = *slot = PO_NEW(holidays->arena, year_days);
    for (size_t i = 0; i < holidays->rules.count; i++)
        for (int of_year = year - 1; of_year <= year + 1; of_year++) /* New Year's Day may be kept on December 31 */
            add_rule(holidays, days, year, holidays->rules.items[i], of_year);
    return days;
}

static bool closes(const po_holiday *holiday, po_closing closing) {
    return (closing == PO_CLOSES_COURTS && holiday->courts) || (closing == PO_CLOSES_OFFICES && holiday->offices) ||
           (closing == PO_CLOSES_SCHOOLS && holiday->schools);
}

const po_holiday *po_holiday_on(po_holidays *holidays, po_date date, po_closing closing) {
    const year_days *days = days_of(holidays, date.year);
    for (size_t i = 0; days && i < days->list.count; i++)
        if (po_date_compare(days->list.items[i].date, date) == 0 && closes(days->list.items[i].holiday, closing))
            return days->list.items[i].holiday;
    return NULL;
}

/* ---- one day ---------------------------------------------------------------------------------------- */

static bool weekend(po_date date) {
    int weekday = po_date_weekday(date);
    return weekday == 0 || weekday == 6;
}

/* Closed by the district itself: the offices, or only the schools. */
static bool closed_locally(const po_lea_facts *facts, po_date date, bool offices) {
    for (size_t i = 0; facts && i < facts->closed.count; i++) {
        const po_closed_days *closed = &facts->closed.items[i];
        if (po_date_compare(date, closed->from) >= 0 && po_date_compare(date, closed->to) <= 0 &&
            (closed->offices || !offices))
            return true;
    }
    return false;
}

bool po_day_extends(const po_days *days, po_date date) {
    return weekend(date) || po_holiday_on(days->holidays, date, PO_CLOSES_COURTS);
}

bool po_day_working(const po_days *days, po_date date) {
    return !weekend(date) && !po_holiday_on(days->holidays, date, PO_CLOSES_OFFICES) &&
           !closed_locally(days->facts, date, true);
}

bool po_day_school_known(const po_days *days, po_date date) {
    for (size_t i = 0; days->facts && i < days->facts->years.count; i++)
        if (days->facts->years.items[i].year == po_date_school_year(date))
            return true;
    return false;
}

bool po_day_school(const po_days *days, po_date date) {
    bool inside = false;
    for (size_t i = 0; days->facts && i < days->facts->years.count; i++) {
        const po_school_year *year = &days->facts->years.items[i];
        inside = inside || (po_date_compare(date, year->first) >= 0 && po_date_compare(date, year->last) <= 0);
    }
    return inside && !weekend(date) && !po_holiday_on(days->holidays, date, PO_CLOSES_SCHOOLS) &&
           !closed_locally(days->facts, date, false);
}

/* ---- counting --------------------------------------------------------------------------------------- */

po_date po_days_extended(const po_days *days, po_date date) {
    for (int i = 0; i < SEARCH_DAYS_MAX && po_date_valid(date) && po_day_extends(days, date); i++)
        date = po_date_add_days(date, 1);
    return date;
}

po_date po_days_working_before(const po_days *days, po_date date) {
    for (int i = 0; i < SEARCH_DAYS_MAX && po_date_valid(date) && !po_day_working(days, date); i++)
        date = po_date_add_days(date, -1);
    return date;
}

po_date po_days_add_working(const po_days *days, po_date date, int count) {
    int step = count < 0 ? -1 : 1, left = count < 0 ? -count : count;
    for (int i = 0; left > 0 && i < SEARCH_DAYS_MAX && po_date_valid(date); i++) {
        date = po_date_add_days(date, step);
        left -= po_day_working(days, date);
    }
    return left == 0 ? date : (po_date){0};
}

po_date po_days_add_school(const po_days *days, po_date date, int count) {
    int step = count < 0 ? -1 : 1, left = count < 0 ? -count : count;
    for (int i = 0; left > 0 && i < SEARCH_DAYS_MAX; i++) {
        date = po_date_add_days(date, step);
        if (!po_date_valid(date) || !po_day_school_known(days, date))
            return (po_date){0};
        left -= po_day_school(days, date);
    }
    return left == 0 ? date : (po_date){0};
}
