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
    expect(&sink, "onetwo three four");
}

Test(pdf_sink, paragraphs_and_labels) {
    po_pdf_sink sink = {0};
    po_pdf_sink_break(&sink);
    add(&sink, 0, 0, 100, "a");
    po_pdf_sink_break(&sink);
    po_pdf_sink_break(&sink);
    add(&sink, 0, 0, 80, "1.");
    sink.glue = true;
    po_pdf_sink_break(&sink);
    add(&sink, 0, 0, 60, "b");
    po_pdf_sink_break(&sink);
    expect(&sink, "a\n1. b");
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
    expect(&sink, "a b c");
}
