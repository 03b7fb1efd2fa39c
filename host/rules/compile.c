/* SPDX-License-Identifier: Apache-2.0
 *
 * Compiling: a scope of names, and expressions compiled in it.
 */
#include <string.h>

#include "base/utf8.h"
#include "rules/parser.h"

po_rule_scope *po_rule_scope_create(po_arena *arena, const char *over,
                                    const po_rule_schema *schema) {
    po_rule_scope *scope = PO_NEW(arena, po_rule_scope);
    scope->arena = arena;
    scope->over = po_arena_dup(arena, over);
    scope->schema = schema;
    return scope;
}

static po_status check_source(const char *expression, po_error *err) {
    size_t size = strlen(expression);
    if (size > PO_RULE_BYTES_MAX) {
        return po_error_set(err, PO_E_CONFIG, "the expression is longer than %zu bytes",
                            PO_RULE_BYTES_MAX);
    }
    if (!po_utf8_valid(expression, size)) {
        return po_error_set(err, PO_E_CONFIG, "the expression is not valid UTF-8");
    }
    return PO_OK;
}

static const po_node *parse_all(po_rule_scope *scope, const char *expression, po_rule_type wanted,
                                size_t *ret_bound, po_error *err) {
    po_parser parser = {
        .scope = scope, .arena = scope->arena, .err = err, .bound_count = scope->bound_count};
    parser.source = po_arena_dup(scope->arena, expression);
    const po_node *node = po_parser_next(&parser) ? po_parse_expression(&parser) : NULL;
    if (!node || !po_node_need(&parser, node, wanted, "this place")) {
        return NULL;
    }
    if (parser.token.kind != PO_TOKEN_END) {
        return po_parser_fail(&parser, parser.token.begin,
                              "expected an operator or the end, but found %s",
                              po_parser_word(&parser));
    }
    *ret_bound = parser.bound_count;
    return node;
}

static bool name_taken(const po_rule_scope *scope, const char *name) {
    for (size_t i = 0; i < scope->lets.count; i++) {
        if (strcmp(scope->lets.items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

po_status po_rule_let(po_rule_scope *scope, const char *name, const char *expression,
                      po_error *err) {
    po_status status = check_source(expression, err);
    if (status != PO_OK) {
        return status;
    }
    if (po_name_is_word(name) || name_taken(scope, name)) {
        return po_error_set(err, PO_E_CONFIG, "'%s' is %s and cannot be a name", name,
                            po_name_is_word(name) ? "a word of the language" : "already defined");
    }
    const po_node *node = parse_all(scope, expression, PO_RULE_ANY, &scope->bound_count, err);
    if (!node) {
        return PO_E_CONFIG;
    }
    *PO_LIST_ADD(scope->arena, &scope->lets) =
        (po_let_rule){po_arena_dup(scope->arena, name), node};
    return PO_OK;
}

/* Tolerance in units, for amounts and for percentages (given in points). */
static po_status read_tolerance(const char *tolerance, po_rule *rule, po_error *err) {
    po_decimal value;
    po_number plain;
    po_number percent;
    if (!tolerance) {
        return PO_OK;
    }
    if (!po_decimal_parse(tolerance, &value) || value.units < 0 ||
        !po_number_of(value, PO_UNIT_NUMBER, &plain) ||
        !po_number_of(value, PO_UNIT_PERCENT, &percent)) {
        return po_error_set(err, PO_E_CONFIG, "the tolerance '%s' is not an amount", tolerance);
    }
    rule->tolerance = plain.middle;
    rule->tolerance_percent = percent.middle;
    return PO_OK;
}

po_status po_rule_compile(po_rule_scope *scope, const char *expression, po_rule_type wanted,
                          const char *tolerance, const po_rule **ret_rule, po_error *err) {
    po_rule *rule = PO_NEW(scope->arena, po_rule);
    po_status status = check_source(expression, err);
    if (status != PO_OK) {
        return status;
    }
    status = read_tolerance(tolerance, rule, err);
    if (status != PO_OK) {
        return status;
    }
    rule->scope = scope;
    size_t bound;
    rule->node = parse_all(scope, expression, wanted, &bound, err);
    if (!rule->node) {
        return PO_E_CONFIG;
    }
    rule->let_count = scope->lets.count;
    *ret_rule = rule;
    return PO_OK;
}

po_rule_type po_rule_type_of(const po_rule *rule) {
    return rule->node->type;
}

size_t po_rule_let_count(const po_rule_scope *scope) {
    return scope->lets.count;
}

const char *po_rule_let_name(const po_rule_scope *scope, size_t n) {
    return n < scope->lets.count ? scope->lets.items[n].name : NULL;
}
