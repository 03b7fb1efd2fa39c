/* SPDX-License-Identifier: Apache-2.0
 *
 * What duties can ask: atoms (one act on one object) and facets (whom it is about, when, at which level, who approves, who receives,
 * what shows it, by which definition), from <asked> of crosswalks/model.xml.
 *
 * broader means the whole of which an atom is a part: who does the whole has done the part. So an atom stands for itself and everything
 * narrower (`closure`). A facet has its own order: of some the broader value covers the narrower one (what is done for all pupils and each
 * group is done for each group), of others the stricter covers the looser (what is done by July 1 of each year is done each year).
 *
 * Ownership: everything belongs to the arena given to load.
 */
#ifndef PO_DUTY_VOCABULARY_H
#define PO_DUTY_VOCABULARY_H

#include "base/diagnostic.h"
#include "base/map.h"
#include "duty/bits.h"

#define PO_FACETS_MAX 16

typedef struct po_atom {
    const char *id, *verb, *object;
    const char *detail;  /* how fine it is asked for, or NULL: atoms that differ only here are one in the lower count */
    const char *broader; /* id, or NULL */
    const char *definition;
    const char *label; /* "study results (state priorities)" */
    po_bits closure;   /* itself and everything narrower */
    size_t root;       /* index of the broadest atom above it: itself if it has none */
    size_t coarse;     /* index of the first atom with its verb and object */
    int line;
} po_atom;

typedef struct po_facet_value {
    const char *id, *label, *broader;
    po_bits covers; /* values that are met where this one is */
    int line;
} po_facet_value;

typedef struct po_facet {
    const char *id, *label, *definition;
    bool covers_narrower; /* else a value covers what is broader than it */
    PO_LIST(po_facet_value) values;
    po_map *by_id; /* po_facet_value* */
    int line;
} po_facet;

typedef struct po_asked {
    const char *version; /* of the vocabulary; every count names it */
    const char *path;
    PO_LIST(po_atom) atoms;
    PO_LIST(po_facet) facets; /* PO_FACETS_MAX at most */
    po_map *atom_by_id, *facet_by_id;
} po_asked;

/* Reads <asked> of `folder`/model.xml. A model without it gives an empty vocabulary. Mistakes (an id twice, an unknown broader one, a circle,
 * too many) are told in `diagnostics`. Errors: PO_E_CONFIG. */
PO_NODISCARD po_status po_asked_load(po_arena *arena, const char *folder, po_diagnostics *diagnostics,
                                     const po_asked **ret_asked, po_error *err);

const po_atom *po_asked_atom(const po_asked *asked, const char *id); /* NULL if absent */
size_t po_asked_atom_index(const po_asked *asked, const po_atom *atom);
size_t po_asked_facet_index(const po_asked *asked, const char *id); /* SIZE_MAX if absent */

/* Number of atoms in the set if those that differ only in detail count as one. */
size_t po_asked_coarse_count(const po_asked *asked, const po_bits *atoms);

#endif
