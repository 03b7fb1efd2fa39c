/* SPDX-License-Identifier: Apache-2.0
 *
 * Tables of options: parsing, usage and help. getopt_long does the splitting; what it would say itself is said here, with the
 * nearest name.
 */
#include "app/options.h"

#include <getopt.h>
#include <string.h>

#include "base/text.h"
#include "emit/language.h"

enum { OPTIONS_MAX = 24, FIRST_VALUE = 256, HELP_COLUMN = 36 };

/* ---- setters --------------------------------------------------------------------------------------------- */

po_status po_option_text(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err) {
    (void)option;
    (void)arena;
    (void)err;
    *(const char **)place = argument;
    return PO_OK;
}

po_status po_option_flag(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err) {
    (void)option;
    (void)argument;
    (void)arena;
    (void)err;
    *(bool *)place = true;
    return PO_OK;
}

po_status po_option_add(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err) {
    (void)option;
    (void)err;
    po_option_texts *texts = place;
    *PO_LIST_ADD(arena, texts) = argument;
    return PO_OK;
}

/* "a, b or c" */
static const char *joined(po_arena *arena, const char *const *choices) {
    const char *text = choices[0];
    for (size_t i = 1; choices[i]; i++)
        text = po_arena_printf(arena, choices[i + 1] ? "%s, %s" : "%s or %s", text, choices[i]);
    return text;
}

po_status po_option_choose(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err) {
    for (size_t i = 0; option->choices[i]; i++)
        if (po_text_equal(option->choices[i], argument)) {
            *(const char **)place = option->choices[i];
            return PO_OK;
        }
    return po_error_set(err, PO_E_USAGE, "there is no %s '%s'; it may be %s", option->name, argument,
                        joined(arena, option->choices));
}

po_status po_option_year(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err) {
    (void)option;
    (void)arena;
    int year = po_school_year_parse(argument);
    if (year == 0)
        return po_error_set(err, PO_E_USAGE, "'%s' is not a school year; write it like 2026-27", argument);
    *(int *)place = year;
    return PO_OK;
}

po_status po_option_as_of(const po_option *option, const char *argument, void *place, po_arena *arena, po_error *err) {
    (void)option;
    (void)arena;
    return po_as_of(argument, place, err);
}

/* ---- usage and help ------------------------------------------------------------------------------------------ */

static void print_option(const po_option *option, FILE *out) {
    char letter[] = {'-', option->letter, '\0'};
    fprintf(out, option->needed ? " %s%s%s%s" : " [%s%s%s%s]", option->letter ? letter : "--", option->letter ? "" : option->name,
            option->argument ? " " : "", option->argument ? option->argument : "");
    fputs(option->set == po_option_add ? "..." : "", out);
}

void po_options_usage(const po_command *command, FILE *out) {
    fprintf(out, "usage: planonce %s", command->name);
    if (command->operands_first && command->operands)
        fprintf(out, " %s", command->operands);
    for (const po_option *option = command->options; option && option->name; option++)
        if (!option->elsewhere)
            print_option(option, out);
    if (!command->operands_first && command->operands)
        fprintf(out, " %s", command->operands);
    fputc('\n', out);
    for (size_t i = 0; command->also && command->also[i]; i++)
        fprintf(out, "       planonce %s %s\n", command->name, command->also[i]);
}

static void explain_option(const po_option *option, const po_language *language, po_arena *arena) {
    char letter[] = {'-', option->letter, ',', '\0'};
    const char *help = po_language_sentence(language, arena, option->help, NULL);
    const char *names = po_arena_printf(arena, "  %3s --%s%s%s", option->letter ? letter : "", option->name,
                                        option->argument ? " " : "", option->argument ? option->argument : "");
    if (strlen(names) < HELP_COLUMN)
        printf("%-*s%s\n", HELP_COLUMN, names, help);
    else
        printf("%s\n%*s%s\n", names, HELP_COLUMN, "", help);
}

