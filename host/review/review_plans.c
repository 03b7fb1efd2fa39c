/* SPDX-License-Identifier: Apache-2.0
 *
 * Whose plans are compared, and whose are not: every plan of the program that is here, and, where
 * each school owes one, every school that the papers or the district's facts name. Why a required
 * comparison may not be signed follows from it.
 */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/site.h"
#include "review/review_parts.h"

typedef struct plan_lister {
    const po_review_maker *maker;
    po_map *by_cds, *by_name; /* code, and core of the name -> po_review_plan* */
} plan_lister;

static const char *core_of(po_arena *arena, const char *name) {
    return po_site_name_core(arena, po_text_words(arena, name));
}

static void note(plan_lister *lister, po_review_plan *plan) {
    if (plan->cds)
        po_map_add(lister->by_cds, plan->cds, plan);
    po_map_add(lister->by_name, core_of(lister->maker->arena, plan->name), plan);
}

static po_review_plan *add(plan_lister *lister, const char *name, const char *cds, po_review_state state) {
    po_review_plan *plan = PO_NEW(lister->maker->arena, po_review_plan);
    *plan = (po_review_plan){.name = name, .cds = cds, .state = state};
    *PO_LIST_ADD(lister->maker->arena, &lister->maker->part->plans) = plan;
    note(lister, plan);
    return plan;
}

/* ---- plans that are here ----------------------------------------------------------------------
 */

static bool is_partly_read(const po_review_input *input, const po_source *source) {
    for (size_t i = 0; i < input->unread_count; i++)
        if (input->unread[i].partly && po_text_equal(input->unread[i].name, source->name))
            return true;
    return false;
}

static po_review_state state_of(const po_review_input *input, const po_source *source) {
    if (source->state == PO_SOURCE_CURRENT)
        return is_partly_read(input, source) ? PO_REVIEW_PARTLY : PO_REVIEW_COMPARED;
    return source->state == PO_SOURCE_UNDECIDED ? PO_REVIEW_UNDECIDED : PO_REVIEW_OTHER_YEAR;
}

static const char *name_of(const po_source *source) {
    if (source->site_name)
        return source->site_name;
    return source->data ? source->name : po_review_plan_title(source);
}

/* Several versions of one plan are one line; of plans of other years the newest. */
static void add_source(plan_lister *lister, const po_source *source) {
    po_review_state state = state_of(lister->maker->input, source);
    po_review_plan *known =
        source->cds && !source->data && state != PO_REVIEW_COMPARED ? po_map_get(lister->by_cds, source->cds) : NULL;
    if (known && (known->state != PO_REVIEW_OTHER_YEAR || known->year >= source->plan_year))
        return;
    po_review_plan *plan = known ? known : add(lister, name_of(source), source->cds, state);
    plan->source = source;
    plan->year = source->plan_year;
    if (state <= PO_REVIEW_PARTLY)
        po_map_set(lister->maker->plans, source->id, plan);
}

static void add_sources(plan_lister *lister) {
    static const po_source_state ORDER[] = {PO_SOURCE_CURRENT, PO_SOURCE_UNDECIDED, PO_SOURCE_OTHER_YEAR};
    const po_model *model = lister->maker->input->model;
    for (size_t n = 0; n < sizeof ORDER / sizeof *ORDER; n++)
        for (size_t i = 0; i < model->sources.count; i++) {
            const po_source *source = model->sources.items[i];
            bool shown = source->state == ORDER[n] && !source->completes && !(source->data && n > 0);
            if (shown && po_text_equal(source->program, lister->maker->part->program->id))
                add_source(lister, source);
        }
}

/* ---- schools without a plan -------------------------------------------------------------------
 */

/* What the district's facts say of the school's need for a plan: "no" alone frees it. */
static bool is_freed(const po_review_maker *maker, const po_facts_school *school) {
    const po_review_input *input = maker->input;
    const po_map *cells = po_facts_cells(maker->arena, input->facts, school, input->programs, input->program_count);
    const po_rule_cell *cell = po_map_get(cells, maker->part->rule->needed);
    return cell && (po_text_equal(cell->value, "no") || po_text_equal(cell->text, "no"));
}

static void add_fact_schools(plan_lister *lister) {
    const po_lea_facts *facts = lister->maker->input->facts;
    for (size_t i = 0; facts && i < facts->schools.count; i++) {
        const po_facts_school *school = &facts->schools.items[i];
        if (po_map_get(lister->by_cds, school->cds))
            continue;
        add(lister, school->name ? school->name : school->cds, school->cds,
            is_freed(lister->maker, school) ? PO_REVIEW_NOT_NEEDED : PO_REVIEW_NO_PLAN);
    }
}

/* Schools of this LEA that any document gives a code to. */
static void add_sites(plan_lister *lister) {
    const po_entity *site;
    for (size_t i = 0; (site = po_model_nth(lister->maker->input->model, "site", i)); i++) {
        const char *cds = po_entity_text(site, "cds"), *name = po_entity_text(site, "name");
        if (name && cds && !po_map_get(lister->by_cds, cds) &&
            !po_map_get(lister->by_name, core_of(lister->maker->arena, name)))
            add(lister, name, cds, PO_REVIEW_NO_PLAN);
    }
}

