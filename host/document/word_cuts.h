/* SPDX-License-Identifier: Apache-2.0
 *
 * Words that a line's end cut in two: "Secondar" over "y", "improve-" over "ment".
 *
 * Why: on the page a line's end looks alike between two words and within one. The document tells them apart: a word that it has elsewhere, in
 * pieces that it has nowhere else, was cut. So readers mark such places, and when all is read the marks are resolved. What is not certain
 * stays two words, and a hyphen stays a hyphen ("low-" over "income").
 */
#ifndef PO_DOCUMENT_WORD_CUTS_H
#define PO_DOCUMENT_WORD_CUTS_H

#include "document/document.h"

/* Marks, one byte each, which stand in texts only while a document is read. Never in what a file says: readers make control codes spaces. */
#define PO_CUT_LETTER '\x1C' /* a line ended between two letters: a space, unless it is certain that a word was cut */
#define PO_CUT_HYPHEN '\x1D' /* behind a hyphen: nothing, and the hyphen goes where it is certain that it is no part of the word */
#define PO_CUT_SPACED '\x1E' /* behind a hyphen and a space: a space, unless the document has the compound elsewhere */
#define PO_CUT_NARROW '\x1F' /* as PO_CUT_LETTER in a column hardly wider than its words: one word, unless its pieces are words and it is none */

/* The doubt of a cell with PO_CUT_NARROW; it goes where the cut is certain. */
extern const char po_word_cut_doubt[];

/* "pre-" before "and post-": the hyphen hangs, and what follows is a word of its own. */
bool po_word_hyphen_hangs(const char *next, size_t size);

/* What stands between two pieces when a line ends after `before` and goes on with `next`, `spaced` if a space is drawn there too: a mark, or '\0'
 * if this is no place where a word may have been cut. */
char po_word_cut_mark(const char *before, size_t before_size, const char *next, size_t next_size, bool spaced);

/* Resolves all marks in the texts of blocks and cells. */
void po_word_cuts_resolve(po_document *document);

#endif
