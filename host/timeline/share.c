/* SPDX-License-Identifier: Apache-2.0
 *
 * From a schedule to windows and orders, and from the fewest days back to dates. See share.h.
 *
 * Where regular meetings of the board are known, its days are those meetings; else any working day.
 */
#include "timeline/share.h"

#include <stdlib.h>

#include "base/text.h"
#include "timeline/timeline_parts.h"

/* Days further apart than this are not worth bringing together. */
#define NEAR_DAYS 31

const char *po_decider_name(po_decider decider) {
    static const char *const names[] = {[PO_DECIDES_DISTRICT] = "district", [PO_DECIDES_COUNTY] = "county",
                                        [PO_DECIDES_CDE] = "cde",           [PO_DECIDES_STATE_BOARD] = "state-board",
                                        [PO_DECIDES_LEGISLATURE] = "legislature", [PO_DECIDES_FEDERAL] = "federal"};
    return names[decider];
}

/* Who may change the rule: by what kind of rule it is, and whose. */
static po_decider decider_of(const po_step *step) {
    const char *kind = step->deadline->kind, *authority = step->duty->authority;
    bool county = step->deadline->role && po_text_starts(step->deadline->role, "county");
    if (po_text_equal(kind, "local") || po_text_equal(kind, "practice"))
        return county ? PO_DECIDES_COUNTY : PO_DECIDES_DISTRICT;
    if (po_text_starts(authority, "federal"))
        return PO_DECIDES_FEDERAL;
    if (po_text_equal(authority, "sbe-template") || po_text_equal(authority, "essa-state-plan") || po_text_equal(authority, "state-regulation"))
        return PO_DECIDES_STATE_BOARD;
    return po_text_equal(kind, "statutory") ? PO_DECIDES_LEGISLATURE : PO_DECIDES_CDE;
}

/* ---- which obligations ------------------------------------------------------------------------------------- */

static bool takes_part(const po_obligation *obligation, int school_year) {
    const char *act = obligation->deadline->act;
    po_date day = po_date_add_days(obligation->date, -1);
    return !po_date_none(obligation->date) && !obligation->expected && !obligation->of_school && obligation->deadline->role &&
           obligation->state != PO_STATE_WAIVED && !po_text_equal(obligation->deadline->repeats, "each-event") && (po_text_equal(act, "by") || po_text_equal(act, "on")) &&
           (po_date_school_year(day) == school_year);
}

static const po_body *body_of(const po_timeline *timeline, const char *role) {
    for (size_t i = 0; i < timeline->program_count; i++)
        for (size_t k = 0; k < timeline->programs[i]->bodies.count; k++)
            if (po_text_equal(timeline->programs[i]->bodies.items[k].role, role))
                return &timeline->programs[i]->bodies.items[k];
    return NULL;
}

static po_share_group *group_of(po_arena *arena, const po_schedule *schedule, po_share *share, const char *role) {
    for (size_t i = 0; i < share->groups.count; i++)
        if (po_text_equal(share->groups.items[i].role, role))
            return &share->groups.items[i];
    po_share_group *group = PO_LIST_ADD(arena, &share->groups);
    *group = (po_share_group){.role = role, .body = body_of(schedule->input->timeline, role)};
    return group;
}

static void add_item(po_arena *arena, po_share_group *group, const po_obligation *obligation) {
    bool on = po_text_equal(obligation->deadline->act, "on");
    po_date from = !po_date_none(obligation->opens) ? obligation->opens : po_date_add_days(obligation->date, -PO_SHARE_LEAD_DAYS);
    *PO_LIST_ADD(arena, &group->items) = (po_share_item){
        .obligation = obligation, .from = on ? obligation->date : from, .to = obligation->date, .decider = decider_of(obligation->step)};
}

/* ---- orders -------------------------------------------------------------------------------------------------- */

/* The item of the same plan year whose step this is. */
static size_t item_of(const po_share_group *group, const po_step *step, int plan_year) {
    for (size_t i = 0; i < group->items.count; i++)
        if (group->items.items[i].obligation->step == step && group->items.items[i].obligation->plan_year == plan_year)
            return i;
    return SIZE_MAX;
}

