/* SPDX-License-Identifier: Apache-2.0
 *
 * Lists of a Word file: the label that stands before an item, counted as Word counts.
 */
#ifndef PO_DOCUMENT_DOCX_NUMBERING_H
#define PO_DOCUMENT_DOCX_NUMBERING_H

#include "base/text.h"
#include "document/ooxml_package.h"

typedef struct po_docx_numbering po_docx_numbering;

/* Reads a numbering part into the package's arena; `part` NULL gives no lists. */
PO_NODISCARD po_status po_docx_numbering_read(po_ooxml_package *package, const char *part,
                                              po_docx_numbering **ret_numbering, po_error *err);

/* Counts one paragraph of list `id` at `level` (0..8) and appends its label ("2.1", "b)", a bullet), which may be empty. False: there
 * is no such list. */
bool po_docx_numbering_next(po_docx_numbering *numbering, uint32_t id, uint32_t level, po_buffer *label);

#endif
