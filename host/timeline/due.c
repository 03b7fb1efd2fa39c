/* SPDX-License-Identifier: Apache-2.0
 *
 * From a moment to a day. Every kind of moment has one function; a chain of anchors is followed step by step, each once, and a step that is asked for
 * while it is under way (a cycle, told by timeline.c when programs are loaded) gives nothing.
 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "timeline/timeline_parts.h"

/* ---- tools ---------------------------------------------------------------------------------------------- */

const char *po_due_text(po_arena *arena, po_date date) {
    char text[PO_DATE_TEXT_MAX];
    return po_arena_dup(arena, po_date_format_iso(date, text));
}

void po_note_add(po_arena *arena, po_notes *notes, const char *key, ...) {
    PO_LIST(po_argument) arguments = {0};
    va_list list;
    va_start(list, key);
    for (const char *name = va_arg(list, const char *); name; name = va_arg(list, const char *)) {
        const char *value = va_arg(list, const char *);
        *PO_LIST_ADD(arena, &arguments) = (po_argument){.name = name, .value = po_arena_dup(arena, value ? value : "")};
    }
    va_end(list);
    *PO_LIST_ADD(arena, notes) = (po_note){.key = key, .arguments = arguments.items, .argument_count = arguments.count};
}

static void append_notes(po_arena *arena, po_notes *notes, const po_notes *more) {
    for (size_t i = 0; i < more->count; i++)
        *PO_LIST_ADD(arena, notes) = more->items[i];
}

void po_due_context_init(po_due_context *context, po_arena *arena, po_timeline *timeline, const po_days *days, int year) {
    *context = (po_due_context){.arena = arena, .timeline = timeline, .days = days, .year = year};
    context->dues = PO_NEW_ARRAY(arena, po_due *, timeline->steps.count);
    context->under_way = PO_NEW_ARRAY(arena, bool, timeline->steps.count);
}

bool po_body_is_board(const char *body) {
    return po_text_equal(body, "governing-board") || po_text_equal(body, "charter-board");
}

bool po_meeting_regular(const po_meeting *meeting) {
    return po_text_equal(meeting->kind, "regular") && po_body_is_board(meeting->body);
}

/* The school year whose meetings come before a day: on July 1, that which ended the day before. */
static int meeting_year(po_date date) {
    return po_date_school_year(po_date_add_days(date, -1));
}

bool po_meetings_known(const po_lea_facts *facts, po_date date) {
    for (size_t i = 0; facts && i < facts->meetings.count; i++)
        if (po_meeting_regular(&facts->meetings.items[i]) &&
            po_date_school_year(facts->meetings.items[i].date) == meeting_year(date))
            return true;
    return false;
}

po_date po_meeting_before(const po_lea_facts *facts, po_date date) {
    po_date found = {0};
    for (size_t i = 0; facts && i < facts->meetings.count; i++) {
        const po_meeting *meeting = &facts->meetings.items[i];
        if (po_meeting_regular(meeting) && po_date_compare(meeting->date, date) <= 0 &&
            (po_date_school_year(meeting->date) == meeting_year(date) ||
             po_date_school_year(meeting->date) == po_date_school_year(date)))
            found = meeting->date; /* they are sorted */
    }
    return found;
}

const po_event *po_due_event(const po_due_context *context, const po_step *step) {
    const po_event *of_lea = NULL;
    for (size_t i = 0; i < context->event_count; i++) {
        const po_event *event = &context->events[i];
        if (event->step != step || event->plan_year != context->year)
            continue;
        if (event->cds && po_text_equal(event->cds, context->cds))
            return event;
        if (!event->cds)
            of_lea = event;
    }
    return of_lea && (!step->each_school || !context->cds) ? of_lea : NULL;
}

/* ---- moments -------------------------------------------------------------------------------------------- */

static void evaluate(po_due_context *context, const po_moment *moment, po_due *due);

static void set_date(po_due *due, po_date date) {
    due->date = due->latest = date;
    due->expected = po_date_none(date);
}

