/* SPDX-License-Identifier: Apache-2.0
 *
 * The reading half of the wire: bytes of a stranger into a record set. What is checked, and why,
 * stands in wire.h.
 *
 * No path is kept while cells are read (record_json.h's reader can keep one): there are fifty
 * thousand cells to a megabyte, and a mistake here is a broken plugin, for which the number of the
 * frame and the record's id are enough.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/id_set.h"
#include "document/record_json.h"
#include "plugin/wire.h"

struct po_wire_reader {
    po_record_set *set;
    po_wire_summary summary;
    size_t bytes, bytes_max;
    uint8_t header[PO_WIRE_HEADER_BYTES];
    size_t header_size;  /* bytes of the header that are here */
    size_t payload_left; /* bytes of the frame's payload still to come */
    po_wire_type type;   /* of the frame under way */
    bool more;
    bool in_message; /* frames with PO_WIRE_MORE have come and their last has not */
    po_buffer message;
    uint32_t sequence;
    bool format_known, done;
    size_t diagnostics;
    po_status status; /* of the first refusal */
    const po_record_sink *sink; /* NULL: records are kept in the set */
    bool begun;                 /* the sink was told what is known of the document */
    po_id_set *ids;             /* of records that went to the sink */
    po_arena *passing;          /* of the message whose records go to the sink, */
    po_arena *row;              /* and of the one of them that is under way */
};

po_wire_reader *po_wire_reader_create(po_record_set *set, const po_record_sink *sink, size_t result_bytes) {
    po_wire_reader *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        po_out_of_memory(sizeof *reader);
    }
    reader->set = set;
    reader->sink = sink;
    reader->ids = sink == NULL ? NULL : po_id_set_create();
    reader->bytes_max = result_bytes;
    return reader;
}

void po_wire_reader_destroy(po_wire_reader *reader) {
    if (reader != NULL) {
        po_buffer_finish(&reader->message);
        po_id_set_destroy(reader->ids);
        po_arena_destroy(reader->passing);
        po_arena_destroy(reader->row);
        free(reader);
    }
}

bool po_wire_reader_done(const po_wire_reader *reader) {
    return reader->done && reader->status == PO_OK;
}

const po_wire_summary *po_wire_reader_summary(const po_wire_reader *reader) {
    return &reader->summary;
}

/* ---- small frames ---- */

static po_status get_text(po_json_reader *json, const cJSON *object, const char *key, size_t limit,
                          const char **ret_text) {
    return po_json_reader_text(json, cJSON_GetObjectItemCaseSensitive(object, key), limit,
                               ret_text);
}

static po_status get_number(po_json_reader *json, const cJSON *object, const char *key,
                            uint32_t *ret_number) {
    return po_json_reader_number(json, cJSON_GetObjectItemCaseSensitive(object, key), ret_number);
}

static po_status get_integer(po_json_reader *json, const cJSON *object, const char *key,
                             int *ret_number) {
    const cJSON *node = cJSON_GetObjectItemCaseSensitive(object, key);
    if (!cJSON_IsNumber(node) || fabs(node->valuedouble) > 1e9) {
        return po_json_reader_refuse(json, "\"%s\" is not a number", key);
    }
    *ret_number = (int)node->valuedouble;
    return PO_OK;
}

static po_status read_hello(po_wire_reader *reader, po_json_reader *json, const cJSON *root) {
    uint32_t protocol = 0;
    const char *sandbox = NULL;
    po_status status = get_number(json, root, "protocol", &protocol);
    if (status == PO_OK && protocol != PO_WIRE_PROTOCOL) {
        status = po_json_reader_refuse(json, "the worker speaks protocol %u, the host %u", protocol,
                                       PO_WIRE_PROTOCOL);
    }
    if (status == PO_OK) {
        status = get_text(json, root, "sandbox", PO_RECORD_NAME_BYTES, &sandbox);
    }
    for (po_sandbox_level level = PO_SANDBOX_NONE; level <= PO_SANDBOX_FULL; level++) {
        if (po_text_equal(sandbox, po_sandbox_level_name(level))) {
            reader->summary.sandbox = level;
        }
    }
    reader->summary.hello = status == PO_OK;
    return status;
}

