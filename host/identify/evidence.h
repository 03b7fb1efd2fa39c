/* SPDX-License-Identifier: Apache-2.0
 *
 * Evidence: what state files say of LEAs, schools and their student groups, kept in rows of a few
 * bytes, so that the whole state over several years fits in modest memory. Records are read once,
 * by the inputs of the rulebooks, and forgotten.
 *
 * What is not there is kept apart from what is there and says nothing: a group without a row has no
 * level where a file covers its county, and an unknown one where no file was given.
 *
 * Ownership: everything belongs to the evidence; rulebooks are borrowed.
 */
#ifndef PO_IDENTIFY_EVIDENCE_H
#define PO_IDENTIFY_EVIDENCE_H

#include "document/record.h"
#include "identify/rulebook.h"
#include "model/cds.h"

/* An LEA or a school. The same code is both where a charter school answers as an LEA. */
typedef struct po_identify_entity {
    char cds[PO_CDS_TEXT_MAX];
    const char *name, *lea_name; /* NULL if no file names it */
    bool school, charter, county_office;
} po_identify_entity;

typedef enum po_tri { PO_TRI_BLANK, PO_TRI_YES, PO_TRI_NO } po_tri;

/* Level of one indicator for one group in one year. Levels 1 to 5, the lowest first; 0: the file
 * gives none; PO_LEVEL_ABSENT: the file has no such column. Counts are -1 where nothing is printed. */
#define PO_LEVEL_ABSENT 15u
typedef struct po_level_row {
    uint32_t entity;
    int16_t year;
    uint8_t group, indicator;
    uint8_t status, change, colour;
    uint8_t small, size; /* po_tri */
    bool lowest;         /* from a list of the lowest, which gives nothing else */
    uint16_t document;
    int32_t denominator, numerator;
} po_level_row;

typedef struct po_rate_row {
    uint32_t entity;
    int16_t year;
    uint8_t indicator;
    int32_t denominator, numerator;
} po_rate_row;

typedef struct po_local_row {
    uint32_t entity;
    int16_t year;
    uint8_t priority;
    bool not_met; /* for two or more years */
} po_local_row;

typedef struct po_official_row {
    uint32_t entity;
    int16_t year;
    const po_identification *identification;
    const po_rule_status *status; /* NULL: words we do not know */
    const char *words;            /* as printed */
    const char *exit;             /* as printed, or NULL */
    bool groups_given;            /* the file says which groups are behind it */
    bool notified;                /* told by the district from a letter */
    const char *letter_date;
    uint64_t groups;
    uint32_t methods;
    bool methods_given;
    uint16_t document;
} po_official_row;

typedef struct po_official_group {
    uint32_t entity;
    int16_t year;
    uint8_t group;
    uint32_t priorities;
    const char *letter;
} po_official_group;

/* A flag the state gave: yes or no for the entity, or groups. */
typedef struct po_official_flag {
    uint32_t entity;
    int16_t year;
    const char *flag;
    bool yes;
    uint64_t groups;
    const char *words;
} po_official_flag;

typedef struct po_fact_row {
    uint32_t entity;
    int16_t year; /* 0: of no year */
    const char *name, *text, *value;
} po_fact_row;

typedef struct po_row_check_count {
    const po_row_check *check;
    uint64_t held, failed, undecided;
    const char *first; /* where the first failure stands, or NULL */
} po_row_check_count;

/* Documents of one run: rows name theirs with 16 bits. */
#define PO_LIMIT_EVIDENCE_DOCUMENTS 65000

typedef struct po_evidence po_evidence;

/* The caller destroys it; `books` must outlive it. */
po_evidence *po_evidence_create(const po_rulebooks *books);
void po_evidence_destroy(po_evidence *evidence); /* accepts NULL */

/* Adds what the records of one document say. What cannot be used is told, once for each kind with a
 * count. */
void po_evidence_add(po_evidence *evidence, const po_record_set *records,
                     po_diagnostics *diagnostics);

/* A status that the district was told of by letter; used where no state file says otherwise. */
void po_evidence_add_notified(po_evidence *evidence, const char *cds, const po_official_row *row,
                              const po_official_flag *flags, size_t flag_count);

/* Sorts what was added. Call once, after the last record. */
void po_evidence_seal(po_evidence *evidence);

/* Entities in the order of their codes, LEAs before the schools of the same code. */
size_t po_evidence_count(const po_evidence *evidence);
const po_identify_entity *po_evidence_entity(const po_evidence *evidence, size_t n);
const char *po_evidence_document(const po_evidence *evidence, size_t n);
size_t po_evidence_rows(const po_evidence *evidence); /* levels read */
const po_row_check_count *po_evidence_checks(const po_evidence *evidence, size_t *ret_count);

/* The newest year for which anything is known of the identification; 0 if nothing is. */
int po_evidence_newest(const po_evidence *evidence, const po_identification *identification);

#endif
