/* SPDX-License-Identifier: Apache-2.0
 *
 * Goals by document: measures with their values and the school year of each, actions with whom they are for and
 * their money, and the plan's own analysis. What hangs under no goal stands at the document's end and is not lost.
 */
#include <string.h>

#include "base/text.h"
#include "emit/plan_view_parts.h"

/* ---- measures --------------------------------------------------------------------------------- */

#define OUTCOME_KINDS "outcome-kind"

/* Entities by the goal they stand under, or by their plan where they stand under none; in printing order. */
typedef struct under_list {
    PO_LIST(const po_entity *) list;
} under_list;

static po_map *collect_under(const po_view *view, const char *type) {
    po_map *map = po_map_create(view->arena);
    po_ordered_entities all = po_order_entities(view->arena, view->input->model, type);
    for (size_t i = 0; i < all.count; i++) {
        const po_entity *entity = all.items[i], *parent = entity->parent;
        const po_source *plan = po_source_plan(entity->source);
        const char *key = po_entity_is(parent, "goal") ? parent->id : plan ? plan->id : "";
        under_list *list = po_map_get(map, key);
        if (!list) {
            list = PO_NEW(view->arena, under_list);
            po_map_set(map, key, list);
        }
        *PO_LIST_ADD(view->arena, &list->list) = entity;
    }
    return map;
}

static po_ordered_entities list_under(const po_map *map, const char *key) {
    const under_list *list = po_map_get(map, key);
    return list ? (po_ordered_entities){list->list.items, list->list.count} : (po_ordered_entities){0};
}

/* What the goals' part needs to know of the whole plan, worked out once. */
typedef struct goal_parts {
    po_map *measures, *actions; /* see collect_under */
    po_map *ties;               /* goal id -> const po_tie* */
    po_map *named;              /* id of a district's goal -> named_list* */
} goal_parts;

static const po_entity *find_outcome(const po_view *view, const po_entity *measure,
                                     const char *kind) {
    const po_ordered_entities children = po_family_children(&view->family, measure);
    for (size_t i = 0; i < children.count; i++) {
        const po_entity *child = children.items[i];
        if (po_entity_is(child, "outcome") && po_text_equal(po_entity_value(child, "kind"), kind)) {
            return child;
        }
    }
    return NULL;
}

/* Which kinds of outcomes the goal's measures have, as columns in the vocabulary's order. */
static size_t find_kinds(const po_view *view, const po_entity **measures, size_t count,
                         const po_term **ret_kinds, size_t limit) {
    const po_vocabulary *kinds = po_schema_vocabulary(view->input->model->schema, OUTCOME_KINDS);
    size_t found = 0;
    for (size_t k = 0; kinds && k < kinds->terms.count && found < limit; k++) {
        const po_term *term = &kinds->terms.items[k];
        for (size_t i = 0; i < count; i++) {
            if (find_outcome(view, measures[i], term->id)) {
                ret_kinds[found++] = term;
                break;
            }
        }
    }
    return found;
}

static void add_outcome(po_view *view, cJSON *cells, const po_entity *outcome) {
    cJSON *cell = po_view_item(cells);
    if (!outcome) {
        cJSON_AddNullToObject(cell, "text");
        cJSON_AddNullToObject(cell, "year");
        return;
    }
    po_view_value(view, cell, "text", outcome, "text");
    const char *year = po_view_field(view, outcome, "school_year");
    bool has_year = !po_text_equal(po_entity_value(outcome, "kind"), "difference");
    po_view_text(cell, "year",
                 year || !has_year ? year : PO_SAY(view, "measure.year_not_stated"));
}

static void add_measure(po_view *view, cJSON *rows, const po_entity *measure,
                        const po_term *const *kinds, size_t kind_count) {
    cJSON *row = po_view_item(rows);
    po_view_text(row, "id", measure->id);
    po_view_text(row, "code", measure->code);
    po_view_value(view, row, "name", measure, "name");
    po_view_value(view, row, "site", measure, "site");
    po_view_doubts(view, row, measure, "outcome");
    cJSON *cells = cJSON_AddArrayToObject(row, "cells");
    for (size_t k = 0; k < kind_count; k++) {
        add_outcome(view, cells, find_outcome(view, measure, kinds[k]->id));
    }
}

static void add_measures(po_view *view, cJSON *item, const po_ordered_entities *mine) {
    enum { KINDS = 12 };
    const po_term *kinds[KINDS];
    if (mine->count == 0) {
        cJSON_AddNullToObject(item, "measures");
        return;
    }
    size_t kind_count = find_kinds(view, mine->items, mine->count, kinds, KINDS);
    cJSON *table = cJSON_AddObjectToObject(item, "measures");
    cJSON *columns = cJSON_AddArrayToObject(table, "columns");
    for (size_t k = 0; k < kind_count; k++) {
        cJSON_AddItemToArray(columns, cJSON_CreateString(kinds[k]->label));
    }
    cJSON *rows = cJSON_AddArrayToObject(table, "rows");
    for (size_t i = 0; i < mine->count; i++) {
        add_measure(view, rows, mine->items[i], kinds, kind_count);
    }
}

