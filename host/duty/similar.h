/* SPDX-License-Identifier: Apache-2.0
 *
 * Pairs of duties whose wording is alike: where to look first when a duty has no rows yet. Words are folded and stemmed; a word that few
 * duties use weighs more. Whole numbers only, so that every machine finds the same. Suggestions, never relations: alike words often
 * mean another thing.
 */
#ifndef PO_DUTY_SIMILAR_H
#define PO_DUTY_SIMILAR_H

#include "duty/duplicates.h"

typedef struct po_similar_pair {
    const po_duty *a, *b;
    unsigned per_mille; /* weight of the words in both, of the geometric mean of the two duties' weights */
    const char *words;  /* the weightiest words in both, as stems */
} po_similar_pair;

/* For every duty of `duplicates` without rows, the duties of other programs most alike (three at most, PO_SIMILAR_LEAST or more), best first.
 * The list is in `arena`. */
const po_similar_pair *po_similar_find(po_arena *arena, const po_duplicates *duplicates, size_t *ret_count);

#define PO_SIMILAR_LEAST 200 /* per mille */
#define PO_SIMILAR_MOST 3

#endif
