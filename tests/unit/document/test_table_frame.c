/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables that only frame text and tables, as Word files have them.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "docx_builder.h"

#define PAIR TABLE(ROW(CELL(P("b")) CELL(P("c"))))

Test(table_frame, text_and_tables_come_in_their_order) {
    EXPECT_BODY(TABLE(ROW(CELL(P("one") P("two") PAIR P("three") PAIR PAIR P("four")))) P("end"),
                "P one\nP two\nT2 [b|c]\nP three\nT2 [b|c]\nT2 [b|c]\nP four\nP end\n");
    EXPECT_BODY(TABLE(ROW(CELL(PAIR))), "T2 [b|c]\n");
}

Test(table_frame, rows_of_a_frame) {
    EXPECT_BODY(TABLE(ROW(CELL(P("one"))) ROW(CELL(P("two") PAIR)) ROW(CELL(P("three"))) ROW(CELL(PAIR P("four")))),
                "P one\nP two\nT2 [b|c]\nP three\nT2 [b|c]\nP four\n");
}

Test(table_frame, frames_in_frames) {
    EXPECT_BODY(TABLE(ROW(CELL(P("one") TABLE(ROW(CELL(P("two") PAIR P("three")))) P("four")))), "P one\nP two\nT2 [b|c]\nP three\nP four\n");
}

Test(table_frame, what_is_inside_keeps_what_it_holds) {
    EXPECT_BODY(TABLE(ROW(CELL(P("one") TABLE(ROW(CELL(P("two") PAIR) CELL(P("three")))) P("four")))),
                "P one\nT2 [two|three]\nT2 in 1 [b|c]\nP four\n");
}

Test(table_frame, other_tables_stay) {
    EXPECT_BODY(TABLE(ROW(CELL(P("an answer in a box")))), "T1 [an answer in a box]\n");
    EXPECT_BODY(TABLE(ROW(CELL(P("a") PAIR) CELL(P("x")))), "T2 [a|x]\nT2 in 1 [b|c]\n");
    EXPECT_BODY(TABLE(ROW(CELL(P("a")) CELL(P("x"))) ROW(CELL(PAIR))), "T2 [a|x] []\nT2 in 1 [b|c]\n");
}
