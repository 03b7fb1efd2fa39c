/* SPDX-License-Identifier: Apache-2.0
 *
 * Calendars. See ics_reader.h: events first, because a later one may stand in the place of a day of an earlier one; then their rows.
 */
#include "document/ics_reader.h"

#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/map.h"
#include "document/ics_event.h"
#include "document/ics_lines.h"
#include "document/ics_repeat.h"

typedef struct calendar {
    po_document *document;
    po_arena *arena;
    po_ics_lines lines;
    const char *name;         /* of the calendar, or NULL */
    PO_LIST(po_ics_event) events;
    po_map *replaced;         /* "uid date" of days in whose place another event stands */
    po_map *ranges_of;        /* uid -> the last of the events that change its series from a day on */
    const char *method;       /* "CANCEL": what it holds is called off */
    PO_LIST(po_row) rows;
    uint32_t depth, inside;   /* components that are open; of them, those inside an event or beside events */
    bool in_event, any, over; /* over: the limit of events or days was reached */
    size_t days;              /* of all series so far */
    size_t undated, bad_rules, cut_series, ranges, utc;
    uint32_t undated_line, bad_rule_line, cut_line, range_line;
} calendar;

/* ---- components ------------------------------------------------------------------------------------------------ */

static bool begins_with(const char *line, const char *word) {
    return strncasecmp(line, word, strlen(word)) == 0;
}

static bool is_event(const char *line) {
    return strcasecmp(line + strlen("BEGIN:"), "VEVENT") == 0;
}

static void open_component(calendar *at, const char *line) {
    at->depth++;
    at->any |= strcasecmp(line, "BEGIN:VCALENDAR") == 0;
    if (at->in_event || at->inside > 0) {
        at->inside++; /* an alarm, or an event where none may be */
    } else if (!is_event(line)) {
        at->inside += strcasecmp(line, "BEGIN:VCALENDAR") != 0;
    } else if (at->events.count < PO_LIMIT_CALENDAR_EVENTS) {
        at->in_event = true;
        *PO_LIST_ADD(at->arena, &at->events) = (po_ics_event){.line = at->lines.first_line};
    } else {
        at->over = true;
        at->inside++;
    }
}

static void close_component(calendar *at) {
    at->depth -= at->depth > 0;
    if (at->inside > 0)
        at->inside--;
    else
        at->in_event = false;
}

static po_status take_lines(calendar *at, po_error *err) {
    const char *line;
    while ((line = po_ics_lines_next(&at->lines))) {
        if (begins_with(line, "BEGIN:"))
            open_component(at, line);
        else if (begins_with(line, "END:"))
            close_component(at);
        else if (at->in_event && at->inside == 0)
            po_ics_event_take(at->arena, line, &at->events.items[at->events.count - 1]);
        else if (at->depth == 1 && !at->name && begins_with(line, "X-WR-CALNAME"))
            at->name = po_ics_text(at->arena, line);
        else if (at->depth == 1 && !at->name && begins_with(line, "NAME"))
            at->name = po_ics_text(at->arena, line);
        else if (at->depth == 1 && begins_with(line, "METHOD"))
            at->method = po_ics_text(at->arena, line);
        if (at->depth > PO_LIMIT_CALENDAR_DEPTH)
            return po_error_set(err, PO_E_LIMIT, "line %u: parts of this calendar stand inside one another more than %d deep, as in no calendar: ask for a new copy",
                                at->lines.first_line, PO_LIMIT_CALENDAR_DEPTH);
    }
    return PO_OK;
}

/* ---- rows -------------------------------------------------------------------------------------------------------- */

enum { COLUMNS = 13 };

static const char *const HEADER[COLUMNS] = {"Calendar event", "Title", "First day", "Last day", "Begins", "Time zone", "Place",
                                            "Status", "Categories", "Description", "Repeats", "In place of", "Calendar"};

static void add_row(calendar *at, const char *const *texts, uint32_t line, const char *doubt) {
    po_cell *cells = PO_NEW_ARRAY(at->arena, po_cell, COLUMNS);
    uint32_t row = (uint32_t)at->rows.count + 1;
    po_place *places = PO_NEW_ARRAY(at->arena, po_place, COLUMNS);
    for (uint32_t i = 0; i < COLUMNS; i++) {
        places[i] = (po_place){.table = 1, .row = row, .column = i + 1, .line = line};
        cells[i] = (po_cell){.text = texts[i] ? texts[i] : "", .at = &places[i], .at_count = 1, .column = i, .column_span = 1, .row_span = 1,
                             .header = row == 1, .doubt = i == 2 ? doubt : NULL};
    }
    *PO_LIST_ADD(at->arena, &at->rows) = (po_row){.cells = cells, .cell_count = COLUMNS};
}

