/* SPDX-License-Identifier: Apache-2.0
 *
 * What the state said beside what is computed: every difference, with its likely reason. Nothing is
 * compared where no levels were given, and an answer that is only open is no contradiction.
 */
#include "base/text.h"
#include "identify/determine.h"

const char *po_difference_reason_name(po_difference_reason reason) {
    static const char *const names[] = {"missing-level", "local-or-other-data", "earlier-year",
                                        "rule-not-confirmed", "files-differ"};
    return names[reason];
}

const char *po_basis_name(po_basis basis) {
    static const char *const names[] = {"computed", "official", "as-notified"};
    return names[basis];
}

po_truth po_flag_truth(const po_flag_result *flag) {
    return !flag->official_known ? flag->truth : flag->official ? PO_TRUE : PO_FALSE;
}

uint64_t po_flag_groups(const po_flag_result *flag) {
    return flag->official_known ? flag->official_groups : flag->groups;
}

static void add(const po_case *one, po_identified *result, const po_difference *difference) {
    *PO_LIST_ADD(one->arena, &result->differences) = *difference;
}

static const char *status_name(const po_rule_status *status) {
    return status ? status->label : "not known";
}

/* A confirmed rule that contradicts the state's file points at the files; another one at itself. */
static po_difference_reason contradiction(const po_identified *result) {
    return result->set->confidence == 'H' ? PO_BECAUSE_SOURCE : PO_BECAUSE_RULE;
}

static bool is_possible(const po_identified *result, const po_rule_status *status) {
    for (size_t i = 0; i < result->possible_count; i++) {
        if (result->possible[i] == status) {
            return true;
        }
    }
    return false;
}

/* Methods that do not rest on levels of student groups, or a term that runs on. */
static bool by_other_method(const po_identified *result) {
    uint32_t first = UINT32_C(1) << 1;
    return result->official->methods_given && result->official->methods != 0 &&
           !(result->official->methods & first);
}

static void compare_status(const po_case *one, po_identified *result) {
    const po_rule_status *official = result->official->status;
    if (!official || official == result->computed) {
        return;
    }
    po_difference difference = {.what = "status",
                                .name = result->identification->title,
                                .group = -1,
                                .official = official->label,
                                .computed = status_name(result->computed)};
    difference.reason = by_other_method(result)          ? PO_BECAUSE_LOCAL
                        : is_possible(result, official)  ? PO_BECAUSE_MISSING_LEVEL
                        : official->in && !official->entered ? PO_BECAUSE_CARRIED
                                                         : contradiction(result);
    add(one, result, &difference);
}

static const char *priorities_text(po_arena *arena, uint32_t bits) {
    const char *text = "";
    for (int i = 1; i < 32; i++) {
        if (bits >> i & 1) {
            text = *text ? po_arena_printf(arena, "%s %d", text, i) : po_arena_printf(arena, "%d", i);
        }
    }
    return *text ? text : "none";
}

/* A group that met the criteria for the one and not for the other. */
static void compare_met(const po_case *one, const po_group_case *group, po_identified *result) {
    bool official = group->met == PO_TRUE;
    if ((group->computed == PO_TRUE) == official && group->computed != PO_EITHER) {
        return;
    }
    po_difference difference = {
        .what = "group",
        .name = po_rulebooks_group_code(one->evidence->books, group->group),
        .group = group->group,
        .official = official ? "met the criteria" : "did not meet the criteria",
        .computed = group->computed == PO_EITHER ? "not known"
                    : official                   ? "did not meet the criteria"
                                                 : "met the criteria",
        .reason = group->computed == PO_EITHER ? PO_BECAUSE_MISSING_LEVEL : contradiction(result)};
    add(one, result, &difference);
}

/* Official priorities must hold all that surely are met, and none that surely are not. */
static void compare_priorities(const po_case *one, const po_group_case *group,
                               po_identified *result) {
    uint32_t sure;
    uint32_t possible;
    po_group_priorities(group, &sure, &possible);
    uint32_t official = group->official ? group->official->priorities : 0;
    if (official == 0 || official == sure) {
        return;
    }
    bool inside = (sure & ~official) == 0 && (official & ~(sure | possible)) == 0;
    po_difference difference = {
        .what = "priorities",
        .name = po_rulebooks_group_code(one->evidence->books, group->group),
        .group = group->group,
        .official = priorities_text(one->arena, official),
        .computed = priorities_text(one->arena, sure),
        .reason = inside ? PO_BECAUSE_MISSING_LEVEL : contradiction(result)};
    add(one, result, &difference);
}

static void compare_groups(const po_case *one, const po_year_case *year, po_identified *result) {
    int all = one->evidence->books->all_students;
    for (size_t i = 0; i < one->groups.count; i++) {
        const po_group_case *group = &one->groups.items[i];
        if (group->year != year->year || group->group == all || !group->official_known) {
            continue;
        }
        compare_met(one, group, result);
        if (group->met == PO_TRUE) {
            compare_priorities(one, group, result);
        }
    }
}

static void compare_flag(const po_case *one, const po_flag_result *flag, po_identified *result) {
    if (!flag->official_known) {
        return;
    }
    bool groups_differ = flag->flag->over_groups && flag->official_groups != flag->groups;
    bool differs = flag->truth == PO_EITHER || (flag->truth == PO_TRUE) != flag->official;
    if (!groups_differ && !differs) {
        return;
    }
    bool open = flag->truth == PO_EITHER ||
                (groups_differ && (flag->groups & ~flag->official_groups) == 0 &&
                 (flag->official_groups & ~(flag->groups | flag->possible)) == 0);
    po_difference difference = {.what = "flag",
                                .name = flag->flag->id,
                                .group = -1,
                                .official = flag->official ? "yes" : "no",
                                .computed = flag->truth == PO_EITHER ? "not known"
                                            : flag->truth == PO_TRUE ? "yes"
                                                                     : "no",
                                .reason = open ? PO_BECAUSE_MISSING_LEVEL : contradiction(result)};
    add(one, result, &difference);
}

void po_compare_official(const po_case *one, const po_year_case *year, po_identified *result) {
    for (size_t i = 0; result->set && i < result->flags.count; i++) {
        compare_flag(one, &result->flags.items[i], result);
    }
    if (!result->official || !result->set || !year->has_levels) {
        return;
    }
    compare_status(one, result);
    if (result->official->groups_given) {
        compare_groups(one, year, result);
    }
}
