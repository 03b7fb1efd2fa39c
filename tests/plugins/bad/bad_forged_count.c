/* SPDX-License-Identifier: Apache-2.0
 *
 * Forges an end that counts records which never came.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    put_done(host, next_sequence(host), 7);
    _exit(0);
}

PLUGIN_ENTRY("bad-forged-count");
