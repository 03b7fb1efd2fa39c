/* SPDX-License-Identifier: Apache-2.0
 *
 * What a Word file reads as: each habit of Word's that changes what a reader of the page sees.
 */
#include "docx_builder.h"

#include <string.h>

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

Test(docx, paragraphs_and_runs) {
    EXPECT_BODY(P("One") "<w:p><w:r><w:t xml:space=\"preserve\">Two </w:t></w:r>" RUN("three") "</w:p><w:p/>", "P One\nP Two three\n");
    EXPECT_BODY("<w:p>" RUN("a") "<w:r><w:tab/></w:r>" RUN("b") "<w:r><w:br/></w:r>" RUN("c") "</w:p>", "P a b/c\n");
    EXPECT_BODY("<w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>" RUN("x") RUN("y") "</w:p>", "P xy\n");
    EXPECT_BODY("<w:p>" RUN("co") "<w:r><w:softHyphen/></w:r>" RUN("op") "<w:r><w:noBreakHyphen/></w:r>" RUN("er") "</w:p>",
                "P coop-er\n");
    EXPECT_BODY("<w:p><w:hyperlink>" RUN("link") "</w:hyperlink><w:smartTag>" RUN("ed") "</w:smartTag></w:p>", "P linked\n");
    EXPECT_BODY("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr>"
                "<w:t>yes</w:t></w:r></w:p>",
                "P yes\n");
}

Test(docx, headings_by_style_and_outline) {
    docx_builder *builder = docx_builder_create();
    docx_builder_part(builder, "word/styles.xml",
                      "<w:styles " W "><w:style w:type=\"paragraph\" w:styleId=\"Titre1\"><w:name w:val=\"heading 1\"/></w:style>"
                      "<w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:name w:val=\"Goal\"/><w:basedOn w:val=\"Mid\"/></w:style>"
                      "<w:style w:type=\"paragraph\" w:styleId=\"Mid\"><w:basedOn w:val=\"Base\"/></w:style>"
                      "<w:style w:type=\"paragraph\" w:styleId=\"Base\"><w:pPr><w:outlineLvl w:val=\"2\"/></w:pPr></w:style>"
                      "<w:style w:type=\"paragraph\" w:styleId=\"A\"><w:basedOn w:val=\"B\"/></w:style>"
                      "<w:style w:type=\"paragraph\" w:styleId=\"B\"><w:basedOn w:val=\"A\"/></w:style></w:styles>");
#define STYLED(id, text) "<w:p><w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr>" RUN(text) "</w:p>"
    docx_builder_body(builder, STYLED("Titre1", "One") STYLED("Own", "Three") STYLED("A", "circle") STYLED("None", "unknown")
                      "<w:p><w:pPr><w:outlineLvl w:val=\"8\"/></w:pPr>" RUN("Deep") "</w:p>"
                      "<w:p><w:pPr><w:pStyle w:val=\"Own\"/><w:outlineLvl w:val=\"9\"/></w:pPr>" RUN("body") "</w:p>"
                      "<w:p><w:pPr><w:pPrChange><w:pPr><w:pStyle w:val=\"Own\"/></w:pPr></w:pPrChange></w:pPr>" RUN("was") "</w:p>");
    EXPECT_DOCX(builder, "H1 One\nH3 Three\nP circle\nP unknown\nH6 Deep\nP body\nP was\n");
}

static const char lists[] =
    "<w:numbering " W "><w:abstractNum w:abstractNumId=\"0\">"
    "<w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1.%2)\"/></w:lvl></w:abstractNum>"
    "<w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"&#xF0B7;\"/></w:lvl>"
    "</w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"0\"/></w:num>"
    "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"1\"/></w:num><w:num w:numId=\"6\"><w:abstractNumId w:val=\"0\"/>"
    "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"7\"/></w:lvlOverride></w:num></w:numbering>";

#define ITEM(list, level, text)                                                                    \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" list "\"/></w:numPr></w:pPr>" RUN(text) "</w:p>"

