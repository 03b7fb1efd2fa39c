/* SPDX-License-Identifier: Apache-2.0
 *
 * The examples of docs/crosswalk-guide.md: every block marked xml is loaded, checked and run. An
 * example that does not work is a mistake in the guide.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "support.h"

typedef struct po_examples {
    po_buffer records, forbids, tests, sets;
    size_t count;
} po_examples;

static void collect(const char *guide, po_examples *examples) {
    static const char fence[] = "```xml\n";
    for (const char *at = guide; (at = strstr(at, fence));) {
        at += strlen(fence);
        const char *end = strstr(at, "```");
        cr_assert_not_null(end);
        po_buffer *into = po_text_starts(at, "<record")   ? &examples->records
                          : po_text_starts(at, "<forbid") ? &examples->forbids
                          : po_text_starts(at, "<test")   ? &examples->tests
                          : po_text_starts(at, "<set")    ? &examples->sets
                                                          : NULL;
        cr_assert_not_null(into, "what is this example? %.40s", at);
        po_buffer_add(into, at, (size_t)(end - at));
        examples->count++;
        at = end + 3;
    }
}

static void run_crosswalk(po_bench *bench, const po_examples *examples) {
    po_crosswalk_counts counts;
    const char *rest =
        po_arena_printf(bench->arena, "<forbids>%s</forbids><tests>%s</tests>",
                        po_buffer_text(&examples->forbids), po_buffer_text(&examples->tests));
    cr_assert_eq(bench_add(bench, po_buffer_text(&examples->records), rest), PO_OK, "%s",
                 bench->err.text);
    bool clean = po_crosswalk_check(bench->set, NULL, &bench->diagnostics, &counts);
    bool passed = po_crosswalk_test(bench->set, &bench->diagnostics, &counts);
    cr_assert(clean && passed, "%s",
              bench->diagnostics.list.count ? bench->diagnostics.list.items[0].text
                                            : "no test ran");
    cr_assert_eq(counts.tests, 2u);
    cr_assert_eq(counts.rows_tested, counts.rows);
}

static void load_lexicon(po_bench *bench, const po_examples *examples) {
    const po_lexicon *lexicon = NULL;
    const char *path =
        bench_file(bench, "guide-lexicon.xml",
                   po_arena_printf(bench->arena,
                                   "<lexicon format='planonce/lexicon/1' id='l' version='0.1.0' "
                                   "date='2026-01-01'><title>t</title>%s</lexicon>",
                                   po_buffer_text(&examples->sets)));
    cr_assert_eq(po_lexicon_load(bench->arena, path, PO_SOURCE_DIR "/crosswalks/lexicon.rng",
                                 bench->schema, &bench->diagnostics, &lexicon, &bench->err),
                 PO_OK, "%s", bench->err.text);
    remove(path);
    po_lexicon_hits hits;
    po_lexicon_classify(lexicon, "student-group", "EL, FY", bench->arena, &hits);
    cr_assert_eq(hits.list.count, 2u);
    po_lexicon_classify(lexicon, "student-group",
                        "all students will; English Learner Coordinators; FY 2025", bench->arena,
                        &hits);
    cr_assert_eq(hits.list.count, 0u);
}

Test(guide, examples_work) {
    po_bench bench;
    bench_start_empty(&bench);
    char *guide = NULL;
    size_t size = 0;
    cr_assert_eq(po_file_read(bench.arena, PO_SOURCE_DIR "/docs/crosswalk-guide.md", 1 << 20,
                              &guide, &size, &bench.err),
                 PO_OK);
    po_examples examples = {0};
    collect(guide, &examples);
    cr_assert_geq(examples.count, 6u);
    run_crosswalk(&bench, &examples);
    load_lexicon(&bench, &examples);
    po_buffer_finish(&examples.records);
    po_buffer_finish(&examples.forbids);
    po_buffer_finish(&examples.tests);
    po_buffer_finish(&examples.sets);
    bench_stop(&bench);
}
