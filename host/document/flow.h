/* SPDX-License-Identifier: Apache-2.0
 *
 * From a running text to blocks: what the readers of Word, HTML and Markdown have in common. They say what begins, what ends
 * and what text comes; this squeezes white space, keeps nested tables and their cells apart, finds grid columns under
 * row spans, and holds the limits of the block model.
 *
 * Text always goes to the innermost open cell or text box, else to the body; so nothing that stands between rows is lost.
 * Inside a cell every block is a line. Calls need not be balanced: po_flow_finish closes what is open.
 */
#ifndef PO_DOCUMENT_FLOW_H
#define PO_DOCUMENT_FLOW_H

#include "document/document.h"

typedef struct po_flow po_flow;

/* Ownership: the caller destroys it; what it made stays with the document. */
po_flow *po_flow_create(po_document *document);
void po_flow_destroy(po_flow *flow); /* accepts NULL */

/* Where what comes next stands; 0 means that the format has none. */
void po_flow_at(po_flow *flow, uint32_t page, uint32_t line);

/* A block begins, and the one before ends. A block without text leaves nothing. */
void po_flow_block(po_flow *flow, po_block_kind kind, uint8_t level);
void po_flow_end(po_flow *flow);

/* Stands before the text of the block under way ("1.", a bullet), if it gets any. */
void po_flow_label(po_flow *flow, const char *label);
/* The block ends, and no text came behind its label: a label that names something ("Goal 2", "1.1") is the text, one that only counts or
 * marks ("2.", a bullet) is dropped. */
void po_flow_label_alone(po_flow *flow);
/* Such a label: two numbers, or a number and a word. */
bool po_flow_label_names(const char *label);

/* UTF-8; malformed bytes become U+FFFD. */
void po_flow_text(po_flow *flow, const char *text, size_t size);

/* The author broke the line here; in a heading that is a space. */
void po_flow_line(po_flow *flow);

/* A text of its own inside a paragraph (a text box): its blocks come before that paragraph. */
bool po_flow_box_begin(po_flow *flow); /* false: too deep, nothing was begun */
void po_flow_box_end(po_flow *flow);

typedef struct po_flow_cell {
    uint32_t column_span, row_span; /* 0 counts as 1 */
    bool header;
    bool starts;    /* further rows may continue this cell (Word's vertical merge) */
    bool continues; /* this is a cell of an earlier row going on; its text is shown nowhere and dropped */
} po_flow_cell;

/* False: too deep, nothing was begun, and text goes on in the cell around it. */
bool po_flow_table_begin(po_flow *flow);
void po_flow_table_end(po_flow *flow);
void po_flow_row_begin(po_flow *flow);
void po_flow_row_end(po_flow *flow);
void po_flow_row_drop(po_flow *flow); /* as if it had never begun; before its first cell */
/* Grid columns that a row leaves out before its next cell. */
void po_flow_skip_columns(po_flow *flow, uint32_t count);
/* The cells of the row under way are header cells from here on. */
void po_flow_row_header(po_flow *flow);
void po_flow_cell_begin(po_flow *flow, const po_flow_cell *cell);
/* What is known of a cell only after it began; allowed before its first text. */
void po_flow_cell_change(po_flow *flow, const po_flow_cell *cell);
void po_flow_cell_end(po_flow *flow);

/* True if the innermost open thing is a cell. */
bool po_flow_in_cell(const po_flow *flow);

/* Tables open, rows and cells of the innermost one. */
unsigned po_flow_tables_open(const po_flow *flow);
bool po_flow_row_open(const po_flow *flow);
bool po_flow_cell_open(const po_flow *flow);

/* True once a limit was reached behind which nothing is kept. */
bool po_flow_full(const po_flow *flow);

/* Closes everything and says which limits were reached. */
void po_flow_finish(po_flow *flow);

#endif
