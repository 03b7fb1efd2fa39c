/* SPDX-License-Identifier: Apache-2.0
 *
 * Adding up expenditures. See funds.h.
 */
#include "model/funds.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const char *value_of(const po_entity *entity, const char *field) {
    const char *value = po_entity_value(entity, field);
    return value ? value : "";
}

static po_fund_total *total_for(po_fund_totals *totals, po_map *known,
                                const po_entity *expenditure) {
    const char *fund = value_of(expenditure, "fund"), *stage = value_of(expenditure, "stage");
    const char *year = po_entity_value(expenditure, "school_year");
    const char *key = po_arena_printf(totals->arena, "%s %s %s", fund, stage, year ? year : "");
    const char *index = po_map_get(known, key);
    if (index)
        return &totals->list.items[strtoul(index, NULL, 10)];
    po_map_set(known, key, po_arena_printf(totals->arena, "%zu", totals->list.count));
    po_fund_total *total = PO_LIST_ADD(totals->arena, &totals->list);
    total->fund = po_arena_dup(totals->arena, fund);
    total->stage = po_arena_dup(totals->arena, stage);
    total->school_year = po_arena_dup(totals->arena, year);
    return total;
}

static void add_amount(po_fund_total *total, const po_value *amount) {
    po_decimal value, sum;
    if (amount->value && po_decimal_parse(amount->value, &value) &&
        po_decimal_add(total->total, value, &sum)) {
        total->total = sum;
        total->amounts++;
    } else {
        total->unread++;
    }
}

/* Where a term stands in its vocabulary; unknown terms last. */
static size_t term_rank(const po_vocabulary *vocabulary, const char *id) {
    for (size_t i = 0; vocabulary && i < vocabulary->terms.count; i++)
        if (po_text_equal(vocabulary->terms.items[i].id, id))
            return i;
    return SIZE_MAX;
}

static bool comes_after(const po_model *model, const po_fund_total *a, const po_fund_total *b) {
    const po_vocabulary *funds = po_schema_vocabulary(model->schema, "fund-source");
    size_t rank_a = term_rank(funds, a->fund), rank_b = term_rank(funds, b->fund);
    if (rank_a != rank_b)
        return rank_a > rank_b;
    int stage = strcmp(a->stage, b->stage);
    if (stage != 0)
        return stage > 0;
    return strcmp(a->school_year ? a->school_year : "", b->school_year ? b->school_year : "") > 0;
}

/* Few totals: by insertion. */
static void sort_totals(const po_model *model, po_fund_totals *totals) {
    for (size_t i = 1; i < totals->list.count; i++) {
        po_fund_total moving = totals->list.items[i];
        size_t at = i;
        while (at > 0 && comes_after(model, &totals->list.items[at - 1], &moving)) {
            totals->list.items[at] = totals->list.items[at - 1];
            at--;
        }
        totals->list.items[at] = moving;
    }
}

/* What the lines of one source are kept in. */
typedef struct po_fund_line_list {
    PO_LIST(const po_entity *) list;
} po_fund_line_list;

static const char *source_key(const po_source *source) {
    return source && source->id ? source->id : "";
}

po_fund_lines po_fund_lines_collect(po_arena *arena, const po_model *model) {
    po_fund_lines lines = {arena, model, po_map_create(arena)};
    const po_entity *expenditure;
    for (size_t i = 0; (expenditure = po_model_nth(model, "expenditure", i)); i++) {
        const char *key = source_key(expenditure->source);
        po_fund_line_list *list = po_map_get(lines.by_source, key);
        if (!list) {
            list = PO_NEW(arena, po_fund_line_list);
            po_map_set(lines.by_source, key, list);
        }
        *PO_LIST_ADD(arena, &list->list) = expenditure;
    }
    return lines;
}

static void add_line(po_fund_totals *totals, po_map *known, const po_entity *expenditure) {
    const po_value *amount = po_entity_get(expenditure, "amount");
    bool repeated = po_entity_get(expenditure, "mark") != NULL; /* the document says that it counts elsewhere */
    if (amount && !repeated)
        add_amount(total_for(totals, known, expenditure), amount);
}

void po_fund_lines_total(const po_fund_lines *lines, const po_source *source, po_fund_totals *ret_totals) {
    *ret_totals = (po_fund_totals){.arena = lines->arena};
    po_map *known = po_map_create(lines->arena);
    const po_fund_line_list *list = po_map_get(lines->by_source, source_key(source));
    for (size_t i = 0; list && i < list->list.count; i++)
        if (list->list.items[i]->source == source)
            add_line(ret_totals, known, list->list.items[i]);
    sort_totals(lines->model, ret_totals);
}

void po_funds_total(po_arena *arena, const po_model *model, const po_source *source,
                    po_fund_totals *ret_totals) {
    *ret_totals = (po_fund_totals){.arena = arena};
    po_map *known = po_map_create(arena);
    const po_entity *expenditure;
    for (size_t i = 0; (expenditure = po_model_nth(model, "expenditure", i)); i++)
        if (source ? expenditure->source == source : po_entity_current(expenditure))
            add_line(ret_totals, known, expenditure);
    sort_totals(model, ret_totals);
}

bool po_fund_within(const po_model *model, const char *fund, const char *broader) {
    enum { STEPS_MAX = 8 };
    const po_vocabulary *funds = po_schema_vocabulary(model->schema, "fund-source");
    const po_term *term = funds && fund ? po_vocabulary_find(funds, fund) : NULL;
    for (int steps = 0; term && term->broader && steps < STEPS_MAX; steps++) {
        if (po_text_equal(term->broader, broader))
            return true;
        term = po_vocabulary_find(funds, term->broader);
    }
    return false;
}
