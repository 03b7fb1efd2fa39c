/* SPDX-License-Identifier: Apache-2.0
 *
 * Loading crosswalk files into a set. The rows are read by load_rows.c, the tests by load_tests.c;
 * what is wrong beyond the grammar is told by lint.c, so that a half-written crosswalk can be
 * looked at as a whole.
 */
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "crosswalk/load_parts.h"

/* ---- identify, forbids ----------------------------------------------------------------------- */

static void read_identify(po_arena *arena, const xmlNode *node, po_crosswalk *crosswalk) {
    for (const xmlNode *at = po_xml_child(node, NULL); at; at = po_xml_next(at, NULL)) {
        po_sign_place *sign = PO_LIST_ADD(arena, &crosswalk->identify);
        sign->what = po_arena_dup(arena, po_xml_name(at));
        sign->record = po_xml_attribute(arena, at, "record");
        sign->field = po_xml_attribute(arena, at, "field");
        sign->is = po_xml_attribute(arena, at, "is");
        sign->year = po_xml_attribute(arena, at, "year");
        sign->of_school = po_text_equal(po_xml_attribute(arena, at, "of"), "school");
        sign->line = po_xml_line(at);
        PO_LIST(const char *) words = {0};
        for (const xmlNode *word = po_xml_child(at, "words"); word;
             word = po_xml_next(word, "words"))
            *PO_LIST_ADD(arena, &words) = po_xml_text(arena, word);
        sign->words = words.items;
        sign->word_count = words.count;
    }
}

static void read_forbid(po_arena *arena, const xmlNode *node, po_crosswalk *crosswalk) {
    po_forbid *forbid = PO_LIST_ADD(arena, &crosswalk->forbids);
    forbid->id = po_xml_attribute(arena, node, "id");
    forbid->kind = po_xml_attribute(arena, node, "kind");
    forbid->a = po_xml_attribute(arena, node, "a");
    forbid->b = po_xml_attribute(arena, node, "b");
    forbid->unless = po_xml_attribute(arena, node, "unless");
    forbid->why = po_xml_text(arena, po_xml_child(node, "why"));
    forbid->provenance = po_provenance_read(arena, node, &crosswalk->provenance);
    forbid->line = po_xml_line(node);
    for (const xmlNode *at = po_xml_child(node, "try"); at; at = po_xml_next(at, "try")) {
        po_try *attempt = PO_LIST_ADD(arena, &forbid->tries);
        attempt->a = po_xml_attribute(arena, at, "a");
        attempt->b = po_xml_attribute(arena, at, "b");
        attempt->allowed = po_xml_attribute_yes(at, "allowed", false);
        attempt->line = po_xml_line(at);
    }
}

/* ---- one file -------------------------------------------------------------------------------- */

static void read_head(po_arena *arena, const xmlNode *root, po_crosswalk *crosswalk) {
    crosswalk->id = po_xml_attribute(arena, root, "id");
    crosswalk->version = po_xml_attribute(arena, root, "version");
    crosswalk->status = po_xml_attribute(arena, root, "status");
    crosswalk->program = po_xml_attribute(arena, root, "program");
    crosswalk->model = po_xml_attribute(arena, root, "model");
    crosswalk->authority = po_xml_attribute(arena, root, "authority");
    crosswalk->method = po_xml_attribute(arena, root, "method");
    crosswalk->title = po_xml_text(arena, po_xml_child(root, "title"));
    crosswalk->provenance = po_provenance_read(arena, root, NULL);
    crosswalk->by_type = po_map_create(arena);
}

static void read_records(po_crosswalks *set, const xmlNode *root, po_crosswalk *crosswalk) {
    const xmlNode *fields = po_xml_child(root, "fields");
    for (const xmlNode *at = po_xml_child(fields, "record"); at; at = po_xml_next(at, "record"))
        po_record_map_read(set->arena, at, &crosswalk->provenance,
                           PO_LIST_ADD(set->arena, &crosswalk->records));
    for (size_t i = 0; i < crosswalk->records.count; i++) {
        po_record_map *map = &crosswalk->records.items[i];
        po_record_map_resolve(map, set->schema);
        po_map_add(crosswalk->by_type, map->type, map);
    }
}

