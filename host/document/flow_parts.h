/* SPDX-License-Identifier: Apache-2.0
 *
 * What flow.c and flow_table.c share. Nobody else includes this.
 */
#ifndef PO_DOCUMENT_FLOW_PARTS_H
#define PO_DOCUMENT_FLOW_PARTS_H

#include "base/text.h"
#include "document/flow.h"

enum {
    FLOW_TABLES_MAX = 64,                      /* nested tables */
    FLOW_FRAMES_MAX = FLOW_TABLES_MAX + 33,    /* their cells, the body and text boxes */
    FLOW_SPANS_MAX = 256                       /* cells of one table that reach into further rows at one time */
};

typedef enum flow_kind { FLOW_BODY, FLOW_CELL, FLOW_BOX } flow_kind;

/* Where text gathers. */
typedef struct flow_frame {
    flow_kind kind;
    po_buffer text, label;
    uint32_t *pages; /* where the text came from, no neighbours equal */
    size_t page_count, page_capacity;
    uint32_t line;       /* of the first text */
    bool space, newline; /* due before the next letter */
    bool muted;          /* text is shown nowhere */
    po_block_kind block;
    uint8_t level;
    unsigned tables; /* open when it began */
    unsigned boxes;  /* text boxes open inside a cell */
} flow_frame;

typedef struct flow_span { /* a cell that reaches into further rows */
    uint32_t column, width, rows_left;
} flow_span;

typedef struct flow_built { /* a cell of the row under way */
    po_cell cell;
    bool starts;
} flow_built;

/* A table under construction. */
typedef struct flow_table {
    po_table *table;
    size_t block; /* its index in the document, or SIZE_MAX */
    bool any_text;
    PO_LIST(po_row) rows;
    PO_LIST(flow_built) row;
    po_flow_cell cell; /* the one under way */
    uint32_t cell_line; /* where it begins */
    uint32_t column;   /* where the next cell goes */
    bool row_open, cell_open, row_header, limited;
    unsigned frame; /* frames open when it began */
    flow_span spans[FLOW_SPANS_MAX];
    uint32_t span_count;
    struct flow_anchor {
        po_cell *cell;   /* in the document */
        uint32_t row;    /* from 0 */
    } *anchors;          /* by grid column: the cell that a vertical merge there goes on from */
    size_t anchor_count, anchor_capacity;
} flow_table;

struct po_flow {
    po_document *document;
    po_arena *scratch;
    flow_frame *frames;
    unsigned frame_count;
    flow_table *tables;
    unsigned table_count;
    unsigned tables_beyond; /* begun past the limit and not yet ended */
    uint32_t page, line;
    uint32_t last_number; /* of tables */
    size_t cells;
    bool too_deep, too_many_cells, too_wide;
};

flow_frame *po_flow_top(const po_flow *flow);
flow_table *po_flow_table(const po_flow *flow); /* the innermost open one, or NULL */
flow_frame *po_flow_push(po_flow *flow, flow_kind kind);
void po_flow_flush(po_flow *flow, flow_frame *frame);

#endif
