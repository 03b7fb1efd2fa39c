/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the calendar files of host/emit.
 */
#ifndef PO_EMIT_CALENDAR_PARTS_H
#define PO_EMIT_CALENDAR_PARTS_H

#include <cjson/cJSON.h>

#include "base/json_writer.h"
#include "emit/calendar.h"

/* The view of calendar.html; the caller deletes it. */
cJSON *po_calendar_view_create(const po_calendar *calendar, const char *version);

/* Adds the shared timeline of the page. */
void po_calendar_view_share(const po_calendar *calendar, cJSON *root);

/* Writes "shared": [...] of calendar.json. */
void po_calendar_json_share(po_json *json, const po_calendar *const *calendars, size_t count);

const char *po_calendar_month_words(const po_calendar *calendar, int year, int month); /* "October 2026" */
const char *po_calendar_state_words(const po_calendar *calendar, const char *state);
const char *po_calendar_kind_words(const po_calendar *calendar, const char *kind);

#endif
