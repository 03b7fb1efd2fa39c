/* SPDX-License-Identifier: Apache-2.0
 *
 * emit and diagnose: what a plugin hands over, checked.
 *
 * Arrays of a plugin are walked by the `struct_size` of their first item, never by our own sizeof:
 * a plugin of a later minor has longer items, one of an earlier minor shorter ones, and only the
 * members both know are looked at.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "document/record_json.h"
#include "plugin/host_table_parts.h"

/* Sizes of ABI 0.1: nothing smaller has ever been published. */
#define FIELD_SIZE_MIN 72u
#define RECORD_SIZE_MIN 40u
#define PLACE_SIZE_MIN 32u
#define ITEM_SIZE_MAX 4096u /* of any struct: more is a stray pointer, not a later version */

po_host_table *po_host_table_of(const planonce_host *host) {
    return host->context;
}

void *po_host_table_room(void *items, size_t *capacity, size_t count, size_t size) {
    if (count <= *capacity) {
        return items;
    }
    size_t wanted = count + count / 2 + 16;
    void *grown = realloc(items, wanted * size);
    if (grown == NULL) {
        po_out_of_memory(wanted * size);
    }
    *capacity = wanted;
    return grown;
}

planonce_status po_host_table_fail(po_host_table *table, planonce_status status, const char *format,
                                   ...) {
    if (table->failure.status == PO_OK) {
        char text[512];
        va_list arguments;
        va_start(arguments, format);
        (void)vsnprintf(text, sizeof text, format, arguments);
        va_end(arguments);
        (void)po_error_set(&table->failure, status == PLANONCE_LIMIT ? PO_E_LIMIT : PO_E_PLUGIN,
                           "%s", text);
    }
    return status;
}

/* ---- diagnostics ---- */

void po_host_table_diagnose(po_host_table *table, const po_diagnostic *diagnostic) {
    if (table->diagnostics >= PO_LIMIT_DIAGNOSTICS) {
        table->dropped++;
        return;
    }
    table->diagnostics++;
    (void)po_wire_write_diagnostic(table->setup.writer,
                                   diagnostic); /* a broken wire shows at the next record */
}

size_t po_host_table_dropped(const po_host_table *table) {
    return table->dropped;
}

/* A copy without malformed bytes and control characters, or the text itself if it has none. */
static const char *clean(po_host_table *table, const char *text, size_t size) {
    bool dirty = !po_utf8_valid(text, size);
    for (size_t i = 0; !dirty && i < size; i++) {
        dirty = ((unsigned char)text[i] < 0x20 && text[i] != '\n' && text[i] != '\t') ||
                text[i] == 0x7f;
    }
    if (!dirty) {
        return text;
    }
    po_buffer buffer = {0};
    po_utf8_append_clean(&buffer, text, size);
    const char *copy = po_arena_copy(table->arena, po_buffer_text(&buffer), buffer.size);
    po_buffer_finish(&buffer);
    if (!table->said_malformed) {
        table->said_malformed = true;
        po_host_table_diagnose(
            table,
            &(po_diagnostic){.severity = PO_WARNING,
                             .code = "PLG-002",
                             .text = "the plugin handed over text that is not UTF-8 or holds "
                                     "control characters; they were replaced"});
    }
    return copy;
}

static size_t cut(const char *text, size_t limit) {
    size_t size = strnlen(text, limit);
    while (size > 0 && ((unsigned char)text[size] & 0xc0) == 0x80) {
        size--; /* not within a character */
    }
    return size;
}

static bool place_in(const planonce_place *place, po_place *out) {
    if (place->struct_size < PLACE_SIZE_MIN || place->struct_size > ITEM_SIZE_MAX) {
        return false;
    }
    *out =
        (po_place){place->page, place->table, place->row, place->column, place->line, place->sheet};
    return true;
}

