/* SPDX-License-Identifier: Apache-2.0
 *
 * Identification: who is identified for what, why, since when, what would end it, and what cannot be
 * told. Evidence (evidence.h) under rulebooks (rulebook.h), one entity at a time: linear in the rows,
 * with the memory of one entity.
 *
 * Three-valued throughout. What the state's files say goes before what is computed; where both are
 * there they are compared, and each difference has its likely reason. A year without a rule is
 * answered as such.
 *
 * Left to others: reading files (plugin/), printing (identify_json.h, app/).
 */
#ifndef PO_IDENTIFY_IDENTIFY_H
#define PO_IDENTIFY_IDENTIFY_H

#include "identify/evidence.h"

/* One level behind an answer. */
typedef struct po_why {
    const po_indicator *indicator;
    int level, year;
    const char *word;     /* "red", "very low" */
    const char *document; /* the file that says so */
} po_why;

/* A level that is not known, and matters. `low`: nothing below it is possible. */
typedef struct po_open_level {
    const po_indicator *indicator;
    int low, year;
    bool only_lowest;      /* a list of the lowest is all there is */
    const char *next_word; /* what such a list leaves out first: "orange" */
} po_open_level;

/* One way in which a group would no longer meet the criteria: these indicators, so many levels up. */
typedef struct po_ending {
    struct po_move {
        const po_indicator *indicator;
        const char *from, *to;
        int levels;
    } moves[2];
    size_t move_count;
    int levels; /* all moves together */
} po_ending;

typedef struct po_group_result {
    int group;
    const char *id, *code, *label;
    po_truth met, computed;
    bool official_known, official;
    uint32_t priorities, possible; /* bits: surely met; possibly beyond those */
    const char *letter;            /* of the computed priorities, or NULL */
    uint32_t official_priorities;
    const char *official_letter;
    int since; /* first of the Dashboards in a row in which it met the criteria; 0 unknown */
    PO_LIST(po_why) why;
    PO_LIST(po_open_level) open;
    PO_LIST(po_ending) endings;
} po_group_result;

typedef struct po_flag_result {
    const po_rule_flag *flag;
    po_truth truth;            /* over the entity; over groups: whether there is one */
    uint64_t groups, possible; /* bits */
    bool official_known, official;
    uint64_t official_groups;
} po_flag_result;

typedef enum po_difference_reason {
    PO_BECAUSE_MISSING_LEVEL, /* the files leave open what decides; the state's answer is possible */
    PO_BECAUSE_LOCAL,         /* local indicators, or a method that needs other data */
    PO_BECAUSE_CARRIED,       /* a status of an earlier year that goes on */
    PO_BECAUSE_RULE,          /* the rule of the year is not confirmed */
    PO_BECAUSE_SOURCE         /* the files contradict each other: reissued, or read wrongly */
} po_difference_reason;

/* `what`: status, group, priorities, flag. `group` -1 where it is about none. */
typedef struct po_difference {
    const char *what, *name;
    int group;
    const char *official, *computed;
    po_difference_reason reason;
} po_difference;

typedef enum po_basis { PO_BASIS_COMPUTED, PO_BASIS_OFFICIAL, PO_BASIS_NOTIFIED } po_basis;

typedef struct po_method_result {
    int number;
    const char *label;
    po_truth truth;
} po_method_result;

typedef struct po_identified_year {
    int year;
    po_truth identified;
} po_identified_year;

typedef struct po_identified {
    const po_identify_entity *entity;
    const po_identification *identification;
    const po_rule_set *set; /* NULL: no confirmed rule for the year */
    int year, since;        /* since: first year in a row with a status that counts; 0 if none */
    po_basis basis;
    const po_rule_status *status;   /* NULL: not known */
    const po_rule_status *computed; /* NULL: not known */
    const po_rule_status *const *possible;
    size_t possible_count;
    const po_official_row *official; /* or NULL */
    bool has_levels;
    po_truth identified;
    PO_LIST(po_identified_year) history; /* the years up to this one of which something is known */
    PO_LIST(po_method_result) methods;
    PO_LIST(po_group_result) groups; /* those that met the criteria or may have */
    PO_LIST(po_flag_result) flags;
    PO_LIST(po_difference) differences;
} po_identified;

typedef struct po_identify po_identify;

/* `year` 0: for each identification the newest year of which anything is known. Ownership: borrows
 * the evidence (sealed) and its rulebooks. */
po_identify *po_identify_create(const po_evidence *evidence, int year);
void po_identify_destroy(po_identify *identify); /* accepts NULL */

/* Called for each entity and identification of which something is known, in the order of codes and
 * of rulebooks. The result lives until the call returns. False: stop. */
typedef bool (*po_identify_each)(void *context, const po_identified *result);
void po_identify_run(po_identify *identify, po_identify_each each, void *context);

/* The year an identification is answered for; 0: nothing is known of it. */
int po_identify_year(const po_identify *identify, const po_identification *identification);

/* As the state said, else as computed. */
po_truth po_flag_truth(const po_flag_result *flag);
uint64_t po_flag_groups(const po_flag_result *flag);

const char *po_difference_reason_name(po_difference_reason reason); /* "missing-level", ... */
const char *po_basis_name(po_basis basis); /* "computed", "official", "as-notified" */

#endif
