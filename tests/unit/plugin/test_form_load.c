/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading forms: the shipped ones are right, mistakes are told with their line.
 */
#include <criterion/criterion.h>
#include <unistd.h>

#include "base/file.h"
#include "form_fixture.h"

static void expect_mistake(const char *body, const char *wanted) {
    po_arena *arena = po_arena_create();
    po_diagnostics diagnostics;
    po_error err = {0};
    const po_form *form = NULL;
    char path[] = "/tmp/planonce-form-XXXXXX";
    int fd = mkstemp(path);
    cr_assert_geq(fd, 0);
    close(fd);
    const char *xml = po_arena_printf(arena,
                                      "<form id='x' program='x' title='x' edition='2024'>\n"
                                      "<record type='a' id='a'/>\n%s</form>\n", body);
    cr_assert_eq(po_file_write(path, xml, strlen(xml), &err), PO_OK);
    po_diagnostics_init(&diagnostics, arena);
    cr_expect_eq(po_form_load(arena, path, NULL, &diagnostics, &form, &err), PO_E_CONFIG, "%s", wanted);
    bool told = false;
    for (size_t i = 0; i < diagnostics.list.count; i++)
        told |= strstr(diagnostics.list.items[i].text, wanted) != NULL && strcmp(diagnostics.list.items[i].place, "3") == 0;
    cr_expect(told, "not told: %s", wanted);
    unlink(path);
    po_arena_destroy(arena);
}

Test(form_load, mistakes_are_told_with_their_line) {
    expect_mistake("<section name='s' record='b'><label>S</label></section>", "no record type 'b'");
    expect_mistake("<section name='s'><label>S</label><prompt field='f'><label>Question</label></prompt></section>",
                   "no record type for the field 'f'");
    expect_mistake("<section name='s' record='a'><label>S</label><prompt field='f' type='colour'><label>Q</label></prompt></section>",
                   "no type 'colour'");
    expect_mistake("<section name='s' record='a'><label>S</label><prompt field='f' choices='c'><label>Q</label></prompt></section>",
                   "no list of choices 'c'");
    expect_mistake("<section name='s' record='a'><label>S</label><table name='t' each='row' min='2' spill='z'><column field='y'><label>Y</label></column></table></section>",
                   "no column for the field 'z'");
    expect_mistake("<section name='s' record='a'><label>S</label><table name='t' each='row' min='2'><column field='y'><label>Y</label>"
                   "<items record='a' beside='y'><head field='h'/><body field='b'/></items></column></table></section>",
                   "no other column for the field 'y'");
    expect_mistake("<section name='s' record='a'><label>S</label><sentence>{f} first</sentence></section>", "sentence");
    expect_mistake("<section name='s'><label>...</label></section>", "letters or digits");
    expect_mistake("<record type='a' id='b'/>", "twice");
}

Test(form_load, what_is_no_form_is_refused) {
    po_arena *arena = po_arena_create();
    po_error err = {0};
    const po_form *form = NULL;
    cr_expect_eq(po_form_load(arena, PO_SOURCE_DIR "/crosswalks/form.rng", NULL, NULL, &form, &err), PO_E_CONFIG);
    cr_expect_neq(po_form_load(arena, "/nonexistent/form.xml", NULL, NULL, &form, &err), PO_OK);
    cr_expect_null(form);
    po_arena_destroy(arena);
}

Test(form_load, every_shipped_form_is_valid) {
    static const char *const programs[] = {"lcap", "spsa", "csi", "cim", "da"};
    po_arena *arena = po_arena_create();
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        po_error err = {0};
        const char **names;
        size_t count = 0;
        const char *folder = po_arena_printf(arena, "%s/plugins/%s/forms", PO_SOURCE_DIR, programs[i]);
        if (!po_path_is_folder(folder))
            continue;
        cr_assert_eq(po_folder_list(arena, folder, &names, &count, &err), PO_OK);
        for (size_t n = 0; n < count; n++) {
            po_diagnostics diagnostics;
            const po_form *form = NULL;
            po_diagnostics_init(&diagnostics, arena);
            po_status status = po_form_load(arena, po_path_join(arena, folder, names[n]),
                                            PO_SOURCE_DIR "/crosswalks", &diagnostics, &form, &err);
            cr_expect_eq(status, PO_OK, "%s: %s", names[n],
                         diagnostics.list.count > 0 ? diagnostics.list.items[0].text : err.text);
            cr_expect(status != PO_OK || strcmp(po_form_program(form), programs[i]) == 0);
        }
    }
    po_arena_destroy(arena);
}
