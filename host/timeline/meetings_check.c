/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings where calendars, district facts and documents disagree about meetings and days: a step of a body that stands on two days; a meeting that the facts list and the calendar does not have or
 * has as another kind, and a step that a document puts on a day on which the calendar of that body has no meeting.
 *
 * A calendar speaks for the school years in which it lists meetings of the body, between the first and the last of them.
 */
#include <string.h>

#include "base/text.h"
#include "timeline/timeline_parts.h"

typedef struct meeting_check {
    const po_schedule *schedule;
    po_findings *findings;
} meeting_check;

static bool same_body(const po_calendar_meeting *meeting, const char *body, const char *cds) {
    return po_text_equal(meeting->body, body) && po_text_equal(meeting->cds, cds);
}

/* Whether calendars say when this body meets around the day; `ret_meeting`: what they say of the day itself, a meeting that takes place before one that
 * does not. */
static bool spoken_of(const po_schedule *schedule, const char *body, const char *cds, po_date date, const po_calendar_meeting **ret_meeting) {
    bool before = false, after = false;
    *ret_meeting = NULL;
    for (size_t i = 0; i < schedule->meetings.count; i++) {
        const po_calendar_meeting *meeting = &schedule->meetings.items[i];
        if (!same_body(meeting, body, cds) || po_date_school_year(meeting->date) != po_date_school_year(date))
            continue;
        int order = po_date_compare(meeting->date, date);
        before = before || order <= 0;
        after = after || order >= 0;
        if (order == 0 && (!*ret_meeting || po_text_equal((*ret_meeting)->kind, "cancelled")))
            *ret_meeting = meeting;
    }
    return before && after;
}

static const po_calendar_meeting *nearest(const po_schedule *schedule, const char *body, const char *cds, po_date date) {
    const po_calendar_meeting *found = NULL;
    int32_t least = INT32_MAX;
    for (size_t i = 0; i < schedule->meetings.count; i++) {
        const po_calendar_meeting *meeting = &schedule->meetings.items[i];
        int32_t distance = po_date_to_days(meeting->date) - po_date_to_days(date);
        distance = distance < 0 ? -distance : distance;
        if (same_body(meeting, body, cds) && !po_text_equal(meeting->kind, "cancelled") && distance < least) {
            least = distance;
            found = meeting;
        }
    }
    return found;
}

static const char *words_of(po_arena *arena, const char *name) {
    char *words = po_arena_dup(arena, name);
    for (char *at = words; at && *at; at++)
        *at = *at == '-' ? ' ' : *at;
    return words;
}

static po_finding *add(const meeting_check *check, const char *code, const char *message, const char *about, const po_argument *arguments, size_t count) {
    po_arena *arena = check->findings->arena;
    po_finding *finding = po_findings_add(check->findings);
    po_argument *copy = PO_NEW_ARRAY(arena, po_argument, count);
    memcpy(copy, arguments, count * sizeof *arguments);
    *finding = (po_finding){.code = code,
                            .severity = PO_FINDING_WORTH_A_LOOK,
                            .message = message,
                            .action = po_arena_printf(arena, "%s.do", message),
                            .arguments = copy,
                            .argument_count = count,
                            .who = "superintendent",
                            .about = about};
    return finding;
}

/* ---- facts and calendar ------------------------------------------------------------------------------------------------ */

static void compare_meeting(const meeting_check *check, const po_meeting *meeting, const char *cds) {
    po_arena *arena = check->findings->arena;
    const po_calendar_meeting *same;
    bool known = spoken_of(check->schedule, meeting->body, cds, meeting->date, &same);
    if (!known || po_text_equal(meeting->kind, "cancelled") || (same && po_text_equal(same->kind, meeting->kind)))
        return;
    const po_calendar_meeting *near = same ? same : nearest(check->schedule, meeting->body, cds, meeting->date);
    const char *date = po_due_text(arena, meeting->date);
    const po_argument arguments[] = {{"body", words_of(arena, meeting->body)},
                                     {"date", date},
                                     {"kind", words_of(arena, meeting->kind)},
                                     {"other", near ? po_due_text(arena, near->date) : "–"},
                                     {"other_kind", near ? words_of(arena, near->kind) : "–"}};
    po_finding *finding = add(check, "TIME-006", same ? "time.meeting_kind" : "time.meeting_differs",
                              po_arena_printf(arena, "%s %s %s", meeting->body, date, cds ? cds : ""), arguments, 5);
    finding->source = near ? near->day->source : NULL;
}