Test(docx, lists_are_counted) {
    docx_builder *builder = docx_builder_create();
    docx_builder_part(builder, "word/numbering.xml", lists);
    docx_builder_body(builder, ITEM("4", "0", "a") ITEM("4", "1", "b") ITEM("4", "1", "c") ITEM("4", "0", "d") ITEM("4", "1", "e")
                                   ITEM("5", "0", "f") ITEM("6", "0", "g") ITEM("0", "0", "h") ITEM("99", "0", "i"));
    EXPECT_DOCX(builder, "L1 1. a\nL2 1.a) b\nL2 1.b) c\nL1 2. d\nL2 2.a) e\nL1 \xE2\x80\xA2 f\nL1 7. g\nP h\nP i\n");
}

Test(docx, labels_without_text) {
    docx_builder *builder = docx_builder_create();
    docx_builder_part(builder, "word/numbering.xml",
                      "<w:numbering " W "><w:abstractNum w:abstractNumId=\"1\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
                      "<w:lvlText w:val=\"Goal %1\"/></w:lvl><w:lvl w:ilvl=\"1\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
                      "<w:lvlText w:val=\"%1.%2\"/></w:lvl><w:lvl w:ilvl=\"2\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/>"
                      "<w:lvlText w:val=\"%3.\"/></w:lvl></w:abstractNum><w:num w:numId=\"4\"><w:abstractNumId w:val=\"1\"/></w:num></w:numbering>");
    docx_builder_body(builder, ITEM("4", "0", "") TABLE(ROW(CELL(ITEM("4", "1", "")) CELL(ITEM("4", "2", ""))))
                                   ITEM("4", "2", "") ITEM("4", "2", "b"));
    EXPECT_DOCX(builder, "L1 Goal 1\nT2 [1.1|]\nL3 3. b\n");
}

Test(docx, tracked_changes_as_accepted) {
    EXPECT_BODY("<w:p><w:ins>" RUN("new") "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom>" RUN(
                    "from") "</w:moveFrom><w:moveTo>" RUN("to") "</w:moveTo></w:p>",
                "P newto\n");
    EXPECT_BODY("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" RUN("one ") "</w:p>" P("two") P("three"), "P one two\nP three\n");
    EXPECT_BODY(TABLE(ROW(CELL(P("a"))) "<w:tr><w:trPr><w:del/></w:trPr>" CELL(P("gone")) "</w:tr>" ROW(CELL(P("b")))), "T1 [a] [b]\n");
}

