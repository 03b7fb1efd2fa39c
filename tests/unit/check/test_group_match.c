/* SPDX-License-Identifier: Apache-2.0
 *
 * A group for which one plan acts, and whether the other plan speaks of it.
 */
#include "../model/one_plan_support.h"

#include "check/group_match.h"

static po_group_matches found;

TestSuite(group_match, .init = start, .fini = stop);

static const po_group_match *about(const char *group) {
    po_group_matches_find(arena, model, &found);
    for (size_t i = 0; i < found.list.count; i++)
        if (po_text_equal(found.list.items[i].group->id, group))
            return &found.list.items[i];
    return NULL;
}

static po_entity *at_palmiter(const char *groups) {
    po_entity *made = action(district, "1.4", "Co-teaching", NULL);
    set(made, "location", "Specific Schools: Palmiter", NULL);
    set_list(made, "groups", groups);
    return made;
}

Test(group_match, a_school_s_plan_that_is_silent) {
    at_palmiter("students-with-disabilities all-students");
    action(school, "1.1", "Reading", "Reading for everybody");
    const po_group_match *match = about("students-with-disabilities");
    cr_assert(match && !match->named && !match->doubtful && match->asked == school);
    cr_assert_null(about("all-students"));
}

Test(group_match, a_word_of_it_anywhere_is_enough) {
    at_palmiter("students-with-disabilities");
    action(school, "1.1", "Reading", "Reading, with more time for SWD");
    cr_assert(about("students-with-disabilities")->named);
}

Test(group_match, a_narrower_group_speaks_of_the_broader) {
    at_palmiter("english-learners");
    set_list(action(school, "1.1", "Reading", NULL), "groups", "long-term-english-learners");
    cr_assert(about("english-learners")->named);
}

Test(group_match, all_students_speak_of_no_group) {
    at_palmiter("foster-youth");
    set_list(action(school, "1.1", "Reading", NULL), "groups", "all-students");
    cr_assert_not(about("foster-youth")->named);
}

Test(group_match, what_was_read_with_doubt_is_not_called_silent) {
    at_palmiter("foster-youth");
    po_entity *doubted = action(school, "1.1", "Reading", NULL);
    const po_value value = {
        .text = "of some", .doubt = "read by position", .lineage = po_entity_get(doubted, "title")->lineage};
    cr_assert(po_model_set(model, doubted, "description", &value));
    const po_group_match *match = about("foster-youth");
    cr_assert(!match->named && match->doubtful);
}

Test(group_match, a_school_not_named_is_not_asked) {
    at_palmiter("foster-youth");
    action(other_school, "1.1", "Reading", NULL);
    const po_group_match *match = about("foster-youth");
    cr_assert(match && match->asked == school);
    cr_assert_eq(found.list.count, 1u);
}

Test(group_match, the_district_s_plan_is_asked_too) {
    at_palmiter("foster-youth");
    set_list(action(school, "1.1", "Reading", NULL), "groups", "homeless");
    const po_group_match *match = about("homeless");
    cr_assert(match && !match->named && match->asked == district && match->acts == school);
}

Test(group_match, plans_that_do_not_count_are_left_alone) {
    at_palmiter("foster-youth");
    school->state = PO_SOURCE_OTHER_YEAR;
    cr_assert_null(about("foster-youth"));
}
