/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading the rows of a crosswalk: makes, fields with their operations, links, and what is left
 * unmapped; and resolving the names in them against the model. The grammar has spoken before; what
 * is wrong beyond it stays NULL here and is told by lint.c.
 */
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "crosswalk/load_parts.h"

po_reference po_reference_read(po_arena *arena, const char *text) {
    static const char parent[] = "parent.";
    po_reference reference = {0};
    if (!text)
        return reference;
    reference.parent = po_text_starts(text, parent);
    reference.name = po_arena_dup(arena, text + (reference.parent ? sizeof parent - 1 : 0));
    return reference;
}

static void know(po_record_map *map, const po_reference *reference) {
    if (reference->name && !reference->parent)
        po_map_set(map->known, reference->name, map);
}

po_provenance po_provenance_read(po_arena *arena, const xmlNode *parent,
                                 const po_provenance *inherited) {
    const xmlNode *node = po_xml_child(parent, "provenance");
    if (!node)
        return inherited ? *inherited : (po_provenance){0};
    return (po_provenance){.by = po_xml_attribute(arena, node, "by"),
                           .date = po_xml_attribute(arena, node, "date"),
                           .reviewer = po_xml_attribute(arena, node, "reviewer"),
                           .why = po_xml_text(arena, node),
                           .reviewed = po_xml_attribute_yes(node, "reviewed", false)};
}

/* ---- makes ----------------------------------------------------------------------------------- */

static void read_key(po_arena *arena, const xmlNode *node, po_record_map *map, po_make *make) {
    po_key *key = PO_LIST_ADD(arena, &make->keys);
    const char *text = po_xml_attribute(arena, node, "text"),
               *of = po_xml_attribute(arena, node, "of");
    const char *item = po_xml_attribute(arena, node, "item");
    key->kind = text ? PO_KEY_TEXT : of ? PO_KEY_OF : item ? PO_KEY_ITEM : PO_KEY_FIELD;
    key->text = text ? text : of;
    key->reference = po_reference_read(arena, item ? item : po_xml_attribute(arena, node, "field"));
    key->list = po_reference_read(arena, po_xml_attribute(arena, node, "list"));
    key->other = po_reference_read(arena, po_xml_attribute(arena, node, "or"));
    key->code = po_xml_attribute_yes(node, "code", false);
    know(map, &key->reference);
    know(map, &key->list);
    know(map, &key->other);
}

static void read_make(po_arena *arena, const xmlNode *node, po_record_map *map) {
    po_make *make = PO_LIST_ADD(arena, &map->makes);
    make->entity_id = po_xml_attribute(arena, node, "entity");
    make->name = po_xml_attribute(arena, node, "name");
    make->name = make->name ? make->name : make->entity_id;
    make->within_name = po_xml_attribute(arena, node, "within");
    make->each = po_xml_attribute(arena, node, "each");
    make->outer = po_xml_attribute(arena, node, "outer");
    make->inner = po_xml_attribute(arena, node, "inner");
    make->shared = po_xml_attribute_yes(node, "shared", false);
    make->existing = po_xml_attribute_yes(node, "existing", false);
    make->optional = po_xml_attribute_yes(node, "optional", false);
    make->line = po_xml_line(node);
    know(map, &(po_reference){.name = make->each});
    make->condition = po_xml_attribute(arena, node, "if");
    const char *accepted = po_xml_attribute(arena, node, "is");
    if (make->condition && accepted)
        make->accepted_count = po_text_split(arena, accepted, ' ', &make->accepted);
    for (const xmlNode *at = po_xml_child(node, "key"); at; at = po_xml_next(at, "key"))
        read_key(arena, at, map, make);
}

/* ---- fields ---------------------------------------------------------------------------------- */

static po_op_kind op_kind(const char *name) {
    for (int kind = 0; kind < PO_OP_COUNT; kind++)
        if (po_text_equal(po_op_name((po_op_kind)kind), name))
            return (po_op_kind)kind;
    return PO_OP_COUNT;
}

