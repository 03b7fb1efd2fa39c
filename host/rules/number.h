/* SPDX-License-Identifier: Apache-2.0
 *
 * Numbers of the rules language: closed intervals of decimals with 12 digits after the point, on
 * 128 bits.
 *
 * Why intervals: a printed number is known only to its last digit. Every operation gives an
 * interval that certainly holds every result that values inside its operands can give; ends are
 * rounded outwards. `middle` is what the printed numbers themselves give, for showing and for gaps.
 *
 * Left to others: reading printed text (cell.c), what missing operands mean (evaluate.c).
 */
#ifndef PO_RULES_NUMBER_H
#define PO_RULES_NUMBER_H

#include "rules/rules.h"

__extension__ typedef __int128 po_wide;

#define PO_NUMBER_SCALE 12u

/* Units of 10^-12. Invariant: low <= middle <= high, all within +-PO_NUMBER_LIMIT (10^36 units), so
 * that sums and differences of two never overflow. A percentage is kept as its fraction. */
typedef struct po_number {
    po_wide low, middle, high;
    po_rule_unit unit;
    uint8_t decimals; /* digits to show; for percentages those of the printed percentage */
    bool constant;    /* made of literals only */
    bool cell;        /* one field as printed, not reckoned with */
} po_number;

po_wide po_wide_power(unsigned exponent); /* of ten; exponent <= 36 */

/* An exact number. False if it is outside the limit. */
PO_NODISCARD bool po_number_of(po_decimal value, po_rule_unit unit, po_number *ret_number);
po_number po_number_integer(int64_t value);

/* Adds `half` (units of 10^-12, >= 0) on both sides. */
void po_number_widen(po_number *number, po_wide half);

/* All return PO_REASON_NONE, or PO_REASON_OVERFLOW, _ZERO or _UNITS and leave the output alone. */
po_rule_reason po_number_add(const po_number *a, const po_number *b, po_number *ret);
po_rule_reason po_number_subtract(const po_number *a, const po_number *b, po_number *ret);
po_rule_reason po_number_multiply(const po_number *a, const po_number *b, po_number *ret);
po_rule_reason po_number_divide(const po_number *a, const po_number *b, po_number *ret);

/* The lesser / greater of two, and what may be either. */
po_rule_reason po_number_extreme(const po_number *a, const po_number *b, bool greatest,
                                 po_number *ret);
po_rule_reason po_number_hull(const po_number *a, const po_number *b, po_number *ret);

/* The negative and the absolute value, of the whole interval. */
po_number po_number_negate(const po_number *a);
po_number po_number_absolute(const po_number *a);
po_number po_number_round(const po_number *a,
                          unsigned digits);      /* half away from zero; digits <= 9 */
po_number po_number_printed(const po_number *a); /* its middle, exactly */

typedef enum po_order {
    PO_EQUAL,
    PO_DIFFERENT,
    PO_LESS,
    PO_AT_MOST,
    PO_MORE,
    PO_AT_LEAST
} po_order;

/* `tolerance` in units of 10^-12, >= 0. A field against a constant is taken as printed. */
po_rule_reason po_number_compare(po_order order, const po_number *a, const po_number *b,
                                 po_wide tolerance, po_truth *ret_truth);

/* Distance between the middles and between the intervals (0 if they meet), both >= 0. */
void po_number_gap(const po_number *a, const po_number *b, po_wide *ret_middle, po_wide *ret_least);

/* Units as a decimal in the way the unit is shown (percentages in percent). False if it does not
 * fit. */
PO_NODISCARD bool po_number_show(po_wide units, po_rule_unit unit, po_rounding rounding,
                                 po_decimal *ret);

#endif
