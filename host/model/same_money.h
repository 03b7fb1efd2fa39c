/* SPDX-License-Identifier: Apache-2.0
 *
 * The same money in two documents: an expenditure that stands in the district's plan and in a school's is one expenditure, shown once with both
 * places and counted once.
 *
 * Equal amounts are common, so an amount alone proves nothing. Two amounts are called the same only if they are for the same year and stage,
 * from the same fund (or one names the fund and the other its kind), at the same place, for an action in the same words or named by its
 * number, and if no third could be meant. Where the place, the fund or the words leave it open, both stay and it is said that they may be the
 * same. An amount may be one line, or the sum of an action's lines of one fund.
 *
 * Amounts of two different schools are never the same. No program is known here by name.
 */
#ifndef PO_MODEL_SAME_MONEY_H
#define PO_MODEL_SAME_MONEY_H

#include "base/decimal.h"
#include "model/model.h"

/* An amount of an action: one line, or all its lines of one fund together. */
typedef struct po_money {
    const po_entity *action, *site; /* site NULL: the agency as a whole */
    const char *fund, *stage, *school_year; /* terms; fund NULL: not read */
    po_decimal amount;
    const po_entity *const *parts; /* the expenditures */
    size_t part_count;
} po_money;

typedef struct po_same_money {
    const char *id;
    const po_money *first, *second; /* first: the LEA's own plan, else the one whose source comes first */
    bool sure;                      /* false: may be the same, both are counted */
    bool by_number;                 /* one action names the other's number; else by their words */
} po_same_money;

/* A fund's total over all documents that count, each amount once. */
typedef struct po_fund_once {
    const char *fund, *stage, *school_year; /* as in po_fund_total */
    po_decimal stated, repeated, total;     /* as printed in all documents; of it a second time; what is left */
    bool marked;                            /* some were left out because the document itself marks them as repeated */
} po_fund_once;

typedef struct po_shared_money {
    PO_LIST(po_same_money) list;   /* in the order of the first documents */
    PO_LIST(po_fund_once) by_fund; /* in the order of the vocabulary, then stage, then year; amounts that could not be read are left out */
} po_shared_money;

/* More amounts than this that are equal say nothing, and are not looked at. */
#define PO_SAME_MONEY_MAX 48

/* Everything belongs to `arena`; the model must outlive it. */
void po_same_money_find(po_arena *arena, const po_model *model, po_shared_money *ret_shared);

#endif
