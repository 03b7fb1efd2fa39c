/* SPDX-License-Identifier: Apache-2.0
 *
 * The relation of two duties: set algebra over their atoms closed under narrower, capped by facets. `a subset-of b` means that doing b does
 * everything that a asks; a facet that is not provably covered lowers equivalent or subset to intersects-with, and is named. A reviewer's
 * asserted relation comes before the computed one; a forbid row (crosswalk.h, kind satisfies) comes before both.
 */
#ifndef PO_DUTY_RELATE_H
#define PO_DUTY_RELATE_H

#include "duty/ask.h"

typedef struct po_relation {
    po_relation_kind kind;
    uint32_t differs;              /* bit per facet: not covered both ways */
    po_bits both, only_a, only_b;  /* atoms; what is only in a is a's residue: what remains to be done of a where b is done */
    const char *asserted;          /* the reviewer's reason, or NULL: computed */
    const char *forbidden_ab;      /* why a never satisfies b, or NULL */
    const char *forbidden_ba;
} po_relation;

/* Whether every value that `a` asks of the facet is met where `b` is: nothing asked is always met. */
bool po_facet_covered(const po_facet *facet, const po_bits *a, const po_bits *b);

/* Facets of a that b does not cover, as bits. Of a duty whose row says no facet at all nothing is known: what b limits is not covered then. */
uint32_t po_facets_uncovered(const po_asked *asked, const po_ask *a, const po_ask *b);

/* Computed only: neither assertions nor forbids are looked at. */
po_relation po_relate_computed(const po_asked *asked, const po_ask *a, const po_ask *b);

/* What counts. */
po_relation po_relate(const po_asks *asks, const po_ask *a, const po_ask *b);

/* "approver, timing"; "" for none. */
const char *po_facet_names(po_arena *arena, const po_asked *asked, uint32_t facets, bool labels);

#endif
