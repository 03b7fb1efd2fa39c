/* SPDX-License-Identifier: Apache-2.0
 *
 * One LEA's schedule: the LEA and its schools, what is known of them, and for each plan year the obligations that follow. See timeline.h.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "timeline/timeline_parts.h"

/* ---- who: the LEA and its schools -------------------------------------------------------------------- */

static const po_facts_school *school_facts(const po_lea_facts *facts, const char *cds) {
    for (size_t i = 0; facts && i < facts->schools.count; i++)
        if (po_text_equal(facts->schools.items[i].cds, cds))
            return &facts->schools.items[i];
    return NULL;
}

static bool has_site(const po_schedule *schedule, const char *cds) {
    for (size_t i = 0; i < schedule->sites.count; i++)
        if (po_text_equal(schedule->sites.items[i].cds, cds))
            return true;
    return false;
}

static int by_cds(const void *a, const void *b) {
    const po_schedule_site *left = a, *right = b;
    return strcmp(left->cds, right->cds);
}

/* Schools of the facts, and those whose plans are here. */
static void collect_sites(po_schedule_work *work) {
    po_schedule *schedule = work->schedule;
    const po_lea_facts *facts = schedule->input->facts;
    const po_model *model = schedule->input->model;
    for (size_t i = 0; facts && i < facts->schools.count; i++)
        *PO_LIST_ADD(work->arena, &schedule->sites) =
            (po_schedule_site){.cds = facts->schools.items[i].cds, .name = facts->schools.items[i].name};
    for (size_t i = 0; model && i < model->sources.count; i++) {
        const po_source *source = model->sources.items[i];
        bool school = source->site_name && po_source_is_school(source);
        if (school && !has_site(schedule, source->cds))
            *PO_LIST_ADD(work->arena, &schedule->sites) = (po_schedule_site){.cds = source->cds, .name = source->site_name};
    }
    if (schedule->sites.count > 1)
        qsort(schedule->sites.items, schedule->sites.count, sizeof *schedule->sites.items, by_cds);
}

/* ---- what is known: cells and rules ------------------------------------------------------------------ */

static bool find_fact(void *context, const char *name, po_rule_cell *ret_cell) {
    const po_rule_cell *cell = po_map_get(context, name);
    if (cell)
        *ret_cell = *cell;
    return cell != NULL;
}

static po_map *cells_of(const po_schedule_work *work, const po_facts_school *school) {
    const po_schedule_input *input = work->schedule->input;
    const po_timeline *timeline = input->timeline;
    po_map *cells = po_facts_cells(work->arena, input->facts, school, timeline->programs, timeline->program_count);
    if (!input->facts && input->assumed_type) {
        const po_lea_facts assumed = {.type = input->assumed_type};
        po_map *more = po_facts_cells(work->arena, &assumed, NULL, timeline->programs, timeline->program_count);
        for (size_t i = 0; i < po_map_count(more); i++) {
            const po_rule_cell *cell = po_map_value(more, i);
            if (po_text_equal(cell->value, input->assumed_type))
                po_map_set(cells, po_map_key(more, i), po_map_value(more, i));
        }
    }
    return cells;
}

static void add_place(po_schedule_work *work, const char *cds, const char *name, bool school) {
    po_schedule_place *place = PO_LIST_ADD(work->arena, &work->places);
    place->cds = cds;
    place->name = name;
    place->school = school;
    place->facts = school ? school_facts(work->schedule->input->facts, cds) : NULL;
    place->cells = cells_of(work, place->facts);
    po_rule_source *source = PO_NEW(work->arena, po_rule_source);
    *source = (po_rule_source){.context = place->cells, .fact = find_fact};
    place->run = po_rule_run_create(source);
}

static po_truth decide(const po_schedule_place *place, const po_rule *rule, po_arena *arena, const char **ret_missing) {
    if (!rule)
        return PO_TRUE;
    po_rule_result result;
    po_rule_evaluate(place->run, rule, NULL, &result);
    if (result.truth == PO_TRUE || result.truth == PO_FALSE)
        return result.truth;
    if (ret_missing && !*ret_missing)
        *ret_missing = po_arena_dup(arena, result.missing);
    return PO_UNKNOWN;
}

po_truth po_schedule_applies(const po_schedule_place *place, const po_rule *duty_when, const po_rule *when, po_arena *arena,
                             const char **ret_missing) {
    const char *missing = NULL;
    po_truth a = decide(place, duty_when, arena, &missing);
    po_truth b = decide(place, when, arena, &missing);
    if (ret_missing)
        *ret_missing = missing;
    if (a == PO_FALSE || b == PO_FALSE)
        return PO_FALSE;
    return a == PO_TRUE && b == PO_TRUE ? PO_TRUE : PO_UNKNOWN;
}

