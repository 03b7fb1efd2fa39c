/* SPDX-License-Identifier: Apache-2.0
 *
 * Groups in two plans. See group_match.h. A plan's words are folded once, and only if it is asked.
 */
#include "check/group_match.h"

#include "base/text.h"
#include "check/demand_text.h"
#include "model/label.h"

enum { BROADER_STEPS = 8 };

typedef struct plan_words {
    po_demand_text text;
    po_map *codes; /* groups that stand as codes */
    bool doubt;    /* some value of it is uncertain */
} plan_words;

struct po_group_speaker {
    po_arena *arena;
    const po_model *model;
    const po_vocabulary *groups;
    po_map *plans;   /* source id -> plan_words* */
    po_map *answers; /* "source group" -> the speaker itself for yes, its arena for no */
};

/* ---- what a plan says -------------------------------------------------------------------------
 */

static void note_codes(plan_words *words, const po_slot *slot) {
    if (!po_text_equal(slot->field->vocabulary, "student-group"))
        return;
    if (slot->value.value)
        po_map_add(words->codes, slot->value.value, words);
    for (uint32_t i = 0; i < slot->value.value_count; i++)
        po_map_add(words->codes, slot->value.values[i], words);
}

static void note_entity(plan_words *words, const po_entity *entity, po_buffer *text) {
    for (size_t i = 0; i < entity->slots.count; i++) {
        const po_slot *slot = &entity->slots.items[i];
        note_codes(words, slot);
        words->doubt |= slot->value.doubt != NULL;
        po_buffer_add_text(text, slot->value.text ? slot->value.text : "");
        po_buffer_add_char(text, '\n');
    }
}

static const plan_words *words_of(po_group_speaker *speaker, const po_source *plan) {
    plan_words *words = po_map_get(speaker->plans, plan->id);
    if (words)
        return words;
    po_buffer text = {0};
    words = PO_NEW(speaker->arena, plan_words);
    words->codes = po_map_create(speaker->arena);
    for (size_t i = 0; i < speaker->model->entities.count; i++) {
        const po_entity *entity = speaker->model->entities.items[i];
        if (entity->source && po_source_plan(entity->source) == plan)
            note_entity(words, entity, &text);
    }
    words->text = po_demand_text_make(speaker->arena, po_buffer_text(&text));
    po_buffer_finish(&text);
    po_map_set(speaker->plans, plan->id, words);
    return words;
}

po_group_speaker *po_group_speaker_create(po_arena *arena, const po_model *model) {
    po_group_speaker *speaker = PO_NEW(arena, po_group_speaker);
    *speaker = (po_group_speaker){.arena = arena,
                                  .model = model,
                                  .groups = po_schema_vocabulary(model->schema, "student-group"),
                                  .plans = po_map_create(arena),
                                  .answers = po_map_create(arena)};
    return speaker;
}

static bool is_within(const po_group_speaker *speaker, const po_term *term, const char *broader) {
    for (int i = 0; term && i < BROADER_STEPS; i++) {
        if (po_text_equal(term->id, broader))
            return true;
        term = term->broader ? po_vocabulary_find(speaker->groups, term->broader) : NULL;
    }
    return false;
}

/* The group itself, one inside it, or one it is inside of; "all students" holds every group and
 * says nothing of any. */
static bool is_related(const po_group_speaker *speaker, const po_term *term, const po_term *group) {
    bool broader = !po_text_equal(term->id, "all-students") && is_within(speaker, group, term->id);
    return broader || is_within(speaker, term, group->id);
}

static bool ask(po_group_speaker *speaker, const plan_words *words, const po_term *group) {
    for (size_t i = 0; speaker->groups && i < speaker->groups->terms.count; i++) {
        const po_term *term = &speaker->groups->terms.items[i];
        if (is_related(speaker, term, group) &&
            (po_map_get(words->codes, term->id) || po_demand_names_term(speaker->arena, &words->text, term)))
            return true;
    }
    return false;
}

bool po_group_spoken_of(po_group_speaker *speaker, const po_source *plan, const po_term *group) {
    const char *key = po_arena_printf(speaker->arena, "%s %s", plan->id, group->id);
    const void *known = po_map_get(speaker->answers, key);
    if (known)
        return known == speaker;
    bool spoken = ask(speaker, words_of(speaker, plan), group);
    po_map_set(speaker->answers, key, spoken ? (void *)speaker : (void *)speaker->arena);
    return spoken;
}

