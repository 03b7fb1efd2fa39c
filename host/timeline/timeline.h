/* SPDX-License-Identifier: Apache-2.0
 *
 * The timeline: deadlines as rules become dates. Program files say when something is due (po_deadline); here the rules are evaluated for one LEA
 * and its schools, for any plan years, with what is known: holidays, meetings, letters, and dates on which steps were or will be done.
 *
 *     po_timeline_create (once, over all programs) -> po_schedule_make (for each LEA) -> obligations, duty states, findings
 *
 * Every obligation has up to three dates. The statutory date is the rule's. The working date is an earlier day advised: the last working day, or the
 * last regular meeting of the board where the board must act. The latest date is the day to which the law extends a last day that falls on a
 * weekend or holiday (EC 9; CCP 12, 12a, 12b, 135; Gov. Code 6700, 6800); in a chain it is counted from the extended day before it. Counts
 * backward never extend. A date that nobody has published is expected, not set: it has no date and is never due.
 *
 * Silence never counts: what no document shows and nobody attests is `not-found` or `unknown`, never done.
 *
 * Left to others: words (emit/calendar_words.c), files (emit/calendar_*.c), where facts and documents come from.
 */
#ifndef PO_TIMELINE_TIMELINE_H
#define PO_TIMELINE_TIMELINE_H

#include "check/finding.h"
#include "timeline/days.h"

/* One deadline of one duty, with its conditions compiled. */
typedef struct po_step {
    const char *ref; /* "lcap.L28#hearing" */
    const po_program *program;
    const po_duty *duty;
    const po_deadline *deadline;
    const po_rule *duty_when, *when; /* NULL: always */
    bool each_school;    /* asked of every school: the duty lies on schools, or its condition is about one */
    bool identification; /* follows from a status by letter, or from an internal program: out of public feeds */
    size_t index;
} po_step;

typedef struct po_timeline {
    const po_program *const *programs;
    size_t program_count;
    po_holidays *holidays;
    PO_LIST(po_step) steps; /* in the order of programs, duties, deadlines */
    po_map *by_ref;         /* "lcap.L28#hearing", and "lcap.L28" for the first of a duty -> po_step * */
    po_map *duty_when;      /* duty id -> its condition, for po_timeline_condition */
    po_map *each_school;    /* ids of the duties that are asked of every school */
} po_timeline;

/* Compiles the conditions of all duties and deadlines and looks at what one program says of another: references that lead nowhere, cycles.
 * Ownership: belongs to `arena`; programs are borrowed. Mistakes in program files go to `diagnostics` [TL-001..003].
 * Errors: PO_E_CONFIG if there was any. */
PO_NODISCARD po_status po_timeline_create(po_arena *arena, const po_program *const *programs, size_t program_count,
                                          po_diagnostics *diagnostics, po_timeline **ret_timeline, po_error *err);

const po_step *po_timeline_step(const po_timeline *timeline, const char *ref); /* NULL if absent */
const po_rule *po_timeline_condition(const po_timeline *timeline, const po_duty *duty); /* NULL: always */

/* ---- what is known of steps -------------------------------------------------------------------------- */

typedef enum po_event_kind {
    PO_EVENT_STATED,  /* a document prints it */
    PO_EVENT_GIVEN,   /* the district's facts name the day */
    PO_EVENT_ATTESTED /* a role confirms it, with a pointer to what shows it */
} po_event_kind;

/* A day on which a step was or will be done. */
typedef struct po_event {
    const po_step *step;
    int plan_year;
    const char *cds; /* of the school, or NULL: the LEA */
    po_date date;
    po_event_kind kind;
    const po_source *source; /* the document, or NULL */
    const char *pointer;     /* where it can be seen, or NULL */
    const po_source_place *at; /* in the document; NULL unknown */
    size_t at_count;
    bool sentence;           /* told by the words of a sentence: in doubt */
    bool announced;          /* the sentence says that it will be */
} po_event;

/* A meeting as a calendar that was given says it. */
typedef struct po_calendar_meeting {
    const char *body, *kind; /* as of po_meeting */
    po_date date;
    const char *cds;         /* of the school whose council meets; NULL: the LEA's body, or a school that is not known */
    const char *title;
    const po_entity *day;    /* of the model: source and lineage */
} po_calendar_meeting;
typedef PO_LIST(po_calendar_meeting) po_calendar_meetings;

/* ---- obligations --------------------------------------------------------------------------------------- */

/* One sentence of how a date was computed: a key with named arguments; those whose name begins with "date" hold ISO dates. */
typedef struct po_note {
    const char *key;
    const po_argument *arguments;
    size_t argument_count;
} po_note;
typedef PO_LIST(po_note) po_notes;

