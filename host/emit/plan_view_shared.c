/* SPDX-License-Identifier: Apache-2.0
 *
 * Money over all plans: amounts that stand in two documents, with both places, and funds with each amount counted once.
 */
#include "base/text.h"
#include "emit/plan_view_parts.h"

static void add_statement(const po_view *view, cJSON *list, const po_money *money) {
    cJSON *item = po_view_item(list);
    const po_value *amount = po_entity_get(money->parts[0], "amount");
    const char *fund = po_plan_term(view->input->model, "fund-source", money->fund);
    po_view_text(item, "plan", po_view_source_title(view, money->action->source));
    po_view_text(item, "title", po_view_entity_title(view, money->action));
    po_view_text(item, "anchor", po_plan_view_anchor(view, money->action));
    po_view_text(item, "fund", fund ? fund : PO_SAY(view, "money.fund_unknown"));
    po_view_text(item, "amount_anchor", amount ? po_arena_printf(view->arena, "#v-%s", amount->id) : NULL);
    po_view_text(item, "lines", money->part_count == 1 ? NULL
                                                       : PO_SAY(view, "money.lines", "count",
                                                                po_arena_printf(view->arena, "%zu", money->part_count)));
}

static void add_shared(const po_view *view, cJSON *list, const po_same_money *same) {
    cJSON *item = po_view_item(list);
    po_view_text(item, "id", same->id);
    po_view_text(item, "amount", po_view_money(view->arena, same->first->amount));
    po_view_text(item, "state", same->sure ? PO_SAY(view, "money.same") : PO_SAY(view, "money.may_be_same"));
    po_view_text(item, "why", same->by_number ? PO_SAY(view, "money.same_number") : PO_SAY(view, "money.same_words"));
    cJSON *stated = cJSON_AddArrayToObject(item, "stated");
    add_statement(view, stated, same->first);
    add_statement(view, stated, same->second);
}

static void add_once(const po_view *view, cJSON *list, const po_fund_once *once) {
    cJSON *item = po_view_item(list);
    const char *fund = po_plan_term(view->input->model, "fund-source", once->fund);
    const char *stage = po_plan_term(view->input->model, "expenditure-stage", once->stage);
    po_view_text(item, "fund", fund ? fund : PO_SAY(view, "money.fund_unknown"));
    po_view_text(item, "stage", stage ? stage : PO_SAY(view, "money.stage_unknown"));
    po_view_text(item, "year", once->school_year ? once->school_year : PO_SAY(view, "money.year_unknown"));
    po_view_text(item, "stated", po_view_money(view->arena, once->stated));
    po_view_text(item, "repeated", po_view_money(view->arena, once->repeated));
    po_view_text(item, "total", po_view_money(view->arena, once->total));
}

static bool has_money_of_several(const po_view *view) {
    const po_source *first = NULL;
    const po_entity *expenditure;
    for (size_t i = 0; (expenditure = po_model_nth(view->input->model, "expenditure", i)); i++) {
        if (!expenditure->source || !po_entity_current(expenditure)) {
            continue;
        }
        if (first && expenditure->source != first) {
            return true;
        }
        first = expenditure->source;
    }
    return false;
}

void po_plan_view_shared(po_view *view, cJSON *root) {
    const po_one_plan *one = view->input->one;
    cJSON *list = cJSON_AddArrayToObject(root, "shared");
    for (size_t i = 0; one && i < one->money.list.count; i++) {
        add_shared(view, list, &one->money.list.items[i]);
    }
    po_view_flag(root, "any_shared", cJSON_GetArraySize(list) > 0);
    cJSON *funds = cJSON_AddArrayToObject(root, "once");
    bool several = one && has_money_of_several(view);
    for (size_t i = 0; several && i < one->money.by_fund.count; i++) {
        if (one->money.by_fund.items[i].stated.units != 0) {
            add_once(view, funds, &one->money.by_fund.items[i]);
        }
    }
    po_view_flag(root, "any_once", cJSON_GetArraySize(funds) > 0);
}
