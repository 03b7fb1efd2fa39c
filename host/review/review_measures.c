/* SPDX-License-Identifier: Apache-2.0
 *
 * Measures: for each row of the comparison (model/comparison.h) in which a plan and one of the
 * others stand, the pair that is most alike, and what is to be said of it. Values of the district
 * and of one school are never set against each other; another scale is another measure.
 */
#include <string.h>

#include "base/text.h"
#include "review/review_parts.h"

/* The pair of a row that speaks for a plan. */
typedef struct measure_pair {
    const po_beside *first, *second;
    const po_disagreement *disagreement;
    unsigned unlike;
} measure_pair;

static bool is_another_measure(const po_beside *a, const po_beside *b, unsigned unlike) {
    return a->scale && b->scale && !po_text_equal(a->scale, b->scale) && !(unlike & PO_UNLIKE_RENAMED);
}

static const po_disagreement *disagreement_of(const po_comparison *row, const po_beside *a, const po_beside *b) {
    for (size_t i = 0; i < row->disagreements.count; i++) {
        const po_disagreement *pair = &row->disagreements.items[i];
        if ((pair->first_measure == a->measure && pair->second_measure == b->measure) ||
            (pair->first_measure == b->measure && pair->second_measure == a->measure))
            return pair;
    }
    return NULL;
}

/* How far a pair is from saying something of both plans. */
static unsigned distance(const measure_pair *pair) {
    unsigned bits = 0;
    for (unsigned n = 0; n < PO_UNLIKENESSES; n++)
        bits += (pair->unlike >> n) & 1u;
    return pair->disagreement ? 0 : 1 + bits + (pair->unlike & PO_UNLIKE_LEVEL ? 2 * PO_UNLIKENESSES : 0u);
}

static bool find_pair(const po_review_maker *maker, const po_comparison *row, const po_review_plan *plan,
                      measure_pair *ret_pair) {
    bool found = false;
    for (size_t i = 0; i < row->list.count; i++) {
        const po_beside *first = &row->list.items[i];
        if (!po_review_is_against(maker, first->measure->source))
            continue;
        for (size_t k = 0; k < row->list.count; k++) {
            const po_beside *second = &row->list.items[k];
            if (po_review_plan_of(maker, second->measure->source) != plan ||
                second->measure->source == first->measure->source)
                continue;
            measure_pair pair = {first, second, disagreement_of(row, first, second), po_beside_unlike(first, second)};
            if (is_another_measure(first, second, pair.unlike) || (found && distance(&pair) >= distance(ret_pair)))
                continue;
            *ret_pair = pair;
            found = true;
        }
    }
    return found;
}

/* ---- what is said -----------------------------------------------------------------------------
 */

typedef struct verdict {
    const char *key, *year;
    po_review_outcome outcome;
} verdict;

/* In the order in which one reason makes the others idle. */
static verdict judge(const measure_pair *pair) {
    const char *year = po_beside_equal_year(pair->first, pair->second),
               *aims = po_beside_aims_apart(pair->first, pair->second);
    if (pair->unlike & PO_UNLIKE_LEVEL)
        return (verdict){"review.measure.level", NULL, PO_REVIEW_EXPLAINED};
    if (pair->unlike & (PO_UNLIKE_RENAMED | PO_UNLIKE_PART))
        return (verdict){"review.measure.explained", NULL, PO_REVIEW_EXPLAINED};
    if (pair->unlike & PO_UNLIKE_DEFINITION)
        return (verdict){"review.measure.worded", year, PO_REVIEW_OPEN};
    if (aims)
        return (verdict){"review.measure.aims", aims, PO_REVIEW_DIFFERS};
    if (year)
        return (verdict){"review.measure.equal", year, PO_REVIEW_AGREES};
    if (pair->unlike & PO_UNLIKE_YEAR)
        return (verdict){"review.measure.years", NULL, PO_REVIEW_DIFFERS};
    if (pair->unlike & (PO_UNLIKE_MOMENT | PO_UNLIKE_ORIGIN))
        return (verdict){"review.measure.explained", NULL, PO_REVIEW_EXPLAINED};
    return (verdict){"review.measure.unread", NULL, PO_REVIEW_OPEN};
}

