/* SPDX-License-Identifier: Apache-2.0
 *
 * Marked content by container and MCID.
 */
#include <criterion/criterion.h>

#include "document/pdf_marks.h"

Test(pdf_marks, found_whatever_the_order) {
    po_pdf_marks marks;
    size_t count;
    po_pdf_marks_init(&marks, 2);
    po_pdf_marks_begin(&marks, 0, 7, 0)->characters = 1;
    po_buffer_add_char(&marks.text, 'a');
    po_pdf_marks_begin(&marks, 0, 3, 0)->characters = 2;
    po_buffer_add_char(&marks.text, 'b');
    po_pdf_marks_begin(&marks, 0, 7, 0)->characters = 3;
    uint32_t form = po_pdf_marks_container(&marks);
    po_pdf_marks_begin(&marks, form, 7, 0)->characters = 4;
    po_pdf_marks_seal(&marks, 0, 0);
    size_t first = marks.count;
    po_pdf_marks_begin(&marks, 1, 4294967295u, 1)->characters = 5;
    po_pdf_marks_seal(&marks, first, 1);

    const po_pdf_fragment *found = po_pdf_marks_find(&marks, 0, 7, &count);
    cr_assert_not_null(found);
    cr_expect_eq(count, 2);
    cr_expect_eq(found[0].characters, 1);
    cr_expect_eq(found[1].characters, 3);
    cr_expect_eq(po_pdf_marks_find(&marks, 0, 3, &count)->characters, 2);
    cr_expect_eq(po_pdf_marks_find(&marks, form, 7, &count)->characters, 4);
    cr_expect_eq(po_pdf_marks_find(&marks, 1, 4294967295, &count)->characters, 5);
    cr_expect_null(po_pdf_marks_find(&marks, 0, 4, &count));
    cr_expect_null(po_pdf_marks_find(&marks, 0, -1, &count));
    cr_expect_null(po_pdf_marks_find(&marks, 99, 7, &count));
    po_pdf_marks_finish(&marks);
}

Test(pdf_marks, steps_of_the_pen) {
    po_pdf_spot from = {.x = 100, .y = 100, .along_x = 1, .em = 10};
    po_pdf_spot to = from;
    cr_expect_eq(po_pdf_spot_step(&from, &to), PO_PDF_STEP_ON);
    to.x = 101.5f;
    cr_expect_eq(po_pdf_spot_step(&from, &to), PO_PDF_STEP_ON);
    to.x = 102.5f;
    cr_expect_eq(po_pdf_spot_step(&from, &to), PO_PDF_STEP_GAP);
    to.x = 85;
    cr_expect_eq(po_pdf_spot_step(&from, &to), PO_PDF_STEP_GAP);
    to = from;
    to.y = 94;
    cr_expect_eq(po_pdf_spot_step(&from, &to), PO_PDF_STEP_LINE);
    to.y = 97;
    cr_expect_eq(po_pdf_spot_step(&from, &to), PO_PDF_STEP_ON, "a superscript");
}
