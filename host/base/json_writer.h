/* SPDX-License-Identifier: Apache-2.0
 *
 * Streaming JSON writer (RFC 8259): what machines read is written here, in the order the caller gives, so that
 * the same model gives the same bytes. Reading is cJSON's.
 *
 * Misuse (a key outside an object, an unclosed array) is a programming error and aborts in debug builds.
 */
#ifndef PO_BASE_JSON_WRITER_H
#define PO_BASE_JSON_WRITER_H

#include "base/decimal.h"
#include "base/text.h"

#define PO_JSON_DEPTH_MAX 64

typedef struct po_json {
    po_buffer *out;
    bool pretty; /* two spaces, one member per line */
    uint8_t depth;
    bool has_item[PO_JSON_DEPTH_MAX];
    bool in_array[PO_JSON_DEPTH_MAX];
    bool after_key;
} po_json;

void po_json_init(po_json *json, po_buffer *out, bool pretty);
void po_json_begin_object(po_json *json);
void po_json_end_object(po_json *json);
void po_json_begin_array(po_json *json);
void po_json_end_array(po_json *json);
void po_json_key(po_json *json, const char *key);
void po_json_string(po_json *json, const char *text); /* NULL writes null */
void po_json_integer(po_json *json, int64_t number);
void po_json_bool(po_json *json, bool value);
void po_json_null(po_json *json);
void po_json_raw(po_json *json, const char *value, size_t size); /* one whole value that is JSON already */

/* key and value in one; the _if forms write nothing for NULL (or empty / zero). */
void po_json_member(po_json *json, const char *key, const char *text);
void po_json_member_if(po_json *json, const char *key, const char *text);
void po_json_member_integer(po_json *json, const char *key, int64_t number);
void po_json_member_integer_if(po_json *json, const char *key, int64_t number);
void po_json_member_bool(po_json *json, const char *key, bool value);

#endif
