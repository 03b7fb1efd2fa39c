/* SPDX-License-Identifier: Apache-2.0
 *
 * Calendars (iCalendar, RFC 5545): what a school district exports of its board's and councils' meetings and of its school days.
 *
 * One table: a header row, then a row for each day of each event (VEVENT), series followed within bounds, days replaced by other events
 * left out. `row` of a place is the table's, `line` the line of the file on which the event begins. Tasks, journals and free-busy times are not
 * events and are passed over. Names and addresses of people (ORGANIZER, ATTENDEE, CONTACT) are not read.
 */
#ifndef PO_DOCUMENT_ICS_READER_H
#define PO_DOCUMENT_ICS_READER_H

#include "document/reader.h"

extern const po_reader po_reader_ics;

#endif
