/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "crosswalk/model_load.h"
#include "support.h"

Test(model_load, the_installed_model) {
    po_bench bench;
    bench_start(&bench);
    const po_vocabulary *groups = po_schema_vocabulary(bench.schema, "student-group");
    static const char *const codes[][2] = {{"AA", "african-american"},
                                           {"AI", "american-indian"},
                                           {"AS", "asian"},
                                           {"EL", "english-learners"},
                                           {"FI", "filipino"},
                                           {"FOS", "foster-youth"},
                                           {"HI", "hispanic"},
                                           {"HOM", "homeless"},
                                           {"PI", "pacific-islander"},
                                           {"SED", "socioeconomically-disadvantaged"},
                                           {"SWD", "students-with-disabilities"},
                                           {"TOM", "two-or-more-races"},
                                           {"MR", "two-or-more-races"},
                                           {"WH", "white"},
                                           {"LTEL", "long-term-english-learners"},
                                           {"ALL", "all-students"}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        cr_assert_str_eq(po_vocabulary_find(groups, codes[i][0])->id, codes[i][1]);
    const po_vocabulary *topics = po_schema_vocabulary(bench.schema, "topic");
    for (int n = 1; n <= 10; n++)
        cr_assert_str_eq(
            po_vocabulary_find(topics, po_arena_printf(bench.arena, "Priority %d", n))->id,
            po_arena_printf(bench.arena, "priority-%d", n));
    for (size_t i = 0; i < bench.schema->entities.count; i++)
        cr_assert_not_null(bench.schema->entities.items[i].definition);
    bench_stop(&bench);
}

Test(model_load, every_code_field_has_terms_with_definitions) {
    po_bench bench;
    bench_start(&bench);
    for (size_t i = 0; i < bench.schema->vocabularies.count; i++)
        for (size_t n = 0; n < bench.schema->vocabularies.items[i].terms.count; n++)
            cr_assert(*bench.schema->vocabularies.items[i].terms.items[n].definition != '\0', "%s",
                      bench.schema->vocabularies.items[i].terms.items[n].id);
    bench_stop(&bench);
}

Test(model_load, a_missing_file_is_an_error) {
    po_bench bench;
    bench_start(&bench);
    const po_model_schema *schema = NULL;
    cr_assert_neq(
        po_model_schema_load(bench.arena, "/nowhere", &bench.diagnostics, &schema, &bench.err),
        PO_OK);
    cr_assert_null(schema);
    bench_stop(&bench);
}
