/* SPDX-License-Identifier: Apache-2.0
 *
 * A workbook that somebody fills in like a form: its sheets hold headings, questions with their answers, and tables
 * below each other, not one table of data. This turns the rows of such sheets into the blocks that forms read in other
 * documents.
 *
 * Rule: a row with nothing in it ends a table. A row of one cell outside of a table is a heading if it is the first of
 * its sheet, else a paragraph; everything else belongs to the table under way. Places stay those of the sheet.
 *
 * Left to others: data files, which are read row by row and never come here (plugin/dataset_parts.h).
 */
#ifndef PO_DOCUMENT_SHEET_UNFOLD_H
#define PO_DOCUMENT_SHEET_UNFOLD_H

#include "document/document.h"

/* Replaces every table that stands on a row source by such blocks. At most PO_LIMIT_FORM_ROWS rows of each sheet are
 * taken; a diagnostic says where a sheet was longer. Tables of other documents stay as they are. */
void po_sheets_unfold(po_document *document);

#endif
