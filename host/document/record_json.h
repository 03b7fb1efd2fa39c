/* SPDX-License-Identifier: Apache-2.0
 *
 * What the two borders that records cross have in common: a file of `planonce/records/1`
 * (record_json.c) and the frames of a worker (plugin/wire_decode.c). Both are JSON written by a
 * stranger: a plugin in a worker can forge a well-formed frame, so content is checked here exactly
 * as if it came by post.
 *
 * Why a check of our own before cJSON. cJSON accepts what it should not: malformed UTF-8, keys
 * given twice, raw control characters, "\u0000" (which cuts a text short without a word), a
 * thousand levels of nesting, and bytes after the end.
 *
 * Left to others: resolving parents (po_record_set_link), meaning (crosswalk/).
 */
#ifndef PO_DOCUMENT_RECORD_JSON_H
#define PO_DOCUMENT_RECORD_JSON_H

#include <cjson/cJSON.h>

#include "document/record.h"

#define PO_RECORDS_FORMAT "planonce/records/1"

/* Of one field: places and values. A paragraph over forty pages has forty places; a list of schools
 * some hundreds. */
#define PO_RECORD_PLACES_MAX 4096u
#define PO_RECORD_VALUES_MAX 4096u
/* Ids, types and field names; sheet names and doubts. */
#define PO_RECORD_NAME_BYTES 128u
#define PO_RECORD_NOTE_BYTES 4096u
/* A file of records. Its tree in memory is ten to thirty times as large. */
#define PO_RECORD_FILE_BYTES ((size_t)64 << 20)

/* Ids: printable ASCII without spaces, quotes, backslash, backtick, '<', '>' and '&'; begins with a
 * letter or digit; at most PO_RECORD_NAME_BYTES. */
bool po_record_id_valid(const char *id);
/* Types and field names: snake_case, begins with a letter. */
bool po_record_name_valid(const char *name);

/* True if no two names are equal; false and the index of the second otherwise. `count` at most
 * PO_LIMIT_RECORD_FIELDS. */
bool po_record_names_unique(const char *const *names, size_t count, size_t *ret_second);

/* Where a JSON reader stands, so that a sentence can name the mistake by its path
 * ("records[3].fields.goal.at[0]"). */
typedef struct po_json_reader {
    po_arena *arena; /* everything read is copied here, */
    bool borrows;    /* unless what is read need not outlive the tree: then texts stay in it */
    po_error *err;
    bool has_controls; /* some text holds an escaped control character and must be cleaned */
    size_t length;     /* of `path` */
    char path[256];
} po_json_reader;

/* Parses a stranger's JSON after checking it: UTF-8, depth (PO_LIMIT_JSON_DEPTH), no NUL, no key
 * twice, nothing behind the end. Ownership: the caller ends *ret_root with cJSON_Delete. Errors:
 * PO_E_INPUT, PO_E_LIMIT. */
PO_NODISCARD po_status po_json_reader_parse(po_json_reader *reader, const char *json, size_t size,
                                            cJSON **ret_root);

/* Steps into a member or an item for the sake of the path; give the result back to
 * po_json_reader_leave. */
size_t po_json_reader_enter(po_json_reader *reader, const char *member);
size_t po_json_reader_enter_item(po_json_reader *reader, const char *list, size_t index);
void po_json_reader_leave(po_json_reader *reader, size_t before);

/* Sets "<path>: <sentence>" and returns PO_E_INPUT. */
po_status po_json_reader_refuse(po_json_reader *reader, const char *format, ...) PO_PRINTF(2, 3);

/* Copies a string of at most `limit` bytes; null and (with `node` NULL) absence give NULL. Anything
 * else is refused. */
PO_NODISCARD po_status po_json_reader_text(po_json_reader *reader, const cJSON *node, size_t limit,
                                           const char **ret_text);
/* A copy in the arena, cleaned if need be; for a text that was checked already. */
const char *po_json_reader_copy(po_json_reader *reader, const char *text);
/* A whole number of 0..UINT32_MAX. */
PO_NODISCARD po_status po_json_reader_number(po_json_reader *reader, const cJSON *node,
                                             uint32_t *ret_number);

/* A list of strings. */
PO_NODISCARD po_status po_json_reader_values(po_json_reader *reader, const cJSON *node,
                                             po_field *field);

/* Items of a list or members of an object; 0 for NULL. */
size_t po_json_count(const cJSON *node);

#endif
