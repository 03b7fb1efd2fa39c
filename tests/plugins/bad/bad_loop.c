/* SPDX-License-Identifier: Apache-2.0
 *
 * Never ends, busily.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)host;
    for (volatile unsigned i = 0;; i++) {
    }
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-loop");
