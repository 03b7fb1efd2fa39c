/* SPDX-License-Identifier: Apache-2.0
 *
 * What a program file says of being reviewed (plugins/<id>/review.xml): with which other plans its
 * own are compared, and who would return one for what. Data, so that host/review knows no program,
 * no reviewer and no test by name.
 *
 * Part of program.h, which owns the lists.
 */
#ifndef PO_PROGRAM_REVIEW_H
#define PO_PROGRAM_REVIEW_H

#include "base/arena.h"

/* What differs between two programs because law or a template says so: explained beside a
 * comparison, never reported. */
typedef struct po_by_law {
    const char *title, *text, *citation;
} po_by_law;

/* Checks of this program whose findings are about a topic of the comparison. */
typedef struct po_comparing_checks {
    const char *topic; /* goals measures actions groups money */
    char **codes;
    size_t code_count;
} po_comparing_checks;

/* Plans of this program are laid beside those of others. */
typedef struct po_comparing {
    char **with; /* ids of programs */
    size_t with_count;
    bool required;        /* a law asks for it */
    const char *citation; /* NULL only where nothing requires it */
    const char *duty;     /* whose doing it shows ("lcap.L26"), or NULL */
    const char *signer;   /* the role that signs, or NULL */
    const char *needed;   /* a yes-no fact of a school: where it is no, the school owes no such plan;
                             or NULL */
    PO_LIST(po_comparing_checks) checks;
    PO_LIST(po_by_law) by_law;
    int line;
} po_comparing;

/* One thing that a reviewer looks at. It takes in the duties and checks it names; a check that no
 * test names belongs to its duty's. */
typedef struct po_review_test {
    const char *id, *title, *citation;
    char **duties, **checks; /* "lcap.L10", "csi.CSI-10"; codes */
    size_t duty_count, check_count;
    int line;
} po_review_test;

/* Somebody who approves a plan, returns it, or writes a finding about it. */
typedef struct po_reviewer {
    const char *id, *title, *text, *citation;
    const char *role; /* as in deadlines */
    const char *when; /* predicate over facts: whose plans; NULL: everybody's */
    bool returns;     /* no: it receives the plan, or reports on it later */
    char **tests;     /* ids of this program's */
    size_t test_count;
    int line;
} po_reviewer;

#endif
