/* SPDX-License-Identifier: Apache-2.0
 *
 * plan.json (`planonce/plan/1`, docs/plan-format.md): the whole plan for machines, and for `planonce explain`, which
 * answers from this file alone. Written straight from model, findings and programs, with po_json; one entity's field,
 * one finding, one value's lineage per line, so that two plans can be compared line by line.
 */
#ifndef PO_EMIT_PLAN_JSON_H
#define PO_EMIT_PLAN_JSON_H

#include "base/text.h"
#include "emit/emit.h"

/* Appends the document. `arena` for scratch. */
void po_plan_json_write(po_arena *arena, const po_emit_plan_input *input, po_buffer *out);

#endif
