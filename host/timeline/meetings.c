/* SPDX-License-Identifier: Apache-2.0
 *
 * What calendars say of meetings and school days joins what the district's facts say.
 *
 * The facts are the district's own word: in a school year for which they list meetings of the board, a calendar adds none and is only
 * compared. Elsewhere the calendar's meetings count, those of kind "regular" as regular ones. A day told to be without school is no school day;
 * whether offices are closed too no calendar says. First and last day of school make a school year only together.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "timeline/timeline_parts.h"

/* ---- whose council ------------------------------------------------------------------------------------------------ */

static const char *folded(po_arena *arena, const char *text) {
    return po_arena_printf(arena, " %s ", text ? po_text_words(arena, text) : "");
}

/* The school whose name stands in the text, the longest if several do. */
static const char *school_in(const po_schedule_work *work, const char *text) {
    const char *found = NULL, *words = folded(work->arena, text);
    size_t longest = 2; /* of a name without words, the two blanks */
    for (size_t i = 0; i < work->schedule->sites.count; i++) {
        const po_schedule_site *site = &work->schedule->sites.items[i];
        const char *name = folded(work->arena, site->name);
        if (strlen(name) > longest && strstr(words, name)) {
            longest = strlen(name);
            found = site->cds;
        }
    }
    return found;
}

static const char *school_of(const po_schedule_work *work, const po_entity *day) {
    const char *fields[] = {"title", "place", "calendar"};
    const char *cds = NULL;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && !cds; i++)
        cds = school_in(work, po_entity_text(day, fields[i]));
    return cds;
}

/* ---- meetings of calendars ------------------------------------------------------------------------------------------ */

static bool date_of(const po_entity *day, const char *field, po_date *ret_date) {
    const char *value = po_entity_value(day, field);
    return value && po_date_parse_iso(value, ret_date);
}

/* What was told, or as printed in a file of records. */
static const char *told(const po_entity *day, const char *field) {
    const char *value = po_entity_value(day, field);
    return value ? value : po_entity_text(day, field);
}

static bool of_school(const char *body) {
    return po_text_equal(body, "school-site-council");
}

static void add_meeting(po_schedule_work *work, const po_entity *day) {
    po_calendar_meeting meeting = {.body = told(day, "body"), .kind = told(day, "kind"), .title = po_entity_text(day, "title"), .day = day};
    if (!meeting.body || !date_of(day, "date", &meeting.date))
        return;
    meeting.kind = meeting.kind ? meeting.kind : "regular";
    meeting.cds = of_school(meeting.body) ? school_of(work, day) : NULL;
    *PO_LIST_ADD(work->arena, &work->schedule->meetings) = meeting;
}

static int by_day(const void *a, const void *b) {
    const po_calendar_meeting *left = a, *right = b;
    int order = po_date_compare(left->date, right->date);
    order = order ? order : strcmp(left->body, right->body);
    order = order ? order : strcmp(left->kind, right->kind);
    return order ? order : strcmp(left->day->id, right->day->id);
}

/* ---- into the facts --------------------------------------------------------------------------------------------------- */

static bool facts_list_year(const po_lea_facts *facts, const char *body, int school_year) {
    for (size_t i = 0; facts && i < facts->meetings.count; i++)
        if (po_date_school_year(facts->meetings.items[i].date) == school_year &&
            (po_text_equal(facts->meetings.items[i].body, body) || (po_body_is_board(body) && po_body_is_board(facts->meetings.items[i].body))))
            return true;
    return false;
}

static int by_date(const void *a, const void *b) {
    return po_date_compare(((const po_meeting *)a)->date, ((const po_meeting *)b)->date);
}

/* A calendar may keep the day and add that it was cancelled: then nobody can count on the meeting. */
static bool called_off(const po_schedule *schedule, const po_calendar_meeting *meeting) {
    if (!po_text_equal(meeting->kind, "regular"))
        return false;
    for (size_t i = 0; i < schedule->meetings.count; i++) {
        const po_calendar_meeting *other = &schedule->meetings.items[i];
        if (po_date_compare(other->date, meeting->date) == 0 && po_text_equal(other->kind, "cancelled") && po_text_equal(other->body, meeting->body))
            return true;
    }
    return false;
}

