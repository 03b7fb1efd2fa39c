/* SPDX-License-Identifier: Apache-2.0
 *
 * Totals of expenditures by fund. Exact decimals; an amount that could not be read is counted,
 * never taken for zero. One that its document marks as repeated is left out: it counts where it stands first.
 */
#ifndef PO_MODEL_FUNDS_H
#define PO_MODEL_FUNDS_H

#include "base/decimal.h"
#include "model/model.h"

typedef struct po_fund_total {
    const char *fund;  /* term of the vocabulary fund-source */
    const char *stage; /* term of the vocabulary expenditure-stage: "planned", "estimated-actual" */
    const char *school_year; /* "2025-26", or NULL unknown */
    po_decimal total;
    size_t amounts, unread; /* summed; printed but not readable, or past what a decimal holds */
} po_fund_total;

typedef struct po_fund_totals {
    po_arena *arena;
    PO_LIST(po_fund_total) list; /* in the order of the vocabulary, then stage, then year */
} po_fund_totals;

/* One source's, or with `source` NULL those of all current sources. Different funds, stages and
 * years are never added. */
void po_funds_total(po_arena *arena, const po_model *model, const po_source *source,
                    po_fund_totals *ret_totals);

/* Expenditures by source: for totals of many sources, each without going through all. */
typedef struct po_fund_lines {
    po_arena *arena;
    const po_model *model;
    po_map *by_source;
} po_fund_lines;

po_fund_lines po_fund_lines_collect(po_arena *arena, const po_model *model);

/* As po_funds_total for one source. */
void po_fund_lines_total(const po_fund_lines *lines, const po_source *source, po_fund_totals *ret_totals);

/* Whether `fund` is a part of `broader` (terms of fund-source): money of the one is money of the other. */
bool po_fund_within(const po_model *model, const char *fund, const char *broader);

#endif
