/* SPDX-License-Identifier: Apache-2.0
 *
 * Says that it reads another program than its program file does.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    return emit_text(host, "a", "called all the same");
}

PLUGIN_ENTRY("somebody-else");
