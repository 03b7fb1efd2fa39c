/* SPDX-License-Identifier: Apache-2.0
 *
 * Gathers what the evidence says of one entity into the rows of case.h: for every Dashboard year a
 * level for each group and indicator a rule set looks at, told apart from "no level" and "not
 * known".
 */
#include "identify/case.h"

#include "base/text.h"

/* ---- levels ------------------------------------------------------------------------------------
 */

/* Whether the group is large enough for its status to count. Colours are given only to groups that
 * are. */
static po_tri size_met(const po_case *one, const po_rule_set *set, const po_level_row *row) {
    unsigned least = one->entity->school ? set->size_school : set->size[row->group];
    if (row->size != PO_TRI_BLANK) {
        return (po_tri)row->size;
    }
    return row->denominator < 0                     ? PO_TRI_BLANK
           : (uint32_t)row->denominator >= least ? PO_TRI_YES
                                                    : PO_TRI_NO;
}

static po_level exactly(uint8_t level) {
    return (po_level){.low = level, .high = level};
}

static po_level between(uint8_t low, uint8_t high) {
    return (po_level){.low = low, .high = high};
}

/* What one row says by colour or by status. */
static po_level level_of_row(const po_case *one, const po_rule_set *set, const po_rule_level *how,
                             const po_level_row *row) {
    if (row->lowest) {
        return exactly(1);
    }
    if (how->by == PO_BY_COLOUR) {
        return row->colour == PO_LEVEL_ABSENT ? between(1, PO_LEVEL_NONE)
               : row->colour == 0             ? exactly(PO_LEVEL_NONE)
                                              : exactly(row->colour);
    }
    if (row->status == PO_LEVEL_ABSENT) {
        return between(1, PO_LEVEL_NONE);
    }
    po_tri size = size_met(one, set, row);
    return row->status == 0 || size == PO_TRI_NO ? exactly(PO_LEVEL_NONE)
           : size == PO_TRI_YES                  ? exactly(row->status)
                                                 : between(row->status, PO_LEVEL_NONE);
}

/* Where there is no row: none where a file covers the county, not the lowest where a list of the
 * lowest does, anything where nothing does. */
static po_level level_without_row(const po_case *one, int year, uint8_t group, unsigned indicator) {
    if (po_evidence_covers_levels(one->evidence, one->entity, year, indicator, group)) {
        return exactly(PO_LEVEL_NONE);
    }
    po_covers list = group == one->evidence->books->all_students ? PO_COVERS_LOWEST_ALL
                                                                 : PO_COVERS_LOWEST_GROUPS;
    return po_evidence_covers(one->evidence, list, one->entity, year, indicator)
               ? between(2, PO_LEVEL_NONE)
               : between(1, PO_LEVEL_NONE);
}

static const po_rule_level *level_rule(const po_rule_set *set, unsigned indicator, uint8_t group) {
    for (size_t i = 0; i < set->levels[indicator].count; i++) {
        const po_rule_level *how = &set->levels[indicator].items[i];
        if (how->groups == 0 || (how->groups >> group & 1)) {
            return how;
        }
    }
    return NULL;
}

static void fill_unread(const po_case *one, po_group_case *group) {
    for (unsigned i = 0; i < one->evidence->books->indicators.count; i++) {
        const po_rule_level *how = level_rule(group->set, i, group->group);
        po_level level = exactly(PO_LEVEL_NONE);
        if (how) {
            uint8_t whose = how->from_group >= 0 ? (uint8_t)how->from_group : group->group;
            level = level_without_row(one, group->year, whose, i);
            level.used = true;
            level.by = (uint8_t)how->by;
        }
        level.document = UINT16_MAX;
        group->levels[i] = level;
    }
}

/* What two rows say together; where they contradict each other, everything between them is possible. */
static po_level join_levels(const po_level *before, po_level now) {
    bool agree = now.low <= before->high && before->low <= now.high;
    uint8_t low_less = now.low < before->low ? now.low : before->low;
    uint8_t low_more = now.low < before->low ? before->low : now.low;
    uint8_t high_less = now.high < before->high ? now.high : before->high;
    uint8_t high_more = now.high < before->high ? before->high : now.high;
    now.low = agree ? low_more : low_less;
    now.high = agree ? high_less : high_more;
    return now;
}

/* A row of a file that gives levels goes before one of a list of the lowest; a file that was issued anew may stand beside the old one. */
static void take_row(const po_case *one, po_group_case *group, const po_level_row *row) {
    const po_rule_level *how = group->set ? level_rule(group->set, row->indicator, group->group)
                                          : NULL;
    if (!how) {
        return;
    }
    po_level *level = &group->levels[row->indicator];
    bool read = level->document != UINT16_MAX;
    if (read && row->lowest) {
        return;
    }
    po_level now = level_of_row(one, group->set, how, row);
    now.used = true;
    now.by = (uint8_t)how->by;
    now.document = row->document;
    *level = read && !level->of_list ? join_levels(level, now) : now;
    level->of_list = row->lowest;
}

