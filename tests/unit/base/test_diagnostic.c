/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/diagnostic.h"
#include "base/limits.h"

Test(diagnostic, collects_copies_in_order) {
    po_arena *arena = po_arena_create();
    po_diagnostics all;
    po_diagnostics_init(&all, arena);
    char file[] = "plan.pdf";
    po_diagnose(&all, PO_WARNING, "PDF-003", file, "page 12", "%d words", 3);
    file[0] = 'X';
    po_diagnose(&all, PO_ERROR, "PDF-004", NULL, NULL, "%s", "bad");
    po_diagnose(&all, PO_NOTE, "PDF-005", NULL, NULL, "%1000s", "end");
    cr_assert_eq(all.list.count, 3);
    cr_expect_eq(all.errors, 1);
    cr_expect_eq(all.dropped, 0);
    cr_expect_eq(all.list.items[0].severity, PO_WARNING);
    cr_expect_str_eq(all.list.items[0].file, "plan.pdf");
    cr_expect_str_eq(all.list.items[0].place, "page 12");
    cr_expect_str_eq(all.list.items[0].code, "PDF-003");
    cr_expect_str_eq(all.list.items[0].text, "3 words");
    cr_expect_null(all.list.items[1].file);
    cr_expect_null(all.list.items[1].place);
    cr_expect_eq(strlen(all.list.items[2].text), 1000);
    cr_expect_str_eq(all.list.items[2].text + 997, "end");
    po_arena_destroy(arena);
}

Test(diagnostic, further_ones_are_counted) {
    po_arena *arena = po_arena_create();
    po_diagnostics all;
    po_diagnostics_init(&all, arena);
    for (size_t i = 0; i < PO_LIMIT_DIAGNOSTICS + 7; i++) {
        po_diagnose(&all, i % 2 ? PO_ERROR : PO_NOTE, "X-001", NULL, NULL, "%zu", i);
    }
    cr_expect_eq(all.list.count, PO_LIMIT_DIAGNOSTICS);
    cr_expect_eq(all.dropped, 7);
    cr_expect_eq(all.errors, (PO_LIMIT_DIAGNOSTICS + 7) / 2);
    cr_expect_str_eq(all.list.items[PO_LIMIT_DIAGNOSTICS - 1].text, "499");
    po_arena_destroy(arena);
}

Test(diagnostic, nobody_listens) {
    po_diagnose(NULL, PO_ERROR, "X-001", NULL, NULL, "x");
}

Test(diagnostic, names) {
    cr_expect_str_eq(po_severity_name(PO_NOTE), "note");
    cr_expect_str_eq(po_severity_name(PO_WARNING), "warning");
    cr_expect_str_eq(po_severity_name(PO_ERROR), "error");
    cr_expect_str_eq(po_severity_name((po_severity)9), "error");
}
