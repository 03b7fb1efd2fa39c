/* SPDX-License-Identifier: Apache-2.0
 *
 * Comparing versions. See changes.h. Things meet by maps of their numbers and words; nothing is looked for by going through all.
 */
#include "model/changes.h"

#include <string.h>

#include "base/decimal.h"
#include "base/text.h"
#include "model/wordset.h"

enum {
    ALIKE_MIN = 30,        /* hundredths of shared words under the same number: below, it is another thing */
    LIKENESS_MIN = 75,     /* without any number */
    LIKENESS_THINGS = 200, /* of one version */
    TYPES = 4
};

static const char *const TYPE_IDS[TYPES] = {"goal", "measure", "action", "expenditure"};

/* One thing of a version. */
typedef struct po_thing {
    const po_entity *entity;
    const char *number, *key; /* what people call it; folded words */
    po_wordset words;
    struct po_thing *other; /* of the other version */
} po_thing;

typedef struct po_things {
    PO_LIST(po_thing) list;
} po_things;

/* One version's entities by type. */
typedef struct po_version {
    po_things things[TYPES];
    po_map *children; /* "parent id|kind, or fund and object" -> po_entity* */
} po_version;

typedef struct po_finder {
    po_arena *arena;
    const po_model *model;
    po_map *versions; /* source key -> po_version* */
    po_change_set *set;
} po_finder;

const char *po_change_kind_name(po_change_kind kind) {
    static const char *const NAMES[] = {"added", "dropped", "renumbered", "changed"};
    return NAMES[kind];
}

/* ---- collecting ---- */

/* Sources that count for one plan are one version; every other stands for itself. */
static const char *version_key(po_arena *arena, const po_source *source) {
    if (source->state == PO_SOURCE_CURRENT)
        return po_arena_printf(arena, "%s|%s|%d", source->program ? source->program : "", source->cds ? source->cds : "", source->plan_year);
    return po_arena_printf(arena, "=%s", source->id);
}

static po_version *version_of(po_finder *finder, const po_source *source) {
    const char *key = version_key(finder->arena, source);
    po_version *version = po_map_get(finder->versions, key);
    if (!version) {
        version = PO_NEW(finder->arena, po_version);
        version->children = po_map_create(finder->arena);
        po_map_set(finder->versions, key, version);
    }
    return version;
}

static const char *words_of(po_arena *arena, const po_entity *entity) {
    static const char *const FIELDS[] = {"title", "name", "description"};
    const char *all = "";
    for (size_t i = 0; i < sizeof FIELDS / sizeof *FIELDS; i++) {
        const char *text = po_schema_field(entity->definition, FIELDS[i]) ? po_entity_text(entity, FIELDS[i]) : NULL;
        if (text)
            all = po_arena_printf(arena, "%s%s%s", all, *all ? " " : "", text);
    }
    return all;
}

static const char *text_or_none(const po_entity *entity, const char *field) {
    const char *value = po_schema_field(entity->definition, field) ? po_entity_value(entity, field) : NULL;
    value = value || !po_schema_field(entity->definition, field) ? value : po_entity_text(entity, field);
    return value ? value : "";
}

/* Amounts are known by their action, fund and object; the same again by its turn. */
static const char *amount_key(po_finder *finder, po_version *version, const po_entity *amount) {
    const char *key = po_arena_printf(finder->arena, "%s|%s|%s|%s", amount->parent->id, text_or_none(amount, "fund"),
                                      text_or_none(amount, "object"), text_or_none(amount, "stage"));
    while (po_map_get(version->children, key))
        key = po_arena_printf(finder->arena, "%s+", key);
    return key;
}

static void add_child(po_finder *finder, po_version *version, po_entity *entity) {
    if (!entity->parent)
        return;
    if (po_entity_is(entity, "expenditure"))
        po_map_add(version->children, amount_key(finder, version, entity), entity);
    else
        po_map_add(version->children, po_arena_printf(finder->arena, "%s|%s", entity->parent->id, text_or_none(entity, "kind")), entity);
}

static void add_thing(po_finder *finder, po_version *version, const po_entity *entity, size_t type) {
    const char *words = words_of(finder->arena, entity);
    *PO_LIST_ADD(finder->arena, &version->things[type].list) = (po_thing){.entity = entity,
                                                                         .number = entity->code,
                                                                         .key = po_text_key(finder->arena, words),
                                                                         .words = po_wordset_make(finder->arena, words, 2)};
}

