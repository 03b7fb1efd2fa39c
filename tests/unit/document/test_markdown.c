/* SPDX-License-Identifier: Apache-2.0
 *
 * What Markdown reads as, above all machine transcriptions with their habits and faults.
 */
#include "docx_builder.h"

#include <string.h>

#include "base/text.h"

#define DOT "\xE2\x80\xA2"
#define EXPECT_MD(text, expected) EXPECT_TEXT("x.md", text, expected)

Test(markdown, blocks) {
    EXPECT_MD("# One\n\n## *Two* `x`\n\ntext with\nsoft **bold** [link](http://a.b)  \nhard\n", "H1 One\nH2 Two x\nP text with soft bold link/hard\n");
    EXPECT_MD("- a\n- b\n  - c\n\n    more\n- d\n\n3. x\n4. y\n", "L1 " DOT " a\nL1 " DOT " b\nL2 " DOT " c/more\nL1 " DOT " d\nL1 3. x\nL1 4. y\n");
    EXPECT_MD("- [x] Schoolwide\n- [ ] CSI\n\n[X] a [ ] b [x](http://a)\n", "L1 " DOT " \xE2\x98\x92 Schoolwide\nL1 " DOT " \xE2\x98\x90 CSI\nP \xE2\x98\x92 a \xE2\x98\x90 b x\n");
    EXPECT_MD("a&nbsp;b &amp; c\n\n```\ncode\n| a |\n```\n", "P a b & c\nP code/| a |\n");
}

Test(markdown, tables) {
    EXPECT_MD("| a | **b** |\n|---|:-:|\n| 1<br>2 | x \\| y |\n| <b>z</b> |\n", "T2 [*a|*b] [1/2|x | y] [z|]\n");
    EXPECT_MD("text\n| a | b |\n|---|---|\n| 1 | 2 |\nmore\n", "P text\nT2 [*a|*b] [1|2]\nP more\n");
}

Test(markdown, grids) {
    EXPECT_MD("+------+----------+\n| A    | B        |\n|      | b        |\n+======+:========:+\n| 1\xE2\x80\x93""2  | x **y**  |\n|      | z | w    |\n"
              "+------+----------+\n|      | para     |\n|      |          |\n|      | -   item |\n|      |     on   |\n+------+----------+\n\nend\n",
              "T2 [*A|*B b] [1\xE2\x80\x93""2|x y z | w] [|para/" DOT " item on]\nP end\n");
    EXPECT_MD("a\n\n  +---+---+\n  | x | y |\n  +---+---+\n", "P a\nT2 [x|y]\n");
    EXPECT_MD("+---+---+---+\n| over  | c |\n+---+---+---+\n| a | b | d |\n+---+---+---+\n", "T3 [over||c] [a|b|d]\n");
    EXPECT_MD("+---+---+\n| a | b |\n\nend\n", "P +---+---+\nT2 [a|b]\nP end\n");
}

/* Pandoc cuts words that are longer than their column; the rest fills it. */
Test(markdown, words_cut_in_grids) {
    EXPECT_MD("+-------------+-------+\n| from        | All   |\n| k           | Sc    |\n| indergarten | hools |\n| to grade 2  |       |\n+-------------+-------+\n",
              "T2 [from kindergarten to grade 2|All Schools]\n");
    EXPECT_MD("+-------------+---+\n| Professional| a |\n| and         |   |\n| development |   |\n+-------------+---+\n", "T2 [Professional and development|a]\n");
}

Test(markdown, ruled_tables) {
    EXPECT_MD("text\n\n  --------------------------\n  Metric        Base\n                line\n  ------------- ------------\n  English       38 points\n  language      below\n\n"
              "  Math          \n  --------------------------\n\nend\n", "P text\nT2 [*Metric|*Base line] [English language|38 points below] [Math|]\nP end\n");
    EXPECT_MD("  Role        Number\n  ----------- --------\n  Principal   1\n  Parents     \xE2\x98\x92 4\n\nend\n",
              "T2 [*Role|*Number] [Principal|1] [Parents|\xE2\x98\x92 4]\nP end\n");
    EXPECT_MD("--- ------\na   b\nc   d\n--- ------\n", "T2 [a|b] [c|d]\n");
    EXPECT_MD("  --- ------\n  a   b\n      c\n\n  d   e\n  --- ------\n", "T2 [a|b c] [d|e]\n");
}

