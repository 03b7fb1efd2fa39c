/* SPDX-License-Identifier: Apache-2.0
 *
 * Checks over the plans of one LEA. See plan_check.h.
 */
#include "check/plan_check.h"

#include "base/text.h"
#include "model/ties.h"

static void say(po_findings *findings, const char *code, const char *key, po_finding finding) {
    finding.code = code;
    finding.severity = PO_FINDING_WORTH_A_LOOK;
    finding.message = key;
    finding.action = po_arena_printf(findings->arena, "%s.do", key);
    *po_findings_add(findings) = finding;
}

static const char *school_of(const po_source *source) {
    return source->site_name ? source->site_name : source->name;
}

/* ---- goals that lead nowhere ---- */

static void check_tie(const po_model *model, const po_entity *goal, po_findings *findings) {
    const po_value *aligned = po_entity_get(goal, "aligned");
    if (!aligned || po_text_empty(aligned->text) || !po_tie_possible(model, goal) ||
        po_tie_made(model, goal) || !po_tie_readable(model, goal))
        return;
    po_arena *arena = findings->arena;
    po_argument *arguments = PO_NEW_ARRAY(arena, po_argument, 3);
    arguments[0] = (po_argument){.name = "goal", .value = po_arena_dup(arena, goal->code ? goal->code : "?")};
    arguments[1] = (po_argument){.name = "school", .value = po_arena_dup(arena, school_of(goal->source))};
    arguments[2] = (po_argument){.name = "words", .value = po_text_squeeze(arena, aligned->text)};
    po_finding finding = {.program = goal->source->program,
                          .source = goal->source,
                          .about = po_arena_printf(arena, "goal-%s", goal->code ? goal->code : "?"),
                          .arguments = arguments,
                          .argument_count = 3};
    if (aligned->lineage && aligned->lineage->at_count > 0) {
        finding.at = aligned->lineage->at;
        finding.at_count = aligned->lineage->at_count;
    }
    say(findings, "PLAN-001", "plan.untied", finding);
}

/* ---- schools without a plan ---- */

static bool is_school_plan(const po_source *source) {
    return source->cds && source->site_name && !po_text_equal(source->cds, po_source_lea(source));
}

static bool same_series(const po_source *a, const po_source *b) {
    return is_school_plan(b) && po_text_equal(a->program, b->program);
}

/* Is a plan of this school and program among those that count, and any school's? */
static void look_for(const po_model *model, const po_source *source, bool *ret_own, bool *ret_any) {
    *ret_own = *ret_any = false;
    for (size_t i = 0; i < model->sources.count; i++) {
        const po_source *other = model->sources.items[i];
        bool counts = other->state == PO_SOURCE_CURRENT || other->state == PO_SOURCE_UNDECIDED;
        if (!counts || !same_series(source, other))
            continue;
        *ret_any = true;
        *ret_own |= po_text_equal(other->cds, source->cds);
    }
}

/* Said once for each school: at its newest plan of another year. */
static bool is_newest(const po_model *model, size_t n) {
    const po_source *source = model->sources.items[n];
    for (size_t i = 0; i < model->sources.count; i++) {
        const po_source *other = model->sources.items[i];
        bool later = other->plan_year > source->plan_year || (other->plan_year == source->plan_year && i < n);
        if (i != n && same_series(source, other) && po_text_equal(other->cds, source->cds) && later)
            return false;
    }
    return true;
}

static void check_school(const po_model *model, size_t n, int plan_year, po_findings *findings) {
    const po_source *source = model->sources.items[n];
    bool own, any;
    if (source->state != PO_SOURCE_OTHER_YEAR || !is_school_plan(source) || !is_newest(model, n))
        return;
    look_for(model, source, &own, &any);
    if (own || !any)
        return;
    po_arena *arena = findings->arena;
    char *year = po_arena_alloc(arena, PO_SCHOOL_YEAR_TEXT_MAX), *other = po_arena_alloc(arena, PO_SCHOOL_YEAR_TEXT_MAX);
    const char *title = source->program_title ? source->program_title : source->program;
    po_argument *arguments = PO_NEW_ARRAY(arena, po_argument, 4);
    arguments[0] = (po_argument){.name = "school", .value = po_arena_dup(arena, source->site_name)};
    arguments[1] = (po_argument){.name = "program", .value = po_arena_dup(arena, title)};
    arguments[2] = (po_argument){.name = "year", .value = po_school_year_format(plan_year, year)};
    arguments[3] = (po_argument){.name = "other", .value = po_school_year_format(source->plan_year, other)};
    po_finding finding = {.program = source->program,
                          .source = source,
                          .about = po_arena_printf(arena, "plan of %s", source->cds),
                          .arguments = arguments,
                          .argument_count = 4};
    say(findings, "PLAN-002", "plan.no-school", finding);
}

void po_plan_checks(const po_model *model, int plan_year, po_findings *findings) {
    const po_entity *goal;
    for (size_t i = 0; (goal = po_model_nth(model, "goal", i)); i++)
        check_tie(model, goal, findings);
    for (size_t i = 0; plan_year > 0 && i < model->sources.count; i++)
        check_school(model, i, plan_year, findings);
}
