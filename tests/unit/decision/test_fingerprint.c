/* SPDX-License-Identifier: Apache-2.0
 *
 * Fingerprints: one spelling of numbers, words without numbers, likeness.
 */
#include "decision/fingerprint.h"

#include <criterion/criterion.h>

static po_arena *arena;

static void set_up(void) {
    arena = po_arena_create();
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(fingerprint, .init = set_up, .fini = tear_down);

static po_fingerprint of_text(const char *text) {
    po_print print = {0};
    po_fingerprint made = {0};
    po_print_words(arena, &print, text, 0);
    po_print_numbers(arena, &print, text);
    po_print_finish(arena, &print, &made);
    return made;
}

Test(fingerprint, numbers_have_one_spelling) {
    po_fingerprint a = of_text("It reads $45,000.00 of 36.0% and -3."), b = of_text("36% it -3 reads of 45000 and");
    cr_assert_eq(a.value_count, 3);
    cr_expect_str_eq(a.values[0], "-3");
    cr_expect_str_eq(a.values[1], "36");
    cr_expect_str_eq(a.values[2], "45000");
    cr_expect(po_fingerprint_same_values(&a, &b));
    cr_expect_eq(po_fingerprint_likeness(&a, &b), 100);
}

Test(fingerprint, other_numbers_are_other_values) {
    po_fingerprint a = of_text("Transport $449,000"), b = of_text("Transport $494,000"), c = of_text("Transport");
    cr_expect_not(po_fingerprint_same_values(&a, &b));
    cr_expect_not(po_fingerprint_same_values(&a, &c));
    cr_expect_str_eq(po_fingerprint_only(arena, &a, &b), "449000");
    cr_expect_str_eq(po_fingerprint_only(arena, &c, &a), "");
}

Test(fingerprint, likeness_is_of_words_in_either) {
    po_fingerprint a = of_text("bus routes for foster youth"), b = of_text("Bus routes, for low-income students"), none = of_text("12");
    cr_expect_eq(po_fingerprint_likeness(&a, &b), 3 * 100 / 8);
    cr_expect_eq(po_fingerprint_likeness(&a, &none), 0);
    cr_expect_eq(po_fingerprint_likeness(&none, &none), 100);
}

Test(fingerprint, one_number_more_counts) {
    po_fingerprint a = of_text("5 and 5"), b = of_text("5");
    cr_expect_not(po_fingerprint_same_values(&a, &b));
}

Test(fingerprint, what_is_beyond_the_limit_is_one_mark) {
    po_print first = {0}, second = {0};
    po_fingerprint a = {0}, b = {0};
    for (int i = 0; i < 1000; i++) {
        po_print_value(arena, &first, po_arena_printf(arena, "v%04d", i));
        po_print_value(arena, &second, po_arena_printf(arena, i == 999 ? "w%04d" : "v%04d", i));
    }
    po_print_finish(arena, &first, &a);
    po_print_finish(arena, &second, &b);
    cr_expect_eq(a.value_count, 400);
    cr_expect_not(po_fingerprint_same_values(&a, &b));
}

Test(fingerprint, a_whole_text_is_marked) {
    po_print first = {0}, second = {0}, third = {0};
    po_fingerprint a = {0}, b = {0}, c = {0};
    po_print_whole(arena, &first, "All  Schools");
    po_print_whole(arena, &second, "all schools");
    po_print_whole(arena, &third, "no schools");
    po_print_finish(arena, &first, &a);
    po_print_finish(arena, &second, &b);
    po_print_finish(arena, &third, &c);
    cr_expect(po_fingerprint_same_values(&a, &b));
    cr_expect_not(po_fingerprint_same_values(&a, &c));
    cr_expect_str_eq(po_fingerprint_only(arena, &a, &c), "");
}
