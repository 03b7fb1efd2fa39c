/* SPDX-License-Identifier: Apache-2.0
 *
 * Duties asked twice: everything that `planonce duplicates` shows, as data. Over the duties in force on a day: pairs that share an atom with
 * their relation, clusters around what is asked several times with a proposed act and who could do it, plans and reports as rows, what
 * each duty leaves when all others are done, and sums.
 *
 * The sums count this vocabulary, not the world: a finer one counts more. So they come with its version, the share of rows that somebody has
 * reviewed, and a lower count in which atoms that differ only in detail are one.
 *
 * Leaves to others: words and formats (emit/duplicates.h). Everything belongs to the arena given.
 */
#ifndef PO_DUTY_DUPLICATES_H
#define PO_DUTY_DUPLICATES_H

#include "duty/cover.h"

typedef struct po_duplicate_pair {
    const po_ask *a, *b;
    po_relation relation;
    const po_reuse *reuse; /* the law lets one text serve both, or NULL */
} po_duplicate_pair;

/* In the words of EC 33318.2, and what has to be made alike first. */
typedef enum po_act {
    PO_ACT_CONSOLIDATE, /* one text or report for both */
    PO_ACT_ELIMINATE,   /* one of them: the other does all of it */
    PO_ACT_TRUNCATE,    /* shorten one to what the other does not ask */
    PO_ACT_ALIGN,       /* only date, definition or threshold differ: make them alike */
    PO_ACT_KEEP         /* may not be merged */
} po_act;

typedef struct po_apart {
    const char *a, *b, *why; /* a never satisfies b */
} po_apart;

/* Duties that ask the same thing: `atoms` are what they share. */
typedef struct po_cluster {
    po_bits atoms;
    const char *label; /* of the atoms that two of them share, without details */
    PO_LIST(const po_ask *) duties;
    size_t programs; /* how many programs they belong to */
    po_act act;
    uint32_t align;          /* facets by which only alignment stands between two of them: timing, definition, threshold */
    const po_ask *weakest;   /* the duty that is easiest to change, or that is to be eliminated: by its authority one sees who can */
    const po_reuse *reuse;   /* what may be done today, or NULL */
    bool federal_floor;      /* a federal duty is among them: what it asks stays */
    bool agencies;           /* less than two of them are on districts or schools: nothing is filed twice, `act` is KEEP */
    PO_LIST(po_apart) apart;
} po_cluster;

/* One plan or report: duties of one program with one instrument. */
typedef struct po_report {
    const po_program *program;
    const char *instrument;
    const po_report_row *row; /* system, frequency, purpose; NULL: not known */
    PO_LIST(const po_duty *) duties;
    size_t prompts;      /* template prompts whose answers the crosswalk ties to one of the duties */
    po_act act;          /* recommended: what most clusters say of it; KEEP: nothing is to be done */
    size_t shared;       /* clusters that it is in together with another paper */
    po_bits on;                     /* the atoms that it shares there with other papers */
    PO_LIST(const po_ask *) with;   /* one duty of each other paper in them */
    const po_ask *weakest;          /* of its own duties in them, the easiest to change; NULL: there are none */
} po_report;

/* What remains of a duty where all others are done. */
typedef struct po_joint {
    const po_ask *duty;
    po_coverage coverage;
} po_joint;

typedef struct po_program_pair {
    const char *a, *b;
    size_t atoms, atoms_merged; /* asked by both; with atoms that differ only in detail as one */
} po_program_pair;

typedef struct po_duplicate_sums {
    size_t duties, duties_on_lea, duties_without_rows;
    size_t atoms, atoms_merged;               /* asked by any duty */
    size_t atoms_twice, atoms_twice_merged;   /* by two duties or more */
    size_t atoms_programs, atoms_programs_merged; /* by two programs or more */
    size_t fields, fields_twice;              /* model fields that templates fill; from two programs or more */
    size_t prompts, prompts_without_duty;
    size_t rows, rows_reviewed;
    PO_LIST(po_program_pair) by_pair;
} po_duplicate_sums;

typedef struct po_duplicates {
    po_date as_of;
    const po_asks *asks;
    PO_LIST(const po_ask *) duties;     /* in force, with atoms */
    PO_LIST(const po_duty *) unmapped;     /* in force, without rows or atoms */
    PO_LIST(po_duplicate_pair) pairs;      /* sharing an atom, or asserted */
    PO_LIST(po_cluster) clusters;
    PO_LIST(po_report) reports;
    PO_LIST(po_joint) joints;              /* one for each of `duties` */
    PO_LIST(po_apart) apart;               /* forbid rows between duties in force */
    PO_LIST(const char *) prompts_without; /* "lcap narrative.x": prompts that no duty asks, candidates to truncate */
    po_duplicate_sums sums;
    const char *without;                   /* the program or duty left out, or NULL */
    po_bits lost;                          /* atoms that only it asked */
} po_duplicates;

/* `without`: id of a program or duty to leave out, or NULL. Errors: PO_E_USAGE if nothing has that id. */
PO_NODISCARD po_status po_duplicates_find(po_arena *arena, const po_asks *asks, po_date as_of, const char *without,
                                          po_duplicates **ret_duplicates, po_error *err);

/* 0 for what is easiest to change ("local") to the hardest ("federal-statute"). */
int po_authority_rank(const char *authority);
bool po_authority_federal(const char *authority);
/* Practice and local policy: that a district stops doing it takes nothing off what the law asks. */
bool po_authority_local(const char *authority);
/* Whether the duty is on districts or schools; else an agency acts and nothing is filed. */
bool po_duty_on_lea(const po_duty *duty);

/* Private to duty/duplicates*.c. */
/* The pair asks something of the cluster in common, and both belong to it. */
bool po_cluster_has_pair(const po_cluster *cluster, const po_duplicate_pair *pair);
po_act po_act_of_pair(const po_asked *asked, const po_duplicate_pair *pair);
/* The duty of which the other does everything, or NULL. */
const po_ask *po_covered_of(const po_duplicate_pair *pair);
/* Two duties answered in one and the same paper, though two programs may list it. */
bool po_one_paper(const po_duty *a, const po_duty *b);
void po_duplicates_cluster(po_arena *arena, po_duplicates *duplicates);
void po_duplicates_report(po_arena *arena, po_duplicates *duplicates);
void po_duplicates_count(po_arena *arena, po_duplicates *duplicates);

#endif
