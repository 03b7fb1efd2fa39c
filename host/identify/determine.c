/* SPDX-License-Identifier: Apache-2.0
 *
 * Evaluates a case: conditions and criteria of each group, then year by year methods, outcome and
 * flags. A later year sees what was found for the earlier ones.
 */
#include "identify/determine.h"

static void determine_conditions(po_case *one, po_group_case *group) {
    const po_rule_set *set = group->set;
    for (size_t i = 0; i < set->conditions.count; i++) {
        const po_derived *condition = &set->conditions.items[i];
        group->values[condition->slot] = po_case_truth(one, condition->rule, group);
    }
}

/* The criteria may look at conditions of other years. */
static void determine_met(po_case *one, po_group_case *group) {
    group->computed = po_case_truth(one, group->set->met, group);
    if (!group->official_known && group->met == PO_EITHER) {
        group->met = group->computed;
    }
}

/* What holds for all of several statuses; either, if they differ. */
static po_truth joint(const po_year_case *year, bool entered) {
    po_truth truth = PO_EITHER;
    for (size_t i = 0; i < year->possible_count; i++) {
        const po_rule_status *status = year->possible[i];
        po_truth own = (entered ? status->entered : status->in) ? PO_TRUE : PO_FALSE;
        truth = i == 0 || truth == own ? own : PO_EITHER;
        if (truth == PO_EITHER) {
            break;
        }
    }
    return truth;
}

static void add_possible(po_year_case *year, const po_rule_status *status) {
    for (size_t i = 0; i < year->possible_count; i++) {
        if (year->possible[i] == status) {
            return;
        }
    }
    if (year->possible_count < PO_CASE_POSSIBLE_MAX) {
        year->possible[year->possible_count++] = status;
    }
}

/* The first outcome that holds; those before it that may hold remain possible. */
static void find_outcome(po_case *one, po_year_case *year) {
    const po_rule_set *set = year->set;
    po_truth truth = PO_EITHER;
    for (size_t i = 0; i < set->outcomes.count && truth != PO_TRUE; i++) {
        const po_rule_outcome *outcome = &set->outcomes.items[i];
        truth = outcome->rule ? po_case_truth(one, outcome->rule, year) : PO_TRUE;
        if (truth != PO_FALSE) {
            add_possible(year, outcome->status);
        }
    }
    year->computed = truth == PO_TRUE && year->possible_count == 1 ? year->possible[0] : NULL;
}

static void settle_status(po_year_case *year) {
    const po_rule_status *official = year->official ? year->official->status : NULL;
    if (official) {
        year->status = official;
        year->identified = official->in ? PO_TRUE : PO_FALSE;
        year->entered = official->entered ? PO_TRUE : PO_FALSE;
        return;
    }
    year->status = year->computed;
    if (year->possible_count > 0) {
        year->identified = joint(year, false);
        year->entered = joint(year, true);
    }
}

static void determine_year(po_case *one, po_year_case *year) {
    const po_rule_set *set = year->set;
    bool known = year->has_levels || year->official; /* else nothing is found but unknowns */
    for (size_t i = 0; set && i < set->methods.count; i++) {
        const po_derived *method = &set->methods.items[i];
        year->values[method->slot] = known ? po_case_truth(one, method->rule, year) : PO_EITHER;
    }
    if (set && known) {
        year->eligible = po_case_truth(one, set->eligible, year);
        find_outcome(one, year);
    }
    settle_status(year);
}

void po_determine(po_case *one) {
    for (size_t i = 0; i < one->groups.count; i++) {
        determine_conditions(one, &one->groups.items[i]);
    }
    for (size_t i = 0; i < one->groups.count; i++) {
        determine_met(one, &one->groups.items[i]);
    }
    for (size_t i = 0; i < one->years.count; i++) {
        determine_year(one, &one->years.items[i]);
    }
}

void po_group_priorities(const po_group_case *group, uint32_t *ret_sure, uint32_t *ret_possible) {
    *ret_sure = *ret_possible = 0;
    for (size_t i = 0; i < group->set->conditions.count; i++) {
        const po_derived *condition = &group->set->conditions.items[i];
        uint32_t bit = condition->number > 0 ? UINT32_C(1) << condition->number : 0;
        *ret_sure |= group->values[condition->slot] == PO_TRUE ? bit : 0;
        *ret_possible |= group->values[condition->slot] == PO_EITHER ? bit : 0;
    }
    *ret_possible &= ~*ret_sure;
}

int po_group_since(po_case *one, const po_group_case *group) {
    int since = group->met == PO_TRUE ? group->year : 0;
    for (size_t i = one->years.count; since && i-- > 0;) {
        const po_year_case *year = &one->years.items[i];
        const po_group_case *before =
            year->year < group->year ? po_case_group(one, year->year, group->group) : NULL;
        if (year->year >= group->year) {
            continue;
        }
        if (!before || before->met != PO_TRUE) {
            break;
        }
        since = year->year;
    }
    return since;
}
