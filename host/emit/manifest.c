/* SPDX-License-Identifier: Apache-2.0
 *
 * The output folder. See manifest.h.
 *
 * Why renames inside the folder and not one rename of the whole folder: the wanted folder may be the current one, a
 * mounted one, or open in a file manager; none of these can be swapped.
 *
 *     DIR/.planonce-new/...            files as they come
 *     DIR/.planonce-new/manifest.json  everything is there
 *     DIR/manifest.json  ->  DIR/.planonce-new/manifest.previous    the burst begins
 *     DIR/.planonce-new/<file>  ->  DIR/<file>, manifest.json last
 */
#include "emit/manifest.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "emit/manifest_list.h"

#define STAGE ".planonce-new"
#define RUN "run.json"
#define PREVIOUS "manifest.previous"
#define FOLDER_DEPTH_MAX 16

struct po_output {
    po_arena *arena;
    const char *folder, *stage;
    bool made_folder;          /* by us: taken away again when nothing comes of it */
    bool interrupted;          /* an earlier build died in its burst */
    po_manifest_list list;     /* of this build */
    po_manifest_list previous; /* of the build that is there */
    po_diagnostics *diagnostics;
};

static po_status system_refused(po_error *err, const char *path, const char *what) {
    return po_error_set(err, PO_E_IO, "'%s' cannot be %s: %s", path, what, po_system_reason(errno));
}

/* ---- folders ---------------------------------------------------------------------------------- */

/* Removes a folder of ours with everything in it; links are removed, never followed. */
static void remove_tree(po_arena *arena, const char *path, int depth) {
    const char **names = NULL;
    size_t count = 0;
    struct stat info;
    if (lstat(path, &info) != 0) {
        return;
    }
    if (!S_ISDIR(info.st_mode)) {
        unlink(path);
        return;
    }
    if (depth < FOLDER_DEPTH_MAX && po_folder_list(arena, path, &names, &count, NULL) == PO_OK) {
        for (size_t i = 0; i < count; i++) {
            remove_tree(arena, po_path_join(arena, path, names[i]), depth + 1);
        }
    }
    rmdir(path);
}

/* Names that a file manager leaves behind and nobody would miss. */
static bool is_dust(const char *name) {
    static const char *const dust[] = {".DS_Store", "Thumbs.db", "desktop.ini", "lost+found"};
    for (size_t i = 0; i < sizeof dust / sizeof *dust; i++) {
        if (strcmp(name, dust[i]) == 0) {
            return true;
        }
    }
    return false;
}

static po_status make_parents(po_arena *arena, const char *path, po_error *err) {
    const char *slash = strrchr(path, '/');
    if (!slash || slash == path) {
        return PO_OK;
    }
    return po_folder_make(po_arena_copy(arena, path, (size_t)(slash - path)), err);
}

/* ---- begin ------------------------------------------------------------------------------------ */

/* Is this folder one we may write into: new, empty, or ours? */
static po_status check_folder(po_output *output, po_error *err) {
    const char **names = NULL;
    size_t count = 0;
    po_arena *arena = output->arena;
    if (po_manifest_list_read(&output->previous,
                              po_path_join(arena, output->folder, PO_MANIFEST_NAME))) {
        return PO_OK;
    }
    output->interrupted =
        po_manifest_list_read(&output->previous, po_path_join(arena, output->stage, PREVIOUS));
    output->interrupted |= po_manifest_list_read(
        &output->previous, po_path_join(arena, output->stage, PO_MANIFEST_NAME));
    po_status status = po_folder_list(arena, output->folder, &names, &count, err);
    if (status || output->interrupted) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_dust(names[i]) && strcmp(names[i], STAGE) != 0) {
            return po_error_set(err, PO_E_USAGE,
                                "'%s' holds files that planonce did not write ('%s'); name a new or "
                                "empty folder for the plan",
                                output->folder, names[i]);
        }
    }
    return PO_OK;
}

static po_status prepare(po_output *output, po_error *err) {
    struct stat info;
    if (stat(output->folder, &info) != 0) {
        output->made_folder = true;
    } else if (!S_ISDIR(info.st_mode)) {
        return po_error_set(err, PO_E_USAGE, "'%s' is a file; the plan needs a folder",
                            output->folder);
    }
    po_status status = po_folder_make(output->folder, err);
    if (status) {
        return status;
    }
    status = check_folder(output, err);
    if (status) {
        return status;
    }
    remove_tree(output->arena, output->stage, 0);
    return po_folder_make(output->stage, err);
}

