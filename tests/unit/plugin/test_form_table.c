/* SPDX-License-Identifier: Apache-2.0
 *
 * The form engine's tables: what producers, editors and page edges do to them.
 */
#include <criterion/criterion.h>

#include "form_fixture.h"

static po_arena *arena;
static const po_form *form;

static void set_up(void) {
    arena = po_arena_create();
    form = fixture_form(arena, PO_SOURCE_DIR "/tests/unit/plugin/forms/small.xml");
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(form_table, .init = set_up, .fini = tear_down);

#define HEADER "| Step # | Title | Description | Group(s) | Total Funds (Input Dollar Amount) |\n"

static size_t count(const run_result *r, const char *type) {
    size_t n = 0;
    for (size_t i = 0; i < r->set->records.count; i++)
        n += strcmp(r->set->records.items[i].type, type) == 0;
    return n;
}

Test(form_table, rows_hang_under_the_aim_before_them) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n"
                               "| Aim # | Description |\n| 1 | First aim |\n"
                               "An explanation of why the school has developed this aim.\nBecause.\n"
                               HEADER "| 1.1 | A | Do | XEnglish Learners XFoster Youth | $1.00 |\n| 1.2 | B | Do | All X | $2 |\n"
                               "# Aims and Steps\n"
                               "| Aim # | Description |\n| Goal 2 | Second aim |\n"
                               "Steps\n" HEADER "| 1 | C | Do | EL | $3 |\n", 0);
    po_error err = {0};
    cr_assert_eq(po_record_set_link(r.set, &err), PO_OK, "%s", err.text);
    EXPECT_TEXT(r, "aim-1", "why", "Because.");
    cr_expect_str_eq(po_record_find(r.set, "step-1.2")->parent, "aim-1");
    const po_record *third = po_record_find(r.set, "step-2.1");
    cr_assert_not_null(third, "a number that stands alone gets its parent's");
    cr_expect_str_eq(third->parent, "aim-2");
    cr_expect_str_eq(po_record_value(third, "groups"), "English Learners");
    cr_expect_str_eq(fixture_value(&r, "step-1.1", "funds"), "1.00");
    fixture_finish(&r);
}

Test(form_table, blank_rows_templates_marks_and_repeated_headers_are_no_rows) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n"
                               "|  |  |  |  |  |\n|  |  |  |  |  |\n" HEADER
                               "|  | [AUTO-CALCULATED] |  |  | [AUTO-CALCULATED] |\n"
                               "| 1.1 | A | Do | All | $1 |\n" HEADER "| 1.2 | B | Do | All | $2 |\n", 0);
    cr_expect_eq(count(&r, "step"), 2);
    fixture_finish(&r);
}

Test(form_table, a_row_cut_by_a_page_goes_on) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n" HEADER "| 1.1 | A | First half | All | $5,263,0 |\n"
                               "@2\n---\n" HEADER "|  |  | second half. |  | 10.00 |\n| 1.2 | B | Do | All | $2 |\n", 0);
    cr_expect_eq(count(&r, "step"), 3, "two amounts in one column are two rows");
    fixture_finish(&r);
    r = fixture_run(form,
                    "# Aims and Steps\n" HEADER "| 1.1 | A | First half | All | $5 |\n"
                    "@2\n---\n" HEADER "|  | and more | second half. |  |  |\n| 1.2 | B | Do | All | $2 |\n", 0);
    cr_expect_eq(count(&r, "step"), 2);
    EXPECT_TEXT(r, "step-0.1.1", "words", NULL);
    EXPECT_TEXT(r, "step-1.1", "words", "First half second half.");
    EXPECT_TEXT(r, "step-1.1", "title", "A and more");
    const po_field *words = po_record_field(po_record_find(r.set, "step-1.1"), "words");
    cr_assert_eq(words->at_count, 2);
    cr_expect_eq(words->at[1].page, 2);
    fixture_finish(&r);
}

Test(form_table, the_same_number_again_is_the_same_row_unless_both_have_money) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n" HEADER "| 1.1 | A | One. | All | $5 |\n| 1.1 |  | Two. |  |  |\n"
                               "| 1.2 | B | One | All | $1 |\n| 1.2 | C | Two | All | $2 |\n", 0);
    cr_expect_eq(count(&r, "step"), 3);
    EXPECT_TEXT(r, "step-1.1", "words", "One.\nTwo.");
    EXPECT_TEXT(r, "step-1.2~2", "title", "C");
    cr_expect_not_null(strstr(po_buffer_text(&r.said), "FORM-014"));
    fixture_finish(&r);
}

