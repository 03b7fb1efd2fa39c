/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables cut by pages: what is joined, what is not.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/table_join.h"
#include "pdf_builder.h"

/* "text@300": text that begins at 300; else its place is not known. */
static void place_cell(po_cell *cell, char *text) {
    char *at = strchr(text, '@');
    if (at) {
        cell->left = strtof(at + 1, NULL);
        cell->right = cell->left + 40;
        *at = '\0';
    }
}

/* A table from "a|b;c|d" on a page. */
static po_table *add_table(po_document *document, uint32_t page, const char *text) {
    char **lines, **words;
    po_arena *arena = document->arena;
    po_block *block = po_document_add(document, PO_BLOCK_TABLE);
    po_table *table = PO_NEW(arena, po_table);
    size_t row_count = po_text_split(arena, text, ';', &lines);
    po_row *rows = PO_NEW_ARRAY(arena, po_row, row_count);
    for (size_t r = 0; r < row_count; r++) {
        size_t cell_count = po_text_split(arena, lines[r], '|', &words);
        po_cell *cells = PO_NEW_ARRAY(arena, po_cell, cell_count);
        for (size_t c = 0; c < cell_count; c++) {
            po_place *place = PO_NEW(arena, po_place);
            place->page = page;
            cells[c] = (po_cell){.text = strcmp(words[c], "-") == 0 ? "" : words[c], .column = (uint32_t)c,
                                 .column_span = 1, .row_span = 1, .at = place, .at_count = 1};
            place_cell(&cells[c], words[c]);
        }
        rows[r] = (po_row){cells, (uint32_t)cell_count};
        table->columns = table->columns > cell_count ? table->columns : (uint32_t)cell_count;
    }
    table->rows = rows;
    table->row_count = (uint32_t)row_count;
    table->number = (uint32_t)document->blocks.count;
    table->first_page = table->last_page = page;
    block->table = table;
    block->at.page = block->last_page = page;
    return table;
}

static void add_text(po_document *document, po_block_kind kind, uint32_t page, const char *text) {
    po_block *block = po_document_add(document, kind);
    block->text = text;
    block->at.page = block->last_page = page;
}

static void expect(po_document *document, const char *expected) {
    po_tables_join(document);
    char *text = document_describe(document);
    cr_expect_str_eq(text, expected, "reads: %s", text);
    free(text);
    po_document_destroy(document);
}

#define HEADER "Action|Title|Funds"

Test(table_join, repeated_header) {
    po_document *document = po_document_create();
    add_table(document, 1, HEADER ";1.1|Staff|$5");
    add_table(document, 2, HEADER ";1.2|Books|$6");
    add_table(document, 3, HEADER ";1.3|Paper|$7");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff|$5][1.2|Books|$6][1.3|Paper|$7]");
}

Test(table_join, no_header) {
    po_document *document = po_document_create();
    add_table(document, 1, HEADER ";1.1|Staff|$5");
    add_table(document, 2, "1.2|Books|$6");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff|$5][1.2|Books|$6]");
}

Test(table_join, header_of_its_own) {
    po_document *document = po_document_create();
    add_table(document, 1, HEADER ";1.1|Staff|$5");
    add_table(document, 2, "Metric|Baseline|Target;2|3|4");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff|$5]\nT3 [Metric|Baseline|Target][2|3|4]");
}

Test(table_join, other_number_of_columns) {
    po_document *document = po_document_create();
    add_table(document, 1, HEADER ";1.1|Staff|$5");
    add_table(document, 2, "1.2|Books");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff|$5]\nT2 [1.2|Books]");
}

Test(table_join, never_across_text_of_substance) {
    po_document *document = po_document_create();
    add_table(document, 1, HEADER ";1.1|Staff|$5");
    add_text(document, PO_BLOCK_PARAGRAPH, 2, "Goal two");
    add_table(document, 2, HEADER ";2.1|Books|$6");
    add_text(document, PO_BLOCK_HEADING, 3, "3");
    add_table(document, 3, HEADER ";3.1|Paper|$7");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff|$5]\nP Goal two\nT3 [Action|Title|Funds][2.1|Books|$6]\nH0 3\n"
                     "T3 [Action|Title|Funds][3.1|Paper|$7]");
}

Test(table_join, across_a_page_number) {
    po_document *document = po_document_create();
    add_table(document, 1, HEADER ";1.1|Staff|$5");
    add_text(document, PO_BLOCK_PARAGRAPH, 1, "17");
    add_table(document, 2, HEADER ";1.2|Books|$6");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff|$5][1.2|Books|$6]\nP 17");
}

Test(table_join, not_on_the_same_page_nor_pages_apart) {
    po_document *document = po_document_create();
    add_table(document, 1, HEADER ";1.1|Staff|$5");
    add_table(document, 1, HEADER ";1.2|Books|$6");
    add_table(document, 4, HEADER ";1.3|Paper|$7");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff|$5]\nT3 [Action|Title|Funds][1.2|Books|$6]\n"
                     "T3 [Action|Title|Funds][1.3|Paper|$7]");
}

Test(table_join, header_rows_in_the_middle_go) {
    po_document *document = po_document_create();
    add_table(document, 1, "-|-|-;" HEADER ";1.1|Staff|$5;" HEADER ";1.2|Books|$6");
    expect(document, "T3 [||][Action|Title|Funds][1.1|Staff|$5][1.2|Books|$6]");
}

