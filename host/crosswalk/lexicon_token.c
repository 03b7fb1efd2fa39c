/* SPDX-License-Identifier: Apache-2.0
 *
 * Cutting a text into words for the lexicon: with what stands around each word, because a colon or
 * a list tells whether an ambiguous code is meant. See lexicon_parts.h.
 */
#include "crosswalk/lexicon_parts.h"

#include <libstemmer.h>
#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>

#include "base/text.h"
#include "base/utf8.h"

enum {
    RIGHT_QUOTE = 0x2019,
    NB_HYPHEN = 0x2011,
    HYPHEN = 0x2010,
    EN_DASH = 0x2013,
    EM_DASH = 0x2014
};

static bool is_quote(uint32_t c) {
    return c == '\'' || c == RIGHT_QUOTE;
}

/* A character as `before` and `after` tell it: ASCII as it is, dashes as '-', anything else as '?'.
 */
static char plain(uint32_t c) {
    if (c == EN_DASH || c == EM_DASH || c == HYPHEN || c == NB_HYPHEN)
        return '-';
    return c < 0x80 ? (char)c : '?';
}

/* A line end parts: the block model keeps it for paragraphs and list items only. */
static bool joins(uint32_t c) {
    return (c != '\n' && po_utf8_is_space(c)) || c == '-' || c == '/' || c == HYPHEN ||
           c == NB_HYPHEN || is_quote(c);
}

static const char *fold(po_arena *arena, const char *raw) {
    size_t size = strlen(raw), length = 0;
    uint8_t *folded = u8_casefold((const uint8_t *)raw, size, NULL, NULL, NULL, &length);
    if (!folded)
        return raw;
    const char *copy = po_arena_copy(arena, (const char *)folded, length);
    free(folded);
    return copy;
}

static const char *stem_of(po_arena *arena, struct sb_stemmer *stemmer, const char *folded) {
    const sb_symbol *stem =
        stemmer ? sb_stemmer_stem(stemmer, (const sb_symbol *)folded, (int)strlen(folded)) : NULL;
    return stem ? po_arena_copy(arena, (const char *)stem, (size_t)sb_stemmer_length(stemmer))
                : folded;
}

/* A cut under way. */
typedef struct po_cut {
    const char *text;
    size_t size, at;
    char last;     /* last character that was no space */
    bool joinable; /* nothing but joining characters since the last word */
} po_cut;

/* The end of the word that begins at cut->at: letters and digits, with an apostrophe inside
 * ("o'clock"). */
static size_t word_end(const po_cut *cut) {
    size_t end = cut->at;
    for (size_t at = cut->at; at < cut->size;) {
        size_t next = at;
        uint32_t c = po_utf8_next(cut->text, cut->size, &next);
        if (uc_is_alnum(c))
            end = next;
        else if (!is_quote(c) || end != at)
            break;
        at = next;
    }
    return end;
}

/* The word without a possessive's end. */
static size_t bare_end(const char *text, size_t start, size_t end) {
    static const char *const tails[] = {"'s", "\xE2\x80\x99s"};
    for (size_t i = 0; i < 2; i++) {
        size_t size = strlen(tails[i]);
        if (end - start > size && strncmp(text + end - size, tails[i], size) == 0)
            return end - size;
    }
    return end;
}

static char after_word(const char *text, size_t size, size_t at) {
    while (at < size) {
        uint32_t c = po_utf8_next(text, size, &at);
        if (c == '\n' || !po_utf8_is_space(c))
            return plain(c);
    }
    return 0;
}

static bool all_digits(const char *raw) {
    return raw[strspn(raw, "0123456789")] == '\0';
}

static void add_word(po_arena *arena, struct sb_stemmer *stemmer, po_cut *cut, po_tokens *tokens) {
    size_t end = word_end(cut);
    po_token *token = PO_LIST_ADD(arena, &tokens->list);
    token->start = cut->at;
    token->end = end;
    token->raw =
        po_arena_copy(arena, cut->text + cut->at, bare_end(cut->text, cut->at, end) - cut->at);
    token->word = fold(arena, token->raw);
    token->stem = stem_of(arena, stemmer, token->word);
    token->before = cut->last;
    token->after = after_word(cut->text, cut->size, end);
    token->joined = cut->joinable && tokens->list.count > 1;
    token->digits = all_digits(token->raw);
    cut->last = token->digits ? '0' : 'a';
    cut->joinable = true;
    cut->at = end;
}

const char *po_token_spelling(const po_token *token, po_spelling spelling) {
    if (spelling == PO_SPELLING_EXACT)
        return token->raw;
    return spelling == PO_SPELLING_WORD ? token->word : token->stem;
}

void po_tokenize(po_arena *arena, const char *text, po_tokens *ret_tokens) {
    struct sb_stemmer *stemmer = sb_stemmer_new("english", "UTF_8");
    po_cut cut = {text, strlen(text), 0, 0, true};
    bool small = false;
    while (cut.at < cut.size) {
        size_t next = cut.at;
        uint32_t c = po_utf8_next(text, cut.size, &next);
        if (uc_is_alnum(c)) {
            add_word(arena, stemmer, &cut, ret_tokens);
            const po_token *word = &ret_tokens->list.items[ret_tokens->list.count - 1];
            small |= strpbrk(word->raw, "abcdefghijklmnopqrstuvwxyz") != NULL;
            continue;
        }
        cut.joinable &= joins(c);
        if (c == '\n' || !po_utf8_is_space(c))
            cut.last = plain(c);
        cut.at = next;
    }
    ret_tokens->capitals = !small && ret_tokens->list.count > 3;
    sb_stemmer_delete(stemmer);
}
