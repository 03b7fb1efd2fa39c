/* SPDX-License-Identifier: Apache-2.0
 *
 * The Mustache renderer against mustache_cases.json: each case is a template, a view, partials, and what must come
 * out, text or sentence. Cases are data so that anybody can add one.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "emit/mustache.h"

#define CASES PO_SOURCE_DIR "/tests/unit/emit/mustache_cases.json"

static const char *text_of(const cJSON *object, const char *name) {
    return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, name));
}

/* Partials are added lazily in the renderer's eyes: a wrong one is only an error once it is called. */
static void add_partials(po_mustache *set, const cJSON *one, po_error *err) {
    const cJSON *partial = NULL;
    cJSON_ArrayForEach(partial, cJSON_GetObjectItemCaseSensitive(one, "partials")) {
        if (po_mustache_add(set, partial->string, partial->valuestring, err) != PO_OK) {
            return;
        }
    }
}

static void run_case(const cJSON *one) {
    po_error err = {0};
    po_buffer out = {0};
    po_mustache *set = po_mustache_create(NULL);
    const char *name = text_of(one, "name"), *error = text_of(one, "error");
    add_partials(set, one, &err);
    po_status status = err.status;
    if (status == PO_OK) {
        status = po_mustache_add(set, "main", text_of(one, "template"), &err);
    }
    if (status == PO_OK) {
        status = po_mustache_render(set, "main", cJSON_GetObjectItemCaseSensitive(one, "view"), &out,
                                    &err);
    }
    if (error) {
        cr_expect(status != PO_OK, "%s: no error", name);
        cr_expect_str_eq(err.text, error, "%s: said \"%s\"", name, err.text);
    } else {
        cr_expect_eq(status, PO_OK, "%s: %s", name, err.text);
        cr_expect_str_eq(po_buffer_text(&out), text_of(one, "expect"), "%s: gave \"%s\"", name,
                         po_buffer_text(&out));
    }
    po_buffer_finish(&out);
    po_mustache_destroy(set);
}

Test(mustache, cases) {
    po_arena *arena = po_arena_create();
    po_error err = {0};
    char *data = NULL;
    size_t size = 0;
    cr_assert_eq(po_file_read(arena, CASES, 1 << 20, &data, &size, &err), PO_OK, "%s", err.text);
    cJSON *cases = cJSON_ParseWithLength(data, size);
    cr_assert(cJSON_GetArraySize(cases) > 80);
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, cases) {
        run_case(one);
    }
    cJSON_Delete(cases);
    po_arena_destroy(arena);
}

Test(mustache, parsed_once_rendered_often) {
    po_error err = {0};
    po_buffer out = {0};
    po_mustache *set = po_mustache_create(NULL);
    cJSON *view = cJSON_Parse("{\"n\":[1,2]}");
    cr_assert_eq(po_mustache_add(set, "t", "{{#n}}{{.}}{{/n}};", &err), PO_OK);
    for (int i = 0; i < 3; i++) {
        cr_assert_eq(po_mustache_render(set, "t", view, &out, &err), PO_OK);
    }
    cr_assert_str_eq(po_buffer_text(&out), "12;12;12;");
    cJSON_Delete(view);
    po_buffer_finish(&out);
    po_mustache_destroy(set);
}

Test(mustache, installed_templates_must_have_their_partials) {
    po_error err = {0};
    po_buffer out = {0};
    po_mustache *set = po_mustache_create(NULL);
    cJSON *view = cJSON_CreateObject();
    po_mustache_require_partials(set);
    cr_assert_eq(po_mustache_add(set, "t", "\n{{>gone}}", &err), PO_OK);
    cr_assert_eq(po_mustache_render(set, "t", view, &out, &err), PO_E_CONFIG);
    cr_assert_str_eq(err.text, "template t, line 2: there is no template \"gone\"");
    cr_assert_eq(po_mustache_render(set, "also-gone", view, &out, &err), PO_E_CONFIG);
    cJSON_Delete(view);
    po_buffer_finish(&out);
    po_mustache_destroy(set);
}

Test(mustache, templates_never_leave_their_folder) {
    po_error err = {0};
    po_buffer out = {0};
    po_mustache *set = po_mustache_create("/etc");
    cJSON *view = cJSON_CreateObject();
    cr_assert_eq(po_mustache_render(set, "../etc/hostname", view, &out, &err), PO_E_CONFIG);
    cr_assert_eq(po_mustache_render(set, "/etc/hostname", view, &out, &err), PO_E_CONFIG);
    cJSON_Delete(view);
    po_buffer_finish(&out);
    po_mustache_destroy(set);
}

Test(mustache, sections_too_deep_in_a_template) {
    po_error err = {0};
    po_buffer text = {0};
    po_mustache *set = po_mustache_create(NULL);
    for (int i = 0; i < 100; i++) {
        po_buffer_add_text(&text, "{{#a}}");
    }
    cr_assert_eq(po_mustache_add(set, "t", po_buffer_text(&text), &err), PO_E_CONFIG);
    cr_assert_str_eq(err.text, "template t, line 1: sections lie too deep inside one another: {{#a}}");
    po_buffer_finish(&text);
    po_mustache_destroy(set);
}
