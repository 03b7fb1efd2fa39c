/* SPDX-License-Identifier: Apache-2.0
 *
 * Reads files that are none of its business, in a constructor (stage A) and in read (stage B).
 */
#include "bad.h"

static int read_early;

static int try_read(const char *path) {
    int fd = open(path, O_RDONLY);
    char byte = 0;
    return fd >= 0 && read(fd, &byte, 1) == 1;
}

__attribute__((constructor)) static void early(void) {
    read_early = try_read("/etc/passwd");
}

static planonce_status read_document(const planonce_host *host, const planonce_input *input) {
    (void)input;
    const char *said = read_early || try_read("/etc/passwd") || try_read("/proc/self/maps")
                           ? "a file was read"
                           : "no file was read";
    return emit_text(host, "a", said);
}

PLUGIN_ENTRY("bad-passwd");
