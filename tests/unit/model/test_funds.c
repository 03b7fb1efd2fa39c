/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "model/funds.h"
#include "support.h"

static void spend(po_model *model, po_source *source, const char *key, const char *fund,
                  const char *stage, const char *year, const char *amount) {
    po_entity *expenditure = made(model, "expenditure", source, key);
    set_text(model, expenditure, "fund", fund, fund);
    set_text(model, expenditure, "stage", stage, stage);
    if (year)
        set_text(model, expenditure, "school_year", year, year);
    set_text(model, expenditure, "amount", amount ? amount : "about ten", amount);
}

static void expect(const po_fund_total *total, const char *fund, const char *stage, const char *sum,
                   size_t amounts, size_t unread) {
    char text[PO_DECIMAL_TEXT_MAX];
    cr_assert_str_eq(total->fund, fund);
    cr_assert_str_eq(total->stage, stage);
    cr_assert_str_eq(po_decimal_format(total->total, text), sum);
    cr_assert_eq(total->amounts, amounts);
    cr_assert_eq(total->unread, unread);
}

Test(funds, totals_by_fund_stage_and_year) {
    po_arena *arena = po_arena_create();
    po_model *model = po_model_create(made_schema(arena));
    po_source *current = made_source(model, "a"), *draft = made_source(model, "b");
    draft->state = PO_SOURCE_SUPERSEDED;
    spend(model, current, "1", "federal", "planned", "2025-26", "40");
    spend(model, current, "2", "lcff", "planned", "2025-26", "0.10");
    spend(model, current, "3", "lcff", "planned", "2025-26", "0.2");
    spend(model, current, "4", "lcff", "planned", "2025-26", NULL);
    spend(model, current, "5", "lcff", "planned", "2024-25", "9");
    spend(model, current, "6", "lcff", "actual", "2025-26", "9");
    spend(model, current, "7", "lcff", "planned", NULL, "3");
    spend(model, draft, "8", "lcff", "planned", "2025-26", "1000");
    spend(model, current, "9", "moon", "planned", "2025-26", "5");
    made(model, "expenditure", current, "empty");
    po_fund_totals totals;
    po_funds_total(arena, model, NULL, &totals);
    cr_assert_eq(totals.list.count, 6u);
    expect(&totals.list.items[0], "lcff", "actual", "9", 1, 0);
    expect(&totals.list.items[1], "lcff", "planned", "3", 1, 0);
    cr_assert_null(totals.list.items[1].school_year);
    expect(&totals.list.items[2], "lcff", "planned", "9", 1, 0);
    expect(&totals.list.items[3], "lcff", "planned", "0.30", 2, 1);
    expect(&totals.list.items[4], "federal", "planned", "40", 1, 0);
    expect(&totals.list.items[5], "moon", "planned", "5", 1, 0);
    po_funds_total(arena, model, draft, &totals);
    cr_assert_eq(totals.list.count, 1u);
    expect(&totals.list.items[0], "lcff", "planned", "1000", 1, 0);
    const po_fund_lines lines = po_fund_lines_collect(arena, model);
    po_fund_lines_total(&lines, draft, &totals);
    cr_assert_eq(totals.list.count, 1u);
    expect(&totals.list.items[0], "lcff", "planned", "1000", 1, 0);
    po_fund_lines_total(&lines, current, &totals);
    cr_assert_eq(totals.list.count, 6u);
    po_model_destroy(model);
    po_arena_destroy(arena);
}
