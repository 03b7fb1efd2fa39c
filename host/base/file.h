/* SPDX-License-Identifier: Apache-2.0
 *
 * Files: read whole up to a limit, written whole or not at all.
 */
#ifndef PO_BASE_FILE_H
#define PO_BASE_FILE_H

#include "base/arena.h"

/* Reads a regular file of at most `limit` bytes into the arena; NUL-terminated one past `*ret_size`.
 * Errors: a sentence for missing, folder, FIFO or device, unreadable, too large. */
PO_NODISCARD po_status po_file_read(po_arena *arena, const char *path, size_t limit, char **ret_data,
                                    size_t *ret_size, po_error *err);

/* Opens a regular file for reading without blocking on FIFOs; the caller closes *ret_fd. Same errors. */
PO_NODISCARD po_status po_file_open(const char *path, size_t limit, int *ret_fd, size_t *ret_size,
                                    po_error *err);

/* Writes to a temporary file beside `path`, syncs, renames: a reader sees the old bytes or the new ones. */
PO_NODISCARD po_status po_file_write(const char *path, const char *data, size_t size, po_error *err);

/* The same without syncing: for many files of which none counts before po_folder_sync has returned. */
PO_NODISCARD po_status po_file_put(const char *path, const char *data, size_t size, po_error *err);

/* Waits until everything written so far to the file system of the folder is on the disk: one wait instead of one for each file. */
PO_NODISCARD po_status po_folder_sync(const char *path, po_error *err);

/* Makes a folder and its parents; existing folders are fine. */
PO_NODISCARD po_status po_folder_make(const char *path, po_error *err);

/* The names in a folder, sorted bytewise, without "." and "..". */
PO_NODISCARD po_status po_folder_list(po_arena *arena, const char *path, const char ***ret_names,
                                      size_t *ret_count, po_error *err);

/* What a failed system call (its errno) means, and what a person can do about it; without locale. */
const char *po_system_reason(int number);

bool po_path_is_folder(const char *path);
bool po_path_is_file(const char *path); /* regular, links followed */
const char *po_path_base(const char *path); /* the part after the last '/' */
char *po_path_join(po_arena *arena, const char *folder, const char *name);

#endif
