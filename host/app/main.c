/* SPDX-License-Identifier: Apache-2.0
 *
 * main: finds the command, finds the installed files, hands over. Nothing else.
 */
#include "app/app.h"

#include <limits.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/text.h"

enum { COMMAND_COUNT = 10 };
static const po_command *const COMMANDS[COMMAND_COUNT] = {
    &po_command_build,    &po_command_read,     &po_command_check,     &po_command_identify,  &po_command_explain,
    &po_command_decide,       &po_command_calendar, &po_command_programs, &po_command_crosswalk, &po_command_duplicates,
};

static void print_help(FILE *out) {
    fputs("planonce: plan once, meet every program.\n"
          "Reads California school plans and state files, maps them onto one model, and writes one plan.\n\n"
          "usage: planonce COMMAND [OPTION...] [FILE-OR-FOLDER...]\n\nCommands:\n",
          out);
    for (int i = 0; i < COMMAND_COUNT; i++)
        fprintf(out, "  %-10s %s\n", COMMANDS[i]->name, COMMANDS[i]->summary);
    fputs("\nplanonce COMMAND --help shows how one of them is called; planonce --version prints the version.\n"
          "The guide for planners, docs/planners-guide.md, explains them.\n"
          "Exit codes: 0 done; 1 done, but some input was refused or only partly read; 2 wrong use;\n"
          "3 nothing could be produced.\n",
          out);
}

static const po_command *find_command(const char *name) {
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (po_text_equal(COMMANDS[i]->name, name))
            return COMMANDS[i];
    return NULL;
}

static int unknown_command(const char *name) {
    const char *names[COMMAND_COUNT];
    for (int i = 0; i < COMMAND_COUNT; i++) {
        /* NOLINTNEXTLINE(clang-analyzer-core.NullDereference): the list has no gaps, but is too long for the analyzer */
        names[i] = COMMANDS[i]->name;
    }
    const char *nearest = po_text_nearest(name, names, COMMAND_COUNT);
    if (nearest)
        po_say("there is no command '%s'; did you mean '%s'? planonce --help lists them", name, nearest);
    else
        po_say("there is no command '%s'; planonce --help lists them", name);
    return PO_EXIT_USAGE;
}

/* A folder beside the executable's parent (build tree), or below the prefix's share (installed). */
static const char *find_folder(po_arena *arena, const char *root, const char *name) {
    const char *beside = po_arena_printf(arena, "%s/%s", root, name);
    if (po_path_is_folder(beside))
        return beside;
    const char *shared = po_arena_printf(arena, "%s/share/planonce/%s", root, name);
    return po_path_is_folder(shared) ? shared : NULL;
}

static bool find_install(po_arena *arena, po_install *install) {
    char path[PATH_MAX];
    ssize_t size = readlink("/proc/self/exe", path, sizeof path - 1);
    if (size <= 0) {
        po_say("cannot find the program's own folder (/proc is not there)");
        return false;
    }
    path[size] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(path, '/');
        if (slash)
            *slash = '\0';
    }
    install->crosswalks = find_folder(arena, path, "crosswalks");
    install->templates = find_folder(arena, path, "templates");
    if (install->crosswalks && install->templates)
        return true;
    po_say("the installation is not complete: no folder '%s' beside or below %s; install planonce again",
           install->crosswalks ? "templates" : "crosswalks", path);
    return false;
}

/* A pipe whose reader has seen enough ("| head") is no failure. */
static bool output_written(void) {
    struct stat info;
    bool failed = fflush(stdout) != 0 || ferror(stdout);
    return !failed || (fstat(STDOUT_FILENO, &info) == 0 && S_ISFIFO(info.st_mode));
}

int main(int argc, char **argv) {
    if (argc < 2) {
        print_help(stderr);
        return PO_EXIT_USAGE;
    }
    if (po_text_equal(argv[1], "--help") || po_text_equal(argv[1], "help")) {
        print_help(stdout);
        return PO_EXIT_DONE;
    }
    if (po_text_equal(argv[1], "--version")) {
        puts("planonce " PLANONCE_VERSION);
        return PO_EXIT_DONE;
    }
    const po_command *command = find_command(argv[1]);
    if (!command)
        return unknown_command(argv[1]);
    signal(SIGPIPE, SIG_IGN);
    po_arena *arena = po_arena_create();
    po_install install = {0};
    int code = PO_EXIT_NOTHING;
    if (find_install(arena, &install))
        code = command->run(&(po_call){.command = command, .install = &install, .arena = arena, .argc = argc - 1, .argv = argv + 1});
    po_arena_destroy(arena);
    if (code != PO_EXIT_USAGE && !output_written()) {
        po_say("the output could not be written completely; is the disk full?");
        code = PO_EXIT_NOTHING;
    }
    return code;
}
