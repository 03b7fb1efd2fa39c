/* SPDX-License-Identifier: Apache-2.0
 *
 * Never ends, idly.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)host;
    for (;;) {
        (void)sleep(60);
    }
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-sleep");
