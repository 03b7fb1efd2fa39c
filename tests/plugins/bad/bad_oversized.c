/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes a frame that says it has four gigabytes.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    put_frame(4, next_sequence(host), "{}", UINT32_MAX);
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-oversized");
