/* SPDX-License-Identifier: Apache-2.0
 *
 * Schedules: three dates, chains, what is known and what is not, order.
 */
#include "timeline/timeline.h"

#include <string.h>

#include "timeline_fixture.h"

static timeline_fixture fixture;
static po_lea_facts facts;
static po_schedule schedule;
static po_schedule_input input;

static void set_up(void) {
    fixture_load(&fixture);
    facts = (po_lea_facts){.type = "district", .cds = "50799010000000", .name = "Arroyo Claro"};
}

static void tear_down(void) {
    fixture_free(&fixture);
}

TestSuite(schedule, .init = set_up, .fini = tear_down);

static void meet(const char *date, const char *kind) {
    *PO_LIST_ADD(fixture.arena, &facts.meetings) = (po_meeting){.body = "governing-board", .date = day(date), .kind = kind};
}

static void done(const char *ref, int year, const char *date) {
    *PO_LIST_ADD(fixture.arena, &facts.events) = (po_fact_event){.deadline = ref, .plan_year = year, .date = day(date)};
}

static void make(int year, const char *as_of) {
    input = (po_schedule_input){.timeline = fixture.timeline, .facts = &facts, .as_of = day(as_of), .first_year = year, .year_count = 1};
    po_schedule_make(fixture.arena, &input, &schedule);
}

static const po_obligation *found(const char *ref, int year) {
    for (size_t i = 0; i < schedule.list.count; i++)
        if (po_text_equal(schedule.list.items[i].step->ref, ref) && schedule.list.items[i].plan_year == year)
            return &schedule.list.items[i];
    return NULL;
}

static const po_obligation *expect(const char *ref, int year, const char *date, const char *working, const char *latest) {
    const po_obligation *obligation = found(ref, year);
    cr_assert(obligation, "%s is not there", ref);
    cr_assert_str_eq(shown(fixture.arena, obligation->date), date, "%s", ref);
    cr_assert_str_eq(shown(fixture.arena, obligation->working), working, "%s, working", ref);
    cr_assert_str_eq(shown(fixture.arena, obligation->latest), latest, "%s, latest", ref);
    return obligation;
}

static void expect_timing(const char *ref, int year, po_timing timing) {
    const po_obligation *obligation = found(ref, year);
    cr_assert(obligation, "%s is not there", ref);
    cr_assert_str_eq(po_timing_name(obligation->timing), po_timing_name(timing), "%s", ref);
}

static size_t findings(const char *code) {
    po_findings list;
    size_t count = 0;
    po_findings_init(&list, fixture.arena);
    po_schedule_findings(&schedule, &list);
    for (size_t i = 0; i < list.list.count; i++)
        count += code == NULL || po_text_equal(list.list.items[i].code, code);
    return count;
}

Test(schedule, the_installed_expected_dates_hold) {
    size_t run = 0;
    po_diagnostics said;
    po_diagnostics_init(&said, fixture.arena);
    cr_assert_eq(po_timeline_test(fixture.timeline, &said, &run), 0, "%s", said.list.count ? said.list.items[0].text : "");
    cr_assert_gt(run, 500);
}

Test(schedule, the_worst_chain_of_2025_and_of_2027) {
    make(2025, "2025-07-01");
    expect("lcap.L33#request", 2025, "2025-08-15", "", "");
    expect("lcap.L33#answer", 2025, "2025-08-30", "2025-08-29", "2025-09-02");
    expect("lcap.L33#consider", 2025, "2025-09-29", "", "2025-10-02");
    expect("lcap.L33#approve", 2025, "2025-10-08", "", "");
    make(2027, "2027-07-01");
    expect("lcap.L33#request", 2027, "2027-08-15", "2027-08-13", "2027-08-16");
    expect("lcap.L33#consider", 2027, "2027-09-29", "", "2027-09-30");
}

Test(schedule, a_meeting_rule_takes_the_last_regular_meeting) {
    meet("2027-02-09", "regular");
    meet("2027-02-23", "regular");
    meet("2027-02-25", "special");
    make(2026, "2026-11-21");
    expect("lcap.L27#report", 2026, "2027-02-23", "", "");
}

Test(schedule, without_meetings_the_outer_bound_stays) {
    make(2026, "2026-11-21");
    expect("lcap.L27#report", 2026, "2027-02-28", "2027-02-26", "");
    cr_assert_eq(findings("TIME-005"), 0);
}

Test(schedule, meetings_that_are_all_too_late_are_a_finding) {
    meet("2027-03-09", "regular");
    make(2026, "2026-11-21");
    expect("lcap.L27#report", 2026, "2027-02-28", "2027-02-26", "");
    cr_assert_gt(findings("TIME-005"), 0);
}

