/* SPDX-License-Identifier: Apache-2.0
 *
 * What an HTML page reads as, its character sets, and one content in three formats.
 */
#include "docx_builder.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#define DOT "\xE2\x80\xA2"
#define EXPECT_PAGE(body, expected) EXPECT_TEXT("x.html", "<html><body>" body "</body></html>", expected)

Test(html, blocks) {
    EXPECT_PAGE("<h1>A</h1>text <b>bold</b><br>line<p>b<div>c</div>", "H1 A\nP text bold/line\nP b\nP c\n");
    EXPECT_PAGE("<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul><ol start=3><li>x<li value=7>y</ol>", "L1 " DOT " a\nL2 " DOT " b\nL1 " DOT " c/d\nL1 3. x\nL1 7. y\n");
    EXPECT_PAGE("<pre>a\n b</pre>&amp;&nbsp;&eacute;", "P a/b\nP & \xC3\xA9\n");
}

Test(html, what_is_not_shown) {
    EXPECT_PAGE("<script>s</script><style>t</style><p hidden>h</p><p style='DISPLAY : none'>n</p><del>d</del><noscript>x</noscript>a<!-- c -->", "P a\n");
    EXPECT_PAGE("<input type=checkbox checked> A <input type=checkbox> B <input value=v><select><option>1<option selected>2</select>", "P \xE2\x98\x92 A \xE2\x98\x90 B v 2\n");
}

Test(html, tables) {
    EXPECT_PAGE("<table><thead><tr><th>h<th>i</thead><tr><td rowspan=2>a<td>b<p>c</p></tr><tr><td>d</table>e", "T2 [*h|*i] [a(1x2)|b/c] [d]\nP e\n");
    EXPECT_PAGE("<table><tr><td colspan=2>a<table><tr><td>in</table></td></tr></table>", "T2 [a(2x1)]\nT1 in 1 [in]\n");
    EXPECT_PAGE("<table><tr><td colspan=2000000000>a<td rowspan=999999999>b</table>", "T2 [a|b(1x65535)]\n!DOC-004\n");
    EXPECT_PAGE("<table><tr><td><ul><li>a<li>b</ul></table>", "T1 [" DOT " a/" DOT " b]\n");
}

Test(html, character_sets) {
    EXPECT_TEXT("x.html", "<p>\xC3\xA9", "P \xC3\xA9\n");
    EXPECT_TEXT("x.html", "<p>\x93\xE9\x94", "P \xE2\x80\x9C\xC3\xA9\xE2\x80\x9D\n");
    EXPECT_TEXT("x.html", "<meta charset=\"iso-8859-1\"><p>\xC3\xA9", "P \xC3\x83\xC2\xA9\n");
    EXPECT_TEXT("x.html", "\xEF\xBB\xBF<meta charset=latin1><p>\xC3\xA9", "P \xC3\xA9\n");
    EXPECT_TEXT("x.html", "\xFF\xFE<\0p\0>\0\xE9\0", "P \xC3\xA9\n");
    EXPECT_TEXT("x.html", "\xFE\xFF\0<\0p\0>\xD8\x3D\xDE\x00", "P \xF0\x9F\x98\x80\n");
    EXPECT_TEXT("x.html", "<meta charset=shift_jis><p>\x82\xA0", "P \xE2\x80\x9A\n!HTML-001\n");
}

Test(html, found_by_content) {
    EXPECT_TEXT("x.pdf", "<!-- c -->\n<!DOCTYPE html>\n<p>a", "P a\n");
    EXPECT_TEXT("x.html", "<!-- Page 1 -->\n# A\n\n| a |\n|---|\n", "H1 A\nT1 [*a]\n");
    char *read = blocks_read("<html><body><script>x</script>", 30, NULL);
    EXPECT_HAS(read, "error: this HTML page shows no text");
    free(read);
}

static char *repeated(const char *before, const char *what, size_t times) {
    size_t head = strlen(before), each = strlen(what);
    char *text = malloc(head + each * times);
    memcpy(text, before, head);
    for (size_t i = 0; i < times; i++) {
        memcpy(text + head + i * each, what, each);
    }
    char *read = blocks_read(text, head + each * times, NULL);
    free(text);
    return read;
}

Test(html, hostile_shapes, .timeout = 60) {
    char *read = repeated("<html>", "<table><tr><td>", 10000);
    EXPECT_HAS(read, "more than 512 deep");
    free(read);
    static const char *const shapes[] = {"<b>", "</i></u></li>", "<tr><td>x", "<td rowspan=9 colspan=9>x", "<!--", "<?", "<![CDATA[", "&amp", "<", "<li>a", "<p a=\"", "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;", "<br><p>"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        read = repeated("<html><body><table>", shapes[i], 50000);
        cr_expect(*read, "%s", shapes[i]);
        free(read);
    }
}

