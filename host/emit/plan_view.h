/* SPDX-License-Identifier: Apache-2.0
 *
 * The view object of plan.html: everything the page prints, as texts in the order in which it prints them. The
 * template decides what it looks like; no markup is made here but the charts (emit/svg.h).
 */
#ifndef PO_EMIT_PLAN_VIEW_H
#define PO_EMIT_PLAN_VIEW_H

#include <cjson/cJSON.h>

#include "emit/plan_facts.h"

/* Ownership: the caller deletes the view. */
cJSON *po_plan_view_create(po_arena *arena, const po_emit_plan_input *input,
                           const po_plan_facts *facts);

#endif
