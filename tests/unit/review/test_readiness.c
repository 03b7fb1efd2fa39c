/* SPDX-License-Identifier: Apache-2.0
 *
 * Approval readiness: findings, open checks and duties at their tests; a test that is met needs
 * something that shows it.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "review/readiness.h"

static po_arena *arena;
static po_program program;
static const po_program *programs[1];
static po_findings findings;
static po_readiness readiness;
static const char *assumed;

static char **words(const char *text, size_t *ret_count) {
    char **list = NULL;
    *ret_count = po_text_split(arena, text, ' ', &list);
    return list;
}

static void test(const char *id, const char *duties, const char *checks) {
    po_review_test *made = PO_LIST_ADD(arena, &program.review_tests);
    *made = (po_review_test){.id = id, .title = id, .citation = "EC 1"};
    made->duties = words(duties, &made->duty_count);
    made->checks = words(checks, &made->check_count);
}

static void reviewer(const char *id, const char *tests, bool returns, const char *when) {
    po_reviewer *made = PO_LIST_ADD(arena, &program.reviewers);
    *made = (po_reviewer){.id = id, .title = id, .role = "cde", .returns = returns, .when = when};
    made->tests = words(tests, &made->test_count);
}

static void begin(void) {
    arena = po_arena_create();
    program = (po_program){.id = "demo", .title = "Demo"};
    programs[0] = &program;
    assumed = NULL;
    po_findings_init(&findings, arena);
    *PO_LIST_ADD(arena, &program.checks) = (po_check){.code = "DEMO-SUM", .duty = "demo.D1"};
    *PO_LIST_ADD(arena, &program.checks) = (po_check){.code = "DEMO-BUDGET", .duty = "demo.D1"};
    *PO_LIST_ADD(arena, &program.facts) = (po_fact){.name = "lea_type", .type = "text", .level = "lea"};
    test("content", "demo.D1 demo.D2", "");
    test("budget", "", "DEMO-BUDGET");
    reviewer("county", "content budget", true, NULL);
}

static void end(void) {
    po_arena_destroy(arena);
}

TestSuite(readiness, .init = begin, .fini = end);

static void finding(const char *code, const char *duty, po_finding_severity severity) {
    po_finding *made = po_findings_add(&findings);
    made->code = code;
    made->duty = duty;
    made->id = po_arena_printf(arena, "%s-%zu", code, findings.list.count);
    made->severity = severity;
}

static void make(void) {
    const po_readiness_input input = {
        .findings = &findings, .programs = programs, .program_count = 1, .assumed_type = assumed};
    po_readiness_make(arena, &input, &readiness);
}

static const po_readiness_test *at(size_t n) {
    return readiness.reviewers.items[0].tests.items[n];
}

Test(readiness, nothing_looked_at_cannot_be_told) {
    make();
    cr_assert_eq(readiness.reviewers.count, 1u);
    cr_assert_eq(at(0)->state, PO_READINESS_UNKNOWN, "silence never counts");
}

Test(readiness, a_finding_stands_at_its_check_s_test_or_its_duty_s) {
    finding("DEMO-SUM", "demo.D1", PO_FINDING_RETURNED);
    finding("DEMO-BUDGET", "demo.D1", PO_FINDING_REQUIRED);
    make();
    cr_assert(at(0)->found.count == 1 && at(1)->found.count == 1);
    cr_assert_str_eq(at(1)->found.items[0]->code, "DEMO-BUDGET", "the code goes before the duty");
    cr_assert(at(0)->state == PO_READINESS_NOT_MET && at(1)->state == PO_READINESS_NOT_MET);
    cr_assert_eq(readiness.reviewers.items[0].found, 2u);
}

Test(readiness, what_is_worth_a_look_returns_no_plan) {
    finding("DEMO-SUM", "demo.D1", PO_FINDING_WORTH_A_LOOK);
    make();
    cr_assert(at(0)->looks.count == 1 && at(0)->state == PO_READINESS_UNKNOWN);
    cr_assert_eq(readiness.reviewers.items[0].found, 0u);
}

Test(readiness, a_check_that_was_not_decided_cannot_be_told_once) {
    for (int i = 0; i < 3; i++)
        *PO_LIST_ADD(arena, &findings.undecided) =
            (po_undecided){.code = "DEMO-BUDGET", .program = "demo", .missing = "facts.budget"};
    make();
    cr_assert(at(1)->undecided.count == 1 && at(1)->state == PO_READINESS_UNKNOWN);
    cr_assert_eq(readiness.reviewers.items[0].open, 1u);
}

Test(readiness, what_no_test_takes_in_is_nobody_s) {
    finding("PLAN-001", NULL, PO_FINDING_WORTH_A_LOOK);
    finding("DEMO-OTHER", "demo.D9", PO_FINDING_REQUIRED);
    make();
    cr_assert(readiness.nobody.looks.count == 1 && readiness.nobody.found.count == 1);
}

Test(readiness, plans_go_to_the_reviewer_of_their_kind) {
    program.reviewers.items[0].when = "facts.lea_type = \"district\"";
    reviewer("state", "content", true, "facts.lea_type = \"county-office\"");
    assumed = "district";
    make();
    cr_assert_eq(readiness.reviewers.count, 1u);
    cr_assert_str_eq(readiness.reviewers.items[0].reviewer->id, "county");
    cr_assert_not(readiness.reviewers.items[0].unsure);
}

Test(readiness, where_the_kind_is_not_known_nobody_is_left_out) {
    program.reviewers.items[0].when = "facts.lea_type = \"district\"";
    make();
    cr_assert(readiness.reviewers.count == 1 && readiness.reviewers.items[0].unsure);
}

Test(readiness, a_test_that_nobody_makes_here_is_nobody_s) {
    program.reviewers.items[0].when = "facts.lea_type = \"district\"";
    assumed = "charter";
    finding("DEMO-SUM", "demo.D1", PO_FINDING_REQUIRED);
    make();
    cr_assert_eq(readiness.reviewers.count, 0u);
    cr_assert_eq(readiness.nobody.found.count, 1u);
}

Test(readiness, those_with_most_to_return_come_first) {
    test("steps", "demo.D3", "");
    reviewer("board", "steps", true, NULL);
    reviewer("auditor", "steps", false, NULL);
    finding("DEMO-STEP", "demo.D3", PO_FINDING_REQUIRED);
    make();
    cr_assert_str_eq(readiness.reviewers.items[0].reviewer->id, "board");
    cr_assert_str_eq(readiness.reviewers.items[2].reviewer->id, "auditor", "who returns nothing comes last");
}
