/* SPDX-License-Identifier: Apache-2.0
 *
 * The list of files in a manifest. A manifest may have been edited by anybody: names that would leave the folder are
 * dropped on reading.
 */
#include "emit/manifest_list.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/json_writer.h"
#include "base/limits.h"

#define FORMAT "planonce/manifest/1"

void po_manifest_list_init(po_manifest_list *list, po_arena *arena) {
    *list = (po_manifest_list){.arena = arena, .by_name = po_map_create(arena)};
}

static po_manifest_file *add_file(po_manifest_list *list, const char *name) {
    po_manifest_file *file = PO_NEW(list->arena, po_manifest_file);
    file->name = po_arena_dup(list->arena, name);
    if (!po_map_add(list->by_name, name, file)) {
        return NULL;
    }
    *PO_LIST_ADD(list->arena, &list->files) = file;
    return file;
}

bool po_manifest_list_add(po_manifest_list *list, const char *name, const char *data, size_t size) {
    po_manifest_file *file = add_file(list, name);
    if (file) {
        po_sha256_hex(data, size, file->sha256);
        file->bytes = size;
    }
    return file != NULL;
}

const po_manifest_file *po_manifest_list_find(const po_manifest_list *list, const char *name) {
    return po_map_get(list->by_name, name);
}

static int by_name(const void *a, const void *b) {
    const po_manifest_file *const *left = a, *const *right = b;
    return strcmp((*left)->name, (*right)->name);
}

/* The name relative to `folder`, or NULL if it lies elsewhere. */
static const char *name_in(const char *name, const char *folder) {
    size_t size = strlen(folder);
    if (size == 0) {
        return name;
    }
    return strncmp(name, folder, size) == 0 && name[size] == '/' ? name + size + 1 : NULL;
}

static void write_file(po_json *json, const po_manifest_file *file, const char *name) {
    po_json_begin_object(json);
    json->pretty = false;
    po_json_member(json, "name", name);
    po_json_member(json, "sha256", file->sha256);
    po_json_member_integer(json, "bytes", (int64_t)file->bytes);
    po_json_end_object(json);
    json->pretty = true;
}

void po_manifest_list_write(const po_manifest_list *list, const char *folder, po_buffer *out) {
    po_json json;
    po_json_init(&json, out, true);
    qsort(list->files.items, list->files.count, sizeof(po_manifest_file *), by_name);
    po_json_begin_object(&json);
    po_json_member(&json, "format", FORMAT);
    po_json_key(&json, "files");
    po_json_begin_array(&json);
    for (size_t i = 0; i < list->files.count; i++) {
        const char *name = name_in(list->files.items[i]->name, folder);
        if (name) {
            write_file(&json, list->files.items[i], name);
        }
    }
    po_json_end_array(&json);
    po_json_key(&json, "outside");
    po_json_begin_array(&json);
    if (list->has_run && !*folder) {
        po_json_string(&json, "run.json");
    }
    po_json_end_array(&json);
    po_json_end_object(&json);
    po_buffer_add_char(out, '\n');
}

static bool name_stays_inside(const char *name) {
    return *name && *name != '/' && !strstr(name, "..") && !strchr(name, '\\');
}

static void read_file(po_manifest_list *list, const cJSON *item) {
    const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, "name"));
    const char *hash = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(item, "sha256"));
    if (!name || !hash || !name_stays_inside(name) || strlen(hash) >= PO_SHA256_TEXT_MAX) {
        return;
    }
    po_manifest_file *file = add_file(list, name);
    if (file) {
        memcpy(file->sha256, hash, strlen(hash) + 1);
    }
}

bool po_manifest_list_read(po_manifest_list *list, const char *path) {
    po_arena *arena = po_arena_create();
    char *data = NULL;
    size_t size = 0;
    bool ours = false;
    cJSON *root = NULL;
    if (po_file_read(arena, path, PO_LIMIT_CONFIG_BYTES, &data, &size, NULL) != PO_OK) {
        goto out;
    }
    root = cJSON_ParseWithLength(data, size);
    ours = po_text_equal(cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(root, "format")),
                         FORMAT);
    if (ours) {
        const cJSON *item = NULL;
        cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(root, "files")) {
            read_file(list, item);
        }
    }
out:
    cJSON_Delete(root);
    po_arena_destroy(arena);
    return ours;
}
