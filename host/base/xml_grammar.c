/* SPDX-License-Identifier: Apache-2.0
 *
 * A RELAX NG schema as patterns.
 *
 * Why: libxml2 says that a file does not fit, not why. The derivative algorithm of James Clark
 * (https://relaxng.org/jclark/derivative.html) is small, takes choices, interleaving and attributes
 * as they are, and at the first thing that does not fit it knows what would have fitted. It is used
 * one element at a time, children by name only, so that one mistake does not hide the next. Not
 * handled: nested grammars and externalRef (the caller then falls back on libxml2's line), name
 * classes with exceptions.
 */
#include "base/xml_grammar.h"

#include <libxml/parser.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/xml.h"

enum {
    DEPTH_MAX = 2000,       /* recursion; a choice of n values is n deep */
    PATTERNS_MAX = 2000000, /* derivatives of an ambiguous schema can grow without end */
    INCLUDES_MAX = 16,
    NEEDS_MAX = 64
};

/* Counts one level of recursion; false, and the grammar is given up, if there are too many. */
static bool enter(po_grammar *grammar) {
    if (grammar->depth >= DEPTH_MAX || grammar->patterns >= PATTERNS_MAX) {
        grammar->given_up = true;
        return false;
    }
    grammar->depth++;
    return true;
}

static void leave(po_grammar *grammar) {
    grammar->depth--;
}

/* --- making patterns --- */

static po_pattern *make(po_grammar *grammar, po_pattern_kind kind, po_pattern *a, po_pattern *b) {
    po_pattern *made = PO_NEW(grammar->arena, po_pattern);
    grammar->patterns++;
    made->kind = kind;
    made->a = a;
    made->b = b;
    return made;
}

static po_pattern *make_both(po_grammar *grammar, po_pattern_kind kind, po_pattern *a,
                             po_pattern *b) {
    if (a->kind == PO_PATTERN_NONE || b->kind == PO_PATTERN_NONE) {
        return &grammar->none;
    }
    if (a->kind == PO_PATTERN_EMPTY) {
        return b;
    }
    if (b->kind == PO_PATTERN_EMPTY) {
        return a;
    }
    po_pattern *made = make(grammar, kind, a, b);
    made->nullable = a->nullable && b->nullable;
    return made;
}

/* True if `pattern` is one of the alternatives already. */
static bool is_alternative(const po_pattern *choice, const po_pattern *pattern) {
    for (; choice->kind == PO_PATTERN_CHOICE; choice = choice->b) {
        if (choice->a == pattern) {
            return true;
        }
    }
    return choice == pattern;
}

static po_pattern *make_choice(po_grammar *grammar, po_pattern *a, po_pattern *b) {
    if (a->kind == PO_PATTERN_NONE || is_alternative(b, a) ||
        (a->kind == PO_PATTERN_EMPTY && b->nullable)) {
        return b;
    }
    if (b->kind == PO_PATTERN_NONE || (b->kind == PO_PATTERN_EMPTY && a->nullable)) {
        return a;
    }
    po_pattern *made = make(grammar, PO_PATTERN_CHOICE, a, b);
    made->nullable = a->nullable || b->nullable;
    return made;
}

/* b of a repetition is "this repetition or nothing": what is left after one of its items, always
 * the same object. */
static po_pattern *make_more(po_grammar *grammar, po_pattern *a) {
    if (a->kind == PO_PATTERN_NONE || a->kind == PO_PATTERN_EMPTY) {
        return a;
    }
    po_pattern *made = make(grammar, PO_PATTERN_MORE, a, NULL);
    made->nullable = a->nullable;
    made->b = make_choice(grammar, made, &grammar->empty);
    return made;
}

static po_pattern *combine(po_grammar *grammar, po_pattern_kind kind, po_pattern *a,
                           po_pattern *b) {
    return kind == PO_PATTERN_CHOICE ? make_choice(grammar, a, b) : make_both(grammar, kind, a, b);
}

/* --- reading the schema --- */

/* The bodies of a named pattern; more than one if it has combine="...". */
typedef struct definition {
    PO_LIST(const xmlNode *) nodes;
    po_pattern_kind kind; /* how they combine */
    bool fixed;           /* stands inside <include>: replaces what is included */
    bool reading;
    po_pattern *pattern;
} definition;

static po_pattern *read_pattern(po_grammar *grammar, const xmlNode *node);

