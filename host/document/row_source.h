/* SPDX-License-Identifier: Apache-2.0
 *
 * Rows made as they are asked for: what a table of a workbook or of a text file of values stands on. State files have
 * tens of thousands of rows; a tree of their cells would cost a hundred times what is looked at.
 *
 * Contract of a source: `next` gives the rows in the file's order, each row with at least one cell; rows of which
 * nothing is written are left out (a cell's place says its row as in the file). A row and all it points to lives until
 * the next `next` or `rewind` of the same source; what a source needs for a row lies in memory that is used again for
 * the next one, so that ten thousand rows take what one takes. Diagnostics about rows go to the document while rows are
 * read, each once however often the source is rewound: pass them on after the last row was taken.
 */
#ifndef PO_DOCUMENT_ROW_SOURCE_H
#define PO_DOCUMENT_ROW_SOURCE_H

#include "document/document.h"

typedef struct po_row_source_class {
    /* To before the first row. Called before the first `next`. */
    po_status (*rewind)(void *state, po_error *err);
    /* The next row, NULL behind the last. Errors: PO_E_INPUT or PO_E_LIMIT with a sentence; nothing follows then. */
    po_status (*next)(void *state, const po_row **ret_row, po_error *err);
    void (*destroy)(void *state); /* NULL: the state needs none */
} po_row_source_class;

/* A source that the document owns and destroys. `state` goes over to it. */
po_row_source *po_row_source_create(po_document *document, const po_row_source_class *class, void *state);

/* What stopped the source, or NULL. Once set it stays: rewinding does not mend a file. */
const po_error *po_row_source_failure(const po_row_source *source);

/* The row numbered `index` from 0 in order of delivery; NULL behind the last and after a failure. Going forward by one
 * costs one row, going anywhere else costs all rows before it: two cursors that take turns on one table are right, but
 * slow. */
const po_row *po_row_source_row(po_row_source *source, uint32_t index);

/* For po_document_destroy only. */
void po_row_source_destroy(po_row_source *source);

#endif