/* ---- actions ---------------------------------------------------------------------------------- */

static bool is_zero(const po_entity *entity, const char *field) {
    const char *value = po_entity_value(entity, field);
    po_decimal number;
    return value && po_decimal_parse(value, &number) && number.units == 0;
}

static void add_funds(po_view *view, cJSON *row, const po_entity *action) {
    cJSON *funds = cJSON_AddArrayToObject(row, "funds");
    const po_ordered_entities children = po_family_children(&view->family, action);
    for (size_t i = 0; i < children.count; i++) {
        const po_entity *expenditure = children.items[i];
        if (!po_entity_is(expenditure, "expenditure") || is_zero(expenditure, "amount")) {
            continue;
        }
        cJSON *item = po_view_item(funds);
        po_view_text(item, "fund", po_view_field(view, expenditure, "fund"));
        po_view_value(view, item, "amount", expenditure, "amount");
    }
}

static void add_action(po_view *view, cJSON *rows, const po_entity *action) {
    static const char *const fields[] = {"title",        "description",          "total_funds",
                                         "contributing", "scope",                "groups",
                                         "location",     "time_span",            "identified_need",
                                         "how_addressed", "monitoring"};
    cJSON *row = po_view_item(rows);
    po_view_text(row, "id", action->id);
    po_view_text(row, "code", action->code);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        po_view_value(view, row, fields[i], action, fields[i]);
    }
    /* What is printed only where it says something; elsewhere its anchor is under "where it comes from". */
    bool improves = !is_zero(action, "improved_percentage");
    bool has_groups = !po_text_empty(po_entity_text(action, "groups"));
    po_view_value(view, row, "improved_percentage", action, improves ? "improved_percentage" : NULL);
    po_view_value(view, row, "unduplicated_groups", action, has_groups ? NULL : "unduplicated_groups");
    po_view_doubts(view, row, action, "expenditure");
    add_funds(view, row, action);
    bool more = false;
    for (size_t i = 8; i < 11; i++) {
        more = more || cJSON_IsObject(cJSON_GetObjectItemCaseSensitive(row, fields[i]));
    }
    po_view_flag(row, "answers", more);
}

static void add_actions(po_view *view, cJSON *item, const po_ordered_entities *mine) {
    cJSON *rows = mine->count > 0 ? cJSON_AddArrayToObject(item, "actions") : cJSON_AddNullToObject(item, "actions");
    for (size_t i = 0; i < mine->count; i++) {
        add_action(view, rows, mine->items[i]);
    }
    po_view_flag(item, "any_actions", mine->count > 0);
}

/* ---- goals ------------------------------------------------------------------------------------ */

static void add_analysis(po_view *view, cJSON *item, const po_entity *goal) {
    const po_ordered_entities all = po_family_children(&view->family, goal);
    cJSON *list = cJSON_AddArrayToObject(item, "analysis");
    for (size_t i = 0; i < all.count; i++) {
        if (po_entity_is(all.items[i], "narrative")) {
            cJSON *text = po_view_item(list);
            po_view_text(text, "id", all.items[i]->id);
            po_view_text(text, "prompt", po_view_field(view, all.items[i], "prompt"));
            po_view_value(view, text, "answer", all.items[i], "text");
        }
    }
    po_view_flag(item, "any_analysis", cJSON_GetArraySize(list) > 0);
}

/* ---- ties ---- */

typedef struct named_list {
    PO_LIST(const po_tie *) list;
} named_list;

static void collect_ties(const po_view *view, goal_parts *parts) {
    parts->ties = po_map_create(view->arena);
    parts->named = po_map_create(view->arena);
    const po_one_plan *one = view->input->one;
    for (size_t i = 0; one && i < one->ties.list.count; i++) {
        po_tie *tie = &one->ties.list.items[i];
        po_map_add(parts->ties, tie->goal->id, tie);
        if (!tie->named) {
            continue;
        }
        named_list *list = po_map_get(parts->named, tie->named->id);
        if (!list) {
            list = PO_NEW(view->arena, named_list);
            po_map_set(parts->named, tie->named->id, list);
        }
        *PO_LIST_ADD(view->arena, &list->list) = tie;
    }
}

static const char *tie_sentence(const po_view *view, const po_tie *tie) {
    static const char *const keys[] = {[PO_TIE_NUMBER] = "goal.tie.number",
                                       [PO_TIE_WORDS] = "goal.tie.words",
                                       [PO_TIE_NOT_STATED] = "goal.tie.not_stated",
                                       [PO_TIE_UNMATCHED] = "goal.tie.unmatched",
                                       [PO_TIE_NO_PLAN] = "goal.tie.no_plan"};
    const char *words = tie->words ? po_view_field(view, tie->goal, "aligned") : NULL;
    return PO_SAY(view, keys[tie->way], "words", words ? words : "");
}

static void add_goal_link(const po_view *view, cJSON *item, const po_entity *goal) {
    po_view_text(item, "title", PO_SAY(view, "goal.of_plan", "code", goal->code ? goal->code : "", "plan",
                                       po_view_source_title(view, goal->source)));
    po_view_text(item, "anchor", po_plan_view_anchor(view, goal));
}

