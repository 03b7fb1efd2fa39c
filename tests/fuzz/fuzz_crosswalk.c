/* SPDX-License-Identifier: Apache-2.0
 *
 * The operations of crosswalk rows, there and back, on any text: the first two bytes choose a row
 * of the installed crosswalks.
 */
#include "crosswalk/crosswalk_parts.h"
#include "crosswalk/model_load.h"
#include "fuzz.h"

static PO_LIST(const po_field_row *) rows;
static po_crosswalks *set;

/* Loaded once; kept until the process ends. */
static void load(void) {
    po_arena *arena = po_arena_create();
    po_diagnostics diagnostics;
    po_diagnostics_init(&diagnostics, arena);
    const po_model_schema *schema = NULL;
    po_error err = {0};
    FUZZ_HOLDS(po_model_schema_load(arena, PO_SOURCE_DIR "/crosswalks", &diagnostics, &schema,
                                    &err) == PO_OK);
    FUZZ_HOLDS(po_crosswalks_load(arena, PO_SOURCE_DIR "/crosswalks", schema, &diagnostics, &set,
                                  &err) == PO_OK);
    for (size_t i = 0; i < set->list.count; i++) {
        const po_crosswalk *crosswalk = set->list.items[i];
        for (size_t n = 0; n < crosswalk->records.count; n++) {
            for (size_t row = 0; row < crosswalk->records.items[n].rows.count; row++) {
                *PO_LIST_ADD(arena, &rows) = &crosswalk->records.items[n].rows.items[row];
            }
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!set) {
        load();
    }
    if (size < 2) {
        return 0;
    }
    po_arena *arena = po_arena_create();
    const po_field_row *row = rows.items[(data[0] * 256u + data[1]) % rows.count];
    po_field field = {.name = "f", .text = fuzz_text(arena, data + 2, size - 2)}, back = {0};
    const po_record record = {.id = "r", .type = "t", .fields = &field, .field_count = 1};
    po_op_context context = {.arena = arena, .lexicon = set->lexicon, .record = &record};
    po_flow flow = po_row_get(row, &field, &context);
    if (!flow.lost && po_row_put(row, &flow, &field, arena, &back)) {
        FUZZ_HOLDS(back.text || back.value || back.value_count > 0);
    }
    po_list_key(arena, field.text, field.text);
    const char **pairs = NULL;
    po_list_pairs(arena, field.text, "Goal", "Action", &pairs);
    po_arena_destroy(arena);
    return 0;
}
