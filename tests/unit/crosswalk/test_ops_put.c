/* SPDX-License-Identifier: Apache-2.0
 *
 * The way back, row by row.
 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "support.h"

static const char rows[] =
    "<record type='r'><make entity='goal'><key field='k'/></make>"
    "<field id='F-copy' from='f' to='goal.description' type='text' class='iso'><copy/></field>"
    "<field id='F-key' from='f' to='goal.number' type='text' class='complement'><list-key/></field>"
    "<field id='F-vocabulary' from='f' to='goal.type' type='code' class='complement'><enum "
    "vocabulary='goal-type'/></field>"
    "<field id='F-pairs' from='f' to='goal.type' type='code' class='iso'><enum><pair from='Big' "
    "to='broad'/><pair from='Small' to='focus'/></enum></field>"
    "<field id='F-exact' from='f' to='goal.topics' type='codes' class='iso'><split at=';' "
    "exact='yes'/></field>"
    "<field id='F-join' from='f' to='goal.rationale' type='text' class='iso'><join with=', "
    "'/></field>"
    "<field id='F-words' from='f' to='goal.groups' type='codes' class='forward'><classify "
    "vocabulary='student-group'/></field>"
    "<field id='F-hand' from='f' to='goal.groups' type='codes' class='manual'/></record>"
    "<record type='s'><make entity='action'><key field='k'/></make>"
    "<field id='F-money' from='f' to='action.total_funds' type='money' class='iso'><money/></field>"
    "<field id='F-percent' from='f' to='action.improved_percentage' type='percent' "
    "class='iso'><percent/></field></record>"
    "<record type='u'><make entity='milestone'><key field='k'/></make>"
    "<field id='F-date' from='f' to='milestone.date' type='date' "
    "class='iso'><date/></field></record>";

static const struct {
    const char *row, *value, *text; /* text: what is written; NULL: no way back */
} cases[] = {{"F-copy", NULL, "words"},
             {"F-money", "1234567.50", "$1,234,567.50"},
             {"F-money", "-12", "-$12"},
             {"F-percent", "35.975", "35.975%"},
             {"F-pairs", "focus", "Small"},
             {"F-pairs", "maintenance", NULL},
             {"F-date", "2025-06-24", "2025-06-24"},
             {"F-key", "1.1", NULL},
             {"F-words", "x", NULL},
             {"F-hand", "x", NULL}};

Test(ops_put, from_the_model) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, rows, NULL), PO_OK, "%s", bench.err.text);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_flow flow = {.text = "words", .value = cases[i].value};
        po_field written = {0};
        bool back = po_row_put(bench_row(&bench, cases[i].row), &flow, NULL, bench.arena, &written);
        cr_expect_eq(back, cases[i].text != NULL, "%s", cases[i].row);
        if (back)
            cr_expect_str_eq(written.text, cases[i].text, "%s", cases[i].row);
    }
    bench_stop(&bench);
}

Test(ops_put, lists_and_complements) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, rows, NULL), PO_OK);
    const char *values[] = {"a;b", "c\\", ""};
    po_flow list = {.values = values, .value_count = 3};
    po_field written = {0}, printed = {.name = "f", .text = "Action 1.1"};
    cr_assert(po_row_put(bench_row(&bench, "F-exact"), &list, NULL, bench.arena, &written));
    cr_assert_str_eq(written.text, "a\\;b;c\\\\;");
    cr_assert(po_row_put(bench_row(&bench, "F-join"), &(po_flow){.value = "a, b"}, NULL,
                         bench.arena, &written));
    cr_assert_eq(written.value_count, 2u);
    cr_assert_str_eq(written.values[1], "b");
    cr_assert(po_row_put(bench_row(&bench, "F-key"), &(po_flow){.value = "1.1"}, &printed,
                         bench.arena, &written));
    cr_assert_str_eq(written.text, "Action 1.1");
    cr_assert(po_row_put(bench_row(&bench, "F-vocabulary"), &(po_flow){.value = "focus"}, &printed,
                         bench.arena, &written));
    cr_assert(po_row_put(bench_row(&bench, "F-money"), &(po_flow){.text = "unread"}, NULL,
                         bench.arena, &written));
    cr_assert_str_eq(written.text, "unread");
    bench_stop(&bench);
}