static void read_pairs(po_arena *arena, const xmlNode *node, po_op *op) {
    for (const xmlNode *at = po_xml_child(node, "pair"); at; at = po_xml_next(at, "pair")) {
        po_pair *pair = PO_LIST_ADD(arena, &op->pairs);
        pair->from = po_xml_attribute(arena, at, "from");
        pair->to = po_xml_attribute(arena, at, "to");
    }
    op->by_from = po_map_create(arena);
    op->by_to = po_map_create(arena);
    op->bijective = op->pairs.count > 0;
    for (size_t i = 0; i < op->pairs.count; i++) {
        po_pair *pair = &op->pairs.items[i];
        op->bijective &= po_map_add(op->by_from, po_text_key(arena, pair->from), pair);
        op->bijective &= po_map_add(op->by_to, pair->to, pair);
    }
}

static void read_op(po_arena *arena, const xmlNode *node, po_record_map *map, po_field_row *row) {
    po_op_kind kind = op_kind(po_xml_name(node));
    if (kind == PO_OP_COUNT)
        return; /* <provenance>, <with> */
    po_op *op = PO_LIST_ADD(arena, &row->ops);
    op->kind = kind;
    op->find = po_xml_attribute_yes(node, "find", false);
    op->exact = po_xml_attribute_yes(node, "exact", false);
    op->labels = po_xml_attribute_yes(node, "labels", false);
    op->vocabulary_id = po_xml_attribute(arena, node, "vocabulary");
    op->entity = po_xml_attribute(arena, node, "entity");
    op->below = po_xml_attribute(arena, node, "below");
    op->text = po_xml_attribute(arena, node, kind == PO_OP_SPLIT ? "at" : "with");
    op->reference = po_reference_read(
        arena, po_xml_attribute(arena, node, kind == PO_OP_CONCAT ? "field" : "list"));
    know(map, &op->reference);
    if (kind == PO_OP_ENUM && !op->vocabulary_id)
        read_pairs(arena, node, op);
    row->operations = row->operations
                          ? po_arena_printf(arena, "%s %s", row->operations, po_op_name(kind))
                          : po_op_name(kind);
}

static void read_with(po_arena *arena, const xmlNode *node, po_field_row *row) {
    po_with *with = PO_LIST_ADD(arena, &row->withs);
    const char *term = po_xml_attribute(arena, node, "term"),
               *text = po_xml_attribute(arena, node, "text");
    const char *year = po_xml_attribute(arena, node, "year");
    with->field = po_xml_attribute(arena, node, "field");
    with->text = term ? term : text;
    if (term)
        with->kind = PO_WITH_TERM;
    else if (text)
        with->kind = PO_WITH_TEXT;
    else
        with->kind = po_text_equal(year, "plan") ? PO_WITH_PLAN_YEAR : PO_WITH_UPDATE_YEAR;
}

static void read_field(po_arena *arena, const xmlNode *node, po_record_map *map) {
    po_field_row *row = PO_LIST_ADD(arena, &map->rows);
    row->id = po_xml_attribute(arena, node, "id");
    row->from = po_xml_attribute(arena, node, "from");
    row->reference = po_reference_read(arena, row->from);
    row->to = po_xml_attribute(arena, node, "to");
    const char *dot = strchr(row->to, '.');
    row->to_name = dot ? po_arena_copy(arena, row->to, (size_t)(dot - row->to)) : row->to;
    row->to_field = dot ? dot + 1 : "";
    row->type = po_xml_attribute(arena, node, "type");
    row->within_name = po_xml_attribute(arena, node, "within");
    row->serves = po_xml_attribute(arena, node, "serves");
    row->until = po_xml_attribute(arena, node, "until");
    row->required = po_xml_attribute_yes(node, "required", false);
    row->when_empty = po_xml_attribute(arena, node, "when") != NULL;
    row->line = po_xml_line(node);
    row->inherited = !po_xml_child(node, "provenance");
    row->provenance = po_provenance_read(arena, node, &map->provenance);
    const char *declared = po_xml_attribute(arena, node, "class");
    for (int i = PO_ISO; i <= PO_MANUAL; i++)
        if (po_text_equal(declared, po_class_name((po_row_class)i)))
            row->declared = (po_row_class)i;
    know(map, &row->reference);
    for (const xmlNode *at = po_xml_child(node, "with"); at; at = po_xml_next(at, "with"))
        read_with(arena, at, row);
    for (const xmlNode *at = po_xml_child(node, NULL); at; at = po_xml_next(at, NULL))
        read_op(arena, at, map, row);
}

/* ---- links, unmapped ------------------------------------------------------------------------- */