Test(form_table, a_row_of_one_cell_goes_on_with_the_description) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n" HEADER "| 1.1 | A | First. | All | $5 |\n| Second. |\n", 0);
    EXPECT_TEXT(r, "step-1.1", "words", "First.\nSecond.");
    fixture_finish(&r);
}

Test(form_table, lost_empty_cells_are_a_guess_that_says_so) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n" HEADER "| 1.1 | A | First | All | $5 |\n@2\n| rest of the words | more |\n", 0);
    cr_expect_eq(count(&r, "step"), 1);
    const po_field *field = po_record_field(po_record_find(r.set, "step-1.1"), "groups");
    cr_assert_not_null(field);
    cr_expect_not_null(field->doubt);
    fixture_finish(&r);
}

Test(form_table, a_table_without_header_goes_on_with_the_last) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n" HEADER "| 1.1 | A | Do | All | $5 |\n---\n"
                               "| 1.2 | B | Do | All | $6 |\n---\n"
                               "Steps\n| 1.3 | C | Do | All | $7 |\n", 0);
    cr_expect_eq(count(&r, "step"), 2, "text between ends a table");
    fixture_finish(&r);
}

Test(form_table, totals_inside_the_table) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n" HEADER "| 1.1 | A | Do | All | $5 |\n| Totals |  |  |  | $5.00 |\n", 0);
    cr_expect_eq(count(&r, "step"), 1);
    cr_expect_str_eq(fixture_value(&r, "totals", "funds"), "5.00");
    fixture_finish(&r);
}

Test(form_table, a_table_that_fills_one_record_and_pairs_in_it) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n"
                               "| Totals by Type | Money | Rate |\n"
                               "| Total: | $9 | 5.0% |\n"
                               "| School-wide Total: | $4 |  |\n", 0);
    cr_expect_str_eq(fixture_value(&r, "totals", "rate"), "5.0", "a label without its bracket is the label");
    cr_expect_str_eq(fixture_value(&r, "totals", "wide"), "4");
    fixture_finish(&r);
}

Test(form_table, two_tables_in_one) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n"
                               "| Totals by Type | Money |  |  |  |\n| School-wide Total: | $4 |  |  |  |\n"
                               HEADER "| 1.1 | A | Do | All | $5 |\n", 0);
    cr_expect_str_eq(fixture_value(&r, "totals", "wide"), "4");
    cr_expect_str_eq(fixture_value(&r, "step-1.1", "funds"), "5");
    fixture_finish(&r);
}

Test(form_table, an_unknown_column_is_named_and_the_rest_is_read) {
    run_result r = fixture_run(form,
                               "# Aims and Steps\n"
                               "| Step # | Title | Mood | Total Funds |\n| 1.1 | A | good | $5 |\n", 0);
    cr_expect_str_eq(fixture_value(&r, "step-1.1", "funds"), "5");
    cr_expect_not_null(strstr(po_buffer_text(&r.said),
                              "FORM-012 column 'Mood' is not in any known edition of the table of steps; it was not read"));
    fixture_finish(&r);
}

Test(form_table, a_closed_section_keeps_its_own_tables) {
    run_result r = fixture_run(form,
                               "# 2023-24 Small Plan Annual Update\n"
                               "| Step # | Title | Total Funds |\n| 1 | Old | $1 |\n"
                               "# Aims and Steps\n"
                               "| Step # | Title | Total Funds |\n| 1 | New | $2 |\n", 0);
    cr_expect_eq(count(&r, "old_step"), 1);
    cr_expect_eq(count(&r, "step"), 1);
    fixture_finish(&r);
}

Test(form_table, many_rows_take_linear_time) {
    po_buffer text = {0};
    po_buffer_add_text(&text, "# Aims and Steps\n" HEADER);
    for (int i = 0; i < 20000; i++)
        po_buffer_printf(&text, "| 1.%d | A | Do | All | $1 |\n|  |  | more |  |  |\n", i);
    run_result r = fixture_run(form, po_buffer_text(&text), 0);
    cr_expect_eq(count(&r, "step"), 20000);
    fixture_finish(&r);
    po_buffer_finish(&text);
}
