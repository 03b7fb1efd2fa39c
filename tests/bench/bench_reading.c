/* SPDX-License-Identifier: Apache-2.0
 *
 * What reading a document costs its worker: bytes to frames, and the frames thrown away.
 *
 *     bench_reading PROGRAMS SCHEMAS FILE
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "plugin/worker.h"

static po_status drop(void *context, const void *data, size_t size) {
    (void)data;
    *(size_t *)context += size;
    return PO_OK;
}

int main(int argc, char **argv) {
    if (argc != 4) {
        (void)fprintf(stderr, "usage: bench_reading PROGRAMS SCHEMAS FILE\n");
        return 2;
    }
    po_registry_options where = {.search_path = argv[1], .schema_folder = argv[2]};
    po_registry *registry = NULL;
    po_error err = {0};
    if (po_registry_create(&where, &registry, &err) != PO_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    size_t bytes = 0;
    int file = open(argv[3], O_RDONLY | O_CLOEXEC);
    po_worker_task task = {.registry = registry,
                           .document = file,
                           .name = po_path_base(argv[3]),
                           .output = drop,
                           .context = &bytes};
    po_worker_run(&task);
    printf("%zu bytes of frames\n", bytes);
    (void)close(file);
    po_registry_destroy(registry);
    return bytes > 1000 ? 0 : 1;
}
