/* SPDX-License-Identifier: Apache-2.0
 *
 * Mustache, the reading half: text to a tree of tags. Here live the two rules that make templates pleasant to
 * write: a tag alone on its line takes the line with it, and the delimiters can be changed on the way.
 */
#include "emit/mustache_parse.h"

#include <string.h>

#define DELIMITER_MAX 16

typedef struct parser {
    po_arena *arena;
    po_error *err;
    const char *name, *text;
    size_t size, at; /* `at`: start of the text not yet given to a tag */
    int line;        /* of `at` */
    char open[DELIMITER_MAX], close[DELIMITER_MAX];
    po_tag *stack[PO_MUSTACHE_DEPTH_MAX + 1];
    size_t depth; /* of the open section: stack[depth] */
} parser;

/* One tag as found: where it starts and ends, and what stands in it. */
typedef struct found_tag {
    size_t start, end; /* of the whole tag, delimiters included */
    char sigil;        /* '#', '^', ... or 0 */
    const char *body;  /* trimmed */
    size_t body_size;
    int line;
    bool standalone;
    size_t line_start, line_end; /* what a standalone tag takes with it */
} found_tag;

static bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

static bool is_gap(char c) {
    return is_blank(c) || c == '\n' || c == '\r';
}

static int count_lines(const char *text, size_t size) {
    int lines = 0;
    for (size_t i = 0; i < size; i++) {
        lines += text[i] == '\n';
    }
    return lines;
}

static po_status fail(const parser *p, int line, const char *why, const char *tag, size_t size) {
    return po_error_set(p->err, PO_E_CONFIG, "template %s, line %d: %s: %.*s", p->name, line, why,
                        (int)(size < 80 ? size : 80), tag);
}

static po_tag *add_tag(parser *p, po_tag_kind kind, const char *name, size_t size, int line) {
    po_tag *tag = PO_NEW(p->arena, po_tag);
    tag->kind = kind;
    tag->name = po_arena_copy(p->arena, name, size);
    tag->size = size;
    tag->indent = "";
    tag->line = line;
    po_tag *parent = p->stack[p->depth];
    *PO_LIST_ADD(p->arena, &parent->children) = tag;
    return tag;
}

static void add_text(parser *p, size_t end) {
    if (end > p->at) {
        add_tag(p, PO_TAG_TEXT, p->text + p->at, end - p->at, p->line);
    }
}

static void trim(const char **text, size_t *size) {
    while (*size && is_gap(**text)) {
        (*text)++;
        (*size)--;
    }
    while (*size && is_gap((*text)[*size - 1])) {
        (*size)--;
    }
}

/* Looks for the white space around a tag that is alone on its line. */
static void find_line(const parser *p, found_tag *tag) {
    size_t start = tag->start, end = tag->end;
    while (start > 0 && is_blank(p->text[start - 1])) {
        start--;
    }
    while (end < p->size && is_blank(p->text[end])) {
        end++;
    }
    if (end + 1 < p->size && p->text[end] == '\r' && p->text[end + 1] == '\n') {
        end++;
    }
    bool from_start = start == 0 || p->text[start - 1] == '\n';
    bool to_end = end == p->size || p->text[end] == '\n';
    tag->line_start = start;
    tag->line_end = end < p->size ? end + 1 : end;
    tag->standalone = from_start && to_end && tag->sigil && !strchr("&{", tag->sigil);
}

/* The end of the tag whose body starts at `from`: its closing words after the sigil's own mark. */
static po_status find_end(const parser *p, found_tag *tag, size_t from) {
    char closing[DELIMITER_MAX + 2];
    const char mark = tag->sigil == '{' ? '}' : tag->sigil == '=' ? '=' : '\0';
    size_t n = 0;
    if (mark) {
        closing[n++] = mark;
    }
    memcpy(closing + n, p->close, strlen(p->close) + 1);
    const char *end = strstr(p->text + from, closing);
    if (!end) {
        return fail(p, tag->line, "a tag has no end", p->text + tag->start,
                    strcspn(p->text + tag->start, "\n"));
    }
    tag->body = p->text + from;
    tag->body_size = (size_t)(end - tag->body);
    tag->end = (size_t)(end - p->text) + strlen(closing);
    trim(&tag->body, &tag->body_size);
    return PO_OK;
}

/* The next tag at or after p->at. *ret_any is false at the end of the text. */
static po_status find_tag(const parser *p, found_tag *tag, bool *ret_any) {
    const char *start = strstr(p->text + p->at, p->open);
    *ret_any = start != NULL;
    if (!start) {
        return PO_OK;
    }
    *tag = (found_tag){.start = (size_t)(start - p->text)};
    tag->line = p->line + count_lines(p->text + p->at, tag->start - p->at);
    size_t from = tag->start + strlen(p->open);
    while (from < p->size && is_gap(p->text[from])) {
        from++;
    }
    if (from < p->size && strchr("#^/>!<$&={", p->text[from])) {
        tag->sigil = p->text[from++];
    }
    po_status status = find_end(p, tag, from);
    if (status) {
        return status;
    }
    if (tag->body_size == 0 && tag->sigil != '!') {
        return fail(p, tag->line, "a tag has no name", start, tag->end - tag->start);
    }
    find_line(p, tag);
    return PO_OK;
}

