/* SPDX-License-Identifier: Apache-2.0
 *
 * The composition table. See compose.h; tests/unit/duty/test_compose.c proves it over all sets of a small universe.
 */
#include "duty/compose.h"

#include "base/text.h"

enum { KINDS = 5 };
enum { E = PO_MAY_EQUAL, B = PO_MAY_SUBSET, P = PO_MAY_SUPERSET, I = PO_MAY_INTERSECT, D = PO_MAY_DISJOINT };

/* Rows: A to B; columns: B to C; in the order of the bits. */
static const po_possible TABLE[KINDS][KINDS] = {
    {E, B, P, I, D},
    {B, B, PO_MAY_ANY, B | I | D, D},
    {P, E | B | P | I, P, P | I, P | I | D},
    {I, B | I, P | I | D, PO_MAY_ANY, P | I | D},
    {D, B | I | D, D, B | I | D, PO_MAY_ANY},
};

po_possible po_compose(po_possible first, po_possible second) {
    po_possible result = 0;
    for (unsigned r = 0; r < KINDS; r++)
        for (unsigned s = 0; s < KINDS; s++)
            if ((first >> r & 1) && (second >> s & 1))
                result |= TABLE[r][s];
    return result;
}

const char *po_possible_name(po_possible possible) {
    switch (possible) {
    case E:
        return po_relation_name(PO_EQUIVALENT);
    case B:
        return po_relation_name(PO_SUBSET);
    case P:
        return po_relation_name(PO_SUPERSET);
    case I:
        return po_relation_name(PO_INTERSECTS);
    case D:
        return po_relation_name(PO_NO_RELATION);
    default:
        return possible & D ? "unknown" : "overlap, extent unknown";
    }
}

po_possible po_possible_of(po_relation_kind kind) {
    static const po_possible POSSIBLE[PO_RELATION_COUNT] = {E, E, B | E, P | E, PO_MAY_ANY & ~D, D};
    return POSSIBLE[kind];
}

/* The asserted relation of a row as seen from `from`, with the duty at its other end; NULL if the row is not about `from`. */
static const char *other_end(const po_asserted *row, const char *from, po_possible *ret_possible) {
    po_possible possible = po_possible_of(row->kind);
    if (po_text_equal(row->a, from)) {
        *ret_possible = possible;
        return row->b;
    }
    if (!po_text_equal(row->b, from))
        return NULL;
    po_possible kept = possible & (E | I | D);
    *ret_possible = (po_possible)(kept | (possible & B ? P : 0) | (possible & P ? B : 0));
    return row->a;
}

po_possible po_chain(const po_asks *asks, const char *a, const char *c) {
    po_possible result = PO_MAY_ANY, first = 0, second = 0;
    for (size_t i = 0; i < asks->asserted.count; i++) {
        const char *middle = other_end(&asks->asserted.items[i], a, &first);
        for (size_t n = 0; middle && n < asks->asserted.count; n++) {
            const char *end = n == i ? NULL : other_end(&asks->asserted.items[n], middle, &second);
            if (end && po_text_equal(end, c))
                result &= po_compose(first, second);
        }
    }
    return result;
}
