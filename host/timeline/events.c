/* SPDX-License-Identifier: Apache-2.0
 *
 * What is known to have been done, or planned, and when: from the district's facts and from the documents. A document's date reaches a step through
 * data only: a milestone whose crosswalk row names the deadline, and the day of adoption for the deadlines that a program file says it shows.
 */
#include "base/text.h"
#include "timeline/timeline_parts.h"

int po_schedule_nearest_year(const po_schedule_work *work, const po_step *step, po_date date, int32_t *ret_distance) {
    po_schedule *schedule = work->schedule;
    int best = po_date_school_year(date);
    int32_t least = INT32_MAX;
    for (int year = date.year - 2; year <= date.year + 1; year++) {
        po_due_context context;
        po_due_context_init(&context, work->arena, schedule->input->timeline, &schedule->days, year);
        context.cells = work->places.items[0].cells;
        context.lea_type = schedule->type;
        const po_due *due = po_due_of(&context, step);
        int32_t distance = due && !po_date_none(due->date) ? po_date_to_days(due->date) - po_date_to_days(date) : INT32_MAX;
        distance = distance < 0 ? -distance : distance;
        if (distance < least) {
            least = distance;
            best = year;
        }
    }
    *ret_distance = least;
    return best;
}

static bool known(const po_schedule *schedule, const po_event *event) {
    for (size_t i = 0; i < schedule->events.count; i++) {
        const po_event *other = &schedule->events.items[i];
        if (other->step == event->step && other->plan_year == event->plan_year && po_date_compare(other->date, event->date) == 0 &&
            po_text_equal(other->cds, event->cds))
            return true;
    }
    return false;
}

void po_schedule_add_event(po_schedule_work *work, po_event event) {
    int32_t distance;
    if (!event.step || po_date_none(event.date))
        return;
    if (event.plan_year == 0)
        event.plan_year = po_schedule_nearest_year(work, event.step, event.date, &distance);
    if (!known(work->schedule, &event))
        *PO_LIST_ADD(work->arena, &work->schedule->events) = event;
}

static void add_given(po_schedule_work *work, const po_fact_events *events, const char *cds) {
    const po_timeline *timeline = work->schedule->input->timeline;
    for (size_t i = 0; i < events->count; i++) {
        const po_fact_event *given = &events->items[i];
        po_schedule_add_event(work, (po_event){.step = po_timeline_step(timeline, given->deadline),
                                   .plan_year = given->plan_year,
                                   .cds = cds,
                                   .date = given->date,
                                   .kind = given->attested_by && given->pointer ? PO_EVENT_ATTESTED : PO_EVENT_GIVEN,
                                   .pointer = given->pointer});
    }
}

/* NULL for the LEA's own documents. */
static const char *school_of(const po_source *source) {
    return po_source_is_school(source) ? source->cds : NULL;
}

static bool counts(const po_source *source) {
    return source->state == PO_SOURCE_CURRENT || source->state == PO_SOURCE_OTHER_YEAR;
}

static void add_adoption(po_schedule_work *work, const po_source *source) {
    const po_timeline *timeline = work->schedule->input->timeline;
    if (!counts(source) || po_date_none(source->adopted))
        return;
    for (size_t i = 0; i < timeline->steps.count; i++) {
        const po_step *step = &timeline->steps.items[i];
        if (step->deadline->shown_by_adoption && po_text_equal(step->program->id, source->program))
            po_schedule_add_event(work, (po_event){.step = step,
                                       .plan_year = source->plan_year,
                                       .cds = school_of(source),
                                       .date = source->adopted,
                                       .kind = PO_EVENT_STATED,
                                       .source = source});
    }
}

static void add_milestone(po_schedule_work *work, const po_entity *milestone) {
    const char *ref = po_entity_text(milestone, "deadline"), *value = po_entity_value(milestone, "date");
    po_date date;
    if (!ref || !value || !milestone->source || !counts(milestone->source) || !po_date_parse_iso(value, &date))
        return;
    const po_value *printed = po_entity_get(milestone, "date");
    const po_lineage *lineage = printed ? printed->lineage : NULL;
    po_schedule_add_event(work, (po_event){.step = po_timeline_step(work->schedule->input->timeline, ref),
                               .at = lineage ? lineage->at : NULL,
                               .at_count = lineage ? lineage->at_count : 0,
                               .plan_year = milestone->source->plan_year,
                               .cds = school_of(milestone->source),
                               .date = date,
                               .kind = PO_EVENT_STATED,
                               .source = milestone->source});
}

void po_schedule_collect_events(po_schedule_work *work) {
    const po_lea_facts *facts = work->schedule->input->facts;
    const po_model *model = work->schedule->input->model;
    const po_entity *milestone;
    if (facts) {
        add_given(work, &facts->events, NULL);
        for (size_t i = 0; i < facts->schools.count; i++)
            add_given(work, &facts->schools.items[i].events, facts->schools.items[i].cds);
    }
    for (size_t i = 0; model && (milestone = po_model_nth(model, "milestone", i)); i++)
        add_milestone(work, milestone);
    for (size_t i = 0; model && i < model->sources.count; i++)
        add_adoption(work, model->sources.items[i]);
    if (model)
        po_schedule_collect_stated(work);
}
