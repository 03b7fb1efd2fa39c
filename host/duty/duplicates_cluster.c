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

static bool is_member(const po_cluster *cluster, const po_ask *ask) {
    for (size_t i = 0; i < cluster->duties.count; i++)
        if (cluster->duties.items[i] == ask)
            return true;
    return false;
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

bool po_cluster_has_pair(const po_cluster *cluster, const po_duplicate_pair *pair) {
    po_bits common = po_bits_and(&pair->relation.both, &cluster->atoms);
    return !po_bits_empty(&common) && is_member(cluster, pair->a) && is_member(cluster, pair->b);
}

/* Duties that ask details of one thing, each another one, ask nothing twice: a member shares an atom with another member. */
static void add_members(po_arena *arena, const po_duplicates *duplicates, po_cluster *cluster) {
    for (size_t i = 0; i < duplicates->duties.count; i++) {
        const po_ask *ask = duplicates->duties.items[i];
        bool shares = false;
        for (size_t n = 0; n < duplicates->pairs.count && !shares; n++) {
            const po_duplicate_pair *pair = &duplicates->pairs.items[n];
            po_bits common = po_bits_and(&pair->relation.both, &cluster->atoms);
            shares = (pair->a == ask || pair->b == ask) && !po_bits_empty(&common);
        }
        if (shares)
            *PO_LIST_ADD(arena, &cluster->duties) = ask;
    }
}

static void add_cluster(po_arena *arena, po_duplicates *duplicates, size_t coarse) {
    const po_asked *asked = duplicates->asks->asked;
    po_cluster cluster = {.atoms = atoms_like(asked, coarse)};
    add_members(arena, duplicates, &cluster);
    if (cluster.duties.count < 2)
        return;
    for (size_t i = 0; i < duplicates->clusters.count; i++)
        if (same_members(&duplicates->clusters.items[i], &cluster)) {
            po_cluster *other = &duplicates->clusters.items[i];
            other->atoms = po_bits_or(&other->atoms, &cluster.atoms);
            return;
        }
    cluster.programs = count_programs(&cluster);
    *PO_LIST_ADD(arena, &duplicates->clusters) = cluster;
}

/* ---- its name -------------------------------------------------------------------------------- */

static bool named_before(const po_asked *asked, const po_bits *common, size_t atom) {
    for (size_t i = 0; i < atom; i++)
        if (po_bits_has(common, i) && asked->atoms.items[i].coarse == asked->atoms.items[atom].coarse)
            return true;
    return false;
}

/* After what two of its duties share, without details: not after a whole of which they share a part. */
static void name(po_arena *arena, const po_duplicates *duplicates, po_cluster *cluster) {
    const po_asked *asked = duplicates->asks->asked;
    po_bits common = {0};
    for (size_t i = 0; i < duplicates->pairs.count; i++) {
        po_bits both = po_bits_and(&duplicates->pairs.items[i].relation.both, &cluster->atoms);
        if (po_cluster_has_pair(cluster, &duplicates->pairs.items[i]))
            common = po_bits_or(&common, &both);
    }
    cluster->label = "";
    for (size_t i = 0; i < asked->atoms.count; i++) {
        const po_atom *atom = &asked->atoms.items[i];
        const po_atom *above = atom->broader ? po_asked_atom(asked, atom->broader) : NULL;
        if (!po_bits_has(&common, i) || named_before(asked, &common, i) ||
            (above && po_bits_has(&common, po_asked_atom_index(asked, above))))
            continue;
        cluster->label = po_arena_printf(arena, "%s%s%s %s", cluster->label, *cluster->label ? "; " : "", atom->verb, atom->object);
    }
}

/* ---- what could be done ---------------------------------------------------------------------- */

static uint32_t facet_bit(const po_asked *asked, const char *id) {
    size_t at = po_asked_facet_index(asked, id);
    return at == SIZE_MAX ? 0 : (uint32_t)1 << at;
}

static uint32_t alignable(const po_asked *asked) {
    return facet_bit(asked, "timing") | facet_bit(asked, "definition") | facet_bit(asked, "threshold");
}

bool po_one_paper(const po_duty *a, const po_duty *b) {
    return a->instrument && po_text_equal(a->instrument, b->instrument);
}

static const char CITATION_ENDS[] = " ,;";

static bool cites(const char *citation, const char *section, size_t length) {
    for (const char *at = citation; at && *at;) {
        size_t next = strcspn(at, CITATION_ENDS);
        if (next == length && memcmp(at, section, length) == 0)
            return true;
        at += next + strspn(at + next, CITATION_ENDS);
    }
    return false;
}

/* Both cite one section, as "52062(a)(4)". */
static bool one_rule(const po_duty *a, const po_duty *b) {
    for (const char *at = a->citation; at && *at;) {
        size_t length = strcspn(at, CITATION_ENDS);
        if (length > 4 && strcspn(at, "0123456789") < length && cites(b->citation, at, length))
            return true;
        at += length + strspn(at + length, CITATION_ENDS);
    }
    return false;
}

const po_ask *po_covered_of(const po_duplicate_pair *pair) {
    if (pair->relation.kind > PO_SUPERSET)
        return NULL;
    return pair->relation.kind == PO_SUPERSET ? pair->b : pair->a;
}

/* A federal duty is not eliminated because a state one does all of it; and where two programs list one paper or one rule, the one rests on
 * the other. */
static po_act act_of_covering(const po_duplicate_pair *pair) {
    const po_ask *covered = po_covered_of(pair), *other = covered == pair->a ? pair->b : pair->a;
    bool floor = po_authority_federal(covered->duty->authority) && !po_authority_federal(other->duty->authority);
    bool listed_twice = !po_text_equal(covered->program, other->program) &&
                        (po_one_paper(covered->duty, other->duty) || one_rule(covered->duty, other->duty));
    return floor || listed_twice ? PO_ACT_CONSOLIDATE : PO_ACT_ELIMINATE;
}

po_act po_act_of_pair(const po_asked *asked, const po_duplicate_pair *pair) {
    uint32_t differs = pair->relation.differs;
    if (pair->relation.kind <= PO_SUPERSET)
        return act_of_covering(pair);
    if (pair->reuse)
        return PO_ACT_CONSOLIDATE;
    if (pair->relation.forbidden_ab || pair->relation.forbidden_ba)
        return PO_ACT_KEEP;
    if (differs != 0 && (differs & ~alignable(asked)) == 0)
        return PO_ACT_ALIGN;
    bool levels = (differs & facet_bit(asked, "level")) && !po_one_paper(pair->a->duty, pair->b->duty);
    return levels ? PO_ACT_TRUNCATE : PO_ACT_CONSOLIDATE;
}

static bool easier(const po_ask *ask, const po_ask *than) {
    bool local = po_authority_local(ask->duty->authority);
    if (!than || local != po_authority_local(than->duty->authority))
        return !than || !local;
    return po_authority_rank(ask->duty->authority) < po_authority_rank(than->duty->authority);
}

/* Who eliminates has to change the duty that another does, not the easiest one. */
static void own_by_covered(const po_duplicates *duplicates, po_cluster *cluster) {
    cluster->weakest = NULL;
    for (size_t i = 0; i < duplicates->pairs.count; i++) {
        const po_duplicate_pair *pair = &duplicates->pairs.items[i];
        const po_ask *covered = po_covered_of(pair);
        if (covered && po_cluster_has_pair(cluster, pair) && easier(covered, cluster->weakest))
            cluster->weakest = covered;
    }
}

/* The act that most pairs of the cluster propose; of equals the one named first. */
static void vote(const po_duplicates *duplicates, po_cluster *cluster) {
    size_t votes[PO_ACT_KEEP + 1] = {0};
    const po_asked *asked = duplicates->asks->asked;
    for (size_t i = 0; i < duplicates->pairs.count; i++) {
        const po_duplicate_pair *pair = &duplicates->pairs.items[i];
        if (!po_cluster_has_pair(cluster, pair))
            continue;
        votes[po_act_of_pair(asked, pair)]++;
        if (pair->relation.kind == PO_INTERSECTS)
            cluster->align |= pair->relation.differs & alignable(asked);
        if (pair->reuse && !cluster->reuse)
            cluster->reuse = pair->reuse;
    }
    for (int act = PO_ACT_CONSOLIDATE; act <= PO_ACT_KEEP; act++)
        if (votes[act] > votes[cluster->act])
            cluster->act = (po_act)act;
    if (cluster->agencies)
        cluster->act = PO_ACT_KEEP;
    if (cluster->act == PO_ACT_ELIMINATE)
        own_by_covered(duplicates, cluster);
}

static void look_at_members(po_cluster *cluster) {
    size_t on_lea = 0;
    for (size_t i = 0; i < cluster->duties.count; i++) {
        const po_ask *ask = cluster->duties.items[i];
        cluster->federal_floor |= po_authority_federal(ask->duty->authority);
        on_lea += po_duty_on_lea(ask->duty);
        if (easier(ask, cluster->weakest))
            cluster->weakest = ask;
    }
    cluster->agencies = on_lea < 2;
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
        name(arena, duplicates, &duplicates->clusters.items[i]);
        look_at_members(&duplicates->clusters.items[i]);
        vote(duplicates, &duplicates->clusters.items[i]);
        find_apart(arena, duplicates, &duplicates->clusters.items[i]);
    }
    if (duplicates->clusters.count > 1)
        qsort(duplicates->clusters.items, duplicates->clusters.count, sizeof *duplicates->clusters.items, compare);
}