static po_status read_format(po_wire_reader *reader, po_json_reader *json, const cJSON *root) {
    po_record_source *source = &reader->set->source;
    po_status status =
        get_text(json, root, "media_type", PO_RECORD_NAME_BYTES, &source->media_type);
    if (status == PO_OK) {
        status = get_text(json, root, "name", PO_RECORD_NAME_BYTES, &reader->summary.format);
    }
    if (status == PO_OK) {
        status = get_text(json, root, "sha256", PO_RECORD_NAME_BYTES, &source->sha256);
    }
    reader->format_known = status == PO_OK;
    return status;
}

static po_status read_ties(po_wire_reader *reader, po_json_reader *json, const cJSON *root) {
    po_field ties = {0};
    const cJSON *node = cJSON_GetObjectItemCaseSensitive(root, "ties");
    po_status status = node == NULL ? PO_OK : po_json_reader_values(json, node, &ties);
    reader->summary.ties = ties.values;
    reader->summary.tie_count = ties.value_count;
    return status;
}

static po_status read_source(po_wire_reader *reader, po_json_reader *json, const cJSON *root) {
    po_record_set *set = reader->set;
    po_status status = get_number(json, root, "pages", &set->source.pages);
    if (status == PO_OK) {
        status = get_text(json, root, "program", PO_RECORD_NAME_BYTES, &set->program);
    }
    if (status == PO_OK) {
        status = get_text(json, root, "template", PO_RECORD_NAME_BYTES, &set->template_id);
    }
    if (status == PO_OK) {
        status = get_integer(json, root, "score", &reader->summary.score);
    }
    if (status == PO_OK) {
        status = read_ties(reader, json, root);
    }
    reader->summary.library = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(root, "library"));
    reader->summary.source_known = status == PO_OK;
    return status;
}

static po_severity severity_of(const char *name) {
    po_severity severity = PO_NOTE;
    while (severity < PO_ERROR && !po_text_equal(name, po_severity_name(severity))) {
        severity++;
    }
    return severity;
}

static po_status read_diagnostic(po_wire_reader *reader, po_json_reader *json, const cJSON *root) {
    const char *severity = NULL, *code = NULL, *place = NULL, *text = NULL;
    po_status status = get_text(json, root, "severity", PO_RECORD_NAME_BYTES, &severity);
    if (status == PO_OK) {
        status = get_text(json, root, "code", PO_RECORD_NAME_BYTES, &code);
    }
    if (status == PO_OK) {
        status = get_text(json, root, "place", PO_RECORD_NOTE_BYTES, &place);
    }
    if (status == PO_OK) {
        status = get_text(json, root, "text", PO_RECORD_NOTE_BYTES, &text);
    }
    if (status == PO_OK && (text == NULL || !po_record_id_valid(code))) {
        status = po_json_reader_refuse(json, "a diagnostic without code or text");
    }
    if (status == PO_OK) {
        reader->diagnostics++;
        po_diagnose(&reader->set->diagnostics, severity_of(severity), code, NULL, place, "%s",
                    text);
    }
    return status;
}

/* The outcomes that a worker may report itself; a crash is what it cannot report. */
static bool outcome_of(const char *name, po_outcome *ret_outcome) {
    for (po_outcome outcome = PO_OUTCOME_READ; outcome < PO_OUTCOME_CRASHED; outcome++) {
        if (po_text_equal(name, po_outcome_name(outcome))) {
            *ret_outcome = outcome;
            return true;
        }
    }
    return false;
}

static size_t arrived(const po_wire_reader *reader) {
    return reader->sink == NULL ? reader->set->records.count : po_id_set_count(reader->ids);
}

static po_status check_counts(po_wire_reader *reader, po_json_reader *json, const cJSON *root) {
    uint32_t records = 0, diagnostics = 0, dropped = 0;
    po_status status = get_number(json, root, "records", &records);
    if (status == PO_OK) {
        status = get_number(json, root, "diagnostics", &diagnostics);
    }
    if (status == PO_OK) {
        status = get_number(json, root, "dropped", &dropped);
    }
    if (status == PO_OK &&
        (records != arrived(reader) || diagnostics != reader->diagnostics)) {
        status = po_json_reader_refuse(
            json, "%u records and %u diagnostics were announced as sent; %zu and %zu arrived",
            records, diagnostics, arrived(reader), reader->diagnostics);
    }
    reader->set->diagnostics.dropped += dropped;
    return status;
}

