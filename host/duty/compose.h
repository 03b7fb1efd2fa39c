/* SPDX-License-Identifier: Apache-2.0
 *
 * Chains of relations: what follows of A and C from A-B and B-C. Mostly nothing: A subset of B and C subset of B leaves every relation of A
 * and C possible. So a derived relation is a set of possible ones; it is named only when one is left, "overlap, extent unknown" when
 * disjoint is ruled out, and "unknown" otherwise.
 */
#ifndef PO_DUTY_COMPOSE_H
#define PO_DUTY_COMPOSE_H

#include "duty/ask.h"

/* Relations that are possible, as bits. */
enum {
    PO_MAY_EQUAL = 1,
    PO_MAY_SUBSET = 2, /* proper */
    PO_MAY_SUPERSET = 4,
    PO_MAY_INTERSECT = 8, /* neither in the other */
    PO_MAY_DISJOINT = 16,
    PO_MAY_ANY = 31
};
typedef uint8_t po_possible;

/* What is possible of A and C if `first` is of A and B, `second` of B and C. */
po_possible po_compose(po_possible first, po_possible second);

/* The relation's word, "overlap, extent unknown" or "unknown". */
const char *po_possible_name(po_possible possible);

/* What a known relation leaves possible; equivalent-to composes as equal-to. */
po_possible po_possible_of(po_relation_kind kind);

/* What follows of a and c from all asserted relations with one duty between them. PO_MAY_ANY: nothing. */
po_possible po_chain(const po_asks *asks, const char *a, const char *c);

#endif
