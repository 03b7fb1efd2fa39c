/* SPDX-License-Identifier: Apache-2.0
 *
 * Records on disk between reading and planning. See spool.h.
 */
#include "app/spool.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "document/record_json.h"

struct po_spool {
    po_arena *arena;
    char *folder;
    PO_LIST(uint64_t) numbers;
};

static void spool_path(const po_spool *spool, uint64_t number, char *path, size_t size) {
    snprintf(path, size, "%s/%08" PRIu64 ".json", spool->folder, number);
}

po_status po_spool_create(po_spool **ret_spool, po_error *err) {
    po_arena *arena = po_arena_create();
    po_spool *spool = PO_NEW(arena, po_spool);
    spool->arena = arena;
    const char *base = getenv("TMPDIR");
    spool->folder = po_arena_printf(arena, "%s/planonce-XXXXXX", base && *base ? base : "/tmp");
    if (!mkdtemp(spool->folder)) {
        po_status status = po_error_set(err, PO_E_IO, "no temporary folder can be made at %s: %s; set TMPDIR to a "
                                        "folder that can be written", spool->folder, po_system_reason(errno));
        po_arena_destroy(arena);
        return status;
    }
    *ret_spool = spool;
    return PO_OK;
}

void po_spool_destroy(po_spool *spool) {
    if (!spool)
        return;
    char path[4096];
    for (size_t i = 0; i < spool->numbers.count; i++) {
        spool_path(spool, spool->numbers.items[i], path, sizeof path);
        unlink(path);
    }
    rmdir(spool->folder);
    po_arena_destroy(spool->arena);
}

/* Plain writing: a private file needs no rename and no sync. */
static po_status write_file(const char *path, const po_buffer *bytes, po_error *err) {
    FILE *out = fopen(path, "wb");
    bool failed = !out || fwrite(bytes->data, 1, bytes->size, out) != bytes->size;
    if (out && fclose(out) != 0)
        failed = true;
    if (failed)
        return po_error_set(err, PO_E_IO, "the temporary file %s cannot be written: %s", path, po_system_reason(errno));
    return PO_OK;
}

po_status po_spool_put(po_spool *spool, uint64_t number, const po_record_set *records, po_error *err) {
    char path[4096];
    spool_path(spool, number, path, sizeof path);
    *PO_LIST_ADD(spool->arena, &spool->numbers) = number;
    po_buffer bytes = {0};
    po_json json;
    po_json_init(&json, &bytes, false);
    po_record_set_write(records, &json);
    po_status status = bytes.size > PO_RECORD_FILE_BYTES
                           ? po_error_set(err, PO_E_LIMIT,
                                          "what was read of it is larger than %zu bytes: give the document in parts",
                                          PO_RECORD_FILE_BYTES)
                           : write_file(path, &bytes, err);
    po_buffer_finish(&bytes);
    return status;
}

po_status po_spool_get(po_spool *spool, uint64_t number, po_record_set **ret_records, po_error *err) {
    char path[4096];
    spool_path(spool, number, path, sizeof path);
    po_arena *arena = po_arena_create();
    char *data = NULL;
    size_t size = 0;
    po_status status = po_file_read(arena, path, PO_RECORD_FILE_BYTES, &data, &size, err);
    if (status == PO_OK)
        status = po_record_set_read(data, size, ret_records, err);
    po_arena_destroy(arena);
    return status;
}
