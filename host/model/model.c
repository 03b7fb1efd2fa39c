/* SPDX-License-Identifier: Apache-2.0
 *
 * The store of entities: made once by natural key, set once by field, disagreement kept beside.
 *
 * Why here: two programs, or two tables of one document, speak of the same action; what they say
 * must meet in one entity, and where they differ nothing may be lost or silently chosen. Reads no
 * file and knows no field by name.
 *
 * Left to others: what a record field means (crosswalk/), which source counts
 * (crosswalk/source_identify.h), what a conflict is worth (check/).
 */
#include "model/model.h"

#include "base/decimal.h"
#include "base/text.h"

/* What by_type holds: entities of one type, in creation order. */
typedef struct po_entity_list {
    PO_LIST(po_entity *) entities;
} po_entity_list;

po_model *po_model_create(const po_model_schema *schema) {
    po_arena *arena = po_arena_create();
    po_model *model = PO_NEW(arena, po_model);
    model->arena = arena;
    model->schema = schema;
    model->by_id = po_map_create(arena);
    model->by_type = po_map_create(arena);
    model->value_by_id = po_map_create(arena);
    model->link_by_key = po_map_create(arena);
    model->other_by_id = po_map_create(arena);
    return model;
}

void po_model_destroy(po_model *model) {
    if (model)
        po_arena_destroy(model->arena);
}

po_source *po_model_add_source(po_model *model) {
    po_source *source = PO_NEW(model->arena, po_source);
    *PO_LIST_ADD(model->arena, &model->sources) = source;
    return source;
}

const char *po_source_lea(const po_source *source) {
    return source->lea_cds ? source->lea_cds : source->cds;
}

bool po_source_is_school(const po_source *source) {
    return source && source->cds && !po_text_equal(source->cds, po_source_lea(source));
}

const po_source *po_source_plan(const po_source *source) {
    return source && source->completes ? source->completes : source;
}

/* The parts of an identity: type, program, CDS, period; for a version that does not count, also its
 * content, so that a draft's action stands beside the adopted one and never melts into it; then the
 * natural key. */
static char *entity_id(po_arena *arena, const char *type, const po_source *source,
                       const char *const *parts, size_t part_count) {
    enum { HEAD = 5 };
    const char **all = PO_NEW_ARRAY(arena, const char *, HEAD + part_count);
    all[0] = type;
    if (source) {
        all[1] = source->program;
        all[2] = source->cds;
        all[3] = source->period;
        all[4] = source->state == PO_SOURCE_CURRENT ? NULL : source->sha256;
    }
    for (size_t i = 0; i < part_count; i++)
        all[HEAD + i] = parts[i];
    char *id = po_arena_alloc(arena, PO_ID_TEXT_MAX);
    return po_id_make(all, HEAD + part_count, id);
}

static void add_to_type(po_model *model, po_entity *entity) {
    const char *type = entity->definition->id;
    po_entity_list *list = po_map_get(model->by_type, type);
    if (!list) {
        list = PO_NEW(model->arena, po_entity_list);
        po_map_set(model->by_type, type, list);
    }
    *PO_LIST_ADD(model->arena, &list->entities) = entity;
}

static po_entity *entity_create(po_model *model, const po_entity_definition *definition,
                                const po_source *source, const char *id) {
    po_entity *entity = PO_NEW(model->arena, po_entity);
    entity->id = id;
    entity->definition = definition;
    entity->source = source;
    entity->order = model->entities.count;
    *PO_LIST_ADD(model->arena, &model->entities) = entity;
    po_map_set(model->by_id, id, entity);
    add_to_type(model, entity);
    return entity;
}

po_entity *po_model_entity(po_model *model, const char *type, const po_source *source,
                           const char *const *parts, size_t part_count, bool *ret_created) {
    const po_entity_definition *definition = po_schema_entity(model->schema, type);
    if (!definition)
        return NULL;
    const char *id = entity_id(model->arena, type, source, parts, part_count);
    po_entity *entity = po_map_get(model->by_id, id);
    if (ret_created)
        *ret_created = !entity;
    return entity ? entity : entity_create(model, definition, source, id);
}

static bool type_is_decimal(const char *type) {
    return po_text_equal(type, "money") || po_text_equal(type, "percent") ||
           po_text_equal(type, "number");
}

static bool values_equal(const po_value *a, const po_value *b) {
    if (a->value_count != b->value_count)
        return false;
    for (uint32_t i = 0; i < a->value_count; i++)
        if (!po_text_equal(a->values[i], b->values[i]))
            return false;
    return true;
}

static bool decimals_equal(const char *a, const char *b) {
    po_decimal x, y;
    return po_decimal_parse(a, &x) && po_decimal_parse(b, &y) && po_decimal_compare(x, y) == 0;
}

/* How many numbers of a text are negative: the only thing a dash means that words can do without. */
static size_t minus_signs(const char *text) {
    size_t count = 0;
    for (const char *p = text; *p; p++)
        count += *p == '-' && p[1] >= '0' && p[1] <= '9' && (p == text || p[-1] == ' ' || p[-1] == '(');
    return count;
}

/* Words are compared by their letters and digits: a narrow cell cuts them, an editor changes dashes
 * and capitals. */
