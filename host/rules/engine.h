/* SPDX-License-Identifier: Apache-2.0
 *
 * Inside of an evaluation: values, and the trail of the places they rested on.
 *
 * The trail. Every cell that is read is appended to one list. Because evaluation walks the tree
 * depth first, the places a value rests on are always the end of the list from where its evaluation
 * began; what turns out not to matter (rows not chosen, conditions, branches not taken) is cut off
 * again. No value carries a list of its own.
 */
#ifndef PO_RULES_ENGINE_H
#define PO_RULES_ENGINE_H

#include "base/map.h"
#include "base/text.h"
#include "rules/ast.h"

typedef enum po_value_kind {
    PO_VALUE_UNKNOWN,
    PO_VALUE_TRUTH,
    PO_VALUE_NUMBER,
    PO_VALUE_DATE,
    PO_VALUE_TEXT,
    PO_VALUE_CODES,
    PO_VALUE_ITEM
} po_value_kind;

typedef struct po_rule_gap {
    po_wide middle, least;
    po_rule_unit unit;
    uint8_t decimals;
} po_rule_gap;

/* `text`: canonical, by which texts are compared (white space aside); `printed`: as the document
 * has it (fields only). `plain`: text that may also be read as a number, date or answer. A truth
 * that is PO_UNKNOWN has reason and missing set. */
typedef struct po_rule_value {
    po_value_kind kind;
    bool plain;
    bool cell; /* one field as it stands there, not reckoned with: text and printed are set */
    po_truth truth;
    po_number number;
    po_date date;
    const char *text, *printed;
    const char *path; /* of the field it came from, for messages; NULL: reckoned */
    const char *const *codes;
    size_t code_count;
    const void *item;
    po_rule_reason reason;
    const char *missing;
    const char *doubt;
    const po_rule_gap *gap;
} po_rule_value;

typedef PO_LIST(const void *) po_origins;

/* A let of the scope, or another value that is used again, once it was evaluated. */
typedef struct po_let_value {
    bool known;
    po_rule_value value;
    const void **origins; /* at most PO_RULE_ORIGINS_KEPT */
    size_t origin_count;
} po_let_value;

#define PO_RULE_ORIGINS_KEPT 256

/* Values of ranges that depend on no record at hand (the same for every record a check runs over),
 * by their node. `slot_count` is a power of two, at least twice `count`. */
typedef struct po_constants {
    struct po_constant {
        const po_node *node;
        po_let_value value;
    } * slots;
    size_t slot_count, count;
} po_constants;

typedef struct po_rows {
    const void **items;
    size_t count;
} po_rows;

#define PO_RULE_NAMED 64

/* One evaluation under way. `rows`: the records the slots stand for. */
struct po_rule_run {
    po_arena *arena;
    const po_rule_source *source;
    po_map *rows;    /* type -> po_rows */
    po_map *indexes; /* po_range.index_name -> po_rule_index (index.c) */
    po_origins trail;
    po_constants constants;
    const po_rule_scope *scope; /* whose lets are in `lets`, for `item` */
    const void *item;
    po_let_value *lets;
    size_t let_capacity;
    po_let_value bound[PO_RULE_BOUND_MAX]; /* lets inside expressions, by index */
    struct {
        const po_node *node;
        const char *name;
    } named[PO_RULE_NAMED]; /* names of nodes given out, so that a million unknowns take no memory
                             */
};

/* `tolerance`: in units, for amounts and for shares. */
typedef struct po_engine {
    po_rule_run *run;
    const po_rule_scope *scope;
    po_wide tolerance, tolerance_percent;
    const void
        *slots[PO_RULE_SLOTS_MAX + 1]; /* the last for `type.field` inside the innermost range */
    uint64_t steps;
} po_engine;

/* ---- evaluate.c ---- */
void po_engine_evaluate(po_engine *engine, const po_node *node, po_rule_value *ret_value);
void po_engine_let(po_engine *engine, size_t index, po_rule_value *ret_value);
const po_rows *po_engine_rows(po_engine *engine, const char *type);

/* ---- constants.c ---- */

/* The place of a node's value; its `known` is false the first time. Valid until the next call. */
po_let_value *po_constant_of(po_rule_run *run, const po_node *node);

/* ---- cell.c ---- */

/* Whether two texts are the same when white space is squeezed; no memory is kept. */
bool po_text_same(const char *a, const char *b);

/* The text with white space squeezed; itself if it is so already. */
const char *po_text_squeezed(po_arena *arena, const char *text);

/* What a cell says; its origin goes to the trail. `path` names it in messages. */
void po_value_of_cell(po_engine *engine, const po_rule_cell *cell, const char *path,
                      po_rule_value *ret_value);

/* Reads a value that came from a cell again, as this kind of number. */
void po_value_reread(po_engine *engine, po_rule_hint hint, const po_node *node,
                     po_rule_value *value);

/* ---- values.c ---- */
po_rule_value po_value_truth(po_truth truth);
po_rule_value po_value_number(const po_number *number);
po_rule_value po_value_text(const char *text);
po_rule_value po_value_date(po_date date);
po_rule_value po_value_item(const void *item);
po_rule_value po_value_unknown(po_rule_reason reason, const char *missing);

/* The words of the source a node stands for, or its path: what a message calls it. */
const char *po_node_name(po_engine *engine, const po_node *node);

/* Turns the value into this kind, or into unknown (unreadable), named after its field or else after
 * `node`. */
void po_value_to(po_engine *engine, po_value_kind kind, const po_node *node, po_rule_value *value);

/* Takes over the first doubt. */
void po_value_doubt(po_rule_value *value, const po_rule_value *operand);

/* Truth tables over four values; the reason of an unknown is the first operand's. */
void po_value_and(po_rule_value *left, const po_rule_value *right);
void po_value_or(po_rule_value *left, const po_rule_value *right);
void po_value_not(po_rule_value *value);
po_truth po_value_truth_of(const po_rule_value *value); /* PO_UNKNOWN for an unknown */

/* What may be either of two values. */
void po_value_hull(po_engine *engine, const po_node *node, const po_rule_value *other,
                   po_rule_value *value);

/* ---- compare.c ---- */
void po_engine_compare(po_engine *engine, const po_node *node, po_rule_value *a, po_rule_value *b,
                       po_rule_value *ret_value);
void po_engine_in(po_engine *engine, const po_node *node, po_rule_value *a, po_rule_value *b,
                  po_rule_value *ret_value);

/* ---- range.c ---- */
void po_engine_range(po_engine *engine, const po_node *node, po_rule_value *ret_value);
void po_engine_list(po_engine *engine, const po_node *node, po_rule_value *ret_value);

/* ---- index.c ---- */

/* Rows that may meet the range's condition, in order: those whose path equals the text or record
 * `key`, and those whose path is nothing that can be looked up. NULL: no index serves this key. */
typedef struct po_candidates {
    const size_t *found, *loose;
    size_t found_count, loose_count;
} po_candidates;

bool po_index_candidates(po_engine *engine, const po_range *range, const po_rule_value *key,
                         po_candidates *ret_candidates);

#endif
