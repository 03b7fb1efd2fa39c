/* SPDX-License-Identifier: Apache-2.0
 *
 * Crosswalks: how the records of a program become the shared model. What maps to what is data
 * (crosswalks/<id>.xml), written and reviewed by experts of the program; this part loads it, says
 * what is wrong with it, applies it, and runs the tests that stand in it.
 *
 * How it is used, in this order:
 *   1. po_model_schema_load (crosswalk/model_load.h): crosswalks/model.xml
 *   2. po_crosswalks_load: every crosswalk of a folder, and the lexicon
 *   3. po_source_identify for each record set (crosswalk/source_identify.h): LEA, year, version
 *   4. group by LEA; po_versions_decide for each LEA (model/versions.h): which version counts
 *   5. po_crosswalk_apply for each record set: records become entities, each value with its lineage
 *   6. po_needs_derive (model/needs.h), po_model_index: when all of an LEA's sources are in
 *
 * Left to others: reading documents (document/, plugin/), comparing what the model holds (check/).
 * The duty layer of crosswalks (duties to atoms) stands in the same files beside the fields and is
 * read by its own part.
 *
 * Ownership: a set belongs to the arena given to load and is never changed afterwards; it may serve
 * many models. What apply puts into a model is copied into the model's arena; the model points into
 * the schema and the set, which must outlive it.
 */
#ifndef PO_CROSSWALK_CROSSWALK_H
#define PO_CROSSWALK_CROSSWALK_H

#include "document/record.h"
#include "model/model.h"

typedef struct po_crosswalks po_crosswalks; /* all loaded crosswalks, and the lexicon */
typedef struct po_crosswalk po_crosswalk;   /* one */

/* Loads `folder`/lexicon.xml and every `folder`/<id>.xml that is a crosswalk (its root element says
 * so), in the order of their names, gated by `folder`/crosswalk.rng and lexicon.rng.
 * Errors: PO_E_CONFIG, every mistake told in `diagnostics` with file and line. */
PO_NODISCARD po_status po_crosswalks_load(po_arena *arena, const char *folder,
                                          const po_model_schema *schema,
                                          po_diagnostics *diagnostics, po_crosswalks **ret_set,
                                          po_error *err);

/* Adds one more file to a set (a vendor's, beside its program), gated by the schema in the folder
 * given to load. One with the id and program of an installed one takes its place. Before any apply.
 * Same errors. */
PO_NODISCARD po_status po_crosswalks_add(po_crosswalks *set, const char *path,
                                         po_diagnostics *diagnostics, po_error *err);

/* Adds the crosswalk that stands beside its program (`folder`/crosswalk.xml), and takes one for the same program out of the set: who brings
 * the program knows its records. PO_OK and nothing else if there is no such file. Errors: as of po_crosswalks_add; it is for another program
 * than `program`; then the set is as it was. */
PO_NODISCARD po_status po_crosswalks_add_beside(po_crosswalks *set, const char *program, const char *folder, po_diagnostics *diagnostics,
                                                po_error *err);

const po_crosswalk *po_crosswalks_find(const po_crosswalks *set,
                                       const char *program); /* NULL if none */
size_t po_crosswalks_count(const po_crosswalks *set);
const po_crosswalk *po_crosswalks_nth(const po_crosswalks *set, size_t n);

const char *po_crosswalk_id(const po_crosswalk *crosswalk);
const char *po_crosswalk_version(const po_crosswalk *crosswalk);
const char *
po_crosswalk_status(const po_crosswalk *crosswalk); /* draft reviewed authoritative superseded */
const char *po_crosswalk_path(const po_crosswalk *crosswalk);

/* Puts one document's records into the model. `source` belongs to the model (or outlives it), is
 * identified, and its state is decided. A program without a crosswalk is a warning and leaves the
 * model as it is. Diagnostics name record fields that the crosswalk does not know, values it could
 * not use, and entities whose natural key is printed twice. Errors: PO_E_STATE if the model has
 * another schema than the set. */
