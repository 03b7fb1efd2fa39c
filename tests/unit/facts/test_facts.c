/* SPDX-License-Identifier: Apache-2.0
 *
 * District facts: what a file says becomes facts.<name>; what it does not say stays unknown; every mistake has its line.
 */
#include "facts/facts.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"
#include "facts/json_place.h"

static po_arena *arena;
static po_diagnostics diagnostics;
static po_program program;
static const po_program *programs[1];
static char path[] = "/tmp/planonce-facts-XXXXXX";

static void declare(const char *name, const char *type, const char *level, const char *gives, const char *status) {
    *PO_LIST_ADD(arena, &program.facts) = (po_fact){
        .name = name, .type = type, .level = level, .gives = gives, .status = status, .question = "What is it?"};
}

static void set_up(void) {
    arena = po_arena_create();
    po_diagnostics_init(&diagnostics, arena);
    program = (po_program){.id = "demo"};
    programs[0] = &program;
    declare("lea_type", "text", "lea", "type", NULL);
    declare("el_count", "number", "lea", NULL, NULL);
    declare("el_share", "percent", "lea", NULL, NULL);
    declare("carryover", "money", "lea", NULL, NULL);
    declare("title1", "yes-no", "lea", NULL, NULL);
    declare("award", "date", "lea", NULL, NULL);
    declare("da_status", "yes-no", "lea", "status", "da");
    declare("da_letter", "date", "lea", "letter", "da");
    declare("essa", "text", "school", "name", "csi atsi tsi");
    declare("csi_schools", "number", "lea", "schools", "csi");
    declare("enrolment", "number", "school", NULL, NULL);
    po_duty *duty = PO_LIST_ADD(arena, &program.duties);
    duty->id = "demo.D1";
    *PO_LIST_ADD(arena, &duty->deadlines) = (po_deadline){.name = "adopt"};
    int file = mkstemp(path);
    cr_assert(file >= 0);
    close(file);
}

static void tear_down(void) {
    unlink(path);
    po_arena_destroy(arena);
}

TestSuite(facts, .init = set_up, .fini = tear_down);

static po_status load(const char *text, po_lea_facts **ret_facts) {
    po_error err = {0};
    cr_assert_eq(po_file_write(path, text, strlen(text), &err), PO_OK);
    return po_lea_facts_load(arena, path, PO_SOURCE_DIR "/crosswalks", programs, 1, &diagnostics, ret_facts, &err);
}

/* Each text is one member of a file that is right otherwise; it stands on line 3. */
static void expect_mistake(const char *member, const char *code, const char *line, const char *words) {
    po_lea_facts *facts = NULL;
    const char *file = po_arena_printf(arena, "{\"format\": \"planonce/facts/1\",\n\"lea\": {\"cds\": \"50799010000000\", \"type\": \"district\"},\n%s\n}", member);
    po_diagnostics_init(&diagnostics, arena);
    cr_assert_eq(load(file, &facts), PO_E_INPUT, "accepted: %s", member);
    cr_assert_gt(diagnostics.list.count, 0, "nothing said: %s", member);
    const po_diagnostic *said = &diagnostics.list.items[0];
    cr_assert_str_eq(said->code, code, "%s: %s", member, said->text);
    if (line)
        cr_assert_str_eq(said->place, line, "%s: line %s", member, said->place);
    cr_assert(strstr(said->text, words), "'%s' is not in: %s", words, said->text);
}

static const char *value(const po_map *cells, const char *name) {
    const po_rule_cell *cell = po_map_get(cells, name);
    return cell ? cell->value : NULL;
}

static const char *const whole =
    "{\"format\": \"planonce/facts/1\", \"lea\": {\"cds\": \"5079901\", \"name\": \"Arroyo Claro\", \"type\": \"single-school-district\"},\n"
    "\"meetings\": [{\"body\": \"governing-board\", \"date\": \"2027-02-23\"}, {\"body\": \"governing-board\", \"date\": \"2027-02-09\", \"kind\": \"special\"}],\n"
    "\"facts\": {\"el_count\": 812, \"el_share\": 18.4, \"carryover\": \"$1,234.50\", \"title1\": true, \"award\": null},\n"
    "\"statuses\": [{\"status\": \"da\", \"letter\": \"2025-12-12\", \"groups\": [\"swd\"]}, {\"status\": \"da\", \"letter\": \"2024-12-02\"}],\n"
    "\"schools\": [{\"cds\": \"50799016000001\", \"facts\": {\"enrolment\": 240}, \"statuses\": [{\"status\": \"tsi\"}, {\"status\": \"csi\"}]},\n"
    "{\"cds\": \"50799016000002\"}]}";

Test(facts, what_is_said_becomes_facts) {
    po_lea_facts *facts = NULL;
    cr_assert_eq(load(whole, &facts), PO_OK, "%s", diagnostics.list.count ? diagnostics.list.items[0].text : "");
    po_map *cells = po_facts_cells(arena, facts, NULL, programs, 1);
    cr_assert_str_eq(value(cells, "lea_type"), "district");
    cr_assert_str_eq(value(cells, "el_count"), "812");
    cr_assert_str_eq(value(cells, "el_share"), "18.4");
    cr_assert_str_eq(value(cells, "carryover"), "1234.50");
    cr_assert_str_eq(value(cells, "title1"), "yes");
    cr_assert_str_eq(value(cells, "da_status"), "yes");
    cr_assert_str_eq(value(cells, "da_letter"), "2025-12-12", "the latest letter counts");
    cr_assert_str_eq(value(cells, "csi_schools"), "1");
    cr_assert_str_eq(facts->cds, "50799010000000");
    cr_assert_eq(facts->meetings.items[0].date.day, 9, "meetings are sorted by date");
}

