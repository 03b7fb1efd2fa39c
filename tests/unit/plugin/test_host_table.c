/* SPDX-License-Identifier: Apache-2.0
 *
 * What a plugin may hand over, and what it sees of the document. Every refusal is a sentence, and
 * final.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "base/limits.h"
#include "planonce/ext/document.h"
#include "planonce/ext/form.h"
#include "planonce/ext/scope.h"
#include "plugin/host_table_parts.h"

typedef struct bench {
    po_buffer out;
    po_wire_writer *writer;
    po_document *document;
    po_host_table *table;
    const planonce_host *host;
} bench;

static po_status gather(void *context, const void *data, size_t size) {
    po_buffer_add(context, data, size);
    return PO_OK;
}

static void set_up(bench *b) {
    *b = (bench){0};
    b->writer = po_wire_writer_create(gather, &b->out);
    po_wire_write_hello(b->writer, PO_SANDBOX_NONE);
    po_wire_write_format(b->writer, "x/y", "X", NULL);
    po_wire_write_source(b->writer, &(po_wire_source){.program = "demo"});
    b->document = po_document_create();
    b->table = po_host_table_create(&(po_host_setup){
        .writer = b->writer, .document = b->document, .program = "demo", .scope = "lea=0161259"});
    b->host = po_host_table_host(b->table);
}

/* The records as the host would get them. */
static po_record_set *finish(bench *b) {
    po_record_set *set = po_record_set_create();
    po_error err = {0};
    po_wire_write_done(b->writer, PO_OUTCOME_READ, NULL, po_host_table_dropped(b->table));
    po_wire_reader *reader = po_wire_reader_create(set, NULL, PO_LIMIT_RESULT_BYTES);
    cr_assert_eq(po_wire_reader_feed(reader, b->out.data, b->out.size, &err), PO_OK, "%s",
                 err.text);
    cr_assert(po_wire_reader_done(reader));
    po_wire_reader_destroy(reader);
    po_host_table_destroy(b->table);
    po_document_destroy(b->document);
    po_wire_writer_destroy(b->writer);
    po_buffer_finish(&b->out);
    return set;
}

#define FIELD(...) ((planonce_field){.struct_size = sizeof(planonce_field), __VA_ARGS__})
#define RECORD(...) ((planonce_record){.struct_size = sizeof(planonce_record), __VA_ARGS__})

Test(host_table, records_are_copied) {
    bench b;
    set_up(&b);
    char text[] = "$1,234.50";
    planonce_place place = {.struct_size = sizeof place, .page = 4, .sheet = "S"};
    const char *values[] = {"EL"};
    planonce_field fields[] = {FIELD(.name = "total", .text = text, .value = "1234.50",
                                     .type = "money", .places = &place, .place_count = 1),
                               FIELD(.name = "date", .text = "Wednesday, June 24th, 2025",
                                     .value = "nonsense", .type = "date"),
                               FIELD(.name = "no_date", .text = "soon", .type = "date"),
                               FIELD(.name = "groups", .text = "EL", .values = values,
                                     .value_count = 1, .type = "list", .doubt = "faint")};
    planonce_record record = RECORD(.id = "a", .type = "row", .fields = fields, .field_count = 4);
    cr_assert_eq(b.host->emit(b.host, &record), PLANONCE_OK);
    memset(text, 'x', sizeof text - 1);
    record = RECORD(.id = "b", .type = "row", .parent = "a");
    cr_assert_eq(b.host->emit(b.host, &record), PLANONCE_OK);
    po_record_set *set = finish(&b);
    const po_record *first = po_record_find(set, "a");
    cr_assert_str_eq(po_record_text(first, "total"), "$1,234.50");
    cr_assert_eq(po_record_field(first, "total")->at[0].page, 4);
    cr_assert_str_eq(po_record_value(first, "date"), "2025-06-24");
    cr_assert_null(po_record_value(first, "no_date"));
    cr_assert_str_eq(po_record_field(first, "groups")->values[0], "EL");
    cr_assert_str_eq(po_record_find(set, "b")->parent, "a");
    po_record_set_destroy(set);
}

/* Emits `record` after a good one; it must be refused, say `says`, and so must a good one
 * afterwards. */
