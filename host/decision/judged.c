/* SPDX-License-Identifier: Apache-2.0
 *
 * Collecting what can be judged. Fingerprints are made in judged_print.c, when somebody asks.
 */
#include "decision/judged.h"

#include "base/digest.h"
#include "model/ties.h"

typedef struct same_kind {
    PO_LIST(size_t) numbers;
} same_kind;

static const char *thing_key(po_arena *arena, const char *id, const char *site) {
    return po_arena_printf(arena, "%s %s", id, site ? site : "");
}

static const char *kind_key(po_arena *arena, po_judged_kind of, const char *what) {
    return po_arena_printf(arena, "%d %s", (int)of, what);
}

static po_judged *add(po_judged_list *things, po_judged_kind of, const char *id, const char *what) {
    const char *key = kind_key(things->arena, of, what);
    same_kind *same = po_map_get(things->by_what, key);
    if (!same) {
        same = PO_NEW(things->arena, same_kind);
        po_map_set(things->by_what, key, same);
    }
    *PO_LIST_ADD(things->arena, &same->numbers) = things->list.count;
    po_judged *judged = PO_LIST_ADD(things->arena, &things->list);
    *judged = (po_judged){.of = of, .id = id, .what = what, .whose = "", .counts = true};
    return judged;
}

/* Program, agency or school, and period: a plan of another year or school is another thing. */
static const char *owner(po_arena *arena, const po_source *source, const char *program) {
    if (!source)
        return program ? program : "";
    return po_arena_printf(arena, "%s %s %s", source->program ? source->program : "-", source->cds ? source->cds : "-",
                           source->period ? source->period : "-");
}

static bool source_counts(const po_source *source) {
    return !source || source->state == PO_SOURCE_CURRENT || source->state == PO_SOURCE_UNDECIDED;
}

/* ---- one collector for each kind ------------------------------------------------------------------- */

static void add_findings(po_judged_list *things) {
    const po_findings *findings = things->input->findings;
    for (size_t i = 0; findings && i < findings->list.count; i++) {
        const po_finding *finding = &findings->list.items[i];
        po_judged *judged = add(things, PO_JUDGED_FINDING, finding->id, finding->code);
        judged->whose = owner(things->arena, finding->source, finding->program);
        judged->finding = finding;
    }
}

/* "action.total_funds from expenditure_row.total_funds": two tables that print one amount are two things to judge. */
static const char *slot_name(po_arena *arena, const po_entity *entity, const po_slot *slot) {
    const po_lineage *lineage = slot->value.lineage;
    const char *name = po_arena_printf(arena, "%s.%s", entity->definition->id, slot->field->id);
    if (!lineage || !lineage->record_type || !lineage->record_field)
        return name;
    return po_arena_printf(arena, "%s from %s.%s", name, lineage->record_type, lineage->record_field);
}

static void add_slot(po_judged_list *things, const po_entity *entity, const po_slot *slot) {
    if (!slot->value.id)
        return;
    const char *what = slot_name(things->arena, entity, slot);
    po_judged *judged = add(things, PO_JUDGED_VALUE, slot->value.id, what);
    judged->whose = owner(things->arena, entity->source, NULL);
    judged->counts = source_counts(entity->source);
    judged->entity = entity;
    judged->slot = slot;
}

static void add_values(po_judged_list *things) {
    const po_model *model = things->input->model;
    for (size_t i = 0; i < model->entities.count; i++) {
        const po_entity *entity = model->entities.items[i];
        for (size_t s = 0; s < entity->slots.count; s++)
            add_slot(things, entity, &entity->slots.items[s]);
        for (size_t s = 0; s < entity->others.count; s++)
            add_slot(things, entity, &entity->others.items[s]);
    }
}

const char *po_tie_id(po_arena *arena, const po_tie *tie) {
    char id[PO_ID_TEXT_MAX];
    const char *const parts[] = {"tie", tie->goal->id};
    return po_arena_dup(arena, po_id_make(parts, 2, id));
}

static void add_ties(po_judged_list *things) {
    const po_one_plan *one = things->input->one;
    for (size_t i = 0; one && i < one->ties.list.count; i++) {
        const po_tie *tie = &one->ties.list.items[i];
        po_judged *judged = add(things, PO_JUDGED_TIE, po_tie_id(things->arena, tie), "tie");
        judged->whose = owner(things->arena, tie->goal->source, NULL);
        judged->entity = tie->goal;
        judged->tie = tie;
    }
}

