/* SPDX-License-Identifier: Apache-2.0
 *
 * Text: a growing buffer, and the few foldings by which printed words are compared.
 *
 * All text in the program is UTF-8, NUL-terminated, valid (base/utf8.h checks at the borders). Nothing
 * here reads the locale.
 */
#ifndef PO_BASE_TEXT_H
#define PO_BASE_TEXT_H

#include "base/arena.h"

/* A growing byte buffer on the heap. Zero bytes are an empty buffer; `data` is always NUL-terminated
 * once something was added. Finish frees it. */
typedef struct po_buffer {
    char *data;
    size_t size, capacity;
} po_buffer;

void po_buffer_finish(po_buffer *buffer);
void po_buffer_clear(po_buffer *buffer); /* size 0, memory kept */
void po_buffer_add(po_buffer *buffer, const char *data, size_t size);
void po_buffer_add_text(po_buffer *buffer, const char *text);
void po_buffer_add_char(po_buffer *buffer, char c);
void po_buffer_printf(po_buffer *buffer, const char *format, ...) PO_PRINTF(2, 3);
const char *po_buffer_text(const po_buffer *buffer); /* never NULL */

bool po_text_equal(const char *a, const char *b); /* NULL equals NULL only */
bool po_text_empty(const char *text);             /* NULL, "" or white space only */
bool po_text_starts(const char *text, const char *prefix);

/* White space (Unicode: NBSP and thin spaces too) cut at the ends, runs of it one space. What no reader sees (zero-width
 * spaces and joiners, soft hyphens, BOM) is gone and parts nothing: "and/\u200Bor" is "and/or". */
char *po_text_squeeze(po_arena *arena, const char *text);

/* All white space removed: how numbers cut over two lines are read. */
char *po_text_solid(po_arena *arena, const char *text);

/* Key of a label: case folded (libunistring, NFKC), only letters, digits and '#' kept. "Goal #" and "goal#"
 * are one label; "Metric #" and "Metric" are two. */
char *po_text_key(po_arena *arena, const char *text);

/* Words of a text, case folded and separated by one space, punctuation gone: for the lexicon. Apostrophes part
 * nothing: "student's" is "students". */
char *po_text_words(po_arena *arena, const char *text);

/* Edit distance (insert, delete, replace, swap of neighbours), capped at `limit`+1: for "did you mean". Texts of more
 * than 128 characters are near only to themselves. */
size_t po_text_distance(const char *a, const char *b, size_t limit);

/* The candidate nearest to `word`, or NULL if none is within a third of its length (at least 1). One that differs only in
 * the case of ASCII letters is nearest; of equals the first. */
const char *po_text_nearest(const char *word, const char *const *candidates, size_t count);

/* Splits at `separator`, trimming ASCII white space; empty pieces dropped. */
size_t po_text_split(po_arena *arena, const char *text, char separator, char ***ret_pieces);

#endif
