/* SPDX-License-Identifier: Apache-2.0 */
#include "document/sheet_unfold.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "document/row_source.h"

/* Rows as text: cells parted by '|', a number and ':' in front where rows are left out. */
typedef struct lines {
    po_arena *arena;
    char **items;
    size_t count, next, repeat;
    uint32_t number;
    po_row row;
} lines;

static po_status rewind_lines(void *state, po_error *err) {
    lines *from = state;
    (void)err;
    from->next = 0;
    from->number = 0;
    return PO_OK;
}

static po_status next_line(void *state, const po_row **ret_row, po_error *err) {
    lines *from = state;
    (void)err;
    *ret_row = NULL;
    if (from->next >= from->count + from->repeat)
        return PO_OK;
    const char *line = from->items[from->next < from->count ? from->next : from->count - 1];
    from->next++;
    uint32_t number = from->number + 1;
    const char *colon = strchr(line, ':');
    if (colon && sscanf(line, "%u", &number) == 1)
        line = colon + 1;
    from->number = number;
    char **pieces;
    size_t count = po_text_split(from->arena, line, '|', &pieces);
    po_cell *cells = PO_NEW_ARRAY(from->arena, po_cell, count);
    for (size_t i = 0; i < count; i++) {
        po_place *at = PO_NEW(from->arena, po_place);
        *at = (po_place){.table = 1, .row = number, .column = (uint32_t)i + 1, .sheet = "Plan"};
        cells[i] = (po_cell){.text = pieces[i], .at = at, .at_count = 1, .column = (uint32_t)i, .column_span = 1, .row_span = 1};
    }
    from->row = (po_row){.cells = cells, .cell_count = (uint32_t)count};
    *ret_row = &from->row;
    return PO_OK;
}

static const po_row_source_class class = {rewind_lines, next_line, NULL};

static po_document *document;

static void start(void) {
    document = po_document_create();
}

static void stop(void) {
    po_document_destroy(document);
}

TestSuite(sheet_unfold, .init = start, .fini = stop);

static void sheet(const char *text, size_t repeat) {
    lines *from = PO_NEW(document->arena, lines);
    from->arena = document->arena;
    from->count = po_text_split(document->arena, text, '\n', &from->items);
    from->repeat = repeat;
    po_table *table = PO_NEW(document->arena, po_table);
    *table = (po_table){.number = 1, .sheet = "Plan", .source = po_row_source_create(document, &class, from)};
    po_block *block = po_document_add(document, PO_BLOCK_TABLE);
    block->text = "";
    block->table = table;
}

/* "H text", "P text", "T rows x columns at row" */
static const char *shown(void) {
    const char *all = "";
    for (size_t i = 0; i < document->blocks.count; i++) {
        const po_block *block = &document->blocks.items[i];
        const char *one = block->table ? po_arena_printf(document->arena, "T%ux%u@%u", block->table->row_count, block->table->columns, block->at.row)
                                       : po_arena_printf(document->arena, "%c %s", block->kind == PO_BLOCK_HEADING ? 'H' : 'P', block->text);
        all = po_arena_printf(document->arena, "%s%s%s", all, i ? "; " : "", one);
    }
    return all;
}

Test(sheet_unfold, headings_questions_and_tables_stand_below_each_other) {
    sheet("Step 1\nHelp.\nActivity 1|Done.\nActivity 2|\n6:Goal 1\nNumber|Text|Due\n1|Coach|May", 0);
    po_sheets_unfold(document);
    cr_assert_str_eq(shown(), "H Step 1; P Help.; T2x2@3; P Goal 1; T2x3@7");
    cr_assert_str_eq(document->blocks.items[2].table->rows[1].cells[0].text, "Activity 2");
    cr_assert_str_eq(document->blocks.items[2].at.sheet, "Plan");
}

Test(sheet_unfold, a_row_of_one_cell_inside_a_table_is_its_row) {
    sheet("a|b\nmore of a\nc|d", 0);
    po_sheets_unfold(document);
    cr_assert_str_eq(shown(), "T3x2@1");
}

Test(sheet_unfold, a_blank_row_ends_a_table) {
    sheet("a|b\n|\nc|d", 0);
    po_sheets_unfold(document);
    cr_assert_str_eq(shown(), "T1x2@1; T1x2@3");
}

Test(sheet_unfold, other_blocks_stay_where_they_are) {
    po_document_add(document, PO_BLOCK_PARAGRAPH)->text = "before";
    sheet("a|b", 0);
    po_document_add(document, PO_BLOCK_PARAGRAPH)->text = "behind";
    po_sheets_unfold(document);
    cr_assert_str_eq(shown(), "P before; T1x2@1; P behind");
}

Test(sheet_unfold, a_sheet_is_read_up_to_a_limit) {
    sheet("a|b", PO_LIMIT_FORM_ROWS + 5);
    po_sheets_unfold(document);
    cr_assert_eq(document->blocks.items[0].table->row_count, PO_LIMIT_FORM_ROWS);
    cr_assert_str_eq(document->diagnostics.list.items[0].code, "TAB-020");
}
