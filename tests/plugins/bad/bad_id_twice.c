/* SPDX-License-Identifier: Apache-2.0
 *
 * Gives one record id twice.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)emit_text(host, "a", "first");
    return emit_text(host, "a", "second");
}

PLUGIN_ENTRY("bad-id-twice");
