/* SPDX-License-Identifier: Apache-2.0
 *
 * The fewest days for a set of windows with orders. See share.h.
 *
 * Why it is exact. First windows are narrowed until they agree with the orders: what comes before something ends before it, or a day before. Then the first day
 * used can be no later than the least end; taking exactly that day lets the most windows be open, and doing everything that is open and free of
 * undone predecessors leaves less for later and takes nothing away, because successors' windows end later. What remains is the same problem.
 */
#include "timeline/share.h"

typedef struct least_work {
    po_share_window *windows;
    size_t count;
    const po_share_order *orders;
    size_t order_count;
    bool *done, *today;
    int32_t *days;
} least_work;

/* One pass of narrowing; true if anything moved. */
static bool narrow(least_work *work) {
    bool moved = false;
    for (size_t i = 0; i < work->order_count; i++) {
        po_share_window *before = &work->windows[work->orders[i].before], *after = &work->windows[work->orders[i].after];
        int32_t gap = work->orders[i].gap;
        if (before->to > after->to - gap) {
            before->to = after->to - gap;
            moved = true;
        }
        if (after->from < before->from + gap) {
            after->from = before->from + gap;
            moved = true;
        }
    }
    return moved;
}

static bool all_open(const least_work *work) {
    for (size_t i = 0; i < work->count; i++)
        if (work->windows[i].from > work->windows[i].to)
            return false;
    return true;
}

/* A circle of orders would narrow for ever; a window that closed ends it. */
static bool settle(least_work *work) {
    while (narrow(work))
        if (!all_open(work))
            return false;
    return all_open(work);
}

/* All that must come before it was done on an earlier day, or is done today where the order allows that. */
static bool is_free(const least_work *work, size_t n) {
    for (size_t i = 0; i < work->order_count; i++) {
        size_t before = work->orders[i].before;
        bool today = work->today[before] && work->orders[i].gap == 0;
        if (work->orders[i].after == n && !work->done[before] && !today)
            return false;
    }
    return true;
}

/* The least end among what is not done; false if all is. */
static bool next_day(const least_work *work, int32_t *ret_day) {
    bool any = false;
    for (size_t i = 0; i < work->count; i++)
        if (!work->done[i] && (!any || work->windows[i].to < *ret_day)) {
            *ret_day = work->windows[i].to;
            any = true;
        }
    return any;
}

/* All that is open, less what is not free, until nothing more falls out: the most that can be done, and things that want to be on one
 * day with each other stay together. */
static void choose(least_work *work, int32_t day) {
    for (size_t i = 0; i < work->count; i++)
        work->today[i] = !work->done[i] && work->windows[i].from <= day;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < work->count; i++)
            if (work->today[i] && !is_free(work, i)) {
                work->today[i] = false;
                more = true;
            }
    }
}

/* Does what can be done on the day; false if what had to be done could not. */
static bool do_day(least_work *work, int32_t day) {
    choose(work, day);
    for (size_t i = 0; i < work->count; i++)
        if (work->today[i]) {
            work->done[i] = true;
            work->days[i] = day;
        } else if (!work->done[i] && work->windows[i].to <= day) {
            return false;
        }
    return true;
}

size_t po_share_least(po_arena *arena, const po_share_window *windows, size_t count, const po_share_order *orders, size_t order_count,
                      int32_t *ret_days) {
    least_work work = {.windows = PO_NEW_ARRAY(arena, po_share_window, count),
                       .count = count,
                       .orders = orders,
                       .order_count = order_count,
                       .done = PO_NEW_ARRAY(arena, bool, count),
                       .today = PO_NEW_ARRAY(arena, bool, count),
                       .days = ret_days};
    for (size_t i = 0; i < count; i++)
        work.windows[i] = windows[i];
    if (!settle(&work))
        return SIZE_MAX;
    size_t days = 0;
    for (int32_t day = 0; next_day(&work, &day); days++)
        if (!do_day(&work, day))
            return SIZE_MAX;
    return days;
}
