/* SPDX-License-Identifier: Apache-2.0
 *
 * The sentences are data: xml_mistakes/ holds one file per mistake, expected.tsv what is said about
 * it (file, place, code, sentence; a file that is right has one line of "-"). features-*.xml go
 * with features.rng, others with schema.rng.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "base/xml.h"

#define FOLDER PO_SOURCE_DIR "/tests/unit/base/xml_mistakes/"

static po_arena *arena;
static po_diagnostics said;

static void set_up(void) {
    arena = po_arena_create();
    po_diagnostics_init(&said, arena);
}

static void tear_down(void) {
    po_arena_destroy(arena);
}

TestSuite(xml, .init = set_up, .fini = tear_down);

/* What is said about a file, as lines of expected.tsv. */
static void tell(po_buffer *out, const char *name) {
    const char *schema =
        po_text_starts(name, "features-") ? FOLDER "features.rng" : FOLDER "schema.rng";
    po_xml xml;
    po_error err = {0};
    po_diagnostics_init(&said, arena);
    po_status status =
        po_xml_load(arena, po_arena_printf(arena, FOLDER "%s", name), schema, &said, &xml, &err);
    cr_assert_eq(status == PO_OK, said.list.count == 0, "%s: %s", name, err.text);
    cr_assert_eq(said.errors, said.list.count);
    for (size_t i = 0; i < said.list.count; i++) {
        const po_diagnostic *each = &said.list.items[i];
        cr_assert_str_eq(po_path_base(each->file), name);
        po_buffer_printf(out, "%s\t%s\t%s\t%s\n", name, each->place, each->code, each->text);
    }
    if (status == PO_OK) {
        po_buffer_printf(out, "%s\t-\t-\t-\n", name);
        po_xml_finish(&xml);
        return;
    }
    cr_expect_eq(status, PO_E_CONFIG);
    cr_expect_eq(err.status, PO_E_CONFIG);
    const char *first = po_arena_printf(arena, FOLDER "%s:%s: %s", name, said.list.items[0].place,
                                        said.list.items[0].text);
    cr_expect(po_text_starts(err.text, first) || strlen(first) > 700, "%s", err.text);
}

Test(xml, every_mistake_is_told) {
    char *expected = NULL;
    size_t size = 0;
    po_error err = {0};
    cr_assert_eq(
        po_file_read(arena, FOLDER "expected.tsv", PO_LIMIT_CONFIG_BYTES, &expected, &size, &err),
        PO_OK);
    const char **names = NULL;
    size_t count = 0, files = 0;
    cr_assert_eq(po_folder_list(arena, FOLDER, &names, &count, &err), PO_OK);
    po_buffer all = {0};
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(names[i]);
        if (length > 4 && strcmp(names[i] + length - 4, ".xml") == 0) {
            tell(&all, names[i]);
            files++;
        }
    }
    if (getenv("PO_XML_MISTAKES_OUT")) { /* to look at a change of many sentences: diff it, review
                                            it, copy it */
        cr_assert_eq(po_file_write(getenv("PO_XML_MISTAKES_OUT"), all.data, all.size, &err), PO_OK);
    }
    char **want = NULL, **have = NULL;
    size_t want_count = po_text_split(arena, expected, '\n', &want);
    size_t have_count = po_text_split(arena, po_buffer_text(&all), '\n', &have);
    for (size_t i = 0; i < want_count && i < have_count; i++) {
        cr_expect_str_eq(have[i], want[i], "\nsaid:     %s\nexpected: %s", have[i], want[i]);
    }
    cr_expect_eq(have_count, want_count);
    cr_expect_geq(files, 60);
    po_buffer_finish(&all);
}

static const char right[] =
    "<?xml version='1.0'?>\n"
    "<plan year='2026' small='-12' far='99999999999999999999' on='yes' off='no' odd='maybe'\n"
    "      bare='' sign='-' mark='a &amp; &#241;'>\n"
    "  <title> The <em>one</em>\n plan </title>\n"
    "  <!-- a comment --><goal>1</goal><?pi x?><note><![CDATA[<b> & c]]></note><goal>2</goal>\n"
    "</plan>";

