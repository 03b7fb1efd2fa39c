/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support.h"

Test(load_tests, tests_as_written) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(
        bench_add(&bench,
                  "<record type='goal'><make entity='goal'><key field='number'/></make></record>",
                  "<tests><test id='T-a' plan-year='2025-26'><why>because</why><given "
                  "record='goal' parent='p'><f name='number' value='1' values='a b'>One</f></given>"
                  "<expect entity='goal' count='1'/><expect entity='goal' where='number' is='1' "
                  "field='number' text='One'/>"
                  "<expect-link kind='measures' from='a' to='b'/></test></tests>"),
        PO_OK, "%s", bench.err.text);
    const po_test *test = &bench_toy(&bench)->tests.items[0];
    cr_assert_str_eq(test->why, "because");
    cr_assert_eq(test->plan_year, 2025);
    cr_assert_str_eq(test->givens.items[0].id, "goal-1");
    cr_assert_str_eq(test->givens.items[0].parent, "p");
    const po_field *field = &test->givens.items[0].fields.items[0];
    cr_assert_str_eq(field->text, "One");
    cr_assert_str_eq(field->value, "1");
    cr_assert_eq(field->value_count, 2u);
    cr_assert_str_eq(field->values[1], "b");
    cr_assert_eq(test->expects.items[0].count, 1);
    cr_assert_eq(test->expects.items[1].count, -1);
    cr_assert_str_eq(test->expects.items[1].where, "number");
    cr_assert_str_eq(test->links.items[0].to, "b");
    bench_stop(&bench);
}
