/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json: "steps", the dated steps that documents or facts show, set against what is due: in time, late, in the wrong order, announced. All
 * that is due, shown or not, stands in calendar.json.
 */
#include "emit/plan_json_parts.h"

static void member_date(po_json *json, const char *name, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    po_json_member_if(json, name, po_date_none(date) ? NULL : po_date_format_iso(date, text));
}

static void write_step(const po_plan_writer *w, const po_obligation *obligation) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    const po_event *event = obligation->event;
    po_json *json = w->json;
    po_plan_json_begin_line(json, NULL);
    po_json_member(json, "deadline", obligation->step->ref);
    po_json_member(json, "title", po_step_title(obligation->step, w->input->schedule->type));
    po_json_member(json, "plan_year", po_school_year_format(obligation->plan_year, year));
    po_json_member_if(json, "cds", obligation->cds);
    po_json_member_if(json, "site", obligation->site);
    member_date(json, "due", obligation->date);
    member_date(json, "done", event->date);
    po_json_member(json, "state", po_duty_state_name(obligation->state));
    po_json_member(json, "timing", po_timing_name(obligation->timing));
    po_json_member(json, "told_by", event->sentence ? "sentence" : event->source ? "document" : "facts");
    po_json_member_if(json, "source", event->source ? event->source->id : NULL);
    po_plan_json_places(json, event->at, event->at_count, false);
    po_plan_json_end_line(json);
}

void po_plan_json_steps(const po_plan_writer *w) {
    const po_schedule *schedule = w->input->schedule;
    po_json_key(w->json, "steps");
    po_json_begin_array(w->json);
    for (size_t i = 0; schedule && i < schedule->list.count; i++)
        if (schedule->list.items[i].event)
            write_step(w, &schedule->list.items[i]);
    po_json_end_array(w->json);
}
