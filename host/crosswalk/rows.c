/* SPDX-License-Identifier: Apache-2.0
 *
 * Field rows as others may look at them: which program's field goes where, and which duties it serves.
 */
#include "base/text.h"
#include "crosswalk/crosswalk_parts.h"

/* "narrative.text prompt=csi-support": rows that differ in a fixed value fill different things; the year does not tell them apart. */
static const char *target_of(po_arena *arena, const po_field_row *row) {
    const char *target = row->to;
    for (size_t i = 0; i < row->withs.count; i++)
        if (row->withs.items[i].text)
            target = po_arena_printf(arena, "%s %s=%s", target, row->withs.items[i].field, row->withs.items[i].text);
    return target;
}

static const char *prompt_of(const po_field_row *row) {
    for (size_t i = 0; i < row->withs.count; i++)
        if (po_text_equal(row->withs.items[i].field, "prompt"))
            return row->withs.items[i].text;
    return NULL;
}

const po_crosswalk_row *po_crosswalks_rows(po_arena *arena, const po_crosswalks *set, size_t *ret_count) {
    PO_LIST(po_crosswalk_row) rows = {0};
    for (size_t c = 0; c < set->list.count; c++)
        for (size_t r = 0; r < set->list.items[c]->records.count; r++) {
            const po_record_map *map = &set->list.items[c]->records.items[r];
            for (size_t i = 0; i < map->rows.count; i++)
                *PO_LIST_ADD(arena, &rows) = (po_crosswalk_row){.program = set->list.items[c]->program,
                                                                .record = map->type,
                                                                .field = map->rows.items[i].from,
                                                                .target = target_of(arena, &map->rows.items[i]),
                                                                .prompt = prompt_of(&map->rows.items[i]),
                                                                .serves = map->rows.items[i].serves};
        }
    *ret_count = rows.count;
    return rows.items;
}
