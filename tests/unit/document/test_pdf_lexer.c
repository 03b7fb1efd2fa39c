/* SPDX-License-Identifier: Apache-2.0
 *
 * Tokens: strings, names and numbers as files write them, well or badly.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "document/pdf_object.h"

static po_pdf_object parse(po_arena *arena, const char *text) {
    char *copy = po_arena_dup(arena, text);
    po_pdf_lexer lexer;
    po_pdf_parser parser;
    po_pdf_object object;
    po_pdf_lexer_init(&lexer, copy, strlen(copy));
    po_pdf_parser_init(&parser, arena);
    po_pdf_parse(&parser, &lexer, &object);
    po_pdf_parser_finish(&parser);
    return object;
}

static void expect_bytes(const char *text, const char *bytes, size_t size) {
    po_arena *arena = po_arena_create();
    po_pdf_object object = parse(arena, text);
    cr_expect_eq(object.count, size, "%s: %u bytes", text, object.count);
    cr_expect(object.count == size && memcmp(object.as.bytes, bytes, size) == 0, "%s", text);
    po_arena_destroy(arena);
}

static void expect_number(const char *text, po_pdf_type type, double value) {
    po_arena *arena = po_arena_create();
    po_pdf_object object = parse(arena, text);
    cr_expect_eq(object.type, type, "%s", text);
    cr_expect_float_eq(po_pdf_number(&object, -1), value, 1e-9, "%s", text);
    po_arena_destroy(arena);
}

Test(pdf_lexer, literal_strings) {
    expect_bytes("(plain)", "plain", 5);
    expect_bytes("(a (nested) b)", "a (nested) b", 12);
    expect_bytes("(\\101\\60\\7)", "A0\7", 3);
    expect_bytes("(\\(\\)\\\\\\n)", "()\\\n", 4);
    expect_bytes("(one\\\r\ntwo)", "onetwo", 6);
    expect_bytes("(a\r\nb\rc)", "a\nb\nc", 5);
    expect_bytes("(\\53)", "+", 1);
    expect_bytes("(\\q)", "q", 1);
    expect_bytes("(unfinished", "unfinished", 10);
    expect_bytes("(x\\", "x\\", 2);
}

Test(pdf_lexer, hexadecimal_strings) {
    expect_bytes("<48656C6C6F>", "Hello", 5);
    expect_bytes("<48 65\n6c>", "Hel", 3);
    expect_bytes("<4>", "@", 1);
    expect_bytes("<>", "", 0);
    expect_bytes("<41zz42>", "AB", 2);
}

Test(pdf_lexer, names) {
    expect_bytes("/Name", "Name", 4);
    expect_bytes("/A#20B", "A B", 3);
    expect_bytes("/A#2", "A#2", 3);
    expect_bytes("/#zz", "#zz", 3);
    expect_bytes("/ ", "", 0);
}

Test(pdf_lexer, numbers) {
    expect_number("12", PO_PDF_INTEGER, 12);
    expect_number("-7", PO_PDF_INTEGER, -7);
    expect_number("+3.25", PO_PDF_REAL, 3.25);
    expect_number(".5", PO_PDF_REAL, .5);
    expect_number("-.5", PO_PDF_REAL, -.5);
    expect_number("4.", PO_PDF_REAL, 4);
    expect_number("--2", PO_PDF_INTEGER, -2);
    expect_number("1.2.3", PO_PDF_REAL, 1.2);
    expect_number("99999999999999999999999999", PO_PDF_INTEGER, 999999999999999999.0);
}
