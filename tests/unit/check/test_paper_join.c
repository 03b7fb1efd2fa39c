/* SPDX-License-Identifier: Apache-2.0
 *
 * One plan in several files is one set of records.
 */
#include <criterion/criterion.h>

#include "check/paper_join.h"
#include "check_fixture.h"

static po_record_set *join(const char *a, const char *b, po_record_set **sets) {
    po_error err = {0};
    po_record_set *joined = NULL;
    sets[0] = fixture_records(a);
    sets[1] = fixture_records(b);
    const po_check_paper papers[] = {{.records = sets[0]}, {.records = sets[1]}};
    cr_assert_eq(po_papers_join(papers, 2, &joined, &err), PO_OK, "%s", err.text);
    return joined;
}

static void leave(po_record_set *joined, po_record_set **sets) {
    po_record_set_destroy(joined);
    po_record_set_destroy(sets[0]);
    po_record_set_destroy(sets[1]);
}

Test(paper_join, records_of_both_with_parents_across_files) {
    po_record_set *sets[2];
    po_record_set *joined = join("goal goal-1: number=1", "goal goal-1: number=1; metric metric-1 ^goal-1: name=x", sets);
    cr_assert_eq(joined->records.count, 2u);
    cr_assert_eq(po_record_find(joined, "metric-1")->parent_record, po_record_find(joined, "goal-1"));
    leave(joined, sets);
}

Test(paper_join, a_record_in_both_has_the_fields_of_both_and_the_first_s_values) {
    po_record_set *sets[2];
    po_record_set *joined = join("narrative n: one=first", "narrative n: one=second | two=more", sets);
    const po_record *record = po_record_find(joined, "n");
    cr_assert_eq(joined->records.count, 1u);
    cr_assert_eq(record->field_count, 2u);
    cr_assert_str_eq(po_record_text(record, "one"), "first");
    cr_assert_str_eq(po_record_text(record, "two"), "more");
    leave(joined, sets);
}
