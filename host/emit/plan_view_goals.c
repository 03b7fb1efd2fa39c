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

/* `goal` NULL: under no goal. */
static bool is_under(const po_entity *entity, const po_entity *goal) {
    return goal ? entity->parent == goal : !po_entity_is(entity->parent, "goal");
}

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

static void add_measures(po_view *view, cJSON *item, const po_source *source,
                         const po_entity *goal) {
    enum { KINDS = 12 };
    const po_term *kinds[KINDS];
    po_ordered_entities all = po_order_entities(view->arena, view->input->model, "measure");
    const po_entity **mine = PO_NEW_ARRAY(view->arena, const po_entity *, all.count);
    size_t count = 0;
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i]->source == source && is_under(all.items[i], goal)) {
            mine[count++] = all.items[i];
        }
    }
    if (count == 0) {
        cJSON_AddNullToObject(item, "measures");
        return;
    }
    size_t kind_count = find_kinds(view, mine, count, kinds, KINDS);
    cJSON *table = cJSON_AddObjectToObject(item, "measures");
    cJSON *columns = cJSON_AddArrayToObject(table, "columns");
    for (size_t k = 0; k < kind_count; k++) {
        cJSON_AddItemToArray(columns, cJSON_CreateString(kinds[k]->label));
    }
    cJSON *rows = cJSON_AddArrayToObject(table, "rows");
    for (size_t i = 0; i < count; i++) {
        add_measure(view, rows, mine[i], kinds, kind_count);
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

static void add_actions(po_view *view, cJSON *item, const po_source *source,
                        const po_entity *goal) {
    po_ordered_entities all = po_order_entities(view->arena, view->input->model, "action");
    cJSON *rows = NULL;
    for (size_t i = 0; i < all.count; i++) {
        if (all.items[i]->source != source || !is_under(all.items[i], goal)) {
            continue;
        }
        rows = rows ? rows : cJSON_AddArrayToObject(item, "actions");
        add_action(view, rows, all.items[i]);
    }
    if (!rows) {
        cJSON_AddNullToObject(item, "actions");
    }
    po_view_flag(item, "any_actions", rows != NULL);
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

static void add_goal(po_view *view, cJSON *list, const po_entity *goal) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", goal->id);
    po_view_text(item, "heading",
                 PO_SAY(view, "goal.heading", "code", goal->code ? goal->code : ""));
    po_view_value(view, item, "description", goal, "description");
    po_view_value(view, item, "type", goal, "type");
    po_view_value(view, item, "priorities", goal, "priorities");
    po_view_value(view, item, "rationale", goal, "rationale");
    po_view_doubts(view, item, goal, NULL);
    add_measures(view, item, goal->source, goal);
    add_actions(view, item, goal->source, goal);
    add_analysis(view, item, goal);
}

/* Measures and actions of a document that stand under no goal. */
static void add_rest(po_view *view, cJSON *list, const po_source *source) {
    cJSON *item = po_view_item(list);
    add_measures(view, item, source, NULL);
    add_actions(view, item, source, NULL);
    if (cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(item, "measures")) &&
        cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(item, "actions"))) {
        cJSON_DeleteItemFromArray(list, cJSON_GetArraySize(list) - 1);
        return;
    }
    po_view_text(item, "id", po_arena_printf(view->arena, "rest-%s", source->id));
    po_view_text(item, "heading", PO_SAY(view, "goal.none"));
    static const char *const absent[] = {"description", "type", "priorities", "rationale",
                                         "any_analysis", "analysis", "doubts"};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        cJSON_AddNullToObject(item, absent[i]);
    }
}

void po_plan_view_goals(po_view *view, cJSON *root) {
    po_ordered_entities goals = po_order_entities(view->arena, view->input->model, "goal");
    cJSON *plans = cJSON_AddArrayToObject(root, "plans");
    for (size_t s = 0; s < view->facts->sources.count; s++) {
        const po_source *source = view->facts->sources.items[s];
        if (source->state != PO_SOURCE_CURRENT && source->state != PO_SOURCE_UNDECIDED) {
            continue;
        }
        cJSON *item = po_view_item(plans);
        cJSON *list = cJSON_AddArrayToObject(item, "goals");
        for (size_t i = 0; i < goals.count; i++) {
            if (goals.items[i]->source == source) {
                add_goal(view, list, goals.items[i]);
            }
        }
        add_rest(view, list, source);
        po_plan_view_source_link(view, item, "source", source);
        po_view_flag(item, "undecided", source->state == PO_SOURCE_UNDECIDED);
        if (cJSON_GetArraySize(list) == 0) {
            cJSON_DeleteItemFromArray(plans, cJSON_GetArraySize(plans) - 1);
        }
    }
    po_view_flag(root, "any_plans", cJSON_GetArraySize(plans) > 0);
}
