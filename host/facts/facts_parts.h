/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to host/facts: reading, checking and giving out share these.
 */
#ifndef PO_FACTS_FACTS_PARTS_H
#define PO_FACTS_FACTS_PARTS_H

#include <cjson/cJSON.h>

#include "facts/facts.h"

/* From checked JSON to structs. `text` is for lines only. Belongs to `arena`. */
void po_facts_read(po_arena *arena, const cJSON *root, const char *text, po_lea_facts *facts);

/* What a schema cannot say. Returns how many mistakes were told. */
size_t po_facts_lint(const po_lea_facts *facts, const po_program *const *programs, size_t program_count,
                     po_diagnostics *diagnostics);

/* The fact that a program declares under this name, or NULL. */
const po_fact *po_facts_declared(const po_program *const *programs, size_t program_count, const char *name);

/* A given fact as a cell of its declared type; NULL if it is not of that type. */
po_rule_cell *po_facts_cell(po_arena *arena, const po_fact *declared, const po_given_fact *given);

#endif
