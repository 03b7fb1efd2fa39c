/* SPDX-License-Identifier: Apache-2.0
 *
 * Diagnostics at lines. The sentence is made whole first, however long it is. See diagnose_line.h.
 */
#include "base/diagnose_line.h"

#include <stdio.h>

void po_diagnose_line_with(po_diagnostics *diagnostics, po_severity severity, const char *code, const char *file, int line,
                           const char *format, va_list arguments) {
    char place[16];
    po_arena *scratch = po_arena_create();
    va_list measured;
    va_copy(measured, arguments);
    int size = vsnprintf(NULL, 0, format, measured);
    va_end(measured);
    char *text = po_arena_array(scratch, size < 0 ? 1 : (size_t)size + 1, 1);
    if (size > 0)
        vsnprintf(text, (size_t)size + 1, format, arguments);
    snprintf(place, sizeof place, "%d", line);
    po_diagnose(diagnostics, severity, code, file, line > 0 ? place : NULL, "%s", text);
    po_arena_destroy(scratch);
}

void po_diagnose_line(po_diagnostics *diagnostics, po_severity severity, const char *code, const char *file, int line,
                      const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    po_diagnose_line_with(diagnostics, severity, code, file, line, format, arguments);
    va_end(arguments);
}
