/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the readers of tables: the blocks that a worksheet makes, a heading with its name and a table.
 */
#ifndef PO_DOCUMENT_SHEET_BLOCKS_H
#define PO_DOCUMENT_SHEET_BLOCKS_H

#include "document/row_source.h"

/* A heading and a table, numbered, without a source yet; NULL when the limit of blocks is reached. `name` NULL: a text
 * file, no heading. A hidden sheet is named in a diagnostic. */
po_table *po_sheet_blocks_add(po_document *document, const char *name, bool hidden);

/* PO_E_INPUT if no table has a row that can be read: "this workbook holds nothing". */
PO_NODISCARD po_status po_sheet_blocks_check(const po_document *document, const char *noun, po_error *err);

#endif
