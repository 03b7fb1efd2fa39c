/* SPDX-License-Identifier: Apache-2.0
 *
 * From the schedule to flat entries. See calendar.h.
 */
#include <string.h>
#include <uuid/uuid.h>

#include "base/digest.h"
#include "base/text.h"
#include "emit/calendar.h"
#include "emit/view.h"

#define UUID_TEXT_MAX 37

/* RFC 4122 version 5, in a namespace of our own that is itself made from the URL namespace. */
static const char *make_uid(po_arena *arena, const char *duty, const char *milestone, const char *cds, const char *period, int instance) {
    static const char own[] = "urn:planonce:calendar:1";
    const char *name = po_arena_printf(arena, "%s\n%s\n%s\n%s\n%d", duty, milestone, cds ? cds : "", period, instance);
    uuid_t space, uuid;
    char text[UUID_TEXT_MAX];
    uuid_generate_sha1(space, *uuid_get_template("url"), own, sizeof own - 1);
    uuid_generate_sha1(uuid, space, name, strlen(name));
    uuid_unparse_lower(uuid, text);
    return po_arena_dup(arena, text);
}

static const char *year_text(po_arena *arena, int year) {
    char text[PO_SCHOOL_YEAR_TEXT_MAX];
    return po_arena_dup(arena, po_school_year_format(year, text));
}

static const char *shown_by(const po_obligation *obligation) {
    const po_event *event = obligation->event;
    return !event ? NULL : event->source ? event->source->name : event->pointer;
}

/* The same step's entry of the school where the need is asked of schools, else of the LEA. */
static const char *need_uid(po_arena *arena, const po_schedule *schedule, const po_obligation *obligation, const po_step *need) {
    const char *cds = need->each_school && obligation->of_school ? obligation->cds : schedule->cds;
    for (size_t i = 0; i < schedule->list.count; i++) {
        const po_obligation *other = &schedule->list.items[i];
        if (other->step == need && other->plan_year == obligation->plan_year && po_text_equal(other->cds, cds))
            return make_uid(arena, need->duty->id, need->deadline->name, other->cds, year_text(arena, other->plan_year), other->instance);
    }
    return NULL;
}

static void add_needs(const po_calendar *calendar, const po_obligation *obligation, po_calendar_entry *entry) {
    po_arena *arena = calendar->arena;
    const po_deadline *deadline = obligation->deadline;
    const char **refs = PO_NEW_ARRAY(arena, const char *, deadline->need_count);
    const char **uids = PO_NEW_ARRAY(arena, const char *, deadline->need_count);
    const char **titles = PO_NEW_ARRAY(arena, const char *, deadline->need_count);
    for (size_t i = 0; i < deadline->need_count; i++) {
        const po_step *need = po_timeline_step(calendar->schedule->input->timeline, deadline->needs[i]);
        if (!need)
            continue;
        refs[entry->need_count] = need->ref;
        uids[entry->need_count] = need_uid(arena, calendar->schedule, obligation, need);
        titles[entry->need_count++] = po_step_title(need, calendar->schedule->type);
    }
    entry->needs = refs;
    entry->need_uids = uids;
    entry->need_titles = titles;
}

static const char *confidence_text(po_confidence confidence) {
    return confidence == 'H' ? "H" : confidence == 'M' ? "M" : "L";
}

static void fill_words(const po_calendar *calendar, const po_obligation *obligation, po_calendar_entry *entry) {
    const po_duty *duty = obligation->step->duty;
    const po_deadline *deadline = obligation->deadline;
    entry->program = obligation->step->program->id;
    entry->program_title = obligation->step->program->short_title;
    entry->duty = duty->id;
    entry->duty_title = duty->title;
    entry->milestone = deadline->name;
    entry->title = po_step_title(obligation->step, calendar->schedule->type);
    entry->act = deadline->act;
    entry->kind = deadline->kind;
    entry->authority = duty->authority;
    entry->citation = po_obligation_citation(obligation);
    entry->role = deadline->role ? deadline->role : duty->preparer;
    entry->approver = duty->approver;
    entry->recipient = deadline->recipient ? deadline->recipient : duty->recipient;
    entry->doubt = duty->doubt;
    entry->why = duty->purpose ? duty->purpose : duty->text;
    entry->confidence = confidence_text(deadline->confidence);
    entry->identification = obligation->step->identification;
    entry->computed = po_calendar_words(calendar->arena, calendar->language, &obligation->computed);
}

