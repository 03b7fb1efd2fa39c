/* SPDX-License-Identifier: Apache-2.0
 *
 * Interval arithmetic with directed rounding. Products are formed on 256 bits and quotients on as
 * many as they need, so that only results, never intermediates, can be too large.
 */
#include "rules/number.h"

__extension__ typedef unsigned __int128 wide_bits;

typedef enum direction { DOWN, NEAREST, UP } direction;

static const uint64_t one_unit = UINT64_C(1000000000000); /* 10^PO_NUMBER_SCALE */

#define TEN_TO_18 INT64_C(1000000000000000000)

po_wide po_wide_power(unsigned exponent) {
    static const int64_t powers[] = {1,
                                     10,
                                     100,
                                     1000,
                                     10000,
                                     100000,
                                     1000000,
                                     10000000,
                                     100000000,
                                     1000000000,
                                     INT64_C(10000000000),
                                     INT64_C(100000000000),
                                     INT64_C(1000000000000),
                                     INT64_C(10000000000000),
                                     INT64_C(100000000000000),
                                     INT64_C(1000000000000000),
                                     INT64_C(10000000000000000),
                                     INT64_C(100000000000000000),
                                     TEN_TO_18};
    unsigned low = exponent < 18 ? exponent : 18;
    unsigned high = exponent - low < 18 ? exponent - low : 18;
    return (po_wide)powers[low] * powers[high];
}

static bool in_limit(po_wide units) {
    const po_wide limit = (po_wide)TEN_TO_18 * TEN_TO_18;
    return units <= limit && units >= -limit;
}

static bool fits(const po_number *number) {
    return in_limit(number->low) && in_limit(number->middle) && in_limit(number->high);
}

static po_wide least(po_wide a, po_wide b) {
    return a < b ? a : b;
}

static po_wide most(po_wide a, po_wide b) {
    return a > b ? a : b;
}

bool po_number_of(po_decimal value, po_rule_unit unit, po_number *ret_number) {
    unsigned scale = PO_NUMBER_SCALE - value.scale - (unit == PO_UNIT_PERCENT ? 2 : 0);
    po_wide units = (po_wide)value.units * po_wide_power(scale); /* 10^19 * 10^12 */
    *ret_number = (po_number){.low = units, .middle = units, .high = units, .unit = unit};
    ret_number->decimals = value.scale;
    return in_limit(units);
}

po_number po_number_integer(int64_t value) {
    po_wide units = (po_wide)value * (po_wide)one_unit;
    return (po_number){.low = units, .middle = units, .high = units};
}

void po_number_widen(po_number *number, po_wide half) {
    number->low -= half;
    number->high += half;
}

/* ---- units ------------------------------------------------------------------------------------
 */

static bool is_zero_constant(const po_number *number) {
    return number->low == 0 && number->high == 0;
}

/* The unit of a sum; also tells what may be compared. False: money with a share, a percentage with
 * a bare number. */
static bool common_unit(const po_number *a, const po_number *b, po_rule_unit *ret_unit) {
    if (a->unit == b->unit || is_zero_constant(b)) {
        *ret_unit = a->unit;
        return true;
    }
    if (is_zero_constant(a)) {
        *ret_unit = b->unit;
        return true;
    }
    bool number = a->unit == PO_UNIT_NUMBER || b->unit == PO_UNIT_NUMBER;
    bool money = a->unit == PO_UNIT_MONEY || b->unit == PO_UNIT_MONEY;
    bool percent = a->unit == PO_UNIT_PERCENT || b->unit == PO_UNIT_PERCENT;
    if ((number && percent) || (money && !number)) {
        return false;
    }
    *ret_unit = money ? PO_UNIT_MONEY : percent ? PO_UNIT_PERCENT : PO_UNIT_RATIO;
    return true;
}

static bool product_unit(const po_number *a, const po_number *b, po_rule_unit *ret_unit) {
    if (a->unit == PO_UNIT_MONEY || b->unit == PO_UNIT_MONEY) {
        *ret_unit = PO_UNIT_MONEY;
        return a->unit != b->unit;
    }
    bool same = a->unit == b->unit;
    *ret_unit = same ? a->unit : PO_UNIT_RATIO;
    return true;
}

static bool quotient_unit(const po_number *a, const po_number *b, po_rule_unit *ret_unit) {
    if (a->unit == b->unit) {
        *ret_unit = PO_UNIT_RATIO;
        return true;
    }
    if (b->unit == PO_UNIT_MONEY) {
        *ret_unit = PO_UNIT_RATIO;
        return a->unit == PO_UNIT_NUMBER;
    }
    *ret_unit = a->unit == PO_UNIT_PERCENT ? PO_UNIT_RATIO : a->unit;
    return true;
}

