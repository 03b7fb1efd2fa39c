/* SPDX-License-Identifier: Apache-2.0
 *
 * Joint coverage. See cover.h; tests/unit/duty/test_cover.c compares it with trying every set of duties.
 */
#include "duty/cover.h"

#include "base/text.h"

/* What a candidate does of the duty: nothing where a facet is not covered or a forbid row says so. */
static po_bits done_by(const po_asks *asks, const po_ask *duty, const po_ask *candidate) {
    if (candidate == duty || po_facets_uncovered(asks->asked, duty, candidate) != 0)
        return (po_bits){0};
    if (asks->crosswalks && po_crosswalks_forbid(asks->crosswalks, "satisfies", candidate->id, duty->id))
        return (po_bits){0};
    return po_bits_and(&candidate->atoms, &duty->atoms);
}

/* The candidate that adds most to what is covered; count if none adds anything. */
static size_t best(const po_bits *done, size_t count, const po_bits *covered) {
    size_t found = count, most = 0;
    for (size_t i = 0; i < count; i++) {
        po_bits gain = po_bits_less(&done[i], covered);
        size_t size = po_bits_count(&gain);
        if (size > most) {
            most = size;
            found = i;
        }
    }
    return found;
}

po_coverage po_cover(po_arena *arena, const po_asks *asks, const po_ask *duty, const po_ask *const *candidates, size_t count) {
    po_coverage coverage = {.by = PO_NEW_ARRAY(arena, const po_ask *, count)};
    po_bits *done = PO_NEW_ARRAY(arena, po_bits, count);
    po_bits asked = {0};
    for (size_t i = 0; i < count; i++) {
        done[i] = done_by(asks, duty, candidates[i]);
        if (candidates[i] != duty)
            asked = po_bits_or(&asked, &candidates[i]->atoms);
    }
    for (size_t i = best(done, count, &coverage.covered); i < count; i = best(done, count, &coverage.covered)) {
        coverage.covered = po_bits_or(&coverage.covered, &done[i]);
        coverage.by[coverage.by_count++] = candidates[i];
    }
    po_bits open = po_bits_less(&duty->atoms, &coverage.covered);
    coverage.elsewhere = po_bits_and(&open, &asked);
    coverage.residue = po_bits_less(&open, &asked);
    coverage.whole = po_bits_empty(&open) && !po_bits_empty(&duty->atoms);
    return coverage;
}

const char *po_atom_labels(po_arena *arena, const po_asked *asked, const po_bits *atoms) {
    const char *labels = "";
    for (size_t i = 0; i < asked->atoms.count; i++) {
        const po_atom *atom = &asked->atoms.items[i];
        const po_atom *above = atom->broader ? po_asked_atom(asked, atom->broader) : NULL;
        if (!po_bits_has(atoms, i) || (above && po_bits_has(atoms, po_asked_atom_index(asked, above))))
            continue;
        labels = po_arena_printf(arena, "%s%s%s", labels, *labels ? "; " : "", atom->label);
    }
    return labels;
}
