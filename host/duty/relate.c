/* SPDX-License-Identifier: Apache-2.0
 *
 * Relations of duties. See relate.h.
 */
#include "duty/relate.h"

#include "base/text.h"

/* ---- facets ---------------------------------------------------------------------------------- */

bool po_facet_covered(const po_facet *facet, const po_bits *a, const po_bits *b) {
    po_bits met = {0};
    for (size_t i = 0; i < facet->values.count; i++)
        if (po_bits_has(b, i))
            met = po_bits_or(&met, &facet->values.items[i].covers);
    return po_bits_within(a, &met);
}

static bool says_how(const po_asked *asked, const po_ask *ask) {
    for (size_t i = 0; i < asked->facets.count; i++)
        if (!po_bits_empty(&ask->facets[i]))
            return true;
    return false;
}

uint32_t po_facets_uncovered(const po_asked *asked, const po_ask *a, const po_ask *b) {
    uint32_t uncovered = 0;
    bool silent = a->duty && !says_how(asked, a); /* its program file names population and time: the row is unfinished */
    for (size_t i = 0; i < asked->facets.count; i++)
        if (silent ? !po_bits_empty(&b->facets[i]) : !po_facet_covered(&asked->facets.items[i], &a->facets[i], &b->facets[i]))
            uncovered |= (uint32_t)1 << i;
    return uncovered;
}

const char *po_facet_names(po_arena *arena, const po_asked *asked, uint32_t facets, bool labels) {
    const char *names = "";
    for (size_t i = 0; i < asked->facets.count; i++) {
        if (!(facets >> i & 1))
            continue;
        const char *name = labels ? asked->facets.items[i].label : asked->facets.items[i].id;
        names = po_arena_printf(arena, "%s%s%s", names, *names ? ", " : "", name);
    }
    return names;
}

/* ---- computed -------------------------------------------------------------------------------- */

po_relation po_relate_computed(const po_asked *asked, const po_ask *a, const po_ask *b) {
    uint32_t a_uncovered = po_facets_uncovered(asked, a, b), b_uncovered = po_facets_uncovered(asked, b, a);
    po_relation relation = {.kind = PO_INTERSECTS,
                            .differs = a_uncovered | b_uncovered,
                            .both = po_bits_and(&a->atoms, &b->atoms),
                            .only_a = po_bits_less(&a->atoms, &b->atoms),
                            .only_b = po_bits_less(&b->atoms, &a->atoms)};
    if (po_bits_empty(&relation.both)) {
        relation.kind = PO_NO_RELATION;
        return relation;
    }
    bool b_does_a = po_bits_empty(&relation.only_a) && a_uncovered == 0;
    bool a_does_b = po_bits_empty(&relation.only_b) && b_uncovered == 0;
    if (a_does_b && b_does_a)
        relation.kind = PO_EQUIVALENT;
    else if (b_does_a)
        relation.kind = PO_SUBSET;
    else if (a_does_b)
        relation.kind = PO_SUPERSET;
    return relation;
}

/* ---- asserted, forbidden --------------------------------------------------------------------- */

static po_relation_kind turned(po_relation_kind kind) {
    return kind == PO_SUBSET ? PO_SUPERSET : kind == PO_SUPERSET ? PO_SUBSET : kind;
}

static void assert_relation(const po_asks *asks, const po_ask *a, const po_ask *b, po_relation *relation) {
    for (size_t i = 0; i < asks->asserted.count; i++) {
        const po_asserted *row = &asks->asserted.items[i];
        bool straight = po_text_equal(row->a, a->id) && po_text_equal(row->b, b->id);
        if (!straight && !(po_text_equal(row->a, b->id) && po_text_equal(row->b, a->id)))
            continue;
        relation->kind = straight ? row->kind : turned(row->kind);
        relation->asserted = row->why;
        return;
    }
}

/* What is forbidden is never said, whoever says it: the relation falls to what is common, or to nothing. */
static void forbid_relation(po_relation *relation) {
    bool says_a_does_b = relation->kind <= PO_EQUIVALENT || relation->kind == PO_SUPERSET;
    bool says_b_does_a = relation->kind <= PO_EQUIVALENT || relation->kind == PO_SUBSET;
    if ((relation->forbidden_ab && says_a_does_b) || (relation->forbidden_ba && says_b_does_a))
        relation->kind = po_bits_empty(&relation->both) ? PO_NO_RELATION : PO_INTERSECTS;
}

po_relation po_relate(const po_asks *asks, const po_ask *a, const po_ask *b) {
    po_relation relation = po_relate_computed(asks->asked, a, b);
    assert_relation(asks, a, b, &relation);
    relation.forbidden_ab = po_crosswalks_forbid(asks->crosswalks, "satisfies", a->id, b->id);
    relation.forbidden_ba = po_crosswalks_forbid(asks->crosswalks, "satisfies", b->id, a->id);
    forbid_relation(&relation);
    return relation;
}
