/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support.h"

Test(apply_link, a_code_that_several_have_makes_no_link) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(
        bench_add(&bench,
                  "<record type='m'><make entity='measure'><key field='name'/><key item='number' "
                  "code='yes'/></make></record>"
                  "<record type='a'><make entity='action'><key item='number' code='yes'/></make>"
                  "<link id='L-m' kind='measures' from='action' entity='measure' "
                  "field='watch'/></record>",
                  NULL),
        PO_OK, "%s", bench.err.text);
    po_record_set *records = bench_records();
    bench_record(records, "a", "m", NULL, (const char *const[]){"name=one", "number=1.1", NULL});
    bench_record(records, "b", "m", NULL, (const char *const[]){"name=two", "number=1.1", NULL});
    bench_record(records, "c", "m", NULL, (const char *const[]){"name=three", "number=1.2", NULL});
    bench_record(records, "d", "a", NULL,
                 (const char *const[]){"number=1.1", "watch=1.1, 1.2, 2024.25 and 1.2 %", NULL});
    bench_record(records, "e", "a", NULL, (const char *const[]){"number=1.3", NULL});
    po_model *model = po_model_create(bench.schema);
    po_source *source = po_model_add_source(model);
    *source = (po_source){.name = "x", .program = "toy", .lea_name = "y"};
    cr_assert_eq(
        po_crosswalk_apply(bench.set, records, source, model, &bench.diagnostics, &bench.err),
        PO_OK);
    cr_assert_eq(model->links.count, 1u);
    cr_assert_str_eq(model->links.items[0].to->code, "1.2");
    po_model_destroy(model);
    po_record_set_destroy(records);
    bench_stop(&bench);
}

Test(apply_link, values_the_reader_has_cut_are_codes) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(
        bench_add(
            &bench,
            "<record type='a'><make entity='action'><key item='number' code='yes'/></make>"
            "<link id='L-m' kind='serves' from='action' entity='action' field='watch'/></record>",
            NULL),
        PO_OK);
    po_record_set *records = bench_records();
    bench_record(records, "a", "a", NULL, (const char *const[]){"number=7", NULL});
    const char *values[] = {"7", "8"};
    po_field fields[] = {
        {.name = "number", .text = "8"},
        {.name = "watch", .text = "seven, eight", .values = values, .value_count = 2}};
    cr_assert(po_record_set_add(
        records, &(po_record){.id = "b", .type = "a", .fields = fields, .field_count = 2}));
    po_model *model = po_model_create(bench.schema);
    po_source *source = po_model_add_source(model);
    *source = (po_source){.name = "x", .program = "toy"};
    cr_assert_eq(
        po_crosswalk_apply(bench.set, records, source, model, &bench.diagnostics, &bench.err),
        PO_OK);
    cr_assert_eq(model->links.count, 1u, "8 does not serve itself");
    cr_assert_str_eq(model->links.items[0].to->code, "7");
    cr_assert_eq(po_model_count(model, "lea"), 0u, "nobody said whose plan it is");
    po_model_destroy(model);
    po_record_set_destroy(records);
    bench_stop(&bench);
}
