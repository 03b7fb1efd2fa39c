/* SPDX-License-Identifier: Apache-2.0
 *
 * Diagnostics: what a stage has to say about the input it was given. Not errors (the stage went on) and not
 * findings (a finding is about the plan, a diagnostic about the reading or about an installed file).
 * Printed as `file:place: severity: text [CODE]`.
 */
#ifndef PO_BASE_DIAGNOSTIC_H
#define PO_BASE_DIAGNOSTIC_H

#include "base/arena.h"

typedef enum po_severity { PO_NOTE = 0, PO_WARNING = 1, PO_ERROR = 2 } po_severity;

/* Invariant: `code` is stable and documented (docs/messages.md): a letter group and a number, "PDF-003". */
typedef struct po_diagnostic {
    po_severity severity;
    const char *code, *text;
    const char *file;  /* NULL: the document under way */
    const char *place; /* "page 12", "12:5" (line:column), NULL */
} po_diagnostic;

typedef struct po_diagnostics {
    po_arena *arena;
    PO_LIST(po_diagnostic) list;
    size_t errors, dropped; /* dropped: past PO_LIMIT_DIAGNOSTICS only counted */
} po_diagnostics;

void po_diagnostics_init(po_diagnostics *diagnostics, po_arena *arena);

/* Adds one; text is formatted into the arena, file and place are copied. `diagnostics` may be NULL (dropped). */
void po_diagnose(po_diagnostics *diagnostics, po_severity severity, const char *code, const char *file,
                 const char *place, const char *format, ...) PO_PRINTF(6, 7);

const char *po_severity_name(po_severity severity); /* "note", "warning", "error" */

#endif