static po_status read_done(po_wire_reader *reader, po_json_reader *json, const cJSON *root) {
    const char *outcome = NULL;
    int code = 0;
    po_status status = get_text(json, root, "outcome", PO_RECORD_NAME_BYTES, &outcome);
    if (status == PO_OK && !outcome_of(outcome, &reader->summary.outcome)) {
        status = po_json_reader_refuse(json, "an unknown outcome");
    }
    if (status == PO_OK) {
        status = get_integer(json, root, "status", &code);
    }
    if (status == PO_OK) {
        status = get_text(json, root, "error", PO_RECORD_NOTE_BYTES, &reader->summary.error);
    }
    if (status == PO_OK) {
        status = check_counts(reader, json, root);
    }
    reader->summary.status = code;
    reader->done = status == PO_OK;
    return status;
}

/* ---- records ---- */

/* The columns of one table; names are copied once for all its rows. */
typedef struct column_list {
    const char *type;
    const char **names;
    const uint32_t *beside; /* by column: where a string stands by itself, or 0 */
    const uint32_t *valued; /* by column: 1 if a string is "value|text" */
    uint32_t count;
} column_list;

/* A number for each column; all 0 if the list is not there. */
static po_status read_numbers(po_json_reader *json, const cJSON *table, const char *name, size_t count, const uint32_t **ret_numbers) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(table, name);
    uint32_t *numbers = PO_NEW_ARRAY(json->arena, uint32_t, count);
    po_status status = PO_OK;
    size_t i = 0;
    *ret_numbers = numbers;
    if (list != NULL && (!cJSON_IsArray(list) || po_json_count(list) != count)) {
        return po_json_reader_refuse(json, "\"%s\" has not one number for each column", name);
    }
    for (const cJSON *item = list == NULL ? NULL : list->child; status == PO_OK && item != NULL; item = item->next, i++) {
        status = po_json_reader_number(json, item, &numbers[i]);
    }
    return status;
}

static po_status read_columns(po_json_reader *json, const cJSON *table, column_list *ret_columns) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(table, "columns");
    size_t count = po_json_count(list), second = 0, i = 0;
    po_status status = get_text(json, table, "type", PO_RECORD_NAME_BYTES, &ret_columns->type);
    if (status != PO_OK) {
        return status;
    }
    if (list == NULL || !cJSON_IsArray(list) || count > PO_LIMIT_RECORD_FIELDS ||
        !po_record_name_valid(ret_columns->type)) {
        return po_json_reader_refuse(json, "a table without type or columns, or with too many");
    }
    ret_columns->names = PO_NEW_ARRAY(json->arena, const char *, count);
    for (const cJSON *item = list->child; item != NULL; item = item->next, i++) {
        if (!cJSON_IsString(item) || !po_record_name_valid(item->valuestring)) {
            return po_json_reader_refuse(json, "column %zu has no name in snake_case", i + 1);
        }
        ret_columns->names[i] = po_arena_dup(json->arena, item->valuestring);
    }
    ret_columns->count = (uint32_t)count;
    if (!po_record_names_unique(ret_columns->names, count, &second)) {
        return po_json_reader_refuse(json, "the field \"%s\" is given twice",
                                     ret_columns->names[second]);
    }
    status = read_numbers(json, table, "beside", count, &ret_columns->beside);
    return status == PO_OK ? read_numbers(json, table, "valued", count, &ret_columns->valued) : status;
}

/* Up to ten digits; false if there are none or the number is too large. */
static bool take_decimal(const char **text, uint32_t *ret_number) {
    uint64_t number = 0;
    const char *at = *text;
    for (; *at >= '0' && *at <= '9' && number <= UINT32_MAX; at++) {
        number = number * 10 + (uint64_t)(*at - '0');
    }
    if (at == *text || number > UINT32_MAX) {
        return false;
    }
    *text = at;
    *ret_number = (uint32_t)number;
    return true;
}

/* The column's number: everything else as in the last place that was given in full. */
static po_status read_beside(po_json_reader *json, const cJSON *node, const po_place *last, po_place *place) {
    double column = node->valuedouble;
    if (last == NULL || column < 1 || column > UINT32_MAX || column != floor(column)) {
        return po_json_reader_refuse(json, "a place is no column, or there is no place before it");
    }
    *place = *last;
    place->column = (uint32_t)column;
    return PO_OK;
}