static void add_entry(po_calendar *calendar, const po_obligation *obligation) {
    po_calendar_entry *entry = PO_LIST_ADD(calendar->arena, &calendar->entries);
    fill_words(calendar, obligation, entry);
    entry->date = obligation->date;
    entry->working = obligation->working;
    entry->latest = obligation->latest;
    entry->opens = obligation->opens;
    entry->event = obligation->event ? obligation->event->date : (po_date){0};
    entry->shown_by = shown_by(obligation);
    entry->shown_at = obligation->event && obligation->event->at_count > 0 ? po_place_words(calendar->arena, calendar->language, obligation->event->at) : NULL;
    entry->told_by_sentence = obligation->event && obligation->event->sentence;
    entry->status = obligation->expected ? "expected" : "set";
    entry->cds = obligation->cds;
    entry->site = obligation->site;
    entry->of_school = obligation->of_school;
    entry->period = year_text(calendar->arena, obligation->plan_year);
    entry->state = po_duty_state_name(obligation->state);
    entry->timing = po_timing_name(obligation->timing);
    entry->missing = obligation->missing;
    entry->uid = make_uid(calendar->arena, entry->duty, entry->milestone, entry->cds, entry->period, obligation->instance);
    entry->revised = calendar->as_of;
    add_needs(calendar, obligation, entry);
}

/* ---- what changed ------------------------------------------------------------------------------------------- */

static const char *date_text(po_arena *arena, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    return po_arena_dup(arena, po_date_format_iso(date, text));
}

/* Over what an event shows; not its state, which changes with the day on which it is looked at. */
static const char *fingerprint(po_arena *arena, const po_calendar_entry *entry) {
    PO_LIST(const char *) parts = {0};
    const char *const own[] = {entry->title, entry->duty_title, entry->status, entry->citation, entry->role, entry->recipient, entry->site,
                               entry->computed, entry->why, entry->doubt, entry->missing, date_text(arena, entry->date),
                               date_text(arena, entry->working), date_text(arena, entry->latest), date_text(arena, entry->opens)};
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        *PO_LIST_ADD(arena, &parts) = own[i];
    for (size_t i = 0; i < entry->need_count; i++) {
        *PO_LIST_ADD(arena, &parts) = entry->needs[i];
        *PO_LIST_ADD(arena, &parts) = entry->need_uids[i];
    }
    char id[PO_ID_TEXT_MAX];
    return po_arena_dup(arena, po_id_make(parts.items, parts.count, id));
}

void po_calendar_make(po_arena *arena, const po_schedule *schedule, const po_language *language, po_calendar *ret_calendar) {
    *ret_calendar = (po_calendar){.arena = arena,
                                  .schedule = schedule,
                                  .language = language,
                                  .cds = schedule->cds,
                                  .name = schedule->name,
                                  .as_of = schedule->input->as_of,
                                  .first_year = schedule->input->first_year,
                                  .year_count = schedule->input->year_count};
    int now = po_date_school_year(ret_calendar->as_of);
    bool inside = now >= ret_calendar->first_year && now < ret_calendar->first_year + ret_calendar->year_count;
    ret_calendar->glance_year = inside ? now : ret_calendar->first_year;
    po_share_make(arena, schedule, ret_calendar->glance_year, &ret_calendar->share);
    for (size_t i = 0; i < schedule->list.count; i++) {
        add_entry(ret_calendar, &schedule->list.items[i]);
        po_calendar_entry *entry = &ret_calendar->entries.items[ret_calendar->entries.count - 1];
        entry->fingerprint = fingerprint(arena, entry);
    }
}

const char *po_calendar_duty_state(const po_calendar *calendar, const po_duty_status *status) {
    const char *id = status->duty->id;
    for (size_t i = 0; i < po_duty_states_count(calendar->states); i++)
        if (po_duty_states_nth(calendar->states, i)->duty == status->duty)
            return po_shown_state_name(po_duty_states_of(calendar->states, id));
    return po_duty_state_name(status->state);
}

static bool year_wanted(const po_calendar_filter *filter, int year) {
    return year >= filter->first_year && year < filter->first_year + filter->year_count;
}

static bool in_years(const po_calendar_entry *entry, const po_calendar_filter *filter) {
    const po_date dates[] = {entry->date, entry->working, entry->latest, entry->event};
    if (filter->year_count == 0 || year_wanted(filter, po_school_year_parse(entry->period)))
        return true;
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (!po_date_none(dates[i]) && (year_wanted(filter, po_date_school_year(dates[i])) ||
                                        year_wanted(filter, po_date_school_year(po_date_add_days(dates[i], -1)))))
            return true;
    return false;
}

bool po_calendar_wanted(const po_calendar_entry *entry, const po_calendar_filter *filter) {
    return (!filter->role || po_text_equal(filter->role, entry->role)) && (!filter->cds || po_text_equal(filter->cds, entry->cds)) &&
           !(filter->public_only && entry->identification) && in_years(entry, filter);
}
