/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>

#include "support.h"

Test(schema, finds_by_id_and_printed_name) {
    po_arena *arena = po_arena_create();
    po_model_schema *schema = made_schema(arena);
    const po_entity_definition *action = po_schema_entity(schema, "action");
    cr_assert_not_null(action);
    cr_assert_str_eq(po_schema_field(action, "title")->type, "text");
    cr_assert_null(po_schema_field(action, "none"));
    cr_assert_null(po_schema_field(NULL, "title"));
    cr_assert_null(po_schema_field(action, NULL));
    cr_assert_null(po_schema_entity(schema, NULL));
    cr_assert_null(po_schema_vocabulary(schema, NULL));
    const po_vocabulary *groups = po_schema_vocabulary(schema, "student-group");
    cr_assert_str_eq(po_vocabulary_find(groups, "English  Learners")->id, "english-learners");
    cr_assert_null(po_vocabulary_find(groups, "nobody"));
    cr_assert_null(po_vocabulary_find(NULL, "x"));
    cr_assert_null(po_vocabulary_find(groups, NULL));
    po_arena_destroy(arena);
}
