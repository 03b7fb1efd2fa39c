/* SPDX-License-Identifier: Apache-2.0
 *
 * Calendars: folding, escapes, days, universal time, series with exceptions, what stands inside one another, and what cannot be read.
 */
#include "document/ics_reader.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"

#define CALENDAR(body) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Board\\, and more\r\n" body "END:VCALENDAR\r\n"
#define EVENT(body) "BEGIN:VEVENT\r\nUID:a\r\n" body "END:VEVENT\r\n"

enum { TITLE = 1, FIRST, LAST, BEGINS, ZONE, PLACE, STATUS };

static po_document *document;
static po_status status;
static po_error err;

static void read_text(const char *text, size_t size) {
    po_read_options options = {0};
    document = po_document_create();
    err = (po_error){0};
    cr_assert(po_reader_ics.recognise((const uint8_t *)text, size, NULL));
    status = po_reader_ics.read((const uint8_t *)text, size, &options, document, &err);
}

/* "title first..last begins; ..." of all days, and the codes of what was said. */
static void expect_days(const char *text, const char *expected) {
    po_buffer out = {0};
    read_text(text, strlen(text));
    cr_assert_eq(status, PO_OK, "%s", err.text);
    const po_table *table = document->blocks.items[0].table;
    for (uint32_t i = 1; i < table->row_count; i++) {
        const po_cell *cells = table->rows[i].cells;
        po_buffer_printf(&out, "%s%s %s..%s", i > 1 ? "; " : "", cells[TITLE].text, cells[FIRST].text, cells[LAST].text);
        po_buffer_printf(&out, "%s%s%s", *cells[BEGINS].text ? " " : "", cells[BEGINS].text, cells[FIRST].doubt ? "?" : "");
    }
    for (size_t i = 0; i < document->diagnostics.list.count; i++)
        po_buffer_printf(&out, " !%s", document->diagnostics.list.items[i].code);
    cr_expect_str_eq(po_buffer_text(&out), expected);
    po_buffer_finish(&out);
    po_document_destroy(document);
}

Test(ics, whole_days_end_before_their_end_and_times_stay_local) {
    expect_days(CALENDAR(EVENT("SUMMARY:Break\r\nDTSTART;VALUE=DATE:20261221\r\nDTEND;VALUE=DATE:20270102\r\n")
                             EVENT("SUMMARY:Board\r\nDTSTART;TZID=America/Los_Angeles:20260908T190000\r\nDTEND;TZID=America/Los_Angeles:20260908T220000\r\n")
                                 EVENT("SUMMARY:Late\r\nDTSTART:20260908T190000\r\nDTEND:20260909T000000\r\n")),
                "Break 2026-12-21..2027-01-01; Board 2026-09-08..2026-09-08 19:00; Late 2026-09-08..2026-09-08 19:00");
}

Test(ics, universal_time_is_moved_to_the_pacific_day) {
    expect_days(CALENDAR(EVENT("SUMMARY:Summer\r\nDTSTART:20260610T020000Z\r\n") EVENT("SUMMARY:Winter\r\nDTSTART:20261209T020000Z\r\n")
                             EVENT("SUMMARY:Spring\r\nDTSTART:20260308T093000Z\r\n") EVENT("SUMMARY:Forward\r\nDTSTART:20260308T100000Z\r\n")),
                "Summer 2026-06-09..2026-06-09 19:00?; Winter 2026-12-08..2026-12-08 18:00?; Spring 2026-03-08..2026-03-08 01:30?; "
                "Forward 2026-03-08..2026-03-08 03:00? !ICS-005");
}

Test(ics, folding_in_the_middle_of_escapes_and_characters) {
    expect_days(CALENDAR(EVENT("SUMM\r\n ARY:Caf\xC3\r\n \xA9\\\r\n , a\\nb \\\\ \\; c\r\nDTSTART;VALUE=DATE:2026\r\n\t0908\r\n")),
                "Caf\xC3\xA9, a\nb \\ ; c 2026-09-08..2026-09-08");
}

