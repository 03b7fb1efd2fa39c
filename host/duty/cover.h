/* SPDX-License-Identifier: Apache-2.0
 *
 * Joint coverage: what several duties, done, do of another one together, and what remains to be written. An atom counts as done by a duty
 * only if that duty covers every facet of the one asked: a part done for other pupils, at another time or for another approver is
 * named as asked elsewhere and stays in the residue.
 */
#ifndef PO_DUTY_COVER_H
#define PO_DUTY_COVER_H

#include "duty/relate.h"

typedef struct po_coverage {
    po_bits covered, elsewhere, residue; /* residue: neither covered nor asked elsewhere; the three make up the duty's atoms */
    const po_ask **by;                /* duties that cover it, few and in the order of the candidates */
    size_t by_count;
    bool whole;                          /* all atoms are covered */
} po_coverage;

/* `candidates` may contain the duty itself, which is passed over, and duties that a forbid row keeps from satisfying it. Of several duties
 * that do the same the one that does most is taken, of equals the first. The list is in `arena`. */
po_coverage po_cover(po_arena *arena, const po_asks *asks, const po_ask *duty, const po_ask *const *candidates, size_t count);

/* Labels of atoms joined by "; ", or "" for none. Atoms whose broader atom is in the set too are left out. */
const char *po_atom_labels(po_arena *arena, const po_asked *asked, const po_bits *atoms);

#endif
