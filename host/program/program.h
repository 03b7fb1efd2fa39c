/* SPDX-License-Identifier: Apache-2.0
 *
 * Program files: what a program is. `plugins/<id>/program.xml` names the agency, the duties with their citations, how the program's
 * documents are recognised, which forms read them, and what is checked in them; it is also the plugin's manifest. Listing and
 * choosing read this file and never run vendor code.
 *
 * The host knows no program by name: everything that is true of one program stands in its folder.
 *
 * Ownership: everything belongs to the arena given to po_program_load. Errors are told by base/xml.h.
 */
#ifndef PO_PROGRAM_PROGRAM_H
#define PO_PROGRAM_PROGRAM_H

#include "base/date.h"
#include "base/diagnostic.h"
#include "program/review.h"

/* How sure the facts behind a duty are: 'H' official text seen, 'M' dated secondary source, 'L' not confirmed. */
typedef char po_confidence;

/* A date that an agency sets anew each year, with where it was published. */
typedef struct po_set_date {
    int school_year; /* first calendar year: 2025 for "2025-26" */
    po_date date, opens; /* opens: first day of the window, or none */
    const char *source;
} po_set_date;

typedef enum po_moment_kind {
    PO_MOMENT_FIXED,    /* month, day */
    PO_MOMENT_WEEKDAY,  /* nth weekday of a month */
    PO_MOMENT_OFFSET,   /* amount units after (negative: before) the anchor, or the one part where no anchor is named */
    PO_MOMENT_MEETING,  /* last regular board meeting on or before the one part */
    PO_MOMENT_EARLIEST, /* of the parts */
    PO_MOMENT_LATEST,   /* of the parts */
    PO_MOMENT_DATES,    /* set by an agency: the dates known so far; a year without one is expected, not set */
    PO_MOMENT_BY_YEAR,  /* the part whose plan years (`from`..`until`) hold the one asked for */
    PO_MOMENT_EVERY,    /* recurring: amount units after the anchor, then again, `count` times in all */
    PO_MOMENT_UNSET     /* no date is known or published; `note` says what is known instead */
} po_moment_kind;

/* A moment as a rule, never as a stored date: host/timeline computes it. Nested to PO_MOMENT_DEPTH at most. */
#define PO_MOMENT_DEPTH 8
typedef struct po_moment {
    po_moment_kind kind;
    int month, day;     /* FIXED; WEEKDAY: month only */
    int weekday;        /* WEEKDAY: 0 = Sunday .. 6 */
    int nth;            /* WEEKDAY: 1..5, 0 = the last */
    int year;           /* FIXED, WEEKDAY: added to the calendar year in which the plan year begins */
    const char *anchor; /* OFFSET: a duty ("lcap.L29"), one of its deadlines ("lcap.L33#answer"), or a fact of type date ("facts.grant_award") */
    int amount;
    const char *unit;   /* hours days working-days school-days months years */
    int count;          /* EVERY: how often */
    int from, until;    /* of a part of BY_YEAR: first and last plan year, 0 open */
    const struct po_moment *parts;
    size_t part_count;
    const po_set_date *dates;
    size_t date_count;
    const char *note;
} po_moment;

/* One deadline of a duty. `name` is unique in its duty. */
/* Words that stand together in one sentence: the first beside the date, the others there too or in what the sentence is about. */
typedef struct po_stated_words {
    char **parts;
    size_t part_count;
} po_stated_words;

