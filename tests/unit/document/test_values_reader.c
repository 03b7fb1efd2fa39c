/* SPDX-License-Identifier: Apache-2.0
 *
 * Text files of values: marks, quotation, line ends, encodings; and what is no table of values.
 */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "document/values_reader.h"
#include "sheet_builder.h"

#define EXPECT_TABLE(text, expected) EXPECT_VALUES("x.txt", text, "T\n" expected)

Test(values, each_mark_parts_values) {
    EXPECT_TABLE("a\tb\tc\n1\t\t3\n", "1: A=a B=b C=c\n2: A=1 C=3\n");
    EXPECT_TABLE("a,b,c\n1,,3\n4,5,6\n", "1: A=a B=b C=c\n2: A=1 C=3\n3: A=4 B=5 C=6\n");
    EXPECT_TABLE("a;b;c\n1;2,5;3\n4;5;6\n", "1: A=a B=b C=c\n2: A=1 B=2,5 C=3\n3: A=4 B=5 C=6\n");
    EXPECT_TABLE("a|b|c\n1|2|3\n4|5|6\n", "1: A=a B=b C=c\n2: A=1 B=2 C=3\n3: A=4 B=5 C=6\n");
}

Test(values, line_ends_of_all_kinds_and_blank_lines) {
    EXPECT_TABLE("a\tb\r\n\r\n1\t2\r\n", "1: A=a B=b\n3: A=1 B=2\n");
    EXPECT_TABLE("a\tb\r1\t2\r\r3\t4", "1: A=a B=b\n2: A=1 B=2\n4: A=3 B=4\n");
    EXPECT_TABLE("\n\na\tb\n1\t2", "3: A=a B=b\n4: A=1 B=2\n");
}

Test(values, quotation_marks_hold_marks_and_lines) {
    EXPECT_TABLE("a,b,c\n\"1,5\",\"say \"\"so\"\"\",\"x\ny\"\n4,5,6\n",
                 "1: A=a B=b C=c\n2: A=1,5 B=say \"so\" C=x/y\n3: A=4 B=5 C=6\n");
    EXPECT_TABLE("a\tb\n\"x\n\ny\"\t2\n3\t4\n", "1: A=a B=b\n2: A=x/y B=2\n3: A=3 B=4\n");
    EXPECT_TABLE("a,b,c\nd\"e,f,g\nh,i,j\n", "1: A=a B=b C=c\n2: A=d\"e B=f C=g\n3: A=h B=i C=j\n");
}

Test(values, a_quotation_mark_that_is_a_letter_swallows_nothing) {
    EXPECT_TABLE("name\tn\n\"Bud Smith\t1\n\"Al\" Jones\t2\nC\t3\n",
                 "1: A=name B=n\n2: A=\"Bud Smith B=1\n3: A=\"Al\" Jones B=2\n4: A=C B=3\n!TAB-009\n");
}

Test(values, titles_above_and_notes_below) {
    EXPECT_TABLE(
        "Status 2023\n\ncds\tname\tstatus\n01\tA\tx\n02\tB\ty\n03\tC\tz\nnote\n",
        "1: A=Status 2023\n3: A=cds B=name C=status\n4: A=01 B=A C=x\n5: A=02 B=B C=y\n6: A=03 B=C C=z\n7: A=note\n");
}

Test(values, encodings) {
    EXPECT_TABLE("\xEF\xBB\xBF"
                 "cds\tb\n1\tn\xC3\xA9\n",
                 "1: A=cds B=b\n2: A=1 B=n\xC3\xA9\n");
    EXPECT_TABLE("cds\tb\n1\tn\xE9\n2\tm\xC3\xA9\n3\t\x93"
                 "a\x94\n",
                 "1: A=cds B=b\n2: A=1 B=n\xC3\xA9\n3: A=2 B=m\xC3\xA9\n4: A=3 B=\xE2\x80\x9C"
                 "a\xE2\x80\x9D\n!TAB-008\n");
    EXPECT_TABLE("\xFF\xFE"
                 "a\0\t\0b\0\r\0\n\0"
                 "1\0\t\0\xE9\0\n\0",
                 "1: A=a B=b\n2: A=1 B=\xC3\xA9\n");
    EXPECT_TABLE("\xFE\xFF"
                 "\0a\0\t\0b\0\n"
                 "\0"
                 "1\0\t\0"
                 "2",
                 "1: A=a B=b\n2: A=1 B=2\n");
}

