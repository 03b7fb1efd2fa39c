/* SPDX-License-Identifier: Apache-2.0
 *
 * Printed values: every habit of producers that was seen, and what must not be read.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "plugin/form_value.h"

typedef struct sample {
    po_value_type type;
    const char *text, *value; /* value NULL: none */
    bool doubt;
} sample;

static void check(const sample *samples, size_t count) {
    for (size_t i = 0; i < count; i++) {
        po_arena *arena = po_arena_create();
        po_value value;
        po_value_read(arena, samples[i].type, samples[i].text, NULL, &value);
        cr_expect(po_text_equal(value.value, samples[i].value), "'%s' gave %s, not %s", samples[i].text,
                  value.value == NULL ? "nothing" : value.value,
                  samples[i].value == NULL ? "nothing" : samples[i].value);
        cr_expect((value.doubt != NULL) == samples[i].doubt, "'%s': doubt is %s", samples[i].text,
                  value.doubt == NULL ? "missing" : value.doubt);
        po_arena_destroy(arena);
    }
}

#define CHECK(samples) check(samples, sizeof(samples) / sizeof *(samples))

Test(form_value, money) {
    static const sample samples[] = {
        {PO_VALUE_MONEY, "$30,030,043.00", "30030043.00", false},
        {PO_VALUE_MONEY, "18,235,874", "18235874", false},
        {PO_VALUE_MONEY, "24966283", "24966283", false},
        {PO_VALUE_MONEY, "663,893.4", "663893.4", false},
        {PO_VALUE_MONEY, "$5,263,0\n10.00", "5263010.00", false},
        {PO_VALUE_MONEY, "$750,000 .00", "750000.00", false},
        {PO_VALUE_MONEY, "$735,188.0\n0", "735188.00", false},
        {PO_VALUE_MONEY, "$$8,991,034.00", "8991034.00", false},
        {PO_VALUE_MONEY, "177,985,689 $", "177985689", false},
        {PO_VALUE_MONEY, "($89,378.00)", "-89378.00", false},
        {PO_VALUE_MONEY, "-18,697", "-18697", false},
        {PO_VALUE_MONEY, "\xE2\x88\x92$12", "-12", false},
        {PO_VALUE_MONEY, "$-", "0", false},
        {PO_VALUE_MONEY, "$ - ", "0", false},
        {PO_VALUE_MONEY, "$\xE2\x80\x93", "0", false},
        {PO_VALUE_MONEY, ".50", "0.50", false},
        {PO_VALUE_MONEY, "$", NULL, false},
        {PO_VALUE_MONEY, "", NULL, false},
        {PO_VALUE_MONEY, "   ", NULL, false},
        {PO_VALUE_MONEY, "-", NULL, true},
        {PO_VALUE_MONEY, "N/A", NULL, true},
        {PO_VALUE_MONEY, "TBD", NULL, true},
        {PO_VALUE_MONEY, "45%", NULL, true},
        {PO_VALUE_MONEY, "$1.2 million", NULL, true},
        {PO_VALUE_MONEY, "$12,34", NULL, true},
        {PO_VALUE_MONEY, "$1,2345", NULL, true},
        {PO_VALUE_MONEY, "$0.00 - No Carryover", "0.00", true},
        {PO_VALUE_MONEY, "$99999999999999999999999", NULL, true},
    };
    CHECK(samples);
}

Test(form_value, two_amounts_in_a_cell_are_added_and_shown) {
    po_arena *arena = po_arena_create();
    po_value value;
    po_value_read(arena, PO_VALUE_MONEY, "$322,636 EM\n$26,033.50 CSI", NULL, &value);
    cr_assert_str_eq(value.value, "348669.50");
    cr_assert_eq(value.value_count, 2);
    cr_expect_str_eq(value.values[0], "322636");
    cr_expect_str_eq(value.values[1], "26033.50");
    cr_expect_not_null(value.doubt);
    po_value_read(arena, PO_VALUE_MONEY, "322,636\n26,033", NULL, &value);
    cr_expect_str_eq(value.value, "348669", "without signs, whole lines are amounts");
    po_arena_destroy(arena);
}

