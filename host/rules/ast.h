/* SPDX-License-Identifier: Apache-2.0
 *
 * What the compiler makes of an expression: a tree with every name resolved and every type known
 * that can be known. Never changed after compiling, so that one tree serves many runs.
 */
#ifndef PO_RULES_AST_H
#define PO_RULES_AST_H

#include "rules/lexer.h"

/* Nested ranges; slot 0 is `this`. */
#define PO_RULE_SLOTS_MAX 16
/* Lets inside expressions of one scope. */
#define PO_RULE_BOUND_MAX 64
/* Depth of one expression with the lets it uses. */
#define PO_RULE_DEPTH_ALL ((size_t)4 * PO_RULE_DEPTH_MAX)

typedef enum po_node_kind {
    PO_NODE_NUMBER,
    PO_NODE_TEXT,
    PO_NODE_TRUTH,
    PO_NODE_LIST,   /* ("a", "b") */
    PO_NODE_LET,    /* `index`: a let of the scope */
    PO_NODE_BOUND,  /* `index`: a let inside the expression */
    PO_NODE_BIND,   /* children: value, body; `index` */
    PO_NODE_ROW,    /* `index`: slot of a range, 0 is this */
    PO_NODE_PARENT, /* children: item */
    PO_NODE_FIELD,  /* children: item; `text`: name */
    PO_NODE_FACT,   /* `text`: name */
    PO_NODE_NOT,
    PO_NODE_AND,
    PO_NODE_OR,
    PO_NODE_COMPARE, /* children: two; `order` */
    PO_NODE_IN,      /* children: two */
    PO_NODE_SUM,     /* terms; `signs` */
    PO_NODE_PRODUCT, /* factors; `signs`: '*' or '/' */
    PO_NODE_NEGATE,
    PO_NODE_IF,   /* children: three */
    PO_NODE_CALL, /* `function` over children */
    PO_NODE_RANGE /* `function` over `range`; children: numbers before it (n_of_last) */
} po_node_kind;

typedef struct po_node po_node;

/* type [as name] [where condition] [by key] [: expression].
 * `key_path` and `key`: one conjunct of the condition says that this path of the row equals `key`,
 * which does not depend on the row: rows are then found by index. `index_name` is unique for (type,
 * path). */
typedef struct po_range {
    const char *type;
    size_t slot;
    const po_node *condition, *by, *expression; /* NULL where not given */
    const char *described;                      /* "action where number = row.action" */
    const po_node *key_path, *key;
    const char *index_name;
} po_range;

struct po_function;

struct po_node {
    po_node_kind kind;
    po_rule_type type;
    size_t begin, end;  /* bytes of the source */
    const char *source; /* the whole expression */
    const po_node **children;
    size_t child_count;
    const char *signs; /* one per child */
    const char *text;
    const char *path;      /* fields and facts: what a message calls it, "action.total_funds" */
    const char *item_type; /* records: their type, or NULL */
    po_rule_hint hint;
    po_number number;
    po_truth truth;
    po_order order;
    size_t index;
    uint32_t field_number; /* fields: the source's own; 0 where the type of the record is not known, or it has none */
    bool tolerant; /* comparisons the rule's tolerance widens */
    const struct po_function *function;
    const po_range *range;
    size_t depth;
    uint32_t slots; /* bit n: depends on slot n */
};

typedef struct po_let_rule {
    const char *name;
    const po_node *node;
} po_let_rule;

struct po_rule_scope {
    po_arena *arena;
    const char *over;
    const po_rule_schema *schema;
    PO_LIST(po_let_rule) lets;
    size_t
        bound_count; /* inner lets inside the lets; those of rules come behind and share numbers */
};

struct po_rule {
    const po_rule_scope *scope;
    const po_node *node;
    po_wide tolerance, tolerance_percent; /* in units, for amounts and for shares */
    size_t let_count;                     /* lets that were there when it was compiled */
};

#endif