/* "page.table.row.column.line@sheet" */
static po_status read_full_place(po_json_reader *json, const cJSON *node, po_place *place) {
    uint32_t *const numbers[] = {&place->page, &place->table, &place->row, &place->column,
                                 &place->line};
    const size_t count = sizeof numbers / sizeof *numbers;
    const char *text = cJSON_IsString(node) ? node->valuestring : "?";
    bool sound = true;
    for (size_t i = 0; sound && *text != '\0' && *text != '@'; i++) {
        sound = i < count && take_decimal(&text, numbers[i < count ? i : 0]);
        if (sound && *text == '.') {
            text++;
            sound = *text != '\0' && *text != '@';
        } else if (*text != '\0' && *text != '@') {
            sound = false;
        }
    }
    if (sound && *text == '@') {
        place->sheet = po_json_reader_copy(json, text + 1);
    }
    return sound ? PO_OK : po_json_reader_refuse(json, "a place is not page.table.row.column.line");
}

/* `last`: the last place of the row that was given in full; its room is NULL before the first. */
static po_status read_place(po_json_reader *json, const cJSON *node, const po_place **last, po_place *place) {
    if (cJSON_IsNumber(node)) {
        return read_beside(json, node, *last, place);
    }
    *last = place;
    return read_full_place(json, node, place);
}

static po_status read_places(po_json_reader *json, const cJSON *node, const po_place **last, po_field *field) {
    bool list = cJSON_IsArray(node);
    size_t count = list ? po_json_count(node) : 1;
    if (cJSON_IsNull(node)) {
        return PO_OK;
    }
    if (count > PO_RECORD_PLACES_MAX) {
        return po_json_reader_refuse(json, "\"%s\" has more than %u places", field->name,
                                     PO_RECORD_PLACES_MAX);
    }
    po_place *places = PO_NEW_ARRAY(json->arena, po_place, count);
    const cJSON *item = list ? node->child : node;
    for (size_t i = 0; i < count; i++, item = item->next) {
        po_status status = read_place(json, item, last, &places[i]);
        if (status != PO_OK) {
            return status;
        }
    }
    field->at = places;
    field->at_count = (uint32_t)count;
    return PO_OK;
}

/* [text, at, value, values, doubt] */
static po_status read_cell_parts(po_json_reader *json, const cJSON *node, const po_place **last, po_field *field) {
    const cJSON *part = node->child;
    po_status status = PO_OK;
    for (size_t i = 0; status == PO_OK && part != NULL; i++, part = part->next) {
        switch (i) {
        case 0:
            status = po_json_reader_text(json, part, PO_LIMIT_FIELD_BYTES, &field->text);
            break;
        case 1:
            status = read_places(json, part, last, field);
            break;
        case 2:
            status = po_json_reader_text(json, part, PO_LIMIT_FIELD_BYTES, &field->value);
            break;
        case 3:
            status = cJSON_IsNull(part) ? PO_OK : po_json_reader_values(json, part, field);
            break;
        case 4:
            status = po_json_reader_text(json, part, PO_RECORD_NOTE_BYTES, &field->doubt);
            break;
        default:
            status = po_json_reader_refuse(json, "a field has too many parts");
        }
    }
    return status;
}

/* The cells of one row. */
typedef struct row_cells {
    const column_list *columns;
    const po_place *last; /* the last place that was given in full; NULL before the first */
    po_place *places;     /* one for each column, for strings that stand by themselves */
} row_cells;

/* "value|text" */
static po_status part_value(po_json_reader *json, po_field *field) {
    size_t size = field->text ? strcspn(field->text, PO_WIRE_BAR) : 0;
    if (field->text == NULL || field->text[size] == '\0') {
        return po_json_reader_refuse(json, "\"%s\" has no value before its text", field->name);
    }
    if (size > PO_WIRE_BEFORE_BYTES || strlen(field->text + size + 1) > PO_LIMIT_FIELD_BYTES) {
        return po_json_reader_refuse(json, "\"%s\" is longer than a text may be", field->name);
    }
    field->value = po_arena_copy(json->arena, field->text, size);
    field->text += size + 1;
    return PO_OK;
}

