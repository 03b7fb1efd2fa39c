/* SPDX-License-Identifier: Apache-2.0
 *
 * States: the instances of every duty, and asking for them. See state.h.
 */
#include "duty/state.h"

#include "base/text.h"
#include "duty/state_parts.h"

const char *po_shown_state_name(po_shown_state state) {
    static const char *const names[] = {
        [PO_SHOWN_CONFLICTING] = "conflicting", [PO_SHOWN_NOT_FOUND] = "not-found", [PO_SHOWN_UNKNOWN] = "unknown",
        [PO_SHOWN_RESIDUE] = "covered-with-residue", [PO_SHOWN_PLANNED] = "planned", [PO_SHOWN_STATED] = "stated",
        [PO_SHOWN_ATTESTED] = "attested", [PO_SHOWN_SATISFIED] = "satisfied", [PO_SHOWN_WAIVED] = "waived",
        [PO_SHOWN_NOT_APPLICABLE] = "not-applicable"};
    return names[state];
}

const char *po_lack_reason_name(po_lack_reason reason) {
    static const char *const names[] = {
        [PO_LACK_NO_DOCUMENT] = "no-document", [PO_LACK_OTHER_YEAR] = "other-year", [PO_LACK_UNDECIDED] = "undecided",
        [PO_LACK_CONTRADICTORY] = "contradictory", [PO_LACK_DOUBTFUL] = "doubtful", [PO_LACK_NOT_READ] = "not-read",
        [PO_LACK_NOT_FOUND] = "not-found", [PO_LACK_DENIED] = "denied", [PO_LACK_BY_HAND] = "by-hand", [PO_LACK_FACT] = "fact", [PO_LACK_FINDING] = "finding"};
    return names[reason];
}

/* ---- making --------------------------------------------------------------------------------------- */

static const char *key_of(po_arena *arena, const char *duty, const char *cds) {
    return cds ? po_arena_printf(arena, "%s %s", duty, cds) : duty;
}

static void keep(po_state_maker *maker, po_duty_instance *instance, const char *cds) {
    po_duty_states *states = maker->states;
    const char *duty = instance->duty->id;
    *PO_LIST_ADD(states->arena, &states->list) = instance;
    po_map_add(states->by_key, key_of(maker->scratch, duty, cds), instance);
    po_instances *of = po_map_get(states->by_duty, duty);
    if (!of) {
        of = PO_NEW(states->arena, po_instances);
        po_map_set(states->by_duty, duty, of);
    }
    *PO_LIST_ADD(states->arena, &of->list) = instance;
}

static po_duty_instance *make_instance(po_state_maker *maker, po_shown_place *place, const po_duty_rule *rule) {
    po_duty_instance *instance = PO_NEW(maker->arena, po_duty_instance);
    *instance = (po_duty_instance){.program = rule->program, .duty = rule->duty, .cds = place->cds, .name = place->name, .site = place->site};
    po_state_judge(maker, place, rule, instance);
    return instance;
}

/* Schools without a plan here are alike: those to which the duty does not apply, and the others. */
static void add_together(po_state_maker *maker, const po_duty_rule *rule, bool alone) {
    po_duty_instance *applies = NULL, *spared = NULL;
    for (size_t i = 1; i < maker->places.count; i++) {
        po_shown_place *place = maker->places.items[i];
        if (place->has_plan)
            continue;
        po_duty_instance *instance = make_instance(maker, place, rule);
        po_duty_instance **kept = instance->state == PO_SHOWN_NOT_APPLICABLE ? &spared : &applies;
        size_t before = *kept ? (*kept)->schools : 0;
        if (!*kept || instance->state < (*kept)->state)
            *kept = instance;
        (*kept)->schools = before + 1;
    }
    if (!applies && !spared && alone) {
        po_shown_place nobody = *maker->places.items[0];
        nobody.cds = "*";
        applies = make_instance(maker, &nobody, rule);
    }
    for (size_t n = 0; n < 2; n++) {
        po_duty_instance *instance = n == 0 ? applies : spared;
        if (!instance)
            continue;
        instance->cds = instance->name = NULL;
        instance->site = NULL;
        keep(maker, instance, n == 0 ? "*" : "-");
    }
}

