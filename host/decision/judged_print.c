/* SPDX-License-Identifier: Apache-2.0
 *
 * What goes into the fingerprint of each kind of thing. Never: positions, file names, the numbers by which documents count their goals and actions.
 */
#include <string.h>

#include "base/date.h"
#include "decision/fingerprint.h"
#include "decision/judged.h"

enum {
    NAME_FIELDS = 2,  /* the first texts of a thing name it: number, title, description */
    NAME_WORDS = 12,  /* of each */
    PARENT_LEVELS = 3
};

static bool is(const po_field_definition *field, const char *type) {
    return po_text_equal(field->type, type);
}

/* ---- entities --------------------------------------------------------------------------------------- */

/* What a document says, whatever a person decided since. */
static po_value read_value(const po_value *value) {
    po_value read = *value;
    if (value->correction) {
        read.text = value->correction->text;
        read.value = value->correction->value;
        read.values = value->correction->values;
        read.value_count = value->correction->value_count;
    }
    return read;
}

/* Words of a text; false if it has none. */
static bool text_words(po_arena *arena, po_print *print, const po_slot *slot) {
    size_t before = print->words.count;
    const po_value value = read_value(&slot->value);
    if (!is(slot->field, "text"))
        return false;
    po_print_words(arena, print, value.text, NAME_WORDS);
    bool any = print->words.count > before;
    if (any)
        po_print_small_numbers(arena, print, value.text, NAME_WORDS); /* "Tier 2" is not "Tier 1" */
    return any;
}

/* The texts that name a thing. What else is said of it (groups, places, funds) is alike in many, and would make strangers look like sisters. */
static int name_words(po_arena *arena, po_print *print, const po_entity *entity, const po_slot *but) {
    int fields = 0;
    for (size_t i = 0; i < entity->slots.count && fields < NAME_FIELDS; i++)
        if (!but || entity->slots.items[i].field != but->field)
            fields += text_words(arena, print, &entity->slots.items[i]);
    return fields;
}

/* What tells parts without a name from each other: "baseline", "lcff-base". */
static void code_words(po_arena *arena, po_print *print, const po_entity *entity, const po_slot *but) {
    for (size_t i = 0; i < entity->slots.count; i++) {
        const po_slot *slot = &entity->slots.items[i];
        const po_value value = read_value(&slot->value);
        if (but && slot->field == but->field)
            continue;
        if (is(slot->field, "code") || is(slot->field, "school-year"))
            *PO_LIST_ADD(arena, &print->words) = value.value ? value.value : value.text ? value.text : "";
        for (uint32_t k = 0; k < value.value_count && is(slot->field, "codes"); k++)
            *PO_LIST_ADD(arena, &print->words) = value.values[k];
    }
}

/* A thing by its name; one without a name by its codes and the name of what it is part of. Shared things (the agency, a school) are told by code under
 * `whose`. Names of people are no fingerprint. */
static void entity_words(po_arena *arena, po_print *print, const po_entity *entity, const po_slot *but) {
    if (name_words(arena, print, entity, but) > 0)
        return;
    code_words(arena, print, entity, but);
    for (int level = 0; level < PARENT_LEVELS && entity->parent && !entity->parent->definition->shared; level++) {
        entity = entity->parent;
        if (name_words(arena, print, entity, NULL) > 0)
            return;
    }
}

static void print_value(po_arena *arena, po_print *print, const po_judged *judged) {
    const po_value value = read_value(&judged->slot->value);
    entity_words(arena, print, judged->entity, judged->slot);
    if (value.value_count > 0) {
        for (uint32_t i = 0; i < value.value_count; i++)
            po_print_value(arena, print, value.values[i]);
    } else if (is(judged->slot->field, "text")) {
        po_print_numbers(arena, print, value.text);
        po_print_whole(arena, print, value.text);
    } else {
        po_print_value(arena, print, value.value ? value.value : value.text);
    }
}

/* ---- findings ------------------------------------------------------------------------------------------ */

static const char *place_key(po_arena *arena, const po_source_place *place, const po_source *source) {
    return po_arena_printf(arena, "%s %s %u %u %u %u", source ? source->id : "", place->sheet ? place->sheet : "", place->page,
                           place->table, place->row, place->line);
}

/* A paragraph of a format without pages says only which document it is in: nothing else is known to stand there. */
static bool is_exact(const po_source_place *place) {
    return place->sheet || place->page || place->table || place->row || place->line;
}

/* The first words that a thing has. */
static const char *first_words(po_arena *arena, const po_entity *entity) {
    po_print print = {0};
    entity_words(arena, &print, entity, NULL);
    return print.words.count > 0 ? print.words.items[0] : "";
}

/* Of several things at one place one is taken, by what they are and never by their order or number. */
static bool goes_before(po_arena *arena, const po_entity *a, const po_entity *b) {
    int order = strcmp(a->definition->id, b->definition->id);
    order = order != 0 ? order : strcmp(first_words(arena, a), first_words(arena, b));
    return order != 0 ? order < 0 : strcmp(a->id, b->id) < 0;
}

