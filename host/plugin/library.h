/* SPDX-License-Identifier: Apache-2.0
 *
 * A program's shared library: looking at the file from the outside (registry), and opening it
 * (worker, in the sandbox).
 *
 * Never closed again: a library may have left threads' keys, handlers, or pointers behind; the
 * worker ends instead.
 */
#ifndef PO_PLUGIN_LIBRARY_H
#define PO_PLUGIN_LIBRARY_H

#include "planonce/plugin.h"
#include "program/program.h"

/* What tells two names of one file. */
typedef struct po_library_identity {
    uint64_t device, inode;
} po_library_identity;

/* Reads the file's own tables without loading it; registry.h lists what is refused.
 * Errors: PO_E_PLUGIN with path, reason and cure. */
PO_NODISCARD po_status po_library_inspect(const po_program *program,
                                          po_library_identity *ret_identity, po_error *err);

/* Opens it and runs its constructors, nothing else. `ret_symbol` is the entry as the library has
 * it, not yet looked at. Errors: PO_E_PLUGIN. */
PO_NODISCARD po_status po_library_open(const po_program *program, const planonce_entry **ret_symbol,
                                       po_error *err);

/* Checks versions and programs, and copies as much of the entry as both sides know: what the
 * library's minor does not have is NULL. `programs` are all installed ones. Errors: PO_E_PLUGIN. */
PO_NODISCARD po_status po_library_check(const po_program *program, const planonce_entry *symbol,
                                        const po_program *const *programs, size_t count,
                                        planonce_entry *ret_entry, po_error *err);

/* PO_OK if a library built for `abi` can be used; else a sentence with both versions and the cure.
 */
PO_NODISCARD po_status po_library_check_abi(const po_program *program, uint32_t abi, po_error *err);

#endif
