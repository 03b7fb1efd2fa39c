/* SPDX-License-Identifier: Apache-2.0
 *
 * Mistakes in duty rows: each piece stands in a small crosswalk of its own, and one sentence with its code must be told, and no other.
 */
#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "duty/lint.h"
#include "support.h"

#define HEAD                                                                                                                                       \
    "<crosswalk format=\"planonce/crosswalk/1\" id=\"toy\" version=\"0.1.0\" program=\"csi\" model=\"0.1.0\" status=\"draft\" "                    \
    "authority=\"suggested\" method=\"human\"><title>t</title>"
#define WHO "<provenance by=\"a planner\" date=\"2026-11-21\" reviewed=\"no\">read in the law</provenance>"
#define ROWS "<duty ref=\"csi.CSI-6\"><atom ref=\"assess-needs\"/></duty><duty ref=\"csi.CSI-7\"><atom ref=\"set-goals\"/></duty>"

/* Only the duties of the text are known, so that nothing is said of others. */
static void look(duty_bench *bench, const char *duties) {
    bench_start(bench);
    const char *text = po_arena_printf(bench->arena, "%s<duties>%s</duties></crosswalk>", HEAD, duties);
    const char *path = po_arena_printf(bench->arena, "%s/duty-lint-%d.xml", PO_BINARY_DIR, (int)getpid());
    cr_assert_eq(po_file_write(path, text, strlen(text), &bench->err), PO_OK);
    *bench->asks = (po_asks){.arena = bench->arena,
                             .folder = bench->asks->folder,
                             .asked = bench->asked,
                             .crosswalks = bench->crosswalks,
                             .programs = bench->programs,
                             .program_count = bench->program_count};
    cr_assert_eq(po_asks_add(bench->asks, path, &bench->diagnostics, &bench->err), PO_OK, "%s", duties);
    po_duty_counts counts;
    po_duties_check(bench->asks, &bench->diagnostics, &counts);
    po_duties_test(bench->asks, &bench->diagnostics, &counts);
    unlink(path);
}

/* Duties that are missing and atoms nobody asks are not looked at here. */
static size_t told(const char *duties, const char *code, const char *words) {
    duty_bench bench;
    look(&bench, duties);
    size_t found = 0;
    for (size_t i = 0; i < bench.diagnostics.list.count; i++) {
        const po_diagnostic *diagnostic = &bench.diagnostics.list.items[i];
        if (po_text_equal(diagnostic->code, "XW-614") || po_text_equal(diagnostic->code, "XW-615"))
            continue;
        cr_expect_str_eq(diagnostic->code, code, "%s: %s", duties, diagnostic->text);
        cr_expect(strstr(diagnostic->text, words), "%s should say \"%s\"", diagnostic->text, words);
        found++;
    }
    bench_stop(&bench);
    return found;
}

Test(lint, nothing_is_told_of_what_is_right) {
    cr_expect_eq(told(WHO ROWS, "none", ""), 0);
}

static size_t count_words(const duty_bench *bench, const char *code, const char *words) {
    size_t found = 0;
    for (size_t i = 0; i < bench->diagnostics.list.count; i++) {
        const po_diagnostic *diagnostic = &bench->diagnostics.list.items[i];
        found += po_text_equal(diagnostic->code, code) && strstr(diagnostic->text, words) != NULL;
    }
    return found;
}

Test(lint, a_duty_without_atoms_needs_a_reason) {
    duty_bench bench;
    look(&bench, WHO ROWS "<without-atoms ref=\"csi.CSI-8\" reason=\"states-a-purpose\">somebody else's</without-atoms>");
    cr_expect_eq(count_words(&bench, "XW-614", "what csi.CSI-9 asks is not said"), 1);
    cr_expect_eq(count_words(&bench, "XW-614", "csi.CSI-6 asks is not said"), 0);
    cr_expect_eq(count_words(&bench, "XW-614", "csi.CSI-8 asks is not said"), 0);
    cr_expect_eq(count_words(&bench, "XW-614", "duties ask is said in no crosswalk"), bench.program_count - 1, "once for every other program");
    bench_stop(&bench);
}

