/* SPDX-License-Identifier: Apache-2.0 */
#include "check/program_check.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "check_fixture.h"

static po_arena *arena;
static po_program program;
static po_findings findings;
static po_source source;

static void set_up(void) {
    arena = po_arena_create();
    program = (po_program){.id = "demo", .path = "demo/program.xml"};
    po_findings_init(&findings, arena);
    source = (po_source){
        .name = "plan.pdf", .sha256 = "aa", .cds = "01100170000000", .period = "2025-26"};
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(program_check, .init = set_up, .fini = tear_down);

static po_checks *compiled(void) {
    po_diagnostics diagnostics;
    po_checks *checks = NULL;
    po_error err = {0};
    po_diagnostics_init(&diagnostics, arena);
    po_status status = po_checks_compile(arena, &program, &diagnostics, &checks, &err);
    cr_assert_eq(status, PO_OK, "%s",
                 diagnostics.list.count ? diagnostics.list.items[0].text : err.text);
    return checks;
}

/* The records are gone before anybody looks at the findings. */
static void run_with(const char *records, const po_map *facts) {
    po_checks *checks = compiled();
    po_record_set *set = fixture_records(records);
    po_checks_run(checks, set, &source, facts, &findings);
    po_record_set_destroy(set);
    po_findings_seal(&findings);
}

static void run(const char *records) {
    run_with(records, NULL);
}

static void expect(size_t checked, size_t held, size_t unknown, size_t found) {
    cr_assert_eq(findings.checked, checked, "checked %zu", findings.checked);
    cr_assert_eq(findings.held, held, "held %zu", findings.held);
    cr_assert_eq(findings.unknown, unknown, "unknown %zu", findings.unknown);
    cr_assert_eq(findings.undecided.count, unknown);
    cr_assert_eq(findings.list.count, found, "found %zu", findings.list.count);
}

static const char *first(void) {
    return fixture_show(arena, &findings.list.items[0]);
}

static const char *const rows =
    "row r1: amount=$10 | kind=a; row r2: amount=$20 | kind=b; totals t: amount=";

Test(program_check, a_sum_that_is_off_is_found_with_gap_and_places) {
    po_check *check =
        fixture_check(arena, &program, "DEMO-SUM", NULL, "sum(row.amount) = totals.amount");
    fixture_let(arena, check, "rows", "sum(row.amount)");
    fixture_let(arena, check, "printed", "totals.amount");
    run(po_arena_printf(arena, "%s%s", rows, "$1,036"));
    expect(1, 0, 0, 1);
    cr_assert_str_eq(
        first(), "DEMO-SUM would be returned gap=1006 about=- at 1 3 5\nrows=$30\nprinted=$1,036\n"
                 "gap=$1,006\ngap_at_least=$1,004.50");
    const po_finding *finding = &findings.list.items[0];
    cr_assert_str_eq(finding->message, "demo.sum");
    cr_assert_str_eq(finding->action, "demo.sum.do");
    cr_assert_str_eq(finding->who, "business office");
    cr_assert_str_eq(finding->citation, "EC 1");
    cr_assert_str_eq(finding->duty, "demo.D1");
    cr_assert_str_eq(finding->program, "demo");
    cr_assert_eq(finding->source, &source);
    cr_assert_str_eq(finding->at[0].sheet, "Plan");
    cr_assert_null(finding->at[1].sheet);
    cr_assert_eq(strlen(finding->id), 20);
}

Test(program_check, a_gap_of_dollars_shows_no_cents_it_has_not) {
    fixture_check(arena, &program, "DEMO-SUM", NULL, "sum(row.amount) = totals.amount");
    run("row r1: amount=$10.00; totals t: amount=$1,036.00");
    expect(1, 0, 0, 1);
    cr_assert_str_eq(first(), "DEMO-SUM would be returned gap=1026 about=- at 1 2\ngap=$1,026\ngap_at_least=$1,025.99");
}

Test(program_check, a_difference_of_codes_is_no_gap) {
    fixture_check(arena, &program, "DEMO-CODE", NULL, "number(totals.code) at least 1000");
    run("totals t: code=12");
    expect(1, 0, 0, 1);
    cr_assert_null(findings.list.items[0].gap);
}

Test(program_check, a_gap_that_the_check_names_may_be_a_count) {
    po_check *check = fixture_check(arena, &program, "DEMO-CODE", NULL, "number(totals.code) at least 1000");
    check->gap = "1000 - number(totals.code)";
    run("totals t: code=12");
    cr_assert_str_eq(findings.list.items[0].gap, "988");
}

Test(program_check, what_rounding_allows_is_no_finding) {
    fixture_check(arena, &program, "DEMO-SUM", NULL, "sum(row.amount) = totals.amount");
    run(po_arena_printf(arena, "%s%s", rows, "$31"));
    expect(1, 1, 0, 0);
}

Test(program_check, tolerance_is_added) {
    po_check *check =
        fixture_check(arena, &program, "DEMO-SUM", NULL, "sum(row.amount) = totals.amount");
    check->tolerance = "5.00";
    run(po_arena_printf(arena, "%s%s", rows, "$36"));
    expect(1, 1, 0, 0);
}

Test(program_check, what_is_missing_is_counted_with_its_name) {
    fixture_check(arena, &program, "DEMO-SUM", NULL, "sum(row.amount) = totals.amount");
    run("row r1: amount=$10; row r2: amount=; totals t: amount=$10");
    expect(1, 0, 1, 0);
    const po_undecided *undecided = &findings.undecided.items[0];
    cr_assert_str_eq(undecided->missing, "row.amount");
    cr_assert_str_eq(undecided->reason, "absent");
    cr_assert_str_eq(undecided->code, "DEMO-SUM");
    cr_assert_null(undecided->about);
}

Test(program_check, over_runs_once_for_each_record) {
    po_check *check =
        fixture_check(arena, &program, "DEMO-ROW", "row", "this.a + this.b = this.total");
    check->severity = "required";
    check->gap = "abs(this.total - this.a - this.b)";
    fixture_let(arena, check, "number", "this.number");
    run("row r1: number=1.1 | a=$1 | b=$2 | total=$3; row r2: number=1.2 | a=$1 | b=$2 | total=$9;"
        "row r3: number=1.3 | a=$1 | total=$9; other o: a=$1");
    expect(3, 1, 1, 1);
    cr_assert_str_eq(
        first(),
        "DEMO-ROW required gap=6 about=r2 at 6 7 8\nnumber=1.2\ngap=$6\ngap_at_least=$4.50");
    cr_assert_str_eq(findings.undecided.items[0].about, "r3");
}

Test(program_check, when_must_be_shown) {
    po_check *check = fixture_check(arena, &program, "DEMO-ROW", "row", "this.a > 0");
    check->when = "this.kind = \"yes\"";
    run("row r1: kind=Yes | a=$0; row r2: kind=No | a=$0; row r3: a=$0; none n: a=$0");
    expect(1, 0, 0, 1);
    cr_assert_str_eq(first(),
                     "DEMO-ROW would be returned gap=- about=r1 at 2\ngap=$0\ngap_at_least=$0");
}

Test(program_check, when_that_rounding_leaves_open_does_not_apply) {
    po_check *check = fixture_check(arena, &program, "DEMO-ROW", "row", "false");
    check->when = "this.a < this.b";
    run("row r1: a=$1 | b=$1");
    expect(0, 0, 0, 0);
}

Test(program_check, doubtful_values_make_no_requirement) {
    po_check *check =
        fixture_check(arena, &program, "DEMO-SUM", NULL, "sum(row.amount) = totals.amount");
    check->severity = "required";
    run("row r1: amount=$10!; totals t: amount=$90");
    expect(1, 0, 0, 1);
    cr_assert_str_eq(first(),
                     "DEMO-SUM worth a look gap=80 about=- at 1 2\ngap=$80\ngap_at_least=$79\n"
                     "doubt=the cell was cut by a page");
}

Test(program_check, a_doubtful_condition_makes_no_requirement) {
    po_check *check = fixture_check(arena, &program, "DEMO-ROW", "row", "this.a > 0");
    check->severity = "required";
    check->when = "this.kind = \"yes\"";
    run("row r1: kind=Yes! | a=$0; row r2: kind=Yes | a=$0");
    expect(2, 0, 0, 2);
    cr_assert_eq(findings.list.items[0].severity, PO_FINDING_REQUIRED);
    cr_assert_str_eq(findings.list.items[0].about, "r2");
    cr_assert_eq(findings.list.items[1].severity, PO_FINDING_WORTH_A_LOOK);
}

Test(program_check, without_operands_the_record_is_the_place) {
    fixture_check(arena, &program, "DEMO-NONE", "goal", "exists(metric where parent = this)");
    run("goal g1: number=1; goal g2: number=2; metric m ^g1: number=1");
    expect(2, 1, 0, 1);
    cr_assert_str_eq(first(), "DEMO-NONE would be returned gap=- about=g2 at 2");
}

Test(program_check, facts_are_asked) {
    po_map *facts = po_map_create(arena);
    po_rule_cell cell = {.text = "30", .value = "30", .hint = PO_HINT_COUNT, .origin = &cell};
    po_map_set(facts, "el_count", &cell);
    po_check *check = fixture_check(arena, &program, "DEMO-EL", NULL, "totals.dac = \"yes\"");
    check->when = "facts.el_count at least 21";
    fixture_check(arena, &program, "DEMO-OTHER", NULL, "facts.other = 1");
    run_with("totals t: dac=No", facts);
    expect(2, 0, 1, 1);
    cr_assert_str_eq(first(), "DEMO-EL would be returned gap=- about=- at 1");
}

Test(program_check, a_gap_that_cannot_be_told_is_left_out) {
    po_check *check =
        fixture_check(arena, &program, "DEMO-SUM", NULL, "sum(row.amount) = totals.amount");
    check->gap = "totals.other";
    check->message = NULL;
    fixture_let(arena, check, "missing_one", "totals.other");
    run("row r1: amount=$10; totals t: amount=$90");
    cr_assert_str_eq(first(),
                     "DEMO-SUM would be returned gap=- about=- at 1 2\nmissing_one=\xE2\x80\x94");
}

Test(program_check, places_are_bounded) {
    po_buffer text = {0};
    for (int i = 0; i < 100; i++) {
        po_buffer_printf(&text, "row r%d: amount=$1; ", i);
    }
    po_buffer_add_text(&text, "totals t: amount=$900");
    fixture_check(arena, &program, "DEMO-SUM", NULL, "sum(row.amount) = totals.amount");
    run(po_buffer_text(&text));
    cr_assert_eq(findings.list.items[0].at_count, PO_RULE_ORIGINS_MAX);
    po_buffer_finish(&text);
}

/* ---- mistakes ---------------------------------------------------------------------------------
 */

static const char *mistakes(size_t *ret_count) {
    po_diagnostics diagnostics;
    po_checks *checks = NULL;
    po_error err = {0};
    const char *all = "";
    po_diagnostics_init(&diagnostics, arena);
    cr_assert_eq(po_checks_compile(arena, &program, &diagnostics, &checks, &err), PO_E_CONFIG);
    cr_assert_null(checks);
    for (size_t i = 0; i < diagnostics.list.count; i++) {
        const po_diagnostic *d = &diagnostics.list.items[i];
        all =
            po_arena_printf(arena, "%s%s:%s: %s [%s]\n", all, d->file, d->place, d->text, d->code);
    }
    *ret_count = diagnostics.list.count;
    return po_arena_printf(arena, "%s%s", all, err.text);
}

Test(program_check, every_mistake_is_told) {
    size_t count;
    po_check *check = fixture_check(arena, &program, "DEMO-A", NULL, "summ(row.a) = 1");
    check->severity = "grave";
    check->when = "1 +";
    check->gap = "\"x\"";
    check->tolerance = "0";
    fixture_let(arena, check, "and", "1");
    fixture_check(arena, &program, "DEMO-B", NULL, "1 = 1");
    cr_assert_str_eq(mistakes(&count),
                     "demo/program.xml:12: check DEMO-A, severity: is none of: required, would be "
                     "returned, worth a look [RULE-001]\n"
                     "demo/program.xml:12: check DEMO-A, let and: 'and' is a word of the language "
                     "and cannot be a name [RULE-001]\n"
                     "demo/program.xml:12: check DEMO-A, when: character 4: expected a value, but "
                     "found the end [RULE-001]\n"
                     "demo/program.xml:12: check DEMO-A, assert: character 1: unknown function "
                     "'summ'; did you mean 'sum'? "
                     "[RULE-001]\n"
                     "demo/program.xml:12: check DEMO-A, gap: character 1: this place needs a "
                     "number, but '\"x\"' is text "
                     "[RULE-001]\n"
                     "demo/program.xml: 5 mistakes in the checks of program 'demo'");
    cr_assert_eq(count, 5);
}

static const char *const *types(void *context) {
    (void)context;
    static const char *const list[] = {"row", NULL};
    return list;
}

Test(program_check, a_schema_names_what_exists) {
    const po_rule_schema schema = {.types = types};
    po_checks *checks = NULL;
    po_error err = {0};
    fixture_check(arena, &program, "DEMO-A", NULL, "sum(rows.a) = 1");
    cr_assert_eq(po_checks_compile_for(arena, &program, &schema, NULL, &checks, &err), PO_E_CONFIG);
    cr_assert_str_eq(err.text, "demo/program.xml: 1 mistake in the checks of program 'demo'");
    program.checks.items[0].assertion = "sum(row.a) = 1";
    cr_assert_eq(po_checks_compile_for(arena, &program, &schema, NULL, &checks, &err), PO_OK);
    cr_assert_eq(po_checks_count(checks), 1);
}

static void run_across(const char *first_plan, const char *second_plan) {
    po_source other = source;
    po_checks *checks = compiled();
    po_record_set *sets[] = {fixture_records(first_plan), fixture_records(second_plan)};
    po_check_paper papers[] = {{sets[0], &source}, {sets[1], &other}};
    other.name = "other.pdf";
    po_checks_run(checks, sets[0], &source, NULL, &findings);
    po_checks_run_across(checks, papers, 2, NULL, &findings);
    po_checks_run_across(checks, papers, 1, NULL, &findings);
    cr_expect_eq(findings.list.count == 0 ? 0 : findings.list.items[0].at_count, findings.list.count == 0 ? 0U : 2U);
    if (findings.list.count > 0) {
        cr_expect_str_eq(findings.list.items[0].source->name, "plan.pdf");
        cr_expect_str_eq(findings.list.items[0].at[1].source->name, "other.pdf");
    }
    po_record_set_destroy(sets[0]);
    po_record_set_destroy(sets[1]);
}

static void same_amount_check(void) {
    po_check *check = fixture_check(arena, &program, "DEMO-SAME", "row",
                                    "count(row where printed(it.amount) = printed(this.amount)) at most 1");
    check->when = "first(row where printed(it.amount) = printed(this.amount)) = this";
    check->across = true;
}

Test(program_check, a_check_across_sees_all_documents_and_says_where) {
    same_amount_check();
    run_across("row r1: amount=$10", "row r1: amount=$10");
    cr_expect_eq(findings.list.count, 1);
}

Test(program_check, a_check_across_is_silent_about_one_document) {
    same_amount_check();
    run_across("row r1: amount=$10", "row r2: amount=$11");
    cr_expect_eq(findings.list.count, 0);
}
