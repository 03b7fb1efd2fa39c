/* SPDX-License-Identifier: Apache-2.0
 *
 * The cross-reference table, read by us because libqpdf's C API neither lists it nor says which object stream holds an
 * object. Only a sound table is used; anything odd means "ask libqpdf", which repairs.
 */
#ifndef PO_DOCUMENT_PDF_XREF_H
#define PO_DOCUMENT_PDF_XREF_H

#include "document/pdf_object.h"

typedef enum po_pdf_where {
    PO_PDF_UNKNOWN,
    PO_PDF_FREE,
    PO_PDF_AT_OFFSET, /* value: byte offset in the file; index: generation */
    PO_PDF_IN_STREAM  /* value: number of the object stream; index: place in it */
} po_pdf_where;

typedef struct po_pdf_entry {
    uint32_t value, index;
    uint8_t where;
} po_pdf_entry;

typedef struct po_pdf_xref po_pdf_xref;

/* Decodes the bytes of a cross-reference stream (malloc'ed, the caller's to free), at most `limit` of them; NULL if that
 * fails. The reader has no filters of its own. */
typedef char *(*po_pdf_decode)(void *context, const po_pdf_object *dictionary, const char *data, size_t size,
                               size_t limit, size_t *ret_size);

/* Reads every section from `startxref` on, newest first. Returns NULL when the table is not entirely sound.
 * Ownership: the arena's. */
po_pdf_xref *po_pdf_xref_read(po_arena *arena, const char *data, size_t size, po_pdf_decode decode,
                              void *context);

/* One past the largest object number. */
uint32_t po_pdf_xref_size(const po_pdf_xref *xref);

/* The entry of an object; kind PO_PDF_UNKNOWN if the table does not name it. */
po_pdf_entry po_pdf_xref_find(const po_pdf_xref *xref, uint32_t number);

#endif
