/* SPDX-License-Identifier: Apache-2.0
 *
 * The output folder: whole or not at all, never over what is not ours, and what people changed is kept.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "emit/manifest.h"

typedef struct bench {
    po_arena *arena;
    char base[64];
    const char *folder;
    po_error err;
} bench;

static bench bench_make(void) {
    bench b = {.arena = po_arena_create(), .base = "/tmp/planonce-manifest-XXXXXX"};
    cr_assert_not_null(mkdtemp(b.base));
    b.folder = po_path_join(b.arena, b.base, "out");
    return b;
}

static void bench_finish(bench *b) {
    char *command = po_arena_printf(b->arena, "rm -r '%s'", b->base);
    cr_assert_eq(system(command), 0);
    po_arena_destroy(b->arena);
}

static const char *content(bench *b, const char *name) {
    char *data = NULL;
    size_t size = 0;
    const char *path = po_path_join(b->arena, b->folder, name);
    return po_file_read(b->arena, path, 1 << 20, &data, &size, NULL) == PO_OK ? data : NULL;
}

static void put(bench *b, const char *name, const char *text) {
    cr_assert_eq(po_folder_make(b->folder, &b->err), PO_OK);
    cr_assert_eq(po_file_write(po_path_join(b->arena, b->folder, name), text, strlen(text), &b->err),
                 PO_OK);
}

static po_output *begin(bench *b) {
    po_output *output = NULL;
    cr_assert_eq(po_output_begin(b->folder, &output, &b->err), PO_OK, "%s", b->err.text);
    return output;
}

static void add(bench *b, po_output *output, const char *name, const char *text) {
    cr_assert_eq(po_output_add(output, name, text, strlen(text), &b->err), PO_OK, "%s", b->err.text);
}

static void commit(bench *b, po_output *output) {
    cr_assert_eq(po_output_commit(output, &b->err), PO_OK, "%s", b->err.text);
}

Test(manifest, files_come_with_a_manifest) {
    bench b = bench_make();
    po_output *output = begin(&b);
    add(&b, output, "plan.json", "{}");
    add(&b, output, "a-lea/plan.html", "<p>");
    cr_assert_eq(po_output_add_run(output, "{\"t\":1}", 7, &b.err), PO_OK);
    cr_assert_null(content(&b, "plan.json"), "nothing is in place before the end");
    commit(&b, output);
    cr_assert_str_eq(content(&b, "plan.json"), "{}");
    cr_assert_str_eq(content(&b, "a-lea/plan.html"), "<p>");
    const char *manifest = content(&b, "manifest.json");
    cr_assert_not_null(strstr(manifest, "\"format\": \"planonce/manifest/1\""));
    cr_assert_not_null(strstr(manifest, "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));
    cr_assert_not_null(strstr(manifest, "a-lea/manifest.json"));
    cr_assert_not_null(strstr(manifest, "\"run.json\""));
    cr_assert_not_null(strstr(content(&b, "a-lea/manifest.json"), "\"plan.html\""));
    cr_assert(po_output_is_ours(b.folder));
    cr_assert(!po_path_is_folder(po_path_join(b.arena, b.folder, ".planonce-new")));
    bench_finish(&b);
}

Test(manifest, abandoned_leaves_nothing) {
    bench b = bench_make();
    po_output *output = begin(&b);
    add(&b, output, "plan.json", "{}");
    po_output_abandon(output);
    cr_assert(!po_path_is_folder(b.folder));
    po_output_abandon(NULL);
    bench_finish(&b);
}

Test(manifest, abandoned_leaves_the_earlier_build) {
    bench b = bench_make();
    po_output *output = begin(&b);
    add(&b, output, "plan.json", "old");
    commit(&b, output);
    output = begin(&b);
    add(&b, output, "plan.json", "new");
    po_output_abandon(output);
    cr_assert_str_eq(content(&b, "plan.json"), "old");
    cr_assert(po_output_is_ours(b.folder));
    bench_finish(&b);
}

Test(manifest, a_folder_of_somebody_else_is_refused) {
    bench b = bench_make();
    po_output *output = NULL;
    put(&b, "LCAP.pdf", "mine");
    cr_assert_eq(po_output_begin(b.folder, &output, &b.err), PO_E_USAGE);
    cr_assert_not_null(strstr(b.err.text, "holds files that planonce did not write ('LCAP.pdf')"));
    cr_assert_str_eq(content(&b, "LCAP.pdf"), "mine");
    cr_assert(!po_path_is_folder(po_path_join(b.arena, b.folder, ".planonce-new")));
    put(&b, "manifest.json", "{\"format\":\"another/manifest/1\"}");
    cr_assert_eq(po_output_begin(b.folder, &output, &b.err), PO_E_USAGE);
    bench_finish(&b);
}

Test(manifest, a_file_is_no_folder) {
    bench b = bench_make();
    po_output *output = NULL;
    cr_assert_eq(po_file_write(b.folder, "x", 1, &b.err), PO_OK);
    cr_assert_eq(po_output_begin(b.folder, &output, &b.err), PO_E_USAGE);
    cr_assert_not_null(strstr(b.err.text, "is a file"));
    bench_finish(&b);
}

Test(manifest, an_empty_folder_is_fine) {
    bench b = bench_make();
    put(&b, ".DS_Store", "x");
    po_output *output = begin(&b);
    add(&b, output, "plan.json", "{}");
    commit(&b, output);
    cr_assert_str_eq(content(&b, "plan.json"), "{}");
    bench_finish(&b);
}

Test(manifest, what_people_changed_is_kept) {
    bench b = bench_make();
    po_diagnostics notes;
    po_diagnostics_init(&notes, b.arena);
    po_output *output = begin(&b);
    add(&b, output, "plan.json", "one");
    add(&b, output, "plan.html", "one");
    commit(&b, output);
    put(&b, "plan.html", "changed by hand");
    put(&b, "notes.txt", "mine");
    put(&b, "calendar.ics", "mine too");
    output = begin(&b);
    po_output_report_to(output, &notes);
    add(&b, output, "plan.json", "two");
    add(&b, output, "plan.html", "two");
    add(&b, output, "calendar.ics", "two");
    commit(&b, output);
    cr_assert_str_eq(content(&b, "plan.json"), "two");
    cr_assert_str_eq(content(&b, "plan.html"), "two");
    cr_assert_str_eq(content(&b, "kept/plan.html"), "changed by hand");
    cr_assert_str_eq(content(&b, "kept/calendar.ics"), "mine too");
    cr_assert_str_eq(content(&b, "notes.txt"), "mine");
    cr_assert_null(content(&b, "kept/plan.json"));
    cr_assert_eq(notes.list.count, 2);
    bench_finish(&b);
}

Test(manifest, kept_twice) {
    bench b = bench_make();
    for (int i = 0; i < 3; i++) {
        po_output *output = begin(&b);
        add(&b, output, "plan.html", "ours");
        commit(&b, output);
        put(&b, "plan.html", "theirs");
    }
    cr_assert_str_eq(content(&b, "kept/plan.html"), "theirs");
    cr_assert_str_eq(content(&b, "kept/plan.html.2"), "theirs");
    bench_finish(&b);
}

Test(manifest, what_is_no_longer_made_goes) {
    bench b = bench_make();
    po_output *output = begin(&b);
    add(&b, output, "old-lea/plan.json", "x");
    add(&b, output, "old-lea/plan.html", "x");
    add(&b, output, "index.html", "x");
    commit(&b, output);
    put(&b, "old-lea/plan.html", "changed");
    output = begin(&b);
    add(&b, output, "plan.json", "x");
    commit(&b, output);
    cr_assert_null(content(&b, "index.html"));
    cr_assert_null(content(&b, "old-lea/plan.json"));
    cr_assert_str_eq(content(&b, "old-lea/plan.html"), "changed");
    bench_finish(&b);
}

Test(manifest, a_build_that_died_in_the_burst_is_repeated) {
    bench b = bench_make();
    po_output *output = begin(&b);
    add(&b, output, "plan.json", "one");
    commit(&b, output);
    /* as it looks when the process ends between two renames */
    const char *stage = po_path_join(b.arena, b.folder, ".planonce-new");
    cr_assert_eq(po_folder_make(stage, &b.err), PO_OK);
    cr_assert_eq(rename(po_path_join(b.arena, b.folder, "manifest.json"),
                        po_path_join(b.arena, stage, "manifest.previous")), 0);
    cr_assert(!po_output_is_ours(b.folder));
    output = begin(&b);
    add(&b, output, "plan.json", "two");
    commit(&b, output);
    cr_assert_str_eq(content(&b, "plan.json"), "two");
    cr_assert_null(content(&b, "kept/plan.json"));
    bench_finish(&b);
}

