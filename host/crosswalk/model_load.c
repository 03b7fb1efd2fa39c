/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading crosswalks/model.xml. The grammar has spoken before; what is looked at here is what a
 * grammar cannot say. See model_load.h.
 */
#include "crosswalk/model_load.h"

#include "base/diagnose_line.h"
#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"

/* One load under way. `mistakes` counts what was told in `diagnostics`. */
typedef struct po_model_reader {
    po_arena *arena;
    po_diagnostics *diagnostics;
    const char *path;
    po_model_schema *schema;
    size_t mistakes;
} po_model_reader;

static void mistake(po_model_reader *reader, const xmlNode *node, const char *code,
                    const char *sentence) {
    po_diagnose_line(reader->diagnostics, PO_ERROR, code, reader->path, po_xml_line(node), "%s", sentence);
    reader->mistakes++;
}

/* ---- vocabularies ---------------------------------------------------------------------------- */

static void add_name(po_model_reader *reader, po_vocabulary *vocabulary, po_term *term,
                     const xmlNode *node, const char *name) {
    const char *key = po_text_key(reader->arena, name);
    const po_term *taken = po_map_get(vocabulary->by_key, key);
    if (taken && taken != term)
        mistake(
            reader, node, "XW-102",
            po_arena_printf(reader->arena,
                            "\"%s\" is a name of the term \"%s\" and of the term \"%s\": in one "
                            "vocabulary a name means one thing (case, spaces and punctuation "
                            "do not count)",
                            name, taken->id, term->id));
    else if (!taken)
        po_map_set(vocabulary->by_key, key, term);
}

static void read_names(po_model_reader *reader, const xmlNode *node, po_term *term) {
    PO_LIST(const char *) names = {0};
    for (const xmlNode *name = po_xml_child(node, "name"); name; name = po_xml_next(name, "name"))
        *PO_LIST_ADD(reader->arena, &names) = po_xml_text(reader->arena, name);
    term->names = names.items;
    term->name_count = names.count;
}

static void read_term(po_model_reader *reader, const xmlNode *node, po_vocabulary *vocabulary) {
    po_arena *arena = reader->arena;
    po_term *term = PO_LIST_ADD(arena, &vocabulary->terms);
    term->id = po_xml_attribute(arena, node, "id");
    term->label = po_xml_attribute(arena, node, "label");
    term->broader = po_xml_attribute(arena, node, "broader");
    term->standard = po_xml_attribute(arena, node, "standard");
    term->definition = po_xml_text(arena, po_xml_child(node, "definition"));
    read_names(reader, node, term);
}

/* Whether an earlier term has this one's id; then it is told. */
static bool id_taken(po_model_reader *reader, const xmlNode *node, const po_vocabulary *vocabulary,
                     size_t n) {
    const char *id = vocabulary->terms.items[n].id;
    for (size_t i = 0; i < n; i++)
        if (po_text_equal(vocabulary->terms.items[i].id, id)) {
            mistake(reader, node, "XW-101",
                    po_arena_printf(
                        reader->arena,
                        "the vocabulary \"%s\" has two terms \"%s\": give one of them another id",
                        vocabulary->id, id));
            return true;
        }
    return false;
}

/* By key only when the list of terms has stopped growing: the map points into it. */
static void name_terms(po_model_reader *reader, const xmlNode *node, po_vocabulary *vocabulary) {
    const xmlNode *at = po_xml_child(node, "term");
    for (size_t i = 0; i < vocabulary->terms.count; i++, at = po_xml_next(at, "term")) {
        po_term *term = &vocabulary->terms.items[i];
        if (id_taken(reader, at, vocabulary, i))
            continue;
        add_name(reader, vocabulary, term, at, term->id);
        add_name(reader, vocabulary, term, at, term->label);
        for (size_t n = 0; n < term->name_count; n++)
            add_name(reader, vocabulary, term, at, term->names[n]);
    }
}

