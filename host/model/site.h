/* SPDX-License-Identifier: Apache-2.0
 *
 * Which school is meant by a name. Plans name schools in words ("Rosewood", "Rosewood Elem."); a
 * name counts as a site only when it fits exactly one site of the model. Two that fit, or none, are
 * said, never guessed.
 */
#ifndef PO_MODEL_SITE_H
#define PO_MODEL_SITE_H

#include "model/model.h"

typedef struct po_site_index po_site_index;

/* The site that the source is the school plan of, by its code; NULL for other sources. Its `site_name` is what the school calls itself, where a
 * list of the state may have another name for it. */
po_entity *po_site_of_plan(const po_model *model, const po_source *source);

typedef enum po_site_match { PO_SITE_UNKNOWN, PO_SITE_UNIQUE, PO_SITE_SEVERAL } po_site_match;

/* Over all entities of type "site" with their names (field `name`, conflicting ones too; what the school's own plan calls it). Belongs
 * to `arena`; the model must outlive it. Sites added later are not in it. */
po_site_index *po_site_index_create(po_arena *arena, const po_model *model);

/* The whole name first ("Rosewood Elem." is "Rosewood Elementary School"); a name that says no kind
 * of school ("Rosewood") also without the kind. `ret_site` is set only for PO_SITE_UNIQUE. */
po_site_match po_site_find(const po_site_index *index, const char *name, po_entity **ret_site);

/* The words of a school's name (po_text_words) without those at its end that say what kind of place it is: "rosewood elementary school" is
 * "rosewood". "" where there are no others. In `arena`. */
char *po_site_name_core(po_arena *arena, const char *words);

#endif
