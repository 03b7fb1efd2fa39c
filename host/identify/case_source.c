/* SPDX-License-Identifier: Apache-2.0
 *
 * The rows of a case as a source of the rules language: fields become members, truths become 0, 1 or
 * "between 0 and 1". Which field a name means was settled when the rule was compiled (rulebook_compile.c).
 */
#include <stdio.h>

#include "base/text.h"
#include "identify/case.h"
#include "identify/rulebook_parts.h"

/* ---- cells -------------------------------------------------------------------------------------
 */

static const char *small_number(po_arena *arena, int number) {
    static const char *const small[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9"};
    char digits[12];
    size_t at = sizeof digits;
    if (number < 0) {
        return po_arena_printf(arena, "%d", number);
    }
    if (number <= 9) {
        return small[number];
    }
    for (; number > 0; number /= 10) { /* years, by the million: printf costs more than the rule */
        digits[--at] = (char)('0' + number % 10);
    }
    return po_arena_copy(arena, digits + at, sizeof digits - at);
}

static bool give_number(po_arena *arena, int number, po_rule_cell *ret_cell) {
    const char *text = small_number(arena, number);
    *ret_cell = (po_rule_cell){.text = text, .value = text, .hint = PO_HINT_PLAIN};
    return true;
}

static bool give_bounds(po_arena *arena, int low, int high, po_rule_cell *ret_cell) {
    if (low == high) {
        return give_number(arena, low, ret_cell);
    }
    *ret_cell = (po_rule_cell){.low = small_number(arena, low), .high = small_number(arena, high)};
    return true;
}

static bool give_truth(po_arena *arena, po_truth truth, po_rule_cell *ret_cell) {
    return truth == PO_TRUE    ? give_number(arena, 1, ret_cell)
           : truth == PO_FALSE ? give_number(arena, 0, ret_cell)
                               : give_bounds(arena, 0, 1, ret_cell);
}

static bool give_text(const char *text, po_rule_cell *ret_cell) {
    *ret_cell = (po_rule_cell){.text = text, .value = text, .hint = PO_HINT_CODE};
    return text != NULL;
}

/* How many indicators are at the lowest level, at the two lowest, and have a level at all. */
static bool give_count(po_arena *arena, const po_group_case *group, int level,
                       po_rule_cell *ret_cell) {
    int low = 0;
    int high = 0;
    for (size_t i = 0; i < PO_IDENTIFY_INDICATORS_MAX; i++) {
        const po_level *at = &group->levels[i];
        low += at->used && at->high <= level;
        high += at->used && at->low <= level;
    }
    return give_bounds(arena, low, high, ret_cell);
}

static bool group_fixed(const po_case *one, const po_group_case *group, size_t index,
                        po_rule_cell *ret_cell) {
    const po_rulebooks *books = one->evidence->books;
    switch (index) {
    case 0:
        return give_text(books->groups->terms.items[group->group].id, ret_cell);
    case 1:
        return give_number(one->arena, group->year, ret_cell);
    case 2:
        return give_truth(one->arena, group->met, ret_cell);
    case 3:
        return give_truth(one->arena, group->computed, ret_cell);
    case 4:
        return give_truth(one->arena, group->official_known ? group->met : PO_EITHER, ret_cell);
    case 5:
        return give_count(one->arena, group, 2, ret_cell);
    case 6:
        return give_count(one->arena, group, 1, ret_cell);
    case 7:
        return give_count(one->arena, group, 5, ret_cell);
    default:
        return give_number(one->arena, group->prior, ret_cell);
    }
}

static bool group_field(const po_case *one, const po_group_case *group, uint32_t number, po_rule_cell *ret_cell) {
    size_t index = po_field_index(number);
    if (po_field_list(number) == PO_FIELD_FIXED) {
        return group_fixed(one, group, index, ret_cell);
    }
    if (po_field_list(number) == PO_FIELD_VALUE) {
        return give_truth(one->arena, group->values[index], ret_cell);
    }
    const po_level *level = &group->levels[index];
    bool given = give_bounds(one->arena, level->low, level->high, ret_cell);
    ret_cell->origin = level;
    return given;
}

static bool year_fixed(const po_case *one, const po_year_case *year, size_t index,
                       po_rule_cell *ret_cell) {
    po_arena *arena = one->arena;
    switch (index) {
    case 0:
        return give_number(arena, year->year, ret_cell);
    case 1:
        return give_number(arena, year->prior, ret_cell);
    case 2:
        return give_text(one->entity->charter         ? "charter"
                         : one->entity->school        ? "school"
                         : one->entity->county_office ? "county-office"
                                                      : "district",
                         ret_cell);
    case 3:
        return give_bounds(arena, year->groups_low, year->groups_high, ret_cell);
    case 4:
        return give_truth(arena, year->identified, ret_cell);
    case 5:
        return give_truth(arena, year->entered, ret_cell);
    case 6:
        return give_text(year->status ? year->status->id : NULL, ret_cell);
    default:
        return give_truth(arena, year->eligible, ret_cell);
    }
}

/* What a file says without a year, else of this year, else nothing. */
static bool year_fact(const po_case *one, const po_year_case *year, const char *name,
                      po_rule_cell *ret_cell) {
    const po_fact_row *found = NULL;
    for (size_t i = 0; i < one->fact_count; i++) {
        const po_fact_row *fact = &one->facts[i];
        if (po_text_equal(fact->name, name) && (fact->year == 0 || fact->year == year->year)) {
            found = found && found->year != 0 ? found : fact;
        }
    }
    if (found) {
        *ret_cell = (po_rule_cell){.text = found->text, .value = found->value};
    }
    return found != NULL;
}

static bool year_field(const po_case *one, const po_year_case *year, uint32_t number, po_rule_cell *ret_cell) {
    size_t index = po_field_index(number);
    po_field_of list = po_field_list(number);
    return list == PO_FIELD_FIXED   ? year_fixed(one, year, index, ret_cell)
           : list == PO_FIELD_VALUE ? give_truth(one->arena, year->values[index], ret_cell)
                                    : year_fact(one, year, one->identification->facts.items[index], ret_cell);
}

static bool local_field(const po_case *one, const po_local_case *local, uint32_t number, po_rule_cell *ret_cell) {
    switch (po_field_index(number)) {
    case 0:
        return give_number(one->arena, local->priority, ret_cell);
    case 1:
        return give_number(one->arena, local->year, ret_cell);
    default:
        return give_truth(one->arena, local->not_met, ret_cell);
    }
}

static bool rate_field(const po_case *one, const po_rate_case *rate, uint32_t number, po_rule_cell *ret_cell) {
    size_t index = po_field_index(number);
    if (index == 0) {
        return give_text(rate->indicator, ret_cell);
    }
    int32_t given = index == 1 ? rate->year : index == 2 ? rate->numerator : rate->denominator;
    return given >= 0 && give_number(one->arena, given, ret_cell);
}

/* ---- the source --------------------------------------------------------------------------------
 */

/* The number is missing only where an expression does not say which type of row it speaks of. */
static bool read_field(void *context, const void *item, const char *name, uint32_t number, po_rule_cell *ret_cell) {
    static const char *const types[] = {"group", "year", "local", "rate"};
    const po_case *one = context;
    po_case_kind kind = *(const po_case_kind *)item;
    if (number == 0) {
        number = po_field_number(one->evidence->books, one->identification, types[kind], name);
    }
    if (number == 0) {
        return false;
    }
    switch (kind) {
    case PO_CASE_GROUP:
        return group_field(one, item, number, ret_cell);
    case PO_CASE_YEAR:
        return year_field(one, item, number, ret_cell);
    case PO_CASE_LOCAL:
        return local_field(one, item, number, ret_cell);
    case PO_CASE_RATE:
    default:
        return rate_field(one, item, number, ret_cell);
    }
}

static size_t count_items(void *context, const char *type) {
    const po_case *one = context;
    return po_text_equal(type, "group")   ? one->groups.count
           : po_text_equal(type, "year")  ? one->years.count
           : po_text_equal(type, "local") ? one->locals.count
                                          : one->rates.count;
}

static const void *item_at(void *context, const char *type, size_t n) {
    const po_case *one = context;
    if (po_text_equal(type, "group")) {
        return &one->groups.items[n];
    }
    if (po_text_equal(type, "year")) {
        return &one->years.items[n];
    }
    return po_text_equal(type, "local") ? (const void *)&one->locals.items[n]
                                        : (const void *)&one->rates.items[n];
}

void po_case_source(po_case *one) {
    one->source = (po_rule_source){.context = one,
                                   .count = count_items,
                                   .item = item_at,
                                   .field = read_field};
    one->run = po_rule_run_create(&one->source);
}

po_truth po_case_truth(const po_case *one, const po_rule *rule, const void *item) {
    po_rule_result result;
    po_rule_evaluate(one->run, rule, item, &result);
    return result.truth == PO_UNKNOWN ? PO_EITHER : result.truth;
}
