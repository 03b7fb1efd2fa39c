/* SPDX-License-Identifier: Apache-2.0
 *
 * The command line: what every command shares. One file per command (command_<name>.c); this is the only part that prints, reads the
 * environment and knows exit codes. Everything it calls returns values and sentences.
 */
#ifndef PO_APP_APP_H
#define PO_APP_APP_H

#include <stdio.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/diagnostic.h"

/* Exit codes: part of the contract (docs/planners-guide.md). */
enum {
    PO_EXIT_DONE = 0,
    PO_EXIT_PARTLY = 1, /* done, but some input was refused or only partly read; each is named */
    PO_EXIT_USAGE = 2,
    PO_EXIT_NOTHING = 3 /* nothing could be produced */
};

/* Where the installed files stand, found once from the executable's own place. */
typedef struct po_install {
    const char *crosswalks, *templates; /* absolute folders */
} po_install;

typedef struct po_command po_command;

/* One call of a command: the arguments after its name (argv[0] is the name), and memory that lives as long as the program. */
typedef struct po_call {
    const po_command *command;
    const po_install *install;
    po_arena *arena;
    int argc;
    char **argv;
} po_call;

/* One command of the program. What it takes is data (options.h), from which its usage and its help are printed. */
struct po_command {
    const char *name, *summary;
    const struct po_option *options; /* ends with a row without a name; NULL: none */
    const char *operands;            /* how usage calls them; NULL: none */
    bool operands_first;             /* usage puts them before the options */
    const char *const *also;         /* further ways to call it, without its name; ends with NULL; NULL: none */
    int (*run)(const po_call *call); /* returns an exit code */
};

extern const po_command po_command_build;
extern const po_command po_command_read;
extern const po_command po_command_check;
extern const po_command po_command_identify;
extern const po_command po_command_explain;
extern const po_command po_command_programs;
extern const po_command po_command_crosswalk;
extern const po_command po_command_decide;
extern const po_command po_command_calendar;
extern const po_command po_command_duplicates;

/* Prints `planonce: sentence` to stderr. */
void po_say(const char *format, ...) PO_PRINTF(1, 2);

/* The same, followed by how to get help; returns PO_EXIT_USAGE. */
int po_usage(const po_command *command, const char *format, ...) PO_PRINTF(2, 3);

/* Prints diagnostics as `file:place: severity: text [CODE]`; `file` stands where a diagnostic names none. Notes only when `notes`. */
void po_print_diagnostics(const po_diagnostics *diagnostics, const char *file, bool notes);

/* A sentence that begins with the name of its file ("'plan.pdf' cannot be opened", "plan.pdf: ...") without it: where the name
 * stands before the sentence already. */
const char *po_after_name(const char *file, const char *text);

/* Prints one line of that form. */
void po_print_line(const char *file, const char *place, const char *severity, const char *text,
                   const char *code);

/* The as-of date: `text` if given, else SOURCE_DATE_EPOCH, else today. The only place where the clock is read.
 * Errors: PO_E_USAGE for anything that is not a date. */
PO_NODISCARD po_status po_as_of(const char *text, po_date *ret_date, po_error *err);

#endif
