/* SPDX-License-Identifier: Apache-2.0
 *
 * A worksheet's XML, pushed through the parser a few rows at a time.
 *
 * Traps: numbers of rows and cells may be missing (then each follows the one before), wrong, twice or out of order; the
 * size that a sheet states of itself is a claim; a formula's cell holds the result that its program computed last, or
 * none.
 */
#include "document/xlsx_sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/row_batch.h"
#include "document/sheet_notes.h"
#include "document/sheet_value.h"
#include "document/xlsx_merge.h"
#include "document/xlsx_names.h"

/* What the attribute `t` of a cell says. */
typedef enum value_type { VALUE_NUMBER, VALUE_SHARED, VALUE_TEXT, VALUE_BOOLEAN, VALUE_ERROR, VALUE_DATE } value_type;

/* The cell under way. */
typedef struct open_cell {
    uint32_t column, style;
    value_type type;
    bool formula, stored, cut;
} open_cell;

typedef struct sheet {
    const po_xlsx_book *book;
    const po_xlsx_sheet_entry *entry;
    po_document *document;
    po_xlsx_merges merges;
    uint8_t *hidden; /* by column, PO_LIMIT_TABLE_COLUMNS + 1 of them; NULL: none is */
    size_t ranges;
    po_row_batch *batch;
    po_ooxml_stream *stream; /* NULL before the first row and behind the last */
    po_sheet_notes notes;
    uint32_t row;  /* number of the row under way, or of the last */
    bool row_said; /* the row itself said its number */
    bool row_hidden, in_data, in_row, in_cell, in_value, in_aid;
    open_cell cell;
    po_buffer value;
} sheet;

/* ---- rows ---- */

/* Excel writes a range once; more ranges than columns can be hidden are passed over. */
static void hide_columns(sheet *at, const po_ooxml_element *element) {
    uint32_t first = po_ooxml_attribute_number(element, "min", 0), last = po_ooxml_attribute_number(element, "max", 0);
    last = last < PO_LIMIT_TABLE_COLUMNS ? last : (uint32_t)PO_LIMIT_TABLE_COLUMNS;
    if (!po_ooxml_attribute_true(element, "hidden") || !first || first > last ||
        at->ranges++ > PO_LIMIT_TABLE_COLUMNS) {
        return;
    }
    if (!at->hidden) {
        at->hidden = PO_NEW_ARRAY(at->document->arena, uint8_t, PO_LIMIT_TABLE_COLUMNS + 1);
    }
    memset(at->hidden + first, 1, last - first + 1);
}

static bool is_hidden(const sheet *at, uint32_t column) {
    return at->row_hidden || (at->hidden && at->hidden[column]);
}

static void begin_row(sheet *at, const po_ooxml_element *element) {
    size_t size = 0;
    const char *said = po_ooxml_attribute(element, "r", &size);
    uint32_t number = 0, column = 0;
    bool sound = said && po_xlsx_reference(said, size, &number, &column) && number && !column;
    at->notes.misplaced += (said && !sound) || (sound && number <= at->row);
    at->row = sound ? number : at->row + 1;
    at->row_said = sound;
    at->row_hidden = po_ooxml_attribute_true(element, "hidden");
    at->in_row = true;
    at->cell.column = 0;
    po_row_batch_begin(at->batch, at->row);
}

/* ---- cells ---- */

static value_type type_of(const char *text, size_t size) {
    static const struct {
        const char *name;
        value_type type;
    } known[] = {{"s", VALUE_SHARED},  {"str", VALUE_TEXT}, {"inlineStr", VALUE_TEXT},
                 {"b", VALUE_BOOLEAN}, {"e", VALUE_ERROR},  {"d", VALUE_DATE}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (size == strlen(known[i].name) && memcmp(text, known[i].name, size) == 0) {
            return known[i].type;
        }
    }
    return VALUE_NUMBER;
}

/* Where the cell says that it stands; a row that says no number has that of its first cell that does. */
static void place_cell(sheet *at, const char *text, size_t size) {
    uint32_t row = 0, column = 0;
    if (!po_xlsx_reference(text, size, &row, &column) || !column) {
        at->notes.misplaced++;
        return;
    }
    at->cell.column = column;
    if (!at->row_said && row > at->row) {
        at->row = row;
        po_row_batch_number(at->batch, row);
    }
    at->row_said = at->row_said || row;
}