typedef struct po_deadline {
    const char *name, *title;
    const char *kind;    /* statutory agency-set grant-terms local practice */
    const char *act;     /* by (default): on or before it | on: on that day | from: not before it */
    bool extends;        /* a last day to act, moved by law past a weekend or holiday; never for backward counts */
    const char *repeats; /* once yearly (default) three-yearly quarterly each-event */
    const char *role;    /* who acts: "governing-board"; NULL: as the duty's preparer */
    po_confidence confidence; /* the duty's, unless said */
    const po_moment *moment;
    const po_moment *opens;  /* from when it can be done, or NULL */
    const char *when;        /* predicate on top of the duty's, or NULL */
    const char *const *needs; /* what must be in hand first: "lcap.L28#hearing" */
    size_t need_count;
    const char *expected_without; /* "facts.award": while this fact is not known the date is expected, not set; or NULL */
    bool shown_by_adoption;  /* the day on which a plan document says it was adopted is the day of this step */
    bool each_school;        /* asked for each school, though the duty lies on the LEA */
    bool same_day;           /* of what must come before another step: on its day is in time, at one meeting and first */
    PO_LIST(po_stated_words) stated; /* words by which a sentence with a date says that this was done or will be */
    const char *recipient, *citation; /* instead of the duty's, or NULL */
    const char *lea;                  /* of a variant: the type of LEA for which it stands in this one's place; else NULL */
    PO_LIST(struct po_deadline) variants; /* whole deadlines of their own, under the same name; they have no variants */
    int line;
} po_deadline;

/* The deadline as it stands for an LEA of this type (NULL: not known): the variant for it, else the deadline itself. */
const po_deadline *po_deadline_for(const po_deadline *deadline, const char *lea_type);

/* A holiday as a rule, and what it closes. Data of a program (<holidays file="">). */
typedef struct po_holiday {
    const char *name, *citation;
    const po_moment *moment; /* its `year` counts from the calendar year asked for */
    bool courts, offices, schools; /* CCP 135: no last day to act; public offices; EC 37220 */
    const char *on_sunday, *on_saturday; /* "next", "previous": the day on which it is kept then; NULL: only the day itself */
    int from, until; /* calendar years, 0 open */
    int line;
} po_holiday;

/* What lets items of one body stand together on one agenda, or work of one office be done on one day. */
typedef struct po_body {
    const char *role, *citation, *text;
    bool meets; /* false: an office */
} po_body;

/* An expected date, written by an expert beside the rule: run by `planonce crosswalk test`. */
typedef struct po_due_test {
    const char *deadline, *lea; /* lea: district county-office charter single-school-district */
    int year;                   /* plan year */
    po_date date, working, latest; /* none: not looked at */
    bool none;                  /* no such obligation */
    bool expected;              /* expected, not set */
    const char *meetings;       /* regular meetings of the board, separated by spaces, or NULL */
    const char *given;          /* "lcap.L29#adopt=2025-06-24 facts.csi_award=2026-02-01", or NULL */
    const char *citation, *path; /* of the file it stands in */
    int line;
} po_due_test;

/* A tier of support: who gives it, what ends it, what comes next. */
typedef struct po_tier {
    const char *status; /* as in district facts: "da" */
    const char *title, *role, *citation, *ends, *then;
    int years;          /* it lasts at least so many years; 0 not said */
} po_tier;

/* One duty: what a law, template or agency asks of somebody. `id` is "lcap.L26": never renamed, never re-used.
 * Text is in our own words. NULL where nothing is known. */
typedef struct po_duty {
    const char *id, *title, *text, *purpose;
    const char *citation;  /* "EC 52062(a)(4); COE 52068(a)(4)" */
    const char *authority; /* federal-statute federal-regulation essa-state-plan state-statute budget-act state-regulation sbe-template
                              agency-guidance grant-terms local practice */
    const char *instrument; /* the document that carries it: "LCAP", "SPSA", ... */
    const char *preparer, *approver, *recipient; /* "none" where the law names nobody */
    const char *population, *timing, *evidence;
    po_confidence confidence;
    const char *checked; /* ISO date on which the fact was last checked */
    po_date valid_from, valid_until; /* none: open */
    const char *when; /* predicate in the rules language over facts.<name>, or NULL: always */
    const char *bearer; /* on whom it lies: lea school county-office state */
    const char *doubt;  /* what is not certain about it, or NULL */
    const char *source; /* where the fact was read, in general words ("CDE LCAP template, edition of November 2024"), or NULL */
    PO_LIST(po_deadline) deadlines;
    int line;
} po_duty;

