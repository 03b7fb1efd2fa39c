/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes to the socket what is no frame at all.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)host;
    ssize_t ignored = write(RESULT_SOCKET, "HTTP/1.1 200 OK\r\n\r\n", 19);
    (void)ignored;
    return PLANONCE_OK;
}

PLUGIN_ENTRY("bad-noframe");