static po_status read_plain(po_json_reader *json, const cJSON *node, row_cells *row, uint32_t column, po_field *field) {
    uint32_t beside = row->columns->beside[column];
    if (beside > 0 && row->last == NULL) {
        return po_json_reader_refuse(json, "\"%s\" stands beside a place, and there is none before it", field->name);
    }
    if (beside > 0) {
        row->places[column] = *row->last;
        row->places[column].column = beside;
        field->at = &row->places[column];
        field->at_count = 1;
    }
    bool valued = row->columns->valued[column] != 0;
    po_status status = po_json_reader_text(json, node, PO_LIMIT_FIELD_BYTES + (valued ? PO_WIRE_BEFORE_BYTES + 1 : 0), &field->text);
    return status == PO_OK && valued ? part_value(json, field) : status;
}

static po_status read_cell(po_json_reader *json, const cJSON *node, row_cells *row, uint32_t column, po_field *field) {
    field->name = row->columns->names[column];
    po_status status = cJSON_IsArray(node) ? read_cell_parts(json, node, &row->last, field)
                                           : read_plain(json, node, row, column, field);
    if (status == PO_OK && field->text == NULL) {
        status = po_json_reader_refuse(json, "the field \"%s\" has no text", field->name);
    }
    return status;
}

static po_status read_cells(po_json_reader *json, const cJSON *cell, const column_list *columns,
                            po_record *record) {
    po_field *fields = PO_NEW_ARRAY(json->arena, po_field, columns->count);
    row_cells row = {.columns = columns, .places = PO_NEW_ARRAY(json->arena, po_place, columns->count)};
    record->fields = fields;
    for (uint32_t i = 0; i < columns->count; i++, cell = cell->next) {
        if (cell == NULL) {
            return po_json_reader_refuse(json, "a row is shorter than its columns");
        }
        if (cJSON_IsNull(cell)) {
            continue; /* the record has no such field */
        }
        po_status status = read_cell(json, cell, &row, i, &fields[record->field_count++]);
        if (status != PO_OK) {
            return status;
        }
    }
    return cell == NULL ? PO_OK : po_json_reader_refuse(json, "a row is longer than its columns");
}

/* ---- where records go ---- */

static bool came_before(const po_wire_reader *reader, const char *id) {
    return reader->sink == NULL ? po_record_find(reader->set, id) != NULL : po_id_set_has(reader->ids, id);
}

static po_status hand_over(po_wire_reader *reader, po_json_reader *json, const po_record *record) {
    const po_record_sink *sink = reader->sink;
    po_status status = PO_OK;
    if (po_id_set_count(reader->ids) >= PO_LIMIT_RECORDS || !po_id_set_add(reader->ids, record->id)) {
        return po_json_reader_refuse(json, "the id \"%s\" is taken, or there are more than %zu records", record->id,
                                     PO_LIMIT_RECORDS);
    }
    if (!reader->begun && sink->begin != NULL) {
        status = sink->begin(sink->context, reader->set, json->err);
    }
    reader->begun = true;
    return status == PO_OK ? sink->take(sink->context, record, json->err) : status;
}

static po_status keep_record(po_wire_reader *reader, po_json_reader *json, const po_record *record) {
    if (reader->sink != NULL) {
        return hand_over(reader, json, record);
    }
    if (!po_record_set_add(reader->set, record)) {
        return po_json_reader_refuse(json, "the id \"%s\" is taken, or there are more than %zu records", record->id,
                                     PO_LIMIT_RECORDS);
    }
    return PO_OK;
}

/* id and parent */
static po_status read_ids(const po_wire_reader *reader, po_json_reader *json, const cJSON *row, po_record *record) {
    const cJSON *id = row->child, *parent = id == NULL ? NULL : id->next;
    if (!cJSON_IsArray(row) || parent == NULL) {
        return po_json_reader_refuse(json, "a row without id and parent");
    }
    po_status status = po_json_reader_text(json, id, PO_RECORD_NAME_BYTES, &record->id);
    if (status == PO_OK) {
        status = po_json_reader_text(json, parent, PO_RECORD_NAME_BYTES, &record->parent);
    }
    if (status == PO_OK && !po_record_id_valid(record->id)) {
        status = po_json_reader_refuse(json, "a record without an id, or with one of spaces, quotes or signs");
    }
    if (status == PO_OK && record->parent != NULL && !came_before(reader, record->parent)) {
        status = po_json_reader_refuse(json, "the record \"%s\" names a parent that did not come before it", record->id);
    }
    return status;
}

