/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes well-formed frames itself and ends. That is accepted: it is worth what it may emit, and
 * checked the same.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    static const char records[] = "{\"tables\":[{\"type\":\"test\",\"columns\":[\"said\"],\"rows\":"
                                  "[[\"a\",null,\"forged\"]]}]}";
    put_frame(4, next_sequence(host), records, sizeof records - 1);
    put_done(host, next_sequence(host) + 1, 1);
    _exit(0);
}

PLUGIN_ENTRY("bad-forged");
