/* SPDX-License-Identifier: Apache-2.0
 *
 * workbook.xml, styles.xml and what relates them, whatever they are called.
 */
#include "document/xlsx_book.h"

#include <string.h>

#include "base/limits.h"
#include "base/map.h"
#include "document/ooxml_relationships.h"
#include "document/sheet_value.h"
#include "document/xlsx_names.h"

enum {
    SHEETS_MAX = 1024,  /* tabs; a workbook with more is made by a machine for a machine */
    FORMATS_MAX = 65536 /* Excel's own limit of cell formats is 65,490 */
};

/* Rows are streamed and forgotten, so a sheet may be as large as a document may become. */
static const po_ooxml_family family = {"workbook", "Excel", PO_LIMIT_INFLATED_BYTES};

static const po_ooxml_known names[] = {{"", PO_OOXML_S},
#define KNOWN_NAME(constant, name) {name, PO_OOXML_S},
                                       PO_XLSX_NAMES(KNOWN_NAME)
#undef KNOWN_NAME
};

const po_ooxml_vocabulary po_xlsx_vocabulary = {names, sizeof names / sizeof *names};

static void on_nothing(void *user, int name) {
    (void)user;
    (void)name;
}

/* ---- workbook.xml ---- */

typedef struct book_reading {
    po_xlsx_book *book;
    const po_ooxml_relationships *relationships;
} book_reading;

static void add_sheet(book_reading *at, const po_ooxml_element *element) {
    po_xlsx_book *book = at->book;
    size_t size = 0;
    const char *name = po_ooxml_attribute(element, "name", &size);
    const char *id = po_ooxml_attribute_copy(book->arena, element, "id");
    if (book->sheets.count >= SHEETS_MAX) {
        return;
    }
    const po_ooxml_relationship *found = id ? po_ooxml_relationship_find(at->relationships, id) : NULL;
    bool rows = found && strcmp(found->type, "worksheet") == 0 && po_ooxml_package_has(book->package, found->part);
    *PO_LIST_ADD(book->arena, &book->sheets) =
        (po_xlsx_sheet_entry){.name = po_sheet_text(book->arena, name ? name : "",
                                                    size < PO_LIMIT_SHEET_NAME ? size : PO_LIMIT_SHEET_NAME, false),
                              .part = rows ? found->part : NULL,
                              .hidden = po_ooxml_attribute_is(element, "state", "hidden") ||
                                        po_ooxml_attribute_is(element, "state", "veryHidden")};
}

static void on_book(void *user, const po_ooxml_element *element) {
    book_reading *at = user;
    if (element->name == PO_XLSX_WORKBOOK_PR) {
        at->book->from_1904 = po_ooxml_attribute_true(element, "date1904");
    } else if (element->name == PO_XLSX_SHEET) {
        add_sheet(at, element);
    }
}

/* ---- styles.xml ---- */

typedef struct style_reading {
    po_xlsx_book *book;
    po_map *codes; /* number of a format of the workbook's own -> po_sheet_format */
    bool in_cells;
} style_reading;

static void add_code(style_reading *at, const po_ooxml_element *element) {
    const char *id = po_ooxml_attribute_copy(at->book->arena, element, "numFmtId");
    const char *code = po_ooxml_attribute_copy(at->book->arena, element, "formatCode");
    if (id && code && po_map_count(at->codes) < FORMATS_MAX) {
        po_sheet_format *format = PO_NEW(at->book->arena, po_sheet_format);
        *format = po_sheet_format_of_code(code);
        po_map_set(at->codes, id, format);
    }
}

static void add_format(style_reading *at, const po_ooxml_element *element) {
    const char *id = po_ooxml_attribute_copy(at->book->arena, element, "numFmtId");
    const po_sheet_format *own = id ? po_map_get(at->codes, id) : NULL;
    if (at->book->formats.count < FORMATS_MAX) {
        *PO_LIST_ADD(at->book->arena, &at->book->formats) =
            own ? *own : po_sheet_format_of_number(po_ooxml_attribute_number(element, "numFmtId", 0));
    }
}

static void on_style(void *user, const po_ooxml_element *element) {
    style_reading *at = user;
    if (element->name == PO_XLSX_NUM_FMT) {
        add_code(at, element);
    } else if (element->name == PO_XLSX_CELL_XFS) {
        at->in_cells = true;
    } else if (element->name == PO_XLSX_XF && at->in_cells) {
        add_format(at, element);
    }
}

static void on_style_end(void *user, int name) {
    style_reading *at = user;
    at->in_cells = at->in_cells && name != PO_XLSX_CELL_XFS;
}

static po_status read_styles(po_xlsx_book *book, const char *part, po_error *err) {
    style_reading at = {.book = book, .codes = po_map_create(book->arena)};
    po_ooxml_handler handler = {&at, on_style, on_style_end, NULL};
    return part && po_ooxml_package_has(book->package, part)
               ? po_ooxml_read(book->package, part, &po_xlsx_vocabulary, &handler, err)
               : PO_OK;
}

/* ---- together ---- */

static po_status read_parts(po_xlsx_book *book, const char *main, po_error *err) {
    po_ooxml_relationships list = {0};
    po_status status = po_ooxml_relationships_read(book->package, main, &list, err);
    if (status == PO_OK) {
        book_reading at = {book, &list};
        po_ooxml_handler handler = {&at, on_book, on_nothing, NULL};
        status = po_ooxml_read(book->package, main, &po_xlsx_vocabulary, &handler, err);
    }
    if (status == PO_OK) {
        status = read_styles(book, po_ooxml_related(&list, "styles"), err);
    }
    if (status == PO_OK) {
        status = po_xlsx_strings_read(book->package, po_ooxml_related(&list, "sharedStrings"), book->arena,
                                      &book->strings, err);
    }
    return status;
}

po_status po_xlsx_book_open(const uint8_t *data, size_t size, po_arena *arena, po_xlsx_book **ret_book, po_error *err) {
    po_xlsx_book *book = PO_NEW(arena, po_xlsx_book);
    po_ooxml_relationships list = {0};
    book->arena = arena;
    po_status status = po_ooxml_package_open(data, size, &family, &book->package, err);
    if (status == PO_OK) {
        status = po_ooxml_relationships_read(book->package, "", &list, err);
    }
    if (status == PO_OK) {
        const char *main = po_ooxml_related(&list, "officeDocument");
        status = read_parts(book, main ? main : "xl/workbook.xml", err);
    }
    if (status != PO_OK) {
        po_xlsx_book_close(book);
        return status;
    }
    *ret_book = book;
    return PO_OK;
}

void po_xlsx_book_close(void *book) {
    if (book) {
        po_ooxml_package_destroy(((po_xlsx_book *)book)->package);
    }
}
