/* SPDX-License-Identifier: Apache-2.0
 *
 * Build, second half: one LEA's records become a model with findings. Memory is the LEA's own and goes with its plan.
 */
#include "app/build.h"

#include <string.h>

#include "base/text.h"
#include "check/demand_check.h"
#include "check/paper_join.h"
#include "check/plan_check.h"
#include "check/reading_check.h"
#include "crosswalk/source_identify.h"
#include "model/cds.h"
#include "model/needs.h"
#include "model/ties.h"
#include "model/versions.h"

/* One LEA's documents while its plan is made. */
typedef struct lea_papers {
    size_t count;
    po_source **sources;     /* the model's own */
    po_record_set **records; /* brought back from the spool */
} lea_papers;

static void release_papers(lea_papers *papers) {
    for (size_t i = 0; i < papers->count; i++)
        po_record_set_destroy(papers->records[i]);
}

/* The records that only say whose plan a file is part of; every file of a plan may have them (docs/records.md). */
#define WHOSE_PLAN "plan"

/* What a file says, by record and field: how files that complete one another are told from versions (model/versions.h). */
static const po_map *content_of(po_arena *arena, const po_record_set *records) {
    po_map *content = po_map_create(arena);
    for (size_t i = 0; i < records->records.count; i++) {
        const po_record *record = &records->records.items[i];
        if (po_text_equal(record->type, WHOSE_PLAN))
            continue;
        for (uint32_t k = 0; k < record->field_count; k++)
            if (!po_text_empty(record->fields[k].text))
                po_map_add(content, po_arena_printf(arena, "%s %s", record->id, record->fields[k].name), content);
    }
    return content;
}

static po_status fetch_papers(po_build *build, const po_group *group, po_plan *plan, lea_papers *papers,
                              po_error *err) {
    papers->sources = PO_NEW_ARRAY(plan->arena, po_source *, group->documents.count);
    papers->records = PO_NEW_ARRAY(plan->arena, po_record_set *, group->documents.count);
    for (size_t i = 0; i < group->documents.count; i++) {
        const po_build_document *document = group->documents.items[i];
        po_status status = po_spool_get(build->spool, document->number, &papers->records[i], err);
        if (status != PO_OK)
            return status;
        papers->sources[i] = po_model_add_source(plan->model);
        *papers->sources[i] = *document->source;
        papers->sources[i]->content = content_of(plan->arena, papers->records[i]);
        papers->count = i + 1;
    }
    return PO_OK;
}

/* What was misread, and somebody has said so, is replaced before anything is made of it. */
static po_status correct(po_build *build, const po_group *group, const lea_papers *papers, po_plan *plan,
                         po_corrections *ret_corrections, po_error *err) {
    po_correct_paper *list = PO_NEW_ARRAY(plan->arena, po_correct_paper, papers->count);
    for (size_t i = 0; i < papers->count; i++)
        list[i] = (po_correct_paper){papers->records[i], papers->sources[i]};
    return po_plan_correct(build, group, list, papers->count, plan, ret_corrections, err);
}

static po_status apply_crosswalks(po_build *build, const lea_papers *papers, po_plan *plan, po_error *err) {
    po_diagnostics remarks;
    po_diagnostics_init(&remarks, plan->arena);
    po_status status = PO_OK;
    for (size_t i = 0; i < papers->count && status == PO_OK; i++)
        status = po_crosswalk_apply(build->definitions.crosswalks, papers->records[i], papers->sources[i],
                                    plan->model, &remarks, err);
    po_print_diagnostics(&remarks, NULL, false);
    if (status == PO_OK) {
        po_needs_counts counts;
        po_needs_derive(plan->model, &counts);
        po_ties_derive(plan->model, NULL);
        po_model_index(plan->model);
        po_one_plan_make(plan->model, &plan->one);
    }
    return status;
}

static bool counts(const po_source *source) {
    return source->state == PO_SOURCE_CURRENT || source->state == PO_SOURCE_UNDECIDED;
}

/* What is known of the district, or of the school whose plan a source is. */
static const po_map *facts_of(const po_build *build, const po_source *source, po_plan *plan) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(build->reading.registry, &count);
    const po_facts_school *school = NULL;
    for (size_t i = 0; plan->facts && i < plan->facts->schools.count; i++)
        if (po_text_equal(plan->facts->schools.items[i].cds, source->cds))
            school = &plan->facts->schools.items[i];
    return po_facts_cells(plan->arena, plan->facts, school, programs, count);
}

