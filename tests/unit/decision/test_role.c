/* SPDX-License-Identifier: Apache-2.0
 *
 * Roles are let through, names and addresses are not.
 */
#include "decision/role.h"

#include <criterion/criterion.h>

static po_arena *arena;

static void set_up(void) {
    arena = po_arena_create();
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(role, .init = set_up, .fini = tear_down);

Test(role, lets_roles_through) {
    static const char *const roles[] = {
        "business office", "superintendent", "Superintendent", "Director of Federal Programs", "Assistant Superintendent, Educational Services",
        "principal", "Principal, Valley Oak Middle School", "school-site-council", "CBO", "Chief Business Officer", "DELAC chair",
        "Expanded Learning Coordinator", "State and Federal Programs Office", "Director of Teaching and Learning", "LCAP coordinator",
        "Special Education Director (SELPA)", "county office", "governing board clerk",
    };
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        const char *mistake = po_role_mistake(arena, roles[i]);
        cr_expect_null(mistake, "%s: %s", roles[i], mistake ? mistake : "");
    }
}

Test(role, refuses_names_and_addresses) {
    static const char *const names[] = {
        "", "  ", "Ann Example", "ann example", "Dr. Example, superintendent", "Ms Example", "Ann Example, Principal", "principal (Ann Example)",
        "Superintendent Ann Example", "a.example@district.example", "office@example.org", "Ann B. Example", "me", "Ann",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        cr_expect_not_null(po_role_mistake(arena, names[i]), "%s", names[i]);
}

Test(role, sees_addresses_in_texts) {
    cr_expect(po_text_has_address("ask ann@district.example about it"));
    cr_expect_not(po_text_has_address("3 pupils @ 4 schools."));
    cr_expect_not(po_text_has_address(NULL));
}