/* The season of a real district, June 2025. */
static void real_season(void) {
    done("lcap.L21#selpa", 2025, "2025-05-09");
    done("lcap.L22#present", 2025, "2025-05-22");
    done("lcap.L25#notice", 2025, "2025-05-22");
    done("lcap.L23#present", 2025, "2025-05-28");
    done("lcap.L28#agenda", 2025, "2025-06-06");
    done("lcap.L41#respond", 2025, "2025-06-06");
    done("lcap.L28#hearing", 2025, "2025-06-10");
    done("lcap.L26#review", 2025, "2025-06-23");
    done("lcap.L30#report", 2025, "2025-06-24");
    done("lcap.L31#adopt", 2025, "2025-06-24");
    done("lcap.L29#adopt", 2025, "2025-06-24");
}

Test(schedule, a_real_season_keeps_every_order) {
    real_season();
    *PO_LIST_ADD(fixture.arena, &facts.facts) = (po_given_fact){.name = "el_count", .text = "9000"};
    *PO_LIST_ADD(fixture.arena, &facts.facts) = (po_given_fact){.name = "el_share", .text = "22%"};
    make(2024, "2025-06-25");
    static const char *const refs[] = {"lcap.L21#selpa", "lcap.L22#present", "lcap.L23#present", "lcap.L25#notice", "lcap.L26#review", "lcap.L28#agenda",
                                       "lcap.L28#hearing", "lcap.L29#adopt", "lcap.L30#report", "lcap.L31#adopt", "lcap.L41#respond"};
    for (size_t i = 0; i < sizeof refs / sizeof *refs; i++) {
        expect_timing(refs[i], 2025, PO_TIMING_IN_TIME);
        cr_assert_eq(found(refs[i], 2025)->state, PO_STATE_STATED);
    }
    expect("lcap.L32#file", 2025, "2025-06-29", "2025-06-27", "2025-06-30");
    cr_assert_eq(found("lcap.L32#file", 2025)->state, PO_STATE_UNKNOWN, "nothing shows that it was filed");
    cr_assert_eq(findings("TIME-001") + findings("TIME-002") + findings("TIME-003") + findings("TIME-004"), 0);
}

Test(schedule, five_faults_of_order_are_found) {
    done("lcap.L21#selpa", 2025, "2025-06-25");   /* after adoption */
    done("lcap.L28#hearing", 2025, "2025-06-24"); /* on the day of adoption */
    done("lcap.L28#agenda", 2025, "2025-06-22");  /* two days before the hearing */
    done("lcap.L29#adopt", 2025, "2025-06-24");
    done("lcap.L30#report", 2025, "2025-06-10");  /* at another meeting */
    done("lcap.L32#file", 2025, "2025-07-03");    /* after the extended day */
    make(2024, "2025-08-01");
    expect_timing("lcap.L21#selpa", 2025, PO_TIMING_WRONG_ORDER);
    expect_timing("lcap.L28#hearing", 2025, PO_TIMING_SAME_DAY);
    expect_timing("lcap.L28#agenda", 2025, PO_TIMING_LATE);
    expect_timing("lcap.L30#report", 2025, PO_TIMING_OTHER_DAY);
    expect_timing("lcap.L32#file", 2025, PO_TIMING_LATE);
    cr_assert_eq(findings("TIME-001"), 2);
    cr_assert_eq(findings("TIME-002"), 1, "the consultation; the adoption that needed it says no more");
    cr_assert_eq(findings("TIME-003"), 1);
    cr_assert_eq(findings("TIME-004"), 1);
}

Test(schedule, a_finding_says_what_which_day_and_who) {
    po_findings list;
    done("lcap.L28#hearing", 2025, "2025-06-24");
    done("lcap.L29#adopt", 2025, "2025-06-24");
    make(2024, "2025-08-01");
    po_findings_init(&list, fixture.arena);
    po_schedule_findings(&schedule, &list);
    cr_assert_eq(list.list.count, 1);
    const po_finding *finding = &list.list.items[0];
    cr_assert_str_eq(finding->code, "TIME-003");
    cr_assert_eq(finding->severity, PO_FINDING_REQUIRED);
    cr_assert_str_eq(finding->who, "governing board");
    cr_assert_str_eq(finding->duty, "lcap.L28");
    cr_assert_str_eq(finding->arguments[1].value, "2025-06-24");
    cr_assert_str_eq(finding->arguments[2].value, "2025-06-23", "the last day for it");
    cr_assert(strstr(finding->citation, "52062"));
}

Test(schedule, an_extended_day_is_not_late) {
    done("lcap.L29#adopt", 2025, "2025-06-24");
    done("lcap.L32#file", 2025, "2025-06-30");
    make(2024, "2025-08-01");
    expect_timing("lcap.L32#file", 2025, PO_TIMING_EXTENDED);
}

Test(schedule, a_planned_day_is_planned_and_an_attested_one_attested) {
    done("lcap.L28#hearing", 2027, "2027-06-08");
    *PO_LIST_ADD(fixture.arena, &facts.events) = (po_fact_event){
        .deadline = "lea.D08#approve", .date = day("2026-12-08"), .attested_by = "business-office", .pointer = "minutes of December 8, item 12"};
    make(2026, "2027-01-05");
    cr_assert_eq(found("lcap.L28#hearing", 2027)->state, PO_STATE_PLANNED);
    expect_timing("lcap.L28#hearing", 2027, PO_TIMING_PLANNED);
    cr_assert_eq(found("lea.D08#approve", 2026)->state, PO_STATE_ATTESTED, "the plan year was found from the date");
}

