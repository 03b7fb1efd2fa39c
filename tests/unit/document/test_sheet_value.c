/* SPDX-License-Identifier: Apache-2.0
 *
 * What is stored in a cell and what is read from it: numbers, percentages, dates by format, words.
 */
#include <criterion/criterion.h>
#include <float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/sheet_value.h"

static void expect_value(const char *stored, const char *code, bool from_1904, const char *text, po_cell_kind kind,
                         bool doubt) {
    po_arena *arena = po_arena_create();
    po_cell cell = {.text = ""};
    po_sheet_value_set(stored, po_sheet_format_of_code(code), from_1904, arena, &cell);
    cr_expect_str_eq(cell.text, text, "%s as %s is %s, not %s", stored, code, cell.text, text);
    cr_expect_eq(cell.kind, kind, "%s as %s", stored, code);
    cr_expect_eq(cell.doubt != NULL, doubt, "%s as %s: %s", stored, code, cell.doubt ? cell.doubt : "sure");
    po_arena_destroy(arena);
}

static void expect_number(const char *stored, const char *text) {
    expect_value(stored, "General", false, text, PO_CELL_NUMBER, false);
}

Test(sheet_value, numbers_are_the_shortest_decimal_of_the_double) {
    expect_number("0", "0");
    expect_number("-0", "0");
    expect_number("12", "12");
    expect_number("007", "7");
    expect_number("-3.50", "-3.5");
    expect_number(".5", "0.5");
    expect_number("100", "100");
    expect_number("0.35499999999999998", "0.355");
    expect_number("35.975000000000001", "35.975");
    expect_number("33.333333333333336", "33.333333333333336");
    expect_number("0.30000000000000004", "0.30000000000000004");
    expect_number("01100170000000", "1100170000000");
    expect_number("1.0E-3", "0.001");
    expect_number("1E+3", "1000");
    expect_number("1.5e2", "150");
    expect_number("123456789012345678", "123456789012345680");
    expect_number("1E+300", "1E+300");
    expect_number("-1.25E-20", "-1.25E-20");
    expect_number("0.000001", "0.000001");
}

Test(sheet_value, every_number_comes_back) {
    unsigned seed = 7;
    po_arena *arena = po_arena_create();
    for (int i = 0; i < 20000; i++) {
        char stored[40];
        seed = seed * 1103515245u + 12345u;
        double value = (double)(int)seed / (double)(1 + (seed >> 7) % 100000);
        (void)snprintf(stored, sizeof stored, "%.17g", value);
        po_cell cell = {.text = ""};
        po_sheet_value_set(stored, (po_sheet_format){0}, false, arena, &cell);
        cr_assert_eq(strtod(cell.text, NULL), value, "%s reads %s", stored, cell.text);
        cr_assert_leq(strlen(cell.text), strlen(stored) + 6);
        po_arena_reset(arena);
    }
    po_arena_destroy(arena);
}

Test(sheet_value, percent_is_exact) {
    expect_value("0.35974999999999996", "0.0%", false, "35.974999999999996%", PO_CELL_PERCENT, false);
    expect_value("0.35975", "0.0%", false, "35.975%", PO_CELL_PERCENT, false);
    expect_value("1", "0%", false, "100%", PO_CELL_PERCENT, false);
    expect_value("0", "0%", false, "0%", PO_CELL_PERCENT, false);
    expect_value("-0.005", "0.00%", false, "-0.5%", PO_CELL_PERCENT, false);
    expect_value("1.25", "0.00\"%\"", false, "1.25", PO_CELL_NUMBER, false);
}

Test(sheet_value, zeros_in_front_are_shown) {
    expect_value("1100170000000", "00000000000000", false, "01100170000000", PO_CELL_NUMBER, false);
    expect_value("110017", "0000000", false, "0110017", PO_CELL_NUMBER, false);
    expect_value("0", "000", false, "000", PO_CELL_NUMBER, false);
    expect_value("5", "0", false, "5", PO_CELL_NUMBER, false);
    expect_value("5", "0.00", false, "5", PO_CELL_NUMBER, false);
    expect_value("-7", "000", false, "-007", PO_CELL_NUMBER, false);
}

Test(sheet_value, dates_of_both_systems) {
    expect_value("45275", "m/d/yyyy", false, "2023-12-15", PO_CELL_DATE, false);
    expect_value("1", "yyyy-mm-dd", false, "1900-01-01", PO_CELL_DATE, false);
    expect_value("59", "yyyy-mm-dd", false, "1900-02-28", PO_CELL_DATE, false);
    expect_value("60", "yyyy-mm-dd", false, "60", PO_CELL_NUMBER, true); /* 29 February 1900 never was */
    expect_value("61", "yyyy-mm-dd", false, "1900-03-01", PO_CELL_DATE, false);
    expect_value("43813", "d-mmm-yy", true, "2023-12-15", PO_CELL_DATE, false);
    expect_value("0", "yyyy", true, "1904-01-01", PO_CELL_DATE, false);
    expect_value("-1", "yyyy", false, "-1", PO_CELL_NUMBER, true);
    expect_value("0", "yyyy", false, "0", PO_CELL_NUMBER, true);
    expect_value("9999999", "yyyy", false, "9999999", PO_CELL_NUMBER, true);
    expect_value("45275.60417", "m/d/yy h:mm", false, "2023-12-15 14:30:00", PO_CELL_DATE, false);
    expect_value("45275.999999", "m/d/yy h:mm", false, "2023-12-16", PO_CELL_DATE, false);
    expect_value("0.5", "h:mm AM/PM", false, "12:00:00", PO_CELL_DATE, false);
    expect_value("1.5", "[h]:mm", false, "36:00:00", PO_CELL_DATE, false);
}

