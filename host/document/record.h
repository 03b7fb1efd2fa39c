/* SPDX-License-Identifier: Apache-2.0
 *
 * Records: what was read from one document, in the program's own terms (`planonce/records/1`). Forms and plugins
 * emit them in a worker; the host validates them like a stranger's file; crosswalks map them onto the model.
 *
 * Ownership: everything belongs to the set's arena.
 */
#ifndef PO_DOCUMENT_RECORD_H
#define PO_DOCUMENT_RECORD_H

#include "base/json_writer.h"
#include "base/map.h"
#include "document/document.h"

/* One field. `text` is as printed; `value` is canonical (money "1234.50", percent "35.975", date "2025-06-24", "yes"/"no", number) or
 * NULL when there is none or it could not be read; `values` holds several ("1.1", "1.3"). `at` in reading order. `doubt` says why it is
 * uncertain, or NULL. */
typedef struct po_field {
    const char *name;
    const char *text;
    const char *value;
    const char *const *values;
    uint32_t value_count;
    const po_place *at;
    uint32_t at_count;
    const char *doubt;
} po_field;

/* One record. `id` is unique in its set ("action-1.1"); `parent` is another record's id or NULL.
 * Invariant: field names are unique in a record. */
typedef struct po_record {
    const char *id, *type, *parent;
    const po_field *fields;
    uint32_t field_count;
    const struct po_record *parent_record; /* resolved by po_record_set_link, or NULL */
} po_record;

typedef struct po_record_source {
    const char *name;   /* file name without folder */
    const char *sha256; /* lower-case hex */
    const char *media_type;
    uint32_t pages;
} po_record_source;

typedef struct po_record_set {
    po_arena *arena;
    po_record_source source;
    const char *program;        /* "lcap", or NULL when no program was recognised */
    const char *template_id;    /* the form's edition, "lcap-2024" */
    PO_LIST(po_record) records; /* document order */
    po_map *by_id;              /* id -> index + 1 as a pointer-sized integer; use po_record_find */
    po_diagnostics diagnostics;
} po_record_set;

po_record_set *po_record_set_create(void);
void po_record_set_destroy(po_record_set *set); /* accepts NULL */

/* Appends a record; names and texts must already belong to the set's arena. False if the id is taken or a limit is reached. */
bool po_record_set_add(po_record_set *set, const po_record *record);

/* Resolves parents. Errors: PO_E_INPUT for an unknown parent or a cycle, naming the record. */
PO_NODISCARD po_status po_record_set_link(po_record_set *set, po_error *err);

const po_record *po_record_find(const po_record_set *set, const char *id);      /* NULL if absent */
const po_field *po_record_field(const po_record *record, const char *name);     /* NULL if absent */
const char *po_record_text(const po_record *record, const char *name);          /* NULL if absent */
const char *po_record_value(const po_record *record, const char *name);         /* NULL if absent or unread */

/* Writes `planonce/records/1`. */
void po_record_set_write(const po_record_set *set, po_json *json);
/* The same in parts, for records that are not kept: the head, each record, the tail with the diagnostics. */
void po_record_set_write_head(const po_record_set *set, po_json *json);
void po_record_write(const po_record *record, po_json *json);
void po_record_set_write_tail(const po_record_set *set, po_json *json);
void po_field_write(const po_field *field, po_json *json); /* {"text","value"?,"values"?,"at":[...],"doubt"?}, on one line */

/* Reads `planonce/records/1` as a stranger's: UTF-8, duplicate keys, depth, counts, lengths, ids and parents are all
 * checked. Errors: a sentence with the JSON path of the mistake. */
PO_NODISCARD po_status po_record_set_read(const char *json, size_t size, po_record_set **ret_set,
                                          po_error *err);

#endif
