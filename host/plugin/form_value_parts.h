/* SPDX-License-Identifier: Apache-2.0
 *
 * The parts of form_value that stand in files of their own. Private to host/plugin/form_*.c.
 */
#ifndef PO_PLUGIN_FORM_VALUE_PARTS_H
#define PO_PLUGIN_FORM_VALUE_PARTS_H

#include "plugin/form_value.h"

/* One kind of value each (form_value.h): an amount, a number or a percentage; several codes in one text; boxes and which of them are ticked.
 * What is read belongs to `arena`; a text that is no such value leaves `ret_value` without one. */
void po_value_read_amount(po_arena *arena, po_value_type type, const char *text, po_value *ret_value);
void po_value_read_list(po_arena *arena, const char *text, const po_choices *choices,
                        po_value *ret_value);
void po_value_read_ticks(po_arena *arena, const char *text, const po_choices *choices,
                         po_value *ret_value);

/* At most twelve letters, digits, points and brackets with a digit among them: "1.2", "1A(2)", "M4.1". */
bool po_value_is_code(const char *text);

#endif
