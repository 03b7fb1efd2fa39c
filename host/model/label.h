/* SPDX-License-Identifier: Apache-2.0
 *
 * Labels: what the words beside a number say. Private to host/model.
 */
#ifndef PO_MODEL_LABEL_H
#define PO_MODEL_LABEL_H

#include "model/model.h"
#include "model/value_token.h"

/* What names things: groups and marks by the schema's vocabularies, schools and the agency by their names. */
typedef struct po_label_names {
    po_arena *arena;
    const po_vocabulary *groups, *marks, *topics;
    po_map *places; /* po_text_key of a name -> po_entity* of the site, or the `agency` sentinel */
    char agency;    /* its address stands for the agency as a whole */
} po_label_names;

po_label_names *po_label_names_create(po_arena *arena, const po_model *model);

/* Schools that a text names, in its order; one may stand several times. */
typedef struct po_places {
    PO_LIST(po_entity *) list;
} po_places;

po_places po_places_in(const po_label_names *names, po_arena *arena, const char *text); /* text NULL: none */

/* What one run of words says. */
typedef struct po_label {
    const char *group;       /* term of student-group */
    bool groups_differ;      /* several are named */
    const void *place;       /* po_entity* of a site, or &names->agency; NULL: none named */
    const char *rest;        /* folded words nothing knows, in order; "" for none */
    const char *rest_text;   /* the same as printed */
    size_t rest_words;
    bool rest_first;         /* they stand before the group */
    int year, calendar;      /* 0: none */
    bool years_differ;       /* several are named */
    const char *moment, *origin;
    bool ends, begins;       /* which school year a calendar year means */
    bool percent;
    int side;                /* of the standard: -1 below, 1 above, 2 points of an unsaid side, 0 no points */
} po_label;

/* `prose`: the words are a name or sentence, where short words are words and no codes. */
void po_label_read(const po_label_names *names, const po_value_token *tokens, size_t count, bool prose, po_label *ret_label);

/* How many tokens from the first on are unit words ("%", "points below standard"); what they say goes to `label`. */
size_t po_label_unit(const po_label_names *names, const po_value_token *tokens, size_t count, po_label *label);

#endif
