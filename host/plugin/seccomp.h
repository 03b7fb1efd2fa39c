/* SPDX-License-Identifier: Apache-2.0
 *
 * The system call filters of a worker (sandbox.h), prepared once and put on by every worker.
 */
#ifndef PO_PLUGIN_SECCOMP_H
#define PO_PLUGIN_SECCOMP_H

#include "base/status.h"

typedef struct po_seccomp po_seccomp;

/* NULL if the kernel has no seccomp filters. Ownership: the caller destroys it. */
po_seccomp *po_seccomp_create(void);
void po_seccomp_destroy(po_seccomp *seccomp); /* accepts NULL */

/* Filter A and the filter of own signals; sets the handler that names a forbidden call. */
PO_NODISCARD po_status po_seccomp_enter(const po_seccomp *seccomp, po_error *err);
/* Filter B on top of A. */
PO_NODISCARD po_status po_seccomp_close(const po_seccomp *seccomp, po_error *err);

#endif