Test(manifest, names_stay_in_the_folder) {
    bench b = bench_make();
    po_output *output = begin(&b);
    static const char *const wrong[] = {"../x", "/etc/x", "a/../../x", "", "manifest.json", "a//b",
                                        "a/", ".hidden", "run.json", "kept/x"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        cr_expect_eq(po_output_add(output, wrong[i], "x", 1, &b.err), PO_E_STATE, "%s", wrong[i]);
    }
    add(&b, output, "a", "x");
    cr_expect_eq(po_output_add(output, "a", "x", 1, &b.err), PO_E_STATE);
    po_output_abandon(output);
    bench_finish(&b);
}

Test(manifest, a_manifest_that_names_other_places_is_not_followed) {
    bench b = bench_make();
    char *victim = po_path_join(b.arena, b.base, "victim");
    cr_assert_eq(po_file_write(victim, "", 0, &b.err), PO_OK);
    put(&b, "manifest.json",
        "{\"format\":\"planonce/manifest/1\",\"files\":[{\"name\":\"../victim\",\"sha256\":"
        "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"},{\"name\":3},null]}");
    po_output *output = begin(&b);
    add(&b, output, "plan.json", "x");
    commit(&b, output);
    cr_assert(po_path_is_file(victim));
    bench_finish(&b);
}
