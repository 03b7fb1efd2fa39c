/* SPDX-License-Identifier: Apache-2.0
 *
 * The pool as a command, for the tests of bad plugins: reads files with chosen limits and prints
 * what became of each as one JSON list in order of submission. run_bad_plugins.py compares it with
 * what should have become of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "plugin/pool.h"

typedef struct settings {
    po_registry_options registry;
    po_pool_options pool;
    po_document_request request;
    bool refusals;
} settings;

static bool take_option(settings *set, int option, const char *value) {
    switch (option) {
    case 'p':
        set->registry.search_path = value;
        return true;
    case 's':
        set->registry.schema_folder = value;
        return true;
    case 'c':
        set->pool.limits.cpu_seconds = (uint32_t)strtoul(value, NULL, 10);
        return true;
    case 'w':
        set->pool.limits.wall_ms = (uint32_t)strtoul(value, NULL, 10);
        return true;
    case 'm':
        set->pool.limits.memory_bytes = (size_t)strtoul(value, NULL, 10) << 20;
        return true;
    case 'j':
        set->pool.workers = (unsigned)strtoul(value, NULL, 10);
        return true;
    case 'o':
        set->request.scope = value;
        return true;
    case 'i':
        set->pool.in_process = true;
        return true;
    case 'q':
        set->pool.require_sandbox = true;
        return true;
    case 'r':
        set->refusals = true;
        return true;
    default:
        return false;
    }
}

static void write_result(po_json *json, const po_document_result *result) {
    po_json_begin_object(json);
    po_json_member(json, "name", result->name);
    po_json_member(json, "outcome", po_outcome_name(result->outcome));
    po_json_member_integer(json, "status", result->status);
    po_json_member(json, "error", result->error);
    po_json_member(json, "sandbox", po_sandbox_level_name(result->sandbox));
    po_json_member(json, "noise", result->noise);
    po_json_member_integer(json, "ties", (int64_t)result->tie_count);
    po_json_key(json, "set");
    po_record_set_write(result->records, json);
    po_json_end_object(json);
}

static void write_refusals(po_json *json, const po_registry *registry) {
    size_t count = 0;
    const po_refusal *refusals = po_registry_refusals(registry, &count);
    po_json_begin_array(json);
    for (size_t i = 0; i < count; i++) {
        po_json_begin_object(json);
        po_json_member(json, "id", refusals[i].id);
        po_json_member(json, "path", refusals[i].path);
        po_json_member(json, "text", refusals[i].text);
        po_json_member_bool(json, "shadowed", refusals[i].shadowed);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

/* Reads all files and writes their results in order of submission. */
static bool read_all(const po_registry *registry, settings *set, char **files, size_t count,
                     po_json *json) {
    po_error err = {0};
    po_pool *pool = NULL;
    po_document_result **results = calloc(count + 1, sizeof *results);
    bool done = results != NULL && po_pool_create(registry, &set->pool, &pool, &err) == PO_OK;
    for (size_t i = 0; done && i < count; i++) {
        uint64_t ticket = 0;
        char *at = strchr(files[i], '@'); /* program@file */
        set->request.path = at == NULL ? files[i] : at + 1;
        set->request.program = at == NULL ? NULL : files[i];
        if (at != NULL) {
            *at = '\0';
        }
        done = po_pool_submit(pool, &set->request, &ticket, &err) == PO_OK;
    }
    po_document_result *result = NULL;
    while (done && (result = po_pool_wait(pool)) != NULL) {
        results[result->ticket] = result;
    }
    po_json_begin_array(json);
    for (size_t i = 0; done && i < count; i++) {
        write_result(json, results[i]);
        po_document_result_destroy(results[i]);
    }
    po_json_end_array(json);
    po_pool_destroy(pool);
    free(results);
    if (!done) {
        (void)fprintf(stderr, "%s\n", err.text);
    }
    return done;
}

int main(int argc, char **argv) {
    settings set = {0};
    po_registry *registry = NULL;
    po_error err = {0};
    int option = 0;
    while ((option = getopt(argc, argv, "p:s:c:w:m:j:o:iqr")) != -1) {
        if (!take_option(&set, option, optarg)) {
            return 2;
        }
    }
    if (po_registry_create(&set.registry, &registry, &err) != PO_OK) {
        (void)fprintf(stderr, "%s\n", err.text);
        return 3;
    }
    po_buffer out = {0};
    po_json json;
    po_json_init(&json, &out, true);
    bool done = true;
    if (set.refusals) {
        write_refusals(&json, registry);
    } else {
        done = read_all(registry, &set, argv + optind, (size_t)(argc - optind), &json);
    }
    (void)printf("%s\n", po_buffer_text(&out));
    po_buffer_finish(&out);
    po_registry_destroy(registry);
    return done ? 0 : 1;
}
