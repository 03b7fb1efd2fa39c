/* SPDX-License-Identifier: Apache-2.0
 *
 * Exact decimals on int64 with 128-bit intermediates.
 *
 * Why: a budget that sums to the cent must not depend on binary fractions. Intermediates never
 * overflow: |units| < 2^63 and factors are at most 10^18, together below 2^127. Half-up means away
 * from zero, as money is rounded.
 */
#include "base/decimal.h"

#include <assert.h>

__extension__ typedef __int128 wide;

static wide power_of_ten(unsigned exponent) {
    wide power = 1;
    while (exponent-- > 0) {
        power *= 10;
    }
    return power;
}

/* Stores a wide result if it fits, after dropping as many zeros as needed for the scale and the
 * range. */
static bool store(wide units, unsigned scale, po_decimal *ret_value) {
    while (scale > 0 && units % 10 == 0 &&
           (scale > PO_DECIMAL_SCALE_MAX || units > INT64_MAX || units < INT64_MIN)) {
        units /= 10;
        scale--;
    }
    if (scale > PO_DECIMAL_SCALE_MAX || units > INT64_MAX || units < INT64_MIN) {
        return false;
    }
    *ret_value = (po_decimal){.units = (int64_t)units, .scale = (uint8_t)scale};
    return true;
}