Test(xml, the_tree_is_read) {
    po_xml xml;
    po_error err = {0};
    cr_assert_eq(po_xml_parse(arena, right, strlen(right), "right.xml", NULL, &said, &xml, &err),
                 PO_OK, "%s", err.text);
    cr_expect_str_eq(xml.path, "right.xml");
    const xmlNode *plan = xmlDocGetRootElement(xml.document);
    cr_expect_str_eq(po_xml_name(plan), "plan");
    cr_expect_eq(po_xml_attribute_long(plan, "year", 1), 2026);
    cr_expect_eq(po_xml_attribute_long(plan, "small", 1), -12);
    static const char *const no_numbers[] = {"far", "on", "bare", "sign", "missing"};
    for (size_t i = 0; i < 5; i++) {
        cr_expect_eq(po_xml_attribute_long(plan, no_numbers[i], 7), 7, "%s", no_numbers[i]);
    }
    cr_expect(po_xml_attribute_yes(plan, "on", false));
    cr_expect_not(po_xml_attribute_yes(plan, "off", true));
    cr_expect(po_xml_attribute_yes(plan, "odd", true));
    cr_expect_not(po_xml_attribute_yes(plan, "odd", false));
    cr_expect(po_xml_attribute_yes(plan, "missing", true));
    cr_expect_str_eq(po_xml_attribute(arena, plan, "mark"), "a & ñ");
    cr_expect_str_eq(po_xml_attribute(arena, plan, "bare"), "");
    cr_expect_null(po_xml_attribute(arena, plan, "missing"));
    cr_expect_null(po_xml_attribute(arena, NULL, "missing"));

    const xmlNode *title = po_xml_child(plan, NULL);
    cr_expect_str_eq(po_xml_text(arena, title), "The one plan");
    cr_expect_eq(po_xml_line(title), 4);
    const xmlNode *goal = po_xml_child(plan, "goal"), *note = po_xml_next(goal, NULL);
    cr_expect_str_eq(po_xml_text(arena, goal), "1");
    cr_expect_str_eq(po_xml_text(arena, note), "<b> & c");
    cr_expect_str_eq(po_xml_text(arena, po_xml_next(goal, "goal")), "2");
    cr_expect_null(po_xml_next(note, "note"));
    cr_expect_null(po_xml_child(plan, "missing"));
    cr_expect_null(po_xml_child(NULL, NULL));
    cr_expect_null(po_xml_next(NULL, NULL));
    cr_expect_str_eq(po_xml_text(arena, NULL), "");
    cr_expect_eq(po_xml_line(NULL), 0);
    po_xml_finish(&xml);
    cr_expect_null(xml.document);
    po_xml_finish(&xml);
    po_xml_finish(NULL);
}

Test(xml, lines_beyond_65535_are_right) {
    po_buffer text = {0};
    po_buffer_add_text(&text, "<a>");
    for (int i = 0; i < 70000; i++) {
        po_buffer_add_char(&text, '\n');
    }
    po_buffer_add_text(&text, "<b>x</b></a>");
    po_xml xml;
    po_error err = {0};
    cr_assert_eq(po_xml_parse(arena, text.data, text.size, "long.xml", NULL, &said, &xml, &err),
                 PO_OK);
    cr_expect_eq(po_xml_line(po_xml_child(xmlDocGetRootElement(xml.document), "b")), 70001);
    po_xml_finish(&xml);
    po_buffer_finish(&text);
}

/* A status, the sentence, and an output that is left alone. */
static void expect_failure(const char *data, size_t size, const char *schema, po_status expected,
                           const char *sentence) {
    po_xml xml = {.path = "untouched"};
    po_error err = {0};
    cr_expect_eq(po_xml_parse(arena, data, size, "x.xml", schema, NULL, &xml, &err), expected, "%s",
                 err.text);
    cr_expect_eq(err.status, expected);
    cr_expect_str_eq(err.text, sentence, "%s", err.text);
    cr_expect_str_eq(xml.path, "untouched");
}

