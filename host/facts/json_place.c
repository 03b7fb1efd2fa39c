/* SPDX-License-Identifier: Apache-2.0
 *
 * Walks JSON text without making anything of it. See json_place.h.
 */
#include "facts/json_place.h"

#include <string.h>


static const char *skip_space(const char *at) {
    return at + strspn(at, " \t\r\n");
}

/* Past a string that begins at its quotation mark. */
static const char *skip_string(const char *at) {
    for (at++; *at && *at != '"'; at++)
        if (*at == '\\' && at[1])
            at++;
    return *at ? at + 1 : at;
}

/* Past any value: brackets are counted, strings are jumped over. */
static const char *skip_value(const char *at) {
    int depth = 0;
    for (at = skip_space(at); *at; at++) {
        if (*at == '"') {
            at = skip_string(at);
            if (depth == 0)
                return at;
            at--;
        } else if (*at == '{' || *at == '[') {
            depth++;
        } else if (*at == '}' || *at == ']') {
            if (--depth <= 0)
                return depth == 0 ? at + 1 : at;
        } else if (depth == 0 && (*at == ',' || strchr(" \t\r\n", *at))) {
            return at;
        }
    }
    return at;
}

/* Whether the string at its quotation mark is `key`. Keys with escapes are no key of ours. */
static bool is_key(const char *at, const char *key) {
    size_t size = strlen(key);
    return strncmp(at + 1, key, size) == 0 && at[1 + size] == '"';
}

/* The value of the member, or NULL. `at` is the opening brace. */
static const char *find_member(const char *at, const char *key) {
    for (at = skip_space(at + 1); *at == '"';) {
        bool found = is_key(at, key);
        at = skip_space(skip_string(at));
        const char *value = skip_space(*at == ':' ? at + 1 : at);
        if (found)
            return value;
        at = skip_space(skip_value(value));
        at = skip_space(*at == ',' ? at + 1 : at);
    }
    return NULL;
}

static const char *find_item(const char *at, int index) {
    at = skip_space(at + 1);
    for (int i = 0; i < index && *at && *at != ']'; i++) {
        at = skip_space(skip_value(at));
        at = skip_space(*at == ',' ? at + 1 : at);
    }
    return *at && *at != ']' ? at : NULL;
}

int po_json_line_at(const char *text, size_t offset) {
    int line = 1;
    for (size_t i = 0; i < offset && text[i]; i++)
        line += text[i] == '\n';
    return line;
}

int po_json_line(const char *text, const po_json_step *steps, size_t count) {
    const char *at = skip_space(text);
    for (size_t i = 0; i < count; i++) {
        const char *next = NULL;
        if (steps[i].key && *at == '{')
            next = find_member(at, steps[i].key);
        else if (!steps[i].key && *at == '[')
            next = find_item(at, steps[i].index);
        if (!next)
            break;
        at = next;
    }
    return po_json_line_at(text, (size_t)(at - text));
}
