/* SPDX-License-Identifier: Apache-2.0
 *
 * Whether a decision still holds in this plan. Matched by id; else by the one thing of the same kind, owner, values and words; else nobody is sure
 * and it is listed. Where the values it judged have changed, it lapses and says so. Never does a decision hold for something that it may not have
 * judged (decisions/0015).
 */
#ifndef PO_DECISION_STANDING_H
#define PO_DECISION_STANDING_H

#include "decision/judged.h"

typedef enum po_standing_kind {
    PO_STANDING_APPLIES,
    PO_STANDING_MATCHED_ANEW, /* the thing has another id now */
    PO_STANDING_LAPSED,       /* it says something else now */
    PO_STANDING_LOOK_AGAIN    /* not found, or not one alone */
} po_standing_kind;
#define PO_STANDING_KINDS 4

const char *po_standing_name(po_standing_kind kind); /* "applies", "matched-anew", "lapsed", "look-again" */

/* How much of the words must agree: where the id leads, and where only the fingerprint does. */
#define PO_LIKENESS_BY_ID 50
#define PO_LIKENESS_ANEW 60
#define PO_LIKENESS_LEAD 10 /* by which the best must be ahead of the next */

typedef struct po_standing {
    const po_decision *decision;
    po_standing_kind kind;
    const po_judged *judged; /* what it is about now; of a lapsed one what has changed; NULL: nothing */
    const char *why;         /* key of a sentence */
    const po_argument *arguments;
    size_t argument_count;
} po_standing;

typedef struct po_standings {
    po_arena *arena;
    PO_LIST(po_standing) list; /* in the order of the file */
    po_map *holding;           /* "id site" of the thing as it is now -> number + 1 of the standing that holds for it */
} po_standings;

void po_standings_init(po_standings *standings, po_arena *arena);

/* Adds the standing of each decision for which `wanted` holds (NULL: all). Everything must live as long as the standings. */
void po_standings_make(po_standings *standings, const po_decisions *decisions, po_judged_list *things,
                       bool (*wanted)(const po_decision *));

/* Adds one that was decided elsewhere (corrections, before there is a plan). */
void po_standings_add(po_standings *standings, const po_standing *standing);

/* What is decided of a thing now: the standing that holds (applies, matched anew), or NULL. */
const po_standing *po_standing_of(const po_standings *standings, const char *id, const char *site);

/* The role's confirmation that a duty was done at the agency (`site` NULL) or school, or NULL. */
const po_decision *po_standing_confirmed(const po_standings *standings, const char *duty, const char *site);

/* Whether a finding goes to those that are decided: rejected, or explained unless it is required. NULL: it does not. */
bool po_standing_sets_aside(const po_standing *standing, const po_finding *finding);

size_t po_standings_count(const po_standings *standings, po_standing_kind kind);

#endif
