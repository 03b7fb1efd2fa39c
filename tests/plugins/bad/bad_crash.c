/* SPDX-License-Identifier: Apache-2.0
 *
 * Crashes in read, after a record.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)emit_text(host, "a", "before the crash");
    *(volatile int *)(uintptr_t)16 = 1;
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-crash");
