/* SPDX-License-Identifier: Apache-2.0
 *
 * Loads the model's definitions: entities, fields and vocabularies (crosswalks/model.xml, gated by
 * model.rng).
 */
#ifndef PO_CROSSWALK_MODEL_LOAD_H
#define PO_CROSSWALK_MODEL_LOAD_H

#include "model/model.h"

/* Loads `folder`/model.xml. Ownership: everything belongs to `arena`.
 * Errors: PO_E_CONFIG, every mistake told in `diagnostics`: repeated ids, a field whose vocabulary
 * does not exist, a name that two terms of one vocabulary share, a broader term that is unknown or
 * goes round in a circle. */
PO_NODISCARD po_status po_model_schema_load(po_arena *arena, const char *folder,
                                            po_diagnostics *diagnostics,
                                            const po_model_schema **ret_schema, po_error *err);

/* The same for one file and one grammar (may be NULL). */
PO_NODISCARD po_status po_model_schema_load_file(po_arena *arena, const char *path,
                                                 const char *grammar_path,
                                                 po_diagnostics *diagnostics,
                                                 const po_model_schema **ret_schema, po_error *err);

#endif