static const char *day_text(po_arena *arena, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    return po_date_none(date) ? NULL : po_arena_dup(arena, po_date_format_iso(date, text));
}

static const char *day_key(po_arena *arena, const po_ics_event *event, po_date date) {
    return po_arena_printf(arena, "%s %s", day_text(arena, date), event->uid ? event->uid : "");
}

static const char *doubt_of(const po_ics_event *event) {
    if (event->bad_rule)
        return "the event repeats by a rule that cannot be followed; only its first day was read";
    return event->from_utc ? "the calendar gives universal time; the day is that of Pacific time" : NULL;
}

/* `instead_of`: the day of the series in whose place it stands, or none. */
static void add_day(calendar *at, const po_ics_event *event, po_date date, po_date instead_of) {
    int32_t length = po_date_none(event->last) ? 0 : po_date_to_days(event->last) - po_date_to_days(event->first);
    po_date last = po_date_add_days(date, length > 0 ? length : 0);
    const char *texts[COLUMNS] = {event->uid, event->title, day_text(at->arena, date), day_text(at->arena, last), event->time, event->zone,
                                  event->location, event->status, event->categories, event->description, event->rule,
                                  day_text(at->arena, instead_of), at->name};
    if (at->method && strcasecmp(at->method, "CANCEL") == 0)
        texts[7] = "CANCELLED";
    add_row(at, texts, event->line, doubt_of(event));
}

/* The event that changes a series from the latest day on that is not after `date`, or NULL. */
static const po_ics_event *range_over(const calendar *at, const po_ics_event *series, po_date date) {
    const po_ics_event *found = NULL;
    const po_ics_event *range = series->uid ? po_map_get(at->ranges_of, series->uid) : NULL;
    for (; range; range = range->range_before)
        if (po_date_compare(range->instead_of, date) <= 0 && (!found || po_date_compare(range->instead_of, found->instead_of) > 0))
            found = range;
    return found;
}

/* A day of a series: as it is, or as it was changed from some day on (RFC 5545, 3.8.4.4: moved by the same distance). */
static void add_day_of_series(calendar *at, const po_ics_event *series, po_date date) {
    if (series->uid && po_map_get(at->replaced, day_key(at->arena, series, date)))
        return;
    const po_ics_event *range = range_over(at, series, date);
    if (!range) {
        add_day(at, series, date, (po_date){0});
        return;
    }
    int32_t distance = po_date_to_days(range->first) - po_date_to_days(range->instead_of);
    add_day(at, range, po_date_add_days(date, distance), date);
}

static void count_at(size_t *count, uint32_t *first_line, uint32_t line) {
    if ((*count)++ == 0)
        *first_line = line;
}

static void add_event(calendar *at, po_ics_event *event) {
    po_ics_dates days;
    bool cut = false;
    if (po_date_none(event->first)) {
        count_at(&at->undated, &at->undated_line, event->line);
        return;
    }
    if (at->days > PO_LIMIT_CALENDAR_DAYS) {
        at->over = true;
        return;
    }
    po_ics_repeat(at->arena, event, &days, &cut);
    at->days += event->followed + days.count;
    if (event->bad_rule)
        count_at(&at->bad_rules, &at->bad_rule_line, event->line);
    if (cut)
        count_at(&at->cut_series, &at->cut_line, event->line);
    at->utc += event->from_utc;
    for (size_t i = 0; i < days.count; i++)
        if (po_date_none(event->instead_of))
            add_day_of_series(at, event, days.items[i]);
        else
            add_day(at, event, days.items[i], event->instead_of);
}

/* An event that stands in the place of a day, or of it and all later ones. */
static void note_change(calendar *at, po_ics_event *event, const po_map *series) {
    (void)po_map_add(at->replaced, day_key(at->arena, event, event->instead_of), at);
    if (!event->and_later || po_date_none(event->first))
        return;
    if (!po_map_get(series, event->uid))
        count_at(&at->ranges, &at->range_line, event->line);
    event->range_before = po_map_get(at->ranges_of, event->uid);
    po_map_set(at->ranges_of, event->uid, event);
}