static void add_schools(po_state_maker *maker, const po_duty_rule *rule) {
    bool any = false;
    for (size_t i = 1; i < maker->places.count; i++) {
        po_shown_place *place = maker->places.items[i];
        if (!place->has_plan)
            continue;
        keep(maker, make_instance(maker, place, rule), place->cds);
        any = true;
    }
    add_together(maker, rule, !any);
}

void po_duty_states_make(po_arena *arena, const po_duty_input *input, po_duty_states **ret_states) {
    po_duty_states *states = PO_NEW(arena, po_duty_states);
    *states = (po_duty_states){.arena = arena, .rules = input->rules, .by_key = po_map_create(arena), .by_duty = po_map_create(arena)};
    po_state_maker maker = {.arena = arena, .scratch = po_arena_create(), .input = input, .states = states};
    po_state_collect_plans(&maker);
    po_state_collect_places(&maker);
    for (size_t i = 0; i < input->rules->list.count; i++) {
        const po_duty_rule *rule = &input->rules->list.items[i];
        if (rule->each_school)
            add_schools(&maker, rule);
        else
            keep(&maker, make_instance(&maker, maker.places.items[0], rule), NULL);
    }
    po_state_relate(&maker);
    po_state_release(&maker);
    po_arena_destroy(maker.scratch);
    *ret_states = states;
}

/* ---- asking ---------------------------------------------------------------------------------------- */

size_t po_duty_states_count(const po_duty_states *states) {
    return states ? states->list.count : 0;
}

const po_duty_instance *po_duty_states_nth(const po_duty_states *states, size_t n) {
    return states->list.items[n];
}

static po_duty_instance *find(const po_duty_states *states, const char *duty, const char *cds) {
    const po_duty_rule *rule = states ? po_duty_rules_find(states->rules, duty) : NULL;
    if (!rule)
        return NULL;
    if (!rule->each_school)
        return po_map_get(states->by_key, duty);
    po_arena *scratch = po_arena_create();
    po_duty_instance *found = cds ? po_map_get(states->by_key, key_of(scratch, duty, cds)) : NULL;
    if (!found && cds)
        found = po_map_get(states->by_key, key_of(scratch, duty, "*"));
    po_arena_destroy(scratch);
    return found;
}

const po_duty_instance *po_duty_states_find(const po_duty_states *states, const char *duty, const char *cds) {
    return find(states, duty, cds);
}

po_shown_state po_duty_states_of(const po_duty_states *states, const char *duty) {
    const po_instances *of = states ? po_map_get(states->by_duty, duty) : NULL;
    po_shown_state weakest = PO_SHOWN_STATE_COUNT;
    for (size_t i = 0; of && i < of->list.count; i++)
        if (of->list.items[i]->state < weakest)
            weakest = of->list.items[i]->state;
    return weakest == PO_SHOWN_STATE_COUNT ? PO_SHOWN_UNKNOWN : weakest;
}

bool po_duty_states_attest(po_duty_states *states, const char *duty, const char *cds, const char *role, po_date date, const char *pointer) {
    po_duty_instance *instance = find(states, duty, cds);
    if (!instance)
        return false;
    po_duty_attest *attest = PO_NEW(states->arena, po_duty_attest);
    *attest = (po_duty_attest){.role = role, .pointer = pointer, .date = date};
    instance->attest = attest;
    if (instance->state != PO_SHOWN_CONFLICTING && instance->state < PO_SHOWN_ATTESTED)
        instance->state = PO_SHOWN_ATTESTED;
    return true;
}

const char *po_duty_by_hand(const po_duty_rules *rules, const char *duty) {
    const po_duty_rule *rule = po_duty_rules_find(rules, duty);
    return rule && rule->rule && rule->rule->none ? rule->rule->why : NULL;
}
