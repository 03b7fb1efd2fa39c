/* SPDX-License-Identifier: Apache-2.0
 *
 * From nested elements to a flat list of blocks.
 *
 * Frames: the body of the document, and inside it tables, rows and cells, as deep as they nest. Text goes to the sink of
 * the innermost frame: a cell's, or one that makes paragraphs. So the text of a nested table belongs to its own cells, and a caption or a
 * stray paragraph between rows is a paragraph of its own, never lost.
 *
 * Rows without a table and cells without a row get one, which ends with the element that holds them: a published
 * file keeps its main table so.
 */
#include "document/pdf_blocks.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "document/flow.h"
#include "document/pdf_table.h"

typedef enum frame_kind { FRAME_BODY, FRAME_TABLE, FRAME_ROW, FRAME_CELL } frame_kind;

typedef struct frame {
    frame_kind kind;
    size_t depth;  /* the element at whose close it ends */
    bool implicit; /* made for rows or cells that have none */
    po_pdf_table *table;
    po_pdf_sink sink; /* of a body, a table (paragraphs) or a cell */
    po_block_kind block;
    uint8_t level, list_level;
    unsigned items; /* list items open */
    uint16_t row_span, column_span;
    uint32_t column; /* of a cell under a header that it names */
    bool under_header, header;
    po_pdf_boxes boxes; /* of a cell */
} frame;

/* What close has to know about an open element. */
typedef struct opened {
    po_pdf_role role;
    po_block_kind block;
    uint8_t level;
    bool leaf; /* a paragraph, heading, label or item body: unknown elements inside are inline */
} opened;

enum { FRAMES_MAX = 3 * PO_LIMIT_TREE_DEPTH + 1, NUMBER_MAX = 12 /* bytes: "(xviii)" */ };

struct po_pdf_blocks {
    po_document *document;
    po_arena *scratch;
    PO_LIST(po_pdf_table *) tables;
    frame *frames; /* FRAMES_MAX of them; sinks keep their memory */
    size_t frame_count;
    opened elements[PO_LIMIT_TREE_DEPTH + 1];
    size_t depth;
    size_t beyond; /* elements open past the limit, which are not noted */
    size_t leaves; /* open elements that are leaves */
    size_t cells;
    uint32_t column; /* of the last one */
    bool limited;
};

static frame *top(po_pdf_blocks *blocks) {
    return &blocks->frames[blocks->frame_count - 1];
}

static frame *push_frame(po_pdf_blocks *blocks, frame_kind kind, size_t depth, po_pdf_table *table) {
    frame *added = &blocks->frames[blocks->frame_count++];
    po_pdf_sink sink = added->sink;
    *added = (frame){.kind = kind, .depth = depth, .table = table, .sink = sink, .block = PO_BLOCK_PARAGRAPH};
    added->row_span = added->column_span = 1;
    po_pdf_sink_clear(&added->sink);
    return added;
}

po_pdf_blocks *po_pdf_blocks_create(po_document *document) {
    po_arena *scratch = po_arena_create();
    po_pdf_blocks *blocks = PO_NEW(scratch, po_pdf_blocks);
    blocks->document = document;
    blocks->scratch = scratch;
    blocks->frames = PO_NEW_ARRAY(scratch, frame, FRAMES_MAX);
    push_frame(blocks, FRAME_BODY, 0, NULL);
    return blocks;
}

void po_pdf_blocks_destroy(po_pdf_blocks *blocks) {
    if (!blocks) {
        return;
    }
    for (size_t i = 0; i < FRAMES_MAX; i++) {
        po_pdf_sink_finish(&blocks->frames[i].sink);
    }
    po_arena_destroy(blocks->scratch);
}

size_t po_pdf_blocks_table_count(const po_pdf_blocks *blocks) {
    return blocks->tables.count;
}

const po_pdf_order *po_pdf_blocks_order(const po_pdf_blocks *blocks, size_t table) {
    return &blocks->tables.items[table]->order;
}

uint32_t po_pdf_blocks_column(const po_pdf_blocks *blocks) {
    return blocks->column;
}

bool po_pdf_blocks_limited(const po_pdf_blocks *blocks) {
    return blocks->limited;
}

/* Nothing but the number of an item that is empty. A box would be an answer. */
static bool is_lone_number(const po_pdf_sink *sink) {
    if (!sink->glue || sink->text.size > NUMBER_MAX || po_flow_label_names(po_buffer_text(&sink->text))) {
        return false;
    }
    size_t plain = 0;
    while (plain < sink->text.size && (unsigned char)sink->text.data[plain] < 0x80) {
        plain++;
    }
    return plain == sink->text.size;
}

