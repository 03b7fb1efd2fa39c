/* SPDX-License-Identifier: Apache-2.0
 *
 * Laid-out text: pages as people see them, and what is made of them.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "document/text_layout.h"
#include "geometry_expect.h"

static po_document *read_text(const char *text, size_t size) {
    po_document *document = po_document_create();
    po_read_options options = {.hints = &geometry_hints};
    po_error err = {0};
    cr_assert_eq(po_reader_layout_text.read((const uint8_t *)text, size, &options, document, &err), PO_OK, "%s", err.text);
    return document;
}

static void expect_read(const char *text, const char *expected) {
    po_document *document = read_text(text, strlen(text));
    po_buffer out = {0};
    geometry_write(&out, document);
    cr_expect_str_eq(po_buffer_text(&out), expected, "reads:\n%s", po_buffer_text(&out));
    po_buffer_finish(&out);
    po_document_destroy(document);
}

Test(text_layout, recognised_by_content) {
    static const char paged[] = "One page\n\fanother page\n";
    static const char gaps[] = "a     b\nc     d\ne     f\ng     h\ni     j\nk     l\nm     n\no     p\n";
    static const char prose[] = "A line of text.\nAnother line of text.\n";
    cr_expect(po_reader_layout_text.recognise((const uint8_t *)paged, sizeof paged - 1, NULL));
    cr_expect(po_reader_layout_text.recognise((const uint8_t *)gaps, sizeof gaps - 1, NULL));
    cr_expect_not(po_reader_layout_text.recognise((const uint8_t *)prose, sizeof prose - 1, "x.layout.txt"));
    cr_expect_not(po_reader_layout_text.recognise((const uint8_t *)"\x01\x02\f\n", 4, "x.txt"));
}

Test(text_layout, lines_flow_into_paragraphs) {
    expect_read("This is a paragraph whose first line runs up to the right hand margin and\n"
                "goes on here.\n"
                "A new one begins because the line before was left short and has room for it.\n"
                "\n"
                "   • An item\n",
                "P This is a paragraph whose first line runs up to the right hand margin and goes on here.\n"
                "P A new one begins because the line before was left short and has room for it.\n"
                "L • An item\n");
}

Test(text_layout, table_by_its_labels) {
    expect_read("Action #  Title             Description                      Total Funds\n"
                "\n"
                "  1.1     Reading           Teach reading to everybody who   $1,200.00\n"
                "          lessons           wants to learn it.\n"
                "\n"
                "  1.2     Libraries         Open them.                       $300.00\n"
                "Goal Analysis [2024-25]\n"
                "Done.\n",
                "| Action # | Title | Description | Total Funds |\n"
                "| 1.1 | Reading lessons | Teach reading to everybody who wants to learn it. | $1,200.00 |\n"
                "| 1.2 | Libraries | Open them. | $300.00 |\n"
                "P Goal Analysis [2024-25]\n"
                "P Done.\n");
}

Test(text_layout, labels_wrapped_and_set_in_the_middle) {
    expect_read("                                                             Total\n"
                "Action #  Title             Description\n"
                "                                                             Funds\n"
                "  1       Reading           Teach                            $5.00\n",
                "| Action # | Title | Description | Total Funds |\n"
                "| 1 | Reading | Teach | $5.00 |\n");
}

Test(text_layout, running_text_is_no_header) {
    expect_read("The Action # and the Title and the Description of the Total Funds are asked for.\n",
                "P The Action # and the Title and the Description of the Total Funds are asked for.\n");
}

Test(text_layout, amount_cut_over_two_lines) {
    expect_read("Action #  Title             Description          Total Funds\n"
                "  1       Reading           Teach                $5,263,0\n"
                "                                                 10.00\n",
                "| Action # | Title | Description | Total Funds |\n"
                "| 1 | Reading | Teach | $5,263,010.00 |\n");
}

Test(text_layout, row_over_two_pages_with_header_and_footer) {
    expect_read("Action #  Title             Description          Total Funds\n"
                "  1       Reading           Teach everybody      $5.00\n"
                "\n\n  A plan                                   Page 1 of 4\n\f"
                "Action #  Title             Description          Total Funds\n"
                "                            to read.\n"
                "  2       Writing           Too                  $6.00\n"
                "  A plan                                   Page 2 of 4\n\f"
                "Text\n  A plan                                   Page 3 of 4\n\f"
                "More\n  A plan                                   Page 4 of 4\n",
                "| Action # | Title | Description | Total Funds |\n"
                "| 1 | Reading | Teach everybody to read. | $5.00 |\n"
                "| 2 | Writing | Too | $6.00 |\n"
                "P Text\n"
                "P More\n");
}

Test(text_layout, table_goes_on_without_its_header) {
    expect_read("Partner                 Process\nTeachers                A survey\n\fParents                 Two meetings\n",
                "| Partner | Process |\n| Teachers | A survey |\n| Parents | Two meetings |\n");
}

Test(text_layout, what_stands_too_close_is_in_doubt) {
    expect_read("Action #  Title             Description          Total Funds\n"
                "  1       Reading with the  Teach                $5.00\n"
                "          whole big family  everybody\n"
                "  2       A title far too long Short             $6.00\n",
                "| Action # | Title | Description | Total Funds |\n"
                "| 1 | Reading with the whole big family | Teach everybody | $5.00 |\n"
                "| 2 | ?A title far too | ?long Short | $6.00 |\n");
}

Test(text_layout, pairs_are_rows) {
    expect_read("Grant        Totals by Type       Total LCFF\n"
                "  500            Total:               $9.00\n"
                "                LEA-wide\n"
                "                                      $5.00\n"
                "                 Total:\n"
                "             Limited Total:           $4.00\n",
                "| Grant | Totals by Type | Total LCFF |\n"
                "| 500 | Total: | $9.00 |\n"
                "|  | LEA-wide/Total: | $5.00 |\n"
                "|  | Limited Total: | $4.00 |\n");
}

Test(text_layout, places_are_pages_and_lines) {
    po_document *document = read_text("A\n\n\f\nB\n", 7);
    cr_assert_eq(document->blocks.count, 2);
    cr_expect_eq(document->pages, 2);
    cr_expect_eq(document->blocks.items[1].at.page, 2);
    cr_expect_eq(document->blocks.items[1].at.line, 4);
    po_document_destroy(document);
}

Test(text_layout, bytes_that_are_no_letters) {
    static const char bytes[] = "Name\xFF\xC3   value\xE2\x82\n\f\xF0\x28\x8C\xBC\n";
    po_document *document = read_text(bytes, sizeof bytes - 1);
    cr_expect_eq(document->diagnostics.list.count, 1);
    cr_expect_eq(document->blocks.count, 2);
    po_document_destroy(document);
}

/* ---- hostile ---- */