static uint8_t greater_decimals(const po_number *a, const po_number *b) {
    return a->decimals > b->decimals ? a->decimals : b->decimals;
}

/* Products and quotients show the digits of the operand whose unit they keep; shares show four. */
static uint8_t kept_decimals(const po_number *a, const po_number *b, po_rule_unit unit) {
    if (unit == PO_UNIT_RATIO) {
        return 4;
    }
    if (a->unit != b->unit) {
        return a->unit == unit ? a->decimals : b->decimals;
    }
    return greater_decimals(a, b);
}

/* ---- sums -------------------------------------------------------------------------------------
 */

static po_rule_reason finish(const po_number *a, const po_number *b, po_number *result,
                             po_number *ret) {
    if (!fits(result)) {
        return PO_REASON_OVERFLOW;
    }
    result->constant = a->constant && b->constant;
    result->cell = false;
    *ret = *result;
    return PO_REASON_NONE;
}

po_rule_reason po_number_add(const po_number *a, const po_number *b, po_number *ret) {
    po_number sum = {.decimals = greater_decimals(a, b)};
    if (!common_unit(a, b, &sum.unit)) {
        return PO_REASON_UNITS;
    }
    sum.low = a->low + b->low;
    sum.middle = a->middle + b->middle;
    sum.high = a->high + b->high;
    return finish(a, b, &sum, ret);
}

po_number po_number_negate(const po_number *a) {
    po_number negative = *a;
    negative.low = -a->high;
    negative.middle = -a->middle;
    negative.high = -a->low;
    return negative;
}

po_rule_reason po_number_subtract(const po_number *a, const po_number *b, po_number *ret) {
    po_number negative = po_number_negate(b);
    return po_number_add(a, &negative, ret);
}

po_rule_reason po_number_extreme(const po_number *a, const po_number *b, bool greatest,
                                 po_number *ret) {
    po_number extreme = {.decimals = greater_decimals(a, b)};
    if (!common_unit(a, b, &extreme.unit)) {
        return PO_REASON_UNITS;
    }
    po_wide (*choose)(po_wide, po_wide) = greatest ? most : least;
    extreme.low = choose(a->low, b->low);
    extreme.middle = choose(a->middle, b->middle);
    extreme.high = choose(a->high, b->high);
    return finish(a, b, &extreme, ret);
}

po_rule_reason po_number_hull(const po_number *a, const po_number *b, po_number *ret) {
    po_number hull = {.decimals = greater_decimals(a, b), .middle = a->middle};
    if (!common_unit(a, b, &hull.unit)) {
        return PO_REASON_UNITS;
    }
    hull.low = least(a->low, b->low);
    hull.high = most(a->high, b->high);
    return finish(a, b, &hull, ret);
}

/* ---- products ---------------------------------------------------------------------------------
 */

/* Rounds a magnitude: `rest` and `half` tell what was cut off. */
static bool round_up(direction towards, bool negative, bool rest, bool half) {
    if (towards == NEAREST) {
        return half;
    }
    return rest && (towards == UP) != negative;
}

static bool signed_result(wide_bits size, bool negative, po_wide *ret) {
    if (size > (wide_bits)po_wide_power(36)) {
        return false;
    }
    *ret = negative ? -(po_wide)size : (po_wide)size;
    return true;
}

static wide_bits magnitude(po_wide units) {
    return units < 0 ? -(wide_bits)units : (wide_bits)units;
}

/* a * b on four limbs of 64 bits, the lowest first. */
static void multiply_limbs(wide_bits a, wide_bits b, uint64_t limbs[4]) {
    uint64_t left[2] = {(uint64_t)a, (uint64_t)(a >> 64)};
    uint64_t right[2] = {(uint64_t)b, (uint64_t)(b >> 64)};
    for (int i = 0; i < 4; i++) {
        limbs[i] = 0;
    }
    for (int i = 0; i < 2; i++) {
        uint64_t carry = 0;
        for (int j = 0; j < 2; j++) {
            wide_bits part = (wide_bits)left[i] * right[j] + limbs[i + j] + carry;
            limbs[i + j] = (uint64_t)part;
            carry = (uint64_t)(part >> 64);
        }
        limbs[i + 2] = carry;
    }
}

