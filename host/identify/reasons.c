/* SPDX-License-Identifier: Apache-2.0
 *
 * Why: which levels stand behind an answer, which unknown ones keep it open, and what would end it.
 * Found by trying: the same conditions are asked of a copy of the group with other levels. So the
 * rules are written once, and their reasons follow from them.
 */
#include "identify/determine.h"

#define LEVEL_BEST 5

/* One group with levels nobody has. Copies are kept apart: an evaluation remembers by its item. */
typedef struct trial {
    const po_case *one;
    const po_group_case *group;
} trial;

static po_group_case *copy_of(const trial *t) {
    po_group_case *copy = PO_NEW(t->one->arena, po_group_case);
    *copy = *t->group;
    return copy;
}

/* All conditions and the criteria, of the copy. */
static po_truth met_of(const trial *t, po_group_case *copy) {
    for (size_t i = 0; i < copy->set->conditions.count; i++) {
        const po_derived *condition = &copy->set->conditions.items[i];
        copy->values[condition->slot] = po_case_truth(t->one, condition->rule, copy);
    }
    return po_case_truth(t->one, copy->set->met, copy);
}

static void set_level(po_level *level, int low, int high) {
    level->low = (uint8_t)low;
    level->high = (uint8_t)high;
}

/* ---- why ---------------------------------------------------------------------------------------
 */

static bool could_matter(const po_level *level) {
    return level->used && level->low == level->high && level->high < LEVEL_BEST;
}

/* Whether the condition holds with only the `kept` levels as they are and all others at their
 * best. */
static bool holds_with(const trial *t, const po_rule *rule, uint64_t kept) {
    po_group_case *copy = copy_of(t);
    for (unsigned i = 0; i < PO_IDENTIFY_INDICATORS_MAX; i++) {
        if (!(kept >> i & 1) && copy->levels[i].used && copy->levels[i].low <= LEVEL_BEST) {
            set_level(&copy->levels[i], LEVEL_BEST, LEVEL_BEST);
        }
    }
    return po_case_truth(t->one, rule, copy) == PO_TRUE;
}

/* Whether `indicator` is part of a smallest set of levels that makes the condition hold: all others
 * are taken away one by one as long as it holds, in both orders, and it must be needed at the end. */
static bool is_behind(const trial *t, const po_rule *rule, uint64_t candidates, unsigned indicator) {
    for (int order = 0; order < 2; order++) {
        uint64_t kept = candidates;
        for (unsigned n = 0; n < PO_IDENTIFY_INDICATORS_MAX; n++) {
            unsigned other = order == 0 ? n : PO_IDENTIFY_INDICATORS_MAX - 1 - n;
            uint64_t without = kept & ~(UINT64_C(1) << other);
            if (other != indicator && without != kept && holds_with(t, rule, without)) {
                kept = without;
            }
        }
        if (!holds_with(t, rule, kept & ~(UINT64_C(1) << indicator))) {
            return true;
        }
    }
    return false;
}

static uint64_t behind(const trial *t) {
    uint64_t candidates = 0;
    uint64_t found = 0;
    for (unsigned i = 0; i < PO_IDENTIFY_INDICATORS_MAX; i++) {
        candidates |= could_matter(&t->group->levels[i]) ? UINT64_C(1) << i : 0;
    }
    for (size_t c = 0; c < t->group->set->conditions.count; c++) {
        const po_derived *condition = &t->group->set->conditions.items[c];
        if (t->group->values[condition->slot] != PO_TRUE ||
            !holds_with(t, condition->rule, candidates)) {
            continue;
        }
        for (unsigned i = 0; i < PO_IDENTIFY_INDICATORS_MAX; i++) {
            if ((candidates & ~found) >> i & 1 && is_behind(t, condition->rule, candidates, i)) {
                found |= UINT64_C(1) << i;
            }
        }
    }
    return found;
}

static void add_why(const trial *t, uint64_t found, po_group_result *result) {
    const po_evidence *evidence = t->one->evidence;
    for (unsigned i = 0; i < PO_IDENTIFY_INDICATORS_MAX; i++) {
        const po_level *level = &t->group->levels[i];
        if (found >> i & 1) {
            *PO_LIST_ADD(t->one->arena, &result->why) =
                (po_why){.indicator = &evidence->books->indicators.items[i],
                         .level = level->low,
                         .year = t->group->year,
                         .word = po_rulebooks_level_word(evidence->books, (int)i,
                                                         (po_level_by)level->by, level->low),
                         .document = po_evidence_document(evidence, level->document)};
        }
    }
}

/* ---- what is not known -------------------------------------------------------------------------
 */