static void read_lists(po_arena *arena, const xmlNode *root, po_crosswalk *crosswalk) {
    read_identify(arena, po_xml_child(root, "identify"), crosswalk);
    const xmlNode *forbids = po_xml_child(root, "forbids"), *tests = po_xml_child(root, "tests");
    for (const xmlNode *at = po_xml_child(forbids, "forbid"); at; at = po_xml_next(at, "forbid"))
        read_forbid(arena, at, crosswalk);
    for (const xmlNode *at = po_xml_child(tests, "test"); at; at = po_xml_next(at, "test"))
        po_test_read(arena, at, PO_LIST_ADD(arena, &crosswalk->tests));
}

/* `again`: a file named by the user takes the place of the installed one with its id. */
static po_status join_set(po_crosswalks *set, po_crosswalk *crosswalk, bool again, po_error *err) {
    for (size_t i = 0; i < set->list.count; i++) {
        const po_crosswalk *other = set->list.items[i];
        if (again && po_text_equal(other->id, crosswalk->id) &&
            po_text_equal(other->program, crosswalk->program)) {
            set->list.items[i] = crosswalk;
            return PO_OK;
        }
        if (po_text_equal(other->program, crosswalk->program))
            return po_error_set(
                err, PO_E_CONFIG,
                "%s: it is for the program \"%s\", and so is %s; a program has one crosswalk",
                crosswalk->path, crosswalk->program, other->path);
    }
    *PO_LIST_ADD(set->arena, &set->list) = crosswalk;
    return PO_OK;
}

/* NULL, and a sentence, if the document is no crosswalk. */
static po_crosswalk *read_document(po_crosswalks *set, const po_xml *xml, po_error *err) {
    const xmlNode *root = xmlDocGetRootElement(xml->document);
    if (!po_text_equal(po_xml_name(root), "crosswalk")) {
        po_error_set(err, PO_E_CONFIG, "%s: it is no crosswalk: its root element is <%s>", xml->path, po_xml_name(root));
        return NULL;
    }
    po_crosswalk *crosswalk = PO_NEW(set->arena, po_crosswalk);
    crosswalk->path = po_arena_dup(set->arena, xml->path);
    read_head(set->arena, root, crosswalk);
    read_records(set, root, crosswalk);
    read_lists(set->arena, root, crosswalk);
    return crosswalk;
}