Test(xml, a_caller_without_a_list_gets_the_sentence) {
    expect_failure("<a><b/>", 7, NULL, PO_E_CONFIG,
                   "x.xml:1:8: the file ends before element 'a', opened on line 1, is closed; "
                   "'</a>' was expected");
    expect_failure(
        "<a>\xFF</a>", 8, NULL, PO_E_CONFIG,
        "x.xml:1:4: the file is not UTF-8 text (byte 0xFF); save it with the encoding UTF-8");
    cr_expect_neq(po_xml_parse(arena, "", 0, "x.xml", NULL, NULL, &(po_xml){0}, NULL), PO_OK);
}

Test(xml, several_mistakes_are_counted_in_the_sentence) {
    const char two[] = "<part format='planonce/part/1'><field/><feild name='a'/></part>";
    const char three[] =
        "<part format='planonce/part/1'><field/><feild name='a'/><field nam='a'/></part>";
    expect_failure(two, strlen(two), FOLDER "schema.rng", PO_E_CONFIG,
                   "x.xml:1: element 'part' has no element 'feild'; did you mean 'field'? Allowed: "
                   "field (and 1 more mistake)");
    expect_failure(three, strlen(three), FOLDER "schema.rng", PO_E_CONFIG,
                   "x.xml:1: element 'part' has no element 'feild'; did you mean 'field'? Allowed: "
                   "field (and 2 more mistakes)");
}

Test(xml, a_full_list_still_refuses) {
    for (size_t i = 0; i < PO_LIMIT_DIAGNOSTICS; i++) {
        po_diagnose(&said, PO_NOTE, "X-001", NULL, NULL, "x");
    }
    po_xml xml;
    po_error err = {0};
    cr_expect_eq(po_xml_parse(arena, "<a>", 3, "x.xml", NULL, &said, &xml, &err), PO_E_CONFIG);
    cr_expect_str_eq(err.text, "x.xml does not follow its format");
    cr_expect_eq(said.errors, 1);
}

Test(xml, size_is_limited) {
    char *large = po_arena_array(arena, PO_LIMIT_CONFIG_BYTES + 1, 1);
    expect_failure(large, PO_LIMIT_CONFIG_BYTES + 1, NULL, PO_E_LIMIT,
                   "x.xml is 8388609 bytes long; an XML file of at most 8388608 bytes is read");
    po_xml xml;
    po_error err = {0};
    cr_expect_eq(po_xml_load(arena, FOLDER "no-such-file.xml", NULL, &said, &xml, &err), PO_E_IO);
    cr_expect_str_eq(err.text, "there is no file '" FOLDER "no-such-file.xml'");
}

/* Thousands of nested elements and a bomb of entities end in a sentence, not in a stack overflow.
 */
Test(xml, depth_and_entities_are_limited) {
    po_buffer text = {0};
    for (int i = 0; i < 100000; i++) {
        po_buffer_add_text(&text, "<a>");
    }
    po_xml xml;
    po_error err = {0};
    cr_expect_eq(po_xml_parse(arena, text.data, text.size, "x.xml", NULL, &said, &xml, &err),
                 PO_E_CONFIG);
    cr_expect(
        po_text_starts(err.text,
                       "x.xml:1:772: elements are nested too deep; at most 256 levels are read"),
        "%s", err.text);
    po_buffer_clear(&text);
    po_buffer_add_text(&text, "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a>&x;</a>");
    cr_expect_eq(po_xml_parse(arena, text.data, text.size, "x.xml", NULL, &said, &xml, &err),
                 PO_E_CONFIG);
    cr_expect_str_eq(said.list.items[1].code, "XML-002");
    cr_expect_eq(said.list.count, 2);
    po_buffer_finish(&text);
}

static const char *write_schema(const char *text) {
    char *path = po_arena_printf(arena, "/tmp/planonce-schema-%ld.rng", (long)getpid());
    po_error err = {0};
    cr_assert_eq(po_file_write(path, text, strlen(text), &err), PO_OK);
    return path;
}

