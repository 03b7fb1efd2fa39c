/* SPDX-License-Identifier: Apache-2.0
 *
 * What forms say of school plans, tried on the form of the program: numbered labels, titles, boxes, amounts listed in one cell, and people who
 * are counted and never named.
 */
#include <criterion/criterion.h>

#include "form_fixture.h"

static po_arena *arena;
static const po_form *form;

static void set_up(void) {
    arena = po_arena_create();
    form = fixture_form(arena, PO_SOURCE_DIR "/plugins/spsa/forms/spsa-2023.xml");
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(form_kinds, .init = set_up, .fini = tear_down);

#define TITLE_PAGE                                                                                  \
    "| School Name | County-District-School (CDS) Code | Schoolsite Council (SSC) Approval Date | Local Board Approval Date |\n" \
    "| Alder High School | 99-99999-0000001 | May 1, 2026 | June 9, 2026 |\n"                        \
    "---\n"

#define GOALS "# Goals, Strategies, & Proposed Expenditures\n"

#define STRATEGIES "| Strategy/ Activity # | Description | Students to be Served | Proposed Expenditures |\n"

Test(form_kinds, boxes_are_read_once_with_what_stands_behind_them) {
    run_result r = fixture_run(form,
                               TITLE_PAGE
                               "This plan is being used by Alder High for meeting the following ESSA planning requirements:\n"
                               "XSchoolwide Program\n"
                               "☐ Comprehensive Support and Improvement\n"
                               "☒ Additional Targeted Support and Improvement\n"
                               "English learners\n"
                               "# Plan Description\n"
                               "XSchoolwide Program\n", 0);
    const po_field *types = po_record_field(po_record_find(r.set, "plan"), "plan_types");
    cr_assert_not_null(types);
    cr_assert_eq(types->value_count, 2);
    cr_expect_str_eq(types->values[0], "schoolwide");
    cr_expect_str_eq(types->values[1], "atsi");
    EXPECT_TEXT(r, "plan", "plan_type_groups", "English learners");
    EXPECT_TEXT(r, "plan", "school_name_in_text", "Alder High");
    cr_expect_str_eq(fixture_value(&r, "plan", "cds_code"), "99999990000001");
    cr_expect_str_eq(fixture_value(&r, "plan", "board_approved"), "2026-06-09");
    fixture_finish(&r);
}

Test(form_kinds, a_box_may_name_its_groups_in_its_own_line) {
    run_result r = fixture_run(form,
                               TITLE_PAGE
                               "- • ☒ Schoolwide Program\n"
                               "- • ☐ Comprehensive Support and Improvement: none\n"
                               "- • ☒ Additional Targeted Support and Improvement: English learners\n"
                               "Our school: a place to learn\n", 0);
    const po_field *types = po_record_field(po_record_find(r.set, "plan"), "plan_types");
    cr_assert_not_null(types);
    cr_assert_eq(types->value_count, 2);
    cr_expect_str_eq(types->values[0], "schoolwide");
    cr_expect_str_eq(types->values[1], "atsi");
    EXPECT_TEXT(r, "plan", "plan_type_groups", "English learners");
    fixture_finish(&r);
}

Test(form_kinds, a_number_behind_its_label_begins_a_goal) {
    run_result r = fixture_run(form,
                               GOALS
                               "Goal 1\n"
                               "Title and Description of School Goal\n"
                               "Reading\n"
                               "All pupils will read with joy and at the level of their grade, whatever the language they speak at home and with friends.\n"
                               "LCAP Goal to which this School Goal is Aligned\n"
                               "Goal 3\n"
                               GOALS
                               "Goal 1\n"
                               "Identified Need\n"
                               "Few read.\n"
                               GOALS
                               "Goal #2:\n"
                               "Identified Need\n"
                               "Goal setting is needed.\n", 0);
    EXPECT_TEXT(r, "goal-1", "title", "Reading");
    EXPECT_TEXT(r, "goal-1", "lcap_goal", "Goal 3");
    EXPECT_TEXT(r, "goal-1", "identified_need", "Few read.");
    EXPECT_TEXT(r, "goal-2", "identified_need", "Goal setting is needed.");
    cr_expect_null(po_record_find(r.set, "goal-3"));
    fixture_finish(&r);
}

Test(form_kinds, amounts_in_one_cell_become_records) {
    run_result r = fixture_run(form,
                               GOALS "Goal 1\n" STRATEGIES
                               "| 1.1 | Tutors | All | 7136\\nTitle I Part A\\n1000-1999: Certificated\\nPersonnel Salaries\\n$5,711.00\\nDistrict |\n"
                               "@2\n" STRATEGIES
                               "|  |  |  | Funded\\n2000-2999: Something new\\nLCFF |\n"
                               "| 1.2 | Buses | EL | 32500 Title I A Set Aside None Specified 900 District Funded 3000-3999: Employee Benefits LCFF |\n"
                               "| 1.3 | Nothing | All | District Funded |\n", 0);
    EXPECT_TEXT(r, "expenditure-1.1-1", "funding_source", "Title I Part A");
    EXPECT_TEXT(r, "expenditure-1.1-1", "budget_reference", "1000-1999: Certificated Personnel Salaries");
    cr_expect_str_eq(fixture_value(&r, "expenditure-1.1-2", "amount"), "5711.00");
    EXPECT_TEXT(r, "expenditure-1.1-2", "funding_source", "District Funded");
    EXPECT_TEXT(r, "expenditure-1.1-2", "budget_reference", "2000-2999: Something new LCFF");
    EXPECT_TEXT(r, "expenditure-1.2-1", "budget_reference", "None Specified");
    EXPECT_TEXT(r, "expenditure-1.2-2", "note", "LCFF");
    cr_expect_null(po_record_find(r.set, "expenditure-1.3-1"));
    cr_expect_str_eq(po_record_find(r.set, "expenditure-1.2-2")->parent, "strategy-1.2");
    fixture_finish(&r);
}

#define WITH_SOURCES "| Strategy/Activity # | Description | Students to be Served | Proposed Expenditures | Funding Sources |\n"

Test(form_kinds, sources_in_a_column_of_their_own_go_with_their_amounts) {
    run_result r = fixture_run(form,
                               GOALS "Goal 1\n" WITH_SOURCES
                               "| 1.1 | Tutors | All | $500\\n$70.00 | Title I Part A\\nLCFF |\n"
                               "| 1.2 | Buses | All | $500\\n$70.00 | LCFF |\n"
                               "| 1.3 | Books | All | $1\\n$2\\n$3 | LCFF\\nTitle I Part A |\n"
                               "| 1.4 | Pens | All | $9 Title III | LCFF |\n"
                               "| 1.5 | Nothing | All |  | LCFF |\n", 0);
    EXPECT_TEXT(r, "expenditure-1.1-1", "funding_source", "Title I Part A");
    EXPECT_TEXT(r, "expenditure-1.1-2", "funding_source", "LCFF");
    EXPECT_TEXT(r, "expenditure-1.2-1", "funding_source", "LCFF");
    EXPECT_TEXT(r, "expenditure-1.2-2", "funding_source", "LCFF");
    cr_expect_str_eq(fixture_value(&r, "expenditure-1.3-3", "amount"), "3");
    cr_expect_null(fixture_text(&r, "expenditure-1.3-1", "funding_source"), "which source is whose cannot be told");
    EXPECT_TEXT(r, "expenditure-1.4-1", "funding_source", "Title III");
    cr_expect_null(po_record_find(r.set, "expenditure-1.5-1"));
    fixture_finish(&r);
}

static bool names_somebody(const run_result *r) {
    for (size_t i = 0; i < r->set->records.count; i++)
        for (uint32_t f = 0; f < r->set->records.items[i].field_count; f++) {
            const po_field *field = &r->set->records.items[i].fields[f];
            if (field->text != NULL && strstr(field->text, "Doe") != NULL)
                return true;
        }
    return false;
}

Test(form_kinds, members_are_counted_and_never_named) {
    run_result r = fixture_run(form,
                               "# School Site Council Membership\n"
                               "- 1 School Principal\n"
                               "2 Parent or Community Members\n"
                               "Jane Doe leads the council.\n"
                               "| Name of Members | Role |\n"
                               "| Jane Doe | XPrincipal |\n"
                               "| John Doe | Parent or Community Member |\n"
                               "| Joan Doe | X Parent or Community Member |\n"
                               "| Jim Doe | Bystander |\n"
                               "---\n"
                               "# Recommendations and Assurances\n"
                               "| Signature | Committee or Advisory Group Name |\n"
                               "| Jo Doe | English Learner Advisory Committee |\n"
                               "---\n"
                               "This SPSA was adopted by the SSC at a public meeting on May 2, 2026.\n"
                               "Attested:\n"
                               "Principal, Jane Doe on 5/2/26\n"
                               "SSC Chairperson, John Doe on behalf of Joan Doe\n"
                               "# Instructions\n", 0);
    cr_expect_str_eq(fixture_value(&r, "council_count-principal", "count"), "1");
    cr_expect_str_eq(fixture_value(&r, "council_count-parent", "count"), "2");
    cr_expect_str_eq(fixture_value(&r, "council_count-parent", "listed"), "2");
    cr_expect_str_eq(fixture_value(&r, "approval", "ssc_adopted"), "2026-05-02");
    cr_expect_str_eq(fixture_value(&r, "approval", "principal_attested"), "2026-05-02");
    cr_expect_null(fixture_text(&r, "approval", "chairperson_attested"));
    EXPECT_TEXT(r, "advisory_group-1", "name", "English Learner Advisory Committee");
    cr_expect_not(names_somebody(&r));
    fixture_finish(&r);
}
