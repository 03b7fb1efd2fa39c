/* SPDX-License-Identifier: Apache-2.0
 *
 * Intervals against brute force: an arithmetic check must be silent if any values inside the
 * printed intervals satisfy it, and must speak if none do.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "rules/number.h"
#include "rules_data.h"

static uint64_t state = 88172645463325252u;

static int64_t next_random(int64_t low, int64_t high) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return low + (int64_t)(state % (uint64_t)(high - low + 1));
}

/* ---- formulas over printed values -------------------------------------------------------------
 */

enum { VALUES = 4, GRID = 5 };

/* left(v) - right(v) for numbers inside the intervals; percentages are fractions. Continuous, each
 * value used once. */
typedef long double (*difference)(const long double *v);

static long double plain_sum(const long double *v) {
    return v[0] + v[1] + v[2] - v[3];
}

static long double quotient(const long double *v) {
    return v[0] / v[1] - v[2];
}

static long double carryover(const long double *v) {
    return (v[0] - v[1]) * v[2] - v[3];
}

static long double share_and_rest(const long double *v) {
    return v[0] / v[1] + v[2] - v[3];
}

static long double product(const long double *v) {
    return v[0] * v[1] - v[2];
}

typedef struct formula {
    const char *text;
    difference over;
    size_t count;
    const char *kinds; /* m: money, M: large money, p: percent */
    size_t solved;     /* the value that is set so that the formula nearly holds */
} formula;

static const formula formulas[] = {
    {"this.a + this.b + this.c = this.d", plain_sum, 4, "mmmm", 3},
    {"this.a / this.b = this.c", quotient, 3, "mMp", 2},
    {"(this.a - this.b) * this.c = this.d", carryover, 4, "ppMm", 3},
    {"this.a / this.b + this.c = this.d", share_and_rest, 4, "mMpp", 3},
    {"this.a * this.b = this.c", product, 3, "Mpm", 2},
};

typedef struct printed {
    char text[40];
    long double middle, half;
    bool percent;
    int decimals;
} printed;

static void print_value(printed *value, long double number, int decimals, bool percent) {
    static const long double ones[] = {1, 10, 100};
    long double one = ones[decimals];
    long double scaled = number * (percent ? 100 : 1) * one;
    long double shown = (long double)(int64_t)(scaled < 0 ? scaled - 0.5L : scaled + 0.5L) / one;
    snprintf(value->text, sizeof value->text, percent ? "%.*Lf%%" : "$%.*Lf", decimals, shown);
    value->middle = percent ? shown / 100 : shown;
    value->half = 0.5L / one / (percent ? 100 : 1);
    value->percent = percent;
    value->decimals = decimals;
}

static void random_value(printed *value, char kind) {
    int decimals = (int)next_random(0, 2);
    long double number = kind == 'p'   ? next_random(-3000, 9000) / 10000.0L
                         : kind == 'M' ? next_random(500000, 90000000) / 100.0L
                                       : next_random(-5000000, 9000000) / 100.0L;
    print_value(value, number, decimals, kind == 'p');
}

/* What the solved value must be for the formula to hold in the middle, off by a few last digits. */
static void solve(const formula *f, printed *values) {
    long double v[VALUES];
    for (size_t i = 0; i < f->count; i++) {
        v[i] = values[i].middle;
    }
    v[f->solved] = 0;
    long double off = (long double)next_random(-40, 40) / 10 * values[f->solved].half;
    print_value(&values[f->solved], f->over(v) + off, values[f->solved].decimals,
                values[f->solved].percent);
}

/* Least and greatest difference over a grid that includes every corner. */
static void over_grid(const formula *f, const printed *values, long double *least,
                      long double *most) {
    size_t steps = 1;
    for (size_t i = 0; i < f->count; i++) {
        steps *= GRID;
    }
    *least = INFINITY;
    *most = -INFINITY;
    for (size_t n = 0; n < steps; n++) {
        long double v[VALUES];
        size_t rest = n;
        for (size_t i = 0; i < f->count; i++, rest /= GRID) {
            long double at = (long double)(rest % GRID) / (GRID - 1) * 2 - 1;
            v[i] = values[i].middle + at * values[i].half;
        }
        long double d = f->over(v);
        *least = d < *least ? d : *least;
        *most = d > *most ? d : *most;
    }
}

