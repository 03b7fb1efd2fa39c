/* SPDX-License-Identifier: Apache-2.0
 *
 * Student groups that one plan acts for, and whether the other plan of the same school or district
 * speaks of them at all.
 *
 * Two directions: an action of the district's plan that names a school and its groups, and the plan
 * of that school; a strategy of a school's plan for a group, and the district's plan. A plan speaks
 * of a group if any of its fields names it, a narrower or a broader group, in codes or in words
 * (check/demand_text.h): only silence of the whole plan is called missing. "All students", and
 * unduplicated groups that only tell how an action is counted, are no groups here. A plan of which
 * anything was read with doubt may say more than was read, and is not called silent.
 */
#ifndef PO_CHECK_GROUP_MATCH_H
#define PO_CHECK_GROUP_MATCH_H

#include "model/model.h"

typedef struct po_group_match {
    const po_source *acts, *asked; /* the plan with the action, and the one that should speak of the
                                      group; of several files the first */
    const po_entity *action;       /* the first of that plan for the group (and, of the district's, for the school) */
    const po_term *group;
    bool named;    /* the other plan speaks of the group */
    bool doubtful; /* not named, but not everything was read surely */
} po_group_match;

typedef struct po_group_matches {
    PO_LIST(po_group_match)
    list; /* each pair of plans and group once, in the order of the actions */
} po_group_matches;

/* Everything belongs to `arena`; the model must outlive it. Only plans that count, of one year. */
void po_group_matches_find(po_arena *arena, const po_model *model, po_group_matches *ret_matches);

/* Whether `plan` (with the files that complete it) speaks of `group`. For one question;
 * po_group_matches_find asks many. */
typedef struct po_group_speaker po_group_speaker;
po_group_speaker *po_group_speaker_create(po_arena *arena, const po_model *model);
bool po_group_spoken_of(po_group_speaker *speaker, const po_source *plan, const po_term *group);

#endif
