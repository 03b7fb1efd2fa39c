/* SPDX-License-Identifier: Apache-2.0
 *
 * Kills its parent.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)kill(getppid(), SIGKILL);
    return emit_text(host, "a", "killed");
}

PLUGIN_ENTRY("bad-kill");
