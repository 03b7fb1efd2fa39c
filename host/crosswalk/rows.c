/* SPDX-License-Identifier: Apache-2.0
 *
 * Field rows and prompts as others may look at them: which program's field goes where, and which duties it serves.
 */
#include "base/text.h"
#include "crosswalk/lint_parts.h"

/* "narrative.text prompt=csi-support": rows that differ in a fixed value fill different things; the year does not tell them apart. */
static const char *target_of(po_arena *arena, const po_field_row *row) {
    const char *target = row->to;
    for (size_t i = 0; i < row->withs.count; i++)
        if (row->withs.items[i].text)
            target = po_arena_printf(arena, "%s %s=%s", target, row->withs.items[i].field, row->withs.items[i].text);
    return target;
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
                                                                .serves = map->rows.items[i].serves};
        }
    *ret_count = rows.count;
    return rows.items;
}

/* ---- prompts --------------------------------------------------------------------------------- */

/* The term of the row's prompt, or NULL: its answer is no prose. */
static const po_term *prompt_of(const po_crosswalks *set, const po_field_row *row) {
    const po_vocabulary *vocabulary = po_schema_vocabulary(set->schema, "prompt");
    for (size_t i = 0; vocabulary && i < row->withs.count; i++)
        if (po_text_equal(row->withs.items[i].field, vocabulary->id))
            return po_lint_term(vocabulary, row->withs.items[i].text);
    return NULL;
}

typedef PO_LIST(po_prompt) prompt_list;

/* Whether all that is mapped of these records is prose; what is left unmapped beside it is a prompt then too. */
static bool list_mapped(po_arena *arena, const po_crosswalks *set, const char *program, const po_record_map *map, prompt_list *prompts) {
    size_t before = prompts->count;
    for (size_t i = 0; i < map->rows.count; i++) {
        const po_field_row *row = &map->rows.items[i];
        const po_term *term = prompt_of(set, row);
        if (term)
            *PO_LIST_ADD(arena, prompts) = (po_prompt){program, map->type, row->from, term->label, row->serves, row->until};
    }
    return prompts->count > before && prompts->count - before == map->rows.count;
}

const po_prompt *po_crosswalks_prompts(po_arena *arena, const po_crosswalks *set, size_t *ret_count) {
    prompt_list prompts = {0};
    for (size_t c = 0; c < set->list.count; c++)
        for (size_t r = 0; r < set->list.items[c]->records.count; r++) {
            const char *program = set->list.items[c]->program;
            const po_record_map *map = &set->list.items[c]->records.items[r];
            bool prose = list_mapped(arena, set, program, map, &prompts);
            for (size_t i = 0; prose && i < map->unmapped.count; i++) {
                const po_unmapped *field = &map->unmapped.items[i];
                *PO_LIST_ADD(arena, &prompts) = (po_prompt){program, map->type, field->field, NULL, field->serves, field->until};
            }
        }
    *ret_count = prompts.count;
    return prompts.items;
}