/* The gathered text becomes a block, unless there is none. */
static void flush(po_pdf_blocks *blocks, frame *of) {
    po_pdf_sink *sink = &of->sink;
    if (sink->text.size && !is_lone_number(sink)) {
        po_block *block = po_document_add(blocks->document, of->items && of->block != PO_BLOCK_HEADING ? PO_BLOCK_LIST_ITEM : of->block);
        if (block) {
            block->text = po_arena_copy(blocks->document->arena, sink->text.data, sink->text.size);
            block->level = block->kind == PO_BLOCK_LIST_ITEM ? of->list_level : of->level;
            block->at.page = sink->pages[0] + 1;
            block->last_page = sink->pages[sink->page_count - 1] + 1;
        } else {
            blocks->limited = true;
        }
    }
    po_pdf_sink_clear(sink);
}

/* A block ends or begins: in a cell, and between the paragraphs of one list item, that is a new line. */
static void break_block(po_pdf_blocks *blocks) {
    frame *at = top(blocks);
    if (at->kind == FRAME_CELL || (at->items && at->block != PO_BLOCK_HEADING)) {
        po_pdf_sink_break(&at->sink);
    } else if (at->kind != FRAME_ROW) {
        flush(blocks, at);
    }
}

static uint32_t enclosing_table(const po_pdf_blocks *blocks) {
    for (size_t i = blocks->frame_count; i-- > 0;) {
        if (blocks->frames[i].kind == FRAME_CELL) {
            return blocks->frames[i].table->table->number;
        }
    }
    return 0;
}

static void open_table(po_pdf_blocks *blocks, size_t depth, bool implicit) {
    break_block(blocks);
    if (top(blocks)->kind == FRAME_BODY || top(blocks)->kind == FRAME_TABLE) {
        flush(blocks, top(blocks));
    }
    po_arena *arena = blocks->document->arena;
    po_table *table = PO_NEW(arena, po_table);
    table->number = (uint32_t)blocks->tables.count + 1;
    table->parent_table = enclosing_table(blocks);
    po_block *block = po_document_add(blocks->document, PO_BLOCK_TABLE);
    if (block) {
        block->text = "";
        block->table = table;
        block->at.table = table->number;
    } else {
        blocks->limited = true;
    }
    po_pdf_table *building = PO_NEW(blocks->scratch, po_pdf_table);
    building->table = table;
    *PO_LIST_ADD(blocks->scratch, &blocks->tables) = building;
    push_frame(blocks, FRAME_TABLE, depth, building)->implicit = implicit;
}

/* Where the text of the cell just added stands on the first of its pages. */
static void place_cell(const frame *at) {
    po_cell *cell = &at->table->row.items[at->table->row.count - 1];
    if (at->boxes.count) {
        cell->left = at->boxes.items[0].left;
        cell->right = at->boxes.items[0].right;
    }
}

static void pop_frame(po_pdf_blocks *blocks) {
    frame *at = top(blocks);
    po_arena *arena = blocks->document->arena;
    switch (at->kind) {
    case FRAME_CELL:
        po_pdf_order_cell(&at->table->order, &at->boxes, at->row_span > 1);
        if (blocks->cells++ < PO_LIMIT_TABLE_CELLS) {
            if (at->under_header) {
                po_pdf_table_reach(at->table, arena, at->column);
            }
            blocks->column = po_pdf_table_add_cell(at->table, arena, &at->sink, at->header, at->column_span, at->row_span);
            place_cell(at);
        } else {
            blocks->limited = true;
        }
        break;
    case FRAME_ROW:
        po_pdf_order_row(&at->table->order);
        po_pdf_table_end_row(at->table, arena);
        break;
    case FRAME_TABLE:
        flush(blocks, at);
        po_pdf_table_end(at->table, arena);
        break;
    case FRAME_BODY:
    default:
        flush(blocks, at);
        return;
    }
    blocks->frame_count--;
}

static bool room_for_frames(const po_pdf_blocks *blocks) {
    return blocks->frame_count + 3 < FRAMES_MAX;
}

/* A row needs a table as innermost frame. One that is open inside a row belongs to the element that holds it. */
static void open_row(po_pdf_blocks *blocks, size_t depth, bool implicit) {
    while (top(blocks)->kind == FRAME_ROW) {
        pop_frame(blocks);
    }
    if (top(blocks)->kind != FRAME_TABLE) {
        open_table(blocks, depth ? depth - 1 : 0, true);
    }
    po_pdf_table *table = top(blocks)->table;
    po_pdf_table_begin_row(table);
    push_frame(blocks, FRAME_ROW, depth, table)->implicit = implicit;
}

