/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading <duties> of crosswalk files into asks. See ask.h.
 */
#include "duty/ask.h"

#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"

/* One file under way. */
typedef struct po_ask_reader {
    po_asks *set;
    const char *program, *path;
    po_origin origin;
    PO_LIST(po_asking *) askings;
} po_ask_reader;

static const char *const RELATIONS[PO_RELATION_COUNT] = {"equal-to",     "equivalent-to",   "subset-of",
                                                         "superset-of",  "intersects-with", "no-relationship"};

const char *po_relation_name(po_relation_kind kind) {
    return RELATIONS[kind];
}

static po_relation_kind relation_kind(const char *name) {
    size_t kind = 0;
    while (kind + 1 < PO_RELATION_COUNT && !po_text_equal(RELATIONS[kind], name))
        kind++;
    return (po_relation_kind)kind;
}

static po_origin read_origin(po_arena *arena, const xmlNode *parent, const po_origin *inherited) {
    const xmlNode *node = po_xml_child(parent, "provenance");
    if (!node)
        return inherited ? *inherited : (po_origin){0};
    return (po_origin){.by = po_xml_attribute(arena, node, "by"),
                       .date = po_xml_attribute(arena, node, "date"),
                       .why = po_xml_text(arena, node),
                       .reviewer = po_xml_attribute(arena, node, "reviewer"),
                       .reviewed = po_xml_attribute_yes(node, "reviewed", false)};
}

/* ---- facets ---------------------------------------------------------------------------------- */

static void read_facets(po_arena *arena, const xmlNode *node, po_facet_rows *rows) {
    for (const xmlNode *at = po_xml_child(node, "facet"); at; at = po_xml_next(at, "facet")) {
        po_facet_row *row = PO_LIST_ADD(arena, rows);
        row->of = po_xml_attribute(arena, at, "of");
        row->is = po_xml_attribute(arena, at, "is");
        row->line = po_xml_line(at);
    }
}

/* A row takes the place of what was said of its facet before. "-" says that nothing is asked there. */
static void set_facet(const po_asks *set, const po_facet_row *row, po_bits *facets) {
    size_t at = po_asked_facet_index(set->asked, row->of);
    if (at == SIZE_MAX)
        return;
    const po_facet *facet = &set->asked->facets.items[at];
    char **names = NULL;
    size_t count = po_text_split(set->arena, row->is, ' ', &names);
    facets[at] = (po_bits){0};
    for (size_t i = 0; i < count; i++) {
        const po_facet_value *value = po_map_get(facet->by_id, names[i]);
        if (value)
            po_bits_add(&facets[at], (size_t)(value - facet->values.items));
    }
}

static void set_facets(const po_asks *set, const po_facet_rows *rows, po_bits *facets) {
    for (size_t i = 0; i < rows->count; i++)
        set_facet(set, &rows->items[i], facets);
}

static void read_asking(po_ask_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->set->arena;
    po_asking *asking = PO_NEW(arena, po_asking);
    asking->id = po_xml_attribute(arena, node, "id");
    asking->about = po_xml_attribute(arena, node, "about");
    asking->origin = read_origin(arena, node, &reader->origin);
    asking->line = po_xml_line(node);
    read_facets(arena, node, &asking->facets);
    *PO_LIST_ADD(arena, &reader->askings) = asking;
}

static const po_asking *find_asking(const po_ask_reader *reader, const char *id) {
    for (size_t i = 0; id && i < reader->askings.count; i++)
        if (po_text_equal(reader->askings.items[i]->id, id))
            return reader->askings.items[i];
    return NULL;
}

/* ---- duties ---------------------------------------------------------------------------------- */

static const po_duty *find_duty(const po_asks *set, const char *program, const char *id) {
    for (size_t i = 0; i < set->program_count; i++)
        if (po_text_equal(set->programs[i]->id, program))
            return po_program_duty(set->programs[i], id);
    return NULL;
}

static void read_atoms(const po_asks *set, const xmlNode *node, po_ask *ask) {
    for (const xmlNode *at = po_xml_child(node, "atom"); at; at = po_xml_next(at, "atom")) {
        po_atom_row *row = PO_LIST_ADD(set->arena, &ask->rows);
        row->ref = po_xml_attribute(set->arena, at, "ref");
        row->line = po_xml_line(at);
        const po_atom *atom = po_asked_atom(set->asked, row->ref);
        if (!atom)
            continue;
        po_bits_add(&ask->direct, po_asked_atom_index(set->asked, atom));
        ask->atoms = po_bits_or(&ask->atoms, &atom->closure);
    }
}

