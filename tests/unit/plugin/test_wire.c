/* SPDX-License-Identifier: Apache-2.0
 *
 * Frames: what is written is read, in any pieces; and nothing that a plugin could write itself is
 * believed or breaks the host.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "plugin/wire.h"

static po_status gather(void *context, const void *data, size_t size) {
    po_buffer_add(context, data, size);
    return PO_OK;
}

static po_wire_writer *begin(po_buffer *out) {
    po_wire_writer *writer = po_wire_writer_create(gather, out);
    po_wire_write_hello(writer, PO_SANDBOX_FULL);
    po_wire_write_format(writer, "application/pdf", "PDF", "00");
    po_wire_write_source(writer, &(po_wire_source){.pages = 3,
                                                   .program = "lcap",
                                                   .template_id = "lcap-2024",
                                                   .library = true,
                                                   .score = 40,
                                                   .ties = (const char *[]){"spsa"},
                                                   .tie_count = 1});
    return writer;
}

static void write_records(po_wire_writer *writer, unsigned count) {
    static const po_place at[] = {{.page = 3, .table = 1, .row = 2, .column = 1},
                                  {.sheet = "Table 1", .row = 7}};
    static const char *const values[] = {"EL", "LI"};
    for (unsigned i = 0; i < count; i++) {
        char id[32], number[32];
        snprintf(id, sizeof id, "row-%u", i);
        snprintf(number, sizeof number, "%u", i);
        po_field fields[] = {{.name = "number", .text = number},
                             {.name = "total_funds",
                              .text = "$1,234.50",
                              .value = "1234.50",
                              .at = at,
                              .at_count = 2},
                             {.name = "student_groups",
                              .text = "EL,\n\"LI\"",
                              .values = values,
                              .value_count = 2,
                              .doubt = "faint"}};
        po_record record = {.id = id,
                            .type = i % 10 == 9 ? "total" : "row",
                            .parent = i > 0 ? "row-0" : NULL,
                            .fields = fields,
                            .field_count = i % 7 == 6 ? 2 : 3};
        cr_assert_eq(po_wire_write_record(writer, &record), PO_OK);
    }
}

static po_buffer whole(unsigned count) {
    po_buffer out = {0};
    po_wire_writer *writer = begin(&out);
    write_records(writer, count);
    po_wire_write_diagnostic(
        writer, &(po_diagnostic){
                    .severity = PO_WARNING, .code = "PDF-003", .text = "faint", .place = "page 2"});
    po_wire_write_done(writer, PO_OUTCOME_READ, NULL, 2);
    po_wire_writer_destroy(writer);
    return out;
}

/* Feeds `size` bytes in pieces of `piece`; returns the status of the first refusal. */
static po_status feed(const char *data, size_t size, size_t piece, po_record_set *set,
                      bool *ret_done, po_error *err) {
    po_wire_reader *reader = po_wire_reader_create(set, NULL, PO_LIMIT_RESULT_BYTES);
    po_status status = PO_OK;
    for (size_t at = 0; status == PO_OK && at < size; at += piece) {
        status = po_wire_reader_feed(reader, data + at, size - at < piece ? size - at : piece, err);
    }
    *ret_done = po_wire_reader_done(reader);
    po_wire_reader_destroy(reader);
    return status;
}

static void check_set(const po_record_set *set, unsigned count) {
    cr_assert_eq(set->records.count, count);
    cr_assert_str_eq(set->program, "lcap");
    cr_assert_eq(set->source.pages, 3);
    const po_record *record = po_record_find(set, "row-1");
    cr_assert_str_eq(record->parent, "row-0");
    cr_assert_str_eq(po_record_value(record, "total_funds"), "1234.50");
    const po_field *funds = po_record_field(record, "total_funds");
    cr_assert_eq(funds->at_count, 2);
    cr_assert_eq(funds->at[0].column, 1);
    cr_assert_str_eq(funds->at[1].sheet, "Table 1");
    const po_field *groups = po_record_field(record, "student_groups");
    cr_assert_str_eq(groups->text, "EL,\n\"LI\"");
    cr_assert_eq(groups->value_count, 2);
    cr_assert_str_eq(groups->doubt, "faint");
    cr_assert_null(po_record_field(po_record_find(set, "row-6"), "student_groups"));
    cr_assert_eq(set->diagnostics.list.count, 1);
    cr_assert_eq(set->diagnostics.dropped, 2);
}

