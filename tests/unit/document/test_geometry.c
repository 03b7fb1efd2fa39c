/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading by position: small pages made of words and ruling lines.
 */
#include <criterion/criterion.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "document/geometry.h"
#include "document/word_cuts.h"
#include "geometry_expect.h"

static const po_geometry_scale points = {.gap = 8, .join = 1.2F, .pitch = 12.2F, .same = 3, .letter = 5};

/* A word of letters five points wide. */
static po_geometry_word word(const char *text, float x, float y) {
    size_t size = strlen(text);
    return (po_geometry_word){text, (uint32_t)size, x, x + 5 * (float)size, y};
}

#define COUNT_OF(list) (sizeof(list) / sizeof *(list))

static po_geometry_page make_page(po_geometry_word *words, size_t word_count, po_geometry_rule *rules, size_t rule_count) {
    return (po_geometry_page){.number = 1,
                              .words = words,
                              .word_count = word_count,
                              .rules = rules,
                              .rule_count = rule_count,
                              .scale = points};
}

#define PAGE(a, b) make_page(a, COUNT_OF(a), b, COUNT_OF(b))

static void expect_page(const po_geometry_page *page, const char *expected) {
    po_document *document = po_document_create();
    po_geometry *geometry = po_geometry_create(document, &geometry_hints, 0);
    po_buffer out = {0};
    po_geometry_survey(geometry, page);
    po_geometry_read(geometry, page);
    po_geometry_end(geometry);
    po_word_cuts_resolve(document);
    geometry_write(&out, document);
    cr_expect_str_eq(po_buffer_text(&out), expected, "reads:\n%s", po_buffer_text(&out));
    po_buffer_finish(&out);
    po_geometry_destroy(geometry);
    po_document_destroy(document);
}

Test(geometry, ruled_cells_touching_their_lines) {
    po_geometry_word words[] = {
        word("Partner", 10, 20),  word("Process", 110, 20), word("A", 10, 40),      word("long", 20, 40),
        word("partner", 45, 40),  word("name", 85, 40),     word("Meetings", 110, 40), word("goes", 10, 52),
        word("on", 35, 52),       word("B", 10, 70),        word("Mail", 110, 70),
    };
    po_geometry_rule rules[] = {{5, 10, 5, 80},   {107, 10, 107, 44}, {107, 44, 107, 80}, {200, 10, 200, 80},
                                {5, 28, 200, 28}, {5, 60, 107, 60},   {107, 60, 200, 60}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "| Partner | Process |\n| A long partner name goes on | Meetings |\n| B | Mail |\n");
}

Test(geometry, words_over_a_ruling_line_are_in_doubt) {
    po_geometry_word words[] = {word("Partner", 10, 20), word("Process", 110, 20), word("Overhanging-partner-name", 10, 40),
                                word("Mail", 150, 40)};
    po_geometry_rule rules[] = {{107, 10, 107, 80}, {5, 28, 200, 28}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "| Partner | Process |\n| ?Overhanging-partner-name | ?Mail |\n");
}

Test(geometry, words_over_each_other_are_in_doubt) {
    po_geometry_word words[] = {word("Partner", 10, 20), word("Process", 110, 20), word("Parents", 10, 40),
                                word("Teachers", 20, 40), word("Mail", 110, 40)};
    po_geometry_rule rules[] = {{100, 10, 100, 80}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "| Partner | Process |\n| ?ParentsTeachers | Mail |\n");
}

Test(geometry, a_label_ends_at_a_ruling_line) {
    po_geometry_word words[] = {word("Total", 210, 20), word("Funds", 210, 34),   word("Action", 10, 20), word("#", 45, 20),
                                word("Title", 70, 20),  word("Description", 120, 20), word("1", 10, 50),      word("a", 70, 50),
                                word("b", 120, 50),     word("$1", 210, 50)};
    po_geometry_rule under[] = {{5, 40, 300, 40}}, within[] = {{5, 26, 300, 26}};
    po_geometry_page page = PAGE(words, under);
    expect_page(&page, "| Action # | Title | Description | Total Funds |\n| 1 | a | b | $1 |\n");
    page.rules = within;
    expect_page(&page, "| Action # | Title | Description | Total |\n| ? | ? | ? | ?Funds |\n| 1 | a | b | $1 |\n");
}

Test(geometry, a_word_cut_by_a_narrow_column_is_joined_and_doubted) {
    po_geometry_word words[] = {word("Partner", 10, 20), word("Process", 70, 20), word("Elementa", 10, 40), word("ry", 10, 52),
                                word("Mail", 70, 40)};
    po_geometry_rule rules[] = {{5, 10, 5, 80}, {54, 10, 54, 80}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "| Partner | Process |\n| ?Elementary | Mail |\n");
}

