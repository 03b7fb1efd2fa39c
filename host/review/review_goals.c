/* SPDX-License-Identifier: Apache-2.0
 *
 * Goals: which of the other plan's each goal names, and which of those none names. Ties are
 * model/ties.h's.
 */
#include "base/text.h"
#include "review/review_parts.h"

/* A finding of this program's checks about the goal, among those that review.xml gives to the
 * topic. */
static const po_finding *finding_of(const po_review_maker *maker, const po_entity *goal) {
    const char *about = po_arena_printf(maker->arena, "goal-%s", goal->code ? goal->code : "?");
    const po_finding *found = po_review_finding(maker, "PLAN-001", goal->source, about);
    for (size_t i = 0; i < maker->part->rule->checks.count; i++) {
        const po_comparing_checks *checks = &maker->part->rule->checks.items[i];
        for (size_t k = 0; !found && po_text_equal(checks->topic, "goals") && k < checks->code_count; k++)
            found = po_review_finding(maker, checks->codes[k], goal->source, about);
    }
    return found;
}

static const po_source *first_against(const po_review_maker *maker) {
    return maker->part->against.count > 0 ? maker->part->against.items[0] : NULL;
}

static void add_tie(const po_review_maker *maker, po_review_plan *plan, const po_tie *tie) {
    static const struct {
        const char *key;
        po_review_outcome outcome;
    } WAYS[] = {[PO_TIE_NUMBER] = {"review.goal.named", PO_REVIEW_AGREES},
                [PO_TIE_WORDS] = {"review.goal.named", PO_REVIEW_AGREES},
                [PO_TIE_NOT_STATED] = {"review.goal.silent", PO_REVIEW_DIFFERS},
                [PO_TIE_UNMATCHED] = {"review.goal.unmatched", PO_REVIEW_OPEN},
                [PO_TIE_NO_PLAN] = {"review.goal.no_plan", PO_REVIEW_OPEN}};
    const po_finding *finding = tie->named ? NULL : finding_of(maker, tie->goal);
    po_review_item *item = finding ? po_review_add_finding(maker, plan, PO_REVIEW_GOALS, finding)
                                   : po_review_add(maker, plan, PO_REVIEW_GOALS, WAYS[tie->way].outcome,
                                                   WAYS[tie->way].key, tie->goal->id);
    item->second = tie->goal;
    item->first = tie->named;
    item->against = tie->named ? po_source_plan(tie->named->source) : first_against(maker);
    PO_REVIEW_SAY(maker, item, "goal", tie->goal->code);
    PO_REVIEW_SAY(maker, item, "other", tie->named ? tie->named->code : NULL);
    PO_REVIEW_SAY(maker, item, "plan", item->against ? po_review_plan_title(item->against) : NULL);
}

/* Whether every plan of the part is here and says of each of its goals whom it names. */
static bool all_is_told(const po_review_maker *maker) {
    for (size_t i = 0; i < maker->part->plans.count; i++)
        if (maker->part->plans.items[i]->state != PO_REVIEW_COMPARED &&
            maker->part->plans.items[i]->state != PO_REVIEW_NOT_NEEDED)
            return false;
    for (size_t i = 0; i < maker->input->one->ties.list.count; i++) {
        const po_tie *tie = &maker->input->one->ties.list.items[i];
        if (!tie->named && po_review_plan_of(maker, tie->goal->source))
            return false;
    }
    return true;
}

static void add_unnamed(const po_review_maker *maker, const po_map *named) {
    bool told = all_is_told(maker);
    const po_entity *goal;
    for (size_t i = 0; (goal = po_model_nth(maker->input->model, "goal", i)); i++) {
        if (!po_review_is_against(maker, goal->source) || po_source_is_school(goal->source) ||
            po_map_get(named, goal->id))
            continue;
        po_review_item *item = po_review_add(maker, NULL, PO_REVIEW_GOALS, told ? PO_REVIEW_DIFFERS : PO_REVIEW_OPEN,
                                             told ? "review.goal.unnamed" : "review.goal.unnamed_open", goal->id);
        item->first = goal;
        item->against = po_source_plan(goal->source);
        PO_REVIEW_SAY(maker, item, "goal", goal->code);
        PO_REVIEW_SAY(maker, item, "plan", po_review_plan_title(item->against));
    }
}

void po_review_goals(const po_review_maker *maker) {
    const po_ties *ties = &maker->input->one->ties;
    po_map *named = po_map_create(maker->arena);
    bool any = false;
    for (size_t i = 0; i < ties->list.count; i++) {
        const po_tie *tie = &ties->list.items[i];
        po_review_plan *plan = po_review_plan_of(maker, tie->goal->source);
        if (!plan || (tie->named && !po_review_is_against(maker, tie->named->source)))
            continue;
        add_tie(maker, plan, tie);
        any = true;
        if (tie->named)
            po_map_add(named, tie->named->id, named);
    }
    if (any)
        add_unnamed(maker, named);
}
