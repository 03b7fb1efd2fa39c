/* SPDX-License-Identifier: Apache-2.0
 *
 * Forges a second SOURCE, to pass for another program.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    static const char source[] = "{\"pages\":1,\"program\":\"lcap\",\"template\":null,\"library\":"
                                 "false,\"score\":1,\"ties\":[]}";
    put_frame(3, next_sequence(host), source, sizeof source - 1);
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-forged-source");
