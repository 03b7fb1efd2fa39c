/* SPDX-License-Identifier: Apache-2.0
 *
 * The record set: building, linking and asking. What it looks like as JSON is record_json.c's.
 *
 * Records may come in any order from a file, so parents are resolved once, at the end, when the
 * list no longer moves.
 */
#include "document/record.h"

#include <string.h>

#include "base/limits.h"
#include "document/record_json.h"

po_record_set *po_record_set_create(void) {
    po_arena *arena = po_arena_create();
    po_record_set *set = PO_NEW(arena, po_record_set);
    set->arena = arena;
    set->by_id = po_map_create(arena);
    po_diagnostics_init(&set->diagnostics, arena);
    return set;
}

void po_record_set_destroy(po_record_set *set) {
    if (set != NULL) {
        po_arena_destroy(set->arena); /* the set itself lives in it */
    }
}

/* by_id holds index + 1, so that no stored value is NULL. */
static void *index_to_value(size_t index) {
    // NOLINTNEXTLINE(performance-no-int-to-ptr): the map stores pointers
    return (void *)(uintptr_t)(index + 1);
}

bool po_record_set_add(po_record_set *set, const po_record *record) {
    if (set->records.count >= PO_LIMIT_RECORDS || record->field_count > PO_LIMIT_RECORD_FIELDS ||
        record->id == NULL || record->type == NULL) {
        return false;
    }
    if (!po_map_add(set->by_id, record->id, index_to_value(set->records.count))) {
        return false;
    }
    *PO_LIST_ADD(set->arena, &set->records) = *record;
    return true;
}

const po_record *po_record_find(const po_record_set *set, const char *id) {
    const void *value = id == NULL ? NULL : po_map_get(set->by_id, id);
    return value == NULL ? NULL : &set->records.items[(size_t)(uintptr_t)value - 1];
}

static po_status link_parents(po_record_set *set, po_error *err) {
    for (size_t i = 0; i < set->records.count; i++) {
        po_record *record = &set->records.items[i];
        record->parent_record = NULL;
        if (record->parent == NULL) {
            continue;
        }
        record->parent_record = po_record_find(set, record->parent);
        if (record->parent_record == NULL) {
            return po_error_set(err, PO_E_INPUT,
                                "record \"%s\" names the parent \"%s\", which does not exist",
                                record->id, record->parent);
        }
    }
    return PO_OK;
}

/* Follows parents from `start`, marking the way with `mark`; a record met twice on one way is a
 * cycle. Every record is walked once over all starts, so a chain of 200 000 does not cost its
 * square. */
static bool walk_is_cycle(const po_record_set *set, size_t start, uint32_t *marks, uint32_t mark) {
    const po_record *record = &set->records.items[start];
    while (record != NULL) {
        size_t index = (size_t)(record - set->records.items);
        if (marks[index] != 0) {
            return marks[index] == mark;
        }
        marks[index] = mark;
        record = record->parent_record;
    }
    return false;
}

po_status po_record_set_link(po_record_set *set, po_error *err) {
    po_status status = link_parents(set, err);
    if (status != PO_OK) {
        return status;
    }
    po_arena *scratch = po_arena_create();
    uint32_t *marks = PO_NEW_ARRAY(scratch, uint32_t, set->records.count);
    for (size_t i = 0; status == PO_OK && i < set->records.count; i++) {
        if (walk_is_cycle(set, i, marks, (uint32_t)i + 1)) {
            status = po_error_set(err, PO_E_INPUT,
                                  "record \"%s\" is, through its parents, its own parent",
                                  set->records.items[i].id);
        }
    }
    po_arena_destroy(scratch);
    return status;
}

const po_field *po_record_field(const po_record *record, const char *name) {
    for (uint32_t i = 0; i < record->field_count; i++) {
        if (strcmp(record->fields[i].name, name) == 0) {
            return &record->fields[i];
        }
    }
    return NULL;
}

const char *po_record_text(const po_record *record, const char *name) {
    const po_field *field = po_record_field(record, name);
    return field == NULL ? NULL : field->text;
}

const char *po_record_value(const po_record *record, const char *name) {
    const po_field *field = po_record_field(record, name);
    return field == NULL ? NULL : field->value;
}

static bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Printed numbers become ids ("action-1A(1)"), so what people print is allowed; what HTML, JSON or
 * a shell would have to escape is not. */
static bool id_character(char c) {
    return c > ' ' && c <= '~' && strchr("\"'\\<>&`", c) == NULL;
}

bool po_record_id_valid(const char *id) {
    if (id == NULL || !(is_lower(id[0]) || is_digit(id[0]) || (id[0] >= 'A' && id[0] <= 'Z'))) {
        return false;
    }
    size_t length = 1;
    while (length <= PO_RECORD_NAME_BYTES && id_character(id[length])) {
        length++;
    }
    return length <= PO_RECORD_NAME_BYTES && id[length] == '\0';
}

bool po_record_name_valid(const char *name) {
    if (name == NULL || !is_lower(name[0])) {
        return false;
    }
    size_t length = 1;
    for (; length <= PO_RECORD_NAME_BYTES && name[length] != '\0'; length++) {
        if (!is_lower(name[length]) && !is_digit(name[length]) && name[length] != '_') {
            return false;
        }
    }
    return length <= PO_RECORD_NAME_BYTES;
}

#define NAME_SLOTS 1024u /* a power of two, at least twice PO_LIMIT_RECORD_FIELDS */
_Static_assert(PO_LIMIT_RECORD_FIELDS * 2 <= NAME_SLOTS, "the table must stay half empty");

static uint32_t name_hash(const char *name) {
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *name != '\0'; name++) {
        hash = (hash ^ (uint8_t)*name) * 16777619u;
    }
    return hash ^ (hash >> 15);
}

/* A hash table on the stack: records come by the ten thousand, and comparing all pairs of twenty
 * names would cost more than everything else that is done with a record. */
bool po_record_names_unique(const char *const *names, size_t count, size_t *ret_second) {
    uint16_t slots[NAME_SLOTS] = {0};
    for (size_t i = 0; i < count; i++) {
        uint32_t slot = name_hash(names[i]) & (NAME_SLOTS - 1);
        while (slots[slot] != 0) {
            if (strcmp(names[slots[slot] - 1], names[i]) == 0) {
                *ret_second = i;
                return false;
            }
            slot = (slot + 1) & (NAME_SLOTS - 1);
        }
        slots[slot] = (uint16_t)(i + 1);
    }
    return true;
}