static po_truth judge(po_arena *arena, const formula *f, const printed *values) {
    static const char *const names[VALUES] = {"a", "b", "c", "d"};
    rules_data data;
    const po_rule *rule;
    po_error err = {0};
    po_rule_result result;
    rules_data_read(&data, arena, "*r: x=1");
    for (size_t i = 0; i < f->count; i++) {
        rules_data_set(&data, data.items.items[0], names[i], values[i].text);
    }
    po_rule_scope *scope = po_rule_scope_create(arena, "r", NULL);
    cr_assert_eq(po_rule_compile(scope, f->text, PO_RULE_TRUTH, NULL, &rule, &err), PO_OK, "%s",
                 err.text);
    po_rule_run *run = po_rule_run_create(&data.source);
    po_rule_evaluate(run, rule, data.here, &result);
    po_rule_run_destroy(run);
    return result.truth;
}

static const char *describe(po_arena *arena, const formula *f, const printed *values) {
    return po_arena_printf(arena, "%s with %s, %s, %s, %s", f->text, values[0].text, values[1].text,
                           values[2].text, f->count > 3 ? values[3].text : "-");
}

Test(number, findings_exist_exactly_where_no_values_satisfy_the_formula) {
    const long double margin = 1e-9L;
    size_t silent = 0;
    size_t spoken = 0;
    for (int i = 0; i < 4000; i++) {
        po_arena *arena = po_arena_create();
        const formula *f = &formulas[i % (int)(sizeof formulas / sizeof *formulas)];
        printed values[VALUES];
        long double least;
        long double most;
        for (size_t n = 0; n < f->count; n++) {
            random_value(&values[n], f->kinds[n]);
        }
        solve(f, values);
        over_grid(f, values, &least, &most);
        po_truth truth = judge(arena, f, values);
        if (least <= -margin && most >= margin) { /* continuous: it is met somewhere between */
            cr_assert_neq(truth, PO_FALSE, "false finding: %s", describe(arena, f, values));
            silent++;
        } else if (least > margin ||
                   most < -margin) { /* corners are the extremes: it is met nowhere */
            cr_assert_eq(truth, PO_FALSE, "missed: %s", describe(arena, f, values));
            spoken++;
        }
        po_arena_destroy(arena);
    }
    cr_assert(silent > 500 && spoken > 500, "%zu %zu", silent, spoken);
}

/* ---- sums of many rounded values --------------------------------------------------------------
 */

Test(number, sums_are_as_wide_as_their_rows) {
    for (int off = -8; off <= 8; off++) {
        po_arena *arena = po_arena_create();
        rules_data data;
        const po_rule *rule;
        po_error err = {0};
        po_rule_result result;
        int64_t sum = 0;
        rules_data_read(&data, arena, "-");
        for (int i = 0; i < 10; i++) {
            int64_t amount = next_random(0, 100000);
            sum += amount;
            rules_data_set(&data, rules_data_add(&data, "row"), "a",
                           po_arena_printf(arena, "$%d", (int)amount));
        }
        rules_data_set(&data, rules_data_add(&data, "totals"), "a",
                       po_arena_printf(arena, "$%d", (int)sum + off));
        po_rule_scope *scope = po_rule_scope_create(arena, NULL, NULL);
        cr_assert_eq(
            po_rule_compile(scope, "sum(row.a) = totals.a", PO_RULE_TRUTH, NULL, &rule, &err),
            PO_OK);
        po_rule_run *run = po_rule_run_create(&data.source);
        po_rule_evaluate(run, rule, NULL, &result);
        bool outside = off < -5 || off > 5; /* ten halves and the total's own */
        cr_assert_eq(result.truth, outside ? PO_FALSE : PO_EITHER, "off by %d", off);
        if (outside) {
            char gap[2][PO_DECIMAL_TEXT_MAX];
            cr_assert_str_eq(po_decimal_format(result.gap, gap[0]),
                             po_arena_printf(arena, "%d", off < 0 ? -off : off));
            cr_assert_str_eq(po_decimal_format(result.gap_at_least, gap[1]),
                             po_arena_printf(arena, "%.1f", (off < 0 ? -off : off) - 5.5));
        }
        po_rule_run_destroy(run);
        po_arena_destroy(arena);
    }
}