/* A count backward of a day or more puts it on an earlier day than its anchor; one of no days on the same. */
static const po_step *anchor_of(const po_timeline *timeline, const po_obligation *obligation, bool *ret_same_day) {
    const po_moment *moment = po_moment_in_year(obligation->deadline->moment, obligation->plan_year);
    const po_step *anchor = moment->kind == PO_MOMENT_OFFSET && moment->anchor ? po_timeline_step(timeline, moment->anchor) : NULL;
    *ret_same_day = anchor && moment->amount == 0;
    return anchor && moment->amount <= 0 ? anchor : NULL;
}

typedef struct share_orders {
    PO_LIST(po_share_order) list;
    size_t *leader; /* items on one day share their leader */
} share_orders;

/* What an item needs first comes not after it. */
static void find_needs(po_arena *arena, const po_schedule *schedule, const po_share_group *group, size_t n, share_orders *orders) {
    const po_obligation *obligation = group->items.items[n].obligation;
    const po_deadline *deadline = obligation->deadline;
    for (size_t i = 0; i < deadline->need_count; i++) {
        const po_step *need = po_timeline_step(schedule->input->timeline, deadline->needs[i]);
        size_t other = need ? item_of(group, need, obligation->plan_year) : SIZE_MAX;
        if (other != SIZE_MAX && other != n)
            *PO_LIST_ADD(arena, &orders->list) = (po_share_order){.before = other, .after = n};
    }
}

static void find_orders(po_arena *arena, const po_schedule *schedule, const po_share_group *group, share_orders *orders) {
    orders->leader = PO_NEW_ARRAY(arena, size_t, group->items.count);
    for (size_t i = 0; i < group->items.count; i++)
        orders->leader[i] = i;
    for (size_t i = 0; i < group->items.count; i++) {
        bool same_day;
        const po_obligation *obligation = group->items.items[i].obligation;
        const po_step *anchor = anchor_of(schedule->input->timeline, obligation, &same_day);
        size_t other = anchor ? item_of(group, anchor, obligation->plan_year) : SIZE_MAX;
        if (other == SIZE_MAX)
            continue;
        if (same_day)
            orders->leader[i] = other;
        else
            *PO_LIST_ADD(arena, &orders->list) = (po_share_order){.before = i, .after = other, .gap = 1};
    }
    for (size_t i = 0; i < group->items.count; i++)
        find_needs(arena, schedule, group, i, orders);
    for (size_t i = 0; i < orders->list.count; i++) {
        orders->list.items[i].before = orders->leader[orders->list.items[i].before];
        orders->list.items[i].after = orders->leader[orders->list.items[i].after];
    }
}

/* ---- days ---------------------------------------------------------------------------------------------------- */

/* The days that a group can use, from the first window to the last. */
typedef struct share_days {
    PO_LIST(po_date) list;
} share_days;

static bool uses_meetings(const po_schedule *schedule, const po_share_group *group) {
    return po_text_equal(group->role, "governing-board") && po_meetings_known(schedule->facts, group->items.items[0].to);
}

static void find_days(po_arena *arena, const po_schedule *schedule, const po_share_group *group, share_days *days) {
    po_date first = group->items.items[0].from, last = group->items.items[0].to;
    for (size_t i = 1; i < group->items.count; i++) {
        const po_share_item *item = &group->items.items[i];
        first = po_date_compare(item->from, first) < 0 ? item->from : first;
        last = po_date_compare(item->to, last) > 0 ? item->to : last;
    }
    bool meetings = uses_meetings(schedule, group);
    for (po_date day = first; po_date_compare(day, last) <= 0; day = po_date_add_days(day, 1)) {
        bool usable = meetings ? po_date_compare(po_meeting_before(schedule->facts, day), day) == 0 : po_day_working(&schedule->days, day);
        if (usable)
            *PO_LIST_ADD(arena, &days->list) = day;
    }
}

/* A window in numbers of usable days. */
static po_share_window window_of(const share_days *days, const po_share_item *item) {
    po_share_window window = {.from = 0, .to = -1};
    for (size_t i = 0; i < days->list.count; i++) {
        window.from += po_date_compare(days->list.items[i], item->from) < 0;
        window.to += po_date_compare(days->list.items[i], item->to) <= 0;
    }
    return window;
}

/* ---- one group -------------------------------------------------------------------------------------------------- */

