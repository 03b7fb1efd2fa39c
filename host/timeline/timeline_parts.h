/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to host/timeline: evaluating one rule for one LEA or school and one plan year.
 */
#ifndef PO_TIMELINE_TIMELINE_PARTS_H
#define PO_TIMELINE_TIMELINE_PARTS_H

#include "timeline/timeline.h"

/* What a rule gave. `date` none: nothing can be said. `latest`: the same, counted from extended days. */
typedef struct po_due {
    po_date date, latest, opens;
    bool expected;    /* not set, or resting on something that is not */
    bool backward;    /* counted backward: never extends */
    bool no_meeting;  /* meetings are known, and none of them is in time */
    po_notes notes;
} po_due;

/* One LEA or school in one plan year. Dues are worked out once per step. */
typedef struct po_due_context {
    po_arena *arena;
    po_timeline *timeline;
    const po_days *days;
    const po_map *cells;       /* facts.<name> */
    const po_event *events;    /* or NULL: as if nothing were known to have been done */
    size_t event_count;
    const char *cds;           /* of the school, or NULL */
    const char *lea_type;      /* whose variants of deadlines hold; NULL: not known */
    int year;
    po_due **dues;             /* by step; a due whose notes are not yet made is under way */
    bool *under_way;
    int instance;              /* of a recurring rule; 0 counts as 1 */
} po_due_context;

void po_due_context_init(po_due_context *context, po_arena *arena, po_timeline *timeline, const po_days *days, int year);

/* The date of a step, from its rule. Belongs to the context's arena. */
const po_due *po_due_of(po_due_context *context, const po_step *step);

/* The same for the nth time of a recurring rule. */
const po_due *po_due_instance(po_due_context *context, const po_step *step, int instance);

/* The event of a step in the context's plan year: the school's own, else the LEA's; NULL. */
const po_event *po_due_event(const po_due_context *context, const po_step *step);

/* Whether regular meetings of the board are known for the school year of a date; the last one on or before it (none: there is none). */
bool po_body_is_board(const char *body);            /* a charter school's has two names */
bool po_meeting_regular(const po_meeting *meeting); /* of the board */
bool po_meetings_known(const po_lea_facts *facts, po_date date);
po_date po_meeting_before(const po_lea_facts *facts, po_date date);

/* The moment itself, or of a rule that changed the case that holds in the plan year (the rule itself if none does). */
const po_moment *po_moment_in_year(const po_moment *moment, int year);

/* Adds a sentence. Arguments: pairs of name and value, ended by NULL; all are copied. */
void po_note_add(po_arena *arena, po_notes *notes, const char *key, ...) __attribute__((sentinel));

/* A date as text in the arena. */
const char *po_due_text(po_arena *arena, po_date date);

/* ---- one LEA under way (schedule.c and its helpers) ------------------------------------------------------ */

/* The LEA itself or one of its schools, with what is known of it. */
typedef struct po_schedule_place {
    const char *cds, *name;
    bool school;
    const po_facts_school *facts; /* of the school, or NULL */
    po_map *cells;
    po_rule_run *run;
} po_schedule_place;

typedef struct po_schedule_work {
    po_arena *arena;
    po_schedule *schedule;
    PO_LIST(po_schedule_place) places; /* the LEA first */
} po_schedule_work;

/* meetings.c: fills the schedule's meetings and facts from calendars; sites must be known. */
void po_schedule_join_calendars(po_schedule_work *work);

/* Whether a check of the program has said something of this duty and document already: its own sentence says it better. */
bool po_schedule_said(const po_findings *findings, const po_duty *duty, const po_source *source);

/* Findings where calendars, facts and documents disagree about meetings. */
void po_schedule_check_meetings(const po_schedule *schedule, po_findings *findings);

/* Fills the schedule's events from documents and facts. */
void po_schedule_collect_events(po_schedule_work *work);

/* stated.c: dates that sentences of plans give to steps, the latest of a step first. Called after the events of records and facts. */
void po_schedule_collect_stated(po_schedule_work *work);

/* Adds an event unless one of this step, year, place and day is there; `plan_year` 0: the year whose rule gives the nearest day. */
void po_schedule_add_event(po_schedule_work *work, po_event event);

/* The plan year whose rule gives the day nearest to `date`, as if nothing else were known; `ret_distance` in days, INT32_MAX where no rule gives one. */
int po_schedule_nearest_year(const po_schedule_work *work, const po_step *step, po_date date, int32_t *ret_distance);

/* Whether a duty or step applies at a place; `ret_missing` may be NULL. */
po_truth po_schedule_applies(const po_schedule_place *place, const po_rule *duty_when, const po_rule *when, po_arena *arena,
                             const char **ret_missing);

/* State and timing of an obligation whose dates and event are known. `due` is what its rule gave. */
void po_schedule_judge(const po_schedule *schedule, const po_due *due, po_obligation *obligation);

/* The first waiver of a duty that holds on the date (none: on any). */
const po_waiver *po_schedule_waiver(const po_schedule_work *work, const po_schedule_place *place, const char *duty, po_date date);

#endif
