/* SPDX-License-Identifier: Apache-2.0
 *
 * Classing words of a text by the lexicon. First every phrase is found, longest first; then each
 * match is asked whether it counts where it stands. See lexicon.h.
 */
#include "crosswalk/lexicon.h"

#include <string.h>

#include "base/text.h"
#include "crosswalk/lexicon_parts.h"

/* A match: tokens first..last, and whether it counts. */
typedef struct po_match {
    const po_phrase *phrase;
    size_t first, last;
    bool counts;
} po_match;

typedef struct po_matches {
    PO_LIST(po_match) list;
} po_matches;

/* The longest phrase of one trie that begins at token `first`; its last token in *ret_last. */
static const po_phrase *longest(const po_trie *trie, const po_tokens *tokens, size_t first,
                                po_spelling spelling, size_t *ret_last) {
    const po_phrase *found = NULL;
    for (size_t i = first; i < tokens->list.count && trie->next; i++) {
        const po_token *token = &tokens->list.items[i];
        if (i > first && !token->joined)
            break;
        trie = po_map_get(trie->next, po_token_spelling(token, spelling));
        if (!trie)
            break;
        if (trie->phrase) {
            found = trie->phrase;
            *ret_last = i;
        }
    }
    return found;
}

/* The longest phrase of a set that begins at token `first`; of two as long, the one spelled more
 * strictly. */
static bool match_at(const po_lexicon_set *set, const po_tokens *tokens, size_t first,
                     po_match *ret_match) {
    const po_phrase *best = NULL;
    for (int spelling = 0; spelling < PO_SPELLING_COUNT; spelling++) {
        size_t last = first;
        const po_phrase *found =
            longest(&set->tries[spelling], tokens, first, (po_spelling)spelling, &last);
        if (!found || (best && last <= ret_match->last))
            continue;
        best = found;
        *ret_match = (po_match){.phrase = found, .first = first, .last = last};
    }
    return best != NULL;
}

static void find_matches(po_arena *arena, const po_lexicon_set *set, const po_tokens *tokens,
                         po_matches *matches) {
    for (size_t i = 0; i < tokens->list.count; i++) {
        po_match match;
        if (!match_at(set, tokens, i, &match))
            continue;
        *PO_LIST_ADD(arena, &matches->list) = match;
        i = match.last;
    }
}

/* Words that may stand between two members of a list of groups: numbers, "and", "students". */
static bool is_filler(const po_token *token) {
    static const char *const fillers[] = {"and",   "or",       "student", "pupil",
                                          "group", "subgroup", "the",     "youth"};
    if (token->digits)
        return true;
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
        if (po_text_equal(token->stem, fillers[i]))
            return true;
    return false;
}

/* Two neighbouring matches stand in one list if nothing but fillers, and no end of a sentence,
 * stands between them. */
static bool in_one_list(const po_tokens *tokens, const po_match *a, const po_match *b) {
    if (!a->phrase->term || !b->phrase->term || tokens->list.items[b->first].before == '.')
        return false;
    for (size_t i = a->last + 1; i < b->first; i++)
        if (!is_filler(&tokens->list.items[i]))
            return false;
    return true;
}

/* How many matches the list around match n has; at most three are counted. */
static size_t list_length(const po_tokens *tokens, const po_matches *matches, size_t n) {
    enum { ENOUGH = 3 };
    const po_match *items = matches->list.items;
    size_t first = n, last = n;
    while (first > 0 && last - first < ENOUGH - 1 &&
           in_one_list(tokens, &items[first - 1], &items[first]))
        first--;
    while (last + 1 < matches->list.count && last - first < ENOUGH - 1 &&
           in_one_list(tokens, &items[last], &items[last + 1]))
        last++;
    return last - first + 1;
}

/* Whether a plain word follows without punctuation: "AI tools". */
static bool runs_on(const po_tokens *tokens, const po_match *match) {
    if (match->last + 1 >= tokens->list.count)
        return false;
    const po_token *next = &tokens->list.items[match->last + 1];
    return next->joined && !is_filler(next);
}

/* Whether an ambiguous match stands in a list of its kind: of three, or of two where the next words
 * do not claim it. */
static bool has_company(const po_tokens *tokens, const po_matches *matches, size_t n) {
    size_t length = list_length(tokens, matches, n);
    return length >= 3 || (length == 2 && !runs_on(tokens, &matches->list.items[n]));
}

static bool is_whole(const po_tokens *tokens, const po_match *match) {
    return match->first == 0 && match->last + 1 == tokens->list.count;
}

static bool before_colon(const po_tokens *tokens, const po_match *match) {
    char after = tokens->list.items[match->last].after;
    return after == ':' || after == '=';
}

