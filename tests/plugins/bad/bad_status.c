/* SPDX-License-Identifier: Apache-2.0
 *
 * Says that it cannot read the document.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)host;
    return PLANONCE_FAILED;
}

PLUGIN_ENTRY("bad-status");
