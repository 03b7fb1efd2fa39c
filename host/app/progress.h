/* SPDX-License-Identifier: Apache-2.0
 *
 * Progress on a terminal for anything over half a second: one line that is written over. Silent elsewhere.
 */
#ifndef PO_APP_PROGRESS_H
#define PO_APP_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct po_progress {
    bool on, shown;
    uint64_t started_ms, last_ms;
} po_progress;

void po_progress_init(po_progress *progress);

/* "verb done of total: name"; drawn at most ten times a second. */
void po_progress_show(po_progress *progress, const char *verb, size_t done, size_t total, const char *name);

/* Clears the line, if one was drawn: before anything else is printed. */
void po_progress_clear(po_progress *progress);

/* Milliseconds of a clock that only goes forward: for progress and run.json, never for outputs. */
uint64_t po_progress_clock(void);

#endif
