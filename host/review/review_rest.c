/* SPDX-License-Identifier: Apache-2.0
 *
 * Actions, student groups and money: what other parts found, told plan by plan.
 */
#include "base/text.h"
#include "check/format.h"
#include "review/review_parts.h"

/* ---- actions that both plans have -------------------------------------------------------------
 */

static const po_finding *action_finding(const po_review_maker *maker, const po_same_action *same, const char *code,
                                        const char *what) {
    return po_review_finding(maker, code, same->school->source,
                             po_arena_printf(maker->arena, "%s %s %s", same->district->id, same->school->id, what));
}

static void name_action(const po_review_maker *maker, po_review_item *item, const po_same_action *same) {
    item->first = same->district;
    item->second = same->school;
    item->against = po_source_plan(same->district->source);
    PO_REVIEW_SAY(maker, item, "action", same->district->code);
    PO_REVIEW_SAY(maker, item, "title", po_entity_text(same->district, "title"));
    PO_REVIEW_SAY(maker, item, "plan", po_review_plan_title(item->against));
}

static void add_action(const po_review_maker *maker, po_review_plan *plan, const po_same_action *same) {
    static const struct {
        const char *code, *what;
    } FAULTS[] = {{"PLAN-006", "amount"}, {"PLAN-007", "fund"}, {"PLAN-008", "groups"}, {"PLAN-009", "years"}};
    bool any = false;
    for (size_t i = 0; i < sizeof FAULTS / sizeof *FAULTS; i++) {
        const po_finding *finding = action_finding(maker, same, FAULTS[i].code, FAULTS[i].what);
        if (!finding)
            continue;
        name_action(maker, po_review_add_finding(maker, plan, PO_REVIEW_ACTIONS, finding), same);
        any = true;
    }
    if (any)
        return;
    bool priced = same->priced;
    name_action(maker,
                po_review_add(maker, plan, PO_REVIEW_ACTIONS, priced ? PO_REVIEW_AGREES : PO_REVIEW_OPEN,
                              priced ? "review.action.equal" : "review.action.unpriced",
                              po_arena_printf(maker->arena, "%s %s", same->district->id, same->school->id)),
                same);
}

void po_review_actions(const po_review_maker *maker) {
    const po_same_actions *actions = &maker->input->one->actions;
    for (size_t i = 0; i < actions->list.count; i++) {
        const po_same_action *same = &actions->list.items[i];
        po_review_plan *plan = po_review_plan_of(maker, same->school->source);
        if (plan && po_review_is_against(maker, same->district->source))
            add_action(maker, plan, same);
    }
}

/* ---- groups -----------------------------------------------------------------------------------
 */

/* What PLAN-010 and PLAN-011 are about. */
static const po_finding *group_finding(const po_review_maker *maker, const po_group_match *match) {
    return po_review_finding(maker, po_source_is_school(match->acts) ? "PLAN-011" : "PLAN-010", match->asked,
                             po_arena_printf(maker->arena, "%s %s", match->acts->id, match->group->id));
}

static void add_group(const po_review_maker *maker, po_review_plan *plan, const po_group_match *match) {
    const po_finding *finding = match->named ? NULL : group_finding(maker, match);
    const char *about = po_arena_printf(maker->arena, "%s %s", match->acts->id, match->group->id);
    po_review_item *item =
        finding ? po_review_add_finding(maker, plan, PO_REVIEW_GROUPS, finding)
                : po_review_add(maker, plan, PO_REVIEW_GROUPS, match->named ? PO_REVIEW_AGREES : PO_REVIEW_OPEN,
                                match->named ? "review.group.named" : "review.group.doubtful", about);
    bool own = plan->source == match->acts;
    item->against = own ? match->asked : match->acts;
    item->first = own ? NULL : match->action;
    item->second = own ? match->action : NULL;
    PO_REVIEW_SAY(maker, item, "group", match->group->label);
    PO_REVIEW_SAY(maker, item, "action", match->action->code);
    PO_REVIEW_SAY(maker, item, "acts", po_review_plan_title(match->acts));
    PO_REVIEW_SAY(maker, item, "asked", po_review_plan_title(match->asked));
}