Test(wire, what_is_written_is_read_in_any_pieces) {
    po_buffer out = whole(500);
    const size_t pieces[] = {1, 7, 4096, out.size};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        po_record_set *set = po_record_set_create();
        po_error err = {0};
        bool done = false;
        cr_assert_eq(feed(out.data, out.size, pieces[i], set, &done, &err), PO_OK, "%s", err.text);
        cr_assert(done);
        check_set(set, 500);
        po_record_set_destroy(set);
    }
    po_buffer_finish(&out);
}

Test(wire, names_travel_once) {
    po_buffer out = whole(100);
    size_t seen = 0;
    for (const char *at = out.data;
         (at = memmem(at, out.size - (size_t)(at - out.data), "total_funds", 11)) != NULL; at++) {
        seen++;
    }
    cr_assert_lt(seen, 50, "%zu", seen);
    po_buffer_finish(&out);
}

Test(wire, a_record_larger_than_a_frame_is_cut_and_joined) {
    po_buffer out = {0}, text = {0};
    while (text.size < PO_LIMIT_FIELD_BYTES - 8) {
        po_buffer_add_text(&text, "ä\"b\n");
    }
    po_wire_writer *writer = begin(&out);
    po_field fields[20];
    char names[20][8];
    for (size_t i = 0; i < 20; i++) {
        snprintf(names[i], sizeof names[i], "f%zu", i);
        fields[i] = (po_field){.name = names[i], .text = text.data};
    }
    po_record record = {.id = "a", .type = "narrative", .fields = fields, .field_count = 20};
    cr_assert_eq(po_wire_write_record(writer, &record), PO_OK);
    record.id = "b";
    record.field_count = 1;
    cr_assert_eq(po_wire_write_record(writer, &record), PO_OK);
    po_wire_write_done(writer, PO_OUTCOME_READ, NULL, 0);
    po_wire_writer_destroy(writer);
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    bool done = false;
    cr_assert_eq(feed(out.data, out.size, 65536, set, &done, &err), PO_OK, "%s", err.text);
    cr_assert(done);
    cr_assert_str_eq(po_record_text(po_record_find(set, "a"), "f19"), text.data);
    cr_assert_str_eq(po_record_text(po_record_find(set, "b"), "f0"), text.data);
    po_record_set_destroy(set);
    po_buffer_finish(&out);
    po_buffer_finish(&text);
}

Test(wire, a_record_larger_than_a_message_is_refused) {
    po_buffer out = {0}, text = {0};
    while (text.size < PO_LIMIT_FIELD_BYTES) {
        po_buffer_add_char(&text, '"');
    }
    po_wire_writer *writer = begin(&out);
    po_field fields[40];
    char names[40][8];
    for (size_t i = 0; i < 40; i++) {
        snprintf(names[i], sizeof names[i], "f%zu", i);
        fields[i] = (po_field){.name = names[i], .text = text.data};
    }
    po_record record = {.id = "a", .type = "narrative", .fields = fields, .field_count = 40};
    cr_assert_eq(po_wire_write_record(writer, &record), PO_E_LIMIT);
    po_wire_writer_destroy(writer);
    po_buffer_finish(&out);
    po_buffer_finish(&text);
}

Test(wire, every_truncation_is_not_done) {
    po_buffer out = whole(5);
    for (size_t size = 0; size < out.size; size++) {
        po_record_set *set = po_record_set_create();
        po_error err = {0};
        bool done = true;
        (void)feed(out.data, size, size + 1, set, &done, &err);
        cr_assert_not(done, "at %zu", size);
        po_record_set_destroy(set);
    }
    po_buffer_finish(&out);
}