/* [id, parent, cell, ...] */
static po_status read_row(po_wire_reader *reader, po_json_reader *json, const cJSON *row,
                          const column_list *columns) {
    po_record record = {.type = columns->type};
    po_status status = read_ids(reader, json, row, &record);
    if (status != PO_OK) {
        return status;
    }
    status = read_cells(json, row->child->next->next, columns, &record);
    if (status == PO_OK) {
        status = keep_record(reader, json, &record);
    }
    if (status != PO_OK) {
        po_error_context(json->err, "record \"%s\"", record.id);
    }
    return status;
}

/* A record that is handed on needs its memory no longer than that: the next one takes the same, while it is warm. */
static po_status read_passing_row(po_wire_reader *reader, po_json_reader *json, const cJSON *row,
                                  const column_list *columns) {
    po_arena *message = json->arena;
    po_arena_reset(reader->row);
    json->arena = reader->row;
    po_status status = read_row(reader, json, row, columns);
    json->arena = message;
    return status;
}

static po_status read_table(po_wire_reader *reader, po_json_reader *json, const cJSON *table) {
    column_list columns = {0};
    const cJSON *rows = cJSON_GetObjectItemCaseSensitive(table, "rows");
    if (!cJSON_IsObject(table) || !cJSON_IsArray(rows)) {
        return po_json_reader_refuse(json, "a table without rows");
    }
    po_status status = read_columns(json, table, &columns);
    for (const cJSON *row = rows->child; status == PO_OK && row != NULL; row = row->next) {
        status = reader->sink == NULL ? read_row(reader, json, row, &columns)
                                      : read_passing_row(reader, json, row, &columns);
    }
    return status;
}

static po_status read_records(po_wire_reader *reader, po_json_reader *json, const cJSON *root) {
    const cJSON *tables = cJSON_GetObjectItemCaseSensitive(root, "tables");
    po_status status = PO_OK;
    if (!cJSON_IsArray(tables)) {
        return po_json_reader_refuse(json, "\"tables\" is missing");
    }
    for (const cJSON *table = tables->child; status == PO_OK && table != NULL;
         table = table->next) {
        status = read_table(reader, json, table);
    }
    return status;
}

/* ---- frames ---- */

/* HELLO, FORMAT, SOURCE once and in this order; records after SOURCE; DIAG and DONE any time after
 * HELLO. */
static bool in_order(const po_wire_reader *reader, po_wire_type type) {
    switch (type) {
    case PO_WIRE_HELLO:
        return !reader->summary.hello;
    case PO_WIRE_FORMAT:
        return reader->summary.hello && !reader->format_known;
    case PO_WIRE_SOURCE:
        return reader->format_known && !reader->summary.source_known;
    case PO_WIRE_RECORDS:
        return reader->summary.source_known;
    case PO_WIRE_DIAG:
    case PO_WIRE_DONE:
        return reader->summary.hello;
    default:
        return false;
    }
}

/* Records that are handed on need their memory until the next message only. */
static po_arena *message_arena(po_wire_reader *reader) {
    if (reader->sink == NULL || reader->type != PO_WIRE_RECORDS) {
        return reader->set->arena;
    }
    if (reader->passing == NULL) {
        reader->passing = po_arena_create();
        reader->row = po_arena_create();
    }
    po_arena_reset(reader->passing);
    return reader->passing;
}

static po_status read_message(po_wire_reader *reader, po_error *err) {
    static po_status (*const readers[])(po_wire_reader *, po_json_reader *, const cJSON *) = {
        [PO_WIRE_HELLO] = read_hello,     [PO_WIRE_FORMAT] = read_format,
        [PO_WIRE_SOURCE] = read_source,   [PO_WIRE_RECORDS] = read_records,
        [PO_WIRE_DIAG] = read_diagnostic, [PO_WIRE_DONE] = read_done};
    po_json_reader json = {.arena = message_arena(reader), .err = err};
    json.borrows = json.arena == reader->passing && reader->passing != NULL;
    cJSON *root = NULL;
    po_status status =
        po_json_reader_parse(&json, po_buffer_text(&reader->message), reader->message.size, &root);
    if (status == PO_OK && !cJSON_IsObject(root)) {
        status = po_json_reader_refuse(&json, "the frame holds no object");
    }
    if (status == PO_OK) {
        status = readers[reader->type](reader, &json, root);
    }
    cJSON_Delete(root);
    po_buffer_clear(&reader->message);
    return status;
}