static void index_entity(po_judged_list *things, po_entity *entity) {
    for (size_t s = 0; s < entity->slots.count; s++) {
        const po_lineage *lineage = entity->slots.items[s].value.lineage;
        for (uint32_t i = 0; lineage && i < lineage->at_count; i++) {
            const char *key = place_key(things->arena, &lineage->at[i], lineage->source);
            const po_entity *other = po_map_get(things->by_place, key);
            if (is_exact(&lineage->at[i]) && (!other || (other != entity && goes_before(things->arena, entity, other))))
                po_map_set(things->by_place, key, entity);
        }
    }
}

static const po_entity *entity_at(po_judged_list *things, const po_source_place *place) {
    const po_model *model = things->input->model;
    if (!things->by_place) {
        things->by_place = po_map_create(things->arena);
        for (size_t i = 0; i < model->entities.count; i++)
            if (model->entities.items[i]->source)
                index_entity(things, model->entities.items[i]);
    }
    return is_exact(place) ? po_map_get(things->by_place, place_key(things->arena, place, place->source)) : NULL;
}

static bool ends_with(const char *text, const char *end) {
    size_t size = strlen(text), tail = strlen(end);
    return size >= tail && strcmp(text + size - tail, end) == 0;
}

/* Arguments that only say where: the number of a goal or action, and how exactly a gap is known. */
static bool says_where(const po_argument *argument) {
    static const char *const names[] = {"goal", "action", "strategy", "metric", "number", "gap_at_least", "page", "row", "table", "line"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (po_text_equal(argument->name, names[i]))
            return strcspn(argument->value, " ") == strlen(argument->value);
    return ends_with(argument->name, "_code") || ends_with(argument->name, "_number");
}

static bool names_file(const po_judged_list *things, const char *value) {
    const po_model *model = things->input->model;
    for (size_t i = 0; i < model->sources.count; i++)
        if (po_text_equal(model->sources.items[i]->name, value))
            return true;
    return false;
}

/* "3.1 Graduation rate" without its number: 3.1 is what the document counts it as. */
static const char *after_number(const char *text) {
    size_t size = strspn(text, "0123456789.");
    bool number = size > 0 && memchr(text, '.', size) && text[size] == ' ';
    return number ? text + size + 1 : text;
}

static void print_finding(po_judged_list *things, po_print *print, const po_finding *finding) {
    po_arena *arena = things->arena;
    for (size_t i = 0; i < finding->argument_count; i++) {
        const po_argument *argument = &finding->arguments[i];
        if (says_where(argument) || names_file(things, argument->value))
            continue;
        po_print_words(arena, print, after_number(argument->value), 0);
        po_print_numbers(arena, print, after_number(argument->value));
    }
    for (size_t i = 0; i < finding->at_count; i++) {
        const po_entity *entity = entity_at(things, &finding->at[i]);
        if (entity) {
            entity_words(arena, print, entity, NULL);
            return;
        }
    }
}

/* ---- the others ------------------------------------------------------------------------------------------ */

static void print_tie(po_arena *arena, po_print *print, const po_tie *tie) {
    entity_words(arena, print, tie->goal, NULL);
    po_print_numbers(arena, print, tie->words ? tie->words->text : NULL);
    po_print_whole(arena, print, tie->words ? tie->words->text : NULL);
}

static void print_shared(po_arena *arena, po_print *print, const po_same_money *shared) {
    char amount[PO_DECIMAL_TEXT_MAX];
    entity_words(arena, print, shared->first->action, NULL);
    entity_words(arena, print, shared->second->action, NULL);
    po_print_value(arena, print, po_decimal_format(shared->first->amount, amount));
}

/* A confirmation holds for one plan year, and for what the duty asked then. */
static void print_duty(const po_judged_list *things, po_print *print, const po_judged_duty *duty) {
    char year[PO_SCHOOL_YEAR_TEXT_MAX];
    po_print_words(things->arena, print, duty->text, 0);
    if (things->input->plan_year > 0)
        po_print_value(things->arena, print, po_school_year_format(things->input->plan_year, year));
}

static void make_print(po_judged_list *things, po_judged *judged) {
    po_print print = {0};
    judged->print = (po_fingerprint){.of = judged->of, .what = judged->what, .whose = judged->whose};
    switch (judged->of) {
    case PO_JUDGED_FINDING:
        print_finding(things, &print, judged->finding);
        break;
    case PO_JUDGED_VALUE:
        print_value(things->arena, &print, judged);
        break;
    case PO_JUDGED_TIE:
        print_tie(things->arena, &print, judged->tie);
        break;
    case PO_JUDGED_SHARED:
        print_shared(things->arena, &print, judged->shared);
        break;
    case PO_JUDGED_DUTY:
        print_duty(things, &print, judged->duty);
        break;
    }
    po_print_finish(things->arena, &print, &judged->print);
}

const po_fingerprint *po_judged_print(po_judged_list *things, po_judged *judged) {
    if (!judged->printed)
        make_print(things, judged);
    judged->printed = true;
    return &judged->print;
}