static void evaluate_fixed(po_due_context *context, const po_moment *moment, po_due *due) {
    int year = context->year + moment->year, day = moment->day;
    po_date first = {(int16_t)year, (uint8_t)moment->month, 1};
    po_date last = po_date_add_days(po_date_add_months(first, 1), -1);
    if (po_date_none(last))
        return;
    first.day = (uint8_t)(day < last.day ? day : last.day); /* February 29 is the month's last day in every year */
    set_date(due, first);
    po_note_add(context->arena, &due->notes, "due.fixed", "date", po_due_text(context->arena, first), NULL);
}

static void evaluate_weekday(po_due_context *context, const po_moment *moment, po_due *due) {
    static const char *const keys[] = {"due.weekday.last", "due.weekday.1", "due.weekday.2", "due.weekday.3", "due.weekday.4", "due.weekday.5"};
    set_date(due, po_date_nth_weekday(context->year + moment->year, moment->month, moment->weekday, moment->nth));
    if (!po_date_none(due->date))
        po_note_add(context->arena, &due->notes, keys[moment->nth], "date", po_due_text(context->arena, due->date), NULL);
}

static po_date moved(const po_due_context *context, po_date date, const po_moment *moment, int times) {
    int amount = moment->amount * times;
    if (po_date_none(date))
        return date;
    if (po_text_equal(moment->unit, "hours"))
        return po_date_add_days(date, (amount < 0 ? amount - 23 : amount + 23) / 24);
    if (po_text_equal(moment->unit, "months"))
        return po_date_add_months(date, amount);
    if (po_text_equal(moment->unit, "years"))
        return po_date_add_years(date, amount);
    if (po_text_equal(moment->unit, "working-days"))
        return po_days_add_working(context->days, date, amount);
    if (po_text_equal(moment->unit, "school-days"))
        return po_days_add_school(context->days, date, amount);
    return po_date_add_days(date, amount);
}

/* What the day of the anchor is called in sentences. */
static const char *anchor_name(const po_due_context *context, const po_moment *moment) {
    const po_step *step = moment->anchor ? po_timeline_step(context->timeline, moment->anchor) : NULL;
    if (step)
        return po_step_title(step, context->lea_type);
    if (moment->anchor && po_text_starts(moment->anchor, "facts.")) {
        const char *name = moment->anchor + 6;
        for (size_t i = 0; i < context->timeline->program_count; i++) {
            const po_fact *fact = po_program_fact(context->timeline->programs[i], name);
            if (fact)
                return fact->question;
        }
    }
    return "";
}

/* The day from which is counted. */
static void evaluate_anchor(po_due_context *context, const po_moment *moment, po_due *anchor) {
    if (!moment->anchor) {
        evaluate(context, &moment->parts[0], anchor);
        return;
    }
    if (po_text_starts(moment->anchor, "facts.")) {
        set_date(anchor, po_facts_date(context->cells, moment->anchor + 6));
        if (anchor->expected)
            po_note_add(context->arena, &anchor->notes, "due.fact_missing", "fact", anchor_name(context, moment), NULL);
        return;
    }
    const po_step *step = po_timeline_step(context->timeline, moment->anchor);
    const po_event *event = step ? po_due_event(context, step) : NULL;
    if (event) {
        set_date(anchor, event->date);
        return;
    }
    const po_due *due = step ? po_due_of(context, step) : NULL;
    if (!due || po_date_none(due->date)) {
        set_date(anchor, (po_date){0});
        return;
    }
    *anchor = (po_due){.date = due->date, .latest = due->latest, .expected = due->expected};
    po_note_add(context->arena, &anchor->notes, "due.last_day", NULL);
}

