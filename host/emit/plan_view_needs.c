/* SPDX-License-Identifier: Apache-2.0
 *
 * Needs by student group: what is measured, what answers, with which money. The plan is organised by need, so this
 * part stands before the goals. A need comes from the measures and actions named beside it, so that it has no block of its
 * own under "where it comes from".
 */
#include <string.h>

#include "base/text.h"
#include "emit/plan_view_parts.h"

/* Adds {title, anchor, code} for an entity linked to a need. */
static void add_link(const po_view *view, cJSON *list, const po_entity *entity) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "title", po_view_entity_title(view, entity));
    po_view_text(item, "anchor", po_plan_view_anchor(view, entity));
}

static void add_money(const po_entity *entity, po_decimal *total, bool *any) {
    const char *amount = po_entity_value(entity, "total_funds");
    po_decimal value, sum;
    if (amount && po_decimal_parse(amount, &value) && po_decimal_add(*total, value, &sum)) {
        *total = sum;
        *any = true;
    }
}

/* What is linked to the need, by the kind of thing it is. */
static void add_links(const po_view *view, cJSON *item, const po_ordered_links *links,
                      const po_entity *need) {
    cJSON *measures = cJSON_AddArrayToObject(item, "measures");
    cJSON *actions = cJSON_AddArrayToObject(item, "actions");
    cJSON *flags = cJSON_AddArrayToObject(item, "flags");
    po_decimal total = po_decimal_of(0, 2);
    bool any = false;
    for (size_t i = 0; i < links->count; i++) {
        const po_link *link = links->items[i];
        if (link->to != need || !po_entity_current(link->from)) {
            continue;
        }
        if (po_entity_is(link->from, "action")) {
            add_money(link->from, &total, &any);
            add_link(view, actions, link->from);
        } else if (po_entity_is(link->from, "measure")) {
            add_link(view, measures, link->from);
        } else if (po_entity_is(link->from, "identification")) {
            add_link(view, flags, link->from);
        }
    }
    po_view_text(item, "money", any ? po_view_money(view->arena, total) : NULL);
    po_view_flag(item, "unanswered", cJSON_GetArraySize(actions) == 0);
    po_view_flag(item, "unmeasured", cJSON_GetArraySize(measures) == 0);
}

static void add_need(po_view *view, cJSON *list, const po_ordered_links *links,
                     const po_entity *need) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", need->id);
    po_view_value(view, item, "group", need, "group");
    po_view_value(view, item, "topic", need, "topic");
    po_view_value(view, item, "site", need, "site");
    add_links(view, item, links, need);
}

void po_plan_view_needs(po_view *view, cJSON *root) {
    po_ordered_entities needs = po_order_entities(view->arena, view->input->model, "need");
    const po_ordered_links links = po_order_links(view->arena, view->input->model);
    cJSON *groups = cJSON_AddArrayToObject(root, "groups");
    cJSON *list = NULL;
    const char *group = NULL;
    size_t unanswered = 0;
    for (size_t i = 0; i < needs.count; i++) {
        const char *name = po_view_field(view, needs.items[i], "group");
        if (!list || !po_text_equal(name, group)) {
            cJSON *item = po_view_item(groups);
            po_view_text(item, "name", name);
            po_view_text(item, "number", po_arena_printf(view->arena, "%zu", i + 1));
            list = cJSON_AddArrayToObject(item, "needs");
            group = name;
        }
        add_need(view, list, &links, needs.items[i]);
        unanswered += (size_t)cJSON_IsTrue(
            cJSON_GetObjectItemCaseSensitive(list->child->prev, "unanswered"));
    }
    po_view_flag(root, "any_needs", needs.count > 0);
    po_view_text(root, "unanswered_needs",
                 unanswered == 0 ? NULL
                                 : PO_SAY(view, "need.unanswered_count", "count",
                                          po_arena_printf(view->arena, "%zu", unanswered), "total",
                                          po_arena_printf(view->arena, "%zu", needs.count)));
}
