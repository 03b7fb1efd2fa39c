/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows made as they are asked for: order, borrowing, rewinding, two cursors, ends and failures.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/limits.h"
#include "document/row_source.h"

/* Rows "1", "2", ... in one cell that is used again; stops with a sentence behind `fails_after`. */
typedef struct counter {
    size_t at, rows, fails_after;
    unsigned rewinds;
    char text[24];
    po_place place;
    po_cell cell;
    po_row row;
} counter;

static unsigned destroyed;

static po_status rewind_counter(void *state, po_error *err) {
    (void)err;
    counter *c = state;
    c->at = 0;
    c->rewinds++;
    return PO_OK;
}

static po_status next_of_counter(void *state, const po_row **ret_row, po_error *err) {
    counter *c = state;
    if (c->at >= c->fails_after) {
        return po_error_set(err, PO_E_INPUT, "row %zu is torn", c->at + 1);
    }
    if (c->at == c->rows) {
        *ret_row = NULL;
        return PO_OK;
    }
    (void)snprintf(c->text, sizeof c->text, "%zu", ++c->at);
    c->place = (po_place){.row = (uint32_t)c->at, .column = 1};
    c->cell = (po_cell){.text = c->text, .at = &c->place, .at_count = 1, .column_span = 1, .row_span = 1};
    c->row = (po_row){.cells = &c->cell, .cell_count = 1};
    *ret_row = &c->row;
    return PO_OK;
}

static void destroy_counter(void *state) {
    (void)state;
    destroyed++;
}

static const po_row_source_class counting = {rewind_counter, next_of_counter, destroy_counter};

static po_table table_of(po_document *document, counter *c) {
    return (po_table){.number = 1, .columns = 1, .source = po_row_source_create(document, &counting, c)};
}

static const char *text_of(const po_row *row) {
    return row ? row->cells[0].text : "end";
}

Test(row_source, rows_come_in_order_and_end) {
    po_document *document = po_document_create();
    counter c = {.rows = 3, .fails_after = SIZE_MAX};
    po_table table = table_of(document, &c);
    po_table_cursor cursor;
    po_table_cursor_init(&cursor, &table);
    cr_expect_str_eq(text_of(po_table_cursor_next(&cursor)), "1");
    cr_expect_str_eq(text_of(po_table_cursor_next(&cursor)), "2");
    cr_expect_str_eq(text_of(po_table_cursor_next(&cursor)), "3");
    cr_expect_null(po_table_cursor_next(&cursor));
    cr_expect_null(po_table_cursor_next(&cursor));
    cr_expect_eq(c.rewinds, 1);
    po_table_cursor_rewind(&cursor);
    cr_expect_str_eq(text_of(po_table_cursor_next(&cursor)), "1");
    cr_expect_eq(c.rewinds, 2);
    cr_expect_null(po_table_failure(&table));
    cr_expect_null(po_document_failure(document));
    destroyed = 0;
    po_document_destroy(document);
    cr_expect_eq(destroyed, 1);
}

Test(row_source, a_row_uses_the_memory_of_the_one_before) {
    po_document *document = po_document_create();
    counter c = {.rows = 1000, .fails_after = SIZE_MAX};
    po_table table = table_of(document, &c);
    po_table_cursor cursor;
    po_table_cursor_init(&cursor, &table);
    const po_row *first = po_table_cursor_next(&cursor);
    size_t used = po_arena_used(document->arena);
    while (po_table_cursor_next(&cursor)) {
    }
    cr_expect_eq(first, &c.row);
    cr_expect_eq(po_arena_used(document->arena), used);
    cr_expect_eq(cursor.next, 1000);
    po_document_destroy(document);
}

Test(row_source, two_cursors_each_see_every_row) {
    po_document *document = po_document_create();
    counter c = {.rows = 3, .fails_after = SIZE_MAX};
    po_table table = table_of(document, &c);
    po_table_cursor one, two;
    po_table_cursor_init(&one, &table);
    po_table_cursor_init(&two, &table);
    cr_expect_str_eq(text_of(po_table_cursor_next(&one)), "1");
    cr_expect_str_eq(text_of(po_table_cursor_next(&one)), "2");
    cr_expect_str_eq(text_of(po_table_cursor_next(&two)), "1");
    cr_expect_str_eq(text_of(po_table_cursor_next(&one)), "3");
    cr_expect_str_eq(text_of(po_table_cursor_next(&two)), "2");
    cr_expect_null(po_table_cursor_next(&one));
    cr_expect_str_eq(text_of(po_table_cursor_next(&two)), "3");
    cr_expect_null(po_table_cursor_next(&two));
    po_document_destroy(document);
}

Test(row_source, a_failure_ends_the_rows_and_stays) {
    po_document *document = po_document_create();
    counter sound = {.rows = 1, .fails_after = SIZE_MAX}, torn = {.rows = 9, .fails_after = 2};
    po_table first = table_of(document, &sound), table = table_of(document, &torn);
    po_table_cursor cursor;
    po_table_cursor_init(&cursor, &table);
    cr_expect_not_null(po_table_cursor_next(&cursor));
    cr_expect_not_null(po_table_cursor_next(&cursor));
    cr_expect_null(po_table_failure(&table));
    cr_expect_null(po_table_cursor_next(&cursor));
    cr_assert_not_null(po_table_failure(&table));
    cr_expect_str_eq(po_table_failure(&table)->text, "row 3 is torn");
    po_table_cursor_rewind(&cursor);
    cr_expect_str_eq(text_of(po_table_cursor_next(&cursor)), "1");
    cr_expect_eq(po_document_failure(document), po_table_failure(&table));
    cr_expect_null(po_table_failure(&first));
    po_document_destroy(document);
}

Test(row_source, endless_rows_end_in_a_sentence) {
    po_document *document = po_document_create();
    counter c = {.rows = SIZE_MAX, .fails_after = SIZE_MAX};
    po_table table = table_of(document, &c);
    po_table_cursor cursor;
    po_table_cursor_init(&cursor, &table);
    while (po_table_cursor_next(&cursor)) {
    }
    cr_expect_eq(cursor.next, PO_LIMIT_SHEET_ROWS);
    cr_assert_not_null(po_table_failure(&table));
    cr_expect_eq(po_table_failure(&table)->status, PO_E_LIMIT);
    po_document_destroy(document);
}
