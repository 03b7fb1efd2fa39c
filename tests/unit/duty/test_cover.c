/* SPDX-License-Identifier: Apache-2.0
 *
 * Relations and joint coverage against brute force on made-up duties: the test walks the orders itself and tries every set of duties.
 */
#include <criterion/criterion.h>

#include "duty/cover.h"
#include "support.h"

enum { SEEDS = 150 };

/* Whether a duty with these atoms does atom n: it, or something above it, is asked. */
static bool does(const duty_toy *toy, const po_ask *duty, size_t n) {
    for (; n != SIZE_MAX; n = toy->above[n])
        if (po_bits_has(&duty->direct, n))
            return true;
    return false;
}

/* Whether value `there` meets value `wanted`: of facet 0 what is above meets what is below, of facet 1 the other way. */
static bool meets(const duty_toy *toy, size_t facet, size_t there, size_t wanted) {
    size_t from = facet ? there : wanted, to = facet ? wanted : there;
    for (; from != SIZE_MAX; from = toy->value_above[facet][from])
        if (from == to)
            return true;
    return false;
}

static bool facets_met(const duty_toy *toy, const po_ask *wanted, const po_ask *there) {
    for (size_t f = 0; f < TOY_FACETS; f++)
        for (size_t v = 0; v < TOY_VALUES; v++) {
            bool met = !po_bits_has(&wanted->facets[f], v);
            for (size_t w = 0; w < TOY_VALUES && !met; w++)
                met = po_bits_has(&there->facets[f], w) && meets(toy, f, w, v);
            if (!met)
                return false;
        }
    return true;
}

static po_relation_kind brute(const duty_toy *toy, const po_ask *a, const po_ask *b) {
    bool common = false, a_in_b = facets_met(toy, a, b), b_in_a = facets_met(toy, b, a);
    for (size_t n = 0; n < TOY_ATOMS; n++) {
        bool in_a = does(toy, a, n), in_b = does(toy, b, n);
        common |= in_a && in_b;
        a_in_b &= !in_a || in_b;
        b_in_a &= !in_b || in_a;
    }
    if (!common)
        return PO_NO_RELATION;
    return a_in_b && b_in_a ? PO_EQUIVALENT : a_in_b ? PO_SUBSET : b_in_a ? PO_SUPERSET : PO_INTERSECTS;
}

Test(cover, relations_equal_brute_force) {
    size_t seen[PO_RELATION_COUNT] = {0};
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        po_arena *arena = po_arena_create();
        duty_toy toy;
        toy_make(arena, seed, &toy);
        for (size_t i = 0; i < TOY_DUTIES; i++)
            for (size_t n = 0; n < TOY_DUTIES; n++) {
                po_relation relation = po_relate_computed(&toy.asked, &toy.duties[i], &toy.duties[n]);
                cr_assert_eq(relation.kind, brute(&toy, &toy.duties[i], &toy.duties[n]), "seed %u: %zu and %zu", seed, i, n);
                seen[relation.kind]++;
            }
        po_arena_destroy(arena);
    }
    for (int kind = PO_EQUIVALENT; kind < PO_RELATION_COUNT; kind++)
        cr_expect_gt(seen[kind], 0, "no case of %s", po_relation_name((po_relation_kind)kind));
}

/* Atom n of the duty is done by one of the duties in `set` whose facets meet it. */
static bool done_by(const duty_toy *toy, size_t duty, size_t n, unsigned set) {
    for (size_t i = 0; i < TOY_DUTIES; i++)
        if (i != duty && set >> i & 1 && facets_met(toy, &toy->duties[duty], &toy->duties[i]) && does(toy, &toy->duties[i], n))
            return true;
    return false;
}

static unsigned chosen(const duty_toy *toy, const po_coverage *coverage) {
    unsigned set = 0;
    for (size_t i = 0; i < coverage->by_count; i++)
        set |= 1u << (coverage->by[i] - toy->duties);
    return set;
}

/* The most atoms that any set of duties does, and whether one does them all. */
static void try_sets(const duty_toy *toy, size_t duty, size_t *ret_most, bool *ret_whole) {
    *ret_most = 0;
    *ret_whole = false;
    for (unsigned set = 0; set < 1u << TOY_DUTIES; set++) {
        size_t done = 0, asked = 0;
        for (size_t n = 0; n < TOY_ATOMS; n++) {
            bool wanted = does(toy, &toy->duties[duty], n);
            asked += wanted;
            done += wanted && done_by(toy, duty, n, set);
        }
        *ret_most = done > *ret_most ? done : *ret_most;
        *ret_whole |= asked > 0 && done == asked;
    }
}

static void look_at(po_arena *arena, const duty_toy *toy, size_t duty) {
    const po_ask *all[TOY_DUTIES];
    for (size_t i = 0; i < TOY_DUTIES; i++)
        all[i] = &toy->duties[i];
    po_coverage coverage = po_cover(arena, &toy->asks, all[duty], all, TOY_DUTIES);
    size_t most = 0;
    bool whole = false;
    try_sets(toy, duty, &most, &whole);
    cr_expect_eq(po_bits_count(&coverage.covered), most);
    cr_expect_eq(coverage.whole, whole);
    for (size_t n = 0; n < TOY_ATOMS; n++) {
        bool wanted = does(toy, all[duty], n), covered = wanted && done_by(toy, duty, n, chosen(toy, &coverage)), elsewhere = false;
        for (size_t i = 0; i < TOY_DUTIES; i++)
            elsewhere |= i != duty && does(toy, all[i], n);
        cr_expect_eq(po_bits_has(&coverage.covered, n), covered);
        cr_expect_eq(po_bits_has(&coverage.elsewhere, n), wanted && !covered && elsewhere);
        cr_expect_eq(po_bits_has(&coverage.residue, n), wanted && !covered && !elsewhere);
    }
}

Test(cover, joint_coverage_equals_trying_every_set) {
    for (uint32_t seed = 1; seed <= SEEDS; seed++) {
        po_arena *arena = po_arena_create();
        duty_toy toy;
        toy_make(arena, seed, &toy);
        for (size_t i = 0; i < TOY_DUTIES; i++)
            look_at(arena, &toy, i);
        po_arena_destroy(arena);
    }
}