static const po_term *term_by_id(const po_vocabulary *vocabulary, const char *id) {
    for (size_t i = 0; i < vocabulary->terms.count; i++)
        if (po_text_equal(vocabulary->terms.items[i].id, id))
            return &vocabulary->terms.items[i];
    return NULL;
}

static void check_broader(po_model_reader *reader, const xmlNode *node, po_vocabulary *vocabulary) {
    const xmlNode *at = po_xml_child(node, "term");
    for (size_t i = 0; i < vocabulary->terms.count; i++, at = po_xml_next(at, "term")) {
        const po_term *term = &vocabulary->terms.items[i];
        size_t steps = 0;
        for (const po_term *up = term; up && up->broader;
             up = term_by_id(vocabulary, up->broader)) {
            if (!term_by_id(vocabulary, up->broader) && up == term)
                mistake(reader, at, "XW-103",
                        po_arena_printf(reader->arena,
                                        "the term \"%s\" has the broader term \"%s\", which the "
                                        "vocabulary \"%s\" does not have",
                                        term->id, term->broader, vocabulary->id));
            if (steps++ > vocabulary->terms.count) {
                mistake(reader, at, "XW-104",
                        po_arena_printf(reader->arena,
                                        "the broader terms of \"%s\" go round in a circle",
                                        term->id));
                break;
            }
        }
    }
}

static void read_vocabulary(po_model_reader *reader, const xmlNode *node) {
    po_vocabulary *vocabulary = PO_LIST_ADD(reader->arena, &reader->schema->vocabularies);
    vocabulary->id = po_xml_attribute(reader->arena, node, "id");
    vocabulary->label = po_xml_attribute(reader->arena, node, "label");
    vocabulary->definition = po_xml_text(reader->arena, po_xml_child(node, "definition"));
    vocabulary->by_key = po_map_create(reader->arena);
    for (const xmlNode *term = po_xml_child(node, "term"); term; term = po_xml_next(term, "term"))
        read_term(reader, term, vocabulary);
    name_terms(reader, node, vocabulary);
    check_broader(reader, node, vocabulary);
}

static void read_vocabularies(po_model_reader *reader, const xmlNode *root) {
    po_model_schema *schema = reader->schema;
    const xmlNode *list = po_xml_child(root, "vocabularies");
    for (const xmlNode *at = po_xml_child(list, "vocabulary"); at;
         at = po_xml_next(at, "vocabulary"))
        read_vocabulary(reader, at);
    const xmlNode *at = po_xml_child(list, "vocabulary");
    for (size_t i = 0; i < schema->vocabularies.count; i++, at = po_xml_next(at, "vocabulary")) {
        po_vocabulary *vocabulary = &schema->vocabularies.items[i];
        if (!po_map_add(schema->vocabulary_by_id, vocabulary->id, vocabulary))
            mistake(reader, at, "XW-101",
                    po_arena_printf(reader->arena, "there are two vocabularies \"%s\"",
                                    vocabulary->id));
    }
}

/* ---- entities -------------------------------------------------------------------------------- */

static bool type_is_code(const char *type) {
    return po_text_equal(type, "code") || po_text_equal(type, "codes");
}

static void check_field(po_model_reader *reader, const xmlNode *node,
                        const po_entity_definition *entity, const po_field_definition *field) {
    const char *sentence = NULL;
    if (type_is_code(field->type) && !field->vocabulary)
        sentence = "is a code: say of which vocabulary (vocabulary=\"...\")";
    else if (!type_is_code(field->type) && field->vocabulary)
        sentence = "names a vocabulary, but is no code: its type should be code or codes";
    else if (field->vocabulary && !po_schema_vocabulary(reader->schema, field->vocabulary))
        sentence = po_arena_printf(reader->arena, "names the vocabulary \"%s\", which is not here",
                                   field->vocabulary);
    else if (po_text_empty(field->definition))
        sentence = "has no definition: write what it holds between its tags";
    if (sentence)
        mistake(reader, node, "XW-105",
                po_arena_printf(reader->arena, "the field \"%s\" of the entity \"%s\" %s",
                                field->id, entity->id, sentence));
}

