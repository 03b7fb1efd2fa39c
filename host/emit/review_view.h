/* SPDX-License-Identifier: Apache-2.0
 *
 * The page of the consistency review record: its view for templates/consistency.html.
 */
#ifndef PO_EMIT_REVIEW_VIEW_H
#define PO_EMIT_REVIEW_VIEW_H

#include <cjson/cJSON.h>

#include "emit/plan_facts.h"

/* Its name in the plan's folder, and that of the plan it links to. */
#define PO_REVIEW_PAGE "consistency.html"

/* Whether there is anything to show. */
bool po_review_is_shown(const po_review *review);

/* The caller deletes it. */
cJSON *po_review_view_create(po_arena *arena, const po_emit_plan_input *input, const po_plan_facts *facts);

#endif