po_status po_output_begin(const char *folder, po_output **ret_output, po_error *err) {
    if (po_text_empty(folder)) {
        return po_error_set(err, PO_E_USAGE, "name a folder for the plan");
    }
    po_arena *arena = po_arena_create();
    po_output *output = PO_NEW(arena, po_output);
    output->arena = arena;
    output->folder = po_arena_dup(arena, folder);
    output->stage = po_path_join(arena, folder, STAGE);
    po_manifest_list_init(&output->list, arena);
    po_manifest_list_init(&output->previous, arena);
    po_status status = prepare(output, err);
    if (status) {
        if (output->made_folder) {
            rmdir(output->folder);
        }
        po_arena_destroy(arena);
        return status;
    }
    *ret_output = output;
    return PO_OK;
}

void po_output_report_to(po_output *output, po_diagnostics *diagnostics) {
    output->diagnostics = diagnostics;
}

/* ---- add -------------------------------------------------------------------------------------- */

static po_status write_staged(po_output *output, const char *name, const char *data, size_t size,
                              po_error *err) {
    const char *path = po_path_join(output->arena, output->stage, name);
    po_status status = make_parents(output->arena, path, err);
    return status ? status : po_file_put(path, data, size, err);
}

static bool name_allowed(const char *name) {
    return *name && *name != '/' && *name != '.' && !strstr(name, "..") && !strstr(name, "//") &&
           name[strlen(name) - 1] != '/' && strcmp(name, PO_MANIFEST_NAME) != 0 &&
           strcmp(name, RUN) != 0 && strncmp(name, "kept/", 5) != 0;
}

po_status po_output_add(po_output *output, const char *name, const char *data, size_t size,
                        po_error *err) {
    if (!name_allowed(name)) {
        return po_error_set(err, PO_E_STATE, "'%s' is no name for an output file", name);
    }
    if (po_manifest_list_find(&output->list, name)) {
        return po_error_set(err, PO_E_STATE, "the output file '%s' is made twice", name);
    }
    po_status status = write_staged(output, name, data, size, err);
    if (status == PO_OK) {
        po_manifest_list_add(&output->list, name, data, size);
    }
    return status;
}

po_status po_output_add_run(po_output *output, const char *data, size_t size, po_error *err) {
    po_status status = write_staged(output, RUN, data, size, err);
    output->list.has_run = status == PO_OK;
    return status;
}

/* ---- commit ----------------------------------------------------------------------------------- */

/* Writes the manifest of one sub-folder and lists it. */
static po_status write_sub_manifest(po_output *output, const char *folder, po_error *err) {
    po_buffer text = {0};
    const char *name = po_path_join(output->arena, folder, PO_MANIFEST_NAME);
    po_status status = PO_OK;
    if (!po_manifest_list_find(&output->list, name)) {
        po_manifest_list_write(&output->list, folder, &text);
        status = po_output_add(output, name, text.data, text.size, err);
    }
    po_buffer_finish(&text);
    return status;
}

static po_status write_manifests(po_output *output, po_error *err) {
    size_t count = output->list.files.count;
    const char **folders = PO_NEW_ARRAY(output->arena, const char *, count);
    size_t folder_count = 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = output->list.files.items[i]->name;
        const char *slash = strchr(name, '/');
        if (slash) {
            folders[folder_count++] = po_arena_copy(output->arena, name, (size_t)(slash - name));
        }
    }
    for (size_t i = 0; i < folder_count; i++) {
        po_status status = write_sub_manifest(output, folders[i], err);
        if (status) {
            return status;
        }
    }
    po_buffer text = {0};
    po_manifest_list_write(&output->list, "", &text);
    po_status status = po_folder_sync(output->stage, err); /* it says that all of them are there */
    if (status == PO_OK)
        status = po_file_write(po_path_join(output->arena, output->stage, PO_MANIFEST_NAME), text.data, text.size, err);
    po_buffer_finish(&text);
    return status;
}

