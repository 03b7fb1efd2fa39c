/* SPDX-License-Identifier: Apache-2.0
 *
 * Is a school, a group or a topic named in a text? For checks that ask whether a plan speaks of somebody.
 *
 * Names are those of the model's vocabularies, as whole words. Codes of capitals ("SWD") count in capitals only; names of fewer than
 * five letters that are no such code ("White", "as") are too common in prose to count the other way round: they count, and so may be
 * found where nobody meant them. A school counts by its name, with or without its kind ("Rosewood" for "Rosewood Elementary School"). Lists of
 * the state print names in full ("Clara J. King Elementary"), plans what people say ("King"): the last word of the name alone, in capitals,
 * may be the school, and may be somebody else.
 */
#ifndef PO_CHECK_DEMAND_TEXT_H
#define PO_CHECK_DEMAND_TEXT_H

#include "model/model.h"

/* A text made ready for being asked. */
typedef struct po_demand_text {
    const char *printed; /* as printed, between spaces */
    const char *words;   /* folded (po_text_words), between spaces */
} po_demand_text;

/* `text` may be NULL: names nothing. The result lives in `arena`. */
po_demand_text po_demand_text_make(po_arena *arena, const char *text);

typedef enum po_demand_naming {
    PO_DEMAND_NOT_NAMED,
    PO_DEMAND_NAMED_SHORT, /* by a part of its name: somebody has to look */
    PO_DEMAND_NAMED
} po_demand_naming;

po_demand_naming po_demand_names_school(po_arena *arena, const po_demand_text *text, const char *name);
/* "Action 1.6", "Actions 2C(1) and ...": is the action of that code referred to? */
bool po_demand_names_action(const po_demand_text *text, const char *code);
bool po_demand_names_term(po_arena *arena, const po_demand_text *text, const po_term *term);

#endif