static bool texts_equal(po_arena *arena, const char *a, const char *b) {
    if (!a || !b || po_text_equal(a, b))
        return po_text_equal(a, b);
    return minus_signs(a) == minus_signs(b) && po_text_equal(po_text_key(arena, a), po_text_key(arena, b));
}

/* Whether two values of one field say the same: by canonical value where both have one ("1234" is
 * "1234.00", "1" in goal 2 is "2.1"), else by list, else by words. Words with different canonical
 * values may still be the same words. */
static bool value_same(po_arena *arena, const char *type, const po_value *a, const po_value *b) {
    if (a->value && b->value && po_text_equal(a->value, b->value))
        return true;
    if (a->value && b->value && !po_text_equal(type, "text"))
        return type_is_decimal(type) && decimals_equal(a->value, b->value);
    if (a->value_count && b->value_count)
        return values_equal(a, b);
    return texts_equal(arena, a->text, b->text);
}

static const char *value_id(po_arena *arena, const po_entity *entity, const char *field,
                            const po_value *other) {
    const char *parts[] = {entity->id, field, other ? other->value : NULL,
                           other ? other->text : NULL};
    char *id = po_arena_alloc(arena, PO_ID_TEXT_MAX);
    return po_id_make(parts, other ? 4 : 2, id);
}

static po_slot *slot_find(const po_entity *entity, const char *field) {
    for (size_t i = 0; i < entity->slots.count; i++)
        if (po_text_equal(entity->slots.items[i].field->id, field))
            return &entity->slots.items[i];
    return NULL;
}

/* One more value for a field that has one. The same again leaves the first as it is (and lends it
 * its lineage if it has none); another one is a conflict, kept once. */
static void add_other(po_model *model, po_entity *entity, po_slot *slot, const po_value *value) {
    const char *type = slot->field->type;
    if (value_same(model->arena, type, &slot->value, value)) {
        if (!slot->value.lineage)
            slot->value.lineage = value->lineage;
        return;
    }
    const char *id = value_id(model->arena, entity, slot->field->id, value);
    if (!po_map_add(model->other_by_id, id, entity))
        return;
    po_slot *other = PO_LIST_ADD(model->arena, &entity->others);
    other->field = slot->field;
    other->value = *value;
    other->value.id = id;
}

bool po_model_set(po_model *model, po_entity *entity, const char *field, const po_value *value) {
    const po_field_definition *definition = po_schema_field(entity->definition, field);
    if (!definition)
        return false;
    po_slot *slot = slot_find(entity, field);
    if (slot) {
        add_other(model, entity, slot, value);
        return true;
    }
    slot = PO_LIST_ADD(model->arena, &entity->slots);
    slot->field = definition;
    slot->value = *value;
    slot->value.id = value_id(model->arena, entity, definition->id, NULL);
    return true;
}

void po_model_index(po_model *model) {
    for (size_t i = 0; i < model->entities.count; i++) {
        po_entity *entity = model->entities.items[i];
        for (size_t s = 0; s < entity->slots.count; s++)
            po_map_set(model->value_by_id, entity->slots.items[s].value.id,
                       &entity->slots.items[s].value);
        for (size_t s = 0; s < entity->others.count; s++)
            po_map_set(model->value_by_id, entity->others.items[s].value.id,
                       &entity->others.items[s].value);
    }
}

const po_value *po_entity_get(const po_entity *entity, const char *field) {
    const po_slot *slot = slot_find(entity, field);
    return slot ? &slot->value : NULL;
}

const char *po_entity_text(const po_entity *entity, const char *field) {
    const po_value *value = po_entity_get(entity, field);
    return value ? value->text : NULL;
}

const char *po_entity_value(const po_entity *entity, const char *field) {
    const po_value *value = po_entity_get(entity, field);
    return value ? value->value : NULL;
}

bool po_entity_is(const po_entity *entity, const char *type) {
    return entity && po_text_equal(entity->definition->id, type);
}

bool po_entity_current(const po_entity *entity) {
    return !entity->source || entity->source->state == PO_SOURCE_CURRENT;
}

void po_model_link(po_model *model, const char *kind, po_entity *from, po_entity *to,
                   const char *evidence, const po_lineage *lineage) {
    const char *key = po_arena_printf(model->arena, "%s %s %s", kind, from->id, to->id);
    if (!po_map_add(model->link_by_key, key, from))
        return;
    po_link *link = PO_LIST_ADD(model->arena, &model->links);
    link->kind = po_arena_dup(model->arena, kind);
    link->from = from;
    link->to = to;
    link->evidence = po_arena_dup(model->arena, evidence);
    link->lineage = lineage;
}

po_entity *po_model_nth(const po_model *model, const char *type, size_t n) {
    const po_entity_list *list = po_map_get(model->by_type, type);
    return list && n < list->entities.count ? list->entities.items[n] : NULL;
}

size_t po_model_count(const po_model *model, const char *type) {
    const po_entity_list *list = po_map_get(model->by_type, type);
    return list ? list->entities.count : 0;
}

po_entity *po_model_find(const po_model *model, const char *id) {
    return po_map_get(model->by_id, id);
}
