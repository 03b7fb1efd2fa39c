/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of approval readiness: its view for templates/readiness.html, and the answer in one
 * line.
 */
#ifndef PO_EMIT_READINESS_VIEW_H
#define PO_EMIT_READINESS_VIEW_H

#include <cjson/cJSON.h>

#include "emit/plan_facts.h"

#define PO_READINESS_PAGE "readiness.html"

bool po_readiness_is_shown(const po_readiness *readiness);

/* "Nothing found that would return it, 12 things cannot be told." */
const char *po_readiness_answer(po_arena *arena, const po_language *language, const po_readiness_reviewer *reviewer);

/* The caller deletes it. */
cJSON *po_readiness_view_create(po_arena *arena, const po_emit_plan_input *input, const po_plan_facts *facts);

#endif