/* Any byte changed to any of a few values: refused or read, never a crash, and a refusal has a
 * sentence. */
Test(wire, changed_bytes_never_break_the_reader) {
    po_buffer out = whole(8);
    static const char changes[] = {0, 1, '"', '{', '[', ',', '9', (char)0xff, '\\'};
    for (size_t at = 0; at < out.size; at++) {
        for (size_t k = 0; k < sizeof changes; k++) {
            char *copy = malloc(out.size);
            po_record_set *set = po_record_set_create();
            po_error err = {0};
            bool done = false;
            memcpy(copy, out.data, out.size);
            copy[at] = changes[k];
            if (feed(copy, out.size, out.size, set, &done, &err) != PO_OK) {
                cr_assert_neq(err.text[0], '\0');
                cr_assert_not(done);
            }
            po_record_set_destroy(set);
            free(copy);
        }
    }
    po_buffer_finish(&out);
}

/* ---- forged frames ---- */

static void put_u32(char *out, size_t number) {
    for (int i = 0; i < 4; i++) {
        out[i] = (char)(number >> (24 - 8 * i));
    }
}

static void put_frame(po_buffer *out, int type, int flags, size_t sequence, const char *json) {
    char header[PO_WIRE_HEADER_BYTES] = {'P', 'O', 'W', '1', (char)type, (char)flags};
    put_u32(header + 8, strlen(json));
    put_u32(header + 12, sequence);
    po_buffer_add(out, header, sizeof header);
    po_buffer_add_text(out, json);
}

#define HELLO "{\"protocol\":2,\"abi\":1,\"sandbox\":\"full\"}"
#define FORMAT "{\"media_type\":\"x/y\",\"name\":\"X\",\"sha256\":null}"
#define SOURCE                                                                                     \
    "{\"pages\":0,\"program\":\"lcap\",\"template\":null,\"library\":true,\"score\":1,\"ties\":[]" \
    "}"
#define TABLE(rest) "{\"tables\":[{\"type\":\"row\"," rest "}]}"
#define DONE(records)                                                                              \
    "{\"outcome\":\"read\",\"status\":0,\"error\":null,\"records\":" records                       \
    ",\"diagnostics\":0,\"dropped\":0}"

/* HELLO, FORMAT, SOURCE and then the frames given; must be refused and say `says`. */
static void forged(const char *says, int type, int flags, size_t sequence, const char *json) {
    po_buffer out = {0};
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    bool done = false;
    put_frame(&out, PO_WIRE_HELLO, 0, 0, HELLO);
    put_frame(&out, PO_WIRE_FORMAT, 0, 1, FORMAT);
    put_frame(&out, PO_WIRE_SOURCE, 0, 2, SOURCE);
    put_frame(&out, type, flags, sequence, json);
    put_frame(&out, PO_WIRE_DONE, 0, sequence + 1, DONE("0"));
    cr_assert_lt(feed(out.data, out.size, out.size, set, &done, &err), 0, "%s", json);
    cr_assert_not_null(strstr(err.text, says), "\"%s\" does not say \"%s\"", err.text, says);
    cr_assert_not(done);
    po_record_set_destroy(set);
    po_buffer_finish(&out);
}

Test(wire, order_and_flags) {
    forged("out of turn", PO_WIRE_HELLO, 0, 3, HELLO);
    forged("out of turn", PO_WIRE_FORMAT, 0, 3, FORMAT);
    forged("out of turn", PO_WIRE_SOURCE, 0, 3, SOURCE);
    forged("out of turn", 0, 0, 3, "{}");
    forged("out of turn", 77, 0, 3, "{}");
    forged("came where 3 was due", PO_WIRE_RECORDS, 0, 4, TABLE("\"columns\":[],\"rows\":[]"));
    forged("flags that do not exist", PO_WIRE_RECORDS, 2, 3, TABLE("\"columns\":[],\"rows\":[]"));
    forged("out of turn", PO_WIRE_DIAG, PO_WIRE_MORE, 3, "{}");
    forged("out of turn", PO_WIRE_RECORDS, PO_WIRE_MORE, 3, TABLE("\"columns\":[],\"rows\":[]"));
    forged("came after the end", PO_WIRE_DONE, 0, 3, DONE("0"));
}

