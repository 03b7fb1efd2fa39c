/* SPDX-License-Identifier: Apache-2.0
 *
 * Between apply.c, apply_value.c and apply_link.c only: one application of a crosswalk under way.
 */
#ifndef PO_CROSSWALK_APPLY_PARTS_H
#define PO_CROSSWALK_APPLY_PARTS_H

#include "crosswalk/crosswalk_parts.h"

/* A link that waits until all entities are made. */
typedef struct po_pending_link {
    const po_link_row *row;
    const po_record *record;
    po_entity *from;
} po_pending_link;

typedef struct po_applier {
    const po_crosswalks *set;
    const po_crosswalk *crosswalk;
    const po_record_set *records;
    const po_source *source;
    po_model *model;
    po_arena *scratch; /* dies with the application */
    po_diagnostics *diagnostics;
    po_entity *plan;
    po_map *first_made; /* record id -> po_entity*: what its first make made */
    po_map *owner;      /* "record type, entity id" -> const char* id of the record that made it */
    po_map *by_code; /* "type code" -> po_entity* of this source, or the applier itself when several
                        share it */
    po_map *repeats; /* "entity content" -> size_t*: how many records have both; "entity content
                        record" -> const char*: its number */
    po_map *said;    /* what has been told once */
    PO_LIST(po_pending_link) pending;
} po_applier;

/* One record and what has been made of it. `made` has one place per make, NULL where a key was
 * missing. `item`: the value of `each`. */
typedef struct po_application {
    po_applier *applier;
    const po_record_map *map;
    const po_record *record;
    po_entity **made;
    const char *item;
} po_application;

/* Says something about a record once per `key`. */
void po_applier_say(po_applier *applier, po_severity severity, const char *code, const char *key,
                    const po_field *field, const char *sentence);

/* apply_value.c: sets one row's value in `entity`. */
void po_apply_value(po_application *application, const po_field_row *row, const po_field *field,
                    po_entity *entity);
/* Sets what <with> says. */
void po_apply_withs(po_application *application, const po_field_row *row, const po_field *field,
                    po_entity *entity);

/* apply_link.c: makes an entity known by its code; resolves pending links. */
void po_apply_code(po_applier *applier, po_entity *entity, const char *code);
po_entity *po_apply_find_code(po_applier *applier, const char *type,
                              const char *code); /* NULL for none or several */
void po_apply_links(po_applier *applier);

/* A lineage in the model's arena. `field` may be NULL. */
const po_lineage *po_apply_lineage(po_applier *applier, const po_record *record,
                                   const po_field *field, const char *row, const char *operations,
                                   const char *evidence);

#endif
