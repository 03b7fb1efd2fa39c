/* SPDX-License-Identifier: Apache-2.0
 *
 * Look-ups by key: the first time a range asks for `path = key`, all rows of the type are entered
 * under what stands at the path, so that joins cost one look-up for each row. The index only
 * narrows: the whole condition is evaluated for every row it gives, and rows whose path is not a
 * text or a record (missing, an amount), or a default's that is doubtful, are always given. So the answer is the same as without.
 */
#include <stdio.h>

#include "rules/engine.h"

enum { SMALL = 8 }; /* rows for which an index costs more than it saves */

typedef PO_LIST(size_t) row_numbers;

typedef struct rule_index {
    po_map *found; /* key -> row_numbers */
    row_numbers loose;
} rule_index;

/* Texts and records as map keys; false for everything else. */
static bool key_text(po_arena *arena, const po_rule_value *value, char buffer[32],
                     const char **ret_key) {
    if (value->kind == PO_VALUE_ITEM) {
        snprintf(buffer, 32, "%p", value->item);
        *ret_key = buffer;
        return true;
    }
    if (value->kind != PO_VALUE_TEXT) {
        return false;
    }
    *ret_key = po_text_squeezed(arena, value->text);
    return true;
}

static void enter_row(po_arena *arena, rule_index *index, const po_rule_value *value, size_t row) {
    char buffer[32];
    const char *key;
    if (!key_text(arena, value, buffer, &key)) {
        *PO_LIST_ADD(arena, &index->loose) = row;
        return;
    }
    row_numbers *numbers = po_map_get(index->found, key);
    if (!numbers) {
        numbers = PO_NEW(arena, row_numbers);
        po_map_set(index->found, key, numbers);
    }
    *PO_LIST_ADD(arena, numbers) = row;
}

static rule_index *build(po_engine *engine, const po_range *range, const po_rows *rows) {
    po_arena *arena = engine->run->arena;
    rule_index *index = PO_NEW(arena, rule_index);
    index->found = po_map_create(arena);
    size_t mark = engine->run->trail.count;
    for (size_t i = 0; i < rows->count; i++) {
        po_rule_value value;
        engine->slots[range->slot] = rows->items[i];
        po_engine_evaluate(engine, range->key_path, &value);
        engine->run->trail.count = mark;
        if (value.doubt && range->key_path->kind == PO_NODE_CALL) {
            *PO_LIST_ADD(arena, &index->loose) = i; /* its doubt is the answer's: it must be looked at */
        } else {
            enter_row(arena, index, &value, i);
        }
    }
    return index;
}

bool po_index_candidates(po_engine *engine, const po_range *range, const po_rule_value *key,
                         po_candidates *ret_candidates) {
    const po_rows *rows = po_engine_rows(engine, range->type);
    char buffer[32];
    const char *text;
    if (rows->count <= SMALL || !key_text(engine->run->arena, key, buffer, &text)) {
        return false;
    }
    rule_index *index = po_map_get(engine->run->indexes, range->index_name);
    if (!index) {
        index = build(engine, range, rows);
        po_map_set(engine->run->indexes, range->index_name, index);
    }
    const row_numbers *found = po_map_get(index->found, text);
    *ret_candidates =
        (po_candidates){.loose = index->loose.items, .loose_count = index->loose.count};
    if (found) {
        ret_candidates->found = found->items;
        ret_candidates->found_count = found->count;
    }
    return true;
}
