/* SPDX-License-Identifier: Apache-2.0
 *
 * Excel workbooks of the old kind (.xls, BIFF 2 to 8) by FreeXL. A heading and a table for each worksheet that has
 * cells.
 *
 * What FreeXL does not tell is not known here: hidden sheets, rows and columns, merged cells, percentages (they are
 * fractions), errors of the workbook (blank), formulas without a result (blank).
 */
#ifndef PO_DOCUMENT_XLS_READER_H
#define PO_DOCUMENT_XLS_READER_H

#include "document/reader.h"

extern const po_reader po_reader_xls;

#endif