/* What is known of the district as a whole. */
static const po_map *lea_facts(const po_build *build, po_plan *plan) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(build->reading.registry, &count);
    return po_facts_cells(plan->arena, plan->facts, NULL, programs, count);
}

/* Between the documents of one program, once for each program: at its first document. */
static void run_across(const po_build *build, const lea_papers *papers, size_t first, po_plan *plan) {
    const char *program = papers->sources[first]->program;
    po_checks *checks = program ? po_map_get(build->checks, program) : NULL;
    po_check_paper *list = PO_NEW_ARRAY(plan->arena, po_check_paper, papers->count);
    size_t count = 0;
    for (size_t i = 0; i < papers->count && checks; i++) {
        const po_source *source = papers->sources[i];
        if (!counts(source) || !po_text_equal(source->program, program))
            continue;
        if (i < first)
            return;
        list[count++] = (po_check_paper){.records = papers->records[i], .source = source};
    }
    if (checks)
        po_checks_run_across(checks, list, count, lea_facts(build, plan), &plan->findings);
}

/* The files of the plan that `first` stands for. */
static size_t files_of_plan(const lea_papers *papers, size_t first, po_check_paper *files) {
    size_t count = 0;
    for (size_t i = 0; i < papers->count; i++)
        if (papers->sources[i] == papers->sources[first] || papers->sources[i]->completes == papers->sources[first])
            files[count++] = (po_check_paper){.records = papers->records[i], .source = papers->sources[i]};
    return count;
}

/* A plan in several files is looked at as a whole: what one file lacks may stand in another. */
static po_status check_plan(const po_build *build, const lea_papers *papers, size_t n, po_plan *plan, po_error *err) {
    const po_source *source = papers->sources[n];
    po_checks *checks = source->program ? po_map_get(build->checks, source->program) : NULL;
    if (!checks || source->completes)
        return PO_OK;
    po_check_paper *files = PO_NEW_ARRAY(plan->arena, po_check_paper, papers->count);
    size_t count = files_of_plan(papers, n, files);
    if (count == 1) {
        po_checks_run(checks, papers->records[n], source, facts_of(build, source, plan), &plan->findings);
        return PO_OK;
    }
    po_record_set *joined = NULL;
    po_status status = po_papers_join(files, count, &joined, err);
    if (status != PO_OK)
        return status;
    po_checks_run_joined(checks, joined, files, count, facts_of(build, source, plan), &plan->findings);
    po_record_set_destroy(joined);
    return PO_OK;
}

/* Checks of a program run over what counts; a draft's own arithmetic is its own affair once a plan was adopted. */
static po_status run_checks(const po_build *build, const lea_papers *papers, po_plan *plan, po_error *err) {
    po_status status = PO_OK;
    for (size_t i = 0; i < papers->count && status == PO_OK; i++) {
        if (!counts(papers->sources[i]))
            continue;
        status = check_plan(build, papers, i, plan, err);
        po_reading_check_diagnostics(papers->records[i], papers->sources[i], &plan->findings);
        run_across(build, papers, i, plan);
    }
    po_reading_checks(plan->model, &plan->findings);
    po_group_matches_find(plan->arena, plan->model, &plan->groups);
    po_plan_checks(plan->model, &plan->one, &plan->groups, plan->plan_year, &plan->findings);
    size_t program_count = 0;
    const po_program *const *programs = po_registry_programs(build->reading.registry, &program_count);
    po_demand_checks(plan->model, programs, program_count, plan->plan_year, &plan->findings);
    return status;
}

const char *po_build_assumed_type(const char *cds) {
    if (cds && po_text_starts(cds + 2, "10"))
        return "county-office"; /* district numbers from 10000 to 10999 are county offices' */
    return cds && po_cds_is_school(cds) ? "charter" : "district";
}

static bool is_district_name(po_arena *arena, const char *name) {
    static const char *const words[] = {" district ", " unified ", " union "};
    const char *all = po_arena_printf(arena, " %s ", po_text_words(arena, name));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(all, words[i]))
            return true;
    return false;
}

const char *po_build_known_type(const char *cds, const char *name) {
    if (!cds)
        return NULL;
    if (!po_cds_is_school(cds) || !name)
        return po_cds_is_school(cds) ? NULL : po_build_assumed_type(cds);
    po_arena *arena = po_arena_create();
    const char *type = is_district_name(arena, name) ? NULL : po_build_assumed_type(cds);
    po_arena_destroy(arena);
    return type;
}

