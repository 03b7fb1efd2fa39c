/* SPDX-License-Identifier: Apache-2.0
 *
 * Kills its parent by the call that abort() needs, which is allowed for the own process only.
 */
#include "bad.h"
#include <sys/syscall.h>

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)syscall(SYS_tgkill, getppid(), getppid(), SIGKILL);
    return emit_text(host, "a", "killed");
}

PLUGIN_ENTRY("bad-tgkill");
