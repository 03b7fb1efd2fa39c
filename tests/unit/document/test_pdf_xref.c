/* SPDX-License-Identifier: Apache-2.0
 *
 * Cross-references: updates, hybrid files, loops.
 */
#include "pdf_expect.h"

static const pdf_tagged plain = {.content = MARKED(0, "Old") MARKED(1, "Two"), .kids = "[10 0 R 11 0 R]"};

static pdf_builder *begin(void) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_set_tagged(pdf, &plain);
    return pdf;
}

Test(pdf_xref, update_replaces_object_of_an_older_object_stream) {
    pdf_builder *pdf = begin();
    pdf_set_in(pdf, 20, 10, PARAGRAPH_OF(0));
    pdf_set_in(pdf, 20, 11, PARAGRAPH_OF(1));
    pdf_end_section(pdf, PDF_XREF_STREAM, "/Root 1 0 R");
    pdf_set(pdf, 10, "<< /S /H1 /Pg 3 0 R /K 0 >>");
    pdf_end_section(pdf, PDF_XREF_STREAM, "/Root 1 0 R");
    EXPECT_READ(pdf, "H1 Old\nP Two");
}

Test(pdf_xref, update_with_a_table_of_a_newer_object_stream) {
    pdf_builder *pdf = begin();
    pdf_set(pdf, 10, PARAGRAPH_OF(0));
    pdf_set(pdf, 11, PARAGRAPH_OF(1));
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    pdf_set_in(pdf, 21, 11, "<< /S /H2 /Pg 3 0 R /K 1 >>");
    pdf_end_section(pdf, PDF_XREF_HYBRID, "/Root 1 0 R");
    EXPECT_READ(pdf, "P Old\nH2 Two");
}

Test(pdf_xref, hybrid) {
    pdf_builder *pdf = begin();
    pdf_set_in(pdf, 20, 10, PARAGRAPH_OF(0));
    pdf_set_in(pdf, 20, 11, PARAGRAPH_OF(1));
    pdf_end_section(pdf, PDF_XREF_HYBRID, "/Root 1 0 R");
    EXPECT_READ(pdf, "P Old\nP Two");
}

/* A section that names itself as the one before. */
Test(pdf_xref, prev_loop_ends) {
    static const char hole[] = "/Prev 0000000000";
    pdf_builder *pdf = begin();
    pdf_set(pdf, 10, PARAGRAPH_OF(0));
    pdf_set(pdf, 11, PARAGRAPH_OF(1));
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R /Prev 0000000000");
    po_buffer *bytes = pdf_bytes(pdf);
    char *at = memmem(bytes->data, bytes->size, hole, sizeof hole - 1);
    char *start = memmem(bytes->data, bytes->size, "startxref\n", 10);
    cr_assert(at && start);
    char offset[16];
    snprintf(offset, sizeof offset, "%010ld", strtol(start + 10, NULL, 10));
    memcpy(at + 6, offset, 10);
    EXPECT_READ_STARTS(pdf, "P Old\nP Two");
}

Test(pdf_xref, object_freed_by_an_update_is_gone) {
    pdf_builder *pdf = begin();
    pdf_set(pdf, 10, PARAGRAPH_OF(0));
    pdf_set(pdf, 11, PARAGRAPH_OF(1));
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    pdf_free(pdf, 10);
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    EXPECT_READ(pdf, "P Two");
}