static void read_ask(po_ask_reader *reader, const xmlNode *node, po_ask *ask) {
    const po_asks *set = reader->set;
    ask->id = po_xml_attribute(set->arena, node, "ref");
    ask->program = reader->program;
    ask->path = reader->path;
    ask->line = po_xml_line(node);
    ask->duty = find_duty(set, reader->program, ask->id);
    ask->origin = read_origin(set->arena, node, &reader->origin);
    if (po_text_equal(po_xml_name(node), "without-atoms")) {
        ask->without = po_xml_attribute(set->arena, node, "reason");
        ask->why = po_xml_text(set->arena, node);
        return;
    }
    ask->as = po_xml_attribute(set->arena, node, "as");
    ask->asking = find_asking(reader, ask->as);
    read_atoms(set, node, ask);
    read_facets(set->arena, node, &ask->facet_rows);
    if (ask->asking)
        set_facets(set, &ask->asking->facets, ask->facets);
    set_facets(set, &ask->facet_rows, ask->facets);
}

/* ---- relations, re-use, tests ---------------------------------------------------------------- */

static void read_asserted(po_ask_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->set->arena;
    po_asserted *row = PO_LIST_ADD(arena, &reader->set->asserted);
    row->a = po_xml_attribute(arena, node, "a");
    row->b = po_xml_attribute(arena, node, "b");
    row->kind = relation_kind(po_xml_attribute(arena, node, "is"));
    row->differs = po_xml_attribute(arena, node, "differs");
    row->why = po_xml_text(arena, po_xml_child(node, "why"));
    row->overlap = po_xml_text(arena, po_xml_child(node, "overlap"));
    row->residue_a = po_xml_text(arena, po_xml_child(node, "residue-a"));
    row->residue_b = po_xml_text(arena, po_xml_child(node, "residue-b"));
    row->origin = read_origin(arena, node, &reader->origin);
    row->path = reader->path;
    row->line = po_xml_line(node);
}

static void read_reuse(po_ask_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->set->arena;
    po_reuse *reuse = PO_LIST_ADD(arena, &reader->set->reuses);
    reuse->id = po_xml_attribute(arena, node, "id");
    reuse->writes = po_xml_attribute(arena, node, "writes");
    reuse->only = po_xml_attribute(arena, node, "only");
    reuse->cite = po_xml_attribute(arena, node, "cite");
    reuse->title = po_xml_text(arena, po_xml_child(node, "title"));
    reuse->serves_count = po_text_split(arena, po_xml_attribute(arena, node, "serves"), ' ', &reuse->serves);
    for (const xmlNode *at = po_xml_child(node, "condition"); at; at = po_xml_next(at, "condition"))
        *PO_LIST_ADD(arena, &reuse->conditions) = po_xml_text(arena, at);
    for (const xmlNode *at = po_xml_child(node, "limit"); at; at = po_xml_next(at, "limit"))
        *PO_LIST_ADD(arena, &reuse->limits) = po_xml_text(arena, at);
    reuse->origin = read_origin(arena, node, &reader->origin);
    reuse->path = reader->path;
    reuse->line = po_xml_line(node);
}

static void read_test(po_ask_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->set->arena;
    po_pair_test *test = PO_LIST_ADD(arena, &reader->set->tests);
    test->id = po_xml_attribute(arena, node, "id");
    test->a = po_xml_attribute(arena, node, "a");
    test->b = po_xml_attribute(arena, node, "b");
    test->kind = relation_kind(po_xml_attribute(arena, node, "is"));
    test->differs = po_xml_attribute(arena, node, "differs");
    test->both = po_xml_attribute(arena, node, "both");
    test->only_a = po_xml_attribute(arena, node, "only-a");
    test->only_b = po_xml_attribute(arena, node, "only-b");
    test->why = po_xml_text(arena, node);
    test->path = reader->path;
    test->line = po_xml_line(node);
}

