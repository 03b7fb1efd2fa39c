/* SPDX-License-Identifier: Apache-2.0
 *
 * What is wrong with the duty rows of crosswalks beyond their grammar, and the tests that stand in them. For `planonce crosswalk
 * check|test`.
 */
#ifndef PO_DUTY_LINT_H
#define PO_DUTY_LINT_H

#include "duty/ask.h"

typedef struct po_duty_counts {
    size_t duties, mapped, without; /* of installed programs; with atoms; without, with a reason */
    size_t atoms, atom_rows, facet_rows, reviewed_rows;
    size_t asserted, reuses;
    size_t tests, tests_failed;
} po_duty_counts;

/* Every mistake is one diagnostic with file and line. True if no error was found. */
bool po_duties_check(const po_asks *asks, po_diagnostics *diagnostics, po_duty_counts *ret_counts);

/* Runs the pair tests. True if none failed. */
bool po_duties_test(const po_asks *asks, po_diagnostics *diagnostics, po_duty_counts *ret_counts);

/* "117 duties: 116 with atoms ...", for the command's last line. */
const char *po_duties_summary(po_arena *arena, const po_duty_counts *counts);

#endif
