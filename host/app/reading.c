/* SPDX-License-Identifier: Apache-2.0
 *
 * The registry and the pool as commands use them. See reading.h.
 */
#include "app/reading.h"

#include "base/text.h"

bool po_say_refusals(const po_registry *registry) {
    size_t count = 0;
    bool any = false;
    const po_refusal *refusals = po_registry_refusals(registry, &count);
    for (size_t i = 0; i < count; i++)
        if (!refusals[i].shadowed) {
            po_print_line(refusals[i].path, NULL, "warning", refusals[i].text, "PLG-001");
            any = true;
        }
    return any;
}

po_status po_reading_start(const po_install *install, const po_reading_options *options,
                           po_reading *ret_reading, po_error *err) {
    *ret_reading = (po_reading){0};
    po_registry_options where = {.schema_folder = install->crosswalks};
    po_status status = po_registry_create(&where, &ret_reading->registry, err);
    if (status != PO_OK)
        return status;
    po_say_refusals(ret_reading->registry);
    po_pool_options how = {.in_process = options->in_process, .require_sandbox = options->require_sandbox};
    status = po_pool_create(ret_reading->registry, &how, &ret_reading->pool, err);
    if (status != PO_OK) {
        po_reading_finish(ret_reading);
        return status;
    }
    const char *missing = options->in_process ? NULL : po_sandbox_missing(po_pool_sandbox(ret_reading->pool));
    if (missing)
        po_say("%s", missing);
    return PO_OK;
}

void po_reading_finish(po_reading *reading) {
    po_pool_destroy(reading->pool);
    po_registry_destroy(reading->registry);
    *reading = (po_reading){0};
}

static void report_ties(const po_document_result *result, const char *file) {
    po_buffer list = {0};
    for (size_t i = 0; i < result->tie_count; i++)
        po_buffer_printf(&list, "%s%s", i > 0 ? ", " : "", result->ties[i]);
    po_buffer_printf(&list, " fits as well as %s; name the program with --program if the choice is wrong",
                     result->records->program ? result->records->program : "none");
    po_print_line(file, NULL, "warning", po_buffer_text(&list), "PLG-003");
    po_buffer_finish(&list);
}

const char *po_reading_error(const po_document_result *result) {
    return result->error ? po_after_name(result->path, po_after_name(result->name, result->error)) : NULL;
}

bool po_reading_report(const po_document_result *result, bool notes) {
    const char *file = result->path ? result->path : result->name;
    const po_diagnostics *diagnostics = &result->records->diagnostics;
    po_print_diagnostics(diagnostics, file, notes);
    if (result->error)
        po_print_line(file, NULL, "error", po_reading_error(result), "RD-001");
    if (result->tie_count > 0)
        report_ties(result, file);
    if (notes && !po_text_empty(result->noise))
        po_print_line(file, NULL, "note", result->noise, "PLG-004");
    bool whole = result->outcome == PO_OUTCOME_READ || result->outcome == PO_OUTCOME_DEFERRED;
    for (size_t i = 0; i < diagnostics->list.count; i++)
        whole = whole && diagnostics->list.items[i].severity != PO_ERROR;
    return whole;
}