static void add_rows(calendar *at) {
    po_map *series = po_map_create(at->arena);
    at->replaced = po_map_create(at->arena);
    at->ranges_of = po_map_create(at->arena);
    for (size_t i = 0; i < at->events.count; i++)
        if (at->events.items[i].uid && po_date_none(at->events.items[i].instead_of))
            (void)po_map_add(series, at->events.items[i].uid, at);
    for (size_t i = 0; i < at->events.count; i++)
        if (at->events.items[i].uid && !po_date_none(at->events.items[i].instead_of))
            note_change(at, &at->events.items[i], series);
    add_row(at, HEADER, 1, NULL);
    for (size_t i = 0; i < at->events.count; i++)
        add_event(at, &at->events.items[i]);
}

/* ---- what is said ------------------------------------------------------------------------------------------------- */

static void say(calendar *at, po_severity severity, const char *code, size_t count, uint32_t line, const char *what) {
    if (count > 0)
        po_diagnose(&at->document->diagnostics, severity, code, NULL, po_arena_printf(at->arena, "line %u", line), "%zu %s%s", count,
                    count == 1 ? "event " : "events ", what);
}

static void say_all(calendar *at) {
    say(at, PO_WARNING, "ICS-001", at->undated, at->undated_line, "without a day that can be read: not read");
    say(at, PO_WARNING, "ICS-002", at->bad_rules, at->bad_rule_line, "repeating by a rule that cannot be followed: only the first day was read");
    say(at, PO_NOTE, "ICS-003", at->cut_series, at->cut_line, "repeating without end, or very often: followed for ten years and a thousand days at most");
    say(at, PO_WARNING, "ICS-004", at->ranges, at->range_line, "changing from a day on a series that is not in the calendar: only that day was read");
    say(at, PO_NOTE, "ICS-005", at->utc, 1, "with universal time: the days are those of Pacific time");
    if (at->over)
        po_diagnose(&at->document->diagnostics, PO_ERROR, "ICS-006", NULL, NULL,
                    "this calendar has more events or days than are read (%zu events, %zu days); what lies before was read",
                    PO_LIMIT_CALENDAR_EVENTS, PO_LIMIT_CALENDAR_DAYS);
    if (at->lines.cuts > 0)
        po_diagnose(&at->document->diagnostics, PO_WARNING, "ICS-007", NULL, NULL, "%u texts are longer than a text can be; their beginning was read",
                    at->lines.cuts);
    if (at->lines.mended > 0)
        po_diagnose(&at->document->diagnostics, PO_NOTE, "TAB-008", NULL, NULL,
                    "%u lines are not written in UTF-8; read as Windows-1252: compare names with accents", at->lines.mended);
}

/* ---- the reader ------------------------------------------------------------------------------------------------------ */

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    static const char first[] = "BEGIN:VCALENDAR";
    (void)name;
    size_t at = size >= 3 && memcmp(data, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    while (at < size && (data[at] == ' ' || (data[at] >= '\t' && data[at] <= '\r')))
        at++;
    return size - at > sizeof first && strncasecmp((const char *)data + at, first, sizeof first - 1) == 0;
}

static void add_table(calendar *at) {
    po_block *block = po_document_add(at->document, PO_BLOCK_TABLE);
    po_table *table = PO_NEW(at->arena, po_table);
    *table = (po_table){.number = 1, .columns = COLUMNS, .rows = at->rows.items, .row_count = (uint32_t)at->rows.count};
    if (block)
        block->table = table;
    if (block)
        block->at = (po_place){.table = 1, .line = 1};
}

static po_status read_calendar(const uint8_t *data, size_t size, const po_read_options *options, po_document *document, po_error *err) {
    (void)options;
    calendar at = {.document = document, .arena = document->arena};
    document->media_type = "text/calendar";
    po_ics_lines_init(&at.lines, data, size);
    po_status status = take_lines(&at, err);
    if (status == PO_OK)
        add_rows(&at);
    if (status == PO_OK && at.rows.count < 2)
        status = po_error_set(err, PO_E_INPUT, "this calendar holds no event with a day: export it again from the program that keeps it");
    if (status == PO_OK) {
        add_table(&at);
        say_all(&at);
    }
    po_ics_lines_finish(&at.lines);
    return status;
}

const po_reader po_reader_ics = {"text/calendar", "calendar", recognise, read_calendar};
