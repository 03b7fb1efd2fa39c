/* SPDX-License-Identifier: Apache-2.0
 *
 * One action in two plans: what it costs, who pays, for whom and when; and groups for which one
 * plan acts while the other is silent. Which actions are the same, and what differs, has been found
 * before (model/same_action.h, check/group_match.h); here it is said.
 */
#include "base/text.h"
#include "check/format.h"
#include "check/plan_check_parts.h"

static const char *money_text(po_arena *arena, po_decimal amount) {
    return po_format_number(arena, amount, PO_UNIT_MONEY, 0);
}

/* The first value of an action's lines that can be read, for the place. */
static const po_value *line_value(const po_model *model, const po_entity *action, const char *field) {
    const po_entity *line;
    for (size_t i = 0; (line = po_model_nth(model, "expenditure", i)); i++)
        if (line->parent == action && po_entity_value(line, field))
            return po_entity_get(line, field);
    return NULL;
}

static po_finding *begin(po_findings *findings, const po_same_action *same, const char *code, const char *key,
                         const char *what) {
    po_finding *finding = po_plan_finding(findings, code, key);
    finding->program = same->school->source->program;
    finding->source = same->school->source;
    finding->about = po_arena_printf(findings->arena, "%s %s %s", same->district->id, same->school->id, what);
    po_plan_say(findings, finding, "action", same->district->code);
    po_plan_say(findings, finding, "title", po_entity_text(same->district, "title"));
    return finding;
}

static void say_both(po_findings *findings, po_finding *finding, const po_same_action *same, const char *first,
                     const char *second) {
    po_plan_say(findings, finding, "first", first);
    po_plan_say(findings, finding, "first_plan", po_plan_called(same->district->source));
    po_plan_say(findings, finding, "second", second);
    po_plan_say(findings, finding, "second_plan", po_plan_called(same->school->source));
}

/* ---- amounts ---- */

static void say_amounts(const po_model *model, const po_same_action *same, po_findings *findings) {
    po_arena *arena = findings->arena;
    char text[PO_DECIMAL_TEXT_MAX];
    po_decimal gap;
    if (!same->differ || !po_decimal_subtract(same->district_total, same->school_total, &gap))
        return;
    gap.units = gap.units < 0 ? -gap.units : gap.units;
    po_finding *finding = begin(findings, same, "PLAN-006", "plan.action-amount", "amount");
    finding->gap = po_arena_dup(arena, po_decimal_format(gap, text));
    say_both(findings, finding, same, money_text(arena, same->district_total), money_text(arena, same->school_total));
    po_plan_say(findings, finding, "gap", money_text(arena, gap));
    po_plan_place(findings, finding, line_value(model, same->district, "amount"));
    po_plan_place(findings, finding, line_value(model, same->school, "amount"));
}

/* ---- funds ---- */

static const char *term_label(const po_model *model, const char *vocabulary, const char *term) {
    const po_term *found = po_vocabulary_find(po_schema_vocabulary(model->schema, vocabulary), term);
    return found && found->label ? found->label : term;
}

static const char *funds_text(const po_model *model, po_arena *arena, const po_entity *action) {
    const po_entity *line;
    const char *text = NULL;
    po_map *seen = po_map_create(arena);
    for (size_t i = 0; (line = po_model_nth(model, "expenditure", i)); i++) {
        const char *fund = line->parent == action ? po_entity_value(line, "fund") : NULL;
        if (!fund || !po_map_add(seen, fund, seen))
            continue;
        const char *label = term_label(model, "fund-source", fund);
        text = text ? po_arena_printf(arena, "%s, %s", text, label) : label;
    }
    return text;
}

static void say_funds(const po_model *model, const po_same_action *same, po_findings *findings) {
    if (!same->funds_apart)
        return;
    po_finding *finding = begin(findings, same, "PLAN-007", "plan.action-fund", "fund");
    say_both(findings, finding, same, funds_text(model, findings->arena, same->district),
             funds_text(model, findings->arena, same->school));
    po_plan_place(findings, finding, line_value(model, same->district, "fund"));
    po_plan_place(findings, finding, line_value(model, same->school, "fund"));
}

/* ---- for whom, when ---- */

static const char *groups_text(const po_model *model, po_arena *arena, const po_entity *action) {
    const po_value *groups = po_entity_get(action, "groups");
    const char *text = NULL;
    for (uint32_t i = 0; groups && i < groups->value_count; i++) {
        const char *label = term_label(model, "student-group", groups->values[i]);
        text = text ? po_arena_printf(arena, "%s, %s", text, label) : label;
    }
    return text;
}

static void say_groups(const po_model *model, const po_same_action *same, po_findings *findings) {
    if (!same->groups_apart)
        return;
    po_finding *finding = begin(findings, same, "PLAN-008", "plan.action-groups", "groups");
    say_both(findings, finding, same, groups_text(model, findings->arena, same->district),
             groups_text(model, findings->arena, same->school));
    po_plan_place(findings, finding, po_entity_get(same->district, "groups"));
    po_plan_place(findings, finding, po_entity_get(same->school, "groups"));
}

static void say_years(const po_same_action *same, po_findings *findings) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    if (!same->years_apart)
        return;
    po_finding *finding = begin(findings, same, "PLAN-009", "plan.action-years", "years");
    const char *span = po_entity_text(same->school, "time_span");
    say_both(findings, finding, same, po_entity_text(same->district, "time_span"),
             span ? span : po_school_year_format(same->school->source->plan_year, year));
    po_plan_place(findings, finding, po_entity_get(same->district, "time_span"));
    po_plan_place(findings, finding, po_entity_get(same->school, "time_span"));
}

void po_check_actions(const po_model *model, const po_same_actions *actions, po_findings *findings) {
    for (size_t i = 0; i < actions->list.count; i++) {
        const po_same_action *same = &actions->list.items[i];
        say_amounts(model, same, findings);
        say_funds(model, same, findings);
        say_groups(model, same, findings);
        say_years(same, findings);
    }
}

/* ---- groups of which the other plan is silent ---- */

static void say_silence(const po_group_match *match, po_findings *findings) {
    bool of_school = po_source_is_school(match->acts);
    const po_source *school = of_school ? match->acts : match->asked;
    po_finding *finding = of_school ? po_plan_finding(findings, "PLAN-011", "plan.group-district")
                                    : po_plan_finding(findings, "PLAN-010", "plan.group-school");
    finding->program = match->asked->program;
    finding->source = match->asked;
    finding->about = po_arena_printf(findings->arena, "%s %s", match->acts->id, match->group->id);
    po_plan_say(findings, finding, "plan", po_plan_called(match->acts));
    po_plan_say(findings, finding, "action", match->action->code);
    po_plan_say(findings, finding, "group", match->group->label);
    po_plan_say(findings, finding, "school", school->site_name ? school->site_name : school->cds);
    po_plan_say(findings, finding, "program",
                match->asked->program_title ? match->asked->program_title : match->asked->program);
    po_plan_place(findings, finding, po_entity_get(match->action, "groups"));
}

void po_check_groups(const po_group_matches *groups, po_findings *findings) {
    for (size_t i = 0; i < groups->list.count; i++)
        if (!groups->list.items[i].named && !groups->list.items[i].doubtful)
            say_silence(&groups->list.items[i], findings);
}
