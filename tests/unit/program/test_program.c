/* SPDX-License-Identifier: Apache-2.0
 *
 * Program files, good and broken: a mistake must be told with its code and with what would be
 * right; a good file must come back whole.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "program/program.h"

#define SCHEMAS PO_SOURCE_DIR "/crosswalks"

static po_arena *arena;
static po_diagnostics diagnostics;
static char root[] = "/tmp/planonce-program-XXXXXX";
static const char *folder;

static void set_up(void) {
    arena = po_arena_create();
    po_diagnostics_init(&diagnostics, arena);
    cr_assert(mkdtemp(root));
    folder = po_path_join(arena, root, "demo");
    po_error err = {0};
    cr_assert_eq(po_folder_make(folder, &err), PO_OK, "%s", err.text);
}

static void remove_file(const char *name) {
    (void)unlink(po_path_join(arena, folder, name));
}

static void tear_down(void) {
    remove_file("program.xml");
    remove_file("checks.xml");
    remove_file("form.xml");
    (void)rmdir(folder);
    (void)rmdir(root);
    po_arena_destroy(arena);
}

TestSuite(program, .init = set_up, .fini = tear_down);

static void put(const char *name, const char *text) {
    po_error err = {0};
    cr_assert_eq(po_file_write(po_path_join(arena, folder, name), text, strlen(text), &err), PO_OK,
                 "%s", err.text);
}

/* A whole program file around the parts that a test is about; NULL for what is usual. */
static const char *whole(const char *before_duties, const char *duties, const char *after) {
    return po_arena_printf(
        arena,
        "<program format='planonce/program/1' id='demo' version='1.2.3' license='Apache-2.0' "
        "visibility='public'>\n"
        "<title>Demonstration</title><short-title>Demo</short-title><agency>Nobody</agency>\n%s"
        "<recognition threshold='10'><unread>recognised as a demonstration</unread>"
        "<label weight='7'>Goal #</label><phrase weight='-3'>not this</phrase>"
        "<columns weight='9'>Goal # | Description</columns></recognition>\n"
        "<forms>%s</forms>\n"
        "<facts><fact name='el_count' type='number' level='lea'><question>How "
        "many?</question></fact>"
        "<fact name='award' type='date' level='lea'><question>When?</question></fact></facts>\n"
        "<duties>%s</duties>\n%s</program>\n",
        before_duties && po_text_starts(before_duties, "<library") ? before_duties : "",
        before_duties && po_text_starts(before_duties, "<form") ? before_duties : "",
        duties ? duties : "", after ? after : "");
}

static const char *duty(const char *id, const char *attributes, const char *rest) {
    return po_arena_printf(arena,
                           "<duty id='%s' authority='state-statute' bearer='lea' confidence='M' "
                           "checked='2026-11-21' %s>"
                           "<title>T</title><text>X</text><citation>EC 1</citation>%s</duty>\n",
                           id, attributes, rest);
}

static po_status load(const char *text, po_program **ret_program) {
    po_error err = {0};
    put("program.xml", text);
    return po_program_load(arena, folder, SCHEMAS, &diagnostics, ret_program, &err);
}

/* The file must be refused, and one diagnostic must carry the code (NULL: any) and the words. */
static void refused(const char *text, const char *code, const char *words) {
    po_program *program = NULL;
    cr_assert_neq(load(text, &program), PO_OK);
    cr_assert_null(program);
    for (size_t i = 0; i < diagnostics.list.count; i++) {
        const po_diagnostic *item = &diagnostics.list.items[i];
        if ((!code || po_text_equal(item->code, code)) && strstr(item->text, words))
            return;
    }
    for (size_t i = 0; i < diagnostics.list.count; i++)
        fprintf(stderr, "told: [%s] %s\n", diagnostics.list.items[i].code,
                diagnostics.list.items[i].text);
    cr_assert_fail("nothing told with code %s and the words: %s", code ? code : "(any)", words);
}

static po_program *good(const char *text) {
    po_program *program = NULL;
    po_status status = load(text, &program);
    for (size_t i = 0; i < diagnostics.list.count; i++)
        fprintf(stderr, "told: [%s] %s\n", diagnostics.list.items[i].code,
                diagnostics.list.items[i].text);
    cr_assert_eq(status, PO_OK);
    cr_assert_eq(diagnostics.list.count, 0);
    return program;
}

