/* SPDX-License-Identifier: Apache-2.0
 *
 * Takes all memory and then asks the host for some: the host's own allocation fails, which is told
 * as the limit it is.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    for (size_t size = (size_t)1 << 20; size >= 16; size /= 2) {
        while (malloc(size) != NULL) {
        }
    }
    for (unsigned i = 0; i < 100000; i++) {
        char id[32];
        (void)snprintf(id, sizeof id, "r%u", i);
        (void)emit_text(host, id, "one more");
    }
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-hoard");