/* ---- the arithmetic itself --------------------------------------------------------------------
 */

static po_number exact(int64_t units, uint8_t scale) {
    po_number number;
    cr_assert(po_number_of(po_decimal_of(units, scale), PO_UNIT_NUMBER, &number));
    return number;
}

Test(number, products_and_quotients_are_rounded_outwards) {
    for (int i = 0; i < 20000; i++) {
        po_number a = exact(next_random(-1000000, 1000000), (uint8_t)next_random(0, 9));
        po_number b = exact(next_random(1, 1000000) * (i % 2 ? 1 : -1), (uint8_t)next_random(0, 9));
        po_number c;
        po_number back;
        cr_assert_eq(po_number_divide(&a, &b, &c), PO_REASON_NONE);
        cr_assert(c.low <= c.middle && c.middle <= c.high && c.high - c.low <= 1);
        cr_assert_eq(po_number_multiply(&c, &b, &back), PO_REASON_NONE);
        cr_assert(back.low <= a.low && a.high <= back.high);
        cr_assert_eq(po_number_multiply(&a, &b, &c), PO_REASON_NONE);
        cr_assert(c.low <= c.middle && c.middle <= c.high && c.high - c.low <= 1);
    }
}

Test(number, too_large_is_said) {
    po_number huge = exact(INT64_MAX, 0);
    po_number tiny = exact(1, 9);
    po_number result = exact(5, 0);
    cr_assert_eq(po_number_multiply(&huge, &huge, &result), PO_REASON_OVERFLOW);
    cr_assert_eq(po_number_divide(&huge, &tiny, &result), PO_REASON_OVERFLOW);
    huge.low = huge.middle = huge.high = po_wide_power(36) - 1;
    cr_assert_eq(po_number_add(&huge, &huge, &result), PO_REASON_OVERFLOW);
    cr_assert_eq(po_number_divide(&huge, &tiny, &result), PO_REASON_OVERFLOW);
    cr_assert(result.middle == exact(5, 0).middle, "left alone");
    tiny.low = tiny.middle = tiny.high = 1;
    cr_assert_eq(po_number_divide(&huge, &tiny, &result), PO_REASON_OVERFLOW);
    po_decimal shown;
    cr_assert_not(po_number_show(po_wide_power(36), PO_UNIT_NUMBER, PO_ROUND_HALF_UP, &shown));
}

Test(number, ends_are_shown_outwards) {
    po_decimal shown;
    char text[PO_DECIMAL_TEXT_MAX];
    po_wide third = po_wide_power(12) / 3;
    cr_assert(po_number_show(third, PO_UNIT_NUMBER, PO_ROUND_FLOOR, &shown));
    cr_assert_str_eq(po_decimal_format(shown, text), "0.333333333");
    cr_assert(po_number_show(third, PO_UNIT_NUMBER, PO_ROUND_CEILING, &shown));
    cr_assert_str_eq(po_decimal_format(shown, text), "0.333333334");
    cr_assert(po_number_show(-third, PO_UNIT_NUMBER, PO_ROUND_FLOOR, &shown));
    cr_assert_str_eq(po_decimal_format(shown, text), "-0.333333334");
    cr_assert(po_number_show(-third, PO_UNIT_PERCENT, PO_ROUND_CEILING, &shown));
    cr_assert_str_eq(po_decimal_format(shown, text), "-33.333333333");
    cr_assert(po_number_show(po_wide_power(30) + third, PO_UNIT_NUMBER, PO_ROUND_HALF_UP, &shown));
    cr_assert_str_eq(po_decimal_format(shown, text), "1000000000000000000");
}

Test(number, absolute_values) {
    po_number a = exact(-3, 0);
    po_number_widen(&a, po_wide_power(12) / 2);
    po_number b = po_number_absolute(&a);
    cr_assert(b.low == 5 * po_wide_power(11) * 5 && b.high == 35 * po_wide_power(11));
    a = exact(-3, 1);
    po_number_widen(&a, po_wide_power(12));
    b = po_number_absolute(&a);
    cr_assert(b.low == 0 && b.middle == 3 * po_wide_power(11) && b.high == 13 * po_wide_power(11));
}
