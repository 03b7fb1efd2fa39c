/* SPDX-License-Identifier: Apache-2.0
 *
 * What plan.json and plan.html both say. See plan_facts.h.
 */
#include "emit/plan_facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/text.h"

static int by_program_id(const void *a, const void *b) {
    const po_program *const *left = a, *const *right = b;
    return strcmp((*left)->id, (*right)->id);
}

static void collect_programs(po_arena *arena, const po_emit_plan_input *input,
                             po_plan_facts *facts) {
    size_t count = input->program_count;
    const po_program **programs = PO_NEW_ARRAY(arena, const po_program *, count);
    for (size_t i = 0; i < count; i++) {
        programs[i] = input->programs[i];
    }
    qsort(programs, count, sizeof(const po_program *), by_program_id);
    facts->programs = programs;
    facts->program_count = count;
}

/* The LEA's own entity where one was made, else what the first current source prints. */
static void collect_lea(const po_emit_plan_input *input, po_plan_facts *facts) {
    facts->lea = po_model_nth(input->model, "lea", 0);
    facts->plan_year = input->plan_year;
    if (facts->lea) {
        facts->name = po_entity_text(facts->lea, "name");
        facts->cds = po_entity_text(facts->lea, "cds");
    }
    for (size_t i = 0; i < facts->sources.count; i++) {
        const po_source *source = facts->sources.items[i];
        if (source->state != PO_SOURCE_CURRENT) {
            continue;
        }
        facts->name = facts->name ? facts->name : source->lea_name;
        facts->cds = facts->cds ? facts->cds : po_source_lea(source);
        if (input->plan_year == 0 && source->plan_year > facts->plan_year) {
            facts->plan_year = source->plan_year;
        }
    }
}

static size_t term_order(const po_model *model, const char *vocabulary, const char *term) {
    const po_vocabulary *found = po_schema_vocabulary(model->schema, vocabulary);
    size_t i = 0;
    while (found && i < found->terms.count && !po_text_equal(found->terms.items[i].id, term)) {
        i++;
    }
    return i;
}

/* From `first` on: by stage as the model orders them, newest year first, then as they came (by fund). An insertion sort: there
 * are a dozen. */
static void sort_funds(const po_model *model, po_plan_facts *facts, size_t first) {
    for (size_t i = first + 1; i < facts->funds.count; i++) {
        const po_plan_fund fund = facts->funds.items[i];
        size_t stage = term_order(model, "expenditure-stage", fund.total.stage);
        size_t k = i;
        for (; k > first; k--) {
            const po_fund_total *before = &facts->funds.items[k - 1].total;
            size_t before_stage = term_order(model, "expenditure-stage", before->stage);
            bool later = before_stage > stage;
            bool older = before_stage == stage && before->school_year && fund.total.school_year &&
                         strcmp(before->school_year, fund.total.school_year) < 0;
            if (!later && !older) {
                break;
            }
            facts->funds.items[k] = facts->funds.items[k - 1];
        }
        facts->funds.items[k] = fund;
    }
}

/* A total is the plan's, not the file's: the same plan in another format keeps its ids. Only where several files make one plan, each
 * with totals of its own, is the file told too. */
static const char *file_of(const po_model *model, const po_source *source) {
    for (size_t i = 0; i < model->sources.count; i++) {
        const po_source *other = model->sources.items[i];
        if (other != source && other->state == PO_SOURCE_CURRENT && po_text_equal(other->program, source->program) &&
            po_text_equal(other->cds, source->cds) && po_text_equal(other->period, source->period)) {
            return source->id;
        }
    }
    return NULL;
}

static const char *fund_id(po_arena *arena, const po_model *model, const po_source *source, const po_fund_total *total) {
    const char *parts[] = {"fund-total", source->program, source->cds,          source->period, file_of(model, source),
                           total->fund,  total->stage,    total->school_year};
    char *id = po_arena_alloc(arena, PO_ID_TEXT_MAX);
    return po_id_make(parts, sizeof parts / sizeof *parts, id);
}

static void collect_funds(po_arena *arena, const po_model *model, po_plan_facts *facts) {
    const po_fund_lines lines = po_fund_lines_collect(arena, model);
    for (size_t i = 0; i < facts->sources.count; i++) {
        const po_source *source = facts->sources.items[i];
        if (source->state != PO_SOURCE_CURRENT) {
            continue;
        }
        po_fund_totals totals = {0};
        size_t first = facts->funds.count;
        po_fund_lines_total(&lines, source, &totals);
        for (size_t k = 0; k < totals.list.count; k++) {
            const po_fund_total *total = &totals.list.items[k];
            *PO_LIST_ADD(arena, &facts->funds) = (po_plan_fund){fund_id(arena, model, source, total), source, *total};
        }
        sort_funds(model, facts, first);
    }
}

void po_plan_facts_collect(po_arena *arena, const po_emit_plan_input *input,
                           po_plan_facts *ret_facts) {
    *ret_facts = (po_plan_facts){.sources = po_order_sources(arena, input->model)};
    collect_programs(arena, input, ret_facts);
    collect_lea(input, ret_facts);
    collect_funds(arena, input->model, ret_facts);
}

size_t po_plan_source_count(const po_plan_facts *facts, const char *program) {
    size_t count = 0;
    for (size_t i = 0; i < facts->sources.count; i++) {
        const po_source *source = facts->sources.items[i];
        count += source->state == PO_SOURCE_CURRENT && po_text_equal(source->program, program);
    }
    return count;
}

const char *po_plan_finding_sentence(po_arena *arena, const po_emit_plan_input *input,
                                     const po_finding *finding) {
    return po_language_format(input->language, arena, finding->message, finding->arguments,
                              finding->argument_count);
}

const char *po_plan_finding_action(po_arena *arena, const po_emit_plan_input *input,
                                   const po_finding *finding) {
    if (!po_language_has(input->language, finding->action)) {
        return NULL;
    }
    return po_language_format(input->language, arena, finding->action, finding->arguments,
                              finding->argument_count);
}

const char *po_plan_duty_state(const po_emit_plan_input *input, const po_duty *duty) {
    bool over = !po_date_none(duty->valid_until) && po_date_compare(input->as_of, duty->valid_until) > 0;
    bool before = !po_date_none(duty->valid_from) && po_date_compare(input->as_of, duty->valid_from) < 0;
    if (!input->states)
        return po_shown_state_name(over || before ? PO_SHOWN_NOT_APPLICABLE : PO_SHOWN_UNKNOWN);
    return po_shown_state_name(po_duty_states_of(input->states, duty->id));
}

const char *po_plan_term(const po_model *model, const char *vocabulary, const char *term) {
    const po_vocabulary *found =
        vocabulary ? po_schema_vocabulary(model->schema, vocabulary) : NULL;
    const po_term *entry = found && term ? po_vocabulary_find(found, term) : NULL;
    return entry && entry->label ? entry->label : term;
}