/* The last word of a match with the plain words that belong to it: "EL" in "EL students: 45 %". */
static size_t label_end(const po_tokens *tokens, const po_match *match) {
    size_t last = match->last;
    while (last + 1 < tokens->list.count && tokens->list.items[last + 1].joined &&
           !tokens->list.items[last + 1].digits && is_filler(&tokens->list.items[last + 1]))
        last++;
    return last;
}

/* At the head of a value: "All Students: 45 %", "All (n=120)", "EL -12", "12 % EL", or alone on its
 * line. */
static bool is_label(const po_tokens *tokens, const po_match *match) {
    size_t last = label_end(tokens, match);
    char before = tokens->list.items[match->first].before, after = tokens->list.items[last].after;
    bool number_next = last + 1 < tokens->list.count && tokens->list.items[last + 1].digits;
    if (before == '%')
        return true; /* "27.8 % foster youth" */
    bool opens = before == 0 || strchr("\n,;:(/|-*?%)0.", before);
    bool closes = after == 0 || strchr("\n:=(|", after) ||
                  (number_next && (after == '-' || after == '+' || after == '$' ||
                                   (after >= '0' && after <= '9')));
    return opens && closes;
}

static bool counts(const po_tokens *tokens, const po_matches *matches, size_t n) {
    const po_match *match = &matches->list.items[n];
    const po_phrase *phrase = match->phrase;
    if (!phrase->term)
        return false;
    if (phrase->label)
        return is_whole(tokens, match) || is_label(tokens, match) ||
               has_company(tokens, matches, n);
    if (phrase->weak || (phrase->spelling == PO_SPELLING_EXACT && tokens->capitals))
        return is_whole(tokens, match) || before_colon(tokens, match) ||
               has_company(tokens, matches, n);
    return true;
}

static bool has_term(const po_lexicon_hits *hits, const po_term *term) {
    for (size_t i = 0; i < hits->list.count; i++)
        if (hits->list.items[i].term == term)
            return true;
    return false;
}

/* Whether a match counts where only labels do. */
static bool labels(const po_tokens *tokens, const po_matches *matches, size_t n) {
    const po_match *match = &matches->list.items[n];
    return counts(tokens, matches, n) &&
           (is_whole(tokens, match) || is_label(tokens, match) || has_company(tokens, matches, n));
}

static void take_hits(po_arena *arena, const char *text, const po_tokens *tokens,
                      const po_matches *matches, po_lexicon_hits *hits) {
    for (size_t i = 0; i < matches->list.count; i++) {
        const po_match *match = &matches->list.items[i];
        if (!match->counts || has_term(hits, match->phrase->term))
            continue;
        size_t start = tokens->list.items[match->first].start;
        size_t end = tokens->list.items[match->last].end;
        po_lexicon_hit *hit = PO_LIST_ADD(arena, &hits->list);
        hit->term = match->phrase->term;
        hit->words = po_text_squeeze(arena, po_arena_copy(arena, text + start, end - start));
    }
}

bool po_lexicon_has(const po_lexicon *lexicon, const char *vocabulary) {
    return lexicon && vocabulary && po_map_get(lexicon->sets, vocabulary);
}

const char *po_lexicon_version(const po_lexicon *lexicon) {
    return lexicon->version;
}

static void classify(const po_lexicon *lexicon, const char *vocabulary, const char *text,
                     bool only_labels, po_arena *arena, po_lexicon_hits *ret_hits) {
    *ret_hits = (po_lexicon_hits){0};
    const po_lexicon_set *set =
        po_lexicon_has(lexicon, vocabulary) ? po_map_get(lexicon->sets, vocabulary) : NULL;
    if (!set || po_text_empty(text))
        return;
    po_arena *scratch = po_arena_create();
    po_tokens tokens = {0};
    po_matches matches = {0};
    po_tokenize(scratch, text, &tokens);
    find_matches(scratch, set, &tokens, &matches);
    for (size_t i = 0; i < matches.list.count; i++)
        matches.list.items[i].counts =
            only_labels ? labels(&tokens, &matches, i) : counts(&tokens, &matches, i);
    take_hits(arena, text, &tokens, &matches, ret_hits);
    po_arena_destroy(scratch);
}

void po_lexicon_classify(const po_lexicon *lexicon, const char *vocabulary, const char *text,
                         po_arena *arena, po_lexicon_hits *ret_hits) {
    classify(lexicon, vocabulary, text, false, arena, ret_hits);
}

void po_lexicon_labels(const po_lexicon *lexicon, const char *vocabulary, const char *text,
                       po_arena *arena, po_lexicon_hits *ret_hits) {
    classify(lexicon, vocabulary, text, true, arena, ret_hits);
}
