/* SPDX-License-Identifier: Apache-2.0
 *
 * Exact decimals: money, percentages and counts are never floating point. A decimal is
 * units / 10^scale, 0 <= scale <= PO_DECIMAL_SCALE_MAX. Arithmetic is checked: every operation returns false on
 * overflow and leaves its output alone.
 */
#ifndef PO_BASE_DECIMAL_H
#define PO_BASE_DECIMAL_H

#include "base/arena.h"

#define PO_DECIMAL_SCALE_MAX 9

typedef struct po_decimal {
    int64_t units;
    uint8_t scale;
} po_decimal;

po_decimal po_decimal_of(int64_t units, uint8_t scale);

/* Canonical text: optional minus, digits, optional '.' and digits ("1234.50", "-3"). No separators. Scale is the
 * number of digits after the point. False if it is anything else or does not fit. */
PO_NODISCARD bool po_decimal_parse(const char *text, po_decimal *ret_value);

/* Canonical text in `out`, keeping the scale (1234.50 stays "1234.50"). Returns `out`. */
#define PO_DECIMAL_TEXT_MAX 32
char *po_decimal_format(po_decimal value, char out[PO_DECIMAL_TEXT_MAX]);

/* The shortest canonical form: trailing zeros after the point dropped. */
po_decimal po_decimal_reduce(po_decimal value);

/* The shortest decimal that gives this double (spreadsheets), or false (not finite, too large). A double that no decimal of
 * PO_DECIMAL_SCALE_MAX digits gives (a sum of binary fractions: 0.1 + 0.2) is rounded to the digits that are certain. */
PO_NODISCARD bool po_decimal_from_double(double number, po_decimal *ret_value);

PO_NODISCARD bool po_decimal_add(po_decimal a, po_decimal b, po_decimal *ret_sum);
PO_NODISCARD bool po_decimal_subtract(po_decimal a, po_decimal b, po_decimal *ret_difference);
/* Exact: false too if the product has more than PO_DECIMAL_SCALE_MAX digits after the point that are not zero. */
PO_NODISCARD bool po_decimal_multiply(po_decimal a, po_decimal b, po_decimal *ret_product);

/* Half up means away from zero: -2.5 becomes -3. Floor and ceiling are towards minus and plus infinity. */
typedef enum po_rounding { PO_ROUND_HALF_UP, PO_ROUND_FLOOR, PO_ROUND_CEILING } po_rounding;

/* a / b to `scale` digits. False if b is zero or the result does not fit. */
PO_NODISCARD bool po_decimal_divide(po_decimal a, po_decimal b, uint8_t scale, po_rounding rounding,
                                    po_decimal *ret_quotient);

/* The same value with another scale; when digits are lost they are rounded. False on overflow. */
PO_NODISCARD bool po_decimal_rescale(po_decimal value, uint8_t scale, po_rounding rounding,
                                     po_decimal *ret_value);

/* -1, 0, 1; exact for any scales. */
int po_decimal_compare(po_decimal a, po_decimal b);

#endif
