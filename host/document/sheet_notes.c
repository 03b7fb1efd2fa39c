/* SPDX-License-Identifier: Apache-2.0
 *
 * Sentences about sheets (codes TAB-..., docs/messages.md).
 */
#include "document/sheet_notes.h"

#include <string.h>

#include "base/limits.h"

const char po_sheet_no_result[] = "a formula whose result the file does not hold";
const char po_sheet_lost_text[] = "refers to a text that the workbook does not hold";

const char *po_sheet_error_doubt(const char *error) {
    static const char *const known[] = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!",         "#NAME?",
                                        "#NUM!",  "#N/A",    "#SPILL!", "#GETTING_DATA", "#CALC!"};
    static const char *const doubts[] = {"the workbook shows #NULL! here",        "the workbook shows #DIV/0! here",
                                         "the workbook shows #VALUE! here",       "the workbook shows #REF! here",
                                         "the workbook shows #NAME? here",        "the workbook shows #NUM! here",
                                         "the workbook shows #N/A here",          "the workbook shows #SPILL! here",
                                         "the workbook shows #GETTING_DATA here", "the workbook shows #CALC! here"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(error, known[i]) == 0) {
            return doubts[i];
        }
    }
    return "the workbook shows an error here";
}

static const char *plural(size_t count, const char *one, const char *more) {
    return count == 1 ? one : more;
}

static void say_cells(const po_sheet_notes *notes, po_diagnostics *to, const char *place) {
    if (notes->errors) {
        po_diagnose(to, PO_WARNING, "TAB-002", NULL, place,
                    "%zu %s an error of the workbook (#N/A and the like) instead of a value; "
                    "read as blank: see to the formulas",
                    notes->errors, plural(notes->errors, "cell shows", "cells show"));
    }
    if (notes->no_result) {
        po_diagnose(to, PO_WARNING, "TAB-003", NULL, place,
                    "%zu %s whose result is not in the file; read as blank: open it in Excel and save it again",
                    notes->no_result, plural(notes->no_result, "cell holds a formula", "cells hold formulas"));
    }
    if (notes->cut) {
        po_diagnose(to, PO_WARNING, "TAB-006", NULL, place,
                    "%zu %s longer than a cell can be (%zu bytes); only the beginning was read", notes->cut,
                    plural(notes->cut, "text is", "texts are"), PO_LIMIT_CELL_BYTES);
    }
    if (notes->hidden) {
        po_diagnose(to, PO_NOTE, "TAB-005", NULL, place,
                    "%zu %s in hidden rows or columns, where nobody sees them on the screen; read all the same",
                    notes->hidden, plural(notes->hidden, "cell stands", "cells stand"));
    }
}

void po_sheet_notes_say(po_sheet_notes *notes, const char *sheet, po_document *document) {
    po_diagnostics *to = &document->diagnostics;
    if (notes->said) {
        return;
    }
    notes->said = true;
    const char *place = sheet ? po_place_describe(document->arena, &(po_place){.sheet = sheet}) : NULL;
    say_cells(notes, to, place);
    if (notes->misplaced + notes->lost) {
        po_diagnose(to, PO_WARNING, "TAB-004", NULL, place,
                    "the file is not as Excel writes it: %zu rows or cells have a number that cannot be or comes "
                    "twice, %zu refer "
                    "to texts that are not there; compare this sheet",
                    notes->misplaced, notes->lost);
    }
    if (notes->beyond) {
        po_diagnose(to, PO_WARNING, "DOC-004", NULL, place,
                    "%zu cells stand beyond column %zu, the last that a worksheet has; they were "
                    "not read",
                    notes->beyond, PO_LIMIT_TABLE_COLUMNS);
    }
}
