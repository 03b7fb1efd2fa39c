/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the calendar reader: one VEVENT as far as plans need it. Values are read by libical, property by property, so that each has
 * the line it stands on; what it refuses costs that property only.
 */
#ifndef PO_DOCUMENT_ICS_EVENT_H
#define PO_DOCUMENT_ICS_EVENT_H

#include "base/arena.h"
#include "base/date.h"

typedef PO_LIST(po_date) po_ics_dates;

typedef struct po_ics_event {
    uint32_t line;                /* of its BEGIN */
    const char *uid, *title, *description, *location, *status, *categories, *zone, *rule; /* NULL: not said */
    po_date first, last;          /* the last day is included; `last` none: the first */
    const char *time;             /* "19:00" of the first day, or NULL: all day */
    po_date instead_of;           /* RECURRENCE-ID: the day of the series in whose place it stands */
    bool and_later;               /* RANGE=THISANDFUTURE: and in the place of all later days, by the same distance */
    po_ics_dates without, also;   /* EXDATE, RDATE */
    bool from_utc;                /* its days were worked out from universal time */
    po_date universal;            /* then: the first day as printed, */
    int universal_minutes;        /* and its time */
    bool bad_rule;
    size_t followed;              /* days that the rule gave, those of EXDATE too; PO_LIMIT_RECURRENCES if it gave none: that cost more than any */
    const struct po_ics_event *range_before; /* of the same series: another with `and_later`; or NULL */
    const char *bad;              /* the name of a property of days that could not be read, or NULL */
} po_ics_event;

/* Reads one content line into the event. Names that are of no use are passed over. Texts belong to `arena`. */
void po_ics_event_take(po_arena *arena, const char *line, po_ics_event *event);

/* The value of a property that is text, unescaped; NULL if the line is none. Belongs to `arena`. */
const char *po_ics_text(po_arena *arena, const char *line);

/* Pacific time: the day on which a moment of universal time lies there, and its time of day in minutes. The rule is that of 15 USC 260a as
 * it stands since 2007: daylight time from the second Sunday of March to the first of November. */
po_date po_ics_pacific(po_date date, int minutes, int *ret_minutes);

#endif
