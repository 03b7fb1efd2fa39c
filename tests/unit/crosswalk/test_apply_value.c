/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support.h"

/* A document's own doubts, its several values, and where they stand, reach the model. */
Test(apply_value, doubts_values_and_places) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(
        bench_add(&bench,
                  "<record type='a'><make entity='action'><key item='number' code='yes'/></make>"
                  "<field id='F-title' from='title' to='action.title' type='text' "
                  "class='iso'><copy/></field>"
                  "<field id='F-scope' from='scope' to='action.scope' type='code' "
                  "class='complement'><enum vocabulary='scope'/></field></record>",
                  NULL),
        PO_OK, "%s", bench.err.text);
    static const po_place at[] = {{.page = 4, .table = 2, .row = 3, .column = 1},
                                  {.page = 5, .sheet = "Plan"}};
    const char *scopes[] = {"LEA-wide"};
    po_field fields[] = {
        {.name = "number", .text = "1"},
        {.name = "title", .text = "Tutors", .at = at, .at_count = 2, .doubt = "cut by a page"},
        {.name = "scope",
         .text = "LEA-wideX",
         .values = scopes,
         .value_count = 1,
         .at = at,
         .at_count = 1}};
    po_record_set *records = bench_records();
    cr_assert(po_record_set_add(
        records, &(po_record){.id = "a", .type = "a", .fields = fields, .field_count = 3}));
    po_model *model = po_model_create(bench.schema);
    po_source *source = po_model_add_source(model);
    *source = (po_source){.name = "x", .program = "toy", .cds = "01612590000000"};
    cr_assert_eq(
        po_crosswalk_apply(bench.set, records, source, model, &bench.diagnostics, &bench.err),
        PO_OK);
    po_record_set_destroy(records);
    const po_entity *action = po_model_nth(model, "action", 0);
    const po_value *title = po_entity_get(action, "title");
    cr_assert_str_eq(title->doubt, "cut by a page");
    cr_assert_eq(title->lineage->at_count, 2u);
    cr_assert_eq(title->lineage->at[0].row, 3u);
    cr_assert_str_eq(title->lineage->at[1].sheet, "Plan");
    cr_assert_str_eq(po_entity_value(action, "scope"), "lea-wide");
    po_model_destroy(model);
    bench_stop(&bench);
}
