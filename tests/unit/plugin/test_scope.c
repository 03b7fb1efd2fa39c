/* SPDX-License-Identifier: Apache-2.0
 *
 * Scope as a text.
 */
#include <criterion/criterion.h>

#include "plugin/scope.h"

Test(scope, nothing_is_everything) {
    cr_expect(po_scope_has_cds(NULL, NULL));
    cr_expect(po_scope_has_year(NULL, "2023"));
    cr_expect_not(po_scope_later(NULL));
    po_arena *arena = po_arena_create();
    cr_expect_null(po_scope_parse(arena, NULL));
    po_scope *empty = po_scope_parse(arena, "");
    cr_expect(po_scope_has_cds(empty, "01100170000000"));
    po_arena_destroy(arena);
}

Test(scope, agencies_their_schools_and_single_charters) {
    po_arena *arena = po_arena_create();
    po_scope *scope = po_scope_parse(
        arena, "lea=5099901, 01100170000000 ,19647330100289,nonsense;years=2023;later=no;=;x");
    cr_expect(po_scope_has_cds(scope, "50999010000000"));
    cr_expect(po_scope_has_cds(scope, "50999010123456"));
    cr_expect(po_scope_has_cds(scope, "01100170112607"));
    cr_expect(po_scope_has_cds(scope, "19647330100289"));
    cr_expect_not(po_scope_has_cds(scope, "19647330000000"));
    cr_expect_not(po_scope_has_cds(scope, NULL));
    cr_expect_not(po_scope_has_cds(scope, "5099901"));
    cr_expect(po_scope_has_year(scope, "2023"));
    cr_expect_not(po_scope_has_year(scope, "2022"));
    cr_expect(po_scope_has_year(scope, NULL), "a year that is not known is not another one");
    cr_expect_not(po_scope_later(scope));
    cr_expect(po_scope_later(po_scope_parse(arena, "later=yes")));
    po_arena_destroy(arena);
}
