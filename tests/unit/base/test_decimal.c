/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <float.h>
#include <inttypes.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/decimal.h"

static const char *show(po_decimal value) {
    static char out[4][PO_DECIMAL_TEXT_MAX];
    static int next;
    next = (next + 1) % 4;
    return po_decimal_format(value, out[next]);
}

static po_decimal of(const char *text) {
    po_decimal value;
    cr_assert(po_decimal_parse(text, &value), "%s", text);
    return value;
}

static uint64_t state = 88172645463325252u;

static uint64_t next_random(void) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

/* A decimal of any size from one digit to nineteen. */
static po_decimal random_decimal(void) {
    int64_t units = (int64_t)next_random() >> (next_random() % 63);
    return po_decimal_of(units, (uint8_t)(next_random() % (PO_DECIMAL_SCALE_MAX + 1)));
}

Test(decimal, canonical_text_comes_back) {
    static const char *const texts[] = {"0",
                                        "1",
                                        "-3",
                                        "1234.50",
                                        "0.05",
                                        "-0.10",
                                        "0.000000001",
                                        "9223372036854775807",
                                        "-9223372036854775808",
                                        "-9223372036.854775808"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        cr_expect_str_eq(show(of(texts[i])), texts[i]);
    }
    cr_expect_str_eq(show(of("007.50")), "7.50");
    cr_expect_str_eq(show(of("-0.00")), "0.00");
}

Test(decimal, anything_else_is_refused) {
    static const char *const texts[] = {"",
                                        "-",
                                        ".5",
                                        "5.",
                                        "+1",
                                        "1,000",
                                        " 1",
                                        "1 ",
                                        "1.2.3",
                                        "1e5",
                                        "$1",
                                        "--1",
                                        "0x1F",
                                        "1.-2",
                                        "١",
                                        "9223372036854775808",
                                        "-9223372036854775809",
                                        "99999999999999999999",
                                        "0.1234567890",
                                        "9223372036854775.8080",
                                        "nan"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        po_decimal value = {42, 3};
        cr_expect_not(po_decimal_parse(texts[i], &value), "%s", texts[i]);
        cr_expect(value.units == 42 && value.scale == 3, "%s clobbered the output", texts[i]);
    }
    po_decimal value;
    cr_expect_not(po_decimal_parse(NULL, &value));
}

Test(decimal, random_text_comes_back) {
    for (int i = 0; i < 20000; i++) {
        po_decimal value = random_decimal(), again = of(show(value));
        cr_assert_eq(again.units, value.units);
        cr_assert_eq(again.scale, value.scale);
    }
}

Test(decimal, reduce) {
    cr_expect_str_eq(show(po_decimal_reduce(of("1234.500"))), "1234.5");
    cr_expect_str_eq(show(po_decimal_reduce(of("-100.00"))), "-100");
    cr_expect_str_eq(show(po_decimal_reduce(of("0.000"))), "0");
    cr_expect_str_eq(show(po_decimal_reduce(of("1200"))), "1200");
}

Test(decimal, sums) {
    po_decimal sum;
    cr_assert(po_decimal_add(of("1234.50"), of("0.5"), &sum));
    cr_expect_str_eq(show(sum), "1235.00");
    cr_assert(po_decimal_subtract(of("1"), of("0.001"), &sum));
    cr_expect_str_eq(show(sum), "0.999");
    cr_assert(po_decimal_add(of("9223372036854775000"), of("0.0"), &sum),
              "the scale gives way to the size");
    cr_expect_str_eq(show(sum), "9223372036854775000");
}

