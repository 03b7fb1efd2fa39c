/* SPDX-License-Identifier: Apache-2.0
 *
 * Sandbox: what a worker takes from itself before it looks at a stranger's byte, and once more before vendor code runs.
 *
 * Two locks on two doors: Landlock says which files exist (access), seccomp says which parts of the kernel can be talked to
 * (attack surface). Either may be missing on a machine (a container, an old kernel); what is in force is told as a level, never
 * assumed. The lists and their reasons stand in sandbox.c and docs/threat-model.md.
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

/* What this kernel can give, without taking anything from the caller. */
po_sandbox_level po_sandbox_probe(void);

/* One sentence about what is missing and what it means, or NULL when nothing is: said once per run. */
const char *po_sandbox_missing(po_sandbox_level level);

#endif