PO_NODISCARD po_status po_crosswalk_apply(const po_crosswalks *set, const po_record_set *records,
                                          const po_source *source, po_model *model,
                                          po_diagnostics *diagnostics, po_error *err);

/* The reason of the forbid row that an inference would break, or NULL. `kind`: same-as addresses
 * compare satisfies equate; `a` and `b` as the row writes them: an entity type, "vocabulary:term",
 * "prompt:<term>", a duty id. The order of a and b counts for satisfies and addresses only. */
const char *po_crosswalks_forbid(const po_crosswalks *set, const char *kind, const char *a,
                                 const char *b);

/* One field row of any crosswalk. */
typedef struct po_crosswalk_row {
    const char *program, *record, *field;
    const char *target; /* the model field, with the fixed values that tell it from its like */
    const char *serves; /* ids of duties joined by spaces, or NULL */
} po_crosswalk_row;

/* All rows, in the order of the files; the list is in `arena`. */
const po_crosswalk_row *po_crosswalks_rows(po_arena *arena, const po_crosswalks *set,
                                           size_t *ret_count);

/* A prompt of a template that is answered in prose: a row whose answer is kept as one, or a field left unmapped beside such rows. */
typedef struct po_prompt {
    const char *program, *record, *field;
    const char *label;  /* the model's name of it; NULL: it is left unmapped */
    const char *serves; /* ids of duties joined by spaces, or NULL: no duty asks it */
    const char *until;  /* ISO date: the last day on which a template in force asks it, or NULL */
} po_prompt;

/* All prompts, in the order of the files; the list is in `arena`. */
const po_prompt *po_crosswalks_prompts(po_arena *arena, const po_crosswalks *set, size_t *ret_count);

/* The record types and fields that a program's forms can produce: what a crosswalk must map or list
 * as unmapped. */
typedef struct po_shapes po_shapes;

/* Reads record types and field names out of form files (program/program.h lists them). Errors:
 * PO_E_CONFIG. */
PO_NODISCARD po_status po_shapes_load(po_arena *arena, const char *const *form_paths, size_t count,
                                      po_diagnostics *diagnostics, po_shapes **ret_shapes,
                                      po_error *err);

typedef struct po_crosswalk_counts {
    size_t crosswalks, records, rows;        /* files, record types, field rows */
    size_t iso, complement, forward, manual; /* rows by class, as computed */
    size_t reviewed;                         /* rows that somebody has reviewed */
    size_t unmapped, forbids;
    size_t shape_fields;        /* fields the forms produce; 0 without shapes */
    size_t tests, tests_failed; /* test rows */
    size_t expectations;        /* single values and absences they look at */
    size_t laws, laws_failed;   /* put(get(s)) = s and get(put(v)) = v, one count each */
    size_t rows_tested;         /* rows that at least one test exercises */
} po_crosswalk_counts;

/* Lints: what the grammar cannot say. Every mistake is one diagnostic with file and line; counts
 * are set anyway. `shapes` may be NULL: then fields neither mapped nor unmapped are not looked for.
 * True if no error was found. */
bool po_crosswalk_check(const po_crosswalks *set, const po_shapes *shapes,
                        po_diagnostics *diagnostics, po_crosswalk_counts *ret_counts);

/* Runs the tests, the forbid trials and the laws of invertible rows. Every failure is one
 * diagnostic. True if nothing failed and at least one test ran. */
bool po_crosswalk_test(const po_crosswalks *set, po_diagnostics *diagnostics,
                       po_crosswalk_counts *ret_counts);

/* "1 crosswalk: 141 rows (90 iso, ...), 30 unmapped, ..." in `arena`, for the command's last line.
 */
const char *po_crosswalk_summary(po_arena *arena, const po_crosswalk_counts *counts);

#endif