/* ---- obligations ---------------------------------------------------------------------------------------- */

static bool in_force(const po_duty *duty, po_date date) {
    return po_date_none(date) || ((po_date_none(duty->valid_from) || po_date_compare(date, duty->valid_from) >= 0) &&
                                  (po_date_none(duty->valid_until) || po_date_compare(date, duty->valid_until) <= 0));
}

/* Undated ones are looked at on the first day of their plan year. */
static bool duty_in_force(const po_duty *duty, const po_obligation *obligation) {
    po_date begins = {(int16_t)obligation->plan_year, 7, 1};
    return in_force(duty, po_date_none(obligation->date) ? begins : obligation->date);
}

static bool year_wanted(const po_schedule_input *input, int school_year) {
    return school_year >= input->first_year && school_year < input->first_year + input->year_count;
}

/* Of a plan year that was asked for, or on a day in one of these school years. */
static bool wanted(const po_schedule_input *input, const po_obligation *obligation) {
    if (year_wanted(input, obligation->plan_year))
        return true;
    const po_date dates[] = {obligation->date, obligation->working, obligation->latest, obligation->event ? obligation->event->date : (po_date){0}};
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++)
        if (!po_date_none(dates[i]) && (year_wanted(input, po_date_school_year(dates[i])) ||
                                        year_wanted(input, po_date_school_year(po_date_add_days(dates[i], -1)))))
            return true; /* July 1 ends one year's work and begins the next */
    return false;
}

/* An earlier day to act on: the board's last regular meeting, or the last working day. Only for what must be done by a day. */
static po_date working_date(const po_schedule *schedule, const po_deadline *deadline, const po_due *due) {
    if (po_date_none(due->date) || !po_text_equal(deadline->act, "by"))
        return (po_date){0};
    po_date day = po_days_working_before(&schedule->days, due->date);
    if (po_body_is_board(deadline->role)) {
        po_date meeting = po_meeting_before(schedule->facts, due->date);
        bool fits = !po_date_none(meeting) && (po_date_none(due->opens) || po_date_compare(meeting, due->opens) >= 0);
        day = fits ? meeting : day;
    }
    return po_date_compare(day, due->date) < 0 ? day : (po_date){0};
}

static void fill_dates(const po_schedule *schedule, const po_due *due, po_obligation *obligation) {
    obligation->date = due->date;
    obligation->opens = due->opens;
    obligation->expected = due->expected;
    obligation->working = working_date(schedule, obligation->deadline, due);
    bool by = po_text_equal(obligation->deadline->act, "by");
    if (by && !due->backward && po_date_compare(due->latest, due->date) > 0)
        obligation->latest = due->latest;
    obligation->computed = due->notes;
}

static void add_obligation(po_schedule_work *work, const po_schedule_place *place, po_due_context *context, const po_step *step,
                           int instance) {
    po_schedule *schedule = work->schedule;
    po_obligation obligation = {.step = step, .deadline = po_deadline_for(step->deadline, schedule->type), .cds = place->cds, .site = place->school ? place->name : NULL, .of_school = place->school,
                                .plan_year = context->year, .instance = instance};
    obligation.applies = po_schedule_applies(place, step->duty_when, step->when, work->arena, &obligation.missing);
    if (obligation.applies == PO_FALSE)
        return;
    const po_due *due = instance > 0 ? po_due_instance(context, step, instance) : po_due_of(context, step);
    if (!due || (po_date_none(due->date) && due->notes.count == 0))
        return; /* no such date in this year */
    fill_dates(schedule, due, &obligation);
    obligation.event = instance > 1 ? NULL : po_due_event(context, step);
    if (!duty_in_force(step->duty, &obligation) || !wanted(schedule->input, &obligation))
        return;
    obligation.waiver = po_schedule_waiver(work, place, step->duty->id, obligation.date);
    po_schedule_judge(schedule, due, &obligation);
    *PO_LIST_ADD(work->arena, &schedule->list) = obligation;
}

static bool observed(const po_schedule *schedule, const po_step *step) {
    const po_lea_facts *facts = schedule->input->facts;
    for (size_t i = 0; facts && i < facts->practices.count; i++)
        if (po_text_equal(facts->practices.items[i].deadline, step->ref) && !facts->practices.items[i].observed)
            return false;
    return true;
}

