/* SPDX-License-Identifier: Apache-2.0
 *
 * The parts of a program file that the calendar needs beyond deadlines: bodies that meet, tiers of support; and, in
 * files of their own, holidays of law and expected dates. Only reads; what a grammar cannot say of them is looked at here, too, where it is one word.
 */
#include "base/text.h"
#include "program/program_internal.h"

static const char *attribute(po_program_reader *reader, const xmlNode *node, const char *name) {
    return po_xml_attribute(reader->arena, node, name);
}

static const char *child_text(po_program_reader *reader, const xmlNode *node, const char *name) {
    const xmlNode *child = po_xml_child(node, name);
    const char *text = child ? po_xml_text(reader->arena, child) : NULL;
    return po_text_empty(text) ? NULL : text;
}

/* "courts offices schools", any of them. */
static void read_closes(po_program_reader *reader, const xmlNode *node, po_holiday *holiday) {
    char **words = NULL;
    const char *closes = attribute(reader, node, "closes");
    size_t count = po_text_split(reader->arena, closes ? closes : "", ' ', &words);
    for (size_t i = 0; i < count; i++) {
        bool *flag = po_text_equal(words[i], "courts")    ? &holiday->courts
                     : po_text_equal(words[i], "offices") ? &holiday->offices
                     : po_text_equal(words[i], "schools") ? &holiday->schools
                                                          : NULL;
        if (flag)
            *flag = true;
        else
            po_program_mistake(reader, holiday->line, "PRG-022",
                               "closes=\"%s\" names '%s'; a holiday closes courts, offices, schools", closes, words[i]);
    }
}

void po_program_read_holidays(po_program_reader *reader, const xmlNode *holidays) {
    for (const xmlNode *node = po_xml_child(holidays, "holiday"); node; node = po_xml_next(node, "holiday")) {
        po_holiday *holiday = PO_LIST_ADD(reader->arena, &reader->program->holidays);
        holiday->line = po_xml_line(node);
        holiday->name = attribute(reader, node, "name");
        holiday->citation = attribute(reader, node, "citation");
        holiday->on_sunday = attribute(reader, node, "on-sunday");
        holiday->on_saturday = attribute(reader, node, "on-saturday");
        holiday->from = (int)po_xml_attribute_long(node, "from", 0);
        holiday->until = (int)po_xml_attribute_long(node, "until", 0);
        holiday->moment = po_moment_read(reader, po_xml_child(node, NULL));
        read_closes(reader, node, holiday);
    }
}

static void read_bodies(po_program_reader *reader, const xmlNode *bodies) {
    for (const xmlNode *node = bodies ? po_xml_child(bodies, "body") : NULL; node; node = po_xml_next(node, "body"))
        *PO_LIST_ADD(reader->arena, &reader->program->bodies) =
            (po_body){.role = attribute(reader, node, "role"),
                      .citation = attribute(reader, node, "citation"),
                      .meets = po_xml_attribute_yes(node, "meets", true),
                      .text = po_xml_text(reader->arena, node)};
}

static void read_tiers(po_program_reader *reader, const xmlNode *tiers) {
    for (const xmlNode *node = tiers ? po_xml_child(tiers, "tier") : NULL; node; node = po_xml_next(node, "tier"))
        *PO_LIST_ADD(reader->arena, &reader->program->tiers) =
            (po_tier){.status = attribute(reader, node, "status"),
                      .role = attribute(reader, node, "role"),
                      .citation = attribute(reader, node, "citation"),
                      .years = (int)po_xml_attribute_long(node, "years", 0),
                      .title = child_text(reader, node, "title"),
                      .ends = child_text(reader, node, "ends"),
                      .then = child_text(reader, node, "then")};
}

static void read_due_test(po_program_reader *reader, const xmlNode *node) {
    po_due_test *test = PO_LIST_ADD(reader->arena, &reader->program->due_tests);
    const char *year = attribute(reader, node, "year"), *is = attribute(reader, node, "is");
    test->line = po_xml_line(node);
    test->path = reader->path;
    test->deadline = attribute(reader, node, "deadline");
    test->lea = attribute(reader, node, "lea");
    test->year = year ? po_school_year_parse(year) : 0;
    test->date = po_program_read_date(reader, node, "date");
    test->working = po_program_read_date(reader, node, "working");
    test->latest = po_program_read_date(reader, node, "latest");
    test->none = po_text_equal(is, "none");
    test->expected = po_text_equal(is, "expected");
    test->meetings = attribute(reader, node, "meetings");
    test->given = attribute(reader, node, "given");
    test->citation = attribute(reader, node, "citation");
    if (test->year == 0)
        po_program_mistake(reader, test->line, "PRG-007", "year=\"%s\" is not a school year; write it as 2026-27",
                           year ? year : "");
    if (po_date_none(test->date) && !is)
        po_program_mistake(reader, test->line, "PRG-023",
                           "this due-test expects nothing; give date=\"…\", or is=\"none\" or is=\"expected\"");
}

void po_program_read_calendar(po_program_reader *reader, const xmlNode *root) {
    read_bodies(reader, po_xml_child(root, "bodies"));
    read_tiers(reader, po_xml_child(root, "tiers"));
}

void po_program_read_due_tests(po_program_reader *reader, const xmlNode *tests) {
    for (const xmlNode *node = po_xml_child(tests, "due-test"); node; node = po_xml_next(node, "due-test"))
        read_due_test(reader, node);
}