static void diagnose(const planonce_host *host, int32_t severity, const char *code,
                     const planonce_place *place, const char *text) {
    po_host_table *table = po_host_table_of(host);
    po_diagnostic out = {.severity = severity <= PLANONCE_NOTE      ? PO_NOTE
                                     : severity == PLANONCE_WARNING ? PO_WARNING
                                                                    : PO_ERROR,
                         .code = po_record_id_valid(code) ? code : "PLG-000"};
    po_place at = {0};
    if (table->diagnostics >= PO_LIMIT_DIAGNOSTICS || text == NULL) {
        table->dropped++;
        return;
    }
    size_t size = cut(text, PO_RECORD_NOTE_BYTES - 16);
    out.text = clean(table, po_arena_copy(table->arena, text, size), size);
    if (place != NULL && place_in(place, &at)) {
        at.sheet = at.sheet == NULL ? NULL : clean(table, at.sheet, cut(at.sheet, 256));
        out.place = po_place_describe(table->arena, &at);
    }
    po_host_table_diagnose(table, &out);
}

/* ---- emit ---- */

static bool canonical(const char *type, const char *value) {
    po_decimal number;
    if (strcmp(type, "yes-no") == 0) {
        return strcmp(value, "yes") == 0 || strcmp(value, "no") == 0;
    }
    if (strcmp(type, "money") == 0 || strcmp(type, "percent") == 0 || strcmp(type, "number") == 0) {
        return po_decimal_parse(value, &number);
    }
    return true;
}

