/* SPDX-License-Identifier: Apache-2.0
 *
 * The consistency review record as a page: a table of what was compared at the top of each part,
 * then plan by plan what differs, what could not be compared, what is explained and what agrees,
 * each with the way to its places on the plan's page.
 */
#include "emit/review_view.h"

#include "base/text.h"
#include "emit/calendar.h"
#include "emit/decision_words.h"
#include "emit/plan_view_parts.h"

#define PLAN_PAGE "plan.html"

static const char *const TOPIC_KEYS[PO_REVIEW_TOPICS] = {
    "review.topic.goals", "review.topic.measures", "review.topic.actions", "review.topic.groups", "review.topic.money"};
static const char *const OUTCOME_KEYS[PO_REVIEW_OUTCOMES] = {"review.outcome.differs", "review.outcome.open",
                                                             "review.outcome.explained", "review.outcome.agrees"};
static const char *const COUNT_KEYS[PO_REVIEW_OUTCOMES] = {"review.count.differs", "review.count.open",
                                                           "review.count.explained", "review.count.agrees"};

bool po_review_is_shown(const po_review *review) {
    return review && review->parts.count > 0;
}

/* ---- the table --------------------------------------------------------------------------------
 */

static const char *state_sentence(const po_view *view, po_review_state state) {
    static const char *const KEYS[] = {"review.state.compared",  "review.state.partly",  "review.state.other_year",
                                       "review.state.undecided", "review.state.no_plan", "review.state.not_needed"};
    return PO_SAY(view, KEYS[state]);
}

static const char *cell_text(const po_view *view, const po_review_plan *plan, int topic) {
    const char *text = NULL;
    if (plan->state > PO_REVIEW_PARTLY)
        return PO_SAY(view, "review.not_compared");
    for (int outcome = 0; outcome < PO_REVIEW_OUTCOMES; outcome++) {
        size_t count = plan->counts[topic][outcome];
        if (count == 0)
            continue;
        const char *part = PO_SAY(view, COUNT_KEYS[outcome], "count", po_arena_printf(view->arena, "%zu", count));
        text = text ? po_arena_printf(view->arena, "%s, %s", text, part) : part;
    }
    return text ? text : PO_SAY(view, "review.nothing");
}

static void add_row(const po_view *view, cJSON *rows, const po_review_part *part, const po_review_plan *plan) {
    cJSON *row = po_view_item(rows);
    po_view_text(row, "name", plan->name);
    po_view_text(row, "anchor",
                 plan->state <= PO_REVIEW_PARTLY
                     ? po_arena_printf(view->arena, "#%s-%zu", part->program->id, plan->index)
                     : NULL);
    po_view_text(row, "year", plan->year ? po_view_year(view->arena, plan->year) : NULL);
    po_view_text(row, "state", state_sentence(view, plan->state));
    cJSON *cells = cJSON_AddArrayToObject(row, "cells");
    for (int topic = 0; topic < PO_REVIEW_TOPICS; topic++)
        po_view_text(po_view_item(cells), "text", cell_text(view, plan, topic));
}

/* ---- items ------------------------------------------------------------------------------------
 */

static void add_link(const po_view *view, cJSON *links, const char *text, const char *anchor) {
    cJSON *link = po_view_item(links);
    po_view_text(link, "text", text);
    po_view_text(link, "href", po_arena_printf(view->arena, "%s%s", PLAN_PAGE, anchor));
}

static void add_links(const po_view *view, cJSON *item, const po_review_item *said) {
    cJSON *links = cJSON_AddArrayToObject(item, "links");
    const po_entity *things[] = {said->first, said->second};
    for (int i = 0; i < 2; i++)
        if (things[i])
            add_link(view, links, po_view_entity_title(view, things[i]), po_plan_view_anchor(view, things[i]));
    if (said->row)
        add_link(view, links, PO_SAY(view, "review.link.beside"), po_arena_printf(view->arena, "#c-%s", said->row->id));
    if (said->finding)
        add_link(view, links, PO_SAY(view, "review.link.finding", "code", said->finding->code),
                 po_arena_printf(view->arena, "#f-%s", said->finding->id));
    po_view_flag(item, "any_links", cJSON_GetArraySize(links) > 0);
}

