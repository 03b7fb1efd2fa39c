/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading the tests that stand in a crosswalk: records as they would be read, and what the model
 * must hold afterwards.
 */
#include "base/text.h"
#include "crosswalk/load_parts.h"

static const po_place no_place = {0};

static void read_given_field(po_arena *arena, const xmlNode *node, po_given *given) {
    po_field *field = PO_LIST_ADD(arena, &given->fields);
    field->name = po_xml_attribute(arena, node, "name");
    field->text = po_xml_text(arena, node);
    field->value = po_xml_attribute(arena, node, "value");
    field->at = &no_place;
    field->at_count = 1;
    const char *values = po_xml_attribute(arena, node, "values");
    if (values) {
        char **pieces = NULL;
        field->value_count = (uint32_t)po_text_split(arena, values, ' ', &pieces);
        const char **copies = PO_NEW_ARRAY(arena, const char *, field->value_count);
        for (uint32_t i = 0; i < field->value_count; i++)
            copies[i] = pieces[i];
        field->values = copies;
    }
}

static void read_given(po_arena *arena, const xmlNode *node, po_test *test) {
    po_given *given = PO_LIST_ADD(arena, &test->givens);
    given->record = po_xml_attribute(arena, node, "record");
    given->id = po_xml_attribute(arena, node, "id");
    given->parent = po_xml_attribute(arena, node, "parent");
    if (!given->id)
        given->id = po_arena_printf(arena, "%s-%zu", given->record, test->givens.count);
    for (const xmlNode *at = po_xml_child(node, "f"); at; at = po_xml_next(at, "f"))
        read_given_field(arena, at, given);
}

static void read_expect(po_arena *arena, const xmlNode *node, po_test *test) {
    po_expect *expect = PO_LIST_ADD(arena, &test->expects);
    *expect = (po_expect){.entity = po_xml_attribute(arena, node, "entity"),
                          .code = po_xml_attribute(arena, node, "code"),
                          .field = po_xml_attribute(arena, node, "field"),
                          .value = po_xml_attribute(arena, node, "value"),
                          .values = po_xml_attribute(arena, node, "values"),
                          .text = po_xml_attribute(arena, node, "text"),
                          .evidence = po_xml_attribute(arena, node, "evidence"),
                          .where = po_xml_attribute(arena, node, "where"),
                          .is = po_xml_attribute(arena, node, "is"),
                          .count = po_xml_attribute_long(node, "count", -1),
                          .line = po_xml_line(node)};
}

static void read_expect_link(po_arena *arena, const xmlNode *node, po_test *test) {
    po_expect_link *link = PO_LIST_ADD(arena, &test->links);
    link->kind = po_xml_attribute(arena, node, "kind");
    link->from = po_xml_attribute(arena, node, "from");
    link->to = po_xml_attribute(arena, node, "to");
    link->line = po_xml_line(node);
}

void po_test_read(po_arena *arena, const xmlNode *node, po_test *test) {
    test->id = po_xml_attribute(arena, node, "id");
    test->why = po_xml_text(arena, po_xml_child(node, "why"));
    const char *year = po_xml_attribute(arena, node, "plan-year");
    test->plan_year = year ? po_school_year_parse(year) : 0;
    test->line = po_xml_line(node);
    for (const xmlNode *at = po_xml_child(node, NULL); at; at = po_xml_next(at, NULL)) {
        const char *name = po_xml_name(at);
        if (po_text_equal(name, "given"))
            read_given(arena, at, test);
        else if (po_text_equal(name, "expect"))
            read_expect(arena, at, test);
        else if (po_text_equal(name, "expect-link"))
            read_expect_link(arena, at, test);
    }
}
