/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the readers of tables: what there is to say about the cells of a sheet, counted while they are read and
 * said once.
 */
#ifndef PO_DOCUMENT_SHEET_NOTES_H
#define PO_DOCUMENT_SHEET_NOTES_H

#include "document/document.h"

typedef struct po_sheet_notes {
    size_t errors;    /* cells that show an error */
    size_t no_result; /* formulas without a result */
    size_t misplaced; /* rows and cells whose numbers cannot be, or come twice or out of order */
    size_t beyond;    /* cells beyond the last column */
    size_t cut;       /* texts longer than a cell can be */
    size_t hidden;    /* cells that a person does not see */
    size_t lost;      /* references to texts that are not there */
    bool said;
} po_sheet_notes;

/* To be called behind the last row; says nothing the second time. `sheet` may be NULL. */
void po_sheet_notes_say(po_sheet_notes *notes, const char *sheet, po_document *document);

/* The doubt of a cell that shows an error: "the workbook shows #N/A here". Lives for ever. */
const char *po_sheet_error_doubt(const char *error);

extern const char po_sheet_no_result[], po_sheet_lost_text[];

#endif
