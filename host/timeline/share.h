/* SPDX-License-Identifier: Apache-2.0
 *
 * The shared timeline: what one body or office can do together. Every obligation has a window of days; those of one body (a board, a council) can
 * stand on one agenda, those of one office can be collected on one day. The fewest days that meet every window are worked out exactly.
 *
 * Never together: what must be on different days (the hearing and the adoption). Always together: what must be on one day (local indicators and
 * the adoption). Only for the same body, and only where a program file says what permits it (<bodies>).
 */
#ifndef PO_TIMELINE_SHARE_H
#define PO_TIMELINE_SHARE_H

#include "timeline/timeline.h"

/* An obligation that names no first day can be taken up so many days before its last: a season's quarter. A practice, not a rule. */
#define PO_SHARE_LEAD_DAYS 92

/* ---- the problem, in numbers ------------------------------------------------------------------------------ */

typedef struct po_share_window {
    int32_t from, to; /* both included */
} po_share_window;

typedef struct po_share_order {
    size_t before, after;
    int32_t gap; /* 1: `before` on an earlier day than `after`; 0: not on a later one */
} po_share_order;

/* The fewest days, one of which lies in each window, such that all orders hold. `ret_days`: the day of each. Exact: on the earliest day by which
 * anything must be done, everything that can be done is done. O(n * (n + orders)). Returns the number of days, or SIZE_MAX if there is no
 * solution (an empty window, orders in a circle or without room). */
size_t po_share_least(po_arena *arena, const po_share_window *windows, size_t count, const po_share_order *orders, size_t order_count,
                      int32_t *ret_days);

/* ---- one LEA ------------------------------------------------------------------------------------------------ */

/* Who may move a date: its window, or the rule itself. */
typedef enum po_decider {
    PO_DECIDES_DISTRICT,
    PO_DECIDES_COUNTY,
    PO_DECIDES_CDE,
    PO_DECIDES_STATE_BOARD,
    PO_DECIDES_LEGISLATURE,
    PO_DECIDES_FEDERAL
} po_decider;
const char *po_decider_name(po_decider decider); /* "district", "county", "cde", "state-board", "legislature", "federal" */

typedef struct po_share_item {
    const po_obligation *obligation;
    po_date from, to, proposed;
    po_decider decider; /* of the rule, should it be moved */
} po_share_item;

/* Two proposed days of one body at most a month apart, and the rule that keeps them apart. */
typedef struct po_share_move {
    const po_share_item *item;
    po_date to; /* the neighbouring day on which it could be if its rule allowed */
} po_share_move;

typedef struct po_share_group {
    const char *role;
    const po_body *body; /* one that does not meet is an office: its days are collection dates */
    PO_LIST(po_share_item) items;
    PO_LIST(po_share_move) moves;
    size_t days_alone; /* if each were done on its own (working) date */
    size_t days_least; /* SIZE_MAX: there is no solution */
} po_share_group;

typedef struct po_share {
    PO_LIST(po_share_group) groups; /* by role, in the order of first dates; those with fewer than two items, or that no program file
                                       permits to be shared, are left out */
} po_share;

/* Over the obligations whose date lies in the school year. Belongs to `arena`; the schedule is borrowed. */
void po_share_make(po_arena *arena, const po_schedule *schedule, int school_year, po_share *ret_share);

#endif
