/* SPDX-License-Identifier: Apache-2.0
 *
 * The rules of all programs together: compiled, indexed, and looked at for what one program file alone cannot show.
 */
#include "timeline/timeline.h"

#include <string.h>

#include "base/text.h"
#include "timeline/timeline_parts.h"

typedef struct timeline_maker {
    po_arena *arena;
    po_timeline *timeline;
    po_rule_scope *scope;
    po_diagnostics *diagnostics;
    size_t mistakes;
} timeline_maker;

const char *po_step_title(const po_step *step, const char *lea_type) {
    const po_deadline *deadline = po_deadline_for(step->deadline, lea_type);
    return deadline->title ? deadline->title : step->duty->title;
}

const char *po_obligation_citation(const po_obligation *obligation) {
    return obligation->deadline->citation ? obligation->deadline->citation : obligation->step->duty->citation;
}

const po_step *po_timeline_step(const po_timeline *timeline, const char *ref) {
    return ref ? po_map_get(timeline->by_ref, ref) : NULL;
}

const po_rule *po_timeline_condition(const po_timeline *timeline, const po_duty *duty) {
    const po_rule *const *kept = po_map_get(timeline->duty_when, duty->id);
    return kept ? *kept : NULL;
}

static void mistake(timeline_maker *maker, const char *code, const po_program *program, int line, const char *text) {
    const char *place = po_arena_printf(maker->arena, "%d", line);
    po_diagnose(maker->diagnostics, PO_ERROR, code, program->path, place, "%s", text);
    maker->mistakes++;
}

static const po_rule *compile(timeline_maker *maker, const po_program *program, int line, const char *expression) {
    const po_rule *rule = NULL;
    po_error err = {0};
    if (expression && po_rule_compile(maker->scope, expression, PO_RULE_TRUTH, NULL, &rule, &err) != PO_OK)
        mistake(maker, "TL-001", program, line, po_arena_printf(maker->arena, "the condition cannot be read: %s", err.text));
    return rule;
}

/* Calls `see` for each facts.<name> of an expression until it says stop; true if it did. */
static bool any_fact(const timeline_maker *maker, const char *expression, bool (*see)(const po_fact *)) {
    for (const char *at = expression; at && (at = strstr(at, "facts.")); at += 6) {
        size_t size = strspn(at + 6, "abcdefghijklmnopqrstuvwxyz0123456789_");
        const char *name = po_arena_copy(maker->arena, at + 6, size);
        for (size_t i = 0; i < maker->timeline->program_count; i++) {
            const po_fact *fact = po_program_fact(maker->timeline->programs[i], name);
            if (fact && see(fact))
                return true;
        }
    }
    return false;
}

static bool of_school(const po_fact *fact) {
    return po_text_equal(fact->level, "school");
}

static bool of_status(const po_fact *fact) {
    return fact->status != NULL;
}

static void add_step(timeline_maker *maker, const po_program *program, const po_duty *duty, const po_deadline *deadline,
                     const po_rule *duty_when) {
    po_step *step = PO_LIST_ADD(maker->arena, &maker->timeline->steps);
    step->ref = po_arena_printf(maker->arena, "%s#%s", duty->id, deadline->name);
    step->program = program;
    step->duty = duty;
    step->deadline = deadline;
    step->duty_when = duty_when;
    step->when = compile(maker, program, deadline->line, deadline->when);
    step->each_school = deadline->each_school || po_map_get(maker->timeline->each_school, duty->id) != NULL || any_fact(maker, deadline->when, of_school);
    step->identification = po_text_equal(program->visibility, "internal") || any_fact(maker, duty->when, of_status) ||
                           any_fact(maker, deadline->when, of_status);
    step->index = maker->timeline->steps.count - 1;
}

static void add_duty(timeline_maker *maker, const po_program *program, const po_duty *duty) {
    const po_rule *when = compile(maker, program, duty->line, duty->when);
    if (when) {
        const po_rule **kept = PO_NEW(maker->arena, const po_rule *);
        *kept = when;
        po_map_set(maker->timeline->duty_when, duty->id, kept);
    }
    if (po_text_equal(duty->bearer, "school") || any_fact(maker, duty->when, of_school))
        po_map_set(maker->timeline->each_school, duty->id, maker->timeline);
    for (size_t i = 0; i < duty->deadlines.count; i++)
        add_step(maker, program, duty, &duty->deadlines.items[i], when);
}

