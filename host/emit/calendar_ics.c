/* SPDX-License-Identifier: Apache-2.0
 *
 * calendar.ics (RFC 5545, RFC 7986), by libical: METHOD:PUBLISH, one all-day event per date, end exclusive, transparent and free, no
 * recurrence. Expected dates are tentative. Clients ignore relations between events, so prerequisites stand in the description too. No
 * addresses: an event says which role acts.
 */
#include <libical/ical.h>
#include <string.h>

#include "base/text.h"
#include "emit/calendar.h"
#include "emit/view.h"

static void add_x(icalcomponent *component, const char *name, const char *value) {
    if (po_text_empty(value))
        return;
    icalproperty *property = icalproperty_new_x(value);
    icalproperty_set_x_name(property, name);
    icalcomponent_add_property(component, property);
}

static struct icaltimetype time_of(po_date date) {
    struct icaltimetype time = icaltime_null_date();
    time.year = date.year;
    time.month = date.month;
    time.day = date.day;
    return time;
}

/* The day of revision at midnight, in UTC: the only time of day in the file. */
static struct icaltimetype stamp_of(po_date date) {
    struct icaltimetype time = time_of(date);
    time.is_date = 0;
    time.hour = time.minute = time.second = 0;
    time.zone = icaltimezone_get_utc_timezone();
    return time;
}

/* ---- the description ------------------------------------------------------------------------------------- */

static void add_line(po_buffer *out, const char *label, const char *text) {
    if (!po_text_empty(text))
        po_buffer_printf(out, "%s%s: %s", out->size ? "\n" : "", label, text);
}

static void add_labelled(po_buffer *out, const po_calendar *calendar, const char *key, const char *text) {
    add_line(out, po_language_raw(calendar->language, key), text);
}

static void add_day(po_buffer *out, const po_calendar *calendar, const char *key, po_date date) {
    add_labelled(out, calendar, key, po_view_date(calendar->language, calendar->arena, date));
}