static po_status read_file(po_crosswalks *set, const char *path, po_diagnostics *diagnostics, po_crosswalk **ret_crosswalk,
                           po_error *err) {
    po_xml xml = {0};
    const char *grammar = po_path_join(set->arena, set->folder, "crosswalk.rng");
    po_status status = po_xml_load(set->arena, path, grammar, diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    *ret_crosswalk = read_document(set, &xml, err);
    po_xml_finish(&xml);
    return *ret_crosswalk ? PO_OK : PO_E_CONFIG;
}

static po_status add_file(po_crosswalks *set, const char *path, bool again,
                          po_diagnostics *diagnostics, po_error *err) {
    po_crosswalk *crosswalk = NULL;
    po_status status = read_file(set, path, diagnostics, &crosswalk, err);
    return status == PO_OK ? join_set(set, crosswalk, again, err) : status;
}

po_status po_crosswalks_add(po_crosswalks *set, const char *path, po_diagnostics *diagnostics,
                            po_error *err) {
    return add_file(set, path, true, diagnostics, err);
}

po_status po_crosswalks_add_beside(po_crosswalks *set, const char *program, const char *folder, po_diagnostics *diagnostics,
                                   po_error *err) {
    const char *path = po_path_join(set->arena, folder, "crosswalk.xml");
    po_crosswalk *crosswalk = NULL;
    if (!po_path_is_file(path))
        return PO_OK;
    po_status status = read_file(set, path, diagnostics, &crosswalk, err);
    if (status != PO_OK)
        return status;
    if (!po_text_equal(crosswalk->program, program))
        return po_error_set(err, PO_E_CONFIG, "%s: it is for the program \"%s\", but stands in the folder of the program \"%s\"", path,
                            crosswalk->program, program);
    for (size_t i = 0; i < set->list.count; i++)
        if (po_text_equal(set->list.items[i]->program, program)) {
            set->list.items[i] = crosswalk;
            return PO_OK;
        }
    *PO_LIST_ADD(set->arena, &set->list) = crosswalk;
    return PO_OK;
}

/* ---- a folder -------------------------------------------------------------------------------- */

static bool is_xml(const char *name) {
    size_t size = strlen(name);
    return size > 4 && strcmp(name + size - 4, ".xml") == 0;
}

/* Whether the root element is <crosswalk>: other files of the folder are none of ours. A file that
 * cannot be parsed is read again as a crosswalk, so that its mistake is told. */
static bool is_crosswalk(po_arena *arena, const char *path) {
    po_diagnostics unheard;
    po_diagnostics_init(&unheard, arena);
    po_xml xml = {0};
    if (po_xml_load(arena, path, NULL, &unheard, &xml, NULL) != PO_OK)
        return true;
    bool is = po_text_equal(po_xml_name(xmlDocGetRootElement(xml.document)), "crosswalk");
    po_xml_finish(&xml);
    return is;
}

static po_status add_folder(po_crosswalks *set, po_diagnostics *diagnostics, po_error *err) {
    const char **names = NULL;
    size_t count = 0;
    po_status status = po_folder_list(set->arena, set->folder, &names, &count, err);
    for (size_t i = 0; i < count && status == PO_OK; i++) {
        const char *path = po_path_join(set->arena, set->folder, names[i]);
        if (is_xml(names[i]) && is_crosswalk(set->arena, path))
            status = add_file(set, path, false, diagnostics, err);
    }
    return status;
}

po_status po_crosswalks_load(po_arena *arena, const char *folder, const po_model_schema *schema,
                             po_diagnostics *diagnostics, po_crosswalks **ret_set, po_error *err) {
    po_crosswalks *set = PO_NEW(arena, po_crosswalks);
    set->arena = arena;
    set->folder = po_arena_dup(arena, folder);
    set->schema = schema;
    po_status status = po_lexicon_load(arena, po_path_join(arena, folder, "lexicon.xml"),
                                       po_path_join(arena, folder, "lexicon.rng"), schema,
                                       diagnostics, &set->lexicon, err);
    if (status == PO_OK)
        status = add_folder(set, diagnostics, err);
    if (status == PO_OK)
        *ret_set = set;
    return status;
}

/* ---- looking ----------------------------------------------------------------------------------
 */

const po_crosswalk *po_crosswalks_find(const po_crosswalks *set, const char *program) {
    for (size_t i = 0; i < set->list.count; i++)
        if (program && po_text_equal(set->list.items[i]->program, program))
            return set->list.items[i];
    return NULL;
}

size_t po_crosswalks_count(const po_crosswalks *set) {
    return set->list.count;
}

const po_crosswalk *po_crosswalks_nth(const po_crosswalks *set, size_t n) {
    return set->list.items[n];
}

const char *po_crosswalk_id(const po_crosswalk *crosswalk) {
    return crosswalk->id;
}

const char *po_crosswalk_version(const po_crosswalk *crosswalk) {
    return crosswalk->version;
}

const char *po_crosswalk_status(const po_crosswalk *crosswalk) {
    return crosswalk->status;
}

const char *po_crosswalk_path(const po_crosswalk *crosswalk) {
    return crosswalk->path;
}
