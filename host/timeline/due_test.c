/* SPDX-License-Identifier: Apache-2.0
 *
 * Expected dates, written by experts beside the rules: each is one schedule of a plain LEA, with the meetings and days that the row gives, and one
 * obligation in it that must be as the row says.
 */
#include <string.h>

#include "base/text.h"
#include "timeline/timeline_parts.h"

typedef struct due_trial {
    po_arena *arena;
    po_timeline *timeline;
    const po_due_test *test;
    po_diagnostics *diagnostics;
    bool failed;
} due_trial;

static void fail(due_trial *trial, const char *sentence) {
    const char *place = po_arena_printf(trial->arena, "%d", trial->test->line);
    po_diagnose(trial->diagnostics, PO_ERROR, "TL-010", trial->test->path, place, "%s, %s: %s", trial->test->deadline,
                trial->test->lea, sentence);
    trial->failed = true;
}

static void give_meetings(due_trial *trial, po_lea_facts *facts) {
    char **days = NULL;
    size_t count = trial->test->meetings ? po_text_split(trial->arena, trial->test->meetings, ' ', &days) : 0;
    for (size_t i = 0; i < count; i++) {
        po_meeting *meeting = PO_LIST_ADD(trial->arena, &facts->meetings);
        *meeting = (po_meeting){.body = "governing-board", .kind = "regular"};
        if (!po_date_parse_iso(days[i], &meeting->date))
            fail(trial, po_arena_printf(trial->arena, "meetings=\"%s\" holds what is no date", trial->test->meetings));
    }
}

/* "lcap.L29#adopt=2025-06-24" is an event, "facts.csi_award=2026-02-01" a fact. */
static void give_one(due_trial *trial, po_lea_facts *facts, const char *text) {
    const char *mark = strchr(text, '=');
    if (!mark) {
        fail(trial, po_arena_printf(trial->arena, "given=\"%s\" is not written as name=value", text));
        return;
    }
    const char *name = po_arena_copy(trial->arena, text, (size_t)(mark - text)), *value = mark + 1;
    if (po_text_starts(name, "facts.")) {
        *PO_LIST_ADD(trial->arena, &facts->facts) = (po_given_fact){.name = name + 6, .text = value};
        return;
    }
    po_fact_event *event = PO_LIST_ADD(trial->arena, &facts->events);
    *event = (po_fact_event){.deadline = name, .plan_year = trial->test->year};
    if (!po_date_parse_iso(value, &event->date) || !po_timeline_step(trial->timeline, name))
        fail(trial, po_arena_printf(trial->arena, "given=\"%s\" names no deadline and date", text));
}

static void give(due_trial *trial, po_lea_facts *facts) {
    char **parts = NULL;
    size_t count = trial->test->given ? po_text_split(trial->arena, trial->test->given, ' ', &parts) : 0;
    for (size_t i = 0; i < count; i++)
        give_one(trial, facts, parts[i]);
    give_meetings(trial, facts);
}

static const po_obligation *find(const due_trial *trial, const po_schedule *schedule) {
    const po_step *step = po_timeline_step(trial->timeline, trial->test->deadline);
    for (size_t i = 0; i < schedule->list.count; i++) {
        const po_obligation *obligation = &schedule->list.items[i];
        if (obligation->step == step && obligation->plan_year == trial->test->year)
            return obligation;
    }
    return NULL;
}

static void compare_dates(due_trial *trial, const char *what, po_date wanted, po_date found) {
    if (po_date_none(wanted) || po_date_compare(wanted, found) == 0)
        return;
    fail(trial, po_arena_printf(trial->arena, "the %s date should be %s, the rule gives %s", what, po_due_text(trial->arena, wanted),
                                po_date_none(found) ? "none" : po_due_text(trial->arena, found)));
}

static void compare(due_trial *trial, const po_obligation *obligation) {
    const po_due_test *test = trial->test;
    if (test->none) {
        if (obligation)
            fail(trial, "there should be no such obligation");
        return;
    }
    if (!obligation) {
        fail(trial, "there is no such obligation");
        return;
    }
    if (test->expected != obligation->expected)
        fail(trial, test->expected ? "the date should be expected, not set" : "the date should be set");
    compare_dates(trial, "statutory", test->date, obligation->date);
    compare_dates(trial, "working", test->working, obligation->working);
    compare_dates(trial, "latest", test->latest, obligation->latest);
}

static bool run_test(po_timeline *timeline, const po_due_test *test, po_diagnostics *diagnostics) {
    due_trial trial = {.arena = po_arena_create(), .timeline = timeline, .test = test, .diagnostics = diagnostics};
    bool one = po_text_equal(test->lea, "single-school-district"); /* a district like others, and its plan may be its school's */
    po_lea_facts facts = {.type = one ? "district" : test->lea, .single_school = one || po_text_equal(test->lea, "charter")};
    po_schedule_input input = {.timeline = timeline, .facts = &facts, .cds = "00000000000000", .as_of = {(int16_t)test->year, 7, 1},
                               .first_year = test->year, .year_count = 1};
    bool duty_only = test->none && !strchr(test->deadline, '#'); /* a duty that has no deadline, or none any more */
    if (!po_timeline_step(timeline, test->deadline) && !duty_only) {
        fail(&trial, "no installed program has this deadline");
    } else {
        po_schedule schedule;
        give(&trial, &facts);
        po_schedule_make(trial.arena, &input, &schedule);
        compare(&trial, find(&trial, &schedule));
    }
    po_arena_destroy(trial.arena);
    return !trial.failed;
}

size_t po_timeline_test(po_timeline *timeline, po_diagnostics *diagnostics, size_t *ret_run) {
    size_t failed = 0, run = 0;
    for (size_t i = 0; i < timeline->program_count; i++)
        for (size_t k = 0; k < timeline->programs[i]->due_tests.count; k++, run++)
            failed += !run_test(timeline, &timeline->programs[i]->due_tests.items[k], diagnostics);
    *ret_run = run;
    return failed;
}
