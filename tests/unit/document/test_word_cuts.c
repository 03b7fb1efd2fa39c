/* SPDX-License-Identifier: Apache-2.0
 *
 * Words cut by a line's end: joined where the document shows it, left alone elsewhere.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "document/word_cuts.h"

/* "~" stands for a line's end between letters, "=" for one behind a hyphen, "_" behind a hyphen and a space, "|" in a narrow column. */
static char *marked(po_arena *arena, const char *text) {
    static const char signs[] = "~=_|", marks[] = {PO_CUT_LETTER, PO_CUT_HYPHEN, PO_CUT_SPACED, PO_CUT_NARROW};
    char *copy = po_arena_dup(arena, text);
    for (char *at = copy; *at; at++) {
        const char *sign = strchr(signs, *at);
        *at = sign ? marks[sign - signs] : *at;
    }
    return copy;
}

static po_block *add_paragraph(po_document *document, const char *text) {
    po_block *block = po_document_add(document, PO_BLOCK_PARAGRAPH);
    block->text = marked(document->arena, text);
    return block;
}

/* What becomes of `text` in a document that has `rest` too. */
static void expect(const char *text, const char *rest, const char *expected) {
    po_document *document = po_document_create();
    (void)add_paragraph(document, text);
    (void)add_paragraph(document, rest);
    po_word_cuts_resolve(document);
    cr_expect_str_eq(document->blocks.items[0].text, expected, "reads: %s", document->blocks.items[0].text);
    po_document_destroy(document);
}

Test(word_cuts, a_word_of_the_document_is_joined) {
    expect("Secondar~y schools", "All secondary schools", "Secondary schools");
    expect("(e.g. Counselo~rs, PSTs)", "Counselors", "(e.g. Counselors, PSTs)");
    expect("Instr~uctio~nal", "instructional", "Instructional");
    expect("LEA-wi~de", "is wide", "LEA-wide");
    expect("Ins~tructional", "instructional check-ins", "Instructional"); /* "ins" is no word by itself */
    expect("fi\xC3\xA9~rt\xC3\xA9 x", "fi\xC3\xA9rt\xC3\xA9", "fi\xC3\xA9rt\xC3\xA9 x");
}

Test(word_cuts, two_words_stay_two) {
    expect("drop~out", "A dropout may drop out", "drop out");
    expect("extra~curricular", "extracurricular, and extra hours", "extra curricular"); /* one piece is a word */
    expect("cost of~fice", "office; of", "cost of fice");
    expect("a~long walk", "along", "a long walk");
    expect("Secondar~y schools", "nothing of the kind", "Secondar y schools");
    expect("Long~term goals", "long-term", "Long term goals");
    expect("The student~s", "student's", "The student s");
}

Test(word_cuts, a_capital_at_a_line_s_end_is_known_by_its_small_letters) {
    expect("Certificat~ed staff", "certificated; Special Ed", "Certificated staff"); /* "Ed" is no "ed" */
    expect("Certificat~ed staff", "certificated; ed", "Certificat ed staff");
}

Test(word_cuts, pieces_beside_marks_prove_nothing) {
    expect("Symposiu~ms held, symposiu~ms planned", "two symposiums", "Symposiums held, symposiums planned");
    expect("Symposiu~ms held, symposiu~ms planned", "two", "Symposiu ms held, symposiu ms planned");
}

Test(word_cuts, hyphens) {
    expect("low-=income pupils", "lowincome, income", "low-income pupils"); /* "income" is a word by itself */
    expect("improve-=ment of", "improvement, improve", "improvement of");
    expect("improve-=ment of", "to improve", "improve-ment of");
    expect("improve-=ment of", "improvement, ment", "improve-ment of");
    expect("multi-=lingual", "multilingual", "multi-lingual");
    expect("social-_emotional", "social-emotional", "social-emotional");
    expect("social-_emotional", "social emotional", "social- emotional");
}

Test(word_cuts, narrow_columns) {
    expect("Elementa|ry", "elementary", "Elementary");
    expect("Elementa|ry", "", "Elementary");
    expect("School|wideX", "LEA-wideX, Schoolwide", "SchoolwideX");
    expect("Students|with", "students with needs", "Students with");
}

Test(word_cuts, more_pieces_than_a_word_has) {
    expect("a~b~c~d~e~f~g~h i", "x", "a b c d e f g h i");
    expect("Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz~abc", "x", "Abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz abc");
}

Test(word_cuts, doubt_goes_where_the_cut_is_certain) {
    po_document *document = po_document_create();
    po_arena *arena = document->arena;
    po_cell *cells = PO_NEW_ARRAY(arena, po_cell, 2);
    po_row *row = PO_NEW(arena, po_row);
    po_table *table = PO_NEW(arena, po_table);
    cells[0] = (po_cell){.text = marked(arena, "Elementa|ry"), .doubt = po_word_cut_doubt};
    cells[1] = (po_cell){.text = marked(arena, "Kinderga|rten"), .doubt = po_word_cut_doubt};
    *row = (po_row){cells, 2};
    table->rows = row;
    table->row_count = 1;
    po_block *block = po_document_add(document, PO_BLOCK_TABLE);
    block->text = "";
    block->table = table;
    (void)add_paragraph(document, "elementary schools");
    po_word_cuts_resolve(document);
    const po_cell *read = document->blocks.items[0].table->rows[0].cells;
    cr_expect_str_eq(read[0].text, "Elementary");
    cr_expect_null(read[0].doubt);
    cr_expect_str_eq(read[1].text, "Kindergarten");
    cr_expect_str_eq(read[1].doubt, po_word_cut_doubt);
    po_document_destroy(document);
}

static char mark_of(const char *before, const char *next, bool spaced) {
    return po_word_cut_mark(before, strlen(before), next, strlen(next), spaced);
}

Test(word_cuts, where_words_may_be_cut) {
    cr_expect_eq(mark_of("Secondar", "y", false), PO_CUT_LETTER);
    cr_expect_eq(mark_of("Secondar", "y", true), '\0');
    cr_expect_eq(mark_of("Secondar", "Y", false), '\0');
    cr_expect_eq(mark_of("grade 3", "y", false), '\0');
    cr_expect_eq(mark_of("low-", "income", false), PO_CUT_HYPHEN);
    cr_expect_eq(mark_of("low-", "income", true), PO_CUT_SPACED);
    cr_expect_eq(mark_of("FY-", "no data", true), '\0');
    cr_expect_eq(mark_of("pre-", "and post-test", false), '\0');
    cr_expect_eq(mark_of("hard-", "to-fill", false), PO_CUT_HYPHEN);
    cr_expect_eq(mark_of("", "y", false), '\0');
    cr_expect_eq(mark_of("low", "", false), '\0');
}
