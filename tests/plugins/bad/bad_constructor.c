/* SPDX-License-Identifier: Apache-2.0
 *
 * Crashes before read: in a constructor, that is, while it is being loaded.
 */
#include "bad.h"

__attribute__((constructor)) static void fall(void) {
    *(volatile int *)(uintptr_t)16 = 1;
}

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    return emit_text(host, "a", "never");
}

PLUGIN_ENTRY("bad-constructor");