static void begin_cell(sheet *at, const po_ooxml_element *element) {
    at->cell = (open_cell){.column = at->cell.column + 1};
    for (int i = 0; i < element->attribute_count; i++) {
        const unsigned char *const *each = &element->attributes[(size_t)i * 5];
        const char *name = (const char *)each[0], *text = (const char *)each[3];
        size_t size = (size_t)(each[4] - each[3]);
        if (name[0] == '\0' || name[1] != '\0') {
            continue;
        }
        if (name[0] == 'r') {
            place_cell(at, text, size);
        } else if (name[0] == 't') {
            at->cell.type = type_of(text, size);
        } else if (name[0] == 's') {
            at->cell.style = po_ooxml_attribute_number(element, "s", 0);
        }
    }
    at->in_cell = true;
    po_buffer_clear(&at->value);
}

/* ---- values ---- */

static void set_shared(sheet *at, const char *stored, po_cell *cell) {
    const po_xlsx_strings *strings = &at->book->strings;
    char *end = NULL;
    unsigned long index = *stored >= '0' && *stored <= '9' ? strtoul(stored, &end, 10) : strings->count;
    if ((end && *end) || index >= strings->count) {
        cell->doubt = po_sheet_lost_text;
        at->notes.lost++;
        return;
    }
    cell->text = strings->items[index].text;
    cell->doubt = strings->items[index].doubt;
}

static void set_error(sheet *at, const char *stored, po_cell *cell) {
    cell->kind = PO_CELL_ERROR;
    cell->doubt = po_sheet_error_doubt(stored);
    at->notes.errors++;
}

static void set_number(sheet *at, const char *stored, po_cell *cell) {
    po_sheet_format format = {0};
    if (at->cell.style < at->book->formats.count) {
        format = at->book->formats.items[at->cell.style];
    }
    po_sheet_value_set(stored, format, at->book->from_1904, po_row_batch_arena(at->batch), cell);
}

static void set_value(sheet *at, po_cell *cell) {
    const char *stored = po_buffer_text(&at->value);
    po_arena *arena = po_row_batch_arena(at->batch);
    switch (at->cell.type) {
    case VALUE_SHARED:
        set_shared(at, stored, cell);
        break;
    case VALUE_TEXT:
        cell->text = po_sheet_text(arena, stored, at->value.size, true);
        break;
    case VALUE_BOOLEAN:
        cell->kind = PO_CELL_BOOLEAN;
        cell->text = strcmp(stored, "1") == 0 || strcmp(stored, "true") == 0 ? "TRUE" : "FALSE";
        break;
    case VALUE_ERROR:
        set_error(at, stored, cell);
        break;
    case VALUE_DATE:
        po_sheet_value_set_date(stored, arena, cell);
        break;
    case VALUE_NUMBER:
        set_number(at, stored, cell);
    }
}

static void merge_cell(const sheet *at, po_cell *cell) {
    const po_xlsx_merge *merge = po_xlsx_merges_find(&at->merges, at->row, cell->column + 1);
    if (merge) {
        cell->column_span = (uint16_t)merge->columns;
        cell->row_span = (uint16_t)(merge->rows < UINT16_MAX ? merge->rows : UINT16_MAX);
    }
}

static void fill_cell(sheet *at, po_cell *cell, bool no_result) {
    if (no_result) {
        cell->doubt = po_sheet_no_result;
        at->notes.no_result++;
    } else {
        set_value(at, cell);
    }
    if (at->cell.cut) {
        cell->doubt = po_xlsx_too_long;
        at->notes.cut++;
    }
}

static void end_cell(sheet *at) {
    bool no_result = at->cell.formula && !at->cell.stored;
    at->in_cell = false;
    if (at->value.size == 0 && !no_result) {
        return;
    }
    if (at->cell.column > PO_LIMIT_TABLE_COLUMNS) {
        at->notes.beyond++;
        return;
    }
    po_cell *cell = po_row_batch_add(at->batch, at->cell.column);
    fill_cell(at, cell, no_result);
    if (!*cell->text && !cell->doubt) {
        po_row_batch_drop(at->batch);
        return;
    }
    cell->hidden = is_hidden(at, at->cell.column);
    at->notes.hidden += cell->hidden;
    merge_cell(at, cell);
}

/* ---- events ---- */

static void on_start_in_cell(sheet *at, int name) {
    if (name == PO_XLSX_V || name == PO_XLSX_T) {
        at->in_value = !at->in_aid;
        at->cell.stored = true;
    } else if (name == PO_XLSX_F) {
        at->cell.formula = true;
    } else if (name == PO_XLSX_R_PH) {
        at->in_aid = true;
    }
}

