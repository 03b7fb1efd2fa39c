/* SPDX-License-Identifier: Apache-2.0
 *
 * Makes a process that would outlive it.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    if (fork() == 0) {
        (void)setsid();
        (void)sleep(600);
        _exit(0);
    }
    return emit_text(host, "a", "forked");
}

PLUGIN_ENTRY("bad-fork");
