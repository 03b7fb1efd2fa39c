/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes a frame in which a key is given twice.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    static const char json[] = "{\"tables\":[],\"tables\":[]}";
    put_frame(4, next_sequence(host), json, sizeof json - 1);
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-twice");
