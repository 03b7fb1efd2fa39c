/* SPDX-License-Identifier: Apache-2.0
 *
 * Duties in force, their pairs, and what all others leave of each. See duplicates.h.
 */
#include "duty/duplicates.h"

#include <string.h>

#include "base/text.h"

/* The id of a program leaves out every duty of it, the id of a duty that one. */
static bool left_out(const char *without, const char *program, const char *id) {
    return without && (po_text_equal(without, program) || po_text_equal(without, id));
}

static bool in_force(const po_duty *duty, po_date day) {
    return (po_date_none(duty->valid_from) || po_date_compare(duty->valid_from, day) <= 0) &&
           (po_date_none(duty->valid_until) || po_date_compare(day, duty->valid_until) <= 0);
}

static bool collect_program(po_arena *arena, po_duplicates *duplicates, const po_program *program) {
    bool met = false;
    for (size_t i = 0; i < program->duties.count; i++) {
        const po_duty *duty = &program->duties.items[i];
        const po_ask *ask = po_asks_find(duplicates->asks, duty->id);
        bool out = left_out(duplicates->without, program->id, duty->id);
        met |= out;
        if (!in_force(duty, duplicates->as_of))
            continue;
        if (out && ask)
            duplicates->lost = po_bits_or(&duplicates->lost, &ask->atoms);
        else if (!out && ask && !po_bits_empty(&ask->atoms))
            *PO_LIST_ADD(arena, &duplicates->duties) = ask;
        else if (!out)
            *PO_LIST_ADD(arena, &duplicates->unmapped) = duty;
    }
    return met;
}

static void keep_lost(po_duplicates *duplicates) {
    for (size_t i = 0; i < duplicates->duties.count; i++)
        duplicates->lost = po_bits_less(&duplicates->lost, &duplicates->duties.items[i]->atoms);
}

/* ---- pairs ----------------------------------------------------------------------------------- */

static bool serves(const po_reuse *reuse, const char *id) {
    for (size_t i = 0; i < reuse->serves_count; i++)
        if (po_text_equal(reuse->serves[i], id))
            return true;
    return false;
}

static const po_reuse *reuse_between(const po_asks *asks, const char *a, const char *b) {
    for (size_t i = 0; i < asks->reuses.count; i++) {
        const po_reuse *reuse = &asks->reuses.items[i];
        if ((po_text_equal(reuse->writes, a) && serves(reuse, b)) || (po_text_equal(reuse->writes, b) && serves(reuse, a)))
            return reuse;
    }
    return NULL;
}

static void add_pairs(po_arena *arena, po_duplicates *duplicates) {
    for (size_t i = 0; i < duplicates->duties.count; i++)
        for (size_t n = i + 1; n < duplicates->duties.count; n++) {
            const po_ask *a = duplicates->duties.items[i], *b = duplicates->duties.items[n];
            po_relation relation = po_relate(duplicates->asks, a, b);
            if (relation.kind == PO_NO_RELATION && !relation.asserted)
                continue;
            po_duplicate_pair *pair = PO_LIST_ADD(arena, &duplicates->pairs);
            *pair = (po_duplicate_pair){a, b, relation, reuse_between(duplicates->asks, a->id, b->id)};
        }
}

static void add_apart(po_arena *arena, po_duplicates *duplicates) {
    for (size_t i = 0; i < duplicates->duties.count; i++)
        for (size_t n = 0; n < duplicates->duties.count; n++) {
            const char *a = duplicates->duties.items[i]->id, *b = duplicates->duties.items[n]->id;
            const char *why = i == n ? NULL : po_crosswalks_forbid(duplicates->asks->crosswalks, "satisfies", a, b);
            if (why)
                *PO_LIST_ADD(arena, &duplicates->apart) = (po_apart){a, b, why};
        }
}

static void add_joints(po_arena *arena, po_duplicates *duplicates) {
    for (size_t i = 0; i < duplicates->duties.count; i++) {
        po_joint *joint = PO_LIST_ADD(arena, &duplicates->joints);
        joint->duty = duplicates->duties.items[i];
        joint->coverage = po_cover(arena, duplicates->asks, joint->duty, duplicates->duties.items, duplicates->duties.count);
    }
}

/* ---- authority ------------------------------------------------------------------------------- */

int po_authority_rank(const char *authority) {
    static const char *const RANKS[] = {"local",      "practice",      "grant-terms",     "agency-guidance",    "sbe-template",   "state-regulation",
                                        "budget-act", "state-statute", "essa-state-plan", "federal-regulation", "federal-statute"};
    for (size_t i = 0; i < sizeof RANKS / sizeof *RANKS; i++)
        if (po_text_equal(RANKS[i], authority))
            return (int)i;
    return 0;
}

bool po_authority_federal(const char *authority) {
    return authority && po_text_starts(authority, "federal-");
}

bool po_authority_local(const char *authority) {
    return po_text_equal(authority, "local") || po_text_equal(authority, "practice");
}

bool po_duty_on_lea(const po_duty *duty) {
    return po_text_equal(duty->bearer, "lea") || po_text_equal(duty->bearer, "school");
}

po_status po_duplicates_find(po_arena *arena, const po_asks *asks, po_date as_of, const char *without,
                             po_duplicates **ret_duplicates, po_error *err) {
    po_duplicates *duplicates = PO_NEW(arena, po_duplicates);
    *duplicates = (po_duplicates){.as_of = as_of, .asks = asks, .without = without};
    bool met = false;
    for (size_t i = 0; i < asks->program_count; i++)
        met |= collect_program(arena, duplicates, asks->programs[i]);
    if (without && !met)
        return po_error_set(err, PO_E_USAGE, "no installed program and no duty is called '%s'; planonce programs lists them", without);
    keep_lost(duplicates);
    add_pairs(arena, duplicates);
    add_apart(arena, duplicates);
    add_joints(arena, duplicates);
    po_duplicates_cluster(arena, duplicates);
    po_duplicates_report(arena, duplicates);
    po_duplicates_count(arena, duplicates);
    *ret_duplicates = duplicates;
    return PO_OK;
}
