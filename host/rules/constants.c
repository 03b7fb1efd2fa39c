/* SPDX-License-Identifier: Apache-2.0
 *
 * Values that are the same for every record a check runs over, kept for the run: a check over 300
 * rows that asks how many rows there are counts them once.
 */
#include "rules/engine.h"

enum { SLOTS_FIRST = 64 };

static struct po_constant *find(struct po_constant *slots, size_t slot_count, const po_node *node) {
    size_t at = ((uintptr_t)node / sizeof(void *) * 31) & (slot_count - 1);
    while (slots[at].node && slots[at].node != node) {
        at = (at + 1) & (slot_count - 1);
    }
    return &slots[at];
}

static void grow(po_rule_run *run) {
    po_constants *constants = &run->constants;
    size_t slot_count = constants->slot_count ? constants->slot_count * 2 : SLOTS_FIRST;
    struct po_constant *slots = PO_NEW_ARRAY(run->arena, struct po_constant, slot_count);
    for (size_t i = 0; i < constants->slot_count; i++) {
        const struct po_constant *old = &constants->slots[i];
        if (old->node) {
            *find(slots, slot_count, old->node) = *old;
        }
    }
    constants->slots = slots;
    constants->slot_count = slot_count;
}

po_let_value *po_constant_of(po_rule_run *run, const po_node *node) {
    po_constants *constants = &run->constants;
    if (constants->count * 2 >= constants->slot_count) {
        grow(run);
    }
    struct po_constant *constant = find(constants->slots, constants->slot_count, node);
    constants->count += constant->node == NULL;
    constant->node = node;
    return &constant->value;
}
