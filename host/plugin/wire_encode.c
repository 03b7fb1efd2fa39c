/* SPDX-License-Identifier: Apache-2.0
 *
 * The writing half of the wire. A record is first written as a row of its own; then it is known
 * whether it joins the open table, opens a new one, needs a new frame, or is so large that it is
 * cut over several.
 */
#include "plugin/wire.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "planonce/plugin.h"

#define TABLES_OPEN "{\"tables\":["
#define TABLE_CLOSE "]}"
#define TABLES_CLOSE "]}"
#define CLOSING_BYTES (sizeof TABLE_CLOSE + sizeof TABLES_CLOSE)

struct po_wire_writer {
    po_wire_output output;
    void *context;
    po_buffer frame; /* header and payload of the frame under way */
    po_buffer
        tables; /* tables not yet sent: payload of a RECORDS frame without its end; empty: none */
    po_buffer row;       /* the record under way */
    po_buffer place;     /* a place with a worksheet; a value with its text */
    po_place last;       /* the last one written in full in this row */
    bool last_known;
    po_buffer names;     /* type and field names of the open table, each with its NUL */
    uint32_t columns[PO_LIMIT_RECORD_FIELDS]; /* where in `names` each begins */
    uint32_t beside[PO_LIMIT_RECORD_FIELDS];  /* the column of a sheet in which each usually stands, or 0 */
    uint32_t valued[PO_LIMIT_RECORD_FIELDS];  /* 1: each usually has a value */
    uint32_t column_count;
    uint32_t matches[PO_LIMIT_RECORD_FIELDS]; /* column of each field of the record under way */
    uint32_t sequence;
    size_t records, diagnostics;
    po_status status; /* of the first output that failed: nothing is written after it */
};

po_wire_writer *po_wire_writer_create(po_wire_output output, void *context) {
    po_wire_writer *writer = calloc(1, sizeof *writer);
    if (writer == NULL) {
        po_out_of_memory(sizeof *writer);
    }
    writer->output = output;
    writer->context = context;
    return writer;
}

void po_wire_writer_destroy(po_wire_writer *writer) {
    if (writer == NULL) {
        return;
    }
    po_buffer_finish(&writer->frame);
    po_buffer_finish(&writer->tables);
    po_buffer_finish(&writer->row);
    po_buffer_finish(&writer->names);
    po_buffer_finish(&writer->place);
    free(writer);
}

static void put_u32(uint8_t *out, uint32_t number) {
    out[0] = (uint8_t)(number >> 24);
    out[1] = (uint8_t)(number >> 16);
    out[2] = (uint8_t)(number >> 8);
    out[3] = (uint8_t)number;
}

static po_status send_frame(po_wire_writer *writer, po_wire_type type, uint8_t flags,
                            const char *data, size_t size) {
    uint8_t header[PO_WIRE_HEADER_BYTES] = {0};
    if (writer->status != PO_OK) {
        return writer->status;
    }
    put_u32(header, PO_WIRE_MAGIC);
    header[4] = (uint8_t)type;
    header[5] = flags;
    put_u32(header + 8, (uint32_t)size);
    put_u32(header + 12, writer->sequence++);
    po_buffer_clear(&writer->frame); /* one write for both: half the system calls */
    po_buffer_add(&writer->frame, (const char *)header, sizeof header);
    po_buffer_add(&writer->frame, data, size);
    writer->status = writer->output(writer->context, writer->frame.data, writer->frame.size);
    return writer->status;
}

/* A message in as many frames as it needs. */
static po_status send_message(po_wire_writer *writer, po_wire_type type, const char *data,
                              size_t size) {
    while (size > PO_LIMIT_FRAME_BYTES) {
        po_status status = send_frame(writer, type, PO_WIRE_MORE, data, PO_LIMIT_FRAME_BYTES);
        if (status != PO_OK) {
            return status;
        }
        data += PO_LIMIT_FRAME_BYTES;
        size -= PO_LIMIT_FRAME_BYTES;
    }
    return send_frame(writer, type, 0, data, size);
}

static po_status flush_records(po_wire_writer *writer) {
    if (writer->tables.size == 0) {
        return writer->status;
    }
    po_buffer_add_text(&writer->tables, TABLE_CLOSE TABLES_CLOSE);
    po_status status =
        send_message(writer, PO_WIRE_RECORDS, writer->tables.data, writer->tables.size);
    po_buffer_clear(&writer->tables);
    writer->column_count = 0;
    return status;
}