Test(markdown, rulers_that_draw_no_table) {
    EXPECT_MD("One\n---\n\ntext\n\n----------\n\n- - -\nmore\n", "H2 One\nP text\nP more\n");
    EXPECT_MD("------------\nA title\n\ntext\n", "P A title\nP text\n");
    EXPECT_MD("--- ---\na\n\nb\n", "P a\nP b\n");
}

Test(markdown, many_rulers_take_little_time) {
    po_buffer text = {0};
    for (int i = 0; i < 60000; i++) {
        po_buffer_add_text(&text, "--- ---\na\n\n");
    }
    char *read = blocks_read(text.data, text.size, "x.md");
    cr_expect(strncmp(read, "T2 [a|]", 7) == 0);
    free(read);
    po_buffer_clear(&text);
    for (int i = 0; i < 60000; i++) {
        po_buffer_add_text(&text, "-----------\na\n-- --\nb\n\n");
    }
    read = blocks_read(text.data, text.size, "x.md");
    free(read);
    po_buffer_finish(&text);
}

Test(markdown, what_only_pandoc_understands) {
    EXPECT_MD("# Goals {#goals .unnumbered}\n\n## []{#_Toc1 .anchor}Goal \\[1\\] {#goal-1}\n\n[under]{.underline} lined[^1] {not}\n\n[^1]: a note\n",
              "H1 Goals\nH2 Goal [1]\nP under lined {not}\nP a note\n");
    EXPECT_MD("::: {custom-style=\"Body\"}\nwords\n:::\n\n`<!-- -->`{=html}\n\n| [a]{.mark} | b[^2] |\n|---|---|\n| {c} | [d](e) |\n",
              "P words\nT2 [*a|*b] [{c}|d]\n");
    EXPECT_MD("```\n[a]{.b}\n```\n", "P [a]{.b}\n");
}

Test(markdown, rows_wider_than_the_header_lose_nothing) {
    EXPECT_MD("| Grade | Above |\n|---|---|\n| | 20-21 | 21-22 |\n| All | 1 | 2 |\n", "T3 [*Grade|*Above|*] [|20-21|21-22] [All|1|2]\n");
    EXPECT_MD("| a |\n|---|---|\n| 1 | 2 |\n", "T2 [*a|*] [1|2]\n");
}

Test(markdown, page_marks_feet_and_pictures) {
    EXPECT_MD("<!-- Page 1 -->\n![x](http://example.com/a.png)\n\n# A\n\ntext\n\n---\n\n**School**  \n**Page 1 of 2**\n<!-- Page 2 -->\nb\n\nPage 2 of 2\n", "H1 A\nP text\nP b\n");
    EXPECT_MD("# A\n\nsee Page 1 of 2\n", "H1 A\nP see Page 1 of 2\n");
}

Test(markdown, tables_over_pages) {
    EXPECT_MD("<!-- Page 1 -->\n| Name | Cost |\n|---|---|\n| a | 1 |\n<!-- Page 2 -->\n| Name | Cost |\n|---|---|\n| b | 2 |\n", "T2 [*Name|*Cost] [a|1] [b|2]\n");
    EXPECT_MD("<!-- Page 1 -->\n| Name | Cost |\n|---|---|\n| a | 1 |\n<!-- Page 2 -->\n| b | 2 |\n| c | 3 |\n", "T2 [*Name|*Cost] [a|1] [b|2] [c|3]\n");
    EXPECT_MD("<!-- Page 1 -->\n| Name | Cost |\n|---|---|\n| a | 1 |\n<!-- Page 2 -->\n| b | 2 |\n|---|---|\n| c | 3 |\n", "T2 [*Name|*Cost] [a|1] [b|2] [c|3]\n");
}

