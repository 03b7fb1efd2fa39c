/* SPDX-License-Identifier: Apache-2.0
 *
 * Goes on after DONE.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    put_done(host, next_sequence(host), 0);
    return PLANONCE_OK; /* the worker now writes its own DONE */
}

PLUGIN_ENTRY("bad-after");
