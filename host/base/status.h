/* SPDX-License-Identifier: Apache-2.0
 *
 * Status codes and the one error object.
 *
 * Why: every function that can fail says so in the same way, so that the lowest
 * layer that knows what went wrong writes the sentence and the layers above only
 * add where it happened. Data problems of a document are not errors: they are
 * diagnostics (base/diagnostic.h) and findings (check/finding.h).
 */
#ifndef PO_BASE_STATUS_H
#define PO_BASE_STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PO_NODISCARD __attribute__((warn_unused_result))
#define PO_PRINTF(format_index, first) __attribute__((format(printf, format_index, first)))
#define PO_NORETURN __attribute__((noreturn))

/* 0 is success, every failure is negative. */
typedef int32_t po_status;

enum {
    PO_OK = 0,
    PO_E_INPUT = -1,   /* the bytes are not what they should be                  */
    PO_E_IO = -2,      /* the system refused to open, read or write              */
    PO_E_LIMIT = -3,   /* a named limit (base/limits.h) was reached              */
    PO_E_SUPPORT = -4, /* understood, but not something this program reads       */
    PO_E_CONFIG = -5,  /* an installed file (program, form, crosswalk) is wrong  */
    PO_E_PLUGIN = -6,  /* a plugin broke its contract                            */
    PO_E_USAGE = -7,   /* the caller asked for something that does not exist     */
    PO_E_STATE = -8    /* a programming error, reported instead of continued     */
};

/* What went wrong, as one sentence a district planner can act on.
 * Invariant: `text` is NUL-terminated UTF-8; empty means no error was set. */
typedef struct po_error {
    po_status status;
    char text[768];
} po_error;

/* Sets the error and returns `status`, so that `return po_error_set(...)` reads well.
 * `err` may be NULL. Truncation falls on a UTF-8 boundary. */
po_status po_error_set(po_error *err, po_status status, const char *format, ...) PO_PRINTF(3, 4);

/* Prepends "context: " to the sentence; never replaces it. `err` may be NULL. */
void po_error_context(po_error *err, const char *format, ...) PO_PRINTF(2, 3);

/* Ends the process with a sentence on stderr and exit status PO_EXIT_MEMORY. Memory that runs out is
 * not recoverable inside a document (docs/decisions/0002); in a worker it costs that document only. */
void po_out_of_memory(size_t wanted) PO_NORETURN;

#define PO_EXIT_MEMORY 71

#endif
