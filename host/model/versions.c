/* SPDX-License-Identifier: Apache-2.0
 *
 * Which version of a plan counts. See versions.h for the rule.
 */
#include "model/versions.h"

#include <stdlib.h>
#include <string.h>

static int compare_text(const char *a, const char *b) {
    return strcmp(a ? a : "", b ? b : "");
}

/* Higher is nearer to being the plan. */
static int stage(const po_source *source) {
    static const struct {
        const char *version;
        int stage;
    } STAGES[] = {{"adopted", 4}, {"hearing draft", 2}, {"draft", 1}};
    if (!source->version)
        return 3;
    for (size_t i = 0; i < sizeof STAGES / sizeof *STAGES; i++)
        if (strcmp(source->version, STAGES[i].version) == 0)
            return STAGES[i].stage;
    return 0;
}

static int compare_plan(const po_source *a, const po_source *b) {
    int order = compare_text(a->program, b->program);
    if (order == 0)
        order = compare_text(a->cds, b->cds);
    return order != 0 ? order : a->plan_year - b->plan_year;
}

/* By plan; within a plan copies stand together, and the copy that stays is the one whose name sorts first. */
static int compare_sources(const void *left, const void *right) {
    const po_source *a = *(po_source *const *)left, *b = *(po_source *const *)right;
    int order = compare_plan(a, b);
    if (order == 0)
        order = compare_text(a->sha256, b->sha256);
    return order != 0 ? order : compare_text(a->name, b->name);
}

int po_versions_newest_year(po_source *const *sources, size_t count) {
    int newest = 0;
    for (size_t i = 0; i < count; i++)
        if (sources[i]->plan_year > newest)
            newest = sources[i]->plan_year;
    return newest;
}

static void mark_copies(po_source **plan, size_t count) {
    for (size_t i = 1; i < count; i++) {
        if (!plan[i]->sha256 || compare_text(plan[i]->sha256, plan[i - 1]->sha256) != 0)
            continue;
        plan[i]->state = PO_SOURCE_COPY;
        plan[i]->superseded_by =
            plan[i - 1]->state == PO_SOURCE_COPY ? plan[i - 1]->superseded_by : plan[i - 1];
    }
}

/* > 0 if `a` stands before `b` by rules 3 and 4, 0 if it cannot be told. */
static int compare_rank(const po_source *a, const po_source *b) {
    if (stage(a) != stage(b))
        return stage(a) - stage(b);
    if (po_date_none(a->adopted) || po_date_none(b->adopted))
        return 0;
    return po_date_compare(a->adopted, b->adopted);
}

/* One plan's versions: the best counts if it is the only best. */
static void decide_plan(po_source **plan, size_t count) {
    mark_copies(plan, count);
    po_source *best = NULL;
    bool tied = false;
    for (size_t i = 0; i < count; i++) {
        if (plan[i]->state == PO_SOURCE_COPY)
            continue;
        int order = best ? compare_rank(plan[i], best) : 1;
        if (order > 0)
            best = plan[i];
        tied = order > 0 ? false : (order == 0 || tied);
    }
    for (size_t i = 0; i < count; i++) {
        if (plan[i]->state == PO_SOURCE_COPY || plan[i] == best)
            continue;
        bool candidate = tied && compare_rank(plan[i], best) == 0;
        plan[i]->state = candidate ? PO_SOURCE_UNDECIDED : PO_SOURCE_SUPERSEDED;
        plan[i]->superseded_by = tied ? NULL : best;
    }
    if (best && tied)
        best->state = PO_SOURCE_UNDECIDED;
}

/* Rule 2: a document without a year beside others of its program and place cannot be placed. */
static void decide_years(po_source **group, size_t count, int plan_year) {
    bool several = po_versions_newest_year(group, count) > 0;
    for (size_t i = 0; i < count; i++) {
        po_source *source = group[i];
        if (source->state == PO_SOURCE_COPY || plan_year == 0 || source->plan_year == plan_year)
            continue;
        if (source->plan_year != 0)
            source->state = PO_SOURCE_OTHER_YEAR;
        else if (several)
            source->state = PO_SOURCE_UNDECIDED;
    }
}

static size_t run_length(po_source **from, size_t count, bool with_year) {
    size_t length = 1;
    while (length < count && compare_text(from[0]->program, from[length]->program) == 0 &&
           compare_text(from[0]->cds, from[length]->cds) == 0 &&
           (!with_year || from[0]->plan_year == from[length]->plan_year))
        length++;
    return length;
}

/* The sources that are plans, or those that are data, all current so far, in the order of compare_sources. */
static size_t pick(po_source *const *sources, size_t count, bool data, po_source **ret_picked) {
    size_t picked = 0;
    for (size_t i = 0; i < count; i++) {
        if (sources[i]->data != data)
            continue;
        ret_picked[picked] = sources[i];
        ret_picked[picked]->state = PO_SOURCE_CURRENT;
        ret_picked[picked++]->superseded_by = NULL;
    }
    if (picked > 1)
        qsort(ret_picked, picked, sizeof(po_source *), compare_sources);
    return picked;
}

void po_versions_decide(po_arena *arena, po_source *const *sources, size_t count, int plan_year) {
    po_source **sorted = PO_NEW_ARRAY(arena, po_source *, count);
    mark_copies(sorted, pick(sources, count, true, sorted));
    count = pick(sources, count, false, sorted);
    for (size_t i = 0, length; i < count; i += length) {
        length = run_length(sorted + i, count - i, true);
        decide_plan(sorted + i, length);
    }
    for (size_t i = 0, length; i < count; i += length) {
        length = run_length(sorted + i, count - i, false);
        decide_years(sorted + i, length, plan_year);
    }
}
