/* SPDX-License-Identifier: Apache-2.0
 *
 * What a structure element is for us: the standard types of ISO 32000 (14.8.4) and PDF 2.0, folded into a few roles.
 */
#ifndef PO_DOCUMENT_PDF_ROLE_H
#define PO_DOCUMENT_PDF_ROLE_H

#include "document/pdf_file.h"

typedef enum po_pdf_role {
    PO_PDF_ROLE_UNKNOWN, /* walked through; a block of its own unless it stands inside one */
    PO_PDF_ROLE_INLINE,
    PO_PDF_ROLE_GROUP,
    PO_PDF_ROLE_PARAGRAPH,
    PO_PDF_ROLE_HEADING,
    PO_PDF_ROLE_LIST,
    PO_PDF_ROLE_ITEM,
    PO_PDF_ROLE_LABEL,
    PO_PDF_ROLE_ITEM_BODY,
    PO_PDF_ROLE_TABLE,
    PO_PDF_ROLE_ROWS, /* THead, TBody, TFoot */
    PO_PDF_ROLE_ROW,
    PO_PDF_ROLE_HEADER_CELL,
    PO_PDF_ROLE_CELL,
    PO_PDF_ROLE_ARTIFACT /* PDF 2.0: not part of the text */
} po_pdf_role;

/* The role of a type (a name); types that are not standard are looked up in `role_map`, through as many steps as it takes.
 * `ret_level` is a heading's level, 0 if it has none. */
po_pdf_role po_pdf_role_find(po_pdf_file *file, const po_pdf_object *role_map, const po_pdf_object *type,
                             uint8_t *ret_level);

#endif
