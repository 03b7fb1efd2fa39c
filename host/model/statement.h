/* SPDX-License-Identifier: Apache-2.0
 *
 * Statements: what an outcome's text says, number by number: "2023-24: All Students: 13.0 EL: -38.0" states two.
 *
 * Outcomes are printed as people write them. Two of them can only be compared when it is known of each number for whom, where and for which
 * year it stands. A number is a statement when the words before it (or, if it is alone, around it) say so; a text whose numbers cannot be told
 * apart states nothing and is shown as it is. Words that no vocabulary knows make the number one of a *part* ("K-8", "SBAC"), which equals only
 * the same part.
 *
 * Groups are found by the names in the vocabulary `student-group`, marks by `value-mark`, schools by the names of the model's sites.
 */
#ifndef PO_MODEL_STATEMENT_H
#define PO_MODEL_STATEMENT_H

#include "base/decimal.h"
#include "model/model.h"

typedef enum po_stated_unit { PO_STATED_PLAIN, PO_STATED_PERCENT, PO_STATED_POINTS } po_stated_unit;

typedef struct po_statement {
    const po_entity *outcome;
    const char *group;     /* term of student-group; "all-students" where the words and the measure's name have none */
    const po_entity *site; /* NULL: the agency as a whole */
    const char *part;      /* folded words that only equal ones equal; "" for none */
    const char *part_text; /* the same as printed */
    po_decimal number;     /* as printed: its last digit says how exact it is. Points below a standard are negative */
    po_stated_unit unit;
    const char *year;   /* "2022-23"; "2023" where only a calendar year is printed; NULL: not stated */
    const char *moment; /* "year-ending", "mid-year", "year-beginning", or NULL */
    const char *origin; /* who counted: a term of value-mark ("dashboard"), or NULL */
} po_statement;

typedef struct po_statements {
    PO_LIST(po_statement) list; /* empty: the text could not be taken apart, or holds no number */
} po_statements;

typedef struct po_statement_reader po_statement_reader;

/* Over the model's sites and vocabularies; belongs to `arena`, the model must outlive it. */
po_statement_reader *po_statement_reader_create(po_arena *arena, const po_model *model);

/* What `outcome`, a value of `measure`, states. */
void po_statements_read(const po_statement_reader *reader, const po_entity *measure, const po_entity *outcome,
                        po_statements *ret_statements);

/* What a measure's name says beyond its topics, groups and scale, as folded words in alphabetical order ("8 k", "approaching prepared"):
 * two measures of the same topics and scale are the same only if these are equal. */
const char *po_measure_rest(const po_statement_reader *reader, const po_entity *measure);

/* The group that the measure's name names alone; "all-students" for none, NULL for several. */
const char *po_measure_group(const po_statement_reader *reader, const po_entity *measure);

/* The school a measure is of: that it names, or whose plan it stands in. NULL: the agency as a whole. */
const po_entity *po_measure_site(const po_statement_reader *reader, const po_entity *measure);

/* Whether no values inside the intervals of both printed numbers are equal. */
bool po_statements_differ(const po_statement *a, const po_statement *b);

#endif
