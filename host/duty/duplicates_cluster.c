/* SPDX-License-Identifier: Apache-2.0
 *
 * Clusters: duties that ask the same thing, and what could be done about it. Atoms that differ only in detail are one thing here; things asked
 * by the very same duties are one cluster. The proposed act follows from the pairs; nothing is proposed that a forbid row or the federal floor
 * stands against.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "duty/duplicates.h"

/* ---- members --------------------------------------------------------------------------------- */

static po_bits atoms_like(const po_asked *asked, size_t coarse) {
    po_bits atoms = {0};
    for (size_t i = 0; i < asked->atoms.count; i++)
        if (asked->atoms.items[asked->atoms.items[i].root].coarse == coarse || asked->atoms.items[i].coarse == coarse)
            po_bits_add(&atoms, i);
    return atoms;
}

static size_t count_programs(const po_cluster *cluster) {
    size_t count = 0;
    for (size_t i = 0; i < cluster->duties.count; i++) {
        bool seen = false;
        for (size_t n = 0; n < i; n++)
            seen |= po_text_equal(cluster->duties.items[n]->program, cluster->duties.items[i]->program);
        count += !seen;
    }
    return count;
}

static bool same_members(const po_cluster *a, const po_cluster *b) {
    if (a->duties.count != b->duties.count)
        return false;
    for (size_t i = 0; i < a->duties.count; i++)
        if (a->duties.items[i] != b->duties.items[i])
            return false;
    return true;
}

static void add_cluster(po_arena *arena, po_duplicates *duplicates, size_t coarse) {
    const po_asked *asked = duplicates->asks->asked;
    const po_atom *atom = &asked->atoms.items[coarse];
    po_cluster cluster = {.atoms = atoms_like(asked, coarse), .label = po_arena_printf(arena, "%s %s", atom->verb, atom->object)};
    for (size_t i = 0; i < duplicates->duties.count; i++) {
        po_bits common = po_bits_and(&duplicates->duties.items[i]->atoms, &cluster.atoms);
        if (!po_bits_empty(&common))
            *PO_LIST_ADD(arena, &cluster.duties) = duplicates->duties.items[i];
    }
    if (cluster.duties.count < 2)
        return;
    for (size_t i = 0; i < duplicates->clusters.count; i++)
        if (same_members(&duplicates->clusters.items[i], &cluster)) {
            po_cluster *other = &duplicates->clusters.items[i];
            other->atoms = po_bits_or(&other->atoms, &cluster.atoms);
            other->label = po_arena_printf(arena, "%s; %s", other->label, cluster.label);
            return;
        }
    cluster.programs = count_programs(&cluster);
    *PO_LIST_ADD(arena, &duplicates->clusters) = cluster;
}

/* ---- what could be done ---------------------------------------------------------------------- */

static uint32_t facet_bit(const po_asked *asked, const char *id) {
    size_t at = po_asked_facet_index(asked, id);
    return at == SIZE_MAX ? 0 : (uint32_t)1 << at;
}

static uint32_t alignable(const po_asked *asked) {
    return facet_bit(asked, "timing") | facet_bit(asked, "definition") | facet_bit(asked, "threshold");
}

/* A federal duty is not eliminated because a state one does all of it. */
static po_act act_of_covering(const po_duplicate_pair *pair) {
    const po_ask *covered = pair->relation.kind == PO_SUPERSET ? pair->b : pair->a;
    const po_ask *other = covered == pair->a ? pair->b : pair->a;
    bool floor = po_authority_federal(covered->duty->authority) && !po_authority_federal(other->duty->authority);
    return floor ? PO_ACT_CONSOLIDATE : PO_ACT_ELIMINATE;
}

