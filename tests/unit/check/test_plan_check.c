/* SPDX-License-Identifier: Apache-2.0
 *
 * Findings over all plans of one LEA. What they rest on is made by hand; that it is found in plans is tested in tests/unit/model.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/text.h"
#include "check/plan_check.h"

static po_arena *arena;
static po_model_schema *schema;
static po_model *model;
static po_findings findings;
static po_source *district, *school;

static void add_fields(const char *type, const char *names) {
    po_entity_definition *entity = PO_NEW(arena, po_entity_definition);
    char **fields = NULL;
    size_t count = po_text_split(arena, names, ' ', &fields);
    entity->id = entity->label = type;
    entity->by_id = po_map_create(arena);
    for (size_t i = 0; i < count; i++) {
        po_field_definition *field = PO_NEW(arena, po_field_definition);
        *field = (po_field_definition){.id = fields[i], .label = fields[i], .type = "text"};
        po_map_add(entity->by_id, field->id, field);
    }
    po_map_add(schema->entity_by_id, type, entity);
}

static void add_vocabulary(const char *id, const char *const *terms) {
    po_vocabulary *vocabulary = PO_NEW(arena, po_vocabulary);
    vocabulary->id = id;
    vocabulary->by_key = po_map_create(arena);
    for (size_t i = 0; terms[i]; i += 2) {
        po_term *term = PO_NEW(arena, po_term);
        *term = (po_term){.id = terms[i], .label = terms[i + 1]};
        po_map_add(vocabulary->by_key, po_text_key(arena, terms[i + 1]), term);
        po_map_add(vocabulary->by_key, po_text_key(arena, terms[i]), term);
    }
    po_map_add(schema->vocabulary_by_id, id, vocabulary);
}

static po_source *plan_of(const char *name, const char *program, const char *cds, int year) {
    po_source *source = po_model_add_source(model);
    *source = (po_source){.id = name, .name = name, .sha256 = name, .program = program, .program_title = program, .cds = cds,
                          .lea_cds = "01612590000000", .lea_name = "Arroyo Claro", .plan_year = year, .period = name};
    return source;
}

static void start(void) {
    static const char *const locations[] = {"all-schools", "All Schools", "specific-schools", "Specific Schools", NULL};
    static const char *const groups[] = {"english-learners", "English learners", "all-students", "All students", NULL};
    arena = po_arena_create();
    schema = PO_NEW(arena, po_model_schema);
    schema->entity_by_id = po_map_create(arena);
    schema->vocabulary_by_id = po_map_create(arena);
    add_fields("site", "cds name");
    add_fields("goal", "number title description aligned");
    add_fields("measure", "name topics scale site");
    add_fields("outcome", "kind text");
    add_fields("action", "title description location");
    add_fields("expenditure", "amount fund stage");
    add_vocabulary("location-kind", locations);
    add_vocabulary("student-group", groups);
    model = po_model_create(schema);
    po_findings_init(&findings, arena);
    district = plan_of("district", "a", "01612590000000", 2026);
    school = plan_of("school", "b", "01612590106278", 2026);
    school->site_name = "Palmiter High School";
}

static void stop(void) {
    po_model_destroy(model);
    po_arena_destroy(arena);
}

TestSuite(plan_check, .init = start, .fini = stop);

static po_entity *thing(const char *type, const po_source *source, const char *key, po_entity *parent) {
    const char *parts[] = {key, parent ? parent->id : NULL};
    po_entity *made = po_model_entity(model, type, source, parts, 2, NULL);
    made->code = key;
    made->parent = parent;
    return made;
}

static po_entity *with(po_entity *entity, const char *field, const char *text) {
    po_source_place *at = PO_NEW(arena, po_source_place);
    po_lineage *lineage = PO_NEW(arena, po_lineage);
    *at = (po_source_place){.source = entity->source, .page = 4};
    *lineage = (po_lineage){.source = entity->source, .at = at, .at_count = 1};
    cr_assert(po_model_set(model, entity, field, &(po_value){.text = text, .lineage = lineage}));
    return entity;
}

static void site(const char *cds, const char *name) {
    with(with(thing("site", NULL, cds, NULL), "cds", cds), "name", name);
}

static void run(const po_one_plan *one) {
    static const po_one_plan nothing = {0};
    po_plan_checks(model, one ? one : &nothing, NULL, 2026, &findings);
}

static const char *argument(const po_finding *finding, const char *name) {
    for (size_t i = 0; i < finding->argument_count; i++)
        if (strcmp(finding->arguments[i].name, name) == 0)
            return finding->arguments[i].value;
    return NULL;
}

static size_t count_of(const char *code) {
    size_t count = 0;
    for (size_t i = 0; i < findings.list.count; i++)
        count += po_text_equal(findings.list.items[i].code, code);
    return count;
}

Test(plan_check, a_goal_that_names_nothing_of_the_district_s) {
    with(thing("goal", district, "1", NULL), "description", "Achievement");
    po_entity *goal = with(with(thing("goal", school, "3", NULL), "title", "Sports"), "aligned", "LCAP Goal 5");
    po_one_plan one = {0};
    po_ties_list(model, &one.ties);
    run(&one);
    cr_assert_eq(findings.list.count, 1u);
    cr_assert_str_eq(findings.list.items[0].code, "PLAN-001");
    cr_assert_str_eq(argument(&findings.list.items[0], "words"), "LCAP Goal 5");
    cr_assert_eq(findings.list.items[0].at[0].page, 4u);
    cr_assert_eq(findings.list.items[0].source, goal->source);
}

/* ---- schools ---- */

