/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables that only frame: one column whose cells hold text and tables (a box around a goal, a whole document in a layout table). Their text and
 * tables are put in the order in which they are read, as if the frame were not there.
 *
 * Why: a form finds a table's place by the headings before it; of a table inside a cell the document only tells that it comes after the cell's
 * whole text.
 */
#ifndef PO_DOCUMENT_TABLE_FRAME_H
#define PO_DOCUMENT_TABLE_FRAME_H

#include "document/document.h"

/* Only frames whose tables know their place in the cell (`parent_row`, `parent_offset`), and that are in no other table's cell once the frames
 * around them are gone. Numbers of tables keep gaps: po_tables_number closes them. */
void po_tables_unframe(po_document *document);

#endif
