/* SPDX-License-Identifier: Apache-2.0
 *
 * Emits records without end, whatever the host answers.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    for (unsigned long i = 0;; i++) {
        char id[32];
        (void)snprintf(id, sizeof id, "r%lu", i);
        (void)emit_text(host, id, "one more");
    }
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-flood");
