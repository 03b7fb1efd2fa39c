/* SPDX-License-Identifier: Apache-2.0
 *
 * What shows that a duty was done: the evidence files of the installed programs, compiled. One rule for each duty; each part of a rule is an
 * expression of the rules language over the records of one plan document, seen as what its texts affirm (statements.h).
 *
 * A document shows duties of its own program; of another one only where that duty's instrument is this document ("LCAP"), or where a re-use row
 * of a crosswalk says that it may serve. Everything else is a mistake of the evidence file.
 *
 * Leaves to others: looking (state.h).
 */
#ifndef PO_DUTY_EVIDENCE_H
#define PO_DUTY_EVIDENCE_H

#include "duty/ask.h"
#include "duty/statements.h"
#include "rules/rules.h"

typedef struct po_evidence_compiled {
    const po_evidence_part *part;
    const po_rule *shown, *against, *looked, *date; /* NULL where not given */
} po_evidence_compiled;

typedef struct po_duty_rule {
    const po_program *program;
    const po_duty *duty;
    const po_evidence_rule *rule; /* NULL: the program has no evidence file */
    const po_rule *when;          /* NULL: always applies */
    bool each_school;             /* one instance for each school */
    PO_LIST(po_evidence_compiled) parts;
} po_duty_rule;

typedef struct po_fact_rule {
    const po_program *program;
    const po_fact *fact;
    const po_rule *rule;
} po_fact_rule;

typedef struct po_duty_rules {
    const po_program *const *programs;
    size_t program_count;
    const po_asks *asks; /* relations and re-use; NULL: none are known */
    const po_statements *statements;
    PO_LIST(po_duty_rule) list; /* in the order of programs and their duties */
    PO_LIST(po_fact_rule) facts;
    po_map *by_duty;  /* po_duty_rule* */
    po_map *prompts;  /* program id -> keys of what its forms print, joined by '|' */
} po_duty_rules;

/* Compiles the evidence of all programs. Ownership: `arena`; programs and asks are borrowed. Mistakes go to `diagnostics` [EV-001: an expression; EV-002:
 * a document that may not show the duty]. Errors: PO_E_CONFIG. */
PO_NODISCARD po_status po_duty_rules_compile(po_arena *arena, const char *folder, const po_program *const *programs, size_t count,
                                             const po_asks *asks, po_diagnostics *diagnostics, po_duty_rules **ret_rules, po_error *err);

const po_duty_rule *po_duty_rules_find(const po_duty_rules *rules, const char *duty); /* NULL if absent */

#endif