static void read_fields(po_model_reader *reader, const xmlNode *node,
                        po_entity_definition *entity) {
    po_arena *arena = reader->arena;
    for (const xmlNode *at = po_xml_child(node, "field"); at; at = po_xml_next(at, "field")) {
        po_field_definition *field = PO_LIST_ADD(arena, &entity->fields);
        field->id = po_xml_attribute(arena, at, "id");
        field->label = po_xml_attribute(arena, at, "label");
        field->type = po_xml_attribute(arena, at, "type");
        field->vocabulary = po_xml_attribute(arena, at, "vocabulary");
        field->standard = po_xml_attribute(arena, at, "standard");
        field->definition = po_xml_text(arena, at);
        check_field(reader, at, entity, field);
    }
    const xmlNode *at = po_xml_child(node, "field");
    for (size_t i = 0; i < entity->fields.count; i++, at = po_xml_next(at, "field"))
        if (!po_map_add(entity->by_id, entity->fields.items[i].id, &entity->fields.items[i]))
            mistake(reader, at, "XW-101",
                    po_arena_printf(arena, "the entity \"%s\" has two fields \"%s\"", entity->id,
                                    entity->fields.items[i].id));
}

static void read_entity(po_model_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->arena;
    po_entity_definition *entity = PO_LIST_ADD(arena, &reader->schema->entities);
    entity->id = po_xml_attribute(arena, node, "id");
    entity->label = po_xml_attribute(arena, node, "label");
    entity->plural = po_xml_attribute(arena, node, "plural");
    entity->standard = po_xml_attribute(arena, node, "standard");
    entity->shared = po_xml_attribute_yes(node, "shared", false);
    entity->definition = po_xml_text(arena, po_xml_child(node, "definition"));
    entity->by_id = po_map_create(arena);
    read_fields(reader, node, entity);
}

static void read_entities(po_model_reader *reader, const xmlNode *root) {
    po_model_schema *schema = reader->schema;
    const xmlNode *list = po_xml_child(root, "entities");
    for (const xmlNode *at = po_xml_child(list, "entity"); at; at = po_xml_next(at, "entity"))
        read_entity(reader, at);
    const xmlNode *at = po_xml_child(list, "entity");
    for (size_t i = 0; i < schema->entities.count; i++, at = po_xml_next(at, "entity")) {
        po_entity_definition *entity = &schema->entities.items[i];
        if (!po_map_add(schema->entity_by_id, entity->id, entity))
            mistake(reader, at, "XW-101",
                    po_arena_printf(reader->arena, "there are two entities \"%s\"", entity->id));
    }
}

po_status po_model_schema_load_file(po_arena *arena, const char *path, const char *grammar_path,
                                    po_diagnostics *diagnostics, const po_model_schema **ret_schema,
                                    po_error *err) {
    po_xml xml = {0};
    po_status status = po_xml_load(arena, path, grammar_path, diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    po_model_schema *schema = PO_NEW(arena, po_model_schema);
    schema->entity_by_id = po_map_create(arena);
    schema->vocabulary_by_id = po_map_create(arena);
    po_model_reader reader = {arena, diagnostics, xml.path, schema, 0};
    const xmlNode *root = xmlDocGetRootElement(xml.document);
    schema->version = po_xml_attribute(arena, root, "version");
    read_vocabularies(&reader, root);
    read_entities(&reader, root);
    po_xml_finish(&xml);
    if (reader.mistakes)
        return po_error_set(err, PO_E_CONFIG, "%s: %zu mistake%s in the model", path,
                            reader.mistakes, reader.mistakes == 1 ? "" : "s");
    *ret_schema = schema;
    return PO_OK;
}

po_status po_model_schema_load(po_arena *arena, const char *folder, po_diagnostics *diagnostics,
                               const po_model_schema **ret_schema, po_error *err) {
    return po_model_schema_load_file(arena, po_path_join(arena, folder, "model.xml"),
                                     po_path_join(arena, folder, "model.rng"), diagnostics,
                                     ret_schema, err);
}
