/* SPDX-License-Identifier: Apache-2.0
 *
 * calendar.json (`planonce/calendar/1`): entries, the state of every duty, and who assists.
 */
#include "base/json_writer.h"
#include "base/text.h"
#include "emit/calendar_parts.h"

static void member_date(po_json *json, const char *key, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    if (!po_date_none(date))
        po_json_member(json, key, po_date_format_iso(date, text));
}

static void write_needs(po_json *json, const po_calendar_entry *entry) {
    po_json_key(json, "needs");
    po_json_begin_array(json);
    for (size_t i = 0; i < entry->need_count; i++)
        po_json_string(json, entry->needs[i]);
    po_json_end_array(json);
}

static void write_dates(po_json *json, const po_calendar_entry *entry) {
    char text[PO_DATE_TEXT_MAX];
    po_json_key(json, "date");
    po_json_string(json, po_date_none(entry->date) ? NULL : po_date_format_iso(entry->date, text));
    member_date(json, "working_date", entry->working);
    member_date(json, "latest_date", entry->latest);
    if (!po_date_none(entry->latest))
        po_json_member(json, "latest_citation", PO_LATEST_CITATION);
    member_date(json, "opens", entry->opens);
    member_date(json, "event_date", entry->event);
}

static void write_who(po_json *json, const po_calendar_entry *entry) {
    po_json_member_if(json, "role", entry->role);
    po_json_member_if(json, "approver", entry->approver);
    po_json_member_if(json, "recipient", entry->recipient);
    po_json_member_if(json, "cds", entry->cds);
    po_json_member_if(json, "site", entry->site);
    if (entry->of_school)
        po_json_member_bool(json, "of_school", true);
    if (entry->identification)
        po_json_member_bool(json, "identification", true);
    po_json_member(json, "period", entry->period);
}

static void write_state(po_json *json, const po_calendar_entry *entry) {
    po_json_member(json, "state", entry->state);
    po_json_member_if(json, "timing", entry->timing);
    po_json_member_if(json, "shown_by", entry->shown_by);
    po_json_member_if(json, "shown_at", entry->shown_at);
    if (entry->told_by_sentence)
        po_json_member_bool(json, "told_by_sentence", true);
    po_json_member_if(json, "applies_if", entry->missing);
    write_needs(json, entry);
    po_json_member_if(json, "computed", entry->computed);
    po_json_member_if(json, "why", entry->why);
    po_json_member_if(json, "confidence", entry->confidence);
    po_json_member_if(json, "doubt", entry->doubt);
    po_json_member_integer(json, "sequence", entry->sequence);
    member_date(json, "revised", entry->revised);
    member_date(json, "cancelled_on", entry->cancelled_on);
    po_json_member_if(json, "fingerprint", entry->fingerprint);
}

static void write_entry(po_json *json, const po_calendar_entry *entry) {
    po_json_begin_object(json);
    po_json_member(json, "uid", entry->uid);
    po_json_member(json, "duty", entry->duty);
    po_json_member(json, "milestone", entry->milestone);
    po_json_member(json, "program", entry->program);
    po_json_member_if(json, "program_title", entry->program_title);
    po_json_member(json, "title", entry->title);
    write_dates(json, entry);
    po_json_member(json, "kind", entry->kind);
    po_json_member_if(json, "act", entry->act);
    po_json_member(json, "status", entry->status);
    po_json_member(json, "authority", entry->authority);
    po_json_member(json, "citation", entry->citation);
    write_who(json, entry);
    write_state(json, entry);
    po_json_end_object(json);
}

static void write_duty(po_json *json, const po_calendar *calendar, const po_duty_status *status) {
    po_json_begin_object(json);
    po_json_member(json, "duty", status->duty->id);
    po_json_member(json, "program", status->program->id);
    po_json_member_if(json, "cds", calendar->cds);
    po_json_member(json, "title", status->duty->title);
    po_json_member(json, "state", po_calendar_duty_state(calendar, status));
    if (status->applies != PO_FALSE)
        po_json_member_if(json, "applies_if", status->applies == PO_UNKNOWN ? status->missing : NULL);
    po_json_member_integer_if(json, "schools", (int64_t)status->schools);
    po_json_member_integer(json, "entries", (int64_t)status->entries);
    po_json_end_object(json);
}

