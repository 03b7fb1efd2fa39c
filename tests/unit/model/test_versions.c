/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "model/versions.h"

static po_source make(const char *name, const char *sha, int year, const char *version, const char *adopted) {
    po_source source = {.name = name, .sha256 = sha, .program = "lcap", .cds = "50999010000000", .plan_year = year, .version = version};
    if (adopted)
        cr_assert(po_date_parse_iso(adopted, &source.adopted));
    return source;
}

static void decide(po_source *sources, size_t count, int year) {
    po_source *pointers[16];
    po_arena *arena = po_arena_create();
    for (size_t i = 0; i < count; i++)
        pointers[i] = &sources[i];
    po_versions_decide(arena, pointers, count, year);
    po_arena_destroy(arena);
}

Test(versions, one_document_counts_whatever_it_is) {
    po_source s[] = {make("a", "1", 2026, "draft", NULL)};
    decide(s, 1, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_CURRENT);
}

Test(versions, adopted_counts_before_drafts_and_unmarked) {
    po_source s[] = {make("a", "1", 2026, "hearing draft", NULL), make("b", "2", 2026, "adopted", "2026-06-23"), make("c", "3", 2026, NULL, NULL)};
    decide(s, 3, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_SUPERSEDED);
    cr_assert_eq(s[0].superseded_by, &s[1]);
    cr_assert_eq(s[1].state, PO_SOURCE_CURRENT);
    cr_assert_eq(s[2].state, PO_SOURCE_SUPERSEDED);
}

Test(versions, latest_adoption_counts) {
    po_source s[] = {make("a", "1", 2026, "adopted", "2026-08-27"), make("b", "2", 2026, "adopted", "2026-06-23")};
    decide(s, 2, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_CURRENT);
    cr_assert_eq(s[1].state, PO_SOURCE_SUPERSEDED);
}

Test(versions, two_adopted_without_dates_are_undecided_and_neither_counts) {
    po_source s[] = {make("a", "1", 2026, "adopted", NULL), make("b", "2", 2026, "adopted", "2026-06-23"), make("c", "3", 2026, "draft", NULL)};
    decide(s, 3, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_UNDECIDED);
    cr_assert_eq(s[1].state, PO_SOURCE_UNDECIDED);
    cr_assert_eq(s[2].state, PO_SOURCE_SUPERSEDED);
    cr_assert_null(s[2].superseded_by);
}

Test(versions, equal_bytes_are_copies_of_the_first_name) {
    po_source s[] = {make("z", "1", 2026, "adopted", NULL), make("a", "1", 2026, "adopted", NULL), make("m", "1", 2026, "adopted", NULL)};
    decide(s, 3, 2026);
    cr_assert_eq(s[1].state, PO_SOURCE_CURRENT);
    cr_assert_eq(s[0].state, PO_SOURCE_COPY);
    cr_assert_eq(s[0].superseded_by, &s[1]);
    cr_assert_eq(s[2].superseded_by, &s[1]);
}

Test(versions, another_year_is_compared_not_summed) {
    po_source s[] = {make("a", "1", 2025, "adopted", "2025-06-24"), make("b", "2", 2026, "adopted", "2026-06-23")};
    decide(s, 2, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_OTHER_YEAR);
    cr_assert_eq(s[1].state, PO_SOURCE_CURRENT);
    decide(s, 2, 0);
    cr_assert_eq(s[0].state, PO_SOURCE_CURRENT);
}

Test(versions, without_a_year_beside_others_is_undecided) {
    po_source s[] = {make("a", "1", 0, NULL, NULL), make("b", "2", 2026, NULL, NULL)};
    decide(s, 2, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_UNDECIDED);
    cr_assert_eq(s[1].state, PO_SOURCE_CURRENT);
    po_source alone[] = {make("a", "1", 0, NULL, NULL)};
    decide(alone, 1, 2026);
    cr_assert_eq(alone[0].state, PO_SOURCE_CURRENT);
}

Test(versions, unmarked_before_draft_and_hearing_before_draft) {
    po_source s[] = {make("a", "1", 2026, "draft", NULL), make("b", "2", 2026, NULL, NULL)};
    decide(s, 2, 2026);
    cr_assert_eq(s[1].state, PO_SOURCE_CURRENT);
    po_source d[] = {make("a", "1", 2026, "draft", NULL), make("b", "2", 2026, "hearing draft", NULL)};
    decide(d, 2, 2026);
    cr_assert_eq(d[1].state, PO_SOURCE_CURRENT);
    cr_assert_eq(d[0].state, PO_SOURCE_SUPERSEDED);
}

Test(versions, newest_year) {
    po_source s[] = {make("a", "1", 0, NULL, NULL), make("b", "2", 2024, NULL, NULL)};
    po_source *p[] = {&s[0], &s[1]};
    cr_assert_eq(po_versions_newest_year(p, 2), 2024);
    cr_assert_eq(po_versions_newest_year(p, 1), 0);
}

