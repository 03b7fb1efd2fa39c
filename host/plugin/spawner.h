/* SPDX-License-Identifier: Apache-2.0
 *
 * Spawner: a process forked by the host before any stranger's byte was read. It has the readers
 * linked and the registry loaded, never looks at a document itself, and forks one worker for each.
 * So every worker starts from memory in which no stranger ever wrote, and starts fast: a fork of a
 * linked process, not the loading of a program. A worker serves one document and ends; none is kept
 * warm.
 *
 * It is the workers' parent, so it is the one who can end them: when a worker ends, however it
 * ends, its whole process group is killed, and whatever escaped the group (possible only without a
 * sandbox) is found among its own children, because it is a subreaper. When the host goes, orderly
 * or not, the spawner ends everything and itself.
 *
 * Requests and reports are fixed structs on a SOCK_SEQPACKET pair between two processes of one
 * program; descriptors travel as SCM_RIGHTS.
 *
 * Leaves to others: deadlines, counting cores, understanding results (pool.c); what a worker does
 * (worker.c).
 */
#ifndef PO_PLUGIN_SPAWNER_H
#define PO_PLUGIN_SPAWNER_H

#include <sys/types.h>

#include "plugin/pool.h"

typedef struct po_spawner po_spawner;

typedef struct po_spawner_setup {
    const po_registry *registry;
    po_worker_limits limits; /* resolved: no zeros */
    bool require_sandbox;
} po_spawner_setup;

/* Descriptors of one worker; the caller keeps its own. */
typedef struct po_spawner_descriptors {
    int document, result, noise;
} po_spawner_descriptors;

/* How a worker ended, as waitid says it. */
typedef struct po_worker_end {
    uint64_t ticket;
    int32_t
        code; /* CLD_EXITED, CLD_KILLED, CLD_DUMPED; 0: it could not be made, `status` is errno */
    int32_t status; /* exit status or signal */
} po_worker_end;

/* Forks the spawner. Errors: PO_E_IO. */
PO_NODISCARD po_status po_spawner_start(const po_spawner_setup *setup, po_spawner **ret_spawner,
                                        po_error *err);

/* Ends all workers and the spawner, and waits for it. Accepts NULL. */
void po_spawner_destroy(po_spawner *spawner);

/* Asks for a worker. Errors: PO_E_IO if the spawner has gone; PO_E_LIMIT if name and scope are
 * absurdly long. */
PO_NODISCARD po_status po_spawner_request(po_spawner *spawner, uint64_t ticket,
                                          const po_document_request *request,
                                          const po_spawner_descriptors *descriptors, po_error *err);

/* Kills a worker's process group; its end is reported as any other. */
void po_spawner_kill(po_spawner *spawner, uint64_t ticket);

/* The sandbox that workers will have; waits for the spawner's first word. */
po_sandbox_level po_spawner_level(po_spawner *spawner);

/* Readable when an end is to be reported, or the spawner has gone. */
int po_spawner_descriptor(const po_spawner *spawner);

/* The next end, without waiting: 1 there is one, 0 none now, -1 the spawner has gone. */
int po_spawner_next_end(po_spawner *spawner, po_worker_end *ret_end);

#endif