po_decimal po_decimal_of(int64_t units, uint8_t scale) {
    assert(scale <= PO_DECIMAL_SCALE_MAX);
    return (po_decimal){.units = units, .scale = scale};
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Reads digits at *cursor into *units (counted downwards when negative); false on overflow. */
static bool read_digits(const char **cursor, bool negative, int64_t *units) {
    for (; is_digit(**cursor); (*cursor)++) {
        int64_t digit = **cursor - '0';
        if (__builtin_mul_overflow(*units, 10, units) ||
            __builtin_add_overflow(*units, negative ? -digit : digit, units)) {
            return false;
        }
    }
    return true;
}

bool po_decimal_parse(const char *text, po_decimal *ret_value) {
    if (!text) {
        return false;
    }
    bool negative = *text == '-';
    const char *cursor = text + negative;
    int64_t units = 0;
    if (!is_digit(*cursor) || !read_digits(&cursor, negative, &units)) {
        return false;
    }
    size_t scale = 0;
    if (*cursor == '.') {
        const char *fraction = ++cursor;
        if (!is_digit(*cursor) || !read_digits(&cursor, negative, &units)) {
            return false;
        }
        scale = (size_t)(cursor - fraction);
    }
    if (*cursor || scale > PO_DECIMAL_SCALE_MAX) {
        return false;
    }
    *ret_value = (po_decimal){.units = units, .scale = (uint8_t)scale};
    return true;
}

char *po_decimal_format(po_decimal value, char out[PO_DECIMAL_TEXT_MAX]) {
    assert(value.scale <= PO_DECIMAL_SCALE_MAX);
    char backwards[PO_DECIMAL_TEXT_MAX];
    size_t count = 0, length = 0;
    uint64_t left = value.units < 0 ? 0 - (uint64_t)value.units : (uint64_t)value.units;
    for (unsigned digits = 0; left > 0 || digits <= value.scale; digits++) {
        if (digits == value.scale && digits > 0) {
            backwards[count++] = '.';
        }
        backwards[count++] = (char)('0' + left % 10);
        left /= 10;
    }
    if (value.units < 0) {
        out[length++] = '-';
    }
    while (count > 0) {
        out[length++] = backwards[--count];
    }
    out[length] = '\0';
    return out;
}

po_decimal po_decimal_reduce(po_decimal value) {
    while (value.scale > 0 && value.units % 10 == 0) {
        value.units /= 10;
        value.scale--;
    }
    return value;
}

static const double exact_limit = 9007199254740992.0;      /* 2^53: integers below are doubles */
static const double integer_limit = 9223372036854775808.0; /* 2^63 */

/* number >= 0 to the nearest integer; a double of 2^52 or more has no fraction. */
static int64_t nearest_integer(double number) {
    return (int64_t)(number < exact_limit / 2 ? number + 0.5 : number);
}

/* Looks for an integer near number * 10^scale that gives the number back. Both sides of the
 * division are exact doubles and IEEE division rounds correctly, so equality means: this decimal
 * reads as this double. */
static bool exact_at(double number, unsigned scale, po_decimal *ret_value) {
    double one = (double)power_of_ten(scale);
    int64_t nearest = nearest_integer(number * one);
    for (int64_t units = nearest > 0 ? nearest - 1 : 0; units <= nearest + 1; units++) {
        if ((double)units / one == number) {
            *ret_value = (po_decimal){.units = units, .scale = (uint8_t)scale};
            return true;
        }
    }
    return false;
}

/* For number >= 0: exact at the smallest scale; else (a sum of binary fractions, with more digits
 * than a decimal holds) rounded to the most digits that are certain. */
static bool from_positive(double number, po_decimal *ret_value) {
    if (number >= exact_limit) {
        *ret_value = (po_decimal){.units = number < integer_limit ? (int64_t)number : 0};
        return number < integer_limit;
    }
    unsigned scale = 0;
    while (scale <= PO_DECIMAL_SCALE_MAX && number * (double)power_of_ten(scale) < exact_limit) {
        if (exact_at(number, scale, ret_value)) {
            return true;
        }
        scale++;
    }
    scale--; /* the first scale always fits */
    int64_t units = nearest_integer(number * (double)power_of_ten(scale));
    *ret_value = po_decimal_reduce((po_decimal){.units = units, .scale = (uint8_t)scale});
    return true;
}

bool po_decimal_from_double(double number, po_decimal *ret_value) {
    if (!__builtin_isfinite(number)) {
        return false;
    }
    po_decimal value;
    if (!from_positive(number < 0 ? -number : number, &value)) {
        return false;
    }
    value.units = number < 0 ? -value.units : value.units;
    *ret_value = value;
    return true;
}

static wide units_at(po_decimal value, unsigned scale) {
    return (wide)value.units * power_of_ten(scale - value.scale);
}

bool po_decimal_add(po_decimal a, po_decimal b, po_decimal *ret_sum) {
    unsigned scale = a.scale > b.scale ? a.scale : b.scale;
    return store(units_at(a, scale) + units_at(b, scale), scale, ret_sum);
}

bool po_decimal_subtract(po_decimal a, po_decimal b, po_decimal *ret_difference) {
    unsigned scale = a.scale > b.scale ? a.scale : b.scale;
    return store(units_at(a, scale) - units_at(b, scale), scale, ret_difference);
}

bool po_decimal_multiply(po_decimal a, po_decimal b, po_decimal *ret_product) {
    return store((wide)a.units * b.units, (unsigned)a.scale + b.scale, ret_product);
}

/* over / under, rounded. under != 0. */
static wide divide_rounded(wide over, wide under, po_rounding rounding) {
    if (under < 0) {
        over = -over;
        under = -under;
    }
    wide quotient = over / under, rest = over % under; /* rest has the sign of `over` */
    if (rest == 0) {
        return quotient;
    }
    switch (rounding) {
    case PO_ROUND_FLOOR:
        return rest < 0 ? quotient - 1 : quotient;
    case PO_ROUND_CEILING:
        return rest > 0 ? quotient + 1 : quotient;
    case PO_ROUND_HALF_UP:
        break;
    }
    wide distance = rest < 0 ? -rest : rest;
    if (distance >= under - distance) {
        quotient += over < 0 ? -1 : 1;
    }
    return quotient;
}

static bool store_at(wide units, uint8_t scale, po_decimal *ret_value) {
    if (units > INT64_MAX || units < INT64_MIN) {
        return false;
    }
    *ret_value = (po_decimal){.units = (int64_t)units, .scale = scale};
    return true;
}

bool po_decimal_divide(po_decimal a, po_decimal b, uint8_t scale, po_rounding rounding,
                       po_decimal *ret_quotient) {
    if (b.units == 0 || scale > PO_DECIMAL_SCALE_MAX) {
        return false;
    }
    wide over = (wide)a.units * power_of_ten((unsigned)scale + b.scale);
    wide under = (wide)b.units * power_of_ten(a.scale);
    return store_at(divide_rounded(over, under, rounding), scale, ret_quotient);
}

bool po_decimal_rescale(po_decimal value, uint8_t scale, po_rounding rounding,
                        po_decimal *ret_value) {
    if (scale > PO_DECIMAL_SCALE_MAX) {
        return false;
    }
    if (scale >= value.scale) {
        return store_at(units_at(value, scale), scale, ret_value);
    }
    wide units = divide_rounded(value.units, power_of_ten((unsigned)value.scale - scale), rounding);
    return store_at(units, scale, ret_value);
}

int po_decimal_compare(po_decimal a, po_decimal b) {
    wide left = units_at(a, PO_DECIMAL_SCALE_MAX), right = units_at(b, PO_DECIMAL_SCALE_MAX);
    return (left > right) - (left < right);
}
