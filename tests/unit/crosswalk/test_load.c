/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "support.h"

#define GOAL "<record type='goal'><make entity='goal'><key field='number'/></make></record>"

Test(load, the_installed_folder) {
    po_bench bench;
    bench_start(&bench);
    cr_assert_geq(po_crosswalks_count(bench.set), 1u);
    const po_crosswalk *lcap = po_crosswalks_find(bench.set, "lcap");
    cr_assert_not_null(lcap);
    cr_assert_str_eq(po_crosswalk_id(lcap), "lcap");
    cr_assert_str_eq(po_crosswalk_status(lcap), "draft");
    cr_assert_not_null(po_crosswalk_version(lcap));
    cr_assert_not_null(po_crosswalk_path(lcap));
    cr_assert_not_null(po_crosswalks_nth(bench.set, 0));
    cr_assert_null(po_crosswalks_find(bench.set, "moon"));
    cr_assert_null(po_crosswalks_find(bench.set, NULL));
    bench_stop(&bench);
}

Test(load, a_named_file_takes_the_place_of_the_installed_one) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, GOAL, NULL), PO_OK, "%s", bench.err.text);
    const po_crosswalk *first = bench_toy(&bench);
    cr_assert_eq(bench_add(&bench, GOAL, NULL), PO_OK);
    cr_assert_neq(bench_toy(&bench), first);
    cr_assert_eq(po_crosswalks_count(bench.set), 1u);
    bench_stop(&bench);
}

Test(load, a_program_has_one_crosswalk) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, GOAL, NULL), PO_OK);
    bench.set->list.items[0]->id = "another";
    cr_assert_eq(bench_add(&bench, GOAL, NULL), PO_E_CONFIG);
    cr_assert_not_null(strstr(bench.err.text, "a program has one crosswalk"));
    bench_stop(&bench);
}

Test(load, mistakes_of_the_grammar_are_told) {
    po_bench bench;
    bench_start_empty(&bench);
    cr_assert_eq(bench_add(&bench, "<record typ='goal'/>", NULL), PO_E_CONFIG);
    cr_assert_gt(bench.diagnostics.errors, 0u);
    const char *path = bench_file(&bench, "other.xml", "<moon/>");
    cr_assert_eq(po_crosswalks_add(bench.set, path, &bench.diagnostics, &bench.err), PO_E_CONFIG);
    remove(path);
    cr_assert_neq(po_crosswalks_add(bench.set, "/nowhere.xml", &bench.diagnostics, &bench.err),
                  PO_OK);
    bench_stop(&bench);
}

/* A folder of its own, with the grammars and lexicon of the project. */
Test(load, a_folder_with_a_broken_file) {
    po_bench bench;
    bench_start(&bench);
    static const char *const copied[] = {"lexicon.xml", "lexicon.rng", "crosswalk.rng"};
    const char *folder = NULL;
    for (size_t i = 0; i < 3; i++) {
        char *text = NULL;
        size_t size = 0;
        cr_assert_eq(po_file_read(bench.arena,
                                  po_path_join(bench.arena, PO_SOURCE_DIR "/crosswalks", copied[i]),
                                  1 << 20, &text, &size, &bench.err),
                     PO_OK);
        const char *path = bench_file(&bench, copied[i], text);
        folder = po_arena_copy(bench.arena, path, (size_t)(po_path_base(path) - path - 1));
    }
    po_crosswalks *set = NULL;
    cr_assert_eq(
        po_crosswalks_load(bench.arena, folder, bench.schema, &bench.diagnostics, &set, &bench.err),
        PO_OK, "%s", bench.err.text);
    cr_assert_eq(po_crosswalks_count(set), 0u);
    const char *broken = bench_file(&bench, "broken.xml", "<crosswalk");
    set = NULL;
    cr_assert_neq(
        po_crosswalks_load(bench.arena, folder, bench.schema, &bench.diagnostics, &set, &bench.err),
        PO_OK);
    cr_assert_null(set);
    remove(broken);
    for (size_t i = 0; i < 3; i++)
        remove(po_path_join(bench.arena, folder, copied[i]));
    cr_assert_neq(
        po_crosswalks_load(bench.arena, folder, bench.schema, &bench.diagnostics, &set, &bench.err),
        PO_OK, "no lexicon");
    bench_stop(&bench);
}