static void collect(po_finder *finder) {
    for (size_t i = 0; i < finder->model->entities.count; i++) {
        po_entity *entity = finder->model->entities.items[i];
        if (!entity->source || entity->source->state == PO_SOURCE_COPY)
            continue;
        po_version *version = version_of(finder, entity->source);
        if (po_entity_is(entity, "outcome") || po_entity_is(entity, "expenditure"))
            add_child(finder, version, entity);
        for (size_t type = 0; type + 1 < TYPES; type++)
            if (po_entity_is(entity, TYPE_IDS[type]))
                add_thing(finder, version, entity, type);
    }
}

/* ---- matching ---- */

static bool same_thing(const po_thing *a, const po_thing *b) {
    return *a->key == '\0' || *b->key == '\0' || strcmp(a->key, b->key) == 0 || po_wordset_alike(&a->words, &b->words) >= ALIKE_MIN;
}

static void match(po_thing *a, po_thing *b) {
    a->other = b;
    b->other = a;
}

static void match_numbers(po_arena *arena, po_things *before, po_things *after) {
    po_map *by_number = po_map_create(arena);
    for (size_t i = 0; i < after->list.count; i++)
        if (after->list.items[i].number)
            po_map_add(by_number, after->list.items[i].number, &after->list.items[i]);
    for (size_t i = 0; i < before->list.count; i++) {
        po_thing *old = &before->list.items[i], *new = old->number ? po_map_get(by_number, old->number) : NULL;
        if (new && !new->other && same_thing(old, new))
            match(old, new);
    }
}

static void match_words(po_arena *arena, po_things *before, po_things *after) {
    po_map *by_words = po_map_create(arena);
    for (size_t i = 0; i < after->list.count; i++)
        if (!after->list.items[i].other && *after->list.items[i].key)
            po_map_add(by_words, after->list.items[i].key, &after->list.items[i]);
    for (size_t i = 0; i < before->list.count; i++) {
        po_thing *old = &before->list.items[i], *new = old->other ? NULL : po_map_get(by_words, old->key);
        if (new && !new->other)
            match(old, new);
    }
}

/* The unmatched thing without a number that is most alike, and alike enough. */
static po_thing *most_alike(const po_thing *old, po_things *after) {
    unsigned best = LIKENESS_MIN - 1;
    po_thing *found = NULL;
    for (size_t i = 0; i < after->list.count; i++) {
        po_thing *new = &after->list.items[i];
        unsigned alike = new->other || new->number ? 0 : po_wordset_alike(&old->words, &new->words);
        if (alike > best) {
            best = alike;
            found = new;
        }
    }
    return found;
}

/* Things that nobody numbers, and whose words were mended. Only among few: each is held against each. */
static void match_likeness(po_things *before, po_things *after) {
    if (before->list.count > LIKENESS_THINGS || after->list.count > LIKENESS_THINGS)
        return;
    for (size_t i = 0; i < before->list.count; i++) {
        po_thing *old = &before->list.items[i];
        po_thing *new = old->other || old->number || !*old->key ? NULL : most_alike(old, after);
        if (new)
            match(old, new);
    }
}

/* ---- comparing ---- */

static po_change *add_change(const po_finder *finder, po_change_kind kind, const char *type, const po_entity *before, const po_entity *after) {
    po_change *change = PO_LIST_ADD(finder->arena, &finder->set->list);
    *change = (po_change){.kind = kind, .type = type, .before = before, .after = after};
    return change;
}

static const po_slot *slot_of(const po_entity *entity, const char *field) {
    for (size_t i = 0; entity && i < entity->slots.count; i++)
        if (po_text_equal(entity->slots.items[i].field->id, field))
            return po_text_empty(entity->slots.items[i].value.text) && !entity->slots.items[i].value.value ? NULL : &entity->slots.items[i];
    return NULL;
}

static bool both_numbers(const po_slot *a, const po_slot *b, po_decimal *ret_a, po_decimal *ret_b) {
    return a && b && !po_text_equal(a->field->type, "text") && a->value.value && b->value.value &&
           po_decimal_parse(a->value.value, ret_a) && po_decimal_parse(b->value.value, ret_b);
}

static bool lists_equal(const po_value *a, const po_value *b) {
    if (a->value_count != b->value_count)
        return false;
    for (uint32_t i = 0; i < a->value_count; i++)
        if (!po_text_equal(a->values[i], b->values[i]))
            return false;
    return true;
}

