/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparisons: what several plans of one LEA say of the same student group and the same thing measured, side by side.
 *
 * A row brings together measures that name the same topics (or, where no topic is known, have the same name) and values for the same group.
 * What differs between them is said, never hidden: the school or the district, the definition, the data year, a baseline that is kept or
 * renewed, the time of year, who counted. Two values disagree only if all of that is equal and no rounding explains them; a measure that was
 * renamed or redefined is another measure.
 *
 * Only sources that count are compared. No program is known here by name.
 */
#ifndef PO_MODEL_COMPARISON_H
#define PO_MODEL_COMPARISON_H

#include "model/statement.h"

/* What differs among the measures of a row. */
typedef enum po_unlikeness {
    PO_UNLIKE_LEVEL = 1,       /* the district, or which school */
    PO_UNLIKE_DEFINITION = 2,  /* scale, or words of the name */
    PO_UNLIKE_RENAMED = 4,     /* of a definition: a scale that replaced another */
    PO_UNLIKE_YEAR = 8,        /* data years */
    PO_UNLIKE_BASELINE = 16,   /* kept for the cycle, or renewed each year */
    PO_UNLIKE_MOMENT = 32,     /* the whole year, or a part of it */
    PO_UNLIKE_ORIGIN = 64,     /* who counted */
    PO_UNLIKE_PART = 128,      /* a part of the pupils: grades, programs */
    PO_UNLIKE_TARGET = 256,    /* what is aimed at */
    PO_UNLIKE_YEAR_UNKNOWN = 512 /* some value states no year */
} po_unlikeness;
#define PO_UNLIKENESSES 10

/* Lower case words for them, as in plan.json ("level", "definition", ...); n < PO_UNLIKENESSES, for the bit 1 << n. */
const char *po_unlikeness_name(unsigned n);

/* One value of a measure for the row's group. */
typedef struct po_beside_value {
    const po_entity *outcome;
    const po_statement *statement; /* NULL: the text could not be taken apart; it is shown whole */
    bool disagrees;
} po_beside_value;

/* A measure in a row. */
typedef struct po_beside {
    const po_entity *measure;
    const po_entity *site; /* NULL: the agency as a whole */
    const char *part, *part_text; /* of the pupils: folded, as printed; "" for all */
    const char *rest, *scale; /* rest: po_measure_rest; scale: a term, or "percent", "number" by the unit; NULL unknown */
    PO_LIST(po_beside_value) values; /* in reading order; no printed differences */
} po_beside;

/* Two values that cannot both be right. */
typedef struct po_disagreement {
    const po_statement *first, *second;
    const po_entity *first_measure, *second_measure;
} po_disagreement;

typedef struct po_comparison {
    const char *id;
    const char *const *topics; /* terms; none: by name */
    size_t topic_count;
    const char *name;  /* of the first measure, as printed */
    const char *group; /* term */
    PO_LIST(po_beside) list; /* the LEA's own plan first */
    unsigned differs;          /* bits of po_unlikeness */
    PO_LIST(po_disagreement) disagreements;
} po_comparison;

typedef struct po_comparisons {
    PO_LIST(po_comparison *) list; /* in the order of the first measures */
} po_comparisons;

/* What differs between two measures of one row: bits of po_unlikeness. */
unsigned po_beside_unlike(const po_beside *a, const po_beside *b);

/* A school year for which both give a result and the results are equal (as far as rounding tells); NULL: there is none. */
const char *po_beside_equal_year(const po_beside *a, const po_beside *b);

/* A school year for which both aim at something, and not at the same; NULL: there is none. */
const char *po_beside_aims_apart(const po_beside *a, const po_beside *b);

/* Rows with measures of at least two sources. Everything belongs to `arena`; the model must outlive it. */
void po_comparisons_make(po_arena *arena, const po_model *model, po_comparisons *ret_comparisons);

#endif