static void compare_facts(const meeting_check *check) {
    const po_lea_facts *given = check->schedule->input->facts;
    for (size_t i = 0; given && i < given->meetings.count; i++)
        compare_meeting(check, &given->meetings.items[i], NULL);
    for (size_t s = 0; given && s < given->schools.count; s++)
        for (size_t i = 0; i < given->schools.items[s].meetings.count; i++)
            compare_meeting(check, &given->schools.items[s].meetings.items[i], given->schools.items[s].cds);
}

/* ---- documents and calendar ---------------------------------------------------------------------------------------------- */

/* One day in one document is said once, whatever steps it shows. */
static bool said_before(const po_schedule *schedule, const po_event *event) {
    for (const po_event *other = schedule->events.items; other < event; other++)
        if (other->source == event->source && po_date_compare(other->date, event->date) == 0 && po_text_equal(other->cds, event->cds) &&
            po_text_equal(other->step->deadline->role, event->step->deadline->role))
            return true;
    return false;
}

/* What a body decides or hears it does in a meeting. */
static void compare_step(const meeting_check *check, const po_event *event) {
    po_arena *arena = check->findings->arena;
    const po_calendar_meeting *same;
    const char *body = event->step->deadline->role;
    if (event->kind != PO_EVENT_STATED || !body || !spoken_of(check->schedule, body, event->cds, event->date, &same) ||
        (same && !po_text_equal(same->kind, "cancelled")) || said_before(check->schedule, event))
        return;
    const po_calendar_meeting *near = nearest(check->schedule, body, event->cds, event->date);
    const char *date = po_due_text(arena, event->date);
    const po_argument arguments[] = {{"step", po_arena_dup(arena, po_step_title(event->step, check->schedule->type))},
                                     {"body", words_of(arena, body)},
                                     {"date", date},
                                     {"other", near ? po_due_text(arena, near->date) : "–"}};
    po_finding *finding = add(check, "TIME-007", "time.no_such_meeting",
                              po_arena_printf(arena, "%s %s %s", event->step->ref, date, event->cds ? event->cds : ""), arguments, 4);
    finding->program = event->step->program->id;
    finding->citation = event->step->duty->citation;
    finding->duty = event->step->duty->id;
    finding->source = event->source;
}

/* ---- two days for one step -------------------------------------------------------------------------------------------------- */

/* A board or council decides a thing once; committees may see a plan several times. */
static bool decides_once(const po_step *step) {
    return po_text_equal(step->deadline->role, "governing-board") || po_text_equal(step->deadline->role, "school-site-council");
}

static bool same_step(const po_event *a, const po_event *b) {
    return a->step == b->step && a->plan_year == b->plan_year && po_text_equal(a->cds, b->cds);
}

/* The one that counts, which comes first, and the first that says another day. */
static void compare_days(const meeting_check *check, const po_event *event) {
    const po_schedule *schedule = check->schedule;
    const po_event *end = schedule->events.items + schedule->events.count, *other = event + 1;
    for (const po_event *before = schedule->events.items; before < event; before++)
        if (same_step(before, event))
            return;
    while (other < end && !same_step(other, event))
        other++;
    if (other == end || !decides_once(event->step) || po_schedule_said(check->findings, event->step->duty, event->source))
        return;
    po_arena *arena = check->findings->arena;
    const po_argument arguments[] = {{"step", po_arena_dup(arena, po_step_title(event->step, check->schedule->type))},
                                     {"date", po_due_text(arena, event->date)},
                                     {"by", po_arena_dup(arena, event->source ? event->source->name : "district facts")},
                                     {"other", po_due_text(arena, other->date)},
                                     {"other_by", po_arena_dup(arena, other->source ? other->source->name : "district facts")}};
    po_finding *finding = add(check, "TIME-008", "time.two_days", po_arena_printf(arena, "%s %d %s", event->step->ref, event->plan_year, event->cds ? event->cds : ""),
                              arguments, 5);
    finding->program = event->step->program->id;
    finding->citation = event->step->duty->citation;
    finding->duty = event->step->duty->id;
    finding->source = other->source ? other->source : event->source;
    finding->at = other->source ? other->at : event->at;
    finding->at_count = other->source ? other->at_count : event->at_count;
}

void po_schedule_check_meetings(const po_schedule *schedule, po_findings *findings) {
    const meeting_check check = {.schedule = schedule, .findings = findings};
    for (size_t i = 0; i < schedule->events.count; i++)
        compare_days(&check, &schedule->events.items[i]);
    if (schedule->meetings.count == 0)
        return;
    compare_facts(&check);
    for (size_t i = 0; i < schedule->events.count; i++)
        compare_step(&check, &schedule->events.items[i]);
}