static bool same_value(po_arena *arena, const po_slot *a, const po_slot *b) {
    po_decimal x, y;
    if (!a || !b)
        return a == b;
    if (both_numbers(a, b, &x, &y))
        return po_decimal_compare(x, y) == 0;
    if (a->value.value_count && b->value.value_count)
        return lists_equal(&a->value, &b->value);
    if (a->value.value && b->value.value && !po_text_equal(a->field->type, "text"))
        return po_text_equal(a->value.value, b->value.value);
    return po_text_equal(po_text_key(arena, a->value.text ? a->value.text : ""), po_text_key(arena, b->value.text ? b->value.text : ""));
}

/* True if the field is the same in both. */
static bool compare_field(const po_finder *finder, const char *type, const po_entity *before, const po_entity *after, const char *field) {
    const po_slot *a = slot_of(before, field), *b = slot_of(after, field);
    po_decimal x, y, gap;
    if (same_value(finder->arena, a, b))
        return true;
    po_change *change = add_change(finder, PO_CHANGE_CHANGED, type, before, after);
    change->old_value = a;
    change->new_value = b;
    if (both_numbers(a, b, &x, &y) && po_decimal_subtract(y, x, &gap))
        change->difference = po_decimal_format(gap, po_arena_alloc(finder->arena, PO_DECIMAL_TEXT_MAX));
    return false;
}

static bool compare_fields(const po_finder *finder, size_t type, const po_entity *before, const po_entity *after) {
    static const char *const FIELDS[TYPES - 1][6] = {{"title", "description", "type"},
                                                     {"name"},
                                                     {"title", "description", "total_funds", "contributing", "scope", "location"}};
    bool same = true;
    for (size_t i = 0; i < 6 && FIELDS[type][i]; i++)
        same &= compare_field(finder, TYPE_IDS[type], before, after, FIELDS[type][i]);
    return same;
}

/* A measure's values: those that are kept and those that are aimed at. Results are new each year and no change of the plan. */
static bool compare_values(const po_finder *finder, const po_version *old, const po_version *new, const po_entity *before, const po_entity *after) {
    static const char *const KINDS[] = {"baseline", "target", "next-year"};
    bool same = true;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        const po_entity *a = po_map_get(old->children, po_arena_printf(finder->arena, "%s|%s", before->id, KINDS[i]));
        const po_entity *b = po_map_get(new->children, po_arena_printf(finder->arena, "%s|%s", after->id, KINDS[i]));
        if ((a || b) && !same_value(finder->arena, slot_of(a, "text"), slot_of(b, "text"))) {
            po_change *change = add_change(finder, PO_CHANGE_CHANGED, "measure", a ? a : before, b ? b : after);
            change->old_value = slot_of(a, "text");
            change->new_value = slot_of(b, "text");
            same = false;
        }
    }
    return same;
}

/* One thing that is in both, or is new. */
static void compare_thing(const po_finder *finder, size_t type, const po_version *old, const po_version *new, const po_thing *thing) {
    if (!thing->other) {
        if (*thing->key) /* a number alone is an empty row of the template */
            add_change(finder, PO_CHANGE_ADDED, TYPE_IDS[type], NULL, thing->entity);
        return;
    }
    const po_entity *before = thing->other->entity, *after = thing->entity;
    bool same = po_text_equal(thing->number, thing->other->number);
    if (!same)
        add_change(finder, PO_CHANGE_RENUMBERED, TYPE_IDS[type], before, after);
    same &= compare_fields(finder, type, before, after);
    if (po_text_equal(TYPE_IDS[type], "measure"))
        same &= compare_values(finder, old, new, before, after);
    finder->set->kept[type] += same;
}

static void compare_type(const po_finder *finder, size_t type, po_version *old, po_version *new) {
    po_things *before = &old->things[type], *after = &new->things[type];
    match_numbers(finder->arena, before, after);
    match_words(finder->arena, before, after);
    match_likeness(before, after);
    for (size_t i = 0; i < after->list.count; i++)
        compare_thing(finder, type, old, new, &after->list.items[i]);
    for (size_t i = 0; i < before->list.count; i++)
        if (!before->list.items[i].other && *before->list.items[i].key)
            add_change(finder, PO_CHANGE_DROPPED, TYPE_IDS[type], before->list.items[i].entity, NULL);
}

/* ---- amounts ---- */

static bool is_zero(const po_entity *amount) {
    const char *value = po_entity_value(amount, "amount");
    po_decimal number;
    return value && po_decimal_parse(value, &number) && number.units == 0;
}

/* The key of an amount under the action of the other version; NULL if that has none. */
static const char *key_under(po_arena *arena, const char *key, const po_map *actions) {
    size_t size = strcspn(key, "|");
    const po_thing *other = po_map_get(actions, po_arena_copy(arena, key, size));
    return other ? po_arena_printf(arena, "%s%s", other->entity->id, key + size) : NULL;
}