/* ---- who should speak -------------------------------------------------------------------------
 */

typedef struct matcher {
    po_arena *arena;
    const po_model *model;
    po_group_speaker *speaker;
    po_label_names *names;
    po_map *seen;
    po_group_matches *found;
} matcher;

static bool is_plan(const po_source *source) {
    return source && source->state == PO_SOURCE_CURRENT && !source->data && source->cds && !source->completes;
}

static void match_group(matcher *match, const po_entity *action, const po_source *asked, const char *code) {
    const po_term *group = match->speaker->groups ? po_vocabulary_find(match->speaker->groups, code) : NULL;
    const po_source *acts = po_source_plan(action->source);
    if (!group || po_text_equal(group->id, "all-students") ||
        !po_map_add(match->seen, po_arena_printf(match->arena, "%s %s %s", acts->id, asked->id, group->id), match))
        return;
    bool named = po_group_spoken_of(match->speaker, asked, group);
    *PO_LIST_ADD(match->arena, &match->found->list) =
        (po_group_match){.acts = acts,
                         .asked = asked,
                         .action = action,
                         .group = group,
                         .named = named,
                         .doubtful = !named && words_of(match->speaker, asked)->doubt};
}

static void match_groups(matcher *match, const po_entity *action, const po_source *asked) {
    const po_value *groups = po_entity_get(action, "groups");
    for (uint32_t i = 0; groups && !groups->doubt && i < groups->value_count; i++)
        match_group(match, action, asked, groups->values[i]);
}

/* The plans of the year that the school gave. */
static void match_school(matcher *match, const po_entity *action, const po_entity *site) {
    const char *cds = po_entity_text(site, "cds");
    for (size_t i = 0; i < match->model->sources.count; i++) {
        const po_source *source = match->model->sources.items[i];
        if (is_plan(source) && po_source_is_school(source) && po_text_equal(source->cds, cds) &&
            source->plan_year == action->source->plan_year)
            match_groups(match, action, source);
    }
}

static void match_district(matcher *match, const po_entity *action) {
    const po_value *location = po_entity_get(action, "location");
    po_places places = po_places_in(match->names, match->arena, location && !location->doubt ? location->text : NULL);
    for (size_t i = 0; i < places.list.count; i++)
        match_school(match, action, places.list.items[i]);
}

typedef struct plan_list {
    PO_LIST(const po_source *) list;
} plan_list;

/* The district's plans that say where what is done for whom. */
static plan_list acting_plans(const matcher *match) {
    plan_list plans = {0};
    po_map *seen = po_map_create(match->arena);
    const po_entity *action;
    for (size_t i = 0; (action = po_model_nth(match->model, "action", i)); i++) {
        const po_source *plan = action->source ? po_source_plan(action->source) : NULL;
        if (is_plan(plan) && !po_source_is_school(plan) && po_entity_get(action, "location") &&
            po_map_add(seen, plan->id, seen))
            *PO_LIST_ADD(match->arena, &plans.list) = plan;
    }
    return plans;
}

static void match_own(matcher *match, const plan_list *plans, const po_entity *action) {
    for (size_t i = 0; i < plans->list.count; i++) {
        const po_source *plan = plans->list.items[i];
        if (plan->plan_year == action->source->plan_year && !po_text_equal(plan->program, action->source->program))
            match_groups(match, action, plan);
    }
}

void po_group_matches_find(po_arena *arena, const po_model *model, po_group_matches *ret_matches) {
    *ret_matches = (po_group_matches){0};
    matcher match = {.arena = arena,
                     .model = model,
                     .speaker = po_group_speaker_create(arena, model),
                     .names = po_label_names_create(arena, model),
                     .seen = po_map_create(arena),
                     .found = ret_matches};
    const plan_list plans = acting_plans(&match);
    const po_entity *action;
    for (size_t i = 0; (action = po_model_nth(model, "action", i)); i++) {
        if (!action->source || !po_entity_current(action) || !is_plan(po_source_plan(action->source)))
            continue;
        if (po_source_is_school(action->source))
            match_own(&match, &plans, action);
        else
            match_district(&match, action);
    }
}
