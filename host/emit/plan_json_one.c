/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json: what is seen of all plans together. Things are named by the ids of their entities and values, whose texts, places and privacy are
 * written elsewhere once.
 */
#include "emit/plan_json_parts.h"

#include "emit/privacy.h"

static void write_ties(const po_plan_writer *w, const po_ties *ties) {
    po_json_key(w->json, "ties");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < ties->list.count; i++) {
        const po_tie *tie = &ties->list.items[i];
        const char *id = po_tie_id(w->arena, tie);
        po_plan_json_begin_line(w->json, NULL);
        po_json_member(w->json, "id", id);
        po_json_member(w->json, "goal", tie->goal->id);
        po_json_member_if(w->json, "names", tie->named ? tie->named->id : NULL);
        po_json_member(w->json, "by", po_tie_way_name(tie->way));
        po_json_member_if(w->json, "words", tie->words ? tie->words->id : NULL);
        po_plan_json_decision(w, w->input->standings ? po_standing_of(w->input->standings, id, NULL) : NULL, false);
        po_plan_json_end_line(w->json);
    }
    po_json_end_array(w->json);
}

/* ---- comparisons ---- */

static const char *const UNITS[] = {"number", "percent", "points"};

/* A number taken out of a text is withheld where the text is. */
static bool is_shown(const po_entity *outcome) {
    for (size_t i = 0; i < outcome->slots.count; i++)
        if (po_text_equal(outcome->slots.items[i].field->id, "text"))
            return po_privacy_of(outcome, outcome->slots.items[i].field, &outcome->slots.items[i].value) == PO_PRIVACY_SHOW;
    return false;
}

static void write_value(const po_plan_writer *w, const po_beside_value *value) {
    char number[PO_DECIMAL_TEXT_MAX];
    const po_statement *statement = value->statement;
    const po_value *text = po_entity_get(value->outcome, "text");
    po_plan_json_begin_line(w->json, NULL);
    po_json_member(w->json, "outcome", value->outcome->id);
    po_json_member_if(w->json, "kind", po_entity_value(value->outcome, "kind"));
    po_json_member_if(w->json, "value", text ? text->id : NULL);
    if (statement && is_shown(value->outcome)) {
        po_json_member(w->json, "number", po_decimal_format(statement->number, number));
        po_json_member(w->json, "unit", UNITS[statement->unit]);
    }
    if (statement) {
        po_json_member_if(w->json, "year", statement->year);
        po_json_member_if(w->json, "moment", statement->moment);
        po_json_member_if(w->json, "origin", statement->origin);
    }
    if (value->disagrees)
        po_json_member_bool(w->json, "disagrees", true);
    po_plan_json_end_line(w->json);
}

static void write_compared(const po_plan_writer *w, const po_beside *compared) {
    po_json_begin_object(w->json);
    po_json_member(w->json, "measure", compared->measure->id);
    po_json_member(w->json, "source", compared->measure->source->id);
    po_json_member_if(w->json, "site", compared->site ? compared->site->id : NULL);
    po_json_member_if(w->json, "part", *compared->part_text ? compared->part_text : NULL);
    po_json_member_if(w->json, "scale", compared->scale);
    po_json_member_if(w->json, "words", *compared->rest ? compared->rest : NULL);
    po_json_key(w->json, "values");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < compared->values.count; i++)
        write_value(w, &compared->values.items[i]);
    po_json_end_array(w->json);
    po_json_end_object(w->json);
}

static void write_differs(const po_plan_writer *w, unsigned differs) {
    po_json_key(w->json, "differs");
    po_json_begin_array(w->json);
    for (unsigned n = 0; n < PO_UNLIKENESSES; n++)
        if (differs & 1u << n)
            po_json_string(w->json, po_unlikeness_name(n));
    po_json_end_array(w->json);
}

static void write_comparison(const po_plan_writer *w, const po_comparison *row) {
    po_json_begin_object(w->json);
    po_json_member(w->json, "id", row->id);
    po_json_key(w->json, "topics");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < row->topic_count; i++)
        po_json_string(w->json, row->topics[i]);
    po_json_end_array(w->json);
    po_json_member_if(w->json, "name", row->topic_count == 0 ? row->name : NULL);
    po_json_member(w->json, "group", row->group);
    write_differs(w, row->differs);
    po_json_key(w->json, "measures");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < row->list.count; i++)
        write_compared(w, &row->list.items[i]);
    po_json_end_array(w->json);
    po_json_end_object(w->json);
}

static void write_comparisons(const po_plan_writer *w, const po_comparisons *comparisons) {
    po_json_key(w->json, "comparison");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < comparisons->list.count; i++)
        write_comparison(w, comparisons->list.items[i]);
    po_json_end_array(w->json);
}

/* ---- money ---- */

