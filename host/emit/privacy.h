/* SPDX-License-Identifier: Apache-2.0
 *
 * What an output may not show. Counts of pupils from 1 to 10 could point at a child and print as "fewer than 11";
 * names of people other than the LEA's contact are left out.
 *
 * Which fields these are is the model's to say (the type of a field, base terms in crosswalks/model.xml); nothing here
 * guesses from words in a text. Narratives are printed as the agency published them.
 */
#ifndef PO_EMIT_PRIVACY_H
#define PO_EMIT_PRIVACY_H

#include "emit/language.h"
#include "model/model.h"

/* What may be said of a value: all of it, "fewer than 11", or nothing. */
typedef enum po_privacy { PO_PRIVACY_SHOW, PO_PRIVACY_FEW, PO_PRIVACY_HIDE } po_privacy;

/* The decision for one value of one field of one entity. */
po_privacy po_privacy_of(const po_entity *entity, const po_field_definition *field,
                         const po_value *value);

/* True if a count (canonical or as printed) is from 1 to 10. */
bool po_privacy_count_is_small(const char *count);

/* The text to print for a value: its own, the sentence "privacy.few", or NULL when nothing may be printed. */
const char *po_privacy_text(const po_language *language, po_arena *arena, const po_entity *entity,
                            const po_slot *slot);

#endif
