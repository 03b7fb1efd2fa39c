/* SPDX-License-Identifier: Apache-2.0
 *
 * A decisions file from anywhere: what is read is written, and what was written is read to the same bytes.
 */
#include "base/text.h"
#include "decision/decision.h"
#include "fuzz.h"

static po_status parse(po_arena *arena, const char *text, size_t size, po_decisions **ret_decisions) {
    po_diagnostics diagnostics;
    po_diagnostics_init(&diagnostics, arena);
    po_error err = {0};
    po_status status = po_decisions_parse(arena, "fuzz.json", text, size, PO_SOURCE_DIR "/crosswalks", &diagnostics, ret_decisions, &err);
    FUZZ_HOLDS(status == PO_OK || err.text[0]); /* refused without a word */
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    po_arena *arena = po_arena_create();
    po_decisions *first = NULL, *second = NULL;
    if (parse(arena, po_arena_copy(arena, (const char *)data, size), size, &first) == PO_OK) {
        po_buffer one = {0}, two = {0};
        po_decisions_write(first, &one);
        FUZZ_HOLDS(parse(arena, one.data, one.size, &second) == PO_OK);
        if (second)
            po_decisions_write(second, &two);
        FUZZ_HOLDS(po_text_equal(po_buffer_text(&one), po_buffer_text(&two)));
        po_buffer_finish(&one);
        po_buffer_finish(&two);
    }
    po_arena_destroy(arena);
    return 0;
}
