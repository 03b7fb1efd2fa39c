/* SPDX-License-Identifier: Apache-2.0
 *
 * Scope: which agencies and years a run is about (planonce.scope/1), as a text that travels to the
 * worker: `key=value` pairs separated by ';', lists separated by ','.
 *
 *   lea=0161259,19647330100289   seven digits: the agency and its schools, but for charter schools;
 * fourteen: that charter school years=2022,2023              Dashboard years later=yes the agencies
 * are not known yet: a data file that covers many is to be left for later, unread
 *
 * A key that is not known narrows nothing.
 */
#ifndef PO_PLUGIN_SCOPE_H
#define PO_PLUGIN_SCOPE_H

#include "base/arena.h"

typedef struct po_scope po_scope;

/* Reads `text`; NULL gives NULL: everything. Ownership: `arena`. Codes that are none are passed
 * over. */
po_scope *po_scope_parse(po_arena *arena, const char *text);

bool po_scope_later(const po_scope *scope);

/* True if the row of this code (fourteen digits, or NULL) is wanted. Without a scope, or without
 * "lea", all are. */
bool po_scope_has_cds(const po_scope *scope, const char *cds);
/* The same of a school that is an agency of its own: only its own code counts. */
bool po_scope_has_school(const po_scope *scope, const char *cds);
bool po_scope_has_year(const po_scope *scope, const char *year); /* NULL: not known, wanted */

#endif