static void open_cell(po_pdf_blocks *blocks, const po_pdf_element *element, size_t depth) {
    if (top(blocks)->kind == FRAME_CELL && top(blocks)->implicit) {
        pop_frame(blocks);
    }
    if (top(blocks)->kind != FRAME_ROW) {
        open_row(blocks, depth ? depth - 1 : 0, true);
    }
    frame *cell = push_frame(blocks, FRAME_CELL, depth, top(blocks)->table);
    cell->row_span = element->row_span;
    cell->column_span = element->column_span;
    cell->column = element->column;
    cell->under_header = element->under_header;
    cell->header = element->role == PO_PDF_ROLE_HEADER_CELL;
}

/* Text between the rows of a table that was only implied ends it. */
static void end_implied_table(po_pdf_blocks *blocks) {
    while (top(blocks)->implicit && top(blocks)->kind != FRAME_CELL && top(blocks)->kind != FRAME_BODY) {
        pop_frame(blocks);
    }
}

/* A heading is one inside a list item too (numbered headings): it takes the item's label, and what the item says besides stands by itself. */
static void open_text(po_pdf_blocks *blocks, const po_pdf_element *element) {
    end_implied_table(blocks);
    break_block(blocks);
    frame *at = top(blocks);
    if (element->role == PO_PDF_ROLE_HEADING && at->kind != FRAME_CELL) {
        if (!at->sink.glue) {
            flush(blocks, at);
        }
        at->block = PO_BLOCK_HEADING;
        at->level = element->level;
    } else if (element->role == PO_PDF_ROLE_PARAGRAPH) {
        at->block = PO_BLOCK_PARAGRAPH;
        at->level = 0;
    }
}

static void open_list(po_pdf_blocks *blocks, const po_pdf_element *element) {
    end_implied_table(blocks);
    break_block(blocks);
    frame *at = top(blocks);
    if (at->kind == FRAME_BODY || at->kind == FRAME_TABLE) {
        flush(blocks, at);
    }
    if (element->role == PO_PDF_ROLE_ITEM) {
        at->items++;
    } else if (at->list_level < UINT8_MAX) {
        at->list_level++;
    }
}

static bool is_leaf(po_pdf_role role) {
    return role == PO_PDF_ROLE_PARAGRAPH || role == PO_PDF_ROLE_HEADING || role == PO_PDF_ROLE_LABEL ||
           role == PO_PDF_ROLE_ITEM_BODY;
}

void po_pdf_blocks_open(po_pdf_blocks *blocks, const po_pdf_element *element) {
    if (blocks->depth >= PO_LIMIT_TREE_DEPTH || !room_for_frames(blocks)) {
        blocks->limited = true;
        blocks->beyond++;
        return;
    }
    frame *at = top(blocks);
    size_t depth = ++blocks->depth;
    opened *note = &blocks->elements[depth];
    *note = (opened){element->role, at->block, at->level, is_leaf(element->role)};
    switch (element->role) {
    case PO_PDF_ROLE_UNKNOWN:
        if (!blocks->leaves && at->kind != FRAME_TABLE && at->kind != FRAME_ROW) {
            break_block(blocks);
        }
        break;
    case PO_PDF_ROLE_GROUP:
    case PO_PDF_ROLE_PARAGRAPH:
    case PO_PDF_ROLE_HEADING:
        open_text(blocks, element);
        break;
    case PO_PDF_ROLE_LIST:
    case PO_PDF_ROLE_ITEM:
        open_list(blocks, element);
        break;
    case PO_PDF_ROLE_TABLE:
        end_implied_table(blocks);
        open_table(blocks, depth, false);
        break;
    case PO_PDF_ROLE_ROW:
        open_row(blocks, depth, false);
        break;
    case PO_PDF_ROLE_HEADER_CELL:
    case PO_PDF_ROLE_CELL:
        open_cell(blocks, element, depth);
        break;
    case PO_PDF_ROLE_ROWS:
    case PO_PDF_ROLE_INLINE:
    case PO_PDF_ROLE_LABEL:
    case PO_PDF_ROLE_ITEM_BODY:
    case PO_PDF_ROLE_ARTIFACT:
    default:
        break;
    }
    blocks->leaves += note->leaf;
}

