/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce explain: where something in a plan comes from, in plain sentences, from plan.json alone (a date: from the calendar.json beside
 * it). What may be asked for: everything that has an id there, by id or by a beginning of it that fits only one; or by a code that people
 * use ("1.1", "LCAP-T1-TOTAL", "lcap.L26", "lea.D08#adopt"); or a file name.
 */
#ifndef PO_EMIT_EXPLAIN_H
#define PO_EMIT_EXPLAIN_H

#include "base/text.h"
#include "emit/language.h"

/* Appends the explanation of `id` in `folder`/plan.json. Errors: PO_E_USAGE with the nearest names for something that is not there, or with
 * the candidates for a beginning that fits several; PO_E_INPUT for a plan.json that is none. */
PO_NODISCARD po_status po_explain(const char *folder, const char *id, const po_language *language,
                                  po_buffer *out, po_error *err);

#endif
