/* SPDX-License-Identifier: Apache-2.0
 *
 * Properties of an event. See ics_event.h.
 *
 * Days are taken as printed: a time with a TZID or without a zone is local, so its day is the printed one, and no time zone data is needed.
 * Only universal time ("Z", as calendars of the web write it) has to be moved: an evening meeting in California is written on the next day.
 */
#include "document/ics_event.h"

#include <libical/ical.h>
#include <string.h>
#include <strings.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/sheet_value.h"

enum { MINUTES_OF_DAY = 24 * 60, STANDARD_OFFSET = 8 * 60, DAYLIGHT_OFFSET = 7 * 60 };

/* ---- one content line ------------------------------------------------------------------------------------ */

typedef struct content_line {
    const char *line;
    size_t name_size;
    const char *value; /* behind the colon, or NULL */
} content_line;

/* name *(";" param) ":" value; a colon inside quotation marks belongs to a parameter. */
static content_line split_line(const char *line) {
    content_line split = {.line = line, .name_size = strcspn(line, ";:")};
    bool quoted = false;
    for (const char *at = line + split.name_size; *at; at++) {
        quoted = quoted != (*at == '"');
        if (*at == ':' && !quoted) {
            split.value = at + 1;
            break;
        }
    }
    return split;
}

static bool is_named(const content_line *line, const char *name) {
    return strlen(name) == line->name_size && strncasecmp(line->line, name, line->name_size) == 0;
}

/* The value of a parameter without quotation marks, or NULL. */
static const char *parameter(po_arena *arena, const content_line *line, const char *name) {
    size_t size = strlen(name);
    bool quoted = false;
    for (const char *at = line->line + line->name_size; at < line->value; at++) {
        quoted = quoted != (*at == '"');
        if (quoted || *at != ';' || strncasecmp(at + 1, name, size) != 0 || at[1 + size] != '=')
            continue;
        const char *from = at + 2 + size;
        bool marks = *from == '"';
        return po_arena_copy(arena, from + marks, strcspn(from + marks, marks ? "\"" : ";:"));
    }
    return NULL;
}

/* "\\n" is a line end, any other escaped character itself (RFC 5545, 3.3.11); libical's own function takes the mark off and no more. */
static const char *unescaped(po_arena *arena, const char *value) {
    char *text = po_arena_dup(arena, value), *out = text;
    for (const char *at = value; *at; at++) {
        bool escaped = *at == '\\' && at[1];
        at += escaped;
        *out++ = escaped && (*at == 'n' || *at == 'N') ? '\n' : *at;
    }
    return po_sheet_text(arena, text, (size_t)(out - text), false);
}

const char *po_ics_text(po_arena *arena, const char *line) {
    content_line split = split_line(line);
    return split.value ? unescaped(arena, split.value) : NULL;
}

/* ---- days -------------------------------------------------------------------------------------------------- */

/* Daylight time begins and ends at two in the morning, 10:00 and 9:00 of universal time. */
static int pacific_offset(po_date date, int minutes) {
    po_date from = po_date_nth_weekday(date.year, 3, 0, 2), until = po_date_nth_weekday(date.year, 11, 0, 1);
    int after = po_date_compare(date, from), before = po_date_compare(date, until);
    bool summer = (after > 0 || (after == 0 && minutes >= 10 * 60)) && (before < 0 || (before == 0 && minutes < 9 * 60));
    return summer ? DAYLIGHT_OFFSET : STANDARD_OFFSET;
}

po_date po_ics_pacific(po_date date, int minutes, int *ret_minutes) {
    int local = minutes - pacific_offset(date, minutes);
    *ret_minutes = local < 0 ? local + MINUTES_OF_DAY : local;
    return local < 0 ? po_date_add_days(date, -1) : date;
}

/* One day, and its time in minutes; -1: none is said. */
typedef struct moment {
    po_date date;
    int minutes;
    bool moved;
    po_date printed; /* as they were before they were moved */
    int printed_minutes;
} moment;

