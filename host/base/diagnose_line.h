/* SPDX-License-Identifier: Apache-2.0
 *
 * What those say who check a file of lines (an installed XML file): a diagnostic whose place is the number of a line. One place for it, so that
 * sentences are never cut and every check names lines alike. Left to others: what a mistake is.
 */
#ifndef PO_BASE_DIAGNOSE_LINE_H
#define PO_BASE_DIAGNOSE_LINE_H

#include <stdarg.h>

#include "base/diagnostic.h"

/* Adds a diagnostic at `line` (from 1; 0: no line is known) of `file`. Everything is copied; `diagnostics` may be NULL (dropped). */
void po_diagnose_line(po_diagnostics *diagnostics, po_severity severity, const char *code, const char *file, int line,
                      const char *format, ...) PO_PRINTF(6, 7);

/* The same for a caller that was given its arguments; they are used up. */
void po_diagnose_line_with(po_diagnostics *diagnostics, po_severity severity, const char *code, const char *file, int line,
                           const char *format, va_list arguments) PO_PRINTF(6, 0);

#endif
