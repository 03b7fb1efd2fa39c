/* SPDX-License-Identifier: Apache-2.0
 *
 * Program files: what a program is. `plugins/<id>/program.xml` names the agency, the duties with their citations, how the program's
 * documents are recognised, which forms read them, and what is checked in them; it is also the plugin's manifest. Listing and
 * choosing read this file and never run vendor code.
 *
 * The host knows no program by name: everything that is true of one program stands in its folder.
 *
 * Ownership: everything belongs to the arena given to po_program_load. Errors are told by base/xml.h.
 */
#ifndef PO_PROGRAM_PROGRAM_H
#define PO_PROGRAM_PROGRAM_H

#include "base/date.h"
#include "base/diagnostic.h"

/* How sure the facts behind a duty are: 'H' official text seen, 'M' dated secondary source, 'L' not confirmed. */
typedef char po_confidence;

/* One duty: what a law, template or agency asks of somebody. `id` is "lcap.L26": never renamed, never re-used.
 * Text is in our own words. NULL where nothing is known. */
typedef struct po_duty {
    const char *id, *title, *text, *purpose;
    const char *citation;  /* "EC 52062(a)(4); COE 52068(a)(4)" */
    const char *authority; /* federal-statute federal-regulation essa-state-plan state-statute budget-act state-regulation sbe-template
                              agency-guidance grant-terms local practice */
    const char *instrument; /* the document that carries it: "LCAP", "SPSA", ... */
    const char *preparer, *approver, *recipient;
    const char *population, *timing, *evidence;
    po_confidence confidence;
    const char *checked; /* ISO date on which the fact was last checked */
    po_date valid_from, valid_until; /* none: open */
    const char *when; /* predicate in the rules language, or NULL: always */
    int line;
} po_duty;

/* One sign by which a document of the program is known. Recognition is data, scored by the host over blocks (plugin/recognise.h). */
typedef enum po_sign_kind { PO_SIGN_LABEL, PO_SIGN_PHRASE, PO_SIGN_COLUMNS } po_sign_kind;
typedef struct po_sign {
    po_sign_kind kind;
    const char *text;  /* label or phrase; columns joined by '|' */
    const char *key;   /* po_text_key of a label or phrase */
    const char *const *columns; /* keys, for PO_SIGN_COLUMNS */
    size_t column_count;
    int weight; /* may be negative */
} po_sign;

typedef struct po_form_reference {
    const char *id, *path; /* absolute path of the form file */
} po_form_reference;

/* One check as data: an assertion in the rules language over the program's own records (host/check/program_check.h). */
typedef struct po_check {
    const char *code;      /* stable, documented in docs/findings.md: "LCAP-T1-TOTAL" */
    const char *severity;  /* required | would be returned | worth a look */
    const char *citation;
    const char *over;      /* record type the check runs over, once for each; NULL: once per document */
    const char *when;      /* predicate; unknown or false: the check does not apply */
    const char *assertion; /* holds, or there is a finding; unknown: none, but counted */
    const char *tolerance; /* "0", "1.00": added on top of what printed digits allow */
    const char *gap;       /* expression of the gap to report, or NULL */
    const char *message;   /* key into the language file; named arguments are the `let`s */
    const char *who;       /* who can mend it */
    const char *duty;      /* id of the duty it serves, or NULL */
    struct po_let { const char *name, *expression; } *lets;
    size_t let_count;
    int line;
} po_check;

typedef struct po_program {
    const char *id, *title, *short_title, *agency, *version, *license;
    const char *folder;      /* absolute */
    const char *path;        /* of program.xml */
    const char *library;     /* absolute path of the shared library, or NULL */
    uint32_t library_abi;    /* (major << 16) | minor it was built for; 0 without a library */
    const char *visibility;  /* "public" | "internal": default of its sources */
    int recognition_threshold;
    PO_LIST(po_sign) signs;
    PO_LIST(po_form_reference) forms;
    PO_LIST(po_duty) duties;
    PO_LIST(po_check) checks;
} po_program;

/* Loads `folder`/program.xml, validated against `schema_folder`/program.rng. */
PO_NODISCARD po_status po_program_load(po_arena *arena, const char *folder, const char *schema_folder,
                                       po_diagnostics *diagnostics, po_program **ret_program,
                                       po_error *err);

const po_duty *po_program_duty(const po_program *program, const char *id); /* NULL if absent */

#endif
