/* SPDX-License-Identifier: Apache-2.0
 *
 * See support.h. The made-up vocabulary is written as a file and loaded, so that the closures under test are the program's own.
 */
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "crosswalk/model_load.h"

static void load_programs(duty_bench *bench) {
    static const char *const NAMES[] = {"cim", "csi", "da", "lcap", "spsa"};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        po_program *program = NULL;
        const char *folder = po_arena_printf(bench->arena, "%s/plugins/%s", PO_SOURCE_DIR, NAMES[i]);
        cr_assert_eq(po_program_load(bench->arena, folder, PO_SOURCE_DIR "/crosswalks", &bench->diagnostics, &program, &bench->err), PO_OK, "%s",
                     bench->err.text);
        bench->programs[bench->program_count++] = program;
    }
}

void bench_start(duty_bench *bench) {
    static const char folder[] = PO_SOURCE_DIR "/crosswalks";
    *bench = (duty_bench){.arena = po_arena_create()};
    po_diagnostics_init(&bench->diagnostics, bench->arena);
    load_programs(bench);
    cr_assert_eq(po_model_schema_load(bench->arena, folder, &bench->diagnostics, &bench->schema, &bench->err), PO_OK, "%s", bench->err.text);
    cr_assert_eq(po_crosswalks_load(bench->arena, folder, bench->schema, &bench->diagnostics, &bench->crosswalks, &bench->err), PO_OK, "%s",
                 bench->err.text);
    cr_assert_eq(po_asked_load(bench->arena, folder, &bench->diagnostics, &bench->asked, &bench->err), PO_OK, "%s", bench->err.text);
    cr_assert_eq(po_asks_load(bench->arena, folder, bench->asked, bench->crosswalks, bench->programs, bench->program_count, &bench->diagnostics,
                                 &bench->asks, &bench->err),
                 PO_OK, "%s", bench->err.text);
}

void bench_stop(duty_bench *bench) {
    po_arena_destroy(bench->arena);
}

/* ---- made up --------------------------------------------------------------------------------- */

static uint32_t next(uint32_t *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* One in two things has one of the earlier ones above it. */
static size_t above(uint32_t *seed, size_t n) {
    return n > 0 && next(seed) % 2 ? next(seed) % n : SIZE_MAX;
}

static void write_broader(po_buffer *out, const char *prefix, size_t n) {
    if (n != SIZE_MAX)
        po_buffer_printf(out, " broader=\"%s%zu\"", prefix, n);
}

static void write_asked(uint32_t *seed, duty_toy *toy, po_buffer *out) {
    po_buffer_add_text(out, "<asked version=\"0.0.1\"><facets>");
    for (size_t f = 0; f < TOY_FACETS; f++) {
        po_buffer_printf(out, "<facet id=\"f%zu\" label=\"F\" covers=\"%s\"><definition>d</definition>", f, f ? "broader" : "narrower");
        for (size_t v = 0; v < TOY_VALUES; v++) {
            toy->value_above[f][v] = above(seed, v);
            po_buffer_printf(out, "<value id=\"v%zu\" label=\"V\"", v);
            write_broader(out, "v", toy->value_above[f][v]);
            po_buffer_add_text(out, "/>");
        }
        po_buffer_add_text(out, "</facet>");
    }
    po_buffer_add_text(out, "</facets><atoms>");
    for (size_t a = 0; a < TOY_ATOMS; a++) {
        toy->above[a] = above(seed, a);
        po_buffer_printf(out, "<atom id=\"a%zu\" verb=\"do\" object=\"thing %zu\"", a, a);
        write_broader(out, "a", toy->above[a]);
        po_buffer_add_text(out, ">Something.</atom>");
    }
    po_buffer_add_text(out, "</atoms></asked>");
}

static void load_asked(po_arena *arena, uint32_t *seed, duty_toy *toy) {
    po_buffer out = {0};
    po_error err = {0};
    po_diagnostics diagnostics;
    po_diagnostics_init(&diagnostics, arena);
    const char *folder = po_arena_printf(arena, "%s/duty-test-%d", PO_BINARY_DIR, (int)getpid());
    cr_assert_eq(po_folder_make(folder, &err), PO_OK);
    po_buffer_add_text(&out, "<model format=\"planonce/model/1\" id=\"core\" version=\"0.0.1\" date=\"2026-11-21\"><title>t</title><vocabularies>"
                             "<vocabulary id=\"v\" label=\"V\"><definition>d</definition><term id=\"t\" label=\"T\"><definition>d</definition></term>"
                             "</vocabulary></vocabularies><entities><entity id=\"e\" label=\"E\" plural=\"E\"><definition>d</definition>"
                             "<field id=\"f\" label=\"F\" type=\"text\">d</field></entity></entities>");
    write_asked(seed, toy, &out);
    po_buffer_add_text(&out, "</model>");
    char *grammar = NULL;
    size_t size = 0;
    cr_assert_eq(po_file_read(arena, PO_SOURCE_DIR "/crosswalks/model.rng", 1 << 20, &grammar, &size, &err), PO_OK);
    cr_assert_eq(po_file_write(po_path_join(arena, folder, "model.rng"), grammar, size, &err), PO_OK);
    cr_assert_eq(po_file_write(po_path_join(arena, folder, "model.xml"), out.data, out.size, &err), PO_OK);
    const po_asked *asked = NULL;
    cr_assert_eq(po_asked_load(arena, folder, &diagnostics, &asked, &err), PO_OK, "%s", err.text);
    toy->asked = *asked;
    po_buffer_finish(&out);
}

static void make_duty(po_arena *arena, uint32_t *seed, const duty_toy *toy, size_t n, po_ask *duty) {
    *duty = (po_ask){.id = po_arena_printf(arena, "toy.D%zu", n), .program = "toy"};
    for (size_t a = 0; a < TOY_ATOMS; a++)
        if (next(seed) % 3 == 0) {
            po_bits_add(&duty->direct, a);
            duty->atoms = po_bits_or(&duty->atoms, &toy->asked.atoms.items[a].closure);
        }
    for (size_t f = 0; f < TOY_FACETS; f++)
        for (size_t v = 0; v < TOY_VALUES; v++)
            if (next(seed) % 5 == 0)
                po_bits_add(&duty->facets[f], v);
}

void toy_make(po_arena *arena, uint32_t seed, duty_toy *toy) {
    *toy = (duty_toy){.duties = PO_NEW_ARRAY(arena, po_ask, TOY_DUTIES)};
    load_asked(arena, &seed, toy);
    for (size_t i = 0; i < TOY_DUTIES; i++)
        make_duty(arena, &seed, toy, i, &toy->duties[i]);
    toy->asks = (po_asks){.arena = arena, .asked = &toy->asked};
}