/* Rows of a group, and rows of another group that stand for its own (English learner progress of
 * all pupils is that of the English learners). */
static void take_rows(po_case *one) {
    size_t count;
    const po_level_row *rows = PO_SLICE(one->evidence, levels, level_slices, one->index, &count);
    int all = one->evidence->books->all_students;
    for (size_t i = 0; i < count; i++) {
        po_group_case *group = po_case_group(one, rows[i].year, rows[i].group);
        if (group) {
            take_row(one, group, &rows[i]);
        }
        po_group_case *whole = all >= 0 ? po_case_group(one, rows[i].year, (uint8_t)all) : NULL;
        const po_rule_level *how = whole && whole->set
                                       ? level_rule(whole->set, rows[i].indicator, (uint8_t)all)
                                       : NULL;
        if (how && how->from_group == rows[i].group) {
            take_row(one, whole, &rows[i]);
        }
    }
}

/* ---- what the state said -----------------------------------------------------------------------
 */

/* The file of the year itself goes before a column of a later year's file. */
static const po_official_row *official_of(const po_case *one, int year) {
    size_t count;
    const po_official_row *rows =
        PO_SLICE(one->evidence, officials, official_slices, one->index, &count);
    const po_official_row *found = NULL;
    for (size_t i = 0; i < count; i++) {
        if (rows[i].identification != one->identification || rows[i].year != year) {
            continue;
        }
        bool better = !found || (rows[i].groups_given && !found->groups_given) ||
                      (found->notified && !rows[i].notified);
        found = better ? &rows[i] : found;
    }
    return found;
}

static const po_official_group *official_group_of(const po_case *one, int year, uint8_t group) {
    size_t count;
    const po_official_group *rows =
        PO_SLICE(one->evidence, official_groups, group_slices, one->index, &count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].year == year && rows[i].group == group) {
            return &rows[i];
        }
    }
    return NULL;
}

/* Who is not in a state's list of the year was not identified in it. */
static bool left_out_of_list(const po_case *one, int year) {
    return po_evidence_covers(one->evidence, PO_COVERS_OFFICIAL, one->entity, year,
                              po_evidence_number(one->evidence, one->identification));
}

static void take_official_group(const po_case *one, const po_year_case *year,
                                po_group_case *group) {
    const po_official_row *official = year->official;
    group->official = official_group_of(one, year->year, group->group);
    if (!official) {
        group->official_known = left_out_of_list(one, year->year);
        group->met = group->official_known ? PO_FALSE : PO_EITHER;
        return;
    }
    bool listed = group->official || (official->groups >> group->group & 1);
    bool none = official->status && !official->status->entered;
    group->official_known = none || (official->groups_given && official->status);
    group->met = listed ? PO_TRUE : group->official_known ? PO_FALSE : PO_EITHER;
}

/* ---- rows of years -----------------------------------------------------------------------------
 */

static void add_groups(po_case *one, po_year_case *year) {
    const po_rule_set *set = year->set;
    year->first_group = one->groups.count;
    for (size_t g = 0; set && g < set->groups.count; g++) {
        year->group_at[set->groups.items[g]] = (uint8_t)(g + 1);
        po_group_case *group = PO_LIST_ADD(one->arena, &one->groups);
        *group = (po_group_case){.kind = PO_CASE_GROUP,
                                 .year = year->year,
                                 .prior = year->prior,
                                 .group = set->groups.items[g],
                                 .set = set};
        fill_unread(one, group);
        take_official_group(one, year, group);
    }
}

static void add_locals(po_case *one, const po_year_case *year) {
    size_t count;
    const po_local_row *rows = PO_SLICE(one->evidence, locals, local_slices, one->index, &count);
    uint32_t wanted = year->set ? year->set->local : 0;
    wanted |= year->set && one->entity->county_office ? year->set->local_county_office : 0;
    for (int priority = 1; priority < 32; priority++) {
        if (!(wanted >> priority & 1)) {
            continue;
        }
        po_local_case *local = PO_LIST_ADD(one->arena, &one->locals);
        *local = (po_local_case){.kind = PO_CASE_LOCAL,
                                 .year = year->year,
                                 .priority = priority,
                                 .not_met = PO_EITHER};
        for (size_t i = 0; i < count; i++) {
            if (rows[i].year == year->year && rows[i].priority == priority) {
                local->not_met = rows[i].not_met ? PO_TRUE : PO_FALSE;
            }
        }
    }
}

