/* SPDX-License-Identifier: Apache-2.0
 *
 * Money: by fund for each document with a chart, last year's actions as planned and as estimated, and the sums that
 * the documents print themselves. Totals of two documents are never added: the same dollar may stand in both.
 */
#include "base/text.h"
#include "emit/plan_view_parts.h"
#include "emit/svg.h"

#define BARS_MAX 24

typedef struct fund_chart {
    const po_source *source;
    const char *stage, *year;
    po_svg_bar bars[BARS_MAX];
    size_t count;
} fund_chart;

static bool same_chart(const fund_chart *chart, const po_plan_fund *fund) {
    return chart->source == fund->source && po_text_equal(chart->stage, fund->total.stage) &&
           po_text_equal(chart->year, fund->total.school_year);
}

/* "LCFF: $1; Federal: $2": the chart for those who do not see it. */
static const char *describe(po_arena *arena, const fund_chart *chart) {
    po_buffer out = {0};
    for (size_t i = 0; i < chart->count; i++) {
        po_buffer_printf(&out, "%s%s: %s", i ? "; " : "", chart->bars[i].label,
                         chart->bars[i].shown);
    }
    const char *text = po_arena_dup(arena, po_buffer_text(&out));
    po_buffer_finish(&out);
    return text;
}

static void add_svg(po_view *view, cJSON *item, const fund_chart *chart, const char *title) {
    po_buffer out = {0};
    const char *parts[] = {"chart", chart->source->id, chart->stage, chart->year};
    char hash[PO_ID_TEXT_MAX];
    po_id_make(parts, sizeof parts / sizeof *parts, hash);
    const char *id = po_arena_printf(view->arena, "chart-%s", hash);
    po_svg_bars(&out, id, title, describe(view->arena, chart), chart->bars, chart->count);
    po_view_text(item, "svg", po_buffer_text(&out));
    po_buffer_finish(&out);
}

static const char *chart_title(const po_view *view, const fund_chart *chart) {
    const char *stage = po_plan_term(view->input->model, "expenditure-stage", chart->stage);
    return PO_SAY(view, "money.chart", "document", po_view_source_title(view, chart->source),
                  "stage", stage ? stage : PO_SAY(view, "money.stage_unknown"), "year",
                  chart->year ? chart->year : PO_SAY(view, "money.year_unknown"));
}

static void add_bar(po_view *view, cJSON *rows, fund_chart *chart, const po_plan_fund *fund) {
    const char *label = po_plan_term(view->input->model, "fund-source", fund->total.fund);
    const char *shown = po_view_money(view->arena, fund->total.total);
    cJSON *row = po_view_item(rows);
    po_view_text(row, "id", fund->id);
    po_view_text(row, "fund", label ? label : PO_SAY(view, "money.fund_unknown"));
    po_view_text(row, "amount", shown);
    po_view_count(row, "amounts", fund->total.amounts);
    po_view_text(row, "unread",
                 fund->total.unread == 0
                     ? NULL
                     : PO_SAY(view, "money.unread", "count",
                              po_arena_printf(view->arena, "%zu", fund->total.unread)));
    if (chart->count < BARS_MAX) {
        chart->bars[chart->count++] =
            (po_svg_bar){label ? label : PO_SAY(view, "money.fund_unknown"), shown,
                         fund->total.total, NULL};
    }
}

/* Is fund `a` a part of fund `b`? Then their totals may not be added. */
static bool is_within(const po_view *view, const char *a, const char *b) {
    const po_vocabulary *funds = po_schema_vocabulary(view->input->model->schema, "fund-source");
    const po_term *term = funds && a ? po_vocabulary_find(funds, a) : NULL;
    for (int depth = 0; term && term->broader && depth < 8; depth++) {
        if (po_text_equal(term->broader, b)) {
            return true;
        }
        term = po_vocabulary_find(funds, term->broader);
    }
    return false;
}

/* The sum of the funds from `first` on, `count` of them; NULL where one lies in another or it does not fit. */
static const char *sum_funds(const po_view *view, const po_plan_fund *first, size_t count) {
    po_decimal total = po_decimal_of(0, 2);
    for (size_t i = 0; i < count; i++) {
        po_decimal sum;
        for (size_t k = 0; k < count; k++) {
            if (is_within(view, first[i].total.fund, first[k].total.fund)) {
                return NULL;
            }
        }
        if (!po_decimal_add(total, first[i].total.total, &sum)) {
            return NULL;
        }
        total = sum;
    }
    return po_view_money(view->arena, total);
}

static void add_charts(po_view *view, cJSON *root) {
    cJSON *list = cJSON_AddArrayToObject(root, "charts");
    const po_plan_facts *facts = view->facts;
    for (size_t i = 0; i < facts->funds.count;) {
        const po_plan_fund *first = &facts->funds.items[i];
        fund_chart chart = {.source = first->source, .stage = first->total.stage,
                            .year = first->total.school_year};
        cJSON *item = po_view_item(list);
        cJSON *rows = cJSON_AddArrayToObject(item, "rows");
        for (; i < facts->funds.count && same_chart(&chart, &facts->funds.items[i]); i++) {
            add_bar(view, rows, &chart, &facts->funds.items[i]);
        }
        const char *title = chart_title(view, &chart);
        po_view_text(item, "title", title);
        po_view_text(item, "total",
                     sum_funds(view, first, (size_t)(&facts->funds.items[i] - first)));
        add_svg(view, item, &chart, title);
    }
}

/* ---- last year's actions, printed figures ------------------------------------------------------ */

static void add_table(po_view *view, cJSON *root, const char *name, const char *type,
                      const char *const *fields, size_t field_count) {
    po_ordered_entities all = po_order_entities(view->arena, view->input->model, type);
    cJSON *list = cJSON_AddArrayToObject(root, name);
    cJSON *rows = NULL;
    const po_source *source = NULL;
    for (size_t i = 0; i < all.count; i++) {
        const po_entity *entity = all.items[i];
        if (!po_plan_view_printed(entity)) {
            continue;
        }
        if (!rows || entity->source != source) {
            cJSON *table = po_view_item(list);
            source = entity->source;
            po_plan_view_source_link(view, table, "source", source);
            rows = cJSON_AddArrayToObject(table, "rows");
        }
        cJSON *row = po_view_item(rows);
        po_view_text(row, "id", entity->id);
        po_view_text(row, "code", entity->code);
        for (size_t f = 0; f < field_count; f++) {
            po_view_value(view, row, fields[f], entity, fields[f]);
        }
        po_view_doubts(view, row, entity, NULL);
    }
    po_view_flag(root, po_arena_printf(view->arena, "any_%s", name), rows != NULL);
}

void po_plan_view_money(po_view *view, cJSON *root) {
    static const char *const updates[] = {"number", "title", "school_year", "planned_total",
                                          "estimated_total"};
    static const char *const figures[] = {"figure", "fund",  "scope",      "table",
                                          "amount", "percent", "school_year"};
    add_charts(view, root);
    add_table(view, root, "updates", "action-update", updates, sizeof updates / sizeof *updates);
    add_table(view, root, "printed", "fund", figures, sizeof figures / sizeof *figures);
    po_view_flag(root, "any_money", view->facts->funds.count > 0);
}
