/* SPDX-License-Identifier: Apache-2.0
 *
 * A data file from its first sheet to its last: find the header, then one pass over the rows.
 *
 * Sheets that explain columns have no header of a data set and are passed over; title rows above a
 * header are kept until it is found, because they may say the year. A header that stands again
 * inside a table, or a second table below the first, begins anew.
 */
#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "plugin/dataset_parts.h"

enum { TITLE_BYTES = 300 };

/* What stands above a header, cell by cell: the first of each row that says something. */
static void keep_title(dataset_run *run, const po_row *row, dataset_titles *titles) {
    for (uint32_t i = 0; i < row->cell_count; i++) {
        const po_cell *cell = &row->cells[i];
        if (po_text_empty(cell->text) || strlen(cell->text) > TITLE_BYTES)
            continue;
        dataset_title *title = PO_LIST_ADD(run->arena, titles);
        title->text = po_arena_dup(run->arena, cell->text);
        if (cell->at_count > 0)
            title->at = cell->at[0];
        title->at.sheet = po_arena_dup(run->arena, title->at.sheet);
        return;
    }
}

static bool find_header(dataset_run *run, po_table_cursor *cursor, dataset_titles *titles) {
    const po_row *row = NULL;
    for (uint32_t i = 0; i < PO_LIMIT_SIGN_ROWS && (row = po_table_cursor_next(cursor)) != NULL;
         i++) {
        run->layout = dataset_header_find(run->arena, run->form, row);
        if (run->layout != NULL)
            return true;
        keep_title(run, row, titles);
    }
    return false;
}

static void begin_layout(dataset_run *run, const dataset_titles *titles) {
    run->cells = PO_NEW_ARRAY(run->arena, const po_cell *, run->layout->columns + 1);
    run->keyless = 0;
    dataset_constants_find(run, titles);
    dataset_report_header(run);
}

static void count_keyless(dataset_run *run, const po_row *row) {
    po_place at =
        row->cell_count > 0 && row->cells[0].at_count > 0 ? row->cells[0].at[0] : (po_place){0};
    at.sheet = po_arena_dup(run->arena, run->table->sheet);
    if (run->keyless++ == 0)
        run->keyless_first = at;
    run->keyless_last = at;
}

static bool same_header(const dataset_layout *a, const dataset_layout *b) {
    bool same = a->dataset == b->dataset && a->slots.count == b->slots.count;
    for (size_t i = 0; same && i < a->slots.count; i++)
        same = a->slots.items[i]->grid == b->slots.items[i]->grid &&
               a->slots.items[i]->column == b->slots.items[i]->column;
    return same;
}

/* A row without a sound code may be a header: the same again is nothing, another begins another
 * table. True if it was one. */
static bool take_header(dataset_run *run, const po_row *row) {
    const po_cell *key = NULL;
    for (uint32_t i = 0; i < row->cell_count && key == NULL; i++)
        key = row->cells[i].column == run->layout->key->grid ? &row->cells[i] : NULL;
    if (key == NULL ||
        po_map_get(run->layout->labels, po_text_key(dataset_scratch(run), key->text)) == NULL)
        return false;
    dataset_layout *layout = dataset_header_find(run->arena, run->form, row);
    if (layout == NULL)
        return false;
    if (!same_header(run->layout, layout)) {
        dataset_titles none = {0};
        dataset_report_table(run);
        run->layout = layout;
        begin_layout(run, &none);
    }
    return true;
}

static po_status take_rows(dataset_run *run, po_table_cursor *cursor) {
    const po_row *row = NULL;
    po_status status = PO_OK;
    while (status == PO_OK && (row = po_table_cursor_next(cursor)) != NULL) {
        bool taken = take_header(run, row);
        if (!taken)
            status = dataset_row_take(run, row, &taken);
        if (!taken)
            count_keyless(run, row);
    }
    return status;
}

static po_status take_table(dataset_run *run, const po_table *table) {
    po_table_cursor cursor;
    dataset_titles titles = {0};
    run->table = table;
    po_table_cursor_init(&cursor, table);
    if (!find_header(run, &cursor, &titles)) {
        if (titles.count > 0)
            dataset_say(run, PO_NOTE, "FORM-020",
                        &(po_place){.table = table->number, .sheet = table->sheet},
                        "no table that the form knows stands here; it was not read");
        return PO_OK;
    }
    run->tables++;
    begin_layout(run, &titles);
    po_status status = take_rows(run, &cursor);
    dataset_report_table(run);
    return status;
}

static po_status stopped(dataset_run *run, po_status status, po_error *err) {
    const po_error *failure = po_document_failure(run->document);
    if (failure != NULL && err != NULL)
        *err = *failure;
    if (failure != NULL)
        return failure->status;
    return status == PO_OK
               ? PO_OK
               : po_error_set(err, status, "the receiver of the form's records stopped at %s",
                              run->id);
}

po_status dataset_run_document(const po_form *form, const po_document *document,
                               const po_form_sink *sink, po_error *err) {
    po_arena *arena = po_arena_create();
    dataset_run *run = PO_NEW(arena, dataset_run);
    *run = (dataset_run){.form = form, .document = document, .sink = sink, .arena = arena};
    run->scratch = po_arena_create();
    run->scope = po_scope_parse(arena, sink->scope);
    po_status status = PO_OK;
    for (size_t i = 0; status == PO_OK && i < document->blocks.count; i++)
        if (document->blocks.items[i].table != NULL)
            status = take_table(run, document->blocks.items[i].table);
    status = stopped(run, status, err);
    if (status == PO_OK && run->tables == 0)
        dataset_say(run, PO_ERROR, "FORM-021", NULL,
                    po_arena_printf(arena,
                                    "no table here has the columns of \"%s\"; nothing was read",
                                    form->title));
    po_arena_destroy(run->scratch);
    po_arena_destroy(arena);
    return status;
}

int dataset_score(const po_form *form, const po_document *document) {
    uint32_t most = 0;
    po_arena *arena = po_arena_create();
    for (size_t i = 0; i < document->blocks.count; i++) {
        po_table_cursor cursor;
        const po_row *row = NULL;
        if (document->blocks.items[i].table == NULL)
            continue;
        po_table_cursor_init(&cursor, document->blocks.items[i].table);
        for (uint32_t r = 0;
             r < PO_LIMIT_SIGN_ROWS && (row = po_table_cursor_next(&cursor)) != NULL; r++) {
            const dataset_layout *layout = dataset_header_find(arena, form, row);
            most = layout != NULL && layout->matched > most ? layout->matched : most;
        }
    }
    po_arena_destroy(arena);
    return (int)most;
}
