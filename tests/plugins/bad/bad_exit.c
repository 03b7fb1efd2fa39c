/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls exit(0) midway: exit status 0 alone is not success.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)emit_text(host, "a", "before the exit");
    exit(0);
}

PLUGIN_ENTRY("bad-exit");