/* All the patterns below a node, put together. Read from the last to the first, so that they lean
 * to the right. The first `skip` children (a name class) are not patterns. */
static po_pattern *read_children(po_grammar *grammar, const xmlNode *parent, po_pattern_kind kind,
                                 size_t skip) {
    PO_LIST(const xmlNode *) nodes = {0};
    for (const xmlNode *each = po_rng_from(parent->children); each;
         each = po_rng_from(each->next)) {
        if (!po_rng_is(each, "param") && !po_rng_is(each, "except")) {
            *PO_LIST_ADD(grammar->arena, &nodes) = each;
        }
    }
    po_pattern *all = NULL;
    for (size_t i = nodes.count; i > skip; i--) {
        po_pattern *one = read_pattern(grammar, nodes.items[i - 1]);
        all = all ? combine(grammar, kind, one, all) : one;
    }
    return all ? all : &grammar->empty;
}

static po_pattern *read_reference(po_grammar *grammar, const char *name) {
    definition *found = po_map_get(grammar->defines, name);
    if (!found || found->reading) {
        grammar->given_up = true; /* libxml2 has refused such a schema already */
        return &grammar->none;
    }
    if (!found->pattern) {
        found->reading = true;
        for (size_t i = found->nodes.count; i > 0; i--) {
            po_pattern *one =
                read_children(grammar, found->nodes.items[i - 1], PO_PATTERN_GROUP, 0);
            found->pattern =
                found->pattern ? combine(grammar, found->kind, one, found->pattern) : one;
        }
        found->reading = false;
    }
    return found->pattern;
}

/* An element or attribute of one name (NULL: any). */
static po_pattern *read_named(po_grammar *grammar, const xmlNode *node, const char *name,
                              size_t skip) {
    bool is_element = po_rng_is(node, "element");
    po_pattern *made =
        make(grammar, is_element ? PO_PATTERN_ELEMENT : PO_PATTERN_ATTRIBUTE, NULL, NULL);
    made->name = name ? name : "*";
    made->any_name = !name;
    made->source = node;
    if (!is_element) {
        const xmlNode *first = po_rng_from(node->children);
        bool bare = !first || (skip && !po_rng_from(first->next));
        made->a = bare ? &grammar->text : read_children(grammar, node, PO_PATTERN_GROUP, skip);
    }
    return made;
}

/* <name>, <anyName>, or a choice of them, before the content. */
static po_pattern *read_name_class(po_grammar *grammar, const xmlNode *node) {
    const xmlNode *class = po_rng_from(node->children);
    if (!class) {
        return &grammar->none;
    }
    if (po_rng_is(class, "name")) {
        return read_named(grammar, node, po_xml_text(grammar->arena, class), 1);
    }
    if (!po_rng_is(class, "choice")) {
        return read_named(grammar, node, NULL, 1);
    }
    po_pattern *all = &grammar->none;
    for (const xmlNode *each = po_rng_from(class->children); each; each = po_rng_from(each->next)) {
        const char *name = po_rng_is(each, "name") ? po_xml_text(grammar->arena, each) : NULL;
        all = make_choice(grammar, read_named(grammar, node, name, 1), all);
    }
    return all;
}

static po_pattern *read_element_or_attribute(po_grammar *grammar, const xmlNode *node) {
    const char *name = po_xml_attribute(grammar->arena, node, "name");
    return name ? read_named(grammar, node, po_text_squeeze(grammar->arena, name), 0)
                : read_name_class(grammar, node);
}

static po_pattern *read_value(po_grammar *grammar, const xmlNode *node) {
    const char *type = po_xml_attribute(grammar->arena, node, "type");
    po_pattern *made = make(grammar, PO_PATTERN_VALUE, NULL, NULL);
    made->exact = po_text_equal(type, "string");
    xmlChar *content = xmlNodeGetContent(node);
    const char *text = content ? (const char *)content : "";
    made->name =
        made->exact ? po_arena_dup(grammar->arena, text) : po_text_squeeze(grammar->arena, text);
    made->nullable = made->name[0] == '\0';
    xmlFree(content);
    return made;
}

static po_pattern *read_data(po_grammar *grammar, const xmlNode *node) {
    po_pattern *made = make(grammar, PO_PATTERN_DATA, NULL, NULL);
    const char *type = po_xml_attribute(grammar->arena, node, "type");
    made->name = type ? type : "token";
    made->source = node;
    for (const xmlNode *each = po_rng_from(node->children); each; each = po_rng_from(each->next)) {
        if (po_rng_is(each, "except")) {
            made->a = read_children(grammar, each, PO_PATTERN_CHOICE, 0);
        }
    }
    return made;
}

