/* SPDX-License-Identifier: Apache-2.0
 *
 * Documents for the tests of the form engine, written as text:
 *   "# Heading"  "## Heading of level 2"  "- list item"  "| cell | cell |" (rows next to each other make a table)
 *   "---" ends a table; "@7" says that page 7 begins; any other line is a paragraph. In a cell, "\\n" is a new paragraph.
 */
#ifndef TEST_FORM_FIXTURE_H
#define TEST_FORM_FIXTURE_H

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "plugin/form.h"

typedef struct fixture {
    po_document *document;
    po_table *table;
    PO_LIST(po_row) rows;
    uint32_t page, tables;
} fixture;

static inline const char *fixture_unescape(po_arena *arena, const char *text) {
    char *copy = po_arena_dup(arena, text);
    for (char *hit = strstr(copy, "\\n"); hit != NULL; hit = strstr(copy, "\\n")) {
        *hit = '\n';
        memmove(hit + 1, hit + 2, strlen(hit + 2) + 1);
    }
    return copy;
}

static inline void fixture_row(fixture *f, const char *line) {
    po_arena *arena = f->document->arena;
    if (f->table == NULL) {
        po_block *block = po_document_add(f->document, PO_BLOCK_TABLE);
        block->text = "";
        block->at.page = f->page;
        f->table = PO_NEW(arena, po_table);
        f->table->number = ++f->tables;
        block->table = f->table;
        memset(&f->rows, 0, sizeof f->rows);
    }
    PO_LIST(po_cell) cells = {0};
    const char *from = line + 1;
    for (const char *bar = strchr(from, '|'); bar != NULL; from = bar + 1, bar = strchr(from, '|')) {
        po_place *at = PO_NEW(arena, po_place);
        *at = (po_place){.page = f->page, .table = f->tables, .row = (uint32_t)f->rows.count + 1,
                         .column = (uint32_t)cells.count + 1};
        const char *text = po_arena_copy(arena, from, (size_t)(bar - from));
        char *squeezed = po_text_squeeze(arena, text);
        *PO_LIST_ADD(arena, &cells) = (po_cell){.text = fixture_unescape(arena, squeezed), .at = at, .at_count = 1,
                                                .column = (uint32_t)cells.count, .column_span = 1, .row_span = 1};
        cells.items[cells.count - 1].column = (uint32_t)cells.count - 1;
    }
    *PO_LIST_ADD(arena, &f->rows) = (po_row){.cells = cells.items, .cell_count = (uint32_t)cells.count};
    f->table->rows = f->rows.items;
    f->table->row_count = (uint32_t)f->rows.count;
    if (cells.count > f->table->columns)
        f->table->columns = (uint32_t)cells.count;
}

static inline void fixture_block(fixture *f, po_block_kind kind, uint8_t level, const char *text) {
    f->table = NULL;
    po_block *block = po_document_add(f->document, kind);
    block->text = po_arena_dup(f->document->arena, text);
    block->level = level;
    block->at.page = f->page;
}

static inline po_document *fixture_document(const char *text) {
    fixture f = {.document = po_document_create(), .page = 1};
    char **lines;
    size_t count = po_text_split(f.document->arena, text, '\n', &lines);
    for (size_t i = 0; i < count; i++) {
        const char *line = lines[i];
        size_t level = strspn(line, "#");
        if (*line == '|')
            fixture_row(&f, line);
        else if (strcmp(line, "---") == 0)
            f.table = NULL;
        else if (*line == '@')
            f.page = (uint32_t)atoi(line + 1);
        else if (level > 0 && line[level] == ' ')
            fixture_block(&f, PO_BLOCK_HEADING, (uint8_t)level, line + level + 1);
        else if (*line == '-' && line[1] == ' ')
            fixture_block(&f, PO_BLOCK_LIST_ITEM, 1, line + 2);
        else
            fixture_block(&f, PO_BLOCK_PARAGRAPH, 0, line);
    }
    return f.document;
}

