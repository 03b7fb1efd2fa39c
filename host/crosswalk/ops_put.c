/* SPDX-License-Identifier: Apache-2.0
 *
 * The way back: from a model value to the record field it would be written into. Rows of class iso
 * need the value alone; rows of class complement take what the value does not hold from the field
 * as it was printed; other rows have no way back.
 */
#include <string.h>

#include "base/text.h"
#include "crosswalk/crosswalk_parts.h"

/* "1234567.50" -> "1,234,567.50". */
static const char *with_commas(po_arena *arena, const char *decimal) {
    po_buffer out = {0};
    bool negative = *decimal == '-';
    decimal += negative;
    size_t whole = strcspn(decimal, ".");
    po_buffer_add_text(&out, negative ? "-" : "");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            po_buffer_add_char(&out, ',');
        po_buffer_add_char(&out, decimal[i]);
    }
    po_buffer_add_text(&out, decimal + whole);
    const char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

static void put_decimal(const po_op *op, po_flow *flow, po_arena *arena) {
    if (!flow->value)
        return;
    const char *number = with_commas(arena, flow->value);
    if (op->kind == PO_OP_MONEY)
        flow->text = *number == '-' ? po_arena_printf(arena, "-$%s", number + 1)
                                    : po_arena_printf(arena, "$%s", number);
    else
        flow->text = op->kind == PO_OP_PERCENT ? po_arena_printf(arena, "%s%%", number) : number;
}

static bool put_enum(const po_op *op, po_flow *flow, const po_field *original) {
    if (op->bijective && flow->value) {
        const po_pair *pair = po_map_get(op->by_to, flow->value);
        flow->text = pair ? pair->from : NULL;
        flow->value = NULL;
        return pair != NULL;
    }
    return original != NULL;
}

static void put_split(const po_op *op, po_flow *flow, po_arena *arena) {
    po_buffer joined = {0};
    for (uint32_t i = 0; i < flow->value_count; i++) {
        po_buffer_add_text(&joined, i ? op->text : "");
        for (const char *at = flow->values[i]; *at; at++) {
            if (*at == '\\' || strncmp(at, op->text, strlen(op->text)) == 0)
                po_buffer_add_char(&joined, '\\');
            po_buffer_add_char(&joined, *at);
        }
    }
    flow->text = po_arena_dup(arena, po_buffer_text(&joined));
    flow->value_count = 0;
    po_buffer_finish(&joined);
}

static void put_join(const po_op *op, po_flow *flow, po_arena *arena) {
    PO_LIST(const char *) values = {0};
    const char *at = flow->value ? flow->value : "";
    for (const char *next; (next = strstr(at, op->text)); at = next + strlen(op->text))
        *PO_LIST_ADD(arena, &values) = po_arena_copy(arena, at, (size_t)(next - at));
    *PO_LIST_ADD(arena, &values) = at;
    flow->values = values.items;
    flow->value_count = (uint32_t)values.count;
    flow->value = NULL;
}

static bool put_one(const po_op *op, po_flow *flow, const po_field *original, po_arena *arena) {
    po_row_class class = po_op_class(op);
    if (class == PO_FORWARD || (class == PO_COMPLEMENT && !original))
        return false;
    if (op->kind == PO_OP_ENUM)
        return put_enum(op, flow, original);
    if (op->kind == PO_OP_MONEY || op->kind == PO_OP_NUMBER || op->kind == PO_OP_PERCENT)
        put_decimal(op, flow, arena);
    else if (op->kind == PO_OP_SPLIT && op->exact)
        put_split(op, flow, arena);
    else if (op->kind == PO_OP_JOIN)
        put_join(op, flow, arena);
    else if (op->kind == PO_OP_DATE)
        flow->text = flow->value;
    return true;
}

bool po_row_put(const po_field_row *row, const po_flow *value, const po_field *original,
                po_arena *arena, po_field *ret_field) {
    po_flow flow = *value;
    if (row->computed > PO_COMPLEMENT)
        return false;
    for (size_t i = row->ops.count; i-- > 0;)
        if (!put_one(&row->ops.items[i], &flow, original, arena))
            return false;
    if (row->computed == PO_COMPLEMENT) {
        *ret_field = *original;
        return true;
    }
    *ret_field = (po_field){.name = row->reference.name,
                            .text = flow.text ? flow.text : "",
                            .value = flow.value,
                            .values = flow.values,
                            .value_count = flow.value_count};
    return true;
}
