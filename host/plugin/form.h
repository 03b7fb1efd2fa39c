/* SPDX-License-Identifier: Apache-2.0
 *
 * The form engine: turns the blocks of a document into records, by a form (plugins/<id>/forms/x.xml) and nothing else.
 *
 * Why: what a state template asks stands in its labels; so reading is data that an expert of the program can write and
 * review, and the same data will later write the template. The engine knows no program. Labels are matched by po_text_key
 * (case, spaces and punctuation do not count) against labels and aliases, never by position, page or producer; the
 * templates' own defects are aliases. A form of another edition is read as far as its labels match; headings and columns that
 * look new are named in diagnostics, never guessed.
 *
 * What a form file may say is written in docs/forms.md and checked by crosswalks/form.rng.
 *
 * Left to others: finding tables and joining their parts over pages (document/), choosing the program
 * (plugin/recognise.h), mending what labels cannot tell (the program's own plugin), checks (check/).
 */
#ifndef PO_PLUGIN_FORM_H
#define PO_PLUGIN_FORM_H

#include "document/record.h"
#include "document/table_hints.h"

typedef struct po_form po_form;

/* Loads a form file; with `schema_folder` (may be NULL) it is validated against `schema_folder`/form.rng first.
 * Ownership: the form belongs to `arena` and is never changed after loading; it may serve many documents.
 * Errors: PO_E_CONFIG, every mistake told in `diagnostics` with its line. */
PO_NODISCARD po_status po_form_load(po_arena *arena, const char *path, const char *schema_folder,
                                    po_diagnostics *diagnostics, const po_form **ret_form,
                                    po_error *err);

const char *po_form_id(const po_form *form);      /* "lcap-2024": what records call their template */
const char *po_form_program(const po_form *form); /* "lcap" */
const char *po_form_title(const po_form *form);
const char *po_form_path(const po_form *form);

/* How well a form fits: the weights of its labels, columns and phrases found in the document, each counted once.
 * The form with the highest score reads the document; equal scores are settled by the later edition. */
int po_form_score(const po_form *form, const po_document *document);

/* The index of the form that fits best; false if `count` is 0 or none scores above 0. */
bool po_form_choose(const po_form *const *forms, size_t count, const po_document *document,
                    size_t *ret_index, int *ret_score);

/* The labels of all these forms, for readers that find tables by position. They live in `arena`. */
const po_table_hints *po_form_table_hints(po_arena *arena, const po_form *const *forms, size_t count);

/* Where records and diagnostics go. Everything a pointer leads to is borrowed until the call returns.
 * `emit`: PO_OK to go on; anything else stops the form and is what po_form_run returns. Records come in
 * document order, a parent before its children; ids are unique. `diagnose` may be NULL. `place` may be NULL.
 * `scope`: of a data file, only rows of these agencies (plugin/scope.h); NULL: all. `name`: of the file, which may say what a data
 * file itself does not; NULL: not known. */
typedef struct po_form_sink {
    void *context;
    po_status (*emit)(void *context, const po_record *record);
    void (*diagnose)(void *context, po_severity severity, const char *code, const po_place *place,
                     const char *text);
    const char *scope, *name;
} po_form_sink;

/* True if the form reads data files (tables of many agencies), which are read row by row. */
bool po_form_is_data(const po_form *form);

/* True if rows of such files say by a code whose they are. */
bool po_form_by_agency(const po_form *form);

/* Reads the document by the form. One pass over its blocks; time and memory are linear in the document; a data file takes the
 * memory of one row, and a record is emitted as soon as its row was read.
 * Errors: what the sink's emit returned (then `err` says that the receiver stopped), PO_E_LIMIT, and of a data file what stopped
 * the reading of its rows. */
PO_NODISCARD po_status po_form_run(const po_form *form, const po_document *document,
                                   const po_form_sink *sink, po_error *err);

#endif
