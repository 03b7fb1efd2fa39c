/* SPDX-License-Identifier: Apache-2.0
 *
 * Inside of the host table: shared by host_table.c (emit, diagnose), host_document.c and
 * host_form.c (extensions).
 */
#ifndef PO_PLUGIN_HOST_TABLE_PARTS_H
#define PO_PLUGIN_HOST_TABLE_PARTS_H

#include "base/date.h"
#include "base/limits.h"
#include "document/id_set.h"
#include "planonce/ext/document.h"
#include "planonce/ext/form.h"
#include "planonce/ext/scope.h"
#include "plugin/host_table.h"

/* A row handed to a plugin stays as it is until the next call on the same cursor, so each cursor
 * has its own room; a plugin with more cursors than this finds the oldest one's row overwritten. */
#define PO_HOST_CURSORS 32

typedef struct po_host_cursor {
    const uint64_t *cursor;
    planonce_cell *cells;
    size_t cell_capacity;
    planonce_place *places;
    size_t place_capacity;
} po_host_cursor;

struct po_host_table {
    planonce_host host;
    po_host_setup setup;
    po_arena *arena;
    po_id_set *ids;   /* of emitted records */
    po_error failure; /* first refusal or limit */
    size_t diagnostics, dropped;
    bool said_malformed;

    /* The record under way, in our own form. */
    po_field fields[PO_LIMIT_RECORD_FIELDS];
    char dates[PO_LIMIT_RECORD_FIELDS][PO_DATE_TEXT_MAX]; /* values of date fields */
    po_place *places;
    size_t place_capacity;

    /* The record handed to a form's receiver, in the plugin's form. */
    planonce_field form_fields[PO_LIMIT_RECORD_FIELDS];
    planonce_place *form_places;
    size_t form_place_capacity;

    const po_table **tables; /* by number - 1 */
    size_t table_count;
    po_host_cursor cursors[PO_HOST_CURSORS];
    size_t next_cursor;
};

/* The table behind a host pointer. */
po_host_table *po_host_table_of(const planonce_host *host);

/* Checks and sends a record of our own. */
planonce_status po_host_table_send(po_host_table *table, const po_record *record);

/* Sets the failure (the first one stays) and returns `status`. */
planonce_status po_host_table_fail(po_host_table *table, planonce_status status, const char *format,
                                   ...) PO_PRINTF(3, 4);

/* `items` with room for `count` items of `size`, or the end of the process. */
void *po_host_table_room(void *items, size_t *capacity, size_t count, size_t size);

void po_host_place_out(const po_place *place, planonce_place *out);

extern const planonce_document_v1 po_host_document_v1;
extern const planonce_form_v1 po_host_form_v1;
extern const planonce_scope_v1 po_host_scope_v1;

#endif