Test(form_value, percent_and_number) {
    static const sample samples[] = {
        {PO_VALUE_PERCENT, "36.003%", "36.003", false},
        {PO_VALUE_PERCENT, "37.560 %", "37.560", false},
        {PO_VALUE_PERCENT, "3.695", "3.695", false},
        {PO_VALUE_PERCENT, ".0", "0.0", false},
        {PO_VALUE_PERCENT, "0", "0", false},
        {PO_VALUE_PERCENT, "-2.37%", "-2.37", false},
        {PO_VALUE_PERCENT, "0.36003", "0.36003", true},
        {PO_VALUE_PERCENT, "Not Required", NULL, true},
        {PO_VALUE_PERCENT, "$5", NULL, true},
        {PO_VALUE_PERCENT, "5% to 7%", NULL, true},
        {PO_VALUE_PERCENT, "0.000% - No Difference", "0.000", true},
        {PO_VALUE_NUMBER, "1,682", "1682", false},
        {PO_VALUE_NUMBER, "12 of 14", NULL, true},
        {PO_VALUE_DATE, "June 24, 2025", "2025-06-24", false},
        {PO_VALUE_DATE, "12/18/2 026", "2026-12-18", false},
        {PO_VALUE_DATE, "8/17/20 26", "2026-08-17", false},
        {PO_VALUE_DATE, "8/17/\n2026", "2026-08-17", false},
        {PO_VALUE_DATE, "8/17/26 8/17/26", "2026-08-17", false},
        {PO_VALUE_DATE, "8/17/26 9/1/26", NULL, true},
        {PO_VALUE_DATE, "soon", NULL, true},
        {PO_VALUE_TEXT, "$5", NULL, false},
    };
    CHECK(samples);
}

Test(form_value, yes_no_through_tick_marks) {
    static const sample samples[] = {
        {PO_VALUE_YES_NO, "Yes", "yes", false},
        {PO_VALUE_YES_NO, "Yes\nX", "yes", false},
        {PO_VALUE_YES_NO, "YesX", "yes", false},
        {PO_VALUE_YES_NO, "XNo", "no", false},
        {PO_VALUE_YES_NO, "No\nXX", "no", false},
        {PO_VALUE_YES_NO, "N", "no", false},
        {PO_VALUE_YES_NO, "\xE2\x98\x92 Yes \xE2\x98\x90 No", "yes", false},
        {PO_VALUE_YES_NO, "\xE2\x98\x90 Yes \xE2\x98\x92 No", "no", false},
        {PO_VALUE_YES_NO, "Yes No", NULL, true},
        {PO_VALUE_YES_NO, "[Y/N]", NULL, true},
        {PO_VALUE_YES_NO, "Partly", NULL, true},
    };
    CHECK(samples);
}

Test(form_value, codes) {
    static const sample samples[] = {
        {PO_VALUE_CODE, "1.2", "1.2", false},
        {PO_VALUE_CODE, " 1.2. ", "1.2", false},
        {PO_VALUE_CODE, "Goal # 3", "3", false},
        {PO_VALUE_CODE, "Action 1.1", "1.1", false},
        {PO_VALUE_CODE, "#4", "4", false},
        {PO_VALUE_CODE, "1A(2)", "1A(2)", false},
        {PO_VALUE_CODE, "2.7 2.8", NULL, true},
        {PO_VALUE_CODE, "the second one", NULL, true},
        {PO_VALUE_CODES, "1.1", "1.1", false},
        {PO_VALUE_CODES, "Action 1.1", "1.1", false},
    };
    CHECK(samples);
    po_arena *arena = po_arena_create();
    po_value value;
    po_value_read(arena, PO_VALUE_CODES, "1.1, 1.3 and 2.4;\n3.1", NULL, &value);
    cr_assert_eq(value.value_count, 4);
    cr_expect_str_eq(value.values[3], "3.1");
    cr_expect_null(value.doubt);
    po_arena_destroy(arena);
}

