/* SPDX-License-Identifier: Apache-2.0
 *
 * Checks over the plans of one LEA. See plan_check.h.
 */
#include "check/plan_check.h"

#include "base/text.h"
#include "check/plan_check_parts.h"
#include "model/ties.h"

po_finding *po_plan_finding(po_findings *findings, const char *code, const char *key) {
    po_finding *finding = po_findings_add(findings);
    finding->code = code;
    finding->severity = PO_FINDING_WORTH_A_LOOK;
    finding->message = key;
    finding->action = po_arena_printf(findings->arena, "%s.do", key);
    return finding;
}

void po_plan_say(po_findings *findings, po_finding *finding, const char *name, const char *value) {
    po_argument *arguments = PO_NEW_ARRAY(findings->arena, po_argument, finding->argument_count + 1);
    for (size_t i = 0; i < finding->argument_count; i++)
        arguments[i] = finding->arguments[i];
    arguments[finding->argument_count++] =
        (po_argument){.name = name, .value = po_text_squeeze(findings->arena, po_text_empty(value) ? "?" : value)};
    finding->arguments = arguments;
}

void po_plan_place(po_findings *findings, po_finding *finding, const po_value *value) {
    const po_lineage *lineage = value ? value->lineage : NULL;
    if (!lineage || lineage->at_count == 0)
        return;
    po_source_place *places = PO_NEW_ARRAY(findings->arena, po_source_place, finding->at_count + 1);
    for (size_t i = 0; i < finding->at_count; i++)
        places[i] = finding->at[i];
    places[finding->at_count] = lineage->at[0];
    places[finding->at_count++].source = lineage->at[0].source ? lineage->at[0].source : lineage->source;
    finding->at = places;
}

const char *po_plan_called(const po_source *source) {
    const char *title = source->program_title ? source->program_title : source->program;
    return source->site_name ? source->site_name : title;
}

/* ---- goals that lead nowhere ---- */

static void check_tie(const po_model *model, const po_tie *tie, po_findings *findings) {
    const po_entity *goal = tie->goal;
    if (tie->way != PO_TIE_UNMATCHED || !po_tie_readable(model, goal))
        return;
    const char *code = goal->code ? goal->code : "?";
    po_finding *finding = po_plan_finding(findings, "PLAN-001", "plan.untied");
    finding->program = goal->source->program;
    finding->source = goal->source;
    finding->about = po_arena_printf(findings->arena, "goal-%s", code);
    po_plan_say(findings, finding, "goal", code);
    po_plan_say(findings, finding, "school", goal->source->site_name ? goal->source->site_name : goal->source->name);
    po_plan_say(findings, finding, "words", tie->words->text);
    if (tie->words->lineage && tie->words->lineage->at_count > 0) {
        finding->at = tie->words->lineage->at;
        finding->at_count = tie->words->lineage->at_count;
    }
}

void po_plan_checks(const po_model *model, const po_one_plan *one, const po_group_matches *groups, int plan_year, po_findings *findings) {
    for (size_t i = 0; i < one->ties.list.count; i++)
        check_tie(model, &one->ties.list.items[i], findings);
    if (plan_year > 0)
        po_check_schools(model, plan_year, findings);
    po_check_measures(model, one, findings);
    po_check_actions(model, &one->actions, findings);
    if (groups)
        po_check_groups(groups, findings);
}
