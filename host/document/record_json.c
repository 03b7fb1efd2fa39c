/* SPDX-License-Identifier: Apache-2.0
 *
 * Reading `planonce/records/1` as a stranger's (record_json.h says why cJSON alone will not do). Writing it is record_json_write.c's.
 *
 * A member that is not known here is passed over with a note, so that a later version may add one;
 * a member that is known and wrong refuses the whole file, with the path of the mistake: half a
 * plan read silently is worse than none.
 */
#include "document/record_json.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"

/* ---- the path of a mistake ---- */

static size_t enter(po_json_reader *reader, const char *format, const char *name, size_t index) {
    size_t before = reader->length;
    size_t room = sizeof reader->path - reader->length;
    if (reader->length > 0 && room > 1) {
        reader->path[reader->length++] = '.';
        room--;
    }
    int wrote = snprintf(reader->path + reader->length, room, "%.60s", name);
    reader->length += wrote < 0 ? 0 : (size_t)wrote < room ? (size_t)wrote : room - 1;
    if (format != NULL) {
        room = sizeof reader->path - reader->length;
        wrote = snprintf(reader->path + reader->length, room, "[%zu]", index);
        reader->length += wrote < 0 ? 0 : (size_t)wrote < room ? (size_t)wrote : room - 1;
    }
    return before;
}

size_t po_json_reader_enter(po_json_reader *reader, const char *member) {
    return enter(reader, NULL, member, 0);
}

size_t po_json_reader_enter_item(po_json_reader *reader, const char *list, size_t index) {
    return enter(reader, "[]", list, index);
}

void po_json_reader_leave(po_json_reader *reader, size_t before) {
    reader->length = before;
    reader->path[before] = '\0';
}

po_status po_json_reader_refuse(po_json_reader *reader, const char *format, ...) {
    char text[384];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return po_error_set(reader->err, PO_E_INPUT, "%s%s%s", reader->path,
                        reader->length > 0 ? ": " : "", text);
}

/* ---- the check before cJSON ---- */

/* One escape inside a string, `c` being the character after the backslash. */
static po_status scan_escape(po_json_reader *reader, const char *json, size_t size, size_t at) {
    if (json[at] == 'b' || json[at] == 'f' || json[at] == 'r') {
        reader->has_controls = true;
    }
    if (json[at] != 'u' || size - at < 5 || json[at + 1] != '0' || json[at + 2] != '0') {
        return PO_OK;
    }
    if (json[at + 3] == '0' && json[at + 4] == '0') {
        return po_json_reader_refuse(
            reader, "the character \\u0000 may not stand in a text (byte %zu)", at);
    }
    if (json[at + 3] == '0' || json[at + 3] == '1' || json[at + 3] == '7' || json[at + 3] == '8' ||
        json[at + 3] == '9') {
        reader->has_controls = true; /* tab and newline too: cleaning leaves them alone */
    }
    return PO_OK;
}

/* DEL, and U+0080 to U+009F: JSON lets them stand as they are. */
static bool is_raw_control(const char *json, size_t size, size_t at) {
    unsigned char byte = (unsigned char)json[at];
    return byte == 0x7f || (byte == 0xc2 && at + 1 < size && (unsigned char)json[at + 1] < 0xa0);
}

/* A string, from behind its opening quote to behind its closing one. */
static po_status scan_string(po_json_reader *reader, const char *json, size_t size,
                             size_t *position) {
    size_t at = *position;
    for (; at < size && json[at] != '"'; at++) {
        if ((unsigned char)json[at] < 0x20) {
            return po_json_reader_refuse(reader, "a control character stands in a text (byte %zu)",
                                         at);
        }
        reader->has_controls = reader->has_controls || is_raw_control(json, size, at);
        if (json[at] == '\\') {
            at++;
            po_status status = at < size ? scan_escape(reader, json, size, at) : PO_OK;
            if (status != PO_OK) {
                return status;
            }
        }
    }
    if (at >= size) {
        return po_json_reader_refuse(reader, "the JSON ends inside a text");
    }
    *position = at + 1;
    return PO_OK;
}