static int print_help(const po_call *call) {
    po_error err = {0};
    po_language *language = po_language_create("en");
    po_options_usage(call->command, stdout);
    printf("\n%s\n", call->command->summary);
    if (po_language_load_folder(language, call->install->templates, &err) != PO_OK) {
        po_say("%s", err.text);
    } else if (call->command->options) {
        putchar('\n');
        for (const po_option *option = call->command->options; option->name; option++)
            explain_option(option, language, call->arena);
    }
    po_language_destroy(language);
    return PO_EXIT_DONE;
}

/* ---- parsing --------------------------------------------------------------------------------------------------- */

static const po_option HELP = {.name = "help", .letter = 'h'};

/* The table as getopt wants it. */
typedef struct getopt_table {
    const po_option *rows[OPTIONS_MAX + 1];
    struct option longs[OPTIONS_MAX + 2];
    char shorts[2 * OPTIONS_MAX + 4];
    size_t count;
} getopt_table;

static void add_row(getopt_table *table, const po_option *option) {
    table->longs[table->count] = (struct option){.name = option->name,
                                                 .has_arg = option->argument ? required_argument : no_argument,
                                                 .val = FIRST_VALUE + (int)table->count};
    table->rows[table->count++] = option;
    if (option->letter) {
        size_t end = strlen(table->shorts);
        table->shorts[end] = option->letter;
        table->shorts[end + 1] = option->argument ? ':' : '\0';
    }
}

static void make_table(const po_command *command, getopt_table *table) {
    *table = (getopt_table){.shorts = ":"}; /* getopt says nothing itself */
    add_row(table, &HELP);
    for (const po_option *option = command->options; option && option->name && table->count <= OPTIONS_MAX; option++)
        add_row(table, option);
}

static const po_option *row_of(const getopt_table *table, int value) {
    for (size_t i = 0; i < table->count; i++)
        if (value == FIRST_VALUE + (int)i || value == table->rows[i]->letter)
            return table->rows[i];
    return NULL;
}

/* What getopt could not take: a name nobody knows, or too much or too little behind one that is known. */
static int tell_mistake(const po_call *call, const getopt_table *table, bool missing) {
    const po_option *known = optopt ? row_of(table, optopt) : NULL;
    const char *given = call->argv[optind - 1], *names[OPTIONS_MAX + 1];
    if (known && missing)
        return po_usage(call->command, "--%s needs %s behind it", known->name, known->argument);
    if (known)
        return po_usage(call->command, "--%s takes nothing behind it", known->name);
    for (size_t i = 0; i < table->count; i++)
        names[i] = table->rows[i]->name;
    const char *name = po_arena_copy(call->arena, given, strcspn(given, "=")); /* as it was written, without its value */
    const char *near = po_text_starts(name, "--") ? po_text_nearest(name + 2, names, table->count) : NULL;
    if (optopt)
        name = po_arena_printf(call->arena, "-%c", optopt);
    if (near)
        return po_usage(call->command, "'%s' has no option %s; did you mean --%s?", call->command->name, name, near);
    return po_usage(call->command, "'%s' has no option %s", call->command->name, name);
}

int po_options_parse(const po_call *call, void *options, po_operands *ret_operands) {
    getopt_table table;
    po_error err = {0};
    int value;
    make_table(call->command, &table);
    while ((value = getopt_long(call->argc, call->argv, table.shorts, table.longs, NULL)) != -1) {
        const po_option *option = row_of(&table, value);
        if (!option)
            return tell_mistake(call, &table, value == ':');
        if (option == &HELP)
            return print_help(call);
        if (option->set(option, optarg, (char *)options + option->place, call->arena, &err) != PO_OK)
            return po_usage(call->command, "%s", err.text);
    }
    *ret_operands = (po_operands){.items = call->argv + optind, .count = (size_t)(call->argc - optind)};
    return -1;
}

int po_options_as_of(const po_call *call, po_date *date) {
    po_error err = {0};
    if (date->year == 0 && po_as_of(NULL, date, &err) != PO_OK)
        return po_usage(call->command, "%s", err.text);
    return -1;
}
