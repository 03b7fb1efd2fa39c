/* SPDX-License-Identifier: Apache-2.0
 *
 * The form engine on a made-up form: lines, labels, sections, sentences.
 */
#include <criterion/criterion.h>

#include "form_fixture.h"
#include "plugin/form_parts.h"

static po_arena *arena;
static const po_form *form;

static void set_up(void) {
    arena = po_arena_create();
    form = fixture_form(arena, PO_SOURCE_DIR "/tests/unit/plugin/forms/small.xml");
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(form, .init = set_up, .fini = tear_down);

Test(form, names) {
    cr_expect_str_eq(po_form_id(form), "small-1");
    cr_expect_str_eq(po_form_program(form), "small");
    cr_expect_str_eq(po_form_title(form), "A small template");
    cr_expect_not_null(strstr(po_form_path(form), "small.xml"));
}

Test(form, answers_follow_their_prompts_and_instructions_are_no_answers) {
    run_result r = fixture_run(form,
                               "# Plan Summary [2025\xE2\x80\x93""26]\n"
                               "## General Information\n"
                               "A description of the school, its teachers and its pupils, as applicable to the school.\n"
                               "We are a small school.\n"
                               "- on a hill\n"
                               "@2\n"
                               "A reflection on what the school needs most, based on a review of its results and local data.\n"
                               "Rain\n", 0);
    cr_assert_eq(r.status, PO_OK);
    EXPECT_TEXT(r, "head", "year", "2025\xE2\x80\x93""26");
    EXPECT_TEXT(r, "head", "about", "We are a small school.\non a hill");
    EXPECT_TEXT(r, "head", "needs", "Rain");
    const po_field *needs = po_record_field(po_record_find(r.set, "head"), "needs");
    cr_expect_eq(needs->at_count, 1);
    cr_expect_eq(needs->at[0].page, 2);
    fixture_finish(&r);
}

/* Outlines and lists number headings; an answer's own numbered lines stay its own. */
Test(form, a_number_before_a_label) {
    run_result r = fixture_run(form,
                               "# 3. Plan Summary [2025-26]\n"
                               "## (a) General Information\n"
                               "We are a small school.\n"
                               "1. General Information\n"
                               "2. on a hill\n"
                               "IV. A reflection on what the school needs most, based on a review of its results and local data.\n"
                               "Rain\n"
                               "## Section 5: What the year taught us.\n"
                               "2.1 Patience\n", 0);
    cr_assert_eq(r.status, PO_OK);
    EXPECT_TEXT(r, "head", "year", "2025-26");
    EXPECT_TEXT(r, "head", "about", "We are a small school.\n1. General Information\n2. on a hill");
    EXPECT_TEXT(r, "head", "needs", "Rain");
    EXPECT_TEXT(r, "head", "lessons", "2.1 Patience");
    fixture_finish(&r);
}

Test(form, what_counts_as_a_number_before_a_text) {
    static const struct { const char *text; size_t size; } cases[] = {
        {"3. Goals", 3}, {"(b) Goals", 4}, {"IV) Goals", 4}, {"2.1 Goals", 4}, {"2.1. Goals", 5}, {"Section 4: Goals", 11}, {"Part B. Goals", 8},
        {"3 Goals", 0}, {"3.", 0}, {"3. ", 0}, {"2026. Goals", 0}, {"Goals", 0}, {"A Goal", 0}, {"3.5% of all", 0}, {"", 0}, {"(", 0}, {"...", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect_eq(form_number_size(cases[i].text), cases[i].size, "%s: %zu", cases[i].text, form_number_size(cases[i].text));
}

Test(form, a_label_may_be_cut_over_lines_or_begin_its_paragraph) {
    run_result r = fixture_run(form,
                               "# Plan Summary\n"
                               "General Information A description of the school, its teachers and its pupils, as applicable to the school. We are small.\n"
                               "A reflection on what the school needs most, based on a\n"
                               "review of its results and local data.\n"
                               "Rain is\n"
                               "what it needs\n"
                               "A reflection on the year was held.\n", 0);
    EXPECT_TEXT(r, "head", "about", "We are small.");
    EXPECT_TEXT(r, "head", "needs", "Rain is what it needs\nA reflection on the year was held.");
    fixture_finish(&r);
}

Test(form, a_box_is_text_and_short_words_in_it_are_no_labels) {
    run_result r = fixture_run(form,
                               "# Plan Summary\n"
                               "General Information\n"
                               "| First paragraph.\\nSteps\\nLast paragraph. |\n"
                               "---\n"
                               "| Grade | Pupils |\n"
                               "| 1 | 20 |\n", 0);
    EXPECT_TEXT(r, "head", "about", "First paragraph.\nSteps\nLast paragraph.\nGrade | Pupils\n1 | 20");
    fixture_finish(&r);
}

Test(form, ticks_and_pairs) {
    run_result r = fixture_run(form,
                               "# Plan Summary\n"
                               "Priorities addressed\n"
                               "| X | Priority 1: Basic |\n"
                               "|  | Priority 2: Standards |\n"
                               "| X | Priority 3: Parents |\n"
                               "---\n"
                               "| General Information | A pair of cells |\n", 0);
    const po_field *field = po_record_field(po_record_find(r.set, "head"), "priorities");
    cr_assert_not_null(field);
    cr_expect_eq(field->value_count, 2);
    cr_expect_str_eq(field->values[1], "Priority 3: Parents");
    EXPECT_TEXT(r, "head", "about", "A pair of cells");
    fixture_finish(&r);
}

Test(form, a_label_may_have_a_title_behind_it) {
    run_result r = fixture_run(form,
                               "# Plan Summary\n"
                               "General Information\n"
                               "What the year taught us all is no label here.\n"
                               "## What the year taught us: a short look\n"
                               "Rain falls.\n"
                               "| General Information – the school | A pair of cells |\n", 0);
    EXPECT_TEXT(r, "head", "about", "What the year taught us all is no label here.\nA pair of cells");
    EXPECT_TEXT(r, "head", "lessons", "a short look\nRain falls.");
    fixture_finish(&r);
}

Test(form, instructions_are_skipped_until_a_strong_label) {
    run_result r = fixture_run(form,
                               "# Plan Summary\n"
                               "General Information\n"
                               "Ours.\n"
                               "# Instructions\n"
                               "Plan Summary\n"
                               "General Information\n"
                               "Not ours.\n"
                               "| Step # | Title | Total Funds |\n"
                               "| 9 | Not ours | $9 |\n"
                               "# Plan Summary [2025-26]\n"
                               "A reflection on what the school needs most, based on a review of its results and local data.\n"
                               "Ours again.\n", 0);
    EXPECT_TEXT(r, "head", "about", "Ours.");
    EXPECT_TEXT(r, "head", "needs", "Ours again.");
    cr_expect_eq(r.set->records.count, 1);
    fixture_finish(&r);
}

Test(form, sentences_are_read_over_line_ends_and_pages) {
    run_result r = fixture_run(form,
                               "# Small Overview\n"
                               "School Code: 12-34567\n"
                               "This chart shows the total revenue of District School.\n"
                               "The text is as follows: The total revenue projected for District School is $35,561,406, of which\n"
                               "@2\n"
                               "$8,254.50 is state money, and $- is other money. The rest will be used for the following:\n"
                               "Chalk.\n"
                               "Blackboards.\n"
                               "End of the overview\n", 0);
    EXPECT_TEXT(r, "head", "code", "12-34567");
    cr_expect_str_eq(fixture_value(&r, "head", "revenue"), "35561406");
    cr_expect_str_eq(fixture_value(&r, "head", "state"), "8254.50");
    cr_expect_str_eq(fixture_value(&r, "head", "other"), "0");
    EXPECT_TEXT(r, "head", "use", "Chalk.\nBlackboards.");
    const po_field *state = po_record_field(po_record_find(r.set, "head"), "state");
    cr_assert_geq(state->at_count, 1);
    cr_expect_eq(state->at[state->at_count - 1].page, 2);
    fixture_finish(&r);
}

Test(form, a_missing_literal_costs_one_capture) {
    run_result r = fixture_run(form,
                               "# Small Overview\n"
                               "The total revenue projected for A School is $5, of which $3 is state cash, and $2 is other money\n", 0);
    cr_expect_str_eq(fixture_value(&r, "head", "revenue"), "5");
    cr_expect_null(fixture_text(&r, "head", "state"));
    fixture_finish(&r);
}

Test(form, page_headers_and_contents_are_nothing) {
    run_result r = fixture_run(form,
                               "Plan Summary ............................ 7\n"
                               "# Plan Summary\n"
                               "General Information\n"
                               "Before the page\n"
                               "2025-26 Small Plan for Our School Page 7 of 9\n"
                               "after the page\n", 0);
    EXPECT_TEXT(r, "head", "about", "Before the page after the page");
    fixture_finish(&r);
}

Test(form, text_without_a_prompt_and_new_headings_are_named) {
    run_result r = fixture_run(form, "# Aims and Steps\nLost words.\n## A Brand New Heading\nMore lost words.\n", 0);
    cr_expect_not_null(strstr(po_buffer_text(&r.said), "FORM-010 'Lost words.'"));
    cr_expect_not_null(strstr(po_buffer_text(&r.said), "FORM-011 the heading 'A Brand New Heading'"));
    fixture_finish(&r);
}

Test(form, the_receiver_may_stop) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n| Aim # | Description |\n| 1 | One |\n| 2 | Two |\n", 1);
    cr_expect_eq(r.status, PO_E_LIMIT);
    cr_expect_not_null(strstr(r.err.text, "stopped at aim-2"));
    fixture_finish(&r);
}

Test(form, empty_documents_give_nothing) {
    run_result r = fixture_run(form, "", 0);
    cr_expect_eq(r.status, PO_OK);
    cr_expect_eq(r.set->records.count, 0);
    fixture_finish(&r);
}

Test(form, scores_and_choice) {
    po_document *document = fixture_document("# Aims and Steps\nSteps\nSteps\n| Step # | Title |\n| 1 | A |\n");
    po_document *other = fixture_document("Something else\n");
    size_t index = 9;
    int score = 0;
    cr_expect_eq(po_form_score(form, document), 5, "each mark counts once");
    cr_expect_eq(po_form_score(form, other), 0);
    cr_assert(po_form_choose(&form, 1, document, &index, &score));
    cr_expect_eq(index, 0);
    cr_expect_eq(score, 5);
    cr_expect_not(po_form_choose(&form, 1, other, &index, &score));
    cr_expect_not(po_form_choose(NULL, 0, document, &index, &score));
    po_document_destroy(document);
    po_document_destroy(other);
}

Test(form, the_longest_wording_of_a_label_counts) {
    run_result r = fixture_run(form,
                               "# Plan Summary\n"
                               "What the year taught us.\n"
                               "In few words.\n"
                               "We learned.\n"
                               "# Plan Summary\n"
                               "What the year taught us.\n"
                               "It rained.\n", 0);
    EXPECT_TEXT(r, "head", "lessons", "We learned.\nIt rained.");
    fixture_finish(&r);
}
