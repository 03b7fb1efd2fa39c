/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce/records/1: what we write is what we read, and what a stranger may send is refused with
 * the path of the mistake.
 */
#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/record.h"
#include "document/record_json.h"

#define HEAD "{\"format\":\"planonce/records/1\",\"records\":["
#define TAIL "]}"

static char *write_set(const po_record_set *set) {
    po_buffer out = {0};
    po_json json;
    po_json_init(&json, &out, false);
    po_record_set_write(set, &json);
    return out.data;
}

static const char WHOLE[] =
    "{\"format\":\"planonce/records/1\",\"source\":{\"name\":\"lcap.pdf\",\"sha256\":"
    "\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\",\"media_type\":"
    "\"application/pdf\",\"pages\":3},"
    "\"program\":\"lcap\",\"template\":\"lcap-2024\",\"records\":[{\"id\":\"goal-1\",\"type\":"
    "\"goal\",\"fields\":{"
    "\"description\":{\"text\":\"Read \\\"well\\\"\\nby grade "
    "3\",\"at\":[{\"page\":3,\"table\":1,\"row\":2,\"column\":1}]}}},"
    "{\"id\":\"action-1.1\",\"type\":\"action\",\"parent\":\"goal-1\",\"fields\":{\"total_funds\":{"
    "\"text\":\"$1,234.50\","
    "\"value\":\"1234.50\",\"at\":[{\"sheet\":\"Table "
    "1\",\"row\":5}]},\"student_groups\":{\"text\":\"EL, LI\",\"values\":[\"EL\",\"LI\"],"
    "\"at\":[],\"doubt\":\"faint\"}}}],\"diagnostics\":[{\"severity\":\"warning\",\"code\":\"PDF-"
    "003\",\"place\":\"page 2\","
    "\"text\":\"no structure\"}]}";

Test(record_json, what_is_written_is_read) {
    po_record_set *set = NULL;
    po_error err = {0};
    cr_assert_eq(po_record_set_read(WHOLE, strlen(WHOLE), &set, &err), PO_OK, "%s", err.text);
    cr_assert_eq(set->records.count, 2);
    cr_assert_str_eq(set->records.items[1].parent_record->id, "goal-1");
    cr_assert_str_eq(po_record_value(&set->records.items[1], "total_funds"), "1234.50");
    char *again = write_set(set);
    cr_assert_str_eq(again, WHOLE);
    free(again);
    po_record_set_destroy(set);
}

/* Every prefix of a good file is refused in a sentence, and none is read. */
Test(record_json, every_truncation_is_refused) {
    for (size_t size = 0; size < sizeof WHOLE - 1; size++) {
        po_record_set *set = NULL;
        po_error err = {0};
        char *copy =
            malloc(size + 1); /* exact size, so that an overrun is seen by ASan and valgrind */
        memcpy(copy, WHOLE, size);
        cr_assert_lt(po_record_set_read(copy, size, &set, &err), 0, "at %zu", size);
        cr_assert_null(set);
        cr_assert_neq(err.text[0], '\0');
        free(copy);
    }
}

static void refused(const char *json, size_t size, const char *says) {
    po_record_set *set = NULL;
    po_error err = {0};
    cr_assert_lt(po_record_set_read(json, size, &set, &err), 0, "%s", json);
    cr_assert_null(set);
    cr_assert_not_null(strstr(err.text, says), "\"%s\" does not say \"%s\"", err.text, says);
}

#define REFUSED(json, says) refused((json), sizeof(json) - 1, (says))