static po_status set_delimiters(parser *p, const found_tag *tag) {
    const char *body = tag->body;
    size_t first = 0;
    while (first < tag->body_size && !is_gap(body[first])) {
        first++;
    }
    const char *second = body + first;
    size_t second_size = tag->body_size - first;
    trim(&second, &second_size);
    bool spaced = false;
    for (size_t i = 0; i < second_size; i++) {
        spaced = spaced || is_gap(second[i]) || second[i] == '=';
    }
    if (first == 0 || second_size == 0 || spaced || first >= DELIMITER_MAX ||
        second_size >= DELIMITER_MAX) {
        return fail(p, tag->line, "new delimiters must be two words", p->text + tag->start,
                    tag->end - tag->start);
    }
    memcpy(p->open, body, first);
    p->open[first] = '\0';
    memcpy(p->close, second, second_size);
    p->close[second_size] = '\0';
    return PO_OK;
}

static po_status open_section(parser *p, const found_tag *tag, po_tag_kind kind) {
    if (p->depth == PO_MUSTACHE_DEPTH_MAX) {
        return fail(p, tag->line, "sections lie too deep inside one another",
                    p->text + tag->start, tag->end - tag->start);
    }
    po_tag *section = add_tag(p, kind, tag->body, tag->body_size, tag->line);
    if (kind == PO_TAG_PARENT && tag->standalone) {
        section->indent =
            po_arena_copy(p->arena, p->text + tag->line_start, tag->start - tag->line_start);
    }
    p->stack[++p->depth] = section;
    return PO_OK;
}

static po_status close_section(parser *p, const found_tag *tag) {
    const po_tag *section = p->stack[p->depth];
    if (p->depth == 0) {
        return fail(p, tag->line, "a section is closed that was not opened", tag->body,
                    tag->body_size);
    }
    if (section->size != tag->body_size || memcmp(section->name, tag->body, tag->body_size) != 0) {
        return po_error_set(p->err, PO_E_CONFIG,
                            "template %s, line %d: {{/%.*s}} closes {{%s}}, opened in line %d",
                            p->name, tag->line, (int)(tag->body_size < 80 ? tag->body_size : 80),
                            tag->body, section->name, section->line);
    }
    p->depth--;
    return PO_OK;
}

static void add_partial(parser *p, const found_tag *tag) {
    po_tag *partial = add_tag(p, PO_TAG_PARTIAL, tag->body, tag->body_size, tag->line);
    if (tag->standalone) {
        partial->indent =
            po_arena_copy(p->arena, p->text + tag->line_start, tag->start - tag->line_start);
    }
}

static po_status take_tag(parser *p, const found_tag *tag) {
    switch (tag->sigil) {
    case '!':
        return PO_OK;
    case '=':
        return set_delimiters(p, tag);
    case '#':
        return open_section(p, tag, PO_TAG_SECTION);
    case '^':
        return open_section(p, tag, PO_TAG_INVERTED);
    case '<':
        return open_section(p, tag, PO_TAG_PARENT);
    case '$':
        return open_section(p, tag, PO_TAG_BLOCK);
    case '/':
        return close_section(p, tag);
    case '>':
        add_partial(p, tag);
        return PO_OK;
    default:
        add_tag(p, tag->sigil ? PO_TAG_RAW : PO_TAG_ESCAPED, tag->body, tag->body_size, tag->line);
        return PO_OK;
    }
}

static po_status parse_next(parser *p, bool *ret_any) {
    found_tag tag;
    po_status status = find_tag(p, &tag, ret_any);
    if (status || !*ret_any) {
        return status;
    }
    add_text(p, tag.standalone ? tag.line_start : tag.start);
    status = take_tag(p, &tag);
    size_t next = tag.standalone ? tag.line_end : tag.end;
    p->line += count_lines(p->text + p->at, next - p->at);
    p->at = next;
    return status;
}

po_status po_template_parse(po_arena *arena, const char *name, const char *text,
                            po_template **ret_template, po_error *err) {
    parser p = {.arena = arena, .err = err, .name = name, .text = text, .size = strlen(text),
                .line = 1, .open = "{{", .close = "}}"};
    po_template *made = PO_NEW(arena, po_template);
    made->name = po_arena_dup(arena, name);
    made->root = PO_NEW(arena, po_tag);
    made->root->kind = PO_TAG_SECTION;
    made->root->name = made->root->indent = "";
    p.stack[0] = made->root;
    for (bool any = true; any;) {
        po_status status = parse_next(&p, &any);
        if (status) {
            return status;
        }
    }
    add_text(&p, p.size);
    if (p.depth > 0) {
        const po_tag *section = p.stack[p.depth];
        return fail(&p, section->line, "a section is not closed", section->name, section->size);
    }
    *ret_template = made;
    return PO_OK;
}
