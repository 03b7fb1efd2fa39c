/* SPDX-License-Identifier: Apache-2.0
 *
 * Makes memory executable.
 */
#include "bad.h"
#include <sys/mman.h>

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    int done = page != MAP_FAILED && mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
    return emit_text(host, "a", done ? "code" : "no code");
}

PLUGIN_ENTRY("bad-code");
