/* SPDX-License-Identifier: Apache-2.0
 *
 * Takes memory until there is none, then uses what it did not get.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)host;
    for (;;) {
        char *piece = malloc((size_t)16 << 20);
        memset(piece, 1, (size_t)16 << 20);
    }
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-memory");
