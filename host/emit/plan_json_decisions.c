/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json: what people decided, and how each decision stands in this plan.
 */
#include "emit/decision_words.h"
#include "emit/plan_json_parts.h"

static void write_standing(const po_plan_writer *w, const po_standing *standing) {
    const po_decision *decision = standing->decision;
    char date[PO_DATE_TEXT_MAX];
    po_json_begin_object(w->json);
    po_json_member(w->json, "id", decision->id);
    po_json_member(w->json, "kind", po_decision_kind_name(decision->kind));
    po_json_member(w->json, "of", po_judged_kind_name(decision->fingerprint.of));
    po_json_member(w->json, "what", decision->fingerprint.what);
    po_json_member_if(w->json, "about", decision->about);
    po_json_member(w->json, "standing", po_standing_name(standing->kind));
    po_json_member(w->json, "why", po_standing_why(w->arena, w->input, standing));
    po_json_member_if(w->json, "now", standing->judged ? standing->judged->id : NULL);
    po_json_member_if(w->json, "text", decision->text);
    po_json_member_if(w->json, "value", decision->value);
    po_json_member_if(w->json, "duty", decision->duty);
    po_json_member_if(w->json, "site", decision->site);
    po_json_member_if(w->json, "pointer", decision->pointer);
    po_json_member(w->json, "reason", decision->reason);
    po_json_member(w->json, "role", decision->role);
    po_json_member(w->json, "date", po_date_format_iso(decision->date, date));
    po_json_end_object(w->json);
}

void po_plan_json_decisions(const po_plan_writer *w) {
    po_ordered_standings list = po_order_standings(w->arena, w->input->standings);
    po_json_key(w->json, "decisions");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < list.count; i++)
        write_standing(w, list.items[i]);
    po_json_end_array(w->json);
}

void po_plan_json_decision(const po_plan_writer *w, const po_standing *standing, bool decided) {
    if (!standing)
        return;
    po_json_key(w->json, "decision");
    po_json_begin_object(w->json);
    po_json_member(w->json, "kind", po_decision_kind_name(standing->decision->kind));
    po_json_member(w->json, "sentence", po_standing_sentence(w->arena, w->input, standing));
    po_json_end_object(w->json);
    if (decided)
        po_json_member_bool(w->json, "decided", true);
}