static void add_step(po_schedule_work *work, const po_schedule_place *place, po_due_context *context, const po_step *step) {
    const po_moment *moment = po_deadline_for(step->deadline, work->schedule->type)->moment;
    if (!observed(work->schedule, step))
        return;
    if (moment->kind != PO_MOMENT_EVERY) {
        add_obligation(work, place, context, step, 0);
        return;
    }
    for (int i = 1; i <= moment->count; i++)
        add_obligation(work, place, context, step, i);
}

/* What counts from one event and not from a year (a letter, an award) gives the same day in every year: once is enough. */
static bool from_fact(const po_timeline *timeline, const po_moment *moment, int depth) {
    if (moment->anchor && po_text_starts(moment->anchor, "facts."))
        return true;
    const po_step *step = moment->anchor && depth < PO_MOMENT_DEPTH ? po_timeline_step(timeline, moment->anchor) : NULL;
    return step && from_fact(timeline, step->deadline->moment, depth + 1);
}

/* The plan year to which such a day belongs; the first one asked for while the fact is not known. */
static bool year_of_fact(const po_schedule_work *work, const po_schedule_place *place, po_due_context *context, const po_step *step) {
    const po_schedule_input *input = work->schedule->input;
    (void)place;
    if (!from_fact(input->timeline, step->deadline->moment, 0))
        return true;
    const po_due *due = po_due_of(context, step);
    int year = due && !po_date_none(due->date) ? po_date_school_year(due->date) : input->first_year;
    return context->year == year;
}

static void add_place_year(po_schedule_work *work, const po_schedule_place *place, int year) {
    po_timeline *timeline = work->schedule->input->timeline;
    bool schools = work->schedule->sites.count > 0;
    po_due_context context;
    po_due_context_init(&context, work->arena, timeline, &work->schedule->days, year);
    context.cells = place->cells;
    context.events = work->schedule->events.items;
    context.event_count = work->schedule->events.count;
    context.cds = place->school ? place->cds : NULL;
    context.lea_type = work->schedule->type;
    for (size_t i = 0; i < timeline->steps.count; i++) {
        const po_step *step = &timeline->steps.items[i];
        bool here = step->each_school && schools ? place->school : !place->school;
        if (here && (step->deadline->moment->kind == PO_MOMENT_EVERY || year_of_fact(work, place, &context, step)))
            add_step(work, place, &context, step);
    }
}

static int by_date(const void *a, const void *b) {
    const po_obligation *left = a, *right = b;
    bool left_none = po_date_none(left->date), right_none = po_date_none(right->date);
    if (left_none != right_none)
        return left_none ? 1 : -1;
    int order = po_date_compare(left->date, right->date);
    order = order ? order : strcmp(left->step->ref, right->step->ref);
    order = order ? order : strcmp(left->cds ? left->cds : "", right->cds ? right->cds : "");
    order = order ? order : left->plan_year - right->plan_year;
    return order ? order : left->instance - right->instance;
}

/* ---- duties as a whole -------------------------------------------------------------------------------- */

/* Of several obligations the state that leaves most to do; none: unknown. */
static po_duty_state duty_state(const po_schedule *schedule, const po_duty *duty, size_t *ret_entries) {
    static const int weight[] = {[PO_STATE_NOT_APPLICABLE] = 0, [PO_STATE_WAIVED] = 1, [PO_STATE_ATTESTED] = 2, [PO_STATE_STATED] = 3,
                                 [PO_STATE_PLANNED] = 4,        [PO_STATE_UNKNOWN] = 5, [PO_STATE_NOT_FOUND] = 6};
    po_duty_state state = PO_STATE_NOT_APPLICABLE;
    size_t entries = 0;
    for (size_t i = 0; i < schedule->list.count; i++) {
        const po_obligation *obligation = &schedule->list.items[i];
        if (obligation->step->duty != duty)
            continue;
        entries++;
        if (weight[obligation->state] > weight[state])
            state = obligation->state;
    }
    *ret_entries = entries;
    return entries > 0 ? state : PO_STATE_UNKNOWN;
}

/* Over the places it is asked of: it applies if it does at one, and not if it does at none. */
static void duty_applies(const po_schedule_work *work, const po_rule *when, bool each_school, po_duty_status *status) {
    bool any = false, unknown = false, schools = work->schedule->sites.count > 0;
    for (size_t i = 0; i < work->places.count; i++) {
        const po_schedule_place *place = &work->places.items[i];
        if ((each_school && schools) != place->school)
            continue;
        const char *missing = NULL;
        po_truth truth = po_schedule_applies(place, when, NULL, work->arena, &missing);
        any = any || truth == PO_TRUE;
        unknown = unknown || truth == PO_UNKNOWN;
        status->schools += place->school && truth == PO_TRUE;
        if (!status->missing)
            status->missing = missing;
    }
    status->applies = any ? PO_TRUE : unknown ? PO_UNKNOWN : PO_FALSE;
}

