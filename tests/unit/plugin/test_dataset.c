/* SPDX-License-Identifier: Apache-2.0
 *
 * Data files by the installed forms: what the state's workbooks have done from year to year, and
 * what next year's may do.
 */
#include <criterion/criterion.h>

#include "form_fixture.h"

static po_arena *arena;
static const po_form *state_files, *essa;

static const po_form *load(const char *path) {
    const po_form *form = NULL;
    po_error err = {0};
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, arena);
    po_status status =
        po_form_load(arena, path, PO_SOURCE_DIR "/crosswalks", &mistakes, &form, &err);
    cr_assert_eq(status, PO_OK, "%s %s", err.text,
                 mistakes.list.count > 0 ? mistakes.list.items[0].text : "");
    return form;
}

static void set_up(void) {
    arena = po_arena_create();
    state_files = load(PO_SOURCE_DIR "/plugins/da/forms/state-files.xml");
    essa = load(PO_SOURCE_DIR "/plugins/csi/forms/essa-status.xml");
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(dataset, .init = set_up, .fini = tear_down);

static run_result run(const po_form *form, const char *text, const char *scope, const char *name) {
    run_result result = {.set = po_record_set_create()};
    po_document *document = fixture_document(text);
    po_form_sink sink = {.context = &result,
                         .emit = fixture_emit,
                         .diagnose = fixture_diagnose,
                         .scope = scope,
                         .name = name};
    result.status = po_form_run(form, document, &sink, &result.err);
    po_document_destroy(document);
    return result;
}

static const char *values_of(const run_result *r, const char *id, const char *name) {
    const po_record *record = po_record_find(r->set, id);
    const po_field *field = record == NULL ? NULL : po_record_field(record, name);
    po_buffer out = {0};
    for (uint32_t i = 0; field != NULL && i < field->value_count; i++)
        po_buffer_printf(&out, "%s%s", i > 0 ? " " : "", field->values[i]);
    const char *text = field == NULL ? NULL : po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

#define EXPECT(given, wanted)                                                                      \
    do {                                                                                           \
        const char *is = (given);                                                                  \
        cr_expect(po_text_equal(is, wanted), "%s is '%s', not '%s'", #given,                       \
                  is == NULL ? "absent" : is, wanted == NULL ? "absent" : (const char *)wanted);   \
    } while (0)

static size_t count(const run_result *r, const char *code) {
    size_t found = 0;
    for (const char *at = strstr(po_buffer_text(&r->said), code); at != NULL;
         at = strstr(at + 1, code))
        found++;
    return found;
}

#define STATUS_2023                                                                                \
    "| 2023 LCFF District/COE Eligibility File | |\n| California Department of Education, "        \
    "December 2023 | |\n"                                                                          \
    "| *=blank cell (e-reader accessibility) | |\n"                                                \
    "| CDcode | CDS | LEAname | Countyname | ReportYear | ELpriorities | SWDpriorities | "         \
    "TotalStudentGroups | AssistanceStatus2022 | AssistanceStatus2023 | MetMethod1 | MetMethod2 "  \
    "| EC52072_2023 |\n"

Test(dataset, a_status_file_with_titles_above_and_notes_below) {
    run_result r =
        run(state_files,
            STATUS_2023 "| 0110017 | 01100170000000 | A | Alameda | 2023 | * | J | 1 | General "
                        "Assistance | Differentiated Assistance, Year 1 | Y | N | Y |\n"
                        "| 0161119 | 01611190000000 | B | Alameda | 2023 | * | * | 0 | * | General "
                        "Assistance | N | N | N |\n"
                        "| Note: this is a note | | | | | | | | | | | | |\n",
            NULL, NULL);
    cr_assert_eq(r.status, PO_OK, "%s", r.err.text);
    cr_expect_eq(r.set->records.count, 3);
    EXPECT(fixture_value(&r, "assistance_status-1.5", "cds"), "01100170000000");
    EXPECT(fixture_value(&r, "assistance_status-1.5", "status"),
           "differentiated-assistance-year-1");
    EXPECT(fixture_value(&r, "assistance_status-1.5", "status_2022"), "none");
    EXPECT(fixture_value(&r, "assistance_status-1.5", "ec52072"), "yes");
    EXPECT(fixture_value(&r, "assistance_status-1.5", "year"), "2023");
    EXPECT(values_of(&r, "assistance_status-1.5", "methods"), "1");
    EXPECT(values_of(&r, "assistance_status-1.6", "methods"), "");
    EXPECT(fixture_text(&r, "assistance_status-1.6", "status_2022"), NULL);
    EXPECT(fixture_value(&r, "assistance_group-1.5.7", "group"), "students-with-disabilities");
    EXPECT(fixture_text(&r, "assistance_group-1.5.7", "group"), "SWD");
    EXPECT(values_of(&r, "assistance_group-1.5.7", "priorities"), "5 6 8");
    cr_expect_str_eq(po_record_find(r.set, "assistance_group-1.5.7")->parent,
                     "assistance_status-1.5");
    cr_expect_eq(count(&r, "FORM-018"), 1, "%s", po_buffer_text(&r.said));
    fixture_finish(&r);
}

Test(dataset, next_year_has_columns_words_and_groups_that_nobody_knows) {
    run_result r =
        run(state_files,
            "| Something new above | |\n"
            "| cds | Mood of the LEA | lea name | XYpriorities | LTELpriorities | "
            "AssistanceStatus2026 | assistance status 2025 | MetMethod5 | EC52072_2026 |\n"
            "| 01100170000000 | good | A | 4, 5 | 6 8 | Targeted Help | General Assistance | Yes | "
            "1 |\n"
            "| 01611190000000 | bad | B | * | * | Targeted Help | General Assistance | No | 0 |\n",
            NULL, NULL);
    cr_expect_eq(r.set->records.count, 4);
    EXPECT(fixture_text(&r, "assistance_status-1.3", "status"), "Targeted Help");
    EXPECT(fixture_value(&r, "assistance_status-1.3", "status"), NULL);
    cr_expect_not_null(
        po_record_field(po_record_find(r.set, "assistance_status-1.3"), "status")->doubt);
    EXPECT(fixture_value(&r, "assistance_status-1.3", "status_2025"), "none");
    EXPECT(fixture_value(&r, "assistance_status-1.3", "year"), "2026");
    EXPECT(fixture_value(&r, "assistance_status-1.4", "ec52072"), "no");
    EXPECT(values_of(&r, "assistance_status-1.3", "methods"), "5");
    EXPECT(fixture_text(&r, "assistance_group-1.3.4", "group"), "XY");
    EXPECT(fixture_value(&r, "assistance_group-1.3.4", "group"), NULL);
    EXPECT(values_of(&r, "assistance_group-1.3.4", "priorities"), "4 5");
    EXPECT(fixture_value(&r, "assistance_group-1.3.5", "group"), "long-term-english-learners");
    EXPECT(values_of(&r, "assistance_group-1.3.5", "priorities"), "6 8");
    const char *said = po_buffer_text(&r.said);
    cr_expect_not_null(strstr(said, "FORM-012 the column \"Mood of the LEA\""), "%s", said);
    cr_expect_not_null(strstr(said, "FORM-016 \"Targeted Help\" stands 2 times"), "%s", said);
    cr_expect_not_null(strstr(said, "\"XY\""), "%s", said);
    fixture_finish(&r);
}

#define CODES                                                                                      \
    "| cds | rtype | studentgroup | currstatus | statuslevel | indicator | reportingyear |\n"

Test(dataset, codes_that_went_through_spreadsheets) {
    run_result r = run(state_files,
                       CODES "| 1100170000000 | D | EL | 1 | 2 | ela | 2024 |\n"
                             "| 1611190000000 | D | EL | 1 | 2 | ela | 2024 |\n"
                             "| 34-10348-0106278 | S | EL | 1 | 2 | ela | 2024 |\n"
                             "| 161119 | L | EL | -1.5 | 2 | ela | 2024 |\n"
                             "| 99610348010627 | S | EL | 1 | 2 | ela | 2024 |\n"
                             "| 1.10017E+12 | D | EL | 1 | 2 | ela | 2024 |\n",
                       NULL, NULL);
    EXPECT(fixture_value(&r, "indicator-1.2", "cds"), "01100170000000");
    EXPECT(fixture_value(&r, "indicator-1.4", "cds"), "34103480106278");
    EXPECT(fixture_value(&r, "indicator-1.5", "cds"), "01611190000000");
    EXPECT(fixture_value(&r, "indicator-1.5", "level"), "lea");
    EXPECT(fixture_value(&r, "indicator-1.5", "status"), "-1.5");
    EXPECT(fixture_value(&r, "indicator-1.6", "cds"), NULL);
    cr_expect_not_null(po_record_field(po_record_find(r.set, "indicator-1.6"), "cds")->doubt);
    EXPECT(fixture_text(&r, "indicator-1.7", "cds"), "1.10017E+12");
    const char *said = po_buffer_text(&r.said);
    cr_expect_not_null(strstr(said, "FORM-017 3 codes of the column cds had lost a leading zero"),
                       "%s", said);
    cr_expect_eq(count(&r, "FORM-017"), 1);
    cr_expect_not_null(strstr(said, "FORM-022 2 values of the column cds"), "%s", said);
    fixture_finish(&r);
}

Test(dataset, codes_in_three_columns_and_two_tables_of_a_kind) {
    run_result r = run(
        state_files,
        "| 2023–24 First Principal Apportionment | |\n"
        "| County Code | District Code | School Code | LEA Name | Count of School Sites Eligible "
        "for LCFF Equity Multiplier Funding\\nA-1 | Total LCFF Equity Multiplier Funding\\nB-3 |\n"
        "| 1 | 10017 | 0 | A | 2 | 530515 |\n| TOTAL: | | | | 12 | 99 |\n",
        NULL, NULL);
    cr_assert_eq(r.set->records.count, 1, "a row of totals is none of the table");
    EXPECT(fixture_value(&r, "equity_multiplier-1.3", "cds"), "01100170000000");
    EXPECT(fixture_value(&r, "equity_multiplier-1.3", "funding"), "530515");
    EXPECT(fixture_value(&r, "equity_multiplier-1.3", "year"), "2023");
    EXPECT(fixture_value(&r, "equity_multiplier-1.3", "level"), "lea");
    fixture_finish(&r);
}

#define ESSA                                                                                       \
    "| cds | schoolname | districtname | countyname | TitleI2122 | TitleI2223 | Charter | "        \
    "EnrollmentCount | AssistanceStatus2022 | AssistanceStatus2023 | Exit | EL | SWD | LTEL | "    \
    "TotStudGrps | ReportingYear |\n"

Test(dataset, schools_with_flags_as_numbers_or_words) {
    run_result r = run(essa,
                       ESSA "| 01100170112607 | S | D | C | Yes | No | DF | 272 | ATSI | TSI | "
                            "NOEXIT | 1 | 0 | 1 | 2 | 2023 |\n"
                            "| 01100170112608 | T | D | C | 1 | 0 | * | * | ATSI | No Status | "
                            "ATSIEXIT | No | N | 0 | 0 | 2023 |\n"
                            "| 01100170112609 | U | D | C | * | * | LF | 3 | * | CSI Low Perform | "
                            "NOEXIT | * | * | * | * | 2023 |\n"
                            "| 01100170112610 | V | D | C | * | * | LF | 3 | * | CSI Grad | NOEXIT "
                            "| TSI | 0 | 0 | 1 | 2023 |\n",
                       NULL, NULL);
    EXPECT(values_of(&r, "essa_status-1.2", "groups"),
           "english-learners long-term-english-learners");
    EXPECT(fixture_text(&r, "essa_status-1.2", "groups"), "EL, LTEL");
    EXPECT(fixture_value(&r, "essa_status-1.2", "status"), "tsi");
    EXPECT(fixture_value(&r, "essa_status-1.2", "title_i"), "no");
    EXPECT(fixture_value(&r, "essa_status-1.2", "title_i_2122"), "yes");
    EXPECT(fixture_value(&r, "essa_status-1.2", "charter"), "directly-funded");
    EXPECT(fixture_value(&r, "essa_status-1.3", "title_i_2122"), "yes");
    EXPECT(fixture_text(&r, "essa_status-1.3", "groups"), "");
    EXPECT(fixture_text(&r, "essa_status-1.3", "enrollment"), NULL);
    EXPECT(fixture_text(&r, "essa_status-1.4", "groups"), NULL);
    EXPECT(fixture_value(&r, "essa_status-1.4", "status"), "csi-low-performing");
    EXPECT(fixture_text(&r, "essa_status-1.5", "groups"), "EL: TSI");
    cr_expect_not_null(po_record_field(po_record_find(r.set, "essa_status-1.5"), "groups")->doubt);
    fixture_finish(&r);
}

Test(dataset, what_a_file_does_not_say_comes_from_its_columns_or_its_name) {
    run_result r = run(state_files,
                       "| cds | rtype | studentgroup | currstatus | statuslevel | fiveyrnumer |\n| "
                       "01100170000000 | D | ALL | 1 | 2 | 3 |\n",
                       NULL, "chronic2018.txt");
    EXPECT(fixture_value(&r, "indicator-1.2", "indicator"), "graduation");
    cr_expect_null(po_record_field(po_record_find(r.set, "indicator-1.2"), "indicator")->doubt);
    EXPECT(fixture_value(&r, "indicator-1.2", "year"), "2018");
    cr_expect_not_null(po_record_field(po_record_find(r.set, "indicator-1.2"), "year")->doubt,
                       "only the file's name says it");
    fixture_finish(&r);
    /* Several indicators have this column: the name goes before it. */
    r = run(state_files,
            "| cds | rtype | studentgroup | currstatus | statuslevel | safetynet |\n| "
            "01100170000000 | D | ALL | 1 | 2 | N |\n",
            NULL, "chronicdownload2018.txt");
    EXPECT(fixture_value(&r, "indicator-1.2", "indicator"), "chronic-absenteeism");
    cr_expect_not_null(po_record_field(po_record_find(r.set, "indicator-1.2"), "indicator")->doubt);
    fixture_finish(&r);
    r = run(state_files,
            "| cds | rtype | studentgroup | currstatus | statuslevel | currdenom |\n| "
            "01100170000000 | D | ALL | 1 | 2 | 30 |\n",
            NULL, "math.txt");
    EXPECT(fixture_text(&r, "indicator-1.2", "indicator"), NULL);
    cr_expect_eq(count(&r, "FORM-019"), 2, "%s", po_buffer_text(&r.said));
    fixture_finish(&r);
}

Test(dataset, only_rows_of_the_scope) {
    static const char text[] = CODES "| 01100170000000 | D | EL | 1 | 2 | ela | 2024 |\n| "
                                     "01100170112607 | S | EL | 1 | 2 | ela | 2024 |\n"
                                     "| 19647330000000 | D | EL | 1 | 2 | ela | 2024 |\n| "
                                     "19647330100289 | S | EL | 1 | 2 | ela | 2023 |\n"
                                     "| 19647330100290 | S | EL | 1 | 2 | ela | 2024 |\n| "
                                     "00000000000000 | X | EL | 1 | 2 | ela | 2024 |\n";
    run_result r = run(state_files, text, "lea=0110017", NULL);
    cr_expect_eq(r.set->records.count, 2);
    fixture_finish(&r);
    r = run(state_files, text, "mood=good;lea=01100170000000,19647330100289", NULL);
    cr_expect_eq(r.set->records.count, 3,
                 "a charter school's own code does not bring its authorizer");
    cr_expect_not_null(po_record_find(r.set, "indicator-1.5"));
    fixture_finish(&r);
    r = run(state_files, text, "years=2023", NULL);
    cr_expect_eq(r.set->records.count, 1);
    fixture_finish(&r);
    r = run(state_files, text, "lea=", NULL);
    cr_expect_eq(r.set->records.count, 0, "nobody is asked for");
    fixture_finish(&r);
}

Test(dataset, a_charter_school_is_not_its_authorizers) {
    static const char text[] = ESSA "| 01100170112607 | S | D | C | Yes | No | DF | 272 | ATSI | "
                                    "TSI | NOEXIT | 1 | 0 | 1 | 2 | 2023 |\n"
                                    "| 01100170112608 | T | D | C | Yes | No | * | 272 | ATSI | "
                                    "TSI | NOEXIT | 1 | 0 | 1 | 2 | 2023 |\n";
    run_result r = run(essa, text, "lea=0110017", NULL);
    cr_assert_eq(r.set->records.count, 1);
    cr_expect_not_null(po_record_find(r.set, "essa_status-1.3"));
    fixture_finish(&r);
    r = run(essa, text, "lea=01100170112607", NULL);
    cr_expect_eq(r.set->records.count, 1);
    cr_expect_not_null(po_record_find(r.set, "essa_status-1.2"));
    fixture_finish(&r);
}

Test(dataset, sheets_that_explain_and_headers_that_repeat) {
    run_result r =
        run(state_files,
            "| Field Name | Description |\n| cds | the code |\n| rtype | the type |\n---\n" CODES
            "| 01100170000000 | D | EL | 1 | 2 | ela | 2024 |\n" CODES
            "| 01611190000000 | D | ELO | 1 | 2 | Math | 2024 |\n",
            NULL, NULL);
    cr_expect_eq(r.set->records.count, 2);
    cr_expect_eq(count(&r, "FORM-020"), 1);
    cr_expect_eq(count(&r, "FORM-018"), 0, "%s", po_buffer_text(&r.said));
    EXPECT(fixture_text(&r, "indicator-2.4", "group"), "ELO");
    EXPECT(fixture_value(&r, "indicator-2.4", "group"), NULL);
    cr_expect_null(po_record_field(po_record_find(r.set, "indicator-2.4"), "group")->doubt,
                   "known, and no group of the model");
    fixture_finish(&r);
    r = run(state_files, "| a | b |\n| 1 | 2 |\n", NULL, NULL);
    cr_expect_eq(count(&r, "FORM-021"), 1);
    fixture_finish(&r);
}

Test(dataset, lists_of_lowest_performers_and_of_groups) {
    run_result r =
        run(state_files,
            "| reportingyear  | cds | rtype | schoolname | districtname | countyname | "
            "charter_flag | ELA | Math | Chronic | CCI | Grad | Susp |\n"
            "| 2023 | 01100170112607 | S | E | A | Alameda | Y | Y | * | * | Y | * | * |\n---\n"
            "| January, 2023 | |\n| CDS | LEA | Targeted Student Group(s) |\n| 01611430000000 | B "
            "| Homeless Youth, Two or More Races |\n"
            "| 01611440000000 | C | Homeless Youth, Sleepy Students |\n",
            NULL, NULL);
    EXPECT(values_of(&r, "low_performer-1.2", "indicators"), "ela college-career");
    EXPECT(fixture_value(&r, "low_performer-1.2", "group"), "all-students");
    EXPECT(values_of(&r, "ec52064e5-2.3", "groups"), "homeless two-or-more-races");
    EXPECT(fixture_value(&r, "ec52064e5-2.3", "year"), "2023");
    cr_expect_not_null(po_record_field(po_record_find(r.set, "ec52064e5-2.4"), "groups")->doubt);
    fixture_finish(&r);
}

Test(dataset, dates_in_every_form) {
    run_result r =
        run(state_files,
            "| cdsCode | lea | priorityNumber | countyPerformance | meetingDate | year |\n"
            "| 01100170000000 | A | 1 | Met | 2023-06-13 | 2023 |\n| 01100170112607 | B | 2 | Not "
            "Met For Two or More Years | 45090 | 2023 |\n"
            "| 01100170112608 | C | 3 | Not Met | 6/13/2023 | 2023 |\n| 01100170112609 | C | 3 | "
            "Not Met | soon | 2023 |\n",
            NULL, NULL);
    EXPECT(fixture_value(&r, "local_indicator-1.2", "meeting_date"), "2023-06-13");
    EXPECT(fixture_value(&r, "local_indicator-1.3", "meeting_date"), "2023-06-13");
    EXPECT(fixture_value(&r, "local_indicator-1.4", "meeting_date"), "2023-06-13");
    EXPECT(fixture_value(&r, "local_indicator-1.5", "meeting_date"), NULL);
    EXPECT(fixture_value(&r, "local_indicator-1.3", "performance"), "not-met-two-years");
    fixture_finish(&r);
}

Test(dataset, what_words_tell_of_a_calendar) {
    const po_form *calendars = load(PO_SOURCE_DIR "/plugins/lea/forms/calendars.xml");
    run_result r = run(calendars,
                       "| Date | Event | Type | Description |\n"
                       "| 2026-09-08 | Board of Trustees Meeting | Regular | Mr. Person speaks of a special event |\n"
                       "| 10/13/2026 | Special Board Meeting | Board | |\n"
                       "| 2026-10-27 | Board Meeting - CANCELLED | | |\n"
                       "| 2026-11-02 | Agenda deadline for the Board Meeting | | |\n"
                       "| 2026-11-11 | Veterans Day | | Holiday / No School |\n"
                       "| 2026-11-20 | Día de Planificación | | No Hay Clases |\n"
                       "| 2026-11-30 | County Board of Education | | |\n"
                       "| soon | Board Meeting | | |\n",
                       NULL, NULL);
    EXPECT(fixture_value(&r, "calendar_day-1.2", "body"), "governing-board");
    EXPECT(fixture_value(&r, "calendar_day-1.2", "kind"), "regular");
    EXPECT(fixture_value(&r, "calendar_day-1.3", "date"), "2026-10-13");
    EXPECT(fixture_value(&r, "calendar_day-1.3", "kind"), "special");
    EXPECT(fixture_value(&r, "calendar_day-1.4", "kind"), "cancelled");
    EXPECT(fixture_value(&r, "calendar_day-1.5", "body"), NULL);
    EXPECT(fixture_value(&r, "calendar_day-1.6", "day"), "closed");
    EXPECT(fixture_value(&r, "calendar_day-1.7", "day"), "closed");
    EXPECT(fixture_value(&r, "calendar_day-1.8", "body"), "county-board");
    cr_expect_null(po_record_find(r.set, "calendar_day-1.9"), "a row without a day is none");
    const po_record *first = po_record_find(r.set, "calendar_day-1.2");
    cr_expect_null(po_record_field(first, "description"), "a description may name persons");
    fixture_finish(&r);
}

Test(dataset, the_receiver_can_stop) {
    run_result r = fixture_run(state_files,
                               CODES "| 01100170000000 | D | EL | 1 | 2 | ela | 2024 |\n| "
                                     "01611190000000 | D | EL | 1 | 2 | ela | 2024 |\n",
                               1);
    cr_expect_eq(r.status, PO_E_LIMIT);
    cr_expect_eq(r.set->records.count, 1);
    fixture_finish(&r);
}

Test(dataset, the_form_of_a_file_is_told_by_its_header) {
    po_document *document = fixture_document("| title |\n" ESSA);
    cr_expect_gt(po_form_score(essa, document), 10);
    cr_expect_eq(po_form_score(state_files, document), 0,
                 "status columns alone do not make an eligibility file");
    po_document_destroy(document);
    cr_expect(po_form_is_data(essa));
}
