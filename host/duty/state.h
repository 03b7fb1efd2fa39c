/* SPDX-License-Identifier: Apache-2.0
 *
 * The state of every duty for one LEA and its schools, for one plan year: what its plan documents show, what is missing, what contradicts, and
 * what is already written elsewhere. A wrong "satisfied" is the worst that can happen here, so everything is strict:
 *
 *   - only the document of that plan year and of that LEA or school that counts; one whose own signs of year or school disagree shows nothing;
 *   - only what a text affirms (statements.h); a value with a doubt shows nothing; nothing is shown without a place where it stands;
 *   - a printed event is `stated`, never `satisfied`; what a check found against the duty takes `satisfied` away;
 *   - silence is `not-found` only where the document was wholly read and the place where it would stand was found; else it is `unknown`;
 *   - `not-applicable` needs evidence too: the duty's years, or a condition proved false.
 *
 * Leaves to others: what to look for (evidence.h), dates (timeline/), words and files (emit/).
 */
#ifndef PO_DUTY_STATE_H
#define PO_DUTY_STATE_H

#include "check/program_check.h"
#include "duty/evidence.h"
#include "facts/facts.h"

/* From the weakest to the strongest; the state of a duty is the weakest of its instances. The last two only if all of them are. */
typedef enum po_shown_state {
    PO_SHOWN_CONFLICTING,    /* a document says the opposite, or two places disagree */
    PO_SHOWN_NOT_FOUND,      /* the document was wholly read, and it is not there */
    PO_SHOWN_UNKNOWN,
    PO_SHOWN_RESIDUE,        /* "covered-with-residue": a part is shown, the rest is named */
    PO_SHOWN_PLANNED,        /* a printed day that is to come */
    PO_SHOWN_STATED,         /* a document says that it happened, nothing else shows it */
    PO_SHOWN_ATTESTED,       /* a role confirmed it, with date and pointer */
    PO_SHOWN_SATISFIED,
    PO_SHOWN_WAIVED,
    PO_SHOWN_NOT_APPLICABLE,
    PO_SHOWN_STATE_COUNT
} po_shown_state;
const char *po_shown_state_name(po_shown_state state); /* "covered-with-residue" */

/* Why something is not shown. */
typedef enum po_lack_reason {
    PO_LACK_NO_DOCUMENT,   /* no plan of this program, year and school is here */
    PO_LACK_OTHER_YEAR,    /* only one of another year */
    PO_LACK_UNDECIDED,     /* several versions, and nobody can tell which counts */
    PO_LACK_CONTRADICTORY, /* the document contradicts itself on year or school; detail: "cds" "plan-year" "site-name" "lea-name" */
    PO_LACK_DOUBTFUL,      /* it seems to be there, but was read with a doubt; detail: the doubt */
    PO_LACK_NOT_READ,      /* the place where it would stand was not found, or not all was read */
    PO_LACK_NOT_FOUND,     /* wholly read, and not there */
    PO_LACK_DENIED,        /* what is written there only says what is not, or was not done */
    PO_LACK_BY_HAND,       /* no document can show it */
    PO_LACK_FACT,          /* whether it applies is not known; detail: the fact */
    PO_LACK_FINDING        /* a check found something; detail: its id */
} po_lack_reason;
const char *po_lack_reason_name(po_lack_reason reason); /* "no-document" */

typedef struct po_duty_shown {
    const char *message;      /* key: what is shown; NULL: what shows another duty (`by`) */
    const char *by;           /* the duty whose evidence it is, or NULL: this one's own */
    const po_source *source;
    const po_source_place *at;
    size_t at_count;
    const char *value;        /* canonical, of a day; else NULL */
    const char *words;        /* how the text begins */
    const char *const *fields; /* "action-1.1 title": the records' fields on which it rests, the first and the last of many */
    size_t field_count;
    const void *text;         /* tells the same text again; of no use after the call */
    size_t serves;            /* how many other duties the same text shows */
} po_duty_shown;

typedef struct po_duty_lack {
    const char *message; /* key: what is missing; NULL where the duty as a whole is meant */
    po_lack_reason reason;
    const char *detail;
} po_duty_lack;