Test(wire, contents) {
    forged("not JSON", PO_WIRE_RECORDS, 0, 3, "");
    forged("no object", PO_WIRE_RECORDS, 0, 3, "[]");
    forged("\"tables\" is missing", PO_WIRE_RECORDS, 0, 3, "{}");
    forged("given twice", PO_WIRE_RECORDS, 0, 3, "{\"tables\":[],\"tables\":[]}");
    forged("UTF-8", PO_WIRE_RECORDS, 0, 3, TABLE("\"columns\":[\"\xc3\"],\"rows\":[]"));
    forged("nested deeper", PO_WIRE_RECORDS, 0, 3, "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[");
    forged("without rows", PO_WIRE_RECORDS, 0, 3, TABLE("\"columns\":[]"));
    forged("without type or columns", PO_WIRE_RECORDS, 0, 3, TABLE("\"rows\":[]"));
    forged("snake_case", PO_WIRE_RECORDS, 0, 3, TABLE("\"columns\":[\"A b\"],\"rows\":[]"));
    forged("given twice", PO_WIRE_RECORDS, 0, 3, TABLE("\"columns\":[\"a\",\"a\"],\"rows\":[]"));
    forged("without id and parent", PO_WIRE_RECORDS, 0, 3, TABLE("\"columns\":[],\"rows\":[[]]"));
    forged("without an id", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[],\"rows\":[[\"a b\",null]]"));
    forged("did not come before", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[],\"rows\":[[\"a\",\"b\"]]"));
    forged("did not come before", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[],\"rows\":[[\"a\",\"a\"]]"));
    forged("is taken", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[],\"rows\":[[\"a\",null],[\"a\",null]]"));
    forged("shorter", PO_WIRE_RECORDS, 0, 3, TABLE("\"columns\":[\"x\"],\"rows\":[[\"a\",null]]"));
    forged("longer", PO_WIRE_RECORDS, 0, 3, TABLE("\"columns\":[],\"rows\":[[\"a\",null,\"x\"]]"));
    forged("has no text", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[\"x\"],\"rows\":[[\"a\",null,[]]]"));
    forged("too many parts", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[\"x\"],\"rows\":[[\"a\",null,[\"t\",null,null,null,null,1]]]"));
    forged("not page.table", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[\"x\"],\"rows\":[[\"a\",null,[\"t\",\"-1\"]]]"));
    forged("one number for each column", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[\"x\"],\"beside\":[],\"rows\":[]"));
    forged("whole number", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[\"x\"],\"valued\":[-1],\"rows\":[]"));
    forged("there is none before it", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[\"x\"],\"beside\":[3],\"rows\":[[\"a\",null,\"t\"]]"));
    forged("no value before its text", PO_WIRE_RECORDS, 0, 3,
           TABLE("\"columns\":[\"x\"],\"valued\":[1],\"rows\":[[\"a\",null,\"t\"]]"));
    forged("code or text", PO_WIRE_DIAG, 0, 3, "{\"severity\":\"note\"}");
    forged("unknown outcome", PO_WIRE_DONE, 0, 3, "{\"outcome\":\"crashed\"}");
    forged("9 records", PO_WIRE_DONE, 0, 3, DONE("9"));
}

/* ---- cells that say only what is new in them ---- */

typedef struct cell_case {
    const char *text, *value;
    uint32_t column, row; /* 0: no place */
    const char *sheet;
} cell_case;

enum { CELLS = 4, ROWS = 4 };