static void read_link(po_arena *arena, const xmlNode *node, po_record_map *map) {
    po_link_row *link = PO_LIST_ADD(arena, &map->links);
    link->id = po_xml_attribute(arena, node, "id");
    link->kind = po_xml_attribute(arena, node, "kind");
    link->from_name = po_xml_attribute(arena, node, "from");
    link->entity = po_xml_attribute(arena, node, "entity");
    link->reference = po_reference_read(arena, po_xml_attribute(arena, node, "field"));
    link->provenance = po_provenance_read(arena, node, &map->provenance);
    link->line = po_xml_line(node);
    know(map, &link->reference);
}

static void read_unmapped(po_arena *arena, const xmlNode *node, po_record_map *map) {
    po_unmapped *unmapped = PO_LIST_ADD(arena, &map->unmapped);
    unmapped->field = po_xml_attribute(arena, node, "field");
    unmapped->reason = po_xml_attribute(arena, node, "reason");
    unmapped->why = po_xml_text(arena, node);
    unmapped->serves = po_xml_attribute(arena, node, "serves");
    unmapped->until = po_xml_attribute(arena, node, "until");
    unmapped->line = po_xml_line(node);
}

void po_record_map_read(po_arena *arena, const xmlNode *node, const po_provenance *inherited,
                        po_record_map *map) {
    map->type = po_xml_attribute(arena, node, "type");
    map->known = po_map_create(arena);
    map->provenance = po_provenance_read(arena, node, inherited);
    map->line = po_xml_line(node);
    for (const xmlNode *at = po_xml_child(node, NULL); at; at = po_xml_next(at, NULL)) {
        const char *name = po_xml_name(at);
        if (po_text_equal(name, "make"))
            read_make(arena, at, map);
        else if (po_text_equal(name, "field"))
            read_field(arena, at, map);
        else if (po_text_equal(name, "link"))
            read_link(arena, at, map);
        else if (po_text_equal(name, "unmapped"))
            read_unmapped(arena, at, map);
    }
}

/* ---- names against the model ----------------------------------------------------------------- */

size_t po_record_map_make(const po_record_map *map, const char *name) {
    if (po_text_equal(name, "plan-document"))
        return PO_MAKE_PLAN;
    if (po_text_equal(name, "parent"))
        return PO_MAKE_PARENT;
    for (size_t i = 0; i < map->makes.count; i++)
        if (po_text_equal(map->makes.items[i].name, name))
            return i;
    return PO_MAKE_NONE;
}

static void resolve_make(po_record_map *map, po_make *make, const po_model_schema *schema) {
    make->entity = po_schema_entity(schema, make->entity_id);
    make->within = make->within_name ? po_record_map_make(map, make->within_name) : PO_MAKE_PLAN;
    for (size_t i = 0; i < make->keys.count; i++)
        if (make->keys.items[i].kind == PO_KEY_OF)
            make->keys.items[i].of = po_record_map_make(map, make->keys.items[i].text);
}

static void resolve_row(po_record_map *map, po_field_row *row, const po_model_schema *schema) {
    size_t made = po_record_map_make(map, row->to_name);
    row->on_made = row->withs.count > 0 && !row->within_name && made < map->makes.count;
    if (row->withs.count > 0 && !row->on_made) {
        row->target = row->within_name ? po_record_map_make(map, row->within_name) : PO_MAKE_PLAN;
        row->entity = po_schema_entity(schema, row->to_name);
    } else {
        row->target = made;
        if (row->target == PO_MAKE_PLAN)
            row->entity = po_schema_entity(schema, "plan-document");
        else if (row->target < map->makes.count)
            row->entity = map->makes.items[row->target].entity;
    }
    row->field = po_schema_field(row->entity, row->to_field);
    for (size_t i = 0; i < row->withs.count; i++)
        row->withs.items[i].definition = po_schema_field(row->entity, row->withs.items[i].field);
    for (size_t i = 0; i < row->ops.count; i++)
        row->ops.items[i].vocabulary =
            po_schema_vocabulary(schema, row->ops.items[i].vocabulary_id);
    row->computed = po_row_class_of(row);
}

void po_record_map_resolve(po_record_map *map, const po_model_schema *schema) {
    for (size_t i = 0; i < map->makes.count; i++)
        resolve_make(map, &map->makes.items[i], schema);
    for (size_t i = 0; i < map->rows.count; i++)
        resolve_row(map, &map->rows.items[i], schema);
    for (size_t i = 0; i < map->links.count; i++)
        map->links.items[i].from = po_record_map_make(map, map->links.items[i].from_name);
}
