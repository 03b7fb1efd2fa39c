/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "support.h"

static const po_make *make_of(const po_bench *bench, size_t n) {
    return &bench_toy(bench)->records.items[0].makes.items[n];
}

Test(apply_key, parts_codes_and_what_is_missing) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(
        bench_add(
            &bench,
            "<record type='r'><make entity='goal'><key field='name' code='yes'/><key "
            "text='fixed'/></make>"
            "<make entity='measure'><key of='goal'/><key item='number' list='list' or='name' "
            "code='yes'/></make>"
            "<make entity='action' each='items'><key item='items' code='yes'/></make></record>",
            NULL),
        PO_OK, "%s", bench.err.text);
    po_record_set *records = bench_records();
    bench_record(records, "a", "r", NULL,
                 (const char *const[]){"name=The  NAME!", "number=2", "list=Goal 4", NULL});
    bench_record(records, "b", "r", NULL,
                 (const char *const[]){"name=Reach 90 percent", "number=", NULL});
    const char **parts = NULL, *code = NULL, *missing = NULL;
    const char *made[] = {"goal-id", NULL, NULL};
    const po_record *a = po_record_find(records, "a"), *b = po_record_find(records, "b");
    cr_assert(po_make_key(bench.arena, make_of(&bench, 0), a, made, NULL, &parts, &code, &missing));
    cr_assert_str_eq(parts[0], "the name");
    cr_assert_str_eq(parts[1], "fixed");
    cr_assert_str_eq(code, "The  NAME!");
    cr_assert(po_make_key(bench.arena, make_of(&bench, 1), a, made, NULL, &parts, &code, &missing));
    cr_assert_str_eq(parts[0], "goal-id");
    cr_assert_str_eq(code, "4.2");
    cr_assert(po_make_key(bench.arena, make_of(&bench, 1), b, made, NULL, &parts, &code, &missing));
    cr_assert_str_eq(parts[1], "reach 90 percent");
    cr_assert_null(code, "a name with a number in it is no code");
    made[0] = NULL;
    cr_assert_not(
        po_make_key(bench.arena, make_of(&bench, 1), a, made, NULL, &parts, &code, &missing));
    cr_assert_str_eq(missing, "goal");
    cr_assert(
        po_make_key(bench.arena, make_of(&bench, 2), a, made, "3.3", &parts, &code, &missing));
    cr_assert_str_eq(code, "3.3");
    cr_assert_not(
        po_make_key(bench.arena, make_of(&bench, 2), a, made, NULL, &parts, &code, &missing));
    cr_assert_str_eq(missing, "items");
    po_record_set_destroy(records);
    bench_stop(&bench);
}
