/* SPDX-License-Identifier: Apache-2.0
 *
 * What reading a document costs its worker: bytes to frames, and the frames thrown away; or, with --blocks, its reader alone: bytes to blocks,
 * with the labels of all installed forms, as a worker hands them over (the best of five).
 *
 *     bench_reading PROGRAMS SCHEMAS FILE [--blocks]
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "document/reader.h"
#include "plugin/worker.h"

static po_status drop(void *context, const void *data, size_t size) {
    (void)data;
    *(size_t *)context += size;
    return PO_OK;
}

static double used_seconds(void) {
    struct timespec now;
    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int read_blocks(const po_registry *registry, const char *path) {
    po_arena *arena = po_arena_create();
    po_error err = {0};
    char *data = NULL;
    size_t size = 0;
    double best = 0;
    po_read_options options = {.hints = po_registry_table_hints(registry)};
    po_status status = po_file_read(arena, path, PO_LIMIT_DOCUMENT_BYTES, &data, &size, &err);
    const po_reader *reader = status == PO_OK ? po_reader_find((const uint8_t *)data, size, path, &err) : NULL;
    for (int i = 0; reader && i < 5; i++) {
        po_document *document = po_document_create();
        double began = used_seconds();
        status = reader->read((const uint8_t *)data, size, &options, document, &err);
        double took = used_seconds() - began;
        best = i == 0 || took < best ? took : best;
        po_document_destroy(document);
    }
    if (!reader || status != PO_OK)
        (void)fprintf(stderr, "%s\n", err.text);
    else
        printf("%s: %.2f MB to blocks in %.3f s = %.1f MB/s\n", reader->name, (double)size / 1e6, best, (double)size / 1e6 / best);
    po_arena_destroy(arena);
    return reader && status == PO_OK ? 0 : 1;
}

int main(int argc, char **argv) {
    bool blocks = argc == 5 && strcmp(argv[4], "--blocks") == 0;
    if (argc != 4 && !blocks) {
        (void)fprintf(stderr, "usage: bench_reading PROGRAMS SCHEMAS FILE [--blocks]\n");
        return 2;
    }
    po_registry_options where = {.search_path = argv[1], .schema_folder = argv[2]};
    po_registry *registry = NULL;
    po_error err = {0};
    if (po_registry_create(&where, &registry, &err) != PO_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    if (blocks) {
        int code = read_blocks(registry, argv[3]);
        po_registry_destroy(registry);
        return code;
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
