/* SPDX-License-Identifier: Apache-2.0
 *
 * The calendar's parts of a program file: what is right comes back whole, what is wrong is told with its line.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "program/program.h"

static po_arena *arena;
static po_diagnostics diagnostics;
static char root[] = "/tmp/planonce-calendar-XXXXXX";
static const char *folder;

static void set_up(void) {
    arena = po_arena_create();
    po_diagnostics_init(&diagnostics, arena);
    cr_assert(mkdtemp(root));
    folder = po_path_join(arena, root, "demo");
    cr_assert_eq(po_folder_make(folder, NULL), PO_OK);
}

static void tear_down(void) {
    unlink(po_path_join(arena, folder, "program.xml"));
    unlink(po_path_join(arena, folder, "days.xml"));
    rmdir(folder);
    rmdir(root);
    po_arena_destroy(arena);
}

TestSuite(calendar_read, .init = set_up, .fini = tear_down);

static void put(const char *name, const char *text) {
    cr_assert_eq(po_file_write(po_path_join(arena, folder, name), text, strlen(text), NULL), PO_OK);
}

/* A program of dates only: one duty with the deadline given, then what follows the duties. */
static po_status load(const char *deadline, const char *after, po_program **ret_program) {
    put("program.xml", po_arena_printf(arena,
                                       "<program format='planonce/program/1' id='demo' version='1.0.0' license='Apache-2.0' visibility='public'>"
                                       "<title>Demo</title><short-title>Demo</short-title><agency>Nobody</agency>"
                                       "<facts><fact name='award' type='date' level='lea'><question>When?</question></fact></facts><duties>"
                                       "<duty id='demo.D1' authority='local' bearer='lea' confidence='H' checked='2026-11-21'><title>T</title><text>t</text>"
                                       "<citation>EC 1</citation>%s</duty></duties>%s</program>",
                                       deadline, after));
    po_error err = {0};
    return po_program_load(arena, folder, PO_SOURCE_DIR "/crosswalks", &diagnostics, ret_program, &err);
}

static const char *said(void) {
    return diagnostics.list.count ? diagnostics.list.items[0].text : "(nothing)";
}

static void expect_code(const char *code) {
    for (size_t i = 0; i < diagnostics.list.count; i++)
        if (po_text_equal(diagnostics.list.items[i].code, code))
            return;
    cr_assert_fail("%s was not told; first: %s", code, said());
}

Test(calendar_read, every_kind_of_moment_and_condition) {
    po_program *program = NULL;
    po_status status = load("<deadline name='a' kind='local' needs='demo.D1#b other.X1' expected-without='facts.award' shown-by='adoption'><title>A</title>"
                            "<when>facts.award &gt; date(\"2026-01-01\")</when>"
                            "<by-year><case from='2024-25' until='2025-26'><fixed month='2' day='29' year='1'/></case><case from='2026-27'>"
                            "<offset amount='45' unit='days'><fixed month='1' day='31' year='1'/></offset></case></by-year>"
                            "<opens><weekday month='10' day='wednesday' nth='1' year='0'/></opens></deadline>"
                            "<deadline name='b' kind='grant-terms'><title>B</title><every anchor='facts.award' amount='3' unit='months' count='9'/></deadline>",
                            "<bodies><body role='governing-board' citation='EC 35140'>items</body></bodies>"
                            "<tiers><tier status='da' role='cde' citation='EC 2' years='2'><title>D</title><ends>e</ends></tier></tiers>",
                            &program);
    cr_assert_eq(status, PO_OK, "%s", said());
    const po_deadline *a = po_duty_deadline(&program->duties.items[0], "a"), *b = po_duty_deadline(&program->duties.items[0], "b");
    cr_assert_eq(a->moment->kind, PO_MOMENT_BY_YEAR);
    cr_assert_eq(a->moment->parts[0].until, 2025);
    cr_assert_eq(a->moment->parts[1].from, 2026);
    cr_assert_eq(a->moment->parts[1].parts[0].month, 1);
    cr_assert_eq(a->opens->kind, PO_MOMENT_WEEKDAY);
    cr_assert_eq(a->need_count, 2);
    cr_assert(a->shown_by_adoption);
    cr_assert_str_eq(a->expected_without, "facts.award");
    cr_assert_eq(b->moment->count, 9);
    cr_assert_eq(program->bodies.count + program->tiers.count, 2);
    cr_assert_eq(program->tiers.items[0].years, 2);
    cr_assert_null(program->tiers.items[0].then);
}

Test(calendar_read, references_facts_and_years_that_are_not_there) {
    po_program *program = NULL;
    cr_assert_neq(load("<deadline name='a' kind='local' needs='demo.D1#x'><title>A</title><fixed month='1' day='1' year='0'/></deadline>", "", &program), PO_OK);
    expect_code("PRG-016");
    cr_assert_neq(load("<deadline name='a' kind='local' expected-without='facts.awrd'><title>A</title><fixed month='1' day='1' year='0'/></deadline>", "", &program), PO_OK);
    expect_code("PRG-015");
    cr_assert_neq(load("<deadline name='a' kind='local'><title>A</title><by-year><case from='2024-26'><fixed month='1' day='1' year='0'/></case></by-year></deadline>", "", &program), PO_OK);
    expect_code("PRG-007");
}

Test(calendar_read, holidays_and_expected_dates_stand_in_files_of_their_own) {
    po_program *program = NULL;
    put("days.xml", "<holidays format='planonce/holidays/1' program='demo'><holiday name='H' closes='courts schools' citation='EC 3' on-sunday='next' from='2001'>"
                    "<fixed month='3' day='31' year='0'/></holiday></holidays>");
    cr_assert_eq(load("", "<holidays file='days.xml'/>", &program), PO_OK, "%s", said());
    const po_holiday *holiday = &program->holidays.items[0];
    cr_assert(holiday->courts && holiday->schools && !holiday->offices);
    cr_assert_eq(holiday->from, 2001);
    put("days.xml", "<holidays format='planonce/holidays/1' program='demo'><holiday name='H' closes='banks' citation='EC 3'><fixed month='3' day='31' year='0'/></holiday></holidays>");
    cr_assert_neq(load("", "<holidays file='days.xml'/>", &program), PO_OK);
    expect_code("PRG-022");
    put("days.xml", "<due-tests format='planonce/due-tests/1' program='demo'><due-test deadline='demo.D1' year='2026-27' lea='district' citation='EC 1'/></due-tests>");
    cr_assert_neq(load("", "<due-tests file='days.xml'/>", &program), PO_OK);
    expect_code("PRG-023");
}
