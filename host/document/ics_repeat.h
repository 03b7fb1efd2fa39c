/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the calendar reader: the days of a series (RRULE, RDATE, EXDATE), by libical.
 */
#ifndef PO_DOCUMENT_ICS_REPEAT_H
#define PO_DOCUMENT_ICS_REPEAT_H

#include "document/ics_event.h"

/* The first days of all occurrences, in order and each once. A series without an end is followed for PO_LIMIT_RECURRENCE_YEARS, and for
 * PO_LIMIT_RECURRENCES days at most; `ret_cut`: it goes on. A rule that cannot be followed (finer than days, or none at all) leaves the
 * first day and sets `bad_rule` of the event. Days belong to `arena`. */
void po_ics_repeat(po_arena *arena, po_ics_event *event, po_ics_dates *ret_days, bool *ret_cut);

#endif
