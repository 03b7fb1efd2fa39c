/* SPDX-License-Identifier: Apache-2.0
 *
 * "What was decided": every decision with how it stands now. Those that lapsed or are not matched come first, for somebody must look.
 */
#include "emit/decision_words.h"
#include "emit/plan_view_parts.h"

static const char *const STANDINGS[PO_STANDING_KINDS] = {"decision.standing.applies", "decision.standing.anew", "decision.standing.lapsed",
                                                        "decision.standing.look"};

/* Where the thing stands on the page. Values have anchors only where the page prints them: lineage is there for all that count. */
static const char *anchor_of(const po_view *view, const po_standing *standing) {
    const po_judged *judged = standing->judged;
    if (!judged)
        return NULL;
    if (judged->of == PO_JUDGED_FINDING)
        return po_arena_printf(view->arena, "#f-%s", judged->id);
    if (judged->of == PO_JUDGED_DUTY)
        return po_arena_printf(view->arena, "#d-%s", judged->id);
    return judged->entity ? po_plan_view_anchor(view, judged->entity) : NULL;
}

static void add_standing(const po_view *view, cJSON *list, const po_standing *standing) {
    const po_decision *decision = standing->decision;
    cJSON *item = po_view_item(list);
    po_view_text(item, "about", decision->about ? decision->about : decision->fingerprint.what);
    po_view_text(item, "site", decision->site);
    po_view_text(item, "anchor", anchor_of(view, standing));
    po_view_text(item, "sentence", po_standing_sentence(view->arena, view->input, standing));
    po_view_text(item, "standing", PO_SAY(view, STANDINGS[standing->kind]));
    po_view_text(item, "why", po_standing_why(view->arena, view->input, standing));
    po_view_flag(item, "look", standing->kind == PO_STANDING_LAPSED || standing->kind == PO_STANDING_LOOK_AGAIN);
}

static void add_kind(const po_view *view, cJSON *list, const po_ordered_standings *all, bool holding) {
    for (size_t i = 0; i < all->count; i++) {
        bool holds = all->items[i]->kind == PO_STANDING_APPLIES || all->items[i]->kind == PO_STANDING_MATCHED_ANEW;
        if (holds == holding)
            add_standing(view, list, all->items[i]);
    }
}

void po_plan_view_decisions(po_view *view, cJSON *root) {
    const po_ordered_standings all = po_order_standings(view->arena, view->input->standings);
    cJSON *list = cJSON_AddArrayToObject(root, "decisions");
    add_kind(view, list, &all, false);
    add_kind(view, list, &all, true);
    po_view_flag(root, "any_decisions", all.count > 0);
    po_view_count(root, "decision_count", all.count);
}