Test(lint, names_that_mean_nothing) {
    cr_expect_eq(told(WHO "<duty ref=\"csi.CSI-6\"><atom ref=\"asses-needs\"/></duty>", "XW-612", "did you mean \"assess-needs\""), 1);
    cr_expect_eq(told(WHO "<duty ref=\"csi.CSI-99\"><atom ref=\"set-goals\"/></duty>", "XW-612", "has no duty"), 1);
    cr_expect_eq(told(WHO "<duty ref=\"csi.CSI-6\" as=\"plan\"><atom ref=\"set-goals\"/></duty>", "XW-612", "no such <asking>"), 1);
    cr_expect_eq(told(WHO "<duty ref=\"csi.CSI-6\"><atom ref=\"set-goals\"/><facet of=\"levl\" is=\"school\"/></duty>", "XW-612", "\"level\""), 1);
    cr_expect_eq(told(WHO "<duty ref=\"csi.CSI-6\"><atom ref=\"set-goals\"/><facet of=\"level\" is=\"shool\"/></duty>", "XW-612", "\"school\""), 1);
    cr_expect_eq(told(WHO ROWS "<relation a=\"csi.CSI-6\" b=\"csi.CSI-8\" is=\"subset-of\"><why>so</why></relation>", "XW-612", "csi.CSI-8"), 1);
}

Test(lint, things_said_twice) {
    cr_expect_eq(told(WHO "<duty ref=\"csi.CSI-6\"><atom ref=\"set-goals\"/><atom ref=\"set-goals\"/></duty>", "XW-611", "twice"), 1);
    cr_expect_eq(told(WHO "<duty ref=\"csi.CSI-6\"><atom ref=\"set-goals\"/><facet of=\"level\" is=\"school\"/><facet of=\"level\" is=\"state\"/></duty>",
                      "XW-611", "twice"),
                 1);
    cr_expect_eq(told(WHO ROWS "<relation a=\"csi.CSI-6\" b=\"csi.CSI-7\" is=\"no-relationship\"><why>so</why></relation>"
                               "<relation a=\"csi.CSI-7\" b=\"csi.CSI-6\" is=\"subset-of\"><why>so</why></relation>",
                      "XW-611", "stands twice"),
                 1);
}

Test(lint, rows_need_somebody_who_says_so) {
    cr_expect_eq(told("<duty ref=\"csi.CSI-6\"><atom ref=\"set-goals\"/></duty>", "XW-610", "no provenance"), 1);
    cr_expect_eq(told(WHO "<without-atoms ref=\"csi.CSI-6\" reason=\"not-yet-read\"/>", "XW-613", "no reason"), 1);
    cr_expect_eq(told(WHO ROWS "<relation a=\"csi.CSI-6\" b=\"csi.CSI-7\" is=\"subset-of\"><why> </why></relation>", "XW-613", "does not say why"), 1);
}

Test(lint, a_bare_overlap_says_nothing) {
    cr_expect_eq(told(WHO ROWS "<relation a=\"csi.CSI-6\" b=\"csi.CSI-7\" is=\"intersects-with\"><why>so</why></relation>", "XW-616", "bare"), 1);
    cr_expect_eq(told(WHO ROWS "<relation a=\"csi.CSI-6\" b=\"csi.CSI-7\" is=\"intersects-with\"><why>so</why><overlap>x</overlap><residue-a>y</residue-a>"
                               "<residue-b>z</residue-b></relation>",
                      "none", ""),
                 0);
}

Test(lint, what_is_equal_does_not_differ) {
    cr_expect_eq(told(WHO ROWS "<relation a=\"csi.CSI-6\" b=\"csi.CSI-7\" is=\"equal-to\" differs=\"timing\"><why>so</why></relation>", "XW-617",
                      "differ in timing"),
                 1);
}

Test(lint, a_forbid_row_wins_over_reuse) {
    cr_expect_eq(told(WHO "<duty ref=\"csi.CSI-4\"><atom ref=\"set-goals\"/></duty><duty ref=\"csi.CSI-6\"><atom ref=\"assess-needs\"/></duty>"
                          "<reuse id=\"R-x\" writes=\"csi.CSI-4\" serves=\"csi.CSI-6\" cite=\"law\"><title>t</title><condition>c</condition>"
                          "<limit>l</limit></reuse>",
                      "XW-618", "forbidden"),
                 1);
}

Test(lint, a_test_that_is_wrong_fails) {
    cr_expect_eq(told(WHO ROWS "<pair-test id=\"U-x\" a=\"csi.CSI-6\" b=\"csi.CSI-7\" is=\"subset-of\">so</pair-test>", "XW-620", "no-relationship"), 1);
    cr_expect_eq(told(WHO ROWS "<pair-test id=\"U-x\" a=\"csi.CSI-6\" b=\"csi.CSI-7\" is=\"no-relationship\" only-a=\"-\">so</pair-test>", "XW-620",
                      "assess-needs"),
                 1);
    cr_expect_eq(told(WHO ROWS "<pair-test id=\"U-x\" a=\"csi.CSI-6\" b=\"csi.CSI-7\" is=\"no-relationship\" differs=\"-\" only-a=\"assess-needs\">so"
                               "</pair-test>",
                      "none", ""),
                 0);
}
