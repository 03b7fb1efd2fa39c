/* SPDX-License-Identifier: Apache-2.0
 *
 * A broken promise is found: rows whose class is forced to be better than their operations.
 */
#include <criterion/criterion.h>

#include "support.h"

#define RECORD(row)                                                                                \
    "<record type='goal'><make entity='goal'><key item='number'/></make>" row "</record>"

static void count_laws(const char *fields, po_row_class forced, const char *rest,
                       po_crosswalk_counts *counts, const char *words) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, fields, rest), PO_OK, "%s", bench.err.text);
    bench.set->list.items[0]->records.items[0].rows.items[0].computed = forced;
    po_crosswalk_test(bench.set, &bench.diagnostics, counts);
    cr_expect_eq(bench_said(&bench, "XW-503", words ? words : ""), words != NULL, "%s",
                 bench.diagnostics.list.count ? bench.diagnostics.list.items[0].text : "");
    bench_stop(&bench);
}

Test(laws, generated_values_come_back) {
    po_crosswalk_counts counts;
    count_laws(RECORD("<field id='F-a' from='f' to='goal.description' type='text' "
                      "class='iso'><copy/></field>"),
               PO_ISO, NULL, &counts, NULL);
    cr_assert_eq(counts.laws, 5u);
    count_laws(RECORD("<field id='F-a' from='f' to='goal.topics' type='codes' class='iso'><split "
                      "at=',' exact='yes'/></field>"),
               PO_ISO, NULL, &counts, NULL);
    cr_assert_eq(counts.laws, 1u);
    count_laws(RECORD("<field id='F-a' from='f' to='goal.type' type='code' class='iso'><enum><pair "
                      "from='B' to='broad'/><pair from='F' to='focus'/></enum></field>"),
               PO_ISO, NULL, &counts, NULL);
    cr_assert_eq(counts.laws, 2u);
    count_laws(RECORD("<field id='F-a' from='f' to='goal.groups' type='codes' "
                      "class='forward'><classify vocabulary='student-group'/></field>"),
               PO_FORWARD, NULL, &counts, NULL);
    cr_assert_eq(counts.laws, 0u);
}

Test(laws, a_broken_promise_is_told) {
    po_crosswalk_counts counts;
    count_laws(RECORD("<field id='F-a' from='f' to='goal.number' type='text' "
                      "class='iso'><list-key/></field>"),
               PO_ISO, NULL, &counts, "get(put(v)) is not v");
    static const char test[] = "<tests><test id='T-a'><why>x</why><given record='goal'><f "
                               "name='number'>1</f><f name='f'>Action 7</f></given>"
                               "<expect entity='goal' count='1'/></test></tests>";
    count_laws(RECORD("<field id='F-a' from='f' to='goal.number' type='text' "
                      "class='forward'><concat field='number' with='-'/></field>"),
               PO_ISO, test, &counts, "put(get(s)) is not s");
}

Test(laws, printed_otherwise_is_the_same_value) {
    po_crosswalk_counts counts;
    static const char test[] = "<tests><test id='T-a'><why>x</why><given record='goal'><f "
                               "name='number'>1</f><f name='f'>$1,000.00</f></given>"
                               "<expect entity='goal' count='1'/></test></tests>";
    count_laws(
        RECORD(
            "<field id='F-a' from='f' to='goal.number' type='money' class='iso'><money/></field>"),
        PO_ISO, test, &counts, NULL);
    cr_assert_eq(counts.laws_failed, 0u);
    cr_assert_eq(counts.laws, 7u);
}
