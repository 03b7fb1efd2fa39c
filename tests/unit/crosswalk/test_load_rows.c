/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "base/text.h"
#include "support.h"

Test(load_rows, rows_as_written) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(
        bench_add(
            &bench,
            "<record type='action'><provenance by='b' date='2026-02-02' reviewed='yes' "
            "reviewer='c'>w</provenance>"
            "<make entity='action' name='it' within='parent' shared='yes'><key item='number' "
            "list='parent.number' or='title' code='yes'/></make>"
            "<field id='F-a' from='parent.number' to='it.number' type='text' class='complement' "
            "required='yes' serves='x.1 x.2'><list-key list='number'/></field>"
            "<field id='F-b' from='title' to='fund.amount' type='money' class='iso' "
            "within='it'><provenance by='d' date='2026-03-03' reviewed='no'>v</provenance>"
            "<with field='fund' term='lcff'/><with field='table' text='t'/><with "
            "field='school_year' year='update'/><money/></field>"
            "<unmapped field='z' reason='superseded'>gone</unmapped></record>",
            NULL),
        PO_OK, "%s", bench.err.text);
    const po_record_map *map = &bench_toy(&bench)->records.items[0];
    const po_field_row *a = bench_row(&bench, "F-a"), *b = bench_row(&bench, "F-b");
    cr_assert(a->reference.parent);
    cr_assert_str_eq(a->reference.name, "number");
    cr_assert_eq(a->target, 0u);
    cr_assert(a->required && a->inherited && a->provenance.reviewed);
    cr_assert_str_eq(a->provenance.reviewer, "c");
    cr_assert_str_eq(a->operations, "list-key");
    cr_assert_eq(a->computed, PO_COMPLEMENT);
    cr_assert_str_eq(b->provenance.by, "d");
    cr_assert_not(b->inherited);
    cr_assert_eq(b->withs.count, 3u);
    cr_assert_eq(b->withs.items[2].kind, PO_WITH_UPDATE_YEAR);
    cr_assert_str_eq(b->field->id, "amount");
    cr_assert_eq(map->makes.items[0].within, PO_MAKE_PARENT);
    cr_assert_not_null(po_map_get(map->known, "number"));
    cr_assert_not_null(po_map_get(map->known, "title"));
    cr_assert_null(po_map_get(map->known, "z"));
    cr_assert_eq(po_record_map_make(map, "nothing"), PO_MAKE_NONE);
    cr_assert_eq(po_record_map_make(map, "plan-document"), PO_MAKE_PLAN);
    cr_assert_str_eq(map->unmapped.items[0].why, "gone");
    bench_stop(&bench);
}
