/* SPDX-License-Identifier: Apache-2.0
 *
 * Between trial.c and laws.c only: running what stands in a crosswalk.
 */
#ifndef PO_CROSSWALK_TEST_PARTS_H
#define PO_CROSSWALK_TEST_PARTS_H

#include "crosswalk/crosswalk_parts.h"

typedef struct po_trial {
    const po_crosswalks *set;
    const po_crosswalk *crosswalk;
    po_diagnostics *diagnostics;
    po_crosswalk_counts *counts;
    po_map *rows_tested; /* row id -> the trial */
} po_trial;

/* Tells a failure: `what` is a test or row, and counts it into `counter`. */
void po_trial_fail(po_trial *trial, size_t *counter, int line, const char *code, const char *format,
                   ...) PO_PRINTF(5, 6);

/* The laws of a row on the value a test gives it. */
void po_laws_given(po_trial *trial, const po_field_row *row, const po_record *record,
                   const po_field *field);

/* The laws of a row on values made for its type. */
void po_laws_generated(po_trial *trial, const po_field_row *row);

#endif
