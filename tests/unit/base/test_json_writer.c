/* SPDX-License-Identifier: Apache-2.0 */
#include <criterion/criterion.h>
#include <signal.h>
#include <stdint.h>

#include "base/json_writer.h"

static po_buffer out;
static po_json json;

static void tear_down(void) {
    po_buffer_finish(&out);
}

static void set_up(void) {
    po_json_init(&json, &out, false);
}

TestSuite(json, .init = set_up, .fini = tear_down);

static void write_sample(void) {
    po_json_begin_object(&json);
    po_json_member(&json, "a", "x");
    po_json_member(&json, "b", NULL);
    po_json_key(&json, "c");
    po_json_begin_array(&json);
    po_json_integer(&json, INT64_MIN);
    po_json_bool(&json, true);
    po_json_null(&json);
    po_json_begin_object(&json);
    po_json_end_object(&json);
    po_json_begin_array(&json);
    po_json_end_array(&json);
    po_json_end_array(&json);
    po_json_member_integer(&json, "d", 7);
    po_json_member_bool(&json, "e", false);
    po_json_end_object(&json);
}

Test(json, compact) {
    write_sample();
    cr_expect_str_eq(po_buffer_text(&out), "{\"a\":\"x\",\"b\":null,\"c\":[-9223372036854775808,"
                                           "true,null,{},[]],\"d\":7,\"e\":false}");
    cr_expect_eq(json.depth, 0);
}

Test(json, pretty) {
    po_json_init(&json, &out, true);
    write_sample();
    cr_expect_str_eq(po_buffer_text(&out), "{\n"
                                           "  \"a\": \"x\",\n"
                                           "  \"b\": null,\n"
                                           "  \"c\": [\n"
                                           "    -9223372036854775808,\n"
                                           "    true,\n"
                                           "    null,\n"
                                           "    {},\n"
                                           "    []\n"
                                           "  ],\n"
                                           "  \"d\": 7,\n"
                                           "  \"e\": false\n"
                                           "}");
}

Test(json, strings_are_escaped) {
    po_json_string(&json, "\"q\" \\ / \b\f\n\r\t \x01\x1F\x7F é € 😀");
    cr_expect_str_eq(po_buffer_text(&out),
                     "\"\\\"q\\\" \\\\ / \\b\\f\\n\\r\\t \\u0001\\u001f\\u007f é € 😀\"");
}

Test(json, malformed_bytes_become_the_replacement_character) {
    po_json_string(&json, "a\xFF\xE2\x82z \xEF\xBF\xBD");
    cr_expect_str_eq(po_buffer_text(&out),
                     "\"a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBDz \xEF\xBF\xBD\"");
}

Test(json, members_that_say_nothing_are_left_out) {
    po_json_begin_object(&json);
    po_json_member_if(&json, "a", NULL);
    po_json_member_if(&json, "b", "");
    po_json_member_integer_if(&json, "c", 0);
    po_json_member_if(&json, "d", "x");
    po_json_member_integer_if(&json, "e", -1);
    po_json_end_object(&json);
    cr_expect_str_eq(po_buffer_text(&out), "{\"d\":\"x\",\"e\":-1}");
}

Test(json, as_deep_as_allowed) {
    for (int i = 0; i < PO_JSON_DEPTH_MAX; i++) {
        po_json_begin_array(&json);
    }
    for (int i = 0; i < PO_JSON_DEPTH_MAX; i++) {
        po_json_end_array(&json);
    }
    cr_expect_eq(out.size, 2 * PO_JSON_DEPTH_MAX);
}

Test(json, too_deep_aborts, .signal = SIGABRT) {
    for (int i = 0; i <= PO_JSON_DEPTH_MAX; i++) {
        po_json_begin_array(&json);
    }
}

Test(json, a_key_outside_an_object_aborts, .signal = SIGABRT) {
    po_json_begin_array(&json);
    po_json_key(&json, "a");
}

Test(json, a_value_without_a_key_aborts, .signal = SIGABRT) {
    po_json_begin_object(&json);
    po_json_integer(&json, 1);
}

Test(json, a_key_without_a_value_aborts, .signal = SIGABRT) {
    po_json_begin_object(&json);
    po_json_key(&json, "a");
    po_json_end_object(&json);
}

Test(json, the_wrong_bracket_aborts, .signal = SIGABRT) {
    po_json_begin_object(&json);
    po_json_end_array(&json);
}