typedef struct po_duty_conflict {
    const char *message; /* key: about what; NULL: about the duty */
    const char *words;   /* what the document says, or NULL */
    const char *finding; /* id, or NULL */
    const po_source *source;
    const po_source_place *at;
    size_t at_count;
} po_duty_conflict;

/* Text already written elsewhere that asks or tells something related. A hint: it shows nothing here. */
typedef struct po_duty_use {
    const char *duty; /* the duty it shows there */
    const char *message;
    const po_source *source;
    const po_source_place *at;
    size_t at_count;
    const char *words; /* its beginning */
    size_t shared;     /* atoms that both duties ask */
} po_duty_use;

typedef struct po_duty_attest {
    const char *role, *pointer; /* pointer: where it can be seen, or NULL */
    po_date date;
} po_duty_attest;

/* One duty for the LEA, or for one school; or for all schools of which no plan is here, together. */
typedef struct po_duty_instance {
    const po_program *program;
    const po_duty *duty;
    const char *cds, *name;   /* of the school; NULL: the LEA */
    const po_entity *site;    /* or NULL */
    size_t schools;           /* > 0: stands for so many schools together; then cds, name and site are NULL */
    po_shown_state state;
    const char *not_applicable; /* why: "years", or the condition; else NULL */
    PO_LIST(po_duty_shown) shown;
    PO_LIST(po_duty_lack) missing;
    PO_LIST(po_duty_conflict) conflicts;
    PO_LIST(po_duty_use) could_use;
    const po_duty_attest *attest; /* NULL: nobody confirmed it */
    const po_waiver *waiver;
} po_duty_instance;

typedef struct po_duty_states po_duty_states;

/* One document. `unread`: why it was not wholly read, or NULL. */
typedef struct po_duty_paper {
    const po_record_set *records;
    const po_source *source; /* the model's own */
    const char *unread;
} po_duty_paper;

typedef struct po_duty_input {
    const po_duty_rules *rules;
    const po_crosswalks *crosswalks;
    const po_model *model;       /* needs and sites made */
    const po_duty_paper *papers; /* all documents of the LEA */
    size_t paper_count;
    const po_lea_facts *facts;   /* or NULL */
    const char *assumed_type;    /* what the LEA is where no facts say it; NULL: not known */
    const char *cds;             /* of the LEA, or NULL */
    const po_findings *findings; /* before or after sealing: an id is NULL before */
    po_date as_of;
    int plan_year;               /* 0: not known */
} po_duty_input;

/* Works out all states. Ownership: everything belongs to `arena`; what `input` points to must outlive the call, its rules, model and programs the
 * result. Records may go afterwards. Never fails: what cannot be said is unknown. */
void po_duty_states_make(po_arena *arena, const po_duty_input *input, po_duty_states **ret_states);

/* Instances in the order of programs and duties: the LEA or its schools by code, those without a plan last. */
size_t po_duty_states_count(const po_duty_states *states);
const po_duty_instance *po_duty_states_nth(const po_duty_states *states, size_t n);

/* The instance of this duty for the school with this code (NULL: the LEA). A duty that lies on the LEA has one instance, found under any code; a school
 * of which no plan is here is found in the instance of those. NULL if there is none. `states` may be NULL. */
const po_duty_instance *po_duty_states_find(const po_duty_states *states, const char *duty, const char *cds);

/* The weakest over its instances; UNKNOWN for one that is not there. */
po_shown_state po_duty_states_of(const po_duty_states *states, const char *duty);

/* A role confirms the duty: the instance becomes attested, unless it is satisfied, waived, not applicable, or a document contradicts it (then
 * the attestation is kept beside the conflict). False if there is no such instance. Texts are borrowed. */
bool po_duty_states_attest(po_duty_states *states, const char *duty, const char *cds, const char *role, po_date date, const char *pointer);

/* Whether no document can show the duty, and why in words; NULL: documents can. */
const char *po_duty_by_hand(const po_duty_rules *rules, const char *duty);

#endif
