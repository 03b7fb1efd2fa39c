/* SPDX-License-Identifier: Apache-2.0
 *
 * Fails an assertion of its own: must be told as SIGABRT, not as a break-out (tgkill is allowed).
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)host;
    abort();
}

PLUGIN_ENTRY("bad-abort");
