/* SPDX-License-Identifier: Apache-2.0
 *
 * Sets as bits. See bits.h.
 */
#include "duty/bits.h"

void po_bits_add(po_bits *set, size_t n) {
    set->words[n / 64] |= (uint64_t)1 << (n % 64);
}

bool po_bits_has(const po_bits *set, size_t n) {
    return (set->words[n / 64] >> (n % 64)) & 1;
}

size_t po_bits_count(const po_bits *set) {
    size_t count = 0;
    for (size_t i = 0; i < PO_BITS_WORDS; i++)
        count += (size_t)__builtin_popcountll(set->words[i]);
    return count;
}

bool po_bits_empty(const po_bits *set) {
    return po_bits_count(set) == 0;
}

bool po_bits_within(const po_bits *part, const po_bits *whole) {
    for (size_t i = 0; i < PO_BITS_WORDS; i++)
        if (part->words[i] & ~whole->words[i])
            return false;
    return true;
}

po_bits po_bits_and(const po_bits *a, const po_bits *b) {
    po_bits result;
    for (size_t i = 0; i < PO_BITS_WORDS; i++)
        result.words[i] = a->words[i] & b->words[i];
    return result;
}

po_bits po_bits_or(const po_bits *a, const po_bits *b) {
    po_bits result;
    for (size_t i = 0; i < PO_BITS_WORDS; i++)
        result.words[i] = a->words[i] | b->words[i];
    return result;
}

po_bits po_bits_less(const po_bits *a, const po_bits *b) {
    po_bits result;
    for (size_t i = 0; i < PO_BITS_WORDS; i++)
        result.words[i] = a->words[i] & ~b->words[i];
    return result;
}
