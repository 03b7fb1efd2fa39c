/* SPDX-License-Identifier: Apache-2.0
 *
 * Talks without end.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)host;
    for (;;) {
        (void)printf("bla bla bla bla bla bla bla bla bla bla bla bla bla bla bla\n");
    }
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-babble");