Test(html, cut_and_changed, .timeout = 60) {
    static const char text[] = "<!DOCTYPE html><meta charset=utf-8><h1>A</h1><ul><li>a<p>b</ul><table><tr><th>x<td rowspan=2>y<tr><td colspan=3>z</table><pre>q\nr</pre>";
    char copy[sizeof text];
    uint32_t seed = 3;
    for (size_t i = 0; i < 2000; i++) {
        memcpy(copy, text, sizeof text);
        size_t size = i < 200 ? (sizeof text - 1) * i / 200 : sizeof text - 1;
        for (size_t n = 0; i >= 200 && n < 3; n++) {
            seed = seed * 1664525u + 1013904223u;
            copy[(seed >> 8) % size] = (char)(seed >> 3);
        }
        char *read = blocks_read(copy, size, "x.html");
        cr_expect(*read);
        free(read);
    }
}

/* One content, three formats, one list of blocks. */
Test(html, the_same_as_word_and_markdown) {
#define EXPECTED "H1 Plan\nP First line/second line\nL1 " DOT " Alpha\nL2 " DOT " Nested\nL1 " DOT " Beta\nL1 1. One\nL1 2. Two\nH2 Budget\n"       \
                 "T3 [*Name|*Amount|*Note] [Title I|$1,234.00|a/b] [ConApp||\xE2\x98\x92 yes]\nP End.\n"
    EXPECT_PAGE("<h1>Plan</h1><p>First line<br>second line</p><ul><li>Alpha<ul><li>Nested</li></ul></li><li>Beta</li></ul><ol><li>One</li><li>Two</li>"
                "</ol><h2>Budget</h2><table><tr><th>Name</th><th>Amount</th><th>Note</th></tr><tr><td>Title I</td><td>$1,234.00</td><td>a<br>b</td></tr>"
                "<tr><td>ConApp</td><td></td><td><input type=checkbox checked>yes</td></tr></table><p>End.</p>",
                EXPECTED);
    EXPECT_TEXT("x.md", "# Plan\n\nFirst line  \nsecond line\n\n- Alpha\n  - Nested\n- Beta\n\n1. One\n2. Two\n\n## Budget\n\n| Name | Amount | Note |\n|---|---|---|\n"
                "| Title I | $1,234.00 | a<br>b |\n| ConApp | | [x] yes |\n\nEnd.\n", EXPECTED);
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define LEVEL(n, format, text) "<w:lvl w:ilvl=\"" n "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" format "\"/><w:lvlText w:val=\"" text "\"/></w:lvl>"
#define HEADING(level, text) "<w:p><w:pPr><w:outlineLvl w:val=\"" level "\"/></w:pPr>" RUN(text) "</w:p>"
#define ITEM(list, level, text) "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list "\"/></w:numPr></w:pPr>" RUN(text) "</w:p>"
    docx_builder *builder = docx_builder_create();
    docx_builder_part(builder, "word/numbering.xml", "<w:numbering " W "><w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "bullet", "x") LEVEL("1", "bullet", "o")
                      "</w:abstractNum><w:abstractNum w:abstractNumId=\"1\">" LEVEL("0", "decimal", "%1.") "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId "
                      "w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>");
    docx_builder_body(builder, HEADING("0", "Plan") "<w:p>" RUN("First line") "<w:r><w:br/><w:t>second line</w:t></w:r></w:p>" ITEM("1", "0", "Alpha") ITEM("1", "1", "Nested")
                      ITEM("1", "0", "Beta") ITEM("2", "0", "One") ITEM("2", "0", "Two") HEADING("1", "Budget")
                      TABLE("<w:tr><w:trPr><w:tblHeader/></w:trPr>" CELL(P("Name")) CELL(P("Amount")) CELL(P("Note")) "</w:tr>" ROW(CELL(P("Title I")) CELL(P("$1,234.00")) CELL(P("a") P("b")))
                            ROW(CELL(P("ConApp")) CELL("<w:p/>") CELL(P("\xE2\x98\x92 yes")))) P("End."));
    EXPECT_DOCX(builder, EXPECTED);
}

static char *read_tag_of(size_t attributes) {
    po_buffer page = {0};
    po_buffer_add_text(&page, "<html><body><p");
    for (size_t i = 0; i < attributes; i++) {
        po_buffer_printf(&page, " a%zu='b c'", i);
    }
    po_buffer_add_text(&page, ">x</p></body></html>");
    char *read = blocks_read((const uint8_t *)page.data, page.size, "x.html");
    po_buffer_finish(&page);
    return read;
}

Test(html, attributes_of_one_tag_are_limited) {
    char *read = read_tag_of(2000);
    cr_expect_str_eq(read, "P x\n", "%s", read);
    free(read);
    read = read_tag_of(10001);
    cr_expect_not_null(strstr(read, "error: a tag of this HTML page has more than 10000 attributes"), "%s", read);
    free(read);
}