static po_status refuse_size(po_json_reader *reader, size_t depth) {
    if (depth > PO_LIMIT_JSON_DEPTH) {
        return po_error_set(reader->err, PO_E_LIMIT, "the JSON is nested deeper than %d levels", PO_LIMIT_JSON_DEPTH);
    }
    return po_error_set(reader->err, PO_E_LIMIT, "the JSON has more than %zu values", PO_LIMIT_JSON_VALUES);
}

/* Depth, number of values, and strings; the grammar itself is left to cJSON. */
static po_status scan(po_json_reader *reader, const char *json, size_t size) {
    size_t depth = 0, values = 1; /* one behind each bracket and each comma, at most */
    po_status status = PO_OK;
    for (size_t at = 0; status == PO_OK && at < size;) {
        char c = json[at++];
        if (c == '"') {
            status = scan_string(reader, json, size, &at);
        } else if (c == '{' || c == '[') {
            depth++;
            values++;
        } else if (c == ',') {
            values++;
        } else if ((c == '}' || c == ']') && depth > 0) {
            depth--;
        }
        if (depth > PO_LIMIT_JSON_DEPTH || values > PO_LIMIT_JSON_VALUES) {
            return refuse_size(reader, depth);
        }
    }
    return status;
}

static int compare_keys(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

#define KEYS_ON_STACK 64

/* The first key that an object has twice, or NULL. */
static const char *find_twice(const cJSON *object) {
    const char *few[KEYS_ON_STACK];
    size_t count = po_json_count(object);
    const char **keys = few;
    const char *twice = NULL;
    if (count > KEYS_ON_STACK) {
        keys = calloc(count, sizeof *keys);
        if (keys == NULL) {
            po_out_of_memory(count * sizeof *keys);
        }
    }
    count = 0;
    for (const cJSON *item = object->child; item != NULL; item = item->next) {
        keys[count++] = item->string;
    }
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t i = 1; twice == NULL && i < count; i++) {
        twice = strcmp(keys[i - 1], keys[i]) == 0 ? keys[i] : NULL;
    }
    if (keys != few) {
        free(keys);
    }
    return twice;
}

/* Recursion is bounded by PO_LIMIT_JSON_DEPTH, which `scan` has checked. */
static po_status refuse_twice(po_json_reader *reader, const cJSON *node) {
    if (cJSON_IsObject(node) && node->child != NULL && node->child->next != NULL) {
        const char *twice = find_twice(node);
        if (twice != NULL) {
            return po_json_reader_refuse(reader, "the key \"%.60s\" is given twice in one object",
                                         twice);
        }
    }
    for (const cJSON *item = node->child; item != NULL; item = item->next) {
        if (item->child == NULL) {
            continue;
        }
        po_status status = refuse_twice(reader, item);
        if (status != PO_OK) {
            return status;
        }
    }
    return PO_OK;
}

