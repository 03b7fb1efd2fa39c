/* SPDX-License-Identifier: Apache-2.0
 *
 * One pass over a line; bytes that go are marked in a copy, then left out. A bracket that was opened on an earlier line stays: nobody reads it.
 */
#include "document/markdown_extras.h"

#include <string.h>

enum { OPEN_MAX = 64, ATTRIBUTES_MAX = 400, GONE = '\x01' };

/* Bytes of "{#id .class key=value}" at the beginning of `text`; 0: it is something else. */
static size_t attributes_size(const char *text, size_t size) {
    const char *end = size > 2 ? memchr(text, '}', size < ATTRIBUTES_MAX ? size : ATTRIBUTES_MAX) : NULL;
    if (!end || text[0] != '{') {
        return 0;
    }
    size_t inside = (size_t)(end - text);
    bool named = strchr("#.=", text[1]) && text[2] != ' ' && text[2] != '}';
    return named || memmem(text, inside, "=\"", 2) ? inside + 1 : 0;
}

static void drop(char *text, size_t from, size_t size) {
    memset(text + from, GONE, size);
}

/* Bytes of "[^2]", not as the beginning of the note itself. */
static size_t note_size(const char *text, size_t size) {
    size_t at = 2;
    if (size < 4 || text[0] != '[' || text[1] != '^') {
        return 0;
    }
    while (at < size && at < 20 && text[at] > ' ' && text[at] != ']') {
        at++;
    }
    return at > 2 && at < size && text[at] == ']' ? at + 1 : 0;
}

static void clean_words(char *text, size_t size) {
    size_t open[OPEN_MAX], depth = 0, found;
    for (size_t at = 0; at < size; at++) {
        if (text[at] == '\\') {
            at++;
        } else if (text[at] == '[' && (found = note_size(text + at, size - at)) > 0) {
            drop(text, at, found + (at == 0 && found < size && text[found] == ':'));
            at += found - 1;
        } else if (text[at] == '[') {
            open[depth++ % OPEN_MAX] = at;
        } else if (text[at] == ']' && depth > 0) {
            size_t begin = open[--depth % OPEN_MAX];
            found = attributes_size(text + at + 1, size - at - 1);
            if (found) {
                drop(text, begin, 1);
                drop(text, at, found + 1);
                at += found;
            }
        } else if (text[at] == ']' && (found = attributes_size(text + at + 1, size - at - 1)) > 0) {
            drop(text, at, found + 1);
            at += found;
        }
    }
}

static void clean_heading(char *text, size_t size) {
    size_t at = size;
    while (at > 0 && text[at - 1] == ' ') {
        at--;
    }
    if (at == 0 || text[at - 1] != '}') {
        return;
    }
    for (size_t begin = at; begin-- > 0 && at - begin < ATTRIBUTES_MAX;) {
        if (text[begin] == '{') {
            bool whole = attributes_size(text + begin, at - begin) == at - begin;
            drop(text, begin, whole ? at - begin : 0);
            return;
        }
    }
}

bool po_markdown_extras_clean(const char *line, size_t size, po_buffer *clean) {
    bool fence = size >= 3 && memcmp(line, ":::", 3) == 0;
    bool raw = size >= 9 && memcmp(line, "`<!-- -->", 9) == 0;
    po_buffer_clear(clean);
    if (fence || raw) {
        return true;
    }
    if (!memchr(line, '{', size) && !memmem(line, size, "[^", 2)) {
        return false;
    }
    po_buffer_add(clean, line, size);
    clean_words(clean->data, size);
    if (line[0] == '#') {
        clean_heading(clean->data, size);
    }
    size_t kept = 0;
    for (size_t i = 0; i < size; i++) {
        if (clean->data[i] != GONE) {
            clean->data[kept++] = clean->data[i];
        }
    }
    clean->data[kept] = '\0';
    clean->size = kept;
    return kept != size;
}