static bool known_type(const char *type) {
    static const char *const types[] = {"text", "money",  "percent", "number",
                                        "date", "yes-no", "list"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (strcmp(type, types[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Takes `*text` over, cleaned; false if it is too long. */
static bool take_text(po_host_table *table, const char **text, size_t limit) {
    if (*text == NULL) {
        return true;
    }
    size_t size = strnlen(*text, limit + 1);
    if (size > limit) {
        return false;
    }
    *text = clean(table, *text, size);
    return strnlen(*text, limit + 1) <= limit; /* cleaning makes three bytes of one */
}

/* Dates are read by the host: the sandbox has no time zones, and one reading of "6/7/25" is enough.
 */
static planonce_status take_type(po_host_table *table, const char *type, size_t index,
                                 const char *record) {
    po_field *field = &table->fields[index];
    po_date date;
    if (type == NULL) {
        return PLANONCE_OK;
    }
    if (!known_type(type)) {
        return po_host_table_fail(
            table, PLANONCE_REFUSED,
            "record \"%.60s\", field \"%s\": the type \"%.30s\" does not exist", record,
            field->name, type);
    }
    if (strcmp(type, "date") == 0) {
        bool read = po_date_parse_printed(field->text, &date);
        field->value = read ? po_date_format_iso(date, table->dates[index]) : NULL;
    } else if (field->value != NULL && !canonical(type, field->value)) {
        return po_host_table_fail(
            table, PLANONCE_REFUSED,
            "record \"%.60s\", field \"%s\": \"%.40s\" is not a canonical value of type %s", record,
            field->name, field->value, type);
    }
    return PLANONCE_OK;
}

static planonce_status take_values(po_host_table *table, const planonce_field *in, po_field *field,
                                   const char *record) {
    if (in->value_count > PO_RECORD_VALUES_MAX) {
        return po_host_table_fail(table, PLANONCE_LIMIT,
                                  "record \"%.60s\", field \"%s\": more than %u values", record,
                                  field->name, PO_RECORD_VALUES_MAX);
    }
    const char **values = in->value_count == 0 || in->values == NULL
                              ? NULL
                              : PO_NEW_ARRAY(table->arena, const char *, in->value_count);
    for (uint32_t i = 0; values != NULL && i < in->value_count; i++) {
        values[i] = in->values[i];
        if (values[i] == NULL || !take_text(table, &values[i], PO_RECORD_NOTE_BYTES)) {
            return po_host_table_fail(
                table, PLANONCE_REFUSED,
                "record \"%.60s\", field \"%s\": value %u is NULL or longer than %u bytes", record,
                field->name, i + 1, PO_RECORD_NOTE_BYTES);
        }
    }
    field->values = values;
    field->value_count = values == NULL ? 0 : in->value_count;
    return PLANONCE_OK;
}

/* `places` is where this field's places go. */
static planonce_status take_places(po_host_table *table, const planonce_field *in, po_field *field,
                                   po_place *places, const char *record) {
    const char *item = (const char *)in->places;
    field->at = places;
    field->at_count = item == NULL ? 0 : in->place_count;
    for (uint32_t i = 0; i < field->at_count; i++) {
        const planonce_place *place =
            (const planonce_place *)(const void *)(item + (size_t)i * in->places->struct_size);
        if (!place_in(place, &places[i]) || !take_text(table, &places[i].sheet, 256)) {
            return po_host_table_fail(table, PLANONCE_REFUSED,
                                      "record \"%.60s\", field \"%s\": place %u is not a place",
                                      record, field->name, i + 1);
        }
    }
    return PLANONCE_OK;
}

static planonce_status take_field(po_host_table *table, const planonce_field *in, size_t index,
                                  po_place *places, const char *record) {
    po_field *field = &table->fields[index];
    *field = (po_field){.name = in->name, .text = in->text, .value = in->value, .doubt = in->doubt};
    if (!po_record_name_valid(in->name)) {
        return po_host_table_fail(
            table, PLANONCE_REFUSED,
            "record \"%.60s\", field %zu: its name is not in snake_case (a-z, 0-9, '_')", record,
            index + 1);
    }
    if (in->text == NULL) {
        return po_host_table_fail(table, PLANONCE_REFUSED,
                                  "record \"%.60s\", field \"%s\": the text is NULL", record,
                                  in->name);
    }
    if (!take_text(table, &field->text, PO_LIMIT_FIELD_BYTES) ||
        !take_text(table, &field->value, PO_LIMIT_FIELD_BYTES) ||
        !take_text(table, &field->doubt, PO_RECORD_NOTE_BYTES)) {
        return po_host_table_fail(
            table, PLANONCE_LIMIT,
            "record \"%.60s\", field \"%s\": the text is longer than %zu bytes", record, in->name,
            PO_LIMIT_FIELD_BYTES);
    }
    planonce_status status = take_type(table, in->type, index, record);
    if (status == PLANONCE_OK) {
        status = take_values(table, in, field, record);
    }
    return status != PLANONCE_OK ? status : take_places(table, in, field, places, record);
}

static const planonce_field *field_at(const planonce_record *record, uint32_t index) {
    const char *first = (const char *)record->fields;
    return (const planonce_field *)(const void *)(first +
                                                  (size_t)index * record->fields->struct_size);
}

static planonce_status refuse_name(po_host_table *table, const char *id, const char *type) {
    return po_host_table_fail(table, PLANONCE_REFUSED,
                              "the id \"%.60s\" or the type \"%.60s\" of a record is malformed "
                              "(ids: printable ASCII without "
                              "spaces, quotes and <>&; types: snake_case) or longer than %u bytes",
                              id == NULL ? "" : id, type == NULL ? "" : type, PO_RECORD_NAME_BYTES);
}

/* Sizes and counts of a record and its fields, before anything else is looked at. */
static planonce_status check_shape(po_host_table *table, const planonce_record *record,
                                   size_t *ret_places) {
    if (record == NULL || record->struct_size < RECORD_SIZE_MIN ||
        record->struct_size > ITEM_SIZE_MAX) {
        return po_host_table_fail(table, PLANONCE_REFUSED,
                                  "a record has a struct_size that no version has");
    }
    if (!po_record_id_valid(record->id) || !po_record_name_valid(record->type)) {
        return refuse_name(table, record->id, record->type);
    }
    if (record->field_count > PO_LIMIT_RECORD_FIELDS) {
        return po_host_table_fail(table, PLANONCE_LIMIT,
                                  "record \"%s\" has %u fields; at most %zu are taken", record->id,
                                  record->field_count, PO_LIMIT_RECORD_FIELDS);
    }
    if (record->field_count > 0 &&
        (record->fields == NULL || record->fields->struct_size < FIELD_SIZE_MIN ||
         record->fields->struct_size > ITEM_SIZE_MAX)) {
        return po_host_table_fail(
            table, PLANONCE_REFUSED,
            "record \"%s\": its fields have a struct_size that no version has", record->id);
    }
    *ret_places = 0;
    for (uint32_t i = 0; i < record->field_count; i++) {
        const planonce_field *field = field_at(record, i);
        if (field->struct_size != record->fields->struct_size ||
            field->place_count > PO_RECORD_PLACES_MAX) {
            return po_host_table_fail(
                table, PLANONCE_REFUSED,
                "record \"%s\", field %u: struct_size differs from the first field's, or more "
                "than %u places",
                record->id, i + 1, PO_RECORD_PLACES_MAX);
        }
        *ret_places += field->place_count;
    }
    return PLANONCE_OK;
}

static planonce_status emit(const planonce_host *host, const planonce_record *record) {
    po_host_table *table = po_host_table_of(host);
    size_t places = 0;
    if (table->failure.status != PO_OK) {
        return table->failure.status == PO_E_LIMIT ? PLANONCE_LIMIT : PLANONCE_REFUSED;
    }
    planonce_status status = check_shape(table, record, &places);
    if (status != PLANONCE_OK) {
        return status;
    }
    table->places =
        po_host_table_room(table->places, &table->place_capacity, places, sizeof *table->places);
    po_place *next = table->places;
    for (uint32_t i = 0; i < record->field_count; i++) {
        status = take_field(table, field_at(record, i), i, next, record->id);
        if (status != PLANONCE_OK) {
            return status;
        }
        next += table->fields[i].at_count;
    }
    po_record own = {.id = record->id,
                     .type = record->type,
                     .parent = record->parent,
                     .fields = table->fields,
                     .field_count = record->field_count};
    return po_host_table_send(table, &own);
}

static planonce_status check_names(po_host_table *table, const po_record *record) {
    const char *names[PO_LIMIT_RECORD_FIELDS];
    size_t second = 0;
    for (uint32_t i = 0; i < record->field_count; i++) {
        names[i] = record->fields[i].name;
        if (!po_record_name_valid(names[i])) {
            return po_host_table_fail(table, PLANONCE_REFUSED,
                                      "record \"%s\": a field's name is not in snake_case",
                                      record->id);
        }
    }
    if (!po_record_names_unique(names, record->field_count, &second)) {
        return po_host_table_fail(table, PLANONCE_REFUSED,
                                  "record \"%s\" has the field \"%s\" twice", record->id,
                                  names[second]);
    }
    return PLANONCE_OK;
}

static bool longer_than(const char *text, size_t limit) {
    return text != NULL && strnlen(text, limit + 1) > limit;
}

/* What the host would refuse on arrival is said here, with the record's name: a form's records come
 * this way without having gone through emit. */
static planonce_status check_sizes(po_host_table *table, const po_record *record) {
    for (uint32_t i = 0; i < record->field_count; i++) {
        const po_field *field = &record->fields[i];
        if (longer_than(field->text, PO_LIMIT_FIELD_BYTES) ||
            longer_than(field->value, PO_LIMIT_FIELD_BYTES) ||
            longer_than(field->doubt, PO_RECORD_NOTE_BYTES) ||
            field->value_count > PO_RECORD_VALUES_MAX || field->at_count > PO_RECORD_PLACES_MAX) {
            return po_host_table_fail(
                table, PLANONCE_LIMIT,
                "record \"%s\", field \"%s\": a text longer than %zu bytes, or more than %u "
                "values or %u places",
                record->id, field->name, PO_LIMIT_FIELD_BYTES, PO_RECORD_VALUES_MAX,
                PO_RECORD_PLACES_MAX);
        }
    }
    return PLANONCE_OK;
}

planonce_status po_host_table_send(po_host_table *table, const po_record *record) {
    if (!po_record_id_valid(record->id) || !po_record_name_valid(record->type)) {
        return refuse_name(table, record->id, record->type);
    }
    if (record->field_count > PO_LIMIT_RECORD_FIELDS ||
        po_id_set_count(table->ids) >= PO_LIMIT_RECORDS) {
        return po_host_table_fail(table, PLANONCE_LIMIT,
                                  "more than %zu records, or more than %zu fields in one",
                                  PO_LIMIT_RECORDS, PO_LIMIT_RECORD_FIELDS);
    }
    if (record->parent != NULL && !po_id_set_has(table->ids, record->parent)) {
        return po_host_table_fail(
            table, PLANONCE_REFUSED,
            "record \"%s\" names the parent \"%.60s\", which did not come before it", record->id,
            record->parent);
    }
    planonce_status status = check_names(table, record);
    if (status == PLANONCE_OK) {
        status = check_sizes(table, record);
    }
    if (status != PLANONCE_OK) {
        return status;
    }
    if (!po_id_set_add(table->ids, record->id)) {
        return po_host_table_fail(table, PLANONCE_REFUSED, "the record id \"%s\" is given twice",
                                  record->id);
    }
    po_status sent = po_wire_write_record(table->setup.writer, record);
    if (sent == PO_E_LIMIT) {
        return po_host_table_fail(table, PLANONCE_LIMIT, "record \"%s\" is larger than %zu bytes",
                                  record->id, PO_WIRE_MESSAGE_BYTES);
    }
    return sent == PO_OK
               ? PLANONCE_OK
               : po_host_table_fail(table, PLANONCE_FAILED, "the host takes no more records");
}

/* ---- the table ---- */

static const char *scope_text(const planonce_host *host) {
    return po_host_table_of(host)->setup.scope;
}

const planonce_scope_v1 po_host_scope_v1 = {.struct_size = sizeof po_host_scope_v1,
                                            .text = scope_text};

static const void *get_extension(const planonce_host *host, const char *id) {
    (void)host;
    if (id == NULL) {
        return NULL;
    }
    if (strcmp(id, PLANONCE_EXT_DOCUMENT) == 0) {
        return &po_host_document_v1;
    }
    if (strcmp(id, PLANONCE_EXT_FORM) == 0) {
        return &po_host_form_v1;
    }
    return strcmp(id, PLANONCE_EXT_SCOPE) == 0 ? &po_host_scope_v1 : NULL;
}

po_host_table *po_host_table_create(const po_host_setup *setup) {
    po_host_table *table = calloc(1, sizeof *table);
    if (table == NULL) {
        po_out_of_memory(sizeof *table);
    }
    table->setup = *setup;
    table->arena = po_arena_create();
    table->ids = po_id_set_create();
    table->host = (planonce_host){.struct_size = sizeof table->host,
                                  .abi_version = PLANONCE_ABI_VERSION,
                                  .context = table,
                                  .emit = emit,
                                  .diagnose = diagnose,
                                  .get_extension = get_extension};
    return table;
}

void po_host_table_destroy(po_host_table *table) {
    if (table == NULL) {
        return;
    }
    for (size_t i = 0; i < PO_HOST_CURSORS; i++) {
        free(table->cursors[i].cells);
        free(table->cursors[i].places);
    }
    free(table->places);
    free(table->form_places);
    po_id_set_destroy(table->ids);
    po_arena_destroy(table->arena);
    free(table);
}

const planonce_host *po_host_table_host(const po_host_table *table) {
    return &table->host;
}

const po_error *po_host_table_failure(const po_host_table *table) {
    return &table->failure;
}