/* The patterns that are made of others; NULL if the node is none of them. */
static po_pattern *read_compound(po_grammar *grammar, const xmlNode *node) {
    static const struct {
        const char *name;
        po_pattern_kind kind; /* of the children */
        bool more, optional;
    } compounds[] = {
        {"group", PO_PATTERN_GROUP, false, false},
        {"interleave", PO_PATTERN_INTERLEAVE, false, false},
        {"choice", PO_PATTERN_CHOICE, false, false},
        {"optional", PO_PATTERN_GROUP, false, true},
        {"zeroOrMore", PO_PATTERN_GROUP, true, true},
        {"oneOrMore", PO_PATTERN_GROUP, true, false},
        {"mixed", PO_PATTERN_INTERLEAVE, false, false},
    };
    for (size_t i = 0; i < sizeof compounds / sizeof *compounds; i++) {
        if (!po_rng_is(node, compounds[i].name)) {
            continue;
        }
        bool mixed = po_rng_is(node, "mixed");
        po_pattern *all =
            read_children(grammar, node, mixed ? PO_PATTERN_GROUP : compounds[i].kind, 0);
        all = mixed ? make_both(grammar, PO_PATTERN_INTERLEAVE, &grammar->text, all) : all;
        all = compounds[i].more ? make_more(grammar, all) : all;
        if (!compounds[i].optional) {
            return all;
        }
        return all->kind == PO_PATTERN_MORE ? all->b : make_choice(grammar, all, &grammar->empty);
    }
    return NULL;
}

static po_pattern *read_simple(po_grammar *grammar, const xmlNode *node) {
    if (po_rng_is(node, "element") || po_rng_is(node, "attribute")) {
        return read_element_or_attribute(grammar, node);
    }
    if (po_rng_is(node, "ref")) {
        const char *name = po_xml_attribute(grammar->arena, node, "name");
        return read_reference(grammar, name ? po_text_squeeze(grammar->arena, name) : "");
    }
    if (po_rng_is(node, "text")) {
        return &grammar->text;
    }
    if (po_rng_is(node, "empty")) {
        return &grammar->empty;
    }
    if (po_rng_is(node, "value")) {
        return read_value(grammar, node);
    }
    if (po_rng_is(node, "data")) {
        return read_data(grammar, node);
    }
    if (po_rng_is(node, "list")) {
        return make(grammar, PO_PATTERN_LIST, read_children(grammar, node, PO_PATTERN_GROUP, 0),
                    NULL);
    }
    grammar->given_up = grammar->given_up || !po_rng_is(node, "notAllowed");
    return &grammar->none;
}

static po_pattern *read_pattern(po_grammar *grammar, const xmlNode *node) {
    if (!enter(grammar)) {
        return &grammar->none;
    }
    po_pattern *pattern = read_compound(grammar, node);
    if (!pattern) {
        pattern = read_simple(grammar, node);
    }
    leave(grammar);
    return pattern;
}

/* --- defines and includes --- */

static void collect_defines(po_grammar *grammar, const xmlNode *parent, const char *path,
                            bool fixed);

static void add_definition(po_grammar *grammar, const xmlNode *node, bool fixed) {
    const char *name =
        po_rng_is(node, "start") ? "<start>" : po_xml_attribute(grammar->arena, node, "name");
    if (!name) {
        return;
    }
    definition *found = po_map_get(grammar->defines, name);
    if (!found) {
        found = PO_NEW(grammar->arena, definition);
        found->kind = PO_PATTERN_CHOICE;
        found->fixed = fixed;
        po_map_set(grammar->defines, name, found);
    } else if (found->fixed && !fixed) {
        return;
    }
    if (po_text_equal(po_xml_attribute(grammar->arena, node, "combine"), "interleave")) {
        found->kind = PO_PATTERN_INTERLEAVE;
    }
    *PO_LIST_ADD(grammar->arena, &found->nodes) = node;
}

static const char *beside(po_arena *arena, const char *path, const char *name) {
    size_t folder = (size_t)(po_path_base(path) - path);
    return name[0] == '/' ? name : po_path_join(arena, po_arena_copy(arena, path, folder), name);
}

