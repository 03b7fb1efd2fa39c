/* SPDX-License-Identifier: Apache-2.0
 *
 * Fingerprints: by what a thing is known again when its number, page or file has changed. Words are folded, without numbers, each once; values are
 * the numbers, amounts, dates and codes that were judged, in one spelling. Words say whether it is the same thing, values whether it still says
 * the same (decisions/0015).
 */
#ifndef PO_DECISION_FINGERPRINT_H
#define PO_DECISION_FINGERPRINT_H

#include "decision/decision.h"

/* A fingerprint that is being gathered. Zero bytes are an empty one. */
typedef struct po_print {
    PO_LIST(const char *) words, values;
} po_print;

/* Adds the words of a text, at most `most` of them (0: all): letters only, folded. */
void po_print_words(po_arena *arena, po_print *print, const char *text, size_t most);

/* Adds numbers of one or two digits among the first `most` words as words: "Tier 2". */
void po_print_small_numbers(po_arena *arena, po_print *print, const char *text, size_t most);

/* Adds every number in a text, in canonical form: "$45,000.00" and "45,000" are "45000". */
void po_print_numbers(po_arena *arena, po_print *print, const char *text);

/* Adds one value as it is; a number is brought into its shortest form. NULL and "" add nothing. */
void po_print_value(po_arena *arena, po_print *print, const char *value);

/* Adds a mark of a whole text, so that any other wording is seen ("text:<20 characters>"). */
void po_print_whole(po_arena *arena, po_print *print, const char *text);

/* Sorted, each word once; parts beyond the limits are folded into one mark. */
void po_print_finish(po_arena *arena, po_print *print, po_fingerprint *ret_print);

/* Whether the values are the same. */
bool po_fingerprint_same_values(const po_fingerprint *a, const po_fingerprint *b);

/* How much the words agree, 0 to 100: words in both, of words in either. Two without words agree wholly. */
int po_fingerprint_likeness(const po_fingerprint *a, const po_fingerprint *b);

/* Values of `a` that `b` has not, "449000, 45000", for a person; marks of texts are left out. "" if there are none. */
const char *po_fingerprint_only(po_arena *arena, const po_fingerprint *a, const po_fingerprint *b);

#endif
