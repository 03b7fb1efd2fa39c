/* SPDX-License-Identifier: Apache-2.0
 *
 * review.xml, good and broken: comparisons, tests and reviewers come back whole, and what they name must be there. The
 * installed ones too.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "program/program.h"

static po_arena *arena;
static po_diagnostics diagnostics;
static char root[] = "/tmp/planonce-review-XXXXXX";
static const char *folder;

static void set_up(void) {
    arena = po_arena_create();
    po_diagnostics_init(&diagnostics, arena);
    cr_assert(mkdtemp(root));
    folder = po_path_join(arena, root, "demo");
    po_error err = {0};
    cr_assert_eq(po_folder_make(folder, &err), PO_OK, "%s", err.text);
}

static void tear_down(void) {
    (void)unlink(po_path_join(arena, folder, "program.xml"));
    (void)unlink(po_path_join(arena, folder, "review.xml"));
    (void)rmdir(folder);
    (void)rmdir(root);
    po_arena_destroy(arena);
}

TestSuite(review_read, .init = set_up, .fini = tear_down);

static void put(const char *name, const char *text) {
    po_error err = {0};
    cr_assert_eq(po_file_write(po_path_join(arena, folder, name), text, strlen(text), &err), PO_OK, "%s", err.text);
}

static const char *PROGRAM = "<program format='planonce/program/1' id='demo' version='1.0.0' license='Apache-2.0' "
                             "visibility='public'><title>D</title><short-title>D</short-title>"
                             "<agency>Nobody</agency><facts><fact name='joins' type='yes-no' "
                             "level='school'><question>Does it?</question></fact></facts><duties>"
                             "<duty id='demo.D1' authority='local' bearer='lea' confidence='H' "
                             "checked='2026-11-21'><title>T</title><text>X</text><citation>C</citation></duty></duties>"
                             "<checks><check code='DEMO-ONE' severity='required' citation='C' message='demo.one' "
                             "who='w'><assert>1 = 1</assert></check></checks>"
                             "<review file='review.xml'/></program>";

static po_status load(const char *inside, po_program **ret_program) {
    po_error err = {0};
    put("program.xml", PROGRAM);
    put("review.xml", po_arena_printf(arena, "<review format='planonce/review/1' program='demo'>%s</review>", inside));
    return po_program_load(arena, folder, PO_SOURCE_DIR "/crosswalks", &diagnostics, ret_program, &err);
}

static void refused(const char *inside, const char *code) {
    po_program *program = NULL;
    po_diagnostics_init(&diagnostics, arena);
    cr_assert_neq(load(inside, &program), PO_OK, "%s", inside);
    for (size_t i = 0; i < diagnostics.list.count; i++)
        if (!code || po_text_equal(diagnostics.list.items[i].code, code))
            return;
    cr_assert_fail("nothing told with code %s for %s", code, inside);
}

Test(review_read, everything_comes_back) {
    po_program *program = NULL;
    po_status status = load(
        "<compared with='a b' required='yes' citation='EC 1' duty='other.X1' signer='superintendent' needed='joins'>"
        "<findings topic='money' of='DEMO-ONE'/><by-law citation='EC "
        "2'><title>N</title><text>differ</text></by-law></compared>"
        "<test id='t' citation='EC 3' duties='demo.D1 other.X2' checks='DEMO-ONE'><title>It is so</title></test>"
        "<reviewer id='r' role='auditor' returns='no' tests='t' citation='EC "
        "4'><title>R</title><text>W</text><when>facts.joins = \"yes\"</when></reviewer>",
        &program);
    cr_assert_eq(status, PO_OK, "%s", diagnostics.list.count ? diagnostics.list.items[0].text : "");
    const po_comparing *compared = &program->compared.items[0];
    cr_assert(compared->required && compared->with_count == 2 && compared->checks.count == 1 &&
              compared->by_law.count == 1);
    cr_assert_str_eq(compared->with[1], "b");
    cr_assert_str_eq(compared->needed, "joins");
    cr_assert_str_eq(compared->by_law.items[0].text, "differ");
    const po_review_test *test = &program->review_tests.items[0];
    cr_assert(test->duty_count == 2 && test->check_count == 1);
    const po_reviewer *reviewer = &program->reviewers.items[0];
    cr_assert(!reviewer->returns && reviewer->test_count == 1);
    cr_assert_str_eq(reviewer->when, "facts.joins = \"yes\"");
}

Test(review_read, what_is_named_must_be_there) {
    refused("<compared with='a' required='no' duty='demo.D9'/>", "PRG-024");
    refused("<compared with='a' required='no'><findings topic='money' of='DEMO-TWO'/></compared>", "PRG-025");
    refused("<compared with='a' required='yes'/>", "PRG-026");
    refused("<compared with='a' required='no' needed='joined'/>", "PRG-015");
    refused(
        "<reviewer id='r' role='cde' returns='yes' tests='t' citation='C'><title>R</title><text>W</text></reviewer>",
        "PRG-027");
    refused("<test id='t' citation='C' checks='DEMO-ONE'><title>A</title></test><test id='u' citation='C' "
            "checks='DEMO-ONE'><title>B</title></test>",
            "PRG-011");
    refused("<test id='t' citation='C'><title>A</title></test><test id='t' citation='C'><title>B</title></test>",
            "PRG-011");
    refused("<compared with='a' required='no'><findings topic='weather' of='DEMO-ONE'/></compared>", NULL);
}

/* Every test of an installed program is some reviewer's: one that nobody makes is a slip of the pen. */
Test(review_read, installed_programs_leave_no_test_to_nobody) {
    static const char *const IDS[] = {"lcap", "spsa", "csi", "cim", "da"};
    for (size_t i = 0; i < sizeof IDS / sizeof *IDS; i++) {
        po_program *program = NULL;
        po_error err = {0};
        const char *path = po_path_join(arena, PO_SOURCE_DIR "/plugins", IDS[i]);
        cr_assert_eq(po_program_load(arena, path, PO_SOURCE_DIR "/crosswalks", &diagnostics, &program, &err), PO_OK,
                     "%s", err.text);
        cr_assert_gt(program->compared.count + program->reviewers.count, 0u, "%s", IDS[i]);
        for (size_t t = 0; t < program->review_tests.count; t++) {
            bool made = false;
            for (size_t r = 0; r < program->reviewers.count; r++)
                for (size_t k = 0; k < program->reviewers.items[r].test_count; k++)
                    made |= po_text_equal(program->reviewers.items[r].tests[k], program->review_tests.items[t].id);
            cr_assert(made, "%s: nobody makes the test %s", IDS[i], program->review_tests.items[t].id);
        }
    }
}
