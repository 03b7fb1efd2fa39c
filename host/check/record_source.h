/* SPDX-License-Identifier: Apache-2.0
 *
 * Records as the rules language sees them: types, fields, parents; a value's origin is its
 * po_field.
 */
#ifndef PO_CHECK_RECORD_SOURCE_H
#define PO_CHECK_RECORD_SOURCE_H

#include "document/record.h"
#include "rules/rules.h"

typedef struct po_record_rows {
    PO_LIST(const po_record *) list;
} po_record_rows;

typedef struct po_record_view {
    po_map *by_type; /* type -> po_record_rows */
    const po_map *facts;
    po_rule_source source; /* borrowed by runs: the view must stay where it is */
} po_record_view;

/* Ownership: the view's lists belong to `arena`; records and facts are borrowed. */
void po_record_view_init(po_record_view *view, po_arena *arena, const po_record_set *records,
                         const po_map *facts);

/* Records of another document beside them. */
void po_record_view_add(po_record_view *view, po_arena *arena, const po_record_set *records);

#endif
