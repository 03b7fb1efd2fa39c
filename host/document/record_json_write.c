/* SPDX-License-Identifier: Apache-2.0
 *
 * Writing `planonce/records/1`: whole sets, and records one by one as they come. Reading it is record_json.c's.
 */
#include <string.h>

#include "document/record_json.h"

/* What stands before the column's number in the last place of a record: in a row of a sheet it is the same for all cells, and there
 * are millions of them. */
typedef struct place_front {
    po_place of;
    char text[160];
    size_t size; /* 0: nothing is kept */
} place_front;

static bool has_front(const place_front *front, const po_place *place) {
    const po_place *of = &front->of;
    return front->size > 0 && place->column != 0 && place->line == 0 && of->row == place->row && of->table == place->table &&
           of->page == place->page && po_text_equal(of->sheet, place->sheet);
}

static void write_behind(const place_front *front, uint32_t column, po_json *json) {
    char text[sizeof front->text + 16], digits[10];
    size_t size = front->size, count = 0;
    memcpy(text, front->text, size);
    for (; column > 0; column /= 10) {
        digits[count++] = (char)('0' + column % 10);
    }
    while (count > 0) {
        text[size++] = digits[--count];
    }
    text[size++] = '}';
    po_json_raw(json, text, size);
}

static void keep_front(place_front *front, const po_place *place, const char *text, size_t size) {
    front->size = 0;
    if (place->line == 0 && size <= sizeof front->text) {
        front->of = *place;
        front->size = size;
        memcpy(front->text, text, size);
    }
}

static void write_place(const po_place *place, place_front *front, po_json *json) {
    if (has_front(front, place)) {
        write_behind(front, place->column, json);
        return;
    }
    po_json_begin_object(json);
    size_t began = json->out->size - 1;
    po_json_member_integer_if(json, "page", place->page);
    bool under = po_place_is_under(place);
    po_json_member_if(json, under ? "under" : "sheet", place->sheet);
    po_json_member_integer_if(json, "table", place->table);
    po_json_member_integer_if(json, "row", place->row);
    if (place->column != 0) {
        po_json_key(json, "column");
        keep_front(front, place, json->out->data + began, json->out->size - began);
        po_json_integer(json, place->column);
    }
    po_json_member_integer_if(json, under ? "paragraph" : "line", place->line);
    po_json_end_object(json);
}

static void write_field(const po_field *field, place_front *front, po_json *json) {
    po_json_begin_object(json);
    po_json_member(json, "text", field->text == NULL ? "" : field->text);
    if (field->value != NULL) { /* not _if: an empty value is a value */
        po_json_member(json, "value", field->value);
    }
    if (field->value_count > 0) {
        po_json_key(json, "values");
        po_json_begin_array(json);
        for (uint32_t i = 0; i < field->value_count; i++) {
            po_json_string(json, field->values[i]);
        }
        po_json_end_array(json);
    }
    po_json_key(json, "at");
    po_json_begin_array(json);
    for (uint32_t i = 0; i < field->at_count; i++) {
        write_place(&field->at[i], front, json);
    }
    po_json_end_array(json);
    po_json_member_if(json, "doubt", field->doubt);
    po_json_end_object(json);
}

/* A line for each field: a file of records is read by people too, and is half as long. */
static void write_line(const po_field *field, place_front *front, po_json *json) {
    bool pretty = json->pretty;
    json->pretty = false;
    write_field(field, front, json);
    json->pretty = pretty;
}

void po_field_write(const po_field *field, po_json *json) {
    place_front front;
    front.size = 0;
    write_line(field, &front, json);
}

void po_record_write(const po_record *record, po_json *json) {
    place_front front;
    front.size = 0;
    po_json_begin_object(json);
    po_json_member(json, "id", record->id);
    po_json_member(json, "type", record->type);
    po_json_member_if(json, "parent", record->parent);
    po_json_key(json, "fields");
    po_json_begin_object(json);
    for (uint32_t i = 0; i < record->field_count; i++) {
        po_json_key(json, record->fields[i].name);
        write_line(&record->fields[i], &front, json);
    }
    po_json_end_object(json);
    po_json_end_object(json);
}

static void write_source(const po_record_source *source, po_json *json) {
    po_json_key(json, "source");
    po_json_begin_object(json);
    po_json_member(json, "name", source->name);
    po_json_member(json, "sha256", source->sha256);
    po_json_member(json, "media_type", source->media_type);
    po_json_member_integer(json, "pages", source->pages);
    po_json_end_object(json);
}

static void write_diagnostics(const po_diagnostics *diagnostics, po_json *json) {
    po_json_key(json, "diagnostics");
    po_json_begin_array(json);
    for (size_t i = 0; i < diagnostics->list.count; i++) {
        const po_diagnostic *item = &diagnostics->list.items[i];
        po_json_begin_object(json);
        po_json_member(json, "severity", po_severity_name(item->severity));
        po_json_member(json, "code", item->code);
        po_json_member_if(json, "place", item->place);
        po_json_member(json, "text", item->text);
        po_json_end_object(json);
    }
    po_json_end_array(json);
}

void po_record_set_write_head(const po_record_set *set, po_json *json) {
    po_json_begin_object(json);
    po_json_member(json, "format", PO_RECORDS_FORMAT);
    write_source(&set->source, json);
    po_json_member(json, "program", set->program);
    po_json_member(json, "template", set->template_id);
    po_json_key(json, "records");
    po_json_begin_array(json);
}

void po_record_set_write_tail(const po_record_set *set, po_json *json) {
    po_json_end_array(json);
    write_diagnostics(&set->diagnostics, json);
    po_json_end_object(json);
}

void po_record_set_write(const po_record_set *set, po_json *json) {
    po_record_set_write_head(set, json);
    for (size_t i = 0; i < set->records.count; i++) {
        po_record_write(&set->records.items[i], json);
    }
    po_record_set_write_tail(set, json);
}
