/* SPDX-License-Identifier: Apache-2.0
 *
 * Objects and tokens: what well-formed and malformed bytes become.
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

Test(pdf_object, reference_is_folded) {
    po_arena *arena = po_arena_create();
    po_pdf_object object = parse(arena, "12 3 R");
    cr_expect_eq(object.type, PO_PDF_REFERENCE);
    cr_expect_eq(object.as.number, 12);
    cr_expect_eq(object.count, 3);
    object = parse(arena, "[1 2 0 R 3]");
    cr_assert_eq(object.count, 3);
    cr_expect_eq(object.as.items[1].type, PO_PDF_REFERENCE);
    cr_expect_eq(object.as.items[2].as.integer, 3);
    po_arena_destroy(arena);
}

Test(pdf_object, integer_before_another_object_stays_one) {
    po_arena *arena = po_arena_create();
    po_pdf_object object = parse(arena, "5 6 (R)");
    cr_expect_eq(object.type, PO_PDF_INTEGER);
    cr_expect_eq(object.as.integer, 5);
    po_arena_destroy(arena);
}

Test(pdf_object, dictionary_keeps_sound_pairs) {
    po_arena *arena = po_arena_create();
    po_pdf_object object = parse(arena, "<< /A 1 7 /B /C /D [ 1 << /E (x) >> ] >>");
    cr_assert_eq(object.type, PO_PDF_DICTIONARY);
    cr_expect_eq(po_pdf_key(&object, "A")->as.integer, 1);
    cr_expect(po_pdf_is_name(po_pdf_key(&object, "B"), "C"));
    cr_expect_eq(po_pdf_key(&object, "D")->count, 2);
    cr_expect_eq(po_pdf_key(&object, "Missing")->type, PO_PDF_NULL);
    po_arena_destroy(arena);
}

Test(pdf_object, nesting_is_bounded) {
    po_arena *arena = po_arena_create();
    char deep[5001];
    memset(deep, '[', 5000);
    deep[5000] = '\0';
    po_pdf_object object = parse(arena, deep);
    unsigned depth = 0;
    for (const po_pdf_object *at = &object; at->type == PO_PDF_ARRAY && at->count; at = &at->as.items[0]) {
        depth++;
    }
    cr_expect_lt(depth, PO_LIMIT_TREE_DEPTH);
    po_arena_destroy(arena);
}

Test(pdf_object, text_strings) {
    po_arena *arena = po_arena_create();
    cr_expect_str_eq(po_pdf_text_string(arena, "\xFE\xFF\0A\xD8\x3D\xDE\x00", 8), "A\xF0\x9F\x98\x80");
    cr_expect_str_eq(po_pdf_text_string(arena, "\xFF\xFE" "A\0", 4), "A");
    cr_expect_str_eq(po_pdf_text_string(arena, "\xEF\xBB\xBF\xC3\xA9", 5), "\xC3\xA9");
    cr_expect_str_eq(po_pdf_text_string(arena, "caf\xE9 \x80", 6), "caf\xC3\xA9 \xE2\x80\xA2");
    cr_expect_str_eq(po_pdf_text_string(arena, "\xFE\xFF\0\x1B\0e\0n\0\x1B\0x", 12), "x");
    po_arena_destroy(arena);
}
