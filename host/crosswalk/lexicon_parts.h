/* SPDX-License-Identifier: Apache-2.0
 *
 * Between lexicon.c, lexicon_load.c and lexicon_token.c only: tokens and the trie.
 */
#ifndef PO_CROSSWALK_LEXICON_PARTS_H
#define PO_CROSSWALK_LEXICON_PARTS_H

#include "crosswalk/lexicon.h"

/* One word of a text. `raw` as printed, `word` without capitals, `stem` without its ending too.
 * `joined`: only spaces, hyphens, slashes or apostrophes stand between it and the word before, so
 * that both may belong to one phrase. `before` and `after` are the nearest characters that are no
 * space
 * ('\n' counts as a character; 0 at the ends). */
typedef struct po_token {
    const char *raw, *word, *stem;
    size_t start, end; /* bytes in the text */
    char before, after;
    bool joined, digits;
} po_token;

typedef struct po_tokens {
    PO_LIST(po_token) list;
    bool capitals; /* more than three words and no small letter: capitals tell nothing */
} po_tokens;

/* Cuts `text` into words. Everything belongs to `arena`. */
void po_tokenize(po_arena *arena, const char *text, po_tokens *ret_tokens);

/* How the words of a phrase are compared: capitals as written, without capitals, without endings.
 * In order of preference. */
typedef enum po_spelling {
    PO_SPELLING_EXACT,
    PO_SPELLING_WORD,
    PO_SPELLING_STEM,
    PO_SPELLING_COUNT
} po_spelling;

const char *po_token_spelling(const po_token *token, po_spelling spelling);

/* What a phrase means. `term` NULL: it only looks like something (<not>). */
typedef struct po_phrase {
    const po_term *term;
    bool weak;  /* counts only beside another one of its vocabulary, or before a colon */
    bool label; /* counts only as a label: at the head of a value or in a list */
    po_spelling spelling;
    int line;
} po_phrase;

typedef struct po_trie po_trie;
struct po_trie {
    po_map *next; /* word -> po_trie*; NULL at a leaf */
    const po_phrase *phrase;
};

typedef struct po_lexicon_set {
    const po_vocabulary *vocabulary;
    po_trie tries[PO_SPELLING_COUNT];
} po_lexicon_set;

struct po_lexicon {
    const char *version;
    po_map *sets; /* vocabulary id -> po_lexicon_set* */
};

#endif
