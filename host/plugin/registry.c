/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding installed programs. What is searched, and what is refused, stands in registry.h.
 */
#include "plugin/registry.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "plugin/library.h"

#define FOLDER_ENVIRONMENT "PLANONCE_PLUGIN_PATH"

/* A library in use, by the file it is. */
typedef struct known_library {
    po_library_identity identity;
    const char *path;
} known_library;

struct po_registry {
    po_arena *arena;
    const char *schema_folder;
    po_map *by_id; /* of programs found, used or refused: id -> folder path */
    PO_LIST(const char *) folders;
    PO_LIST(const po_program *) programs;
    PO_LIST(const po_form *) forms;
    PO_LIST(po_refusal) refusals;
    PO_LIST(known_library) libraries;
    const po_table_hints *hints;
    po_diagnostics diagnostics;
};

/* ---- the search path ---- */

/* <folder of the executable>/.. joined with `rest`, or NULL. */
static const char *beside_executable(po_arena *arena, const char *rest) {
    char path[PATH_MAX];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path - 1);
    if (length <= 0) {
        return NULL;
    }
    path[length] = '\0';
    for (int i = 0; i < 2; i++) { /* the file, its folder */
        char *slash = strrchr(path, '/');
        if (slash == NULL) {
            return NULL;
        }
        *slash = '\0';
    }
    return po_path_join(arena, path, rest);
}

static const char *user_folder(po_arena *arena) {
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data != NULL && data[0] == '/') {
        return po_path_join(arena, data, "../lib/planonce/plugins");
    }
    return home == NULL || home[0] != '/'
               ? NULL
               : po_path_join(arena, home, ".local/lib/planonce/plugins");
}

static void add_folder(po_registry *registry, const char *folder) {
    char resolved[PATH_MAX];
    if (folder == NULL || realpath(folder, resolved) == NULL || !po_path_is_folder(resolved)) {
        return; /* nothing is installed there */
    }
    for (size_t i = 0; i < registry->folders.count; i++) {
        if (strcmp(registry->folders.items[i], resolved) == 0) {
            return;
        }
    }
    *PO_LIST_ADD(registry->arena, &registry->folders) = po_arena_dup(registry->arena, resolved);
}

static void add_path(po_registry *registry, const char *path) {
    char **pieces = NULL;
    size_t count = path == NULL ? 0 : po_text_split(registry->arena, path, ':', &pieces);
    for (size_t i = 0; i < count; i++) {
        add_folder(registry, pieces[i]);
    }
}

static void find_folders(po_registry *registry, const po_registry_options *options) {
    if (options->search_path != NULL) {
        add_path(registry, options->search_path);
        return;
    }
    add_path(registry, getenv(FOLDER_ENVIRONMENT));
    add_folder(registry, user_folder(registry->arena));
    add_folder(registry, beside_executable(registry->arena, "plugins"));
    add_folder(registry, beside_executable(registry->arena, "lib/planonce/plugins"));
}

static const char *find_schemas(po_arena *arena) {
    const char *beside = beside_executable(arena, "crosswalks");
    if (beside != NULL && po_path_is_file(po_path_join(arena, beside, "program.rng"))) {
        return beside;
    }
    return beside_executable(arena, "share/planonce/crosswalks");
}

/* ---- refusals ---- */

static void refuse(po_registry *registry, const char *id, const char *path, bool shadowed,
                   const char *text) {
    *PO_LIST_ADD(registry->arena, &registry->refusals) =
        (po_refusal){.id = po_arena_dup(registry->arena, id),
                     .path = po_arena_dup(registry->arena, path),
                     .text = po_arena_dup(registry->arena, text),
                     .shadowed = shadowed};
}

/* True if the id is new; else says who has it. */
static bool claim(po_registry *registry, const po_program *program, size_t folder_index) {
    const char *found_in = registry->folders.items[folder_index];
    const char *earlier = po_map_get(registry->by_id, program->id);
    char *folder = po_arena_dup(registry->arena, program->folder);
    if (earlier == NULL) {
        return po_map_add(registry->by_id, program->id, folder);
    }
    size_t length = strlen(found_in);
    bool same_folder = strncmp(earlier, found_in, length) == 0 && earlier[length] == '/';
    refuse(
        registry, program->id, program->folder, !same_folder,
        same_folder
            ? po_arena_printf(
                  registry->arena,
                  "the program id \"%s\" is given twice in %s: by %s and by %s; remove one",
                  program->id, found_in, earlier, program->folder)
            : po_arena_printf(
                  registry->arena,
                  "the program \"%s\" in %s is hidden by the one in %s, which comes first on the "
                  "search path",
                  program->id, program->folder, earlier));
    return false;
}

/* ---- one program ---- */

/* Two names of one file are one library: the later program uses the earlier name, so that the
 * library's own list of programs can be compared by path. */
static void share_library(po_registry *registry, po_program *program,
                          const po_library_identity *identity) {
    for (size_t i = 0; i < registry->libraries.count; i++) {
        const known_library *known = &registry->libraries.items[i];
        if (known->identity.device == identity->device &&
            known->identity.inode == identity->inode) {
            program->library = known->path;
            return;
        }
    }
    *PO_LIST_ADD(registry->arena, &registry->libraries) =
        (known_library){.identity = *identity, .path = program->library};
}

