/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support.h"

static void expect(const char *rest, const char *code, const char *words) {
    po_bench bench;
    po_crosswalk_counts counts;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench,
                           "<record type='r'><make entity='goal'><key field='k'/></make></record>",
                           rest),
                 PO_OK, "%s", bench.err.text);
    po_crosswalk_check(bench.set, NULL, &bench.diagnostics, &counts);
    cr_expect(bench_said(&bench, code, words), "%s: %s", code,
              bench.diagnostics.list.count ? bench.diagnostics.list.items[0].text : "nothing");
    bench_stop(&bench);
}

Test(lint_forbids, sides_and_reasons) {
    expect("<forbids><forbid id='X-a' kind='same-as' a='mesure' b='measure'><why>x</why><try "
           "a='measure' b='measure'/></forbid></forbids>",
           "XW-416", "did you mean \"measure\"");
    expect("<forbids><forbid id='X-a' kind='same-as' a='moon:x' b='measure'><why>x</why><try "
           "a='measure' b='measure'/></forbid></forbids>",
           "XW-416", "no vocabulary \"moon\"");
    expect("<forbids><forbid id='X-a' kind='same-as' a='measure' b='measure'><why></why><try "
           "a='measure' b='measure'/></forbid></forbids>",
           "XW-413", "does not say why");
}

Test(lint_forbids, tests_that_cannot_fail) {
    expect("<tests><test id='T-a'><why>x</why><given record='z'/><expect entity='goal' "
           "count='0'/></test></tests>",
           "XW-418", "a record of type z");
    expect("<tests><test id='T-a'><why>x</why><given record='r'/><expect entity='gaol' "
           "count='0'/></test></tests>",
           "XW-418", "did you mean \"goal\"");
    expect("<tests><test id='T-a'><why>x</why><given record='r'/><expect "
           "entity='goal'/></test></tests>",
           "XW-418", "expects nothing of goal");
    expect("<tests><test id='T-a'><why>x</why><given record='r'/><expect entity='goal' "
           "field='number'/></test></tests>",
           "XW-418", "does not say what number");
}
