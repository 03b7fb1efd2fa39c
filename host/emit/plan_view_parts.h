/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to the plan's view: one function per part of the page, each adding its own members to the root.
 */
#ifndef PO_EMIT_PLAN_VIEW_PARTS_H
#define PO_EMIT_PLAN_VIEW_PARTS_H

#include "emit/view.h"

void po_plan_view_documents(po_view *view, cJSON *root); /* lea, documents, refused, figures */
void po_plan_view_findings(po_view *view, cJSON *root);
void po_plan_view_decisions(po_view *view, cJSON *root);
void po_plan_view_needs(po_view *view, cJSON *root);
void po_plan_view_compare(po_view *view, cJSON *root); /* the same measure in several plans */
void po_plan_view_changes(po_view *view, cJSON *root); /* drafts and last year's plans */
void po_plan_view_goals(po_view *view, cJSON *root);
void po_plan_view_money(po_view *view, cJSON *root);
void po_plan_view_shared(po_view *view, cJSON *root); /* the same money in two documents */
void po_plan_view_texts(po_view *view, cJSON *root); /* engagement, narratives, milestones */
void po_plan_view_duties(po_view *view, cJSON *root);
void po_plan_view_checklist(po_view *view, cJSON *root); /* duties that somebody confirms by hand */

/* plan_view_shown.c: what the documents show of a duty. */
void po_plan_view_state(const po_view *view, cJSON *item, po_shown_state state);
void po_plan_view_instances(const po_view *view, cJSON *item, const po_duty *duty);
void po_plan_view_state_counts(const po_view *view, cJSON *item, const po_program *program);
void po_plan_view_lineage(po_view *view, cJSON *root); /* last: it knows which values have no anchor yet */

/* Is the document printed (counts, or nobody can tell)? The others are only listed. */
bool po_plan_view_printed(const po_entity *entity);

/* "#e-<id>" where the entity (or what it is part of) stands on the page, "#l-<id>" where only its lineage does. */
const char *po_plan_view_anchor(const po_view *view, const po_entity *entity);

/* The key of the sentence for the bit 1 << n of po_unlikeness. */
const char *po_plan_view_difference_key(unsigned n);

/* Adds {title, anchor} of a document as `name`; null for none. */
void po_plan_view_source_link(const po_view *view, cJSON *object, const char *name,
                              const po_source *source);

#endif
