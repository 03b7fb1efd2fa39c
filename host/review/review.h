/* SPDX-License-Identifier: Apache-2.0
 *
 * The consistency review record: plans laid side by side, as a superintendent lays school plans
 * beside the district's before it is adopted. What was compared, what agrees, what differs and how
 * much that weighs, what differs because law or template says so, and what could not be compared.
 *
 * Which programs' plans are compared with which, whether a law asks for it, and what law explains,
 * is data (program/review.h). What agrees and differs was worked out elsewhere (model/one_plan.h,
 * check/): nothing is decided here but how it is told, so that the record and the findings never
 * disagree.
 *
 * A comparison that a law requires may be signed only if everything that belongs to it was read,
 * counts, and is of the year (`blocks` is empty). Nothing here says that plans are consistent: a
 * superintendent does.
 */
#ifndef PO_REVIEW_REVIEW_H
#define PO_REVIEW_REVIEW_H

#include "check/finding.h"
#include "check/group_match.h"
#include "facts/facts.h"
#include "model/one_plan.h"
#include "program/program.h"

typedef enum po_review_topic {
    PO_REVIEW_GOALS,
    PO_REVIEW_MEASURES,
    PO_REVIEW_ACTIONS,
    PO_REVIEW_GROUPS,
    PO_REVIEW_MONEY
} po_review_topic;
#define PO_REVIEW_TOPICS 5

typedef enum po_review_outcome {
    PO_REVIEW_DIFFERS,
    PO_REVIEW_OPEN,      /* could not be compared */
    PO_REVIEW_EXPLAINED, /* differs, and what is printed or the law explains it */
    PO_REVIEW_AGREES
} po_review_outcome;
#define PO_REVIEW_OUTCOMES 4

/* How a plan takes part. */
typedef enum po_review_state {
    PO_REVIEW_COMPARED,
    PO_REVIEW_PARTLY,     /* compared, but not everything in it was read */
    PO_REVIEW_OTHER_YEAR, /* only a plan of another year is here */
    PO_REVIEW_UNDECIDED,  /* several versions, and none counts */
    PO_REVIEW_NO_PLAN,
    PO_REVIEW_NOT_NEEDED /* the district's facts say that the school owes none */
} po_review_state;

/* Lower case words as in plan.json: "goals", "differs", "other-year". */
const char *po_review_topic_name(po_review_topic topic);
const char *po_review_outcome_name(po_review_outcome outcome);
const char *po_review_state_name(po_review_state state);

/* A plan that is, or should be, laid beside others. */
typedef struct po_review_plan {
    const char *name, *cds;  /* of the school, else of the plan; cds NULL unknown */
    const po_source *source; /* NULL: none is here */
    int year;                /* of the plan; 0 unknown */
    po_review_state state;
    size_t counts[PO_REVIEW_TOPICS][PO_REVIEW_OUTCOMES];
    size_t index; /* in the part's list */
} po_review_plan;

/* One thing that was compared. The sentence is the finding's, if there is one. */
typedef struct po_review_item {
    const char *id;
    po_review_topic topic;
    po_review_outcome outcome;
    po_finding_severity severity; /* of what differs */
    const po_review_plan *plan;   /* NULL: about all plans of the part together */
    const po_source *against;     /* the other plan, or NULL */
    const char *message;          /* key; NULL with a finding */
    const po_argument *arguments;
    size_t argument_count;
    unsigned unlike;                 /* bits of po_unlikeness: why */
    const po_entity *first, *second; /* the things in the other plan and in this one; NULL unknown */
    const po_comparison *row;
    const po_finding *finding;
    const char *about; /* natural key */
    size_t order;
} po_review_item;

/* Plans of one program beside those of others. */
typedef struct po_review_part {
    const po_program *program;
    const po_comparing *rule;
    PO_LIST(const po_source *) against; /* plans that count, the LEA's own first */
    PO_LIST(po_review_plan *) plans;    /* schools by name, then what is no school's */
    PO_LIST(po_review_item) items;      /* by plan, topic, outcome */
} po_review_part;

/* An input that was not read, or not wholly. */
typedef struct po_review_unread {
    const char *name, *reason;
    bool partly;
} po_review_unread;

/* Why the required comparison may not be signed: a key with arguments. */
typedef struct po_review_block {
    const char *message;
    const po_argument *arguments;
    size_t argument_count;
} po_review_block;

typedef struct po_review {
    PO_LIST(po_review_part) parts; /* those that a law requires first, then by program */
    const po_review_unread *unread;
    size_t unread_count;
    PO_LIST(po_review_block) blocks;
    bool signable; /* a required part with plans, and nothing blocks it */
} po_review;

typedef struct po_review_input {
    const po_model *model;
    const po_one_plan *one;
    const po_group_matches *groups;
    const po_findings *findings; /* sealed */
    const po_program *const *programs;
    size_t program_count;
    const po_lea_facts *facts;      /* NULL: none were given */
    const po_review_unread *unread; /* inputs of this build; a school's plan may be among them */
    size_t unread_count;
} po_review_input;

/* What a check lacked, as a planner would ask: the question of a fact ("facts.el_count"); NULL
 * where a value of a document is missing. */
const char *po_review_question(const po_program *const *programs, size_t count, const char *missing);

/* Everything belongs to `arena`; what the input points to must outlive it. Parts without any plan
 * on one of their sides are left out unless a law requires them and a plan of the other side is
 * here. */
void po_review_make(po_arena *arena, const po_review_input *input, po_review *ret_review);

#endif
