/* SPDX-License-Identifier: Apache-2.0 */
#include "check/format.h"

#include <criterion/criterion.h>

static po_arena *arena;

static void set_up(void) {
    arena = po_arena_create();
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(format, .init = set_up, .fini = tear_down);

static const char *number(const char *text, po_rule_unit unit, uint8_t decimals) {
    po_decimal value;
    cr_assert(po_decimal_parse(text, &value));
    return po_format_number(arena, value, unit, decimals);
}

Test(format, numbers) {
    cr_assert_str_eq(number("0", PO_UNIT_MONEY, 0), "$0");
    cr_assert_str_eq(number("123", PO_UNIT_MONEY, 0), "$123");
    cr_assert_str_eq(number("1234", PO_UNIT_MONEY, 0), "$1,234");
    cr_assert_str_eq(number("-1234567", PO_UNIT_MONEY, 0), "-$1,234,567");
    cr_assert_str_eq(number("1234.5", PO_UNIT_MONEY, 0), "$1,234.50");
    cr_assert_str_eq(number("1234", PO_UNIT_MONEY, 2), "$1,234.00");
    cr_assert_str_eq(number("1234.567", PO_UNIT_MONEY, 2), "$1,234.57");
    cr_assert_str_eq(number("35.98", PO_UNIT_PERCENT, 2), "35.98%");
    cr_assert_str_eq(number("35", PO_UNIT_PERCENT, 2), "35.00%");
    cr_assert_str_eq(number("-3.25", PO_UNIT_PERCENT, 0), "-3.25%");
    cr_assert_str_eq(number("1234567", PO_UNIT_NUMBER, 0), "1,234,567");
    cr_assert_str_eq(number("0.3598", PO_UNIT_RATIO, 4), "0.3598");
    cr_assert_str_eq(number("9223372036854775807", PO_UNIT_MONEY, 2), "$9,223,372,036,854,775,807");
}

Test(format, results) {
    static const char *const codes[] = {"el", "fy"};
    po_rule_result r = {.type = PO_RULE_DATE, .known = true, .date = {2025, 6, 24}};
    cr_assert_str_eq(po_format_result(arena, &r), "June 24, 2025");
    r = (po_rule_result){.type = PO_RULE_CODES, .known = true, .codes = codes, .code_count = 2};
    cr_assert_str_eq(po_format_result(arena, &r), "el, fy");
    r = (po_rule_result){.type = PO_RULE_TEXT, .known = true, .text = " two\nlines "};
    cr_assert_str_eq(po_format_result(arena, &r), "two lines");
    r = (po_rule_result){.type = PO_RULE_TRUTH, .known = true, .truth = PO_TRUE};
    cr_assert_str_eq(po_format_result(arena, &r), "yes");
    r.truth = PO_FALSE;
    cr_assert_str_eq(po_format_result(arena, &r), "no");
    r.truth = PO_EITHER;
    cr_assert_str_eq(po_format_result(arena, &r), "\xE2\x80\x94");
    r = (po_rule_result){.type = PO_RULE_ITEM, .known = true};
    cr_assert_str_eq(po_format_result(arena, &r), "\xE2\x80\x94");
    r = (po_rule_result){
        .type = PO_RULE_NUMBER, .known = true, .value = {5, 0}, .unit = PO_UNIT_MONEY};
    cr_assert_str_eq(po_format_result(arena, &r), "$5");
    r.known = false;
    cr_assert_str_eq(po_format_result(arena, &r), "\xE2\x80\x94");
}