Test(record_json, what_cjson_lets_pass_is_refused) {
    REFUSED(HEAD "{\"id\":\"a\",\"id\":\"b\",\"type\":\"goal\"}" TAIL, "\"id\" is given twice");
    REFUSED(HEAD "{\"id\":\"a\\u0000b\",\"type\":\"goal\"}" TAIL, "\\u0000");
    REFUSED(HEAD "{\"id\":\"a\xff\",\"type\":\"goal\"}" TAIL, "UTF-8");
    REFUSED(HEAD "{\"id\":\"a\tb\",\"type\":\"goal\"}" TAIL, "control character");
    REFUSED(HEAD TAIL "x", "behind the end");
    REFUSED(HEAD "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "nested deeper");
    REFUSED("", "not JSON");
}

Test(record_json, more_values_than_are_read) {
    po_buffer json = {0};
    po_buffer_add_text(&json, HEAD);
    for (size_t i = 0; i < PO_LIMIT_JSON_VALUES; i++) {
        po_buffer_add_text(&json, "0,");
    }
    po_buffer_add_text(&json, "0" TAIL);
    refused(json.data, json.size, "more than 5000000 values");
    po_buffer_finish(&json);
}

/* Places of a row share what stands before their column; whatever differs between two of them is written. */
Test(record_json, places_one_after_the_other) {
    static const po_place at[] = {{.sheet = "S", .table = 1, .row = 2, .column = 3}, {.sheet = "S", .table = 1, .row = 2, .column = 14},
                                  {.sheet = "S", .table = 1, .row = 2},              {.sheet = "S", .table = 1, .row = 2, .column = 5, .line = 6},
                                  {.sheet = "T", .table = 1, .row = 2, .column = 5}, {.table = 1, .row = 2, .column = 5},
                                  {.table = 2, .row = 2, .column = 5},               {.page = 1, .table = 2, .row = 2, .column = 5},
                                  {.page = 1, .table = 2, .row = 3, .column = 5},    {.page = 1, .table = 2, .row = 3, .column = 6}};
    po_field field = {.name = "a", .text = "t", .at = at, .at_count = sizeof at / sizeof *at};
    po_buffer out = {0};
    po_json json;
    po_json_init(&json, &out, true);
    po_field_write(&field, &json);
    cr_assert_str_eq(out.data,
                     "{\"text\":\"t\",\"at\":[{\"sheet\":\"S\",\"table\":1,\"row\":2,\"column\":3},"
                     "{\"sheet\":\"S\",\"table\":1,\"row\":2,\"column\":14},{\"sheet\":\"S\",\"table\":1,\"row\":2},"
                     "{\"sheet\":\"S\",\"table\":1,\"row\":2,\"column\":5,\"line\":6},"
                     "{\"sheet\":\"T\",\"table\":1,\"row\":2,\"column\":5},{\"table\":1,\"row\":2,\"column\":5},"
                     "{\"table\":2,\"row\":2,\"column\":5},{\"page\":1,\"table\":2,\"row\":2,\"column\":5},"
                     "{\"page\":1,\"table\":2,\"row\":3,\"column\":5},{\"page\":1,\"table\":2,\"row\":3,\"column\":6}]}");
    po_buffer_finish(&out);
}

Test(record_json, the_path_of_a_mistake_is_told) {
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\"},{\"id\":\"a\",\"type\":\"goal\"}" TAIL,
            "records[1]: the id \"a\" is taken");
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"at\":[]}}}" TAIL,
            "records[0].fields.x: \"text\" is missing");
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"text\":1}}}" TAIL,
            "records[0].fields.x.text: a text");
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"X\":{\"text\":\"\"}}}" TAIL,
            "snake_case");
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"text\":\"\",\"at\":[{"
                 "\"page\":-1}]}}}" TAIL,
            "records[0].fields.x.at.page: a whole number");
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"text\":\"\",\"at\":[{"
                 "\"page\":1e99}]}}}" TAIL,
            "whole number");
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"text\":\"\",\"values\":["
                 "null]}}}" TAIL,
            "is null");
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\",\"parent\":\"b\"}" TAIL, "does not exist");
    REFUSED(HEAD "{\"id\":\"a\",\"type\":\"goal\",\"parent\":\"a\"}" TAIL, "its own parent");
    REFUSED(HEAD "{\"type\":\"goal\"}" TAIL, "\"id\" is missing");
    REFUSED(HEAD "{\"id\":\"a\"}" TAIL, "\"type\" is missing");
    REFUSED(HEAD "7" TAIL, "records[0]: an object");
    REFUSED("{\"format\":\"planonce/records/1\"}", "\"records\" is missing");
    REFUSED("{\"format\":\"planonce/records/2\",\"records\":[]}", "planonce/records/2");
    REFUSED("{\"records\":[]}", "not a file of records");
    REFUSED("[]", "not a file of records");
    REFUSED("{\"format\":\"planonce/records/1\",\"records\":[],\"source\":{\"sha256\":\"abc\"}}",
            "source.sha256");
}

