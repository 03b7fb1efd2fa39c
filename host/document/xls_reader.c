/* SPDX-License-Identifier: Apache-2.0
 *
 * FreeXL keeps the cells of one sheet at a time, the selected one; a source selects its own when it is rewound. A turn
 * from one sheet to another costs reading it again, which is right and rarely needed.
 */
#include "document/xls_reader.h"

#include <freexl.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "document/container.h"
#include "document/row_batch.h"
#include "document/sheet_blocks.h"
#include "document/sheet_notes.h"
#include "document/sheet_value.h"
#include "document/xls_stream.h"

enum { SHEETS_MAX = 1024 };

static const char media_type[] = "application/vnd.ms-excel";

typedef struct book {
    po_xls_stream stream;
    const void *handle;
    unsigned selected; /* the sheet in memory, or UINT_MAX */
} book;

typedef struct sheet {
    book *of;
    po_document *document;
    const char *name;
    unsigned index, rows, row; /* `row` is the next one, from 0 */
    unsigned short columns;
    po_row_batch *batch;
    po_sheet_notes notes;
} sheet;

static void close_book(void *held) {
    book *at = held;
    if (at->handle) {
        (void)freexl_close(at->handle);
    }
}

static po_status refuse(const book *at, int code, po_error *err) {
    if (at->stream.exhausted) {
        return po_error_set(
            err, PO_E_LIMIT,
            "this old workbook (.xls) makes a reader go in circles: open it in Excel and save it as .xlsx");
    }
    return po_error_set(
        err, PO_E_INPUT,
        "this old workbook (.xls) is damaged or protected (FreeXL error %d): open it in Excel, remove a password if "
        "there is one, and save it as .xlsx",
        code);
}

/* ---- cells ---- */

static void set_date(const char *text, po_arena *arena, po_cell *cell) {
    cell->kind = PO_CELL_DATE;
    size_t size = strlen(text);
    size -= size > 9 && strcmp(text + size - 9, " 00:00:00") == 0 ? 9 : 0;
    cell->text = po_arena_copy(arena, text, size);
}

static void set_text(sheet *at, const char *text, po_cell *cell) {
    size_t size = strlen(text), kept = size;
    if (size > PO_LIMIT_CELL_BYTES) {
        for (kept = PO_LIMIT_CELL_BYTES; kept && ((unsigned char)text[kept] & 0xC0) == 0x80; kept--) {
        }
        cell->doubt = "longer than a cell can be; only its beginning was read";
        at->notes.cut++;
    }
    cell->text = po_sheet_text(po_row_batch_arena(at->batch), text, kept, false);
}

static void set_value(sheet *at, const FreeXL_CellValue *value, po_cell *cell) {
    po_arena *arena = po_row_batch_arena(at->batch);
    const po_sheet_format plain = {0};
    switch (value->type) {
    case FREEXL_CELL_INT:
        po_sheet_value_set_double(value->value.int_value, plain, false, arena, cell);
        break;
    case FREEXL_CELL_DOUBLE:
        po_sheet_value_set_double(value->value.double_value, plain, false, arena, cell);
        break;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
        set_text(at, value->value.text_value ? value->value.text_value : "", cell);
        break;
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
        set_date(value->value.text_value, arena, cell);
        break;
    default: /* blank */
        break;
    }
}

static po_status make_row(sheet *at, po_error *err) {
    po_row_batch_begin(at->batch, at->row + 1);
    for (unsigned short column = 0; column < at->columns; column++) {
        FreeXL_CellValue value = {.type = FREEXL_CELL_NULL};
        int code = freexl_get_cell_value(at->of->handle, at->row, column, &value);
        if (code != FREEXL_OK) {
            return refuse(at->of, code, err);
        }
        if (value.type == FREEXL_CELL_NULL) {
            continue;
        }
        po_cell *cell = po_row_batch_add(at->batch, column + 1u);
        set_value(at, &value, cell);
        if (!*cell->text && !cell->doubt) {
            po_row_batch_drop(at->batch);
        }
    }
    at->row++;
    (void)po_row_batch_end(at->batch);
    return PO_OK;
}

/* ---- the source ---- */

