/* SPDX-License-Identifier: Apache-2.0
 *
 * The view of calendar.html: the year at a glance by program and by role, a list by month, what is not set yet, every duty with its state, who assists.
 */
#include <string.h>

#include "base/text.h"
#include "emit/calendar_parts.h"
#include "emit/view.h"

#define MONTHS 12

static const char *sentence(const po_calendar *calendar, const char *key) {
    return po_language_raw(calendar->language, key);
}

static const char *day_words(const po_calendar *calendar, po_date date) {
    return po_view_date(calendar->language, calendar->arena, date);
}

const char *po_calendar_month_words(const po_calendar *calendar, int year, int month) {
    static const char *const keys[MONTHS] = {"month.january", "month.february", "month.march",     "month.april",   "month.may",      "month.june",
                                             "month.july",    "month.august",   "month.september", "month.october", "month.november", "month.december"};
    return po_language_sentence(calendar->language, calendar->arena, keys[month - 1], "year", po_arena_printf(calendar->arena, "%d", year), NULL);
}

const char *po_calendar_state_words(const po_calendar *calendar, const char *state) {
    static const char *const keys[][2] = {{"stated", "state.stated"},         {"attested", "state.attested"}, {"planned", "state.planned"},
                                          {"not-found", "state.not_found"},   {"unknown", "state.unknown"},   {"not-applicable", "state.not_applicable"},
                                          {"waived", "state.waived"},
                                          {"conflicting", "shown.state.conflicting"}, {"covered-with-residue", "shown.state.residue"}, {"satisfied", "shown.state.satisfied"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (po_text_equal(keys[i][0], state))
            return sentence(calendar, keys[i][1]);
    return state;
}

static const char *timing_words(const po_calendar *calendar, const char *timing) {
    static const char *const keys[][2] = {{"in-time", "timing.in_time"},         {"extended", "timing.extended"}, {"late", "timing.late"},
                                          {"wrong-order", "timing.wrong_order"}, {"same-day", "timing.same_day"}, {"other-day", "timing.other_day"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (po_text_equal(keys[i][0], timing))
            return sentence(calendar, keys[i][1]);
    return NULL;
}

const char *po_calendar_kind_words(const po_calendar *calendar, const char *kind) {
    static const char *const keys[][2] = {{"statutory", "kind.statutory"}, {"agency-set", "kind.agency_set"}, {"grant-terms", "kind.grant_terms"},
                                          {"local", "kind.local"},         {"practice", "kind.practice"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (po_text_equal(keys[i][0], kind))
            return sentence(calendar, keys[i][1]);
    return kind;
}

/* ---- one entry ---------------------------------------------------------------------------------------------- */

static void add_needs(const po_calendar *calendar, cJSON *item, const po_calendar_entry *entry) {
    cJSON *needs = cJSON_AddArrayToObject(item, "needs");
    (void)calendar;
    for (size_t i = 0; i < entry->need_count; i++) {
        cJSON *need = po_view_item(needs);
        po_view_text(need, "title", entry->need_titles[i]);
        po_view_text(need, "uid", entry->need_uids[i]);
    }
    po_view_flag(item, "any_needs", entry->need_count > 0);
}

/* "By", "On", "From": what is to be done about the day. */
static const char *act_words(const po_calendar *calendar, const char *act) {
    return sentence(calendar, po_text_equal(act, "on") ? "act.on" : po_text_equal(act, "from") ? "act.from" : "act.by");
}

static void add_days(const po_calendar *calendar, cJSON *item, const po_calendar_entry *entry) {
    po_view_text(item, "date", day_words(calendar, entry->date));
    po_view_text(item, "act", act_words(calendar, entry->act));
    po_view_text(item, "working", day_words(calendar, entry->working));
    po_view_text(item, "latest", day_words(calendar, entry->latest));
    po_view_text(item, "latest_law", PO_LATEST_CITATION);
    po_view_text(item, "opens", day_words(calendar, entry->opens));
    po_view_text(item, "event", day_words(calendar, entry->event));
    po_view_text(item, "shown_by", entry->shown_by);
    po_view_text(item, "shown_at", entry->shown_at);
    po_view_flag(item, "told_by_sentence", entry->told_by_sentence);
}

static void add_entry(const po_calendar *calendar, cJSON *list, const po_calendar_entry *entry) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "uid", entry->uid);
    po_view_text(item, "title", entry->title);
    po_view_text(item, "program", entry->program_title);
    po_view_text(item, "site", entry->site);
    po_view_text(item, "period", entry->period);
    add_days(calendar, item, entry);
    po_view_text(item, "role", po_role_words(calendar, entry->role));
    po_view_text(item, "recipient", po_text_equal(entry->recipient, "none") ? NULL : entry->recipient);
    po_view_text(item, "kind", po_calendar_kind_words(calendar, entry->kind));
    po_view_text(item, "citation", entry->citation);
    po_view_text(item, "url", po_citation_url(calendar->arena, entry->citation));
    po_view_text(item, "why", entry->why);
    po_view_text(item, "computed", entry->computed);
    po_view_text(item, "doubt", entry->doubt);
    po_view_text(item, "missing", entry->missing);
    po_view_text(item, "state", po_calendar_state_words(calendar, entry->state));
    po_view_text(item, "timing", timing_words(calendar, entry->timing));
    po_view_flag(item, "expected", po_text_equal(entry->status, "expected"));
    add_needs(calendar, item, entry);
}

/* ---- by month ------------------------------------------------------------------------------------------------- */

static bool shown(const po_calendar_entry *entry) {
    return !po_date_none(entry->date) && !po_text_equal(entry->status, "cancelled");
}

static bool month_past(const po_calendar *calendar, po_date date) {
    return date.year < calendar->as_of.year || (date.year == calendar->as_of.year && date.month < calendar->as_of.month);
}

/* The page opens at the month of "today"; earlier ones stand behind the last, folded. */
static void add_months(const po_calendar *calendar, cJSON *root) {
    cJSON *months = cJSON_AddArrayToObject(root, "months"), *past = cJSON_AddArrayToObject(root, "past_months"), *entries = NULL;
    int year = 0, month = 0;
    for (size_t i = 0; i < calendar->entries.count; i++) {
        const po_calendar_entry *entry = &calendar->entries.items[i];
        if (!shown(entry))
            continue;
        if (entry->date.year != year || entry->date.month != month) {
            year = entry->date.year;
            month = entry->date.month;
            cJSON *item = po_view_item(month_past(calendar, entry->date) ? past : months);
            po_view_text(item, "id", po_arena_printf(calendar->arena, "m-%d-%02d", year, month));
            po_view_text(item, "title", po_calendar_month_words(calendar, year, month));
            entries = cJSON_AddArrayToObject(item, "entries");
        }
        add_entry(calendar, entries, entry);
    }
    po_view_flag(root, "any_past", cJSON_GetArraySize(past) > 0);
}

static void add_unset(const po_calendar *calendar, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "unset");
    for (size_t i = 0; i < calendar->entries.count; i++)
        if (po_date_none(calendar->entries.items[i].date))
            add_entry(calendar, list, &calendar->entries.items[i]);
    po_view_flag(root, "any_unset", cJSON_GetArraySize(list) > 0);
}

/* ---- at a glance ---------------------------------------------------------------------------------------------- */

typedef struct glance_row {
    const char *name, *words;
    size_t counts[MONTHS], total;
} glance_row;
typedef PO_LIST(glance_row) glance_rows;

static glance_row *row_of(const po_calendar *calendar, glance_rows *rows, const char *name, const char *words) {
    for (size_t i = 0; i < rows->count; i++)
        if (po_text_equal(rows->items[i].name, name))
            return &rows->items[i];
    glance_row *row = PO_LIST_ADD(calendar->arena, rows);
    *row = (glance_row){.name = name, .words = words};
    return row;
}

/* Months of the school year, July first. */
static void count_entries(const po_calendar *calendar, glance_rows *programs, glance_rows *roles) {
    for (size_t i = 0; i < calendar->entries.count; i++) {
        const po_calendar_entry *entry = &calendar->entries.items[i];
        if (!shown(entry) || po_date_school_year(entry->date) != calendar->glance_year)
            continue;
        size_t month = (size_t)(entry->date.month + 5) % MONTHS;
        glance_row *program = row_of(calendar, programs, entry->program, entry->program_title);
        program->counts[month]++;
        program->total++;
        glance_row *role = row_of(calendar, roles, entry->role, po_role_words(calendar, entry->role));
        role->counts[month]++;
        role->total++;
    }
}

/* The month in which a row has most, marked where it has at least three. */
static size_t peak_of(const glance_row *row) {
    size_t most = 0;
    for (size_t i = 0; i < MONTHS; i++)
        most = row->counts[i] > most ? row->counts[i] : most;
    return most >= 3 ? most : 0;
}

static void add_rows(const po_calendar *calendar, cJSON *root, const char *name, const glance_rows *rows) {
    cJSON *list = cJSON_AddArrayToObject(root, name);
    for (size_t i = 0; i < rows->count; i++) {
        const glance_row *row = &rows->items[i];
        cJSON *item = po_view_item(list), *cells = cJSON_AddArrayToObject(item, "cells");
        po_view_text(item, "name", row->words);
        po_view_count(item, "total", row->total);
        for (size_t m = 0; m < MONTHS; m++) {
            cJSON *cell = po_view_item(cells);
            int month = (int)(m + 6) % MONTHS + 1, year = calendar->glance_year + (m >= 6);
            po_view_text(cell, "count", row->counts[m] ? po_arena_printf(calendar->arena, "%zu", row->counts[m]) : NULL);
            po_view_text(cell, "month", po_arena_printf(calendar->arena, "m-%d-%02d", year, month));
            po_view_flag(cell, "peak", row->counts[m] > 0 && row->counts[m] == peak_of(row));
        }
    }
}

static void add_glance(const po_calendar *calendar, cJSON *root) {
    glance_rows programs = {0}, roles = {0};
    cJSON *heads = cJSON_AddArrayToObject(root, "month_heads");
    for (int m = 0; m < MONTHS; m++) {
        int month = (m + 6) % MONTHS + 1, year = calendar->glance_year + (m >= 6);
        cJSON_AddItemToArray(heads, cJSON_CreateString(po_calendar_month_words(calendar, year, month)));
    }
    count_entries(calendar, &programs, &roles);
    add_rows(calendar, root, "glance_programs", &programs);
    add_rows(calendar, root, "glance_roles", &roles);
}

/* ---- duties and assistance -------------------------------------------------------------------------------------- */

static void add_duties(const po_calendar *calendar, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "duties");
    for (size_t i = 0; i < calendar->schedule->duties.count; i++) {
        const po_duty_status *status = &calendar->schedule->duties.items[i];
        cJSON *item = po_view_item(list);
        po_view_text(item, "id", status->duty->id);
        po_view_text(item, "title", status->duty->title);
        po_view_text(item, "timing", status->duty->timing);
        po_view_text(item, "program", status->program->short_title);
        po_view_text(item, "state", po_calendar_state_words(calendar, po_calendar_duty_state(calendar, status)));
        po_view_text(item, "missing", status->applies == PO_UNKNOWN ? status->missing : NULL);
        po_view_count(item, "entries", status->entries);
    }
}

static void add_assistance(const po_calendar *calendar, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "assistance");
    for (size_t i = 0; i < calendar->schedule->assistance.count; i++) {
        const po_assistance *assistance = &calendar->schedule->assistance.items[i];
        cJSON *item = po_view_item(list);
        po_view_text(item, "title", assistance->tier->title);
        po_view_text(item, "site", assistance->site ? assistance->site : assistance->cds);
        po_view_text(item, "role", po_role_words(calendar, assistance->tier->role));
        po_view_text(item, "since", day_words(calendar, assistance->status->letter));
        po_view_text(item, "not_before", day_words(calendar, assistance->may_end));
        po_view_text(item, "ends", assistance->tier->ends);
        po_view_text(item, "then", assistance->tier->then);
        po_view_text(item, "citation", assistance->tier->citation);
    }
    po_view_flag(root, "any_assistance", cJSON_GetArraySize(list) > 0);
}

cJSON *po_calendar_view_create(const po_calendar *calendar, const char *version) {
    cJSON *root = cJSON_CreateObject();
    po_view_sentences(root, calendar->language);
    po_view_text(root, "as_of", day_words(calendar, calendar->as_of));
    po_view_text(root, "version", version);
    po_view_text(root, "lea", calendar->name ? calendar->name : calendar->cds ? calendar->cds : sentence(calendar, "calendar.any_lea"));
    po_view_text(root, "year", po_view_year(calendar->arena, calendar->glance_year));
    po_view_flag(root, "assumed", !calendar->schedule->input->facts);
    add_glance(calendar, root);
    add_months(calendar, root);
    add_unset(calendar, root);
    add_duties(calendar, root);
    add_assistance(calendar, root);
    po_calendar_view_share(calendar, root);
    return root;
}
