/* SPDX-License-Identifier: Apache-2.0
 *
 * Editions and prints of the school plan, tried on made-up plans: the template of 2018 to 2020, the Single Plan before it, councils listed with
 * a column for each role, other wordings of the title page, editions that nobody knows.
 */
#include <criterion/criterion.h>

#include "form_fixture.h"

static po_arena *arena;
static const po_form *form_2023, *form_2018, *form_2013;

static void set_up(void) {
    arena = po_arena_create();
    form_2023 = fixture_form(arena, PO_SOURCE_DIR "/plugins/spsa/forms/spsa-2023.xml");
    form_2018 = fixture_form(arena, PO_SOURCE_DIR "/plugins/spsa/forms/spsa-2018.xml");
    form_2013 = fixture_form(arena, PO_SOURCE_DIR "/plugins/spsa/forms/spsa-2013.xml");
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(spsa_forms, .init = set_up, .fini = tear_down);

static const char *parent_of(const run_result *r, const char *id) {
    const po_record *record = po_record_find(r->set, id);
    return record == NULL ? NULL : record->parent;
}

#define EXPECT(given, wanted)                                                                      \
    do {                                                                                           \
        const char *given_ = given;                                                                \
        cr_expect(po_text_equal(given_, wanted), #given " is '%s'", given_ == NULL ? "absent" : given_); \
    } while (0)

#define TITLE_PAGE                                                                                  \
    "| School Name | County-District-School (CDS) Code | Schoolsite Council (SSC) Approval Date | Local Board Approval Date |\n" \
    "| Alder School | 99-99999-0000001 | May 1, 2019 | June 9, 2019 |\n"                          \
    "---\n"

/* ---- 2018 to 2020 ---- */

#define FRONT_2018                                                                                  \
    "School Year: 2019-20\n" TITLE_PAGE                                                             \
    "# Purpose and Description\n"                                                                   \
    "Briefly describe the purpose of this plan (Select from Schoolwide Program, Comprehensive Support and Improvement, Targeted Support and " \
    "Improvement, or Additional Targeted Support and Improvement)\n"                                \
    "☒ Schoolwide Program\n"                                                                        \
    "☐ Comprehensive Support and Improvement\n"                                                     \
    "Briefly describe the school’s plan for effectively meeting the ESSA requirements in alignment with the Local Control and Accountability " \
    "Plan and other federal, state, and local programs.\n"                                          \
    "One plan for all programs.\n"                                                                  \
    "# Stakeholder Involvement\n"                                                                   \
    "How, when, and with whom did the school consult as part of the planning process for this SPSA/Annual Review and Update?\n" \
    "Two evenings with parents.\n"                                                                  \
    "# Resource Inequities\n"                                                                       \
    "Briefly identify and describe any resource inequities identified as a result of the required needs assessment, as applicable.\n" \
    "None found.\n"

#define GOALS_2018                                                                                  \
    "# Goals, Strategies, Expenditures, & Annual Review\n"                                          \
    "Complete a copy of the following table for each of the school's goals. Duplicate the table as needed.\n" \
    "# Goal 1\n"                                                                                    \
    "## LEA/LCAP Goal\n"                                                                            \
    "Goal 2: Literacy\n"                                                                            \
    "## Goal Statement\n"                                                                           \
    "Every pupil reads.\n"                                                                          \
    "## Identified Need\n"                                                                          \
    "One in three does not.\n"                                                                      \
    "## Annual Measurable Outcomes\n"                                                               \
    "| Metric/Indicator | Baseline/Actual Outcome | Expected Outcome |\n"                           \
    "| Reading level | 60% | 65% |\n"                                                               \
    "---\n"                                                                                         \
    "# Strategy/Activity 1\n"                                                                       \
    "## Students to be Served by this Strategy/Activity\n"                                          \
    "(Identify either All Students or one or more specific student groups)\n"                       \
    "English Learners\n"                                                                            \
    "## Strategy/Activity\n"                                                                        \
    "Reading tutors.\n"                                                                             \
    "## Proposed Expenditures for this Strategy/Activity\n"                                         \
    "List the amount(s) and funding source(s) for the proposed expenditures. Specify the funding source(s) using one or more of the following: " \
    "LCFF, Federal (if Federal identify the Title and Part, as applicable), Other State, and/or Local.\n" \
    "| Amount(s) | Source(s) |\n"                                                                   \
    "| 5,000 | Title I |\n"                                                                         \
    "| $250.00 | LCFF |\n"                                                                          \
    "---\n"                                                                                         \
    "# Strategy/Activity 2\n"                                                                       \
    "## Students to be Served by this Strategy/Activity\n"                                          \
    "All Students\n"                                                                                \
    "## Strategy/Activity\n"                                                                        \
    "Books.\n"                                                                                      \
    "# Annual Review\n"                                                                             \
    "SPSA Year Reviewed: 2018-19\n"                                                                 \
    "# Analysis\n"                                                                                  \
    "Describe the overall implementation of the strategies/activities and the overall effectiveness of the strategies/activities to achieve the " \
    "articulated goal.\n"                                                                           \
    "Tutors came late.\n"

#define COUNCIL                                                                                     \
    "# School Site Council Membership\n"                                                            \
    "| Name of Members | Principal | Classroom Teacher | Other School Staff | Parent or Community Member | Secondary Students |\n" \
    "| Somebody One | X | | | | |\n"                                                                \
    "| Somebody Two | | [X] | | | |\n"                                                              \
    "| Somebody Three | | ☒ | ☐ | | |\n"                                                            \
    "| Somebody Four | | | ✓ | | |\n"                                                               \
    "| Somebody Five | | | | X | |\n"                                                               \
    "| Numbers of members of each category: | 1 | 3 | 1 | 5 | |\n"                                  \
    "---\n"

Test(spsa_forms, template_of_2018) {
    run_result r = fixture_run(form_2018, FRONT_2018, 0);
    EXPECT(fixture_text(&r, "plan", "school_name"), "Alder School");
    EXPECT(fixture_value(&r, "plan", "ssc_approved"), "2019-05-01");
    EXPECT(fixture_value(&r, "plan", "plan_types"), "schoolwide");
    EXPECT(fixture_text(&r, "narrative", "plan_description"), "One plan for all programs.");
    EXPECT(fixture_text(&r, "narrative", "educational_partner_involvement"), "Two evenings with parents.");
    EXPECT(fixture_text(&r, "narrative", "resource_inequities"), "None found.");
    fixture_finish(&r);
}

Test(spsa_forms, goals_of_2018) {
    run_result r = fixture_run(form_2018, GOALS_2018, 0);
    EXPECT(fixture_text(&r, "goal-1", "lcap_goal"), "Goal 2: Literacy");
    EXPECT(fixture_text(&r, "goal-1", "description"), "Every pupil reads.");
    EXPECT(fixture_text(&r, "goal-1", "identified_need"), "One in three does not.");
    EXPECT(fixture_text(&r, "metric-1-1", "expected_outcome"), "65%");
    EXPECT(fixture_value(&r, "strategy-1.1", "students_served"), "English Learners");
    EXPECT(fixture_text(&r, "strategy-1.1", "description"), "Reading tutors.");
    EXPECT(fixture_value(&r, "expenditure-1.1-1", "amount"), "5000");
    EXPECT(fixture_text(&r, "expenditure-1.1-2", "funding_source"), "LCFF");
    EXPECT(parent_of(&r, "expenditure-1.1-2"), "strategy-1.1");
    EXPECT(fixture_text(&r, "strategy-1.2", "description"), "Books.");
    EXPECT(fixture_text(&r, "analysis-1", "implementation_and_effectiveness"), "Tutors came late.");
    EXPECT(fixture_text(&r, "analysis-1", "year_reviewed"), "2018-19");
    fixture_finish(&r);
}

Test(spsa_forms, last_year_in_tables) {
    run_result r = fixture_run(form_2018,
                               "# Goals, Strategies, Expenditures, & Annual Review\n"
                               "# Goal 1\n"
                               "# Annual Review and Update\n"
                               "SPSA Year Reviewed: 2018-19\n"
                               "# Goal 1\n"
                               "# Annual Measurable Outcomes\n"
                               "| Metric/Indicator | Expected Outcomes | Actual Outcomes |\n"
                               "| Reading level | 62% | 60% |\n"
                               "---\n"
                               "| Planned Actions/Services | Actual Actions/Services | Proposed Expenditures | Estimated Actual Expenditures |\n"
                               "| Tutors | Tutors from March | $4,000 | $2,100 |\n"
                               "---\n"
                               "Explain material differences between Proposed Expenditures and Estimated Actual Expenditures.\n"
                               "Hired late.\n", 0);
    EXPECT(fixture_text(&r, "review_metric-1-1", "actual_outcome"), "60%");
    EXPECT(fixture_text(&r, "review_strategy-1-1", "estimated_actual_expenditures"), "$2,100");
    EXPECT(fixture_text(&r, "review_goal-1", "material_differences"), "Hired late.");
    cr_expect_null(po_record_find(r.set, "metric-1-2"), "last year's outcomes are no measures of this plan");
    fixture_finish(&r);
}

/* ---- councils ---- */

static void expect_council(run_result *r) {
    EXPECT(fixture_value(r, "council_count-principal", "listed"), "1");
    EXPECT(fixture_value(r, "council_count-classroom-teacher", "listed"), "2");
    EXPECT(fixture_value(r, "council_count-classroom-teacher", "count"), "3");
    EXPECT(fixture_value(r, "council_count-other-staff", "listed"), "1");
    EXPECT(fixture_value(r, "council_count-parent", "listed"), "1");
    EXPECT(fixture_value(r, "council_count-parent", "count"), "5");
    for (size_t i = 0; i < r->set->records.count; i++) {
        const po_record *record = &r->set->records.items[i];
        for (uint32_t f = 0; f < record->field_count; f++)
            cr_expect_null(strstr(record->fields[f].text, "Somebody"), "%s.%s holds a name", record->id, record->fields[f].name);
    }
    cr_expect_null(strstr(po_buffer_text(&r->said), "Somebody"), "a name was said: %s", po_buffer_text(&r->said));
}

Test(spsa_forms, a_column_for_each_role) {
    const po_form *const forms[] = {form_2023, form_2018, form_2013};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        run_result r = fixture_run(forms[i], COUNCIL, 0);
        expect_council(&r);
        fixture_finish(&r);
    }
}

/* ---- the Single Plan ---- */

Test(spsa_forms, single_plan) {
    run_result r = fixture_run(form_2013,
                               "The Single Plan for Student Achievement\n"
                               "School: Alder School\n"
                               "District: Alder District\n"
                               "County-District School (CDS) Code: 99-99999-0000001\n"
                               "Date of this revision: May 4, 2016\n"
                               "The District Governing Board approved this revision of the SPSA on June 9, 2016.\n"
                               "# School Vision and Mission\n"
                               "Everybody learns.\n"
                               "# Comprehensive Needs Assessment Components\n"
                               "## Surveys\n"
                               "Parents were asked.\n"
                               "# Planned Improvements in Student Performance\n"
                               "# School Goal #1\n"
                               "SUBJECT: English Language Arts\n"
                               "## LEA/LCAP GOAL:\n"
                               "Goal 2\n"
                               "## SCHOOL GOAL #1:\n"
                               "More pupils read.\n"
                               "## Data Used to Form this Goal:\n"
                               "State tests.\n"
                               "## Findings from the Analysis of this Data:\n"
                               "Half meet the standard.\n"
                               "## How the School will Evaluate the Progress of this Goal:\n"
                               "Each term.\n"
                               "| Actions to be Taken to Reach This Goal | Timeline | Person(s) Responsible | Description | Type | Funding Source | Amount |\n"
                               "| Tutors | August to May | Somebody One | Hours | 1000-1999 | Title I\\nLCFF | 4,000\\n300 |\n"
                               "| Books | September | Somebody Two | Books | 4000-4999 | LCFF | 700 |\n"
                               "---\n"
                               "# Summary of Expenditures in this Plan\n"
                               "| Funding Source | Allocation | Balance (Allocations-Expenditures) |\n"
                               "| Title I | 4,000 | 0.00 |\n"
                               "---\n", 0);
    EXPECT(fixture_text(&r, "plan", "school_name"), "Alder School");
    EXPECT(fixture_value(&r, "plan", "cds_code"), "99999990000001");
    EXPECT(fixture_value(&r, "plan", "board_approved"), "2016-06-09");
    EXPECT(fixture_value(&r, "plan", "revised"), "2016-05-04");
    EXPECT(fixture_text(&r, "narrative", "school_vision"), "Everybody learns.");
    EXPECT(fixture_text(&r, "narrative", "surveys"), "Parents were asked.");
    EXPECT(fixture_text(&r, "goal-1", "title"), "English Language Arts");
    EXPECT(fixture_text(&r, "goal-1", "lcap_goal"), "Goal 2");
    EXPECT(fixture_text(&r, "goal-1", "description"), "More pupils read.");
    EXPECT(fixture_text(&r, "goal-1", "identified_need"), "State tests.");
    EXPECT(fixture_text(&r, "goal-1", "findings"), "Half meet the standard.");
    EXPECT(fixture_text(&r, "goal-1", "evaluation"), "Each term.");
    EXPECT(fixture_text(&r, "strategy-1-1", "description"), "Tutors");
    EXPECT(fixture_value(&r, "expenditure-1-1-1", "amount"), "4000");
    EXPECT(fixture_text(&r, "expenditure-1-1-2", "funding_source"), "LCFF");
    EXPECT(fixture_value(&r, "budget_line-1", "budgeted"), "4000");
    for (size_t i = 0; i < r.set->records.count; i++)
        for (uint32_t f = 0; f < r.set->records.items[i].field_count; f++)
            cr_expect_null(strstr(r.set->records.items[i].fields[f].text, "Somebody"));
    fixture_finish(&r);
}

/* ---- which edition ---- */

static int fit(const po_form *form, const char *text) {
    po_document *document = fixture_document(text);
    int weight = po_form_score(form, document);
    po_document_destroy(document);
    return weight;
}

Test(spsa_forms, editions_are_told_apart) {
    static const char of_2023[] = TITLE_PAGE "# Plan Description\n# Educational Partner Involvement\n# Comprehensive Needs Assessment Components\n"
                                             "# Goals, Strategies, & Proposed Expenditures\n# Goal 1\nTitle and Description of School Goal\n";
    cr_expect_gt(fit(form_2018, GOALS_2018), fit(form_2023, GOALS_2018));
    cr_expect_gt(fit(form_2018, GOALS_2018), fit(form_2013, GOALS_2018));
    cr_expect_gt(fit(form_2023, of_2023), fit(form_2018, of_2023));
}

Test(spsa_forms, an_unknown_edition_is_read_as_far_as_it_goes) {
    run_result r = fixture_run(form_2023,
                               TITLE_PAGE
                               "# Goals, Strategies, & Proposed Expenditures\n"
                               "# Goal 1\n"
                               "# Hopes and Dreams\n"
                               "To fly.\n"
                               "| Metric/Indicator | Baseline/Actual Outcome | Expected Outcome | Person in Charge |\n"
                               "| Reading level | 60% | 65% | nobody |\n", 0);
    EXPECT(fixture_text(&r, "metric-1-1", "expected_outcome"), "65%");
    cr_expect_not_null(strstr(po_buffer_text(&r.said), "Hopes and Dreams"), "%s", po_buffer_text(&r.said));
    cr_expect_not_null(strstr(po_buffer_text(&r.said), "Person in Charge"), "%s", po_buffer_text(&r.said));
    fixture_finish(&r);
}

/* ---- prints ---- */

Test(spsa_forms, title_pages) {
    static const char *const pages[] = {
        "| School | CDS Code | SSC Approval Date | Board Approval Date |\n| Alder School | 99999990000001 | 5/1/2026 | 6/9/2026 |\n---\n",
        "| Charter School Name | County-District-School (CDS) Code | School Site Council Approval Date | Governing Board Approval Date |\n"
        "| Alder School | 99 99999 0000001 | May 1, 2026 | June 9, 2026 |\n---\n",
        "School Name: Alder School\nCounty-District-School (CDS) Code: 99-99999-0000001\n"
        "Schoolsite Council (SSC) Approval Date: May 1, 2026\nLocal Board Approval Date: June 9, 2026\n",
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        run_result r = fixture_run(form_2023, pages[i], 0);
        EXPECT(fixture_text(&r, "plan", "school_name"), "Alder School");
        EXPECT(fixture_value(&r, "plan", "cds_code"), "99999990000001");
        EXPECT(fixture_value(&r, "plan", "ssc_approved"), "2026-05-01");
        EXPECT(fixture_value(&r, "plan", "board_approved"), "2026-06-09");
        fixture_finish(&r);
    }
}

Test(spsa_forms, object_codes_in_their_own_column) {
    run_result r = fixture_run(form_2023,
                               "# Goals, Strategies, & Proposed Expenditures\n"
                               "# Goal 1\n"
                               "# Strategy/Activity 1\n"
                               "| Amount(s) | Source(s) | Budget Reference |\n"
                               "| $5,000 | Title I Part A | 1000-1999: Certificated Personnel Salaries |\n", 0);
    EXPECT(fixture_value(&r, "expenditure-1.1-1", "amount"), "5000");
    EXPECT(fixture_text(&r, "expenditure-1.1-1", "budget_reference"), "1000-1999: Certificated Personnel Salaries");
    fixture_finish(&r);
}

Test(spsa_forms, boxes_of_typewriters) {
    static const char *const prints[] = {
        "[X] Schoolwide Program\n[ ] Comprehensive Support and Improvement\n",
        "(x) Schoolwide Program\n( ) Comprehensive Support and Improvement\n",
        "__X__ Schoolwide Program\n_____ Comprehensive Support and Improvement\n",
        "[ X ] Title I Schoolwide\n[] CSI\n",
    };
    for (size_t i = 0; i < sizeof prints / sizeof *prints; i++) {
        po_buffer text = {0};
        po_buffer_add_text(&text, TITLE_PAGE "# Plan Description\n");
        po_buffer_add_text(&text, prints[i]);
        run_result r = fixture_run(form_2023, po_buffer_text(&text), 0);
        EXPECT(fixture_value(&r, "plan", "plan_types"), "schoolwide");
        fixture_finish(&r);
        po_buffer_finish(&text);
    }
}

/* An answer over more places than a record may name is kept with the first of them. */
Test(spsa_forms, an_answer_without_end) {
    po_buffer text = {0};
    po_buffer_add_text(&text, "# Resource Inequities\nBriefly identify and describe any resource inequities identified as a result of the "
                              "required needs assessment, as applicable.\n");
    for (unsigned page = 1; page <= 5000; page++)
        po_buffer_printf(&text, "@%u\nword\n", page);
    run_result r = fixture_run(form_2023, po_buffer_text(&text), 0);
    const po_record *record = po_record_find(r.set, "narrative");
    cr_assert_not_null(record);
    const po_field *field = po_record_field(record, "resource_inequities");
    cr_assert_not_null(field);
    cr_expect_eq(field->at_count, 4096);
    cr_expect_not_null(field->doubt);
    fixture_finish(&r);
    po_buffer_finish(&text);
}
