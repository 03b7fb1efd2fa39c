/* SPDX-License-Identifier: Apache-2.0
 *
 * Typical mistakes in crosswalk and model files: one file each in mistakes/, with the code and
 * words of the sentence that must be told in a comment
 * ("expect CODE: words"). One mistake, one sentence: nothing else may be told.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "crosswalk/model_load.h"
#include "support.h"

#define MISTAKES PO_SOURCE_DIR "/tests/unit/crosswalk/mistakes"

static void look_at(po_bench *bench, const char *path, const char *text) {
    po_crosswalk_counts counts;
    const po_model_schema *schema = NULL;
    if (strstr(text, "<model ")) {
        cr_expect_eq(po_model_schema_load_file(bench->arena, path,
                                               PO_SOURCE_DIR "/crosswalks/model.rng",
                                               &bench->diagnostics, &schema, &bench->err),
                     PO_E_CONFIG, "%s", path);
        return;
    }
    cr_assert_eq(po_crosswalks_add(bench->set, path, &bench->diagnostics, &bench->err), PO_OK,
                 "%s: %s", path, bench->err.text);
    cr_expect_not(po_crosswalk_check(bench->set, NULL, &bench->diagnostics, &counts), "%s", path);
}

static void try_file(const char *name) {
    po_bench bench;
    bench_start_empty(&bench);
    const char *path = po_path_join(bench.arena, MISTAKES, name);
    char *text = NULL, code[16] = "";
    size_t size = 0;
    cr_assert_eq(po_file_read(bench.arena, path, 1 << 20, &text, &size, &bench.err), PO_OK);
    const char *expect = strstr(text, "<!-- expect ");
    cr_assert_not_null(expect, "%s", name);
    cr_assert_eq(sscanf(expect, "<!-- expect %15[^:]:", code), 1);
    const char *words = strstr(expect, ": ") + 2;
    words = po_arena_copy(bench.arena, words, (size_t)(strstr(words, " -->") - words));
    look_at(&bench, path, text);
    cr_expect(bench_said(&bench, code, words), "%s: [%s] %s", name,
              bench.diagnostics.list.count ? bench.diagnostics.list.items[0].code : "",
              bench.diagnostics.list.count ? bench.diagnostics.list.items[0].text
                                           : "nothing was told");
    for (size_t i = 0; i < bench.diagnostics.list.count; i++)
        cr_expect_str_eq(bench.diagnostics.list.items[i].code, code, "%s: also [%s] %s", name,
                         bench.diagnostics.list.items[i].code,
                         bench.diagnostics.list.items[i].text);
    bench_stop(&bench);
}

Test(lint, every_mistake_has_its_sentence) {
    po_arena *arena = po_arena_create();
    const char **names = NULL;
    size_t count = 0;
    po_error err = {0};
    cr_assert_eq(po_folder_list(arena, MISTAKES, &names, &count, &err), PO_OK);
    cr_assert_geq(count, 20u);
    for (size_t i = 0; i < count; i++)
        try_file(names[i]);
    po_arena_destroy(arena);
}

Test(lint, the_installed_crosswalks_are_clean) {
    po_bench bench;
    bench_start(&bench);
    po_shapes *shapes = NULL;
    const char *forms[] = {PO_SOURCE_DIR "/plugins/lcap/forms/lcap-2024.xml",
                           PO_SOURCE_DIR "/plugins/lcap/forms/lcap-2021.xml"};
    cr_assert_eq(po_shapes_load(bench.arena, forms, 2, &bench.diagnostics, &shapes, &bench.err),
                 PO_OK, "%s", bench.err.text);
    po_crosswalk_counts counts;
    bool clean = po_crosswalk_check(bench.set, shapes, &bench.diagnostics, &counts);
    cr_assert(clean, "%s",
              bench.diagnostics.list.count ? bench.diagnostics.list.items[0].text : "");
    cr_assert_gt(counts.shape_fields, 150u);
    cr_assert_eq(counts.rows, counts.iso + counts.complement + counts.forward + counts.manual);
    cr_assert_not_null(strstr(po_crosswalk_summary(bench.arena, &counts), " crosswalks: "));
    bench_stop(&bench);
}

Test(lint, fields_of_the_forms_are_looked_for) {
    po_bench bench;
    bench_start_empty(&bench);
    const char *form =
        bench_file(&bench, "form.xml",
                   "<form id='t' program='toy'><section record='goal'><column "
                   "field='number'/><column field='new'/>"
                   "<sentence>costs {amount:money} for {*} in {year}</sentence></section>"
                   "<prompt record='other' field='x'/></form>");
    po_shapes *shapes = NULL;
    cr_assert_eq(po_shapes_load(bench.arena, &form, 1, &bench.diagnostics, &shapes, &bench.err),
                 PO_OK, "%s", bench.err.text);
    cr_assert_eq(
        bench_add(&bench,
                  "<record type='goal'><make entity='goal'><key field='number'/></make><unmapped "
                  "field='old' reason='superseded'>gone</unmapped>"
                  "</record><record type='gone'><make entity='action'><key "
                  "field='number'/></make></record>",
                  NULL),
        PO_OK);
    po_crosswalk_counts counts;
    cr_assert_not(po_crosswalk_check(bench.set, shapes, &bench.diagnostics, &counts));
    cr_assert_eq(counts.shape_fields, 4u);
    cr_assert(bench_said(&bench, "XW-411",
                         "the field new of goal is neither mapped nor listed as unmapped"));
    cr_assert(bench_said(&bench, "XW-411", "the field amount of goal"));
    cr_assert(bench_said(&bench, "XW-411", "there is no <record type=\"other\"> here"));
    cr_assert(bench_said(&bench, "XW-412", "reads a field old of goal"));
    cr_assert_not(bench_said(&bench, "XW-411", "number"));
    remove(form);
    bench_stop(&bench);
}