static void refused(const char *says, planonce_status status, const planonce_record *record) {
    bench b;
    set_up(&b);
    planonce_record good = RECORD(.id = "good", .type = "row");
    cr_assert_eq(b.host->emit(b.host, &good), PLANONCE_OK);
    cr_assert_eq(b.host->emit(b.host, record), status, "%s", says);
    cr_assert_not_null(strstr(po_host_table_failure(b.table)->text, says),
                       "\"%s\" does not say \"%s\"", po_host_table_failure(b.table)->text, says);
    good.id = "later";
    cr_assert_eq(b.host->emit(b.host, &good), status);
    po_record_set *set = finish(&b);
    cr_assert_eq(set->records.count, 1);
    po_record_set_destroy(set);
}

#define REFUSED(says, ...) refused((says), PLANONCE_REFUSED, &RECORD(__VA_ARGS__))
#define ONE(...) .id = "a", .type = "row", .field_count = 1, .fields = &FIELD(__VA_ARGS__)

Test(host_table, every_way_to_emit_wrongly) {
    static char long_text[PO_LIMIT_FIELD_BYTES + 2];
    static planonce_field many[PO_LIMIT_RECORD_FIELDS + 1];
    const char *null_value[] = {NULL};
    planonce_place short_place = {.struct_size = 4};
    planonce_field twice[] = {FIELD(.name = "x", .text = ""), FIELD(.name = "x", .text = "")};
    planonce_field uneven[] = {FIELD(.name = "x", .text = ""),
                               {.struct_size = 80, .name = "y", .text = ""}};
    planonce_field tiny = {.struct_size = 8, .name = "x", .text = ""};
    memset(long_text, 'x', sizeof long_text - 1);
    refused("struct_size", PLANONCE_REFUSED, NULL);
    refused("struct_size", PLANONCE_REFUSED,
            &(planonce_record){.struct_size = 8, .id = "a", .type = "row"});
    refused("struct_size", PLANONCE_REFUSED,
            &(planonce_record){.struct_size = 1u << 30, .id = "a", .type = "row"});
    REFUSED("is malformed", .type = "row");
    REFUSED("is malformed", .id = "a b", .type = "row");
    REFUSED("is malformed", .id = "a", .type = "Row");
    REFUSED("is malformed", .id = "a");
    REFUSED("given twice", .id = "good", .type = "row");
    REFUSED("did not come before", .id = "a", .type = "row", .parent = "nobody");
    REFUSED("did not come before", .id = "a", .type = "row", .parent = "a");
    REFUSED("struct_size", .id = "a", .type = "row", .field_count = 1);
    REFUSED("struct_size", .id = "a", .type = "row", .field_count = 1, .fields = &tiny);
    REFUSED("struct_size differs", .id = "a", .type = "row", .field_count = 2, .fields = uneven);
    REFUSED("snake_case", ONE(.name = "A b", .text = ""));
    REFUSED("snake_case", ONE(.text = ""));
    REFUSED("text is NULL", ONE(.name = "x"));
    REFUSED("has the field", .id = "a", .type = "row", .field_count = 2, .fields = twice);
    REFUSED("does not exist", ONE(.name = "x", .text = "", .type = "colour"));
    REFUSED("not a canonical value",
            ONE(.name = "x", .text = "$1", .value = "$1", .type = "money"));
    REFUSED("not a canonical value",
            ONE(.name = "x", .text = "Yes", .value = "Yes", .type = "yes-no"));
    REFUSED("value 1", ONE(.name = "x", .text = "", .values = null_value, .value_count = 1));
    REFUSED("not a place", ONE(.name = "x", .text = "", .places = &short_place, .place_count = 1));
    REFUSED("more than",
            ONE(.name = "x", .text = "", .places = &short_place, .place_count = 1u << 31));
    refused("longer than", PLANONCE_LIMIT, &RECORD(ONE(.name = "x", .text = long_text)));
    refused("more than", PLANONCE_LIMIT,
            &RECORD(ONE(.name = "x", .text = "", .values = null_value, .value_count = 1u << 31)));
    refused("at most", PLANONCE_LIMIT,
            &RECORD(.id = "a", .type = "row", .fields = many,
                    .field_count = PO_LIMIT_RECORD_FIELDS + 1));
}

