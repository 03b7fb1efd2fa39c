/* SPDX-License-Identifier: Apache-2.0
 *
 * What the files of host/program share and nobody else sees. Reading (program_read.c,
 * moment_read.c) trusts the grammar and copies; what a grammar cannot say is looked at afterwards
 * (program_lint.c), so that every mistake is told, not only the first.
 */
#ifndef PO_PROGRAM_INTERNAL_H
#define PO_PROGRAM_INTERNAL_H

#include "base/xml.h"
#include "program/program.h"

/* What reading a program file needs at hand. Diagnostics are for mistakes of the file under way. */
typedef struct po_program_reader {
    po_arena *arena;
    po_diagnostics *diagnostics;
    po_program *program;
    const char *path; /* of the file under way */
    size_t errors;    /* mistakes told so far */
} po_program_reader;

/* Tells a mistake: error severity, with the line of the file under way. */
void po_program_mistake(po_program_reader *reader, int line, const char *code, const char *format,
                        ...) PO_PRINTF(4, 5);

/* Parts that may stand in a file of their own: its name inside the program's folder, or NULL. */
typedef struct po_program_files {
    const char *checks, *holidays, *due_tests, *review, *evidence;
} po_program_files;

/* Reads the whole of <program>. Parts in a file of their own are left to the caller. */
void po_program_read(po_program_reader *reader, const xmlNode *root, po_program_files *ret_files);
void po_program_read_checks(po_program_reader *reader, const xmlNode *checks);

/* The file of <review>, and what the grammar cannot say of it (review_read.c). */
void po_program_read_review(po_program_reader *reader, const xmlNode *review);
void po_program_lint_review(po_program_reader *reader);
/* The file of <evidence>, and what a grammar cannot say of it (evidence_read.c). */
void po_program_read_evidence(po_program_reader *reader, const xmlNode *evidence);
void po_program_lint_evidence(po_program_reader *reader);

/* The moment whose element is `node`. */
const po_moment *po_moment_read(po_program_reader *reader, const xmlNode *node);

/* <bodies> and <tiers>; the files of <holidays> and <due-tests> (calendar_read.c). */
void po_program_read_calendar(po_program_reader *reader, const xmlNode *root);
void po_program_read_holidays(po_program_reader *reader, const xmlNode *holidays);
void po_program_read_due_tests(po_program_reader *reader, const xmlNode *tests);

/* Reads one <deadline> into `ret_deadline`. */
void po_deadline_read(po_program_reader *reader, const xmlNode *node, po_deadline *ret_deadline);

/* A date attribute; none if absent, a mistake if it is not a date. */
po_date po_program_read_date(po_program_reader *reader, const xmlNode *node, const char *name);

/* Looks at a program that has been read whole. */
void po_program_lint(po_program_reader *reader);

/* The absolute path of `name` inside the program's folder, or NULL if it is absolute, leaves the
 * folder by its words, or is empty. */
const char *po_program_inside(po_arena *arena, const char *folder, const char *name);

#endif