Test(record_json, limits_are_told) {
    po_buffer json = {0};
    po_buffer_add_text(&json,
                       HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"text\":\"");
    for (size_t i = 0; i <= PO_LIMIT_FIELD_BYTES; i++) {
        po_buffer_add_char(&json, 'x');
    }
    po_buffer_add_text(&json, "\"}}}" TAIL);
    refused(json.data, json.size, "at most");
    po_buffer_clear(&json);
    po_buffer_add_text(&json, HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{");
    for (size_t i = 0; i <= PO_LIMIT_RECORD_FIELDS; i++) {
        po_buffer_printf(&json, "%s\"f%zu\":{\"text\":\"\"}", i > 0 ? "," : "", i);
    }
    po_buffer_add_text(&json, "}}" TAIL);
    refused(json.data, json.size, "at most 256 fields");
    po_buffer_finish(&json);
}

Test(record_json, unknown_members_are_passed_over_with_a_note) {
    static const char json[] = HEAD "{\"id\":\"a\",\"type\":\"goal\",\"colour\":\"red\"}" TAIL;
    po_record_set *set = NULL;
    po_error err = {0};
    cr_assert_eq(po_record_set_read(json, sizeof json - 1, &set, &err), PO_OK, "%s", err.text);
    cr_assert_eq(set->diagnostics.list.count, 1);
    cr_assert_str_eq(set->diagnostics.list.items[0].code, "REC-001");
    po_record_set_destroy(set);
}

Test(record_json, escaped_control_characters_are_cleaned) {
    static const char json[] = HEAD
        "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"text\":\"a\\u0007b\\nc\"}}}" TAIL;
    po_record_set *set = NULL;
    po_error err = {0};
    cr_assert_eq(po_record_set_read(json, sizeof json - 1, &set, &err), PO_OK, "%s", err.text);
    const char *text = po_record_text(&set->records.items[0], "x");
    cr_assert_null(strchr(text, 7));
    cr_assert_not_null(strchr(text, '\n'));
    po_record_set_destroy(set);
}

/* DEL and the controls of U+0080 to U+009F need no escape in JSON; they are cleaned all the same,
 * and a text that grows beyond its limit by it is refused. */
Test(record_json, raw_control_characters_are_cleaned) {
    static const char json[] =
        HEAD "{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"text\":\"a\x7f"
             "b\xc2\x85"
             "c\"}}}" TAIL;
    po_record_set *set = NULL;
    po_error err = {0};
    cr_assert_eq(po_record_set_read(json, sizeof json - 1, &set, &err), PO_OK, "%s", err.text);
    cr_assert_str_eq(po_record_text(&set->records.items[0], "x"), "a\xef\xbf\xbd"
                                                                  "b\xef\xbf\xbd"
                                                                  "c");
    po_record_set_destroy(set);
    char doubt[PO_RECORD_NOTE_BYTES + 1] = "";
    memset(doubt, 0x7f, PO_RECORD_NOTE_BYTES - 1);
    po_buffer large = {0};
    po_buffer_printf(
        &large,
        "%s{\"id\":\"a\",\"type\":\"goal\",\"fields\":{\"x\":{\"text\":\"\",\"doubt\":\"%s\"}}}%s",
        HEAD, doubt, TAIL);
    cr_assert_eq(po_record_set_read(large.data, large.size, &set, &err), PO_E_LIMIT);
    po_buffer_finish(&large);
}