Test(facts, a_school_sees_the_districts_facts_and_its_own) {
    po_lea_facts *facts = NULL;
    cr_assert_eq(load(whole, &facts), PO_OK);
    po_map *cells = po_facts_cells(arena, facts, &facts->schools.items[0], programs, 1);
    cr_assert_str_eq(value(cells, "essa"), "csi", "the weightiest status");
    cr_assert_str_eq(value(cells, "enrolment"), "240");
    cr_assert_str_eq(value(cells, "el_count"), "812");
}

Test(facts, what_is_not_said_is_unknown_not_no) {
    po_lea_facts *facts = NULL;
    cr_assert_eq(load(whole, &facts), PO_OK);
    cr_assert_null(value(po_facts_cells(arena, facts, NULL, programs, 1), "award"));
    cr_assert_null(value(po_facts_cells(arena, facts, &facts->schools.items[1], programs, 1), "essa"));
    cr_assert_eq(po_map_count(po_facts_cells(arena, NULL, NULL, programs, 1)), 0);
}

Test(facts, a_complete_list_of_letters_makes_silence_a_no) {
    po_lea_facts *facts = NULL;
    cr_assert_eq(load("{\"format\": \"planonce/facts/1\", \"statuses_as_of\": \"2026-03-01\", \"lea\": {\"cds\": \"5079901\", \"type\": \"charter\"},"
                      "\"schools\": [{\"cds\": \"50799016000001\"}]}", &facts), PO_OK);
    po_map *cells = po_facts_cells(arena, facts, &facts->schools.items[0], programs, 1);
    cr_assert_str_eq(value(cells, "da_status"), "no");
    cr_assert_str_eq(value(cells, "essa"), "none");
    cr_assert_str_eq(value(cells, "csi_schools"), "0");
    cr_assert_null(value(cells, "da_letter"));
}

Test(facts, mistakes_are_told_with_their_line) {
    expect_mistake("\"meetngs\": []", "FACT-002", "3", "did you mean 'meetings'");
    expect_mistake("\"meetings\": [{\"body\": \"governing-board\",\n\"date\": \"2027-02-29\"}]", "FACT-002", "4", "one that the calendar has");
    expect_mistake("\"meetings\": [{\"body\": \"governing-bord\", \"date\": \"2027-02-28\"}]", "FACT-002", "3", "did you mean 'governing-board'");
    expect_mistake("\"meetings\": [{\"body\": \"governing-board\"}]", "FACT-002", "3", "has no 'date'");
    expect_mistake("\"meetings\": {}", "FACT-002", "3", "must be a list");
    expect_mistake("\"schools\": [{\"cds\": \"123\"}]", "FACT-002", "3", "county-district-school code");
    expect_mistake("\"facts\": {},\n\"facts\": {}", "FACT-002", "1", "twice");
    expect_mistake("\"facts\": {\n\"el_count\": \"many\"}", "FACT-004", "4", "type number");
    expect_mistake("\"facts\": {\"enrolment\": 3}", "FACT-005", "3", "belongs to a school");
    expect_mistake("\"closed_days\": [{\"from\": \"2027-02-02\", \"to\": \"2027-02-01\"}]", "FACT-006", NULL, "before they begin");
    expect_mistake("\"schools\": [{\"cds\": \"50799016000001\"}, {\"cds\": \"50799016000001\"}]", "FACT-007", NULL, "two schools");
    expect_mistake("\"events\": [{\"deadline\": \"demo.D1#adpot\",\n\"date\": \"2027-06-08\"}]", "FACT-008", "3", "did you mean 'demo.D1#adopt'");
    expect_mistake("\"waivers\": [{\"duty\": \"demo.D7\"}]", "FACT-008", NULL, "a waiver names 'demo.D7'");
    expect_mistake("\"facts\": {\"el_count\": 1}\n\"roles\": []", "FACT-001", "4", "not JSON");
}

Test(facts, a_fact_that_nobody_asks_for_is_a_warning) {
    po_lea_facts *facts = NULL;
    cr_assert_eq(load("{\"format\": \"planonce/facts/1\", \"lea\": {\"cds\": \"5079901\", \"type\": \"district\"}, \"facts\": {\"el_cuont\": 1}}", &facts), PO_OK);
    cr_assert_eq(diagnostics.errors, 0);
    cr_assert(strstr(diagnostics.list.items[0].text, "did you mean 'el_count'"));
}

Test(facts, lines_of_values_inside_texts_and_lists) {
    const char *text = "{\n \"a\": \"x]}\\\"\",\n \"b\": [1, {\"c\": 2},\n  {\"c\":\n 3}]\n}";
    const po_json_step steps[] = {{.key = "b"}, {.index = 2}, {.key = "c"}};
    cr_assert_eq(po_json_line(text, steps, 3), 5);
    cr_assert_eq(po_json_line(text, steps, 1), 3);
}
