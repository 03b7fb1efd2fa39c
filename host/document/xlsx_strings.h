/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the reader of workbooks: the table of strings that cells refer to by number. It is the one thing of a
 * workbook that is kept whole, because any cell may refer to any of them.
 */
#ifndef PO_DOCUMENT_XLSX_STRINGS_H
#define PO_DOCUMENT_XLSX_STRINGS_H

#include "document/ooxml_package.h"

typedef struct po_xlsx_string {
    const char *text;  /* squeezed */
    const char *doubt; /* or NULL */
} po_xlsx_string;

typedef PO_LIST(po_xlsx_string) po_xlsx_strings;

/* Reads `part` (NULL, or one that is not there: a workbook without) into `arena`; runs of different type are joined, readings aids are left out.
 * What the part says of its own count is not believed. Errors: PO_E_INPUT, PO_E_LIMIT. */
PO_NODISCARD po_status po_xlsx_strings_read(po_ooxml_package *package, const char *part, po_arena *arena,
                                            po_xlsx_strings *ret_strings, po_error *err);

/* Said of a text that is longer than a cell can be. */
extern const char po_xlsx_too_long[];

#endif