/* From the year before the plan's, in which it was made, to the third after. */
#define SCHEDULE_YEARS 4

static void make_schedule(const po_build *build, const po_group *group, po_plan *plan) {
    plan->schedule_input = (po_schedule_input){.timeline = build->timeline,
                                               .facts = plan->facts,
                                               .model = plan->model,
                                               .cds = group->cds,
                                               .name = group->name,
                                               .assumed_type = po_build_assumed_type(group->cds),
                                               .as_of = build->as_of,
                                               .first_year = plan->plan_year - 1,
                                               .year_count = SCHEDULE_YEARS};
    if (plan->plan_year == 0)
        plan->schedule_input.first_year = po_date_school_year(build->as_of);
    po_schedule_make(plan->arena, &plan->schedule_input, &plan->schedule);
    po_schedule_findings(&plan->schedule, &plan->findings);
}

/* What a role confirmed with `planonce decide`. */
static void attest(po_plan *plan) {
    for (size_t i = 0; i < po_duty_states_count(plan->states); i++) {
        const po_duty_instance *instance = po_duty_states_nth(plan->states, i);
        const char *duty = instance->duty->id;
        const po_decision *confirmed = instance->schools == 0 ? po_standing_confirmed(&plan->standings, duty, instance->cds) : NULL;
        if (confirmed)
            po_duty_states_attest(plan->states, duty, instance->cds, confirmed->role, confirmed->date, confirmed->pointer);
    }
}

/* What the documents show of every duty: after all checks, because what they found counts against it. */
static void make_states(const po_build *build, const po_group *group, const lea_papers *papers, po_plan *plan) {
    po_duty_paper *list = PO_NEW_ARRAY(plan->arena, po_duty_paper, papers->count);
    for (size_t i = 0; i < papers->count; i++) {
        const po_build_document *document = group->documents.items[i];
        list[i] = (po_duty_paper){papers->records[i], papers->sources[i], document->partly ? document->reason : NULL};
    }
    const po_duty_input input = {.rules = build->duty_rules,
                                 .crosswalks = build->definitions.crosswalks,
                                 .model = plan->model,
                                 .papers = list,
                                 .paper_count = papers->count,
                                 .facts = plan->facts,
                                 .assumed_type = plan->known_type,
                                 .cds = group->cds,
                                 .findings = &plan->findings,
                                 .as_of = build->as_of,
                                 .plan_year = plan->plan_year};
    po_duty_states_make(plan->arena, &input, &plan->states);
    attest(plan);
}

po_status po_build_plan(po_build *build, const po_group *group, int plan_year, po_plan *ret_plan, po_error *err) {
    *ret_plan = (po_plan){.arena = po_arena_create(), .model = po_model_create(build->definitions.schema)};
    ret_plan->known_type = po_build_known_type(group->cds, group->name);
    po_findings_init(&ret_plan->findings, ret_plan->arena);
    ret_plan->facts = po_build_facts(build, group->cds);
    lea_papers papers = {0};
    po_corrections corrections = {0};
    po_status status = fetch_papers(build, group, ret_plan, &papers, err);
    if (status == PO_OK) {
        int newest = po_versions_newest_year(papers.sources, papers.count);
        ret_plan->plan_year = plan_year != 0 ? plan_year : newest;
        po_versions_decide(ret_plan->arena, papers.sources, papers.count, ret_plan->plan_year);
        status = correct(build, group, &papers, ret_plan, &corrections, err);
    }
    if (status == PO_OK)
        status = apply_crosswalks(build, &papers, ret_plan, err);
    po_corrections_mark(&corrections, ret_plan->model);
    if (status == PO_OK)
        status = run_checks(build, &papers, ret_plan, err);
    if (status == PO_OK) {
        make_schedule(build, group, ret_plan);
        po_findings_seal(&ret_plan->findings);
        po_plan_judge(build, group, ret_plan);
        make_states(build, group, &papers, ret_plan);
        po_plan_review(build, ret_plan);
    }
    release_papers(&papers);
    return status;
}

void po_plan_finish(po_plan *plan) {
    po_model_destroy(plan->model);
    po_arena_destroy(plan->arena);
    *plan = (po_plan){0};
}
