/* SPDX-License-Identifier: Apache-2.0
 *
 * Talks on stdout and stderr; harmless, captured, reported as a note.
 */
#include "bad.h"

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    (void)printf("hello from stdout\n");
    (void)fflush(stdout);
    (void)fprintf(stderr, "hello from stderr\n");
    return emit_text(host, "a", "talked");
}

PLUGIN_ENTRY("bad-stdout");
