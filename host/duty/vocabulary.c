/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading <asked> of the model, and the closures over its orders. See vocabulary.h.
 */
#include "duty/vocabulary.h"

#include <string.h>

#include "base/diagnose_line.h"
#include "base/file.h"
#include "base/text.h"
#include "base/xml.h"

typedef struct po_asked_reader {
    po_arena *arena;
    po_diagnostics *diagnostics;
    po_asked *asked;
    size_t mistakes;
} po_asked_reader;

static void mistake(po_asked_reader *reader, int line, const char *code, const char *sentence) {
    po_diagnose_line(reader->diagnostics, PO_ERROR, code, reader->asked->path, line, "%s", sentence);
    reader->mistakes++;
}

/* ---- orders ---------------------------------------------------------------------------------- */

/* A broader that does not exist, or goes round: told, and cut so that walking up ends. */
static void check_atom(po_asked_reader *reader, po_atom *atom) {
    size_t steps = 0;
    if (atom->broader && !po_asked_atom(reader->asked, atom->broader)) {
        mistake(reader, atom->line, "XW-602",
                po_arena_printf(reader->arena, "the atom \"%s\" has the broader atom \"%s\", which is not here", atom->id,
                                atom->broader));
        atom->broader = NULL;
    }
    for (const po_atom *up = atom; up && up->broader; up = po_asked_atom(reader->asked, up->broader))
        if (steps++ > reader->asked->atoms.count) {
            mistake(reader, atom->line, "XW-603",
                    po_arena_printf(reader->arena, "the broader atoms of \"%s\" go round in a circle", atom->id));
            atom->broader = NULL;
        }
}

static bool alike(const po_atom *a, const po_atom *b) {
    return po_text_equal(a->verb, b->verb) && po_text_equal(a->object, b->object);
}

static void close_atom(po_asked *asked, size_t n) {
    size_t at = n;
    for (;;) {
        po_atom *atom = &asked->atoms.items[at];
        po_bits_add(&atom->closure, n);
        if (!atom->broader)
            break;
        at = po_asked_atom_index(asked, po_asked_atom(asked, atom->broader));
    }
    asked->atoms.items[n].root = at;
    size_t first = 0;
    while (!alike(&asked->atoms.items[first], &asked->atoms.items[n]))
        first++;
    asked->atoms.items[n].coarse = first;
}

static void check_value(po_asked_reader *reader, const po_facet *facet, po_facet_value *value) {
    size_t steps = 0;
    if (value->broader && !po_map_get(facet->by_id, value->broader)) {
        mistake(reader, value->line, "XW-602",
                po_arena_printf(reader->arena, "the value \"%s\" of the facet \"%s\" has the broader value \"%s\", which is not here",
                                value->id, facet->id, value->broader));
        value->broader = NULL;
    }
    for (const po_facet_value *up = value; up && up->broader; up = po_map_get(facet->by_id, up->broader))
        if (steps++ > facet->values.count) {
            mistake(reader, value->line, "XW-603",
                    po_arena_printf(reader->arena, "the broader values of \"%s\" go round in a circle", value->id));
            value->broader = NULL;
        }
}

static void close_value(po_facet *facet, size_t n) {
    po_facet_value *value = &facet->values.items[n];
    for (po_facet_value *up = value; up; up = up->broader ? po_map_get(facet->by_id, up->broader) : NULL) {
        size_t at = (size_t)(up - facet->values.items);
        if (facet->covers_narrower)
            po_bits_add(&up->covers, n);
        else
            po_bits_add(&value->covers, at);
    }
}

/* ---- reading --------------------------------------------------------------------------------- */

static void read_atom(po_asked_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->arena;
    po_atom *atom = PO_LIST_ADD(arena, &reader->asked->atoms);
    atom->id = po_xml_attribute(arena, node, "id");
    atom->verb = po_xml_attribute(arena, node, "verb");
    atom->object = po_xml_attribute(arena, node, "object");
    atom->detail = po_xml_attribute(arena, node, "detail");
    atom->broader = po_xml_attribute(arena, node, "broader");
    atom->definition = po_xml_text(arena, node);
    atom->label = atom->detail ? po_arena_printf(arena, "%s %s (%s)", atom->verb, atom->object, atom->detail)
                               : po_arena_printf(arena, "%s %s", atom->verb, atom->object);
    atom->line = po_xml_line(node);
    if (po_text_empty(atom->definition))
        mistake(reader, atom->line, "XW-604",
                po_arena_printf(arena, "the atom \"%s\" has no definition: write what is done between its tags", atom->id));
}

static void read_atoms(po_asked_reader *reader, const xmlNode *list) {
    po_asked *asked = reader->asked;
    for (const xmlNode *at = po_xml_child(list, "atom"); at; at = po_xml_next(at, "atom"))
        if (asked->atoms.count < PO_LIMIT_ATOMS)
            read_atom(reader, at);
        else
            mistake(reader, po_xml_line(at), "XW-605", "there are more atoms than the program can hold (PO_LIMIT_ATOMS)");
    for (size_t i = 0; i < asked->atoms.count; i++)
        if (!po_map_add(asked->atom_by_id, asked->atoms.items[i].id, &asked->atoms.items[i]))
            mistake(reader, asked->atoms.items[i].line, "XW-601",
                    po_arena_printf(reader->arena, "there are two atoms \"%s\"", asked->atoms.items[i].id));
    for (size_t i = 0; i < asked->atoms.count; i++)
        check_atom(reader, &asked->atoms.items[i]);
    for (size_t i = 0; i < asked->atoms.count; i++)
        close_atom(asked, i);
}