Test(ics, series_with_exceptions_more_days_and_moved_days) {
    expect_days(CALENDAR(EVENT("SUMMARY:B\r\nDTSTART;VALUE=DATE:20260908\r\nRRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=4\r\n"
                               "EXDATE;VALUE=DATE:20261013\r\nRDATE;VALUE=DATE:20260915,20260908\r\n")
                             EVENT("SUMMARY:Moved\r\nRECURRENCE-ID;VALUE=DATE:20261110\r\nDTSTART;VALUE=DATE:20261117\r\nSTATUS:CANCELLED\r\n")),
                "B 2026-09-08..2026-09-08; B 2026-09-15..2026-09-15; B 2026-12-08..2026-12-08; Moved 2026-11-17..2026-11-17");
}

Test(ics, an_end_in_universal_time_counts_by_its_pacific_day) {
    expect_days(CALENDAR(EVENT("SUMMARY:B\r\nDTSTART;TZID=America/Los_Angeles:20260901T190000\r\nRRULE:FREQ=WEEKLY;UNTIL=20260916T020000Z\r\n")),
                "B 2026-09-01..2026-09-01 19:00; B 2026-09-08..2026-09-08 19:00; B 2026-09-15..2026-09-15 19:00");
}

Test(ics, a_weekly_series_that_begins_on_another_weekday_ends) {
    expect_days(CALENDAR(EVENT("SUMMARY:B\r\nDTSTART;VALUE=DATE:20250719\r\nRRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20250804\r\n")),
                "B 2025-07-21..2025-07-21; B 2025-07-28..2025-07-28; B 2025-08-04..2025-08-04");
}

Test(ics, a_change_from_a_day_on_moves_all_later_days_but_those_changed_alone) {
    expect_days(CALENDAR(EVENT("SUMMARY:B\r\nDTSTART;TZID=\"Pacific Standard Time\":20260902T153000\r\nRRULE:FREQ=WEEKLY;COUNT=6\r\n")
                             EVENT("SUMMARY:Thu\r\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=\"Pacific Standard Time\":20260916T153000\r\n"
                                   "DTSTART;TZID=\"Pacific Standard Time\":20260917T160000\r\n")
                                 EVENT("SUMMARY:Alone\r\nRECURRENCE-ID:20260930T153000\r\nDTSTART:20260929T153000\r\n")),
                "B 2026-09-02..2026-09-02 15:30; B 2026-09-09..2026-09-09 15:30; Thu 2026-09-24..2026-09-24 16:00; "
                "Thu 2026-10-08..2026-10-08 16:00; Thu 2026-09-17..2026-09-17 16:00; Alone 2026-09-29..2026-09-29 15:30");
}

Test(ics, a_change_from_a_day_on_without_its_series_is_told) {
    expect_days(CALENDAR(EVENT("SUMMARY:Thu\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260916\r\nDTSTART:20260917\r\n")),
                "Thu 2026-09-17..2026-09-17 !ICS-004");
}

Test(ics, a_rule_in_universal_time_is_followed_there) {
    /* Wednesday in universal time, Tuesday in California; the second: only the moment was moved, the rule speaks of Tuesday. */
    expect_days(CALENDAR(EVENT("SUMMARY:U\r\nDTSTART:20270210T020000Z\r\nRRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2WE\r\nEXDATE:20270310T020000Z\r\n")),
                "U 2027-02-09..2027-02-09 18:00?; U 2027-04-13..2027-04-13 18:00? !ICS-005");
    expect_days(CALENDAR(EVENT("SUMMARY:L\r\nDTSTART:20270210T020000Z\r\nRRULE:FREQ=MONTHLY;COUNT=3;BYDAY=2TU\r\n")),
                "L 2027-02-09..2027-02-09 18:00?; L 2027-03-09..2027-03-09 18:00?; L 2027-04-13..2027-04-13 18:00? !ICS-005");
}

Test(ics, a_calendar_that_calls_off_says_so_of_each_event) {
    const char *text = "BEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nSUMMARY:Board meeting\r\nDTSTART:20270112T180000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    read_text(text, strlen(text));
    cr_assert_eq(status, PO_OK);
    cr_expect_str_eq(document->blocks.items[0].table->rows[1].cells[7].text, "CANCELLED");
    po_document_destroy(document);
}

Test(ics, rules_that_are_not_followed_leave_the_first_day) {
    expect_days(CALENDAR(EVENT("SUMMARY:B\r\nDTSTART;VALUE=DATE:20260908\r\nRRULE:FREQ=SECONDLY\r\n")
                             EVENT("SUMMARY:C\r\nDTSTART;VALUE=DATE:20260909\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n")
                                 EVENT("SUMMARY:D\r\nDTSTART;VALUE=DATE:20260910\r\nRRULE:nonsense\r\n")),
                "B 2026-09-08..2026-09-08?; C 2026-09-09..2026-09-09?; D 2026-09-10..2026-09-10? !ICS-002");
}

