/* SPDX-License-Identifier: Apache-2.0
 *
 * A program's own checks, run over what was read from one of its documents. What is checked is data
 * (po_check in the program file, written in the rules language); this part only runs it and turns a
 * failed assertion into a finding.
 *
 * A check speaks only if it surely applies and surely fails: `when` must be true (unknown, or open
 * within what the printed digits allow, is not), and the assertion false for every value that the
 * printed digits allow. An unknown assertion is no finding; it is counted, with the operand that
 * was missing. A failure that rests on a doubtful value is reported as "worth a look", whatever the
 * check's severity, and the doubt is told in the argument `doubt`.
 *
 * Left to others: sentences (templates/lang, plugins/<id>/lang), ids and order (po_findings_seal).
 */
#ifndef PO_CHECK_PROGRAM_CHECK_H
#define PO_CHECK_PROGRAM_CHECK_H

#include "check/finding.h"
#include "document/record.h"
#include "program/program.h"
#include "rules/rules.h"

typedef struct po_checks po_checks;

/* Compiles the checks of a program. Ownership: `ret_checks` belongs to `arena` and may serve many
 * documents; `program` is borrowed. Errors: PO_E_CONFIG; every mistake is told in `diagnostics`
 * [RULE-001], with the line of the check. */
PO_NODISCARD po_status po_checks_compile(po_arena *arena, const po_program *program,
                                         po_diagnostics *diagnostics, po_checks **ret_checks,
                                         po_error *err);

/* The same, and types and fields of records are compared with what is known of them (see
 * po_rule_schema). */
PO_NODISCARD po_status po_checks_compile_for(po_arena *arena, const po_program *program,
                                             const po_rule_schema *schema,
                                             po_diagnostics *diagnostics, po_checks **ret_checks,
                                             po_error *err);

size_t po_checks_count(const po_checks *checks);

/* One document of several that are looked at together. */
typedef struct po_check_paper {
    const po_record_set *records;
    const po_source *source;
} po_check_paper;

/* Runs the checks that are declared across an LEA's documents, over all records of `papers` together. A finding
 * about one record is its document's, with the places of all it rests on. `facts` are the district's, or NULL. Nothing happens with
 * fewer than two papers. */
void po_checks_run_across(const po_checks *checks, const po_check_paper *papers, size_t count,
                          const po_map *facts, po_findings *findings);

/* Runs the others over one plan that several files complete: `joined` are their records as one set (check/paper_join.h). */
void po_checks_run_joined(const po_checks *checks, const po_record_set *joined, const po_check_paper *papers, size_t count,
                          const po_map *facts, po_findings *findings);

/* Runs them over one document. `facts`: name -> const po_rule_cell *, what is known of the district
 * (facts.name), or NULL. Findings copy what they need: the records may go afterwards. Never fails;
 * what cannot be said is counted as unknown. */
void po_checks_run(const po_checks *checks, const po_record_set *records, const po_source *source,
                   const po_map *facts, po_findings *findings);

#endif
