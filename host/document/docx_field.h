/* SPDX-License-Identifier: Apache-2.0
 *
 * Fields of a Word file: what they show is text, what they compute it from is not. Forms of the old kind (tick boxes, lists
 * to choose from) are fields that show nothing but what their data says.
 */
#ifndef PO_DOCUMENT_DOCX_FIELD_H
#define PO_DOCUMENT_DOCX_FIELD_H

#include "document/docx_xml.h"

enum { PO_DOCX_FIELDS_MAX = 64 };

typedef struct po_docx_fields {
    bool in_code[PO_DOCX_FIELDS_MAX]; /* of each open field: its result has not begun */
    unsigned count, beyond;
    unsigned codes; /* open fields whose result has not begun */
    unsigned base;  /* fields of the story around this one */
    enum { PO_DOCX_FORM_NONE, PO_DOCX_FORM_BOX, PO_DOCX_FORM_LIST } form; /* being read */
    bool ticked, has_result;
    uint32_t chosen, entries;
    po_buffer entry; /* the one chosen, or the first */
} po_docx_fields;

void po_docx_fields_finish(po_docx_fields *fields);

/* An element inside a run; true if it was one of a field. */
bool po_docx_fields_start(po_docx_fields *fields, const po_docx_element *element);

/* What a form that just ended shows; "" for none. Borrowed until the next call. */
const char *po_docx_fields_end(po_docx_fields *fields, po_docx_name name);

/* True where text belongs to an instruction. */
bool po_docx_fields_in_code(const po_docx_fields *fields);

#endif
