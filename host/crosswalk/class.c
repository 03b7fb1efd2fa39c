/* SPDX-License-Identifier: Apache-2.0
 *
 * The class of a row: whether there is a way back from the model to the record, computed from the
 * operations and compared with what the author declared. iso: both ways. complement: both ways if
 * what was printed is kept beside. forward: no way back. manual: no way there.
 */
#include "crosswalk/crosswalk_parts.h"

#include "base/text.h"

static po_row_class parsing_class(const po_op *op) {
    return op->find ? PO_FORWARD : PO_ISO;
}

po_row_class po_op_class(const po_op *op) {
    switch (op->kind) {
    case PO_OP_COPY:
    case PO_OP_RENAME:
    case PO_OP_JOIN:
        return PO_ISO;
    case PO_OP_DATE:
    case PO_OP_NUMBER:
    case PO_OP_PERCENT:
    case PO_OP_MONEY:
        return parsing_class(op);
    case PO_OP_ENUM:
        return op->bijective ? PO_ISO : PO_COMPLEMENT;
    case PO_OP_SPLIT:
        return op->exact ? PO_ISO : PO_COMPLEMENT;
    case PO_OP_LIST_KEY:
        return PO_COMPLEMENT;
    case PO_OP_LOOKUP:
    case PO_OP_CONCAT:
    case PO_OP_CLASSIFY:
    case PO_OP_COUNT:
        break;
    }
    return PO_FORWARD;
}

po_row_class po_class_compose(po_row_class first, po_row_class second) {
    return first > second ? first : second;
}

po_row_class po_row_class_of(const po_field_row *row) {
    if (row->ops.count == 0)
        return PO_MANUAL;
    po_row_class class = PO_ISO;
    for (size_t i = 0; i < row->ops.count; i++)
        class = po_class_compose(class, po_op_class(&row->ops.items[i]));
    return class;
}

const char *po_class_name(po_row_class class) {
    static const char *const names[] = {"iso", "complement", "forward", "manual"};
    return names[class];
}

const char *po_op_name(po_op_kind kind) {
    static const char *const names[PO_OP_COUNT] = {
        [PO_OP_COPY] = "copy",         [PO_OP_RENAME] = "rename",   [PO_OP_DATE] = "date",
        [PO_OP_NUMBER] = "number",     [PO_OP_PERCENT] = "percent", [PO_OP_MONEY] = "money",
        [PO_OP_ENUM] = "enum",         [PO_OP_SPLIT] = "split",     [PO_OP_JOIN] = "join",
        [PO_OP_LIST_KEY] = "list-key", [PO_OP_LOOKUP] = "lookup",   [PO_OP_CONCAT] = "concat",
        [PO_OP_CLASSIFY] = "classify"};
    return names[kind];
}
