/* SPDX-License-Identifier: Apache-2.0
 *
 * Mustache, the writing half: a parsed template and a view give text. See mustache.h for what is covered.
 *
 * Partials take the indentation of their line by being parsed again with it, once per indentation: the
 * specification indents the partial's own lines and never the values put into them.
 */
#include "emit/mustache.h"

#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/map.h"
#include "emit/mustache_parse.h"

struct po_mustache {
    po_arena *arena;
    const char *folder; /* or NULL */
    po_map *sources;    /* name -> text */
    po_map *templates;  /* indent + '\n' + name -> po_template* */
    bool strict;
};

/* Blocks that a {{<parent}} tag brings. `derived` leads to the templates derived further, the most derived last. */
typedef struct overrides {
    const po_tag *parent;
    const po_template *template;
    const struct overrides *derived;
} overrides;

typedef struct renderer {
    po_mustache *set;
    po_buffer *out;
    po_error *err;
    const po_template *template; /* whose tags are being rendered, for messages */
    const cJSON *stack[PO_MUSTACHE_DEPTH_MAX + 1];
    size_t stack_size;
    const overrides *overrides;
    size_t depth;
} renderer;

po_mustache *po_mustache_create(const char *folder) {
    po_arena *arena = po_arena_create();
    po_mustache *set = PO_NEW(arena, po_mustache);
    set->arena = arena;
    set->folder = po_arena_dup(arena, folder);
    set->sources = po_map_create(arena);
    set->templates = po_map_create(arena);
    return set;
}

void po_mustache_destroy(po_mustache *set) {
    if (set) {
        po_arena_destroy(set->arena);
    }
}

void po_mustache_require_partials(po_mustache *set) {
    set->strict = true;
}

/* The text of a template: added, or in the folder. NULL (and no error) if there is none. */
static po_status find_source(po_mustache *set, const char *name, const char **ret_text,
                             po_error *err) {
    *ret_text = po_map_get(set->sources, name);
    if (*ret_text || !set->folder || strstr(name, "..") || name[0] == '/') {
        return PO_OK;
    }
    const char *path = po_path_join(set->arena, set->folder, name);
    if (!po_path_is_file(path)) {
        path = po_arena_printf(set->arena, "%s.html", path);
    }
    if (!po_path_is_file(path)) {
        return PO_OK;
    }
    char *text = NULL;
    size_t size = 0;
    po_status status = po_file_read(set->arena, path, PO_LIMIT_CONFIG_BYTES, &text, &size, err);
    if (status == PO_OK) {
        po_map_set(set->sources, name, text);
        *ret_text = text;
    }
    return status;
}

static const char *indent_lines(po_arena *arena, const char *text, const char *indent) {
    po_buffer out = {0};
    while (*text) {
        size_t size = strcspn(text, "\n");
        size += text[size] == '\n';
        po_buffer_add_text(&out, indent);
        po_buffer_add(&out, text, size);
        text += size;
    }
    const char *indented = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return indented;
}

/* The parsed template with each line indented; *ret_template NULL if there is no such template. */
static po_status find_template(po_mustache *set, const char *name, const char *indent,
                               const po_template **ret_template, po_error *err) {
    const char *key = po_arena_printf(set->arena, "%s\n%s", indent, name);
    po_template *found = po_map_get(set->templates, key);
    *ret_template = found;
    if (found) {
        return PO_OK;
    }
    const char *text = NULL;
    po_status status = find_source(set, name, &text, err);
    if (status || !text) {
        return status;
    }
    if (*indent) {
        text = indent_lines(set->arena, text, indent);
    }
    status = po_template_parse(set->arena, name, text, &found, err);
    if (status == PO_OK) {
        po_map_set(set->templates, key, found);
        *ret_template = found;
    }
    return status;
}

po_status po_mustache_add(po_mustache *set, const char *name, const char *text, po_error *err) {
    const po_template *unused = NULL;
    po_map_set(set->sources, name, po_arena_dup(set->arena, text));
    return find_template(set, name, "", &unused, err);
}

