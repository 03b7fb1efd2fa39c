/* SPDX-License-Identifier: Apache-2.0
 *
 * The progress line. See progress.h.
 */
#include "app/progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define PATIENCE_MS 500u /* shorter work shows nothing */
#define REDRAW_MS 100u

uint64_t po_progress_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000u + (uint64_t)now.tv_nsec / 1000000u;
}

void po_progress_init(po_progress *progress) {
    *progress = (po_progress){.on = isatty(STDERR_FILENO) == 1, .started_ms = po_progress_clock()};
}

void po_progress_show(po_progress *progress, const char *verb, size_t done, size_t total, const char *name) {
    uint64_t now = progress->on ? po_progress_clock() : 0;
    if (!progress->on || now - progress->started_ms < PATIENCE_MS || now - progress->last_ms < REDRAW_MS)
        return;
    progress->last_ms = now;
    progress->shown = true;
    fprintf(stderr, "\r\033[K%s %zu of %zu: %.60s", verb, done, total, name);
    fflush(stderr);
}

void po_progress_clear(po_progress *progress) {
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}