static void collect_include(po_grammar *grammar, const xmlNode *node, const char *path) {
    const char *name = po_xml_attribute(grammar->arena, node, "href");
    char *data = NULL;
    size_t size = 0;
    if (!name || grammar->included.count >= INCLUDES_MAX) {
        grammar->given_up = true;
        return;
    }
    collect_defines(grammar, node, path, true);
    const char *full = beside(grammar->arena, path, name);
    if (po_file_read(grammar->arena, full, PO_LIMIT_CONFIG_BYTES, &data, &size, NULL) == PO_OK) {
        xmlDoc *document = xmlReadMemory(data, (int)size, full, NULL,
                                         XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        if (document) {
            *PO_LIST_ADD(grammar->arena, &grammar->included) = document;
            collect_defines(grammar, xmlDocGetRootElement(document), full, false);
            return;
        }
    }
    grammar->given_up = true;
}

static void collect_defines(po_grammar *grammar, const xmlNode *parent, const char *path,
                            bool fixed) {
    if (!parent || !enter(grammar)) {
        return;
    }
    for (const xmlNode *each = po_rng_from(parent->children); each;
         each = po_rng_from(each->next)) {
        if (po_rng_is(each, "define") || po_rng_is(each, "start")) {
            add_definition(grammar, each, fixed);
        } else if (po_rng_is(each, "div")) {
            collect_defines(grammar, each, path, fixed);
        } else if (po_rng_is(each, "include")) {
            collect_include(grammar, each, path);
        }
    }
    leave(grammar);
}

void po_grammar_init(po_grammar *grammar, po_arena *arena, const xmlDoc *document,
                     const char *path) {
    *grammar = (po_grammar){.arena = arena, .defines = po_map_create(arena)};
    grammar->none.kind = PO_PATTERN_NONE;
    grammar->empty = (po_pattern){.kind = PO_PATTERN_EMPTY, .nullable = true};
    grammar->text = (po_pattern){.kind = PO_PATTERN_TEXT, .nullable = true};
    const xmlNode *root = xmlDocGetRootElement(document);
    if (root && po_rng_is(root, "grammar")) {
        collect_defines(grammar, root, path, false);
        grammar->start = read_reference(grammar, "<start>");
    } else {
        grammar->start = root ? read_pattern(grammar, root) : &grammar->none;
    }
}

void po_grammar_finish(po_grammar *grammar) {
    for (size_t i = 0; i < grammar->included.count; i++) {
        xmlFreeDoc(grammar->included.items[i]);
    }
    grammar->included.count = 0;
}

/* --- looking into patterns --- */

static void add_once(po_arena *arena, po_patterns *list, po_pattern *pattern) {
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == pattern) {
            return;
        }
    }
    *PO_LIST_ADD(arena, list) = pattern;
}

void po_grammar_leaves(po_grammar *grammar, po_pattern *pattern, po_patterns *leaves) {
    po_patterns stack = {0};
    *PO_LIST_ADD(grammar->arena, &stack) = pattern;
    while (stack.count) {
        po_pattern *next = stack.items[--stack.count];
        if (next->kind >= PO_PATTERN_GROUP) {
            if (next->kind != PO_PATTERN_MORE) {
                *PO_LIST_ADD(grammar->arena, &stack) = next->b;
            }
            *PO_LIST_ADD(grammar->arena, &stack) = next->a;
        } else if (next->kind > PO_PATTERN_EMPTY) {
            add_once(grammar->arena, leaves, next);
        }
    }
}

po_pattern *po_grammar_content(po_grammar *grammar, po_pattern *element) {
    if (!element->content) {
        bool by_name = po_xml_attribute(grammar->arena, element->source, "name") != NULL;
        element->content =
            read_children(grammar, element->source, PO_PATTERN_GROUP, by_name ? 0 : 1);
        po_grammar_leaves(grammar, element->content, &element->leaves);
    }
    return element->content;
}

void po_grammar_first(po_grammar *grammar, po_pattern *pattern, po_patterns *leaves) {
    po_patterns stack = {0};
    *PO_LIST_ADD(grammar->arena, &stack) = pattern;
    while (stack.count) {
        po_pattern *next = stack.items[--stack.count];
        if (next->kind == PO_PATTERN_ELEMENT || next->kind == PO_PATTERN_ATTRIBUTE) {
            add_once(grammar->arena, leaves, next);
        } else if (next->kind >= PO_PATTERN_GROUP) {
            bool both = next->kind == PO_PATTERN_CHOICE || next->kind == PO_PATTERN_INTERLEAVE ||
                        (next->kind == PO_PATTERN_GROUP && next->a->nullable);
            if (both) {
                *PO_LIST_ADD(grammar->arena, &stack) = next->b;
            }
            *PO_LIST_ADD(grammar->arena, &stack) = next->a;
        }
    }
}