Test(host_table, malformed_text_is_replaced_and_said_once) {
    bench b;
    set_up(&b);
    planonce_field field = FIELD(.name = "x", .text = "a\xff"
                                                      "b\x01");
    planonce_record record = RECORD(.id = "a", .type = "row", .field_count = 1, .fields = &field);
    cr_assert_eq(b.host->emit(b.host, &record), PLANONCE_OK);
    record.id = "b";
    cr_assert_eq(b.host->emit(b.host, &record), PLANONCE_OK);
    po_record_set *set = finish(&b);
    const char *text = po_record_text(po_record_find(set, "b"), "x");
    cr_assert_null(strchr(text, 1));
    cr_assert_not_null(strstr(text, "\xef\xbf\xbd"));
    cr_assert_eq(set->diagnostics.list.count, 1);
    cr_assert_str_eq(set->diagnostics.list.items[0].code, "PLG-002");
    po_record_set_destroy(set);
}

Test(host_table, diagnostics_are_bounded) {
    bench b;
    set_up(&b);
    planonce_place place = {.struct_size = sizeof place, .page = 12, .table = 3};
    b.host->diagnose(b.host, PLANONCE_WARNING, "DEMO-1", &place, "a row without a number");
    b.host->diagnose(b.host, 99, "not a code", NULL, "unknown severity and code");
    b.host->diagnose(b.host, PLANONCE_NOTE, "DEMO-2", NULL, NULL);
    for (size_t i = 0; i < PO_LIMIT_DIAGNOSTICS + 10; i++) {
        b.host->diagnose(b.host, PLANONCE_NOTE, "DEMO-3", NULL, "again");
    }
    po_record_set *set = finish(&b);
    const po_diagnostic *items = set->diagnostics.list.items;
    cr_assert_eq(set->diagnostics.list.count, PO_LIMIT_DIAGNOSTICS);
    cr_assert_eq(set->diagnostics.dropped, 13);
    cr_assert_eq(items[0].severity, PO_WARNING);
    cr_assert_not_null(strstr(items[0].place, "page 12"));
    cr_assert_eq(items[1].severity, PO_ERROR);
    cr_assert_str_eq(items[1].code, "PLG-000");
    po_record_set_destroy(set);
}

/* Heading, table of two rows, paragraph. */
static void fill(po_document *document) {
    po_block *heading = po_document_add(document, PO_BLOCK_HEADING);
    heading->text = "Goals";
    heading->level = 2;
    po_place *at = PO_NEW_ARRAY(document->arena, po_place, 2);
    at[0] = (po_place){.page = 3, .table = 7, .row = 1, .column = 1};
    at[1] = (po_place){.page = 4, .table = 7, .row = 1, .column = 1};
    po_cell *cells = PO_NEW_ARRAY(document->arena, po_cell, 3);
    cells[0] =
        (po_cell){.text = "Goal #", .at = at, .at_count = 2, .column_span = 1, .row_span = 1};
    cells[1] = (po_cell){
        .text = "Description", .column = 1, .column_span = 2, .row_span = 1, .doubt = "faint"};
    cells[2] = (po_cell){.text = "1", .column_span = 1, .row_span = 1};
    po_row *rows = PO_NEW_ARRAY(document->arena, po_row, 2);
    rows[0] = (po_row){.cells = cells, .cell_count = 2};
    rows[1] = (po_row){.cells = cells + 2, .cell_count = 1};
    po_table *table = PO_NEW(document->arena, po_table);
    *table = (po_table){.number = 7, .columns = 3, .rows = rows, .row_count = 2};
    po_block *block = po_document_add(document, PO_BLOCK_TABLE);
    block->text = "";
    block->table = table;
    po_block *paragraph = po_document_add(document, PO_BLOCK_PARAGRAPH);
    paragraph->text = "The end";
}

