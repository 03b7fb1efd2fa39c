/* SPDX-License-Identifier: Apache-2.0
 *
 * Printed values: what a cell or an answer says, as a canonical value where that is certain.
 *
 * Why apart from the engine: plans are printed by many producers, and each of their habits (money cut over two lines, tick marks
 * glued to words, accounting dashes, a sign after the number) is a rule with a test here, not a branch in a reader.
 *
 * Certain or nothing: a value is set only if the text can mean one thing. Otherwise it is NULL and `doubt` says why in words that a
 * planner understands; an empty text has neither. Digits are kept as printed ("18235874" and "23204413.00" differ in what their
 * last digit allows). No locale, no floating point.
 */
#ifndef PO_PLUGIN_FORM_VALUE_H
#define PO_PLUGIN_FORM_VALUE_H

#include "base/arena.h"

typedef enum po_value_type {
    PO_VALUE_TEXT,
    PO_VALUE_MONEY,
    PO_VALUE_PERCENT,
    PO_VALUE_NUMBER,
    PO_VALUE_DATE,
    PO_VALUE_YES_NO,
    PO_VALUE_CODE,  /* a number that names something: "1.2", "Goal # 3", "1A(2)" */
    PO_VALUE_CODES, /* several of them */
    PO_VALUE_LIST,  /* things ticked or listed in one cell */
    PO_VALUE_TICKS, /* one thing on each line, ticked or not */
    PO_VALUE_DIGITS /* a code of digits, printed with hyphens or spaces between */
} po_value_type;

#define PO_VALUE_TYPES 11

/* "money", "yes-no", ... as forms write them; false if there is no such type. */
PO_NODISCARD bool po_value_type_parse(const char *name, po_value_type *ret_type);
const char *po_value_type_name(po_value_type type);

/* A word that a list may hold, by its canonical name and the keys (po_text_key) under which it is printed. */
typedef struct po_choice {
    const char *name;
    const char *const *keys;
    size_t key_count;
} po_choice;

typedef struct po_choices {
    const po_choice *items;
    size_t count;
} po_choices;

typedef struct po_value {
    const char *value;
    const char *const *values;
    uint32_t value_count;
    const char *doubt;
} po_value;

/* Reads `text` as `type`. `choices` may be NULL. Ownership: what `ret_value` holds belongs to `arena` or is constant. */
void po_value_read(po_arena *arena, po_value_type type, const char *text, const po_choices *choices,
                   po_value *ret_value);

/* True for "X", "x", ballot boxes with a mark, check marks: a mark that stands alone. */
bool po_value_is_tick(const char *text);

#endif
