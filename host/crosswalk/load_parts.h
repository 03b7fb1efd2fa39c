/* SPDX-License-Identifier: Apache-2.0
 *
 * Between load.c, load_rows.c and load_tests.c only: reading crosswalk files.
 */
#ifndef PO_CROSSWALK_LOAD_PARTS_H
#define PO_CROSSWALK_LOAD_PARTS_H

#include "base/xml.h"
#include "crosswalk/crosswalk_parts.h"

/* "field", or "parent.field" of the record above. NULL gives a reference without a name. */
po_reference po_reference_read(po_arena *arena, const char *text);

/* The <provenance> of an element, or what it inherits. */
po_provenance po_provenance_read(po_arena *arena, const xmlNode *parent,
                                 const po_provenance *inherited);

/* One <record> with its rows; one <test> or trial. The grammar was checked before; names are resolved later. */
void po_record_map_read(po_arena *arena, const xmlNode *node, const po_provenance *inherited,
                        po_record_map *map);
void po_test_read(po_arena *arena, const xmlNode *node, po_test *test);

#endif
