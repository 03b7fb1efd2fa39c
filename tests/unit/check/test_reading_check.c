/* SPDX-License-Identifier: Apache-2.0 */
#include "check/reading_check.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "check_fixture.h"

static po_arena *arena;
static po_findings findings;
static po_model_schema schema;
static po_model *model;

static void set_up(void) {
    arena = po_arena_create();
    po_findings_init(&findings, arena);
    schema = (po_model_schema){.entity_by_id = po_map_create(arena),
                               .vocabulary_by_id = po_map_create(arena)};
    model = po_model_create(&schema);
}

static void tear_down(void) {
    po_model_destroy(model);
    po_arena_destroy(arena);
}

TestSuite(reading_check, .init = set_up, .fini = tear_down);

static po_source *source(const char *name, po_source_state state) {
    po_source *added = po_model_add_source(model);
    added->name = added->sha256 = name;
    added->program = "lcap";
    added->cds = "01100170000000";
    added->lea_name = "Arroyo";
    added->plan_year = 2025;
    added->period = "2025-26";
    added->state = state;
    return added;
}

static const char *all(void) {
    const char *shown = "";
    po_findings_seal(&findings);
    for (size_t i = 0; i < findings.list.count; i++) {
        const po_finding *finding = &findings.list.items[i];
        cr_assert_str_eq(finding->action, po_arena_printf(arena, "%s.do", finding->message));
        cr_assert_eq(finding->severity, PO_FINDING_WORTH_A_LOOK);
        shown = po_arena_printf(arena, "%s%s%s", shown, i ? " | " : "", finding->code);
        for (size_t n = 0; n < finding->argument_count; n++) {
            shown = po_arena_printf(arena, "%s %s=%s", shown, finding->arguments[n].name,
                                    finding->arguments[n].value);
        }
    }
    return shown;
}

Test(reading_check, nothing_to_say_about_what_counts) {
    source("a.pdf", PO_SOURCE_CURRENT);
    po_reading_checks(model, &findings);
    cr_assert_eq(findings.list.count, 0);
}

Test(reading_check, versions) {
    po_source *current = source("a.pdf", PO_SOURCE_CURRENT);
    source("draft.pdf", PO_SOURCE_SUPERSEDED)->superseded_by = current;
    source("copy.pdf", PO_SOURCE_COPY);
    source("old.pdf", PO_SOURCE_OTHER_YEAR)->plan_year = 2023;
    source("no-year.pdf", PO_SOURCE_OTHER_YEAR)->plan_year = 0;
    po_reading_checks(model, &findings);
    cr_assert_str_eq(
        all(), "READ-002 document=draft.pdf by=a.pdf | READ-003 document=no-year.pdf year=? | "
               "READ-003 document=old.pdf year=2023-24 | READ-004 document=copy.pdf of=?");
}

Test(reading_check, undecided_versions_are_asked_about_once) {
    source("a.pdf", PO_SOURCE_UNDECIDED)->program_title = "LCAP";
    source("b.pdf", PO_SOURCE_UNDECIDED);
    source("other.pdf", PO_SOURCE_UNDECIDED)->program = "spsa";
    po_reading_checks(model, &findings);
    cr_assert_str_eq(
        all(),
        "READ-001 program=LCAP documents=a.pdf, b.pdf | READ-001 program=spsa documents=other.pdf");
    cr_assert_eq(findings.list.items[0].at_count, 2);
}

Test(reading_check, what_a_document_does_not_say) {
    po_source *anonymous = source("a.pdf", PO_SOURCE_CURRENT);
    anonymous->cds = anonymous->lea_name = NULL;
    anonymous->plan_year = 0;
    po_reading_checks(model, &findings);
    cr_assert_str_eq(all(), "READ-005 document=a.pdf | READ-009 document=a.pdf");
}

/* ---- values -----------------------------------------------------------------------------------
 */

static po_entity *goal(const po_source *from) {
    po_entity_definition *definition = PO_NEW(arena, po_entity_definition);
    *definition =
        (po_entity_definition){.id = "goal", .label = "Goal", .by_id = po_map_create(arena)};
    static po_field_definition title = {.id = "title", .label = "Title", .type = "text"};
    po_field_definition *field = PO_LIST_ADD(arena, &definition->fields);
    *field = title;
    po_map_set(definition->by_id, "title", field);
    po_map_set(schema.entity_by_id, "goal", definition);
    const char *const parts[] = {"1"};
    return po_model_entity(model, "goal", from, parts, 1, NULL);
}

static void set_title(po_entity *entity, const po_source *from, const char *text, uint32_t page) {
    po_source_place *at = PO_NEW(arena, po_source_place);
    *at = (po_source_place){.source = from, .page = page};
    po_lineage *lineage = PO_NEW(arena, po_lineage);
    *lineage = (po_lineage){.source = from, .at = at, .at_count = 1};
    const po_value value = {.text = text, .value = text, .lineage = lineage};
    cr_assert(po_model_set(model, entity, "title", &value));
}

