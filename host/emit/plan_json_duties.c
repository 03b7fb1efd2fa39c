/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json: duties with their states, and the checklist of what somebody has to confirm by hand.
 */
#include "base/text.h"
#include "emit/duty_words.h"
#include "emit/plan_json_parts.h"

static void write_duty_findings(const po_plan_writer *w, const po_duty *duty) {
    const po_findings *findings = w->input->findings;
    bool any = false;
    for (size_t i = 0; i < findings->list.count; i++) {
        if (!po_text_equal(findings->list.items[i].duty, duty->id)) {
            continue;
        }
        if (!any) {
            po_json_key(w->json, "findings");
            po_json_begin_array(w->json);
            any = true;
        }
        po_json_string(w->json, findings->list.items[i].id);
    }
    if (any) {
        po_json_end_array(w->json);
    }
}

static void write_duty_dates(po_json *json, const po_duty *duty) {
    char date[PO_DATE_TEXT_MAX];
    if (!po_date_none(duty->valid_from)) {
        po_json_member(json, "valid_from", po_date_format_iso(duty->valid_from, date));
    }
    if (!po_date_none(duty->valid_until)) {
        po_json_member(json, "valid_until", po_date_format_iso(duty->valid_until, date));
    }
    po_json_member_if(json, "when", duty->when);
}

/* ---- instances ---------------------------------------------------------------------------------- */

static void write_shown(const po_plan_writer *w, const po_duty_shown *shown) {
    po_json *json = w->json;
    po_plan_json_begin_line(json, NULL);
    po_json_member_if(json, "what", po_duty_shown_words(w->arena, w->input, shown->message));
    po_json_member_if(json, "duty", shown->by);
    po_json_member(json, "source", shown->source->id);
    po_plan_json_places(json, shown->at, shown->at_count, true);
    po_json_key(json, "fields");
    po_json_begin_array(json);
    for (size_t i = 0; i < shown->field_count; i++)
        po_json_string(json, shown->fields[i]);
    po_json_end_array(json);
    po_json_member_if(json, "value", shown->value);
    po_json_member_integer_if(json, "serves", (int64_t)shown->serves);
    po_plan_json_end_line(json);
}

static void write_use(const po_plan_writer *w, const po_duty_use *use) {
    po_json *json = w->json;
    po_plan_json_begin_line(json, NULL);
    po_json_member(json, "duty", use->duty);
    po_json_member(json, "source", use->source->id);
    po_plan_json_places(json, use->at, use->at_count, true);
    po_json_member_if(json, "words", use->words);
    po_plan_json_end_line(json);
}

static void write_conflict(const po_plan_writer *w, const po_duty_conflict *conflict) {
    po_json *json = w->json;
    po_plan_json_begin_line(json, NULL);
    po_json_member(json, "sentence", po_duty_conflict_words(w->arena, w->input, conflict));
    po_json_member_if(json, "finding", conflict->finding);
    po_json_member_if(json, "source", conflict->source ? conflict->source->id : NULL);
    po_plan_json_places(json, conflict->at, conflict->at_count, true);
    po_plan_json_end_line(json);
}

static void write_lack(const po_plan_writer *w, const po_duty_instance *instance, const po_duty_lack *lack) {
    po_json *json = w->json;
    po_plan_json_begin_line(json, NULL);
    po_json_member(json, "sentence", po_duty_lack_words(w->arena, w->input, instance, lack));
    po_json_member(json, "reason", po_lack_reason_name(lack->reason));
    po_json_member_if(json, "fact", lack->reason == PO_LACK_FACT ? lack->detail : NULL);
    po_json_member_if(json, "finding", lack->reason == PO_LACK_FINDING ? lack->detail : NULL);
    po_plan_json_end_line(json);
}

/* Lists that stand even when they are empty: who reads them need not ask. */
static void write_lists(const po_plan_writer *w, const po_duty_instance *instance) {
    po_json *json = w->json;
    po_json_key(json, "shown");
    po_json_begin_array(json);
    for (size_t i = 0; i < instance->shown.count; i++)
        write_shown(w, &instance->shown.items[i]);
    po_json_end_array(json);
    po_json_key(json, "missing");
    po_json_begin_array(json);
    for (size_t i = 0; i < instance->missing.count; i++)
        write_lack(w, instance, &instance->missing.items[i]);
    po_json_end_array(json);
    po_json_key(json, "conflicts");
    po_json_begin_array(json);
    for (size_t i = 0; i < instance->conflicts.count; i++)
        write_conflict(w, &instance->conflicts.items[i]);
    po_json_end_array(json);
    po_json_key(json, "could_use");
    po_json_begin_array(json);
    for (size_t i = 0; i < instance->could_use.count; i++)
        write_use(w, &instance->could_use.items[i]);
    po_json_end_array(json);
}