/* A state's file is about the agency: it is no plan, has no versions, and does not unsettle the plan beside it. */
Test(versions, data_is_no_version_of_a_plan) {
    po_source a = {.program = "p", .cds = "1", .sha256 = "a", .plan_year = 2026}, b = {.program = "p", .cds = "1", .sha256 = "b", .data = true},
              c = {.program = "p", .cds = "1", .sha256 = "c", .data = true}, d = {.program = "p", .cds = "1", .sha256 = "c", .data = true};
    po_source *all[] = {&a, &b, &c, &d};
    po_arena *made_here = po_arena_create();
    po_versions_decide(made_here, all, 4, 2026);
    cr_assert_eq(a.state, PO_SOURCE_CURRENT);
    cr_assert_eq(b.state, PO_SOURCE_CURRENT);
    cr_assert_eq(c.state, PO_SOURCE_CURRENT);
    cr_assert_eq(d.state, PO_SOURCE_COPY);
    po_arena_destroy(made_here);
}

/* ---- several files of one plan ---- */

static po_arena *contents;

static void start(void) {
    contents = po_arena_create();
}

static void stop(void) {
    po_arena_destroy(contents);
}

TestSuite(plan_files, .init = start, .fini = stop);

/* A source that says the things from `first` on, `count` of them. */
static po_source holding(const char *name, const char *version, int first, int count) {
    po_source source = make(name, name, 2026, version, NULL);
    po_map *content = po_map_create(contents);
    for (int i = first; i < first + count; i++)
        po_map_add(content, po_arena_printf(contents, "thing-%d", i), content);
    source.content = content;
    source.records = (uint32_t)count;
    return source;
}

Test(plan_files, files_that_say_different_things_complete_one_another) {
    po_source s[] = {holding("a", "adopted", 0, 50), holding("b", NULL, 48, 30), holding("c", "adopted", 200, 10)};
    decide(s, 3, 2026);
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(s[i].state, PO_SOURCE_CURRENT);
    cr_assert_null(s[0].completes);
    cr_assert_eq(s[1].completes, &s[0]);
    cr_assert_eq(s[2].completes, &s[0]);
}

Test(plan_files, files_that_say_the_same_are_versions) {
    po_source s[] = {holding("a", NULL, 0, 50), holding("b", NULL, 10, 50)};
    decide(s, 2, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_UNDECIDED);
    cr_assert_eq(s[1].state, PO_SOURCE_UNDECIDED);
}

Test(plan_files, a_draft_does_not_complete_what_was_adopted) {
    po_source s[] = {holding("a", "adopted", 0, 50), holding("b", "hearing draft", 100, 30)};
    decide(s, 2, 2026);
    cr_assert_eq(s[1].state, PO_SOURCE_SUPERSEDED);
    cr_assert_null(s[1].completes);
}

Test(plan_files, unknown_contents_are_versions) {
    po_source s[] = {make("a", "1", 2026, NULL, NULL), holding("b", NULL, 0, 30)};
    decide(s, 2, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_UNDECIDED);
}

Test(plan_files, what_completes_two_versions_goes_with_the_one_that_counts) {
    po_source s[] = {holding("draft", "draft", 0, 50), holding("final", "adopted", 0, 52), holding("tables", NULL, 100, 30)};
    decide(s, 3, 2026);
    cr_assert_eq(s[0].state, PO_SOURCE_SUPERSEDED);
    cr_assert_eq(s[0].superseded_by, &s[1]);
    cr_assert_eq(s[2].completes, &s[1]);
    cr_assert_eq(s[2].state, PO_SOURCE_CURRENT);
}

Test(plan_files, two_versions_and_no_way_to_tell_leave_all_undecided) {
    po_source s[] = {holding("x", NULL, 0, 50), holding("y", NULL, 0, 50), holding("z", NULL, 100, 30)};
    decide(s, 3, 2026);
    for (size_t i = 0; i < 3; i++)
        cr_expect_eq(s[i].state, PO_SOURCE_UNDECIDED);
}

Test(versions, the_newest_list_of_a_kind_takes_the_place_of_older_ones) {
    po_source s[] = {make("a", "1", 0, NULL, NULL), make("b", "2", 0, NULL, NULL), make("c", "3", 0, NULL, NULL), make("d", "4", 0, NULL, NULL),
                     make("e", "5", 0, NULL, NULL), make("plan", "6", 2025, NULL, NULL)};
    static const char *const kinds[] = {"status", "status", "status", "other", NULL};
    static const int years[] = {2019, 2023, 2023, 2018, 0};
    for (size_t i = 0; i < 5; i++) {
        s[i].data = true;
        s[i].list = kinds[i];
        s[i].list_year = years[i];
    }
    decide(s, 6, 2025);
    cr_assert_eq(s[0].state, PO_SOURCE_SUPERSEDED);
    cr_assert(s[0].superseded_by == &s[1] || s[0].superseded_by == &s[2]);
    for (size_t i = 1; i < 6; i++)
        cr_assert_eq(s[i].state, PO_SOURCE_CURRENT, "%zu", i);
}
