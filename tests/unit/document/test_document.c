/* SPDX-License-Identifier: Apache-2.0
 *
 * The block model: places and the cursor.
 */
#include <criterion/criterion.h>

#include "document/document.h"

Test(document, place_in_words) {
    po_arena *arena = po_arena_create();
    po_place place = {.page = 12, .table = 3, .row = 4, .column = 2};
    cr_expect_str_eq(po_place_describe(arena, &place), "page 12, table 3, row 4, column 2");
    place = (po_place){.sheet = "ESSA 2023", .row = 7};
    cr_expect_str_eq(po_place_describe(arena, &place), "sheet \"ESSA 2023\", row 7");
    place = (po_place){.line = 5};
    cr_expect_str_eq(po_place_describe(arena, &place), "line 5");
    place = (po_place){0};
    cr_expect_str_eq(po_place_describe(arena, &place), "");
    po_arena_destroy(arena);
}

Test(document, added_blocks_are_empty_and_ordered) {
    po_document *document = po_document_create();
    po_document_add(document, PO_BLOCK_HEADING)->text = "one";
    po_block *second = po_document_add(document, PO_BLOCK_PARAGRAPH);
    cr_expect_str_eq(second->text, "");
    cr_expect_null(second->table);
    cr_expect_eq(document->blocks.count, 2);
    cr_expect_str_eq(document->blocks.items[0].text, "one");
    po_document_destroy(document);
    po_document_destroy(NULL);
}

Test(document, cursor_goes_forward_and_back_to_the_start) {
    po_row rows[2] = {{NULL, 0}, {NULL, 0}};
    po_table table = {.rows = rows, .row_count = 2};
    po_table_cursor cursor;
    po_table_cursor_init(&cursor, &table);
    cr_expect_eq(po_table_cursor_next(&cursor), &rows[0]);
    cr_expect_eq(po_table_cursor_next(&cursor), &rows[1]);
    cr_expect_null(po_table_cursor_next(&cursor));
    cr_expect_null(po_table_cursor_next(&cursor));
    po_table_cursor_rewind(&cursor);
    cr_expect_eq(po_table_cursor_next(&cursor), &rows[0]);
}
