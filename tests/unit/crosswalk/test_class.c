/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support.h"

Test(class, of_operations) {
    static const struct {
        po_op op;
        po_row_class class;
    } cases[] = {
        {{.kind = PO_OP_COPY}, PO_ISO},         {{.kind = PO_OP_RENAME}, PO_ISO},
        {{.kind = PO_OP_MONEY}, PO_ISO},        {{.kind = PO_OP_MONEY, .find = true}, PO_FORWARD},
        {{.kind = PO_OP_ENUM}, PO_COMPLEMENT},  {{.kind = PO_OP_ENUM, .bijective = true}, PO_ISO},
        {{.kind = PO_OP_SPLIT}, PO_COMPLEMENT}, {{.kind = PO_OP_SPLIT, .exact = true}, PO_ISO},
        {{.kind = PO_OP_JOIN}, PO_ISO},         {{.kind = PO_OP_LIST_KEY}, PO_COMPLEMENT},
        {{.kind = PO_OP_LOOKUP}, PO_FORWARD},   {{.kind = PO_OP_CONCAT}, PO_FORWARD},
        {{.kind = PO_OP_CLASSIFY}, PO_FORWARD}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_assert_eq(po_op_class(&cases[i].op), cases[i].class, "%s", po_op_name(cases[i].op.kind));
}

Test(class, the_greatest_loss_counts) {
    for (int a = PO_ISO; a <= PO_MANUAL; a++)
        for (int b = PO_ISO; b <= PO_MANUAL; b++)
            cr_assert_eq(po_class_compose((po_row_class)a, (po_row_class)b),
                         (po_row_class)(a > b ? a : b));
    po_op ops[] = {{.kind = PO_OP_COPY}, {.kind = PO_OP_LIST_KEY}};
    po_field_row row = {.ops = {ops, 2, 2}};
    cr_assert_eq(po_row_class_of(&row), PO_COMPLEMENT);
    cr_assert_eq(po_row_class_of(&(po_field_row){0}), PO_MANUAL);
    cr_assert_str_eq(po_class_name(PO_FORWARD), "forward");
}
