/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes a frame that is no JSON.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    put_frame(4, next_sequence(host), "{\"tables\":[", 11);
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-malformed");