Test(program, a_good_file_comes_back_whole) {
    po_program *program =
        good(whole(NULL,
                   duty("demo.D1", "from='2024-07-01' until='2025-06-30' preparer='P'",
                        "<when>facts.el_count at least 50</when><doubt>Some.</doubt>"),
                   NULL));
    cr_assert_str_eq(program->id, "demo");
    cr_assert_str_eq(program->version, "1.2.3");
    cr_assert_str_eq(program->visibility, "public");
    cr_assert_str_eq(program->unread, "recognised as a demonstration");
    cr_assert_eq(program->recognition_threshold, 10);
    cr_assert_null(program->library);
    const po_duty *first = po_program_duty(program, "demo.D1");
    cr_assert_not_null(first);
    cr_assert_eq(first->valid_from.year, 2024);
    cr_assert_eq(first->valid_until.day, 30);
    cr_assert_eq(first->confidence, 'M');
    cr_assert_str_eq(first->when, "facts.el_count at least 50");
    cr_assert_str_eq(first->doubt, "Some.");
    cr_assert_null(po_program_duty(program, "demo.D2"));
    cr_assert_not_null(po_program_fact(program, "award"));
    cr_assert_null(po_program_fact(program, "nothing"));
}

Test(program, signs_have_keys) {
    po_program *program = good(whole(NULL, NULL, NULL));
    cr_assert_eq(program->signs.count, 3);
    cr_assert_eq(program->signs.items[0].kind, PO_SIGN_LABEL);
    cr_assert_str_eq(program->signs.items[0].key, "goal#");
    cr_assert_eq(program->signs.items[1].weight, -3);
    cr_assert_eq(program->signs.items[2].column_count, 2);
    cr_assert_str_eq(program->signs.items[2].columns[1], "description");
}

Test(program, a_library_stays_in_its_folder) {
    po_program *program = good(whole("<library file='demo.so' abi='0.1'/>", NULL, NULL));
    cr_assert_eq(program->library_abi, 1u);
    cr_assert_not_null(strstr(program->library, "/demo/demo.so"));
    refused(whole("<library file='../demo.so' abi='0.1'/>", NULL, NULL), "PRG-003",
            "inside the program's folder");
}

Test(program, an_absolute_library_is_refused) {
    refused(whole("<library file='/lib/x.so' abi='0.1'/>", NULL, NULL), "PRG-003",
            "inside the program's folder");
}

Test(program, an_interface_version_is_two_numbers) {
    refused(whole("<library file='demo.so' abi='one'/>", NULL, NULL), NULL, "abi");
}

Test(program, an_interface_version_fits) {
    refused(whole("<library file='demo.so' abi='99999.1'/>", NULL, NULL), "PRG-002",
            "write it as 0.1");
}

Test(program, a_form_must_be_there) {
    refused(whole("<form id='demo-1' file='form.xml'/>", NULL, NULL), "PRG-006", "is not there");
    put("form.xml", "<form/>");
    po_diagnostics_init(&diagnostics, arena);
    po_program *program = good(whole("<form id='demo-1' file='form.xml'/>", NULL, NULL));
    cr_assert_eq(program->forms.count, 1);
    cr_assert_eq(program->forms.items[0].path[0], '/');
}

Test(program, a_form_stays_in_the_folder) {
    refused(whole("<form id='demo-1' file='a/../../b.xml'/>", NULL, NULL), "PRG-005",
            "inside the program's folder");
}

Test(program, a_duty_stands_once) {
    const char *twice =
        po_arena_printf(arena, "%s%s", duty("demo.D1", "", ""), duty("demo.D1", "", ""));
    refused(whole(NULL, twice, NULL), "PRG-011", "'demo.D1' stands here a second time");
}

Test(program, a_duty_carries_the_program_s_id) {
    refused(whole(NULL, duty("other.D1", "", ""), NULL), "PRG-012",
            "must begin with the program's id");
}

Test(program, a_prefix_needs_its_dot) {
    refused(whole(NULL, duty("demo2.D1", "", ""), NULL), "PRG-012",
            "must begin with the program's id");
}

Test(program, validity_runs_forward) {
    refused(whole(NULL, duty("demo.D1", "from='2026-01-01' until='2025-01-01'", ""), NULL),
            "PRG-013", "before it begins");
}

Test(program, a_date_is_a_date) {
    refused(whole(NULL, duty("demo.D1", "from='2026-02-30'", ""), NULL), NULL, "2026-02-30");
}

Test(program, a_date_has_no_zone) {
    refused(whole(NULL, duty("demo.D1", "from='2026-02-28Z'", ""), NULL), "PRG-001",
            "is not a date");
}

Test(program, a_fact_is_declared) {
    refused(whole(NULL, duty("demo.D1", "", "<when>facts.el_cuont at least 50</when>"), NULL),
            "PRG-015", "did you mean facts.el_count?");
}

