/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables cut by pages put together again, whatever the format: a table goes on when the next one has the same columns and
 * either repeats the header or has none.
 */
#ifndef PO_DOCUMENT_TABLE_JOIN_H
#define PO_DOCUMENT_TABLE_JOIN_H

#include "document/document.h"

/* Joins, removes repeated header rows, and numbers tables, rows and columns of every place anew. Tables and cells are
 * copied in the document's arena where they change; blocks of joined tables disappear. */
void po_tables_join(po_document *document);

/* Numbering alone. */
void po_tables_number(po_document *document);

#endif
