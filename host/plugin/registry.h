/* SPDX-License-Identifier: Apache-2.0
 *
 * Registry: which programs are installed. It finds program folders on a documented search path,
 * reads their program files, and looks at their libraries from the outside. It never runs a line of
 * vendor code: choosing and listing must be safe with a broken or hostile library in the folder.
 *
 * Search path, first match of an id wins
 *   1. PLANONCE_PLUGIN_PATH   folders separated by ':'
 *   2. user                   $XDG_DATA_HOME/../lib/planonce/plugins, that is
 * ~/.local/lib/planonce/plugins
 *   3. build tree             <folder of the executable>/../plugins
 *   4. system                 <prefix>/lib/planonce/plugins, the prefix being the executable's
 * A later folder with an id already found is `shadowed` (said as a refusal, with both paths); the
 * same id twice in one folder is refused for the second. Folders are taken in bytewise order of
 * their names.
 *
 * A library is refused, with both versions, the path and the cure, when it is no ELF64 shared
 * object of this machine, exports anything but `planonce_plugin_entry`, is not a regular file
 * inside its folder (a link that leaves it included), can be written by group or others, belongs to
 * neither root nor the user, is the same file as another program's library under another name, or
 * was built for another ABI major. A refused program is not offered at all: half a program would
 * read half a plan.
 *
 * Leaves to others: what a program file says (program/program.h), the entry's own numbers
 * (plugin/worker.h checks them after loading, in the sandbox).
 */
#ifndef PO_PLUGIN_REGISTRY_H
#define PO_PLUGIN_REGISTRY_H

#include "plugin/form.h"
#include "program/program.h"

typedef struct po_registry po_registry;

typedef struct po_registry_options {
    /* Folders separated by ':' that replace the whole search path; NULL: the path above. */
    const char *search_path;
    /* Where program.rng stands; NULL: <executable>/../crosswalks, else
     * <prefix>/share/planonce/crosswalks. */
    const char *schema_folder;
} po_registry_options;

/* A folder that is installed and not used. */
typedef struct po_refusal {
    const char *id;   /* program id, or the folder's name when the program file could not be read */
    const char *path; /* the folder, library or program file it is about */
    const char *text; /* one sentence: what is wrong and what cures it */
    bool shadowed;    /* not wrong, only hidden by an earlier one */
} po_refusal;

/* Reads everything that is installed. A folder on the path that does not exist is skipped; a wrong
 * program is a refusal, not an error. `options` may be NULL. Ownership: the caller destroys the
 * registry; all it hands out lives as long as it does. Errors: PO_E_CONFIG if a folder of
 * PLANONCE_PLUGIN_PATH or `search_path` cannot be listed for another reason than absence. */
PO_NODISCARD po_status po_registry_create(const po_registry_options *options,
                                          po_registry **ret_registry, po_error *err);
void po_registry_destroy(po_registry *registry); /* accepts NULL */

/* The programs in use, in bytewise order of their ids. */
const po_program *const *po_registry_programs(const po_registry *registry, size_t *ret_count);
const po_program *po_registry_find(const po_registry *registry,
                                   const char *id); /* NULL if absent */

/* Every form of the programs in use, loaded. A form that is wrong makes its program a refusal. */
const po_form *const *po_registry_forms(const po_registry *registry, size_t *ret_count);

/* The labels of their tables, for readers that find tables by position: gathered once, not by every worker. */
const po_table_hints *po_registry_table_hints(const po_registry *registry);

const po_refusal *po_registry_refusals(const po_registry *registry, size_t *ret_count);

/* What loading had to say about program files that are used or refused. */
const po_diagnostics *po_registry_diagnostics(const po_registry *registry);

/* The folders that were looked into, in order; those that do not exist are left out. */
const char *const *po_registry_folders(const po_registry *registry, size_t *ret_count);

#endif
