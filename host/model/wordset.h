/* SPDX-License-Identifier: Apache-2.0
 *
 * Words as sets: whether two printed texts speak of the same thing, whatever their order, endings and punctuation. A set of
 * words is no meaning; who uses it asks for more than likeness (an amount, a place, a number) before two things are called one.
 */
#ifndef PO_MODEL_WORDSET_H
#define PO_MODEL_WORDSET_H

#include "base/map.h"

/* Sorted, each once, plural endings cut. */
typedef struct po_wordset {
    const char **items;
    size_t count;
} po_wordset;

/* Words of `text` (NULL: none) of at least `shortest` bytes. At most PO_WORDSET_MAX: longer texts are alike by their beginnings. */
#define PO_WORDSET_MAX 400
po_wordset po_wordset_make(po_arena *arena, const char *text, size_t shortest);

/* How many words are in both. */
size_t po_wordset_common(const po_wordset *a, const po_wordset *b);
bool po_wordset_equal(const po_wordset *a, const po_wordset *b);

/* Shared words in hundredths of the smaller set (0 if one is empty): 100 when one holds the other. */
unsigned po_wordset_within(const po_wordset *a, const po_wordset *b);

/* Shared words in hundredths of all: 100 only when both are the same. */
unsigned po_wordset_alike(const po_wordset *a, const po_wordset *b);

/* The words with one space between them. */
const char *po_wordset_text(po_arena *arena, const po_wordset *set);

#endif
