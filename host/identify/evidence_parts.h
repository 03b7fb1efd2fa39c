/* SPDX-License-Identifier: Apache-2.0
 *
 * Private to host/identify: the inside of the evidence, for those who fill it (evidence_records.c)
 * and those who look at one entity (case.c).
 */
#ifndef PO_IDENTIFY_EVIDENCE_PARTS_H
#define PO_IDENTIFY_EVIDENCE_PARTS_H

#include "identify/evidence.h"

#define PO_COUNTIES 64u
/* A file with rows from so many counties is the whole state's: a county without a row has none. */
#define PO_COUNTIES_STATEWIDE 20u

/* Kinds of data of which it matters whether they were given at all. `what` is an indicator, or for
 * PO_COVERS_OFFICIAL the number of the identification, or a local priority. */
typedef enum po_covers {
    PO_COVERS_SEEN,   /* levels of somebody */
    PO_COVERS_LEVELS, /* levels of several student groups: not a file from which all but one group were taken away */
    PO_COVERS_UNREAD, /* levels of a group whose name was not understood: whose row it is, is not known */
    PO_COVERS_LOWEST_ALL,    /* a list of the lowest, of all pupils together */
    PO_COVERS_LOWEST_GROUPS, /* and of student groups */
    PO_COVERS_LOCAL,
    PO_COVERS_OFFICIAL,
    PO_COVERS_COUNT
} po_covers;

/* Whom data cover. A file may give a county's agencies and charter schools and no other school. */
typedef enum po_covers_of { PO_OF_LEAS, PO_OF_SCHOOLS, PO_OF_CHARTERS, PO_OF_COUNT } po_covers_of;
po_covers_of po_covers_of_entity(const po_identify_entity *entity);

/* Dashboard years are kept from 2000 on. */
#define PO_YEAR_FIRST 2000
#define PO_WHAT_MAX 32u

/* Rows of one entity: items[starts[e]] .. items[starts[e + 1]]. */
typedef struct po_slices {
    uint32_t *starts;
} po_slices;

struct po_evidence {
    po_arena *arena;
    const po_rulebooks *books;
    PO_LIST(po_identify_entity) entities;
    po_map *entity_by_key;
    uint32_t *order; /* by code */
    PO_LIST(const char *) documents;
    PO_LIST(po_level_row) levels;
    PO_LIST(po_rate_row) rates;
    PO_LIST(po_local_row) locals;
    PO_LIST(po_official_row) officials;
    PO_LIST(po_official_group) official_groups;
    PO_LIST(po_official_flag) official_flags;
    PO_LIST(po_fact_row) facts;
    po_slices level_slices, rate_slices, local_slices, official_slices, group_slices, flag_slices,
        fact_slices;
    uint64_t (*coverage)[PO_OF_COUNT][PO_IDENTIFY_YEARS_MAX]
                        [PO_WHAT_MAX]; /* [po_covers]: bits of counties */
    uint64_t (*group_coverage)[PO_IDENTIFY_YEARS_MAX][PO_WHAT_MAX]
                              [PO_IDENTIFY_GROUPS_MAX]; /* [po_covers_of]: the same, levels of one group */
    po_map *identification_numbers; /* id -> po_identification, in order */
    po_map *texts;     /* words kept once */
    PO_LIST(po_row_check_count) checks;
    int noted[PO_WHAT_MAX];   /* newest year of a letter, by number of the identification */
    uint64_t rate_indicators; /* bit i: some rule set wants its numbers */
};

/* The entity of a code, made on first use. `kind`: "school", "lea" or NULL (by the code). NULL for
 * a code that is none. */
po_identify_entity *po_evidence_find(po_evidence *evidence, const char *cds, const char *kind,
                                     uint32_t *ret_index);
const char *po_evidence_text(po_evidence *evidence, const char *text); /* kept once; NULL for NULL */

void po_evidence_cover(po_evidence *evidence, po_covers kind, const po_identify_entity *entity,
                       int year, unsigned what);
/* Whether the data cover such an entity in its county. */
bool po_evidence_covers(const po_evidence *evidence, po_covers kind,
                        const po_identify_entity *entity, int year, unsigned what);
/* The same for levels of one group. A row that says anything but the lowest level covers: where only the lowest stand, the others may have been taken away. */
void po_evidence_cover_levels(po_evidence *evidence, const po_identify_entity *entity, int year, unsigned what,
                              uint8_t group);
/* Whether a group without a row has no level: rows of that group are there, or of two others. */
bool po_evidence_covers_levels(const po_evidence *evidence, const po_identify_entity *entity, int year, unsigned what,
                               uint8_t group);
/* The number of an identification among all rulebooks. */
unsigned po_evidence_number(const po_evidence *evidence, const po_identification *identification);

/* A letter speaks of the year; it covers nobody else. */
void po_evidence_note_year(po_evidence *evidence, const po_identification *identification, int year);

/* The rows of one entity. */
#define PO_SLICE(evidence, list, slices, entity, ret_count)                                        \
    (*(ret_count) = (size_t)((evidence)->slices.starts[(entity) + 1] -                             \
                             (evidence)->slices.starts[(entity)]),                                 \
     (evidence)->list.items + (evidence)->slices.starts[(entity)])

/* Runs the row checks of all rulebooks over one row as it stands in the record
 * (evidence_checks.c). */
typedef struct po_row_item {
    const char *group, *indicator, *kind;
    int year;
    const po_record *record;
    const po_rule_input *input;
} po_row_item;
typedef struct po_row_checker po_row_checker;
po_row_checker *po_row_checker_create(po_evidence *evidence);
void po_row_checker_run(po_row_checker *checker, const po_row_item *item);
void po_row_checker_destroy(po_row_checker *checker);

/* The name of the record field that plays a role, or NULL. */
const char *po_input_name(const po_rule_input *input, const char *role);

#endif
