/* SPDX-License-Identifier: Apache-2.0
 *
 * Needs: (student group, topic, site), the joint on which programs meet. Derived from what
 * measures, actions, goals and identifications say in their classified fields `groups`, `topics`
 * and `site`; and who answers them.
 *
 * Where: the school an entity names (by code, or by a name that fits one school only), else the school whose plan it stands in, else
 * the district as a whole. A school's need is not the district's.
 *
 * A need exists only where one entity names both a group and a topic. Groups are compared as they
 * are: "all students" answers no group, a group does not answer "all students", and a narrower
 * group is not its broader one. What names no group or no topic makes no need and no link.
 *
 * Left to others: finding groups and topics in words (crosswalk/lexicon.h), judging answers
 * (check/).
 */
#ifndef PO_MODEL_NEEDS_H
#define PO_MODEL_NEEDS_H

#include "model/model.h"

typedef struct po_needs_counts {
    size_t needs, measured, addressed;   /* needs; with a measure; with an action */
    size_t without_group, without_topic; /* current measures and actions that could not be placed */
} po_needs_counts;

/* Adds entities of type "need" (fields group, topic, site) and links: need -part-of-> need (the same group and site, a narrower topic),
 * measure -measures-> need,
 * action and goal -addresses-> need, identification -flags-> need. An action whose title names no
 * topic takes the one topic of the need it states, else the one topic of the measures it watches
 * (link "measures"). A text that names several groups and several topics makes no pairs: which
 * belongs to which is not known. Entities of sources that do not count make no needs. Call it once,
 * when all sources of the LEA are in. `ret_counts` may be NULL. */
void po_needs_derive(po_model *model, po_needs_counts *ret_counts);

#endif