Test(program, words_need_letters) {
    refused(
        whole(
            NULL,
            "<duty id='demo.D1' authority='local' bearer='lea' confidence='H' checked='2026-11-21'>"
            "<title> </title><text>X</text><citation>c</citation></duty>",
            NULL),
        "PRG-014", "needs a title");
}

Test(program, an_unknown_word_is_named) {
    refused(whole(NULL,
                  "<duty id='demo.D1' authority='state-statut' bearer='lea' confidence='H' "
                  "checked='2026-11-21'>"
                  "<title>T</title><text>X</text><citation>c</citation></duty>",
                  NULL),
            NULL, "state-statut");
}

static const char *deadline(const char *moment) {
    return po_arena_printf(
        arena, "<deadline name='d' kind='statutory' extends='yes'><title>Due</title>%s</deadline>",
        moment);
}

Test(program, deadlines_are_rules) {
    const char *moment = "<earliest><last-regular-meeting><fixed month='2' day='28' "
                         "year='1'/></last-regular-meeting>"
                         "<weekday month='10' day='wednesday' nth='1' year='0'/>"
                         "<offset anchor='facts.award' amount='-10' unit='days'/>"
                         "<dates><date year='2025-26' day='2025-12-12' source='letter'/></dates>"
                         "<unset>not published</unset></earliest>";
    po_program *program = good(whole(NULL, duty("demo.D1", "", deadline(moment)), NULL));
    const po_deadline *due = &program->duties.items[0].deadlines.items[0];
    cr_assert(due->extends);
    cr_assert_str_eq(due->act, "by");
    cr_assert_str_eq(due->repeats, "yearly");
    cr_assert_eq(due->confidence, 'M');
    cr_assert_eq(due->moment->kind, PO_MOMENT_EARLIEST);
    cr_assert_eq(due->moment->part_count, 5);
    const po_moment *parts = due->moment->parts;
    cr_assert_eq(parts[0].kind, PO_MOMENT_MEETING);
    cr_assert_eq(parts[0].parts[0].day, 28);
    cr_assert_eq(parts[0].parts[0].year, 1);
    cr_assert_eq(parts[1].weekday, 3);
    cr_assert_eq(parts[1].nth, 1);
    cr_assert_eq(parts[2].amount, -10);
    cr_assert_eq(parts[3].dates[0].school_year, 2025);
    cr_assert_eq(parts[3].dates[0].date.month, 12);
    cr_assert_str_eq(parts[4].note, "not published");
}

Test(program, an_anchor_exists) {
    refused(whole(NULL,
                  duty("demo.D1", "",
                       deadline("<offset anchor='demo.D1#other' amount='5' unit='days'/>")),
                  NULL),
            "PRG-016", "'demo.D1#other', which is not here");
}

Test(program, an_anchor_is_a_name) {
    refused(
        whole(NULL,
              duty("demo.D1", "", deadline("<offset anchor='adoption' amount='5' unit='days'/>")),
              NULL),
        "PRG-016", "name a duty");
}

Test(program, an_anchor_may_be_another_program_s) {
    (void)good(whole(
        NULL,
        duty("demo.D1", "", deadline("<offset anchor='lcap.L29#adopt' amount='5' unit='days'/>")),
        NULL));
}

Test(program, a_day_exists) {
    refused(
        whole(NULL, duty("demo.D1", "", deadline("<fixed month='6' day='31' year='0'/>")), NULL),
        "PRG-017", "month 6, day 31");
}

Test(program, a_school_year_is_one) {
    refused(
        whole(NULL,
              duty("demo.D1", "",
                   deadline("<dates><date year='2025-27' day='2025-12-12' source='s'/></dates>")),
              NULL),
        "PRG-007", "is not a school year");
}

