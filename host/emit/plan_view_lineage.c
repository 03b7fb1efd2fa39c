/* SPDX-License-Identifier: Apache-2.0
 *
 * "Where it comes from": for every value that the page prints the document, the place, the record field, the
 * crosswalk row and the operations. One block per thing (outcomes stand with their measure, expenditures with their action),
 * so that a page with thousands of values stays small enough to open.
 */
#include "base/map.h"
#include "base/text.h"
#include "emit/decision_words.h"
#include "emit/plan_view_parts.h"

static const char *all_places(const po_view *view, const po_lineage *lineage) {
    po_buffer out = {0};
    for (uint32_t i = 0; i < lineage->at_count; i++) {
        const char *place = po_view_place(view, &lineage->at[i]);
        if (place) {
            po_buffer_add_text(&out, out.size ? "; " : "");
            po_buffer_add_text(&out, place);
        }
    }
    const char *text = out.size ? po_arena_dup(view->arena, out.data) : NULL;
    po_buffer_finish(&out);
    return text;
}

/* Which part of the block the value belongs to: "Baseline", "Federal funds"; NULL for the block itself. */
static const char *part_name(const po_view *view, const po_entity *block, const po_entity *entity) {
    if (entity == block) {
        return NULL;
    }
    const char *kind = po_view_field(view, entity, "kind");
    return kind ? kind : po_view_field(view, entity, "fund");
}

static void add_origin(po_view *view, cJSON *row, const po_entity *block,
                       const po_lineage *lineage) {
    static const po_lineage none = {0};
    lineage = lineage ? lineage : &none;
    bool elsewhere = lineage->source && lineage->source != block->source;
    po_plan_view_source_link(view, row, "source", elsewhere ? lineage->source : NULL);
    po_view_text(row, "place", all_places(view, lineage));
    po_view_text(row, "record", lineage->record_id);
    po_view_text(row, "record_field", lineage->record_field);
    po_view_text(row, "crosswalk", lineage->crosswalk);
    po_view_text(row, "row", lineage->row);
    po_view_text(row, "operations", lineage->operations);
    po_view_text(row, "evidence", lineage->evidence);
}

static void add_row(po_view *view, cJSON *rows, const po_entity *block, const po_entity *entity,
                    const po_slot *slot, bool other) {
    cJSON *row = po_view_item(rows);
    const po_value *value = &slot->value;
    /* A value without an anchor in the body gets it here. */
    bool first = value->id && po_map_add(view->shown, value->id, view->shown);
    po_view_text(row, "part", part_name(view, block, entity));
    po_view_text(row, "field", slot->field->label);
    po_view_text(row, "other", other ? po_view_shown(view, entity, slot) : NULL);
    po_view_text(row, "value_id", first ? value->id : NULL);
    po_view_text(row, "rule", value->rule);
    po_view_text(row, "doubt", value->doubt);
    po_view_text(row, "misread", po_correction_sentence(view->arena, view->input->language, slot));
    add_origin(view, row, block, value->lineage);
}

static void add_rows(po_view *view, cJSON *rows, const po_entity *block, const po_entity *entity) {
    for (size_t i = 0; i < entity->slots.count; i++) {
        add_row(view, rows, block, entity, &entity->slots.items[i], false);
    }
    for (size_t i = 0; i < entity->others.count; i++) {
        add_row(view, rows, block, entity, &entity->others.items[i], true);
    }
}

/* Outcomes stand in their measure's block, expenditures in their action's. */
static bool is_part(const po_entity *entity) {
    return entity->parent &&
           (po_entity_is(entity, "outcome") || po_entity_is(entity, "expenditure"));
}

/* Has this entity a block of its own? A need's origin is the line that prints it. */
static bool has_block(const po_entity *entity) {
    return !is_part(entity) && !po_entity_is(entity, "need") && po_plan_view_printed(entity);
}

static void add_block(po_view *view, cJSON *blocks, const po_entity *entity) {
    cJSON *block = po_view_item(blocks);
    po_view_text(block, "id", entity->id);
    po_view_text(block, "title", po_view_entity_title(view, entity));
    const char *anchor = po_plan_view_anchor(view, entity);
    po_view_text(block, "back", anchor[1] == 'e' ? anchor : NULL);
    po_plan_view_source_link(view, block, "source", entity->source);
    cJSON *rows = cJSON_AddArrayToObject(block, "rows");
    add_rows(view, rows, entity, entity);
    const po_ordered_entities children = po_family_children(&view->family, entity);
    for (size_t i = 0; i < children.count; i++) {
        if (is_part(children.items[i])) {
            add_rows(view, rows, entity, children.items[i]);
        }
    }
}

void po_plan_view_lineage(po_view *view, cJSON *root) {
    const po_model_schema *schema = view->input->model->schema;
    cJSON *types = cJSON_AddArrayToObject(root, "lineage");
    for (size_t t = 0; t < schema->entities.count; t++) {
        const po_entity_definition *type = &schema->entities.items[t];
        po_ordered_entities all = po_order_entities(view->arena, view->input->model, type->id);
        cJSON *item = po_view_item(types);
        cJSON *blocks = cJSON_AddArrayToObject(item, "blocks");
        for (size_t i = 0; i < all.count; i++) {
            if (has_block(all.items[i])) {
                add_block(view, blocks, all.items[i]);
            }
        }
        po_view_text(item, "title", type->plural ? type->plural : type->label);
        if (cJSON_GetArraySize(blocks) == 0) {
            cJSON_DeleteItemFromArray(types, cJSON_GetArraySize(types) - 1);
        }
    }
}
