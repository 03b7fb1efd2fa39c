/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings of the timeline: steps that came late, in the wrong order, on a day on which they may not or must be together, and chains that the
 * meetings known leave no room for. Steps that nothing shows are no findings: the calendar lists them with their state.
 */
#include "base/text.h"
#include "timeline/timeline_parts.h"

typedef struct order_check {
    const po_schedule *schedule;
    po_findings *findings;
} order_check;

static const struct {
    po_timing timing;
    const char *code, *message;
} FAULTS[] = {{PO_TIMING_LATE, "TIME-001", "time.late"},
              {PO_TIMING_WRONG_ORDER, "TIME-002", "time.order"},
              {PO_TIMING_SAME_DAY, "TIME-003", "time.same_day"},
              {PO_TIMING_OTHER_DAY, "TIME-004", "time.other_day"}};

/* What the law orders is required; what an agency, a grant or practice asks is worth a look, and so is a day that was read out of a sentence. */
static po_finding_severity severity_of(const po_obligation *obligation) {
    if (obligation->event && obligation->event->sentence)
        return PO_FINDING_WORTH_A_LOOK;
    bool law = po_text_equal(obligation->deadline->kind, "statutory");
    return law && obligation->applies == PO_TRUE ? PO_FINDING_REQUIRED : PO_FINDING_WORTH_A_LOOK;
}

/* The step from which the rule counts. */
static const po_step *anchor_of(const order_check *check, const po_obligation *obligation) {
    const char *anchor = obligation->deadline->moment->anchor;
    return anchor ? po_timeline_step(check->schedule->input->timeline, anchor) : NULL;
}

static const char *year_text(po_arena *arena, int year) {
    char *text = po_arena_alloc(arena, PO_SCHOOL_YEAR_TEXT_MAX);
    return po_school_year_format(year, text);
}

/* "governing board": a role as words, where nobody can look its name up. */
static const char *who_acts(po_arena *arena, const po_obligation *obligation) {
    const char *role = obligation->deadline->role;
    char *words = po_arena_dup(arena, role ? role : obligation->step->duty->preparer);
    for (char *at = words; at && *at; at++)
        *at = *at == '-' ? ' ' : *at;
    return words;
}

static po_finding *add(const order_check *check, const po_obligation *obligation, const char *code, const char *message,
                       po_argument *arguments, size_t count) {
    po_arena *arena = check->findings->arena;
    const po_step *step = obligation->step;
    po_finding *finding = po_findings_add(check->findings);
    *finding = (po_finding){.code = code,
                            .severity = severity_of(obligation),
                            .program = step->program->id,
                            .message = message,
                            .action = po_arena_printf(arena, "%s.do", message),
                            .arguments = arguments,
                            .argument_count = count,
                            .citation = po_obligation_citation(obligation),
                            .who = who_acts(arena, obligation),
                            .duty = step->duty->id,
                            .source = obligation->event ? obligation->event->source : NULL,
                            .at = obligation->event ? obligation->event->at : NULL,
                            .at_count = obligation->event ? obligation->event->at_count : 0,
                            .about = po_arena_printf(arena, "%s %s %s", step->ref, obligation->cds ? obligation->cds : "",
                                                     year_text(arena, obligation->plan_year))};
    return finding;
}

static void add_fault(const order_check *check, const po_obligation *obligation, const char *code, const char *message) {
    po_arena *arena = check->findings->arena;
    const po_step *anchor = anchor_of(check, obligation);
    po_date last = po_date_none(obligation->latest) ? obligation->date : obligation->latest;
    po_argument *arguments = PO_NEW_ARRAY(arena, po_argument, 6);
    arguments[0] = (po_argument){.name = "step", .value = po_arena_dup(arena, po_step_title(obligation->step, check->schedule->type))};
    arguments[1] = (po_argument){.name = "date", .value = po_due_text(arena, obligation->event ? obligation->event->date : obligation->date)};
    arguments[2] = (po_argument){.name = "last", .value = po_due_text(arena, last)};
    arguments[3] = (po_argument){.name = "other", .value = po_arena_dup(arena, anchor ? po_step_title(anchor, check->schedule->type) : obligation->step->duty->title)};
    arguments[4] = (po_argument){.name = "year", .value = year_text(arena, obligation->plan_year)};
    arguments[5] = (po_argument){.name = "site", .value = po_arena_dup(arena, obligation->site ? obligation->site : check->schedule->name ? check->schedule->name : "")};
    add(check, obligation, code, message, arguments, 6);
}