Test(decimal, overflow_leaves_the_output_alone) {
    po_decimal out = {7, 1}, max = of("9223372036854775807"), min = of("-9223372036854775808"),
               zero = of("0");
    cr_expect_not(po_decimal_add(max, of("1"), &out));
    cr_expect_not(po_decimal_add(max, of("0.1"), &out));
    cr_expect_not(po_decimal_subtract(min, of("1"), &out));
    cr_expect_not(po_decimal_multiply(max, of("2"), &out));
    cr_expect_not(po_decimal_multiply(of("0.000001"), of("0.000001"), &out),
                  "more digits than a decimal holds");
    cr_expect_not(po_decimal_divide(of("1"), zero, 2, PO_ROUND_HALF_UP, &out));
    cr_expect_not(po_decimal_divide(max, of("0.1"), 0, PO_ROUND_HALF_UP, &out));
    cr_expect_not(po_decimal_divide(of("1"), of("3"), 10, PO_ROUND_HALF_UP, &out));
    cr_expect_not(po_decimal_rescale(max, 1, PO_ROUND_HALF_UP, &out));
    cr_expect_not(po_decimal_rescale(of("1"), 10, PO_ROUND_HALF_UP, &out));
    cr_expect(out.units == 7 && out.scale == 1);
}

Test(decimal, sums_and_differences_are_each_others_reverse) {
    for (int i = 0; i < 20000; i++) {
        po_decimal a = random_decimal(), b = random_decimal(), sum, back;
        if (po_decimal_add(a, b, &sum)) {
            cr_assert(po_decimal_subtract(sum, b, &back));
            cr_assert_eq(po_decimal_compare(back, a), 0, "%s + %s", show(a), show(b));
        }
    }
}

Test(decimal, products) {
    po_decimal product;
    cr_assert(po_decimal_multiply(of("1234.50"), of("0.35975"), &product));
    cr_expect_str_eq(show(product), "444.1113750");
    cr_assert(po_decimal_multiply(of("-1.50000"), of("2.00000"), &product), "zeros make room");
    cr_expect_eq(po_decimal_compare(product, of("-3")), 0);
    cr_assert(po_decimal_multiply(of("-9223372036854775808"), of("1"), &product));
    cr_expect_str_eq(show(product), "-9223372036854775808");
}

