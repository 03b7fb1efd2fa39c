/* SPDX-License-Identifier: Apache-2.0
 *
 * The relationships of a part of a Word file or workbook: which other part plays which role. Names of parts are custom
 * only; some writers number or rename them, so parts are found by role and never by name.
 */
#ifndef PO_DOCUMENT_OOXML_RELATIONSHIPS_H
#define PO_DOCUMENT_OOXML_RELATIONSHIPS_H

#include "document/ooxml_package.h"

typedef struct po_ooxml_relationship {
    const char *id;   /* "rId3" */
    const char *type; /* the end of its URI: "worksheet", "styles"; the same in both editions of the standard */
    const char *part; /* as po_ooxml_part_open takes it */
} po_ooxml_relationship;

typedef PO_LIST(po_ooxml_relationship) po_ooxml_relationships;

/* Those of `part` ("" for the package itself) in the package's arena, in the file's order; what lies outside the
 * package is left out. A part without relationships has none. Errors: PO_E_INPUT, PO_E_LIMIT. */
PO_NODISCARD po_status po_ooxml_relationships_read(po_ooxml_package *package, const char *part,
                                                   po_ooxml_relationships *ret_list, po_error *err);

/* The part of the first of this type, or NULL. */
const char *po_ooxml_related(const po_ooxml_relationships *list, const char *type);

/* The one of this id, or NULL. */
const po_ooxml_relationship *po_ooxml_relationship_find(const po_ooxml_relationships *list, const char *id);

#endif