#define RNG                                                                                        \
    "<grammar xmlns='http://relaxng.org/ns/structure/1.0' "                                        \
    "datatypeLibrary='http://www.w3.org/2001/XMLSchema-datatypes'>"

Test(xml, a_schema_that_is_wrong_is_said) {
    expect_failure("<a/>", 4, "/nowhere/x.rng", PO_E_IO,
                   "reading a schema: there is no file '/nowhere/x.rng'");
    const char *path = write_schema("<grammar>");
    expect_failure(
        "<a/>", 4, path, PO_E_CONFIG,
        po_arena_printf(
            arena,
            "the schema '%s' cannot be used; line 1: Premature end of data in tag grammar line 1",
            path));
    path = write_schema(RNG "\n<start><ref name='gone'/></start></grammar>");
    expect_failure(
        "<a/>", 4, path, PO_E_CONFIG,
        po_arena_printf(
            arena,
            "the schema '%s' cannot be used; line 2: Reference gone has no matching definition",
            path));
    unlink(path);
}

Test(xml, what_our_pass_does_not_understand_falls_back_on_the_line) {
    const char inner[] = RNG "<start><element name='a'><grammar><start><element "
                             "name='b'><empty/></element></start></grammar>"
                             "</element></start></grammar>";
    const char *path = write_schema(inner);
    expect_failure("<a>\n<c/></a>", 12, path, PO_E_CONFIG,
                   po_arena_printf(arena,
                                   "x.xml:2: the file does not follow the schema '%s'; the first "
                                   "thing that does not fit is "
                                   "near this line",
                                   path));
    unlink(path);
}

Test(xml, a_schema_may_be_a_single_element) {
    const char *path =
        write_schema("<element name='a' xmlns='http://relaxng.org/ns/structure/1.0'><attribute "
                     "name='b'/></element>");
    expect_failure("<a/>", 4, path, PO_E_CONFIG,
                   "x.xml:1: element 'a' lacks the attribute 'b', which is required");
    unlink(path);
}

Test(xml, long_lists_are_cut_with_a_count) {
    po_buffer text = {0};
    po_buffer_add_text(&text, RNG "<start><element name='a'><attribute name='b'><choice>");
    for (int i = 0; i < 1500; i++) {
        po_buffer_printf(&text, "<value>value-%d</value>", i);
    }
    po_buffer_add_text(&text, "</choice></attribute></element></start></grammar>");
    const char *path = write_schema(text.data);
    po_xml xml;
    po_error err = {0};
    cr_expect_eq(po_xml_parse(arena, "<a b='vallue-1499'/>", 20, "x.xml", path, &said, &xml, &err),
                 PO_E_CONFIG);
    cr_expect(po_text_starts(err.text, "x.xml:1: element 'a': attribute 'b' has the value "
                                       "'vallue-1499'; did you mean 'value-1499'? "
                                       "Allowed: value-0, value-1, "),
              "%s", err.text);
    cr_expect_not_null(strstr(err.text, "value-23 and 1476 more"));
    unlink(path);
    po_buffer_finish(&text);
}

Test(xml, nothing_is_printed) {
    fflush(stderr);
    char *path = po_arena_printf(arena, "/tmp/planonce-stderr-%ld", (long)getpid());
    cr_assert_not_null(freopen(path, "w", stderr));
    po_buffer all = {0};
    tell(&all, "many.xml");
    tell(&all, "doctype.xml");
    tell(&all, "unclosed-tag.xml");
    tell(&all, "not-utf8.xml");
    expect_failure("<a/>", 4, "/nowhere/x.rng", PO_E_IO,
                   "reading a schema: there is no file '/nowhere/x.rng'");
    fflush(stderr);
    char *data = NULL;
    size_t size = 1;
    cr_expect_eq(po_file_read(arena, path, 10000, &data, &size, NULL), PO_OK);
    cr_expect_eq(size, 0);
    unlink(path);
    po_buffer_finish(&all);
}