static void write_attest(const po_plan_writer *w, const po_duty_instance *instance) {
    char date[PO_DATE_TEXT_MAX];
    if (!instance->attest)
        return;
    po_plan_json_begin_line(w->json, "attested");
    po_json_member_if(w->json, "role", instance->attest->role);
    if (!po_date_none(instance->attest->date))
        po_json_member(w->json, "date", po_date_format_iso(instance->attest->date, date));
    po_json_member_if(w->json, "pointer", instance->attest->pointer);
    po_plan_json_end_line(w->json);
}

static void write_instance(const po_plan_writer *w, const po_duty_instance *instance) {
    po_json *json = w->json;
    po_json_begin_object(json);
    po_json_member_if(json, "site", instance->site ? instance->site->id : NULL);
    po_json_member_if(json, "cds", instance->cds);
    po_json_member_if(json, "name", instance->name);
    po_json_member_integer_if(json, "schools", (int64_t)instance->schools);
    po_json_member(json, "state", po_shown_state_name(instance->state));
    po_json_member_if(json, "because", instance->not_applicable);
    write_attest(w, instance);
    write_lists(w, instance);
    po_json_member_if(json, "to_do", po_duty_to_do(w->arena, w->input, instance));
    po_json_end_object(json);
}

static void write_instances(const po_plan_writer *w, const po_duty *duty) {
    po_json_key(w->json, "instances");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < po_duty_states_count(w->input->states); i++) {
        const po_duty_instance *instance = po_duty_states_nth(w->input->states, i);
        if (instance->duty == duty)
            write_instance(w, instance);
    }
    po_json_end_array(w->json);
}

/* ---- duties -------------------------------------------------------------------------------------- */

static void write_duty(const po_plan_writer *w, const po_program *program, const po_duty *duty) {
    const char confidence[2] = {duty->confidence, '\0'};
    po_json *json = w->json;
    po_json_begin_object(json);
    po_json_member(json, "id", duty->id);
    po_json_member(json, "program", program->id);
    po_json_member_if(json, "title", duty->title);
    po_json_member_if(json, "text", duty->text);
    po_json_member_if(json, "citation", duty->citation);
    po_json_member_if(json, "authority", duty->authority);
    po_json_member_if(json, "instrument", duty->instrument);
    po_json_member_if(json, "preparer", duty->preparer);
    po_json_member_if(json, "approver", duty->approver);
    po_json_member_if(json, "recipient", duty->recipient);
    po_json_member_if(json, "timing", duty->timing);
    po_json_member_if(json, "confidence", duty->confidence ? confidence : NULL);
    po_json_member_if(json, "checked", duty->checked);
    po_json_member_if(json, "doubt", duty->doubt);
    write_duty_dates(json, duty);
    po_json_member(json, "state", po_plan_duty_state(w->input, duty));
    write_duty_findings(w, duty);
    write_instances(w, duty);
    po_json_end_object(json);
}

/* What no document can show: to be confirmed by hand, by a role, on a day. */
static void write_checklist(const po_plan_writer *w) {
    char date[PO_DATE_TEXT_MAX];
    po_json *json = w->json;
    po_json_key(json, "checklist");
    po_json_begin_array(json);
    for (size_t i = 0; i < po_duty_states_count(w->input->states); i++) {
        const po_duty_instance *instance = po_duty_states_nth(w->input->states, i);
        if (!po_duty_on_checklist(w->input, instance))
            continue;
        const po_duty_attest *attest = instance->attest;
        bool dated = attest && !po_date_none(attest->date);
        po_plan_json_begin_line(json, NULL);
        po_json_member(json, "duty", instance->duty->id);
        po_json_member_if(json, "cds", instance->cds);
        po_json_member_integer_if(json, "schools", (int64_t)instance->schools);
        po_json_member_if(json, "title", instance->duty->title);
        po_json_member_if(json, "evidence", instance->duty->evidence);
        po_json_member_if(json, "why", po_duty_by_hand(w->input->duty_rules, instance->duty->id));
        po_json_member(json, "state", po_shown_state_name(instance->state));
        po_json_member_if(json, "role", attest ? attest->role : NULL);
        po_json_member_if(json, "date", dated ? po_date_format_iso(attest->date, date) : NULL);
        po_json_member_if(json, "pointer", attest ? attest->pointer : NULL);
        po_plan_json_end_line(json);
    }
    po_json_end_array(json);
}

void po_plan_json_duties(const po_plan_writer *w, const po_plan_facts *facts) {
    po_json_key(w->json, "duties");
    po_json_begin_array(w->json);
    for (size_t i = 0; i < facts->program_count; i++) {
        const po_program *program = facts->programs[i];
        for (size_t k = 0; k < program->duties.count; k++)
            write_duty(w, program, &program->duties.items[k]);
    }
    po_json_end_array(w->json);
    write_checklist(w);
}
