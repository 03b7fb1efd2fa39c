/* SPDX-License-Identifier: Apache-2.0
 *
 * Telling the files that come as zip or OLE2 containers apart by the parts they name.
 */
#ifndef PO_DOCUMENT_CONTAINER_H
#define PO_DOCUMENT_CONTAINER_H

#include <stddef.h>
#include <stdint.h>

typedef enum po_container {
    PO_CONTAINER_NONE, /* neither */
    PO_CONTAINER_WORD,
    PO_CONTAINER_EXCEL,
    PO_CONTAINER_POWERPOINT,
    PO_CONTAINER_OPENDOCUMENT,
    PO_CONTAINER_PAGES,
    PO_CONTAINER_EPUB,
    PO_CONTAINER_ZIP,
    PO_CONTAINER_LOCKED, /* encrypted by Office, whatever is inside */
    PO_CONTAINER_OLD_WORD,
    PO_CONTAINER_OLD_EXCEL,
    PO_CONTAINER_OLE
} po_container;

po_container po_container_find(const uint8_t *data, size_t size);

#endif
