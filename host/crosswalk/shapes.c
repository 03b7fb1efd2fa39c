/* SPDX-License-Identifier: Apache-2.0
 *
 * What records a program's forms can produce: record types and field names, read from the form
 * files as data. An element's "record" holds for what stands in it; "field" (and lead, detail, number, count, member) names a field; a
 * sentence names fields in braces ("{amount:money}"). A family of years names one field for the newest and one for each earlier
 * year ("status_2024"): which years, only a file says, so such fields need no row, and one is never stale.
 */
#include <string.h>

#include "base/text.h"
#include "base/xml.h"
#include "crosswalk/crosswalk_parts.h"

enum { DEPTH_MAX = 32 };

typedef struct po_shape_reader {
    po_shapes *shapes;
    const char *program, *path;
} po_shape_reader;

static void add_field(po_shape_reader *reader, const char *record, const char *field) {
    po_arena *arena = reader->shapes->arena;
    const char *type = po_arena_printf(arena, "%s %s", reader->program, record);
    po_map *fields = po_map_get(reader->shapes->types, type);
    if (!fields) {
        fields = po_map_create(arena);
        po_map_set(reader->shapes->types, type, fields);
    }
    if (po_map_add(fields, field, po_arena_dup(arena, reader->path)))
        reader->shapes->fields++;
}

/* "{lcff_revenue:money}" names a field; "{*}" and "{year}" stand for anything. */
static void add_sentence(po_shape_reader *reader, const char *record, const char *text) {
    for (const char *at = text; (at = strchr(at, '{')); at++) {
        size_t size = strcspn(at + 1, ":}");
        const char *name = po_arena_copy(reader->shapes->arena, at + 1, size);
        if (!po_text_equal(name, "*") && !po_text_equal(name, "year"))
            add_field(reader, record, name);
    }
}

static void read_node(po_shape_reader *reader, const xmlNode *node, const char *record, int depth) {
    po_arena *arena = reader->shapes->arena;
    if (depth > DEPTH_MAX)
        return;
    const char *own = po_xml_attribute(arena, node, "record");
    static const char *const names[] = {"field", "lead", "detail", "number", "count", "member"};
    record = own ? own : record;
    for (size_t i = 0; record && i < sizeof names / sizeof *names; i++) {
        const char *field = po_xml_attribute(arena, node, names[i]);
        if (field)
            add_field(reader, record, field);
    }
    if (record && po_text_equal(po_xml_name(node), "family") && po_text_equal(po_xml_attribute(arena, node, "of"), "years"))
        po_map_add(reader->shapes->families, po_arena_printf(arena, "%s %s %s", reader->program, record, po_xml_attribute(arena, node, "field")), reader);
    if (record && po_text_equal(po_xml_name(node), "sentence"))
        add_sentence(reader, record, po_xml_text(arena, node));
    for (const xmlNode *at = po_xml_child(node, NULL); at; at = po_xml_next(at, NULL))
        read_node(reader, at, record, depth + 1);
}

po_status po_shapes_load(po_arena *arena, const char *const *form_paths, size_t count,
                         po_diagnostics *diagnostics, po_shapes **ret_shapes, po_error *err) {
    po_shapes *shapes = PO_NEW(arena, po_shapes);
    shapes->arena = arena;
    shapes->types = po_map_create(arena);
    shapes->families = po_map_create(arena);
    for (size_t i = 0; i < count; i++) {
        po_xml xml = {0};
        po_status status = po_xml_load(arena, form_paths[i], NULL, diagnostics, &xml, err);
        if (status != PO_OK)
            return status;
        const xmlNode *root = xmlDocGetRootElement(xml.document);
        const char *program = po_xml_attribute(arena, root, "program");
        po_shape_reader reader = {shapes, program ? program : "", form_paths[i]};
        read_node(&reader, root, NULL, 0);
        po_xml_finish(&xml);
    }
    *ret_shapes = shapes;
    return PO_OK;
}
