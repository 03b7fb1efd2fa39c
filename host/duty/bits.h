/* SPDX-License-Identifier: Apache-2.0
 *
 * Sets of atoms, and of facet values: bits by index in the vocabulary. A plain value of fixed size, so that the algebra reads like
 * algebra. PO_LIMIT_ATOMS (base/limits.h) is the size; the vocabulary refuses more.
 */
#ifndef PO_DUTY_BITS_H
#define PO_DUTY_BITS_H

#include "base/limits.h"
#include "base/status.h"

#define PO_BITS_WORDS (PO_LIMIT_ATOMS / 64)

typedef struct po_bits {
    uint64_t words[PO_BITS_WORDS];
} po_bits;

void po_bits_add(po_bits *set, size_t n); /* n < PO_LIMIT_ATOMS */
bool po_bits_has(const po_bits *set, size_t n);
size_t po_bits_count(const po_bits *set);
bool po_bits_empty(const po_bits *set);
bool po_bits_within(const po_bits *part, const po_bits *whole); /* every bit of part is in whole */

/* In both; in either. */
po_bits po_bits_and(const po_bits *a, const po_bits *b);
po_bits po_bits_or(const po_bits *a, const po_bits *b);
po_bits po_bits_less(const po_bits *a, const po_bits *b); /* in a and not in b */

#endif