static void add_duty_status(po_schedule_work *work, const po_program *program, const po_duty *duty) {
    po_schedule *schedule = work->schedule;
    po_timeline *timeline = schedule->input->timeline;
    po_duty_status *status = PO_LIST_ADD(work->arena, &schedule->duties);
    *status = (po_duty_status){.program = program, .duty = duty};
    duty_applies(work, po_timeline_condition(timeline, duty), po_map_get(timeline->each_school, duty->id) != NULL, status);
    status->state = duty_state(schedule, duty, &status->entries);
    if (status->applies == PO_FALSE || (status->entries == 0 && !in_force(duty, schedule->input->as_of)))
        status->state = PO_STATE_NOT_APPLICABLE;
}

static void add_duties(po_schedule_work *work) {
    const po_timeline *timeline = work->schedule->input->timeline;
    for (size_t i = 0; i < timeline->program_count; i++)
        for (size_t k = 0; k < timeline->programs[i]->duties.count; k++)
            add_duty_status(work, timeline->programs[i], &timeline->programs[i]->duties.items[k]);
}

/* ---- assistance ----------------------------------------------------------------------------------------- */

static void add_tier(po_schedule_work *work, const po_program *program, const po_tier *tier, const po_status_letters *letters,
                     const char *cds, const char *site) {
    const po_status_letter *status = po_status_find(letters, tier->status);
    if (!status)
        return;
    po_date end = tier->years > 0 ? po_date_add_years(status->letter, tier->years) : (po_date){0};
    *PO_LIST_ADD(work->arena, &work->schedule->assistance) = (po_assistance){
        .program = program, .tier = tier, .status = status, .cds = cds, .site = site, .may_end = po_date_none(status->until) ? end : status->until};
}

static void add_assistance(po_schedule_work *work) {
    const po_timeline *timeline = work->schedule->input->timeline;
    const po_lea_facts *facts = work->schedule->input->facts;
    for (size_t i = 0; facts && i < timeline->program_count; i++)
        for (size_t k = 0; k < timeline->programs[i]->tiers.count; k++) {
            const po_tier *tier = &timeline->programs[i]->tiers.items[k];
            add_tier(work, timeline->programs[i], tier, &facts->statuses, NULL, NULL);
            for (size_t s = 0; s < facts->schools.count; s++)
                add_tier(work, timeline->programs[i], tier, &facts->schools.items[s].statuses, facts->schools.items[s].cds,
                         facts->schools.items[s].name);
        }
}

/* ---- all of it -------------------------------------------------------------------------------------------- */

static void make_list(po_schedule_work *work) {
    const po_schedule_input *input = work->schedule->input;
    for (size_t i = 0; i < work->places.count; i++)
        for (int year = input->first_year - 1; year <= input->first_year + input->year_count; year++)
            add_place_year(work, &work->places.items[i], year);
    if (work->schedule->list.count > 1)
        qsort(work->schedule->list.items, work->schedule->list.count, sizeof *work->schedule->list.items, by_date);
}

void po_schedule_make(po_arena *arena, const po_schedule_input *input, po_schedule *ret_schedule) {
    const po_lea_facts *facts = input->facts;
    *ret_schedule = (po_schedule){.arena = arena,
                                  .input = input,
                                  .facts = facts,
                                  .cds = input->cds ? input->cds : facts ? facts->cds : NULL,
                                  .name = input->name ? input->name : facts ? facts->name : NULL,
                                  .type = facts ? facts->type : input->assumed_type};
    po_schedule_work work = {.arena = arena, .schedule = ret_schedule};
    collect_sites(&work);
    po_schedule_join_calendars(&work);
    ret_schedule->days = (po_days){.holidays = input->timeline->holidays, .facts = ret_schedule->facts};
    add_place(&work, ret_schedule->cds, ret_schedule->name, false);
    for (size_t i = 0; i < ret_schedule->sites.count; i++)
        add_place(&work, ret_schedule->sites.items[i].cds, ret_schedule->sites.items[i].name, true);
    po_schedule_collect_events(&work);
    make_list(&work);
    add_duties(&work);
    add_assistance(&work);
    for (size_t i = 0; i < work.places.count; i++)
        po_rule_run_destroy(work.places.items[i].run);
}