static void locate(const char *location) {
    with(with(thing("action", district, location, NULL), "title", "Tutors"), "location", location);
}

Test(plan_check, a_school_that_gave_last_year_s_plan_only) {
    po_source *old = plan_of("older", "b", "01612590106279", 2025), *oldest = plan_of("oldest", "b", "01612590106279", 2024);
    old->state = oldest->state = PO_SOURCE_OTHER_YEAR;
    old->site_name = oldest->site_name = "North Area School";
    run(NULL);
    cr_assert_eq(findings.list.count, 1u);
    cr_assert_str_eq(findings.list.items[0].code, "PLAN-002");
    cr_assert_str_eq(argument(&findings.list.items[0], "other"), "2025-26");
}

Test(plan_check, a_school_that_the_district_names_and_that_gave_none) {
    site("01612590106278", "Palmiter High School");
    locate("Specific Schools: Palmiter, El Centro and Sierra Vista High 7 - 12");
    locate("Specific Schools: El Centro");
    run(NULL);
    cr_assert_eq(count_of("PLAN-003"), 2u);
    cr_assert_str_eq(argument(&findings.list.items[0], "school"), "El Centro");
    cr_assert_str_eq(argument(&findings.list.items[1], "school"), "Sierra Vista High");
}

Test(plan_check, lists_of_many_schools_name_none) {
    locate("All Schools");
    locate("Specific Schools: Elementary Schools, Title I schools, all sites");
    locate("Specific Schools: schools with 55% unduplicated pupils");
    run(NULL);
    cr_assert_eq(findings.list.count, 0u);
}

Test(plan_check, without_a_school_s_plan_nothing_is_asked) {
    school->state = PO_SOURCE_OTHER_YEAR;
    locate("Specific Schools: El Centro");
    run(NULL);
    cr_assert_eq(findings.list.count, 0u);
}

Test(plan_check, a_name_that_two_schools_have_is_open) {
    site("01612590106278", "Palmiter High School");
    site("01612590106279", "Palmiter Elementary School");
    locate("Specific Schools: Palmiter");
    run(NULL);
    cr_assert_eq(count_of("PLAN-003"), 0u);
}

/* ---- values ---- */

static po_statement stating(po_entity *outcome, const char *number) {
    po_statement statement = {.outcome = outcome, .group = "english-learners", .part = "", .unit = PO_STATED_PERCENT, .year = "2024-25"};
    cr_assert(po_decimal_parse(number, &statement.number));
    return statement;
}

Test(plan_check, two_plans_that_disagree) {
    po_entity *a = with(thing("measure", district, "3.1", NULL), "name", "Graduation"), *b = with(thing("measure", school, NULL, NULL), "name", "Graduation");
    po_statement first = stating(with(thing("outcome", district, "o", a), "text", "66.4%"), "66.4");
    po_statement second = stating(with(thing("outcome", school, "o", b), "text", "64.6%"), "64.6");
    po_comparison row = {.group = "english-learners"};
    *PO_LIST_ADD(arena, &row.disagreements) = (po_disagreement){&first, &second, a, b};
    po_one_plan one = {0};
    *PO_LIST_ADD(arena, &one.comparisons.list) = &row;
    run(&one);
    cr_assert_eq(findings.list.count, 1u);
    const po_finding *finding = &findings.list.items[0];
    cr_assert_str_eq(finding->code, "PLAN-004");
    cr_assert_eq(finding->severity, PO_FINDING_WORTH_A_LOOK);
    cr_assert_str_eq(finding->gap, "1.8");
    cr_assert_str_eq(argument(finding, "first"), "66.4%");
    cr_assert_str_eq(argument(finding, "second_plan"), "Palmiter High School");
    cr_assert_str_eq(argument(finding, "group"), "English learners");
    cr_assert_eq(finding->at_count, 2u);
}

