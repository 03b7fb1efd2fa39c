/* SPDX-License-Identifier: Apache-2.0
 *
 * The composition table against all sets of a small universe: what can occur is exactly what the table says.
 */
#include <criterion/criterion.h>

#include "duty/compose.h"

enum { UNIVERSE = 4, SETS = 1 << UNIVERSE };

static po_possible relation_of(unsigned a, unsigned b) {
    if (a == b)
        return PO_MAY_EQUAL;
    if ((a & b) == 0)
        return PO_MAY_DISJOINT;
    return (a & ~b) == 0 ? PO_MAY_SUBSET : (b & ~a) == 0 ? PO_MAY_SUPERSET : PO_MAY_INTERSECT;
}

Test(compose, table_equals_brute_force) {
    po_possible found[32][32] = {{0}};
    for (unsigned a = 1; a < SETS; a++)
        for (unsigned b = 1; b < SETS; b++)
            for (unsigned c = 1; c < SETS; c++)
                found[relation_of(a, b)][relation_of(b, c)] |= relation_of(a, c);
    for (unsigned r = 1; r < 32; r *= 2)
        for (unsigned s = 1; s < 32; s *= 2)
            cr_expect_eq(po_compose((po_possible)r, (po_possible)s), found[r][s], "%u then %u", r, s);
}

Test(compose, sets_of_possible_relations_compose_one_by_one) {
    for (unsigned r = 1; r < 32; r++)
        for (unsigned s = 1; s < 32; s++) {
            po_possible wanted = 0;
            for (unsigned i = 1; i < 32; i *= 2)
                for (unsigned n = 1; n < 32; n *= 2)
                    if (r & i && s & n)
                        wanted |= po_compose((po_possible)i, (po_possible)n);
            cr_expect_eq(po_compose((po_possible)r, (po_possible)s), wanted);
        }
}

Test(compose, names) {
    cr_expect_str_eq(po_possible_name(PO_MAY_SUBSET), "subset-of");
    cr_expect_str_eq(po_possible_name(PO_MAY_SUBSET | PO_MAY_INTERSECT), "overlap, extent unknown");
    cr_expect_str_eq(po_possible_name(po_compose(PO_MAY_SUBSET, PO_MAY_SUPERSET)), "unknown");
}

static po_possible chain(po_relation_kind first, po_relation_kind second) {
    po_asserted rows[] = {{.a = "x.1", .b = "y.1", .kind = first}, {.a = "z.1", .b = "y.1", .kind = second}};
    po_asks asks = {.asserted = {rows, 2, 2}};
    return po_chain(&asks, "x.1", "z.1");
}

Test(compose, chains_over_asserted_relations) {
    cr_expect_eq(chain(PO_SUBSET, PO_SUPERSET), PO_MAY_SUBSET | PO_MAY_EQUAL, "x in y, y in z");
    cr_expect_eq(chain(PO_SUBSET, PO_NO_RELATION), PO_MAY_DISJOINT);
    cr_expect_eq(chain(PO_SUBSET, PO_SUBSET), PO_MAY_ANY, "two parts of one thing");
    cr_expect_eq(chain(PO_INTERSECTS, PO_INTERSECTS), PO_MAY_ANY);
}
