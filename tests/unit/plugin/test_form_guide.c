/* SPDX-License-Identifier: Apache-2.0
 *
 * The example of docs/forms.md: its form is loaded, its document read, and the records are those that the guide shows. An example that does not
 * work is a mistake in the guide.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "base/file.h"
#include "base/limits.h"
#include "form_fixture.h"

/* What stands between ```kind and the next ```. */
static const char *example(po_arena *arena, const char *guide, const char *kind) {
    const char *fence = po_arena_printf(arena, "```%s\n", kind), *at = strstr(guide, fence);
    cr_assert_not_null(at, "the guide has no example of %s", kind);
    at += strlen(fence);
    const char *end = strstr(at, "```");
    cr_assert_not_null(end);
    return po_arena_copy(arena, at, (size_t)(end - at));
}

static const po_form *load(po_arena *arena, const char *xml) {
    const char *path = PO_BINARY_DIR "/forms-guide.xml";
    FILE *file = fopen(path, "w");
    cr_assert_not_null(file);
    cr_assert_geq(fputs(xml, file), 0);
    cr_assert_eq(fclose(file), 0);
    po_diagnostics diagnostics;
    po_error err = {0};
    const po_form *form = NULL;
    po_diagnostics_init(&diagnostics, arena);
    po_status status = po_form_load(arena, path, PO_SOURCE_DIR "/crosswalks", &diagnostics, &form, &err);
    cr_assert_eq(status, PO_OK, "%s %s", err.text, diagnostics.list.count > 0 ? diagnostics.list.items[0].text : "");
    remove(path);
    return form;
}

static void show_field(po_arena *arena, const po_field *field, po_buffer *out) {
    po_buffer_printf(out, " %s=", field->name);
    for (uint32_t i = 0; i < field->value_count; i++)
        po_buffer_printf(out, "%s%s", i > 0 ? "," : "", field->values[i]);
    if (field->value_count == 0)
        po_buffer_add_text(out, field->value != NULL ? field->value : po_text_squeeze(arena, field->text));
}

static void show(po_arena *arena, const run_result *result, po_buffer *out) {
    for (size_t i = 0; i < result->set->records.count; i++) {
        const po_record *record = &result->set->records.items[i];
        po_buffer_printf(out, "%s:", record->id);
        for (uint32_t f = 0; f < record->field_count; f++)
            show_field(arena, &record->fields[f], out);
        po_buffer_add_char(out, '\n');
    }
}

Test(form_guide, the_example_gives_the_records_it_shows) {
    po_arena *arena = po_arena_create();
    po_error err = {0};
    char *guide = NULL;
    size_t size = 0;
    cr_assert_eq(po_file_read(arena, PO_SOURCE_DIR "/docs/forms.md", PO_LIMIT_DOCUMENT_BYTES, &guide, &size, &err), PO_OK);
    const po_form *form = load(arena, example(arena, guide, "xml"));
    run_result result = fixture_run(form, example(arena, guide, "text"), 0);
    cr_assert_eq(result.status, PO_OK, "%s", result.err.text);
    po_buffer shown = {0};
    show(arena, &result, &shown);
    cr_expect_str_eq(po_buffer_text(&shown), example(arena, guide, "records"));
    po_buffer_finish(&shown);
    fixture_finish(&result);
    po_arena_destroy(arena);
}
