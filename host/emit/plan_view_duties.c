/* SPDX-License-Identifier: Apache-2.0
 *
 * Duties of every installed program, with their citation, and an honest state: what no document shows is "unknown", never
 * "done".
 */
#include "base/text.h"
#include "emit/plan_view_parts.h"

static const char *confidence_sentence(const po_view *view, po_confidence confidence) {
    switch (confidence) {
    case 'H':
        return PO_SAY(view, "duty.sure");
    case 'M':
        return PO_SAY(view, "duty.reported");
    default:
        return PO_SAY(view, "duty.not_confirmed");
    }
}

/* "From July 1, 2024." where the years are limited. */
static void add_validity(const po_view *view, cJSON *item, const po_duty *duty) {
    const char *from = po_view_date(view->input->language, view->arena, duty->valid_from);
    const char *until = po_view_date(view->input->language, view->arena, duty->valid_until);
    po_view_text(item, "from", from ? PO_SAY(view, "duty.from", "date", from) : NULL);
    po_view_text(item, "until", until ? PO_SAY(view, "duty.until", "date", until) : NULL);
}

static void add_duty(po_view *view, cJSON *list, const po_duty *duty) {
    cJSON *item = po_view_item(list);
    po_date checked;
    po_view_text(item, "id", duty->id);
    po_view_text(item, "title", duty->title);
    po_view_text(item, "text", duty->text);
    po_view_text(item, "citation", duty->citation);
    po_view_text(item, "preparer", duty->preparer);
    po_view_text(item, "approver", duty->approver);
    po_view_text(item, "recipient", duty->recipient);
    po_view_text(item, "timing", duty->timing);
    po_view_text(item, "doubt", duty->doubt);
    po_view_text(item, "confidence", confidence_sentence(view, duty->confidence));
    bool dated = duty->checked && po_date_parse_iso(duty->checked, &checked);
    po_view_text(item, "checked",
                 dated ? po_view_date(view->input->language, view->arena, checked) : NULL);
    po_plan_view_state(view, item, po_duty_states_of(view->input->states, duty->id));
    po_plan_view_instances(view, item, duty);
    add_validity(view, item, duty);
    cJSON *findings = cJSON_AddArrayToObject(item, "findings");
    for (size_t i = 0; i < view->input->findings->list.count; i++) {
        const po_finding *finding = &view->input->findings->list.items[i];
        if (po_text_equal(finding->duty, duty->id)) {
            cJSON *link = po_view_item(findings);
            po_view_text(link, "code", finding->code);
            po_view_text(link, "id", finding->id);
        }
    }
    po_view_flag(item, "any_findings", cJSON_GetArraySize(findings) > 0);
}

void po_plan_view_duties(po_view *view, cJSON *root) {
    cJSON *programs = cJSON_AddArrayToObject(root, "programs");
    for (size_t i = 0; i < view->facts->program_count; i++) {
        const po_program *program = view->facts->programs[i];
        cJSON *item = po_view_item(programs);
        size_t sources = po_plan_source_count(view->facts, program->id);
        po_view_text(item, "id", program->id);
        po_view_text(item, "title", program->title);
        po_view_text(item, "agency", program->agency);
        po_view_text(item, "summary", program->summary);
        po_view_text(item, "read",
                     sources > 0 ? PO_SAY(view, "program.read", "count",
                                          po_arena_printf(view->arena, "%zu", sources))
                                 : PO_SAY(view, "program.not_read"));
        po_view_count(item, "count", program->duties.count);
        po_plan_view_state_counts(view, item, program);
        po_view_flag(item, "any_duties", program->duties.count > 0);
        cJSON *list = cJSON_AddArrayToObject(item, "duties");
        for (size_t k = 0; k < program->duties.count; k++) {
            add_duty(view, list, &program->duties.items[k]);
        }
    }
    po_view_flag(root, "any_programs", view->facts->program_count > 0);
}
