/* SPDX-License-Identifier: Apache-2.0
 *
 * Tools of all views: adding texts to a cJSON tree, money, dates and values as people read them, places in words, and the sentences
 * of the language as `say.<key>` for the templates.
 *
 * A member that has nothing to say is null, never left out: Mustache looks for a missing name further out and would
 * print another thing's.
 */
#ifndef PO_EMIT_VIEW_H
#define PO_EMIT_VIEW_H

#include <cjson/cJSON.h>

#include "emit/plan_facts.h"

/* What the builders of a plan's view share. */
typedef struct po_view {
    po_arena *arena;
    const po_emit_plan_input *input;
    const po_plan_facts *facts;
    po_family family;
    po_map *shown; /* ids of values that stand somewhere on the page with an anchor of their own */
} po_view;

/* A sentence with its arguments: PO_SAY(view, "plan.page", "page", number). */
#define PO_SAY(view, ...)                                                                          \
    po_language_sentence((view)->input->language, (view)->arena, __VA_ARGS__, NULL)

/* null for NULL or empty. */
void po_view_text(cJSON *object, const char *name, const char *text);
void po_view_count(cJSON *object, const char *name, size_t count); /* as text, with separators; 0 is "0" */
void po_view_flag(cJSON *object, const char *name, bool value);
cJSON *po_view_item(cJSON *array);                                 /* a new object at its end */

/* All sentences as nested objects: "plan.title" is {{say.plan.title}}. */
void po_view_sentences(cJSON *root, const po_language *language);

/* "$1,234,567" ("-$12.50"); the cents only where there are any. */
const char *po_view_money(po_arena *arena, po_decimal amount);

/* "1,234.50": as many digits after the point as it has. */
const char *po_view_number(po_arena *arena, po_decimal number);

/* "June 24, 2025"; NULL for no date. */
const char *po_view_date(const po_language *language, po_arena *arena, po_date date);
const char *po_view_year(po_arena *arena, int first_year); /* "2025-26"; NULL for 0 */

/* A value as people read it: labels for codes, money with separators, dates in words; NULL if there is none or it may not
 * be shown. */
const char *po_view_shown(const po_view *view, const po_entity *entity, const po_slot *slot);

/* Adds {id, text, long, start} of one field under `name`, and notes that its anchor is on the page; null if the entity has no
 * such field, or `field` is NULL. */
void po_view_value(const po_view *view, cJSON *object, const char *name, const po_entity *entity,
                   const char *field);

/* Adds "misreads" (what was read where a person corrected it) and "doubts": why values of the entity (and of its parts of type `parts`, NULL for none) are uncertain, each reason once. A reason often
 * holds for a whole page, and would otherwise stand at every value. */
void po_view_doubts(const po_view *view, cJSON *object, const po_entity *entity, const char *parts);

/* Text of a field as po_view_shown gives it, without an anchor; NULL if absent. */
const char *po_view_field(const po_view *view, const po_entity *entity, const char *field);

/* The same without a view. */
const char *po_place_words(po_arena *arena, const po_language *language, const po_source_place *place);

/* "page 12, table 3, row 2, column 1"; NULL if nothing is known. */
const char *po_view_place(const po_view *view, const po_source_place *place);

/* "LCAP 2025-26, adopted": what a document is called on the page. */
const char *po_view_source_title(const po_view *view, const po_source *source);

/* "Action 1.2 (LCAP): Small groups": what an entity is called in links. */
const char *po_view_entity_title(const po_view *view, const po_entity *entity);

#endif
