/* SPDX-License-Identifier: Apache-2.0
 *
 * The sentences for an XML file that does not follow its schema.
 *
 * Why: libxml2 decides whether a file is right, but its messages ("Extra element x in interleave")
 * do not say what was wrong. The file is walked beside the schema's patterns (xml_grammar.h),
 * element by element, going on after each mistake as if it were not there, so that an author sees
 * all of them at once and none twice.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diagnose_line.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/xml_grammar.h"
#include "base/xml_schema.h"

enum {
    LISTED_MAX = 24, /* names or values listed in one sentence */
    QUOTED_MAX = 60  /* bytes of a text quoted in one */
};

/* One mistake. Sorted by line, then in the order found. */
typedef struct mistake {
    int line;
    size_t order;
    const char *code, *text;
} mistake;
typedef PO_LIST(mistake) mistakes;

/* An element still to be examined, with the pattern of its parent. `name` is its own or, if
 * misspelled, what was meant. */
typedef struct pairing {
    const xmlNode *node;
    const po_pattern *parent;
    const char *name;
} pairing;
typedef PO_LIST(pairing) pairings;

typedef struct schema_walk {
    po_grammar *grammar;
    po_arena *arena;
    po_map *homes; /* made when first needed */
    mistakes found;
    pairings waiting;
} schema_walk;

/* The line on which a text begins to say something. libxml2 gives a text the line on which its
 * first piece ended, and pieces end at markup, at '&' and at the first character that is not ASCII.
 */
static int text_line(const xmlNode *node) {
    const char *text = (const char *)node->content;
    int line = po_xml_line(node), first = po_xml_line(node->parent);
    text += strspn(text, " \t\r\n");
    for (; *text && (unsigned char)*text < 0x80; text++) {
        line -= *text == '\n';
    }
    return line > first ? line : first;
}

static void add_mistake(schema_walk *walk, const xmlNode *node, const char *code,
                        const char *format, ...) PO_PRINTF(4, 5);

static void add_mistake(schema_walk *walk, const xmlNode *node, const char *code,
                        const char *format, ...) {
    po_buffer text = {0};
    char room[2048];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(room, sizeof room, format, arguments);
    va_end(arguments);
    po_utf8_append_clean(&text, room, strlen(room));
    mistake *added = PO_LIST_ADD(walk->arena, &walk->found);
    added->line = node->type == XML_TEXT_NODE ? text_line(node) : po_xml_line(node);
    added->order = walk->found.count;
    added->code = code;
    added->text = po_arena_dup(walk->arena, po_buffer_text(&text));
    po_buffer_finish(&text);
}

/* --- lists in sentences --- */

typedef PO_LIST(const char *) names;

static void add_name(po_arena *arena, names *list, const char *name) {
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], name) == 0) {
            return;
        }
    }
    *PO_LIST_ADD(arena, list) = name;
}

