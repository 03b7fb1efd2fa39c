/* SPDX-License-Identifier: Apache-2.0 */
#include "check/finding.h"

#include <criterion/criterion.h>
#include <string.h>

static po_source early = {.name = "a.pdf", .sha256 = "1", .cds = "01", .period = "2025-26"};
static po_source late = {.name = "b.pdf", .sha256 = "2", .cds = "01", .period = "2025-26"};
static po_source twin = {.name = "a.pdf", .sha256 = "3", .cds = "02", .period = "2025-26"};

static po_finding *add(po_findings *findings, po_finding_severity severity, const char *program,
                       const char *code, const po_source *source, uint32_t page) {
    po_finding *finding = po_findings_add(findings);
    finding->severity = severity;
    finding->program = program;
    finding->code = code;
    finding->source = source;
    po_source_place *at = PO_NEW_ARRAY(findings->arena, po_source_place, 2);
    at[0] = (po_source_place){.source = source, .page = page};
    finding->at = at;
    finding->at_count = page ? 1 : 0;
    return finding;
}

/* Adds the ith of the findings below. */
static void add_nth(po_findings *findings, int i) {
    static const po_argument one[] = {{"x", "1"}};
    static const po_argument two[] = {{"x", "2"}};
    po_finding *finding;
    switch (i) {
    case 0:
        add(findings, PO_FINDING_WORTH_A_LOOK, NULL, "H-1", NULL, 0);
        return;
    case 1:
        add(findings, PO_FINDING_REQUIRED, "lcap", "L-2", &early, 3);
        return;
    case 2:
        add(findings, PO_FINDING_REQUIRED, "lcap", "L-1", &late, 1);
        return;
    case 3:
        add(findings, PO_FINDING_REQUIRED, "lcap", "L-1", &early, 9);
        return;
    case 4:
        add(findings, PO_FINDING_REQUIRED, "lcap", "L-1", &early, 9);
        return;
    case 5:
        finding = add(findings, PO_FINDING_REQUIRED, "lcap", "L-1", &early, 9);
        finding->arguments = one;
        finding->argument_count = 1;
        return;
    case 6:
        finding = add(findings, PO_FINDING_REQUIRED, "lcap", "L-1", &early, 9);
        finding->arguments = two;
        finding->argument_count = 1;
        return;
    case 7:
        add(findings, PO_FINDING_REQUIRED, "lcap", "L-1", &twin, 2);
        return;
    case 8:
        finding = add(findings, PO_FINDING_REQUIRED, "lcap", "L-1", &early, 9);
        finding->about = "action-1.1";
        return;
    default:
        finding = add(findings, PO_FINDING_RETURNED, "csi", "C-1", &early, 1);
        finding->at_count = 2;
    }
}

enum { COUNT = 10 };

Test(finding, the_list_is_the_same_in_whatever_order_it_was_made) {
    po_arena *arena = po_arena_create();
    po_findings first;
    po_findings_init(&first, arena);
    for (int i = 0; i < COUNT; i++) {
        add_nth(&first, i);
    }
    po_findings_seal(&first);
    cr_assert_eq(first.list.count, COUNT - 1, "the exact repeat is dropped");
    for (int start = 1; start < COUNT; start++) {
        po_findings other;
        po_findings_init(&other, arena);
        for (int i = 0; i < COUNT; i++) {
            add_nth(&other, (start + i * 3) % COUNT);
        }
        po_findings_seal(&other);
        cr_assert_eq(other.list.count, first.list.count);
        for (size_t i = 0; i < first.list.count; i++) {
            cr_assert_str_eq(other.list.items[i].id, first.list.items[i].id, "%zu", i);
        }
    }
    po_arena_destroy(arena);
}

Test(finding, order_and_ids) {
    po_arena *arena = po_arena_create();
    po_findings findings;
    po_findings_init(&findings, arena);
    for (int i = COUNT; i-- > 0;) {
        add_nth(&findings, i);
    }
    po_findings_seal(&findings);
    static const char *const codes[] = {"L-1", "L-1", "L-1", "L-1", "L-1",
                                        "L-1", "L-2", "C-1", "H-1"};
    for (size_t i = 0; i < findings.list.count; i++) {
        cr_assert_str_eq(findings.list.items[i].code, codes[i], "%zu", i);
        for (size_t n = 0; n < i; n++) {
            cr_assert_str_neq(findings.list.items[i].id, findings.list.items[n].id);
        }
    }
    po_arena_destroy(arena);
}

Test(finding, an_id_does_not_depend_on_places_or_values) {
    po_arena *arena = po_arena_create();
    char *ids[2];
    for (uint32_t i = 0; i < 2; i++) {
        static const po_argument arguments[] = {{"x", "1"}, {"x", "2"}};
        po_findings findings;
        po_findings_init(&findings, arena);
        po_finding *finding =
            add(&findings, PO_FINDING_REQUIRED, "lcap", "L-1", i ? &early : &late, 5 + i);
        finding->arguments = &arguments[i];
        finding->argument_count = 1;
        po_findings_seal(&findings);
        ids[i] = po_arena_dup(arena, findings.list.items[0].id);
    }
    cr_assert_str_eq(ids[0], ids[1]);
    po_arena_destroy(arena);
}

Test(finding, an_empty_list_is_sealed) {
    po_arena *arena = po_arena_create();
    po_findings findings;
    po_findings_init(&findings, arena);
    po_findings_seal(&findings);
    cr_assert_eq(findings.list.count, 0);
    cr_assert_str_eq(po_finding_severity_name(PO_FINDING_RETURNED), "would be returned");
    po_arena_destroy(arena);
}

Test(finding, severities_have_names_both_ways) {
    for (int i = PO_FINDING_REQUIRED; i <= PO_FINDING_WORTH_A_LOOK; i++) {
        po_finding_severity read = PO_FINDING_REQUIRED;
        cr_assert(po_finding_severity_parse(po_finding_severity_name((po_finding_severity)i), &read));
        cr_assert_eq(read, (po_finding_severity)i);
    }
    po_finding_severity untouched = PO_FINDING_RETURNED;
    cr_assert_not(po_finding_severity_parse("urgent", &untouched));
    cr_assert_eq(untouched, PO_FINDING_RETURNED);
}