static uint32_t get_u32(const uint8_t *in) {
    return (uint32_t)in[0] << 24 | (uint32_t)in[1] << 16 | (uint32_t)in[2] << 8 | (uint32_t)in[3];
}

static po_status read_header(po_wire_reader *reader, po_error *err) {
    const uint8_t *header = reader->header;
    uint32_t length = get_u32(header + 8), sequence = get_u32(header + 12);
    po_wire_type type = (po_wire_type)header[4];
    if (get_u32(header) != PO_WIRE_MAGIC) {
        return po_error_set(err, PO_E_PLUGIN, "the frame does not begin as one");
    }
    if (sequence != reader->sequence) {
        return po_error_set(err, PO_E_PLUGIN, "frame %u came where %u was due", sequence,
                            reader->sequence);
    }
    if (header[6] != 0 || header[7] != 0 || (header[5] & ~PO_WIRE_MORE) != 0) {
        return po_error_set(err, PO_E_PLUGIN, "the frame has flags that do not exist");
    }
    if (length > PO_LIMIT_FRAME_BYTES || reader->message.size + length > PO_WIRE_MESSAGE_BYTES) {
        return po_error_set(err, PO_E_PLUGIN,
                            "the frame says it has %u bytes; at most %zu are taken", length,
                            PO_LIMIT_FRAME_BYTES);
    }
    reader->more = (header[5] & PO_WIRE_MORE) != 0;
    if (!in_order(reader, type) || (reader->in_message && type != reader->type) ||
        (reader->more && type != PO_WIRE_RECORDS)) {
        return po_error_set(err, PO_E_PLUGIN, "a frame of type %u came out of turn", header[4]);
    }
    reader->in_message = reader->more;
    reader->type = type;
    reader->payload_left = length;
    reader->sequence++;
    return PO_OK;
}

/* Takes as much of `data` as the header or the payload still needs. */
static po_status take(po_wire_reader *reader, const char *data, size_t size, size_t *ret_taken,
                      po_error *err) {
    if (reader->header_size < PO_WIRE_HEADER_BYTES) {
        size_t room = PO_WIRE_HEADER_BYTES - reader->header_size;
        *ret_taken = size < room ? size : room;
        memcpy(reader->header + reader->header_size, data, *ret_taken);
        reader->header_size += *ret_taken;
        if (reader->header_size < PO_WIRE_HEADER_BYTES) {
            return PO_OK;
        }
        po_status status = read_header(reader, err);
        if (status != PO_OK || reader->payload_left > 0) {
            return status;
        }
    } else {
        *ret_taken = size < reader->payload_left ? size : reader->payload_left;
        po_buffer_add(&reader->message, data, *ret_taken);
        reader->payload_left -= *ret_taken;
    }
    if (reader->payload_left > 0) {
        return PO_OK;
    }
    reader->header_size = 0;
    return reader->more ? PO_OK : read_message(reader, err);
}

static po_status feed(po_wire_reader *reader, const char *data, size_t size, po_error *err) {
    if (size > reader->bytes_max - reader->bytes) {
        return po_error_set(err, PO_E_LIMIT, "more than %zu bytes of records were sent",
                            reader->bytes_max);
    }
    reader->bytes += size;
    while (size > 0) {
        size_t taken = 0;
        if (reader->done) {
            return po_error_set(err, PO_E_PLUGIN, "%zu bytes came after the end", size);
        }
        po_status status = take(reader, data, size, &taken, err);
        if (status != PO_OK) {
            return status;
        }
        data += taken;
        size -= taken;
    }
    return PO_OK;
}

po_status po_wire_reader_feed(po_wire_reader *reader, const void *data, size_t size,
                              po_error *err) {
    if (reader->status != PO_OK) {
        return po_error_set(err, reader->status, "nothing is taken after a frame that was refused");
    }
    reader->status = feed(reader, data, size, err);
    if (reader->status != PO_OK) {
        po_error_context(err, "frame %u", reader->sequence);
    }
    return reader->status;
}