/* Any message but records: what was gathered goes first, so that the host sees things in the order
 * in which they happened. */
static po_status send_buffer(po_wire_writer *writer, po_wire_type type, po_buffer *payload) {
    po_status status = flush_records(writer);
    if (status == PO_OK) {
        status = send_message(writer, type, payload->data, payload->size);
    }
    po_buffer_finish(payload);
    return status;
}

po_status po_wire_write_hello(po_wire_writer *writer, po_sandbox_level sandbox) {
    po_buffer payload = {0};
    po_json json;
    po_json_init(&json, &payload, false);
    po_json_begin_object(&json);
    po_json_member_integer(&json, "protocol", PO_WIRE_PROTOCOL);
    po_json_member_integer(&json, "abi", PLANONCE_ABI_VERSION);
    po_json_member(&json, "sandbox", po_sandbox_level_name(sandbox));
    po_json_end_object(&json);
    return send_buffer(writer, PO_WIRE_HELLO, &payload);
}

po_status po_wire_write_format(po_wire_writer *writer, const char *media_type, const char *name,
                               const char *sha256) {
    po_buffer payload = {0};
    po_json json;
    po_json_init(&json, &payload, false);
    po_json_begin_object(&json);
    po_json_member(&json, "media_type", media_type);
    po_json_member(&json, "name", name);
    po_json_member(&json, "sha256", sha256);
    po_json_end_object(&json);
    return send_buffer(writer, PO_WIRE_FORMAT, &payload);
}

po_status po_wire_write_source(po_wire_writer *writer, const po_wire_source *source) {
    po_buffer payload = {0};
    po_json json;
    po_json_init(&json, &payload, false);
    po_json_begin_object(&json);
    po_json_member_integer(&json, "pages", source->pages);
    po_json_member(&json, "program", source->program);
    po_json_member(&json, "template", source->template_id);
    po_json_member_bool(&json, "library", source->library);
    po_json_member_integer(&json, "score", source->score);
    po_json_key(&json, "ties");
    po_json_begin_array(&json);
    for (size_t i = 0; i < source->tie_count; i++) {
        po_json_string(&json, source->ties[i]);
    }
    po_json_end_array(&json);
    po_json_end_object(&json);
    return send_buffer(writer, PO_WIRE_SOURCE, &payload);
}

po_status po_wire_write_diagnostic(po_wire_writer *writer, const po_diagnostic *diagnostic) {
    po_buffer payload = {0};
    po_json json;
    po_json_init(&json, &payload, false);
    po_json_begin_object(&json);
    po_json_member(&json, "severity", po_severity_name(diagnostic->severity));
    po_json_member(&json, "code", diagnostic->code);
    po_json_member_if(&json, "place", diagnostic->place);
    po_json_member(&json, "text", diagnostic->text);
    po_json_end_object(&json);
    writer->diagnostics++;
    return send_buffer(writer, PO_WIRE_DIAG, &payload);
}

po_status po_wire_write_done(po_wire_writer *writer, po_outcome outcome, const po_error *error,
                             size_t dropped) {
    po_buffer payload = {0};
    po_json json;
    bool failed = error != NULL && error->status != PO_OK;
    po_json_init(&json, &payload, false);
    po_json_begin_object(&json);
    po_json_member(&json, "outcome", po_outcome_name(outcome));
    po_json_member_integer(&json, "status", failed ? error->status : PO_OK);
    po_json_member(&json, "error", failed ? error->text : NULL);
    po_json_member_integer(&json, "records", (int64_t)writer->records);
    po_json_member_integer(&json, "diagnostics", (int64_t)writer->diagnostics);
    po_json_member_integer(&json, "dropped", (int64_t)dropped);
    po_json_end_object(&json);
    return send_buffer(writer, PO_WIRE_DONE, &payload);
}

/* ---- records ---- */

