/* SPDX-License-Identifier: Apache-2.0
 *
 * Calls a fuzz target with every file of the folders given, in the order of their names: what a
 * fuzzer has found once is tried in every build, without a fuzzer.
 *
 * usage: fuzz_<target> FOLDER...
 */
#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "fuzz.h"

static void replay(const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(1);
    }
    po_buffer bytes = {0};
    char piece[4096];
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;) {
        po_buffer_add(&bytes, piece, got);
    }
    fclose(file);
    uint8_t *exact =
        malloc(bytes.size ? bytes.size
                          : 1); /* nothing behind the end, so that AddressSanitizer sees it read */
    FUZZ_HOLDS(exact);
    memcpy(exact, bytes.size ? bytes.data : "", bytes.size);
    printf("%s\n", path);
    fflush(stdout);
    LLVMFuzzerTestOneInput(exact, bytes.size);
    free(exact);
    po_buffer_finish(&bytes);
}

static int replay_folder(const char *folder) {
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort), files = 0;
    for (int i = 0; i < count; i++) {
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.') {
            replay(path);
            files++;
        }
        free(entries[i]);
    }
    free(entries);
    return files;
}

int main(int argc, char **argv) {
    int files = 0;
    for (int i = 1; i < argc; i++) {
        files += replay_folder(argv[i]);
    }
    printf("%d files\n", files);
    return files == 0; /* an empty corpus is a wrong path */
}