static const char *needs_text(const po_calendar *calendar, const po_calendar_entry *entry) {
    po_buffer text = {0};
    for (size_t i = 0; i < entry->need_count; i++)
        po_buffer_printf(&text, "%s%s", i > 0 ? "; " : "", entry->need_titles[i]);
    const char *copy = po_arena_dup(calendar->arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    return copy;
}

static const char *description(const po_calendar *calendar, const po_calendar_entry *entry) {
    po_buffer out = {0};
    if (po_text_equal(entry->status, "expected"))
        po_buffer_add_text(&out, po_language_raw(calendar->language, "calendar.expected_note"));
    add_day(&out, calendar, "calendar.working", entry->working);
    add_day(&out, calendar, "calendar.latest", entry->latest);
    add_day(&out, calendar, "calendar.opens", entry->opens);
    add_labelled(&out, calendar, "calendar.why", entry->why);
    add_labelled(&out, calendar, "calendar.computed", entry->computed);
    add_labelled(&out, calendar, "calendar.needs", needs_text(calendar, entry));
    add_labelled(&out, calendar, "calendar.role", po_role_words(calendar, entry->role));
    add_labelled(&out, calendar, "calendar.recipient", entry->recipient);
    add_labelled(&out, calendar, "calendar.citation", entry->citation);
    add_labelled(&out, calendar, "calendar.applies_if", entry->missing);
    add_labelled(&out, calendar, "calendar.doubt", entry->doubt);
    const char *copy = po_arena_dup(calendar->arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return copy;
}

/* ---- events ------------------------------------------------------------------------------------------------ */

static void add_relations(icalcomponent *event, const po_calendar_entry *entry) {
    for (size_t i = 0; i < entry->need_count; i++) {
        if (!entry->need_uids[i])
            continue;
        icalproperty *property = icalproperty_new_relatedto(entry->need_uids[i]);
        icalparameter *type = icalparameter_new_reltype(ICAL_RELTYPE_X);
        icalparameter_set_xvalue(type, "FINISHTOSTART"); /* RFC 9253 */
        icalproperty_add_parameter(property, type);
        icalcomponent_add_property(event, property);
    }
}

static icalproperty_status status_of(const po_calendar_entry *entry) {
    if (po_text_equal(entry->status, "cancelled"))
        return ICAL_STATUS_CANCELLED;
    return po_text_equal(entry->status, "expected") ? ICAL_STATUS_TENTATIVE : ICAL_STATUS_CONFIRMED;
}

/* One property for each word: a comma inside a list is a matter on which readers differ. */
static void add_categories(icalcomponent *event, const po_calendar *calendar, const po_calendar_entry *entry) {
    const char *const words[] = {entry->program_title, po_role_words(calendar, entry->role), entry->kind};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (!po_text_empty(words[i]))
            icalcomponent_add_property(event, icalproperty_new_categories(words[i]));
}

static void add_rule(icalcomponent *event, const po_calendar *calendar, const po_calendar_entry *entry) {
    char text[PO_DATE_TEXT_MAX];
    add_x(event, "X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
    add_x(event, "X-PLANONCE-RULE", po_arena_printf(calendar->arena, "%s#%s", entry->duty, entry->milestone));
    add_x(event, "X-PLANONCE-PERIOD", entry->period);
    add_x(event, "X-PLANONCE-CDS", entry->cds);
    add_x(event, "X-PLANONCE-CITATION", entry->citation);
    add_x(event, "X-PLANONCE-WORKING-DATE", po_date_format_iso(entry->working, text));
    add_x(event, "X-PLANONCE-LATEST-DATE", po_date_format_iso(entry->latest, text));
}

static const char *summary(const po_calendar *calendar, const po_calendar_entry *entry) {
    const char *program = entry->program_title ? entry->program_title : entry->program;
    return entry->site ? po_arena_printf(calendar->arena, "%s: %s (%s)", program, entry->title, entry->site)
                       : po_arena_printf(calendar->arena, "%s: %s", program, entry->title);
}

static icalcomponent *new_event(const po_calendar *calendar, const po_calendar_entry *entry) {
    icalcomponent *event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
    const char *url = po_citation_url(calendar->arena, entry->citation), *text = description(calendar, entry);
    icalcomponent_add_property(event, icalproperty_new_uid(entry->uid));
    icalcomponent_add_property(event, icalproperty_new_dtstamp(stamp_of(entry->revised)));
    icalcomponent_add_property(event, icalproperty_new_lastmodified(stamp_of(entry->revised)));
    icalcomponent_add_property(event, icalproperty_new_sequence(entry->sequence));
    icalcomponent_add_property(event, icalproperty_new_dtstart(time_of(entry->date)));
    icalcomponent_add_property(event, icalproperty_new_dtend(time_of(po_date_add_days(entry->date, 1))));
    icalcomponent_add_property(event, icalproperty_new_summary(summary(calendar, entry)));
    if (!po_text_empty(text))
        icalcomponent_add_property(event, icalproperty_new_description(text));
    add_categories(event, calendar, entry);
    if (url)
        icalcomponent_add_property(event, icalproperty_new_url(url));
    icalcomponent_add_property(event, icalproperty_new_status(status_of(entry)));
    icalcomponent_add_property(event, icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
    add_relations(event, entry);
    add_rule(event, calendar, entry);
    return event;
}

/* An event stands in four feeds and more; it is put together once. */
static const char *event_text(const po_calendar *calendar, po_calendar_entry *entry) {
    if (entry->event_text)
        return entry->event_text;
    icalcomponent *event = new_event(calendar, entry);
    char *text = icalcomponent_as_ical_string_r(event);
    entry->event_text = po_arena_dup(calendar->arena, text ? text : "");
    icalmemory_free_buffer(text);
    icalcomponent_free(event);
    return entry->event_text;
}

static icalcomponent *new_calendar(const char *title) {
    icalcomponent *root = icalcomponent_new(ICAL_VCALENDAR_COMPONENT);
    icalcomponent_add_property(root, icalproperty_new_version("2.0"));
    icalcomponent_add_property(root, icalproperty_new_prodid("-//planonce//calendar 1//EN"));
    icalcomponent_add_property(root, icalproperty_new_calscale("GREGORIAN"));
    icalcomponent_add_property(root, icalproperty_new_method(ICAL_METHOD_PUBLISH));
    icalcomponent_add_property(root, icalproperty_new_name(title));
    add_x(root, "X-WR-CALNAME", title);
    struct icaldurationtype day = {.days = 1};
    icalproperty *interval = icalproperty_new_refreshinterval(day);
    icalproperty_add_parameter(interval, icalparameter_new_value(ICAL_VALUE_DURATION));
    icalcomponent_add_property(root, interval);
    add_x(root, "X-PUBLISHED-TTL", "P1D");
    return root;
}

void po_calendar_ics(const po_calendar *const *calendars, size_t count, const po_calendar_filter *filter, const char *title,
                     po_buffer *out) {
    static const char end[] = "END:VCALENDAR\r\n";
    icalcomponent *root = new_calendar(title);
    char *text = icalcomponent_as_ical_string_r(root);
    size_t size = text ? strlen(text) : 0, tail = sizeof end - 1;
    po_buffer_add(out, text ? text : "", size > tail ? size - tail : 0);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < calendars[i]->entries.count; k++) {
            po_calendar_entry *entry = &calendars[i]->entries.items[k];
            if (!po_date_none(entry->date) && po_calendar_wanted(entry, filter))
                po_buffer_add_text(out, event_text(calendars[i], entry));
        }
    po_buffer_add_text(out, end);
    icalmemory_free_buffer(text);
    icalcomponent_free(root);
}
