/* SPDX-License-Identifier: Apache-2.0
 *
 * What a name stands for. Innermost first: inner lets and `as` names, lets of the scope, and inside
 * a range the row's fields. With a schema, types and fields that do not exist are refused with the
 * nearest that does.
 */
#include <string.h>

#include "rules/parser.h"

static const char *const language_words[] = {"and",   "or",   "not",   "in",     "if",    "then",
                                             "else",  "let",  "where", "as",     "by",    "true",
                                             "false", "this", "it",    "parent", "facts", NULL};

bool po_name_is_word(const char *name) {
    for (size_t i = 0; language_words[i]; i++) {
        if (strcmp(language_words[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- suggestions ------------------------------------------------------------------------------
 */

typedef PO_LIST(const char *) names;

static size_t length_of(const char *const *list) {
    size_t count = 0;
    while (list && list[count]) {
        count++;
    }
    return count;
}

static bool has_name(const char *const *list, const char *name) {
    for (size_t i = 0; list && list[i]; i++) {
        if (strcmp(list[i], name) == 0) {
            return true;
        }
    }
    return false;
}

/* "; did you mean 'x'?" or "". */
static const char *suggestion(po_parser *parser, const char *name, const char *const *list,
                              size_t count) {
    const char *near = po_text_nearest(name, list, count);
    return near ? po_arena_printf(parser->arena, "; did you mean '%s'?", near) : "";
}

static const char *const *schema_types(const po_parser *parser) {
    const po_rule_schema *schema = parser->scope->schema;
    return schema && schema->types ? schema->types(schema->context) : NULL;
}

static const char *const *schema_fields(const po_parser *parser, const char *type) {
    const po_rule_schema *schema = parser->scope->schema;
    return schema && schema->fields && type ? schema->fields(schema->context, type) : NULL;
}

/* All names that a value may have here. */
static names visible(po_parser *parser) {
    names list = {0};
    for (size_t i = 0; i < parser->locals.count; i++) {
        if (parser->locals.items[i].name) {
            *PO_LIST_ADD(parser->arena, &list) = parser->locals.items[i].name;
        }
    }
    for (size_t i = 0; i < parser->scope->lets.count; i++) {
        *PO_LIST_ADD(parser->arena, &list) = parser->scope->lets.items[i].name;
    }
    return list;
}

const po_node *po_unknown_name(po_parser *parser, const char *name, size_t begin) {
    names list = visible(parser);
    const char *near = suggestion(parser, name, list.items, list.count);
    const char *advice = "";
    if (!*near && has_name(schema_types(parser), name)) {
        advice = "; a type of records stands in a range, such as count(...), or before a field";
    } else if (!*near && parser->scope->over) {
        advice = po_arena_printf(parser->arena,
                                 "; a field of the checked record is written this.%s", name);
    }
    return po_parser_fail(parser, begin, "unknown name '%s'%s%s", name, near, advice);
}

bool po_type_check(po_parser *parser, const char *type, size_t begin) {
    const char *const *types = schema_types(parser);
    if (!types || has_name(types, type)) {
        return true;
    }
    const char *near = suggestion(parser, type, types, length_of(types));
    if (!*near) {
        names list = visible(parser);
        near = suggestion(parser, type, list.items, list.count);
    }
    po_parser_fail(parser, begin, "unknown type of record '%s'%s", type, near);
    return false;
}

/* ---- what names stand for ---------------------------------------------------------------------
 */

static po_rule_type type_of_hint(po_rule_hint hint) {
    switch (hint) {
    case PO_HINT_TEXT:
    case PO_HINT_CODE:
        return PO_RULE_TEXT;
    case PO_HINT_CODES:
        return PO_RULE_CODES;
    case PO_HINT_DATE:
        return PO_RULE_DATE;
    case PO_HINT_MONEY:
    case PO_HINT_PERCENT:
    case PO_HINT_NUMBER:
    case PO_HINT_COUNT:
        return PO_RULE_NUMBER;
    case PO_HINT_AUTO:
    case PO_HINT_PLAIN:
    case PO_HINT_YES_NO:
    default:
        return PO_RULE_ANY;
    }
}

const po_node *po_field_of(po_parser *parser, const po_node *item, const char *name, size_t begin) {
    const char *const *fields = schema_fields(parser, item->item_type);
    if (fields && !has_name(fields, name)) {
        const char *near = suggestion(parser, name, fields, length_of(fields));
        return po_parser_fail(parser, begin, "%s has no field '%s'%s", item->item_type, name, near);
    }
    const po_rule_schema *schema = parser->scope->schema;
    po_rule_hint hint = schema && schema->hint && item->item_type
                            ? schema->hint(schema->context, item->item_type, name)
                            : PO_HINT_AUTO;
    po_node *node = po_node_make(parser, PO_NODE_FIELD, type_of_hint(hint), item->begin, &item, 1);
    if (!node) {
        return NULL;
    }
    node->text = name;
    node->hint = hint;
    node->field_number = schema && schema->number && item->item_type ? schema->number(schema->context, item->item_type, name) : 0;
    node->path = item->item_type ? po_arena_printf(parser->arena, "%s.%s", item->item_type, name)
                                 : po_node_slice(parser->arena, node);
    return node;
}

const po_node *po_fact_of(po_parser *parser, const char *name, size_t begin) {
    const po_rule_schema *schema = parser->scope->schema;
    const char *const *facts = schema && schema->facts ? schema->facts(schema->context) : NULL;
    if (facts && !has_name(facts, name)) {
        const char *near = suggestion(parser, name, facts, length_of(facts));
        return po_parser_fail(parser, begin, "unknown fact '%s'%s", name, near);
    }
    po_node *node = po_node_make(parser, PO_NODE_FACT, PO_RULE_ANY, begin, NULL, 0);
    node->text = name;
    node->path = po_arena_printf(parser->arena, "facts.%s", name);
    return node;
}

const po_node *po_only_record(po_parser *parser, const char *type, size_t begin) {
    if (!po_type_check(parser, type, begin)) {
        return NULL;
    }
    po_node *node = po_node_make(parser, PO_NODE_RANGE, PO_RULE_ITEM, begin, NULL, 0);
    po_range *range = PO_NEW(parser->arena, po_range);
    *range = (po_range){.type = type, .slot = parser->range_depth + 1, .described = type};
    node->range = range;
    node->function = po_function_find("one");
    node->item_type = type;
    return node;
}

/* A copy, so that messages quote the place where the name stands. */
static const po_node *use_of(po_parser *parser, const po_node *meant, size_t begin) {
    po_node *node = PO_NEW(parser->arena, po_node);
    *node = *meant;
    node->source = parser->source;
    node->begin = begin;
    node->end = parser->last_end;
    return node;
}

static const po_node *let_of(po_parser *parser, size_t index, size_t begin) {
    const po_node *let = parser->scope->lets.items[index].node;
    po_node *node = po_node_make(parser, PO_NODE_LET, let->type, begin, NULL, 0);
    node->index = index;
    node->item_type = let->item_type;
    node->slots = let->slots & 1;
    node->depth = let->depth + 1;
    if (node->depth > PO_RULE_DEPTH_ALL) {
        return po_parser_fail(parser, begin, "the lets are nested more than %zu levels deep",
                              PO_RULE_DEPTH_ALL);
    }
    return node;
}

static const po_node *find_local(const po_parser *parser, const char *name) {
    for (size_t i = parser->locals.count; i-- > 0;) {
        if (po_text_equal(parser->locals.items[i].name, name)) {
            return parser->locals.items[i].node;
        }
    }
    return NULL;
}

static bool find_let(const po_parser *parser, const char *name, size_t *ret_index) {
    for (size_t i = 0; i < parser->scope->lets.count; i++) {
        if (strcmp(parser->scope->lets.items[i].name, name) == 0) {
            *ret_index = i;
            return true;
        }
    }
    return false;
}

bool po_name_is_value(const po_parser *parser, const char *name) {
    size_t index;
    return po_name_is_word(name) || find_local(parser, name) || find_let(parser, name, &index);
}

const po_node *po_name_resolve(po_parser *parser, const char *name, size_t begin) {
    const po_node *local = find_local(parser, name);
    size_t index;
    if (local) {
        return use_of(parser, local, begin);
    }
    if (find_let(parser, name, &index)) {
        return let_of(parser, index, begin);
    }
    if (parser->token.kind == PO_TOKEN_DOT) {
        return po_only_record(parser, name, begin);
    }
    if (!parser->row) {
        return po_unknown_name(parser, name, begin);
    }
    return po_field_of(parser, use_of(parser, parser->row, begin), name, begin);
}