static const char *unit_key(const char *unit, bool one) {
    static const struct {
        const char *unit, *one, *many;
    } keys[] = {{"hours", "due.hour", "due.hours"},
                {"days", "due.day", "due.days"},
                {"working-days", "due.working_day", "due.working_days"},
                {"school-days", "due.school_day", "due.school_days"},
                {"months", "due.month", "due.months"},
                {"years", "due.year", "due.years"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (po_text_equal(keys[i].unit, unit))
            return one ? keys[i].one : keys[i].many;
    return "due.days";
}

/* "15 days after County may ask for clarification (August 15, 2027)". The unit is a key, looked up where sentences are made. */
static void note_offset(po_due_context *context, const po_moment *moment, po_date from, int amount, po_due *due) {
    const char *key = amount == 0 ? "due.same" : amount < 0 ? "due.before" : "due.after";
    const char *count = po_arena_printf(context->arena, "%d", amount < 0 ? -amount : amount);
    const char *anchor = moment->anchor ? anchor_name(context, moment) : NULL;
    if (!anchor)
        key = amount < 0 ? "due.before_day" : "due.after_day";
    po_note_add(context->arena, &due->notes, key, "amount", count, "unit", unit_key(moment->unit, amount == 1 || amount == -1), "anchor",
                anchor ? anchor : "", "date", po_due_text(context->arena, from), NULL);
}

static void evaluate_offset(po_due_context *context, const po_moment *moment, int times, po_due *due) {
    po_due anchor = {0};
    evaluate_anchor(context, moment, &anchor);
    int amount = moment->amount * times;
    due->backward = moment->amount < 0;
    due->expected = anchor.expected;
    due->date = moved(context, anchor.date, moment, times);
    due->latest = due->backward ? due->date : moved(context, anchor.latest, moment, times);
    if (!po_date_none(anchor.date))
        note_offset(context, moment, anchor.date, amount, due);
    if (moment->anchor)
        append_notes(context->arena, &due->notes, &anchor.notes);
    if (po_date_none(due->date) && !po_date_none(anchor.date) && po_text_equal(moment->unit, "school-days"))
        po_note_add(context->arena, &due->notes, "due.no_school_year", NULL);
    due->expected = due->expected || po_date_none(due->date);
}

/* A meeting that is not known leaves the outer bound, which is certain. */
static void evaluate_meeting(po_due_context *context, const po_moment *moment, po_due *due) {
    po_due limit = {0};
    evaluate(context, &moment->parts[0], &limit);
    set_date(due, limit.date);
    due->backward = true; /* "at a regular meeting on or before": a day after it would be none */
    if (po_date_none(limit.date))
        return;
    const po_lea_facts *facts = context->days->facts;
    const char *text = po_due_text(context->arena, limit.date);
    po_date meeting = po_meeting_before(facts, limit.date);
    if (!po_meetings_known(facts, limit.date)) {
        po_note_add(context->arena, &due->notes, "due.meeting_unknown", "date", text, NULL);
    } else if (po_date_none(meeting)) {
        due->no_meeting = true;
        po_note_add(context->arena, &due->notes, "due.meeting_none", "date", text, NULL);
    } else {
        set_date(due, meeting);
        po_note_add(context->arena, &due->notes, "due.meeting", "date", text, NULL);
    }
}

/* One part that is not known leaves the others: the earliest of them still binds, the latest may not be the latest. */
static void evaluate_choice(po_due_context *context, const po_moment *moment, po_due *due) {
    bool earliest = moment->kind == PO_MOMENT_EARLIEST, any_unknown = false;
    for (size_t i = 0; i < moment->part_count; i++) {
        po_due part = {0};
        evaluate(context, &moment->parts[i], &part);
        any_unknown = any_unknown || part.expected;
        int order = po_date_compare(part.date, due->date);
        if (!po_date_none(part.date) && (po_date_none(due->date) || (earliest ? order < 0 : order > 0)))
            *due = part;
    }
    due->expected = po_date_none(due->date) || (any_unknown && !earliest);
    po_note_add(context->arena, &due->notes, earliest ? "due.earliest" : "due.latest", NULL);
}

/* The dates known so far, for "expected, not set; earlier: ...". */
static const char *past_dates(po_arena *arena, const po_moment *moment) {
    po_buffer text = {0};
    for (size_t i = 0; i < moment->date_count; i++)
        po_buffer_printf(&text, "%s%s", i > 0 ? ", " : "", po_due_text(arena, moment->dates[i].date));
    const char *copy = po_arena_dup(arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    return copy;
}

static void evaluate_dates(po_due_context *context, const po_moment *moment, po_due *due) {
    for (size_t i = 0; i < moment->date_count; i++)
        if (moment->dates[i].school_year == context->year) {
            set_date(due, moment->dates[i].date);
            due->opens = moment->dates[i].opens;
            po_note_add(context->arena, &due->notes, "due.set", "source", moment->dates[i].source, NULL);
            return;
        }
    due->expected = true;
    po_note_add(context->arena, &due->notes, "due.not_set", "past", past_dates(context->arena, moment), NULL);
}

const po_moment *po_moment_in_year(const po_moment *moment, int year) {
    for (size_t i = 0; moment->kind == PO_MOMENT_BY_YEAR && i < moment->part_count; i++) {
        const po_moment *part = &moment->parts[i];
        if ((part->from == 0 || year >= part->from) && (part->until == 0 || year <= part->until))
            return part;
    }
    return moment;
}

static void evaluate_by_year(po_due_context *context, const po_moment *moment, po_due *due) {
    const po_moment *part = po_moment_in_year(moment, context->year);
    if (part != moment)
        evaluate(context, part, due);
    else
        due->expected = true; /* and no note: there is no such date in this year */
}

static void evaluate(po_due_context *context, const po_moment *moment, po_due *due) {
    switch (moment->kind) {
    case PO_MOMENT_FIXED:
        evaluate_fixed(context, moment, due);
        break;
    case PO_MOMENT_WEEKDAY:
        evaluate_weekday(context, moment, due);
        break;
    case PO_MOMENT_OFFSET:
        evaluate_offset(context, moment, 1, due);
        break;
    case PO_MOMENT_EVERY:
        evaluate_offset(context, moment, context->instance > 0 ? context->instance : 1, due);
        break;
    case PO_MOMENT_MEETING:
        evaluate_meeting(context, moment, due);
        break;
    case PO_MOMENT_EARLIEST:
    case PO_MOMENT_LATEST:
        evaluate_choice(context, moment, due);
        break;
    case PO_MOMENT_DATES:
        evaluate_dates(context, moment, due);
        break;
    case PO_MOMENT_BY_YEAR:
        evaluate_by_year(context, moment, due);
        break;
    case PO_MOMENT_UNSET:
        due->expected = true;
        po_note_add(context->arena, &due->notes, "due.unset", "note", moment->note, NULL);
        break;
    }
}

/* ---- steps ---------------------------------------------------------------------------------------------- */

/* A local rule in the place of the default distance. */
static const po_practice *practice_of(const po_due_context *context, const po_step *step) {
    const po_lea_facts *facts = context->days->facts;
    for (size_t i = 0; facts && i < facts->practices.count; i++)
        if (po_text_equal(facts->practices.items[i].deadline, step->ref))
            return &facts->practices.items[i];
    return NULL;
}

static void evaluate_step(po_due_context *context, const po_step *step, po_due *due) {
    const po_practice *practice = practice_of(context, step);
    const po_deadline *deadline = po_deadline_for(step->deadline, context->lea_type);
    po_moment moment = *deadline->moment;
    bool local = practice && practice->has_amount && moment.kind == PO_MOMENT_OFFSET;
    if (local) {
        moment.amount = practice->amount;
        moment.unit = practice->unit ? practice->unit : moment.unit;
    }
    evaluate(context, &moment, due);
    if (local)
        po_note_add(context->arena, &due->notes, "due.local", NULL);
    if (deadline->opens) {
        po_due opens = {0};
        evaluate(context, deadline->opens, &opens);
        due->opens = opens.date;
    }
    const char *fact = deadline->expected_without;
    if (fact && po_text_starts(fact, "facts.") && !po_map_get(context->cells, fact + 6)) {
        due->expected = true;
        po_note_add(context->arena, &due->notes, "due.until_known", NULL);
    }
    if (deadline->extends && !due->backward)
        due->latest = po_days_extended(context->days, due->latest);
}

const po_due *po_due_instance(po_due_context *context, const po_step *step, int instance) {
    po_due *due = PO_NEW(context->arena, po_due);
    context->instance = instance;
    evaluate_step(context, step, due);
    context->instance = 0;
    return due;
}

const po_due *po_due_of(po_due_context *context, const po_step *step) {
    po_due **slot = &context->dues[step->index];
    if (*slot || context->under_way[step->index])
        return *slot;
    context->under_way[step->index] = true;
    po_due *due = PO_NEW(context->arena, po_due);
    evaluate_step(context, step, due);
    context->under_way[step->index] = false;
    *slot = due;
    return due;
}