Test(decimal, rounding) {
    static const struct {
        const char *value, *half_up, *floor, *ceiling;
    } cases[] = {
        {"2.5", "3", "2", "3"},         {"-2.5", "-3", "-3", "-2"}, {"2.4", "2", "2", "3"},
        {"-2.4", "-2", "-3", "-2"},     {"2.6", "3", "2", "3"},     {"-2.6", "-3", "-3", "-2"},
        {"0.5", "1", "0", "1"},         {"-0.5", "-1", "-1", "0"},  {"2.0", "2", "2", "2"},
        {"-2.0", "-2", "-2", "-2"},     {"0.4", "0", "0", "1"},     {"-0.4", "0", "-1", "0"},
        {"2.499999999", "2", "2", "3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_decimal value = of(cases[i].value), out;
        cr_assert(po_decimal_rescale(value, 0, PO_ROUND_HALF_UP, &out));
        cr_expect_str_eq(show(out), cases[i].half_up, "%s half up", cases[i].value);
        cr_assert(po_decimal_rescale(value, 0, PO_ROUND_FLOOR, &out));
        cr_expect_str_eq(show(out), cases[i].floor, "%s floor", cases[i].value);
        cr_assert(po_decimal_rescale(value, 0, PO_ROUND_CEILING, &out));
        cr_expect_str_eq(show(out), cases[i].ceiling, "%s ceiling", cases[i].value);
        cr_assert(po_decimal_divide(of("-1"), value, 0, PO_ROUND_FLOOR, &out) || value.units == 0);
    }
    po_decimal out;
    cr_assert(po_decimal_rescale(of("1.5"), 4, PO_ROUND_FLOOR, &out));
    cr_expect_str_eq(show(out), "1.5000");
    cr_assert(po_decimal_divide(of("1"), of("3"), 9, PO_ROUND_HALF_UP, &out));
    cr_expect_str_eq(show(out), "0.333333333");
    cr_assert(po_decimal_divide(of("2"), of("-3"), 2, PO_ROUND_HALF_UP, &out));
    cr_expect_str_eq(show(out), "-0.67");
    cr_assert(po_decimal_divide(of("12345.67"), of("100"), 4, PO_ROUND_CEILING, &out));
    cr_expect_str_eq(show(out), "123.4567");
}

/* floor(a/b) * b <= a < (floor(a/b) + 1) * b, for b > 0, in exact arithmetic. */
Test(decimal, a_quotient_lies_between_its_neighbours) {
    int tried = 0;
    for (int i = 0; i < 20000; i++) {
        po_decimal a = po_decimal_of((int64_t)next_random() >> 24, (uint8_t)(next_random() % 5));
        po_decimal b =
            po_decimal_of((int64_t)(next_random() >> 50) + 1, (uint8_t)(next_random() % 4));
        po_decimal low, high, below, above;
        cr_assert(po_decimal_divide(a, b, 1, PO_ROUND_FLOOR, &low));
        cr_assert(po_decimal_divide(a, b, 1, PO_ROUND_CEILING, &high));
        cr_assert(po_decimal_multiply(low, b, &below));
        cr_assert(po_decimal_multiply(high, b, &above));
        cr_assert(po_decimal_compare(below, a) <= 0 && po_decimal_compare(a, above) <= 0, "%s / %s",
                  show(a), show(b));
        int64_t gap = high.units - low.units;
        cr_assert(gap == 1 || (gap == 0 && po_decimal_compare(below, a) == 0));
        tried += gap == 1;
    }
    cr_expect_gt(tried, 1000);
}

Test(decimal, order) {
    static const char *const rising[] = {"-9223372036854775808",
                                         "-2",
                                         "-1.999999999",
                                         "-0.1",
                                         "0.000",
                                         "0.000000001",
                                         "0.1",
                                         "1",
                                         "1.0000001",
                                         "9223372036.854775807",
                                         "9223372036854775807"};
    for (size_t i = 0; i < sizeof rising / sizeof *rising; i++) {
        for (size_t j = 0; j < sizeof rising / sizeof *rising; j++) {
            int expected = (i > j) - (i < j);
            cr_expect_eq(po_decimal_compare(of(rising[i]), of(rising[j])), expected, "%s %s",
                         rising[i], rising[j]);
        }
    }
    cr_expect_eq(po_decimal_compare(of("1.50"), of("1.5")), 0);
}

Test(decimal, doubles) {
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0.0, "0"},
        {-0.0, "0"},
        {0.1, "0.1"},
        {1234.5, "1234.5"},
        {-35.975, "-35.975"},
        {0.1 + 0.2, "0.3"}, /* a sum of a spreadsheet, not a value anybody typed */
        {1.0 / 3.0, "0.333333333"},
        {2.0 / 3.0, "0.666666667"},
        {1e-12, "0"},
        {12345678901234.56, "12345678901234.56"},
        {4503599627370497.5, "4503599627370498"},
        {9007199254740993.0, "9007199254740992"},
        {1e18, "1000000000000000000"},
        {-9e18, "-9000000000000000000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        po_decimal value;
        cr_assert(po_decimal_from_double(cases[i].number, &value));
        cr_expect_str_eq(show(value), cases[i].text, "%.17g: %s", cases[i].number, show(value));
    }
    static const double refused[] = {NAN, INFINITY, -INFINITY, 9.3e18, -9.3e18, DBL_MAX};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        po_decimal value = {42, 3};
        cr_expect_not(po_decimal_from_double(refused[i], &value));
        cr_expect_eq(value.units, 42);
    }
}

/* What is typed into a spreadsheet with up to fifteen digits comes back as typed. */
Test(decimal, typed_numbers_come_back) {
    for (int i = 0; i < 50000; i++) {
        po_decimal typed =
            po_decimal_of((int64_t)(next_random() % 1000000000000000u) >> (next_random() % 40),
                          (uint8_t)(next_random() % (PO_DECIMAL_SCALE_MAX + 1)));
        typed.units = i % 2 ? -typed.units : typed.units;
        po_decimal back;
        cr_assert(po_decimal_from_double(strtod(show(typed), NULL), &back));
        cr_assert_str_eq(show(back), show(po_decimal_reduce(typed)));
    }
}

Test(decimal, a_scale_that_is_too_large_aborts, .signal = SIGABRT) {
    po_decimal_of(1, PO_DECIMAL_SCALE_MAX + 1);
}