bool po_schedule_said(const po_findings *findings, const po_duty *duty, const po_source *source) {
    for (size_t i = 0; source && i < findings->list.count; i++) {
        const po_finding *finding = &findings->list.items[i];
        if (finding->source == source && po_text_equal(finding->duty, duty->id) && !po_text_starts(finding->code, "TIME-"))
            return true;
    }
    return false;
}

static void check_timing(const order_check *check, const po_obligation *obligation) {
    if (obligation->event && po_schedule_said(check->findings, obligation->step->duty, obligation->event->source))
        return;
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++)
        if (FAULTS[i].timing == obligation->timing)
            add_fault(check, obligation, FAULTS[i].code, FAULTS[i].message);
}

/* ---- chains without room --------------------------------------------------------------------------------- */

static bool board_acts(const po_obligation *obligation) {
    return po_text_equal(obligation->deadline->act, "by") && po_body_is_board(obligation->deadline->role);
}

/* The next regular meeting after the day, to say how near a remedy is. */
static po_date meeting_after(const po_lea_facts *facts, po_date date) {
    for (size_t i = 0; i < facts->meetings.count; i++) {
        const po_meeting *meeting = &facts->meetings.items[i];
        if (po_meeting_regular(meeting) && po_date_compare(meeting->date, date) > 0)
            return meeting->date;
    }
    return (po_date){0};
}

/* What the facts list of a year is taken for all of it; a calendar speaks from its first to its last meeting of a year. */
static bool all_known(const po_schedule *schedule, po_date date) {
    bool before = false, after = false;
    for (size_t i = 0; i < schedule->meetings.count; i++) {
        const po_calendar_meeting *meeting = &schedule->meetings.items[i];
        bool year = po_body_is_board(meeting->body) && po_date_school_year(meeting->date) == po_date_school_year(date);
        before = before || (year && po_date_compare(meeting->date, date) <= 0);
        after = after || (year && po_date_compare(meeting->date, date) >= 0);
    }
    return po_meetings_known(schedule->input->facts, date) || (before && after && po_meetings_known(schedule->facts, date));
}

/* Meetings of the year are known and none lies between the first day and the last. */
static void check_meetings(const order_check *check, const po_obligation *obligation) {
    const po_lea_facts *facts = check->schedule->facts;
    if (!board_acts(obligation) || po_date_none(obligation->date) || obligation->event || !all_known(check->schedule, obligation->date))
        return;
    po_arena *arena = check->findings->arena;
    po_date meeting = po_meeting_before(facts, obligation->date), after = meeting_after(facts, obligation->date);
    bool fits = !po_date_none(meeting) && (po_date_none(obligation->opens) || po_date_compare(meeting, obligation->opens) >= 0);
    if (fits)
        return;
    po_date from = po_date_none(obligation->opens) ? (po_date){(int16_t)po_date_school_year(obligation->date), 7, 1} : obligation->opens;
    po_argument *arguments = PO_NEW_ARRAY(arena, po_argument, 4);
    arguments[0] = (po_argument){.name = "step", .value = po_arena_dup(arena, po_step_title(obligation->step, check->schedule->type))};
    arguments[1] = (po_argument){.name = "last", .value = po_due_text(arena, obligation->date)};
    arguments[2] = (po_argument){.name = "from", .value = po_due_text(arena, from)};
    arguments[3] = (po_argument){.name = "next", .value = po_date_none(after) ? "–" : po_due_text(arena, after)};
    po_finding *finding = add(check, obligation, "TIME-005", "time.no_meeting", arguments, 4);
    finding->severity = PO_FINDING_WORTH_A_LOOK;
}

void po_schedule_findings(const po_schedule *schedule, po_findings *findings) {
    const order_check check = {.schedule = schedule, .findings = findings};
    for (size_t i = 0; i < schedule->list.count; i++) {
        check_timing(&check, &schedule->list.items[i]);
        check_meetings(&check, &schedule->list.items[i]);
    }
    po_schedule_check_meetings(schedule, findings);
}