static void expect_list(const char *text, const char *joined) {
    static const char *const el_keys[] = {"el", "englishlearners"};
    static const po_choice items[] = {{.name = "English Learners", .keys = el_keys, .key_count = 2}};
    static const po_choices choices = {.items = items, .count = 1};
    po_arena *arena = po_arena_create();
    po_value value;
    po_buffer out = {0};
    po_value_read(arena, PO_VALUE_LIST, text, &choices, &value);
    for (uint32_t i = 0; i < value.value_count; i++)
        po_buffer_printf(&out, "%s%s", i > 0 ? "|" : "", value.values[i]);
    cr_expect_str_eq(po_buffer_text(&out), joined, "'%s' gave '%s'", text, po_buffer_text(&out));
    po_buffer_finish(&out);
    po_arena_destroy(arena);
}

Test(form_value, lists_are_cut_at_marks) {
    expect_list("XEnglish Learners XFoster Youth XLow Income", "English Learners|Foster Youth|Low Income");
    expect_list("English LearnersX Foster YouthX Low IncomeX", "English Learners|Foster Youth|Low Income");
    expect_list("English LearnersX\nFoster YouthX", "English Learners|Foster Youth");
    expect_list("All X", "All");
    expect_list("LEA-wideX", "LEA-wide");
    expect_list("XLimited to Unduplicated Student Group(s)", "Limited to Unduplicated Student Group(s)");
    expect_list("English Learners, Foster Youth and Low Income", "English Learners|Foster Youth|Low Income");
    expect_list("EL\nFoster Youth", "English Learners|Foster Youth");
    expect_list("\xE2\x98\x92 Foster Youth \xE2\x98\x90 Low Income", "Foster Youth");
    expect_list("Xavier Academy", "Xavier Academy");
    expect_list("\xE2\x80\xA2 \xE2\x98\x92 Foster Youth\n\xE2\x80\xA2 \xE2\x98\x90 Low Income", "Foster Youth");
    expect_list("\xE2\x80\xA2 EL\n\xE2\x80\xA2 Foster Youth", "English Learners|Foster Youth");
    expect_list("", "");
}

Test(form_value, ticks_are_lines) {
    po_arena *arena = po_arena_create();
    po_value value;
    po_value_read(arena, PO_VALUE_TICKS, "Priority 1: Basic\nX Priority 2: Standards, and more\nPriority 4\xE2\x9C\x93", NULL, &value);
    cr_assert_eq(value.value_count, 2);
    cr_expect_str_eq(value.values[0], "Priority 2: Standards, and more");
    cr_expect_str_eq(value.values[1], "Priority 4");
    cr_expect_not_null(value.doubt, "a line without a mark may be meant: the marks are not seen on the page");
    po_value_read(arena, PO_VALUE_TICKS, "Priority 1\nPriority 2", NULL, &value);
    cr_expect_eq(value.value_count, 2, "without any mark every line counts");
    po_arena_destroy(arena);
}

Test(form_value, type_names) {
    po_value_type type;
    cr_assert(po_value_type_parse("yes-no", &type));
    cr_expect_eq(type, PO_VALUE_YES_NO);
    cr_expect_not(po_value_type_parse("colour", &type));
    for (int i = 0; i < PO_VALUE_TYPES; i++) {
        cr_assert(po_value_type_parse(po_value_type_name((po_value_type)i), &type));
        cr_expect_eq((int)type, i);
    }
}

Test(form_value, digits) {
    static const sample samples[] = {
        {PO_VALUE_DIGITS, "34-10348-0118745", "34103480118745", false},
        {PO_VALUE_DIGITS, "34\xE2\x80\x93""10348\xE2\x80\x91""0118745", "34103480118745", false},
        {PO_VALUE_DIGITS, "34 10348 0118745\n", "34103480118745", false},
        {PO_VALUE_DIGITS, "34-10348-0118745 School", "34103480118745", true},
    };
    CHECK(samples);
}
