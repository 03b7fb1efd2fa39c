/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to host/review: how an item is begun and said, and the topics, one file each.
 */
#ifndef PO_REVIEW_REVIEW_PARTS_H
#define PO_REVIEW_REVIEW_PARTS_H

#include "review/review.h"

typedef struct po_review_maker {
    po_arena *arena;
    const po_review_input *input;
    po_review *review;
    po_review_part *part;
    po_map *plans;   /* source id -> po_review_plan* of those that were compared */
    po_map *against; /* source id -> itself, of the plans that this part's are compared with */
} po_review_maker;

/* A new item; `about` is its natural key inside plan, topic and message. `plan` may be NULL. The
 * pointer is good until the next one is added. */
po_review_item *po_review_add(const po_review_maker *maker, po_review_plan *plan, po_review_topic topic,
                              po_review_outcome outcome, const char *message, const char *about);

/* One for a finding: it differs, with the finding's severity and sentence. */
po_review_item *po_review_add_finding(const po_review_maker *maker, po_review_plan *plan, po_review_topic topic,
                                      const po_finding *finding);

/* Adds an argument; NULL is shown as "?". */
void po_review_say(po_arena *arena, const po_argument **arguments, size_t *count, const char *name, const char *value);
#define PO_REVIEW_SAY(maker, item, name, value)                                                                        \
    po_review_say((maker)->arena, &(item)->arguments, &(item)->argument_count, name, value)

/* The plan of this part whose document (or one that it completes) is `source`; NULL: none that was
 * compared. */
po_review_plan *po_review_plan_of(const po_review_maker *maker, const po_source *source);

/* Whether `source` is, or completes, one of the plans that this part's are compared with. */
bool po_review_is_against(const po_review_maker *maker, const po_source *source);

const char *po_review_plan_title(const po_source *source); /* "Local Control and Accountability Plan" */
const char *po_review_label(const po_model *model, const char *vocabulary,
                            const char *term); /* a term's label, else the term */

/* The finding with this code about this thing, or NULL. */
const po_finding *po_review_finding(const po_review_maker *maker, const char *code, const po_source *source,
                                    const char *about);

void po_review_list_plans(const po_review_maker *maker); /* fills part->plans */
void po_review_goals(const po_review_maker *maker);
void po_review_measures(const po_review_maker *maker);
void po_review_actions(const po_review_maker *maker);
void po_review_groups(const po_review_maker *maker);
void po_review_identified(const po_review_maker *maker); /* groups that a state's file or letter lists */
void po_review_money(const po_review_maker *maker);      /* amounts that stand twice, and findings about a topic */
void po_review_block_signature(const po_review_maker *maker);

#endif
