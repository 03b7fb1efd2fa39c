/* SPDX-License-Identifier: Apache-2.0
 *
 * Deletes a file.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    return emit_text(host, "a",
                     unlink("/tmp/planonce-no-such-file") == 0 ? "deleted" : "not deleted");
}

PLUGIN_ENTRY("bad-unlink");