static void add_reasons(const po_view *view, cJSON *item, unsigned unlike) {
    cJSON *reasons = cJSON_AddArrayToObject(item, "reasons");
    for (unsigned n = 0; n < PO_UNLIKENESSES; n++)
        if (unlike & 1u << n)
            cJSON_AddItemToArray(reasons, cJSON_CreateString(PO_SAY(view, po_plan_view_difference_key(n))));
    po_view_flag(item, "any_reasons", unlike != 0);
}

static void add_severity(const po_view *view, cJSON *item, const po_review_item *said) {
    static const char *const CLASSES[] = {"required", "returned", "look"};
    static const char *const KEYS[] = {"review.required", "review.returned", "review.look"};
    bool differs = said->outcome == PO_REVIEW_DIFFERS;
    po_view_text(item, "class", differs ? CLASSES[said->severity] : NULL);
    po_view_text(item, "severity", differs ? PO_SAY(view, KEYS[said->severity]) : NULL);
    po_view_text(item, "to_do", said->finding ? po_plan_finding_action(view->arena, view->input, said->finding) : NULL);
}

static void add_item(const po_view *view, cJSON *list, const po_review_item *said) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "topic", PO_SAY(view, TOPIC_KEYS[said->topic]));
    po_view_text(item, "sentence",
                 said->finding ? po_plan_finding_sentence(view->arena, view->input, said->finding)
                               : po_language_format(view->input->language, view->arena, said->message, said->arguments,
                                                    said->argument_count));
    const po_standing *standing = said->finding ? po_finding_standing(view->input, said->finding) : NULL;
    po_view_text(item, "decision", standing ? po_standing_sentence(view->arena, view->input, standing) : NULL);
    add_severity(view, item, said);
    add_reasons(view, item, said->unlike);
    add_links(view, item, said);
}

/* Items of one plan (NULL: of all together) by outcome; the list is sorted, but by topic first. */
static void add_outcomes(const po_view *view, cJSON *object, const po_review_part *part, const po_review_plan *plan) {
    cJSON *outcomes = cJSON_AddArrayToObject(object, "outcomes");
    for (int outcome = 0; outcome < PO_REVIEW_OUTCOMES; outcome++) {
        cJSON *group = cJSON_CreateObject(), *items = cJSON_AddArrayToObject(group, "items");
        for (size_t i = 0; i < part->items.count; i++)
            if (part->items.items[i].plan == plan && (int)part->items.items[i].outcome == outcome)
                add_item(view, items, &part->items.items[i]);
        if (cJSON_GetArraySize(items) == 0) {
            cJSON_Delete(group);
            continue;
        }
        po_view_text(group, "title", PO_SAY(view, OUTCOME_KEYS[outcome]));
        po_view_count(group, "count", (size_t)cJSON_GetArraySize(items));
        po_view_flag(group, "folded", outcome >= PO_REVIEW_EXPLAINED);
        cJSON_AddItemToArray(outcomes, group);
    }
    po_view_flag(object, "any_outcomes", cJSON_GetArraySize(outcomes) > 0);
}

/* ---- a part -----------------------------------------------------------------------------------
 */

static void add_against(const po_view *view, cJSON *item, const po_review_part *part) {
    cJSON *list = cJSON_AddArrayToObject(item, "against");
    for (size_t i = 0; i < part->against.count; i++) {
        cJSON *other = po_view_item(list);
        po_view_text(other, "title", po_view_source_title(view, part->against.items[i]));
        po_view_text(other, "href", po_arena_printf(view->arena, "%s#s-%s", PLAN_PAGE, part->against.items[i]->id));
    }
    po_view_flag(item, "any_against", part->against.count > 0);
}

static void add_by_law(const po_view *view, cJSON *item, const po_comparing *rule) {
    (void)view;
    cJSON *list = cJSON_AddArrayToObject(item, "by_law");
    for (size_t i = 0; i < rule->by_law.count; i++) {
        cJSON *said = po_view_item(list);
        po_view_text(said, "title", rule->by_law.items[i].title);
        po_view_text(said, "text", rule->by_law.items[i].text);
        po_view_text(said, "citation", rule->by_law.items[i].citation);
    }
    po_view_flag(item, "any_by_law", rule->by_law.count > 0);
}

