/* SPDX-License-Identifier: Apache-2.0
 *
 * CMaps by themselves: codespaces, ranges, texts.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "document/pdf_cmap.h"

static po_pdf_cmap *parse(po_arena *arena, const char *text) {
    return po_pdf_cmap_parse(arena, po_arena_dup(arena, text), strlen(text));
}

static void expect_text(po_pdf_cmap *cmap, uint32_t code, const char *expected) {
    char buffer[4];
    size_t size;
    const char *text = po_pdf_unpack(&cmap->texts, po_pdf_cmap_text(cmap, code), buffer, &size);
    cr_expect(size == strlen(expected) && memcmp(text, expected, size) == 0, "code %x: %.*s", code, (int)size, text);
}

Test(pdf_cmap, targets) {
    po_arena *arena = po_arena_create();
    po_pdf_cmap *cmap = parse(arena, "beginbfchar <01> <0041> <02> <D83DDE00> <03> <00410301> <04> <> endbfchar "
                                     "beginbfrange <10> <1F> <0061> <20> <22> [<0041> <0042>] endbfrange");
    expect_text(cmap, 0x01, "A");
    expect_text(cmap, 0x02, "\xF0\x9F\x98\x80");
    expect_text(cmap, 0x03, "A\xCC\x81");
    cr_expect_eq(po_pdf_cmap_text(cmap, 0x04), PO_PDF_NO_TEXT);
    expect_text(cmap, 0x12, "c");
    expect_text(cmap, 0x21, "B");
    cr_expect_eq(po_pdf_cmap_text(cmap, 0x22), 0);
    cr_expect_eq(po_pdf_cmap_text(cmap, 0x99), 0);
    po_arena_destroy(arena);
}

/* Ghostscript 10.0 writes the letters of ligatures with their bytes the wrong way round. */
Test(pdf_cmap, ligatures_in_the_other_byte_order) {
    po_arena *arena = po_arena_create();
    po_pdf_cmap *cmap = parse(arena, "beginbfchar <01> <66006900> <02> <660066006C00> <03> <00660069> <04> <6600> <05> <66004E01> endbfchar");
    expect_text(cmap, 0x01, "fi");
    expect_text(cmap, 0x02, "ffl");
    expect_text(cmap, 0x03, "fi");
    expect_text(cmap, 0x04, "\xE6\x98\x80");
    expect_text(cmap, 0x05, "\xE6\x98\x80\xE4\xB8\x81");
    po_arena_destroy(arena);
}

Test(pdf_cmap, later_of_two_ranges_wins) {
    po_arena *arena = po_arena_create();
    po_pdf_cmap *cmap = parse(arena, "beginbfrange <30> <3F> <0061> <10> <2F> <0041> endbfrange beginbfchar <31> <005A> endbfchar");
    expect_text(cmap, 0x31, "Z");
    expect_text(cmap, 0x32, "c");
    expect_text(cmap, 0x11, "B");
    po_arena_destroy(arena);
}

Test(pdf_cmap, codespaces_of_mixed_lengths) {
    po_arena *arena = po_arena_create();
    po_pdf_cmap *cmap = parse(arena, "begincodespacerange <00> <80> <8140> <9FFC> <E0000000> <E0FFFFFF> endcodespacerange");
    uint32_t code;
    cr_expect_eq(po_pdf_cmap_next(cmap, "\x41\x42", 2, &code), 1);
    cr_expect_eq(code, 0x41);
    cr_expect_eq(po_pdf_cmap_next(cmap, "\x81\x42", 2, &code), 2);
    cr_expect_eq(code, 0x8142);
    cr_expect_eq(po_pdf_cmap_next(cmap, "\xE0\x01\x02\x03\x04", 5, &code), 4);
    cr_expect_eq(code, 0xE0010203);
    cr_expect_eq(po_pdf_cmap_next(cmap, "\x81", 1, &code), 1, "a code that the string cuts off");
    cr_expect_eq(po_pdf_cmap_next(cmap, "\xFF\xFF", 2, &code), 1, "a code outside every space");
    po_arena_destroy(arena);
}

Test(pdf_cmap, predefined_families) {
    po_arena *arena = po_arena_create();
    bool unicode;
    uint32_t code;
    po_pdf_cmap *cmap = po_pdf_cmap_named(arena, "90ms-RKSJ-V", 11, &unicode);
    cr_expect(cmap->vertical);
    cr_expect_not(unicode);
    cr_expect_eq(po_pdf_cmap_next(cmap, "A\x88", 2, &code), 1);
    cr_expect_eq(po_pdf_cmap_next(cmap, "\x88\x9F", 2, &code), 2);
    po_pdf_cmap_named(arena, "UniGB-UCS2-H", 12, &unicode);
    cr_expect(unicode);
    po_arena_destroy(arena);
}

Test(pdf_cmap, cids) {
    po_arena *arena = po_arena_create();
    po_pdf_cmap *cmap = parse(arena, "/WMode 1 def begincidrange <0000> <00FF> 100 endcidrange begincidchar <0100> 7 endcidchar");
    cr_expect(cmap->vertical);
    cr_expect_eq(po_pdf_cmap_cid(cmap, 5), 105);
    cr_expect_eq(po_pdf_cmap_cid(cmap, 0x100), 7);
    cr_expect_eq(po_pdf_cmap_cid(cmap, 0x200), 0);
    cr_expect_eq(po_pdf_cmap_cid(parse(arena, ""), 0x200), 0x200);
    po_arena_destroy(arena);
}

Test(pdf_cmap, malformed_maps_end) {
    static const char *const maps[] = {"beginbfrange <00> <FF> [<0041>", "beginbfchar <00>", "begincodespacerange <0000> <FF> endcodespacerange",
                                       "beginbfrange <FFFFFFFF> <00000000> <0041> endbfrange", "beginbfrange <00> <01> endbfrange",
                                       "beginbfrange <00000000> <FFFFFFFF> <00410042> endbfrange"};
    po_arena *arena = po_arena_create();
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++) {
        cr_expect_not_null(parse(arena, maps[i]));
    }
    po_arena_destroy(arena);
}