static void on_start(void *user, const po_ooxml_element *element) {
    sheet *at = user;
    if (at->in_cell) {
        on_start_in_cell(at, element->name);
    } else if (at->in_row) {
        if (element->name == PO_XLSX_C) {
            begin_cell(at, element);
        }
    } else if (at->in_data) {
        if (element->name == PO_XLSX_ROW) {
            begin_row(at, element);
        }
    } else if (element->name == PO_XLSX_SHEET_DATA) {
        at->in_data = true;
    } else if (element->name == PO_XLSX_COL) {
        hide_columns(at, element);
    }
}

static void on_end(void *user, int name) {
    sheet *at = user;
    if (name == PO_XLSX_V || name == PO_XLSX_T) {
        at->in_value = false;
    } else if (name == PO_XLSX_R_PH) {
        at->in_aid = false;
    } else if (name == PO_XLSX_C && at->in_cell) {
        end_cell(at);
    } else if (name == PO_XLSX_ROW && at->in_row) {
        at->in_row = false;
        at->notes.misplaced += po_row_batch_end(at->batch);
    } else if (name == PO_XLSX_SHEET_DATA) {
        at->in_data = false;
    }
}

static void on_text(void *user, const char *text, size_t size) {
    sheet *at = user;
    if (!at->in_value) {
        return;
    }
    at->cell.cut = at->cell.cut || size > PO_LIMIT_CELL_BYTES - at->value.size;
    if (!at->cell.cut) {
        po_buffer_add(&at->value, text, size);
    }
}

/* ---- the source ---- */

static po_status rewind_sheet(void *state, po_error *err) {
    sheet *at = state;
    const po_ooxml_handler handler = {at, on_start, on_end, on_text};
    po_ooxml_stream_close(at->stream);
    at->stream = NULL;
    po_row_batch_clear(at->batch);
    at->ranges = 0;
    at->row = 0;
    at->in_data = at->in_row = at->in_cell = at->in_value = at->in_aid = false;
    if (!at->notes.said) {
        at->notes = (po_sheet_notes){0};
    }
    po_status status =
        po_ooxml_stream_open(at->book->package, at->entry->part, &po_xlsx_vocabulary, &handler, &at->stream, err);
    if (status == PO_OK) {
        po_ooxml_stream_cut(at->stream, "row>");
    }
    return status;
}

/* Feeds the parser until it has made a row or the sheet is at its end. */
static po_status make_rows(sheet *at, const po_row **ret_row, po_error *err) {
    po_status status = PO_OK;
    bool more = true;
    while (status == PO_OK && more && !*ret_row) {
        if (!po_row_batch_open(at->batch)) {
            po_row_batch_clear(at->batch);
        }
        status = po_ooxml_stream_step(at->stream, &more, err);
        *ret_row = status == PO_OK ? po_row_batch_take(at->batch) : NULL;
    }
    if (status != PO_OK || !more) {
        po_ooxml_stream_close(at->stream);
        at->stream = NULL;
    }
    return status;
}

static po_status next_row(void *state, const po_row **ret_row, po_error *err) {
    sheet *at = state;
    po_status status = PO_OK;
    *ret_row = po_row_batch_take(at->batch);
    if (!*ret_row && at->stream) {
        status = make_rows(at, ret_row, err);
    }
    if (status != PO_OK) {
        po_error_context(err, "sheet \"%s\"", at->entry->name);
    } else if (!*ret_row) {
        po_sheet_notes_say(&at->notes, at->entry->name, at->document);
    }
    return status;
}

static void destroy_sheet(void *state) {
    sheet *at = state;
    po_ooxml_stream_close(at->stream);
    po_row_batch_destroy(at->batch);
    po_buffer_finish(&at->value);
    free(at);
}

static const po_row_source_class sheet_class = {rewind_sheet, next_row, destroy_sheet};

po_status po_xlsx_sheet_open(po_document *document, const po_xlsx_book *book, const po_xlsx_sheet_entry *entry,
                             uint32_t table, po_row_source **ret_source, po_error *err) {
    po_xlsx_merges merges = {0};
    po_status status = po_xlsx_merges_read(book->package, entry->part, document->arena, &merges, err);
    if (status != PO_OK) {
        return status;
    }
    if (merges.dropped) {
        po_diagnose(&document->diagnostics, PO_WARNING, "TAB-007", NULL, NULL,
                    "sheet \"%s\" merges more than %zu ranges of cells; the rest are taken as single cells",
                    entry->name, PO_LIMIT_MERGES);
    }
    sheet *at = calloc(1, sizeof *at);
    if (!at) {
        po_out_of_memory(sizeof *at);
    }
    at->book = book;
    at->entry = entry;
    at->document = document;
    at->merges = merges;
    at->batch = po_row_batch_create(table, entry->name);
    *ret_source = po_row_source_create(document, &sheet_class, at);
    return PO_OK;
}
