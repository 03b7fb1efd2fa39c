/* SPDX-License-Identifier: Apache-2.0
 *
 * planonce.form/1: the form engine for a plugin. Records go to the plugin's receiver in the
 * plugin's own form; without a receiver they go straight to the wire.
 */
#include <string.h>

#include "plugin/host_table_parts.h"

typedef struct form_run {
    po_host_table *table;
    planonce_form_receiver receiver; /* NULL: straight to the wire */
    void *context;
    planonce_status stopped; /* what the receiver or emit said, if not OK */
} form_run;

static void field_out(const po_field *in, planonce_field *out, planonce_place *places) {
    *out = (planonce_field){.struct_size = sizeof *out,
                            .value_count = in->value_count,
                            .place_count = in->at_count,
                            .name = in->name,
                            .text = in->text,
                            .value = in->value,
                            .values = in->values,
                            .places = places,
                            .doubt = in->doubt};
    for (uint32_t i = 0; i < in->at_count; i++) {
        po_host_place_out(&in->at[i], &places[i]);
    }
}

static planonce_status hand_over(form_run *run, const po_record *record) {
    po_host_table *table = run->table;
    size_t places = 0;
    if (record->field_count > PO_LIMIT_RECORD_FIELDS) {
        return po_host_table_fail(table, PLANONCE_LIMIT, "record \"%s\" has more than %zu fields",
                                  record->id, PO_LIMIT_RECORD_FIELDS);
    }
    for (uint32_t i = 0; i < record->field_count; i++) {
        places += record->fields[i].at_count;
    }
    table->form_places = po_host_table_room(table->form_places, &table->form_place_capacity, places,
                                            sizeof *table->form_places);
    planonce_place *next = table->form_places;
    for (uint32_t i = 0; i < record->field_count; i++) {
        field_out(&record->fields[i], &table->form_fields[i], next);
        next += record->fields[i].at_count;
    }
    planonce_record out = {.struct_size = sizeof out,
                           .field_count = record->field_count,
                           .id = record->id,
                           .type = record->type,
                           .parent = record->parent,
                           .fields = table->form_fields};
    return run->receiver(run->context, &table->host, &out);
}

static po_status take_record(void *context, const po_record *record) {
    form_run *run = context;
    run->stopped =
        run->receiver == NULL ? po_host_table_send(run->table, record) : hand_over(run, record);
    return run->stopped == PLANONCE_OK ? PO_OK : PO_E_PLUGIN;
}

static void take_diagnostic(void *context, po_severity severity, const char *code,
                            const po_place *place, const char *text) {
    form_run *run = context;
    po_host_table_diagnose(
        run->table,
        &(po_diagnostic){.severity = severity,
                         .code = code,
                         .text = text,
                         .place =
                             place == NULL ? NULL : po_place_describe(run->table->arena, place)});
}

static po_status run_form(form_run *run, const po_form *form, po_error *err) {
    po_form_sink sink = {.context = run,
                         .emit = take_record,
                         .diagnose = take_diagnostic,
                         .scope = run->table->setup.scope,
                         .name = run->table->setup.name};
    return po_form_run(form, run->table->setup.document, &sink, err);
}

po_status po_host_table_run_form(po_host_table *table, const po_form *form, po_error *err) {
    form_run run = {.table = table};
    po_status status = run_form(&run, form, err);
    if (table->failure.status != PO_OK && err != NULL) {
        *err =
            table->failure; /* what was wrong with a record says more than that the form stopped */
    }
    return status;
}

static const po_form *find_form(const po_host_table *table, const char *id) {
    if (id == NULL) {
        return table->setup.form;
    }
    for (size_t i = 0; i < table->setup.form_count; i++) {
        const po_form *form = table->setup.forms[i];
        if (po_text_equal(po_form_program(form), table->setup.program) &&
            strcmp(po_form_id(form), id) == 0) {
            return form;
        }
    }
    return NULL;
}

static planonce_status form_status(const form_run *run, po_status status) {
    if (status == PO_OK) {
        return PLANONCE_OK;
    }
    if (run->stopped != PLANONCE_OK) {
        return run->stopped;
    }
    return status == PO_E_LIMIT ? PLANONCE_LIMIT : PLANONCE_FAILED;
}

static planonce_status run(const planonce_host *host, const char *id,
                           planonce_form_receiver receiver, void *context) {
    form_run run = {.table = po_host_table_of(host), .receiver = receiver, .context = context};
    po_error err = {0};
    const po_form *form = find_form(run.table, id);
    if (form == NULL) {
        return PLANONCE_UNSUPPORTED;
    }
    po_status status = run_form(&run, form, &err);
    if (status != PO_OK && run.stopped == PLANONCE_OK) {
        (void)po_host_table_fail(run.table, form_status(&run, status), "%s", err.text);
    }
    return form_status(&run, status);
}

const planonce_form_v1 po_host_form_v1 = {.struct_size = sizeof po_host_form_v1, .run = run};
