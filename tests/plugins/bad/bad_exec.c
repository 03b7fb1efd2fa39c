/* SPDX-License-Identifier: Apache-2.0
 *
 * Becomes another program.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)execl("/bin/sh", "sh", "-c", "id", (char *)NULL);
    return emit_text(host, "a", "still here");
}

PLUGIN_ENTRY("bad-exec");
