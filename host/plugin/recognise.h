/* SPDX-License-Identifier: Apache-2.0
 *
 * Recognition: which program a document belongs to, and which edition of its form fits best. Recognition is data (the
 * signs of a program file, the marks of a form), scored here over the blocks; no vendor code runs.
 *
 * Left to the caller: saying a tie or a document that nobody knows as a diagnostic; opening the library.
 */
#ifndef PO_PLUGIN_RECOGNISE_H
#define PO_PLUGIN_RECOGNISE_H

#include "plugin/form.h"
#include "program/program.h"

typedef struct po_candidate {
    const po_program *program;
    int score;
    size_t signs_found;
} po_candidate;

/* `program` is NULL when no program reaches its own threshold. `tied` is another program with the same score that also
 * reaches its threshold, or NULL; with a tie `program` is the first in the order given. `candidates`: one per program, in the order
 * given. `form` is the best form of `program` (NULL if it has none that fits) and `form_id` its id. */
typedef struct po_recognition {
    const po_program *program;
    int score;
    const po_program *tied;
    const po_candidate *candidates;
    size_t candidate_count;
    const po_form *form;
    const char *form_id;
    int form_score;
} po_recognition;

/* Scores every program's signs over the blocks in one pass. `form`, `form_id` stay NULL: see po_recognise_form.
 * Opens no file, so it may run inside the sandbox. Ownership: what `ret_recognition` holds belongs to `arena`. */
void po_recognise(const po_document *document, const po_program *const *programs, size_t count,
                  po_arena *arena, po_recognition *ret_recognition);

/* The same, and then chooses among `forms`, which are loaded forms of all programs (po_form_program tells whose), before the sandbox closed. */
void po_recognise_form(const po_document *document, const po_form *const *forms, size_t count,
                       po_recognition *recognition);

#endif