static void join_meetings(po_schedule_work *work, const po_lea_facts *given, po_lea_facts *facts) {
    const po_schedule *schedule = work->schedule;
    facts->meetings = (po_meetings){0};
    for (size_t i = 0; given && i < given->meetings.count; i++)
        *PO_LIST_ADD(work->arena, &facts->meetings) = given->meetings.items[i];
    for (size_t i = 0; i < schedule->meetings.count; i++) {
        const po_calendar_meeting *meeting = &schedule->meetings.items[i];
        if (called_off(schedule, meeting) || of_school(meeting->body) || facts_list_year(given, meeting->body, po_date_school_year(meeting->date)))
            continue;
        *PO_LIST_ADD(work->arena, &facts->meetings) =
            (po_meeting){.body = meeting->body, .date = meeting->date, .kind = meeting->kind, .source = meeting->day->source->name};
    }
    if (facts->meetings.count > 1)
        qsort(facts->meetings.items, facts->meetings.count, sizeof *facts->meetings.items, by_date);
}

static void join_closed(po_schedule_work *work, const po_entity *day, po_lea_facts *facts) {
    po_date from, to;
    if (told(day, "body") || !po_text_equal(told(day, "day"), "closed") || !date_of(day, "date", &from))
        return;
    bool longer = date_of(day, "end", &to) && po_date_compare(to, from) > 0;
    *PO_LIST_ADD(work->arena, &facts->closed) = (po_closed_days){.from = from, .to = longer ? to : from, .name = po_entity_text(day, "title")};
}

static po_school_year *year_of(po_lea_facts *facts, int year) {
    for (size_t i = 0; i < facts->years.count; i++)
        if (facts->years.items[i].year == year)
            return &facts->years.items[i];
    return NULL;
}

/* The earliest first day and the latest last day of a school year. */
static void join_school_day(po_schedule_work *work, const po_entity *day, po_lea_facts *years) {
    po_date date;
    bool first = po_text_equal(told(day, "day"), "first-day"), last = po_text_equal(told(day, "day"), "last-day");
    if (told(day, "body") || (!first && !last) || !date_of(day, "date", &date))
        return;
    po_school_year *year = year_of(years, po_date_school_year(date));
    if (!year) {
        year = PO_LIST_ADD(work->arena, &years->years);
        year->year = po_date_school_year(date);
    }
    if (first && (po_date_none(year->first) || po_date_compare(date, year->first) < 0))
        year->first = date;
    if (last && po_date_compare(date, year->last) > 0)
        year->last = date;
}

static void join_years(po_schedule_work *work, const po_lea_facts *told_years, po_lea_facts *facts) {
    for (size_t i = 0; i < told_years->years.count; i++) {
        const po_school_year *year = &told_years->years.items[i];
        if (!po_date_none(year->first) && po_date_compare(year->first, year->last) < 0 && !year_of(facts, year->year))
            *PO_LIST_ADD(work->arena, &facts->years) = *year;
    }
}

/* A list of the arena that may grow without changing the one it was copied from. */
static void copy_days(po_schedule_work *work, const po_lea_facts *given, po_lea_facts *facts) {
    memset(&facts->closed, 0, sizeof facts->closed);
    memset(&facts->years, 0, sizeof facts->years);
    for (size_t i = 0; given && i < given->closed.count; i++)
        *PO_LIST_ADD(work->arena, &facts->closed) = given->closed.items[i];
    for (size_t i = 0; given && i < given->years.count; i++)
        *PO_LIST_ADD(work->arena, &facts->years) = given->years.items[i];
}

/* Documents of calendars count whatever plan year a build is about. */
static bool counts(const po_entity *day) {
    return day->source && (day->source->state == PO_SOURCE_CURRENT || day->source->state == PO_SOURCE_OTHER_YEAR);
}

void po_schedule_join_calendars(po_schedule_work *work) {
    const po_model *model = work->schedule->input->model;
    const po_lea_facts *given = work->schedule->input->facts;
    if (!model || po_model_count(model, "calendar-day") == 0)
        return;
    po_lea_facts *facts = PO_NEW(work->arena, po_lea_facts), years = {0};
    *facts = given ? *given : (po_lea_facts){.cds = work->schedule->cds, .name = work->schedule->name};
    copy_days(work, given, facts);
    const po_entity *day;
    for (size_t i = 0; (day = po_model_nth(model, "calendar-day", i)); i++) {
        if (!counts(day))
            continue;
        add_meeting(work, day);
        join_closed(work, day, facts);
        join_school_day(work, day, &years);
    }
    if (work->schedule->meetings.count > 1)
        qsort(work->schedule->meetings.items, work->schedule->meetings.count, sizeof *work->schedule->meetings.items, by_day);
    join_meetings(work, given, facts);
    join_years(work, &years, facts);
    work->schedule->facts = facts;
}
