/* SPDX-License-Identifier: Apache-2.0
 *
 * Writes to disk, in a constructor and in read. Nothing may come of it; it is told what it managed.
 */
#include "bad.h"

static int wrote_early;

static int try_write(void) {
    static const char *const names[] = {"planonce-bad-write", "/tmp/planonce-bad-write",
                                        "/dev/shm/planonce-bad-write"};
    int wrote = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        int fd = open(names[i], O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (fd >= 0) {
            wrote = 1;
            (void)close(fd);
        }
    }
    return wrote;
}

__attribute__((constructor)) static void early(void) {
    wrote_early = try_write();
}

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    const char *said = wrote_early || try_write() ? "a file was written" : "no file was written";
    return emit_text(host, "a", said);
}

PLUGIN_ENTRY("bad-write");