static void index_steps(timeline_maker *maker) {
    for (size_t i = 0; i < maker->timeline->steps.count; i++) {
        po_step *step = &maker->timeline->steps.items[i];
        po_map_add(maker->timeline->by_ref, step->ref, step);
        po_map_add(maker->timeline->by_ref, step->duty->id, step); /* the first of the duty stays */
    }
}

/* ---- references and cycles ---------------------------------------------------------------------------- */

/* Whether the program that a reference begins with is installed; what a missing one would say is not known. */
static bool installed(const timeline_maker *maker, const char *ref) {
    for (size_t i = 0; i < maker->timeline->program_count; i++) {
        const char *id = maker->timeline->programs[i]->id;
        if (po_text_starts(ref, id) && ref[strlen(id)] == '.')
            return true;
    }
    return false;
}

static void check_reference(timeline_maker *maker, const po_step *step, const char *ref) {
    if (ref && !po_text_starts(ref, "facts.") && installed(maker, ref) && !po_timeline_step(maker->timeline, ref))
        mistake(maker, "TL-002", step->program, step->deadline->line,
                po_arena_printf(maker->arena, "%s names '%s', which no installed program has", step->ref, ref));
}

static void check_moment(timeline_maker *maker, const po_step *step, const po_moment *moment) {
    check_reference(maker, step, moment->anchor);
    for (size_t i = 0; i < moment->part_count; i++)
        check_moment(maker, step, &moment->parts[i]);
}

static bool step_reaches(timeline_maker *maker, const po_deadline *deadline, const po_step *goal, bool *seen);

static bool reaches(timeline_maker *maker, const po_moment *moment, const po_step *goal, bool *seen) {
    const po_step *next = moment->anchor ? po_timeline_step(maker->timeline, moment->anchor) : NULL;
    if (next == goal)
        return true;
    if (next && !seen[next->index]) {
        seen[next->index] = true;
        if (step_reaches(maker, next->deadline, goal, seen))
            return true;
    }
    for (size_t i = 0; i < moment->part_count; i++)
        if (reaches(maker, &moment->parts[i], goal, seen))
            return true;
    return false;
}

static bool step_reaches(timeline_maker *maker, const po_deadline *deadline, const po_step *goal, bool *seen) {
    bool found = reaches(maker, deadline->moment, goal, seen);
    for (size_t i = 0; i < deadline->variants.count && !found; i++)
        found = reaches(maker, deadline->variants.items[i].moment, goal, seen);
    return found;
}

static void check_step(timeline_maker *maker, const po_step *step) {
    bool *seen = PO_NEW_ARRAY(maker->arena, bool, maker->timeline->steps.count);
    check_moment(maker, step, step->deadline->moment);
    for (size_t i = 0; i < step->deadline->variants.count; i++)
        check_moment(maker, step, step->deadline->variants.items[i].moment);
    for (size_t i = 0; i < step->deadline->need_count; i++)
        check_reference(maker, step, step->deadline->needs[i]);
    if (step_reaches(maker, step->deadline, step, seen))
        mistake(maker, "TL-003", step->program, step->deadline->line,
                po_arena_printf(maker->arena, "%s is counted from itself, through the deadlines it names; such a chain has no beginning",
                                step->ref));
}

po_status po_timeline_create(po_arena *arena, const po_program *const *programs, size_t program_count,
                             po_diagnostics *diagnostics, po_timeline **ret_timeline, po_error *err) {
    po_timeline *timeline = PO_NEW(arena, po_timeline);
    *timeline = (po_timeline){.programs = programs, .program_count = program_count};
    timeline->holidays = po_holidays_create(arena, programs, program_count);
    timeline->by_ref = po_map_create(arena);
    timeline->duty_when = po_map_create(arena);
    timeline->each_school = po_map_create(arena);
    timeline_maker maker = {.arena = arena,
                            .timeline = timeline,
                            .scope = po_rule_scope_create(arena, NULL, NULL),
                            .diagnostics = diagnostics};
    for (size_t i = 0; i < program_count; i++)
        for (size_t k = 0; k < programs[i]->duties.count; k++)
            add_duty(&maker, programs[i], &programs[i]->duties.items[k]);
    index_steps(&maker);
    for (size_t i = 0; i < timeline->steps.count; i++)
        check_step(&maker, &timeline->steps.items[i]);
    if (maker.mistakes > 0)
        return po_error_set(err, PO_E_CONFIG, "%zu mistake%s in the deadlines of the installed programs", maker.mistakes,
                            maker.mistakes == 1 ? "" : "s");
    *ret_timeline = timeline;
    return PO_OK;
}
