/* SPDX-License-Identifier: Apache-2.0
 *
 * Inputs: the files behind the paths that a person gave. Folders are walked in sorted order; what no person
 * means as a document (hidden files, an editor's lock files, folders that planonce itself wrote) is passed over.
 */
#ifndef PO_APP_INPUTS_H
#define PO_APP_INPUTS_H

#include "app/options.h"

#define PO_LIMIT_FOLDER_DEPTH 32 /* deeper is a loop of links or an accident */
#define PO_LIMIT_INPUT_FILES ((size_t)1000000)

typedef struct po_inputs {
    PO_LIST(const char *) paths; /* in walking order, without repeats */
} po_inputs;

/* Expands `count` paths. A path that does not exist, a FIFO, a device or an unreadable folder becomes a diagnostic (error) and the
 * rest goes on. Everything belongs to the arena. */
void po_inputs_expand(po_arena *arena, char *const *paths, size_t count, po_diagnostics *diagnostics,
                      po_inputs *ret_inputs);

/* The same for the operands of a command: diagnostics are printed. False if there were errors, so that the command is done but in part. */
bool po_inputs_take(po_arena *arena, const po_operands *papers, po_inputs *ret_inputs);

#endif
