/* SPDX-License-Identifier: Apache-2.0
 *
 * Which version of a plan counts. See versions.h for the rule.
 */
#include "model/versions.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

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

/* ---- files that complete one another (rule 5) ---- */

static bool says_same(const char *a, const char *b) {
    return !a || !b || strcmp(a, b) == 0;
}

/* Keys of the smaller content that stand in the other too, at most a tenth of it. */
static bool are_complementary(const po_map *a, const po_map *b) {
    const po_map *smaller = a && b && po_map_count(b) < po_map_count(a) ? b : a, *other = smaller == a ? b : a;
    if (!a || !b || po_map_count(smaller) == 0)
        return false;
    size_t shared = 0;
    for (size_t i = 0; i < po_map_count(smaller); i++)
        shared += po_map_get(other, po_map_key(smaller, i)) != NULL;
    return shared * 10 <= po_map_count(smaller);
}

static bool fit(const po_source *a, const po_source *b) {
    bool dates = po_date_none(a->adopted) || po_date_none(b->adopted) || po_date_compare(a->adopted, b->adopted) == 0;
    return dates && says_same(a->version, b->version) && are_complementary(a->content, b->content);
}

/* Nearest to being the plan first, then the fuller; names decide between equals. */
static int compare_weight(const void *left, const void *right) {
    const po_source *a = *(po_source *const *)left, *b = *(po_source *const *)right;
    int order = stage(b) - stage(a);
    if (order == 0)
        order = po_date_compare(b->adopted, a->adopted);
    if (order == 0)
        order = (b->records > a->records) - (b->records < a->records);
    return order != 0 ? order : compare_text(a->name, b->name);
}

/* `file` fits all files that stand together under `head`. */
static bool fits_all(po_source *const *files, size_t count, const po_source *head, const po_source *file) {
    for (size_t i = 0; i < count; i++)
        if (po_source_plan(files[i]) == head && !fit(files[i], file))
            return false;
    return true;
}

/* Files that complete one another stand under the weightiest of them. */
static void join_files(po_arena *arena, po_source **plan, size_t count) {
    po_source **files = PO_NEW_ARRAY(arena, po_source *, count);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++)
        if (plan[i]->state != PO_SOURCE_COPY)
            files[kept++] = plan[i];
    if (kept < 2 || kept > PO_PLAN_FILES_MAX)
        return;
    qsort(files, kept, sizeof(po_source *), compare_weight);
    for (size_t i = 1; i < kept; i++)
        for (size_t k = 0; k < i && !files[i]->completes; k++)
            if (!files[k]->completes && fits_all(files, i, files[k], files[i]))
                files[i]->completes = files[k];
}

/* ---- which counts ---- */

static bool is_candidate(const po_source *source) {
    return source->state != PO_SOURCE_COPY && !source->completes;
}

/* The best of a plan's versions; `ret_tied` if another is as good. */
static po_source *best_of(po_source **plan, size_t count, bool *ret_tied) {
    po_source *best = NULL;
    *ret_tied = false;
    for (size_t i = 0; i < count; i++) {
        if (!is_candidate(plan[i]))
            continue;
        int order = best ? compare_rank(plan[i], best) : 1;
        if (order > 0)
            best = plan[i];
        *ret_tied = order > 0 ? false : (order == 0 || *ret_tied);
    }
    return best;
}

/* One plan's versions: the best counts if it is the only best, and with it what completes it. */
static void decide_plan(po_arena *arena, po_source **plan, size_t count) {
    bool tied;
    mark_copies(plan, count);
    join_files(arena, plan, count);
    po_source *best = best_of(plan, count, &tied);
    for (size_t i = 0; i < count; i++) {
        if (!is_candidate(plan[i]) || plan[i] == best)
            continue;
        bool candidate = tied && compare_rank(plan[i], best) == 0;
        plan[i]->state = candidate ? PO_SOURCE_UNDECIDED : PO_SOURCE_SUPERSEDED;
        plan[i]->superseded_by = tied ? NULL : best;
    }
    if (best && tied)
        best->state = PO_SOURCE_UNDECIDED;
    for (size_t i = 0; i < count; i++)
        if (plan[i]->completes) {
            plan[i]->state = plan[i]->completes->state;
            plan[i]->superseded_by = plan[i]->completes->superseded_by;
        }
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
        ret_picked[picked]->completes = NULL;
        ret_picked[picked++]->superseded_by = NULL;
    }
    if (picked > 1)
        qsort(ret_picked, picked, sizeof(po_source *), compare_sources);
    return picked;
}

/* Of lists that are published every year the newest of each kind counts; several files of that year count together. */
static void decide_lists(po_source **lists, size_t count) {
    for (size_t i = 0; i < count; i++) {
        const po_source *newest = lists[i];
        for (size_t k = 0; k < count && lists[i]->list; k++)
            if (lists[k]->state == PO_SOURCE_CURRENT && lists[k]->list_year > newest->list_year && po_text_equal(lists[k]->list, newest->list) &&
                po_text_equal(lists[k]->program, newest->program))
                newest = lists[k];
        if (newest != lists[i] && lists[i]->state == PO_SOURCE_CURRENT && lists[i]->list_year > 0) {
            lists[i]->state = PO_SOURCE_SUPERSEDED;
            lists[i]->superseded_by = newest;
        }
    }
}

void po_versions_decide(po_arena *arena, po_source *const *sources, size_t count, int plan_year) {
    po_source **sorted = PO_NEW_ARRAY(arena, po_source *, count);
    size_t lists = pick(sources, count, true, sorted);
    mark_copies(sorted, lists);
    decide_lists(sorted, lists);
    count = pick(sources, count, false, sorted);
    for (size_t i = 0, length; i < count; i += length) {
        length = run_length(sorted + i, count - i, true);
        decide_plan(arena, sorted + i, length);
    }
    for (size_t i = 0, length; i < count; i += length) {
        length = run_length(sorted + i, count - i, false);
        decide_years(sorted + i, length, plan_year);
    }
}