static bool only_space(const char *text, const char *end) {
    while (text < end && (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r')) {
        text++;
    }
    return text == end;
}

po_status po_json_reader_parse(po_json_reader *reader, const char *json, size_t size,
                               cJSON **ret_root) {
    if (!po_utf8_valid(json, size)) {
        return po_json_reader_refuse(reader, "the JSON is not valid UTF-8");
    }
    po_status status = scan(reader, json, size);
    if (status != PO_OK) {
        return status;
    }
    const char *end = NULL;
    cJSON *root = cJSON_ParseWithLengthOpts(json, size, &end, 0);
    if (root == NULL) {
        size_t at = end == NULL ? 0 : (size_t)(end - json);
        return po_json_reader_refuse(
            reader, "this is not JSON, or it is cut short (byte %zu of %zu)", at, size);
    }
    if (!only_space(end, json + size)) {
        status = po_json_reader_refuse(
            reader, "something stands behind the end of the JSON (byte %zu)", (size_t)(end - json));
    } else {
        status = refuse_twice(reader, root);
    }
    if (status != PO_OK) {
        cJSON_Delete(root);
        return status;
    }
    *ret_root = root;
    return PO_OK;
}

/* ---- values ---- */

size_t po_json_count(const cJSON *node) {
    size_t count = 0;
    for (const cJSON *item = node == NULL ? NULL : node->child; item != NULL; item = item->next) {
        count++;
    }
    return count;
}

static const char *copy_text(po_json_reader *reader, const char *text, size_t length) {
    if (!reader->has_controls) {
        return reader->borrows ? text : po_arena_copy(reader->arena, text, length);
    }
    po_buffer clean = {0};
    po_utf8_append_clean(&clean, text, length);
    const char *copy = po_arena_copy(reader->arena, po_buffer_text(&clean), clean.size);
    po_buffer_finish(&clean);
    return copy;
}

const char *po_json_reader_copy(po_json_reader *reader, const char *text) {
    return copy_text(reader, text, strlen(text));
}

po_status po_json_reader_text(po_json_reader *reader, const cJSON *node, size_t limit,
                              const char **ret_text) {
    if (node == NULL || cJSON_IsNull(node)) {
        *ret_text = NULL;
        return PO_OK;
    }
    if (!cJSON_IsString(node)) {
        return po_json_reader_refuse(reader, "a text is expected here");
    }
    size_t length = strlen(node->valuestring);
    const char *text = length > limit ? NULL : copy_text(reader, node->valuestring, length);
    if (text && reader->has_controls) {
        length = strlen(
            text); /* cleaning makes three bytes of one; what was read must be readable again */
    }
    if (length > limit) {
        return po_error_set(reader->err, PO_E_LIMIT,
                            "%s: the text has %zu bytes; at most %zu are read", reader->path,
                            length, limit);
    }
    *ret_text = text;
    return PO_OK;
}

po_status po_json_reader_number(po_json_reader *reader, const cJSON *node, uint32_t *ret_number) {
    if (!cJSON_IsNumber(node) ||
        !(node->valuedouble >= 0 && node->valuedouble <= (double)UINT32_MAX) ||
        floor(node->valuedouble) != node->valuedouble) {
        return po_json_reader_refuse(reader, "a whole number of 0 or more is expected here");
    }
    *ret_number = (uint32_t)node->valuedouble;
    return PO_OK;
}

po_status po_json_reader_values(po_json_reader *reader, const cJSON *node, po_field *field) {
    size_t count = po_json_count(node);
    if (!cJSON_IsArray(node) || count > PO_RECORD_VALUES_MAX) {
        return po_json_reader_refuse(reader, "a list of at most %u values is expected here",
                                     PO_RECORD_VALUES_MAX);
    }
    const char **values = PO_NEW_ARRAY(reader->arena, const char *, count);
    size_t i = 0;
    for (const cJSON *item = node->child; item != NULL; item = item->next, i++) {
        po_status status = po_json_reader_text(reader, item, PO_RECORD_NOTE_BYTES, &values[i]);
        if (status != PO_OK) {
            return status;
        }
        if (values[i] == NULL) {
            return po_json_reader_refuse(reader, "value %zu is null", i + 1);
        }
    }
    field->values = values;
    field->value_count = (uint32_t)count;
    return PO_OK;
}

/* ---- reading a file ---- */

typedef struct set_reader {
    po_json_reader json;
    po_record_set *set;
    size_t unknown; /* members passed over */
} set_reader;

/* One member of an object, handed to whoever knows its name; false if nobody does. */
typedef po_status (*member_reader)(set_reader *reader, const cJSON *node, void *target,
                                   bool *ret_known);

/* Calls `read` for every member of `node`, with the path moved to the member. */
static po_status each_member(set_reader *reader, const cJSON *node, member_reader read,
                             void *target) {
    if (node == NULL || !cJSON_IsObject(node)) {
        return po_json_reader_refuse(&reader->json, "an object is expected here");
    }
    for (const cJSON *item = node->child; item != NULL; item = item->next) {
        bool known = true;
        size_t before = po_json_reader_enter(&reader->json, item->string);
        po_status status = read(reader, item, target, &known);
        if (status != PO_OK) {
            return status;
        }
        po_json_reader_leave(&reader->json, before);
        if (!known && reader->unknown++ < 5) {
            po_diagnose(&reader->set->diagnostics, PO_NOTE, "REC-001", NULL, NULL,
                        "the member \"%.60s\" is not known and was passed over", item->string);
        }
    }
    return PO_OK;
}

static bool is(const cJSON *node, const char *name) {
    return strcmp(node->string, name) == 0;
}

static po_status read_place_member(set_reader *reader, const cJSON *node, void *target,
                                   bool *ret_known) {
    po_place *place = target;
    const struct {
        const char *name;
        uint32_t *number;
    } numbers[] = {{"page", &place->page},
                   {"table", &place->table},
                   {"row", &place->row},
                   {"column", &place->column},
                   {"line", &place->line},
                   {"paragraph", &place->line}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (is(node, numbers[i].name)) {
            return po_json_reader_number(&reader->json, node, numbers[i].number);
        }
    }
    if (is(node, "sheet") || is(node, "under")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NOTE_BYTES, &place->sheet);
    }
    *ret_known = false;
    return PO_OK;
}

