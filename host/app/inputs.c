/* SPDX-License-Identifier: Apache-2.0
 *
 * Walking folders. See inputs.h.
 */
#include "app/inputs.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"

typedef struct walk {
    po_arena *arena;
    po_diagnostics *diagnostics;
    po_inputs *inputs;
    po_map *seen;
} walk;

static void refuse(walk *w, const char *path, const char *text) {
    po_diagnose(w->diagnostics, PO_ERROR, "IN-001", path, NULL, "%s", text);
}

static void add_file(walk *w, const char *path) {
    if (w->inputs->paths.count >= PO_LIMIT_INPUT_FILES || !po_map_add(w->seen, path, w))
        return;
    *PO_LIST_ADD(w->arena, &w->inputs->paths) = po_arena_dup(w->arena, path);
}

/* Files that programs leave beside documents: hidden ones, Office lock files ("~$plan.docx"), thumbnails; and decisions, which the
 * build itself looks for (build_decisions.c). */
static bool passed_over(const char *name) {
    return po_text_equal(name, "decisions.json") || name[0] == '.' || po_text_starts(name, "~$") || po_text_equal(name, "Thumbs.db") ||
           po_text_equal(name, "desktop.ini");
}

/* A folder that planonce wrote holds a manifest.json that says so; its files are outputs, never inputs. */
static bool is_own_output(walk *w, const char *folder) {
    const char *path = po_path_join(w->arena, folder, "manifest.json");
    if (!po_path_is_file(path))
        return false;
    char *data = NULL;
    size_t size = 0;
    if (po_file_read(w->arena, path, (size_t)16 << 20, &data, &size, NULL) != PO_OK)
        return false;
    return strstr(data, "\"planonce/manifest/1\"") != NULL;
}

static void walk_path(walk *w, const char *path, int depth, bool named);

static void walk_folder(walk *w, const char *path, int depth) {
    if (depth > PO_LIMIT_FOLDER_DEPTH) {
        refuse(w, path, "folders are nested too deeply here; this one was not looked into");
        return;
    }
    if (is_own_output(w, path)) {
        po_diagnose(w->diagnostics, PO_NOTE, "IN-002", path, NULL,
                    "this folder was written by planonce and is not read as input");
        return;
    }
    const char **names = NULL;
    size_t count = 0;
    po_error err = {0};
    if (po_folder_list(w->arena, path, &names, &count, &err) != PO_OK) {
        refuse(w, path, err.text);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (!passed_over(names[i]))
            walk_path(w, po_path_join(w->arena, path, names[i]), depth + 1, false);
}

/* `named`: the person gave this path, so that it is never passed over in silence. */
static void walk_path(walk *w, const char *path, int depth, bool named) {
    struct stat info;
    if (stat(path, &info) != 0) {
        refuse(w, path,
               errno == ENOENT ? "there is no such file or folder; check the spelling"
                               : po_arena_printf(w->arena, "cannot be looked at: %s", po_system_reason(errno)));
        return;
    }
    if (S_ISDIR(info.st_mode))
        walk_folder(w, path, depth);
    else if (S_ISREG(info.st_mode))
        add_file(w, path);
    else if (named || !S_ISSOCK(info.st_mode))
        refuse(w, path, "is neither a file nor a folder (a pipe or a device); give the document as a file");
}

void po_inputs_expand(po_arena *arena, char *const *paths, size_t count, po_diagnostics *diagnostics,
                      po_inputs *ret_inputs) {
    *ret_inputs = (po_inputs){0};
    walk w = {.arena = arena, .diagnostics = diagnostics, .inputs = ret_inputs, .seen = po_map_create(arena)};
    for (size_t i = 0; i < count; i++)
        walk_path(&w, paths[i], 0, true);
    if (ret_inputs->paths.count >= PO_LIMIT_INPUT_FILES)
        po_diagnose(diagnostics, PO_ERROR, "IN-003", NULL, NULL,
                    "more than %zu files were given; the rest is left out", PO_LIMIT_INPUT_FILES);
}

bool po_inputs_take(po_arena *arena, const po_operands *papers, po_inputs *ret_inputs) {
    po_diagnostics remarks;
    po_diagnostics_init(&remarks, arena);
    po_inputs_expand(arena, papers->items, papers->count, &remarks, ret_inputs);
    po_print_diagnostics(&remarks, NULL, true);
    return remarks.errors == 0;
}