/* Schools that the district's plan names without a code have been found by a check already. */
static void add_named(plan_lister *lister) {
    const po_review_maker *maker = lister->maker;
    for (size_t i = 0; i < maker->input->findings->list.count; i++) {
        const po_finding *finding = &maker->input->findings->list.items[i];
        bool names =
            po_text_equal(finding->code, "PLAN-003") && po_text_equal(finding->program, maker->part->program->id);
        for (size_t k = 0; names && k < finding->argument_count; k++)
            if (po_text_equal(finding->arguments[k].name, "school") &&
                !po_map_get(lister->by_name, core_of(maker->arena, finding->arguments[k].value)))
                add(lister, finding->arguments[k].value, NULL, PO_REVIEW_NO_PLAN);
    }
}

/* ---- the list ---------------------------------------------------------------------------------
 */

static int by_name(const void *a, const void *b) {
    const po_review_plan *const *left = a, *const *right = b;
    int order = strcmp((*left)->name, (*right)->name);
    return order != 0 ? order : strcmp((*left)->cds ? (*left)->cds : "", (*right)->cds ? (*right)->cds : "");
}

void po_review_list_plans(const po_review_maker *maker) {
    plan_lister lister = {
        .maker = maker, .by_cds = po_map_create(maker->arena), .by_name = po_map_create(maker->arena)};
    add_sources(&lister);
    if (maker->part->rule->needed) {
        add_fact_schools(&lister);
        add_sites(&lister);
        add_named(&lister);
    }
    if (maker->part->plans.count > 1)
        qsort(maker->part->plans.items, maker->part->plans.count, sizeof(po_review_plan *), by_name);
    for (size_t i = 0; i < maker->part->plans.count; i++)
        maker->part->plans.items[i]->index = i;
}

/* ---- what forbids a signature -----------------------------------------------------------------
 */

static po_review_block *block(const po_review_maker *maker, const char *message) {
    po_review_block *made = PO_LIST_ADD(maker->arena, &maker->review->blocks);
    made->message = message;
    return made;
}

static void say(const po_review_maker *maker, po_review_block *made, const char *name, const char *value) {
    po_review_say(maker->arena, &made->arguments, &made->argument_count, name, value);
}

static void block_plan(const po_review_maker *maker, const po_review_plan *plan) {
    static const char *const KEYS[] = {[PO_REVIEW_PARTLY] = "review.block.partly",
                                       [PO_REVIEW_OTHER_YEAR] = "review.block.other_year",
                                       [PO_REVIEW_UNDECIDED] = "review.block.undecided",
                                       [PO_REVIEW_NO_PLAN] = "review.block.no_plan"};
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    if (plan->state == PO_REVIEW_COMPARED || plan->state == PO_REVIEW_NOT_NEEDED)
        return;
    po_review_block *made = block(maker, KEYS[plan->state]);
    say(maker, made, "plan", plan->name);
    say(maker, made, "program", maker->part->program->title);
    say(maker, made, "year", plan->year ? po_school_year_format(plan->year, year) : NULL);
}

/* A year that cannot be seen is not the year. */
static void block_years(const po_review_maker *maker) {
    for (size_t i = 0; i < maker->part->plans.count; i++) {
        const po_review_plan *plan = maker->part->plans.items[i];
        const po_source *own = maker->part->against.count > 0 ? maker->part->against.items[0] : NULL;
        if (plan->state == PO_REVIEW_COMPARED && own && (plan->year == 0 || plan->year != own->plan_year)) {
            po_review_block *made = block(maker, "review.block.years");
            say(maker, made, "plan", plan->name);
            say(maker, made, "other", po_review_plan_title(own));
        }
    }
}

static const char *program_title(const po_review_input *input, const char *id) {
    for (size_t i = 0; i < input->program_count; i++)
        if (po_text_equal(input->programs[i]->id, id))
            return input->programs[i]->title;
    return id;
}

/* Every program with which this one's plans are compared must have a plan that counts. */
static void block_others(const po_review_maker *maker) {
    const po_review_part *part = maker->part;
    for (size_t i = 0; i < part->rule->with_count; i++) {
        bool here = false;
        for (size_t k = 0; k < part->against.count; k++)
            here |= po_text_equal(part->against.items[k]->program, part->rule->with[i]);
        if (!here)
            say(maker, block(maker, "review.block.no_other"), "program",
                program_title(maker->input, part->rule->with[i]));
    }
}

void po_review_block_signature(const po_review_maker *maker) {
    const po_review_part *part = maker->part;
    block_others(maker);
    for (size_t i = 0; i < part->against.count; i++)
        if (is_partly_read(maker->input, part->against.items[i]))
            say(maker, block(maker, "review.block.partly"), "plan", po_review_plan_title(part->against.items[i]));
    if (part->plans.count == 0)
        say(maker, block(maker, "review.block.none"), "program", part->program->title);
    for (size_t i = 0; i < part->plans.count; i++)
        block_plan(maker, part->plans.items[i]);
    block_years(maker);
    for (size_t i = 0; i < maker->input->unread_count; i++)
        if (!maker->input->unread[i].partly)
            say(maker, block(maker, "review.block.unread"), "name", maker->input->unread[i].name);
}