static po_rate_case rate_of(const po_case *one, const po_rule_set *set, int year) {
    size_t count;
    const po_rate_row *rows = PO_SLICE(one->evidence, rates, rate_slices, one->index, &count);
    po_rate_case rate = {.kind = PO_CASE_RATE,
                         .year = year,
                         .indicator =
                             one->evidence->books->indicators.items[set->rate_indicator].id,
                         .numerator = -1,
                         .denominator = -1};
    for (size_t i = 0; i < count; i++) {
        if (rows[i].year == year && rows[i].indicator == set->rate_indicator) {
            rate.numerator = rows[i].numerator;
            rate.denominator = rows[i].denominator;
        }
    }
    return rate;
}

/* A year of which nothing is known has a row without numbers; where a file covers the county and
 * has none, there is no row. */
static void add_rates(po_case *one, const po_year_case *year) {
    const po_rule_set *set = year->set;
    for (int back = 0; set && set->rate_indicator >= 0 && back < set->rate_years; back++) {
        int of_year = year->year - back;
        bool there = false;
        for (size_t i = 0; i < one->rates.count; i++) {
            there = there || one->rates.items[i].year == of_year;
        }
        po_rate_case rate = rate_of(one, set, of_year);
        bool covered = po_evidence_covers_levels(one->evidence, one->entity, of_year, (unsigned)set->rate_indicator,
                                                 (uint8_t)one->evidence->books->all_students);
        if (!there && (rate.denominator >= 0 || !covered)) {
            *PO_LIST_ADD(one->arena, &one->rates) = rate;
        }
    }
}

static void add_year(po_case *one, int year, int prior) {
    po_year_case *row = PO_LIST_ADD(one->arena, &one->years);
    *row = (po_year_case){.kind = PO_CASE_YEAR,
                          .year = year,
                          .prior = prior,
                          .set = po_identification_set(one->identification, year),
                          .official = official_of(one, year),
                          .eligible = PO_EITHER,
                          .identified = PO_EITHER,
                          .entered = PO_EITHER};
    add_groups(one, row);
    add_locals(one, row);
    add_rates(one, row);
}

/* Groups large enough: those with a level somewhere or an official letter; at most all of them where
 * not every level is known. */
static void count_groups(po_case *one, po_year_case *year) {
    int all = one->evidence->books->all_students;
    for (size_t i = 0; i < one->groups.count; i++) {
        const po_group_case *group = &one->groups.items[i];
        if (group->year != year->year || group->group == all) {
            continue;
        }
        bool sure = group->official != NULL;
        bool open = false;
        for (size_t n = 0; n < PO_IDENTIFY_INDICATORS_MAX; n++) {
            sure = sure || (group->levels[n].used && group->levels[n].high <= 5);
            open = open || (group->levels[n].used && group->levels[n].low <= 5);
        }
        year->groups_low += sure;
        year->groups_high += sure || open;
    }
}

static void mark_years_with_levels(po_case *one) {
    size_t count;
    const po_level_row *rows = PO_SLICE(one->evidence, levels, level_slices, one->index, &count);
    for (size_t i = 0; i < count; i++) {
        po_year_case *year = po_case_year(one, rows[i].year);
        if (year) {
            year->has_levels = true;
        }
    }
}

void po_case_start(po_arena *arena, const po_evidence *evidence,
                   const po_identification *identification, uint32_t entity, int last,
                   po_case *ret_case) {
    const po_rulebook *book = identification->book;
    *ret_case = (po_case){.arena = arena,
                          .evidence = evidence,
                          .identification = identification,
                          .index = entity,
                          .entity = &evidence->entities.items[entity]};
    ret_case->facts = PO_SLICE(evidence, facts, fact_slices, entity, &ret_case->fact_count);
    int prior = 0;
    for (size_t i = 0; i < book->dashboards.count && book->dashboards.items[i] <= last; i++) {
        add_year(ret_case, book->dashboards.items[i], prior);
        prior = book->dashboards.items[i];
    }
    if (prior != last) { /* a year newer than the rules know */
        add_year(ret_case, last, prior);
    }
    take_rows(ret_case);
    mark_years_with_levels(ret_case);
    for (size_t i = 0; i < ret_case->years.count; i++) {
        count_groups(ret_case, &ret_case->years.items[i]);
    }
    po_case_source(ret_case);
}

void po_case_finish(po_case *one) {
    po_rule_run_destroy(one->run);
    one->run = NULL;
}

po_group_case *po_case_group(po_case *one, int year, uint8_t group) {
    const po_year_case *row = po_case_year(one, year);
    uint8_t at = row ? row->group_at[group] : 0;
    return at > 0 ? &one->groups.items[row->first_group + at - 1] : NULL;
}

po_year_case *po_case_year(po_case *one, int year) {
    for (size_t i = 0; i < one->years.count; i++) {
        if (one->years.items[i].year == year) {
            return &one->years.items[i];
        }
    }
    return NULL;
}