/* Something that must be known of a district or school to say whether a duty applies. Asked once for all programs: two programs that name the
 * same fact mean the same. */
typedef struct po_fact {
    const char *name;     /* "el_count": facts.el_count in a predicate */
    const char *type;     /* number percent money yes-no date text list */
    const char *level;    /* lea | school | state */
    const char *question; /* as it is put to the district */
    /* What of a facts file it is taken from where nobody states it (host/facts): "type" "single-school"; of a status by letter "status"
     * (whether there is one) "name" "letter" (its date) "tier" "schools" (how many have it); NULL: it must be stated. */
    const char *gives;
    const char *status; /* for those of a status: which, the weightiest first, separated by spaces */
    int line;
} po_fact;

/* One sign by which a document of the program is known. Recognition is data, scored by the host over blocks (plugin/recognise.h). */
typedef enum po_sign_kind { PO_SIGN_LABEL, PO_SIGN_PHRASE, PO_SIGN_COLUMNS } po_sign_kind;
typedef struct po_sign {
    po_sign_kind kind;
    const char *text;  /* label or phrase; columns joined by '|' */
    const char *key;   /* po_text_key of a label or phrase */
    const char *const *columns; /* keys, for PO_SIGN_COLUMNS */
    size_t column_count;
    int weight; /* may be negative */
} po_sign;

typedef struct po_form_reference {
    const char *id, *path; /* absolute path of the form file */
} po_form_reference;

/* One check as data: an assertion in the rules language over the program's own records (host/check/program_check.h). */
typedef struct po_check {
    const char *code;      /* stable, documented in docs/findings.md: "LCAP-T1-TOTAL" */
    const char *severity;  /* required | would be returned | worth a look */
    const char *citation;
    const char *over;      /* record type the check runs over, once for each; NULL: once per document */
    bool across;           /* over the records of all plans of this program that one LEA gave, not of each alone */
    const char *when;      /* predicate; unknown or false: the check does not apply */
    const char *assertion; /* holds, or there is a finding; unknown: none, but counted */
    const char *tolerance; /* "0", "1.00": added on top of what printed digits allow */
    const char *gap;       /* expression of the gap to report, or NULL */
    const char *message;   /* key into plugins/<id>/lang: what is wrong; named arguments are the `let`s and `gap` */
    const char *action;    /* key: what to do about it; "<message>.do" unless the file says otherwise */
    const char *who;       /* who can mend it */
    const char *duty;      /* id of the duty it serves, or NULL */
    struct po_let { const char *name, *expression; } *lets;
    size_t let_count;
    int line;
} po_check;

/* What an identification, by any program, asks of this program's plan (host/check/demand_check.h). */
typedef struct po_demand {
    const char *code, *severity, *citation, *message, *action, *who, *duty; /* as in po_check */
    const char *school; /* the message where a school is meant */
    char **of; /* identification statuses */
    size_t of_count;
    const char *show;      /* named addressed answered goal */
    const char *prompt;    /* named, answered: term of the vocabulary "prompt" */
    const char *goal_type; /* goal: term of the vocabulary "goal-type" */
    po_date until;         /* not asked of plans for years that begin later; none: always */
    int line;
} po_demand;

/* What a document must say for a duty to be shown (plugins/<id>/evidence.xml, host/duty/evidence.h). */
typedef enum po_part_kind {
    PO_PART_TEXT,    /* the document holds it */
    PO_PART_EVENT,   /* the document prints that something happened: it is stated, not shown */
    PO_PART_BY_HAND  /* no document can show it: somebody confirms it */
} po_part_kind;