static void write_assistance(po_json *json, const po_assistance *assistance) {
    po_json_begin_object(json);
    po_json_member(json, "status", assistance->status->status);
    po_json_member(json, "title", assistance->tier->title);
    po_json_member_if(json, "cds", assistance->cds);
    po_json_member(json, "supported_by", assistance->tier->role);
    member_date(json, "since", assistance->status->letter);
    member_date(json, "not_before", assistance->may_end);
    po_json_member(json, "ends", assistance->tier->ends);
    po_json_member_if(json, "then", assistance->tier->then);
    po_json_member(json, "citation", assistance->tier->citation);
    po_json_end_object(json);
}

/* What calendars that were given say of meetings: so that somebody can see what was taken for what. */
static void write_meetings(po_json *json, const po_calendar *calendar) {
    for (size_t i = 0; i < calendar->schedule->meetings.count; i++) {
        const po_calendar_meeting *meeting = &calendar->schedule->meetings.items[i];
        po_json_begin_object(json);
        po_json_member(json, "body", meeting->body);
        po_json_member(json, "kind", meeting->kind);
        member_date(json, "date", meeting->date);
        po_json_member_if(json, "cds", meeting->cds);
        po_json_member_if(json, "title", meeting->title);
        po_json_member_if(json, "source", meeting->day->source->name);
        po_json_end_object(json);
    }
}

static void write_entries(po_json *json, const po_calendar *calendar, const po_calendar_filter *filter) {
    for (size_t i = 0; i < calendar->entries.count; i++)
        if (po_calendar_wanted(&calendar->entries.items[i], filter))
            write_entry(json, &calendar->entries.items[i]);
}

/* "district" where nothing says otherwise is an assumption, and is said to be one. */
static void write_leas(po_json *json, const po_calendar *const *calendars, size_t count) {
    po_json_key(json, "leas");
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        const po_schedule *schedule = calendars[i]->schedule;
        po_json_begin_object(json);
        po_json_member_if(json, "cds", calendars[i]->cds);
        po_json_member_if(json, "name", calendars[i]->name);
        po_json_member_if(json, "type", schedule->type);
        if (!schedule->input->facts)
            po_json_member_bool(json, "type_assumed", true);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

void po_calendar_json(const po_calendar *const *calendars, size_t count, const po_calendar_filter *filter, po_buffer *out) {
    char date[PO_DATE_TEXT_MAX], year[PO_SCHOOL_YEAR_TEXT_MAX];
    po_json json;
    po_json_init(&json, out, true);
    po_json_begin_object(&json);
    po_json_member(&json, "format", "planonce/calendar/1");
    po_json_member(&json, "as_of", po_date_format_iso(calendars[0]->as_of, date));
    po_json_member(&json, "first_year", po_school_year_format(filter->year_count ? filter->first_year : calendars[0]->first_year, year));
    po_json_member_integer(&json, "years", filter->year_count ? filter->year_count : calendars[0]->year_count);
    write_leas(&json, calendars, count);
    po_json_key(&json, "entries");
    po_json_begin_array(&json);
    for (size_t i = 0; i < count; i++)
        write_entries(&json, calendars[i], filter);
    po_json_end_array(&json);
    po_json_key(&json, "duties");
    po_json_begin_array(&json);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < calendars[i]->schedule->duties.count; k++)
            write_duty(&json, calendars[i], &calendars[i]->schedule->duties.items[k]);
    po_json_end_array(&json);
    po_json_key(&json, "meetings");
    po_json_begin_array(&json);
    for (size_t i = 0; i < count; i++)
        write_meetings(&json, calendars[i]);
    po_json_end_array(&json);
    po_json_key(&json, "assistance");
    po_json_begin_array(&json);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < calendars[i]->schedule->assistance.count; k++)
            write_assistance(&json, &calendars[i]->schedule->assistance.items[k]);
    po_json_end_array(&json);
    po_calendar_json_share(&json, calendars, count);
    po_json_end_object(&json);
    po_buffer_add_char(out, '\n');
}
