/* SPDX-License-Identifier: Apache-2.0
 *
 * Ties: the goals of a school's plan and those of its district's plan that they name.
 *
 * A school's goal says in words, or by a number, with which goal of the district's plan it is aligned; templates give no key. A tie is
 * made only where one goal is meant: by the number after "Goal", by the words with which a goal begins or that are its title, by words that
 * stand in one goal alone, together or apart, or by the kind of goal. Anything else stays untied; silence is no tie.
 *
 * Which plan is the district's shows in its code: it is the LEA's own. Where the LEA has plans of several programs, the words decide that name
 * one ("LCAP Goal 1"), else the plan that itself follows none; a plan of the LEA that names goals of another is tied to it likewise. No program
 * is known here by name: names come with the documents.
 */
#ifndef PO_MODEL_TIES_H
#define PO_MODEL_TIES_H

#include "model/model.h"

typedef struct po_ties_counts {
    size_t by_number, by_text;
    size_t unmatched;  /* named something that is no goal, or not one alone */
    size_t not_stated; /* said nothing */
} po_ties_counts;

/* Adds links "serves" from each current goal of one school's plan to the goal it names in the LEA's current plan of the same
 * year, with the words that show it. Call it once, when all sources of the LEA are in. `ret_counts` may be NULL. */
void po_ties_derive(po_model *model, po_ties_counts *ret_counts);

/* Whether the LEA's own plan of this goal's year is here, so that a tie could be made. */
bool po_tie_possible(const po_model *model, const po_entity *goal);

/* Whether every goal of that plan was read with its words, so that "none of them" can be said. */
bool po_tie_readable(const po_model *model, const po_entity *goal);

/* How a goal of a school's plan stands to the district's. */
typedef enum po_tie_way {
    PO_TIE_NUMBER,     /* names it by its number */
    PO_TIE_WORDS,      /* by its words or kind */
    PO_TIE_NOT_STATED, /* says nothing */
    PO_TIE_UNMATCHED,  /* names something that is no goal of it, or not one alone */
    PO_TIE_NO_PLAN     /* the district's plan of that year is not here */
} po_tie_way;

const char *po_tie_way_name(po_tie_way way); /* "number", "words", "not-stated", "unmatched", "no-plan" */

typedef struct po_tie {
    const po_entity *goal, *named; /* named: the district's goal, or NULL */
    const po_value *words;         /* with which it is named, or NULL */
    po_tie_way way;
} po_tie;

typedef struct po_ties {
    PO_LIST(po_tie) list; /* each goal of a school's plan that counts and says something, in creation order */
} po_ties;

/* What po_ties_derive found, goal by goal. Belongs to the model's arena. */
void po_ties_list(const po_model *model, po_ties *ret_ties);

/* Whether the goal was tied. */
bool po_tie_made(const po_model *model, const po_entity *goal);

#endif