/* Divides four limbs by 10^12 in place; the rest is returned. */
static uint64_t divide_limbs(uint64_t limbs[4]) {
    wide_bits rest = 0;
    for (int i = 3; i >= 0; i--) {
        wide_bits part = (rest << 64) | limbs[i];
        limbs[i] = (uint64_t)(part / one_unit);
        rest = part % one_unit;
    }
    return (uint64_t)rest;
}

static bool multiply_units(po_wide a, po_wide b, direction towards, po_wide *ret) {
    bool negative = (a < 0) != (b < 0);
    uint64_t limbs[4];
    multiply_limbs(magnitude(a), magnitude(b), limbs);
    uint64_t rest = divide_limbs(limbs);
    if (limbs[2] || limbs[3]) {
        return false;
    }
    wide_bits size = ((wide_bits)limbs[1] << 64) | limbs[0];
    size += round_up(towards, negative, rest != 0, rest >= one_unit / 2);
    return signed_result(size, negative, ret);
}

/* a * 10^12 / b, bit by bit: 40 bits of 10^12 are brought down one after the other (10^36 < 2^120,
 * so that the running rest, below 2 * 10^36, fits). */
static bool divide_units(po_wide a, po_wide b, direction towards, po_wide *ret) {
    bool negative = (a < 0) != (b < 0);
    wide_bits divisor = magnitude(b);
    uint64_t limbs[4];
    multiply_limbs(magnitude(a), one_unit, limbs);
    wide_bits quotient = 0;
    wide_bits rest = 0;
    for (int bit = 191; bit >= 0; bit--) {
        rest = (rest << 1) | ((limbs[bit / 64] >> (bit % 64)) & 1);
        if (quotient >> 127) {
            return false;
        }
        quotient <<= 1;
        if (rest >= divisor) {
            rest -= divisor;
            quotient |= 1;
        }
    }
    quotient += round_up(towards, negative, rest != 0, rest >= divisor - rest);
    return signed_result(quotient, negative, ret);
}

typedef bool (*operation)(po_wide a, po_wide b, direction towards, po_wide *ret);

/* The widest interval over the four pairs of ends. */
static bool over_corners(operation operate, const po_number *a, const po_number *b,
                         po_number *result) {
    const po_wide left[2] = {a->low, a->high};
    const po_wide right[2] = {b->low, b->high};
    for (int i = 0; i < 4; i++) {
        po_wide down;
        po_wide up;
        if (!operate(left[i / 2], right[i % 2], DOWN, &down) ||
            !operate(left[i / 2], right[i % 2], UP, &up)) {
            return false;
        }
        result->low = i == 0 ? down : least(result->low, down);
        result->high = i == 0 ? up : most(result->high, up);
    }
    return operate(a->middle, b->middle, NEAREST, &result->middle);
}

po_rule_reason po_number_multiply(const po_number *a, const po_number *b, po_number *ret) {
    po_number product = {0};
    if (!product_unit(a, b, &product.unit)) {
        return PO_REASON_UNITS;
    }
    if (!over_corners(multiply_units, a, b, &product)) {
        return PO_REASON_OVERFLOW;
    }
    product.decimals = kept_decimals(a, b, product.unit);
    return finish(a, b, &product, ret);
}

po_rule_reason po_number_divide(const po_number *a, const po_number *b, po_number *ret) {
    po_number quotient = {0};
    if (!quotient_unit(a, b, &quotient.unit)) {
        return PO_REASON_UNITS;
    }
    if (b->low <= 0 && b->high >= 0) {
        return PO_REASON_ZERO;
    }
    if (!over_corners(divide_units, a, b, &quotient)) {
        return PO_REASON_OVERFLOW;
    }
    quotient.decimals = kept_decimals(a, b, quotient.unit);
    return finish(a, b, &quotient, ret);
}

/* ---- one number -------------------------------------------------------------------------------
 */

po_number po_number_absolute(const po_number *a) {
    po_number result = a->high < 0 ? po_number_negate(a) : *a;
    if (a->low < 0 && a->high >= 0) {
        result.high = most(-a->low, a->high);
        result.low = 0;
        result.middle = a->middle < 0 ? -a->middle : a->middle;
    }
    result.cell = false;
    return result;
}

static po_wide round_units(po_wide units, po_wide step) {
    wide_bits size = magnitude(units);
    wide_bits rest = size % (wide_bits)step;
    size -= rest;
    size += rest >= (wide_bits)step - rest ? (wide_bits)step : 0;
    return units < 0 ? -(po_wide)size : (po_wide)size;
}