Test(values, spaces_are_squeezed) {
    EXPECT_TABLE("reportingyear \t b\n2023 \t x  y\n", "1: A=reportingyear B=b\n2: A=2023 B=x y\n");
}

static void expect_no_table(const char *name, const char *text) {
    cr_expect_not(po_reader_values.recognise((const uint8_t *)text, strlen(text), name), "taken for a table: %s", text);
}

Test(values, other_texts_are_no_tables) {
    expect_no_table(
        "x.txt",
        "In spring, the council met, and talked.\nThen, in May, it met again, and again, and ended.\nSo, well.\n");
    expect_no_table("x.txt", "# Goal 1\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    expect_no_table("x.txt", "| a | b |\n|---|---|\n| 1 | 2 |\n");
    expect_no_table("x.md", "a\tb\n1\t2\n");
    expect_no_table("x.csv", "<html><table>\n<tr><td>a,b,c</td></tr>\n</table>");
    expect_no_table("x.txt", "{\"a\":1,\"b\":2,\"c\":3}\n{\"a\":1,\"b\":2,\"c\":3}\n{\"a\":1,\"b\":2,\"c\":3}\n");
    expect_no_table("x.txt", "BEGIN:VCALENDAR\nA;B;C\nA;B;C\nA;B;C\n");
    expect_no_table("x.txt",
                    "Goal 1      Action       Funds\n1.1         Tutors       5,000\n1.2         Books        1,200\n");
    expect_no_table("x.txt", "a\tb\n1\t2\n\f3\t4\n");
    expect_no_table("x.txt", "a,b,c\n");
    expect_no_table("x.txt", "\n\n");
    expect_no_table(
        "x.txt",
        "Dear families, students, and staff of the district who have taken part in the many meetings of the year,\n"
        "we are glad to say that the plan, after long talks with all of you, and with great care, has been adopted,\n"
        "and that copies, in English and Spanish, may be had, without any cost to you, at the office of every "
        "school.\n");
}

Test(values, a_name_helps_small_tables) {
    EXPECT_VALUES("x.csv", "a,b\n1,2\n", "T\n1: A=a B=b\n2: A=1 B=2\n");
    expect_no_table("x.txt", "a,b\n1,2\n");
    expect_no_table(NULL, "a,b\n1,2\n");
}

Test(values, an_endless_line_ends_in_a_sentence) {
    size_t size = PO_LIMIT_LINE_BYTES * 2;
    char *text = malloc(size);
    memset(text, 'x', size);
    memcpy(text, "a\tb\n1\t2\n3\t4\n", 12);
    char *read = sheets_read(text, size, "x.txt");
    EXPECT_HAS(read, "T\n1: A=a B=b\n2: A=1 B=2\n3: A=3 B=4\nfailure: row 4 has more than 4 MB");
    free(read);
    for (size_t i = 20; i < size; i += 10) {
        text[i] = '\n';
    }
    memcpy(text, "a,b,c\n1,2,3\n1,2,3\n\"", 19);
    read = sheets_read(text, size, "x.csv");
    EXPECT_HAS(read, "failure: row 4 has more than 4 MB, as no table has: if a quotation mark is opened there");
    free(read);
    free(text);
}

Test(values, columns_without_end_are_told) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    for (int row = 0; row < 3; row++) {
        for (int i = 0; i < 17000; i++) {
            fputs("1\t", out);
        }
        fputs("2\n", out);
    }
    fclose(out);
    char *read = sheets_read(text, size, "x.txt");
    EXPECT_HAS(read, "XFC=1 XFD=1\n2: A=1");
    EXPECT_HAS(read, "!DOC-004\n");
    free(read);
    free(text);
}