/* The needs of one alternative together with those of another: each need of the one or each of the
 * other. */
static void choose_needs(po_grammar *grammar, const po_needs *a, const po_needs *b,
                         po_needs *needs) {
    for (size_t i = 0; i < a->count; i++) {
        for (size_t j = 0; j < b->count && needs->count < NEEDS_MAX; j++) {
            po_need *added = PO_LIST_ADD(grammar->arena, needs);
            for (size_t n = 0; n < a->items[i].leaves.count; n++) {
                add_once(grammar->arena, &added->leaves, a->items[i].leaves.items[n]);
            }
            for (size_t n = 0; n < b->items[j].leaves.count; n++) {
                add_once(grammar->arena, &added->leaves, b->items[j].leaves.items[n]);
            }
        }
    }
}

static void needs_of(po_grammar *grammar, po_pattern *pattern, po_needs *needs) {
    if (pattern->nullable || !enter(grammar)) {
        return;
    }
    if (pattern->kind == PO_PATTERN_CHOICE) {
        po_needs a = {0}, b = {0};
        needs_of(grammar, pattern->a, &a);
        needs_of(grammar, pattern->b, &b);
        choose_needs(grammar, &a, &b, needs);
    } else if (pattern->kind == PO_PATTERN_GROUP || pattern->kind == PO_PATTERN_INTERLEAVE) {
        needs_of(grammar, pattern->a, needs);
        needs_of(grammar, pattern->b, needs);
    } else if (pattern->kind == PO_PATTERN_MORE) {
        needs_of(grammar, pattern->a, needs);
    } else if (needs->count < NEEDS_MAX) {
        po_need *added = PO_LIST_ADD(grammar->arena, needs);
        add_once(grammar->arena, &added->leaves, pattern);
    }
    leave(grammar);
}

void po_grammar_needs(po_grammar *grammar, po_pattern *pattern, po_needs *needs) {
    needs_of(grammar, pattern, needs);
}

/* --- derivatives --- */

/* White space at the ends and runs of it, as XML Schema's "collapse" has it. */
static bool value_fits(po_grammar *grammar, const po_pattern *value, const char *text) {
    return strcmp(value->name, value->exact ? text : po_text_squeeze(grammar->arena, text)) == 0;
}

static bool list_fits(po_grammar *grammar, const po_pattern *list, const char *text) {
    char **words = NULL;
    size_t count =
        po_text_split(grammar->arena, po_text_squeeze(grammar->arena, text), ' ', &words);
    po_pattern *rest = list->a;
    for (size_t i = 0; i < count; i++) {
        po_event event = {.kind = PO_PATTERN_TEXT, .value = words[i]};
        rest = po_grammar_derive(grammar, rest, &event);
    }
    return rest->nullable;
}

bool po_grammar_accepts(po_grammar *grammar, po_pattern *content, const char *text) {
    po_event event = {.kind = PO_PATTERN_TEXT, .value = text};
    return (content->nullable && po_text_empty(text)) ||
           po_grammar_derive(grammar, content, &event)->nullable;
}

static bool name_fits(const po_pattern *pattern, const char *name) {
    return pattern->any_name || strcmp(pattern->name, name) == 0;
}

static bool leaf_fits(po_grammar *grammar, const po_pattern *leaf, const po_event *event) {
    switch (leaf->kind) {
    case PO_PATTERN_ELEMENT:
        return event->kind == PO_PATTERN_ELEMENT && name_fits(leaf, event->name);
    case PO_PATTERN_ATTRIBUTE:
        return event->kind == PO_PATTERN_ATTRIBUTE && name_fits(leaf, event->name) &&
               (!event->value || po_grammar_accepts(grammar, leaf->a, event->value));
    case PO_PATTERN_DATA:
        return event->kind == PO_PATTERN_TEXT && po_grammar_data_fits(grammar, leaf, event->value);
    case PO_PATTERN_VALUE:
        return event->kind == PO_PATTERN_TEXT && value_fits(grammar, leaf, event->value);
    case PO_PATTERN_LIST:
        return event->kind == PO_PATTERN_TEXT && list_fits(grammar, leaf, event->value);
    case PO_PATTERN_NONE:
    case PO_PATTERN_EMPTY:
    case PO_PATTERN_TEXT:
    case PO_PATTERN_GROUP:
    case PO_PATTERN_INTERLEAVE:
    case PO_PATTERN_CHOICE:
    case PO_PATTERN_MORE:
        break;
    }
    return false;
}