static void write_money(const po_plan_writer *w, const po_money *money) {
    po_plan_json_begin_line(w->json, NULL);
    po_json_member(w->json, "source", money->action->source->id);
    po_json_member(w->json, "action", money->action->id);
    po_json_member_if(w->json, "fund", money->fund);
    po_json_key(w->json, "expenditures");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < money->part_count; i++)
        po_json_string(w->json, money->parts[i]->id);
    po_json_end_array(w->json);
    po_plan_json_end_line(w->json);
}

static void write_shared(const po_plan_writer *w, const po_shared_money *shared) {
    char amount[PO_DECIMAL_TEXT_MAX];
    po_json_key(w->json, "shared_amounts");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < shared->list.count; i++) {
        const po_same_money *same = &shared->list.items[i];
        po_json_begin_object(w->json);
        po_json_member(w->json, "id", same->id);
        po_json_member(w->json, "state", same->sure ? "same" : "may-be-same");
        po_json_member(w->json, "by", same->by_number ? "number" : "words");
        po_json_member(w->json, "amount", po_decimal_format(same->first->amount, amount));
        po_json_member_if(w->json, "stage", same->first->stage);
        po_json_member_if(w->json, "school_year", same->first->school_year);
        po_json_key(w->json, "stated");
        po_json_begin_array(w->json);
        write_money(w, same->first);
        write_money(w, same->second);
        po_json_end_array(w->json);
        po_plan_json_decision(w, w->input->standings ? po_standing_of(w->input->standings, same->id, NULL) : NULL, false);
        po_json_end_object(w->json);
    }
    po_json_end_array(w->json);
}

static void write_once(const po_plan_writer *w, const po_shared_money *shared) {
    char amount[PO_DECIMAL_TEXT_MAX];
    po_json_key(w->json, "funds_once");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < shared->by_fund.count; i++) {
        const po_fund_once *once = &shared->by_fund.items[i];
        po_plan_json_begin_line(w->json, NULL);
        po_json_member_if(w->json, "fund", once->fund);
        po_json_member_if(w->json, "stage", once->stage);
        po_json_member_if(w->json, "school_year", once->school_year);
        po_json_member(w->json, "stated", po_decimal_format(once->stated, amount));
        po_json_member(w->json, "repeated", po_decimal_format(once->repeated, amount));
        po_json_member(w->json, "total", po_decimal_format(once->total, amount));
        po_plan_json_end_line(w->json);
    }
    po_json_end_array(w->json);
}

/* ---- changes ---- */

static void write_change(const po_plan_writer *w, const po_change *change) {
    po_plan_json_begin_line(w->json, NULL);
    po_json_member(w->json, "kind", po_change_kind_name(change->kind));
    po_json_member(w->json, "type", change->type);
    po_json_member_if(w->json, "before", change->before ? change->before->id : NULL);
    po_json_member_if(w->json, "after", change->after ? change->after->id : NULL);
    const po_slot *slot = change->new_value ? change->new_value : change->old_value;
    po_json_member_if(w->json, "field", slot ? slot->field->id : NULL);
    po_json_member_if(w->json, "old", change->old_value ? change->old_value->value.id : NULL);
    po_json_member_if(w->json, "new", change->new_value ? change->new_value->value.id : NULL);
    po_json_member_if(w->json, "difference", change->difference);
    po_plan_json_end_line(w->json);
}

static void write_kept(const po_plan_writer *w, const po_change_set *set) {
    static const char *const NAMES[] = {"goals", "metrics", "actions", "amounts"};
    po_plan_json_begin_line(w->json, "kept");
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        po_json_member_integer(w->json, NAMES[i], (int64_t)set->kept[i]);
    po_plan_json_end_line(w->json);
}

static void write_changes(const po_plan_writer *w, const po_changes *changes) {
    po_json_key(w->json, "changes");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < changes->list.count; i++) {
        const po_change_set *set = changes->list.items[i];
        po_json_begin_object(w->json);
        po_json_member(w->json, "before", set->before->id);
        po_json_member(w->json, "after", set->after->id);
        po_json_member(w->json, "of", set->other_year ? "year-before" : "earlier-version");
        write_kept(w, set);
        po_json_key(w->json, "list");
        po_json_begin_array(w->json);
        for (size_t k = 0; k < set->list.count; k++)
            write_change(w, &set->list.items[k]);
        po_json_end_array(w->json);
        po_json_end_object(w->json);
    }
    po_json_end_array(w->json);
}

void po_plan_json_one(const po_plan_writer *w) {
    static const po_one_plan NOTHING = {0};
    const po_one_plan *one = w->input->one ? w->input->one : &NOTHING;
    write_ties(w, &one->ties);
    write_comparisons(w, &one->comparisons);
    write_shared(w, &one->money);
    write_once(w, &one->money);
    write_changes(w, &one->changes);
}