static po_status select_sheet(sheet *at, po_error *err) {
    if (at->of->selected == at->index) {
        return PO_OK;
    }
    at->of->selected = at->index;
    int code = freexl_select_active_worksheet(at->of->handle, (unsigned short)at->index);
    if (code == FREEXL_OK) {
        code = freexl_worksheet_dimensions(at->of->handle, &at->rows, &at->columns);
    }
    if (code != FREEXL_OK) {
        at->of->selected = UINT32_MAX;
        return refuse(at->of, code, err);
    }
    return PO_OK;
}

static po_status rewind_sheet(void *state, po_error *err) {
    sheet *at = state;
    at->row = 0;
    po_row_batch_clear(at->batch);
    if (!at->notes.said) {
        at->notes = (po_sheet_notes){0};
    }
    return select_sheet(at, err);
}

static po_status next_row(void *state, const po_row **ret_row, po_error *err) {
    sheet *at = state;
    po_status status = select_sheet(at, err);
    *ret_row = NULL;
    while (status == PO_OK && !*ret_row && at->row < at->rows) {
        po_row_batch_clear(at->batch);
        status = make_row(at, err);
        *ret_row = status == PO_OK ? po_row_batch_take(at->batch) : NULL;
    }
    if (status != PO_OK) {
        po_error_context(err, "sheet \"%s\"", at->name);
    } else if (!*ret_row) {
        po_sheet_notes_say(&at->notes, at->name, at->document);
    }
    return status;
}

static void destroy_sheet(void *state) {
    sheet *at = state;
    po_row_batch_destroy(at->batch);
    free(at);
}

static const po_row_source_class sheet_class = {rewind_sheet, next_row, destroy_sheet};

/* ---- the reader ---- */

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    (void)name;
    return po_container_find(data, size) == PO_CONTAINER_OLD_EXCEL;
}

static const char *name_of(const book *at, unsigned index, po_arena *arena) {
    const char *name = NULL;
    if (freexl_get_worksheet_name(at->handle, (unsigned short)index, &name) != FREEXL_OK || !name) {
        return po_arena_printf(arena, "Sheet %u", index + 1);
    }
    size_t size = strlen(name);
    return po_sheet_text(arena, name, size < PO_LIMIT_SHEET_NAME ? size : PO_LIMIT_SHEET_NAME, false);
}

static bool add_sheet(book *of, unsigned index, po_document *document) {
    const char *name = name_of(of, index, document->arena);
    po_table *table = po_sheet_blocks_add(document, name, false);
    if (!table) {
        return false;
    }
    sheet *at = calloc(1, sizeof *at);
    if (!at) {
        po_out_of_memory(sizeof *at);
    }
    *at = (sheet){.of = of, .document = document, .name = name, .index = index};
    at->batch = po_row_batch_create(table->number, name);
    table->source = po_row_source_create(document, &sheet_class, at);
    return true;
}

static po_status open_book(const uint8_t *data, size_t size, book *at, po_error *err) {
    char path[PO_XLS_PATH_MAX];
    unsigned locked = 0;
    at->selected = UINT32_MAX;
    po_xls_stream_init(&at->stream, data, size);
    int code = freexl_open(po_xls_stream_path(&at->stream, path), &at->handle);
    if (code != FREEXL_OK) {
        at->handle = NULL; /* FreeXL has given it back */
        return refuse(at, code, err);
    }
    code = freexl_get_info(at->handle, FREEXL_BIFF_PASSWORD, &locked);
    return code != FREEXL_OK || locked == FREEXL_BIFF_OBFUSCATED ? refuse(at, code, err) : PO_OK;
}

static po_status read_xls(const uint8_t *data, size_t size, const po_read_options *options, po_document *document,
                          po_error *err) {
    (void)options;
    unsigned count = 0;
    book *at = PO_NEW(document->arena, book);
    document->media_type = media_type;
    po_document_hold(document, at, close_book);
    po_status status = open_book(data, size, at, err);
    if (status != PO_OK) {
        return status;
    }
    int code = freexl_get_info(at->handle, FREEXL_BIFF_SHEET_COUNT, &count);
    if (code != FREEXL_OK) {
        return refuse(at, code, err);
    }
    bool added = true;
    for (unsigned i = 0; i < count && i < SHEETS_MAX && added; i++) {
        added = add_sheet(at, i, document);
    }
    return po_sheet_blocks_check(document, "workbook", err);
}

const po_reader po_reader_xls = {media_type, "old Excel workbook", recognise, read_xls};