Test(program, nesting_ends) {
    po_buffer text = {0};
    for (int i = 0; i < PO_MOMENT_DEPTH + 1; i++)
        po_buffer_add_text(&text, "<latest>");
    po_buffer_add_text(&text, "<fixed month='1' day='1' year='0'/>");
    for (int i = 0; i < PO_MOMENT_DEPTH + 1; i++)
        po_buffer_add_text(&text, "</latest>");
    const char *moment = po_arena_dup(arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    refused(whole(NULL, duty("demo.D1", "", deadline(moment)), NULL), "PRG-008", "not deeper");
}

#define CHECK(attributes, inside)                                                                  \
    "<check code='DEMO-A-B' severity='would be returned' citation='c' who='w' " attributes         \
    ">" inside "</check>"

Test(program, checks_in_place) {
    po_program *program = good(whole(
        NULL, duty("demo.D1", "", ""),
        "<checks>" CHECK(
            "message='a.b' over='action' duty='demo.D1'",
            "<let name='x'>1 + 1</let><when>true</when><assert tolerance='1.00'>x = 2</assert>"
            "<gap>x - 2</gap>") "</checks>"));
    cr_assert_eq(program->checks.count, 1);
    const po_check *check = &program->checks.items[0];
    cr_assert_str_eq(check->severity, "would be returned");
    cr_assert_str_eq(check->message, "a.b");
    cr_assert_str_eq(check->action, "a.b.do");
    cr_assert_str_eq(check->tolerance, "1.00");
    cr_assert_str_eq(check->lets[0].name, "x");
    cr_assert_str_eq(check->lets[0].expression, "1 + 1");
}

Test(program, checks_beside) {
    put("checks.xml", "<checks format='planonce/checks/1' program='demo'>" CHECK(
                          "message='m'", "<assert>true</assert>") "</checks>");
    po_program *program = good(whole(NULL, NULL, "<checks file='checks.xml'/>"));
    cr_assert_eq(program->checks.count, 1);
    cr_assert_str_eq(program->checks.items[0].tolerance, "0");
}

Test(program, checks_of_another_program_are_refused) {
    put("checks.xml", "<checks format='planonce/checks/1' program='lcap'></checks>");
    refused(whole(NULL, NULL, "<checks file='checks.xml'/>"), "PRG-010",
            "belongs to program 'lcap'");
}

Test(program, a_checks_file_must_be_there) {
    po_program *program = NULL;
    cr_assert_neq(load(whole(NULL, NULL, "<checks file='nothing.xml'/>"), &program), PO_OK);
    cr_assert_neq(load(whole(NULL, NULL, "<checks file='../checks.xml'/>"), &program), PO_OK);
}

Test(program, a_check_has_a_message) {
    refused(whole(NULL, NULL, "<checks>" CHECK("message=''", "<assert>true</assert>") "</checks>"),
            "PRG-018", "no message key");
}

Test(program, a_check_asserts_something) {
    refused(whole(NULL, NULL, "<checks>" CHECK("message='m'", "<assert> </assert>") "</checks>"),
            "PRG-019", "asserts nothing");
}

Test(program, a_check_serves_a_duty_that_exists) {
    refused(
        whole(NULL, NULL,
              "<checks>" CHECK("message='m' duty='demo.D9'", "<assert>true</assert>") "</checks>"),
        "PRG-020", "serves the duty 'demo.D9'");
}

Test(program, a_folder_is_called_as_its_program) {
    char *text = po_arena_dup(arena, whole(NULL, NULL, NULL));
    memcpy(strstr(text, "id='demo'"), "id='dome'", 9);
    refused(text, "PRG-021", "must be the same");
}

Test(program, a_folder_must_be_there) {
    po_program *program = NULL;
    po_error err = {0};
    cr_assert_eq(po_program_load(arena, "/nonexistent/demo", SCHEMAS, &diagnostics, &program, &err),
                 PO_E_IO);
    cr_assert_not_null(strstr(err.text, "cannot be opened"));
}

Test(program, another_root_is_no_program) {
    po_program *program = NULL;
    cr_assert_neq(load("<checks format='planonce/checks/1' program='demo'></checks>", &program),
                  PO_OK);
    cr_assert_neq(load("<duties/>", &program), PO_OK);
    cr_assert_neq(load("<program", &program), PO_OK);
}

/* Those that come with the host. */
Test(program, the_installed_programs_load) {
    static const struct {
        const char *id;
        size_t duties;
    } all[] = {{"lcap", 49}, {"spsa", 24}, {"csi", 20}, {"cim", 9}, {"da", 16}, {"lea", 25}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        po_program *program = NULL;
        po_error err = {0};
        const char *path = po_arena_printf(arena, "%s/plugins/%s", PO_SOURCE_DIR, all[i].id);
        po_status status = po_program_load(arena, path, SCHEMAS, &diagnostics, &program, &err);
        cr_assert_eq(status, PO_OK, "%s", err.text);
        cr_assert_eq(program->duties.count, all[i].duties, "%s has %zu duties", all[i].id,
                     program->duties.count);
        for (size_t k = 0; k < program->duties.count; k++)
            if (program->duties.items[k].confidence != 'H')
                cr_assert_not_null(program->duties.items[k].doubt, "%s states no doubt",
                                   program->duties.items[k].id);
    }
}
