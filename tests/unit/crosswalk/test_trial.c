/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "support.h"

Test(trial, the_installed_crosswalks_pass_their_own_tests) {
    po_bench bench;
    bench_start(&bench);
    po_crosswalk_counts counts;
    bool passed = po_crosswalk_test(bench.set, &bench.diagnostics, &counts);
    cr_assert(passed, "%s",
              bench.diagnostics.list.count ? bench.diagnostics.list.items[0].text : "no test ran");
    cr_assert_gt(counts.tests, 20u);
    cr_assert_gt(counts.laws, 500u);
    cr_assert_geq(counts.rows_tested * 100, counts.rows * 95, "rows that no test tries: %zu",
                  counts.rows - counts.rows_tested);
    for (size_t i = 0; i < bench.diagnostics.list.count; i++)
        cr_expect_neq(bench.diagnostics.list.items[i].severity, PO_ERROR);
    cr_assert_not_null(strstr(po_crosswalk_summary(bench.arena, &counts), " tests with "));
    bench_stop(&bench);
}

#define FIELDS                                                                                     \
    "<record type='goal'><make entity='goal'><key item='number' code='yes'/></make>"               \
    "<field id='F-text' from='text' to='goal.description' type='text' class='iso'><copy/></field>" \
    "<field id='F-groups' from='text' to='goal.groups' type='codes' class='forward'><classify "    \
    "vocabulary='student-group'/></field></record>"
#define GIVEN                                                                                      \
    "<why>x</why><given record='goal'><f name='number'>1</f><f name='text'>For English "           \
    "learners</f></given>"

static void expect_failure(const char *rest, const char *code, const char *words) {
    po_bench bench;
    po_crosswalk_counts counts;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, FIELDS, rest), PO_OK, "%s", bench.err.text);
    cr_assert_not(po_crosswalk_test(bench.set, &bench.diagnostics, &counts));
    cr_expect(bench_said(&bench, code, words), "%s",
              bench.diagnostics.list.count ? bench.diagnostics.list.items[0].text : words);
    bench_stop(&bench);
}

Test(trial, what_does_not_hold_is_told) {
    expect_failure(
        "<tests><test id='T-a'>" GIVEN
        "<expect entity='goal' code='1' field='description' text='For nobody'/></test></tests>",
        "XW-501", "should be \"For nobody\", and is For English learners");
    expect_failure("<tests><test id='T-a'>" GIVEN
                   "<expect entity='goal' field='groups' values='foster-youth'/></test></tests>",
                   "XW-501", "should be \"foster-youth\", and is english-learners");
    expect_failure("<tests><test id='T-a'>" GIVEN
                   "<expect entity='goal' field='groups' evidence='pupils'/></test></tests>",
                   "XW-501", "evidence");
    expect_failure("<tests><test id='T-a'>" GIVEN
                   "<expect entity='goal' field='groups' value='unknown'/></test></tests>",
                   "XW-501", "should be unknown");
    expect_failure("<tests><test id='T-a'>" GIVEN
                   "<expect entity='goal' count='2'/></test></tests>",
                   "XW-501", "there should be 2 of goal, and there are 1");
    expect_failure("<tests><test id='T-a'>" GIVEN
                   "<expect entity='goal' code='7' field='number' value='7'/></test></tests>",
                   "XW-501", "there is no goal 7");
    expect_failure(
        "<tests><test id='T-a'>" GIVEN
        "<expect entity='goal' where='number' is='9' field='number' value='7'/></test></tests>",
        "XW-501", "there is no goal 9");
    expect_failure("<tests><test id='T-a'>" GIVEN
                   "<expect-link kind='measures' from='goal 1' to='measure 1'/></test></tests>",
                   "XW-501", "there is no link");
    expect_failure("<tests><test id='T-a'><why>x</why><given record='goal' "
                   "parent='nobody'/><expect entity='goal' count='0'/></test></tests>",
                   "XW-501", "nobody");
    expect_failure("<forbids><forbid id='X-a' kind='same-as' a='goal' b='goal'><why>x</why><try "
                   "a='goal' b='action'/></forbid></forbids>",
                   "XW-502", "should be refused, and is not");
    expect_failure("<forbids><forbid id='X-a' kind='same-as' a='goal' b='goal'><why>x</why><try "
                   "a='goal' b='goal' allowed='yes'/></forbid></forbids>",
                   "XW-502", "should be allowed, and is not");
}

Test(trial, rows_without_a_test_are_named) {
    po_bench bench;
    po_crosswalk_counts counts;
    bench_start_empty(&bench);
    cr_assert_eq(
        bench_add(&bench, FIELDS,
                  "<tests><test id='T-a'><why>x</why><given record='goal'><f "
                  "name='number'>1</f></given><expect entity='goal' count='1'/></test></tests>"),
        PO_OK);
    cr_assert(po_crosswalk_test(bench.set, &bench.diagnostics, &counts));
    cr_assert(bench_said(&bench, "XW-504", "no test tries F-text (text)"));
    cr_assert_eq(counts.rows_tested, 0u);
    bench_stop(&bench);
}

Test(trial, no_test_is_no_success) {
    po_bench bench;
    po_crosswalk_counts counts;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, FIELDS, NULL), PO_OK);
    cr_assert_not(po_crosswalk_test(bench.set, &bench.diagnostics, &counts));
    cr_assert_eq(counts.tests, 0u);
    bench_stop(&bench);
}
