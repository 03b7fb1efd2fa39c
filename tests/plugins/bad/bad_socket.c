/* SPDX-License-Identifier: Apache-2.0
 *
 * Opens a socket.
 */
#include "bad.h"
#include <sys/socket.h>

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    return emit_text(host, "a", fd >= 0 ? "a socket" : "no socket");
}

PLUGIN_ENTRY("bad-socket");