typedef enum po_duty_state {
    PO_STATE_STATED,
    PO_STATE_ATTESTED,
    PO_STATE_PLANNED,
    PO_STATE_NOT_FOUND,
    PO_STATE_UNKNOWN,
    PO_STATE_NOT_APPLICABLE,
    PO_STATE_WAIVED
} po_duty_state;
const char *po_duty_state_name(po_duty_state state); /* "not-found" */

typedef enum po_timing {
    PO_TIMING_CANNOT_TELL,
    PO_TIMING_IN_TIME,
    PO_TIMING_EXTENDED,    /* after the statutory date, not after the latest */
    PO_TIMING_LATE,
    PO_TIMING_WRONG_ORDER, /* after what it must come before, or before what it must follow */
    PO_TIMING_SAME_DAY,    /* on the day of a step that must be on another */
    PO_TIMING_OTHER_DAY,   /* not on the day of a step that it goes with */
    PO_TIMING_PLANNED,     /* the day is to come, and fits */
    PO_TIMING_NOT_FOUND
} po_timing;
const char *po_timing_name(po_timing timing);

typedef struct po_obligation {
    const po_step *step;
    const char *cds, *site; /* of the LEA or the school; site: the school's name, or NULL */
    bool of_school;
    int plan_year;
    int instance;           /* of recurring ones 1, 2, ...; else 0 */
    po_date date, working, latest, opens; /* none where there is none; latest only where it differs from date */
    bool expected;          /* not set: no date, or one that holds only if a fact turns out so */
    const po_deadline *deadline; /* the step's, as it stands for LEAs of this type */
    po_truth applies;       /* TRUE, or UNKNOWN; what is FALSE makes no obligation */
    const char *missing;    /* the fact that would decide it, or NULL */
    const po_event *event;  /* when it was or will be done, or NULL */
    const po_waiver *waiver;
    po_duty_state state;
    po_timing timing;
    po_notes computed;
} po_obligation;

/* What is known of a duty as a whole. */
typedef struct po_duty_status {
    const po_program *program;
    const po_duty *duty;
    po_truth applies;
    const char *missing;   /* the fact that would decide it, or NULL */
    size_t schools;        /* of those asked of every school: to how many it applies */
    size_t entries;        /* dated obligations in the schedule */
    po_duty_state state;
} po_duty_status;

/* A status by letter, with the tier of support that follows from it. */
typedef struct po_assistance {
    const po_program *program;
    const po_tier *tier;
    const po_status_letter *status;
    const char *cds, *site; /* of the school, or NULL */
    po_date may_end;        /* not before this day; none if not known */
} po_assistance;

/* A school as the schedule needs it. */
typedef struct po_schedule_site {
    const char *cds, *name;
} po_schedule_site;

typedef struct po_schedule_input {
    po_timeline *timeline;
    const po_lea_facts *facts; /* or NULL */
    const po_model *model;     /* what documents say, or NULL */
    const char *cds, *name;    /* of the LEA; NULL unknown */
    const char *assumed_type;  /* where no facts are given: what to take the LEA for; NULL: nothing */
    po_date as_of;
    int first_year, year_count; /* plan years; with them everything whose date lies in these school years */
} po_schedule_input;

typedef struct po_schedule {
    po_arena *arena;
    const po_schedule_input *input;
    const po_lea_facts *facts; /* the district's, with what calendars say of meetings and days; NULL: neither was given */
    po_calendar_meetings meetings; /* of calendars, by date */
    po_days days;
    const char *cds, *name, *type; /* type NULL: not known */
    PO_LIST(po_schedule_site) sites;
    PO_LIST(po_event) events;
    PO_LIST(po_obligation) list; /* by date, then reference, then site; those without a date last */
    PO_LIST(po_duty_status) duties;
    PO_LIST(po_assistance) assistance;
} po_schedule;

/* Makes the schedule of one LEA. Never fails: what cannot be said is unknown. Ownership: everything belongs to `arena`; input is borrowed. */
void po_schedule_make(po_arena *arena, const po_schedule_input *input, po_schedule *ret_schedule);

/* Findings about order and time: late, in the wrong order, on the same day, on another day, not found, no meeting before the date. */
void po_schedule_findings(const po_schedule *schedule, po_findings *findings);

/* The title of a step for people, as it stands for LEAs of a type (NULL: not known); whose law asks it of them. */
const char *po_step_title(const po_step *step, const char *lea_type);
const char *po_obligation_citation(const po_obligation *obligation);

/* ---- expected dates ------------------------------------------------------------------------------------ */

/* Runs the due-tests of all programs. Failures go to `diagnostics` [TL-010] with their line. Returns how many failed. */
size_t po_timeline_test(po_timeline *timeline, po_diagnostics *diagnostics, size_t *ret_run);

#endif
