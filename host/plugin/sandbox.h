/* SPDX-License-Identifier: Apache-2.0
 *
 * Sandbox: what a worker takes from itself before it looks at a stranger's byte, and once more
 * before vendor code is called.
 *
 * Two locks on two doors: Landlock says which files exist (access), seccomp says which parts of the
 * kernel can be talked to (attack surface). Either may be missing on a machine (a container, an old
 * kernel); what is in force is told as a level, never assumed. Rules and filters are prepared once,
 * by the spawner; a worker only puts them on. The lists and their reasons stand in sandbox.c,
 * seccomp.c and docs/threat-model.md.
 *
 * In sanitized builds there is none (level none): AddressSanitizer needs more address space than
 * any limit, and LeakSanitizer dies under the filter.
 */
#ifndef PO_PLUGIN_SANDBOX_H
#define PO_PLUGIN_SANDBOX_H

#include "base/status.h"

typedef enum po_sandbox_level {
    PO_SANDBOX_NONE,    /* limits and an own process only, or --in-process */
    PO_SANDBOX_PARTIAL, /* one of Landlock and seccomp */
    PO_SANDBOX_FULL     /* both */
} po_sandbox_level;

/* "none", "partial", "full": the words of run.json. */
const char *po_sandbox_level_name(po_sandbox_level level);

/* One sentence about what is missing and what it means, or NULL when nothing is: said once per run.
 */
const char *po_sandbox_missing(po_sandbox_level level);

/* How a worker ends that called what it must not: the last line of its stderr begins with this and
 * names the call. */
#define PO_EXIT_FORBIDDEN 99
#define PO_FORBIDDEN_PREFIX "planonce: forbidden system call "

typedef struct po_sandbox po_sandbox;

/* Prepares what this kernel offers. `folders` and the system's libraries stay readable in stage A.
 * Never fails: what is missing shows in the level. Ownership: the caller destroys it. */
po_sandbox *po_sandbox_create(const char *const *folders, size_t count);
void po_sandbox_destroy(po_sandbox *sandbox); /* accepts NULL */
po_sandbox_level po_sandbox_level_of(const po_sandbox *sandbox);

/* The descriptor that must stay open in a worker until stage A, or -1; the worker may move it. */
int *po_sandbox_descriptor(po_sandbox *sandbox);

/* Stage A: no new privileges, no capabilities, not dumpable, Landlock, filter A and the filter of
 * own signals. Errors: PO_E_STATE if the kernel takes back what it offered; the worker must end. */
PO_NODISCARD po_status po_sandbox_enter(po_sandbox *sandbox, po_error *err);

/* Stage B: no file is opened any more, nothing becomes executable any more. */
PO_NODISCARD po_status po_sandbox_close(po_sandbox *sandbox, po_error *err);

/* Resource limits: address space (0: none), processor seconds, files of size 0, no core, no
 * processes, few descriptors. */
PO_NODISCARD po_status po_sandbox_limit(size_t memory_bytes, uint32_t cpu_seconds, po_error *err);

#endif
