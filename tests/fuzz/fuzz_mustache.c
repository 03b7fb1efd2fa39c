/* SPDX-License-Identifier: Apache-2.0
 *
 * Templates, parsed and rendered over a small view. They may call themselves and the partial
 * "part".
 */
#include "emit/mustache.h"
#include "fuzz.h"

static const char view_json[] = "{\"name\":\"A & "
                                "B\",\"n\":2.5,\"yes\":true,\"no\":false,\"none\":null,\"empty\":[]"
                                ",\"part\":\"part\",\"deep\":{\"er\":{\"name\":\"x\"}},"
                                "\"items\":[{\"name\":\"<one>\"},{\"name\":\"two\",\"items\":[{"
                                "\"name\":\"three\"}]},\"four\"]}";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size > 4096) {
        return 0; /* a template that calls itself over nested lists grows with the power of its
                     depth */
    }
    po_arena *arena = po_arena_create();
    cJSON *view = cJSON_Parse(view_json);
    po_mustache *set = po_mustache_create(NULL);
    po_error err = {0};
    po_buffer out = {0};
    FUZZ_HOLDS(po_mustache_add(set, "part", "[{{#items}}{{name}}{{/items}}{{$block}}-{{/block}}]\n",
                               &err) == PO_OK);
    po_status status = po_mustache_add(set, "fuzz", fuzz_text(arena, data, size), &err);
    if (status == PO_OK) {
        status = po_mustache_render(set, "fuzz", view, &out, &err);
    }
    FUZZ_HOLDS(status == PO_OK || err.text[0]);
    po_buffer_finish(&out);
    po_mustache_destroy(set);
    cJSON_Delete(view);
    po_arena_destroy(arena);
    return 0;
}