/* What a run gave: records copied into a set, diagnostics as "CODE text" lines. */
typedef struct run_result {
    po_record_set *set;
    po_buffer said;
    po_status status;
    size_t stop_after; /* 0: never */
    po_error err;
} run_result;

static inline po_field fixture_copy_field(po_arena *arena, const po_field *field) {
    po_field copy = *field;
    const char **values = PO_NEW_ARRAY(arena, const char *, field->value_count + 1);
    po_place *at = PO_NEW_ARRAY(arena, po_place, field->at_count + 1);
    for (uint32_t i = 0; i < field->value_count; i++)
        values[i] = po_arena_dup(arena, field->values[i]);
    if (field->at_count > 0)
        memcpy(at, field->at, field->at_count * sizeof *at);
    copy.name = po_arena_dup(arena, field->name);
    copy.text = po_arena_dup(arena, field->text);
    copy.value = po_arena_dup(arena, field->value);
    copy.doubt = po_arena_dup(arena, field->doubt);
    copy.values = values;
    copy.at = at;
    return copy;
}

static inline po_status fixture_emit(void *context, const po_record *record) {
    run_result *result = context;
    po_arena *arena = result->set->arena;
    if (result->stop_after > 0 && result->set->records.count == result->stop_after)
        return PO_E_LIMIT;
    po_field *fields = PO_NEW_ARRAY(arena, po_field, record->field_count + 1);
    for (uint32_t i = 0; i < record->field_count; i++)
        fields[i] = fixture_copy_field(arena, &record->fields[i]);
    po_record copy = {.id = po_arena_dup(arena, record->id), .type = po_arena_dup(arena, record->type),
                      .parent = po_arena_dup(arena, record->parent), .fields = fields,
                      .field_count = record->field_count};
    return po_record_set_add(result->set, &copy) ? PO_OK : PO_E_STATE;
}

static inline void fixture_diagnose(void *context, po_severity severity, const char *code,
                                    const po_place *place, const char *text) {
    run_result *result = context;
    (void)severity;
    (void)place;
    po_buffer_printf(&result->said, "%s %s\n", code, text);
}

static inline run_result fixture_run(const po_form *form, const char *text, size_t stop_after) {
    run_result result = {.set = po_record_set_create(), .stop_after = stop_after};
    po_document *document = fixture_document(text);
    run_result *context = &result;
    po_form_sink sink = {.context = context, .emit = fixture_emit, .diagnose = fixture_diagnose};
    result.status = po_form_run(form, document, &sink, &result.err);
    po_document_destroy(document);
    return result;
}

static inline void fixture_finish(run_result *result) {
    po_record_set_destroy(result->set);
    po_buffer_finish(&result->said);
}

static inline const char *fixture_text(const run_result *result, const char *id, const char *field) {
    const po_record *record = po_record_find(result->set, id);
    return record == NULL ? NULL : po_record_text(record, field);
}

static inline const char *fixture_value(const run_result *result, const char *id, const char *field) {
    const po_record *record = po_record_find(result->set, id);
    return record == NULL ? NULL : po_record_value(record, field);
}

/* The form of a file, read against its grammar; the test fails if it cannot be. */
static inline const po_form *fixture_form(po_arena *arena, const char *path) {
    po_diagnostics diagnostics;
    po_error err = {0};
    const po_form *form = NULL;
    po_diagnostics_init(&diagnostics, arena);
    po_status status = po_form_load(arena, path, PO_SOURCE_DIR "/crosswalks", &diagnostics, &form, &err);
    cr_assert_eq(status, PO_OK, "%s %s", err.text, diagnostics.list.count > 0 ? diagnostics.list.items[0].text : "");
    return form;
}

#define EXPECT_TEXT(result, id, field, wanted)                                                                 \
    do {                                                                                                       \
        const char *given = fixture_text(&(result), id, field);                                                \
        cr_expect(po_text_equal(given, wanted), "%s.%s is '%s'", id, field, given == NULL ? "absent" : given); \
    } while (0)

#endif