/* Does the file at `path` still have the bytes that we wrote? */
static bool unchanged(po_output *output, const char *path, const char *name) {
    char hash[PO_SHA256_TEXT_MAX];
    char *data = NULL;
    size_t size = 0;
    const po_manifest_file *file = po_manifest_list_find(&output->previous, name);
    if (!file) {
        return false;
    }
    if (output->interrupted) {
        return true; /* ours by name; which of two builds wrote it cannot be told */
    }
    po_arena *arena = po_arena_create();
    bool same = po_file_read(arena, path, PO_LIMIT_DOCUMENT_BYTES, &data, &size, NULL) == PO_OK &&
                strcmp(po_sha256_hex(data, size, hash), file->sha256) == 0;
    po_arena_destroy(arena);
    return same;
}

static bool exists(const char *path) {
    struct stat info;
    return lstat(path, &info) == 0;
}

/* Moves what somebody put or changed at `path` to kept/, under a name not taken. */
static po_status keep(po_output *output, const char *path, const char *name, po_error *err) {
    const char *kept = po_arena_printf(output->arena, "%s/kept/%s", output->folder, name);
    const char *wanted = kept;
    for (int n = 2; exists(kept); n++) {
        kept = po_arena_printf(output->arena, "%s.%d", wanted, n);
    }
    po_status status = make_parents(output->arena, kept, err);
    if (status) {
        return status;
    }
    if (rename(path, kept) != 0) {
        return system_refused(err, path, "kept");
    }
    po_diagnose(output->diagnostics, PO_NOTE, "OUT-001", path, NULL,
                "was changed since planonce wrote it; your version is now %s", kept);
    return PO_OK;
}

static po_status place(po_output *output, const char *name, po_error *err) {
    const char *from = po_path_join(output->arena, output->stage, name);
    const char *to = po_path_join(output->arena, output->folder, name);
    bool hashed = strcmp(name, RUN) != 0 && strcmp(name, PO_MANIFEST_NAME) != 0;
    po_status status = make_parents(output->arena, to, err);
    if (status == PO_OK && hashed && exists(to) && !unchanged(output, to, name)) {
        status = keep(output, to, name, err);
    }
    if (status) {
        return status;
    }
    return rename(from, to) == 0 ? PO_OK : system_refused(err, to, "written");
}

/* What the earlier build wrote and this one does not: gone, if nobody changed it. */
static void remove_stale(po_output *output) {
    for (size_t i = 0; i < output->previous.files.count; i++) {
        const char *name = output->previous.files.items[i]->name;
        char *path = po_path_join(output->arena, output->folder, name);
        if (po_manifest_list_find(&output->list, name) || !exists(path) ||
            !unchanged(output, path, name)) {
            continue;
        }
        unlink(path);
        char *slash = strchr(name, '/') ? strrchr(path, '/') : NULL;
        if (slash) {
            *slash = '\0';
            rmdir(path); /* only if it is empty now */
        }
    }
}

static po_status place_all(po_output *output, po_error *err) {
    const char *manifest = po_path_join(output->arena, output->folder, PO_MANIFEST_NAME);
    const char *previous = po_path_join(output->arena, output->stage, PREVIOUS);
    if (exists(manifest) && rename(manifest, previous) != 0) {
        return system_refused(err, manifest, "replaced");
    }
    for (size_t i = 0; i < output->list.files.count; i++) {
        po_status status = place(output, output->list.files.items[i]->name, err);
        if (status) {
            return status;
        }
    }
    if (output->list.has_run) {
        po_status status = place(output, RUN, err);
        if (status) {
            return status;
        }
    }
    remove_stale(output);
    return place(output, PO_MANIFEST_NAME, err);
}

po_status po_output_commit(po_output *output, po_error *err) {
    po_status status = write_manifests(output, err);
    if (status) {
        po_output_abandon(output);
        return status;
    }
    status = place_all(output, err);
    if (status == PO_OK) {
        remove_tree(output->arena, output->stage, 0);
    }
    po_arena_destroy(output->arena);
    return status;
}

void po_output_abandon(po_output *output) {
    if (!output) {
        return;
    }
    remove_tree(output->arena, output->stage, 0);
    if (output->made_folder) {
        rmdir(output->folder);
    }
    po_arena_destroy(output->arena);
}

bool po_output_is_ours(const char *folder) {
    po_arena *arena = po_arena_create();
    po_manifest_list list;
    po_manifest_list_init(&list, arena);
    bool ours = po_manifest_list_read(&list, po_path_join(arena, folder, PO_MANIFEST_NAME));
    po_arena_destroy(arena);
    return ours;
}
