/* SPDX-License-Identifier: Apache-2.0
 *
 * Evidence: what is left out is told once with a count, and rows that break a file's own arithmetic are found.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "identify_fixture.h"

static world w;

static void set_up(void) {
    world_open(&w);
}

static void tear_down(void) {
    world_close(&w);
}

TestSuite(evidence, .init = set_up, .fini = tear_down);

static size_t told(const char *code) {
    size_t count = 0;
    for (size_t i = 0; i < w.diagnostics.list.count; i++)
        count += po_text_equal(w.diagnostics.list.items[i].code, code);
    return count;
}

Test(evidence, what_cannot_be_used_is_told_once) {
    world_read(&w, "da",
               "indicator | cds=99999990000000 | group=EL | indicator=ela | year=2023\n"
               "indicator | cds=nonsense | group=EL | indicator=ela | year=2023\n"
               "indicator | cds=" LEA " | group=EL | indicator=ela\n"
               "indicator | cds=" LEA " | group=EL | indicator=happiness | year=2023 | color=1\n"
               "indicator | cds=" LEA " | group=EL | indicator=enrolment | year=2023 | color=0\n"
               "assistance_status | cds=" LEA " | year=2023 | status=Excellent\n");
    cr_assert_eq(told("ID-001"), 1);
    cr_assert_eq(told("ID-002"), 1);
    cr_assert_eq(told("ID-004"), 1);
    cr_assert_eq(told("ID-005"), 1);
    cr_assert(strstr(w.diagnostics.list.items[0].text, "2 rows"), "%s", w.diagnostics.list.items[0].text);
}

Test(evidence, tables_for_other_groups_and_the_state_are_passed_over) {
    world_read(&w, "da",
               "indicator | cds=" LEA " | group=SBA | indicator=ela | year=2023\n"
               "indicator | cds=00000000000000 | level=state | group=EL | indicator=ela | year=2023\n");
    cr_assert_eq(w.diagnostics.list.count, 0);
    cr_assert_eq(po_evidence_rows(w.evidence), 0);
}

static const po_row_check_count *check_named(const char *id) {
    size_t count;
    const po_row_check_count *checks = po_evidence_checks(w.evidence, &count);
    for (size_t i = 0; i < count; i++)
        if (po_text_equal(checks[i].check->id, id))
            return &checks[i];
    cr_assert(false, "no check %s", id);
    return NULL;
}

Test(evidence, box_follows_from_status_and_change) {
    world_read(&w, "da",
               "indicator | cds=" LEA " | level=lea | group=EL | indicator=ela | year=2023 | status_level=1 | change_level=5 | box=250 | denominator=500\n"
               "indicator | cds=" LEA " | level=lea | group=HI | indicator=suspension | year=2023 | status_level=1 | change_level=5 | box=240 | "
               "denominator=80 | small=yes\n"
               "indicator | cds=" LEA " | level=lea | group=WH | indicator=ela | year=2023 | status_level=1 | change_level=5 | box=240 | denominator=500\n");
    cr_assert_eq(check_named("box")->held, 2);
    cr_assert_eq(check_named("box")->failed, 1);
    cr_assert(check_named("box")->first);
}

Test(evidence, sizes_of_groups) {
    world_read(&w, "da",
               "indicator | cds=" LEA " | level=lea | group=HOM | indicator=ela | year=2023 | denominator=15 | size_met=yes\n"
               "indicator | cds=" SCHOOL " | level=school | group=HOM | indicator=ela | year=2023 | denominator=29 | size_met=no\n"
               "indicator | cds=" SCHOOL " | level=school | group=FOS | indicator=ela | year=2023 | denominator=29 | size_met=yes\n");
    cr_assert_eq(check_named("size")->held, 2);
    cr_assert_eq(check_named("size")->failed, 1);
}

Test(evidence, records_of_unknown_programs_say_nothing) {
    world_read(&w, "lcap", "goal | number=1\n");
    po_evidence_seal(w.evidence);
    cr_assert_eq(po_evidence_count(w.evidence), 0);
}
