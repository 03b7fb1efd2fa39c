/* SPDX-License-Identifier: Apache-2.0
 *
 * Makes a thread.
 */
#include "bad.h"
#include <pthread.h>

static void *work(void *nothing) {
    return nothing;
}

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, NULL) != 0) {
        return emit_text(host, "a", "no thread");
    }
    return emit_text(host, "a", "a thread");
}

PLUGIN_ENTRY("bad-thread");
