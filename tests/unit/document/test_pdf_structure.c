/* SPDX-License-Identifier: Apache-2.0
 *
 * The structure tree: kinds of kids, inheritance, role maps, hostile shapes.
 */
#include "pdf_expect.h"

#define TWO MARKED(0, "One") MARKED(1, "Two")

static char *read_with(const char *kids, const char *tree, const char *catalog, const char *ten) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = TWO, .kids = kids, .tree = tree, .catalog = catalog};
    pdf_set_tagged(pdf, &parts);
    if (ten) {
        pdf_set(pdf, 10, ten);
    }
    char *read = pdf_read(pdf);
    pdf_builder_destroy(pdf);
    return read;
}

#define EXPECT_WITH(kids, tree, ten, expected)                                                     \
    do {                                                                                           \
        char *read_ = read_with(kids, tree, "", ten);                                              \
        cr_expect_str_eq(read_, expected, "reads: %s", read_);                                     \
        free(read_);                                                                               \
    } while (0)

Test(pdf_structure, page_is_inherited) {
    EXPECT_TAGGED(TWO, "<< /S /Sect /Pg 3 0 R /K [<< /S /P /K 0 >> << /S /H3 /K [1] >>] >>", "P One\nH3 Two");
}

Test(pdf_structure, references_with_their_own_page) {
    EXPECT_TAGGED(TWO, "<< /S /P /K [<< /Type /MCR /Pg 3 0 R /MCID 1 >> << /Type /MCR /Pg 3 0 R /MCID 0 >>] >>",
                  "P Two One");
}

Test(pdf_structure, reference_without_type) {
    EXPECT_TAGGED(TWO, "<< /S /P /K [<< /Pg 3 0 R /MCID 1 >> << /Pg 3 0 R /MCID 0 >>] >>", "P Two One");
}

Test(pdf_structure, object_references_are_no_text) {
    EXPECT_TAGGED(TWO, "<< /S /P /Pg 3 0 R /K [0 << /Type /OBJR /Obj 4 0 R >> 1] >>", "P One Two");
}

Test(pdf_structure, element_that_holds_itself) {
    EXPECT_WITH("10 0 R", "", "<< /S /P /Pg 3 0 R /K [0 10 0 R 1] >>", "P One Two");
}

Test(pdf_structure, one_object_for_several_empty_cells) {
    EXPECT_WITH("<< /S /Table /K << /S /TR /Pg 3 0 R /K [<< /S /TD /K 0 >> 10 0 R 10 0 R << /S /TD /K 1 >> 10 0 R] >> >>", "", "<< /S /TD >>",
                "T5 [One|||Two|]");
}

Test(pdf_structure, deep_tree_is_bounded) {
    po_buffer kids = {0};
    for (int i = 0; i < 200; i++) {
        po_buffer_add_text(&kids, "<< /S /Div /Pg 3 0 R /K ");
    }
    po_buffer_add_text(&kids, "0");
    for (int i = 0; i < 200; i++) {
        po_buffer_add_text(&kids, " >>");
    }
    char *read = pdf_read_tagged(MARKED(0, "Deep"), kids.data);
    cr_expect_str_eq(read, "P Deep", "%s", read);
    free(read);
    po_buffer_finish(&kids);
}

Test(pdf_structure, chain_of_elements_past_the_limit) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = TWO, .kids = "[10 0 R << /S /P /Pg 3 0 R /K 1 >>]"};
    pdf_set_tagged(pdf, &parts);
    for (unsigned n = 10; n < 400; n++) {
        char body[80];
        snprintf(body, sizeof body, "<< /S /Div /Pg 3 0 R /K %u 0 R >>", n + 1);
        pdf_set(pdf, n, body);
    }
    pdf_set(pdf, 400, PARAGRAPH_OF(0));
    EXPECT_READ(pdf, "P Two\nPDF-006");
}

Test(pdf_structure, actual_text_of_an_element) {
    EXPECT_TAGGED(TWO, "<< /S /P /Pg 3 0 R /K [<< /S /Span /ActualText (Three) /K [0 1] >>] >>", "P Three");
    EXPECT_TAGGED(TWO, "<< /S /P /Pg 3 0 R /ActualText (Outer) /K [0 << /S /Span /ActualText (In) /K 1 >>] >>", "P Outer");
}

Test(pdf_structure, artifact_element_is_left_out) {
    EXPECT_TAGGED(TWO, "[<< /S /Artifact /Pg 3 0 R /K 0 >> " PARAGRAPH_OF(1) "]", "P Two");
}

Test(pdf_structure, mark_info_does_not_matter) {
    char *read = read_with("<< /S /P /Pg 3 0 R /K [0 1] >>", "", "/MarkInfo << /Marked false >>", NULL);
    cr_expect_str_eq(read, "P One Two", "%s", read);
    free(read);
}

Test(pdf_structure, mcids_of_every_size) {
    EXPECT_TAGGED(MARKED(4294967295, "big") MARKED(77777, "a") MARKED(0, "b") MARKED(-1, "neg"),
                  "<< /S /P /Pg 3 0 R /K [0 77777 4294967295 99999999999 -1] >>", "P bab" "ig");
}

Test(pdf_structure, kids_that_are_nothing) {
    EXPECT_TAGGED(TWO, "<< /S /P /Pg 3 0 R /K [null (x) 0 /Name 3.5 [1] 99 0 R 1] >>", "P One Two");
}

/* Two documents merged: both pages say StructParents 0. The tree is read downward, so it does not matter. */
Test(pdf_structure, colliding_struct_parents) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = MARKED(0, "One"),
                        .kids = "[<< /S /P /Pg 3 0 R /K 0 >> << /S /P /Pg 11 0 R /K 0 >>]"};
    pdf_set_tagged(pdf, &parts);
    pdf_set(pdf, 2, "<< /Type /Pages /Kids [3 0 R 11 0 R] /Count 2 >>");
    pdf_set(pdf, 11, "<< /Type /Page /Contents 12 0 R /Resources << /Font << /F1 5 0 R >> >> /StructParents 0 >>");
    pdf_stream_text(pdf, 12, "", MARKED(0, "Other"));
    EXPECT_READ(pdf, "P One\nP Other");
}

Test(pdf_structure, mark_in_several_pieces) {
    EXPECT_TAGGED(MARKED(0, "One ") MARKED(1, "Two") MARKED(0, "more"), "[" PARAGRAPH_OF(1) PARAGRAPH_OF(0) "]",
                  "P Two\nP One more");
}