po_number po_number_round(const po_number *a, unsigned digits) {
    po_wide step = po_wide_power(PO_NUMBER_SCALE - digits - (a->unit == PO_UNIT_PERCENT ? 2 : 0));
    po_number result = *a;
    result.low = round_units(a->low, step);
    result.middle = round_units(a->middle, step);
    result.high = round_units(a->high, step);
    result.decimals = (uint8_t)digits;
    result.cell = false;
    return result;
}

po_number po_number_printed(const po_number *a) {
    po_number result = *a;
    result.low = result.high = a->middle;
    return result;
}

/* ---- comparing --------------------------------------------------------------------------------
 */

static po_truth truth_of(bool certain, bool possible) {
    return certain ? PO_TRUE : possible ? PO_EITHER : PO_FALSE;
}

static po_truth opposite(po_truth truth) {
    return truth == PO_TRUE ? PO_FALSE : truth == PO_FALSE ? PO_TRUE : truth;
}

static po_truth equal_truth(const po_number *a, const po_number *b, po_wide tolerance) {
    bool possible = a->low - tolerance <= b->high && b->low - tolerance <= a->high;
    bool certain = a->high - b->low <= tolerance && b->high - a->low <= tolerance;
    return truth_of(certain, possible);
}

static po_truth less_truth(const po_number *a, const po_number *b, po_wide tolerance) {
    return truth_of(a->high < b->low + tolerance, a->low < b->high + tolerance);
}

static po_truth at_most_truth(const po_number *a, const po_number *b, po_wide tolerance) {
    return truth_of(a->high <= b->low + tolerance, a->low <= b->high + tolerance);
}

static po_truth compare_intervals(po_order order, const po_number *a, const po_number *b,
                                  po_wide tolerance) {
    switch (order) {
    case PO_EQUAL:
        return equal_truth(a, b, tolerance);
    case PO_DIFFERENT:
        return opposite(equal_truth(a, b, 0));
    case PO_LESS:
        return less_truth(a, b, tolerance);
    case PO_AT_MOST:
        return at_most_truth(a, b, tolerance);
    case PO_MORE:
        return less_truth(b, a, tolerance);
    case PO_AT_LEAST:
    default:
        return at_most_truth(b, a, tolerance);
    }
}

po_rule_reason po_number_compare(po_order order, const po_number *a, const po_number *b,
                                 po_wide tolerance, po_truth *ret_truth) {
    po_rule_unit unit;
    if (!common_unit(a, b, &unit)) {
        return PO_REASON_UNITS;
    }
    if ((a->constant && b->cell) || (a->cell && b->constant)) {
        po_number left = po_number_printed(a);
        po_number right = po_number_printed(b);
        *ret_truth = compare_intervals(order, &left, &right, tolerance);
    } else {
        *ret_truth = compare_intervals(order, a, b, tolerance);
    }
    return PO_REASON_NONE;
}

void po_number_gap(const po_number *a, const po_number *b, po_wide *ret_middle,
                   po_wide *ret_least) {
    po_wide difference = a->middle - b->middle;
    *ret_middle = difference < 0 ? -difference : difference;
    *ret_least = most(0, most(a->low - b->high, b->low - a->high));
}

/* ---- showing ----------------------------------------------------------------------------------
 */

/* units / 10^digits, rounded. */
static po_wide cut_digits(po_wide units, unsigned digits, po_rounding rounding) {
    po_wide step = po_wide_power(digits);
    po_wide whole = units / step;
    po_wide rest = units % step;
    if (rounding == PO_ROUND_FLOOR) {
        return whole - (rest < 0);
    }
    if (rounding == PO_ROUND_CEILING) {
        return whole + (rest > 0);
    }
    return round_units(units, step) / step;
}

bool po_number_show(po_wide units, po_rule_unit unit, po_rounding rounding, po_decimal *ret) {
    unsigned scale = PO_NUMBER_SCALE - (unit == PO_UNIT_PERCENT ? 2 : 0);
    while (scale > 0 && units % 10 == 0) {
        units /= 10;
        scale--;
    }
    for (unsigned kept = scale < PO_DECIMAL_SCALE_MAX ? scale : PO_DECIMAL_SCALE_MAX;; kept--) {
        po_wide shown = cut_digits(units, scale - kept, rounding);
        if (shown <= INT64_MAX && shown >= INT64_MIN) {
            *ret = po_decimal_reduce(po_decimal_of((int64_t)shown, (uint8_t)kept));
            return true;
        }
        if (kept == 0) {
            return false;
        }
    }
}