static po_changes *baseline(const char *before, const char *after) {
    po_source *last = plan_of("last", "a", "01612590000000", 2025);
    last->state = PO_SOURCE_OTHER_YEAR;
    po_entity *old = with(thing("measure", last, "1.1", NULL), "name", "Graduation"), *new = with(thing("measure", district, "1.1", NULL), "name", "Graduation");
    po_entity *was = with(thing("outcome", last, "b", old), "text", before), *is = with(thing("outcome", district, "b", new), "text", after);
    po_model_set(model, was, "kind", &(po_value){.text = "baseline", .value = "baseline"});
    po_model_set(model, is, "kind", &(po_value){.text = "baseline", .value = "baseline"});
    po_change_set *set = PO_NEW(arena, po_change_set);
    *set = (po_change_set){.before = last, .after = district, .other_year = true};
    *PO_LIST_ADD(arena, &set->list) = (po_change){.kind = PO_CHANGE_CHANGED, .type = "measure", .before = was, .after = is};
    po_changes *changes = PO_NEW(arena, po_changes);
    *PO_LIST_ADD(arena, &changes->list) = set;
    return changes;
}

Test(plan_check, a_baseline_that_is_kept_reads_otherwise) {
    po_one_plan one = {.changes = *baseline("2022-23: 44.6%", "2022-23: 45.6%")};
    run(&one);
    cr_assert_eq(count_of("PLAN-005"), 1u);
    cr_assert_str_eq(argument(&findings.list.items[0], "before"), "44.6%");
    cr_assert_str_eq(argument(&findings.list.items[0], "after"), "45.6%");
}

Test(plan_check, a_baseline_of_a_new_cycle_is_another) {
    po_one_plan one = {.changes = *baseline("2022-23: 44.6%", "2025-26: 51.0%")};
    run(&one);
    cr_assert_eq(findings.list.count, 0u);
}

Test(plan_check, a_baseline_in_other_words_is_the_same) {
    po_one_plan one = {.changes = *baseline("2022-23: 44.6%", "44.6 % (2022-23)")};
    run(&one);
    cr_assert_eq(findings.list.count, 0u);
}

Test(plan_check, an_action_that_costs_differently_in_two_plans) {
    po_same_action same = {.district = with(thing("action", district, "3.1", NULL), "title", "Mentors at Palmiter"),
                           .school = thing("action", school, "1.1", NULL),
                           .district_total = po_decimal_of(26300000, 2),
                           .school_total = po_decimal_of(23600000, 2),
                           .differ = true};
    po_one_plan one = {0};
    *PO_LIST_ADD(arena, &one.actions.list) = same;
    same.differ = false;
    *PO_LIST_ADD(arena, &one.actions.list) = same;
    run(&one);
    cr_assert_eq(count_of("PLAN-006"), 1u);
    cr_assert_str_eq(argument(&findings.list.items[0], "gap"), "$27,000");
    cr_assert_str_eq(argument(&findings.list.items[0], "second_plan"), "Palmiter High School");
}

Test(plan_check, one_action_of_which_nothing_else_agrees) {
    po_entity *ours = with(thing("action", district, "3.1", NULL), "title", "Mentors at Palmiter");
    po_same_action same = {.district = ours, .school = thing("action", school, "1.1", NULL), .funds_apart = true, .groups_apart = true, .years_apart = true};
    po_one_plan one = {0};
    *PO_LIST_ADD(arena, &one.actions.list) = same;
    run(&one);
    cr_assert_eq(count_of("PLAN-006"), 0u);
    cr_assert_eq(count_of("PLAN-007"), 1u);
    cr_assert_eq(count_of("PLAN-008"), 1u);
    cr_assert_eq(count_of("PLAN-009"), 1u);
    cr_assert_str_eq(argument(&findings.list.items[2], "first"), "?");
    cr_assert_str_eq(argument(&findings.list.items[2], "second"), "2026-27");
}

Test(plan_check, a_plan_that_is_silent_of_a_group) {
    static const po_one_plan nothing = {0};
    const po_term group = {.id = "foster-youth", .label = "Foster youth"};
    po_entity *ours = thing("action", district, "2.2", NULL), *theirs = thing("action", school, "1.1", NULL);
    po_group_matches groups = {0};
    *PO_LIST_ADD(arena, &groups.list) = (po_group_match){.acts = district, .asked = school, .action = ours, .group = &group};
    *PO_LIST_ADD(arena, &groups.list) = (po_group_match){.acts = school, .asked = district, .action = theirs, .group = &group};
    *PO_LIST_ADD(arena, &groups.list) = (po_group_match){.acts = district, .asked = school, .action = ours, .group = &group, .named = true};
    *PO_LIST_ADD(arena, &groups.list) = (po_group_match){.acts = district, .asked = school, .action = ours, .group = &group, .doubtful = true};
    po_plan_checks(model, &nothing, &groups, 2026, &findings);
    cr_assert_eq(findings.list.count, 2u);
    cr_assert_str_eq(findings.list.items[0].code, "PLAN-010");
    cr_assert_str_eq(argument(&findings.list.items[0], "school"), "Palmiter High School");
    cr_assert_str_eq(findings.list.items[1].code, "PLAN-011");
    cr_assert_eq(findings.list.items[1].source, district);
}
