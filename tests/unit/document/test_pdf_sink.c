/* SPDX-License-Identifier: Apache-2.0
 *
 * Gathering text: white space, lines, labels, pages.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "document/pdf_sink.h"

static void add(po_pdf_sink *sink, uint32_t page, float x, float y, const char *text) {
    po_pdf_fragment fragment = {.page = page, .start = {x, y, 1, 0, 10}, .end = {x + 50, y, 1, 0, 10}};
    po_pdf_sink_add(sink, &fragment, text, strlen(text));
}

static void expect(po_pdf_sink *sink, const char *text) {
    cr_expect_str_eq(po_buffer_text(&sink->text), text);
    po_pdf_sink_finish(sink);
}

Test(pdf_sink, white_space_is_squeezed) {
    po_pdf_sink sink = {0};
    add(&sink, 0, 0, 100, "  a \xC2\xA0\t b\xE2\x80\x89" "c ");
    add(&sink, 0, 50, 100, " d\xC2\xAD" "e\xE2\x80\x8B" "f ");
    expect(&sink, "a b c def");
}

Test(pdf_sink, next_fragment_by_distance) {
    po_pdf_sink sink = {0};
    add(&sink, 0, 0, 100, "one");
    add(&sink, 0, 50, 100, "two");
    add(&sink, 0, 110, 100, "three");
    add(&sink, 0, 0, 80, "four");
    expect(&sink, "onetwo three\x1C" "four"); /* a line's end: PO_CUT_LETTER */
}

Test(pdf_sink, paragraphs_and_labels) {
    po_pdf_sink sink = {0};
    po_pdf_sink_break(&sink);
    add(&sink, 0, 0, 100, "a");
    po_pdf_sink_break(&sink);
    po_pdf_sink_break(&sink);
    add(&sink, 0, 0, 80, "1.");
    po_pdf_sink_label(&sink);
    po_pdf_sink_break(&sink);
    add(&sink, 0, 0, 60, "b");
    po_pdf_sink_break(&sink);
    expect(&sink, "a\n1. b");
}

/* One item of a list: its label, then its text. */
static void item(po_pdf_sink *sink, const char *label, const char *text) {
    po_pdf_sink_break(sink);
    add(sink, 0, 0, 80, label);
    po_pdf_sink_label(sink);
    po_pdf_sink_break(sink);
    add(sink, 0, 0, 60, text);
}

Test(pdf_sink, bullets_are_one_sign_and_boxes_stay) {
    po_pdf_sink sink = {0};
    item(&sink, "\xEF\x82\x95", "a"); /* U+F095, as OpenSymbol has it */
    item(&sink, "o", "b");
    item(&sink, "\xEF\x83\xBE", "ticked");
    item(&sink, "o.", "numbered");
    expect(&sink, "\xE2\x80\xA2 a\n\xE2\x80\xA2 b\n\xEF\x83\xBE ticked\no. numbered");
}

Test(pdf_sink, a_symbol_before_a_line_is_its_bullet) {
    po_pdf_sink sink = {0};
    add(&sink, 0, 0, 100, "\xEF\x82\xB7 a \xEF\x82\xB7 b");
    po_pdf_sink_break(&sink);
    add(&sink, 0, 0, 80, "\xEF\x82\xA8 box");
    expect(&sink, "\xE2\x80\xA2 a \xEF\x82\xB7 b\n\xEF\x82\xA8 box");
}

Test(pdf_sink, an_empty_label_changes_nothing) {
    po_pdf_sink sink = {0};
    add(&sink, 0, 0, 100, "type");
    add(&sink, 0, 60, 100, "o");
    item(&sink, "", "a");
    expect(&sink, "type o\na");
}

Test(pdf_sink, pages_are_noted_where_letters_are) {
    po_pdf_sink sink = {0};
    add(&sink, 3, 0, 100, "a");
    add(&sink, 4, 0, 100, "  ");
    add(&sink, 5, 0, 100, "b");
    add(&sink, 5, 0, 80, "c");
    cr_assert_eq(sink.page_count, 2);
    cr_expect_eq(sink.pages[0], 3);
    cr_expect_eq(sink.pages[1], 5);
    expect(&sink, "a b\x1C" "c");
}
