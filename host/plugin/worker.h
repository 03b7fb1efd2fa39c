/* SPDX-License-Identifier: Apache-2.0
 *
 * Worker: reads one document and ends. The order is the point of it:
 *
 *   limits → own process group → no new privileges → Landlock → filter A          (nothing of the
 * document was looked at yet) → map the bytes → find the reader → read blocks → recognise the
 * program        (our parsers, on a stranger's bytes) → dlopen the one library → filter B → check
 * its entry → its read               (a vendor's code) → frames → DONE → _exit(0)
 *
 * A program without a library is read by its form directly; a file of `planonce/records/1` is
 * checked and passed on.
 *
 * With --in-process po_worker_run is called in the host, without a fork, a sandbox or limits: the
 * same path for a debugger.
 *
 * Leaves to others: naming what killed it (pool.c: a dead worker cannot), deciding what the records
 * mean.
 */
#ifndef PO_PLUGIN_WORKER_H
#define PO_PLUGIN_WORKER_H

#include "plugin/registry.h"
#include "plugin/sandbox.h"
#include "plugin/wire.h"

typedef struct po_worker_task {
    const po_registry *registry;
    po_sandbox *sandbox; /* NULL: none (in-process) */
    bool require_sandbox;
    int document; /* descriptor, regular file */
    const char *name;
    const char *program, *scope; /* or NULL */
    bool no_structure;
    po_wire_output output;
    void *context;
} po_worker_task;

/* Reads the document and writes all frames up to DONE. */
void po_worker_run(const po_worker_task *task);

/* The forked process: takes its limits and its sandbox, then runs. Descriptors 1 and 2 are the
 * noise pipe already; `result` is the socket for frames. Never returns. */
void po_worker_serve(po_worker_task *task, const po_worker_limits *limits, int result) PO_NORETURN;

#endif
