/* SPDX-License-Identifier: Apache-2.0
 *
 * The record set: building, linking, asking.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "document/record.h"
#include "document/record_json.h"

static bool add(po_record_set *set, const char *id, const char *parent) {
    po_record record = {.id = po_arena_dup(set->arena, id),
                        .type = "goal",
                        .parent = po_arena_dup(set->arena, parent)};
    return po_record_set_add(set, &record);
}

Test(record, an_id_is_taken_once) {
    po_record_set *set = po_record_set_create();
    cr_assert(add(set, "goal-1", NULL));
    cr_assert_not(add(set, "goal-1", NULL));
    cr_assert_eq(set->records.count, 1);
    cr_assert_str_eq(po_record_find(set, "goal-1")->id, "goal-1");
    cr_assert_null(po_record_find(set, "goal-2"));
    cr_assert_null(po_record_find(set, NULL));
    po_record_set_destroy(set);
    po_record_set_destroy(NULL);
}

Test(record, parents_may_come_later) {
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    add(set, "action-1.1", "goal-1");
    add(set, "goal-1", NULL);
    cr_assert_eq(po_record_set_link(set, &err), PO_OK);
    cr_assert_eq(set->records.items[0].parent_record, &set->records.items[1]);
    po_record_set_destroy(set);
}

Test(record, an_unknown_parent_and_a_cycle_are_named) {
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    add(set, "a", "b");
    cr_assert_eq(po_record_set_link(set, &err), PO_E_INPUT);
    cr_assert_not_null(strstr(err.text, "\"b\""));
    add(set, "b", "c");
    add(set, "c", "a");
    cr_assert_eq(po_record_set_link(set, &err), PO_E_INPUT);
    cr_assert_not_null(strstr(err.text, "its own parent"));
    po_record_set_destroy(set);
}

Test(record, a_long_chain_of_parents_is_linear) {
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    char id[32], parent[32];
    for (int i = 0; i < 100000; i++) {
        snprintf(id, sizeof id, "r%d", i);
        snprintf(parent, sizeof parent, "r%d", i + 1);
        cr_assert(add(set, id, i == 99999 ? NULL : parent));
    }
    cr_assert_eq(po_record_set_link(set, &err), PO_OK);
    po_record_set_destroy(set);
}

Test(record, fields_are_found_by_name) {
    po_field fields[] = {{.name = "number", .text = "1", .value = "1"},
                         {.name = "title", .text = "Reading"}};
    po_record record = {.id = "goal-1", .type = "goal", .fields = fields, .field_count = 2};
    cr_assert_eq(po_record_field(&record, "title"), &fields[1]);
    cr_assert_str_eq(po_record_text(&record, "title"), "Reading");
    cr_assert_null(po_record_value(&record, "title"));
    cr_assert_str_eq(po_record_value(&record, "number"), "1");
    cr_assert_null(po_record_text(&record, "nothing"));
}

Test(record, too_many_fields_are_refused) {
    po_record_set *set = po_record_set_create();
    po_record record = {
        .id = "a", .type = "goal", .field_count = (uint32_t)PO_LIMIT_RECORD_FIELDS + 1};
    cr_assert_not(po_record_set_add(set, &record));
    po_record_set_destroy(set);
}

Test(record, forms_of_ids_and_names) {
    char name[PO_RECORD_NAME_BYTES + 2];
    memset(name, 'a', sizeof name);
    name[PO_RECORD_NAME_BYTES + 1] = '\0';
    cr_assert_not(po_record_id_valid(name));
    cr_assert_not(po_record_name_valid(name));
    name[PO_RECORD_NAME_BYTES] = '\0';
    cr_assert(po_record_id_valid(name));
    cr_assert(po_record_name_valid(name));
    cr_assert(po_record_id_valid("action-1.1"));
    cr_assert_not(po_record_id_valid(""));
    cr_assert_not(po_record_id_valid("-1"));
    cr_assert_not(po_record_id_valid("a b"));
    cr_assert_not(po_record_name_valid("Goal"));
    cr_assert_not(po_record_name_valid("1st"));
    cr_assert_not(po_record_name_valid(NULL));
}

Test(record, names_given_twice_are_found) {
    const char *names[] = {"goal", "action", "title", "action"};
    size_t second = 0;
    cr_assert(po_record_names_unique(names, 3, &second));
    cr_assert_not(po_record_names_unique(names, 4, &second));
    cr_assert_eq(second, 3);
}