Test(docx, tables_nested_and_merged) {
    EXPECT_BODY(TABLE(ROW(CELL(P("a") P("b")) CELL(TABLE(ROW(CELL(P("in")))) P("after")))) P("end"),
                "T2 [a/b|after]\nT1 in 1 [in]\nP end\n");
    EXPECT_BODY(TABLE(ROW(CELL("<w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/></w:tcPr>" P("m")) CELL(P("1"))) ROW(
                    CELL("<w:tcPr><w:gridSpan w:val=\"2\"/><w:vMerge/></w:tcPr><w:p/>") CELL(P("2")))
                          ROW(CELL(P("x")) CELL(P("y")) CELL(P("3")))),
                "T3 [m(2x2)|1] [2] [x|y|3]\n");
    EXPECT_BODY(TABLE("<w:tr><w:trPr><w:tblHeader/></w:trPr>" CELL(P("h")) "</w:tr>" ROW(CELL(P("d")))), "T1 [*h] [d]\n");
    EXPECT_BODY(TABLE("<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL(P("a")) "</w:tr>"), "T2 [a]\n");
}

Test(docx, merges_that_lie) {
    EXPECT_BODY(TABLE(ROW(CELL("<w:tcPr><w:vMerge/></w:tcPr>" P("a")) CELL(P("b")))), "T2 [a|b]\n");
    EXPECT_BODY(TABLE(ROW(CELL("<w:tcPr><w:gridSpan w:val=\"2000000000\"/></w:tcPr>" P("a")) CELL(P("b")))), "T2 [a|b]\n!DOC-004\n");
    EXPECT_BODY(TABLE(ROW(CELL("<w:tcPr><w:gridSpan w:val=\"-1\"/></w:tcPr>" P("a")))), "T1 [a]\n");
}

Test(docx, tick_boxes) {
    EXPECT_BODY("<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"1\"/></w14:checkbox></w:sdtPr><w:sdtContent>" P(
                    "\xE2\x98\x92") "</w:sdtContent></w:sdt>",
                "P \xE2\x98\x92\n");
#define LEGACY(data) "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"><w:ffData>" data "</w:ffData></w:fldChar></w:r><w:r><w:instrText>" \
                     "FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" RUN(" CSI") "</w:p>"
    EXPECT_BODY(LEGACY("<w:checkBox><w:default w:val=\"0\"/><w:checked/></w:checkBox>"), "P \xE2\x98\x92 CSI\n");
    EXPECT_BODY(LEGACY("<w:checkBox><w:default w:val=\"1\"/><w:checked w:val=\"0\"/></w:checkBox>"), "P \xE2\x98\x90 CSI\n");
    EXPECT_BODY(LEGACY("<w:ddList><w:result w:val=\"1\"/><w:default w:val=\"0\"/><w:listEntry w:val=\"No\"/><w:listEntry w:val=\"Yes\"/>"
                       "</w:ddList>"),
                "P Yes CSI\n");
    EXPECT_BODY("<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0A8\"/></w:r>"
                "<w:r><w:rPr><w:rFonts w:ascii=\"Symbol\"/></w:rPr><w:t>&#xF0B3;5</w:t></w:r></w:p>",
                "P \xE2\x98\x91\xE2\x98\x90\xE2\x89\xA5" "5\n");
}

Test(docx, controls_and_fields) {
    EXPECT_BODY("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" P("Click here") "</w:sdtContent></w:sdt>" P("x"), "P x\n");
    EXPECT_BODY(TABLE(ROW("<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" CELL(P("Choose")) "</w:sdtContent></w:sdt>" CELL(P("b")))),
                "T2 [|b]\n");
    EXPECT_BODY("<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF </w:instrText></w:r>" RUN("code")
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" RUN("inner")
                "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" RUN("shown")
                "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>" RUN("!") "</w:p>",
                "P shown!\n");
    EXPECT_BODY("<w:p><w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\"DATE\">" RUN("May") "</w:fldSimple></w:p>", "P May\n");
}

Test(docx, text_boxes_once) {
    EXPECT_BODY("<w:p>" RUN("a") "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:txbx><w:txbxContent>" P("box") TABLE(ROW(CELL(P("t"))))
                "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>" P("box") "</w:txbxContent></v:textbox>"
                "</mc:Fallback></mc:AlternateContent></w:r>" RUN("b") "</w:p>",
                "P box\nT1 [t]\nP ab\n");
    EXPECT_BODY(TABLE(ROW(CELL("<w:p>" RUN("a") "<w:r><v:textbox><w:txbxContent>" P("box") "</w:txbxContent></v:textbox></w:r></w:p>"))), "T1 [a/box]\n");
}

Test(docx, notes_behind_the_text) {
    docx_builder *builder = docx_builder_create();
    docx_builder_part(builder, "word/footnotes.xml", "<w:footnotes " W "><w:footnote w:id=\"0\" w:type=\"separator\">" P("---") "</w:footnote>"
                      "<w:footnote w:id=\"2\">" P("foot") "</w:footnote><w:footnote w:id=\"3\">" P("unused") "</w:footnote></w:footnotes>");
    docx_builder_part(builder, "word/endnotes.xml", "<w:endnotes " W "><w:endnote w:id=\"2\">" P("end") "</w:endnote></w:endnotes>");
    docx_builder_part(builder, "word/header1.xml", "<w:hdr " W ">" P("header") "</w:hdr>");
    docx_builder_body(builder, "<w:p>" RUN("1,234") "<w:r><w:footnoteReference w:id=\"2\"/></w:r>" RUN("x") "<w:r><w:endnoteReference w:id=\"2\"/>"
                               "</w:r></w:p>" P("last"));
    EXPECT_DOCX(builder, "P 1,234x\nP last\nP foot\nP end\n");
}

Test(docx, foreign_parts_are_named) {
    EXPECT_BODY(P("a") "<w:altChunk/>", "P a\n!DOCX-001\n");
}

#define BREAK "<w:r><w:lastRenderedPageBreak/></w:r>"

static char *places(const char *body) {
    docx_builder *builder = docx_builder_create();
    docx_builder_body(builder, body);
    size_t size = 0;
    uint8_t *data = docx_builder_finish(builder, &size);
    char *read = blocks_read_places(data, size, NULL);
    free(data);
    return read;
}

#define EXPECT_PLACES(body, expected)                                                              \
    do {                                                                                           \
        char *read_ = places(body);                                                                \
        cr_expect_str_eq(read_, expected, "reads: %s", read_);                                     \
        free(read_);                                                                               \
    } while (0)

Test(docx, pages_by_rendered_breaks) {
    EXPECT_PLACES(P("a") P("b"), "P a@a#0\nP b@a#1\n"); /* none: found by the heading */
    EXPECT_PLACES(P("a") "<w:p>" BREAK RUN("b") "</w:p>", "P a@1,0\nP b@2,0\n");
    EXPECT_PLACES(TABLE(ROW(CELL("<w:p>" RUN("a") BREAK RUN("b") "</w:p>") CELL("<w:p>" RUN("c") BREAK RUN("d") "</w:p>"))) P("z"),
                  "T2 [ab@1,0|cd@1,0]\nP z@2,0\n");
}

Test(docx, a_row_with_one_cell_on_a_new_page_stays_a_row) {
#define HEAD ROW(CELL(P("Goal")) CELL(P("Total")))
    EXPECT_PLACES(TABLE(HEAD ROW(CELL(P("one")) CELL(P("1"))) ROW(CELL("<w:p>" BREAK "</w:p>") CELL(P("5000")))),
                  "T2 [Goal@1,0|Total@1,0] [one@1,0|1@1,0] [@2,0|5000@2,0]\n");
    EXPECT_PLACES(TABLE(HEAD ROW(CELL(P("one")) CELL(P("1")))) "<w:p/>" TABLE(ROW(CELL("<w:p>" BREAK RUN("Goal") "</w:p>") CELL(P("Total")))
                                                                           ROW(CELL(P("two")) CELL(P("2")))),
                  "T2 [Goal@1,0|Total@1,0] [one@1,0|1@1,0] [two@2,0|2@2,0]\n");
}

Test(docx, found_by_content) {
    docx_builder *builder = docx_builder_create();
    docx_builder_body(builder, P("a"));
    size_t size = 0;
    uint8_t *data = docx_builder_finish(builder, &size);
    char *read = blocks_read(data, size, "plan.pdf");
    cr_expect_str_eq(read, "P a\n");
    free(read);
    free(data);
}

Test(docx, a_paragraph_is_found_by_its_heading) {
    docx_builder *builder = docx_builder_create();
#define TITLED(text) "<w:p><w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>" RUN(text) "</w:p>"
    docx_builder_body(builder, P("A plan") P("of ours") TITLED("Goal 2") P("a") P("b")
                                   TITLED("A heading so long that nobody wants to read all of it here, where it only tells a place") P("c"));
    size_t size = 0;
    uint8_t *data = docx_builder_finish(builder, &size);
    char *read = blocks_read_places(data, size, "x.docx");
    cr_expect_str_eq(read,
                     "P A plan@A plan#0\nP of ours@A plan#1\nH1 Goal 2@Goal 2#0\nP a@Goal 2#1\nP b@Goal 2#2\n"
                     "H1 A heading so long that nobody wants to read all of it here, where it only tells a place"
                     "@A heading so long that nobody wants to read all of it here, \xE2\x80\xA6#0\n"
                     "P c@A heading so long that nobody wants to read all of it here, \xE2\x80\xA6#1\n",
                     "%s", read);
    free(read);
    free(data);
}
