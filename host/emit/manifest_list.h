/* SPDX-License-Identifier: Apache-2.0
 *
 * The list of files in a manifest: read, kept in order of name, written. Which files there are and what happens to
 * them is emit/manifest.c's.
 */
#ifndef PO_EMIT_MANIFEST_LIST_H
#define PO_EMIT_MANIFEST_LIST_H

#include "base/digest.h"
#include "base/map.h"
#include "base/text.h"

#define PO_MANIFEST_NAME "manifest.json"

typedef struct po_manifest_file {
    const char *name; /* relative, '/' between folders */
    char sha256[PO_SHA256_TEXT_MAX];
    size_t bytes;
} po_manifest_file;

typedef struct po_manifest_list {
    po_arena *arena;
    PO_LIST(po_manifest_file *) files;
    po_map *by_name;
    bool has_run; /* run.json stands beside, without a hash */
} po_manifest_list;

void po_manifest_list_init(po_manifest_list *list, po_arena *arena);

/* Adds a file with the hash of its bytes. False if the name is there. */
bool po_manifest_list_add(po_manifest_list *list, const char *name, const char *data, size_t size);
const po_manifest_file *po_manifest_list_find(const po_manifest_list *list, const char *name);

/* Appends `planonce/manifest/1` for the files under `folder` ("" for all), names relative to it, sorted. */
void po_manifest_list_write(const po_manifest_list *list, const char *folder, po_buffer *out);

/* Adds the files a manifest at `path` names. False if there is none, or it is not one of ours. */
bool po_manifest_list_read(po_manifest_list *list, const char *path);

#endif
