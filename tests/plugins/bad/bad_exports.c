/* SPDX-License-Identifier: Apache-2.0
 *
 * Exports more than the entry.
 */
#include "bad.h"

PLANONCE_EXPORT int helper_for_everybody(void);
int helper_for_everybody(void) {
    return 0;
}

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    return emit_text(host, "a", "called all the same");
}

PLUGIN_ENTRY("bad-exports");
