/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows that stand on their pages as rows do, and rows that do not.
 */
#include <criterion/criterion.h>

#include "document/pdf_order.h"

/* Text of ten letters, 50 wide, whose lines begin at `x`; y grows upwards, as on a page. */
static po_pdf_fragment text_at(uint32_t page, float x, float top, float bottom) {
    po_pdf_fragment fragment = {.page = page, .characters = 10};
    fragment.start = (po_pdf_spot){.x = x, .y = top, .along_x = 1, .em = 10};
    fragment.end = (po_pdf_spot){.x = x + 50, .y = bottom, .along_x = 1, .em = 10};
    return fragment;
}

static void add_cell(po_pdf_order *order, uint32_t page, float x, float top, float bottom) {
    po_pdf_boxes boxes = {.count = 0};
    po_pdf_fragment fragment = text_at(page, x, top, bottom);
    po_pdf_boxes_add(&boxes, &fragment);
    po_pdf_order_cell(order, &boxes, false);
}

static void add_row(po_pdf_order *order, uint32_t page, float top) {
    add_cell(order, page, 70, top, top);
    add_cell(order, page, 170, top, top - 24);
    add_cell(order, page, 270, top, top);
    po_pdf_order_row(order);
}

Test(pdf_order, sound_table_over_two_pages) {
    po_pdf_order order = {.any = false};
    add_row(&order, 3, 700);
    add_row(&order, 3, 660);
    add_row(&order, 4, 720);
    cr_expect_eq(order.faults, 0);
    cr_expect_eq(order.shifts, 0);
    cr_expect(order.any && order.first_page == 3 && order.last_page == 4);
}

Test(pdf_order, a_row_cut_by_a_page_begins_at_its_top) {
    po_pdf_order order = {.any = false};
    po_pdf_boxes cell = {.count = 0};
    po_pdf_fragment parts[] = {text_at(0, 70, 60, 40), text_at(1, 70, 740, 700)};
    po_pdf_boxes_add(&cell, &parts[0]);
    po_pdf_boxes_add(&cell, &parts[1]);
    po_pdf_order_cell(&order, &cell, false);
    add_cell(&order, 0, 170, 60, 60);
    po_pdf_order_row(&order);
    add_row(&order, 1, 680);
    cr_expect_eq(order.faults, 0);
}

Test(pdf_order, two_rows_in_one) {
    po_pdf_order order = {.any = false};
    add_cell(&order, 0, 70, 700, 700);
    add_cell(&order, 0, 170, 700, 700);
    add_cell(&order, 0, 70, 670, 670);
    add_cell(&order, 0, 170, 670, 670);
    po_pdf_order_row(&order);
    cr_expect_eq(order.faults, 1);
}

Test(pdf_order, a_row_over_the_one_before) {
    po_pdf_order order = {.any = false};
    add_row(&order, 0, 660);
    add_row(&order, 0, 700);
    cr_expect_eq(order.faults, 1);
}

Test(pdf_order, a_cell_that_reaches_into_further_rows_is_no_fault) {
    po_pdf_order order = {.any = false};
    po_pdf_boxes tall = {.count = 0};
    po_pdf_fragment fragment = text_at(0, 70, 700, 600);
    po_pdf_boxes_add(&tall, &fragment);
    po_pdf_order_cell(&order, &tall, true);
    add_cell(&order, 0, 170, 700, 700);
    po_pdf_order_row(&order);
    add_cell(&order, 0, 170, 660, 660);
    po_pdf_order_row(&order);
    cr_expect_eq(order.faults, 0);
}

Test(pdf_order, a_short_row_under_other_columns) {
    po_pdf_order order = {.any = false};
    add_row(&order, 0, 700);
    add_cell(&order, 0, 170, 640, 640);
    add_cell(&order, 0, 270, 640, 640);
    po_pdf_order_row(&order);
    cr_expect_eq(order.faults, 0);
    cr_expect_eq(order.shifts, 1);
    add_cell(&order, 0, 70, 600, 600);
    add_cell(&order, 0, 170, 600, 600);
    po_pdf_order_row(&order);
    cr_expect_eq(order.shifts, 1, "a short row in its own columns is sound");
}

Test(pdf_order, turned_text_and_empty_cells_are_passed_over) {
    po_pdf_order order = {.any = false};
    po_pdf_boxes boxes = {.count = 0};
    po_pdf_fragment turned = text_at(0, 170, 700, 700), empty = text_at(0, 170, 700, 700);
    turned.end.along_x = 0;
    turned.end.along_y = 1;
    empty.characters = 0;
    po_pdf_boxes_add(&boxes, &turned);
    po_pdf_boxes_add(&boxes, &empty);
    cr_expect_eq(boxes.count, 0);
    po_pdf_order_cell(&order, &boxes, false);
    po_pdf_order_row(&order);
    cr_expect_eq(order.faults, 0);
    cr_expect_not(order.any);
}