/* "tie": the district's goal that a school's goal names; "named": the schools' goals that name a goal of the district. */
static void add_ties(const po_view *view, cJSON *item, const goal_parts *parts, const po_entity *goal) {
    const po_tie *tie = po_map_get(parts->ties, goal->id);
    cJSON *object = tie ? cJSON_AddObjectToObject(item, "tie") : cJSON_AddNullToObject(item, "tie");
    if (tie) {
        po_view_text(object, "sentence", tie_sentence(view, tie));
        cJSON *link = tie->named ? cJSON_AddObjectToObject(object, "goal") : cJSON_AddNullToObject(object, "goal");
        if (tie->named) {
            add_goal_link(view, link, tie->named);
        }
    }
    const named_list *list = po_map_get(parts->named, goal->id);
    cJSON *named = cJSON_AddArrayToObject(item, "named");
    for (size_t i = 0; list && i < list->list.count; i++) {
        add_goal_link(view, po_view_item(named), list->list.items[i]->goal);
    }
    po_view_flag(item, "any_named", list != NULL);
}

static void add_goal(po_view *view, cJSON *list, const goal_parts *parts, const po_entity *goal) {
    const po_ordered_entities measures = list_under(parts->measures, goal->id), actions = list_under(parts->actions, goal->id);
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", goal->id);
    po_view_text(item, "heading",
                 PO_SAY(view, "goal.heading", "code", goal->code ? goal->code : ""));
    po_view_value(view, item, "description", goal, "description");
    po_view_value(view, item, "type", goal, "type");
    po_view_value(view, item, "priorities", goal, "priorities");
    po_view_value(view, item, "rationale", goal, "rationale");
    po_view_doubts(view, item, goal, NULL);
    add_ties(view, item, parts, goal);
    add_measures(view, item, &measures);
    add_actions(view, item, &actions);
    add_analysis(view, item, goal);
}

/* Measures and actions of a plan that stand under no goal. */
static void add_rest(po_view *view, cJSON *list, const goal_parts *parts, const po_source *plan) {
    const po_ordered_entities measures = list_under(parts->measures, plan->id), actions = list_under(parts->actions, plan->id);
    if (measures.count == 0 && actions.count == 0) {
        return;
    }
    cJSON *item = po_view_item(list);
    add_measures(view, item, &measures);
    add_actions(view, item, &actions);
    po_view_text(item, "id", po_arena_printf(view->arena, "rest-%s", plan->id));
    po_view_text(item, "heading", PO_SAY(view, "goal.none"));
    static const char *const absent[] = {"description", "type",     "priorities", "rationale", "any_analysis",
                                         "analysis",    "doubts",   "misreads",   "tie",       "named",        "any_named"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        cJSON_AddNullToObject(item, absent[i]);
    }
}

/* Goals by plan: id of the plan -> under_list*. */
static po_map *collect_goals(const po_view *view) {
    po_map *map = po_map_create(view->arena);
    po_ordered_entities goals = po_order_entities(view->arena, view->input->model, "goal");
    for (size_t i = 0; i < goals.count; i++) {
        const po_source *plan = po_source_plan(goals.items[i]->source);
        under_list *list = plan ? po_map_get(map, plan->id) : NULL;
        if (plan && !list) {
            list = PO_NEW(view->arena, under_list);
            po_map_set(map, plan->id, list);
        }
        if (list) {
            *PO_LIST_ADD(view->arena, &list->list) = goals.items[i];
        }
    }
    return map;
}

static void add_plan(po_view *view, cJSON *plans, const goal_parts *parts, const po_map *goals, const po_source *plan) {
    cJSON *item = po_view_item(plans);
    cJSON *list = cJSON_AddArrayToObject(item, "goals");
    const po_ordered_entities mine = list_under(goals, plan->id);
    for (size_t i = 0; i < mine.count; i++) {
        add_goal(view, list, parts, mine.items[i]);
    }
    add_rest(view, list, parts, plan);
    po_plan_view_source_link(view, item, "source", plan);
    po_view_flag(item, "undecided", plan->state == PO_SOURCE_UNDECIDED);
    if (cJSON_GetArraySize(list) == 0) {
        cJSON_DeleteItemFromArray(plans, cJSON_GetArraySize(plans) - 1);
    }
}

void po_plan_view_goals(po_view *view, cJSON *root) {
    goal_parts parts = {.measures = collect_under(view, "measure"), .actions = collect_under(view, "action")};
    collect_ties(view, &parts);
    const po_map *goals = collect_goals(view);
    cJSON *plans = cJSON_AddArrayToObject(root, "plans");
    for (size_t s = 0; s < view->facts->sources.count; s++) {
        const po_source *source = view->facts->sources.items[s];
        bool shown = source->state == PO_SOURCE_CURRENT || source->state == PO_SOURCE_UNDECIDED;
        if (shown && !source->completes) {
            add_plan(view, plans, &parts, goals, source);
        }
    }
    po_view_flag(root, "any_plans", cJSON_GetArraySize(plans) > 0);
}