Test(schedule, what_the_facts_exclude_is_not_there_and_what_they_leave_open_is_unknown) {
    facts.type = "charter";
    make(2026, "2026-11-21");
    cr_assert_null(found("lea.D08#approve", 2026));
    cr_assert(found("lea.D08#file", 2026));
    cr_assert_eq(found("lcap.L23#present", 2026) != NULL, false, "not for charter schools");
    cr_assert_null(found("lcap.L48#file", 2026));
    facts.type = "district";
    make(2026, "2026-11-21");
    const po_obligation *open = found("lcap.L48#file", 2026);
    cr_assert(open);
    cr_assert_eq(open->applies, PO_UNKNOWN);
    cr_assert_str_eq(open->missing, "facts.interim_uncertain");
}

Test(schedule, one_deadline_stands_differently_for_kinds_of_lea) {
    const po_step *file = po_timeline_step(fixture.timeline, "lcap.L32#file");
    cr_assert_str_eq(po_step_title(file, "county-office"), "Plan filed with the State Superintendent");
    cr_assert_str_eq(po_step_title(file, NULL), po_step_title(file, "district"));
    facts.type = "charter";
    make(2028, "2026-11-21");
    cr_assert_eq(po_date_compare(found("lcap.L32#file", 2028)->date, day("2028-07-01")), 0, "its own rule");
    cr_assert_str_eq(po_obligation_citation(found("lcap.L32#file", 2028)), "EC 47604.33(a)(2)");
    facts.type = "county-office";
    make(2028, "2026-11-21");
    cr_assert_eq(po_date_compare(found("lcap.L32#file", 2028)->date, day("2028-07-06")), 0, "the common rule");
    cr_assert_str_eq(found("lcap.L33#approve", 2028)->deadline->role, "state-superintendent");
}

Test(schedule, a_charter_schools_board_meets_under_either_name) {
    facts.type = "charter";
    meet("2026-12-08", "regular");
    facts.meetings.items[0].body = "charter-board";
    make(2026, "2026-11-21");
    cr_assert_eq(po_date_compare(found("lea.D08#file", 2026)->working, day("2026-12-08")), 0);
}

Test(schedule, every_duty_of_every_program_has_a_state) {
    size_t duties = 0, applicable = 0;
    make(2026, "2026-11-21");
    for (size_t i = 0; i < FIXTURE_PROGRAMS; i++)
        duties += fixture.programs[i]->duties.count;
    cr_assert_eq(schedule.duties.count, duties);
    for (size_t i = 0; i < schedule.duties.count; i++) {
        const po_duty_status *status = &schedule.duties.items[i];
        applicable += status->applies != PO_FALSE;
        cr_assert(status->state == PO_STATE_UNKNOWN || status->state == PO_STATE_NOT_APPLICABLE, "%s: nothing was shown", status->duty->id);
    }
    cr_assert_gt(applicable, 50);
}

Test(schedule, a_waived_duty_is_waived) {
    *PO_LIST_ADD(fixture.arena, &facts.waivers) = (po_waiver){.duty = "lea.D12", .source = "letter"};
    make(2026, "2027-03-01");
    for (size_t i = 0; i < schedule.list.count; i++)
        if (po_text_equal(schedule.list.items[i].step->duty->id, "lea.D12"))
            cr_assert_eq(schedule.list.items[i].state, PO_STATE_WAIVED);
}

Test(schedule, a_school_has_its_own_obligations) {
    po_facts_school *school = PO_LIST_ADD(fixture.arena, &facts.schools);
    school->cds = "50799016000001";
    school->name = "Mesa Verde";
    *PO_LIST_ADD(fixture.arena, &school->statuses) = (po_status_letter){.status = "csi", .letter = day("2024-12-13")};
    *PO_LIST_ADD(fixture.arena, &facts.schools) = (po_facts_school){.cds = "50799016000002"};
    facts.statuses_as_of = day("2026-03-01");
    make(2026, "2026-11-21");
    size_t plans = 0, safety = 0;
    for (size_t i = 0; i < schedule.list.count; i++) {
        const po_obligation *obligation = &schedule.list.items[i];
        plans += po_text_equal(obligation->step->ref, "csi.CSI-8#board") && obligation->plan_year == 2026;
        safety += po_text_equal(obligation->step->ref, "lea.D14#adopt") && obligation->plan_year == 2026;
    }
    cr_assert_eq(plans, 1, "only the identified school");
    cr_assert_eq(safety, 2);
    cr_assert_eq(schedule.assistance.count, 1);
    cr_assert_str_eq(shown(fixture.arena, schedule.assistance.items[0].may_end), "2027-12-13");
}
