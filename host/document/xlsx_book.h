/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the reader of workbooks: what all of its sheets share: which there are, the texts and number formats their
 * cells refer to, from where days are counted.
 */
#ifndef PO_DOCUMENT_XLSX_BOOK_H
#define PO_DOCUMENT_XLSX_BOOK_H

#include "document/sheet_format.h"
#include "document/xlsx_strings.h"

typedef struct po_xlsx_sheet_entry {
    const char *name; /* squeezed */
    const char *part; /* NULL: no worksheet (a chart, a macro sheet), or one that is missing */
    bool hidden;
} po_xlsx_sheet_entry;

typedef struct po_xlsx_book {
    po_ooxml_package *package;
    po_arena *arena;
    PO_LIST(po_xlsx_sheet_entry) sheets; /* in the order of their tabs */
    po_xlsx_strings strings;
    PO_LIST(po_sheet_format) formats; /* by the number that cells give as their style */
    bool from_1904;
} po_xlsx_book;

/* Everything in `arena`; the package is the book's then. Errors: PO_E_INPUT, PO_E_LIMIT. */
PO_NODISCARD po_status po_xlsx_book_open(const uint8_t *data, size_t size, po_arena *arena, po_xlsx_book **ret_book,
                                         po_error *err);
void po_xlsx_book_close(void *book); /* accepts NULL */

#endif
