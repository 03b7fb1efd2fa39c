/* SPDX-License-Identifier: Apache-2.0
 *
 * Excel workbooks (.xlsx, .xlsm): a heading and a table for each worksheet, in the order of the tabs. Rows are made as
 * they are asked for.
 *
 * Hidden worksheets are read and named (TAB-001): lists behind them are often what a form draws on, and leaving them
 * out silently would be worse. Charts and macro sheets hold no rows. Other workbooks that formulas refer to are never
 * opened.
 */
#ifndef PO_DOCUMENT_XLSX_READER_H
#define PO_DOCUMENT_XLSX_READER_H

#include "document/reader.h"

extern const po_reader po_reader_xlsx;

#endif
