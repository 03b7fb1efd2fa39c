/* SPDX-License-Identifier: Apache-2.0
 *
 * What a command takes, as data: one table of options per command, from which the command line is parsed, the line of usage is
 * printed and --help explains each option. A command adds a row; nothing else knows its options. Left to the command: what its
 * operands are.
 */
#ifndef PO_APP_OPTIONS_H
#define PO_APP_OPTIONS_H

#include <stddef.h>

#include "app/app.h"

typedef struct po_option po_option;

/* Puts what was given into `place`, a member of the command's own struct. `argument` is NULL where the option takes none. Texts
 * are borrowed from the command line. Errors: PO_E_USAGE, a sentence for the person who gave it. */
typedef po_status (*po_option_set)(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err);

/* One option. A row of a table. */
struct po_option {
    const char *name;     /* without its dashes; NULL ends a table */
    char letter;          /* of its short form, or 0 */
    const char *argument; /* how usage calls what stands behind it; NULL: nothing does */
    const char *help;     /* key of a sentence (templates/lang) */
    po_option_set set;
    size_t place;               /* offset in the command's struct */
    const char *const *choices; /* of po_option_choose, ends with NULL */
    bool needed;                /* usage shows it without brackets; the command says what is missing */
    bool elsewhere;             /* usage names it in another way of calling only */
};

/* What may be given more than once, in the order given. */
typedef PO_LIST(const char *) po_option_texts;

/* Setters, by the type of the place. */
po_status po_option_text(const po_option *option, const char *argument, void *place, po_arena *arena,
                         po_error *err); /* const char * */
po_status po_option_flag(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err); /* bool */
po_status po_option_add(const po_option *option, const char *argument, void *place, po_arena *arena,
                        po_error *err); /* po_option_texts */
po_status po_option_choose(const po_option *option, const char *argument, void *place, po_arena *arena,
                           po_error *err); /* const char * */
po_status po_option_year(const po_option *option, const char *argument, void *place, po_arena *arena,
                         po_error *err); /* int: 2026 of 2026-27 */
po_status po_option_as_of(const po_option *option, const char *argument, void *place, po_arena *arena,
                          po_error *err); /* po_date */

/* What stands on the command line beside the options, in order. */
typedef struct po_operands {
    char **items;
    size_t count;
} po_operands;

/* Parses a call into `options`, a struct of the command's own, and leaves the rest in `ret_operands`. Returns -1 to go on, else
 * the exit code to end with: help was asked for and printed, or a mistake was told. */
int po_options_parse(const po_call *call, void *options, po_operands *ret_operands);

/* The as-of date where none was given (a year of 0), as po_as_of says. -1 to go on, else an exit code, and the mistake was told.
 */
int po_options_as_of(const po_call *call, po_date *date);

/* Prints how a command is called, every way on its own line, to `out`. */
void po_options_usage(const po_command *command, FILE *out);

#endif
