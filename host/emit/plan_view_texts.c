/* SPDX-License-Identifier: Apache-2.0
 *
 * What a plan says in prose: engagement, answers to prompts that belong to no goal, and the dates it prints.
 */
#include <stdlib.h>

#include "base/text.h"
#include "emit/plan_view_parts.h"

static void add_engagement(po_view *view, cJSON *root) {
    po_ordered_entities all = po_order_entities(view->arena, view->input->model, "engagement");
    cJSON *list = cJSON_AddArrayToObject(root, "engagement");
    for (size_t i = 0; i < all.count; i++) {
        if (!po_plan_view_printed(all.items[i])) {
            continue;
        }
        cJSON *item = po_view_item(list);
        po_view_text(item, "id", all.items[i]->id);
        po_view_value(view, item, "partner", all.items[i], "partner");
        po_view_value(view, item, "process", all.items[i], "process");
        po_view_doubts(view, item, all.items[i], NULL);
        po_plan_view_source_link(view, item, "source", all.items[i]->source);
    }
    po_view_flag(root, "any_engagement", cJSON_GetArraySize(list) > 0);
}

static void add_narratives(po_view *view, cJSON *root) {
    po_ordered_entities all = po_order_entities(view->arena, view->input->model, "narrative");
    cJSON *list = cJSON_AddArrayToObject(root, "narratives");
    for (size_t i = 0; i < all.count; i++) {
        bool of_goal = all.items[i]->parent && po_entity_is(all.items[i]->parent, "goal");
        if (of_goal || !po_plan_view_printed(all.items[i])) {
            continue;
        }
        cJSON *item = po_view_item(list);
        const char *prompt = po_view_field(view, all.items[i], "prompt");
        po_view_text(item, "id", all.items[i]->id);
        po_view_text(item, "prompt", prompt ? prompt : PO_SAY(view, "narrative.untitled"));
        po_view_value(view, item, "answer", all.items[i], "text");
        po_view_doubts(view, item, all.items[i], NULL);
        po_plan_view_source_link(view, item, "source", all.items[i]->source);
    }
    po_view_flag(root, "any_narratives", cJSON_GetArraySize(list) > 0);
}

/* ---- dates ------------------------------------------------------------------------------------ */

static bool date_of(const po_entity *entity, po_date *ret_date) {
    const char *date = po_entity_value(entity, "date");
    return date && po_date_parse_iso(date, ret_date);
}

/* By date; without one at the end; then as they stand. */
static int by_date(const void *a, const void *b) {
    const po_entity *left = *(const po_entity *const *)a, *right = *(const po_entity *const *)b;
    po_date x, y;
    bool has_x = date_of(left, &x), has_y = date_of(right, &y);
    int order = has_x && has_y ? po_date_compare(x, y) : has_y - has_x;
    return order ? order : (left->order > right->order) - (left->order < right->order);
}

static void add_milestone(po_view *view, cJSON *list, const po_entity *milestone) {
    cJSON *item = po_view_item(list);
    po_date date;
    bool known = date_of(milestone, &date);
    bool ahead = known && po_date_compare(date, view->input->as_of) > 0;
    po_view_text(item, "id", milestone->id);
    po_view_value(view, item, "date", milestone, "date");
    po_view_value(view, item, "event", milestone, "event");
    po_view_doubts(view, item, milestone, NULL);
    po_view_text(item, "state",
                 PO_SAY(view, !known ? "milestone.unknown"
                              : ahead ? "milestone.planned"
                                      : "milestone.stated"));
    po_view_flag(item, "ahead", ahead);
    po_plan_view_source_link(view, item, "source", milestone->source);
}

static void add_milestones(po_view *view, cJSON *root) {
    po_ordered_entities all = po_order_entities(view->arena, view->input->model, "milestone");
    cJSON *list = cJSON_AddArrayToObject(root, "milestones");
    qsort(all.items, all.count, sizeof(const po_entity *), by_date);
    for (size_t i = 0; i < all.count; i++) {
        if (po_plan_view_printed(all.items[i])) {
            add_milestone(view, list, all.items[i]);
        }
    }
    po_view_flag(root, "any_milestones", cJSON_GetArraySize(list) > 0);
}

void po_plan_view_texts(po_view *view, cJSON *root) {
    add_engagement(view, root);
    add_narratives(view, root);
    add_milestones(view, root);
}
