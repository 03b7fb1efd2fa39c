/* SPDX-License-Identifier: Apache-2.0
 *
 * Decisions in words and in order. See decision_words.h.
 */
#include "emit/decision_words.h"

#include <stdlib.h>
#include <string.h>

#include "emit/view.h"

static int by_judged(const void *first, const void *second) {
    const po_decision *a = (*(const po_standing *const *)first)->decision, *b = (*(const po_standing *const *)second)->decision;
    int order = strcmp(a->id, b->id);
    return order != 0 ? order : strcmp(a->site ? a->site : "", b->site ? b->site : "");
}

po_ordered_standings po_order_standings(po_arena *arena, const po_standings *standings) {
    size_t count = standings ? standings->list.count : 0;
    const po_standing **items = PO_NEW_ARRAY(arena, const po_standing *, count);
    for (size_t i = 0; i < count; i++)
        items[i] = &standings->list.items[i];
    if (count > 0)
        qsort(items, count, sizeof(const po_standing *), by_judged);
    return (po_ordered_standings){items, count};
}

const char *po_standing_why(po_arena *arena, const po_emit_plan_input *input, const po_standing *standing) {
    return po_language_format(input->language, arena, standing->why, standing->arguments, standing->argument_count);
}

const char *po_standing_sentence(po_arena *arena, const po_emit_plan_input *input, const po_standing *standing) {
    static const char *const keys[PO_DECISION_KINDS] = {"decision.accepted", "decision.rejected", "decision.explained",
                                                        "decision.corrected", "decision.confirmed"};
    const po_decision *decision = standing->decision;
    return po_language_sentence(input->language, arena, keys[decision->kind], "role", decision->role, "date",
                                po_view_date(input->language, arena, decision->date), "reason", decision->reason, "pointer",
                                decision->pointer ? decision->pointer : "", "text", decision->text ? decision->text : "", NULL);
}

const char *po_correction_sentence(po_arena *arena, const po_language *language, const po_slot *slot) {
    const po_correction *correction = slot->value.correction;
    if (!correction)
        return NULL;
    return po_language_sentence(language, arena, "decision.misread", "field", slot->field->label ? slot->field->label : slot->field->id, "read",
                                correction->text ? correction->text : "", "text", slot->value.text ? slot->value.text : "", "role",
                                correction->role, "date", po_view_date(language, arena, correction->date), "reason", correction->reason,
                                NULL);
}

const po_standing *po_finding_standing(const po_emit_plan_input *input, const po_finding *finding) {
    return input->standings ? po_standing_of(input->standings, finding->id, NULL) : NULL;
}

bool po_finding_open(const po_emit_plan_input *input, const po_finding *finding) {
    return !po_standing_sets_aside(po_finding_standing(input, finding), finding);
}

size_t po_findings_decided(const po_emit_plan_input *input) {
    size_t count = 0;
    for (size_t i = 0; i < input->findings->list.count; i++)
        count += !po_finding_open(input, &input->findings->list.items[i]);
    return count;
}
