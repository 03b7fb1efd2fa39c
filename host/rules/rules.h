/* SPDX-License-Identifier: Apache-2.0
 *
 * The one rules language: checks, applicability, `when`, identification and recognition conditions
 * are all written in it, so that an expert learns one notation and every answer has the same
 * properties. The language is described, with examples, in docs/rules.md; in short:
 *
 *     sum(expenditure_row.lcff_funds where contributing = "yes") = contributing_totals.lcff_funds
 *
 *     all(expenditure_row as row:
 *         one(action where number = row.action and parent.number = row.goal).total_funds
 *             = row.total_funds)
 *
 *   values      12  12.50  35%  "text"  'text'  true  false  date("2025-06-30")
 *   names       this.field (the record a check runs over), parent.field, facts.name, `let` names,
 *               type.field (the only record of that type);
 *               inside a range: field, parent.field, it.field of its row
 *   operators   + - * /   and or not   in, not in
 *               = <> < <= > >=  (in XML also: less than, at most, more than, at least)
 *               if c then a else b   let x = a; b   (a)
 *   ranges      type [as name] [where condition] [by key] [: expression]   type.field ...
 *   over ranges sum count any all min max first last one exists
 *               n_of_last(n, m, range by year: condition)
 *   over lists  sum any all min max n_of_last(n, m, oldest, ..., newest)
 *   any value   known missing default empty
 *   numbers     printed round abs number money percent
 *   text, codes matches contains starts same words text codes size
 *   dates       date year school_year weekday add_days add_months days_between
 *
 * Total: no loops and no recursion; depth and work are limited. Three-valued: what is not there is
 * `unknown`, with the name of the operand that was missing. Exact: numbers are intervals of
 * decimals, as wide as the last printed digit allows; a comparison that holds for some and fails
 * for other values inside is PO_EITHER, which is never a finding and never a condition shown to be
 * met. Static: compile once, evaluate many times; mistakes are sentences with a position.
 *
 * Left to others: where the data come from (po_rule_source), what a failed check says
 * (check/program_check.h), dates as rules (timeline/).
 */
#ifndef PO_RULES_RULES_H
#define PO_RULES_RULES_H

#include "base/date.h"
#include "base/decimal.h"

/* Depth of an expression, its length in bytes, places a result names (the rest is counted), and the
 * work one evaluation may take, in steps (nodes evaluated) of about 0.1 microseconds. */
#define PO_RULE_DEPTH_MAX 64
#define PO_RULE_BYTES_MAX ((size_t)16 << 10)
#define PO_RULE_ORIGINS_MAX 16
#define PO_RULE_STEPS_MAX ((uint64_t)5000000)

typedef enum po_rule_type {
    PO_RULE_ANY, /* static only: a field whose type nobody declared */
    PO_RULE_TRUTH,
    PO_RULE_NUMBER,
    PO_RULE_DATE,
    PO_RULE_TEXT,
    PO_RULE_CODES,
    PO_RULE_ITEM /* a record */
} po_rule_type;

/* FALSE and TRUE are certain. UNKNOWN: an operand is missing. EITHER: the printed digits allow
 * both. */
typedef enum po_truth { PO_FALSE, PO_TRUE, PO_UNKNOWN, PO_EITHER } po_truth;

/* How a number is to be shown. A percentage is kept as the fraction it stands for while reckoning
 * ("35%" = 0.35) and given out in percent (35). A ratio is what a division gives: it may be
 * compared with a percentage. */
typedef enum po_rule_unit {
    PO_UNIT_NUMBER,
    PO_UNIT_MONEY,
    PO_UNIT_PERCENT,
    PO_UNIT_RATIO
} po_rule_unit;

