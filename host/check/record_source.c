/* SPDX-License-Identifier: Apache-2.0
 *
 * One pass sorts the records by type; everything else is looked up.
 */
#include "check/record_source.h"

static size_t count_rows(void *context, const char *type) {
    const po_record_view *view = context;
    const po_record_rows *rows = po_map_get(view->by_type, type);
    return rows ? rows->list.count : 0;
}

static const void *row_at(void *context, const char *type, size_t n) {
    const po_record_view *view = context;
    const po_record_rows *rows = po_map_get(view->by_type, type);
    return rows->list.items[n];
}

static bool read_field(void *context, const void *item, const char *name, uint32_t number, po_rule_cell *ret_cell) {
    (void)context;
    (void)number;
    const po_field *field = po_record_field(item, name);
    if (!field) {
        return false;
    }
    *ret_cell = (po_rule_cell){.text = field->text,
                               .value = field->value,
                               .values = field->values,
                               .value_count = field->value_count,
                               .doubt = field->doubt,
                               .origin = field};
    return true;
}

static const void *parent_of(void *context, const void *item) {
    (void)context;
    const po_record *record = item;
    return record->parent_record;
}

static bool read_fact(void *context, const char *name, po_rule_cell *ret_cell) {
    const po_record_view *view = context;
    const po_rule_cell *cell = view->facts ? po_map_get(view->facts, name) : NULL;
    if (!cell) {
        return false;
    }
    *ret_cell = *cell;
    ret_cell->origin = NULL; /* stands in no document */
    return true;
}

void po_record_view_add(po_record_view *view, po_arena *arena, const po_record_set *records) {
    for (size_t i = 0; i < records->records.count; i++) {
        const po_record *record = &records->records.items[i];
        po_record_rows *rows = po_map_get(view->by_type, record->type);
        if (!rows) {
            rows = PO_NEW(arena, po_record_rows);
            po_map_set(view->by_type, record->type, rows);
        }
        *PO_LIST_ADD(arena, &rows->list) = record;
    }
}

void po_record_view_init(po_record_view *view, po_arena *arena, const po_record_set *records,
                         const po_map *facts) {
    *view = (po_record_view){.by_type = po_map_create(arena), .facts = facts};
    po_record_view_add(view, arena, records);
    view->source = (po_rule_source){.context = view,
                                    .count = count_rows,
                                    .item = row_at,
                                    .field = read_field,
                                    .parent = parent_of,
                                    .fact = read_fact};
}