static po_status read_places(set_reader *reader, const cJSON *node, po_field *field) {
    size_t count = po_json_count(node);
    if (!cJSON_IsArray(node) || count > PO_RECORD_PLACES_MAX) {
        return po_json_reader_refuse(&reader->json, "a list of at most %u places is expected here",
                                     PO_RECORD_PLACES_MAX);
    }
    po_place *places = PO_NEW_ARRAY(reader->json.arena, po_place, count);
    const cJSON *item = node->child;
    for (size_t i = 0; i < count; i++, item = item->next) {
        po_status status = each_member(reader, item, read_place_member, &places[i]);
        if (status != PO_OK) {
            return status;
        }
    }
    field->at = places;
    field->at_count = (uint32_t)count;
    return PO_OK;
}

static po_status read_field_member(set_reader *reader, const cJSON *node, void *target,
                                   bool *ret_known) {
    po_field *field = target;
    if (is(node, "text")) {
        return po_json_reader_text(&reader->json, node, PO_LIMIT_FIELD_BYTES, &field->text);
    }
    if (is(node, "value")) {
        return po_json_reader_text(&reader->json, node, PO_LIMIT_FIELD_BYTES, &field->value);
    }
    if (is(node, "values")) {
        return po_json_reader_values(&reader->json, node, field);
    }
    if (is(node, "at")) {
        return read_places(reader, node, field);
    }
    if (is(node, "doubt")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NOTE_BYTES, &field->doubt);
    }
    *ret_known = false;
    return PO_OK;
}

typedef struct field_list {
    po_field *items;
    uint32_t count;
} field_list;

/* A field: any name in snake_case is known. */
static po_status read_field(set_reader *reader, const cJSON *node, void *target, bool *ret_known) {
    field_list *fields = target;
    po_field *field = &fields->items[fields->count++];
    (void)ret_known;
    if (!po_record_name_valid(node->string)) {
        return po_json_reader_refuse(&reader->json,
                                     "a field's name is in snake_case: a-z, 0-9 and '_'");
    }
    field->name = po_arena_dup(reader->json.arena, node->string);
    po_status status = each_member(reader, node, read_field_member, field);
    if (status == PO_OK && field->text == NULL) {
        status = po_json_reader_refuse(&reader->json, "\"text\" is missing");
    }
    return status;
}

