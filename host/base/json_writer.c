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

enum {
    LEAD = 2 + 2 * PO_JSON_DEPTH_MAX, /* bytes before an item: comma, line, two spaces for each level */
    SHORT = 64                        /* bytes of a text that is written in one piece: names and most values */
};

static size_t put_line(const po_json *json, char *out) {
    if (!json->pretty) {
        return 0;
    }
    out[0] = '\n';
    memset(out + 1, ' ', 2 * (size_t)json->depth);
    return 1 + 2 * (size_t)json->depth;
}

static void new_line(po_json *json) {
    char line[LEAD];
    po_buffer_add(json->out, line, put_line(json, line));
}

/* What stands before an item: a comma unless it is the first, and its line. */
static size_t put_lead(po_json *json, char *out) {
    size_t size = 0;
    if (json->depth == 0) {
        return 0;
    }
    size_t level = json->depth - 1u;
    if (json->has_item[level]) {
        out[size++] = ',';
    }
    json->has_item[level] = true;
    return size + put_line(json, out + size);
}

static void separate(po_json *json) {
    char lead[LEAD];
    po_buffer_add(json->out, lead, put_lead(json, lead));
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

/* Do eight bytes surely stand in JSON as they are? Subtracting takes a byte's high bit from those that are too small (or the one above
 * such a byte, which only costs a second look). */
static bool all_plain(const char *text) {
    const uint64_t ones = UINT64_MAX / 0xFF, high = ones << 7;
    uint64_t eight;
    memcpy(&eight, text, sizeof eight);
    uint64_t quote = eight ^ ones * '"', slash = eight ^ ones * '\\', del = eight ^ ones * 0x7F;
    return ((eight | (eight - ones * ' ') | (quote - ones) | (slash - ones) | (del - ones)) & high) == 0;
}

/* Bytes from `i` on that stand in JSON as they are: nearly all of every text. */
static size_t plain_bytes(const char *text, size_t i, size_t size) {
    size_t start = i;
    while (i + 8 <= size && all_plain(text + i)) {
        i += 8;
    }
    while (i < size && (unsigned char)text[i] >= 0x20 && (unsigned char)text[i] < 0x7F && text[i] != '"' && text[i] != '\\') {
        i++;
    }
    return i - start;
}

/* A short text that stands as it is, with its quotes; 0 if it is none. */
static size_t put_short(char out[SHORT + 2], const char *text, size_t size) {
    if (size > SHORT || plain_bytes(text, 0, size) != size) {
        return 0;
    }
    out[0] = out[size + 1] = '"';
    memcpy(out + 1, text, size);
    return size + 2;
}

static void add_quoted(po_buffer *out, const char *text) {
    char quoted[SHORT + 2];
    size_t size = strlen(text), clean = 0, whole = put_short(quoted, text, size);
    if (whole) {
        po_buffer_add(out, quoted, whole);
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

/* In one piece if it is short: there are more keys than anything else. */
void po_json_key(po_json *json, const char *key) {
    assert(json->depth > 0 && !json->in_array[json->depth - 1] && !json->after_key);
    char text[LEAD + SHORT + 4];
    size_t size = put_lead(json, text), quoted = put_short(text + size, key, strlen(key));
    if (!quoted) {
        po_buffer_add(json->out, text, size);
        add_quoted(json->out, key);
        size = 0;
    }
    size += quoted;
    text[size++] = ':';
    if (json->pretty) {
        text[size++] = ' ';
    }
    po_buffer_add(json->out, text, size);
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

void po_json_raw(po_json *json, const char *value, size_t size) {
    before_value(json);
    po_buffer_add(json->out, value, size);
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
