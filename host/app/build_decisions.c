/* SPDX-License-Identifier: Apache-2.0
 *
 * Build and decisions: which files of decisions are read, and when they act. Corrections act on the records before crosswalks and checks: what they
 * judge is looked for in a model of what was read, made for that alone and thrown away. All others are matched when the findings are there.
 *
 * Nothing here writes a decisions file; that is command_decide.c's.
 */
#include <string.h>

#include "app/build.h"
#include "base/file.h"
#include "base/text.h"
#include "decision/judged.h"
#include "model/cds.h"

/* ---- which files ------------------------------------------------------------------------------------- */

typedef struct decision_paths {
    po_build *build;
    PO_LIST(const char *) list;
} decision_paths;

/* The same file by two ways ("papers" and "./papers") is one. */
static void add_if_there(decision_paths *paths, const char *folder) {
    const char *path = po_path_join(paths->build->arena, folder, PO_DECISIONS_NAME);
    for (size_t i = 0; i < paths->list.count; i++)
        if (po_text_equal(paths->list.items[i], path))
            return;
    if (po_path_is_file(path))
        *PO_LIST_ADD(paths->build->arena, &paths->list) = path;
}

/* The folder of the earlier build, and in a build of several agencies their folders in it. */
static void look_in_output(decision_paths *paths, const char *output) {
    const char **names = NULL;
    size_t count = 0;
    add_if_there(paths, output);
    if (!po_path_is_folder(output) || po_folder_list(paths->build->arena, output, &names, &count, NULL) != PO_OK)
        return;
    for (size_t i = 0; i < count; i++) {
        const char *inner = po_path_join(paths->build->arena, output, names[i]);
        if (names[i][0] != '.' && !po_text_equal(names[i], "kept") && po_path_is_folder(inner))
            add_if_there(paths, inner);
    }
}

static const po_decisions *same_agency(const po_build *build, const po_decisions *decisions) {
    for (size_t i = 0; i < build->decisions.count; i++) {
        const po_decisions *other = build->decisions.items[i];
        if (po_decisions_about(build->arena, decisions, other->cds, other->name) || po_decisions_about(build->arena, other, decisions->cds, decisions->name))
            return other;
    }
    return NULL;
}

static po_status add_decisions(po_build *build, const char *path, po_error *err) {
    po_decisions *decisions = NULL;
    po_diagnostics mistakes;
    po_diagnostics_init(&mistakes, build->arena);
    po_status status = po_decisions_load(build->arena, path, build->install->crosswalks, &mistakes, &decisions, err);
    po_print_diagnostics(&mistakes, path, true);
    if (status != PO_OK)
        return status;
    const po_decisions *other = same_agency(build, decisions);
    if (other)
        return po_error_set(err, PO_E_INPUT,
                            "'%s' and '%s' both hold decisions about one agency; say which counts with --decisions, or take one away",
                            other->path, path);
    *PO_LIST_ADD(build->arena, &build->decisions) = decisions;
    return PO_OK;
}

po_status po_build_read_decisions(po_build *build, const po_reading_options *options, const char *output, char *const *paths,
                                  size_t path_count, po_error *err) {
    decision_paths found = {.build = build};
    for (size_t i = 0; i < options->decisions.count; i++)
        *PO_LIST_ADD(build->arena, &found.list) = options->decisions.items[i];
    if (options->decisions.count == 0 && output)
        look_in_output(&found, output);
    for (size_t i = 0; i < path_count && options->decisions.count == 0; i++)
        if (po_path_is_folder(paths[i]))
            add_if_there(&found, paths[i]);
    po_status status = PO_OK;
    for (size_t i = 0; i < found.list.count && status == PO_OK; i++)
        status = add_decisions(build, found.list.items[i], err);
    return status;
}

const po_decisions *po_build_decisions(const po_build *build, const po_group *group) {
    for (size_t i = 0; i < build->decisions.count; i++)
        if (po_decisions_about(build->arena, build->decisions.items[i], group->cds, group->name))
            return build->decisions.items[i];
    return NULL;
}

