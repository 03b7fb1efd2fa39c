/* SPDX-License-Identifier: Apache-2.0
 *
 * Streaming JSON writer.
 *
 * Why ours: cJSON builds a tree and formats numbers as doubles; here money stays text and the same
 * calls give the same bytes. Malformed UTF-8 becomes U+FFFD, so that what is written is JSON
 * whatever comes in.
 */
#include "base/json_writer.h"

#include <assert.h>
#include <string.h>

#include "base/utf8.h"

void po_json_init(po_json *json, po_buffer *out, bool pretty) {
    *json = (po_json){.out = out, .pretty = pretty};
}

static void new_line(po_json *json) {
    if (!json->pretty) {
        return;
    }
    po_buffer_add_char(json->out, '\n');
    for (unsigned i = 0; i < json->depth; i++) {
        po_buffer_add(json->out, "  ", 2);
    }
}

/* What stands before an item: a comma unless it is the first, and its line. */
static void separate(po_json *json) {
    if (json->depth == 0) {
        return;
    }
    size_t level = json->depth - 1u;
    if (json->has_item[level]) {
        po_buffer_add_char(json->out, ',');
    }
    json->has_item[level] = true;
    new_line(json);
}

static void before_value(po_json *json) {
    if (json->after_key) {
        json->after_key = false;
        return;
    }
    assert(json->depth == 0 || json->in_array[json->depth - 1]);
    separate(json);
}

static void begin(po_json *json, char bracket, bool array) {
    before_value(json);
    assert(json->depth < PO_JSON_DEPTH_MAX);
    po_buffer_add_char(json->out, bracket);
    json->has_item[json->depth] = false;
    json->in_array[json->depth] = array;
    json->depth++;
}

static void end(po_json *json, char bracket, bool array) {
    assert(json->depth > 0 && json->in_array[json->depth - 1] == array && !json->after_key);
    json->depth--;
    if (json->has_item[json->depth]) {
        new_line(json);
    }
    po_buffer_add_char(json->out, bracket);
    (void)array; /* read by the assertion only */
}

void po_json_begin_object(po_json *json) {
    begin(json, '{', false);
}

void po_json_end_object(po_json *json) {
    end(json, '}', false);
}

void po_json_begin_array(po_json *json) {
    begin(json, '[', true);
}

void po_json_end_array(po_json *json) {
    end(json, ']', true);
}

static void add_escaped(po_buffer *out, unsigned char c) {
    static const char named[] = {'"', '\\', '\b', '\f', '\n', '\r', '\t'};
    static const char letters[] = {'"', '\\', 'b', 'f', 'n', 'r', 't'};
    const char *found = memchr(named, c, sizeof named);
    if (found) {
        po_buffer_add_char(out, '\\');
        po_buffer_add_char(out, letters[found - named]);
    } else {
        po_buffer_printf(out, "\\u%04x", (unsigned)c);
    }
}

/* Bytes from `i` on that stand in JSON as they are: nearly all of every text. */
static size_t plain_bytes(const char *text, size_t i, size_t size) {
    size_t start = i;
    while (i < size && (unsigned char)text[i] >= 0x20 && (unsigned char)text[i] < 0x7F && text[i] != '"' && text[i] != '\\') {
        i++;
    }
    return i - start;
}

/* A short text that stands as it is, in one piece: names and most values. */
static bool add_short(po_buffer *out, const char *text, size_t size) {
    char quoted[66];
    if (size > sizeof quoted - 2 || plain_bytes(text, 0, size) != size) {
        return false;
    }
    quoted[0] = quoted[size + 1] = '"';
    memcpy(quoted + 1, text, size);
    po_buffer_add(out, quoted, size + 2);
    return true;
}

static void add_quoted(po_buffer *out, const char *text) {
    size_t size = strlen(text), clean = 0;
    if (add_short(out, text, size)) {
        return;
    }
    po_buffer_add_char(out, '"');
    for (size_t i = 0; i < size;) {
        i += plain_bytes(text, i, size);
        if (i == size) {
            break;
        }
        size_t start = i;
        unsigned char c = (unsigned char)text[i];
        uint32_t code = po_utf8_next(text, size, &i);
        bool escape = c < 0x20 || c == '"' || c == '\\' || c == 0x7F;
        if (!escape && (code != 0xFFFD || i - start == 3)) {
            continue;
        }
        po_buffer_add(out, text + clean, start - clean);
        if (escape) {
            add_escaped(out, c);
        } else {
            po_utf8_append(out, code);
        }
        clean = i;
    }
    po_buffer_add(out, text + clean, size - clean);
    po_buffer_add_char(out, '"');
}

void po_json_key(po_json *json, const char *key) {
    assert(json->depth > 0 && !json->in_array[json->depth - 1] && !json->after_key);
    separate(json);
    add_quoted(json->out, key);
    po_buffer_add_text(json->out, json->pretty ? ": " : ":");
    json->after_key = true;
}

void po_json_string(po_json *json, const char *text) {
    before_value(json);
    if (text) {
        add_quoted(json->out, text);
    } else {
        po_buffer_add_text(json->out, "null");
    }
}

/* By hand: places of cells are numbers, by the million. */
void po_json_integer(po_json *json, int64_t number) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    before_value(json);
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) {
        digits[--at] = '-';
    }
    po_buffer_add(json->out, digits + at, sizeof digits - at);
}

void po_json_bool(po_json *json, bool value) {
    before_value(json);
    po_buffer_add_text(json->out, value ? "true" : "false");
}

void po_json_null(po_json *json) {
    po_json_string(json, NULL);
}

void po_json_member(po_json *json, const char *key, const char *text) {
    po_json_key(json, key);
    po_json_string(json, text);
}

void po_json_member_if(po_json *json, const char *key, const char *text) {
    if (text && *text) {
        po_json_member(json, key, text);
    }
}

void po_json_member_integer(po_json *json, const char *key, int64_t number) {
    po_json_key(json, key);
    po_json_integer(json, number);
}

void po_json_member_integer_if(po_json *json, const char *key, int64_t number) {
    if (number != 0) {
        po_json_member_integer(json, key, number);
    }
}

void po_json_member_bool(po_json *json, const char *key, bool value) {
    po_json_key(json, key);
    po_json_bool(json, value);
}