static char *repeated(const char *text, size_t times, size_t *ret_size) {
    size_t size = strlen(text);
    char *all = malloc(size * times + 1);
    cr_assert_not_null(all);
    for (size_t i = 0; i < times; i++) {
        memcpy(all + i * size, text, size);
    }
    *ret_size = size * times;
    return all;
}

static void survive(const char *text, size_t times) {
    size_t size;
    char *all = repeated(text, times, &size);
    po_document_destroy(read_text(all, size));
    free(all);
}

Test(text_layout, endless_line, .timeout = 60) {
    survive("word ", 20000000);
}

Test(text_layout, endless_word, .timeout = 60) {
    survive("wordwordword", 8000000);
}

Test(text_layout, million_pages, .timeout = 60) {
    survive("\f", 1000000);
    survive("x\f", 1000000);
}

Test(text_layout, million_columns, .timeout = 60) {
    survive("a    ", 1000000);
    survive("Title    ", 300000);
}

Test(text_layout, nothing_but_labels, .timeout = 60) {
    survive("Action #  Title             Description          Total Funds\n", 20000);
    survive("Total\n", 100000);
    survive("Total Total Total Total  ", 50000);
}

Test(text_layout, endless_rows, .timeout = 60) {
    size_t size;
    char *rows = repeated("  1       Reading           Teach                $5.00\n", 50000, &size);
    po_buffer text = {0};
    po_buffer_add_text(&text, "Action #  Title             Description          Total Funds\n");
    po_buffer_add(&text, rows, size);
    po_document_destroy(read_text(text.data, text.size));
    po_buffer_finish(&text);
    free(rows);
}

Test(text_layout, one_row_of_a_hundred_thousand_lines, .timeout = 60) {
    size_t size;
    char *rows = repeated("          more words        and still more       \n", 100000, &size);
    po_buffer text = {0};
    po_buffer_add_text(&text, "Action #  Title             Description          Total Funds\n  1       a  b   c\n");
    po_buffer_add(&text, rows, size);
    po_document_destroy(read_text(text.data, text.size));
    po_buffer_finish(&text);
    free(rows);
}

Test(text_layout, random_bytes, .timeout = 60) {
    enum { SIZE = 1 << 20 };
    char *bytes = malloc(SIZE);
    cr_assert_not_null(bytes);
    uint32_t state = 12345;
    for (size_t i = 0; i < SIZE; i++) {
        state = state * 1664525U + 1013904223U;
        bytes[i] = (char)(state >> 24);
    }
    po_document_destroy(read_text(bytes, SIZE));
    free(bytes);
}
