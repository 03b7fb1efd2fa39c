/* SPDX-License-Identifier: Apache-2.0
 *
 * "What changed": each earlier version, and last year's plan, beside the one that counts. Values of the plan that counts lead to where they
 * stand on the page; those of the other have their page in its document.
 */
#include <string.h>

#include "base/text.h"
#include "emit/plan_view_parts.h"

enum { TEXT_SHOWN = 180, OPEN_MAX = 40 /* longer lists are folded */ };

static const char *shortened(const po_view *view, const char *text) {
    size_t size = text ? strlen(text) : 0;
    if (size <= TEXT_SHOWN) {
        return text;
    }
    size = TEXT_SHOWN;
    while (size > 0 && ((unsigned char)text[size] & 0xC0) == 0x80) {
        size--;
    }
    return po_arena_printf(view->arena, "%s…", po_arena_copy(view->arena, text, size));
}

/* Words that are alike at their beginning are shown from where they part. */
static size_t parting(const char *a, const char *b) {
    size_t at = 0, word = 0;
    while (a[at] != '\0' && a[at] == b[at]) {
        at++;
        word = a[at - 1] == ' ' ? at : word;
    }
    return word > 60 ? word : 0;
}

static const char *from_parting(const po_view *view, const char *text, const char *other) {
    size_t at = text && other ? parting(text, other) : 0;
    return at > 0 ? po_arena_printf(view->arena, "…%s", text + at) : text;
}

static const char *shown_value(const po_view *view, const po_entity *entity, const po_slot *slot) {
    return entity && slot ? po_view_shown(view, entity, slot) : NULL;
}

static const char *place_text(const po_view *view, const po_slot *slot) {
    const po_lineage *lineage = slot ? slot->value.lineage : NULL;
    return lineage && lineage->at_count > 0 ? po_view_place(view, &lineage->at[0]) : NULL;
}

/* The thing a change is of: an outcome's measure, an amount's action. */
static const po_entity *thing_of(const po_entity *entity) {
    bool part = po_entity_is(entity, "outcome") || po_entity_is(entity, "expenditure");
    return part && entity->parent ? entity->parent : entity;
}

static const char *field_text(const po_view *view, const po_change *change) {
    const po_entity *entity = change->after ? change->after : change->before;
    const po_slot *slot = change->new_value ? change->new_value : change->old_value;
    const po_entity *value = po_entity_is(entity, "outcome") ? entity : change->before; /* one side may be blank */
    if (po_entity_is(value, "outcome")) {
        return po_view_field(view, value, "kind");
    }
    if (po_entity_is(entity, "expenditure")) {
        const char *fund = po_view_field(view, entity, "fund");
        return fund ? fund : PO_SAY(view, "money.fund_unknown");
    }
    return slot ? slot->field->label : NULL;
}

static const char *kind_text(const po_view *view, const po_change *change) {
    static const char *const keys[] = {[PO_CHANGE_ADDED] = "change.added",
                                       [PO_CHANGE_DROPPED] = "change.dropped",
                                       [PO_CHANGE_RENUMBERED] = "change.renumbered",
                                       [PO_CHANGE_CHANGED] = "change.changed"};
    return PO_SAY(view, keys[change->kind]);
}

static void add_values(const po_view *view, cJSON *item, const po_change *change) {
    const char *before = shown_value(view, change->before, change->old_value);
    const char *after = shown_value(view, change->after, change->new_value);
    if (change->kind == PO_CHANGE_RENUMBERED) {
        before = change->before->code;
        after = change->after->code;
    }
    po_view_text(item, "before", shortened(view, from_parting(view, before, after)));
    po_view_text(item, "after", shortened(view, from_parting(view, after, before)));
    po_view_text(item, "before_place", place_text(view, change->old_value));
    po_view_text(item, "after_anchor", change->new_value ? po_arena_printf(view->arena, "#v-%s", change->new_value->value.id) : NULL);
    po_view_flag(item, "blank_before", !before && change->kind == PO_CHANGE_CHANGED);
    po_view_flag(item, "blank_after", !after && change->kind == PO_CHANGE_CHANGED);
}

