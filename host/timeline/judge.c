/* SPDX-License-Identifier: Apache-2.0
 *
 * What can be said of one obligation: its state (does anything show that it was done?) and its timing (was it done when it had to be?).
 * Silence is never "done": a day that passed and nothing shows is `not-found` where documents or facts would show it, else `unknown`.
 */
#include "base/text.h"
#include "timeline/timeline_parts.h"

const char *po_duty_state_name(po_duty_state state) {
    static const char *const names[] = {[PO_STATE_STATED] = "stated",       [PO_STATE_ATTESTED] = "attested",
                                        [PO_STATE_PLANNED] = "planned",     [PO_STATE_NOT_FOUND] = "not-found",
                                        [PO_STATE_UNKNOWN] = "unknown",     [PO_STATE_NOT_APPLICABLE] = "not-applicable",
                                        [PO_STATE_WAIVED] = "waived"};
    return names[state];
}

const char *po_timing_name(po_timing timing) {
    static const char *const names[] = {[PO_TIMING_CANNOT_TELL] = "cannot-tell", [PO_TIMING_IN_TIME] = "in-time",
                                        [PO_TIMING_EXTENDED] = "extended",       [PO_TIMING_LATE] = "late",
                                        [PO_TIMING_WRONG_ORDER] = "wrong-order", [PO_TIMING_SAME_DAY] = "same-day",
                                        [PO_TIMING_OTHER_DAY] = "other-day",     [PO_TIMING_PLANNED] = "planned",
                                        [PO_TIMING_NOT_FOUND] = "not-found"};
    return names[timing];
}

static bool holds_on(const po_waiver *waiver, po_date date) {
    return po_date_none(date) || ((po_date_none(waiver->from) || po_date_compare(date, waiver->from) >= 0) &&
                                  (po_date_none(waiver->until) || po_date_compare(date, waiver->until) <= 0));
}

static const po_waiver *find_waiver(const po_waivers *waivers, const char *duty, po_date date) {
    for (size_t i = 0; i < waivers->count; i++)
        if (po_text_equal(waivers->items[i].duty, duty) && holds_on(&waivers->items[i], date))
            return &waivers->items[i];
    return NULL;
}

const po_waiver *po_schedule_waiver(const po_schedule_work *work, const po_schedule_place *place, const char *duty, po_date date) {
    const po_lea_facts *facts = work->schedule->input->facts;
    const po_waiver *found = place->facts ? find_waiver(&place->facts->waivers, duty, date) : NULL;
    return found || !facts ? found : find_waiver(&facts->waivers, duty, date);
}

/* The event from which a step's rule counts, where it names one directly. */
static const po_event *anchor_event(const po_schedule *schedule, const po_obligation *obligation) {
    const po_moment *moment = po_moment_in_year(obligation->deadline->moment, obligation->plan_year);
    const po_step *anchor = moment->anchor ? po_timeline_step(schedule->input->timeline, moment->anchor) : NULL;
    for (size_t i = 0; anchor && i < schedule->events.count; i++) {
        const po_event *event = &schedule->events.items[i];
        bool here = !event->cds || po_text_equal(event->cds, obligation->cds);
        if (event->step == anchor && event->plan_year == obligation->plan_year && here)
            return event;
    }
    return NULL;
}

/* Done on a day against the rule: how. */
static po_timing fault(const po_due *due, const po_obligation *obligation, const po_event *anchor) {
    po_date date = obligation->event->date;
    int order = anchor ? po_date_compare(date, anchor->date) : -1;
    if (anchor && order == 0 && due->backward)
        return obligation->deadline->same_day ? PO_TIMING_IN_TIME : PO_TIMING_SAME_DAY;
    return anchor && order > 0 && due->backward ? PO_TIMING_WRONG_ORDER : PO_TIMING_LATE;
}

