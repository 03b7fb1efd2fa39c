/* SPDX-License-Identifier: Apache-2.0
 *
 * The pass over the entities: for each identification that concerns one, its case is gathered,
 * determined, and made a result. One entity's memory at a time.
 */
#include "identify/identify.h"

#include "base/text.h"
#include "identify/determine.h"

typedef struct target {
    const po_identification *identification;
    int year;
} target;

struct po_identify {
    po_arena *arena;
    const po_evidence *evidence;
    PO_LIST(target) targets;
};

po_identify *po_identify_create(const po_evidence *evidence, int year) {
    po_arena *arena = po_arena_create();
    po_identify *identify = PO_NEW(arena, po_identify);
    identify->arena = arena;
    identify->evidence = evidence;
    for (size_t b = 0; b < evidence->books->books.count; b++) {
        const po_rulebook *book = evidence->books->books.items[b];
        for (size_t i = 0; i < book->identifications.count; i++) {
            const po_identification *identification = &book->identifications.items[i];
            *PO_LIST_ADD(arena, &identify->targets) = (target){
                .identification = identification,
                .year = year ? year : po_evidence_newest(evidence, identification)};
        }
    }
    return identify;
}

void po_identify_destroy(po_identify *identify) {
    if (identify) {
        po_arena_destroy(identify->arena); /* it stands in it */
    }
}

int po_identify_year(const po_identify *identify, const po_identification *identification) {
    for (size_t i = 0; i < identify->targets.count; i++) {
        if (identify->targets.items[i].identification == identification) {
            return identify->targets.items[i].year;
        }
    }
    return 0;
}

static bool concerns(const po_identify_entity *entity, const po_identification *identification) {
    return po_text_equal(identification->of, "district")  ? !entity->school
           : po_text_equal(identification->of, "charter") ? entity->school && entity->charter
                                                          : entity->school;
}

/* ---- making the result -------------------------------------------------------------------------
 */

static const char *letter_of(const po_rule_set *set, uint32_t priorities) {
    for (size_t i = 0; i < set->letters.count; i++) {
        if (set->letters.items[i].priorities == priorities) {
            return set->letters.items[i].code;
        }
    }
    return NULL;
}

static void add_group(po_case *one, const po_group_case *group, po_identified *result) {
    const po_rulebooks *books = one->evidence->books;
    const po_term *term = &books->groups->terms.items[group->group];
    po_group_result *found = PO_LIST_ADD(one->arena, &result->groups);
    *found = (po_group_result){.group = group->group,
                               .id = term->id,
                               .label = term->label,
                               .code = po_rulebooks_group_code(books, group->group),
                               .met = group->met,
                               .computed = group->computed,
                               .official_known = group->official_known,
                               .official = group->official_known && group->met == PO_TRUE,
                               .since = po_group_since(one, group)};
    po_group_priorities(group, &found->priorities, &found->possible);
    found->letter = group->computed == PO_TRUE ? letter_of(group->set, found->priorities) : NULL;
    if (group->official) {
        found->official_priorities = group->official->priorities;
        found->official_letter = group->official->letter;
    }
    po_group_reasons(one, group, found);
}

static void add_groups(po_case *one, const po_year_case *year, po_identified *result) {
    for (size_t i = 0; i < one->groups.count; i++) {
        const po_group_case *group = &one->groups.items[i];
        bool wanted = group->met != PO_FALSE || group->computed == PO_TRUE;
        if (group->year == year->year && wanted && (year->has_levels || group->met == PO_TRUE)) {
            add_group(one, group, result);
        }
    }
}

static void flag_groups(po_case *one, const po_year_case *year, const po_flagged *flagged,
                        po_flag_result *flag) {
    for (size_t i = 0; i < one->groups.count; i++) {
        const po_group_case *group = &one->groups.items[i];
        if (group->year == year->year) {
            po_truth truth = po_case_truth(one, flagged->rule, group);
            uint64_t bit = UINT64_C(1) << group->group;
            flag->groups |= truth == PO_TRUE ? bit : 0;
            flag->possible |= truth == PO_EITHER ? bit : 0;
        }
    }
    flag->truth = flag->groups ? PO_TRUE : flag->possible ? PO_EITHER : PO_FALSE;
}

