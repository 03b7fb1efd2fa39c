/* SPDX-License-Identifier: Apache-2.0
 *
 * What the fuzz targets share. A target is one file with LLVMFuzzerTestOneInput: libFuzzer calls it
 * with bytes it made up, and standalone_driver.c calls it with the files of corpus/<target>/ in
 * every build.
 */
#ifndef PO_TESTS_FUZZ_H
#define PO_TESTS_FUZZ_H

#include <stdlib.h>

#include "base/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must always hold of an answer, in every kind of build. */
#define FUZZ_HOLDS(condition) ((condition) ? (void)0 : abort())

/* The bytes as text is inside the program: valid UTF-8 without control characters. In `arena`. */
static inline char *fuzz_text(po_arena *arena, const uint8_t *data, size_t size) {
    po_buffer text = {0};
    po_utf8_append_clean(&text, (const char *)data, size);
    char *copy = po_arena_copy(arena, po_buffer_text(&text), text.size);
    po_buffer_finish(&text);
    return copy;
}

#endif