/* Why something is unknown. */
typedef enum po_rule_reason {
    PO_REASON_NONE,
    PO_REASON_ABSENT,     /* the field is not there, or is blank */
    PO_REASON_UNREADABLE, /* something is printed, but it is not a value of the kind needed */
    PO_REASON_NO_RECORD,  /* no record of the type, or none that meets the condition */
    PO_REASON_SEVERAL,    /* more than one record where one was meant */
    PO_REASON_ZERO,       /* a division by what is or may be zero */
    PO_REASON_OVERFLOW,   /* the number is too large */
    PO_REASON_UNITS, /* an amount of money against a percentage, a percentage against a bare number
                      */
    PO_REASON_ROUNDING, /* the printed digits do not decide which branch applies */
    PO_REASON_STEPS     /* more than PO_RULE_STEPS_MAX steps */
} po_rule_reason;

/* ---- where the data come from -----------------------------------------------------------------
 */

/* What the source knows about a cell. AUTO: told by the cell itself: "$" money, "%" percent, an ISO
 * date, a number with a thousands separator or decimals a number; everything else is PLAIN: text,
 * code or count, as the expression needs it. */
typedef enum po_rule_hint {
    PO_HINT_AUTO,
    PO_HINT_PLAIN,
    PO_HINT_TEXT,
    PO_HINT_CODE,
    PO_HINT_CODES,
    PO_HINT_YES_NO,
    PO_HINT_DATE,
    PO_HINT_MONEY,
    PO_HINT_PERCENT,
    PO_HINT_NUMBER, /* an interval by its last printed digit */
    PO_HINT_COUNT   /* exact */
} po_rule_hint;

/* One value of the data. `text` as printed, `value` canonical (money "1234.50", percent "35.98",
 * ISO date, "yes"/"no") or NULL; `values` for several. `origin` is the source's own handle on it (a
 * field, a model value), handed back in results as the place the result rests on; NULL: not
 * recorded. `low` and `high`, both canonical decimals: a number of which only the bounds are known
 * ("fewer than 11"); then nothing else but `doubt` and `origin` is read. All borrowed while the run
 * lives. */
typedef struct po_rule_cell {
    const char *text, *value;
    const char *low, *high;
    const char *const *values;
    size_t value_count;
    po_rule_hint hint;
    const char *doubt; /* why it is uncertain, or NULL */
    const void *origin;
} po_rule_cell;

/* Data as records of named types with named fields. Items are the source's own handles, never NULL
 * for n < count. `field` and `fact` return false if there is no such thing; `number` is what the
 * schema's `number` gave for the field when the rule was compiled, 0 if nothing. `parent` and `fact`
 * may be NULL; where there are facts only, all others. */
typedef struct po_rule_source {
    void *context;
    size_t (*count)(void *context, const char *type);
    const void *(*item)(void *context, const char *type, size_t n);
    bool (*field)(void *context, const void *item, const char *name, uint32_t number,
                  po_rule_cell *ret_cell);
    const void *(*parent)(void *context, const void *item);
    bool (*fact)(void *context, const char *name, po_rule_cell *ret_cell);
} po_rule_source;

/* What is known about types before there are data: lets the compiler refuse unknown types and
 * fields and name the nearest. All may be left out (NULL schema): then only what the language
 * itself knows is checked. Lists end with NULL. */
typedef struct po_rule_schema {
    void *context;
    const char *const *(*types)(void *context);
    const char *const *(*fields)(void *context, const char *type); /* NULL: any field */
    po_rule_hint (*hint)(void *context, const char *type, const char *field);
    const char *const *(*facts)(void *context); /* the function or its answer NULL: any fact */
    /* The source's own number of a field (1 or more), so that it need not look for the name each time
     * it is asked; 0, or no function: none. */
    uint32_t (*number)(void *context, const char *type, const char *field);
} po_rule_schema;

/* ---- compiling --------------------------------------------------------------------------------
 */

typedef struct po_rule po_rule;             /* one expression */
typedef struct po_rule_scope po_rule_scope; /* the names an expression may use */

