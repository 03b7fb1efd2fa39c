/* SPDX-License-Identifier: Apache-2.0
 *
 * Approval readiness: who would return a plan, and for what. Tests and reviewers are data
 * (program/review.h); findings, checks that could not be decided and the states of duties are laid
 * to the tests that take them in.
 *
 * A test is met only if something shows it, nothing speaks against it, and nothing is left that
 * cannot be told. Silence never counts, and nothing here says that a plan is ready: "nothing found
 * that would return it, N things cannot be told".
 */
#ifndef PO_REVIEW_READINESS_H
#define PO_REVIEW_READINESS_H

#include "check/finding.h"
#include "decision/standing.h"
#include "duty/state.h"
#include "program/program.h"

typedef enum po_readiness_state {
    PO_READINESS_NOT_MET,
    PO_READINESS_UNKNOWN, /* cannot be told */
    PO_READINESS_MET,
    PO_READINESS_NOT_ASKED /* nothing of it applies here */
} po_readiness_state;

const char *po_readiness_state_name(po_readiness_state state); /* "not-met", "cannot-tell", "met", "not-asked" */

/* One test, with what was found for it. `test` NULL: what no test takes in. */
typedef struct po_readiness_test {
    const po_program *program;
    const po_review_test *test;
    po_readiness_state state;
    PO_LIST(const po_finding *) found;   /* required, or would be returned */
    PO_LIST(const po_finding *) looks;   /* worth a look: nobody returns a plan for them */
    PO_LIST(const po_finding *) decided; /* set aside by a decision */
    PO_LIST(const po_duty_instance *)
    against;                                /* a document says the opposite of what the duty asks */
    PO_LIST(const po_duty_instance *) open; /* not shown, or only stated */
    PO_LIST(const po_duty_instance *) shown;
    PO_LIST(const po_undecided *) undecided; /* each check and document once */
    size_t not_applicable;                   /* duties */
} po_readiness_test;

typedef struct po_readiness_reviewer {
    const po_program *program;
    const po_reviewer *reviewer;
    bool unsure; /* whether it reviews this LEA's plans is not known */
    PO_LIST(const po_readiness_test *) tests;
    size_t found, open; /* over its tests */
} po_readiness_reviewer;

typedef struct po_readiness {
    PO_LIST(po_readiness_reviewer)
    reviewers;                /* those that return plans first, of them those with most found; then by program */
    po_readiness_test nobody; /* findings and duties for which nobody returns a plan */
} po_readiness;

typedef struct po_readiness_input {
    const po_findings *findings;   /* sealed */
    const po_standings *standings; /* NULL: nothing was decided */
    const po_duty_states *states;
    const po_program *const *programs;
    size_t program_count;
    const po_lea_facts *facts;
    const char *assumed_type; /* what the LEA is where no facts say it; NULL unknown */
} po_readiness_input;

/* Everything belongs to `arena`; what the input points to must outlive it. Reviewers to whom the
 * LEA's plans do not go, or of whose tests nothing applies and nothing was found, are left out. */
void po_readiness_make(po_arena *arena, const po_readiness_input *input, po_readiness *ret_readiness);

size_t po_readiness_found(const po_readiness_test *test); /* what speaks against it */
size_t po_readiness_open(const po_readiness_test *test);  /* what cannot be told */

#endif