/* Whether the level decides while the other open ones are at their worst, or at their best. */
static bool open_matters(const trial *t, unsigned indicator) {
    for (int others_high = 0; others_high < 2; others_high++) {
        po_truth truth[2];
        for (int own_high = 0; own_high < 2; own_high++) {
            po_group_case *copy = copy_of(t);
            for (unsigned i = 0; i < PO_IDENTIFY_INDICATORS_MAX; i++) {
                po_level *level = &copy->levels[i];
                bool high = i == indicator ? own_high : others_high;
                set_level(level, high ? level->high : level->low, high ? level->high : level->low);
            }
            truth[own_high] = met_of(t, copy);
        }
        if (truth[0] != truth[1]) {
            return true;
        }
    }
    return false;
}

static void add_open(const trial *t, po_group_result *result) {
    const po_rulebooks *books = t->one->evidence->books;
    for (unsigned i = 0; i < PO_IDENTIFY_INDICATORS_MAX; i++) {
        const po_level *level = &t->group->levels[i];
        if (!level->used || level->low == level->high || !open_matters(t, i)) {
            continue;
        }
        *PO_LIST_ADD(t->one->arena, &result->open) = (po_open_level){
            .indicator = &books->indicators.items[i],
            .low = level->low,
            .year = t->group->year,
            .only_lowest = level->low == 2 && level->document == UINT16_MAX,
            .next_word = po_rulebooks_level_word(books, (int)i, (po_level_by)level->by,
                                                 level->low)};
    }
}

/* ---- what would end it -------------------------------------------------------------------------
 */

static void fill_move(const trial *t, unsigned indicator, int to, struct po_move *move) {
    const po_rulebooks *books = t->one->evidence->books;
    const po_level *level = &t->group->levels[indicator];
    po_level_by by = (po_level_by)level->by;
    *move = (struct po_move){
        .indicator = &books->indicators.items[indicator],
        .from = po_rulebooks_level_word(books, (int)indicator, by, level->low),
        .to = po_rulebooks_level_word(books, (int)indicator, by, to),
        .levels = to - level->low};
}

static bool ends_with(const trial *t, unsigned a, int a_to, unsigned b, int b_to) {
    po_group_case *copy = copy_of(t);
    set_level(&copy->levels[a], a_to, a_to);
    set_level(&copy->levels[b], b_to, b_to);
    return met_of(t, copy) == PO_FALSE;
}

/* The fewest levels of one indicator that end it; 0 if none do. */
static int end_alone(const trial *t, unsigned indicator) {
    int from = t->group->levels[indicator].low;
    for (int to = from + 1; to <= LEVEL_BEST; to++) {
        if (ends_with(t, indicator, to, indicator, to)) {
            return to;
        }
    }
    return 0;
}

static void add_single_endings(const trial *t, uint64_t found, po_group_result *result) {
    for (unsigned i = 0; i < PO_IDENTIFY_INDICATORS_MAX; i++) {
        int to = found >> i & 1 ? end_alone(t, i) : 0;
        if (to > 0) {
            po_ending ending = {.move_count = 1, .levels = to - t->group->levels[i].low};
            fill_move(t, i, to, &ending.moves[0]);
            *PO_LIST_ADD(t->one->arena, &result->endings) = ending;
        }
    }
}

static void try_pair(const trial *t, unsigned a, unsigned b, po_ending *best) {
    int from_a = t->group->levels[a].low;
    int from_b = t->group->levels[b].low;
    for (int to_a = from_a + 1; to_a <= LEVEL_BEST; to_a++) {
        for (int to_b = from_b + 1; to_b <= LEVEL_BEST; to_b++) {
            int levels = to_a - from_a + to_b - from_b;
            if ((best->move_count == 0 || levels < best->levels) &&
                ends_with(t, a, to_a, b, to_b)) {
                best->move_count = 2;
                best->levels = levels;
                fill_move(t, a, to_a, &best->moves[0]);
                fill_move(t, b, to_b, &best->moves[1]);
            }
        }
    }
}

static void add_pair_ending(const trial *t, uint64_t found, po_group_result *result) {
    po_ending best = {0};
    for (unsigned a = 0; a < PO_IDENTIFY_INDICATORS_MAX; a++) {
        for (unsigned b = a + 1; found >> a & 1 && b < PO_IDENTIFY_INDICATORS_MAX; b++) {
            if (found >> b & 1) {
                try_pair(t, a, b, &best);
            }
        }
    }
    if (best.move_count > 0) {
        *PO_LIST_ADD(t->one->arena, &result->endings) = best;
    }
}

void po_group_reasons(const po_case *one, const po_group_case *group, po_group_result *result) {
    const trial t = {.one = one, .group = group};
    uint64_t found = behind(&t);
    add_why(&t, found, result);
    if (group->computed == PO_EITHER) {
        add_open(&t, result);
    }
    if (group->computed == PO_TRUE) {
        add_single_endings(&t, found, result);
        if (result->endings.count == 0) {
            add_pair_ending(&t, found, result);
        }
    }
}
