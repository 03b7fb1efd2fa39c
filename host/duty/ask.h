/* SPDX-License-Identifier: Apache-2.0
 *
 * Asks: what each duty asks, as <duties> of the crosswalks says it in atoms and facets. The same duty says in its program file whose it
 * is, by which law, from when (program/program.h); here stands what is compared.
 *
 * Leaves to others: comparing (relate.h, cover.h), what is wrong with the rows (lint.h), the report (duplicates.h).
 *
 * Ownership: everything belongs to the arena given to load and points into vocabulary, programs and crosswalks, which must outlive it.
 */
#ifndef PO_DUTY_ASK_H
#define PO_DUTY_ASK_H

#include "crosswalk/crosswalk.h"
#include "duty/vocabulary.h"
#include "program/program.h"

/* Who says so. `by` NULL: nobody, which lint refuses. */
typedef struct po_origin {
    const char *by, *date, *why, *reviewer;
    bool reviewed;
} po_origin;

/* Rows as written; names that mean nothing are told by lint and left out of the sets. */
typedef struct po_atom_row {
    const char *ref;
    int line;
} po_atom_row;
typedef struct po_facet_row {
    const char *of, *is; /* values joined by spaces */
    int line;
} po_facet_row;
typedef PO_LIST(po_facet_row) po_facet_rows;

typedef struct po_asking {
    const char *id, *about;
    po_facet_rows facets;
    po_origin origin;
    int line;
} po_asking;

typedef struct po_ask {
    const char *id; /* "csi.CSI-6" */
    const char *program;
    const po_duty *duty;        /* NULL: no installed program has it */
    const char *without, *why;  /* reason and sentence of a duty without atoms; NULL for others */
    const char *as;             /* the asking it shares, or NULL */
    const po_asking *asking;    /* NULL: none, or unknown */
    PO_LIST(po_atom_row) rows;
    po_facet_rows facet_rows;
    po_bits direct, atoms;           /* as written; with everything narrower */
    po_bits facets[PO_FACETS_MAX];   /* values; empty: not said, nothing is asked there */
    po_origin origin;
    const char *path;
    int line;
} po_ask;

/* The relation words of OSCAL and NIST IR 8477. `a subset-of b`: doing b does everything that a asks. */
typedef enum po_relation_kind {
    PO_EQUAL,      /* asserted only: that two texts say the same is somebody's judgement */
    PO_EQUIVALENT, /* computed: the same atoms, and every facet covered both ways */
    PO_SUBSET,
    PO_SUPERSET,
    PO_INTERSECTS,
    PO_NO_RELATION,
    PO_RELATION_COUNT
} po_relation_kind;

typedef struct po_asserted {
    const char *a, *b, *differs, *why, *overlap, *residue_a, *residue_b;
    po_relation_kind kind;
    po_origin origin;
    const char *path;
    int line;
} po_asserted;

/* What the law lets be written once: text written for `writes` may serve `serves`. */
typedef struct po_reuse {
    const char *id, *writes, *cite, *title, *only; /* only: atoms served, joined by spaces; NULL: the whole duty */
    char **serves;
    size_t serves_count;
    PO_LIST(const char *) conditions;
    PO_LIST(const char *) limits;
    po_origin origin;
    const char *path;
    int line;
} po_reuse;

/* What the relation of two duties must be. Lists joined by spaces, "-" for none; NULL: not tried. */
typedef struct po_pair_test {
    const char *id, *a, *b, *differs, *both, *only_a, *only_b, *why;
    po_relation_kind kind;
    const char *path;
    int line;
} po_pair_test;

/* Where a plan or report is filed, and how often: what program files do not say. */
typedef struct po_report_row {
    const char *program, *instrument, *system, *frequency, *purpose;
    po_origin origin;
    const char *path;
    int line;
} po_report_row;

typedef struct po_asks {
    po_arena *arena;
    const char *folder;
    const po_asked *asked;
    const po_crosswalks *crosswalks; /* forbids */
    const po_program *const *programs;
    size_t program_count;
    PO_LIST(po_ask) list; /* by crosswalk, in the order of the program's duties */
    PO_LIST(po_asserted) asserted;
    PO_LIST(po_reuse) reuses;
    PO_LIST(po_pair_test) tests;
    PO_LIST(po_report_row) reports;
    po_map *by_id; /* po_ask* */
} po_asks;

/* Reads <duties> of every crosswalk in `folder`, in the order of their names. `programs` are those installed. Errors: PO_E_CONFIG with
 * diagnostics for what the grammar refuses; what lies beyond is lint's. */
PO_NODISCARD po_status po_asks_load(po_arena *arena, const char *folder, const po_asked *asked, const po_crosswalks *crosswalks,
                                       const po_program *const *programs, size_t program_count, po_diagnostics *diagnostics,
                                       po_asks **ret_asks, po_error *err);

/* Adds <duties> of one more crosswalk file, gated by the schema in the folder given to load. */
PO_NODISCARD po_status po_asks_add(po_asks *asks, const char *path, po_diagnostics *diagnostics, po_error *err);

const po_ask *po_asks_find(const po_asks *asks, const char *id); /* NULL if absent */
const char *po_relation_name(po_relation_kind kind);

/* Whether the duty was in force on that day. */
bool po_ask_valid(const po_ask *ask, po_date day);

#endif
