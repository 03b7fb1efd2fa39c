/* SPDX-License-Identifier: Apache-2.0
 *
 * Nodes of the tree, and the static types: what can be known to be wrong before there are data is
 * said here.
 */
#include <string.h>

#include "rules/parser.h"

const char *po_rule_type_name(po_rule_type type) {
    static const char *const names[] = {"anything", "a truth", "a number", "a date",
                                        "text",     "codes",   "a record"};
    return names[type];
}

const char *po_node_slice(po_arena *arena, const po_node *node) {
    return po_text_squeeze(
        arena, po_arena_copy(arena, node->source + node->begin, node->end - node->begin));
}

po_node *po_node_make(po_parser *parser, po_node_kind kind, po_rule_type type, size_t begin,
                      const po_node *const *children, size_t count) {
    po_node *node = PO_NEW(parser->arena, po_node);
    *node = (po_node){.kind = kind, .type = type, .begin = begin, .end = parser->last_end};
    node->source = parser->source;
    node->children = PO_NEW_ARRAY(parser->arena, const po_node *, count);
    node->child_count = count;
    node->depth = 1;
    for (size_t i = 0; i < count; i++) {
        node->children[i] = children[i];
        node->slots |= children[i]->slots;
        node->depth = children[i]->depth >= node->depth ? children[i]->depth + 1 : node->depth;
    }
    if (node->depth > PO_RULE_DEPTH_ALL) {
        po_parser_fail(parser, begin, "the lets are nested more than %zu levels deep",
                       PO_RULE_DEPTH_ALL);
        return NULL;
    }
    return node;
}

/* Whether a value of one type may stand where another is needed; texts and codes are each other's.
 */
static bool serves(const po_node *node, po_rule_type type) {
    if (node->type == type || node->type == PO_RULE_ANY || type == PO_RULE_ANY) {
        return true;
    }
    return (type == PO_RULE_CODES && node->type == PO_RULE_TEXT) ||
           (type == PO_RULE_TEXT && node->type == PO_RULE_CODES && node->kind != PO_NODE_LIST);
}

bool po_node_need(po_parser *parser, const po_node *node, po_rule_type type, const char *who) {
    if (serves(node, type)) {
        return true;
    }
    const char *advice = node->type == PO_RULE_ITEM ? "; which field of it?" : "";
    po_parser_fail(parser, node->begin, "%s needs %s, but '%s' is %s%s", who,
                   po_rule_type_name(type), po_node_slice(parser->arena, node),
                   po_rule_type_name(node->type), advice);
    return false;
}

/* "2025-06-30" may be compared with a date. */
static bool iso_text(const po_node *node) {
    po_date date;
    return node->kind == PO_NODE_TEXT && po_date_parse_iso(node->text, &date);
}

static bool answer_text(const po_node *node) {
    return node->kind == PO_NODE_TEXT &&
           (strcmp(node->text, "yes") == 0 || strcmp(node->text, "no") == 0);
}

static bool same_kind(const po_node *a, const po_node *b) {
    if (a->type == PO_RULE_ANY || b->type == PO_RULE_ANY) {
        return a->type != PO_RULE_ITEM && b->type != PO_RULE_ITEM;
    }
    if (serves(a, b->type) || serves(b, a->type)) {
        return true;
    }
    return (a->type == PO_RULE_DATE && iso_text(b)) || (b->type == PO_RULE_DATE && iso_text(a)) ||
           (a->type == PO_RULE_TRUTH && answer_text(b)) ||
           (b->type == PO_RULE_TRUTH && answer_text(a));
}

static bool has_order(const po_node *node) {
    return node->type == PO_RULE_ANY || node->type == PO_RULE_NUMBER ||
           node->type == PO_RULE_DATE || iso_text(node);
}

bool po_node_comparable(po_parser *parser, po_order order, const po_node *a, const po_node *b) {
    if (!same_kind(a, b)) {
        po_parser_fail(parser, a->begin, "'%s' is %s and '%s' is %s: they cannot be compared",
                       po_node_slice(parser->arena, a), po_rule_type_name(a->type),
                       po_node_slice(parser->arena, b), po_rule_type_name(b->type));
        return false;
    }
    const po_node *wrong = has_order(a) ? (has_order(b) ? NULL : b) : a;
    if (order != PO_EQUAL && order != PO_DIFFERENT && wrong) {
        po_parser_fail(parser, wrong->begin, "only numbers and dates have an order, but '%s' is %s",
                       po_node_slice(parser->arena, wrong), po_rule_type_name(wrong->type));
        return false;
    }
    return true;
}