/* For a and b side by side: the event in a, or in b; in b only if nothing need stand before it. */
static po_pattern *derive_both(po_grammar *grammar, po_pattern *pattern, const po_event *event) {
    bool ordered = pattern->kind == PO_PATTERN_GROUP && event->kind != PO_PATTERN_ATTRIBUTE;
    po_pattern *a = po_grammar_derive(grammar, pattern->a, event);
    po_pattern *in_a =
        a->kind == PO_PATTERN_NONE ? a : make_both(grammar, pattern->kind, a, pattern->b);
    if (ordered && !pattern->a->nullable && !event->lenient) {
        return in_a;
    }
    po_pattern *b = po_grammar_derive(grammar, pattern->b, event);
    po_pattern *in_b = ordered ? b : make_both(grammar, pattern->kind, pattern->a, b);
    return make_choice(grammar, in_a, in_b);
}

po_pattern *po_grammar_derive(po_grammar *grammar, po_pattern *pattern, const po_event *event) {
    if (!enter(grammar)) {
        return &grammar->none;
    }
    po_pattern *rest = &grammar->none;
    if (pattern->kind == PO_PATTERN_CHOICE) {
        po_pattern *a = po_grammar_derive(grammar, pattern->a, event);
        rest = make_choice(grammar, a, po_grammar_derive(grammar, pattern->b, event));
    } else if (pattern->kind == PO_PATTERN_GROUP || pattern->kind == PO_PATTERN_INTERLEAVE) {
        rest = derive_both(grammar, pattern, event);
    } else if (pattern->kind == PO_PATTERN_MORE) {
        rest = make_both(grammar, PO_PATTERN_GROUP, po_grammar_derive(grammar, pattern->a, event),
                         pattern->b);
    } else if (pattern->kind == PO_PATTERN_TEXT && event->kind == PO_PATTERN_TEXT) {
        rest = pattern;
    } else if (leaf_fits(grammar, pattern, event)) {
        rest = &grammar->empty;
    }
    leave(grammar);
    return rest;
}

po_pattern *po_grammar_close(po_grammar *grammar, po_pattern *pattern, bool lenient) {
    if (pattern->kind == PO_PATTERN_ATTRIBUTE) {
        return lenient ? &grammar->empty : &grammar->none;
    }
    if (pattern->kind < PO_PATTERN_GROUP || !enter(grammar)) {
        return pattern;
    }
    po_pattern *closed = pattern;
    po_pattern *a = po_grammar_close(grammar, pattern->a, lenient);
    if (pattern->kind == PO_PATTERN_MORE) {
        closed = a == pattern->a ? pattern : make_more(grammar, a);
    } else {
        po_pattern *b = po_grammar_close(grammar, pattern->b, lenient);
        closed =
            a == pattern->a && b == pattern->b ? pattern : combine(grammar, pattern->kind, a, b);
    }
    leave(grammar);
    return closed;
}

/* --- homes --- */

static void add_home(po_grammar *grammar, po_map *homes, po_pattern *child, po_pattern *parent) {
    po_patterns *known = po_map_get(homes, child->name);
    if (!known) {
        known = PO_NEW(grammar->arena, po_patterns);
        po_map_set(homes, child->name, known);
    }
    add_once(grammar->arena, known, parent);
}

po_map *po_grammar_homes(po_grammar *grammar) {
    po_map *homes = po_map_create(grammar->arena);
    po_patterns waiting = {0};
    po_grammar_leaves(grammar, grammar->start, &waiting);
    for (size_t i = 0; i < waiting.count; i++) {
        po_pattern *element = waiting.items[i];
        if (element->kind != PO_PATTERN_ELEMENT || element->visited) {
            continue;
        }
        element->visited = true;
        po_grammar_content(grammar, element);
        for (size_t n = 0; n < element->leaves.count; n++) {
            po_pattern *leaf = element->leaves.items[n];
            if (leaf->kind == PO_PATTERN_ELEMENT && !leaf->any_name) {
                add_home(grammar, homes, leaf, element);
                *PO_LIST_ADD(grammar->arena, &waiting) = leaf;
            }
        }
    }
    return homes;
}
