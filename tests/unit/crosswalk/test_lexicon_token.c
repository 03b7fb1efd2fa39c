/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "base/arena.h"
#include "crosswalk/lexicon_parts.h"

static po_arena *arena;

static void start(void) {
    arena = po_arena_create();
}

static void stop(void) {
    po_arena_destroy(arena);
}

TestSuite(lexicon_token, .init = start, .fini = stop);

Test(lexicon_token, words_and_what_stands_around) {
    po_tokens tokens = {0};
    po_tokenize(arena,
                "Learners' A-G: 12.5%\n\xC3\x89"
                "cole",
                &tokens);
    cr_assert_eq(tokens.list.count, 6u);
    const po_token *t = tokens.list.items;
    cr_assert_str_eq(t[0].raw, "Learners");
    cr_assert_str_eq(t[0].word, "learners");
    cr_assert_str_eq(t[0].stem, "learner");
    cr_assert_eq(t[0].before, 0);
    cr_assert(t[1].joined && t[2].joined);
    cr_assert_eq(t[2].after, ':');
    cr_assert_not(t[3].joined);
    cr_assert(t[3].digits);
    cr_assert_eq(t[4].after, '%');
    cr_assert_str_eq(t[5].word, "\xC3\xA9"
                                "cole");
    cr_assert_eq(t[5].after, 0);
    cr_assert_not(tokens.capitals);
    cr_assert_str_eq(po_token_spelling(&t[0], PO_SPELLING_EXACT), "Learners");
    cr_assert_str_eq(po_token_spelling(&t[0], PO_SPELLING_WORD), "learners");
    cr_assert_str_eq(po_token_spelling(&t[0], PO_SPELLING_STEM), "learner");
}

Test(lexicon_token, possessives_dashes_capitals) {
    po_tokens tokens = {0};
    po_tokenize(arena, "STUDENT\xE2\x80\x99s O'CLOCK \xE2\x80\x93 B.", &tokens);
    cr_assert_str_eq(tokens.list.items[0].raw, "STUDENT");
    cr_assert_str_eq(tokens.list.items[1].raw, "O'CLOCK");
    cr_assert_eq(tokens.list.items[2].before, '-');
    cr_assert_eq(tokens.list.items[2].after, '.');
    po_tokens loud = {0};
    po_tokenize(arena, "ALL IN CAPITALS HERE 5", &loud);
    cr_assert(loud.capitals);
    po_tokens none = {0};
    po_tokenize(arena, " \n ", &none);
    cr_assert_eq(none.list.count, 0u);
}