static po_act act_of(const po_asked *asked, const po_duplicate_pair *pair) {
    uint32_t differs = pair->relation.differs;
    if (pair->relation.kind <= PO_SUPERSET)
        return act_of_covering(pair);
    if (pair->reuse)
        return PO_ACT_CONSOLIDATE;
    if (pair->relation.forbidden_ab || pair->relation.forbidden_ba)
        return PO_ACT_KEEP;
    if (differs != 0 && (differs & ~alignable(asked)) == 0)
        return PO_ACT_ALIGN;
    return differs & facet_bit(asked, "level") ? PO_ACT_TRUNCATE : PO_ACT_CONSOLIDATE;
}

static bool is_member(const po_cluster *cluster, const po_ask *ask) {
    for (size_t i = 0; i < cluster->duties.count; i++)
        if (cluster->duties.items[i] == ask)
            return true;
    return false;
}

/* The act that most pairs of the cluster propose; of equals the one named first. */
static void vote(const po_duplicates *duplicates, po_cluster *cluster) {
    size_t votes[PO_ACT_KEEP + 1] = {0};
    const po_asked *asked = duplicates->asks->asked;
    for (size_t i = 0; i < duplicates->pairs.count; i++) {
        const po_duplicate_pair *pair = &duplicates->pairs.items[i];
        po_bits common = po_bits_and(&pair->relation.both, &cluster->atoms);
        if (!is_member(cluster, pair->a) || !is_member(cluster, pair->b) || po_bits_empty(&common))
            continue;
        votes[act_of(asked, pair)]++;
        if (pair->relation.kind == PO_INTERSECTS)
            cluster->align |= pair->relation.differs & alignable(asked);
        if (pair->reuse && !cluster->reuse)
            cluster->reuse = pair->reuse;
    }
    for (int act = PO_ACT_CONSOLIDATE; act <= PO_ACT_KEEP; act++)
        if (votes[act] > votes[cluster->act])
            cluster->act = (po_act)act;
}

static void find_owner(po_cluster *cluster) {
    for (size_t i = 0; i < cluster->duties.count; i++) {
        const po_ask *ask = cluster->duties.items[i];
        cluster->federal_floor |= po_authority_federal(ask->duty->authority);
        if (!cluster->weakest || po_authority_rank(ask->duty->authority) < po_authority_rank(cluster->weakest->duty->authority))
            cluster->weakest = ask;
    }
}

static const po_ask *member_called(const po_cluster *cluster, const char *id) {
    for (size_t i = 0; i < cluster->duties.count; i++)
        if (po_text_equal(cluster->duties.items[i]->id, id))
            return cluster->duties.items[i];
    return NULL;
}

static void find_apart(po_arena *arena, const po_duplicates *duplicates, po_cluster *cluster) {
    for (size_t i = 0; i < duplicates->apart.count; i++) {
        const po_apart *apart = &duplicates->apart.items[i];
        if (member_called(cluster, apart->a) && member_called(cluster, apart->b))
            *PO_LIST_ADD(arena, &cluster->apart) = *apart;
    }
}

/* ---- order ----------------------------------------------------------------------------------- */

/* Most programs first, then most duties, then by name. */
static int compare(const void *left, const void *right) {
    const po_cluster *a = left, *b = right;
    if (a->programs != b->programs)
        return a->programs < b->programs ? 1 : -1;
    if (a->duties.count != b->duties.count)
        return a->duties.count < b->duties.count ? 1 : -1;
    return strcmp(a->label, b->label);
}

void po_duplicates_cluster(po_arena *arena, po_duplicates *duplicates) {
    const po_asked *asked = duplicates->asks->asked;
    for (size_t i = 0; i < asked->atoms.count; i++)
        if (asked->atoms.items[i].coarse == i && asked->atoms.items[asked->atoms.items[i].root].coarse == i)
            add_cluster(arena, duplicates, i);
    for (size_t i = 0; i < duplicates->clusters.count; i++) {
        vote(duplicates, &duplicates->clusters.items[i]);
        find_owner(&duplicates->clusters.items[i]);
        find_apart(arena, duplicates, &duplicates->clusters.items[i]);
    }
    if (duplicates->clusters.count > 1)
        qsort(duplicates->clusters.items, duplicates->clusters.count, sizeof *duplicates->clusters.items, compare);
}