static bool has_name(const names *list, const char *name) {
    for (size_t i = 0; i < list->count; i++) {
        if (strcmp(list->items[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* The names of the leaves of one kind. */
static names names_of(po_arena *arena, const po_patterns *leaves, po_pattern_kind kind) {
    names list = {0};
    for (size_t i = 0; i < leaves->count; i++) {
        if (leaves->items[i]->kind == kind) {
            add_name(arena, &list, leaves->items[i]->name);
        }
    }
    return list;
}

static int compare_texts(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "a, b, c", cut with a count; `none` if there is none. */
static const char *join_names(po_arena *arena, const names *list, const char *none) {
    po_buffer text = {0};
    for (size_t i = 0; i < list->count && i < LISTED_MAX; i++) {
        po_buffer_printf(&text, "%s%s", i ? ", " : "", list->items[i]);
    }
    if (list->count > LISTED_MAX) {
        po_buffer_printf(&text, " and %zu more", list->count - LISTED_MAX);
    }
    const char *joined = list->count ? po_arena_dup(arena, po_buffer_text(&text)) : none;
    po_buffer_finish(&text);
    return joined;
}

/* "; did you mean 'from'?", or ".". */
static const char *suggest(po_arena *arena, const char *nearest) {
    return nearest ? po_arena_printf(arena, "; did you mean '%s'?", nearest) : ".";
}

/* A text as it can stand between quotation marks in a sentence. */
static const char *quote(po_arena *arena, const char *text) {
    char *squeezed = po_text_squeeze(arena, text);
    size_t size = strlen(squeezed);
    if (size <= QUOTED_MAX) {
        return squeezed;
    }
    for (size = QUOTED_MAX; size > 0 && ((unsigned char)squeezed[size] & 0xC0) == 0x80;) {
        size--;
    }
    return po_arena_printf(arena, "%.*s...", (int)size, squeezed);
}

/* --- values --- */

/* What a value must be: the listed ones, or a description of the data types. */
static const char *expectation(schema_walk *walk, const names *values, const po_patterns *leaves) {
    const char *text = values->count ? po_arena_printf(walk->arena, "Allowed: %s",
                                                       join_names(walk->arena, values, ""))
                                     : NULL;
    for (size_t i = 0; i < leaves->count; i++) {
        if (leaves->items[i]->kind == PO_PATTERN_DATA) {
            const char *described = po_grammar_describe(walk->arena, leaves->items[i]);
            text = text ? po_arena_printf(walk->arena, "%s, or %s", text, described)
                        : po_arena_printf(walk->arena, "Expected: %s", described);
        }
    }
    return text ? text : "Nothing may stand there";
}

/* The values and types in `leaves`, looked for inside lists too. */
static po_patterns value_leaves(schema_walk *walk, const po_patterns *leaves) {
    po_patterns all = {0};
    for (size_t i = 0; i < leaves->count; i++) {
        po_pattern *leaf = leaves->items[i];
        if (leaf->kind == PO_PATTERN_LIST) {
            po_grammar_leaves(walk->grammar, leaf->a, &all);
        } else {
            *PO_LIST_ADD(walk->arena, &all) = leaf;
        }
    }
    return all;
}

/* `whose` is "element 'x': attribute 'y'" or "element 'x'". */
static void report_value(schema_walk *walk, const xmlNode *node, const char *whose,
                         const char *value, const po_patterns *leaves) {
    po_patterns inner = value_leaves(walk, leaves);
    names values = names_of(walk->arena, &inner, PO_PATTERN_VALUE);
    const char *expected = expectation(walk, &values, &inner);
    if (po_text_empty(value)) {
        add_mistake(walk, node, "XML-019", "%s is empty. %s", whose, expected);
        return;
    }
    const char *nearest = po_text_nearest(value, values.items, values.count);
    add_mistake(walk, node, values.count ? "XML-016" : "XML-017", "%s has the value '%s'%s %s",
                whose, quote(walk->arena, value), suggest(walk->arena, nearest), expected);
}

/* --- attributes --- */

/* One element under examination: what is left of its content pattern, and what must not be told
 * twice. */
typedef struct examination {
    const xmlNode *node;
    po_pattern *element, *rest;
    po_pattern *begun;            /* what may stand in the element before any child does */
    po_patterns possible; /* what may stand in the element with the attributes that it has */
    names forgiven;       /* names meant by a misspelled or misplaced one: not missing */
} examination;

static const char *attribute_name(po_arena *arena, const xmlAttr *attribute) {
    const char *name = (const char *)attribute->name;
    return attribute->ns && attribute->ns->prefix
               ? po_arena_printf(arena, "%s:%s", (const char *)attribute->ns->prefix, name)
               : name;
}

static po_patterns attributes_named(schema_walk *walk, const po_pattern *element,
                                    const char *name) {
    po_patterns found = {0};
    for (size_t i = 0; i < element->leaves.count; i++) {
        po_pattern *leaf = element->leaves.items[i];
        if (leaf->kind == PO_PATTERN_ATTRIBUTE &&
            (leaf->any_name || strcmp(leaf->name, name) == 0)) {
            *PO_LIST_ADD(walk->arena, &found) = leaf;
        }
    }
    return found;
}

static void report_unknown_attribute(schema_walk *walk, examination *at, const char *name) {
    names allowed = names_of(walk->arena, &at->element->leaves, PO_PATTERN_ATTRIBUTE);
    if (allowed.count) {
        qsort(allowed.items, allowed.count, sizeof *allowed.items, compare_texts);
    }
    const char *nearest = po_text_nearest(name, allowed.items, allowed.count);
    if (nearest) {
        add_name(walk->arena, &at->forgiven, nearest);
    }
    add_mistake(walk, at->node, "XML-014", "element '%s' has no attribute '%s'%s Allowed: %s",
                po_xml_name(at->node), name, suggest(walk->arena, nearest),
                join_names(walk->arena, &allowed, "none"));
}

/* The format attribute of the root names the kind of file and its version. */
static void report_format(schema_walk *walk, const examination *at, const char *value,
                          const po_patterns *leaves) {
    names values = names_of(walk->arena, leaves, PO_PATTERN_VALUE);
    add_mistake(walk, at->node, "XML-021",
                "the file says format=\"%s\"; here a file of format \"%s\" is read",
                quote(walk->arena, value), join_names(walk->arena, &values, "?"));
}

static void report_attribute_value(schema_walk *walk, const examination *at, const char *name,
                                   const char *value, const po_patterns *patterns) {
    po_patterns leaves = {0};
    for (size_t i = 0; i < patterns->count; i++) {
        po_grammar_leaves(walk->grammar, patterns->items[i]->a, &leaves);
    }
    bool is_root = at->node->parent && at->node->parent->type == XML_DOCUMENT_NODE;
    if (is_root && strcmp(name, "format") == 0) {
        report_format(walk, at, value, &leaves);
        return;
    }
    report_value(
        walk, at->node,
        po_arena_printf(walk->arena, "element '%s': attribute '%s'", po_xml_name(at->node), name),
        value, &leaves);
}

static void examine_attribute(schema_walk *walk, examination *at, const xmlAttr *attribute) {
    const char *name = attribute_name(walk->arena, attribute);
    const char *value = attribute->children ? (const char *)attribute->children->content : NULL;
    value = value ? value : "";
    po_event event = {.kind = PO_PATTERN_ATTRIBUTE, .name = name, .value = value};
    po_pattern *rest = po_grammar_derive(walk->grammar, at->rest, &event);
    if (rest->kind != PO_PATTERN_NONE) {
        at->rest = rest;
        return;
    }
    po_patterns patterns = attributes_named(walk, at->element, name);
    if (!patterns.count) {
        report_unknown_attribute(walk, at, name);
        return;
    }
    bool accepted = false;
    for (size_t i = 0; i < patterns.count; i++) {
        accepted = accepted || po_grammar_accepts(walk->grammar, patterns.items[i]->a, value);
    }
    if (accepted) {
        add_mistake(
            walk, at->node, "XML-022",
            "element '%s': attribute '%s' does not go together with the other attributes here",
            po_xml_name(at->node), name);
    } else {
        report_attribute_value(walk, at, name, value, &patterns);
    }
    event.value = NULL; /* go on as if the value were right */
    rest = po_grammar_derive(walk->grammar, at->rest, &event);
    at->rest = rest->kind != PO_PATTERN_NONE ? rest : at->rest;
}

/* --- what is missing --- */

/* True if all leaves of the need are of this kind and none was meant by something that stands
 * there. */
static bool is_need_of(const po_need *need, po_pattern_kind kind, const names *forgiven) {
    for (size_t i = 0; i < need->leaves.count; i++) {
        const po_pattern *leaf = need->leaves.items[i];
        if (leaf->kind != kind || has_name(forgiven, leaf->name)) {
            return false;
        }
    }
    return true;
}

static void report_need(schema_walk *walk, examination *at, po_pattern_kind kind,
                        const po_need *need) {
    const char *what = kind == PO_PATTERN_ATTRIBUTE ? "attribute" : "element";
    const char *code = kind == PO_PATTERN_ATTRIBUTE ? "XML-015" : "XML-013";
    names any = names_of(walk->arena, &need->leaves, kind);
    const char *list = join_names(walk->arena, &any, "");
    if (any.count == 1) {
        add_mistake(walk, at->node, code, "element '%s' lacks the %s '%s', which is required",
                    po_xml_name(at->node), what, list);
    } else {
        add_mistake(walk, at->node, code, "element '%s' needs one of these %ss: %s",
                    po_xml_name(at->node), what, list);
    }
    for (size_t i = 0; i < any.count; i++) {
        add_name(walk->arena, &at->forgiven, any.items[i]); /* told once */
    }
}

static void report_needs(schema_walk *walk, examination *at, po_pattern_kind kind) {
    po_needs needs = {0};
    po_grammar_needs(walk->grammar, at->rest, &needs);
    for (size_t i = 0; i < needs.count; i++) {
        if (is_need_of(&needs.items[i], kind, &at->forgiven)) {
            report_need(walk, at, kind, &needs.items[i]);
        }
    }
}

/* --- text --- */

static bool is_text(const xmlNode *node) {
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static void report_stray_text(schema_walk *walk, const examination *at) {
    for (const xmlNode *each = at->node->children; each; each = each->next) {
        if (!is_text(each) || po_text_empty((const char *)each->content)) {
            continue;
        }
        names allowed = names_of(walk->arena, &at->element->leaves, PO_PATTERN_ELEMENT);
        add_mistake(
            walk, each, "XML-018",
            "the text '%s' stands in element '%s', which holds no text. Allowed elements: %s",
            quote(walk->arena, (const char *)each->content), po_xml_name(at->node),
            join_names(walk->arena, &allowed, "none"));
    }
}

/* Content that is a value or of a data type. */
static void examine_value(schema_walk *walk, examination *at) {
    const char *text = "";
    xmlChar *content = xmlNodeGetContent(at->node);
    if (content) {
        text = po_arena_dup(walk->arena, (const char *)content);
    }
    xmlFree(content);
    if (!po_grammar_accepts(walk->grammar, at->rest, text)) {
        report_value(walk, at->node,
                     po_arena_printf(walk->arena, "element '%s'", po_xml_name(at->node)), text,
                     &at->element->leaves);
    }
    at->rest = &walk->grammar->empty;
}

static void examine_text(schema_walk *walk, examination *at) {
    bool text = false, values = false;
    for (size_t i = 0; i < at->element->leaves.count; i++) {
        po_pattern_kind kind = at->element->leaves.items[i]->kind;
        text = text || kind == PO_PATTERN_TEXT;
        values = values || kind == PO_PATTERN_DATA || kind == PO_PATTERN_VALUE ||
                 kind == PO_PATTERN_LIST;
    }
    if (values && !po_xml_child(at->node, NULL)) {
        examine_value(walk, at);
    } else if (!text && !values) {
        report_stray_text(walk, at);
    }
}

/* --- children --- */

static po_pattern *leaf_named(const po_patterns *leaves, const char *name) {
    for (size_t i = 0; i < leaves->count; i++) {
        po_pattern *leaf = leaves->items[i];
        if (leaf->kind == PO_PATTERN_ELEMENT && (leaf->any_name || strcmp(leaf->name, name) == 0)) {
            return leaf;
        }
    }
    return NULL;
}

/* An element that the parent does not know. If it is a misspelling, goes on as if it were spelled
 * right. */
static const char *report_unknown_child(schema_walk *walk, examination *at, const xmlNode *child) {
    const char *name = po_xml_name(child), *parent = po_xml_name(at->node);
    names allowed = names_of(walk->arena, &at->element->leaves, PO_PATTERN_ELEMENT);
    const char *list = join_names(walk->arena, &allowed, "none");
    walk->homes = walk->homes ? walk->homes : po_grammar_homes(walk->grammar);
    const po_patterns *homes = po_map_get(walk->homes, name);
    if (homes) {
        names parents = names_of(walk->arena, homes, PO_PATTERN_ELEMENT);
        add_mistake(walk, child, "XML-012",
                    "element '%s' cannot stand in '%s'; it belongs in: %s. Allowed in '%s': %s",
                    name, parent, join_names(walk->arena, &parents, ""), parent, list);
        return NULL;
    }
    const char *nearest = po_text_nearest(name, allowed.items, allowed.count);
    add_mistake(walk, child, "XML-011", "element '%s' has no element '%s'%s Allowed: %s", parent,
                name, suggest(walk->arena, nearest), list);
    if (nearest) {
        add_name(walk->arena, &at->forgiven, nearest);
    }
    return nearest;
}

static bool comes_after(const xmlNode *child, const char *name) {
    return po_xml_next(child, name) != NULL;
}

static bool comes_before(const xmlNode *child, const char *name) {
    const xmlNode *each = po_xml_child(child->parent, name);
    return each && each != child && po_xml_line(each) <= po_xml_line(child);
}

/* An element of the need that comes later among the siblings; NULL if none does. */
static const char *late_name(const po_need *need, const xmlNode *child) {
    for (size_t i = 0; i < need->leaves.count; i++) {
        if (comes_after(child, need->leaves.items[i]->name)) {
            return need->leaves.items[i]->name;
        }
    }
    return NULL;
}

/* True if the need stands for `name` itself, or is still there after going on. */
static bool is_not_skipped(const po_need *need, const char *name, const po_needs *left) {
    for (size_t i = 0; i < need->leaves.count; i++) {
        if (strcmp(need->leaves.items[i]->name ? need->leaves.items[i]->name : "", name) == 0) {
            return true;
        }
        for (size_t j = 0; j < left->count; j++) {
            for (size_t n = 0; n < left->items[j].leaves.count; n++) {
                if (left->items[j].leaves.items[n] == need->leaves.items[i]) {
                    return true;
                }
            }
        }
    }
    return false;
}

/* What was passed over to get to `child` comes too late, or is missing. */
static void report_skipped(schema_walk *walk, examination *at, const xmlNode *child,
                           const char *name, po_pattern *rest) {
    po_needs wanted = {0}, left = {0};
    po_grammar_needs(walk->grammar, at->rest, &wanted);
    po_grammar_needs(walk->grammar, rest, &left);
    for (size_t i = 0; i < wanted.count; i++) {
        const po_need *need = &wanted.items[i];
        if (is_not_skipped(need, name, &left) ||
            !is_need_of(need, PO_PATTERN_ELEMENT, &at->forgiven)) {
            continue;
        }
        const char *late = late_name(need, child);
        if (!late) {
            report_need(walk, at, PO_PATTERN_ELEMENT, need);
            continue;
        }
        add_mistake(walk, child, "XML-012",
                    "element '%s' stands before '%s' in '%s', where '%s' comes first", name, late,
                    po_xml_name(at->node), late);
        add_name(walk->arena, &at->forgiven, late);
    }
}

/* The last of the elements before `child` that `child` may stand before; NULL if there is none. */
static const char *late_for(schema_walk *walk, const examination *at, const xmlNode *child) {
    const po_event here = {.kind = PO_PATTERN_ELEMENT, .name = po_xml_name(child)};
    const char *found = NULL;
    po_pattern *rest = at->begun;
    for (const xmlNode *each = po_xml_child(at->node, NULL); each && each != child; each = po_xml_next(each, NULL)) {
        const po_event passed = {.kind = PO_PATTERN_ELEMENT, .name = po_xml_name(each)};
        po_pattern *between = po_grammar_derive(walk->grammar, rest, &here);
        if (po_grammar_derive(walk->grammar, between, &passed)->kind != PO_PATTERN_NONE) {
            found = passed.name;
        }
        po_pattern *next = po_grammar_derive(walk->grammar, rest, &passed);
        rest = next->kind != PO_PATTERN_NONE ? next : rest;
    }
    return found;
}

/* An element that the parent knows, but not after what stands before it. */
static void report_order(schema_walk *walk, const examination *at, const xmlNode *child) {
    const char *name = po_xml_name(child), *parent = po_xml_name(at->node);
    if (has_name(&at->forgiven, name)) {
        return; /* told when another stood in its place */
    }
    if (!leaf_named(&at->possible, name)) {
        add_mistake(walk, child, "XML-022",
                    "element '%s' does not go together with the attributes of '%s' here", name,
                    parent);
        return;
    }
    po_patterns leaves = {0};
    po_grammar_first(walk->grammar, at->rest, &leaves);
    names expected = names_of(walk->arena, &leaves, PO_PATTERN_ELEMENT);
    bool again = comes_before(child, name);
    const char *how = again ? "once more" : "too late", *before = again ? NULL : late_for(walk, at, child);
    if (before) {
        add_mistake(walk, child, "XML-012", "element '%s' stands too late in '%s': put it before '%s'", name, parent, before);
        return;
    }
    add_mistake(walk, child, "XML-012", "element '%s' stands %s in '%s'. Expected here: %s", name,
                how, parent, join_names(walk->arena, &expected, "nothing more"));
}

/* A child that does not follow what stands before it. Returns the name that it goes by from here
 * on, or NULL. */
static const char *examine_misfit(schema_walk *walk, examination *at, const xmlNode *child) {
    const char *name = po_xml_name(child);
    bool known = leaf_named(&at->element->leaves, name) != NULL;
    if (!known) {
        name = report_unknown_child(walk, at, child);
        if (!name) {
            return NULL;
        }
    }
    po_event event = {.kind = PO_PATTERN_ELEMENT, .name = name};
    po_pattern *rest = po_grammar_derive(walk->grammar, at->rest, &event);
    if (rest->kind == PO_PATTERN_NONE) {
        event.lenient = true;
        rest = po_grammar_derive(walk->grammar, at->rest, &event);
        if (rest->kind != PO_PATTERN_NONE) {
            report_skipped(walk, at, child, name, rest);
        }
    }
    if (rest->kind != PO_PATTERN_NONE) {
        at->rest = rest;
    } else if (known) {
        report_order(walk, at, child);
    }
    return name;
}

static void examine_children(schema_walk *walk, examination *at) {
    for (const xmlNode *child = po_xml_child(at->node, NULL); child;
         child = po_xml_next(child, NULL)) {
        const char *name = po_xml_name(child);
        po_event event = {.kind = PO_PATTERN_ELEMENT, .name = name};
        po_pattern *rest = po_grammar_derive(walk->grammar, at->rest, &event);
        if (rest->kind != PO_PATTERN_NONE) {
            at->rest = rest;
        } else {
            name = examine_misfit(walk, at, child);
        }
        if (name) {
            *PO_LIST_ADD(walk->arena, &walk->waiting) = (pairing){child, at->element, name};
        }
    }
}

/* --- the walk --- */

static void check_namespace(schema_walk *walk, const xmlNode *node) {
    const xmlNs *outer =
        node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent->ns : NULL;
    if (node->ns && node->ns != outer) {
        add_mistake(
            walk, node, "XML-011",
            "element '%s' is in the namespace '%s'; these files have none: remove the xmlns",
            po_xml_name(node), node->ns->href ? (const char *)node->ns->href : "");
    }
}

/* The element itself, its attributes, text and the names and order of its children; not what is in
 * them. */
static void examine(schema_walk *walk, const xmlNode *node, po_pattern *element) {
    examination at = {
        .node = node, .element = element, .rest = po_grammar_content(walk->grammar, element)};
    check_namespace(walk, node);
    for (const xmlAttr *each = node->properties; each; each = each->next) {
        examine_attribute(walk, &at, each);
    }
    report_needs(walk, &at, PO_PATTERN_ATTRIBUTE);
    po_pattern *closed = po_grammar_close(walk->grammar, at.rest, false);
    at.rest =
        closed->kind != PO_PATTERN_NONE ? closed : po_grammar_close(walk->grammar, at.rest, true);
    po_grammar_leaves(walk->grammar, at.rest, &at.possible);
    at.forgiven.count = 0; /* from here on it holds elements */
    examine_text(walk, &at);
    at.begun = at.rest;
    examine_children(walk, &at);
    if (!at.rest->nullable) {
        report_needs(walk, &at, PO_PATTERN_ELEMENT);
    }
}

/* How many mistakes the element has by itself if it is held against this pattern. Leaves no trace.
 */
static size_t count_mistakes(schema_walk *walk, const xmlNode *node, po_pattern *element) {
    schema_walk trial = {.grammar = walk->grammar, .arena = walk->arena, .homes = walk->homes};
    examine(&trial, node, element);
    walk->homes = trial.homes;
    return element->content->kind == PO_PATTERN_NONE ? SIZE_MAX - 1 : trial.found.count;
}

/* Of the patterns of one name, the one that the element comes nearest to. */
static po_pattern *choose_pattern(schema_walk *walk, const xmlNode *node, const po_patterns *leaves,
                                  const char *name) {
    po_patterns fitting = {0};
    for (size_t i = 0; i < leaves->count; i++) {
        po_pattern *leaf = leaves->items[i];
        if (leaf->kind == PO_PATTERN_ELEMENT && (leaf->any_name || strcmp(leaf->name, name) == 0)) {
            *PO_LIST_ADD(walk->arena, &fitting) = leaf;
        }
    }
    po_pattern *best = fitting.count ? fitting.items[0] : NULL;
    size_t least = SIZE_MAX;
    for (size_t i = 0; fitting.count > 1 && i < fitting.count; i++) {
        size_t count = count_mistakes(walk, node, fitting.items[i]);
        if (count < least) {
            least = count;
            best = fitting.items[i];
        }
    }
    return best;
}

/* Returns the name that the root goes by from here on, or NULL. */
static const char *report_root(schema_walk *walk, const xmlNode *root, const po_patterns *leaves) {
    names allowed = names_of(walk->arena, leaves, PO_PATTERN_ELEMENT);
    const char *nearest = po_text_nearest(po_xml_name(root), allowed.items, allowed.count);
    add_mistake(walk, root, "XML-010", "the root element is '%s'%s Expected: %s", po_xml_name(root),
                suggest(walk->arena, nearest), join_names(walk->arena, &allowed, "nothing"));
    return nearest;
}

static void walk_document(schema_walk *walk, const xmlDoc *document) {
    const xmlNode *root = xmlDocGetRootElement(document);
    po_patterns roots = {0};
    po_grammar_leaves(walk->grammar, walk->grammar->start, &roots);
    po_pattern *pattern = choose_pattern(walk, root, &roots, po_xml_name(root));
    if (!pattern) {
        const char *meant = report_root(walk, root, &roots);
        pattern = meant ? choose_pattern(walk, root, &roots, meant) : NULL;
        if (!pattern) {
            return;
        }
    }
    examine(walk, root, pattern);
    for (size_t i = 0; i < walk->waiting.count; i++) {
        pairing next = walk->waiting.items[i];
        po_pattern *chosen = choose_pattern(walk, next.node, &next.parent->leaves, next.name);
        if (chosen) {
            examine(walk, next.node, chosen);
        }
    }
}

static int compare_mistakes(const void *a, const void *b) {
    const mistake *left = a, *right = b;
    if (left->line != right->line) {
        return left->line < right->line ? -1 : 1;
    }
    return (left->order > right->order) - (left->order < right->order);
}

/* Tells every mistake; returns how many there are. */
size_t po_xml_tell_mistakes(const xmlDoc *document, const xmlDoc *schema, const char *schema_path,
                            const char *name, po_diagnostics *diagnostics) {
    po_arena *arena = po_arena_create();
    po_grammar grammar;
    po_grammar_init(&grammar, arena, schema, schema_path);
    schema_walk walk = {.grammar = &grammar, .arena = arena};
    walk_document(&walk, document);
    if (walk.found.count) {
        qsort(walk.found.items, walk.found.count, sizeof *walk.found.items, compare_mistakes);
    }
    size_t count = grammar.given_up ? 0 : walk.found.count;
    for (size_t i = 0; i < count; i++) {
        const mistake *each = &walk.found.items[i];
        po_diagnose_line(diagnostics, PO_ERROR, each->code, name, each->line, "%s", each->text);
    }
    po_grammar_finish(&grammar);
    po_arena_destroy(arena);
    return count;
}