static void close_text(po_pdf_blocks *blocks, const opened *note) {
    frame *at = top(blocks);
    switch (note->role) {
    case PO_PDF_ROLE_LABEL:
        po_pdf_sink_label(&at->sink);
        break;
    case PO_PDF_ROLE_ITEM:
    case PO_PDF_ROLE_LIST:
        break_block(blocks);
        if (at->kind == FRAME_BODY || at->kind == FRAME_TABLE) {
            flush(blocks, at);
        }
        if (note->role == PO_PDF_ROLE_ITEM) {
            at->items -= at->items > 0;
        } else {
            at->list_level = (uint8_t)(at->list_level - (at->list_level > 0));
        }
        break;
    case PO_PDF_ROLE_UNKNOWN:
    case PO_PDF_ROLE_GROUP:
    case PO_PDF_ROLE_PARAGRAPH:
    case PO_PDF_ROLE_HEADING:
        if (note->role != PO_PDF_ROLE_UNKNOWN || !blocks->leaves) {
            break_block(blocks);
        }
        at->block = note->block;
        at->level = note->level;
        break;
    case PO_PDF_ROLE_INLINE:
    case PO_PDF_ROLE_ITEM_BODY:
    case PO_PDF_ROLE_TABLE:
    case PO_PDF_ROLE_ROWS:
    case PO_PDF_ROLE_ROW:
    case PO_PDF_ROLE_HEADER_CELL:
    case PO_PDF_ROLE_CELL:
    case PO_PDF_ROLE_ARTIFACT:
    default:
        break;
    }
}

void po_pdf_blocks_close(po_pdf_blocks *blocks) {
    size_t depth = blocks->depth;
    if (blocks->beyond || depth == 0) {
        blocks->beyond -= blocks->beyond > 0;
        return;
    }
    const opened *note = &blocks->elements[depth];
    blocks->leaves -= note->leaf;
    while (blocks->frame_count > 1 && top(blocks)->depth >= depth) {
        pop_frame(blocks);
    }
    close_text(blocks, note);
    blocks->depth--;
}

void po_pdf_blocks_text(po_pdf_blocks *blocks, const po_pdf_fragment *fragment, const char *text, size_t size) {
    if (top(blocks)->kind == FRAME_ROW) { /* text of a row outside its cells: a cell that nobody opened */
        static const po_pdf_element cell = {.role = PO_PDF_ROLE_CELL, .row_span = 1, .column_span = 1};
        if (!room_for_frames(blocks)) {
            return;
        }
        open_cell(blocks, &cell, blocks->depth);
        top(blocks)->implicit = true;
    }
    po_pdf_boxes_add(&top(blocks)->boxes, fragment);
    po_pdf_sink_add(&top(blocks)->sink, fragment, text, size);
}

void po_pdf_blocks_end(po_pdf_blocks *blocks) {
    while (blocks->depth) {
        po_pdf_blocks_close(blocks);
    }
    while (blocks->frame_count > 1) {
        pop_frame(blocks);
    }
    flush(blocks, top(blocks));
    for (size_t i = 0; i < blocks->document->blocks.count; i++) {
        po_block *block = &blocks->document->blocks.items[i];
        if (block->kind == PO_BLOCK_TABLE) {
            block->at.page = block->table->first_page;
            block->last_page = block->table->last_page;
        }
    }
}

static const char *doubt_of(uint32_t first, uint32_t last, const char *const *doubts, uint32_t count) {
    for (uint32_t page = first; page && page <= last && page <= count; page++) {
        if (doubts[page - 1]) {
            return doubts[page - 1];
        }
    }
    return NULL;
}

static void doubt_table(po_pdf_table *table, const char *const *doubts, uint32_t count) {
    po_table *of = table->table;
    of->doubt = doubt_of(of->first_page, of->last_page, doubts, count);
    if (!of->doubt) {
        return;
    }
    for (size_t r = 0; r < table->rows.count; r++) {
        for (uint32_t c = 0; c < table->rows.items[r].count; c++) {
            po_cell *cell = &table->rows.items[r].cells[c];
            for (uint32_t i = 0; i < cell->at_count && !cell->doubt; i++) {
                cell->doubt = doubt_of(cell->at[i].page, cell->at[i].page, doubts, count);
            }
        }
    }
}

void po_pdf_blocks_doubt(po_pdf_blocks *blocks, const char *const *doubts, uint32_t page_count) {
    for (size_t i = 0; i < blocks->tables.count; i++) {
        doubt_table(blocks->tables.items[i], doubts, page_count);
    }
    for (size_t i = 0; i < blocks->document->blocks.count; i++) {
        po_block *block = &blocks->document->blocks.items[i];
        block->doubt = doubt_of(block->at.page, block->last_page, doubts, page_count);
    }
}
