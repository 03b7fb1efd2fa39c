/* SPDX-License-Identifier: Apache-2.0
 *
 * Corrections: a value that was misread is replaced in the records, after reading and before crosswalks and checks, so that everything is worked out
 * anew. Nothing of the document is lost: the value keeps what was read, where, and whose decision it is. What a document is (whose, of which year,
 * which version) is not corrected here; it was settled when the document was read.
 *
 *     a model of what was read -> po_standings_make -> po_corrections_put (into records) -> the model that counts -> po_corrections_mark
 */
#ifndef PO_DECISION_CORRECT_H
#define PO_DECISION_CORRECT_H

#include "decision/standing.h"
#include "document/record.h"

/* One document's records, which are changed. */
typedef struct po_correct_paper {
    po_record_set *records;
    const po_source *source;
} po_correct_paper;

typedef struct po_corrected {
    const po_source *source;
    const char *record, *field;
    const po_correction *correction;
} po_corrected;

typedef struct po_corrections {
    PO_LIST(po_corrected) list;
} po_corrections;

/* True for corrections: what `wanted` of po_standings_make takes. */
bool po_decision_is_correction(const po_decision *decision);
bool po_decision_is_judgement(const po_decision *decision); /* the others */

/* Replaces in the records of `papers` what the standings that hold correct; one that cannot be carried out becomes "look again". What is noted belongs
 * to `arena` and must outlive the records. */
void po_corrections_put(po_arena *arena, po_standings *standings, const po_correct_paper *papers, size_t count,
                        po_corrections *ret_corrections);

/* Marks the values of the model that come from a corrected field. */
void po_corrections_mark(const po_corrections *corrections, po_model *model);

/* A text as the canonical value of a type of the model, in `arena`; NULL if it is none (or the type has none: text, codes). */
const char *po_correction_value(po_arena *arena, const char *type, const char *text);

/* Whether the thing now says of itself what the correction said. */
bool po_correction_said(po_arena *arena, const po_decision *decision, const po_judged *judged);

#endif
