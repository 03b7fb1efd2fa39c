/* SPDX-License-Identifier: Apache-2.0
 *
 * Finding a reader, and the sentence when there is none.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "document/reader.h"

static void expect_none(const char *bytes, size_t size, const char *words) {
    po_error err = {0};
    cr_expect_null(po_reader_find((const uint8_t *)bytes, size, "file", &err));
    cr_expect_eq(err.status, PO_E_INPUT);
    cr_expect(strstr(err.text, words), "%s", err.text);
}

Test(reader, finds_pdf) {
    po_error err = {0};
    cr_expect_eq(po_reader_find((const uint8_t *)"%PDF-1.7\n", 9, NULL, &err), &po_reader_pdf);
}

Test(reader, says_what_to_do) {
    expect_none("", 0, "empty");
    expect_none("\xFF\xD8\xFF\xE0 JFIF", 9, "JPEG");
    expect_none("\x1F\x8B\x08", 3, "gzip");
    expect_none("{\\rtf1 x}", 9, "RTF");
    expect_none("\x7F" "ELF", 4, "no kind of document");
    expect_none("Dear board,\n", 12, "this text is no plan");
}
