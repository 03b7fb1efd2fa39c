/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to host/identify: one entity under one identification, as the rules language sees it.
 *
 * Rows: `group` (a student group in a Dashboard year, with the level of each indicator), `year`
 * (the entity in a year), `local` (a local indicator), `rate` (numbers of all pupils). Levels are
 * intervals: 1 to 5 where a file gives one, PO_LEVEL_NONE where the group has none (too small, no
 * pupils), and everything between where nothing or not all is known: 2 to PO_LEVEL_NONE for what a
 * list of the lowest leaves out. So a rule that only needs "not the lowest" is decided, and one that
 * needs more is not.
 */
#ifndef PO_IDENTIFY_CASE_H
#define PO_IDENTIFY_CASE_H

#include "identify/evidence_parts.h"

#define PO_LEVEL_NONE 9
#define PO_CASE_POSSIBLE_MAX 8u /* statuses kept of an open outcome */

typedef enum po_case_kind { PO_CASE_GROUP, PO_CASE_YEAR, PO_CASE_LOCAL, PO_CASE_RATE } po_case_kind;

typedef struct po_level {
    uint8_t low, high;
    uint8_t by;        /* po_level_by */
    bool used;         /* the rule set looks at it */
    bool of_list;      /* from a list of the lowest */
    uint16_t document; /* UINT16_MAX: of no document */
} po_level;

/* `kind` first in all of them: rows are told apart by it. */
typedef struct po_group_case {
    po_case_kind kind;
    int year, prior; /* the Dashboard year before; 0 if there is none */
    uint8_t group;
    const po_rule_set *set; /* NULL: no rule for the year, or the group is not in it */
    po_level levels[PO_IDENTIFY_INDICATORS_MAX];
    po_truth values[PO_IDENTIFY_VALUES_MAX];
    po_truth computed; /* by its levels */
    po_truth met;      /* as the state said, else as computed */
    bool official_known;
    const po_official_group *official; /* with its letter, or NULL */
} po_group_case;

typedef struct po_year_case {
    po_case_kind kind;
    int year, prior; /* the Dashboard year before; 0 if there is none */
    const po_rule_set *set;
    const po_official_row *official; /* or NULL */
    bool has_levels;
    int groups_low, groups_high; /* student groups large enough to count */
    size_t first_group;          /* of the rows of its groups */
    uint8_t group_at[PO_IDENTIFY_GROUPS_MAX]; /* 1 + place behind the first; 0: no row */
    po_truth values[PO_IDENTIFY_VALUES_MAX];
    po_truth eligible, identified, entered;
    const po_rule_status *status; /* as the state said, else as computed; NULL: unknown */
    const po_rule_status *computed;
    const po_rule_status *possible[PO_CASE_POSSIBLE_MAX]; /* where not decided: what it may be */
    size_t possible_count;
} po_year_case;

typedef struct po_local_case {
    po_case_kind kind;
    int year, priority;
    po_truth not_met;
} po_local_case;

typedef struct po_rate_case {
    po_case_kind kind;
    int year;
    const char *indicator;
    int32_t numerator, denominator; /* -1: not known */
} po_rate_case;

typedef struct po_case {
    po_arena *arena;
    const po_evidence *evidence;
    const po_identification *identification;
    uint32_t index;
    const po_identify_entity *entity;
    PO_LIST(po_group_case) groups;
    PO_LIST(po_year_case) years; /* ascending */
    PO_LIST(po_local_case) locals;
    PO_LIST(po_rate_case) rates;
    const po_fact_row *facts;
    size_t fact_count;
    po_rule_source source;
    po_rule_run *run;
} po_case;

/* Gathers the rows of one entity for all Dashboard years up to `last`. The case lives in `arena`;
 * po_case_finish gives back the run. */
void po_case_start(po_arena *arena, const po_evidence *evidence,
                   const po_identification *identification, uint32_t entity, int last,
                   po_case *ret_case);
void po_case_finish(po_case *one);

/* The row of a group or year; NULL if there is none. */
po_group_case *po_case_group(po_case *one, int year, uint8_t group);
po_year_case *po_case_year(po_case *one, int year);

/* The source of `one` for evaluating, which stays where it is until it is finished (case_source.c). */
void po_case_source(po_case *one);
po_truth po_case_truth(const po_case *one, const po_rule *rule, const void *item);

#endif