/* Ids of one version's matched actions, each with the other version's action. */
static po_map *matched_actions(po_arena *arena, const po_version *version) {
    po_map *matched = po_map_create(arena);
    for (size_t i = 0; i < version->things[2].list.count; i++) {
        const po_thing *thing = &version->things[2].list.items[i];
        if (thing->other)
            po_map_add(matched, thing->entity->id, thing->other);
    }
    return matched;
}

static void compare_amount(const po_finder *finder, const po_entity *before, const po_entity *after) {
    if (before && after)
        finder->set->kept[3] += compare_field(finder, TYPE_IDS[3], before, after, "amount");
    else if (after && !is_zero(after))
        add_change(finder, PO_CHANGE_ADDED, TYPE_IDS[3], NULL, after)->new_value = slot_of(after, "amount");
    else if (before && !is_zero(before))
        add_change(finder, PO_CHANGE_DROPPED, TYPE_IDS[3], before, NULL)->old_value = slot_of(before, "amount");
}

/* Amounts of actions that are in both versions; those of added and dropped actions go with them. */
static void compare_amounts(const po_finder *finder, const po_version *old, const po_version *new) {
    const po_map *to_old = matched_actions(finder->arena, new), *to_new = matched_actions(finder->arena, old);
    for (size_t i = 0; i < po_map_count(new->children); i++) {
        const po_entity *after = po_map_value(new->children, i);
        const char *key = po_entity_is(after, "expenditure") ? key_under(finder->arena, po_map_key(new->children, i), to_old) : NULL;
        if (key)
            compare_amount(finder, po_map_get(old->children, key), after);
    }
    for (size_t i = 0; i < po_map_count(old->children); i++) {
        const po_entity *before = po_map_value(old->children, i);
        const char *key = po_entity_is(before, "expenditure") ? key_under(finder->arena, po_map_key(old->children, i), to_new) : NULL;
        if (key && !po_map_get(new->children, key))
            compare_amount(finder, before, NULL);
    }
}

/* ---- which versions ---- */

/* The plan that counts, of which `source` is an earlier version: the draft's successor, or this year's beside last year's. */
static const po_source *successor(const po_finder *finder, const po_map *current, const po_source *source) {
    if (source->state == PO_SOURCE_SUPERSEDED)
        return source->superseded_by && source->superseded_by->state == PO_SOURCE_CURRENT ? source->superseded_by : NULL;
    if (source->state != PO_SOURCE_OTHER_YEAR || source->plan_year == 0 || !source->cds)
        return NULL;
    return po_map_get(current, po_arena_printf(finder->arena, "%s|%s|%d", source->program ? source->program : "", source->cds,
                                               source->plan_year + 1));
}

static po_map *current_plans(const po_finder *finder) {
    po_map *current = po_map_create(finder->arena);
    for (size_t i = 0; i < finder->model->sources.count; i++) {
        po_source *source = finder->model->sources.items[i];
        if (source->state == PO_SOURCE_CURRENT)
            po_map_add(current, version_key(finder->arena, source), source);
    }
    return current;
}

/* Matches are of one pair of versions only. */
static void forget(po_version *version) {
    for (size_t type = 0; type < TYPES; type++)
        for (size_t i = 0; i < version->things[type].list.count; i++)
            version->things[type].list.items[i].other = NULL;
}

static void compare_versions(po_finder *finder, const po_source *before, const po_source *after, po_changes *changes) {
    po_version *old = version_of(finder, before), *new = version_of(finder, after);
    finder->set = PO_NEW(finder->arena, po_change_set);
    *finder->set = (po_change_set){.before = before, .after = after, .other_year = before->state == PO_SOURCE_OTHER_YEAR};
    *PO_LIST_ADD(finder->arena, &changes->list) = finder->set;
    forget(old);
    forget(new);
    for (size_t type = 0; type + 1 < TYPES; type++)
        compare_type(finder, type, old, new);
    compare_amounts(finder, old, new);
}

void po_changes_find(po_arena *arena, const po_model *model, po_changes *ret_changes) {
    *ret_changes = (po_changes){0};
    po_finder finder = {.arena = arena, .model = model, .versions = po_map_create(arena)};
    collect(&finder);
    const po_map *current = current_plans(&finder);
    for (size_t i = 0; i < model->sources.count; i++) {
        const po_source *after = successor(&finder, current, model->sources.items[i]);
        if (after)
            compare_versions(&finder, model->sources.items[i], after, ret_changes);
    }
}
