/* SPDX-License-Identifier: Apache-2.0
 *
 * Does what it should.
 */
#include "../bad/bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)emit_text(host, "a", "healthy");
    return emit_text(host, "b", "healthy too");
}

PLUGIN_ENTRY("good-plain");
