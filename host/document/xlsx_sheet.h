/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the reader of workbooks: the rows of one worksheet, made as they are asked for.
 */
#ifndef PO_DOCUMENT_XLSX_SHEET_H
#define PO_DOCUMENT_XLSX_SHEET_H

#include "document/row_source.h"
#include "document/xlsx_book.h"

/* A source of the rows of `entry` (which has a part) for the table of this number. What there is to say about them goes
 * to `document`, which owns the source; the book lives as long. Errors: PO_E_INPUT, PO_E_LIMIT: the worksheet is
 * damaged or built to hurt. */
PO_NODISCARD po_status po_xlsx_sheet_open(po_document *document, const po_xlsx_book *book,
                                          const po_xlsx_sheet_entry *entry, uint32_t table, po_row_source **ret_source,
                                          po_error *err);

#endif
