/* SPDX-License-Identifier: Apache-2.0
 *
 * Needs by student group: what is measured, what answers, with which money. The plan is organised by need, so this
 * part stands before the goals. One line for a group and a topic brings together what all plans say of it, plan by plan; needs of single
 * schools stand in the line of their topic. A need comes from the measures and actions named beside it, so that it has no block of its
 * own under "where it comes from".
 */
#include <string.h>

#include "base/text.h"
#include "emit/plan_view_parts.h"

/* Links to one need. */
typedef struct need_links {
    PO_LIST(const po_link *) list;
} need_links;

/* One line of the page under way. */
typedef struct need_line {
    const po_view *view;
    po_map *seen; /* ids of what stands in the line already */
    cJSON *measured, *answered, *flags; /* lists of plans with their things; of things */
    po_decimal total;
    bool any_money;
} need_line;

static po_map *links_by_need(const po_view *view) {
    const po_ordered_links links = po_order_links(view->arena, view->input->model);
    po_map *map = po_map_create(view->arena);
    for (size_t i = 0; i < links.count; i++) {
        const po_link *link = links.items[i];
        if (!po_entity_is(link->to, "need") || !po_entity_current(link->from)) {
            continue;
        }
        need_links *mine = po_map_get(map, link->to->id);
        if (!mine) {
            mine = PO_NEW(view->arena, need_links);
            po_map_set(map, link->to->id, mine);
        }
        *PO_LIST_ADD(view->arena, &mine->list) = link;
    }
    return map;
}

static void add_thing(const po_view *view, cJSON *list, const po_entity *entity) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "title", po_view_entity_title(view, entity));
    po_view_text(item, "anchor", po_plan_view_anchor(view, entity));
}

/* Under its plan: things of one plan follow each other, because links are ordered by their sources. */
static void add_to_plan(const po_view *view, cJSON *plans, const po_entity *entity) {
    const char *title = entity->source ? po_view_source_title(view, entity->source) : "";
    for (cJSON *plan = plans->child; plan; plan = plan->next) {
        if (po_text_equal(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(plan, "plan")), title)) {
            add_thing(view, cJSON_GetObjectItemCaseSensitive(plan, "things"), entity);
            return;
        }
    }
    cJSON *plan = po_view_item(plans);
    po_view_text(plan, "plan", title);
    add_thing(view, cJSON_AddArrayToObject(plan, "things"), entity);
}

static void add_money(need_line *line, const po_entity *entity) {
    const char *amount = po_entity_value(entity, "total_funds");
    po_decimal value, sum;
    if (amount && po_decimal_parse(amount, &value) && po_decimal_add(line->total, value, &sum)) {
        line->total = sum;
        line->any_money = true;
    }
}

static void add_link(need_line *line, const po_link *link) {
    if (!po_map_add(line->seen, link->from->id, line)) {
        return;
    }
    if (po_entity_is(link->from, "action")) {
        add_money(line, link->from);
        add_to_plan(line->view, line->answered, link->from);
    } else if (po_entity_is(link->from, "measure")) {
        add_to_plan(line->view, line->measured, link->from);
    } else if (po_entity_is(link->from, "identification")) {
        add_thing(line->view, line->flags, link->from);
    }
}

static bool same_line(const po_view *view, const po_entity *a, const po_entity *b) {
    return po_text_equal(po_view_field(view, a, "group"), po_view_field(view, b, "group")) &&
           po_text_equal(po_view_field(view, a, "topic"), po_view_field(view, b, "topic"));
}

static void add_site(po_view *view, cJSON *sites, const po_entity *need, bool first) {
    cJSON *item = po_view_item(sites);
    po_view_text(item, "id", first ? NULL : need->id);
    po_view_value(view, item, "group", need, first ? NULL : "group");
    po_view_value(view, item, "topic", need, first ? NULL : "topic");
    po_view_value(view, item, "site", need, "site");
}

/* One line for `count` needs of one group and topic; true if nothing answers them. */
static bool add_line(po_view *view, cJSON *list, const po_map *links, const po_ordered_entities *needs, size_t from, size_t count) {
    const po_entity *first = needs->items[from];
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", first->id);
    po_view_value(view, item, "group", first, "group");
    po_view_value(view, item, "topic", first, "topic");
    cJSON *sites = cJSON_AddArrayToObject(item, "sites");
    need_line line = {.view = view, .seen = po_map_create(view->arena), .total = po_decimal_of(0, 2)};
    line.measured = cJSON_AddArrayToObject(item, "measured");
    line.answered = cJSON_AddArrayToObject(item, "answered");
    line.flags = cJSON_AddArrayToObject(item, "flags");
    for (size_t i = 0; i < count; i++) {
        const po_entity *need = needs->items[from + i];
        const need_links *mine = po_map_get(links, need->id);
        add_site(view, sites, need, i == 0);
        for (size_t k = 0; mine && k < mine->list.count; k++) {
            add_link(&line, mine->list.items[k]);
        }
    }
    bool unanswered = cJSON_GetArraySize(line.answered) == 0;
    po_view_text(item, "money", line.any_money ? po_view_money(view->arena, line.total) : NULL);
    po_view_flag(item, "unanswered", unanswered);
    po_view_flag(item, "unmeasured", cJSON_GetArraySize(line.measured) == 0);
    return unanswered;
}

static size_t line_length(const po_view *view, const po_ordered_entities *needs, size_t from) {
    size_t count = 1;
    while (from + count < needs->count && same_line(view, needs->items[from], needs->items[from + count])) {
        count++;
    }
    return count;
}

static cJSON *begin_group(cJSON *groups, const char *name, size_t number, po_arena *arena) {
    cJSON *item = po_view_item(groups);
    po_view_text(item, "name", name);
    po_view_text(item, "number", po_arena_printf(arena, "%zu", number));
    return cJSON_AddArrayToObject(item, "needs");
}

void po_plan_view_needs(po_view *view, cJSON *root) {
    const po_ordered_entities needs = po_order_entities(view->arena, view->input->model, "need");
    const po_map *links = links_by_need(view);
    cJSON *groups = cJSON_AddArrayToObject(root, "groups");
    cJSON *list = NULL;
    const char *group = NULL;
    size_t unanswered = 0, lines = 0;
    for (size_t i = 0, count; i < needs.count; i += count) {
        const char *name = po_view_field(view, needs.items[i], "group");
        if (!list || !po_text_equal(name, group)) {
            list = begin_group(groups, name, i + 1, view->arena);
            group = name;
        }
        count = line_length(view, &needs, i);
        unanswered += add_line(view, list, links, &needs, i, count);
        lines++;
    }
    po_view_flag(root, "any_needs", needs.count > 0);
    po_view_text(root, "unanswered_needs",
                 unanswered == 0 ? NULL
                                 : PO_SAY(view, "need.unanswered_count", "count",
                                          po_arena_printf(view->arena, "%zu", unanswered), "total",
                                          po_arena_printf(view->arena, "%zu", lines)));
}