static const cell_case cell_cases[ROWS][CELLS] = {
    {{"a", NULL, 3, 2, "S"}, {"Yes", "yes", 4, 2, "S"}, {"7", "7", 6, 2, "S"}, {"", NULL, 0, 0, NULL}},
    {{"b|c", NULL, 3, 3, "S"}, {"x|y", "no", 4, 3, "S"}, {"8", "a|b", 6, 3, "S"}, {"t", NULL, 9, 3, "S"}},
    {{"c", "1", 3, 4, "S"}, {"No", NULL, 4, 4, "S"}, {"", "", 6, 5, "S"}, {"t", NULL, 0, 0, NULL}},
    {{"d", NULL, 0, 0, NULL}, {"", "yes", 5, 6, "S"}, {"9", "9", 6, 6, "T"}, {"u", "v", 7, 6, "T"}}};

static void write_cells(po_wire_writer *writer, po_place places[ROWS][CELLS]) {
    static const char *const names[CELLS] = {"a", "b", "c", "d"};
    for (size_t r = 0; r < ROWS; r++) {
        po_field fields[CELLS] = {{0}};
        char id[8];
        (void)snprintf(id, sizeof id, "r-%zu", r);
        for (size_t c = 0; c < CELLS; c++) {
            const cell_case *from = &cell_cases[r][c];
            places[r][c] = (po_place){.table = 1, .row = from->row, .column = from->column, .sheet = from->sheet};
            fields[c] = (po_field){.name = names[c], .text = from->text, .value = from->value,
                                   .at = &places[r][c], .at_count = from->row > 0};
        }
        po_record record = {.id = id, .type = "row", .fields = fields, .field_count = CELLS};
        cr_assert_eq(po_wire_write_record(writer, &record), PO_OK);
    }
    po_wire_write_done(writer, PO_OUTCOME_READ, NULL, 0);
}

static po_status check_cells(void *context, const po_record *record, po_error *err) {
    size_t r = (*(size_t *)context)++;
    (void)err;
    cr_assert_eq(record->field_count, CELLS);
    for (size_t c = 0; c < CELLS; c++) {
        const cell_case *wanted = &cell_cases[r][c];
        const po_field *field = &record->fields[c];
        cr_assert_str_eq(field->text, wanted->text, "%zu %zu", r, c);
        cr_assert(po_text_equal(field->value, wanted->value), "%zu %zu", r, c);
        cr_assert_eq(field->at_count, wanted->row > 0, "%zu %zu", r, c);
        if (wanted->row > 0) {
            cr_assert_eq(field->at->row, wanted->row, "%zu %zu", r, c);
            cr_assert_eq(field->at->column, wanted->column, "%zu %zu", r, c);
            cr_assert_str_eq(field->at->sheet, wanted->sheet, "%zu %zu", r, c);
        }
    }
    return PO_OK;
}

Test(wire, cells_are_what_they_were_kept_or_handed_on) {
    po_buffer out = {0};
    po_place places[ROWS][CELLS];
    po_wire_writer *writer = begin(&out);
    write_cells(writer, places);
    po_wire_writer_destroy(writer);
    for (int kept = 0; kept < 2; kept++) {
        size_t seen = 0;
        po_error err = {0};
        po_record_set *set = po_record_set_create();
        po_record_sink sink = {.context = &seen, .take = check_cells};
        po_wire_reader *reader = po_wire_reader_create(set, kept ? NULL : &sink, PO_LIMIT_RESULT_BYTES);
        cr_assert_eq(po_wire_reader_feed(reader, out.data, out.size, &err), PO_OK, "%s", err.text);
        cr_assert(po_wire_reader_done(reader));
        for (size_t i = 0; i < set->records.count; i++) {
            (void)check_cells(&seen, &set->records.items[i], &err);
        }
        cr_assert_eq(seen, ROWS);
        po_wire_reader_destroy(reader);
        po_record_set_destroy(set);
    }
    po_buffer_finish(&out);
}