void po_html_escape(po_buffer *out, const char *text) {
    static const char marks[] = "&<>\"'";
    static const char *const names[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    while (*text) {
        size_t plain = strcspn(text, marks);
        po_buffer_add(out, text, plain);
        text += plain;
        if (*text) {
            po_buffer_add_text(out, names[strchr(marks, *text) - marks]);
            text++;
        }
    }
}

/* ---- names ------------------------------------------------------------------------------------ */

static const cJSON *member(const cJSON *object, const char *name, size_t size) {
    if (!cJSON_IsObject(object)) {
        return NULL;
    }
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, object) {
        if (strncmp(item->string, name, size) == 0 && item->string[size] == '\0') {
            return item;
        }
    }
    return NULL;
}

/* The first part of a dotted name decides where the rest is looked for. */
static const cJSON *look_up(const renderer *r, const char *name) {
    if (strcmp(name, ".") == 0) {
        return r->stack[r->stack_size - 1];
    }
    size_t size = strcspn(name, ".");
    const cJSON *found = NULL;
    for (size_t i = r->stack_size; i > 0 && !found; i--) {
        found = member(r->stack[i - 1], name, size);
    }
    while (found && name[size] == '.') {
        name += size + 1;
        size = strcspn(name, ".");
        found = member(found, name, size);
    }
    return found;
}

static bool is_true(const cJSON *value) {
    if (!value || cJSON_IsFalse(value) || cJSON_IsNull(value)) {
        return false;
    }
    if (cJSON_IsString(value)) {
        return value->valuestring[0] != '\0';
    }
    return !cJSON_IsArray(value) || value->child;
}

static const char *number_text(double number, char *out, size_t size) {
    po_decimal decimal;
    if (size >= PO_DECIMAL_TEXT_MAX && po_decimal_from_double(number, &decimal)) {
        return po_decimal_format(po_decimal_reduce(decimal), out);
    }
    snprintf(out, size, "%.17g", number);
    return out;
}

static void add_value(renderer *r, const cJSON *value, bool escaped) {
    char number[64];
    const char *text = "";
    if (cJSON_IsString(value)) {
        text = value->valuestring;
    } else if (cJSON_IsNumber(value)) {
        text = number_text(value->valuedouble, number, sizeof number);
    } else if (cJSON_IsBool(value)) {
        text = cJSON_IsTrue(value) ? "true" : "false";
    }
    if (escaped) {
        po_html_escape(r->out, text);
    } else {
        po_buffer_add_text(r->out, text);
    }
}

/* ---- tags ------------------------------------------------------------------------------------- */

static po_status render_children(renderer *r, const po_tag *tag);

static po_status too_deep(const renderer *r, const po_tag *tag) {
    return po_error_set(r->err, PO_E_LIMIT,
                        "template %s, line %d: {{%s}} lies more than %d templates and sections deep; "
                        "does a partial call itself for ever?",
                        r->template->name, tag->line, tag->name, PO_MUSTACHE_DEPTH_MAX);
}

/* Renders a section's children once with `value` on top of the names. */
static po_status render_with(renderer *r, const po_tag *tag, const cJSON *value) {
    if (r->stack_size > PO_MUSTACHE_DEPTH_MAX) {
        return too_deep(r, tag);
    }
    r->stack[r->stack_size++] = value;
    po_status status = render_children(r, tag);
    r->stack_size--;
    return status;
}

static po_status render_section(renderer *r, const po_tag *tag) {
    const cJSON *value = look_up(r, tag->name);
    if (!is_true(value)) {
        return PO_OK;
    }
    if (!cJSON_IsArray(value)) {
        return render_with(r, tag, value);
    }
    const cJSON *item = NULL;
    cJSON_ArrayForEach(item, value) {
        po_status status = render_with(r, tag, item);
        if (status) {
            return status;
        }
    }
    return PO_OK;
}

