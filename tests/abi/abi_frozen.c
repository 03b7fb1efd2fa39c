/* SPDX-License-Identifier: Apache-2.0
 *
 * The layout of the plugin interface on 64-bit machines, number by number. Changing a number here is the break itself:
 * it needs a new major version (today 0: every change of these lines is a reviewed commit that says why). Appending a
 * member adds a line and changes the size at the end; nothing else may change.
 *
 * The same file is compiled with the frozen copy of the first header (planonce_0_1/), whose numbers must be these for
 * all members it knows: that is what "the minor may differ either way" rests on.
 */
#include <stddef.h>

#include "planonce/ext/document.h"
#include "planonce/ext/form.h"
#include "planonce/ext/scope.h"

#define SIZE(type, size) _Static_assert(sizeof(type) == (size), #type " changed its size")
#define AT(type, member, offset)                                                                   \
    _Static_assert(offsetof(type, member) == (offset), #type "." #member " moved")

_Static_assert(sizeof(void *) == 8, "the table is for 64-bit machines");
_Static_assert(PLANONCE_ABI_MAJOR == 0, "a new major begins a new table");
_Static_assert(sizeof(planonce_status) == 4, "planonce_status is 32 bits");
_Static_assert(PLANONCE_OK == 0 && PLANONCE_FAILED == -1 && PLANONCE_LIMIT == -2 &&
                   PLANONCE_REFUSED == -3 && PLANONCE_UNSUPPORTED == -4,
               "a status changed its number");
_Static_assert(PLANONCE_NOTE == 0 && PLANONCE_WARNING == 1 && PLANONCE_ERROR == 2, "a severity changed its number");
_Static_assert(PLANONCE_BLOCK_HEADING == 1 && PLANONCE_BLOCK_PARAGRAPH == 2 && PLANONCE_BLOCK_LIST_ITEM == 3 &&
                   PLANONCE_BLOCK_TABLE == 4,
               "a kind of block changed its number");

AT(planonce_place, struct_size, 0);
AT(planonce_place, page, 4);
AT(planonce_place, table, 8);
AT(planonce_place, row, 12);
AT(planonce_place, column, 16);
AT(planonce_place, line, 20);
AT(planonce_place, sheet, 24);
SIZE(planonce_place, 32);

AT(planonce_field, struct_size, 0);
AT(planonce_field, value_count, 4);
AT(planonce_field, place_count, 8);
AT(planonce_field, reserved, 12);
AT(planonce_field, name, 16);
AT(planonce_field, text, 24);
AT(planonce_field, value, 32);
AT(planonce_field, type, 40);
AT(planonce_field, values, 48);
AT(planonce_field, places, 56);
AT(planonce_field, doubt, 64);
SIZE(planonce_field, 72);

AT(planonce_record, struct_size, 0);
AT(planonce_record, field_count, 4);
AT(planonce_record, id, 8);
AT(planonce_record, type, 16);
AT(planonce_record, parent, 24);
AT(planonce_record, fields, 32);
SIZE(planonce_record, 40);

AT(planonce_host, struct_size, 0);
AT(planonce_host, abi_version, 4);
AT(planonce_host, context, 8);
AT(planonce_host, emit, 16);
AT(planonce_host, diagnose, 24);
AT(planonce_host, get_extension, 32);
SIZE(planonce_host, 40);

AT(planonce_input, struct_size, 0);
AT(planonce_input, reserved, 4);
AT(planonce_input, data, 8);
AT(planonce_input, size, 16);
AT(planonce_input, name, 24);
AT(planonce_input, media_type, 32);
AT(planonce_input, program, 40);
AT(planonce_input, form, 48);
SIZE(planonce_input, 56);

AT(planonce_entry, struct_size, 0);
AT(planonce_entry, abi_version, 4);
AT(planonce_entry, programs, 8);
AT(planonce_entry, read, 16);
AT(planonce_entry, get_extension, 24);
SIZE(planonce_entry, 32);

AT(planonce_block, struct_size, 0);
AT(planonce_block, kind, 4);
AT(planonce_block, level, 8);
AT(planonce_block, table, 12);
AT(planonce_block, columns, 16);
AT(planonce_block, rows, 20);
AT(planonce_block, text, 24);
AT(planonce_block, doubt, 32);
AT(planonce_block, place, 40);
SIZE(planonce_block, 72);

AT(planonce_cell, struct_size, 0);
AT(planonce_cell, column, 4);
AT(planonce_cell, column_span, 8);
AT(planonce_cell, row_span, 12);
AT(planonce_cell, place_count, 16);
AT(planonce_cell, reserved, 20);
AT(planonce_cell, text, 24);
AT(planonce_cell, doubt, 32);
AT(planonce_cell, places, 40);
SIZE(planonce_cell, 48);

AT(planonce_document_v1, struct_size, 0);
AT(planonce_document_v1, reserved, 4);
AT(planonce_document_v1, next_block, 8);
AT(planonce_document_v1, next_row, 16);
SIZE(planonce_document_v1, 24);

AT(planonce_form_v1, struct_size, 0);
AT(planonce_form_v1, reserved, 4);
AT(planonce_form_v1, run, 8);
SIZE(planonce_form_v1, 16);

AT(planonce_scope_v1, struct_size, 0);
AT(planonce_scope_v1, reserved, 4);
AT(planonce_scope_v1, text, 8);
SIZE(planonce_scope_v1, 16);

int abi_frozen(void);
int abi_frozen(void) {
    return 0;
}