/* Words that are a heading elsewhere are a row where an amount stands under the header of amounts; a question for an amount is none. */
Test(geometry, a_row_in_the_words_of_a_heading) {
    po_geometry_word words[] = {word("Action", 10, 20),   word("#", 45, 20),          word("Title", 70, 20), word("Total", 250, 20),
                                word("Funds", 278, 20),   word("Required", 10, 40),   word("Descriptions", 55, 40),
                                word("$5", 250, 40),      word("Subtotal", 10, 60),   word("of", 55, 60),    word("all", 70, 60),
                                word("funds", 90, 60),    word("$9", 250, 60)};
    po_geometry_rule rules[] = {{0, 0, 0, 0}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "| Action # | Title | Total Funds |\n| ?Required | ?Descriptions | $5 |\nP Subtotal of all funds $9\n");
}

/* The "+" before "more" stands just left of "tools" too: it is part of one label, and keeps nobody from having the other. */
Test(geometry, a_sign_between_two_labels) {
    po_geometry_word words[] = {word("Plan", 10, 20), word("plus", 10, 32), word("+", 36, 32), word("more", 10, 44),
                                word("Ways", 50, 20), word("and", 50, 32),  word("tools", 50, 44),
                                word("A", 10, 70),    word("B", 50, 70)};
    po_geometry_rule rules[] = {{0, 0, 0, 0}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "| Plan plus + more | Ways and tools |\n| A | B |\n");
}

/* Rows without a line or white between them: where the next word would have fitted in every cell, a row ended. */
Test(geometry, a_row_that_ends_early_is_whole) {
    po_geometry_word words[] = {word("Partner", 10, 20), word("Process", 150, 20), word("SELPA", 10, 40), word("Mail", 150, 40),
                                word("Parents", 10, 52), word("Meetings", 150, 52), word("of-pupils-and-teachers", 10, 64),
                                word("A-line-of-running-text-tells-how-far-the-page-reaches", 10, 0)};
    po_geometry_rule rules[] = {{0, 0, 0, 0}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "P A-line-of-running-text-tells-how-far-the-page-reaches\n| Partner | Process |\n| SELPA | Mail |\n| ?Parents of-pupils-and-teachers | ?Meetings |\n");
}

Test(geometry, a_row_that_fills_its_cells_goes_on) {
    po_geometry_word words[] = {word("Partner", 10, 20), word("Process", 150, 20),  word("Parent-committees-all", 10, 40),
                                word("Meetings", 150, 40), word("of-schools", 10, 52), word("weekly", 150, 52)};
    po_geometry_rule rules[] = {{120, 10, 120, 80}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "| Partner | Process |\n| ?Parent-committees-all of-schools | ?Meetings weekly |\n");
    words[4] = word("\xE2\x80\xA2", 10, 52); /* an item begins on a line of its own anyhow */
    expect_page(&page, "| Partner | Process |\n| ?Parent-committees-all/\xE2\x80\xA2 | ?Meetings weekly |\n");
}

/* Empty amounts: "$" stands left of the label of its column, and makes the row. */
Test(geometry, a_dollar_begins_the_column_of_amounts) {
    po_geometry_word words[] = {word("Action", 10, 20), word("#", 45, 20),  word("Title", 70, 20), word("Total", 250, 20),
                                word("Funds", 280, 20), word("1", 10, 40),  word("a", 70, 40),     word("$", 200, 40),
                                word("2", 10, 52),      word("b", 70, 52),  word("$", 200, 52)};
    po_geometry_rule rules[] = {{0, 0, 0, 0}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "| Action # | Title | Total Funds |\n| 1 | a | $ |\n| 2 | b | $ |\n");
}

Test(geometry, words_in_any_order) {
    po_geometry_word words[] = {word("second", 10, 40), word("line", 45, 20), word("First", 10, 20)};
    po_geometry_rule rules[] = {{0, 0, 0, 0}};
    po_geometry_page page = PAGE(words, rules);
    expect_page(&page, "P First line\nP second\n");
}

Test(geometry, places_that_are_no_places) {
    po_geometry_word words[] = {word("Partner", NAN, 20),      word("Process", INFINITY, 20), word("a", -INFINITY, NAN),
                                word("b", 1e30F, -1e30F),      word("c", 3, INFINITY),        word("d", -0.0F, 5)};
    words[5].x1 = -1e20F;
    po_geometry_rule rules[] = {{NAN, NAN, NAN, NAN}, {INFINITY, 0, INFINITY, INFINITY}, {0, 1e30F, 1e30F, 1e30F}};
    po_document *document = po_document_create();
    po_geometry *geometry = po_geometry_create(document, &geometry_hints, 0);
    po_geometry_page page = PAGE(words, rules);
    po_geometry_survey(geometry, &page);
    po_geometry_read(geometry, &page);
    po_geometry_end(geometry);
    cr_expect_gt(document->blocks.count, 0);
    po_geometry_destroy(geometry);
    po_document_destroy(document);
}