/* A typing mistake in a code would otherwise switch decisions off without a word. */
void po_build_unused_decisions(const po_build *build, const po_groups *groups) {
    po_diagnostics remarks;
    po_diagnostics_init(&remarks, build->arena);
    for (size_t i = 0; i < build->decisions.count; i++) {
        const po_decisions *decisions = build->decisions.items[i];
        bool used = false;
        for (size_t k = 0; k < groups->list.count; k++)
            used |= po_decisions_about(build->arena, decisions, groups->list.items[k].cds, groups->list.items[k].name);
        if (!used)
            po_diagnose(&remarks, PO_WARNING, "DEC-005", decisions->path, NULL,
                        "these decisions are about the agency %s, and no document of it is here; they were not used",
                        decisions->cds ? decisions->cds : decisions->name ? decisions->name : "");
    }
    po_print_diagnostics(&remarks, NULL, true);
}

/* ---- when they act ----------------------------------------------------------------------------------------- */

static bool has_correction(const po_decisions *decisions) {
    for (size_t i = 0; decisions && i < decisions->list.count; i++)
        if (po_decision_is_correction(&decisions->list.items[i]))
            return true;
    return false;
}

/* A model of what was read, in an arena of its own. */
static po_status read_model(po_build *build, const po_correct_paper *papers, size_t count, po_plan *plan, po_model *model, po_error *err) {
    po_diagnostics unheard;
    po_diagnostics_init(&unheard, plan->arena);
    po_status status = PO_OK;
    for (size_t i = 0; i < count && status == PO_OK; i++)
        status = po_crosswalk_apply(build->definitions.crosswalks, papers[i].records, papers[i].source, model, &unheard, err);
    po_model_index(model);
    return status;
}

/* What a standing points to goes with the model that is thrown away: its id is kept. */
static const po_judged *without_model(po_arena *arena, const po_judged *judged) {
    if (!judged)
        return NULL;
    po_judged *kept = PO_NEW(arena, po_judged);
    *kept = (po_judged){.of = judged->of, .id = po_arena_dup(arena, judged->id), .site = judged->site};
    return kept;
}

po_status po_plan_correct(po_build *build, const po_group *group, const po_correct_paper *papers, size_t count, po_plan *plan,
                          po_corrections *ret_corrections, po_error *err) {
    const po_decisions *decisions = po_build_decisions(build, group);
    po_standings_init(&plan->standings, plan->arena);
    if (!has_correction(decisions))
        return PO_OK;
    po_model *model = po_model_create(build->definitions.schema);
    po_status status = read_model(build, papers, count, plan, model, err);
    if (status == PO_OK) {
        const po_judge_input input = {.model = model, .cds = group->cds};
        po_judged_list *things = po_judged_collect(plan->arena, &input, 1u << PO_JUDGED_VALUE);
        po_standings found;
        po_standings_init(&found, plan->arena);
        po_standings_make(&found, decisions, things, po_decision_is_correction);
        po_corrections_put(plan->arena, &found, papers, count, ret_corrections);
        for (size_t i = 0; i < found.list.count; i++) {
            found.list.items[i].judged = without_model(plan->arena, found.list.items[i].judged);
            po_standings_add(&plan->standings, &found.list.items[i]);
        }
    }
    po_model_destroy(model);
    return status;
}

static void add_duties(const po_build *build, po_plan *plan) {
    size_t count = 0;
    const po_program *const *programs = po_registry_programs(build->reading.registry, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < programs[i]->duties.count; k++)
            *PO_LIST_ADD(plan->arena, &plan->judged.duties) =
                (po_judged_duty){.id = programs[i]->duties.items[k].id, .text = programs[i]->duties.items[k].text};
}

/* The kinds of things that are judged at all: values are many, and are seldom asked for. */
static unsigned kinds_of(const po_decisions *decisions) {
    unsigned kinds = 0;
    for (size_t i = 0; i < decisions->list.count; i++)
        if (po_decision_is_judgement(&decisions->list.items[i]))
            kinds |= 1u << decisions->list.items[i].fingerprint.of;
    return kinds;
}

void po_plan_judge(po_build *build, const po_group *group, po_plan *plan) {
    const po_decisions *decisions = po_build_decisions(build, group);
    if (!decisions)
        return;
    plan->judged.model = plan->model;
    plan->judged.findings = &plan->findings;
    plan->judged.one = &plan->one;
    plan->judged.plan_year = plan->plan_year;
    plan->judged.cds = group->cds;
    add_duties(build, plan);
    po_judged_list *things = po_judged_collect(plan->arena, &plan->judged, kinds_of(decisions));
    po_standings_make(&plan->standings, decisions, things, po_decision_is_judgement);
}