/* One part of it. Expressions see what the text affirms only (docs/rules.md, "What a text affirms"). */
typedef struct po_evidence_part {
    const char *message;  /* key: what is asked; "<message>.do": what to do while it is not shown */
    po_part_kind kind;
    const char *in;       /* program whose document it stands in: the duty's own, unless said */
    const char *reuse;    /* the re-use row by which another program's document counts, or NULL */
    const char *shown;    /* true: it is there */
    const char *against;  /* over what the text denies; true: the document says the opposite. NULL: `shown` itself */
    const char *looked;   /* true: where it would stand was found and read, so that silence is `not-found`; NULL: never */
    const char *date;     /* PO_PART_EVENT: the printed day, or NULL */
    int line;
} po_evidence_part;

/* How a duty is shown: by parts, or by no document that is read (`none`: the reason, `why` in words). */
typedef struct po_evidence_rule {
    const char *duty;
    const char *level; /* lea school; NULL: as the duty lies */
    const char *none, *why;
    char **findings; /* codes of findings that count against it besides those that name the duty */
    size_t finding_count;
    char **conflicts; /* codes of findings that contradict it */
    size_t conflict_count;
    PO_LIST(po_evidence_part) parts;
    int line;
} po_evidence_rule;

/* A fact that documents print: taken where the district's facts do not say it. */
typedef struct po_printed_fact {
    const char *name, *expression;
    int line;
} po_printed_fact;

typedef struct po_program {
    const char *id, *title, *short_title, *agency, *version, *license;
    const char *folder;      /* absolute */
    const char *path;        /* of program.xml */
    const char *library;     /* absolute path of the shared library, or NULL */
    uint32_t library_abi;    /* (major << 16) | minor it was built for; 0 without a library */
    const char *visibility;  /* "public" | "internal": default of its sources */
    const char *summary;     /* one sentence for people who do not know the program, or NULL */
    int recognition_threshold;
    const char *unread;      /* what to say of a recognised document that no form reads yet, or NULL */
    PO_LIST(po_sign) signs;
    PO_LIST(po_form_reference) forms;
    PO_LIST(po_fact) facts;
    PO_LIST(po_duty) duties;
    PO_LIST(po_holiday) holidays;
    PO_LIST(po_body) bodies;
    PO_LIST(po_tier) tiers;
    PO_LIST(po_due_test) due_tests;
    PO_LIST(po_check) checks; /* those of a <checks file=""> included */
    PO_LIST(po_demand) demands; /* likewise */
    PO_LIST(po_comparing) compared;        /* these and the next: of <review file=""> */
    PO_LIST(po_review_test) review_tests;
    PO_LIST(po_reviewer) reviewers;
    PO_LIST(po_evidence_rule) evidence; /* of a file of its own; empty: nothing is said of what shows its duties */
    PO_LIST(po_printed_fact) printed_facts;
} po_program;

/* Loads `folder`/program.xml, validated against `schema_folder`/program.rng, then looked at for what a grammar cannot say: ids that
 * repeat or belong to another program, dates in the wrong order, files that are missing or lie outside the folder, facts, duties and anchors
 * that nothing declares. Vendor code is not touched, and a library need not be there yet (plugin/registry.h looks at it).
 * Every mistake goes to `diagnostics` with its line.
 * Ownership: the program belongs to `arena`.
 * Errors: PO_E_CONFIG for any mistake, PO_E_IO if the folder cannot be opened. */
PO_NODISCARD po_status po_program_load(po_arena *arena, const char *folder, const char *schema_folder,
                                       po_diagnostics *diagnostics, po_program **ret_program,
                                       po_error *err);

/* The same for a folder whose absolute path is known: nothing is resolved, which a sandbox would refuse. */
PO_NODISCARD po_status po_program_load_at(po_arena *arena, const char *folder, const char *schema_folder,
                                          po_diagnostics *diagnostics, po_program **ret_program,
                                          po_error *err);

const po_duty *po_program_duty(const po_program *program, const char *id); /* NULL if absent */
const po_deadline *po_duty_deadline(const po_duty *duty, const char *name); /* NULL name: the first; NULL if absent */
const po_fact *po_program_fact(const po_program *program, const char *name); /* NULL if absent */
const po_evidence_rule *po_program_evidence(const po_program *program, const char *duty); /* NULL if absent */

#endif