static size_t count_days(const po_share_group *group, bool proposed) {
    size_t count = 0;
    for (size_t i = 0; i < group->items.count; i++) {
        const po_share_item *item = &group->items.items[i];
        bool seen = false;
        for (size_t k = 0; k < i && !seen; k++) {
            const po_share_item *other = &group->items.items[k];
            const po_obligation *a = item->obligation, *b = other->obligation;
            po_date left = proposed ? item->proposed : po_date_none(a->working) ? a->date : a->working;
            po_date right = proposed ? other->proposed : po_date_none(b->working) ? b->date : b->working;
            seen = po_date_compare(left, right) == 0;
        }
        count += !seen;
    }
    return count;
}

/* Whether the item must come before one that is proposed for the day: then no rule of its own would bring them together. */
static bool must_precede(const po_share_group *group, const share_orders *orders, size_t n, po_date day) {
    for (size_t i = 0; i < orders->list.count; i++)
        if (orders->list.items[i].before == orders->leader[n] && orders->list.items[i].gap > 0 &&
            po_date_compare(group->items.items[orders->list.items[i].after].proposed, day) <= 0)
            return true;
    return false;
}

/* Items on a day whose own rule keeps them from the neighbouring day within a month. */
static void find_moves(po_arena *arena, po_share_group *group, const share_orders *orders) {
    for (size_t i = 0; i < group->items.count; i++) {
        const po_share_item *item = &group->items.items[i];
        po_date best = {0};
        for (size_t k = 0; k < group->items.count; k++) {
            po_date other = group->items.items[k].proposed;
            int32_t distance = po_date_to_days(other) - po_date_to_days(item->proposed);
            if (distance > 0 && distance <= NEAR_DAYS && po_date_compare(other, item->to) > 0 &&
                (po_date_none(best) || po_date_compare(other, best) < 0))
                best = other;
        }
        if (!po_date_none(best) && !must_precede(group, orders, i, best))
            *PO_LIST_ADD(arena, &group->moves) = (po_share_move){.item = item, .to = best};
    }
}

static void solve(po_arena *arena, const po_schedule *schedule, po_share_group *group) {
    share_orders orders = {0};
    share_days days = {0};
    find_orders(arena, schedule, group, &orders);
    find_days(arena, schedule, group, &days);
    size_t count = group->items.count;
    po_share_window *windows = PO_NEW_ARRAY(arena, po_share_window, count);
    int32_t *found = PO_NEW_ARRAY(arena, int32_t, count);
    for (size_t i = 0; i < count; i++)
        windows[i] = window_of(&days, &group->items.items[orders.leader[i]]); /* with its leader, on whose day it is */
    group->days_least = po_share_least(arena, windows, count, orders.list.items, orders.list.count, found);
    group->days_alone = count_days(group, false);
    for (size_t i = 0; i < count && group->days_least != SIZE_MAX; i++)
        group->items.items[i].proposed = days.list.items[found[orders.leader[i]]];
    if (group->days_least != SIZE_MAX)
        find_moves(arena, group, &orders);
}

/* Those with windows that no usable day meets are left to the findings (TIME-005); the others are still shared. */
static void drop_impossible(po_arena *arena, const po_schedule *schedule, po_share_group *group) {
    share_days days = {0};
    size_t kept = 0;
    find_days(arena, schedule, group, &days);
    for (size_t i = 0; i < group->items.count; i++) {
        po_share_window window = window_of(&days, &group->items.items[i]);
        if (window.from <= window.to)
            group->items.items[kept++] = group->items.items[i];
    }
    group->items.count = kept;
}

void po_share_make(po_arena *arena, const po_schedule *schedule, int school_year, po_share *ret_share) {
    po_share all = {0};
    *ret_share = (po_share){0};
    for (size_t i = 0; i < schedule->list.count; i++) {
        const po_obligation *obligation = &schedule->list.items[i];
        if (takes_part(obligation, school_year))
            add_item(arena, group_of(arena, schedule, &all, obligation->deadline->role), obligation);
    }
    for (size_t i = 0; i < all.groups.count; i++) {
        po_share_group *group = &all.groups.items[i];
        drop_impossible(arena, schedule, group);
        if (group->items.count < 2 || !group->body)
            continue;
        solve(arena, schedule, group);
        *PO_LIST_ADD(arena, &ret_share->groups) = *group;
    }
}
