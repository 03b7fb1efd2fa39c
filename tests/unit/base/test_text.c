/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "base/utf8.h"

static po_arena *arena;

static void set_up(void) {
    arena = po_arena_create();
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(text, .init = set_up, .fini = tear_down);

Test(text, buffer_grows_and_ends_in_nul) {
    po_buffer buffer = {0};
    cr_expect_str_eq(po_buffer_text(&buffer), "");
    po_buffer_clear(&buffer);
    po_buffer_add_text(&buffer, NULL);
    cr_expect_eq(buffer.size, 0);
    po_buffer_add(&buffer, NULL, 0);
    cr_expect_str_eq(buffer.data, "");
    for (int i = 0; i < 1000; i++) {
        po_buffer_add_char(&buffer, 'x');
        po_buffer_add_text(&buffer, "yz");
        po_buffer_add(&buffer, "abc", 1);
    }
    cr_expect_eq(buffer.size, 4000);
    cr_expect_eq(strlen(buffer.data), 4000);
    cr_expect_eq(strncmp(buffer.data + 3996, "xyza", 5), 0);
    po_buffer_clear(&buffer);
    cr_expect_str_eq(po_buffer_text(&buffer), "");
    cr_expect_gt(buffer.capacity, 4000);
    po_buffer_finish(&buffer);
    cr_expect_null(buffer.data);
    po_buffer_finish(NULL);
}

Test(text, buffer_printf_of_every_length) {
    po_buffer buffer = {0};
    for (int width = 1; width < 200; width++) {
        po_buffer_clear(&buffer);
        po_buffer_add_text(&buffer, "<");
        po_buffer_printf(&buffer, "%*d", width, 7);
        po_buffer_add_text(&buffer, ">");
        cr_assert_eq(buffer.size, (size_t)width + 2);
        cr_assert_eq(strlen(buffer.data), buffer.size);
        cr_assert_eq(buffer.data[width], '7');
        cr_assert_eq(buffer.data[width + 1], '>');
    }
    po_buffer_finish(&buffer);
}

Test(text, a_buffer_larger_than_memory_runs_out_of_memory, .exit_code = PO_EXIT_MEMORY) {
    po_buffer buffer = {0};
    po_buffer_add_char(&buffer, 'x');
    po_buffer_add(&buffer, "", SIZE_MAX);
}

Test(text, small_questions) {
    cr_expect(po_text_equal(NULL, NULL));
    cr_expect(po_text_equal("a", "a"));
    cr_expect_not(po_text_equal("a", NULL));
    cr_expect_not(po_text_equal(NULL, ""));
    cr_expect_not(po_text_equal("a", "A"));
    cr_expect(po_text_empty(NULL));
    cr_expect(po_text_empty(""));
    cr_expect(po_text_empty(" \t\n\xC2\xA0\xE2\x80\x8B"));
    cr_expect_not(po_text_empty(" ."));
    cr_expect_not(po_text_empty("\xFF"));
    cr_expect(po_text_starts("Goal 1", "Goal"));
    cr_expect(po_text_starts("x", ""));
    cr_expect_not(po_text_starts("Go", "Goal"));
    cr_expect_not(po_text_starts(NULL, "a"));
    cr_expect_not(po_text_starts("a", NULL));
}

typedef struct fold_case {
    const char *text, *expected;
} fold_case;

#define EACH(cases) (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)

Test(text, squeeze) {
    static const fold_case cases[] = {
        {NULL, ""},
        {"", ""},
        {"   ", ""},
        {"  a  b\n\tc ", "a b c"},
        {"a\xC2\xA0\xE2\x80\x89 b", "a b"},
        {"\xEF\xBB\xBFGoal\xE3\x80\x80"
         "1\xE2\x80\x8B",
         "Goal 1"},
        {"plan\xC2\xADning and/\xE2\x80\x8Bor", "planning and/or"},
        {"a \xE2\x80\x8B b", "a b"},
        {"Año — 2", "Año — 2"},
        {"\xFF x", "\xFF x"},
    };
    for
        EACH(cases) {
            cr_expect_str_eq(po_text_squeeze(arena, cases[i].text), cases[i].expected, "case %zu",
                             i);
        }
}

Test(text, solid) {
    cr_expect_str_eq(po_text_solid(arena, " $1,234,\n567.\xC2\xA0"
                                          "89 "),
                     "$1,234,567.89");
    cr_expect_str_eq(po_text_solid(arena, NULL), "");
}

Test(text, key) {
    static const fold_case cases[] = {
        {NULL, ""},
        {"Goal #", "goal#"},
        {"goal#", "goal#"},
        {"Metric", "metric"},
        {"Total Funds ($)", "totalfunds"},
        {"Year 1\xC2\xA0Outcome", "year1outcome"},
        {"2026–27 Student’s Plan", "202627studentsplan"},
        {"AÑO ÉTÉ Straße", "añoétéstrasse"},
        {"3 × 4 ÷ 2", "342"},
        {"plan\xC2\xADning", "planning"},
        {"ﬁnal Ⅳ ①", "finaliv1"},          /* ligature, roman number, circled digit: NFKC */
        {"Ａｃｔｉｏｎ ＃１", "action#1"}, /* full width */
        {"e\xCC\x81t\xC3\xA9", "été"},     /* decomposed and composed are one */
        {"ŁÓDŹ", "łódź"},
        {"学生 Ⅱ", "学生ii"},
        {"q\xCC\x81", "q"}, /* a mark that nothing composes with is no letter */
        {"...", ""},
    };
    for
        EACH(cases) {
            cr_expect_str_eq(po_text_key(arena, cases[i].text), cases[i].expected, "case %zu", i);
        }
    cr_expect_str_eq(po_text_key(arena, "a\xFF\xC4\x80"), "aā", "a malformed byte is no letter");
}

Test(text, words) {
    static const fold_case cases[] = {
        {NULL, ""},
        {"  Low-Income  pupils, (LI) ", "low income pupils li"},
        {"Student's / student’s", "students students"},
        {"and/or 2026–27", "and or 2026 27"},
        {"# of", "of"},
        {"Łódź — ÉTÉ", "łódź été"},
        {"don‘t ﬁt", "dont fit"},
    };
    for
        EACH(cases) {
            cr_expect_str_eq(po_text_words(arena, cases[i].text), cases[i].expected, "case %zu", i);
        }
}

/* The quick way and libunistring's way must be one: every character that the quick way takes,
 * between two letters, with and without a character after it that forces the other way. */
Test(text, the_quick_way_folds_as_libunistring_does) {
    for (uint32_t code = 1; code < 0x2100; code++) {
        char bytes[4];
        size_t size = po_utf8_encode(code, bytes);
        char *quick = po_arena_printf(arena, "A%.*sb", (int)size, bytes);
        char *slow = po_arena_printf(arena, "A%.*sb \xD0\x96", (int)size, bytes); /* Cyrillic */
        cr_assert_str_eq(po_arena_printf(arena, "%s\xD0\xB6", po_text_key(arena, quick)),
                         po_text_key(arena, slow), "U+%04X", code);
        cr_assert_str_eq(po_arena_printf(arena, "%s \xD0\xB6", po_text_words(arena, quick)),
                         po_text_words(arena, slow), "U+%04X", code);
    }
}

Test(text, a_long_text_is_folded_too) {
    po_buffer text = {0}, expected = {0};
    for (int i = 0; i < 500; i++) {
        po_buffer_add_text(&text, "ŁódŹ ");
        po_buffer_add_text(&expected, "łódź");
    }
    cr_expect_str_eq(po_text_key(arena, text.data), expected.data);
    po_buffer_finish(&text);
    po_buffer_finish(&expected);
}

Test(text, distance) {
    static const struct {
        const char *a, *b;
        size_t distance;
    } cases[] = {
        {"", "", 0},
        {"a", "", 1},
        {"", "abc", 3},
        {"form", "from", 1},
        {"kitten", "sitting", 3},
        {"goal", "goal", 0},
        {"goal", "Goal", 1},
        {"año", "ano", 1},
        {"ca", "abc", 3},
        {"abcd", "badc", 2},
        {"flaw", "lawn", 2},
    };
    for
        EACH(cases) {
            cr_expect_eq(po_text_distance(cases[i].a, cases[i].b, 10), cases[i].distance, "%s/%s",
                         cases[i].a, cases[i].b);
            cr_expect_eq(po_text_distance(cases[i].b, cases[i].a, 10), cases[i].distance, "%s/%s",
                         cases[i].b, cases[i].a);
        }
    cr_expect_eq(po_text_distance("kitten", "sitting", 1), 2, "capped at limit + 1");
    cr_expect_eq(po_text_distance("a", "abcdef", 2), 3);
    char *long_a = po_arena_printf(arena, "%0300d", 1),
         *long_b = po_arena_printf(arena, "%0300d", 2);
    cr_expect_eq(po_text_distance(long_a, long_a, 5), 0);
    cr_expect_eq(po_text_distance(long_a, long_b, 5), 6, "too long to compare");
}

Test(text, nearest) {
    static const char *const names[] = {"class", "from", "to", "type", "identifier", "yes"};
    static const fold_case cases[] = {
        {"form", "from"},    {"FROM", "from"},  {"typ", "type"},
        {"tipe", "type"},    {"clas", "class"}, {"idnetifer", "identifier"},
        {"ti", "to"},        {"xyz", NULL},     {"", NULL},
        {"something", NULL}, {"YES", "yes"},    {"t", "to"},
    };
    for
        EACH(cases) {
            const char *found = po_text_nearest(cases[i].text, names, 6);
            cr_expect(po_text_equal(found, cases[i].expected), "%s: %s", cases[i].text,
                      found ? found : "(none)");
        }
    static const char *const equals[] = {"abcx", "abcy", "abcz"};
    cr_expect_eq(po_text_nearest("abcd", equals, 3), equals[0], "the first of equals");
    cr_expect_eq(po_text_nearest("abcz", equals, 3), equals[2], "the exact one");
    cr_expect_null(po_text_nearest("a", NULL, 0));
}

Test(text, split) {
    char **pieces = NULL;
    cr_assert_eq(po_text_split(arena, " a; ;b c ;\tañ ;", ';', &pieces), 3);
    cr_expect_str_eq(pieces[0], "a");
    cr_expect_str_eq(pieces[1], "b c");
    cr_expect_str_eq(pieces[2], "añ");
    cr_expect_eq(po_text_split(arena, NULL, ',', &pieces), 0);
    cr_expect_eq(po_text_split(arena, " ,, ", ',', &pieces), 0);
    cr_expect_eq(po_text_split(arena, "one", ',', &pieces), 1);
    cr_expect_str_eq(pieces[0], "one");
}
