/* SPDX-License-Identifier: Apache-2.0
 *
 * A workbook's blocks. All sheets stand on one open package, which lives as long as the document.
 */
#include "document/xlsx_reader.h"

#include "document/container.h"
#include "document/sheet_blocks.h"
#include "document/xlsx_sheet.h"

static const char media_type[] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

static bool recognise(const uint8_t *data, size_t size, const char *name) {
    (void)name;
    return po_container_find(data, size) == PO_CONTAINER_EXCEL;
}

static po_status read_sheets(const po_xlsx_book *book, po_document *document, po_error *err) {
    for (size_t i = 0; i < book->sheets.count; i++) {
        const po_xlsx_sheet_entry *entry = &book->sheets.items[i];
        if (!entry->part) {
            continue;
        }
        po_table *table = po_sheet_blocks_add(document, entry->name, entry->hidden);
        if (!table) {
            break;
        }
        po_status status = po_xlsx_sheet_open(document, book, entry, table->number, &table->source, err);
        if (status != PO_OK) {
            po_error_context(err, "sheet \"%s\"", entry->name);
            return status;
        }
    }
    return PO_OK;
}

static po_status read_xlsx(const uint8_t *data, size_t size, const po_read_options *options, po_document *document,
                           po_error *err) {
    (void)options;
    po_xlsx_book *book = NULL;
    document->media_type = media_type;
    po_status status = po_xlsx_book_open(data, size, document->arena, &book, err);
    if (status != PO_OK) {
        return status;
    }
    po_document_hold(document, book, po_xlsx_book_close);
    status = read_sheets(book, document, err);
    return status == PO_OK ? po_sheet_blocks_check(document, "workbook", err) : status;
}

const po_reader po_reader_xlsx = {media_type, "Excel workbook", recognise, read_xlsx};
