/* SPDX-License-Identifier: Apache-2.0
 *
 * See support.h.
 */
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "crosswalk/model_load.h"

static void start(po_bench *bench) {
    *bench = (po_bench){.arena = po_arena_create()};
    po_diagnostics_init(&bench->diagnostics, bench->arena);
    cr_assert_eq(po_model_schema_load(bench->arena, PO_SOURCE_DIR "/crosswalks",
                                      &bench->diagnostics, &bench->schema, &bench->err),
                 PO_OK, "%s", bench->err.text);
}

void bench_start(po_bench *bench) {
    start(bench);
    cr_assert_eq(po_crosswalks_load(bench->arena, PO_SOURCE_DIR "/crosswalks", bench->schema,
                                    &bench->diagnostics, &bench->set, &bench->err),
                 PO_OK, "%s", bench->err.text);
}

void bench_start_empty(po_bench *bench) {
    bench_start(bench);
    bench->set->list.count = 0;
}

void bench_stop(po_bench *bench) {
    po_arena_destroy(bench->arena);
}

const char *bench_file(po_bench *bench, const char *name, const char *text) {
    const char *folder =
        po_arena_printf(bench->arena, "%s/xw-test-%d", PO_BINARY_DIR, (int)getpid());
    cr_assert_eq(po_folder_make(folder, &bench->err), PO_OK);
    const char *path = po_path_join(bench->arena, folder, name);
    cr_assert_eq(po_file_write(path, text, strlen(text), &bench->err), PO_OK);
    return path;
}

po_status bench_add(po_bench *bench, const char *fields, const char *rest) {
    const char *text =
        po_arena_printf(bench->arena,
                        "<crosswalk format=\"planonce/crosswalk/1\" id=\"toy\" version=\"0.1.0\" "
                        "program=\"toy\" model=\"%s\" status=\"draft\" "
                        "authority=\"suggested\" method=\"human\"><title>Toy</title>\n"
                        "<provenance by=\"a\" date=\"2026-01-01\" "
                        "reviewed=\"no\">test</provenance>\n<fields>%s</fields>%s</crosswalk>",
                        bench->schema->version, fields, rest ? rest : "");
    const char *path = bench_file(bench, "toy.xml", text);
    po_status status = po_crosswalks_add(bench->set, path, &bench->diagnostics, &bench->err);
    unlink(path);
    return status;
}

const po_crosswalk *bench_toy(const po_bench *bench) {
    return po_crosswalks_find(bench->set, "toy");
}

const po_field_row *bench_row(const po_bench *bench, const char *id) {
    const po_crosswalk *toy = bench_toy(bench);
    for (size_t i = 0; i < toy->records.count; i++)
        for (size_t n = 0; n < toy->records.items[i].rows.count; n++)
            if (po_text_equal(toy->records.items[i].rows.items[n].id, id))
                return &toy->records.items[i].rows.items[n];
    cr_assert_fail("no row %s", id);
    return NULL;
}

bool bench_said(const po_bench *bench, const char *code, const char *words) {
    for (size_t i = 0; i < bench->diagnostics.list.count; i++) {
        const po_diagnostic *said = &bench->diagnostics.list.items[i];
        if (po_text_equal(said->code, code) && strstr(said->text, words))
            return true;
    }
    return false;
}

po_record_set *bench_records(void) {
    po_record_set *records = po_record_set_create();
    records->program = "toy";
    records->source.name = "toy.pdf";
    records->source.sha256 = "abc";
    return records;
}

void bench_record(po_record_set *records, const char *id, const char *type, const char *parent,
                  const char *const *fields) {
    static const po_place place = {.page = 3};
    PO_LIST(po_field) list = {0};
    for (; fields && *fields; fields++) {
        po_field *field = PO_LIST_ADD(records->arena, &list);
        const char *equals = strchr(*fields, '='),
                   *colon = memchr(*fields, ':', (size_t)(equals - *fields));
        field->name =
            po_arena_copy(records->arena, *fields, (size_t)((colon ? colon : equals) - *fields));
        field->value =
            colon ? po_arena_copy(records->arena, colon + 1, (size_t)(equals - colon - 1)) : NULL;
        field->text = po_arena_dup(records->arena, equals + 1);
        field->at = &place;
        field->at_count = 1;
    }
    po_record record = {.id = id,
                        .type = type,
                        .parent = parent,
                        .fields = list.items,
                        .field_count = (uint32_t)list.count};
    cr_assert(po_record_set_add(records, &record));
    po_error err = {0};
    cr_assert_eq(po_record_set_link(records, &err), PO_OK, "%s", err.text);
}
