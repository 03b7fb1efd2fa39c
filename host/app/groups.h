/* SPDX-License-Identifier: Apache-2.0
 *
 * Groups: whose papers these are. Documents are grouped by LEA: the county-district code, a charter school's own code for a charter. Documents never
 * join across LEAs. One that prints no code but a name joins the LEA whose coded documents print that name, if there is exactly one such LEA
 * among them (a note says so), else forms a group with others of exactly that name and no code; one that prints neither is an orphan: listed,
 * and joined to none.
 */
#ifndef PO_APP_GROUPS_H
#define PO_APP_GROUPS_H

#include "model/model.h"

/* One input document, after reading. */
typedef struct po_build_document {
    uint64_t number; /* place in the input order */
    const char *path, *name;
    po_source *source;  /* NULL: not read */
    const char *reason; /* why it was not read, or only partly; NULL: read whole */
    bool partly;
    bool deferred; /* a state file of many agencies: read when it is known whose plans are built */
    bool part;     /* not an input, but one agency's rows of one */
} po_build_document;

typedef struct po_group {
    const char *key;  /* "5099901", "name:arroyoclarounified" */
    const char *cds;  /* 14 digits or NULL */
    const char *name; /* LEA name as printed, or NULL */
    PO_LIST(const po_build_document *) documents;
    bool joined; /* its documents went to another group while groups were made */
} po_group;

typedef struct po_groups {
    PO_LIST(po_group) list;                     /* sorted by key */
    PO_LIST(const po_build_document *) orphans; /* read, but whose they are is unknown */
} po_groups;

/* Groups the documents that were read. Everything belongs to `arena`. O(n log n). */
void po_groups_make(po_arena *arena, const po_build_document *documents, size_t count, po_groups *ret_groups);

#endif