static po_status read_fields(set_reader *reader, const cJSON *node, po_record *record) {
    size_t count = po_json_count(node);
    if (count > PO_LIMIT_RECORD_FIELDS) {
        return po_json_reader_refuse(&reader->json,
                                     "a record has at most %zu fields; this one has %zu",
                                     PO_LIMIT_RECORD_FIELDS, count);
    }
    field_list fields = {.items = PO_NEW_ARRAY(reader->json.arena, po_field, count)};
    po_status status = each_member(reader, node, read_field, &fields);
    record->fields = fields.items;
    record->field_count = fields.count;
    return status;
}

static po_status read_record_member(set_reader *reader, const cJSON *node, void *target,
                                    bool *ret_known) {
    po_record *record = target;
    if (is(node, "id")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NAME_BYTES, &record->id);
    }
    if (is(node, "type")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NAME_BYTES, &record->type);
    }
    if (is(node, "parent")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NAME_BYTES, &record->parent);
    }
    if (is(node, "fields")) {
        return read_fields(reader, node, record);
    }
    *ret_known = false;
    return PO_OK;
}

static po_status read_record(set_reader *reader, const cJSON *node) {
    po_record record = {0};
    po_status status = each_member(reader, node, read_record_member, &record);
    if (status != PO_OK) {
        return status;
    }
    if (!po_record_id_valid(record.id)) {
        return po_json_reader_refuse(
            &reader->json, "\"id\" is missing or not an id: printable ASCII without spaces, "
                           "quotes, '\\', '`', '<', '>', '&'");
    }
    if (!po_record_name_valid(record.type)) {
        return po_json_reader_refuse(&reader->json, "\"type\" is missing or not in snake_case");
    }
    if (!po_record_set_add(reader->set, &record)) {
        return po_json_reader_refuse(&reader->json, "the id \"%s\" is taken by an earlier record",
                                     record.id);
    }
    return PO_OK;
}

static po_status read_records(set_reader *reader, const cJSON *node) {
    size_t count = po_json_count(node), index = 0;
    if (!cJSON_IsArray(node) || count > PO_LIMIT_RECORDS) {
        return po_json_reader_refuse(
            &reader->json, "a list of at most %zu records is expected here", PO_LIMIT_RECORDS);
    }
    po_json_reader_leave(&reader->json, 0);
    for (const cJSON *item = node->child; item != NULL; item = item->next) {
        size_t before = po_json_reader_enter_item(&reader->json, "records", index++);
        po_status status = read_record(reader, item);
        if (status != PO_OK) {
            return status;
        }
        po_json_reader_leave(&reader->json, before);
    }
    return PO_OK;
}

static bool is_sha256(const char *text) {
    return text == NULL || (strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64);
}

static po_status read_source_member(set_reader *reader, const cJSON *node, void *target,
                                    bool *ret_known) {
    po_record_source *source = target;
    if (is(node, "name")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NOTE_BYTES, &source->name);
    }
    if (is(node, "media_type")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NAME_BYTES, &source->media_type);
    }
    if (is(node, "pages")) {
        return po_json_reader_number(&reader->json, node, &source->pages);
    }
    if (is(node, "sha256")) {
        po_status status =
            po_json_reader_text(&reader->json, node, PO_RECORD_NAME_BYTES, &source->sha256);
        if (status == PO_OK && !is_sha256(source->sha256)) {
            status = po_json_reader_refuse(&reader->json,
                                           "64 hexadecimal digits in lower case are expected here");
        }
        return status;
    }
    *ret_known = false;
    return PO_OK;
}

typedef struct diagnostic_text {
    const char *severity, *code, *text, *place;
} diagnostic_text;