static const char *difference_text(const po_view *view, const po_change *change) {
    po_decimal gap;
    const po_slot *slot = change->new_value ? change->new_value : change->old_value;
    if (!change->difference || !po_decimal_parse(change->difference, &gap)) {
        return NULL;
    }
    bool money = slot && po_text_equal(slot->field->type, "money");
    const char *text = money ? po_view_money(view->arena, gap) : po_view_number(view->arena, gap);
    return gap.units > 0 ? po_arena_printf(view->arena, "+%s", text) : text;
}

static void add_change(const po_view *view, cJSON *list, const po_change *change) {
    cJSON *item = po_view_item(list);
    const po_entity *thing = thing_of(change->after ? change->after : change->before);
    po_view_text(item, "kind", kind_text(view, change));
    po_view_text(item, "thing", po_view_entity_title(view, thing));
    po_view_text(item, "anchor", change->after ? po_plan_view_anchor(view, thing) : NULL);
    po_view_text(item, "field", field_text(view, change));
    po_view_text(item, "difference", difference_text(view, change));
    add_values(view, item, change);
}

/* An action's total changed by as much as one of its amounts: said once. */
static bool is_told_by_total(const po_map *totals, const po_change *change) {
    const po_entity *action = change->after && po_entity_is(change->after, "expenditure") ? change->after->parent : NULL;
    const char *total = action ? po_map_get(totals, action->id) : NULL;
    po_decimal a, b;
    return total && change->difference && po_decimal_parse(total, &a) && po_decimal_parse(change->difference, &b) &&
           po_decimal_compare(a, b) == 0;
}

static po_map *total_differences(const po_view *view, const po_change_set *set) {
    po_map *totals = po_map_create(view->arena);
    for (size_t i = 0; i < set->list.count; i++) {
        const po_change *change = &set->list.items[i];
        if (change->difference && change->after && po_entity_is(change->after, "action")) {
            po_map_add(totals, change->after->id, po_arena_dup(view->arena, change->difference));
        }
    }
    return totals;
}

static void add_kept(const po_view *view, cJSON *item, const po_change_set *set) {
    const char *counts[4];
    for (size_t i = 0; i < 4; i++) {
        counts[i] = po_arena_printf(view->arena, "%zu", set->kept[i]);
    }
    po_view_text(item, "kept", PO_SAY(view, "change.kept", "goals", counts[0], "measures", counts[1], "actions", counts[2], "amounts", counts[3]));
}

static void add_set(const po_view *view, cJSON *sets, const po_change_set *set) {
    cJSON *item = po_view_item(sets);
    const char *before = po_view_source_title(view, set->before), *after = po_view_source_title(view, set->after);
    po_view_text(item, "id", set->before->id);
    po_view_text(item, "title", set->other_year ? PO_SAY(view, "change.since_year", "before", before, "after", after)
                                                : PO_SAY(view, "change.since_version", "before", before, "after", after));
    po_plan_view_source_link(view, item, "before", set->before);
    po_plan_view_source_link(view, item, "after", set->after);
    add_kept(view, item, set);
    cJSON *list = cJSON_AddArrayToObject(item, "changes");
    const po_map *totals = total_differences(view, set);
    for (size_t i = 0; i < set->list.count; i++) {
        if (!is_told_by_total(totals, &set->list.items[i])) {
            add_change(view, list, &set->list.items[i]);
        }
    }
    size_t count = (size_t)cJSON_GetArraySize(list);
    po_view_count(item, "count", count);
    po_view_flag(item, "any", count > 0);
    po_view_flag(item, "open", count <= OPEN_MAX);
}

void po_plan_view_changes(po_view *view, cJSON *root) {
    const po_one_plan *one = view->input->one;
    cJSON *sets = cJSON_AddArrayToObject(root, "change_sets");
    for (size_t i = 0; one && i < one->changes.list.count; i++) {
        add_set(view, sets, one->changes.list.items[i]);
    }
    po_view_flag(root, "any_changes", cJSON_GetArraySize(sets) > 0);
}