Test(markdown, html_inside) {
    EXPECT_MD("# A\n\n<table><tr><td>x</td><td>y</td></tr></table>\n\nb <span>c</span>\n", "H1 A\nT2 [x|y]\nP b c\n");
    EXPECT_MD("```markdown\n# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n```\n", "H1 A\nT2 [*a|*b] [1|2]\n");
}

Test(markdown, places) {
    static const char text[] = "<!-- Page 7 -->\n# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nend\n";
    char *read = blocks_read_places(text, sizeof text - 1, "x.md");
    cr_expect_str_eq(read, "H1 A@7,2\nT2 [*a@7,4|*b@7,4] [1@7,6|2@7,6]\nP end@7,8\n", "reads: %s", read);
    free(read);
}

Test(markdown, found_by_content) {
    EXPECT_TEXT("plan.txt", "## A\n\ntext **b** c\n- d\n", "H2 A\nP text b c\nL1 " DOT " d\n");
    EXPECT_TEXT(NULL, "a\n\n| b | c |\n|---|---|\n", "P a\nT2 [*b|*c]\n");
    char *read = blocks_read("just a line\nand more\n", 21, "x.bin");
    cr_expect(strncmp(read, "H", 1) != 0);
    free(read);
}

static char *repeated(const char *before, const char *what, size_t times) {
    size_t head = strlen(before), each = strlen(what);
    char *text = malloc(head + each * times);
    memcpy(text, before, head);
    for (size_t i = 0; i < times; i++) {
        memcpy(text + head + i * each, what, each);
    }
    char *read = blocks_read(text, head + each * times, "x.md");
    free(text);
    return read;
}

/* Each of these took time that grew with the square of its length. */
Test(markdown, slow_shapes, .timeout = 60) {
    static const char *const shapes[] = {"[", "![[]()", "_a__b", "*a **a ", ">", "> - ", "- ", "<a ", "a <!-- ", "a <?", "|-|-|\n", "a|b\n", "a\n:-\n", "|a|\n|-|\n|b|c|d|\n", "`", "&", "~a", "- a\n", "```\n", "<div>"};
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        char *read = repeated("# a\n\n", shapes[i], 60000);
        cr_expect(*read, "%s", shapes[i]);
        free(read);
    }
}

Test(markdown, a_long_table_crosses_chunks, .timeout = 60) {
#define TEN(text) text text text text text text text text text text
    char *read = repeated("| a | b | c |\n|---|---|---|\n", "| 1234567890 | " TEN(TEN("words ")) " | x |\n", 4000);
    size_t rows = 0;
    for (const char *at = read; (at = strstr(at, " [")); at++) {
        rows++;
    }
    cr_expect_eq(rows, 4001);
    cr_expect(strncmp(read, "T3 [*a|*b|*c] [1234567890|", 25) == 0 && strchr(read, '\n')[1] == '\0', "one table");
    free(read);
}

Test(markdown, cut_and_changed, .timeout = 60) {
    static const char text[] = "<!-- Page 1 -->\n# A\n\n- a\n  - b\n\n| a | b |\n|---|:-:|\n| 1<br>2 | x |\n| y | z | w |\n\n<table><tr><td>q</td></tr></table>\n\n```\nc\n```\n> d\n";
    char copy[sizeof text];
    uint32_t seed = 7;
    for (size_t i = 0; i < 2000; i++) {
        memcpy(copy, text, sizeof text);
        size_t size = i < 200 ? (sizeof text - 1) * i / 200 : sizeof text - 1;
        for (size_t n = 0; i >= 200 && n < 3; n++) {
            seed = seed * 1664525u + 1013904223u;
            copy[(seed >> 8) % size] = (char)(seed >> 3);
        }
        char *read = blocks_read(copy, size, "x.md");
        cr_expect(i == 0 || *read);
        free(read);
    }
}
