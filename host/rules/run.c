/* SPDX-License-Identifier: Apache-2.0
 *
 * Runs over one source, and what an evaluation gives out.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/engine.h"

enum { ORIGINS_LAST = 4, ORIGINS_FIRST = PO_RULE_ORIGINS_MAX - ORIGINS_LAST };

po_rule_run *po_rule_run_create(const po_rule_source *source) {
    po_arena *arena = po_arena_create();
    po_rule_run *run = PO_NEW(arena, po_rule_run);
    run->arena = arena;
    run->source = source;
    run->rows = po_map_create(arena);
    run->indexes = po_map_create(arena);
    return run;
}

void po_rule_run_destroy(po_rule_run *run) {
    if (run) {
        po_arena_destroy(run->arena); /* the run stands in it */
    }
}

/* Forgets the lets of another scope or record. */
static void prepare(po_rule_run *run, const po_rule_scope *scope, const void *item) {
    run->trail.count = 0;
    if (run->scope == scope && run->item == item && run->let_capacity >= scope->lets.count) {
        return;
    }
    if (run->let_capacity < scope->lets.count) {
        run->let_capacity = scope->lets.count * 2;
        run->lets = PO_NEW_ARRAY(run->arena, po_let_value, run->let_capacity);
    }
    for (size_t i = 0; i < scope->lets.count; i++) {
        run->lets[i].known = false;
    }
    run->scope = scope;
    run->item = item;
}

/* ---- results ----------------------------------------------------------------------------------
 */

static bool show(po_wide units, po_rule_unit unit, po_rounding rounding, uint8_t decimals,
                 po_decimal *ret) {
    po_decimal shown;
    if (!po_number_show(units, unit, rounding, &shown)) {
        return false;
    }
    /* What a quotient leaves behind the last place that is shown is noise; ends of intervals keep
     * it. */
    if (rounding == PO_ROUND_HALF_UP && shown.scale > decimals + 2) {
        if (!po_decimal_rescale(shown, (uint8_t)(decimals + 2), rounding, &shown)) {
            return false;
        }
        shown = po_decimal_reduce(shown);
    }
    *ret = shown;
    return true;
}

static void give_number(const po_number *number, po_rule_result *result) {
    result->type = PO_RULE_NUMBER;
    result->unit = number->unit;
    result->decimals = number->decimals;
    result->known =
        show(number->middle, number->unit, PO_ROUND_HALF_UP, number->decimals, &result->value) &&
        show(number->low, number->unit, PO_ROUND_FLOOR, number->decimals, &result->low) &&
        show(number->high, number->unit, PO_ROUND_CEILING, number->decimals, &result->high);
    result->reason = result->known ? PO_REASON_NONE : PO_REASON_OVERFLOW;
}

static void give_gap(const po_rule_gap *gap, po_rule_result *result) {
    result->gap_unit = gap->unit;
    result->gap_decimals = gap->decimals;
    result->has_gap =
        show(gap->middle, gap->unit, PO_ROUND_HALF_UP, gap->decimals, &result->gap) &&
        show(gap->least, gap->unit, PO_ROUND_FLOOR, gap->decimals, &result->gap_at_least);
}

static bool is_kept(const void *const *origins, size_t count, const void *origin) {
    for (size_t i = 0; i < count; i++) {
        if (origins[i] == origin) {
            return true;
        }
    }
    return false;
}

/* The first and the last places, each once: of a long sum and what it is compared with, both ends
 * tell more than many rows. */
static void give_origins(const po_origins *trail, po_rule_result *result) {
    const void *last[ORIGINS_LAST] = {NULL};
    size_t last_count = 0;
    size_t from = 0;
    result->origin_total = trail->count;
    for (; from < trail->count && result->origin_count < ORIGINS_FIRST; from++) {
        if (!is_kept(result->origins, result->origin_count, trail->items[from])) {
            result->origins[result->origin_count++] = trail->items[from];
        }
    }
    for (size_t i = trail->count; i-- > from && last_count < ORIGINS_LAST;) {
        if (!is_kept(result->origins, result->origin_count, trail->items[i]) &&
            !is_kept(last, last_count, trail->items[i])) {
            last[last_count++] = trail->items[i];
        }
    }
    while (last_count > 0) {
        result->origins[result->origin_count++] = last[--last_count];
    }
}

static void give_value(const po_rule_value *value, po_rule_result *result) {
    result->known = true;
    result->text = value->printed ? value->printed : value->text;
    switch (value->kind) {
    case PO_VALUE_TRUTH:
        result->type = PO_RULE_TRUTH;
        result->truth = value->truth;
        break;
    case PO_VALUE_NUMBER:
        give_number(&value->number, result);
        break;
    case PO_VALUE_DATE:
        result->type = PO_RULE_DATE;
        result->date = value->date;
        break;
    case PO_VALUE_TEXT:
        result->type = PO_RULE_TEXT;
        result->canonical = value->text;
        break;
    case PO_VALUE_CODES:
        result->type = PO_RULE_CODES;
        result->codes = value->codes;
        result->code_count = value->code_count;
        break;
    case PO_VALUE_ITEM:
        result->type = PO_RULE_ITEM;
        result->item = value->item;
        break;
    case PO_VALUE_UNKNOWN:
    default:
        result->known = false;
    }
}

static void give(po_rule_run *run, po_rule_type type, const po_rule_value *value,
                 po_rule_result *ret_result) {
    po_rule_result result = {
        .type = type, .truth = PO_UNKNOWN, .reason = value->reason, .missing = value->missing};
    give_value(value, &result);
    if (value->kind == PO_VALUE_UNKNOWN) {
        result.reason = value->reason;
    }
    result.doubt = value->doubt;
    if (value->gap) {
        give_gap(value->gap, &result);
    }
    give_origins(&run->trail, &result);
    *ret_result = result;
}

void po_rule_evaluate(po_rule_run *run, const po_rule *rule, const void *item,
                      po_rule_result *ret_result) {
    po_engine engine = {.run = run, .scope = rule->scope};
    po_rule_value value;
    prepare(run, rule->scope, item);
    engine.tolerance = rule->tolerance;
    engine.tolerance_percent = rule->tolerance_percent;
    engine.slots[0] = item;
    po_engine_evaluate(&engine, rule->node, &value);
    give(run, rule->node->type, &value, ret_result);
}

void po_rule_evaluate_let(po_rule_run *run, const po_rule *rule, size_t n, const void *item,
                          po_rule_result *ret_result) {
    po_engine engine = {.run = run, .scope = rule->scope};
    po_rule_value value;
    prepare(run, rule->scope, item);
    engine.slots[0] = item;
    po_engine_let(&engine, n, &value);
    give(run, rule->scope->lets.items[n].node->type, &value, ret_result);
}

bool po_truth_possible(po_truth truth) {
    return truth == PO_TRUE || truth == PO_EITHER;
}

const char *po_rule_reason_name(po_rule_reason reason) {
    static const char *const names[] = {"none", "absent",   "unreadable", "no-record", "several",
                                        "zero", "overflow", "units",      "rounding",  "steps"};
    return names[reason];
}