Test(wire, a_cell_of_a_value_and_a_text_is_as_long_as_a_text_may_be) {
    po_buffer out = {0}, text = {0};
    po_error err = {0};
    bool done = false;
    while (text.size < PO_LIMIT_FIELD_BYTES) {
        po_buffer_add_char(&text, 'x');
    }
    po_field field = {.name = "a", .text = text.data, .value = "1"};
    po_record record = {.id = "r", .type = "row", .fields = &field, .field_count = 1};
    po_wire_writer *writer = begin(&out);
    cr_assert_eq(po_wire_write_record(writer, &record), PO_OK);
    po_wire_write_done(writer, PO_OUTCOME_READ, NULL, 0);
    po_wire_writer_destroy(writer);
    po_record_set *set = po_record_set_create();
    cr_assert_eq(feed(out.data, out.size, out.size, set, &done, &err), PO_OK, "%s", err.text);
    cr_assert_str_eq(set->records.items[0].fields[0].text, text.data);
    po_record_set_destroy(set);
    po_buffer_finish(&text);
    po_buffer_finish(&out);
}

Test(wire, too_large) {
    po_buffer out = {0};
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    bool done = false;
    put_frame(&out, PO_WIRE_HELLO, 0, 0, HELLO);
    put_u32(out.data + 8, PO_LIMIT_FRAME_BYTES + 1);
    cr_assert_lt(feed(out.data, out.size, out.size, set, &done, &err), 0);
    cr_assert_not_null(strstr(err.text, "at most"));
    po_record_set_destroy(set);
    po_buffer_finish(&out);
    out = whole(100);
    set = po_record_set_create();
    po_wire_reader *reader = po_wire_reader_create(set, NULL, out.size - 1);
    cr_assert_eq(po_wire_reader_feed(reader, out.data, out.size, &err), PO_E_LIMIT);
    cr_assert_lt(po_wire_reader_feed(reader, out.data, 1, &err), 0);
    po_wire_reader_destroy(reader);
    po_record_set_destroy(set);
    po_buffer_finish(&out);
}

Test(wire, a_failed_output_stops_writing) {
    po_buffer out = {0};
    po_wire_writer_destroy(NULL);
    po_wire_reader_destroy(NULL);
    po_wire_writer *writer = begin(&out);
    cr_assert_eq(po_wire_written_records(writer), 0);
    write_records(writer, 3);
    cr_assert_eq(po_wire_written_records(writer), 3);
    po_wire_writer_destroy(writer);
    po_buffer_finish(&out);
}

/* ---- records that are handed on ---- */

typedef struct taken {
    unsigned begun, records, nulls;
    bool stop;
} taken;

static po_status begin_taking(void *context, const po_record_set *head, po_error *err) {
    (void)err;
    cr_assert_str_eq(head->program, "lcap");
    ((taken *)context)->begun++;
    return PO_OK;
}

static po_status take_record(void *context, const po_record *record, po_error *err) {
    taken *t = context;
    t->nulls += po_record_field(record, "student_groups") == NULL;
    t->records++;
    return t->stop ? po_error_set(err, PO_E_IO, "the disk is full") : PO_OK;
}

Test(wire, with_a_sink_nothing_is_kept) {
    po_buffer out = whole(500);
    taken t = {0};
    po_record_sink sink = {.context = &t, .begin = begin_taking, .take = take_record};
    po_record_set *set = po_record_set_create();
    po_wire_reader *reader = po_wire_reader_create(set, &sink, PO_LIMIT_RESULT_BYTES);
    po_error err = {0};
    cr_assert_eq(po_wire_reader_feed(reader, out.data, out.size, &err), PO_OK, "%s", err.text);
    cr_expect(po_wire_reader_done(reader), "what came agrees with what was announced");
    cr_expect_eq(t.begun, 1);
    cr_expect_eq(t.records, 500);
    cr_expect_eq(t.nulls, 71);
    cr_expect_eq(set->records.count, 0);
    cr_expect_eq(set->diagnostics.list.count, 1);
    po_wire_reader_destroy(reader);
    po_record_set_destroy(set);
    po_buffer_finish(&out);
}

