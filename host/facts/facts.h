/* SPDX-License-Identifier: Apache-2.0
 *
 * District facts: what a district knows of itself and no document prints. Who it is, when its bodies meet, on which days it is closed, which
 * letters it received, and the facts that program files ask for (<facts>). One JSON file per LEA (`planonce/facts/1`, --lea FILE;
 * crosswalks/facts.schema.json, docs/facts.md), written by a person: every mistake is told with its line.
 *
 * What is not said is unknown, never "no". A status by letter that is not listed is "no" only if the file says until when its list is complete
 * (`statuses_as_of`).
 *
 * Left to others: what follows from a fact (program files), dates as rules (timeline/).
 */
#ifndef PO_FACTS_FACTS_H
#define PO_FACTS_FACTS_H

#include "base/map.h"
#include "program/program.h"
#include "rules/rules.h"

/* A meeting of one body. `body` is a role of program files: "governing-board", "school-site-council". */
typedef struct po_meeting {
    const char *body;
    po_date date;
    const char *kind; /* regular (default) special workshop cancelled */
    const char *source;
} po_meeting;
typedef PO_LIST(po_meeting) po_meetings;

typedef struct po_school_year {
    int year; /* 2026 for 2026-27 */
    po_date first, last;
} po_school_year;

/* Days on which schools (or schools and offices) are closed beyond weekends and the holidays of law; `to` is included. */
typedef struct po_closed_days {
    po_date from, to;
    const char *name;
    bool offices;
} po_closed_days;

/* A local rule in the place of a default of kind "practice": another distance, or not observed at all. */
typedef struct po_practice {
    const char *deadline; /* "lea.PR1#cutoff" */
    bool has_amount, observed;
    int amount;
    const char *unit;
} po_practice;

/* A status that an agency gave by letter or list. */
typedef struct po_status_letter {
    const char *status; /* da geo-lead-da calpads-da dta csi atsi tsi cim significant-disproportionality */
    int dashboard;      /* year of the Dashboard it rests on; 0 not said */
    int term_year;      /* first or second year of assistance; 0 not said */
    const char *reason; /* as the letter says it: "low graduation" */
    const char *const *groups;
    size_t group_count;
    const char *tier; /* of monitoring: "targeted" */
    po_date letter, until;
    const char *source;
    int line;
} po_status_letter;
typedef PO_LIST(po_status_letter) po_status_letters;

typedef struct po_waiver {
    const char *duty, *source;
    po_date from, until, letter;
} po_waiver;
typedef PO_LIST(po_waiver) po_waivers;

/* A date on which a step was or will be done: a planned meeting, or one that a role confirms with a pointer to what shows it. */
typedef struct po_fact_event {
    const char *deadline; /* "lcap.L28#hearing" */
    int plan_year;        /* 0: the one whose step lies nearest */
    po_date date;
    const char *attested_by, *pointer;
    po_date attested_on;
    int line;
} po_fact_event;
typedef PO_LIST(po_fact_event) po_fact_events;

/* A general fact as the file gives it: `values` for a list, else one `text`. */
typedef struct po_given_fact {
    const char *name, *text;
    const char *const *values;
    size_t value_count;
    int line;
} po_given_fact;
typedef PO_LIST(po_given_fact) po_given_facts;

typedef struct po_facts_school {
    const char *cds, *name; /* 14 digits; name NULL if not given */
    po_meetings meetings;
    po_given_facts facts;
    po_status_letters statuses;
    po_waivers waivers;
    po_fact_events events;
} po_facts_school;

typedef struct po_role_title {
    const char *role, *title; /* what the district calls the role; never a person's name */
} po_role_title;

typedef struct po_lea_facts {
    const char *path;
    const char *cds, *name;
    const char *type; /* district county-office charter: facts.lea_type */
    bool single_school;
    PO_LIST(po_facts_school) schools; /* in the order of the file */
    po_meetings meetings;             /* by date */
    PO_LIST(po_school_year) years;
    PO_LIST(po_closed_days) closed;
    PO_LIST(po_practice) practices;
    PO_LIST(po_role_title) roles;
    const char *const *calendars; /* names of files with calendars of this LEA, without folders */
    size_t calendar_count;
    po_given_facts facts;
    po_date statuses_as_of; /* none: what is not listed is unknown */
    po_status_letters statuses;
    po_waivers waivers;
    po_fact_events events;
} po_lea_facts;

/* Reads a facts file: `schema_folder`/facts.schema.json first, then what a schema cannot say (days in the wrong order, codes that repeat,
 * facts that no installed program asks for [a warning], or that are not of the type asked).
 * Ownership: everything belongs to `arena`. Errors: PO_E_INPUT for any mistake, each told in `diagnostics` with its line; PO_E_IO. */
PO_NODISCARD po_status po_lea_facts_load(po_arena *arena, const char *path, const char *schema_folder,
                                         const po_program *const *programs, size_t program_count,
                                         po_diagnostics *diagnostics, po_lea_facts **ret_facts, po_error *err);

/* What the rules language sees as facts.<name>: name -> const po_rule_cell *. `school` NULL: the LEA's own; else the school's over them. `facts`
 * may be NULL: then nothing is known. Names that no program declares are left out. Belongs to `arena`. */
po_map *po_facts_cells(po_arena *arena, const po_lea_facts *facts, const po_facts_school *school,
                       const po_program *const *programs, size_t program_count);

/* A fact of type date, or none. */
po_date po_facts_date(const po_map *cells, const char *name);

/* The status, or NULL; of several the one with the latest letter. */
const po_status_letter *po_status_find(const po_status_letters *list, const char *status);

#endif
