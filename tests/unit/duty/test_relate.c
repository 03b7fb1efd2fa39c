/* SPDX-License-Identifier: Apache-2.0
 *
 * Assertions, forbids and what is shown, on the installed duties.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "duty/duplicates.h"
#include "duty/similar.h"
#include "support.h"

static po_relation relate(const duty_bench *bench, const char *a, const char *b) {
    return po_relate(bench->asks, po_asks_find(bench->asks, a), po_asks_find(bench->asks, b));
}

Test(relate, an_assertion_comes_before_what_is_computed) {
    duty_bench bench;
    bench_start(&bench);
    po_relation relation = relate(&bench, "csi.CSI-10", "lcap.L20");
    cr_expect_eq(relation.kind, PO_EQUAL);
    cr_expect(relation.asserted);
    bench_stop(&bench);
}

Test(relate, a_forbid_comes_before_an_assertion) {
    duty_bench bench;
    bench_start(&bench);
    *PO_LIST_ADD(bench.arena, &bench.asks->asserted) =
        (po_asserted){.a = "lcap.L20", .b = "csi.CSI-6", .kind = PO_SUPERSET, .why = "somebody thought so"};
    *PO_LIST_ADD(bench.arena, &bench.asks->asserted) =
        (po_asserted){.a = "da.DA-2", .b = "da.DA-6", .kind = PO_EQUAL, .why = "they have the same name"};
    cr_expect_eq(relate(&bench, "lcap.L20", "csi.CSI-6").kind, PO_NO_RELATION);
    cr_expect_eq(relate(&bench, "csi.CSI-6", "lcap.L20").kind, PO_NO_RELATION);
    cr_expect_eq(relate(&bench, "da.DA-6", "da.DA-2").kind, PO_NO_RELATION);
    bench_stop(&bench);
}

Test(relate, an_assertion_is_turned_with_its_sides) {
    duty_bench bench;
    bench_start(&bench);
    *PO_LIST_ADD(bench.arena, &bench.asks->asserted) =
        (po_asserted){.a = "lcap.L43", .b = "lcap.L48", .kind = PO_SUBSET, .why = "for this test"};
    cr_expect_eq(relate(&bench, "lcap.L43", "lcap.L48").kind, PO_SUBSET);
    cr_expect_eq(relate(&bench, "lcap.L48", "lcap.L43").kind, PO_SUPERSET);
    bench_stop(&bench);
}

/* A row without facets is unfinished: nothing is known to do the duty, though another has all its atoms. */
Test(relate, what_does_not_say_how_is_done_by_nothing) {
    duty_bench bench;
    bench_start(&bench);
    po_ask *needs = po_map_get(bench.asks->by_id, "csi.CSI-6");
    cr_assert_eq(relate(&bench, "csi.CSI-6", "spsa.P11").kind, PO_SUBSET);
    memset(needs->facets, 0, sizeof needs->facets);
    cr_expect_eq(relate(&bench, "csi.CSI-6", "spsa.P11").kind, PO_INTERSECTS);
    cr_expect_eq(relate(&bench, "spsa.P11", "csi.CSI-6").kind, PO_INTERSECTS);
    bench_stop(&bench);
}

static po_duplicates *find(duty_bench *bench, const char *day, const char *without, po_status wanted) {
    po_date date;
    po_duplicates *found = NULL;
    cr_assert(po_date_parse_iso(day, &date));
    cr_assert_eq(po_duplicates_find(bench->arena, bench->asks, date, without, &found, &bench->err), wanted, "%s", bench->err.text);
    return found;
}

static bool has_duty(const po_duplicates *found, const char *id) {
    for (size_t i = 0; i < found->duties.count; i++)
        if (po_text_equal(found->duties.items[i]->id, id))
            return true;
    return false;
}

Test(relate, duties_come_and_go_with_the_day) {
    duty_bench bench;
    bench_start(&bench);
    cr_expect(has_duty(find(&bench, "2025-12-31", NULL, PO_OK), "lcap.L38"), "the last day of the addendum");
    cr_expect_not(has_duty(find(&bench, "2026-01-01", NULL, PO_OK), "lcap.L38"));
    cr_expect(has_duty(find(&bench, "2024-06-30", NULL, PO_OK), "da.DA-11"));
    cr_expect_not(has_duty(find(&bench, "2024-06-30", NULL, PO_OK), "lcap.L12"));
    bench_stop(&bench);
}

static bool loses(const duty_bench *bench, const po_duplicates *found, const char *atom) {
    return po_bits_has(&found->lost, po_asked_atom_index(bench->asked, po_asked_atom(bench->asked, atom)));
}

Test(relate, without_a_program_its_only_sources_are_lost) {
    duty_bench bench;
    bench_start(&bench);
    po_duplicates *found = find(&bench, "2026-11-21", "csi", PO_OK);
    cr_expect(loses(&bench, found, "carry-out-support-plan"));
    cr_expect_not(loses(&bench, found, "assess-needs"), "the school plan asks it too");
    cr_expect_not(has_duty(found, "csi.CSI-3"));
    found = find(&bench, "2026-11-21", "csi.CSI-3", PO_OK);
    cr_expect(loses(&bench, found, "carry-out-support-plan"));
    cr_expect(has_duty(found, "csi.CSI-4"));
    find(&bench, "2026-11-21", "nothing.N1", PO_E_USAGE);
    bench_stop(&bench);
}

Test(relate, alike_wording_is_found_for_duties_without_rows) {
    duty_bench bench;
    bench_start(&bench);
    po_ask *ask = po_map_get(bench.asks->by_id, "csi.CSI-6");
    *ask = (po_ask){.id = "csi.CSI-6", .program = "csi"};
    bench.asks->by_id = po_map_create(bench.arena);
    for (size_t i = 0; i < bench.asks->list.count; i++)
        if (&bench.asks->list.items[i] != ask)
            po_map_add(bench.asks->by_id, bench.asks->list.items[i].id, &bench.asks->list.items[i]);
    size_t count = 0;
    const po_similar_pair *pairs = po_similar_find(bench.arena, find(&bench, "2026-11-21", NULL, PO_OK), &count);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found |= po_text_equal(pairs[i].a->id, "csi.CSI-6") && po_text_equal(pairs[i].b->id, "spsa.P04");
    cr_expect(found);
    bench_stop(&bench);
}
