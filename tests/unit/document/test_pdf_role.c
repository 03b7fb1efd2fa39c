/* SPDX-License-Identifier: Apache-2.0
 *
 * Structure types: standard, mapped, unknown.
 */
#include "pdf_expect.h"

#define TWO MARKED(0, "One") MARKED(1, "Two")

static char *read_mapped(const char *kids, const char *tree) {
    pdf_builder *pdf = pdf_builder_create();
    pdf_tagged parts = {.content = TWO, .kids = kids, .tree = tree};
    pdf_set_tagged(pdf, &parts);
    char *read = pdf_read(pdf);
    pdf_builder_destroy(pdf);
    return read;
}

#define EXPECT_WITH(kids, tree, expected)                                                          \
    do {                                                                                           \
        char *read_ = read_mapped(kids, tree);                                                     \
        cr_expect_str_eq(read_, expected, "reads: %s", read_);                                     \
        free(read_);                                                                               \
    } while (0)

Test(pdf_role, role_map_in_steps) {
    EXPECT_WITH("<< /S /Mine /Pg 3 0 R /K [0 1] >>", "/RoleMap << /Mine /Yours /Yours /H2 >>", "H2 One Two");
}

Test(pdf_role, role_map_in_a_circle) {
    EXPECT_WITH("<< /S /A /Pg 3 0 R /K [0 1] >>", "/RoleMap << /A /B /B /A >>", "P One Two");
}

Test(pdf_role, unknown_types_are_walked_through) {
    EXPECT_TAGGED(TWO, "<< /S /UnknownNodeType /Pg 3 0 R /K << /S /Whatever /K [<< /S /H1 /K 0 >> << /S /P /K 1 >>] >> >>",
                  "H1 One\nP Two");
}

Test(pdf_role, unknown_type_inside_a_paragraph_does_not_cut_it) {
    EXPECT_TAGGED(TWO, "<< /S /P /Pg 3 0 R /K [<< /S /Hyperlink /K 0 >> << /S /Odd /K 1 >>] >>", "P One Two");
}
