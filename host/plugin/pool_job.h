/* SPDX-License-Identifier: Apache-2.0
 *
 * One document on its way through the pool: queued, under way, ended. Shared by pool.c (which
 * document is where) and pool_job.c (what is known about one).
 */
#ifndef PO_PLUGIN_POOL_JOB_H
#define PO_PLUGIN_POOL_JOB_H

#include "plugin/pool.h"
#include "plugin/spawner.h"
#include "plugin/wire.h"

#define PO_NOISE_BYTES ((size_t)16 << 10) /* kept of what a worker prints */
#define PO_NOISE_TAIL_BYTES 256u /* its last words are kept too: a forbidden call is named there   \
                                  */

typedef struct po_job {
    struct po_job *next;
    po_document_result *result; /* handed out at the end */
    po_arena *arena;            /* the result's */
    po_document_request request;
    uint64_t ticket;

    po_wire_reader *reader;
    int result_fd, noise_fd; /* -1: closed */
    po_buffer noise;
    char tail[PO_NOISE_TAIL_BYTES];
    size_t tail_size;
    int64_t started_ms, left_ms;

    po_error wire_error; /* first thing that was wrong with what was sent */
    bool killed, timed_out;
    bool ended;
    po_worker_end end;
} po_job;

/* Copies the request. Ownership: po_job_destroy frees it, and the result if it was not handed out.
 */
po_job *po_job_create(uint64_t ticket, const po_document_request *request,
                      const po_worker_limits *limits);
void po_job_destroy(po_job *job);

/* Takes what the worker has written so far, without waiting. */
void po_job_take_result(po_job *job);
void po_job_take_noise(po_job *job);

/* Nothing could be started: `err` says why. */
void po_job_fail(po_job *job, po_outcome outcome, const po_error *err);

/* Fills the result from all that is known; the job is only to be destroyed afterwards. */
void po_job_finish(po_job *job, const po_registry *registry, const po_worker_limits *limits);

/* Hands the result out. */
po_document_result *po_job_release(po_job *job);

int64_t po_clock_ms(void); /* monotonic */

#endif
