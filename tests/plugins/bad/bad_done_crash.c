/* SPDX-License-Identifier: Apache-2.0
 *
 * Forges a good end and crashes: DONE alone is not success.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    put_done(host, next_sequence(host), 0);
    *(volatile int *)(uintptr_t)16 = 1;
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-done-crash");
