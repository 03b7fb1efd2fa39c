/* SPDX-License-Identifier: Apache-2.0
 *
 * n_of_last: whether something held in at least n of the last m years that were published. Years
 * for which there are no data are skipped, as the state skips a Dashboard that did not appear; data
 * that cannot be read are not skipped.
 */
#include "rules/fold.h"

enum { YEARS_MAX = 32 }; /* of these the latest count; they stand on the stack */

/* What one published year says. */
typedef struct year_truth {
    int64_t year;
    po_rule_value value;
} year_truth;

/* Invariant: latest first. */
typedef struct year_list {
    po_fold_state fold;
    year_truth years[YEARS_MAX];
    size_t count;
    po_rule_value trouble; /* a row whose year is not readable */
    bool troubled;
} year_list;

static bool not_published(const po_rule_value *value) {
    return value->kind == PO_VALUE_UNKNOWN &&
           (value->reason == PO_REASON_ABSENT || value->reason == PO_REASON_NO_RECORD);
}

/* The whole number an argument is; n and m are small. */
static int64_t whole(const po_rule_value *value) {
    return value->kind == PO_VALUE_NUMBER
               ? (int64_t)(value->number.middle / po_wide_power(PO_NUMBER_SCALE))
               : 0;
}

static int64_t argument(po_engine *engine, const po_node *node) {
    po_rule_value value;
    po_engine_evaluate(engine, node, &value);
    po_value_to(engine, PO_VALUE_NUMBER, node, &value);
    return whole(&value);
}

/* Counts over the latest `m` years. */
static void decide(const po_rule_value *const *latest, size_t count, int64_t n,
                   po_rule_value *ret_value) {
    int64_t sure = 0;
    int64_t open = 0;
    const po_rule_value *unknown = NULL;
    const char *doubt = NULL;
    for (size_t i = 0; i < count; i++) {
        po_truth truth = po_value_truth_of(latest[i]);
        sure += truth == PO_TRUE;
        open += truth == PO_EITHER || truth == PO_UNKNOWN;
        unknown = truth == PO_UNKNOWN && !unknown ? latest[i] : unknown;
        doubt = doubt ? doubt : latest[i]->doubt;
    }
    if (sure >= n || sure + open < n) {
        *ret_value = po_value_truth(sure >= n ? PO_TRUE : PO_FALSE);
    } else {
        *ret_value = unknown ? *unknown : po_value_truth(PO_EITHER);
    }
    ret_value->doubt = doubt;
    ret_value->gap = NULL;
}

/* ---- over a range -----------------------------------------------------------------------------
 */

/* A year as a number, a school year or a date. */
static bool year_of(const po_rule_value *value, int64_t *ret_year) {
    if (value->kind == PO_VALUE_DATE) {
        *ret_year = value->date.year;
        return true;
    }
    *ret_year = value->kind == PO_VALUE_TEXT ? po_school_year_parse(value->text) : 0;
    return *ret_year != 0;
}

static bool read_year(po_engine *engine, const po_node *node, po_rule_value *value,
                      int64_t *ret_year) {
    po_engine_evaluate(engine, node, value);
    if (year_of(value, ret_year)) {
        return true;
    }
    po_value_to(engine, PO_VALUE_NUMBER, node, value);
    *ret_year = whole(value);
    return value->kind == PO_VALUE_NUMBER;
}

/* Where the year stands or belongs; the oldest falls off when all places are taken. */
static year_truth *place_of(year_list *list, int64_t year) {
    size_t at = 0;
    while (at < list->count && list->years[at].year > year) {
        at++;
    }
    if (at < list->count && list->years[at].year == year) {
        return &list->years[at];
    }
    if (at == YEARS_MAX) {
        return NULL;
    }
    list->count += list->count < YEARS_MAX;
    for (size_t i = list->count - 1; i > at; i--) {
        list->years[i] = list->years[i - 1];
    }
    list->years[at] = (year_truth){.year = year, .value = po_value_truth(PO_FALSE)};
    return &list->years[at];
}

static void trouble(year_list *list, const po_rule_value *value) {
    list->trouble = list->troubled ? list->trouble : *value;
    list->troubled = true;
}

/* Reads the condition and the year of one row. */
static bool take_year(po_fold_state *fold, const void *item) {
    year_list *list = (year_list *)fold; /* its first member */
    po_engine *engine = fold->engine;
    const po_range *range = fold->node->range;
    po_rule_value membership = po_value_truth(PO_TRUE);
    po_rule_value value;
    int64_t year;
    engine->slots[range->slot] = item;
    if (range->condition) {
        size_t mark = engine->run->trail.count;
        po_engine_evaluate(engine, range->condition, &membership);
        po_value_to(engine, PO_VALUE_TRUTH, range->condition, &membership);
        engine->run->trail.count = mark;
    }
    if (po_value_truth_of(&membership) == PO_FALSE) {
        return true;
    }
    if (!read_year(engine, range->by, &value, &year)) {
        trouble(list, &value);
        return true;
    }
    po_engine_evaluate(engine, range->expression, &value);
    po_value_to(engine, PO_VALUE_TRUTH, range->expression, &value);
    year_truth *place = not_published(&value) ? NULL : place_of(list, year);
    if (place) {
        po_value_and(&membership, &value);
        po_value_or(&place->value, &membership);
    }
    return true;
}

void po_fold_years(po_engine *engine, const po_node *node, const po_rows *rows,
                   po_rule_value *ret_value) {
    int64_t n = argument(engine, node->children[0]);
    int64_t m = argument(engine, node->children[1]);
    year_list list;
    const po_rule_value *latest[YEARS_MAX];
    list.count = 0;
    list.troubled = false;
    list.trouble = (po_rule_value){0};
    list.fold = (po_fold_state){.engine = engine, .node = node, .begin = engine->run->trail.count};
    po_fold_rows(&list.fold, rows, take_year);
    if (list.troubled || list.count == 0) {
        *ret_value = list.troubled ? list.trouble
                                   : po_value_unknown(PO_REASON_NO_RECORD, node->range->described);
        return;
    }
    size_t count = list.count < (size_t)m ? list.count : (size_t)m;
    for (size_t i = 0; i < count; i++) {
        latest[i] = &list.years[i].value;
    }
    decide(latest, count, n, ret_value);
}

/* ---- over a list ------------------------------------------------------------------------------
 */

void po_fold_list_of_years(po_engine *engine, const po_node *node, po_rule_value *ret_value) {
    int64_t n = argument(engine, node->children[0]);
    int64_t m = argument(engine, node->children[1]);
    po_rule_value values[YEARS_MAX];
    const po_rule_value *latest[YEARS_MAX];
    size_t count = 0;
    for (size_t i = node->child_count; i-- > 2 && count < (size_t)m && count < YEARS_MAX;) {
        po_engine_evaluate(engine, node->children[i], &values[count]);
        po_value_to(engine, PO_VALUE_TRUTH, node->children[i], &values[count]);
        if (!not_published(&values[count])) {
            latest[count] = &values[count];
            count++;
        }
    }
    if (count == 0) {
        *ret_value = po_value_unknown(PO_REASON_ABSENT, po_node_name(engine, node));
        return;
    }
    decide(latest, count, n, ret_value);
}