/* The state's own flag; who is not in a list that was given is not flagged. */
static void official_flag(const po_case *one, int year, po_flag_result *flag) {
    size_t count;
    const po_official_flag *rows =
        PO_SLICE(one->evidence, official_flags, flag_slices, one->index, &count);
    for (size_t i = 0; i < count; i++) {
        if (rows[i].year == year && po_text_equal(rows[i].flag, flag->flag->id)) {
            flag->official_known = true;
            flag->official = rows[i].yes;
            flag->official_groups = rows[i].groups;
        }
    }
}

static void add_flags(po_case *one, const po_year_case *year, po_identified *result) {
    for (size_t i = 0; year->set && i < year->set->flagged.count; i++) {
        const po_flagged *flagged = &year->set->flagged.items[i];
        po_flag_result *flag = PO_LIST_ADD(one->arena, &result->flags);
        *flag = (po_flag_result){.flag = flagged->flag};
        if (flagged->flag->over_groups) {
            flag_groups(one, year, flagged, flag);
        } else {
            flag->truth = po_case_truth(one, flagged->rule, year);
        }
        official_flag(one, year->year, flag);
    }
}

static void add_methods(po_case *one, const po_year_case *year, po_identified *result) {
    for (size_t i = 0; year->set && i < year->set->methods.count; i++) {
        const po_derived *method = &year->set->methods.items[i];
        if (method->number > 0) {
            *PO_LIST_ADD(one->arena, &result->methods) =
                (po_method_result){.number = method->number,
                                   .label = method->label,
                                   .truth = year->values[method->slot]};
        }
    }
}

static int since_of(const po_case *one, const po_year_case *year) {
    int since = 0;
    for (size_t i = one->years.count; i-- > 0;) {
        const po_year_case *before = &one->years.items[i];
        if (before->year > year->year) {
            continue;
        }
        if (before->identified != PO_TRUE) {
            break;
        }
        since = before->year;
    }
    return since;
}

static void add_history(const po_case *one, int until, po_identified *result) {
    for (size_t i = 0; i < one->years.count; i++) {
        const po_year_case *year = &one->years.items[i];
        if (year->year <= until && (year->has_levels || year->official)) {
            *PO_LIST_ADD(one->arena, &result->history) =
                (po_identified_year){.year = year->year, .identified = year->identified};
        }
    }
}

static void make_result(po_case *one, const po_year_case *year, po_identified *result) {
    bool notified = year->official && year->official->notified;
    *result = (po_identified){.entity = one->entity,
                              .identification = one->identification,
                              .set = year->set,
                              .year = year->year,
                              .since = since_of(one, year),
                              .basis = !year->official || !year->official->status
                                           ? PO_BASIS_COMPUTED
                                       : notified ? PO_BASIS_NOTIFIED
                                                  : PO_BASIS_OFFICIAL,
                              .status = year->status,
                              .computed = year->computed,
                              .possible = year->possible,
                              .possible_count = year->possible_count,
                              .official = year->official,
                              .has_levels = year->has_levels,
                              .identified = year->identified};
    add_history(one, year->year, result);
    add_methods(one, year, result);
    add_flags(one, year, result);
    add_groups(one, year, result);
    po_compare_official(one, year, result);
}

/* ---- the pass ----------------------------------------------------------------------------------
 */

/* Somebody of whom nothing is known in the year is not spoken of; levels say nothing of what is
 * never computed. */
static bool is_known(const po_identification *identification, const po_year_case *year) {
    return year && (year->official || (year->has_levels && identification->sets.count > 0));
}

static bool answer(const po_identify *identify, const target *wanted, uint32_t entity,
                   po_identify_each each, void *context) {
    po_arena *arena = po_arena_create();
    bool more = true;
    po_case one;
    po_case_start(arena, identify->evidence, wanted->identification, entity, wanted->year, &one);
    const po_year_case *year = po_case_year(&one, wanted->year);
    if (is_known(wanted->identification, year)) {
        po_identified result;
        po_determine(&one);
        make_result(&one, year, &result);
        more = each(context, &result);
    }
    po_case_finish(&one);
    po_arena_destroy(arena);
    return more;
}

void po_identify_run(po_identify *identify, po_identify_each each, void *context) {
    const po_evidence *evidence = identify->evidence;
    bool more = true;
    for (size_t n = 0; n < evidence->entities.count && more; n++) {
        uint32_t entity = evidence->order[n];
        for (size_t t = 0; t < identify->targets.count && more; t++) {
            const target *wanted = &identify->targets.items[t];
            if (wanted->year != 0 &&
                concerns(&evidence->entities.items[entity], wanted->identification)) {
                more = answer(identify, wanted, entity, each, context);
            }
        }
    }
}
