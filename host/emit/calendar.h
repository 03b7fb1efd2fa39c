/* SPDX-License-Identifier: Apache-2.0
 *
 * The compliance calendar of one LEA: entries made from its schedule, with stable UIDs and sequence numbers, and the files they become
 * (calendar.json `planonce/calendar/1`, calendar.ics, calendar.csv, calendar.html, and feeds per role and school).
 *
 * An entry is flat text, so that one that is gone from the schedule and stands only in the previous build's file (cancelled, kept a year) is treated
 * like the others.
 *
 * UIDs are UUIDv5 over duty, CDS code, period and milestone: never position, date or file name. The sequence number rises only when the date
 * changes, against the previous build; `revised` is the day on which anything of the entry last changed, and is all the time that an
 * iCalendar file carries. So the same inputs, the previous build among them, give the same bytes.
 */
#ifndef PO_EMIT_CALENDAR_H
#define PO_EMIT_CALENDAR_H

#include "base/text.h"
#include "duty/state.h"
#include "emit/language.h"
#include "emit/manifest.h"
#include "timeline/share.h"

typedef struct po_calendar_entry {
    const char *uid, *duty, *milestone; /* milestone: the deadline's name */
    const char *program, *program_title, *title, *duty_title;
    po_date date, working, latest, opens, event;
    const char *act, *kind, *status; /* status: set | expected | cancelled */
    const char *authority, *citation, *role, *approver, *recipient, *cds, *site, *period;
    const char *state, *timing, *confidence, *doubt, *missing;
    const char *computed, *why, *shown_by; /* sentences; shown_by: the document or pointer of the event */
    const char *shown_at;          /* where in the document, in words, or NULL */
    bool told_by_sentence;         /* and no field of a form says it: in doubt */
    const char *const *needs;      /* references: "lcap.L28#hearing" */
    const char *const *need_uids;  /* of the entries that are these, NULL where there is none */
    const char *const *need_titles;
    size_t need_count;
    bool identification, of_school;
    int sequence;
    po_date revised, cancelled_on;
    const char *event_text;  /* its VEVENT once a feed asked for it (calendar_ics.c): the same in all feeds */
    const char *fingerprint; /* over everything above but sequence and revised */
} po_calendar_entry;

typedef struct po_calendar {
    po_arena *arena;
    const po_schedule *schedule;
    const po_language *language;
    const po_duty_states *states; /* what documents show of duties; NULL: there were none. Set by the caller */
    const char *cds, *name;
    po_date as_of;
    int first_year, year_count;
    int glance_year; /* the school year of `as_of` where it is among these, else the first: what the page begins with */
    po_share share;  /* of that year */
    PO_LIST(po_calendar_entry) entries; /* in the order of the schedule; cancelled ones after them */
} po_calendar;

/* Makes the entries. Everything belongs to `arena`; schedule and language are borrowed. */
void po_calendar_make(po_arena *arena, const po_schedule *schedule, const po_language *language, po_calendar *ret_calendar);

/* The state of a duty as a whole: what documents show of it where there are any (duty/state.h), else what the schedule knows. */
const char *po_calendar_duty_state(const po_calendar *calendar, const po_duty_status *status);

/* Takes over sequence numbers from a previous calendar.json, and what was cancelled since. Errors: the file is there but is no calendar of ours. A
 * file that is not there is no error. */
PO_NODISCARD po_status po_calendar_follow(po_calendar *calendar, const char *path, po_error *err);

/* Which entries a file holds. NULL members: all. */
typedef struct po_calendar_filter {
    const char *role, *cds;
    bool public_only; /* without monitoring and identification */
    int first_year, year_count; /* school years of the date, or plan years; count 0: all */
} po_calendar_filter;

bool po_calendar_wanted(const po_calendar_entry *entry, const po_calendar_filter *filter);

void po_calendar_json(const po_calendar *const *calendars, size_t count, const po_calendar_filter *filter, po_buffer *out);
void po_calendar_csv(const po_calendar *const *calendars, size_t count, const po_calendar_filter *filter, po_buffer *out);

/* Several calendars in one iCalendar object. `title` names it. */
void po_calendar_ics(const po_calendar *const *calendars, size_t count, const po_calendar_filter *filter, const char *title, po_buffer *out);

PO_NODISCARD po_status po_calendar_html(const po_calendar *calendar, const char *templates, const char *version, po_buffer *out,
                                        po_error *err);

/* Adds calendar.json, .ics, .csv, .html and feeds/ to the output, in `folder` ("": the output folder itself). */
PO_NODISCARD po_status po_emit_calendar(const po_calendar *calendar, const char *templates, const char *version, const char *folder,
                                        po_output *output, po_error *err);

/* Where a citation can be read ("https://leginfo..."), or NULL: by the code it begins with. */
const char *po_citation_url(po_arena *arena, const char *citation);

/* What a role is called by the language; the role itself where it has no word. */
const char *po_role_name(const po_language *language, const char *role);

/* What a role is called: by the district, else by the language. */
const char *po_role_words(const po_calendar *calendar, const char *role);

/* The sentences of how a date was computed. */
const char *po_calendar_words(po_arena *arena, const po_language *language, const po_notes *notes);

#endif