static void read_report(po_ask_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->set->arena;
    po_report_row *row = PO_LIST_ADD(arena, &reader->set->reports);
    row->program = reader->program;
    row->instrument = po_xml_attribute(arena, node, "instrument");
    row->system = po_xml_attribute(arena, node, "system");
    row->frequency = po_xml_attribute(arena, node, "frequency");
    row->purpose = po_xml_text(arena, node);
    row->origin = reader->origin;
    row->path = reader->path;
    row->line = po_xml_line(node);
}

/* ---- files ----------------------------------------------------------------------------------- */

static void read_row(po_ask_reader *reader, const xmlNode *node) {
    const char *name = po_xml_name(node);
    po_asks *set = reader->set;
    if (po_text_equal(name, "asking"))
        read_asking(reader, node);
    else if (po_text_equal(name, "duty") || po_text_equal(name, "without-atoms"))
        read_ask(reader, node, PO_LIST_ADD(set->arena, &set->list));
    else if (po_text_equal(name, "relation"))
        read_asserted(reader, node);
    else if (po_text_equal(name, "reuse"))
        read_reuse(reader, node);
    else if (po_text_equal(name, "pair-test"))
        read_test(reader, node);
    else if (po_text_equal(name, "report"))
        read_report(reader, node);
}

static void index_asks(po_asks *set) {
    set->by_id = po_map_create(set->arena);
    for (size_t i = 0; i < set->list.count; i++)
        po_map_add(set->by_id, set->list.items[i].id, &set->list.items[i]);
}

/* A file whose root is no crosswalk, or that has no duties, is none of ours. */
static void read_file(po_asks *set, const po_xml *xml) {
    const xmlNode *root = xmlDocGetRootElement(xml->document), *duties = po_xml_child(root, "duties");
    po_origin whole = read_origin(set->arena, root, NULL);
    po_ask_reader reader = {.set = set,
                               .program = po_xml_attribute(set->arena, root, "program"),
                               .path = po_arena_dup(set->arena, xml->path),
                               .origin = duties ? read_origin(set->arena, duties, &whole) : whole};
    for (const xmlNode *at = po_xml_child(duties, NULL); at; at = po_xml_next(at, NULL))
        read_row(&reader, at);
}

po_status po_asks_add(po_asks *set, const char *path, po_diagnostics *diagnostics, po_error *err) {
    po_xml xml = {0};
    po_status status = po_xml_load(set->arena, path, po_path_join(set->arena, set->folder, "crosswalk.rng"), diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    read_file(set, &xml);
    po_xml_finish(&xml);
    index_asks(set);
    return PO_OK;
}

/* The files that crosswalk/load.c has read and let pass; only their duties are read here. */
static po_status load_file(po_asks *set, const char *path, po_diagnostics *diagnostics, po_error *err) {
    po_xml xml = {0};
    po_status status = po_xml_load(set->arena, path, NULL, diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    read_file(set, &xml);
    po_xml_finish(&xml);
    return PO_OK;
}

po_status po_asks_load(po_arena *arena, const char *folder, const po_asked *asked, const po_crosswalks *crosswalks,
                          const po_program *const *programs, size_t program_count, po_diagnostics *diagnostics,
                          po_asks **ret_asks, po_error *err) {
    po_asks *set = PO_NEW(arena, po_asks);
    *set = (po_asks){.arena = arena,
                        .folder = po_arena_dup(arena, folder),
                        .asked = asked,
                        .crosswalks = crosswalks,
                        .programs = programs,
                        .program_count = program_count};
    for (size_t i = 0; i < po_crosswalks_count(crosswalks); i++) {
        po_status status = load_file(set, po_crosswalk_path(po_crosswalks_nth(crosswalks, i)), diagnostics, err);
        if (status != PO_OK)
            return status;
    }
    index_asks(set);
    *ret_asks = set;
    return PO_OK;
}

const po_ask *po_asks_find(const po_asks *asks, const char *id) {
    return po_map_get(asks->by_id, id);
}

bool po_ask_valid(const po_ask *ask, po_date day) {
    if (!ask->duty)
        return false;
    const po_duty *duty = ask->duty;
    bool begun = po_date_none(duty->valid_from) || po_date_compare(duty->valid_from, day) <= 0;
    return begun && (po_date_none(duty->valid_until) || po_date_compare(day, duty->valid_until) <= 0);
}