Test(reading_check, values_that_disagree) {
    po_source *current = source("a.pdf", PO_SOURCE_CURRENT);
    po_source *draft = source("b.pdf", PO_SOURCE_SUPERSEDED);
    draft->superseded_by = current;
    po_entity *entity = goal(current);
    char text[400];
    memset(text, 'x', sizeof text);
    memcpy(text + 118, "\xC3\xA9\xC3\xA9", 4);
    text[300] = 0;
    set_title(entity, current, "Learning", 3);
    set_title(entity, source("c.pdf", PO_SOURCE_CURRENT), text, 8);
    set_title(entity, draft, "Drafting", 9);
    po_reading_checks(model, &findings);
    cr_assert_eq(findings.list.count, 2);
    const char *shown = all();
    cr_assert(po_text_starts(shown, "READ-002") || po_text_starts(shown, "MODEL-001"));
    const po_finding *conflict = &findings.list.items[po_text_starts(shown, "READ-002") ? 1 : 0];
    conflict = po_text_equal(conflict->code, "MODEL-001") ? conflict : &findings.list.items[1];
    cr_assert_str_eq(conflict->arguments[0].value, "Goal");
    cr_assert_str_eq(conflict->arguments[1].value, "Title");
    cr_assert_str_eq(conflict->arguments[2].value, "Learning");
    cr_assert_eq(strlen(conflict->arguments[3].value), 120 + 3);
    cr_assert_eq(conflict->at_count, 2);
    cr_assert_eq(conflict->at[1].page, 8);
}

Test(reading_check, words_of_one_document_that_differ_are_typesetting) {
    po_source *current = source("a.pdf", PO_SOURCE_CURRENT);
    po_entity *entity = goal(current);
    set_title(entity, current, "Attendance teams", 3);
    set_title(entity, current, "Attendanc e teams", 8);
    cr_assert_eq(entity->others.count, 0, "cut words are the same words");
    set_title(entity, current, "Something else", 9);
    cr_assert_eq(entity->others.count, 1, "other words are kept beside");
    po_reading_checks(model, &findings);
    cr_assert_eq(findings.list.count, 0);
}

Test(reading_check, a_title_cut_short_in_another_document_is_no_conflict) {
    po_entity *entity = goal(source("a.pdf", PO_SOURCE_CURRENT));
    set_title(entity, model->sources.items[0], "Attendance teams at all schools", 3);
    set_title(entity, source("c.pdf", PO_SOURCE_CURRENT), "Attendance teams", 8);
    po_reading_checks(model, &findings);
    cr_assert_eq(findings.list.count, 0);
}

/* ---- documents --------------------------------------------------------------------------------
 */

Test(reading_check, remarks_of_the_reader) {
    po_source *current = source("a.pdf", PO_SOURCE_CURRENT);
    po_record_set *set = fixture_records("goal g: number=1");
    po_diagnose(&set->diagnostics, PO_WARNING, "PDF-002", NULL, NULL, "text outside");
    po_diagnose(&set->diagnostics, PO_WARNING, "FORM-001", NULL, "page 3", "a new heading");
    po_diagnose(&set->diagnostics, PO_NOTE, "PDF-009", NULL, NULL, "nothing much");
    po_reading_check_diagnostics(set, current, &findings);
    po_record_set_destroy(set);
    cr_assert_str_eq(all(), "READ-010 document=a.pdf code=FORM-001 remark=page 3: a new heading | "
                            "READ-010 document=a.pdf code=PDF-002 remark=text outside");
}

Test(reading_check, documents_that_joined_no_plan) {
    po_reading_check_unread(PO_UNREAD_UNRECOGNISED, "a.pdf", NULL, NULL, &findings);
    po_reading_check_unread(PO_UNREAD_NO_FORM, "b.pdf", "LCAP", NULL, &findings);
    po_reading_check_unread(PO_UNREAD_FAILED, "c.pdf", NULL, "it is encrypted", &findings);
    po_reading_check_unread(PO_UNREAD_NO_LEA, "d.pdf", NULL, NULL, &findings);
    cr_assert_str_eq(
        all(),
        "READ-005 document=d.pdf | READ-006 document=a.pdf | "
        "READ-007 document=b.pdf program=LCAP | READ-008 document=c.pdf reason=it is encrypted");
}

Test(reading_check, two_things_with_one_number_disagree_about_nothing) {
    po_source *current = source("a.pdf", PO_SOURCE_CURRENT);
    po_entity *first = goal(current);
    set_title(first, current, "Learning", 3);
    set_title(first, source("c.pdf", PO_SOURCE_CURRENT), "Reading", 8);
    first->code = "1.5";
    po_reading_checks(model, &findings);
    cr_assert_eq(findings.list.count, 1);
    const char *const parts[] = {"again"};
    po_model_entity(model, "goal", current, parts, 1, NULL)->code = "1.5";
    po_reading_checks(model, &findings);
    cr_assert_eq(findings.list.count, 1, "nothing more");
}
