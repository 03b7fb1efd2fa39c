/* SPDX-License-Identifier: Apache-2.0
 *
 * Values that two plans give for the same thing and that cannot both be right. What may explain a difference (another year, another school,
 * another definition, rounding) has been looked at where plans are compared (model/comparison.h); only what nothing explains is said here.
 */
#include <string.h>

#include "base/text.h"
#include "check/plan_check_parts.h"

static const char *term_label(const po_model *model, const char *vocabulary, const char *term) {
    const po_term *found = po_vocabulary_find(po_schema_vocabulary(model->schema, vocabulary), term);
    return found && found->label ? found->label : term;
}

static const char *number_text(po_arena *arena, const po_statement *statement) {
    char number[PO_DECIMAL_TEXT_MAX];
    const char *printed = po_arena_dup(arena, po_decimal_format(statement->number, number));
    return statement->unit == PO_STATED_PERCENT ? po_arena_printf(arena, "%s%%", printed) : printed;
}

static const char *measure_name(po_arena *arena, const po_entity *measure) {
    const char *name = po_entity_text(measure, "name");
    return measure->code ? po_arena_printf(arena, "%s %s", measure->code, name ? name : "") : name;
}

static void say_numbers(po_findings *findings, po_finding *finding, const po_statement *first, const po_statement *second) {
    po_decimal gap;
    char text[PO_DECIMAL_TEXT_MAX];
    if (po_decimal_subtract(first->number, second->number, &gap)) {
        gap.units = gap.units < 0 ? -gap.units : gap.units;
        finding->gap = po_arena_dup(findings->arena, po_decimal_format(gap, text));
        po_plan_say(findings, finding, "gap", finding->gap);
    }
    po_plan_place(findings, finding, po_entity_get(first->outcome, "text"));
    po_plan_place(findings, finding, po_entity_get(second->outcome, "text"));
}

static void say_disagreement(const po_model *model, const po_disagreement *pair, po_findings *findings) {
    po_arena *arena = findings->arena;
    const po_statement *first = pair->first, *second = pair->second;
    const char *place = first->site ? po_entity_text(first->site, "name") : pair->first_measure->source->lea_name;
    po_finding *finding = po_plan_finding(findings, "PLAN-004", "plan.measure-differs");
    finding->program = pair->second_measure->source->program;
    finding->source = pair->second_measure->source;
    finding->about = po_arena_printf(arena, "%s %s %s %s", pair->first_measure->id, pair->second_measure->id, first->group, first->year);
    po_plan_say(findings, finding, "measure", measure_name(arena, pair->first_measure));
    po_plan_say(findings, finding, "group", term_label(model, "student-group", first->group));
    po_plan_say(findings, finding, "place", place);
    po_plan_say(findings, finding, "year", first->year);
    po_plan_say(findings, finding, "first", number_text(arena, first));
    po_plan_say(findings, finding, "first_plan", po_plan_called(pair->first_measure->source));
    po_plan_say(findings, finding, "second", number_text(arena, second));
    po_plan_say(findings, finding, "second_plan", po_plan_called(pair->second_measure->source));
    say_numbers(findings, finding, first, second);
}

/* ---- baselines ---- */

static const char *key_of(po_arena *arena, const po_statement *statement) {
    return po_arena_printf(arena, "%s|%s|%s|%s", statement->group, statement->site ? statement->site->id : "", statement->part,
                           statement->year ? statement->year : "");
}

static void say_baseline(const po_model *model, const po_change *change, const po_change_set *set, const po_statement *old,
                         const po_statement *new, po_findings *findings) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    po_arena *arena = findings->arena;
    const po_entity *measure = change->after->parent;
    po_finding *finding = po_plan_finding(findings, "PLAN-005", "plan.baseline-changed");
    finding->program = set->after->program;
    finding->source = set->after;
    finding->about = po_arena_printf(arena, "%s %s baseline", measure->id, new->group);
    po_plan_say(findings, finding, "measure", measure_name(arena, measure));
    po_plan_say(findings, finding, "group", term_label(model, "student-group", new->group));
    po_plan_say(findings, finding, "year", new->year);
    po_plan_say(findings, finding, "before", number_text(arena, old));
    po_plan_say(findings, finding, "after", number_text(arena, new));
    po_plan_say(findings, finding, "other", po_school_year_format(set->before->plan_year, year));
    say_numbers(findings, finding, new, old);
}

/* Only for the same data year: a new cycle begins with new baselines. */
static void check_baseline(const po_model *model, const po_statement_reader *reader, const po_change_set *set, const po_change *change,
                           po_findings *findings) {
    po_arena *arena = findings->arena;
    po_statements old, new;
    po_map *known = po_map_create(arena);
    po_statements_read(reader, change->before->parent, change->before, &old);
    po_statements_read(reader, change->after->parent, change->after, &new);
    for (size_t i = 0; i < old.list.count; i++)
        po_map_add(known, key_of(arena, &old.list.items[i]), &old.list.items[i]);
    for (size_t i = 0; i < new.list.count; i++) {
        const po_statement *before = po_map_get(known, key_of(arena, &new.list.items[i]));
        if (before && before->year && po_statements_differ(before, &new.list.items[i]))
            say_baseline(model, change, set, before, &new.list.items[i], findings);
    }
}

static bool is_baseline(const po_change *change) {
    return change->kind == PO_CHANGE_CHANGED && change->before && change->after && po_entity_is(change->before, "outcome") &&
           po_entity_is(change->after, "outcome") && po_text_equal(po_entity_value(change->after, "kind"), "baseline");
}

static void check_baselines(const po_model *model, const po_changes *changes, po_findings *findings) {
    const po_statement_reader *reader = changes->list.count > 0 ? po_statement_reader_create(findings->arena, model) : NULL;
    for (size_t i = 0; i < changes->list.count; i++) {
        const po_change_set *set = changes->list.items[i];
        for (size_t k = 0; set->other_year && k < set->list.count; k++)
            if (is_baseline(&set->list.items[k]))
                check_baseline(model, reader, set, &set->list.items[k], findings);
    }
}

void po_check_measures(const po_model *model, const po_one_plan *one, po_findings *findings) {
    for (size_t i = 0; i < one->comparisons.list.count; i++) {
        const po_comparison *row = one->comparisons.list.items[i];
        for (size_t k = 0; k < row->disagreements.count; k++)
            say_disagreement(model, &row->disagreements.items[k], findings);
    }
    check_baselines(model, &one->changes, findings);
}
