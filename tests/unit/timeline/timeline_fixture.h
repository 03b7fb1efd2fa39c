/* SPDX-License-Identifier: Apache-2.0
 *
 * The installed programs, as every test of the timeline needs them.
 */
#ifndef PO_TESTS_TIMELINE_FIXTURE_H
#define PO_TESTS_TIMELINE_FIXTURE_H

#include <criterion/criterion.h>

#include "base/text.h"
#include "timeline/timeline.h"

#define FIXTURE_PROGRAMS 6

typedef struct timeline_fixture {
    po_arena *arena;
    po_diagnostics diagnostics;
    const po_program *programs[FIXTURE_PROGRAMS];
    po_timeline *timeline;
} timeline_fixture;

static inline void fixture_load(timeline_fixture *fixture) {
    static const char *const names[FIXTURE_PROGRAMS] = {"cim", "csi", "da", "lcap", "lea", "spsa"};
    po_error err = {0};
    fixture->arena = po_arena_create();
    po_diagnostics_init(&fixture->diagnostics, fixture->arena);
    for (size_t i = 0; i < FIXTURE_PROGRAMS; i++) {
        po_program *program = NULL;
        const char *folder = po_arena_printf(fixture->arena, PO_SOURCE_DIR "/plugins/%s", names[i]);
        po_status status = po_program_load(fixture->arena, folder, PO_SOURCE_DIR "/crosswalks", &fixture->diagnostics, &program, &err);
        cr_assert_eq(status, PO_OK, "%s", fixture->diagnostics.list.count ? fixture->diagnostics.list.items[0].text : err.text);
        fixture->programs[i] = program;
    }
    po_status status = po_timeline_create(fixture->arena, fixture->programs, FIXTURE_PROGRAMS, &fixture->diagnostics, &fixture->timeline, &err);
    cr_assert_eq(status, PO_OK, "%s", fixture->diagnostics.list.count ? fixture->diagnostics.list.items[0].text : err.text);
}

static inline void fixture_free(timeline_fixture *fixture) {
    po_arena_destroy(fixture->arena);
}

static inline po_date day(const char *text) {
    po_date date = {0};
    cr_assert(po_date_parse_iso(text, &date), "%s", text);
    return date;
}

static inline const char *shown(po_arena *arena, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    return po_arena_dup(arena, po_date_format_iso(date, text));
}

#endif