/* `over`: the type `this` is of, or NULL: there is no `this`. `schema` may be NULL. Ownership:
 * everything compiled in a scope belongs to `arena` and is never changed afterwards; it may serve
 * many runs. */
po_rule_scope *po_rule_scope_create(po_arena *arena, const char *over,
                                    const po_rule_schema *schema);

/* Adds a `let`: visible to the lets and rules after it. Evaluated when it is first used, once per
 * item. Errors: PO_E_CONFIG, a sentence beginning with "character N:". */
PO_NODISCARD po_status po_rule_let(po_rule_scope *scope, const char *name, const char *expression,
                                   po_error *err);

/* Compiles an expression that must give `wanted` (PO_RULE_ANY: anything). `tolerance` (NULL: none)
 * is canonical decimal text and widens every comparison of numbers in this expression outside
 * conditions; for percentages it is in points. Same errors. */
PO_NODISCARD po_status po_rule_compile(po_rule_scope *scope, const char *expression,
                                       po_rule_type wanted, const char *tolerance,
                                       const po_rule **ret_rule, po_error *err);

po_rule_type po_rule_type_of(const po_rule *rule); /* as far as it is known statically */
size_t po_rule_let_count(const po_rule_scope *scope);
const char *po_rule_let_name(const po_rule_scope *scope, size_t n);

/* ---- evaluating -------------------------------------------------------------------------------
 */

typedef struct po_rule_run po_rule_run; /* one source with the indexes made for it on demand */

/* Ownership: the run owns its memory; texts in results live as long as the run. `source` is
 * borrowed, and so is every rule evaluated: scopes are destroyed after the runs that used them. */
po_rule_run *po_rule_run_create(const po_rule_source *source);
void po_rule_run_destroy(po_rule_run *run); /* accepts NULL */

/* What an expression gave. `known` false: `reason` and `missing` say why
 * ("expenditure_row.total_funds", "facts.el_count", "action where number = row.action"); both are
 * also set for a truth that is unknown. */
typedef struct po_rule_result {
    po_rule_type type;
    bool known;
    po_truth truth;

    po_rule_unit unit;
    /* Percentages in percent. `value` is rounded to two digits more than `decimals`, low and high
     * outwards to nine. */
    po_decimal value, low, high;
    uint8_t decimals; /* as many as the operands were printed with */

    po_date date;
    const char *text; /* text, or a code; for fields as printed */
    const char *canonical; /* of a text: as comparisons see it, which is a field's code where it has one */
    const char *const *codes;
    size_t code_count;
    const void *item;

    po_rule_reason reason;
    const char *missing;

    const char *doubt; /* the first doubt among the operands, or NULL */

    /* Of the first comparison of numbers that failed: the difference of the printed values, and the
     * distance that remains between the two intervals, both >= 0. */
    bool has_gap;
    po_rule_unit gap_unit;
    po_decimal gap, gap_at_least;
    uint8_t gap_decimals;

    const void *origins[PO_RULE_ORIGINS_MAX]; /* the first and the last, in order, each once */
    size_t origin_count;
    size_t
        origin_total; /* uses of places, kept or not; of a value that is used again at most 256 */
} po_rule_result;

/* Evaluates for `item` (NULL where the scope has no `over`). Never fails: what cannot be said is
 * unknown. */
void po_rule_evaluate(po_rule_run *run, const po_rule *rule, const void *item,
                      po_rule_result *ret_result);

/* The nth let of the scope of `rule`, for messages: evaluated, or taken from the evaluation just
 * done. */
void po_rule_evaluate_let(po_rule_run *run, const po_rule *rule, size_t n, const void *item,
                          po_rule_result *ret_result);

/* TRUE or EITHER: nothing shows the opposite. */
bool po_truth_possible(po_truth truth);

const char *
po_rule_reason_name(po_rule_reason reason); /* "absent", "unreadable", "no-record", ... */

#endif