static po_status read_diagnostic_member(set_reader *reader, const cJSON *node, void *target,
                                        bool *ret_known) {
    diagnostic_text *item = target;
    const struct {
        const char *name;
        const char **text;
    } members[] = {{"severity", &item->severity},
                   {"code", &item->code},
                   {"text", &item->text},
                   {"place", &item->place}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        if (is(node, members[i].name)) {
            return po_json_reader_text(&reader->json, node, PO_RECORD_NOTE_BYTES, members[i].text);
        }
    }
    *ret_known = false;
    return PO_OK;
}

static po_status read_diagnostics(set_reader *reader, const cJSON *node) {
    if (!cJSON_IsArray(node)) {
        return po_json_reader_refuse(&reader->json, "a list is expected here");
    }
    for (const cJSON *item = node->child; item != NULL; item = item->next) {
        diagnostic_text read = {0};
        po_status status = each_member(reader, item, read_diagnostic_member, &read);
        if (status != PO_OK) {
            return status;
        }
        if (read.code == NULL || read.text == NULL || !po_record_id_valid(read.code)) {
            return po_json_reader_refuse(&reader->json,
                                         "a diagnostic has a \"code\" and a \"text\"");
        }
        po_severity severity = PO_NOTE;
        while (severity < PO_ERROR && !po_text_equal(read.severity, po_severity_name(severity))) {
            severity++;
        }
        po_diagnose(&reader->set->diagnostics, severity, read.code, NULL, read.place, "%s",
                    read.text);
    }
    return PO_OK;
}

static po_status read_set_member(set_reader *reader, const cJSON *node, void *target,
                                 bool *ret_known) {
    po_record_set *set = target;
    if (is(node, "format")) {
        return PO_OK; /* checked before */
    }
    if (is(node, "source")) {
        return each_member(reader, node, read_source_member, &set->source);
    }
    if (is(node, "program")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NAME_BYTES, &set->program);
    }
    if (is(node, "template")) {
        return po_json_reader_text(&reader->json, node, PO_RECORD_NAME_BYTES, &set->template_id);
    }
    if (is(node, "records")) {
        return read_records(reader, node);
    }
    if (is(node, "diagnostics")) {
        return read_diagnostics(reader, node);
    }
    *ret_known = false;
    return PO_OK;
}

static po_status check_format(po_json_reader *reader, const cJSON *root) {
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    if (!cJSON_IsString(format)) {
        return po_json_reader_refuse(
            reader, "this JSON is not a file of records: it has no \"format\": \"%s\"",
            PO_RECORDS_FORMAT);
    }
    if (strcmp(format->valuestring, PO_RECORDS_FORMAT) != 0) {
        return po_error_set(reader->err, PO_E_SUPPORT,
                            "the format \"%.60s\" is not read here; \"%s\" is", format->valuestring,
                            PO_RECORDS_FORMAT);
    }
    if (!cJSON_IsArray(cJSON_GetObjectItemCaseSensitive(root, "records"))) {
        return po_json_reader_refuse(reader, "\"records\" is missing or not a list");
    }
    return PO_OK;
}

po_status po_record_set_read(const char *json, size_t size, po_record_set **ret_set,
                             po_error *err) {
    if (size > PO_RECORD_FILE_BYTES) {
        return po_error_set(err, PO_E_LIMIT,
                            "a file of records may have at most %zu bytes; this one has %zu",
                            PO_RECORD_FILE_BYTES, size);
    }
    cJSON *root = NULL;
    po_record_set *set = po_record_set_create();
    set_reader reader = {.json = {.arena = set->arena, .err = err}, .set = set};
    po_status status = po_json_reader_parse(&reader.json, json, size, &root);
    if (status != PO_OK) {
        goto out;
    }
    status = check_format(&reader.json, root);
    if (status == PO_OK) {
        status = each_member(&reader, root, read_set_member, set);
    }
    if (status == PO_OK) {
        status = po_record_set_link(set, err);
    }
    if (status == PO_OK) {
        *ret_set = set;
        set = NULL;
    }
out:
    cJSON_Delete(root);
    po_record_set_destroy(set);
    return status;
}