Test(sheet_value, formats_by_their_letters) {
    static const struct {
        const char *code;
        po_sheet_format_kind kind;
    } cases[] = {{"General", PO_FORMAT_NUMBER},
                 {"Standard", PO_FORMAT_NUMBER},
                 {"@", PO_FORMAT_NUMBER},
                 {"#,##0.00", PO_FORMAT_NUMBER},
                 {"\"days\" 0", PO_FORMAT_NUMBER},
                 {"_(\"$\"* #,##0_);_(\"$\"* \\(#,##0\\);_(\"$\"* \"-\"??_);_(@_)", PO_FORMAT_NUMBER},
                 {"[Red]0.00;[Blue]0", PO_FORMAT_NUMBER},
                 {"[$-409]mmmm d, yyyy;@", PO_FORMAT_DATE},
                 {"[$-F800]dddd\\, mmmm dd\\, yyyy", PO_FORMAT_DATE},
                 {"mmm-yy", PO_FORMAT_DATE},
                 {"mmmm", PO_FORMAT_DATE},
                 {"mm:ss", PO_FORMAT_TIME},
                 {"[mm]:ss", PO_FORMAT_DURATION},
                 {"0.00E+00", PO_FORMAT_NUMBER},
                 {"\\d0", PO_FORMAT_NUMBER},
                 {"0;yyyy", PO_FORMAT_NUMBER},
                 {"", PO_FORMAT_NUMBER},
                 {"[", PO_FORMAT_NUMBER},
                 {"\"", PO_FORMAT_NUMBER},
                 {"\\", PO_FORMAT_NUMBER}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(po_sheet_format_of_code(cases[i].code).kind, cases[i].kind, "%s", cases[i].code);
    }
    cr_expect_eq(po_sheet_format_of_number(14).kind, PO_FORMAT_DATE);
    cr_expect_eq(po_sheet_format_of_number(9).kind, PO_FORMAT_PERCENT);
    cr_expect_eq(po_sheet_format_of_number(22).kind, PO_FORMAT_DATE_TIME);
    cr_expect_eq(po_sheet_format_of_number(2).kind, PO_FORMAT_NUMBER);
    cr_expect_eq(po_sheet_format_of_number(4000000000u).kind, PO_FORMAT_NUMBER);
}

Test(sheet_value, what_is_no_number_stays_with_a_doubt) {
    expect_value("abc", "General", false, "abc", PO_CELL_TEXT, true);
    expect_value("1,5", "General", false, "1,5", PO_CELL_TEXT, true);
    expect_value("0x10", "General", false, "0x10", PO_CELL_TEXT, true);
    expect_value("nan", "General", false, "nan", PO_CELL_TEXT, true);
    expect_value("1E999", "General", false, "", PO_CELL_TEXT, true);
}

Test(sheet_value, strict_dates) {
    static const struct {
        const char *stored, *text;
        bool doubt;
    } cases[] = {{"2023-12-15", "2023-12-15", false},
                 {"2023-12-15T00:00:00", "2023-12-15", false},
                 {"2023-12-15T14:30:00Z", "2023-12-15 14:30:00", false},
                 {"2023-13-15", "2023-13-15", true},
                 {"soon", "soon", true}};
    po_arena *arena = po_arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_cell cell = {.text = ""};
        po_sheet_value_set_date(cases[i].stored, arena, &cell);
        cr_expect_str_eq(cell.text, cases[i].text);
        cr_expect_eq(cell.doubt != NULL, cases[i].doubt);
    }
    po_arena_destroy(arena);
}

Test(sheet_value, words_are_squeezed_and_escapes_resolved) {
    static const struct {
        const char *stored, *text;
        bool escapes;
    } cases[] = {{"plain", "plain", true},
                 {" reportingyear ", "reportingyear", true},
                 {"a  b", "a b", true},
                 {"a\r\n\r\nb ", "a\nb", true},
                 {"a_x000D_\nb", "a\nb", true},
                 {"_x005F_x0041_", "_x0041_", true},
                 {"_x0041_", "A", true},
                 {"_x0041_", "_x0041_", false},
                 {"a_xy", "a_xy", true},
                 {"_x00", "_x00", true},
                 {"caf\xC3\xA9 \xC2\xA0", "caf\xC3\xA9", true},
                 {"a\x01"
                  "b",
                  "a\xEF\xBF\xBD"
                  "b",
                  true},
                 {"", "", true}};
    po_arena *arena = po_arena_create();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = po_sheet_text(arena, cases[i].stored, strlen(cases[i].stored), cases[i].escapes);
        cr_expect_str_eq(text, cases[i].text, "%s", cases[i].stored);
    }
    po_arena_destroy(arena);
}
