/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the reader of workbooks: which cells of a sheet are merged. A sheet says so behind all its rows, too late
 * for a reader that goes through them once; so its bytes are looked through first, and parsed only where there is
 * something to find. As a by-product a part that is damaged anywhere is refused before its first row is handed on.
 */
#ifndef PO_DOCUMENT_XLSX_MERGE_H
#define PO_DOCUMENT_XLSX_MERGE_H

#include "document/ooxml_package.h"

typedef struct po_xlsx_merge {
    uint32_t row, column; /* of the cell at the top left, from 1 */
    uint32_t rows, columns;
} po_xlsx_merge;

typedef struct po_xlsx_merges {
    PO_LIST(po_xlsx_merge) list; /* by row and column */
    size_t dropped;              /* beyond PO_LIMIT_MERGES */
} po_xlsx_merges;

/* Errors: PO_E_INPUT, PO_E_LIMIT. */
PO_NODISCARD po_status po_xlsx_merges_read(po_ooxml_package *package, const char *part, po_arena *arena,
                                           po_xlsx_merges *ret_merges, po_error *err);

/* The one that begins at this cell, or NULL. */
const po_xlsx_merge *po_xlsx_merges_find(const po_xlsx_merges *merges, uint32_t row, uint32_t column);

/* "AB12": column 28, row 12; either may be missing and is 0 then. False if it is anything else or outside of what a
 * worksheet has. */
bool po_xlsx_reference(const char *text, size_t size, uint32_t *ret_row, uint32_t *ret_column);

#endif
