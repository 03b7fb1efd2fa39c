/* SPDX-License-Identifier: Apache-2.0
 *
 * Ids that went by.
 */
#include <criterion/criterion.h>
#include <stdio.h>

#include "document/id_set.h"

Test(id_set, each_id_once_however_many) {
    po_id_set *set = po_id_set_create();
    char id[32];
    cr_expect_not(po_id_set_has(set, ""));
    for (unsigned i = 0; i < 200000; i++) {
        snprintf(id, sizeof id, "indicator-1.%u", i);
        cr_assert(po_id_set_add(set, id), "%s", id);
    }
    cr_expect_eq(po_id_set_count(set), 200000);
    for (unsigned i = 0; i < 200000; i += 7) {
        snprintf(id, sizeof id, "indicator-1.%u", i);
        cr_assert(po_id_set_has(set, id));
        cr_assert_not(po_id_set_add(set, id));
    }
    cr_expect_not(po_id_set_has(set, "indicator-1.200000"));
    cr_expect(po_id_set_add(set, ""));
    po_id_set_destroy(set);
    po_id_set_destroy(NULL);
}
