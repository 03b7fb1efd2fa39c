/* SPDX-License-Identifier: Apache-2.0
 *
 * Reads a file that stage A allows (a system library), in stage B: opening anything is over.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    return emit_text(host, "a",
                     open("/usr/lib/os-release", O_RDONLY) >= 0 ? "opened" : "not opened");
}

PLUGIN_ENTRY("bad-library");
