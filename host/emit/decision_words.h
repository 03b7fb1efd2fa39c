/* SPDX-License-Identifier: Apache-2.0
 *
 * Decisions in words and in order, for plan.json and the page.
 */
#ifndef PO_EMIT_DECISION_WORDS_H
#define PO_EMIT_DECISION_WORDS_H

#include "decision/standing.h"
#include "emit/emit.h"

/* All standings by id and site of what was judged; NULL standings give none. */
typedef struct po_ordered_standings {
    const po_standing *const *items;
    size_t count;
} po_ordered_standings;
po_ordered_standings po_order_standings(po_arena *arena, const po_standings *standings);

/* Why it stands as it does. */
const char *po_standing_why(po_arena *arena, const po_emit_plan_input *input, const po_standing *standing);

/* "Explained by the business office on June 1, 2026: ...". */
const char *po_standing_sentence(po_arena *arena, const po_emit_plan_input *input, const po_standing *standing);

/* "Misread: the document was read as ...; corrected by the ... on ...: ...". NULL for a value that was not corrected. */
const char *po_correction_sentence(po_arena *arena, const po_language *language, const po_slot *slot);

/* What holds for this finding, or NULL. */
const po_standing *po_finding_standing(const po_emit_plan_input *input, const po_finding *finding);

/* Findings that stay in their list: neither rejected nor explained. */
bool po_finding_open(const po_emit_plan_input *input, const po_finding *finding);
size_t po_findings_decided(const po_emit_plan_input *input);

#endif