Test(table_join, rest_of_a_cut_row_goes_back) {
    po_document *document = po_document_create();
    add_table(document, 4, HEADER ";1.1|Staff and|$5");
    add_table(document, 5, HEADER ";-|their training|-;1.2|Books|$6");
    po_tables_join(document);
    cr_assert_eq(document->blocks.count, 1);
    const po_table *table = document->blocks.items[0].table;
    cr_assert_eq(table->row_count, 3);
    const po_cell *cell = &table->rows[1].cells[1];
    cr_expect_str_eq(cell->text, "Staff and their training");
    cr_assert_eq(cell->at_count, 2);
    cr_expect_eq(cell->at[0].page, 4);
    cr_expect_eq(cell->at[1].page, 5);
    cr_expect_eq(cell->at[1].row, 2);
    cr_expect_eq(cell->at[1].column, 2);
    cr_expect_eq(table->first_page, 4);
    cr_expect_eq(table->last_page, 5);
    cr_expect_eq(table->rows[2].cells[0].at[0].row, 3);
    po_document_destroy(document);
}

Test(table_join, rest_that_is_one_cell_goes_to_the_longest) {
    po_document *document = po_document_create();
    add_table(document, 4, HEADER ";1.1|Staff and|$5");
    add_table(document, 5, HEADER ";their training;1.2|Books|$6");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff and their training|$5][1.2|Books|$6]");
}

Test(table_join, row_with_a_number_only_is_a_row) {
    po_document *document = po_document_create();
    add_table(document, 4, HEADER ";1.1|Staff|$5");
    add_table(document, 5, HEADER ";1.2|-|-");
    expect(document, "T3 [Action|Title|Funds][1.1|Staff|$5][1.2||]");
}

Test(table_join, tables_are_numbered_anew) {
    po_document *document = po_document_create();
    add_table(document, 1, HEADER ";1.1|Staff|$5");
    add_table(document, 2, HEADER ";1.2|Books|$6");
    add_text(document, PO_BLOCK_HEADING, 3, "Next");
    po_table *outer = add_table(document, 3, "Metric|Target;1|2");
    add_table(document, 3, "x|y")->parent_table = outer->number;
    po_tables_join(document);
    cr_assert_eq(document->blocks.count, 4);
    cr_expect_eq(document->blocks.items[0].table->number, 1);
    cr_expect_eq(document->blocks.items[2].table->number, 2);
    cr_expect_eq(document->blocks.items[2].at.table, 2);
    cr_expect_eq(document->blocks.items[3].table->number, 3);
    cr_expect_eq(document->blocks.items[3].table->parent_table, 2);
    cr_expect_eq(document->blocks.items[3].table->rows[0].cells[0].at[0].table, 3);
    po_document_destroy(document);
}

static po_document *placed(const char *first, const char *second) {
    po_document *document = po_document_create();
    add_table(document, 4, first);
    add_table(document, 5, second);
    return document;
}

#define PLACED "Metric|Baseline|Outcome|Target;1.1@30|Rate of@100|5%@205|7%@300"
#define READS "T4 [Metric|Baseline|Outcome|Target]"

Test(table_join, rest_in_the_wrong_column_goes_where_it_stands) {
    expect(placed(PLACED, "-|-|-|completion@100"), READS "[1.1|Rate of completion|5%|7%]");
    expect(placed(PLACED, "-|-|-|of all@209"), READS "[1.1|Rate of|5% of all|7%]");
}

Test(table_join, rest_of_several_cells_stands_under_its_columns) {
    expect(placed(PLACED, "-|-|completion@100|of all@207"), READS "[1.1|Rate of completion|5% of all|7%]");
    expect(placed(PLACED, "for 2 years@100|of most@300;1.2@30|Days@100|6%@205|8%@300"),
           READS "[1.1|Rate of for 2 years|5%|7% of most][1.2|Days|6%|8%]");
}

Test(table_join, rest_that_lost_its_empty_cells_is_no_first_cell) {
    expect(placed(PLACED, "pupils@301;1.2@30|Days@100|6%@205|8%@300"), READS "[1.1|Rate of|5%|7% pupils][1.2|Days|6%|8%]");
}

Test(table_join, a_paragraph_that_ends_with_its_page_stays_one) {
    expect(placed(PLACED, "-|-|Grade 3@100|of all;1.2@30|Days@100|6%@205|8%@300"), READS "[1.1|Rate of|5%|7%][||Grade 3|of all][1.2|Days|6%|8%]");
    expect(placed("Metric|Baseline|Outcome|Target;1.1@30|All: 4%@100|5%@205|7%@300", "-|-|Some: 2%@100|Most: 3%@205"),
           READS "[1.1|All: 4%/Some: 2%|5%/Most: 3%|7%]");
}

Test(table_join, rest_is_left_where_places_do_not_tell) {
    expect(placed(PLACED, "-|-|-|pupils"), READS "[1.1|Rate of|5%|7% pupils]");
    expect(placed("Metric|Baseline|Target;1.1@30|-|7%@300", "-|-|of all@205"),
           "T3 [Metric|Baseline|Target][1.1||7% of all]"); /* where the middle column begins is not known */
    expect(placed(PLACED, "-|left@100|over@110|-"), READS "[1.1|Rate of|5%|7%][|left|over|]"); /* two in one column */
}

Test(table_join, row_that_begins_in_the_first_column_is_no_rest) {
    expect(placed("Goal|Action|Outcome|Target;1@30|1.1@100|5%@205|7%@300", "-|-|1.2@100|Rest@300"),
           "T4 [Goal|Action|Outcome|Target][1|1.1|5%|7%][|1.2||Rest]"); /* an action that leaves out its goal */
    expect(placed(PLACED, "1.2@30|-|-|8%@100"), READS "[1.1|Rate of|5%|7%][1.2|||8%]");
}