Test(wire, a_sink_that_stops_ends_the_document) {
    po_buffer out = whole(500);
    taken t = {.stop = true};
    po_record_sink sink = {.context = &t, .take = take_record};
    po_record_set *set = po_record_set_create();
    po_wire_reader *reader = po_wire_reader_create(set, &sink, PO_LIMIT_RESULT_BYTES);
    po_error err = {0};
    cr_expect_eq(po_wire_reader_feed(reader, out.data, out.size, &err), PO_E_IO);
    cr_expect_not_null(strstr(err.text, "the disk is full"), "%s", err.text);
    cr_expect_not(po_wire_reader_done(reader));
    po_wire_reader_destroy(reader);
    po_record_set_destroy(set);
    po_buffer_finish(&out);
}

static void write_two(po_wire_writer *writer, const char *first, const char *second, const char *parent) {
    po_field field = {.name = "a", .text = "1"};
    po_record record = {.id = first, .type = "row", .fields = &field, .field_count = 1};
    cr_assert_eq(po_wire_write_record(writer, &record), PO_OK);
    record.id = second;
    record.parent = parent;
    cr_assert_eq(po_wire_write_record(writer, &record), PO_OK);
    po_wire_write_done(writer, PO_OUTCOME_READ, NULL, 0);
}

static po_status feed_two(const char *first, const char *second, const char *parent) {
    po_buffer out = {0};
    po_wire_writer *writer = begin(&out);
    taken t = {0};
    po_record_sink sink = {.context = &t, .take = take_record};
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    write_two(writer, first, second, parent);
    po_wire_reader *reader = po_wire_reader_create(set, &sink, PO_LIMIT_RESULT_BYTES);
    po_status status = po_wire_reader_feed(reader, out.data, out.size, &err);
    po_wire_reader_destroy(reader);
    po_record_set_destroy(set);
    po_wire_writer_destroy(writer);
    po_buffer_finish(&out);
    return status;
}

Test(wire, ids_and_parents_are_checked_although_records_are_not_kept) {
    cr_expect_eq(feed_two("a", "b", "a"), PO_OK);
    cr_expect_neq(feed_two("a", "a", NULL), PO_OK);
    cr_expect_neq(feed_two("a", "b", "c"), PO_OK);
}

Test(wire, records_with_fewer_fields_join_the_table) {
    po_buffer out = {0};
    po_wire_writer *writer = begin(&out);
    po_field all[] = {{.name = "a", .text = "1"}, {.name = "b", .text = "2"}, {.name = "c", .text = "3"}, {.name = "d", .text = "4"}};
    po_field some[] = {all[1], all[3]}, turned[] = {all[3], all[1]};
    po_record records[] = {{.id = "one", .type = "row", .fields = all, .field_count = 4},
                           {.id = "two", .type = "row", .fields = some, .field_count = 2},
                           {.id = "three", .type = "row", .fields = turned, .field_count = 2},
                           {.id = "four", .type = "other", .fields = some, .field_count = 2}};
    for (size_t i = 0; i < 4; i++)
        cr_assert_eq(po_wire_write_record(writer, &records[i]), PO_OK);
    po_wire_write_done(writer, PO_OUTCOME_READ, NULL, 0);
    po_wire_writer_destroy(writer);
    cr_expect_not_null(memmem(out.data, out.size, "[\"two\",null,null,\"2\",null,\"4\"]", 30));
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    bool done = false;
    cr_assert_eq(feed(out.data, out.size, out.size, set, &done, &err), PO_OK, "%s", err.text);
    cr_expect(done);
    cr_expect_str_eq(po_record_text(po_record_find(set, "two"), "d"), "4");
    cr_expect_null(po_record_field(po_record_find(set, "two"), "a"));
    cr_expect_str_eq(po_record_text(po_record_find(set, "three"), "b"), "2");
    cr_expect_str_eq(po_record_find(set, "four")->type, "other");
    po_record_set_destroy(set);
    po_buffer_finish(&out);
}
