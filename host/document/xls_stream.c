/* SPDX-License-Identifier: Apache-2.0
 *
 * A stdio stream over memory (fopencookie), which makes no system call.
 */
#include "document/xls_stream.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char prefix[] = "planonce-memory:";

/* Opening, the table of sectors, the texts and each sheet read the file about once each. */
enum { READINGS = 64, SPARE = 16 << 20 };

void po_xls_stream_init(po_xls_stream *stream, const uint8_t *data, size_t size) {
    *stream = (po_xls_stream){.data = data, .size = size, .budget = size * READINGS + SPARE};
}

const char *po_xls_stream_path(po_xls_stream *stream, char path[PO_XLS_PATH_MAX]) {
    (void)snprintf(path, PO_XLS_PATH_MAX, "%s%" PRIxPTR, prefix, (uintptr_t)stream);
    return path;
}

static ssize_t read_some(void *cookie, char *out, size_t size) {
    po_xls_stream *stream = cookie;
    size_t rest = stream->size - stream->at;
    size = size < rest ? size : rest;
    if (size > stream->budget) {
        stream->exhausted = true;
        return 0;
    }
    stream->budget -= size;
    memcpy(out, stream->data + stream->at, size);
    stream->at += size;
    return (ssize_t)size;
}

static int seek(void *cookie, off64_t *offset, int whence) {
    po_xls_stream *stream = cookie;
    off64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? (off64_t)stream->at : (off64_t)stream->size;
    off64_t to = 0;
    if (__builtin_add_overflow(from, *offset, &to) || to < 0 || to > (off64_t)stream->size) {
        return -1;
    }
    stream->at = (size_t)to;
    *offset = to;
    return 0;
}

FILE *po_xls_fopen(const char *path, const char *mode) {
    char *end = NULL;
    (void)mode;
    if (strncmp(path, prefix, sizeof prefix - 1) != 0) {
        return NULL;
    }
    uintptr_t address = (uintptr_t)strtoull(path + sizeof prefix - 1, &end, 16);
    if (address == 0 || *end) {
        return NULL;
    }
    const cookie_io_functions_t functions = {.read = read_some, .seek = seek};
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): made by po_xls_stream_path in this process */
    return fopencookie((void *)address, "rb", functions);
}