static const char *what_of(const po_review_maker *maker, const po_comparison *row) {
    const char *what = row->topic_count == 0 ? row->name : NULL;
    for (size_t i = 0; i < row->topic_count; i++) {
        const char *label = po_review_label(maker->input->model, "topic", row->topics[i]);
        what = what ? po_arena_printf(maker->arena, "%s; %s", what, label) : label;
    }
    return what;
}

/* The finding about these two measures. */
static const po_finding *finding_of(const po_review_maker *maker, const po_disagreement *pair) {
    const char *about = po_arena_printf(maker->arena, "%s %s %s %s", pair->first_measure->id, pair->second_measure->id,
                                        pair->first->group, pair->first->year);
    return po_review_finding(maker, "PLAN-004", NULL, about);
}

static void add_pair(const po_review_maker *maker, po_review_plan *plan, const po_comparison *row,
                     const measure_pair *pair) {
    const po_finding *finding = pair->disagreement ? finding_of(maker, pair->disagreement) : NULL;
    verdict said = judge(pair);
    po_review_item *item = finding ? po_review_add_finding(maker, plan, PO_REVIEW_MEASURES, finding)
                                   : po_review_add(maker, plan, PO_REVIEW_MEASURES, said.outcome, said.key, row->id);
    item->unlike = finding || item->outcome == PO_REVIEW_AGREES ? 0 : pair->unlike;
    item->row = row;
    item->first = pair->first->measure;
    item->second = pair->second->measure;
    item->against = po_source_plan(pair->first->measure->source);
    PO_REVIEW_SAY(maker, item, "measure", what_of(maker, row));
    PO_REVIEW_SAY(maker, item, "group", po_review_label(maker->input->model, "student-group", row->group));
    PO_REVIEW_SAY(maker, item, "plan", po_review_plan_title(item->against));
    PO_REVIEW_SAY(maker, item, "year", said.year);
}

/* ---- measures that stand alone ----------------------------------------------------------------
 */

/* Measures of each plan, and those of them that met one of the other plans. */
typedef struct measure_counts {
    size_t all, met;
} measure_counts;

static void count_all(const po_review_maker *maker, measure_counts *counts) {
    const po_entity *measure;
    for (size_t i = 0; (measure = po_model_nth(maker->input->model, "measure", i)); i++) {
        const po_review_plan *plan =
            measure->source && po_entity_current(measure) ? po_review_plan_of(maker, measure->source) : NULL;
        if (plan && !po_text_empty(po_entity_text(measure, "name")))
            counts[plan->index].all++;
    }
}

static void add_alone(const po_review_maker *maker, po_review_plan *plan, const measure_counts *counts) {
    if (counts->all <= counts->met || maker->part->against.count == 0)
        return;
    po_review_item *item =
        po_review_add(maker, plan, PO_REVIEW_MEASURES, PO_REVIEW_OPEN, "review.measure.alone", plan->name);
    PO_REVIEW_SAY(maker, item, "count", po_arena_printf(maker->arena, "%zu", counts->all - counts->met));
    PO_REVIEW_SAY(maker, item, "all", po_arena_printf(maker->arena, "%zu", counts->all));
}

/* The plans of this part that stand in a row. */
static void add_row(const po_review_maker *maker, const po_comparison *row, po_map *met, measure_counts *counts) {
    po_map *done = po_map_create(maker->arena);
    for (size_t i = 0; i < row->list.count; i++) {
        po_review_plan *plan = po_review_plan_of(maker, row->list.items[i].measure->source);
        measure_pair pair = {0};
        if (!plan || !po_map_add(done, po_source_plan(row->list.items[i].measure->source)->id, done) ||
            !find_pair(maker, row, plan, &pair))
            continue;
        add_pair(maker, plan, row, &pair);
        counts[plan->index].met += po_map_add(met, pair.second->measure->id, met);
    }
}

void po_review_measures(const po_review_maker *maker) {
    const po_comparisons *rows = &maker->input->one->comparisons;
    measure_counts *counts = PO_NEW_ARRAY(maker->arena, measure_counts, maker->part->plans.count);
    po_map *met = po_map_create(maker->arena);
    count_all(maker, counts);
    for (size_t i = 0; i < rows->list.count; i++)
        add_row(maker, rows->list.items[i], met, counts);
    for (size_t i = 0; i < maker->part->plans.count; i++)
        add_alone(maker, maker->part->plans.items[i], &counts[i]);
}