Test(ics, a_series_without_end_is_followed_for_ten_years) {
    const char *text = CALENDAR(EVENT("SUMMARY:B\r\nDTSTART;VALUE=DATE:20260908\r\nRRULE:FREQ=MONTHLY\r\n"));
    read_text(text, strlen(text));
    cr_assert_eq(status, PO_OK);
    cr_expect_eq(document->blocks.items[0].table->row_count, 1 + 12 * PO_LIMIT_RECURRENCE_YEARS + 1);
    cr_expect_str_eq(document->diagnostics.list.items[0].code, "ICS-003");
    po_document_destroy(document);
}

Test(ics, only_events_beside_one_another_are_read) {
    expect_days(CALENDAR("BEGIN:VTIMEZONE\r\nBEGIN:DAYLIGHT\r\nDTSTART:20070311T020000\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\n"
                         "BEGIN:VTODO\r\nSUMMARY:T\r\nDTSTART:20260101\r\nEND:VTODO\r\n" EVENT(
                             "SUMMARY:B\r\nDTSTART:20260908\r\nBEGIN:VALARM\r\nDESCRIPTION:x\r\nSUMMARY:alarm\r\nDTSTART:20200101\r\nEND:VALARM\r\nLOCATION:L\r\n")),
                "B 2026-09-08..2026-09-08");
}

Test(ics, days_that_are_none_are_told_with_their_line) {
    const char *text = CALENDAR(EVENT("SUMMARY:B\r\nDTSTART:20260230\r\n") EVENT("SUMMARY:C\r\nDTSTART:20260301\r\n"));
    read_text(text, strlen(text));
    cr_assert_eq(status, PO_OK);
    cr_expect_eq(document->blocks.items[0].table->row_count, 2);
    cr_expect_str_eq(document->diagnostics.list.items[0].code, "ICS-001");
    cr_expect_str_eq(document->diagnostics.list.items[0].place, "line 4");
    po_document_destroy(document);
}

Test(ics, latin_letters_and_places) {
    const char *text = CALENDAR(EVENT("SUMMARY:Ni\xF1o\r\nDTSTART:20260908\r\nLOCATION:Sal\xF3n\r\n"));
    read_text(text, strlen(text));
    const po_cell *cells = document->blocks.items[0].table->rows[1].cells;
    cr_expect_str_eq(cells[TITLE].text, "Ni\xC3\xB1o");
    cr_expect_str_eq(cells[PLACE].text, "Sal\xC3\xB3n");
    cr_expect_eq(cells[TITLE].at[0].line, 4);
    cr_expect_str_eq(cells[12].text, "Board, and more");
    po_document_destroy(document);
}

Test(ics, no_event_and_too_deep_are_refused) {
    const char *none = CALENDAR("");
    read_text(none, strlen(none));
    cr_expect_eq(status, PO_E_INPUT);
    po_document_destroy(document);
    po_buffer deep = {0};
    po_buffer_add_text(&deep, "BEGIN:VCALENDAR\r\n");
    for (int i = 0; i < PO_LIMIT_CALENDAR_DEPTH; i++)
        po_buffer_add_text(&deep, "BEGIN:VEVENT\r\n");
    read_text(po_buffer_text(&deep), deep.size);
    cr_expect_eq(status, PO_E_LIMIT);
    po_document_destroy(document);
    po_buffer_finish(&deep);
}

Test(ics, more_events_than_are_read_is_said) {
    po_buffer many = {0};
    po_buffer_add_text(&many, "BEGIN:VCALENDAR\r\n");
    for (size_t i = 0; i <= PO_LIMIT_CALENDAR_EVENTS; i++)
        po_buffer_add_text(&many, "BEGIN:VEVENT\r\nDTSTART:20260908\r\nEND:VEVENT\r\n");
    read_text(po_buffer_text(&many), many.size);
    cr_assert_eq(status, PO_OK);
    cr_expect_eq(document->blocks.items[0].table->row_count, PO_LIMIT_CALENDAR_EVENTS + 1);
    cr_expect_str_eq(document->diagnostics.list.items[0].code, "ICS-006");
    po_document_destroy(document);
    po_buffer_finish(&many);
}
