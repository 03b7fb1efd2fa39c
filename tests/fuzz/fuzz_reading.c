/* SPDX-License-Identifier: Apache-2.0
 *
 * A stranger's document, from bytes to records: readers with the labels of all installed forms, recognition, forms, state files row by
 * row, and the frames that carry the records. Whatever comes in, the frames are whole: their reader accepts every one, and the last
 * says how the document ended.
 */
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/limits.h"
#include "fuzz.h"
#include "plugin/worker.h"

static po_registry *registry;

/* Loaded once; kept until the process ends. */
static void load(void) {
    po_error err = {0};
    po_registry_options where = {.search_path = PO_SOURCE_DIR "/plugins", .schema_folder = PO_SOURCE_DIR "/crosswalks"};
    FUZZ_HOLDS(po_registry_create(&where, &registry, &err) == PO_OK);
}

static po_status gather(void *context, const void *data, size_t size) {
    po_buffer_add(context, data, size);
    return PO_OK;
}

static int file_of(const uint8_t *data, size_t size) {
    int file = memfd_create("document", MFD_CLOEXEC);
    FUZZ_HOLDS(file >= 0 && (size_t)write(file, data, size) == size);
    return file;
}

static void read_back(const po_buffer *frames) {
    po_error err = {0};
    po_record_set *set = po_record_set_create();
    po_wire_reader *reader = po_wire_reader_create(set, NULL, PO_LIMIT_RESULT_BYTES);
    FUZZ_HOLDS(po_wire_reader_feed(reader, frames->data, frames->size, &err) == PO_OK);
    FUZZ_HOLDS(po_wire_reader_done(reader));
    FUZZ_HOLDS(po_record_set_link(set, &err) == PO_OK);
    po_wire_reader_destroy(reader);
    po_record_set_destroy(set);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!registry) {
        load();
    }
    po_buffer frames = {0};
    int file = file_of(data, size);
    po_worker_task task = {.registry = registry, .document = file, .name = "fuzz.txt", .output = gather, .context = &frames};
    po_worker_run(&task);
    read_back(&frames);
    po_buffer_finish(&frames);
    (void)close(file);
    return 0;
}
