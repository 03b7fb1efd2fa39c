/* SPDX-License-Identifier: Apache-2.0
 *
 * Every check and every `when` of the program files that come with the project compiles.
 */
#include <criterion/criterion.h>

#include "base/file.h"
#include "check/program_check.h"

static po_program *load(po_arena *arena, const char *folder, po_diagnostics *diagnostics) {
    po_program *program = NULL;
    po_error err = {0};
    po_status status =
        po_program_load(arena, folder, PO_SOURCE_DIR "/crosswalks", diagnostics, &program, &err);
    cr_assert_eq(status, PO_OK, "%s", err.text);
    return program;
}

static void compile_checks(po_arena *arena, const po_program *program,
                           po_diagnostics *diagnostics) {
    po_checks *checks;
    po_error err = {0};
    po_status status = po_checks_compile(arena, program, diagnostics, &checks, &err);
    const po_diagnostics *d = diagnostics;
    cr_assert_eq(status, PO_OK, "%s: %s", err.text,
                 d->list.count ? d->list.items[d->list.count - 1].text : "");
}

static void compile_duties(po_arena *arena, const po_program *program) {
    for (size_t i = 0; i < program->duties.count; i++) {
        const po_duty *duty = &program->duties.items[i];
        po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
        const po_rule *rule;
        po_error err = {0};
        if (duty->when) {
            po_status status = po_rule_compile(scope, duty->when, PO_RULE_TRUTH, NULL, &rule, &err);
            cr_assert_eq(status, PO_OK, "%s: %s: %s", duty->id, duty->when, err.text);
        }
    }
}

Test(installed, rules_of_all_programs_compile) {
    po_arena *arena = po_arena_create();
    const char **names;
    size_t count;
    size_t programs = 0;
    po_error err = {0};
    const char *root = PO_SOURCE_DIR "/plugins";
    cr_assert_eq(po_folder_list(arena, root, &names, &count, &err), PO_OK, "%s", err.text);
    for (size_t i = 0; i < count; i++) {
        const char *folder = po_path_join(arena, root, names[i]);
        po_diagnostics diagnostics;
        po_diagnostics_init(&diagnostics, arena);
        if (po_path_is_file(po_path_join(arena, folder, "program.xml"))) {
            const po_program *program = load(arena, folder, &diagnostics);
            compile_checks(arena, program, &diagnostics);
            compile_duties(arena, program);
            programs++;
        }
    }
    cr_assert_gt(programs, 0);
    po_arena_destroy(arena);
}