static void read_values(po_asked_reader *reader, const xmlNode *node, po_facet *facet) {
    for (const xmlNode *at = po_xml_child(node, "value"); at && facet->values.count < PO_LIMIT_ATOMS;
         at = po_xml_next(at, "value")) {
        po_facet_value *value = PO_LIST_ADD(reader->arena, &facet->values);
        value->id = po_xml_attribute(reader->arena, at, "id");
        value->label = po_xml_attribute(reader->arena, at, "label");
        value->broader = po_xml_attribute(reader->arena, at, "broader");
        value->line = po_xml_line(at);
    }
    for (size_t i = 0; i < facet->values.count; i++)
        if (!po_map_add(facet->by_id, facet->values.items[i].id, &facet->values.items[i]))
            mistake(reader, facet->values.items[i].line, "XW-601",
                    po_arena_printf(reader->arena, "the facet \"%s\" has two values \"%s\"", facet->id, facet->values.items[i].id));
    for (size_t i = 0; i < facet->values.count; i++)
        check_value(reader, facet, &facet->values.items[i]);
    for (size_t i = 0; i < facet->values.count; i++)
        close_value(facet, i);
}

static void read_facet(po_asked_reader *reader, const xmlNode *node) {
    po_arena *arena = reader->arena;
    po_facet *facet = PO_LIST_ADD(arena, &reader->asked->facets);
    facet->id = po_xml_attribute(arena, node, "id");
    facet->label = po_xml_attribute(arena, node, "label");
    facet->covers_narrower = po_text_equal(po_xml_attribute(arena, node, "covers"), "narrower");
    facet->definition = po_xml_text(arena, po_xml_child(node, "definition"));
    facet->by_id = po_map_create(arena);
    facet->line = po_xml_line(node);
    read_values(reader, node, facet);
}

static void read_facets(po_asked_reader *reader, const xmlNode *list) {
    po_asked *asked = reader->asked;
    for (const xmlNode *at = po_xml_child(list, "facet"); at; at = po_xml_next(at, "facet"))
        if (asked->facets.count < PO_FACETS_MAX)
            read_facet(reader, at);
        else
            mistake(reader, po_xml_line(at), "XW-605", "there are more facets than the program can hold (PO_FACETS_MAX)");
    for (size_t i = 0; i < asked->facets.count; i++)
        if (!po_map_add(asked->facet_by_id, asked->facets.items[i].id, &asked->facets.items[i]))
            mistake(reader, asked->facets.items[i].line, "XW-601",
                    po_arena_printf(reader->arena, "there are two facets \"%s\"", asked->facets.items[i].id));
}

po_status po_asked_load(po_arena *arena, const char *folder, po_diagnostics *diagnostics, const po_asked **ret_asked,
                        po_error *err) {
    po_xml xml = {0};
    po_status status = po_xml_load(arena, po_path_join(arena, folder, "model.xml"), po_path_join(arena, folder, "model.rng"),
                                   diagnostics, &xml, err);
    if (status != PO_OK)
        return status;
    po_asked *asked = PO_NEW(arena, po_asked);
    po_asked_reader reader = {arena, diagnostics, asked, 0};
    const xmlNode *node = po_xml_child(xmlDocGetRootElement(xml.document), "asked");
    asked->path = xml.path;
    asked->version = node ? po_xml_attribute(arena, node, "version") : "0.0.0";
    asked->atom_by_id = po_map_create(arena);
    asked->facet_by_id = po_map_create(arena);
    read_facets(&reader, po_xml_child(node, "facets"));
    read_atoms(&reader, po_xml_child(node, "atoms"));
    po_xml_finish(&xml);
    if (reader.mistakes)
        return po_error_set(err, PO_E_CONFIG, "%s: %zu mistake%s in what duties ask", asked->path, reader.mistakes,
                            reader.mistakes == 1 ? "" : "s");
    *ret_asked = asked;
    return PO_OK;
}

/* ---- looking --------------------------------------------------------------------------------- */

const po_atom *po_asked_atom(const po_asked *asked, const char *id) {
    return po_map_get(asked->atom_by_id, id);
}

size_t po_asked_atom_index(const po_asked *asked, const po_atom *atom) {
    return (size_t)(atom - asked->atoms.items);
}

size_t po_asked_facet_index(const po_asked *asked, const char *id) {
    const po_facet *facet = po_map_get(asked->facet_by_id, id);
    return facet ? (size_t)(facet - asked->facets.items) : SIZE_MAX;
}

size_t po_asked_coarse_count(const po_asked *asked, const po_bits *atoms) {
    po_bits coarse = {0};
    for (size_t i = 0; i < asked->atoms.count; i++)
        if (po_bits_has(atoms, i))
            po_bits_add(&coarse, asked->atoms.items[i].coarse);
    return po_bits_count(&coarse);
}
