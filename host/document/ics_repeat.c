/* SPDX-License-Identifier: Apache-2.0
 *
 * Series of days. See ics_repeat.h.
 *
 * Trap: libical follows a rule for seconds as readily as one for weeks, and would walk through the years for one that never gives a day
 * (the thirtieth of February), day by day to the year 2582: only rules of days and longer are followed, by whole days, and none that would search so.
 */
#include "document/ics_repeat.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"

/* Trap: libical's own "no date" has hours of -1, with which some weekly rules never end. */
static struct icaltimetype day_of(po_date date) {
    struct icaltimetype time = icaltime_null_date();
    time.hour = time.minute = time.second = 0;
    time.year = date.year;
    time.month = date.month;
    time.day = date.day;
    return time;
}

static bool given(const short *list) {
    return list[0] != ICAL_RECURRENCE_ARRAY_MAX;
}

/* A rule that tries each day or week and may leave all out: no calendar of meetings has one. */
static bool may_search(const struct icalrecurrencetype *rule) {
    bool by_number = given(rule->by_month_day) || given(rule->by_year_day) || given(rule->by_week_no) || given(rule->by_set_pos);
    if (rule->freq == ICAL_DAILY_RECURRENCE)
        return by_number || (rule->interval > 1 && (given(rule->by_day) || given(rule->by_month)));
    return rule->freq == ICAL_WEEKLY_RECURRENCE && by_number;
}

/* A word of the rule stands in it as a name: "RSCALE" would load calendars of other cultures from disk. */
static bool follows(const struct icalrecurrencetype *rule, const char *text) {
    bool days = rule->freq == ICAL_DAILY_RECURRENCE || rule->freq == ICAL_WEEKLY_RECURRENCE ||
                rule->freq == ICAL_MONTHLY_RECURRENCE || rule->freq == ICAL_YEARLY_RECURRENCE;
    bool finer = given(rule->by_second) || given(rule->by_minute) || given(rule->by_hour);
    return days && !finer && !may_search(rule) && rule->interval > 0 && !strcasestr(text, "RSCALE");
}

/* The end of the rule as a day; libical compares a day with a moment. `universal`: the rule is followed in universal time. */
static void end_by_day(const po_ics_event *event, bool in_universal, struct icalrecurrencetype *rule) {
    struct icaltimetype until = rule->until;
    if (icaltime_is_null_time(until))
        return;
    po_date date = {(int16_t)until.year, (uint8_t)until.month, (uint8_t)until.day};
    int minutes = until.hour * 60 + until.minute;
    bool universal = !until.is_date && (until.zone == icaltimezone_get_utc_timezone() || event->from_utc);
    if (universal && !in_universal)
        date = po_ics_pacific(date, minutes, &minutes);
    rule->until = day_of(date);
}

static int by_day(const void *left, const void *right) {
    return po_date_compare(*(const po_date *)left, *(const po_date *)right);
}

static void sort(po_ics_dates *days) {
    if (days->count > 1)
        qsort(days->items, days->count, sizeof *days->items, by_day);
}

static void add_day(po_arena *arena, const po_ics_event *event, po_date date, po_ics_dates *days) {
    const po_ics_dates *without = &event->without; /* sorted */
    bool left_out = without->count > 0 && bsearch(&date, without->items, without->count, sizeof date, by_day);
    if (!left_out)
        *PO_LIST_ADD(arena, days) = date;
}

static po_date date_of(struct icaltimetype time) {
    return (po_date){(int16_t)time.year, (uint8_t)time.month, (uint8_t)time.day};
}

/* Whether the weekdays of the rule are those of universal time: then its first day is the event's. Some calendars move the moment only and leave
 * the rule as it was typed; its days are local then. */
static bool rule_in_universal(const po_ics_event *event, struct icalrecurrencetype rule) {
    if (!event->from_utc)
        return false;
    rule.until = day_of(po_date_add_years(event->universal, PO_LIMIT_RECURRENCE_YEARS));
    rule.count = 0;
    icalrecur_iterator *iterator = icalrecur_iterator_new(rule, day_of(event->universal));
    struct icaltimetype first = iterator ? icalrecur_iterator_next(iterator) : icaltime_null_date();
    icalrecur_iterator_free(iterator);
    return !icaltime_is_null_time(first) && po_date_compare(date_of(first), event->universal) == 0;
}

static void follow(po_arena *arena, po_ics_event *event, struct icalrecurrencetype rule, po_ics_dates *days, bool *ret_cut) {
    bool in_universal = rule_in_universal(event, rule), ends = rule.count > 0 || !icaltime_is_null_time(rule.until);
    po_date first = in_universal ? event->universal : event->first;
    po_date end = po_date_add_years(first, PO_LIMIT_RECURRENCE_YEARS);
    end_by_day(event, in_universal, &rule);
    if (icaltime_is_null_time(rule.until) || icaltime_compare(rule.until, day_of(end)) > 0)
        rule.until = day_of(end);
    icalrecur_iterator *iterator = icalrecur_iterator_new(rule, day_of(first));
    size_t taken = 0;
    *ret_cut = !ends;
    for (struct icaltimetype next; iterator && !icaltime_is_null_time(next = icalrecur_iterator_next(iterator)); taken++) {
        po_date date = date_of(next);
        if (taken >= PO_LIMIT_RECURRENCES || !po_date_valid(date) || po_date_compare(date, end) > 0) {
            *ret_cut = true;
            break;
        }
        int minutes;
        add_day(arena, event, in_universal ? po_ics_pacific(date, event->universal_minutes, &minutes) : date, days);
    }
    event->followed = taken > 0 ? taken : PO_LIMIT_RECURRENCES; /* libical went through all years in vain */
    icalrecur_iterator_free(iterator);
}

static void each_once(po_ics_dates *days) {
    size_t kept = 0;
    sort(days);
    for (size_t i = 0; i < days->count; i++)
        if (kept == 0 || po_date_compare(days->items[kept - 1], days->items[i]) != 0)
            days->items[kept++] = days->items[i];
    days->count = kept;
}

void po_ics_repeat(po_arena *arena, po_ics_event *event, po_ics_dates *ret_days, bool *ret_cut) {
    *ret_days = (po_ics_dates){0};
    *ret_cut = false;
    sort(&event->without);
    if (event->rule) {
        struct icalrecurrencetype rule = icalrecurrencetype_from_string(event->rule);
        event->bad_rule = !follows(&rule, event->rule);
        if (!event->bad_rule)
            follow(arena, event, rule, ret_days, ret_cut);
        free(rule.rscale);
    }
    if (!event->rule || event->bad_rule)
        add_day(arena, event, event->first, ret_days);
    for (size_t i = 0; i < event->also.count; i++)
        add_day(arena, event, event->also.items[i], ret_days);
    each_once(ret_days);
}
