/* SPDX-License-Identifier: Apache-2.0
 *
 * The block model: what every reader makes of a file, whatever its format, and the only thing that forms and
 * plugins see of it. A document is a list of blocks in reading order: headings, paragraphs, list items, tables.
 *
 * Why: templates are matched by meaning (labels), never by position or format; so the model keeps words, the
 * shape of tables and the place of everything, and drops fonts, colours and layout.
 *
 * Ownership: everything belongs to the document's arena. Text is squeezed UTF-8: one space between words,
 * '\n' between paragraphs or list items inside one cell, nothing at the ends.
 */
#ifndef PO_DOCUMENT_DOCUMENT_H
#define PO_DOCUMENT_DOCUMENT_H

#include "base/diagnostic.h"

/* Where something stands. Zero means "does not apply". Pages, tables (in reading order over the whole
 * document), rows, columns and lines count from 1. `sheet` is a worksheet's name or NULL.
 *
 * A paragraph of a document that has neither pages nor lines stands under a heading: then `sheet` is the heading's beginning and `line` the
 * paragraph's number under it, 0 for the heading itself (po_place_is_under). */
typedef struct po_place {
    uint32_t page, table, row, column, line;
    const char *sheet;
} po_place;

static inline bool po_place_is_under(const po_place *place) {
    return place->sheet && place->page == 0 && place->table == 0 && place->row == 0;
}

typedef enum po_block_kind {
    PO_BLOCK_HEADING,
    PO_BLOCK_PARAGRAPH,
    PO_BLOCK_LIST_ITEM,
    PO_BLOCK_TABLE
} po_block_kind;

/* What a cell of a workbook holds; cells of other documents are text. */
typedef enum po_cell_kind {
    PO_CELL_TEXT,
    PO_CELL_NUMBER,  /* shortest decimal that gives the stored number: "1234.5", "-3"; zeros in front where its format is only zeros */
    PO_CELL_PERCENT, /* a number shown as percent, times 100 and with its sign: "35.975%" */
    PO_CELL_DATE,    /* "2023-12-15", with a time of day "2023-12-15 14:30:00", a time alone "14:30:00" */
    PO_CELL_BOOLEAN, /* "TRUE", "FALSE" */
    PO_CELL_ERROR    /* "" with a doubt that names the error (#N/A, #REF!) */
} po_cell_kind;

/* One cell. `at` names every page and cell the text came from (a cell cut by a page has two or more).
 * `column` is the grid column of its left edge, from 0, with row spans of earlier rows taken into account. */
typedef struct po_cell {
    const char *text; /* never NULL */
    const po_place *at;
    uint32_t at_count;
    uint32_t column;
    uint16_t column_span, row_span; /* at least 1 */
    bool header;                    /* the producer says so (TH); a hint, never a proof */
    const char *doubt;              /* why the text is uncertain, or NULL */
    float left, right;              /* where its text stands across the page, in a PDF with structure; equal where nobody knows */
    uint8_t kind;                   /* po_cell_kind */
    bool hidden;                    /* its row or column is hidden in the workbook: nobody sees it on the screen */
} po_cell;

typedef struct po_row_source po_row_source; /* document/row_source.h */

typedef struct po_row {
    const po_cell *cells;
    uint32_t cell_count;
} po_row;

/* A table. `columns` is the widest row in grid columns. Rows that repeat a header on a further page are removed by
 * the reader's table joining (document/table_join.h); `first_page` and `last_page` span all parts.
 *
 * A table of a workbook or of a text file of values is not there as a tree: `source` is set, `rows` is NULL and `row_count` 0, and its
 * rows come through a cursor only. Cells of which nothing is written are left out of its rows; `column` says where a cell stands.
 * po_place has sheet, table, row and column as in the file, from 1. `columns` is what the file says and may be 0 or wrong. */
typedef struct po_table {
    uint32_t number; /* as in po_place.table */
    uint32_t columns;
    uint32_t first_page, last_page;
    uint32_t parent_table; /* number of the table one of whose cells holds this one, or 0 */
    uint32_t parent_row;   /* that cell's row from 1, or 0 where it is not known */
    size_t parent_offset;  /* bytes of that cell's text before this table */
    const po_row *rows;
    uint32_t row_count;
    const char *doubt;
    po_row_source *source; /* NULL: all rows are in `rows` */
    const char *sheet;     /* the worksheet's name, or NULL */
    bool hidden;           /* the worksheet is hidden */
} po_table;

typedef struct po_block {
    po_block_kind kind;
    uint8_t level;        /* headings: 1..6, 0 when the producer gives none; list items: nesting from 1 */
    const char *text;     /* headings, paragraphs, list items; "" for tables */
    const po_table *table; /* tables only */
    po_place at;          /* where it begins */
    uint32_t last_page;
    const char *doubt;
} po_block;

/* A run of pages whose text the reader could not place in the document's structure. */
typedef struct po_outside {
    uint32_t first_page, last_page;
    size_t characters; /* text found there and not read */
} po_outside;

/* Something that a reader keeps open as long as the document lives. */
typedef struct po_held {
    void *held;
    void (*release)(void *held);
} po_held;

typedef struct po_document {
    po_arena *arena;
    const char *media_type;
    uint32_t pages; /* 0 where the format has none */
    PO_LIST(po_block) blocks;
    PO_LIST(po_outside) outside;
    PO_LIST(po_row_source *) sources; /* of its tables; destroyed with the document */
    PO_LIST(po_held) held;            /* released after them */
    po_diagnostics diagnostics;
} po_document;

/* Empty document in its own arena; everything a reader adds dies with po_document_destroy. */
po_document *po_document_create(void);
void po_document_destroy(po_document *document); /* accepts NULL */

/* `release` is called with `held` when the document is destroyed. */
void po_document_hold(po_document *document, void *held, void (*release)(void *held));

/* Appends a block and returns it for filling; NULL when PO_LIMIT_BLOCKS is reached (said once as a diagnostic). */
po_block *po_document_add(po_document *document, po_block_kind kind);

/* "page 12, table 3, row 4, column 2" in the arena. */
const char *po_place_describe(po_arena *arena, const po_place *place);

/* A forward cursor over a table's rows, whether they are there or made as they are asked for: a row is borrowed until the next call on
 * any cursor of that table. Rewind to search again. */
typedef struct po_table_cursor {
    const po_table *table;
    uint32_t next;
} po_table_cursor;

void po_table_cursor_init(po_table_cursor *cursor, const po_table *table);
const po_row *po_table_cursor_next(po_table_cursor *cursor); /* NULL at the end, and where reading had to stop */
void po_table_cursor_rewind(po_table_cursor *cursor);

/* What stopped the reading of rows: NULL while nothing did. Ask behind the last row: rows given before are right as far as they go. */
const po_error *po_table_failure(const po_table *table);
const po_error *po_document_failure(const po_document *document); /* the first of its tables' */

#endif