static po_status load_forms(po_registry *registry, const po_program *program, po_error *err) {
    for (size_t i = 0; i < program->forms.count; i++) {
        const po_form *form = NULL;
        po_status status =
            po_form_load(registry->arena, program->forms.items[i].path, registry->schema_folder,
                         &registry->diagnostics, &form, err);
        if (status != PO_OK) {
            return status;
        }
        *PO_LIST_ADD(registry->arena, &registry->forms) = form;
    }
    return PO_OK;
}

static void load_program(po_registry *registry, const char *folder, size_t folder_index) {
    po_error err = {0};
    po_program *program = NULL;
    po_library_identity identity = {0};
    po_status status = po_program_load(registry->arena, folder, registry->schema_folder,
                                       &registry->diagnostics, &program, &err);
    if (status != PO_OK) {
        refuse(registry, po_path_base(folder), folder, false, err.text);
        return;
    }
    if (!claim(registry, program, folder_index)) {
        return;
    }
    if (program->library != NULL) {
        status = po_library_inspect(program, &identity, &err);
    }
    size_t forms_before = registry->forms.count;
    if (status == PO_OK) {
        status = load_forms(registry, program, &err);
    }
    if (status != PO_OK) {
        registry->forms.count = forms_before;
        refuse(registry, program->id, program->library != NULL ? program->library : program->path,
               false, err.text);
        return;
    }
    if (program->library != NULL) {
        share_library(registry, program, &identity);
    }
    *PO_LIST_ADD(registry->arena, &registry->programs) = program;
}

static po_status load_folder(po_registry *registry, size_t index, po_error *err) {
    const char *folder = registry->folders.items[index];
    const char **names = NULL;
    size_t count = 0;
    po_status status = po_folder_list(registry->arena, folder, &names, &count, err);
    for (size_t i = 0; status == PO_OK && i < count; i++) {
        char *program = po_path_join(registry->arena, folder, names[i]);
        if (names[i][0] != '.' &&
            po_path_is_file(po_path_join(registry->arena, program, "program.xml"))) {
            load_program(registry, program, index);
        }
    }
    return status;
}

static int compare_programs(const void *a, const void *b) {
    const po_program *const *first = a, *const *second = b;
    return strcmp((*first)->id, (*second)->id);
}

po_status po_registry_create(const po_registry_options *options, po_registry **ret_registry,
                             po_error *err) {
    po_arena *arena = po_arena_create();
    po_registry *registry = PO_NEW(arena, po_registry);
    const po_registry_options defaults = {0};
    options = options == NULL ? &defaults : options;
    registry->arena = arena;
    registry->by_id = po_map_create(arena);
    po_diagnostics_init(&registry->diagnostics, arena);
    registry->schema_folder = options->schema_folder != NULL
                                  ? po_arena_dup(arena, options->schema_folder)
                                  : find_schemas(arena);
    if (registry->schema_folder == NULL) {
        registry->schema_folder =
            "."; /* an executable without a path: the schema's absence will be told */
    }
    find_folders(registry, options);
    po_status status = PO_OK;
    for (size_t i = 0; status == PO_OK && i < registry->folders.count; i++) {
        status = load_folder(registry, i, err);
    }
    if (status != PO_OK) {
        po_registry_destroy(registry);
        return status;
    }
    if (registry->programs.count > 0) {
        // NOLINTNEXTLINE(bugprone-sizeof-expression): the items are pointers
        qsort(registry->programs.items, registry->programs.count, sizeof *registry->programs.items,
              compare_programs);
    }
    registry->hints = po_form_table_hints(arena, registry->forms.items, registry->forms.count);
    *ret_registry = registry;
    return PO_OK;
}

void po_registry_destroy(po_registry *registry) {
    if (registry != NULL) {
        po_arena_destroy(registry->arena); /* the registry itself lives in it */
    }
}

const po_program *const *po_registry_programs(const po_registry *registry, size_t *ret_count) {
    *ret_count = registry->programs.count;
    return registry->programs.items;
}

const po_program *po_registry_find(const po_registry *registry, const char *id) {
    for (size_t i = 0; id != NULL && i < registry->programs.count; i++) {
        if (strcmp(registry->programs.items[i]->id, id) == 0) {
            return registry->programs.items[i];
        }
    }
    return NULL;
}

const po_form *const *po_registry_forms(const po_registry *registry, size_t *ret_count) {
    *ret_count = registry->forms.count;
    return registry->forms.items;
}

const po_table_hints *po_registry_table_hints(const po_registry *registry) {
    return registry->hints;
}

const po_refusal *po_registry_refusals(const po_registry *registry, size_t *ret_count) {
    *ret_count = registry->refusals.count;
    return registry->refusals.items;
}

const po_diagnostics *po_registry_diagnostics(const po_registry *registry) {
    return &registry->diagnostics;
}

const char *const *po_registry_folders(const po_registry *registry, size_t *ret_count) {
    *ret_count = registry->folders.count;
    return registry->folders.items;
}
