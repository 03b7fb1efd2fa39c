/* SPDX-License-Identifier: Apache-2.0
 *
 * calendar.csv (RFC 4180), for Excel: UTF-8 with a mark that says so, one line per entry. A cell that would begin a formula begins with an
 * apostrophe instead.
 */
#include <string.h>

#include "base/text.h"
#include "emit/calendar.h"

static void add_cell(po_buffer *out, const char *text, bool last) {
    const char *value = text ? text : "";
    po_buffer_add_char(out, '"');
    if (value[0] && strchr("=+-@\t\r", value[0]))
        po_buffer_add_char(out, '\'');
    for (const char *at = value; *at; at++) {
        if (*at == '"')
            po_buffer_add_char(out, '"');
        po_buffer_add_char(out, *at);
    }
    po_buffer_add_text(out, last ? "\"\r\n" : "\",");
}

static void add_date(po_buffer *out, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    add_cell(out, po_date_format_iso(date, text), false);
}

static const char *joined_needs(const po_calendar *calendar, const po_calendar_entry *entry) {
    po_buffer text = {0};
    for (size_t i = 0; i < entry->need_count; i++)
        po_buffer_printf(&text, "%s%s", i > 0 ? "; " : "", entry->need_titles[i]);
    const char *copy = po_arena_dup(calendar->arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    return copy;
}

static void add_row(po_buffer *out, const po_calendar *calendar, const po_calendar_entry *entry) {
    add_date(out, entry->date);
    add_date(out, entry->working);
    add_date(out, entry->latest);
    add_date(out, entry->opens);
    const char *const cells[] = {entry->title, entry->program_title, entry->site ? entry->site : calendar->name, entry->cds,
                                 po_role_words(calendar, entry->role), entry->recipient, entry->period, entry->kind, entry->status,
                                 entry->state, entry->timing, entry->citation, entry->computed, joined_needs(calendar, entry), entry->doubt,
                                 entry->duty, entry->milestone, entry->uid};
    size_t count = sizeof cells / sizeof *cells;
    for (size_t i = 0; i < count; i++)
        add_cell(out, cells[i], i + 1 == count);
}

void po_calendar_csv(const po_calendar *const *calendars, size_t count, const po_calendar_filter *filter, po_buffer *out) {
    static const char *const heads[] = {"calendar.date", "calendar.working", "calendar.latest", "calendar.opens", "calendar.what", "calendar.program",
                                        "calendar.where", "calendar.cds", "calendar.role", "calendar.recipient", "calendar.period", "calendar.kind",
                                        "calendar.status", "calendar.state", "calendar.timing", "calendar.citation", "calendar.computed",
                                        "calendar.needs", "calendar.doubt", "calendar.duty", "calendar.milestone", "calendar.uid"};
    size_t columns = sizeof heads / sizeof *heads;
    po_buffer_add_text(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < columns; i++)
        add_cell(out, po_language_raw(calendars[0]->language, heads[i]), i + 1 == columns);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < calendars[i]->entries.count; k++)
            if (po_calendar_wanted(&calendars[i]->entries.items[k], filter))
                add_row(out, calendars[i], &calendars[i]->entries.items[k]);
}