/* By hand: printf would cost more than all the rest of a cell. */
static size_t put_decimal(char *out, uint32_t number) {
    char digits[10];
    size_t count = 0;
    do {
        digits[count++] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    for (size_t i = 0; i < count; i++) {
        out[i] = digits[count - 1 - i];
    }
    return count;
}

static bool beside_last(const po_wire_writer *writer, const po_place *place) {
    const po_place *last = &writer->last;
    return writer->last_known && place->column != 0 && place->row == last->row && place->table == last->table &&
           place->page == last->page && place->line == last->line &&
           (place->sheet == last->sheet || po_text_equal(place->sheet, last->sheet));
}

static void write_place(po_wire_writer *writer, po_json *json, const po_place *place) {
    if (beside_last(writer, place)) {
        po_json_integer(json, place->column);
        return;
    }
    writer->last = *place;
    writer->last_known = true;
    const uint32_t numbers[] = {place->page, place->table, place->row, place->column, place->line};
    size_t count = sizeof numbers / sizeof *numbers, size = 0;
    char text[64];
    while (count > 0 && numbers[count - 1] == 0) {
        count--;
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            text[size++] = '.';
        }
        size += put_decimal(text + size, numbers[i]);
    }
    text[size] = '\0';
    if (place->sheet == NULL) {
        po_json_string(json, text);
        return;
    }
    po_buffer_clear(&writer->place);
    po_buffer_printf(&writer->place, "%s@%s", text, place->sheet);
    po_json_string(json, po_buffer_text(&writer->place));
}

static void write_cell_places(po_wire_writer *writer, po_json *json, const po_field *field) {
    if (field->at_count == 0) {
        po_json_null(json);
        return;
    }
    if (field->at_count == 1) {
        write_place(writer, json, field->at);
        return;
    }
    po_json_begin_array(json);
    for (uint32_t i = 0; i < field->at_count; i++) {
        write_place(writer, json, &field->at[i]);
    }
    po_json_end_array(json);
}

static void write_cell_values(po_json *json, const po_field *field) {
    if (field->value_count == 0) {
        po_json_null(json);
        return;
    }
    po_json_begin_array(json);
    for (uint32_t i = 0; i < field->value_count; i++) {
        po_json_string(json, field->values[i]);
    }
    po_json_end_array(json);
}

/* Can the value stand before a bar? */
static bool goes_before(const char *value) {
    size_t size = strcspn(value, PO_WIRE_BAR);
    return value[size] == '\0' && size <= PO_WIRE_BEFORE_BYTES;
}

/* Is the field nothing but its text (and its value, in a column that has some), in the place where a string in this column stands by
 * itself? */
static bool is_plain(const po_wire_writer *writer, const po_field *field, uint32_t column) {
    if (field->doubt != NULL || field->value_count > 0 || (field->value != NULL) != (writer->valued[column] != 0) ||
        (field->value != NULL && !goes_before(field->value))) {
        return false;
    }
    if (writer->beside[column] == 0) {
        return field->at_count == 0;
    }
    return field->at_count == 1 && field->at->column == writer->beside[column] && beside_last(writer, field->at);
}

static void write_plain(po_wire_writer *writer, po_json *json, const po_field *field, const char *text) {
    if (field->value == NULL) {
        po_json_string(json, text);
        return;
    }
    po_buffer_clear(&writer->place);
    po_buffer_add_text(&writer->place, field->value);
    po_buffer_add_text(&writer->place, PO_WIRE_BAR);
    po_buffer_add_text(&writer->place, text);
    po_json_string(json, po_buffer_text(&writer->place));
}

static void write_cell(po_wire_writer *writer, po_json *json, const po_field *field, uint32_t column) {
    size_t parts = field->doubt != NULL     ? 5
                   : field->value_count > 0 ? 4
                   : field->value != NULL   ? 3
                                            : 2;
    const char *text = field->text == NULL ? "" : field->text;
    if (is_plain(writer, field, column)) {
        write_plain(writer, json, field, text);
        return;
    }
    po_json_begin_array(json);
    po_json_string(json, text);
    write_cell_places(writer, json, field);
    if (parts > 2) {
        po_json_string(json, field->value);
    }
    if (parts > 3) {
        write_cell_values(json, field);
    }
    if (parts > 4) {
        po_json_string(json, field->doubt);
    }
    po_json_end_array(json);
}

/* Where the record's fields stand is where those of the records after it are likely to; what has a value has one there. */
static void note_beside(po_wire_writer *writer, const po_record *record) {
    for (uint32_t i = 0; i < record->field_count && i < PO_LIMIT_RECORD_FIELDS; i++) {
        const po_field *field = &record->fields[i];
        writer->beside[i] = field->at_count == 1 ? field->at->column : 0;
        writer->valued[i] = field->value != NULL && goes_before(field->value);
    }
}

