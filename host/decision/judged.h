/* SPDX-License-Identifier: Apache-2.0
 *
 * The things of a plan that can be judged, each with its id, to whom it belongs, and its fingerprint: findings, values, ties between goals, amounts that
 * stand in two documents, duties at the agency and at its schools. Made from a plan in memory; a plan that was written is brought back first
 * (plan_read.h), so that a thing has one fingerprint wherever it is looked at.
 */
#ifndef PO_DECISION_JUDGED_H
#define PO_DECISION_JUDGED_H

#include "check/finding.h"
#include "decision/decision.h"
#include "model/one_plan.h"

typedef struct po_judged_duty {
    const char *id, *text;
    /* Where it lies, where a written plan says so: codes of schools, and whether at the agency. */
    bool placed, at_agency;
    const char *const *sites;
    size_t site_count;
} po_judged_duty;

/* Where things are looked for. All borrowed. */
typedef struct po_judge_input {
    const po_model *model;       /* indexed */
    const po_findings *findings; /* NULL: none */
    const po_one_plan *one;      /* ties and shared amounts; NULL: none */
    PO_LIST(po_judged_duty) duties;
    int plan_year; /* a duty is confirmed for one plan year */
    const char *cds; /* of the agency, or NULL */
} po_judge_input;

typedef struct po_judged {
    po_judged_kind of;
    const char *id, *site; /* site: of a duty at a school, else NULL */
    const char *what, *whose;
    bool counts; /* its document counts (or it has none) */
    /* What it is, by `of`. */
    const po_finding *finding;
    const po_entity *entity; /* of the value; the goal that is tied */
    const po_slot *slot;
    const po_tie *tie;
    const po_same_money *shared;
    const po_judged_duty *duty;
    bool printed; /* `print` was made */
    po_fingerprint print;
} po_judged;

typedef struct po_judged_list {
    po_arena *arena;
    const po_judge_input *input;
    PO_LIST(po_judged) list;
    po_map *by_id;    /* "id site" -> po_judged* */
    po_map *by_what;  /* "kind what" -> the numbers of those things */
    po_map *by_place; /* place -> po_entity*: made when the first finding is printed */
} po_judged_list;

/* Everything that can be judged; `kinds` says which (bit 1u << po_judged_kind). Belongs to `arena`; the input must outlive it. */
po_judged_list *po_judged_collect(po_arena *arena, const po_judge_input *input, unsigned kinds);

po_judged *po_judged_find(const po_judged_list *things, const char *id, const char *site); /* NULL if absent */

/* The nth thing of this kind with this `what`; NULL past the end. */
po_judged *po_judged_nth(const po_judged_list *things, po_judged_kind of, const char *what, size_t n);

/* Its fingerprint, made when it is first asked for. */
const po_fingerprint *po_judged_print(po_judged_list *things, po_judged *judged);

/* What it is called: "LCAP-ACTION-FUNDS", "action 2.5: total funds", "lcap.L26". */
const char *po_judged_title(po_arena *arena, const po_judged *judged);

/* The id of a tie: over the goal that is tied. */
const char *po_tie_id(po_arena *arena, const po_tie *tie);

#endif