static bool all_digits(const char *text, size_t size) {
    for (size_t i = 0; i < size; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

/* "20250610", "20250610T190000", "20250611T020000Z". The length is looked at first: libical reads on behind a short text. */
static bool read_moment(const char *text, moment *ret_moment) {
    size_t size = strlen(text);
    bool timed = size >= 15 && text[8] == 'T' && all_digits(text + 9, 6) && (size == 15 || (size == 16 && text[15] == 'Z'));
    if (!(size == 8 || timed) || !all_digits(text, 8))
        return false;
    struct icaltimetype time = icaltime_from_string(text);
    moment found = {.date = {(int16_t)time.year, (uint8_t)time.month, (uint8_t)time.day}, .minutes = -1};
    if (time.month < 1 || time.month > 12 || time.hour > 24 || time.minute > 59 || !po_date_valid(found.date))
        return false;
    if (timed)
        found.minutes = time.hour * 60 + time.minute;
    found.moved = size == 16;
    found.printed = found.date;
    found.printed_minutes = found.minutes;
    if (found.moved)
        found.date = po_ics_pacific(found.date, found.minutes, &found.minutes);
    *ret_moment = found;
    return po_date_valid(found.date);
}

static void take_first(po_arena *arena, const char *value, po_ics_event *event) {
    moment found;
    if (!read_moment(value, &found)) {
        event->bad = "DTSTART";
        return;
    }
    event->first = found.date;
    event->from_utc = found.moved;
    event->universal = found.printed;
    event->universal_minutes = found.printed_minutes;
    if (found.minutes >= 0)
        event->time = po_arena_printf(arena, "%02d:%02d", found.minutes / 60, found.minutes % 60);
}

/* The end of whole days is the day after the last; an end at midnight is the end of the day before. */
static void take_last(const char *value, po_ics_event *event) {
    moment found;
    if (!read_moment(value, &found)) {
        event->bad = "DTEND";
        return;
    }
    event->last = found.minutes <= 0 ? po_date_add_days(found.date, -1) : found.date;
}

static void take_duration(const char *value, po_ics_event *event) {
    struct icaldurationtype duration = icaldurationtype_from_string(value);
    if (icaldurationtype_is_bad_duration(duration) || duration.is_neg || po_date_none(event->first))
        return; /* then it is one day, which is certain */
    unsigned days = duration.days <= 366 && duration.weeks <= 53 ? duration.days + 7 * duration.weeks : 0;
    if (days > 1)
        event->last = po_date_add_days(event->first, (int32_t)days - 1);
}

/* "20250610T190000,20250624T190000", and of a period its beginning. */
static void take_dates(po_arena *arena, const char *value, const char *name, po_ics_dates *dates, po_ics_event *event) {
    char **pieces = NULL;
    size_t count = po_text_split(arena, value, ',', &pieces);
    for (size_t i = 0; i < count && dates->count < PO_LIMIT_RECURRENCES; i++) {
        moment found;
        pieces[i][strcspn(pieces[i], "/")] = '\0';
        if (read_moment(pieces[i], &found))
            *PO_LIST_ADD(arena, dates) = found.date;
        else
            event->bad = name;
    }
}

static void take_instead_of(po_arena *arena, const content_line *line, po_ics_event *event) {
    moment found;
    const char *range = parameter(arena, line, "RANGE");
    if (read_moment(line->value, &found))
        event->instead_of = found.date;
    else
        event->bad = "RECURRENCE-ID";
    event->and_later = range && strcasecmp(range, "THISANDFUTURE") == 0;
}

/* ---- all of them --------------------------------------------------------------------------------------------- */

static bool take_words(po_arena *arena, const content_line *line, po_ics_event *event) {
    const struct {
        const char *name, **text;
    } texts[] = {{"UID", &event->uid},           {"SUMMARY", &event->title},         {"DESCRIPTION", &event->description},
                 {"LOCATION", &event->location}, {"STATUS", &event->status},         {"CATEGORIES", &event->categories}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (is_named(line, texts[i].name)) {
            if (!*texts[i].text)
                *texts[i].text = unescaped(arena, line->value);
            return true;
        }
    return false;
}

void po_ics_event_take(po_arena *arena, const char *text, po_ics_event *event) {
    content_line line = split_line(text);
    if (!line.value || take_words(arena, &line, event))
        return;
    if (is_named(&line, "DTSTART")) {
        take_first(arena, line.value, event);
        event->zone = parameter(arena, &line, "TZID");
    } else if (is_named(&line, "DTEND")) {
        take_last(line.value, event);
    } else if (is_named(&line, "DURATION")) {
        take_duration(line.value, event);
    } else if (is_named(&line, "RRULE") && !event->rule) {
        event->rule = po_arena_dup(arena, line.value);
    } else if (is_named(&line, "EXDATE")) {
        take_dates(arena, line.value, "EXDATE", &event->without, event);
    } else if (is_named(&line, "RDATE")) {
        take_dates(arena, line.value, "RDATE", &event->also, event);
    } else if (is_named(&line, "RECURRENCE-ID")) {
        take_instead_of(arena, &line, event);
    }
}
