/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings: what is wrong, missing or worth a look in a plan. Each has a stable code documented in docs/findings.md, a
 * severity, a citation, the places it rests on, the gap, what to do, and who can.
 *
 * The sentences are keys with named arguments into language files (templates/lang/en.json for the host's, plugins/<id>/lang/en.json for a
 * program's own): the same finding can be shown in another language or shape.
 */
#ifndef PO_CHECK_FINDING_H
#define PO_CHECK_FINDING_H

#include "model/model.h"

typedef enum po_finding_severity {
    PO_FINDING_REQUIRED,     /* the law or template requires it */
    PO_FINDING_RETURNED,     /* the reviewer would return the plan */
    PO_FINDING_WORTH_A_LOOK  /* nothing forbids it; somebody should look */
} po_finding_severity;

typedef struct po_argument {
    const char *name, *value; /* value as it is to be shown */
} po_argument;

typedef struct po_finding {
    const char *id;   /* stable: over code, LEA, program, period and the natural key of what it is about */
    const char *code; /* "LCAP-T1-TOTAL" */
    po_finding_severity severity;
    const char *program; /* id, or NULL for findings of the host */
    const char *message, *action; /* keys: what is wrong; what to do */
    const po_argument *arguments;
    size_t argument_count;
    const char *citation, *who;
    const char *gap;    /* canonical amount or count by which it is off, or NULL */
    const char *duty;   /* "lcap.L10" or NULL */
    const po_source *source; /* NULL: about several */
    const po_source_place *at;
    size_t at_count;
    const char *about; /* natural key of what it is about ("action-1.1"), or NULL: the whole document */
} po_finding;

/* A check that applied and could not be decided, with the operand that was missing. */
typedef struct po_undecided {
    const char *code, *program, *about;
    const po_source *source;
    const char *reason;  /* po_rule_reason_name */
    const char *missing; /* "expenditure_row.total_funds" */
} po_undecided;

typedef struct po_findings {
    po_arena *arena;
    PO_LIST(po_finding) list;
    /* How often each check was run, held, failed, or could not be decided: unknown is an answer and is shown. */
    size_t checked, held, unknown;
    PO_LIST(po_undecided) undecided; /* one for each counted in `unknown` */
} po_findings;

void po_findings_init(po_findings *findings, po_arena *arena);

/* A new zeroed finding to fill in; the id is set by po_findings_seal. */
po_finding *po_findings_add(po_findings *findings);

/* Makes ids, drops exact repeats, and sorts: severity, program, code, first place. Deterministic. */
void po_findings_seal(po_findings *findings);

bool po_finding_severity_parse(const char *name, po_finding_severity *ret_severity); /* the other way; false for another word */
const char *po_finding_severity_name(po_finding_severity severity); /* "required", "would be returned", "worth a look" */

#endif