static po_timing timing_of_event(const po_schedule *schedule, const po_due *due, const po_obligation *obligation) {
    const po_event *anchor = anchor_event(schedule, obligation);
    const char *act = obligation->deadline->act;
    int order = po_date_compare(obligation->event->date, obligation->date);
    if (po_date_none(obligation->date))
        return PO_TIMING_CANNOT_TELL;
    if (po_text_equal(act, "on"))
        return !anchor ? PO_TIMING_CANNOT_TELL : order == 0 ? PO_TIMING_IN_TIME : PO_TIMING_OTHER_DAY;
    if (po_text_equal(act, "from"))
        return order >= 0 ? PO_TIMING_IN_TIME : PO_TIMING_WRONG_ORDER;
    if (anchor && !due->backward && po_date_compare(obligation->event->date, anchor->date) < 0)
        return PO_TIMING_WRONG_ORDER; /* filed before it was adopted */
    if (!po_date_none(obligation->opens) && po_date_compare(obligation->event->date, obligation->opens) < 0)
        return PO_TIMING_WRONG_ORDER;
    if (order <= 0)
        return PO_TIMING_IN_TIME;
    bool extended = !po_date_none(obligation->latest) && po_date_compare(obligation->event->date, obligation->latest) <= 0;
    return extended ? PO_TIMING_EXTENDED : fault(due, obligation, anchor);
}

/* A step whose own day counts from this one tells itself that it came too late; it is told once. */
static bool tells_itself(const po_step *need, const po_obligation *obligation) {
    const po_moment *moment = po_moment_in_year(need->deadline->moment, obligation->plan_year);
    return po_text_equal(moment->anchor, obligation->step->ref);
}

/* A step that another one needs first, and that came after it. */
static bool needs_later(const po_schedule *schedule, const po_obligation *obligation) {
    const po_deadline *deadline = obligation->deadline;
    for (size_t n = 0; n < deadline->need_count; n++) {
        const po_step *need = po_timeline_step(schedule->input->timeline, deadline->needs[n]);
        for (size_t i = 0; need && !tells_itself(need, obligation) && i < schedule->events.count; i++) {
            const po_event *event = &schedule->events.items[i];
            bool here = !event->cds || po_text_equal(event->cds, obligation->cds);
            if (event->step == need && event->plan_year == obligation->plan_year && here &&
                po_date_compare(event->date, obligation->event->date) > 0)
                return true;
        }
    }
    return false;
}

static bool anything_known(const po_schedule *schedule) {
    return schedule->events.count > 0 || (schedule->input->model && schedule->input->model->sources.count > 0);
}

/* Whether the district's own papers would show it: what others do, and what happens only after an event, they need not. */
static bool would_show(const po_obligation *obligation) {
    const po_duty *duty = obligation->step->duty;
    static const char *const others[] = {"cde", "ccee", "geographic-lead", "county-superintendent", "county-board", "state-superintendent", "state-board"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (po_text_equal(obligation->deadline->role, others[i]))
            return false;
    return !po_text_equal(obligation->deadline->repeats, "each-event") && !po_text_equal(duty->bearer, "state") &&
           !po_text_equal(duty->bearer, "county-office");
}

static void judge_silence(const po_schedule *schedule, po_obligation *obligation) {
    po_date last = po_date_none(obligation->latest) ? obligation->date : obligation->latest;
    bool past = !po_date_none(last) && po_date_compare(last, schedule->input->as_of) < 0;
    bool found_out = past && anything_known(schedule) && obligation->applies == PO_TRUE && !obligation->expected && would_show(obligation);
    obligation->state = found_out ? PO_STATE_NOT_FOUND : PO_STATE_UNKNOWN;
    obligation->timing = found_out ? PO_TIMING_NOT_FOUND : PO_TIMING_CANNOT_TELL;
}

void po_schedule_judge(const po_schedule *schedule, const po_due *due, po_obligation *obligation) {
    const po_event *event = obligation->event;
    if (obligation->waiver) {
        obligation->state = PO_STATE_WAIVED;
        return;
    }
    if (!event) {
        judge_silence(schedule, obligation);
        return;
    }
    bool to_come = po_date_compare(event->date, schedule->input->as_of) > 0;
    obligation->state = to_come            ? PO_STATE_PLANNED
                        : event->announced ? PO_STATE_UNKNOWN /* that it would be; not that it was */
                        : event->kind == PO_EVENT_ATTESTED ? PO_STATE_ATTESTED
                                                           : PO_STATE_STATED;
    obligation->timing = timing_of_event(schedule, due, obligation);
    if ((obligation->timing == PO_TIMING_IN_TIME || obligation->timing == PO_TIMING_CANNOT_TELL) && needs_later(schedule, obligation))
        obligation->timing = PO_TIMING_WRONG_ORDER;
    if (to_come && obligation->timing == PO_TIMING_IN_TIME)
        obligation->timing = PO_TIMING_PLANNED;
}