Test(host_table, the_document_is_walked_by_cursors) {
    bench b;
    set_up(&b);
    fill(b.document);
    const planonce_document_v1 *document = b.host->get_extension(b.host, PLANONCE_EXT_DOCUMENT);
    planonce_block block = {.struct_size = sizeof block};
    uint64_t at = 0, row = 0, other = 0;
    const planonce_cell *cells = NULL, *others = NULL;
    uint32_t count = 0;
    cr_assert_eq(document->next_block(b.host, &at, &block), PLANONCE_OK);
    cr_assert_eq(block.kind, PLANONCE_BLOCK_HEADING);
    cr_assert_eq(block.level, 2);
    cr_assert_eq(document->next_block(b.host, &at, &block), PLANONCE_OK);
    cr_assert_eq(block.table, 7);
    cr_assert_eq(block.rows, 2);
    cr_assert_eq(document->next_row(b.host, 7, &row, &cells, &count), PLANONCE_OK);
    cr_assert_eq(count, 2);
    /* A row stays until the next call on its own cursor. */
    cr_assert_eq(document->next_row(b.host, 7, &other, &others, &count), PLANONCE_OK);
    cr_assert_eq(document->next_row(b.host, 7, &other, &others, &count), PLANONCE_OK);
    cr_assert_str_eq(others[0].text, "1");
    cr_assert_str_eq(cells[0].text, "Goal #");
    cr_assert_eq(cells[0].places[1].page, 4);
    cr_assert_str_eq(cells[1].doubt, "faint");
    cr_assert_eq(document->next_row(b.host, 7, &other, &others, &count), PLANONCE_UNSUPPORTED);
    cr_assert_eq(document->next_row(b.host, 8, &row, &cells, &count), PLANONCE_UNSUPPORTED);
    cr_assert_eq(document->next_row(b.host, 7, NULL, &cells, &count), PLANONCE_REFUSED);
    cr_assert_eq(document->next_block(b.host, &at, &block), PLANONCE_OK);
    cr_assert_eq(document->next_block(b.host, &at, &block), PLANONCE_UNSUPPORTED);
    block.struct_size = 4;
    cr_assert_eq(document->next_block(b.host, &at, &block), PLANONCE_REFUSED);
    po_record_set_destroy(finish(&b));
}

Test(host_table, more_cursors_than_rooms) {
    bench b;
    set_up(&b);
    fill(b.document);
    const planonce_document_v1 *document = b.host->get_extension(b.host, PLANONCE_EXT_DOCUMENT);
    uint64_t cursors[100] = {0};
    const planonce_cell *cells = NULL;
    uint32_t count = 0;
    for (size_t i = 0; i < 100; i++) {
        cr_assert_eq(document->next_row(b.host, 7, &cursors[i], &cells, &count), PLANONCE_OK);
        cr_assert_str_eq(cells[0].text, "Goal #");
    }
    po_record_set_destroy(finish(&b));
}

Test(host_table, extensions_are_found_by_name) {
    bench b;
    set_up(&b);
    const planonce_scope_v1 *scope = b.host->get_extension(b.host, PLANONCE_EXT_SCOPE);
    const planonce_form_v1 *form = b.host->get_extension(b.host, PLANONCE_EXT_FORM);
    cr_assert_str_eq(scope->text(b.host), "lea=0161259");
    cr_assert_eq(form->run(b.host, NULL, NULL, NULL), PLANONCE_UNSUPPORTED);
    cr_assert_eq(form->run(b.host, "no-such-form", NULL, NULL), PLANONCE_UNSUPPORTED);
    cr_assert_null(b.host->get_extension(b.host, "planonce.document/2"));
    cr_assert_null(b.host->get_extension(b.host, NULL));
    po_record_set_destroy(finish(&b));
    po_host_table_destroy(NULL);
}

/* A form's records come without having gone through emit. */
Test(host_table, a_form_whose_text_is_too_long_is_told_by_name) {
    static char text[PO_LIMIT_FIELD_BYTES + 2];
    bench b;
    set_up(&b);
    memset(text, 'x', sizeof text - 1);
    po_field field = {.name = "narrative", .text = text};
    po_record record = {.id = "a", .type = "narrative", .fields = &field, .field_count = 1};
    cr_assert_eq(po_host_table_send(b.table, &record), PLANONCE_LIMIT);
    cr_assert_not_null(strstr(po_host_table_failure(b.table)->text, "field \"narrative\""));
    po_record_set_destroy(finish(&b));
}