/* `joins`: in the columns of the open table, null where the record has no such field; else in columns of its own. */
static void write_row(po_wire_writer *writer, const po_record *record, bool joins) {
    po_json json;
    po_buffer_clear(&writer->row);
    writer->last_known = false;
    if (!joins) {
        note_beside(writer, record);
    }
    po_json_init(&json, &writer->row, false);
    po_json_begin_array(&json);
    po_json_string(&json, record->id);
    po_json_string(&json, record->parent);
    uint32_t column = 0;
    for (uint32_t i = 0; i < record->field_count; i++, column++) {
        for (; joins && column < writer->matches[i]; column++) {
            po_json_null(&json);
        }
        write_cell(writer, &json, &record->fields[i], column);
    }
    for (; joins && column < writer->column_count; column++) {
        po_json_null(&json);
    }
    po_json_end_array(&json);
}

static void write_numbers(po_buffer *out, const char *name, const uint32_t *numbers, uint32_t count) {
    char digits[10];
    po_buffer_printf(out, "],\"%s\":[", name);
    for (uint32_t i = 0; i < count; i++) {
        po_buffer_add_text(out, i > 0 ? "," : "");
        po_buffer_add(out, digits, put_decimal(digits, numbers[i]));
    }
}

/* `{"type":...,"columns":[...],"beside":[...],"valued":[...],"rows":[` without the row. */
static void open_table(po_wire_writer *writer, const po_record *record) {
    po_buffer *out = &writer->tables;
    po_buffer_add_text(out, out->size == 0 ? TABLES_OPEN : TABLE_CLOSE ",");
    po_buffer_printf(out, "{\"type\":\"%s\",\"columns\":[", record->type);
    po_buffer_clear(&writer->names);
    po_buffer_add(&writer->names, record->type, strlen(record->type) + 1);
    for (uint32_t i = 0; i < record->field_count; i++) {
        po_buffer_printf(out, "%s\"%s\"", i > 0 ? "," : "", record->fields[i].name);
        writer->columns[i] = (uint32_t)writer->names.size;
        po_buffer_add(&writer->names, record->fields[i].name, strlen(record->fields[i].name) + 1);
    }
    write_numbers(out, "beside", writer->beside, record->field_count);
    write_numbers(out, "valued", writer->valued, record->field_count);
    po_buffer_add_text(out, "],\"rows\":[");
    writer->column_count = record->field_count;
}

/* True if the open table is of the record's type and has its fields in this order, perhaps with others between; `matches` then says where. A
 * table of which a record would fill less than half is not joined: nulls cost too. */
static bool joins_table(po_wire_writer *writer, const po_record *record) {
    uint32_t column = 0, matched = 0;
    if (writer->tables.size == 0 || record->field_count * 2 < writer->column_count ||
        strcmp(writer->names.data, record->type) != 0) {
        return false;
    }
    for (; matched < record->field_count && column < writer->column_count; column++) {
        if (strcmp(writer->names.data + writer->columns[column], record->fields[matched].name) == 0) {
            writer->matches[matched++] = column;
        }
    }
    return matched == record->field_count;
}

/* What opening a table for the record takes. */
static size_t head_bytes(const po_record *record) {
    size_t size = strlen(record->type) + 96;
    for (uint32_t i = 0; i < record->field_count; i++) {
        size += strlen(record->fields[i].name) + 17;
    }
    return size;
}

po_status po_wire_write_record(po_wire_writer *writer, const po_record *record) {
    po_status status = writer->status;
    bool joins = joins_table(writer, record);
    write_row(writer, record, joins);
    size_t head = head_bytes(record);
    if (record->field_count > PO_LIMIT_RECORD_FIELDS || head + writer->row.size + CLOSING_BYTES > PO_WIRE_MESSAGE_BYTES) {
        return PO_E_LIMIT;
    }
    if (writer->tables.size + head + writer->row.size + CLOSING_BYTES > PO_LIMIT_FRAME_BYTES) {
        status = flush_records(writer);
        if (joins) {
            write_row(writer, record, false);
            joins = false;
        }
    }
    if (joins) {
        po_buffer_add_char(&writer->tables, ',');
    } else {
        open_table(writer, record);
    }
    po_buffer_add(&writer->tables, writer->row.data, writer->row.size);
    writer->records++;
    return status;
}

size_t po_wire_written_records(const po_wire_writer *writer) {
    return writer->records;
}
