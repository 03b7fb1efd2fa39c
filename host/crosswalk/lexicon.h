/* SPDX-License-Identifier: Apache-2.0
 *
 * The lexicon: which words of a plan name which student group, topic, partner or scale
 * (crosswalks/lexicon.xml).
 *
 * Precision before recall: a wrong group makes a wrong need, an unknown one is only unknown. Hence
 * codes count in capitals only, ambiguous ones only in a list of groups or before a colon, "all
 * students" only as a label, and phrases that merely look alike are listed as such. The words that
 * matched are kept as evidence.
 *
 * One pass over the text: a token trie per vocabulary, longest match first; time is linear in the
 * text.
 */
#ifndef PO_CROSSWALK_LEXICON_H
#define PO_CROSSWALK_LEXICON_H

#include "model/model.h"

typedef struct po_lexicon po_lexicon;

/* A term found, with the words of its first match as printed. */
typedef struct po_lexicon_hit {
    const po_term *term;
    const char *words;
} po_lexicon_hit;

typedef struct po_lexicon_hits {
    PO_LIST(po_lexicon_hit) list; /* each term once, in the order of the text */
} po_lexicon_hits;

/* Loads a lexicon file against the vocabularies of `schema`. Ownership: `arena`, never changed
 * afterwards. Errors: PO_E_CONFIG, every mistake told in `diagnostics`: an unknown vocabulary or
 * term, one phrase for two terms. */
PO_NODISCARD po_status po_lexicon_load(po_arena *arena, const char *path, const char *grammar_path,
                                       const po_model_schema *schema, po_diagnostics *diagnostics,
                                       const po_lexicon **ret_lexicon, po_error *err);

bool po_lexicon_has(const po_lexicon *lexicon, const char *vocabulary);
const char *po_lexicon_version(const po_lexicon *lexicon);

/* The terms of `vocabulary` that `text` names. No match leaves the list empty: unknown. Words are
 * copied into `arena`. */
void po_lexicon_classify(const po_lexicon *lexicon, const char *vocabulary, const char *text,
                         po_arena *arena, po_lexicon_hits *ret_hits);

/* The same, but only those that label a value ("EL: 45 %") or stand in a list of labels: what a
 * sentence mentions does not count. */
void po_lexicon_labels(const po_lexicon *lexicon, const char *vocabulary, const char *text,
                       po_arena *arena, po_lexicon_hits *ret_hits);

#endif