/* The template a {{>name}}, {{>*name}} or {{<name}} tag calls, or NULL. */
static po_status called_template(renderer *r, const po_tag *tag, const po_template **ret_template) {
    const char *name = tag->name;
    *ret_template = NULL;
    if (r->depth == PO_MUSTACHE_DEPTH_MAX) {
        return too_deep(r, tag);
    }
    if (name[0] == '*') {
        const cJSON *value = look_up(r, name + 1 + strspn(name + 1, " \t"));
        if (!cJSON_IsString(value)) {
            return PO_OK;
        }
        name = value->valuestring;
    }
    po_status status = find_template(r->set, name, tag->indent, ret_template, r->err);
    if (status == PO_OK && !*ret_template && r->set->strict) {
        return po_error_set(r->err, PO_E_CONFIG, "template %s, line %d: there is no template \"%s\"",
                            r->template->name, tag->line, name);
    }
    return status;
}

static po_status render_template(renderer *r, const po_template *called) {
    const po_template *caller = r->template;
    r->template = called;
    po_status status = render_children(r, called->root);
    r->template = caller;
    return status;
}

static po_status render_partial(renderer *r, const po_tag *tag) {
    const po_template *called = NULL;
    const overrides *all = r->overrides;
    po_status status = called_template(r, tag, &called);
    if (status || !called) {
        return status;
    }
    r->overrides = NULL; /* a partial's blocks are its own */
    status = render_template(r, called);
    r->overrides = all;
    return status;
}

static po_status render_parent(renderer *r, const po_tag *tag) {
    const po_template *called = NULL;
    po_status status = called_template(r, tag, &called);
    if (status || !called) {
        return status;
    }
    const overrides mine = {tag, r->template, r->overrides};
    r->overrides = &mine;
    status = render_template(r, called);
    r->overrides = mine.derived;
    return status;
}

static const po_tag *block_in(const po_tag *parent, const char *name) {
    for (size_t i = 0; i < parent->children.count; i++) {
        const po_tag *child = parent->children.items[i];
        if (child->kind == PO_TAG_BLOCK && strcmp(child->name, name) == 0) {
            return child;
        }
    }
    return NULL;
}

/* A block is the most derived template's; inside it only templates derived further may still replace. */
static po_status render_block(renderer *r, const po_tag *tag) {
    const overrides *all = r->overrides;
    const po_template *caller = r->template;
    for (const overrides *at = all; at; at = at->derived) {
        const po_tag *found = block_in(at->parent, tag->name);
        if (found) {
            tag = found;
            r->template = at->template;
            r->overrides = at->derived;
        }
    }
    po_status status = render_children(r, tag);
    r->overrides = all;
    r->template = caller;
    return status;
}

static po_status render_tag(renderer *r, const po_tag *tag) {
    switch (tag->kind) {
    case PO_TAG_TEXT:
        po_buffer_add(r->out, tag->name, tag->size);
        return PO_OK;
    case PO_TAG_ESCAPED:
    case PO_TAG_RAW:
        add_value(r, look_up(r, tag->name), tag->kind == PO_TAG_ESCAPED);
        return PO_OK;
    case PO_TAG_SECTION:
        return render_section(r, tag);
    case PO_TAG_INVERTED:
        return is_true(look_up(r, tag->name)) ? PO_OK : render_children(r, tag);
    case PO_TAG_PARTIAL:
        return render_partial(r, tag);
    case PO_TAG_PARENT:
        return render_parent(r, tag);
    case PO_TAG_BLOCK:
        return render_block(r, tag);
    }
    return PO_OK;
}

static po_status render_children(renderer *r, const po_tag *tag) {
    if (r->depth == PO_MUSTACHE_DEPTH_MAX) {
        return too_deep(r, tag);
    }
    r->depth++;
    po_status status = PO_OK;
    for (size_t i = 0; i < tag->children.count && status == PO_OK; i++) {
        status = render_tag(r, tag->children.items[i]);
    }
    r->depth--;
    return status;
}

po_status po_mustache_render(po_mustache *set, const char *name, const cJSON *view, po_buffer *out,
                             po_error *err) {
    renderer r = {.set = set, .out = out, .err = err, .stack = {view}, .stack_size = 1};
    const po_template *called = NULL;
    po_status status = find_template(set, name, "", &called, err);
    if (status) {
        return status;
    }
    if (!called) {
        return po_error_set(err, PO_E_CONFIG, "there is no template \"%s\"", name);
    }
    return render_template(&r, called);
}