static void add_plans(const po_view *view, cJSON *item, const po_review_part *part) {
    cJSON *rows = cJSON_AddArrayToObject(item, "rows"), *plans = cJSON_AddArrayToObject(item, "plans");
    for (size_t i = 0; i < part->plans.count; i++) {
        const po_review_plan *plan = part->plans.items[i];
        add_row(view, rows, part, plan);
        if (!plan->source || plan->state > PO_REVIEW_PARTLY)
            continue;
        cJSON *shown = po_view_item(plans);
        po_view_text(shown, "id", po_arena_printf(view->arena, "%s-%zu", part->program->id, plan->index));
        po_view_text(shown, "name", plan->name);
        po_view_text(shown, "title", po_view_source_title(view, plan->source));
        po_view_text(shown, "href", po_arena_printf(view->arena, "%s#s-%s", PLAN_PAGE, plan->source->id));
        add_outcomes(view, shown, part, plan);
    }
    po_view_flag(item, "any_plans", part->plans.count > 0);
}

static void add_part(const po_view *view, cJSON *list, const po_review_part *part) {
    cJSON *item = po_view_item(list), *together = cJSON_AddObjectToObject(item, "together");
    po_view_text(item, "id", part->program->id);
    po_view_text(item, "title", PO_SAY(view, "review.part", "program", part->program->short_title));
    po_view_text(item, "why",
                 part->rule->required ? PO_SAY(view, "review.by_law", "citation", part->rule->citation)
                                      : PO_SAY(view, "review.by_nobody"));
    cJSON *topics = cJSON_AddArrayToObject(item, "topics");
    for (int topic = 0; topic < PO_REVIEW_TOPICS; topic++)
        po_view_text(po_view_item(topics), "title", PO_SAY(view, TOPIC_KEYS[topic]));
    add_against(view, item, part);
    add_plans(view, item, part);
    add_outcomes(view, together, part, NULL);
    add_by_law(view, item, part->rule);
}

/* ---- the whole --------------------------------------------------------------------------------
 */

static void add_signature(const po_view *view, cJSON *root) {
    const po_review *review = view->input->review;
    const char *role = NULL;
    cJSON *blocks = cJSON_AddArrayToObject(root, "blocks");
    for (size_t i = 0; i < review->parts.count && !role; i++)
        role = review->parts.items[i].rule->required ? review->parts.items[i].rule->signer : NULL;
    for (size_t i = 0; i < review->blocks.count; i++) {
        const po_review_block *block = &review->blocks.items[i];
        const char *text = po_language_format(view->input->language, view->arena, block->message, block->arguments,
                                              block->argument_count);
        cJSON_AddItemToArray(blocks, cJSON_CreateString(text));
    }
    po_view_flag(root, "signable", review->signable && role);
    po_view_flag(root, "any_blocks", review->blocks.count > 0);
    po_view_text(root, "signer", role ? po_role_name(view->input->language, role) : NULL);
}

static void add_unread(const po_view *view, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "unread");
    for (size_t i = 0; i < view->input->review->unread_count; i++) {
        cJSON *item = po_view_item(list);
        po_view_text(item, "name", view->input->review->unread[i].name);
        po_view_text(item, "reason", view->input->review->unread[i].reason);
        po_view_flag(item, "partly", view->input->review->unread[i].partly);
    }
    po_view_flag(root, "any_unread", view->input->review->unread_count > 0);
}

cJSON *po_review_view_create(po_arena *arena, const po_emit_plan_input *input, const po_plan_facts *facts) {
    po_view view = {arena, input, facts, po_family_collect(arena, input->model), po_map_create(arena)};
    cJSON *root = cJSON_CreateObject(), *required, *others;
    po_view_sentences(root, input->language);
    po_view_text(root, "lea", facts->name ? facts->name : PO_SAY(&view, "lea.unknown"));
    po_view_text(root, "year", po_view_year(arena, facts->plan_year));
    po_view_text(root, "as_of", po_view_date(input->language, arena, input->as_of));
    po_view_text(root, "version", input->version);
    po_view_text(root, "plan", PLAN_PAGE);
    required = cJSON_AddArrayToObject(root, "required");
    others = cJSON_AddArrayToObject(root, "others");
    for (size_t i = 0; i < input->review->parts.count; i++)
        add_part(&view, input->review->parts.items[i].rule->required ? required : others,
                 &input->review->parts.items[i]);
    po_view_flag(root, "any_required", cJSON_GetArraySize(required) > 0);
    po_view_flag(root, "any_others", cJSON_GetArraySize(others) > 0);
    add_signature(&view, root);
    add_unread(&view, root);
    return root;
}