static void add_shared(po_judged_list *things) {
    const po_one_plan *one = things->input->one;
    for (size_t i = 0; one && i < one->money.list.count; i++) {
        const po_same_money *shared = &one->money.list.items[i];
        po_judged *judged = add(things, PO_JUDGED_SHARED, shared->id, "shared-amount");
        judged->whose = owner(things->arena, shared->second->action->source, NULL);
        judged->entity = shared->first->action;
        judged->shared = shared;
    }
}

static void add_duty(po_judged_list *things, const po_judged_duty *duty, const char *site) {
    po_judged *judged = add(things, PO_JUDGED_DUTY, duty->id, duty->id);
    judged->site = site;
    judged->whose = site ? site : things->input->cds ? things->input->cds : "";
    judged->duty = duty;
}

/* Each duty at the agency, and at each school that is known. */
static void add_duties(po_judged_list *things) {
    const po_model *model = things->input->model;
    po_map *sites = po_map_create(things->arena);
    for (size_t i = 0; i < model->sources.count; i++)
        if (po_source_is_school(model->sources.items[i]))
            po_map_add(sites, model->sources.items[i]->cds, things);
    for (size_t i = 0; i < model->entities.count; i++) {
        const char *cds = po_entity_is(model->entities.items[i], "site") ? po_entity_text(model->entities.items[i], "cds") : NULL;
        if (cds)
            po_map_add(sites, cds, things);
    }
    for (size_t i = 0; i < things->input->duties.count; i++) {
        add_duty(things, &things->input->duties.items[i], NULL);
        for (size_t k = 0; k < po_map_count(sites); k++)
            add_duty(things, &things->input->duties.items[i], po_map_key(sites, k));
    }
}

po_judged_list *po_judged_collect(po_arena *arena, const po_judge_input *input, unsigned kinds) {
    static void (*const collectors[PO_JUDGED_KINDS])(po_judged_list *) = {add_findings, add_values, add_ties, add_shared, add_duties};
    po_judged_list *things = PO_NEW(arena, po_judged_list);
    *things = (po_judged_list){.arena = arena, .input = input, .by_id = po_map_create(arena), .by_what = po_map_create(arena)};
    for (unsigned i = 0; i < PO_JUDGED_KINDS; i++)
        if (kinds & 1u << i)
            collectors[i](things);
    for (size_t i = 0; i < things->list.count; i++)
        po_map_add(things->by_id, thing_key(arena, things->list.items[i].id, things->list.items[i].site), &things->list.items[i]);
    return things;
}

po_judged *po_judged_find(const po_judged_list *things, const char *id, const char *site) {
    return po_map_get(things->by_id, thing_key(things->arena, id, site));
}

po_judged *po_judged_nth(const po_judged_list *things, po_judged_kind of, const char *what, size_t n) {
    const same_kind *same = po_map_get(things->by_what, kind_key(things->arena, of, what));
    return same && n < same->numbers.count ? &things->list.items[same->numbers.items[n]] : NULL;
}

/* "total_funds" as "total funds". */
static const char *spaced(po_arena *arena, const char *name) {
    char *words = po_arena_dup(arena, name);
    for (char *at = words; *at; at++)
        *at = *at == '_' || *at == '-' ? ' ' : *at;
    return words;
}

/* The nearest thing that people call by a number: the value's own, or what it is part of. */
static const char *named(po_arena *arena, const po_entity *entity) {
    const po_entity *known = entity;
    while (!known->code && known->parent)
        known = known->parent;
    if (!known->code)
        return spaced(arena, entity->definition->id);
    const char *name = po_arena_printf(arena, "%s %s", spaced(arena, known->definition->id), known->code);
    return known == entity ? name : po_arena_printf(arena, "%s, %s", name, spaced(arena, entity->definition->id));
}

const char *po_judged_title(po_arena *arena, const po_judged *judged) {
    switch (judged->of) {
    case PO_JUDGED_FINDING:
        return judged->finding->code;
    case PO_JUDGED_VALUE:
        return po_arena_printf(arena, "%s: %s", named(arena, judged->entity), spaced(arena, judged->slot->field->id));
    case PO_JUDGED_TIE:
    case PO_JUDGED_SHARED:
        return po_arena_printf(arena, "%s: %s", named(arena, judged->entity), spaced(arena, judged->what));
    case PO_JUDGED_DUTY:
        break;
    }
    return judged->duty->id;
}