/* A page full of one label, at places that share lines and columns: no number of tries grows with the square of the words. */
Test(geometry, a_page_of_one_label, .timeout = 60) {
    enum { COUNT = 90000 };
    po_geometry_word *words = calloc(COUNT, sizeof *words);
    cr_assert_not_null(words);
    for (size_t i = 0; i < COUNT; i++) {
        words[i] = word(i % 2 ? "Total" : "Funds", (float)(i % 300) * 30, (float)(i / 300) * 3);
    }
    po_geometry_rule rules[] = {{0, 0, 0, 0}};
    po_document *document = po_document_create();
    po_geometry *geometry = po_geometry_create(document, &geometry_hints, 0);
    po_geometry_page page = make_page(words, COUNT, rules, 1);
    po_geometry_survey(geometry, &page);
    po_geometry_read(geometry, &page);
    po_geometry_end(geometry);
    po_geometry_destroy(geometry);
    po_document_destroy(document);
    free(words);
}

Test(geometry, numbers_in_the_middle_of_their_rows) {
    po_geometry_word words[] = {
        word("Action", 10, 20), word("#", 45, 20),      word("Title", 70, 20),  word("Description", 120, 20),
        word("Total", 210, 20), word("Funds", 240, 20), word("Read", 70, 40),   word("early", 120, 40),
        word("1.1", 10, 52),    word("And", 70, 52),    word("often", 120, 52), word("$5", 210, 52),
        word("Write", 70, 64),  word("Count", 70, 76),  word("twice", 120, 76), word("1.2", 10, 88),
        word("And", 70, 88),    word("a", 120, 88),     word("$6", 210, 88),    word("Add", 70, 100),
    };
    po_geometry_page page = make_page(words, COUNT_OF(words), NULL, 0);
    expect_page(&page, "| Action # | Title | Description | Total Funds |\n"
                       "| ?1.1 | ?Read And Write | ?early often | ?$5 |\n"
                       "| ?1.2 | ?Count And Add | ?twice a | ?$6 |\n");
}

Test(geometry, numbers_that_begin_with_a_letter_name_rows) {
    po_geometry_word words[] = {
        word("Action", 10, 20), word("#", 45, 20),      word("Title", 70, 20), word("Description", 120, 20),
        word("Total", 210, 20), word("Funds", 240, 20), word("M1.1", 10, 40),  word("Read", 70, 40),
        word("early", 120, 40), word("$5", 210, 40),    word("And", 70, 52),   word("M1.2", 10, 64),
        word("Count", 70, 64),  word("late", 120, 64),  word("$6", 210, 64),
    };
    po_geometry_page page = make_page(words, COUNT_OF(words), NULL, 0);
    expect_page(&page, "| Action # | Title | Description | Total Funds |\n"
                       "| M1.1 | Read And | early | $5 |\n"
                       "| M1.2 | Count | late | $6 |\n");
}

/* Every page begins with the header; it is a header all the same. */
Test(geometry, a_header_on_most_pages_is_no_furniture) {
    enum { PAGES = 8 };
    po_document *document = po_document_create();
    po_geometry *geometry = po_geometry_create(document, &geometry_hints, 0);
    po_geometry_word words[PAGES][8];
    po_geometry_page pages[PAGES];
    for (uint32_t p = 0; p < PAGES; p++) {
        const po_geometry_word made[8] = {word("Action", 10, 20), word("#", 45, 20),      word("Title", 70, 20),
                                          word("Description", 120, 20), word("Total", 210, 20), word("Funds", 240, 20),
                                          word(p % 2 ? "Count" : "Read", 70, 40), word("$5", 210, 40)};
        memcpy(words[p], made, sizeof made);
        pages[p] = make_page(words[p], 8, NULL, 0);
        pages[p].number = p + 1;
        po_geometry_survey(geometry, &pages[p]);
    }
    for (uint32_t p = 0; p < PAGES; p++) {
        po_geometry_read(geometry, &pages[p]);
    }
    po_geometry_end(geometry);
    cr_assert_eq(document->blocks.count, 1);
    cr_expect_not_null(document->blocks.items[0].table);
    po_geometry_destroy(geometry);
    po_document_destroy(document);
}

Test(geometry, a_page_in_doubt_doubts_all_of_it) {
    po_geometry_word words[] = {word("Partner", 10, 20), word("Process", 110, 20), word("A", 10, 40), word("Mail", 110, 40)};
    po_geometry_rule rules[] = {{100, 10, 100, 80}};
    po_geometry_page page = PAGE(words, rules);
    page.doubt = "tags";
    expect_page(&page, "| Partner | Process |\n| ?A | ?Mail |\n");
}

/* Ticks below different labels, line under line. */
Test(geometry, a_line_that_fills_other_columns_is_a_row) {
    po_geometry_word words[] = {
        word("Action", 10, 20), word("#", 45, 20), word("Title", 80, 20), word("Description", 150, 20), word("Total", 240, 20),
        word("Funds", 270, 20), word("alpha", 10, 40), word("X", 80, 40), word("beta", 10, 52), word("X", 160, 52),
    };
    po_geometry_page page = make_page(words, COUNT_OF(words), NULL, 0);
    expect_page(&page, "| Action # | Title | Description | Total Funds |\n"
                       "| alpha | X |  |  |\n"
                       "| ?beta | ? | ?X | ? |\n");
}
