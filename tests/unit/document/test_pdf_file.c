/* SPDX-License-Identifier: Apache-2.0
 *
 * Files: object streams, incremental updates, hybrid cross-references, encryption, damage.
 */
#include <qpdf/qpdf-c.h>

#include "pdf_expect.h"

static const pdf_tagged plain = {.content = MARKED(0, "Old") MARKED(1, "Two"), .kids = "[10 0 R 11 0 R]"};

static pdf_builder *begin(void) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_set_tagged(pdf, &plain);
    return pdf;
}

Test(pdf_file, classic_table) {
    pdf_builder *pdf = begin();
    pdf_set(pdf, 10, PARAGRAPH_OF(0));
    pdf_set(pdf, 11, PARAGRAPH_OF(1));
    EXPECT_READ(pdf, "P Old\nP Two");
}

Test(pdf_file, object_streams) {
    pdf_builder *pdf = begin();
    pdf_set_in(pdf, 20, 10, PARAGRAPH_OF(0));
    pdf_set_in(pdf, 20, 11, PARAGRAPH_OF(1));
    pdf_end_section(pdf, PDF_XREF_STREAM, "/Root 1 0 R");
    EXPECT_READ(pdf, "P Old\nP Two");
}

Test(pdf_file, strings_in_object_streams_are_read_once) {
    pdf_builder *pdf = begin();
    pdf_set_in(pdf, 20, 10, "<< /S /P /Pg 3 0 R /K 0 /ActualText (a\\)\\(b) >>");
    pdf_set_in(pdf, 20, 11, "<< /S /P /Pg 3 0 R /K 1 /ActualText (\\143) >>");
    pdf_end_section(pdf, PDF_XREF_STREAM, "/Root 1 0 R");
    EXPECT_READ(pdf, "P a)(b\nP c");
}

/* Replaces the first `from` in the bytes by `to` of the same length. */
static void spoil(pdf_builder *pdf, const char *from, const char *to) {
    po_buffer *bytes = pdf_bytes(pdf);
    char *at = memmem(bytes->data, bytes->size, from, strlen(from));
    cr_assert_not_null(at, "%s", from);
    memcpy(at, to, strlen(from));
}

static pdf_builder *with_object_stream(void) {
    pdf_builder *pdf = begin();
    pdf_set_in(pdf, 20, 10, PARAGRAPH_OF(0));
    pdf_set_in(pdf, 20, 11, PARAGRAPH_OF(1));
    pdf_end_section(pdf, PDF_XREF_STREAM, "/Root 1 0 R");
    return pdf;
}

/* Whatever an object stream says of itself, reading ends without a crash. */
Test(pdf_file, lies_in_object_streams_are_harmless) {
    static const char *const lies[][2] = {
        {"/N 2 /First 11", "/N 9 /First 11"},     {"/N 2 /First 11", "/N 2 /First 99"},
        {"/N 2 /First 11", "/N -2 /First 1"},     {"/N 2 /First 11", "/N 2 /First  1"},
        {"10 0 11 32", "10 9 11 99"},             {"10 0 11 32", "12 0 13 32"},
        {"/Type /ObjStm", "/Type /Nothng"},       {"/W [1 4 2]", "/W [9 4 2]"},
        {"/W [1 4 2]", "/W [0 0 0]"},             {"/Index [", "/Indxx ["},
    };
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        pdf_builder *pdf = with_object_stream();
        if (memmem(pdf_bytes(pdf)->data, pdf_bytes(pdf)->size, lies[i][0], strlen(lies[i][0]))) {
            spoil(pdf, lies[i][0], lies[i][1]);
        }
        char *read = pdf_read(pdf);
        cr_expect_not_null(read);
        free(read);
        pdf_builder_destroy(pdf);
    }
}

/* The stream's own numbers count, not the order in which the cross-reference expects them. */
Test(pdf_file, object_stream_that_numbers_its_objects_otherwise) {
    pdf_builder *pdf = with_object_stream();
    spoil(pdf, "10 0 11 ", "11 0 10 ");
    EXPECT_READ(pdf, "P Two\nP Old");
}

Test(pdf_file, wrong_offset_is_repaired_and_said) {
    pdf_builder *pdf = begin();
    pdf_set(pdf, 10, PARAGRAPH_OF(0));
    pdf_set(pdf, 11, PARAGRAPH_OF(1));
    pdf_end_section(pdf, PDF_XREF_TABLE, "/Root 1 0 R");
    spoil(pdf, "startxref\n", "startxrxx\n");
    EXPECT_READ(pdf, "P Old\nP Two\nPDF-004");
}

Test(pdf_file, bytes_before_the_header) {
    pdf_builder *pdf = with_object_stream();
    po_buffer moved = {0};
    po_buffer_add_text(&moved, "HTTP/1.1 200 OK\r\n\r\n");
    po_buffer_add(&moved, pdf_bytes(pdf)->data, pdf_bytes(pdf)->size);
    char *read = pdf_describe(moved.data, moved.size, true);
    cr_expect_str_eq(read, "P Old\nP Two", "%s", read);
    free(read);
    po_buffer_finish(&moved);
    pdf_builder_destroy(pdf);
}

Test(pdf_file, every_truncation_ends_in_a_sentence_or_blocks) {
    pdf_builder *pdf = with_object_stream();
    for (size_t size = 0; size < pdf_bytes(pdf)->size; size += 7) {
        char *read = pdf_describe(pdf_bytes(pdf)->data, size, true);
        cr_expect_not_null(read);
        free(read);
    }
    pdf_builder_destroy(pdf);
}

/* The file encrypted by libqpdf with these passwords, read by us. */
static char *read_encrypted(const char *user, const char *owner) {
    pdf_builder *pdf = with_object_stream();
    qpdf_data qpdf = qpdf_init();
    qpdf_silence_errors(qpdf);
    qpdf_set_suppress_warnings(qpdf, QPDF_TRUE);
    qpdf_read_memory(qpdf, "test", pdf_bytes(pdf)->data, pdf_bytes(pdf)->size, NULL);
    qpdf_init_write_memory(qpdf);
    qpdf_set_r6_encryption_parameters2(qpdf, user, owner, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
                                       QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
    qpdf_write(qpdf);
    char *read = pdf_describe((const char *)qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf), true);
    qpdf_cleanup(&qpdf);
    pdf_builder_destroy(pdf);
    return read;
}

Test(pdf_file, encrypted_with_empty_password) {
    char *read = read_encrypted("", "owner");
    cr_expect_str_eq(read, "P Old\nP Two", "%s", read);
    free(read);
}

Test(pdf_file, encrypted_with_a_password_says_what_to_do) {
    char *read = read_encrypted("secret", "owner");
    cr_expect(strstr(read, "error: this PDF is locked with a password"), "%s", read);
    free(read);
}

