/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the reader of old workbooks: bytes in memory for FreeXL, which knows files by path only. Its fopen is ours
 * (host/cmake/FreeXL.cmake); the "path" that it is given names a stream here, and no other can be opened.
 *
 * FreeXL follows the chains of sectors that a file states without looking for circles; so what it may read is counted,
 * and when a file makes it read its bytes many times over, reading fails.
 */
#ifndef PO_DOCUMENT_XLS_STREAM_H
#define PO_DOCUMENT_XLS_STREAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct po_xls_stream {
    const uint8_t *data;
    size_t size, at;
    size_t budget; /* bytes that may still be read */
    bool exhausted;
} po_xls_stream;

#define PO_XLS_PATH_MAX 40

void po_xls_stream_init(po_xls_stream *stream, const uint8_t *data, size_t size);

/* What to give FreeXL as path. The stream outlives what FreeXL opens. */
const char *po_xls_stream_path(po_xls_stream *stream, char path[PO_XLS_PATH_MAX]);

/* Called by FreeXL. NULL for anything that is no path of po_xls_stream_path. */
FILE *po_xls_fopen(const char *path, const char *mode);

#endif