void po_review_groups(const po_review_maker *maker) {
    const po_group_matches *groups = maker->input->groups;
    for (size_t i = 0; groups && i < groups->list.count; i++) {
        const po_group_match *match = &groups->list.items[i];
        po_review_plan *acts = po_review_plan_of(maker, match->acts), *asked = po_review_plan_of(maker, match->asked);
        if (acts && po_review_is_against(maker, match->asked))
            add_group(maker, acts, match);
        else if (asked && po_review_is_against(maker, match->acts))
            add_group(maker, asked, match);
    }
}

/* ---- money ------------------------------------------------------------------------------------
 */

static void add_shared(const po_review_maker *maker, const po_same_money *same) {
    const po_money *sides[] = {same->first, same->second};
    for (int i = 0; i < 2; i++) {
        po_review_plan *plan = po_review_plan_of(maker, sides[i]->action->source);
        if (!plan || !po_review_is_against(maker, sides[1 - i]->action->source))
            continue;
        po_review_item *item =
            po_review_add(maker, plan, PO_REVIEW_MONEY, same->sure ? PO_REVIEW_AGREES : PO_REVIEW_OPEN,
                          same->sure ? "review.money.same" : "review.money.maybe", same->id);
        item->first = sides[1 - i]->action;
        item->second = sides[i]->action;
        item->against = po_source_plan(item->first->source);
        PO_REVIEW_SAY(maker, item, "amount", po_format_number(maker->arena, same->first->amount, PO_UNIT_MONEY, 0));
        PO_REVIEW_SAY(maker, item, "action", item->first->code);
        PO_REVIEW_SAY(maker, item, "plan", po_review_plan_title(item->against));
        return;
    }
}

/* ---- findings that review.xml gives to a topic ------------------------------------------------
 */

static po_review_topic topic_of(const char *name) {
    for (int topic = 0; topic < PO_REVIEW_TOPICS; topic++)
        if (po_text_equal(po_review_topic_name((po_review_topic)topic), name))
            return (po_review_topic)topic;
    return PO_REVIEW_MONEY; /* the grammar lets no other word through */
}

static bool is_told(const po_review_part *part, const po_finding *finding) {
    for (size_t i = 0; i < part->items.count; i++)
        if (part->items.items[i].finding == finding)
            return true;
    return false;
}

static void add_code(const po_review_maker *maker, po_review_topic topic, const char *code) {
    const po_findings *findings = maker->input->findings;
    for (size_t i = 0; i < findings->list.count; i++) {
        const po_finding *finding = &findings->list.items[i];
        if (po_text_equal(finding->code, code) && !is_told(maker->part, finding))
            (void)po_review_add_finding(maker, po_review_plan_of(maker, finding->source), topic, finding);
    }
    for (size_t i = 0; i < findings->undecided.count; i++) {
        const po_undecided *undecided = &findings->undecided.items[i];
        if (!po_text_equal(undecided->code, code))
            continue;
        const char *about = po_arena_printf(maker->arena, "%s %s", code, undecided->about ? undecided->about : "");
        const char *question =
            po_review_question(maker->input->programs, maker->input->program_count, undecided->missing);
        po_review_item *item = po_review_add(maker, po_review_plan_of(maker, undecided->source), topic, PO_REVIEW_OPEN,
                                             question ? "review.check.open" : "review.check.unread", about);
        PO_REVIEW_SAY(maker, item, "code", code);
        PO_REVIEW_SAY(maker, item, "missing", question);
    }
}

void po_review_money(const po_review_maker *maker) {
    const po_shared_money *money = &maker->input->one->money;
    for (size_t i = 0; i < money->list.count; i++)
        add_shared(maker, &money->list.items[i]);
    for (size_t i = 0; i < maker->part->rule->checks.count; i++) {
        const po_comparing_checks *checks = &maker->part->rule->checks.items[i];
        for (size_t k = 0; k < checks->code_count; k++)
            add_code(maker, topic_of(checks->topic), checks->codes[k]);
    }
}
